#include "platform/describe/period.h"

#include "platform/base/text.h"

namespace kamino::describe {
namespace {

// No word leads out of the calendar.
constexpr std::int64_t most_days = 36'525;

struct Shift {
    int count = 0;  // signed
    char unit = 0;  // d w m y; 0 = counted in the word's own stretch
};

// "-90d", "+2", "" (nothing); nullopt when it is neither.
std::optional<Shift> shift_of(std::string_view text) {
    if (text.empty()) return Shift{};
    if (text[0] != '-' && text[0] != '+') return std::nullopt;
    Shift shift;
    auto digits = text.substr(1);
    if (!digits.empty() && std::string_view{"dwmy"}.find(digits.back()) != std::string_view::npos) {
        shift.unit = digits.back();
        digits.remove_suffix(1);
    }
    if (digits.empty() || digits.find_first_not_of("0123456789") != std::string_view::npos)
        return std::nullopt;
    const auto count = base::to_int(digits);
    const int days = shift.unit == 'd' ? 1 : shift.unit == 'w' ? 7 : shift.unit == 'm' ? 31 : 366;
    if (!count || *count > most_days / days) return std::nullopt;
    shift.count = static_cast<int>(text[0] == '-' ? -*count : *count);
    return shift;
}

Date moved(Date day, const Shift& shift) {
    switch (shift.unit) {
        case 'd':
            return day.plus_days(shift.count);
        case 'w':
            return day.plus_days(7 * shift.count);
        case 'm':
            return day.plus_months(shift.count);
        default:
            return day.plus_months(12 * shift.count);
    }
}

Period months_from(Date first, int length, int count) {
    return {first.plus_months(count * length), first.plus_months((count + 1) * length)};
}

Date fiscal_start(Date today, const std::function<int()>& start_month) {
    const int month = start_month ? start_month() : 1;
    const int year = static_cast<int>(today.month()) >= month ? today.year() : today.year() - 1;
    return Date::of(year, static_cast<unsigned>(month), 1);
}

}  // namespace

std::optional<Period> period_of(std::string_view text, Date today,
                                const std::function<int()>& fiscal_start_month) {
    const auto sign = std::min(text.find_first_of("+-"), text.size());
    const auto word = text.substr(0, sign);
    const auto shift = shift_of(text.substr(sign));
    if (!shift) return std::nullopt;
    const bool counted = shift->unit == 0;
    if (word == "today") {
        if (counted && shift->count != 0) return std::nullopt;
        const Date day = counted ? today : moved(today, *shift);
        return Period{day, day.plus_days(1)};
    }
    if (word == "last" && !counted && shift->count < 0)
        return Period{moved(today, *shift), today.plus_days(1)};
    if (word == "next" && !counted && shift->count < 0)  // "next-30d": the sign only parts word and number
        return Period{today, moved(today, {-shift->count, shift->unit}).plus_days(1)};
    if (!counted) return std::nullopt;
    if (word == "month") return months_from(today.month_start(), 1, shift->count);
    if (word == "year") return months_from(Date::of(today.year(), 1, 1), 12, shift->count);
    if (word != "fy" && word != "fq") return std::nullopt;
    const Date year = fiscal_start(today, fiscal_start_month);
    if (word == "fy") return months_from(year, 12, shift->count);
    const int months =
        (today.year() - year.year()) * 12 + static_cast<int>(today.month()) - static_cast<int>(year.month());
    return months_from(year.plus_months(months / 3 * 3), 3, shift->count);
}

}  // namespace kamino::describe
