// SEL-5, SEL-6: the segments of a file of sales, against the references of half a year of Online Retail and
// by hand.
#include "analyze/segment.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "analyze/output.h"
#include "analyze/table.h"

namespace kamino::analyze {
namespace {

struct Answer {
    std::string refused, printed;
    boost::json::value json() const { return boost::json::parse(printed); }
};

Answer run(const std::vector<std::pair<std::string, std::string>>& given) {
    const auto command = segment_command();
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

class SegmentCommand : public ::testing::Test {
  protected:
    SegmentCommand() { EXPECT_NE(::mkdtemp(folder.data()), nullptr); }
    ~SegmentCommand() override { std::filesystem::remove_all(folder); }
    Answer of(std::string_view sales, std::vector<std::pair<std::string, std::string>> more = {}) {
        write_file(folder + "/sales.csv", sales);
        more.insert(
            more.end(),
            {{"transactions", folder + "/sales.csv"}, {"customer", "c"}, {"date", "d"}, {"amount", "a"}});
        return run(more);
    }
    std::string folder = "/tmp/kamino_segment_XXXXXX";
};

TEST_F(SegmentCommand, OnlineRetail) {
    const char* shared = std::getenv("KAMINO_SHARED");
    const auto path = std::string{shared ? shared : KAMINO_SOURCE_DIR "/../shared"} +
                      "/data/online-retail-h1/online_retail_2010-12_2011-05.csv.gz";
    if (!std::filesystem::exists(path)) GTEST_SKIP() << "KAMINO_SHARED names no folder";
    const auto table = Table::read(path);
    const auto quantity = table.numbers(table.column("Quantity")),
               price = table.numbers(table.column("UnitPrice"));
    CsvWriter csv{{"c", "d", "a"}};
    for (std::size_t row = 0; row < table.rows(); ++row)
        if (quantity[row] > 0 && price[row] > 0 && !table.text(row, 0).starts_with('C') &&
            !table.text(row, 6).empty())
            csv.cell(table.text(row, 6)).cell(table.text(row, 4)).cell(quantity[row] * price[row]).end_row();
    const auto json = of(csv.text(), {{"as-of", "2011-05-31"}}).json();
    EXPECT_EQ(json.at("customers"), 2718);
    EXPECT_NEAR(json.at("revenue").to_number<double>(), 3'332'591.96, 0.01);
    EXPECT_NEAR(json.at("gini").to_number<double>(), 0.6685, 5e-5);
    EXPECT_NEAR(json.at("top10_share").to_number<double>(), 0.1674, 5e-5);
    EXPECT_EQ(json.at("abc").at("A"), 843);
    EXPECT_EQ(json.at("abc").at("B"), 964);
    EXPECT_EQ(json.at("abc").at("C"), 911);
    std::int64_t classed = 0, named = 0;
    for (const auto& [name, count] : json.at("classes").as_object())
        classed += count.to_number<std::int64_t>();
    for (const auto& [name, count] : json.at("rfm").as_object()) named += count.to_number<std::int64_t>();
    EXPECT_EQ(classed, 2718);
    EXPECT_EQ(named, 2718);
    EXPECT_EQ(json.at("warnings").as_array().size(), 1u);  // half a year: growth by halves
}

// Two years; as of 2025-12-31. G grows, S is saturated, M modest every month, O bought once, X two years ago
// only.
TEST_F(SegmentCommand, ClassesByHand) {
    std::string sales = "c,d,a\nX,2024-01-01,100\nO,2025-06-01,50\n";
    for (int month = 1; month <= 12; ++month) {
        const auto mm = (month < 10 ? "0" : "") + std::to_string(month);
        for (const auto& [year, g, s] : {std::tuple{"2024", "500", "900"}, {"2025", "800", "900"}}) {
            sales += std::string{"G,"} + year + "-" + mm + "-15," + g + "\n";
            sales += std::string{"S,"} + year + "-" + mm + "-15," + s + "\n";
        }
        sales += "M,2025-" + mm + "-20,10\n";
    }
    sales += "S,2026-02-01,1\n";
    write_file(folder + "/potential.csv", "c,potential\nP,99999\nQ,1\n");
    const auto answer = of(sales, {{"as-of", "2025-12-31"},
                                   {"potential", folder + "/potential.csv"},
                                   {"customers", folder + "/out.csv"}});
    ASSERT_EQ(answer.refused, "");
    const auto json = answer.json();
    EXPECT_EQ(json.at("rows_after_as_of"), 1);
    const auto out = Table::read(folder + "/out.csv");
    std::string classes;
    for (std::size_t row = 0; row < out.rows(); ++row)
        classes += out.text(row, out.column("id")) + out.text(row, out.column("class")) + " ";
    EXPECT_EQ(classes, "XE OD GA SB MC PC QD ");
    EXPECT_EQ(out.numbers(out.column("growth"))[2], 0.6000000000000001);
    EXPECT_EQ(out.numbers(out.column("recency_days"))[3], 16);
}

TEST_F(SegmentCommand, OddFiles) {
    EXPECT_EQ(of("c,d,a\nA,2026-01-01,1\n").json().at("customers"), 1);
    EXPECT_EQ(of("c,d,a\nA,2026-01-01,-1\nB,2026-01-01,0\n").json().at("gini"), 0);
    EXPECT_EQ(of("c,d,a\nA,2026-01-01,1\nA,2026-01-01,1\n").json().at("revenue"), 2);
    EXPECT_NE(of("c,d,a\n,2026-01-01,1\n").refused.find("no row names a customer"), std::string::npos);
    EXPECT_NE(of("c,d,a\nA,2026-01-01,\n").refused.find("line 2, column \"a\": is empty"), std::string::npos);
    EXPECT_NE(
        of("c,d,a\nA,2026-01-01,1\n", {{"as-of", "2025-01-01"}}).refused.find("begins on 2026-01-01, after"),
        std::string::npos);
    EXPECT_NE(of("c,d,a\nA,2026-01-01,1\n", {{"as-of", "soon"}}).refused.find("needs a date"),
              std::string::npos);
    EXPECT_EQ(of("c,d,a\nA,2026-01-01,1e300\nB,2026-01-01,1e300\n").json().at("customers"), 2);
}

}  // namespace
}  // namespace kamino::analyze
