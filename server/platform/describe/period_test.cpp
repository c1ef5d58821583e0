// Words that name days from today on, by hand. Today is Monday 31 August 2026; the fiscal year begins in
// April.
#include "platform/describe/period.h"

#include <gtest/gtest.h>

namespace kamino::describe {
namespace {

std::string read(std::string_view text, Date today = Date::of(2026, 8, 31), int month = 4) {
    const auto p = period_of(text, today, [&] { return month; });
    return p ? p->from.to_text() + " " + p->until.to_text() : "";
}

TEST(Period, NamesDays) {
    for (const auto& [text, days] :
         std::vector<std::pair<const char*, const char*>>{{"today", "2026-08-31 2026-09-01"},
                                                          {"today-90d", "2026-06-02 2026-06-03"},
                                                          {"today+2w", "2026-09-14 2026-09-15"},
                                                          {"today-6m", "2026-02-28 2026-03-01"},
                                                          {"today-10y", "2016-08-31 2016-09-01"},
                                                          {"last-90d", "2026-06-02 2026-09-01"},
                                                          {"last-1m", "2026-07-31 2026-09-01"},
                                                          {"next-30d", "2026-08-31 2026-10-01"},
                                                          {"month", "2026-08-01 2026-09-01"},
                                                          {"month-1", "2026-07-01 2026-08-01"},
                                                          {"month+1", "2026-09-01 2026-10-01"},
                                                          {"year", "2026-01-01 2027-01-01"},
                                                          {"year-1", "2025-01-01 2026-01-01"},
                                                          {"fy", "2026-04-01 2027-04-01"},
                                                          {"fy-1", "2025-04-01 2026-04-01"},
                                                          {"fq", "2026-07-01 2026-10-01"},
                                                          {"fq-1", "2026-04-01 2026-07-01"},
                                                          {"fq-2", "2026-01-01 2026-04-01"},
                                                          {"", ""},
                                                          {"now", ""},
                                                          {"last", ""},
                                                          {"last+3d", ""},
                                                          {"today-1", ""},
                                                          {"fy-1d", ""},
                                                          {"fy--1", ""},
                                                          {"today-d", ""},
                                                          {"today-9999999999d", ""},
                                                          {"2026-01-01", ""}})
        EXPECT_EQ(read(text), days) << text;
}

TEST(Period, FiscalYearsBeginWhenTheWorkspaceSays) {
    EXPECT_EQ(read("fy", Date::of(2026, 3, 31)), "2025-04-01 2026-04-01");
    EXPECT_EQ(read("fq", Date::of(2026, 3, 31)), "2026-01-01 2026-04-01");
    EXPECT_EQ(read("fy", Date::of(2026, 4, 1)), "2026-04-01 2027-04-01");
    EXPECT_EQ(read("fq", Date::of(2026, 12, 5), 11), "2026-11-01 2027-02-01");
    EXPECT_EQ(period_of("fy", Date::of(2026, 5, 5), {})->from, Date::of(2026, 1, 1)) << "January unless said";
}

}  // namespace
}  // namespace kamino::describe
