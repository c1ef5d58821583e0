// PRED-2: holidays against the calendars that the countries publish, and what working days do to sales.
#include "engine/forecast/calendar.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <random>

#include "engine/forecast/calendar_effect.h"

namespace kamino::forecast {
namespace {

std::vector<std::string> texts(std::string_view country, int year) {
    std::vector<std::string> out;
    for (const auto day : holidays(country, year)) out.push_back(day.to_text().substr(5));
    return out;
}

using Days = std::vector<std::string>;

TEST(Calendar, easter_sundays) {
    // The earliest and latest possible days, and years around now.
    EXPECT_EQ(easter(1818).to_text(), "1818-03-22");
    EXPECT_EQ(easter(1943).to_text(), "1943-04-25");
    EXPECT_EQ(easter(2000).to_text(), "2000-04-23");
    EXPECT_EQ(easter(2008).to_text(), "2008-03-23");
    EXPECT_EQ(easter(2024).to_text(), "2024-03-31");
    EXPECT_EQ(easter(2025).to_text(), "2025-04-20");
    EXPECT_EQ(easter(2026).to_text(), "2026-04-05");
    EXPECT_EQ(easter(2038).to_text(), "2038-04-25");
}

TEST(Calendar, spain_2024) {
    EXPECT_EQ(texts("ES", 2024), (Days{"01-01", "01-06", "03-29", "05-01", "08-15", "10-12", "11-01", "12-06",
                                       "12-08", "12-25"}));
}

TEST(Calendar, chile_2024_and_2021) {
    EXPECT_EQ(texts("CL", 2024),
              (Days{"01-01", "03-29", "03-30", "05-01", "05-21", "06-20", "06-29", "07-16", "08-15", "09-18",
                    "09-19", "09-20", "10-12", "10-31", "11-01", "12-08", "12-25"}));
    const auto of_2021 = texts("CL", 2021);
    for (const char* day : {"06-21", "06-28", "09-17", "10-11", "10-31"})
        EXPECT_NE(std::find(of_2021.begin(), of_2021.end(), day), of_2021.end()) << day;
    const auto of_2023 =
        texts("CL", 2023);  // Monday 2 January; Reformation Day from Tuesday to Friday 27 October
    for (const char* day : {"01-02", "06-21", "06-26", "10-09", "10-27"})
        EXPECT_NE(std::find(of_2023.begin(), of_2023.end(), day), of_2023.end()) << day;
}

TEST(Calendar, colombia_2024) {
    EXPECT_EQ(texts("CO", 2024),
              (Days{"01-01", "01-08", "03-25", "03-28", "03-29", "05-01", "05-13", "06-03", "06-10", "07-01",
                    "07-20", "08-07", "08-19", "10-14", "11-04", "11-11", "12-08", "12-25"}));
}

TEST(Calendar, mexico_2024_and_2025) {
    EXPECT_EQ(texts("MX", 2024),
              (Days{"01-01", "02-05", "03-18", "05-01", "09-16", "10-01", "11-18", "12-25"}));
    EXPECT_EQ(texts("MX", 2025), (Days{"01-01", "02-03", "03-17", "05-01", "09-16", "11-17", "12-25"}));
}

TEST(Calendar, netherlands_2025_and_2022) {
    // King's Day: Sunday 27 April 2025 makes it the 26th; Liberation Day in a fifth year.
    EXPECT_EQ(texts("NL", 2025), (Days{"01-01", "04-20", "04-21", "04-26", "05-05", "05-29", "06-08", "06-09",
                                       "12-25", "12-26"}));
    EXPECT_EQ(texts("NL", 2022),
              (Days{"01-01", "04-17", "04-18", "04-27", "05-26", "06-05", "06-06", "12-25", "12-26"}));
}

TEST(Calendar, belgium_2024) {
    EXPECT_EQ(texts("BE", 2024), (Days{"01-01", "04-01", "05-01", "05-09", "05-20", "07-21", "08-15", "11-01",
                                       "11-11", "12-25"}));
}

TEST(Calendar, working_days_by_hand) {
    // March 2024: 21 weekdays, Good Friday off. May 2024 in Belgium: 23, less 1, 9 and 20 May.
    EXPECT_EQ(working_days("ES", 2024, 3), 20);
    EXPECT_EQ(working_days("MX", 2024, 3), 20);  // 18 March
    EXPECT_EQ(working_days("BE", 2024, 5), 20);
    EXPECT_EQ(working_days("NL", 2024, 12), 20);  // 22 weekdays, 25 and 26 December
    EXPECT_THROW(working_days("XX", 2024, 1), std::invalid_argument);
}

// Ten years of months with a season, noise and a known effect of a working day and of Easter.
std::vector<double> sales(const MonthCalendar& calendar, double per_day, double holy_week,
                          std::uint64_t seed) {
    std::mt19937_64 random{seed};
    std::normal_distribution<double> normal;
    std::vector<double> out;
    for (std::size_t t = 0; t < 120; ++t) {
        const double season = 0.2 * std::sin(static_cast<double>(t) * std::numbers::pi / 6);
        out.push_back(1000 * std::exp(season + per_day * calendar.working_days(t) +
                                      holy_week * calendar.easter(t) + 0.01 * normal(random)));
    }
    return out;
}

TEST(CalendarEffect, found_where_it_is) {
    const MonthCalendar calendar("ES", Date::of(2014, 1, 1), 132);
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        const auto values = sales(calendar, 0.03, -0.08, seed);
        const auto effect = calendar_effect(values, calendar, 0);
        ASSERT_TRUE(effect.used);
        EXPECT_TRUE(effect.relative);
        EXPECT_NEAR(effect.per_working_day, 0.03, 0.006);
        EXPECT_NEAR(effect.easter, -0.08, 0.03);
        EXPECT_LT(effect.aicc_with, effect.aicc_without);
        auto back = effect.taken_out(values, calendar, 0);
        effect.put_back(back, calendar, 0);
        for (std::size_t t = 0; t < values.size(); ++t) EXPECT_NEAR(back[t], values[t], 1e-9 * values[t]);
    }
}

TEST(CalendarEffect, not_used_where_it_is_not) {
    const MonthCalendar calendar("NL", Date::of(2014, 1, 1), 132);
    int used = 0;
    for (std::uint64_t seed = 1; seed <= 20; ++seed)
        used += calendar_effect(sales(calendar, 0, 0, seed), calendar, 0).used;
    EXPECT_LE(used, 8);  // AICc lets a useless regressor in about once in six times; three models are tried
    EXPECT_FALSE(calendar_effect(std::vector<double>(24, 5.0), calendar, 0).used);
}

TEST(CalendarEffect, regressors_average_to_nothing) {
    const MonthCalendar calendar("BE", Date::of(2000, 1, 1), 12 * 28);
    double days = 0, holy_week = 0;
    for (std::size_t t = 0; t < calendar.months(); ++t)
        days += calendar.working_days(t), holy_week += calendar.easter(t);
    EXPECT_NEAR(days / 336, 0, 0.02);
    EXPECT_NEAR(holy_week / 336, 0, 0.01);
}

}  // namespace
}  // namespace kamino::forecast
