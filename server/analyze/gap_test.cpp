// The computing part of OPP-2's gap: a file of opportunities against a target.
#include "analyze/gap.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <cstdlib>
#include <filesystem>

#include "analyze/output.h"

namespace kamino::analyze {
namespace {

struct Answer {
    std::string refused, printed;
    boost::json::value json() const { return boost::json::parse(printed); }
    double number(std::string_view key) const { return json().at(key).to_number<double>(); }
};

Answer run(const std::vector<std::pair<std::string, std::string>>& given) {
    const auto command = gap_command();
    Answer answer;
    ::testing::internal::CaptureStdout();
    try {
        Arguments arguments{command.options};
        for (const auto& [name, value] : given) arguments.set(name, {value});
        command.run(arguments);
    } catch (const Refusal& refusal) {
        answer.refused = refusal.text;
    }
    std::fflush(stdout);
    answer.printed = ::testing::internal::GetCapturedStdout();
    return answer;
}

class GapCommand : public ::testing::Test {
  protected:
    GapCommand() { EXPECT_NE(::mkdtemp(folder.data()), nullptr); }
    ~GapCommand() override { std::filesystem::remove_all(folder); }
    Answer of(std::string_view deals, std::vector<std::pair<std::string, std::string>> more) {
        write_file(folder + "/deals.csv", deals);
        more.insert(more.end(), {{"opportunities", folder + "/deals.csv"}, {"stage", "s"}, {"amount", "a"}});
        return run(more);
    }
    std::string folder = "/tmp/kamino_gap_XXXXXX";
};

TEST_F(GapCommand, StagesByHand) {
    const auto answer =
        of("s,a\nWon,100\nLost,50\nProposal,100\nProposal,200\nTalk,400\n",
           {{"target", "500"}, {"probabilities", "proposal=50%,Talk=0.25"}, {"baseline", "20"}});
    ASSERT_EQ(answer.refused, "");
    EXPECT_EQ(answer.number("won"), 100);
    EXPECT_EQ(answer.number("weighted_pipeline"), 250);
    EXPECT_EQ(answer.number("gap"), 130);
    // Reached only with the talk (¼) and whatever of the rest makes 380: the talk alone.
    EXPECT_NEAR(answer.number("probability"), 0.25, 4 * answer.number("simulation_error"));
    const auto needed = answer.json().at("needed");
    EXPECT_EQ(needed.at("remaining"), 380);
    EXPECT_NEAR(needed.at("pipeline").to_number<double>(), 380 / 0.5, 1e-9);
    EXPECT_NEAR(needed.at("coverage").to_number<double>(), 700.0 / 380, 1e-12);
    EXPECT_EQ(needed.at("new_deals"), 3);  // 130 / ½ = 260, of 100 each
}

TEST_F(GapCommand, TimeCounts) {
    const std::string deals =
        "s,a,o,c\nWon,100,2026-01-01,2026-01-11\nLost,100,2026-01-01,2026-01-31\nWon,100,2026-01-05,2026-03-"
        "06\n"
        "Talk,100,2026-02-20,\nTalk,100,2026-06-01,\n";
    const auto answer = of(deals, {{"target", "300"},
                                   {"opened", "o"},
                                   {"closed", "c"},
                                   {"from", "2026-01-15"},
                                   {"as-of", "2026-03-10"},
                                   {"to", "2026-03-31"},
                                   {"probabilities", "Talk=1"}});
    ASSERT_EQ(answer.refused, "");
    EXPECT_EQ(answer.number("won"), 100);       // the first was won before the period
    EXPECT_EQ(answer.number("open_deals"), 1);  // the last is opened after the day
    // Decided after 10, 30 and 60 days, one open at 18: S falls to 3/4, then 3/8, then 0; at 18 days 3/4, at
    // 39 days 3/8.
    EXPECT_NEAR(answer.number("weighted_pipeline"), 50, 1e-9);
    EXPECT_EQ(answer.json().at("cycle").at("median_days"), 30);
    EXPECT_EQ(answer.json().at("needed").at("open_by"), "2026-03-01");
}

TEST_F(GapCommand, MavenOpportunities) {
    const char* shared = std::getenv("KAMINO_SHARED");
    const auto path =
        std::string{shared ? shared : KAMINO_SOURCE_DIR "/../shared"} + "/data/maven-crm/sales_pipeline.csv";
    if (!std::filesystem::exists(path)) GTEST_SKIP() << "KAMINO_SHARED names no folder";
    std::vector<std::pair<std::string, std::string>> given{
        {"opportunities", path},  {"stage", "deal_stage"},   {"amount", "close_value"},
        {"group", "sales_agent"}, {"opened", "engage_date"}, {"closed", "close_date"},
        {"from", "2017-10-01"},   {"as-of", "2017-12-31"},   {"to", "2018-03-31"},
        {"target", "4000000"}};
    const auto answer = run(given);
    ASSERT_EQ(answer.refused, "");
    EXPECT_EQ(answer.number("won"), 2'802'496);  // the fourth quarter
    EXPECT_EQ(answer.json().at("win_rate").at("won"), 4238);
    EXPECT_NEAR(answer.json().at("win_rate").at("raw").to_number<double>(), 0.6315, 5e-5);
    EXPECT_EQ(answer.number("open_deals"), 1589 + 500);
    given.push_back({"threads", "1"});
    EXPECT_EQ(run(given).printed, answer.printed);
    given.push_back({"seed", "2"});
    EXPECT_NE(run(given).printed, answer.printed);
}

TEST_F(GapCommand, OddInputs) {
    EXPECT_EQ(run({{"target", "10"}}).number("probability"), 0);
    EXPECT_EQ(run({{"target", "10"}, {"won-amount", "10"}}).number("probability"), 1);
    EXPECT_EQ(run({}).refused, "--target is missing");
    EXPECT_EQ(run({{"target", "0"}}).refused, "--target is above 0");
    EXPECT_NE(of("s,a\nTalk,1\n", {{"target", "5"}}).refused.find("there is no win rate"), std::string::npos);
    EXPECT_NE(of("s,a\nTalk,-1\n", {{"target", "5"}}).refused.find("line 2, column \"a\": is negative"),
              std::string::npos);
    EXPECT_NE(of("s,a\nTalk,1\n", {{"target", "5"}, {"probabilities", "Talk=2"}}).refused.find("pairs like"),
              std::string::npos);
    EXPECT_EQ(of("s,a\nWon,\nTalk,\n", {{"target", "5"}}).number("expected"), 0);
    EXPECT_NE(run({{"target", "5"}, {"from", "2026-02-01"}, {"as-of", "2026-01-01"}})
                  .refused.find("--from is after"),
              std::string::npos);
}

}  // namespace
}  // namespace kamino::analyze
