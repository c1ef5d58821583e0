#include "platform/base/date.h"

#include <gtest/gtest.h>

#include "platform/base/fault.h"

namespace kamino {
namespace {

TEST(Date, ReadsOnlyIsoDatesThatExist) {
    struct Case {
        const char* text;
        std::optional<std::int32_t> days;
    };
    // Day numbers by `date -u -d … +%s` divided by 86400.
    const Case cases[] = {
        {"1970-01-01", 0},
        {"2026-01-31", 20484},
        {"2000-02-29", 11016},
        {"1969-12-31", -1},
        {"0001-01-01", -719162},
        {"9999-12-31", 2932896},
        {"1900-02-29", {}},
        {"2026-02-30", {}},
        {"2026-13-01", {}},
        {"2026-00-10", {}},
        {"2026-01-00", {}},
        {"0000-01-01", {}},
        {"2026-1-31", {}},
        {"2026-01-31 ", {}},
        {"2026/01/31", {}},
        {"-026-01-31", {}},
        {"", {}},
        {"2026-01-3x", {}},
    };
    for (const auto& c : cases) {
        const auto date = Date::parse(c.text);
        ASSERT_EQ(date.has_value(), c.days.has_value()) << c.text;
        if (!date) continue;
        EXPECT_EQ(date->days, *c.days) << c.text;
        EXPECT_EQ(date->to_text(), c.text);
    }
}

TEST(Date, PlusMonthsClipsToTheLastDay) {
    struct Case {
        const char* from;
        int months;
        const char* to;
    };
    const Case cases[] = {
        {"2026-01-31", 1, "2026-02-28"},  {"2024-01-31", 1, "2024-02-29"},   {"2026-03-31", -1, "2026-02-28"},
        {"2026-01-15", 12, "2027-01-15"}, {"2026-01-15", -13, "2024-12-15"}, {"2024-02-29", 12, "2025-02-28"},
        {"2026-12-31", 0, "2026-12-31"},
    };
    for (const auto& c : cases)
        EXPECT_EQ(Date::parse(c.from)->plus_months(c.months).to_text(), c.to) << c.from;
}

TEST(Date, PartsAndOrder) {
    const Date date = Date::of(2026, 11, 9);
    EXPECT_EQ(date.year(), 2026);
    EXPECT_EQ(date.month(), 11U);
    EXPECT_EQ(date.day(), 9U);
    EXPECT_EQ(date.month_start().to_text(), "2026-11-01");
    EXPECT_LT(date, date.plus_days(1));
}

TEST(Date, AnImpossibleDateIsAFault) {
    try {
        Date::of(2026, 2, 29);
        FAIL();
    } catch (const Fault& fault) {
        EXPECT_EQ(fault.key, "date.impossible");
        EXPECT_EQ(fault.params.at("day"), "29");
    }
}

TEST(Instant, ReadsRfc3339) {
    struct Case {
        const char* text;
        const char* canonical;  // nullptr = refused
    };
    const Case cases[] = {
        // The examples of RFC 3339 section 5.8.
        {"1985-04-12T23:20:50.52Z", "1985-04-12T23:20:50.520000Z"},
        {"1996-12-19T16:39:57-08:00", "1996-12-20T00:39:57.000000Z"},
        {"1990-12-31T23:59:60Z", "1991-01-01T00:00:00.000000Z"},
        {"1990-12-31T15:59:60-08:00", "1991-01-01T00:00:00.000000Z"},
        {"1937-01-01T12:00:27.87+00:20", "1937-01-01T11:40:27.870000Z"},
        {"1969-12-31t23:59:59.999999z", "1969-12-31T23:59:59.999999Z"},
        {"2026-01-31T12:00:00.123456789Z", "2026-01-31T12:00:00.123456Z"},
        {"2026-01-31T12:00:60Z", nullptr},
        {"2026-01-31T24:00:00Z", nullptr},
        {"2026-01-31T12:60:00Z", nullptr},
        {"2026-01-31T12:00:00", nullptr},
        {"2026-01-31T12:00:00.Z", nullptr},
        {"2026-01-31T12:00:00+0100", nullptr},
        {"2026-01-31T12:00:00Zx", nullptr},
        {"2026-02-30T12:00:00Z", nullptr},
        {"0001-01-01T00:00:00+01:00", nullptr},
        {"9999-12-31T23:59:59-01:00", nullptr},
    };
    for (const auto& c : cases) {
        const auto instant = Instant::parse(c.text);
        ASSERT_EQ(instant.has_value(), c.canonical != nullptr) << c.text;
        if (!instant) continue;
        EXPECT_EQ(instant->to_text(), c.canonical);
    }
}

TEST(Instant, DateRoundsDownBefore1970) {
    EXPECT_EQ(Instant{-1}.date().to_text(), "1969-12-31");
    EXPECT_EQ(Instant{0}.date().to_text(), "1970-01-01");
    EXPECT_EQ(Instant::at(Date::of(2026, 1, 31)).to_text(), "2026-01-31T00:00:00.000000Z");
}

TEST(Clock, CanBePinned) {
    const auto fixed = *Instant::parse("2026-01-31T12:00:00Z");
    pin_clock(fixed);
    EXPECT_EQ(now(), fixed);
    EXPECT_EQ(today(), Date::of(2026, 1, 31));
    pin_clock(std::nullopt);
    EXPECT_NE(now(), fixed);
}

}  // namespace
}  // namespace kamino
