#include <cmath>

#include "domain/imports/values.h"
#include "platform/base/text.h"

namespace kamino::imports {

namespace {

constexpr std::int64_t second_us = 1'000'000;
constexpr std::int64_t day_us = 86'400 * second_us;

std::optional<Instant> serial_in(std::string_view text) {
    const auto serial = base::to_double(text);
    if (!serial || *serial < 20'000 || *serial >= 80'000) return {};
    return instant_of_serial(*serial);
}

}  // namespace

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
