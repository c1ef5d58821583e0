// Dates as people and programs of several countries write them: what stands in a date's text, and the date
// once it is decided which figure is the day. Pure functions.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "platform/base/date.h"

namespace kamino::base {

enum class DateOrder : std::uint8_t { ymd, dmy, mdy };
std::string_view name_of(DateOrder order);  // "ymd", "dmy", "mdy"
std::optional<DateOrder> date_order_of(std::string_view name);

// 1 … 12 for a month's name or short form in English, Spanish or Dutch, folded (base::fold); 0 for another
// word.
int month_of_name(std::string_view folded);

struct DateText {
    enum class Style : std::uint8_t {
        known,      // year, month and day are certain: ISO, year first, named month
        year_last,  // a and b are day and month in an unknown order
        all_short,  // three figures of two digits: a, b and the last one
    };
    Style style = Style::known;
    int year = 0;
    int month = 0;
    int day = 0;
    int a = 0;
    int b = 0;
    int c = 0;  // all_short: as written
    bool has_time = false;
    std::int64_t time_us = 0;  // since midnight
    int offset_minutes = 0;
};

// nullopt when the text is no date whatever the order.
std::optional<DateText> scan_date(std::string_view text);

// Decides; nullopt when the date does not exist or, with DateOrder::ymd, when day and month could be swapped.
std::optional<Date> decide(const DateText& text, DateOrder order);

// ISO 8601, 2026/01/31, 20260131, figures in `order` with / - or . (two-digit years: 70–99 are 19xx), "31 ene
// 2026", "January 31, 2026", "31. Dezember" not. A time behind the date is allowed and left out.
std::optional<Date> parse_date(std::string_view text, DateOrder order = DateOrder::ymd);
// A date with or without a time ("14:05", "2:05:01 PM", "14:05:01.123", "T…Z", "+02:00"). Without a zone it
// is UTC.
std::optional<Instant> parse_instant(std::string_view text, DateOrder order = DateOrder::ymd);

}  // namespace kamino::base
