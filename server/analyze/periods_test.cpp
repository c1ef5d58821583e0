// PRED-2: the texts by which a series names its periods.
#include "analyze/periods.h"

#include <gtest/gtest.h>

#include "platform/base/date.h"

namespace kamino::analyze {
namespace {

TEST(Periods, TextsOfEveryGrain) {
    struct {
        std::string_view text, expected;  // "" = no period
    } cases[] = {
        {"2017", "year 2017"},
        {"2017Q1", "quarter 2017Q1"},
        {"2017-Q4", "quarter 2017Q4"},
        {"Q2 2017", "quarter 2017Q2"},
        {"2017 T3", "quarter 2017Q3"},
        {"1T 2017", "quarter 2017Q1"},
        {"2017Q5", ""},
        {"2017-03", "month 2017-03"},
        {"2017/3", "month 2017-03"},
        {"03/2017", "month 2017-03"},
        {"201703", "month 2017-03"},
        {"2017M12", "month 2017-12"},
        {"Mar 2017", "month 2017-03"},
        {"enero 2017", "month 2017-01"},
        {"2017-13", ""},
        {"2017-W01", "week 2017-W01"},
        {"2020W53", "week 2020-W53"},
        {"2017-W53", ""},
        {"7", "counter 7"},
        {"123", "counter 123"},
        {"", ""},
        {"hello", ""},
        {"2017-03-01", ""},
        {"20170301", ""},
    };
    for (const auto& c : cases) {
        const auto p = parse_period(c.text);
        const auto shown = p ? std::string{name_of(p->grain)} + " " + period_text(p->grain, p->ordinal) : "";
        EXPECT_EQ(shown, c.expected) << c.text;
    }
}

// ISO 8601: week 1 of 2021 begins on Monday 2021-01-04, week 53 of 2020 a week before.
TEST(Periods, FirstDaysAndNeighbours) {
    EXPECT_EQ(first_day(Grain::week, parse_period("2021-W01")->ordinal), Date::of(2021, 1, 4).days);
    EXPECT_EQ(parse_period("2021-W01")->ordinal, parse_period("2020-W53")->ordinal + 1);
    EXPECT_EQ(first_day(Grain::quarter, parse_period("2017Q3")->ordinal), Date::of(2017, 7, 1).days);
    EXPECT_EQ(period_text(Grain::month, parse_period("2017-12")->ordinal + 1), "2018-01");
    EXPECT_EQ(period_text(Grain::day, Date::of(2017, 12, 31).days + 1), "2018-01-01");
}

}  // namespace
}  // namespace kamino::analyze
