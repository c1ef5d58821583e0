// Civil dates and instants. A Date has no time and no zone; an Instant is UTC microseconds since 1970.
// Neither is ever formatted by fmt (version 9 prints time points in local time); to_text below is the only
// way.
#pragma once
#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kamino {

// Days since 1970-01-01 in the proleptic Gregorian calendar; valid from 0001-01-01 to 9999-12-31.
struct Date {
    std::int32_t days = 0;
    static Date of(int year, unsigned month,
                   unsigned day);  // an impossible date throws invalid "date.impossible"
    static std::optional<Date> parse(std::string_view iso);  // "2026-01-31" only
    int year() const;
    unsigned month() const;
    unsigned day() const;
    Date plus_days(int n) const { return {days + n}; }
    Date plus_months(int n) const;  // clipped to the last day of the month
    Date month_start() const;
    std::string to_text() const;  // "2026-01-31"
    auto operator<=>(const Date&) const = default;
};

struct Instant {
    std::int64_t us = 0;                                            // microseconds since 1970-01-01T00:00:00Z
    static std::optional<Instant> parse(std::string_view rfc3339);  // with 'Z' or an offset
    static Instant at(Date d) { return {d.days * 86'400'000'000LL}; }
    Date date() const;            // the UTC date
    std::string to_text() const;  // "2026-01-31T12:00:00.000000Z"
    auto operator<=>(const Instant&) const = default;
};

// The clock is a value that tests replace. Thread-safe.
Instant now();
Date today();
// For tests: pins now() to `fixed`; nullopt gives the system clock back.
void pin_clock(std::optional<Instant> fixed);

}  // namespace kamino
