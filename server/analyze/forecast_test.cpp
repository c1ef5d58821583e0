// PRED-2, PRED-6: the command from file to document: irregular input, refusals, hierarchies that add up to
// the last bit, the same bytes with one and two threads.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <boost/json.hpp>
#include <cmath>
#include <cstdlib>
#include <map>
#include <sstream>

#include "analyze/forecast_run.h"

namespace kamino::analyze {
namespace {

class File {
  public:
    explicit File(std::string_view bytes) : path("/tmp/kamino_forecast_XXXXXX") {
        const int file = ::mkstemp(path.data());
        EXPECT_EQ(::write(file, bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
        ::close(file);
    }
    ~File() { ::unlink(path.c_str()); }
    std::string path;
};

using Given = std::vector<std::pair<std::string, std::string>>;

// What the command prints for a file with the columns id, period, value.
std::string printed(const std::string& path, const Given& given) {
    const auto command = forecast_command();
    Arguments arguments(command.options);
    for (const auto& [name, value] :
         Given{{"series", path}, {"id", "id"}, {"period", "period"}, {"value", "value"}})
        arguments.set(name, {value});
    for (const auto& [name, value] : given) arguments.set(name, {value});
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    try {
        command.run(arguments);
    } catch (...) {
        testing::internal::GetCapturedStdout();
        testing::internal::GetCapturedStderr();
        throw;
    }
    testing::internal::GetCapturedStderr();
    return testing::internal::GetCapturedStdout();
}

boost::json::object document(std::string_view rows, Given given) {
    const File file{"id,period,value\n" + std::string{rows}};
    return boost::json::parse(printed(file.path, given)).as_object();
}

std::string refusal(std::string_view rows, const Given& given) {
    const File file{rows};
    try {
        printed(file.path, given);
    } catch (const Refusal& refused) {
        return (refused.line ? "line " + std::to_string(refused.line) + " " : "") + refused.column + ": " +
               refused.reason;
    }
    return "not refused";
}

std::vector<std::string> warnings(const boost::json::object& document) {
    std::vector<std::string> out;
    for (const auto& warning : document.at("warnings").as_array()) out.emplace_back(warning.as_string());
    return out;
}

// Monthly sales of a line, with a season and a little noise that repeats.
std::string months(const std::string& id, int count, double level) {
    std::ostringstream out;
    out.precision(12);
    for (int t = 0; t < count; ++t)
        out << id << "," << 2019 + t / 12 << "-" << (t % 12 < 9 ? "0" : "") << t % 12 + 1 << ","
            << level * (1 + 0.3 * std::sin(t * 0.5236) + 0.02 * ((t * 7919) % 13 - 6)) << "\n";
    return out.str();
}

TEST(ForecastCommand, prints_every_key_that_was_promised) {
    const auto out = document(months("A", 60, 100) + months("B", 60, 7),
                              {{"horizon", "4"}, {"backtest", "3"}, {"interval", "80,97.5"}});
    EXPECT_EQ(out.at("method"), "auto");
    EXPECT_EQ(out.at("seed"), 1);
    EXPECT_EQ(out.at("series"), 2);
    EXPECT_EQ(out.at("n"), 120);
    EXPECT_EQ(out.at("grain"), "month");
    EXPECT_EQ(out.at("parameters").as_object().at("season"), 12);
    const auto& model = out.at("models").as_object().at("A").as_object();
    EXPECT_EQ(model.at("method"), "combination");
    EXPECT_TRUE(model.at("aicc").is_number());
    EXPECT_TRUE(model.at("params").as_object().contains("alpha"));
    const auto& test = out.at("backtest").as_object();
    for (const char* key : {"smape", "mase", "coverage80", "coverage97.5"})
        EXPECT_TRUE(test.at(key).is_number()) << key;
    const auto& forecasts = out.at("forecasts").as_array();
    ASSERT_EQ(forecasts.size(), 8U);
    EXPECT_EQ(forecasts[0].at("period"), "2024-01");
    EXPECT_LT(forecasts[0].at("lo97.5").as_double(), forecasts[0].at("lo80").as_double());
    EXPECT_TRUE(warnings(out).empty());
}

TEST(ForecastCommand, csv_has_the_columns_of_the_intervals) {
    const File file{"id,period,value\n" + months("A", 40, 100)};
    const auto text =
        printed(file.path, {{"horizon", "2"}, {"interval", "90"}, {"format", "csv"}, {"method", "theta"}});
    EXPECT_EQ(text.substr(0, text.find('\n')), "id,h,point,lo90,hi90,method");
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 3);
    EXPECT_NE(text.find("A,1,"), std::string::npos);
    EXPECT_NE(text.find(",theta\n"), std::string::npos);
}

TEST(ForecastCommand, gaps_and_doubles) {
    const std::string rows =
        "A,2024-01,10\nA,2024-02,20\nA,2024-02,4\nA,2024-05,30\nA,2024-06,\nA,2024-07,12\n";
    const auto filled = document(rows, {{"horizon", "1"}, {"season", "1"}, {"method", "snaive"}});
    EXPECT_EQ(filled.at("models").as_object().at("A").as_object().at("n"), 7);
    EXPECT_EQ(filled.at("forecasts").as_array()[0].at("point"), 12);
    const auto said = warnings(filled);
    ASSERT_EQ(said.size(), 2U);
    EXPECT_EQ(
        said[0],
        "periods without a value filled from their neighbours (--gaps zero counts them as 0): 1 series (A)");
    EXPECT_EQ(said[1], "several values of one period summed: 1 series (A)");
    // What fills a gap: the line between neighbours, or the mean of the seasons around.
    const File file{"id,period,value\n" + rows};
    Notes notes;
    SeriesColumns columns{"id", "period", "value", 1, false};
    EXPECT_EQ(read_series(Table::read(file.path), columns, notes).series[0].values,
              (std::vector<double>{10, 24, 26, 28, 30, 21, 12}));
    columns.gaps_are_zero = true;
    EXPECT_EQ(read_series(Table::read(file.path), columns, notes).series[0].values,
              (std::vector<double>{10, 24, 0, 0, 30, 0, 12}));
    const File seasons{"id,period,value\nA,1,1\nA,2,5\nA,3,2\nA,5,3\nA,6,9\n"};
    columns = {"id", "period", "value", 2, false};
    EXPECT_EQ(read_series(Table::read(seasons.path), columns, notes).series[0].values,
              (std::vector<double>{1, 5, 2, 7, 3, 9}));
}

TEST(ForecastCommand, days_become_what_the_season_asks_for) {
    Notes notes;
    const File file{"id,period,value\nA,2024-01-05,1\nA,2024-01-20,2\nA,2024-02-11,4\nA,2024-04-30,8\n"};
    SeriesColumns columns{"id", "period", "value", 12, true};
    auto months = read_series(Table::read(file.path), columns, notes);
    EXPECT_EQ(months.grain, Grain::month);
    EXPECT_EQ(months.series[0].values, (std::vector<double>{3, 4, 0, 8}));
    columns.season = 4;
    EXPECT_EQ(read_series(Table::read(file.path), columns, notes).series[0].values,
              (std::vector<double>{7, 8}));
    const File quarters{"id,period,value\nA,2023-01-01,1\nA,2023-04-01,2\nA,2023-10-01,4\n"};
    columns.season = 0;
    const auto read = read_series(Table::read(quarters.path), columns, notes);
    EXPECT_EQ(columns.season, 4U);
    EXPECT_EQ(read.series[0].values, (std::vector<double>{1, 2, 0, 4}));
    EXPECT_EQ(read.period_text(read.series[0].last() + 1), "2024-01");
}

TEST(ForecastCommand, thin_series_are_said_to_be_thin) {
    struct Row {
        const char* rows;
        const char* said;
    };
    for (const auto& row :
         {Row{"A,1,5\n", "one value only"}, Row{"A,1,0\nA,2,0\nA,3,0\n", "zero throughout"},
          Row{"A,1,7\nA,2,7\nA,3,7\n", "never changes"}, Row{"A,1,7\nA,2,8\nA,3,6\n", "too thin to tell"},
          Row{"A,1,7\nA,2,8\nA,3,6\nA,4,9\nA,5,5\nA,6,8\n", "too short for a season"}}) {
        const auto out = document(row.rows, {{"horizon", "3"}, {"season", "4"}});
        const auto said = warnings(out);
        ASSERT_EQ(said.size(), 1U) << row.rows;
        EXPECT_EQ(said[0].rfind(row.said, 0), 0U) << said[0];
        for (const auto& forecast : out.at("forecasts").as_array())
            for (const char* key : {"point", "lo80", "hi80", "lo95", "hi95"})
                EXPECT_TRUE(forecast.at(key).is_number()) << row.rows;
    }
    const auto none = document("A,1,\nB,1,3\nB,2,4\n", {{"horizon", "1"}});
    EXPECT_EQ(warnings(none)[0].rfind("without any value", 0), 0U);
    EXPECT_FALSE(none.at("models").as_object().contains("A"));
}

TEST(ForecastCommand, refuses_in_plain_words) {
    const Given one{{"horizon", "1"}};
    struct Row {
        const char* bytes;
        Given given;
        const char* said;
    };
    for (const auto& row :
         {Row{"id,period,value\n", one, ": has a header and no rows"},
          Row{"id,period,value\nA,2024-01,\n", one, "\"value\": has no value"},
          Row{"id,period,value\nA,1,5\n,2,5\n", one, "line 3 \"id\": is empty; a name is needed"},
          Row{"id,period,value\nA,1,1e200\n", one, ": series \"A\" has a value beyond 1e140"},
          Row{"id,period,value\nA,1,5\nA,999999999,5\n", one, "not refused"},
          Row{"id,period,value\nA,1,5\nA,2,5\nA,999999999,5\n", one, ": series \"A\" reaches over"},
          Row{"id,period,value\nA,1,5\n", {{"horizon", "0"}}, ": --horizon is between"},
          Row{"id,period,value\nA,1,5\n",
              {{"horizon", "1"}, {"interval", "150"}},
              ": --interval needs percentages"}})
        EXPECT_EQ(refusal(row.bytes, row.given).rfind(row.said, 0), 0U)
            << row.said << " but: " << refusal(row.bytes, row.given);
    EXPECT_NE(refusal("id,period,value\nA,1,x\n", one).find("line 2 \"value\""), std::string::npos);
}

TEST(ForecastCommand, the_same_bytes_with_one_and_two_threads) {
    std::string rows;
    for (int i = 0; i < 30; ++i) rows += months("S" + std::to_string(i), 30 + i, 10 + i);
    const File file{"id,period,value\n" + rows};
    for (const char* format : {"json", "csv", "table"}) {
        const Given given{{"horizon", "6"}, {"backtest", "2"}, {"holidays", "NL"}, {"format", format}};
        auto one = given, two = given;
        one.emplace_back("threads", "1");
        two.emplace_back("threads", "2");
        EXPECT_EQ(printed(file.path, one), printed(file.path, two));
    }
}

TEST(ForecastCommand, a_hierarchy_adds_up_to_the_last_bit) {
    const std::string rows =
        months("A1", 60, 100) + months("A2", 48, 13.7) + months("B1", 60, 0.031) + months("C", 60, 5);
    const File tree{"parent,id\nA,A1\nA,A2\nB,B1\nall,A\nall,B\n"};
    const auto out = document(rows, {{"horizon", "12"}, {"hierarchy", tree.path}});
    EXPECT_EQ(out.at("hierarchy").as_object().at("nodes"), 6);
    // Read from the CSV by strtod, which rounds correctly; Boost.JSON's reader may be a last bit off.
    const File file{"id,period,value\n" + rows};
    std::istringstream lines(
        printed(file.path, {{"horizon", "12"}, {"hierarchy", tree.path}, {"format", "csv"}}));
    std::map<std::string, std::vector<double>> point;
    std::string line;
    for (std::getline(lines, line); std::getline(lines, line);) {
        const auto first = line.find(','), second = line.find(',', first + 1);
        point[line.substr(0, first)].push_back(std::strtod(line.c_str() + second + 1, nullptr));
    }
    for (std::size_t h = 0; h < 12; ++h) {
        EXPECT_EQ(point["A"][h], point["A1"][h] + point["A2"][h]);
        EXPECT_EQ(point["B"][h], point["B1"][h]);
        EXPECT_EQ(point["all"][h], point["A"][h] + point["B"][h]);
        EXPECT_EQ(point["all"][h], point["B1"][h] + point["A2"][h] + point["A1"][h]);
    }
    const auto said = warnings(out);
    ASSERT_EQ(said.size(), 2U);
    EXPECT_EQ(said[0].rfind("ends before the others of the hierarchy", 0), 0U);
    EXPECT_EQ(said[1], "not in the hierarchy, forecast alone: 1 series (C)");
}

TEST(ForecastCommand, hierarchies_that_are_none_are_refused) {
    struct Row {
        const char* tree;
        const char* said;
    };
    for (const auto& row : {Row{"id,parent\nA,T\nX,T\n", ": the hierarchy names \"X\", which has no series"},
                            Row{"id,parent\nA,T\nA,U\n", "line 3 \"id\": \"A\" has a row already"},
                            Row{"id,parent\nA,T\nT,A\n", "stands in or below a circle"},
                            Row{"id,parent\n,T\n", "line 2 \"id\": is empty"}}) {
        const File tree{row.tree};
        const auto said =
            refusal("id,period,value\nA,1,5\nA,2,6\n", {{"horizon", "1"}, {"hierarchy", tree.path}});
        EXPECT_NE(said.find(row.said), std::string::npos) << said;
    }
}

}  // namespace
}  // namespace kamino::analyze
