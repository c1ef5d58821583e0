#include "platform/base/date.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdio>
#include <limits>

#include "platform/base/fault.h"

namespace kamino {
namespace {

using std::chrono::year_month_day;

constexpr std::int64_t us_per_second = 1'000'000;
constexpr std::int64_t us_per_day = 86'400 * us_per_second;
constexpr std::int64_t clock_not_pinned = std::numeric_limits<std::int64_t>::min();
std::atomic<std::int64_t> pinned{clock_not_pinned};

year_month_day civil(std::int32_t days) {
    return year_month_day{std::chrono::sys_days{std::chrono::days{days}}};
}

std::optional<Date> make(int year, unsigned month, unsigned day) {
    const year_month_day ymd{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
    if (year < 1 || year > 9999 || !ymd.ok()) return std::nullopt;
    return Date{static_cast<std::int32_t>(std::chrono::sys_days{ymd}.time_since_epoch().count())};
}

// Exactly `count` digits at `at`; -1 when there are not.
int digits(std::string_view text, std::size_t at, std::size_t count) {
    if (text.size() < at + count) return -1;
    int value = 0;
    for (std::size_t i = at; i < at + count; ++i) {
        if (text[i] < '0' || text[i] > '9') return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

// The offset from UTC in minutes: "Z" or "+hh:mm".
std::optional<int> zone_minutes(std::string_view text) {
    if (text == "Z" || text == "z") return 0;
    if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
    const int hours = digits(text, 1, 2);
    const int minutes = digits(text, 4, 2);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return std::nullopt;
    return (text[0] == '-' ? -1 : 1) * (hours * 60 + minutes);
}

// ".123456789" at `at`: microseconds, further digits cut off; `at` moves behind. -1 when the point has no
// digit.
std::int64_t fraction_us(std::string_view text, std::size_t& at) {
    if (at >= text.size() || text[at] != '.') return 0;
    std::int64_t us = 0;
    std::int64_t unit = us_per_second;
    const std::size_t first = ++at;
    for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at) {
        unit /= 10;
        us += unit * (text[at] - '0');
    }
    return at == first ? -1 : us;
}

}  // namespace

Date Date::of(int year, unsigned month, unsigned day) {
    if (auto date = make(year, month, day)) return *date;
    throw invalid(
        "date.impossible",
        {{"year", std::to_string(year)}, {"month", std::to_string(month)}, {"day", std::to_string(day)}});
}

std::optional<Date> Date::parse(std::string_view iso) {
    if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') return std::nullopt;
    const int year = digits(iso, 0, 4);
    const int month = digits(iso, 5, 2);
    const int day = digits(iso, 8, 2);
    if (year < 0 || month < 0 || day < 0) return std::nullopt;
    return make(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
}

int Date::year() const {
    return static_cast<int>(civil(days).year());
}
unsigned Date::month() const {
    return static_cast<unsigned>(civil(days).month());
}
unsigned Date::day() const {
    return static_cast<unsigned>(civil(days).day());
}

Date Date::plus_months(int n) const {
    const auto ymd = civil(days);
    const auto month = ymd.year() / ymd.month() + std::chrono::months{n};
    const auto last = (month / std::chrono::last).day();
    const auto clipped = month / std::min(ymd.day(), last);
    return {static_cast<std::int32_t>(std::chrono::sys_days{clipped}.time_since_epoch().count())};
}

Date Date::month_start() const {
    return plus_days(1 - static_cast<int>(day()));
}

std::string Date::to_text() const {
    const auto ymd = civil(days);
    std::string text = "0000-00-00";
    const auto put = [&](std::size_t first, std::size_t count, unsigned value) {
        for (; count > 0; value /= 10) text[first + --count] = static_cast<char>('0' + value % 10);
    };
    put(0, 4, static_cast<unsigned>(static_cast<int>(ymd.year())));
    put(5, 2, static_cast<unsigned>(ymd.month()));
    put(8, 2, static_cast<unsigned>(ymd.day()));
    return text;
}

std::optional<Instant> Instant::parse(std::string_view text) {
    if (text.size() < 20 || (text[10] != 'T' && text[10] != 't') || text[13] != ':' || text[16] != ':') {
        return std::nullopt;
    }
    const auto date = Date::parse(text.substr(0, 10));
    const int hours = digits(text, 11, 2);
    const int minutes = digits(text, 14, 2);
    const int seconds = digits(text, 17, 2);
    std::size_t at = 19;
    const std::int64_t fraction = fraction_us(text, at);
    const auto zone = zone_minutes(text.substr(at));
    if (!date || hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 60 ||
        fraction < 0 || !zone) {
        return std::nullopt;
    }
    const std::int64_t utc_minutes = date->days * 1440LL + hours * 60 + minutes - *zone;
    // A leap second ends a UTC day; as POSIX does, it counts as the first second of the next one.
    if (seconds == 60 && (utc_minutes % 1440 + 1440) % 1440 != 1439) return std::nullopt;
    const Instant instant{(utc_minutes * 60 + seconds) * us_per_second + fraction};
    static const std::int64_t first = make(1, 1, 1)->days * us_per_day;
    static const std::int64_t end = (make(9999, 12, 31)->days + 1) * us_per_day;
    if (instant.us < first || instant.us >= end) return std::nullopt;
    return instant;
}

Date Instant::date() const {
    const std::int64_t whole = us / us_per_day;
    return {static_cast<std::int32_t>(us % us_per_day < 0 ? whole - 1 : whole)};
}

std::string Instant::to_text() const {
    const Date day = date();
    const std::int64_t rest = us - at(day).us;
    const auto seconds = static_cast<int>(rest / us_per_second);
    std::array<char, 48> buffer{};
    const int size = std::snprintf(buffer.data(), buffer.size(), "T%02d:%02d:%02d.%06dZ", seconds / 3600,
                                   seconds / 60 % 60, seconds % 60, static_cast<int>(rest % us_per_second));
    return day.to_text().append(buffer.data(), static_cast<std::size_t>(size));
}

Instant now() {
    const std::int64_t fixed = pinned.load(std::memory_order_relaxed);
    if (fixed != clock_not_pinned) return {fixed};
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::microseconds>(since).count()};
}

Date today() {
    return now().date();
}

void pin_clock(std::optional<Instant> fixed) {
    pinned.store(fixed ? fixed->us : clock_not_pinned);
}

}  // namespace kamino
