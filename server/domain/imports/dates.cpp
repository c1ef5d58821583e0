#include <array>
#include <cmath>

#include "domain/imports/date_text.h"
#include "platform/base/text.h"

namespace kamino::imports {

namespace {

constexpr std::int64_t second_us = 1'000'000;
constexpr std::int64_t day_us = 86'400 * second_us;

int full_year(int year, int digits) {
    return digits == 2 ? (year >= 70 ? 1900 : 2000) + year : year;
}

std::optional<Date> civil(int year, int month, int day) {
    static constexpr std::array<int, 12> lengths = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1) return {};
    const bool leap = month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    if (day > lengths[static_cast<std::size_t>(month - 1)] + leap) return {};
    return Date::of(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
}

std::optional<Instant> serial_in(std::string_view text) {
    const auto serial = base::to_double(text);
    if (!serial || *serial < 20'000 || *serial >= 80'000) return {};
    return instant_of_serial(*serial);
}

}  // namespace

std::optional<Date> decide(const DateText& text, DateOrder order) {
    if (text.style == DateText::Style::known) return civil(text.year, text.month, text.day);
    if (order == DateOrder::dmy) return civil(text.year, text.b, text.a);
    if (order == DateOrder::mdy) return civil(text.year, text.a, text.b);
    if (text.style == DateText::Style::all_short) return civil(full_year(text.a, 2), text.b, text.c);
    const auto day_first = civil(text.year, text.b, text.a);
    const auto month_first = civil(text.year, text.a, text.b);
    if (day_first && month_first && *day_first != *month_first) return {};
    return day_first ? day_first : month_first;
}

std::optional<Date> parse_date(std::string_view text, DateOrder order) {
    const auto scanned = scan_date(text);
    return scanned ? decide(*scanned, order) : std::nullopt;
}

std::optional<Instant> parse_instant(std::string_view text, DateOrder order) {
    const auto scanned = scan_date(text);
    const auto date = scanned ? decide(*scanned, order) : std::nullopt;
    if (!date) return {};
    return Instant{Instant::at(*date).us + scanned->time_us - scanned->offset_minutes * 60 * second_us};
}

std::optional<Instant> instant_of_serial(double serial, bool from_1904) {
    if (!(serial >= 0) || serial >= 2'958'466) return {};  // 9999-12-31
    std::int64_t epoch = Date::of(1899, 12, 30).days;
    if (from_1904) {
        epoch = Date::of(1904, 1, 1).days;
    } else if (serial < 60) {
        ++epoch;  // Excel counts a 29 February 1900, so days before it are one further on
    } else if (serial < 61) {
        return {};
    }
    const std::int64_t ms = std::llround(serial * 86'400'000.0);
    return Instant{epoch * day_us + ms * 1000};
}

std::optional<Date> date_of(const Cell& cell, const ColumnFormat& format) {
    if (cell.kind == CellKind::boolean || cell.kind == CellKind::error) return {};
    if (cell.kind != CellKind::number) {
        if (const auto date = parse_date(cell.text, format.date_order)) return date;
    }
    const auto serial = serial_in(cell.text);
    return serial ? std::optional{serial->date()} : std::nullopt;
}

std::optional<Instant> instant_of(const Cell& cell, const ColumnFormat& format) {
    if (cell.kind == CellKind::boolean || cell.kind == CellKind::error) return {};
    if (cell.kind != CellKind::number) {
        if (const auto instant = parse_instant(cell.text, format.date_order)) return instant;
    }
    return serial_in(cell.text);
}

}  // namespace kamino::imports
