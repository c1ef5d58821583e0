// TERR-4: the inputs of visits, and Cordeau's instances of ../shared/data/territory with an iteration limit.
#include <gtest/gtest.h>

#include <filesystem>

#include "analyze/check.h"
#include "analyze/visits_reader.h"
#include "engine/territory/check/visits_check.h"

namespace kamino::analyze {
namespace {

namespace routing = territory::routing;

const std::string folder = KAMINO_SOURCE_DIR "/../shared/data/territory/pvrp/";

const std::string model = R"({
  "start_on": "2026-12-07", "weeks": 2, "now": "2026-12-09",
  "people": [{"id": "ann", "start": {"x": 0, "y": 0}, "from": "08:30", "to": "16:00", "weekdays": ["mon", "wed"],
              "days_off": ["2026-12-14"], "lunch": {"minutes": 30}, "nights_a_week": 1,
              "fixed": [{"name": "team", "on": "2026-12-09", "from": "09:00", "to": "10:00"}]}],
  "accounts": [{"id": 7, "place": {"x": 3, "y": 4}, "visits": 3, "least_gap": 2, "greatest_gap": 9, "minutes": 20,
                "windows": [{"from": "09:00", "to": "12:00", "weekdays": ["wed"]}]}],
  "plan": [{"account": 7, "on": "2026-12-07"}, {"account": 7, "on": "2026-12-09"}]})";

TEST(VisitModel, is_read_word_by_word) {
    const auto input = read_visits({"m.json", model});
    const auto& in = input.instance;
    EXPECT_EQ(in.days, 14);
    EXPECT_EQ(in.first_weekday, 0);
    EXPECT_EQ(in.first_day, 2);
    EXPECT_TRUE(input.replan);
    const auto& ann = in.people[0];
    EXPECT_EQ(ann.from, 510);
    EXPECT_EQ(ann.weekdays, 5U);
    EXPECT_EQ(ann.days_off, std::vector<int>{7});
    EXPECT_EQ(ann.fixed[0].day, 2);
    const auto& a = in.accounts[0];
    EXPECT_EQ(a.id, "7");
    EXPECT_EQ(a.visits, 2);  // one of three has been made
    EXPECT_EQ(a.last_visit, 0);
    EXPECT_EQ(a.before, std::vector<int>{2});
    EXPECT_EQ(a.windows[0].weekdays, 4U);
    EXPECT_EQ(in.distance->leg(ann.start, a.place).time, 5);
}

TEST(VisitModel, faults_say_where) {
    const auto refused = [](std::string text, const std::string& from, const std::string& to) {
        text.replace(text.find(from), from.size(), to);
        try {
            read_visits({"m.json", text});
        } catch (const Refusal& refusal) {
            return refusal.text;
        }
        return std::string{};
    };
    const std::vector<std::pair<std::string, std::string>> cases{
        {"\"2026-12-07\", \"weeks\"", "\"soon\", \"weeks\""},
        {"\"weeks\": 2", "\"weeks\": 200"},
        {"\"16:00\"", "\"08:00\""},
        {"\"mon\"", "\"monday\""},
        {"\"minutes\": 20", "\"minute\": 20"},
        {"\"greatest_gap\": 9", "\"greatest_gap\": 1"},
        {"\"x\": 3", "\"lat\": 3"},
        {"{\"account\": 7, \"on\": \"2026-12-07\"}", "{\"account\": 8, \"on\": \"2026-12-07\"}"}};
    for (const auto& [from, to] : cases) EXPECT_TRUE(refused(model, from, to).starts_with("m.json")) << to;
}

TEST(Periodic, day_one_is_the_highest_bit) {
    const auto in =
        read_periodic({"p.txt", "1 2 1 3\n0 10\n0 10\n50 10\n0 0 0 0 0 0 0\n1 3 4 5 2 2 2 5 6\n"}).instance;
    EXPECT_EQ(in.accounts[0].patterns, (std::vector<std::vector<int>>{{0, 2}, {0, 1}}));
    EXPECT_EQ(in.people[0].longest, (std::vector<double>{0, 0, 50}));
    EXPECT_THROW(read_periodic({"p.txt", "1 2 1 3\n0 10\n0 10\n50 10\n0 0 0 0 0 0 0\n1 3 4 5 2 2 1 7\n"}),
                 Refusal);
    EXPECT_THROW(read_periodic({"p.txt", "4 2 1 3\n"}), Refusal);
}

TEST(Periodic, benchmark_instances) {
    if (!std::filesystem::exists(folder)) GTEST_SKIP() << folder << " is not there";
    const std::vector<std::pair<const char*, double>> cases{
        {"p01.txt", 524.61}, {"p02.txt", 1322.87}, {"p04.txt", 835.26}};
    for (const auto& [name, best] : cases) {
        const auto input = read_visits(read_source(folder + name));
        territory::Effort effort;
        effort.iterations = 120000;
        const auto plan = routing::solve_visits(input.instance, effort);
        const auto verdict = territory::check::judge_visits(input.instance, plan.trips);
        EXPECT_TRUE(verdict.feasible()) << name;
        EXPECT_TRUE(plan.unserved.empty()) << name;
        EXPECT_GE(verdict.objective, best - 0.01) << name;
        EXPECT_LE(verdict.objective, best * 1.01) << name;
        EXPECT_LE(plan.bound, best + 0.01) << name;
        EXPECT_GE(plan.bound, 0.85 * best) << name;
    }
}

}  // namespace
}  // namespace kamino::analyze
