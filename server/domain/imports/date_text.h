// The scanner behind parse_date, parse_instant and ColumnProfile: what stands in a date's text before it is
// decided which figure is the day. Inside of imports only.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "domain/imports/values.h"

namespace kamino::imports {

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

}  // namespace kamino::imports
