#include "platform/base/date_text.h"

#include <algorithm>
#include <array>

#include "platform/base/text.h"

namespace kamino::base {

namespace {

constexpr std::int64_t second_us = 1'000'000;
constexpr std::size_t longest_date = 48;

// Month names and their usual short forms in English, Spanish and Dutch, folded.
constexpr std::array<std::string_view, 12> month_names = {"|jan|january|ene|enero|januari|",
                                                          "|feb|february|febrero|februari|",
                                                          "|mar|march|marzo|maart|mrt|",
                                                          "|apr|april|abr|abril|",
                                                          "|may|mayo|mei|",
                                                          "|jun|june|junio|juni|",
                                                          "|jul|july|julio|juli|",
                                                          "|aug|august|ago|agosto|augustus|",
                                                          "|sep|sept|september|septiembre|setiembre|",
                                                          "|oct|october|octubre|okt|oktober|",
                                                          "|nov|november|noviembre|",
                                                          "|dec|december|dic|diciembre|"};
constexpr std::string_view weekday_names =
    "|mon|monday|tue|tuesday|wed|wednesday|thu|thursday|fri|friday|sat|saturday|sun|sunday|lun|lunes|martes|"
    "mie|"
    "miercoles|jue|jueves|vie|viernes|sab|sabado|dom|domingo|ma|maandag|di|dinsdag|wo|woensdag|do|donderdag|"
    "vr|vrijdag|"
    "za|zaterdag|zo|zondag|";

bool listed(std::string_view list, std::string_view word) {
    return list.find("|" + std::string{word} + "|") != std::string_view::npos;
}

bool digit(char c) {
    return c >= '0' && c <= '9';
}
bool letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

int full_year(int year, int digits) {
    return digits == 2 ? (year >= 70 ? 1900 : 2000) + year : year;
}

class Scanner {
  public:
    explicit Scanner(std::string_view text) : s_(text) {}

    std::optional<DateText> date() {
        blanks();
        if (!at_end() && letter(s_[i_])) return named_first();
        int digits = 0;
        const int first = number(digits);
        if (digits == 8) {
            out_ = {.year = first / 10000, .month = first / 100 % 100, .day = first % 100};
            return rest();
        }
        if (digits == 4) return year_first(first);
        if (digits < 1 || digits > 2) return {};
        return day_or_month_first(first, digits);
    }

  private:
    bool at_end() const { return i_ >= s_.size(); }
    bool take(char c) {
        if (at_end() || s_[i_] != c) return false;
        ++i_;
        return true;
    }
    void blanks() {
        while (!at_end() && (s_[i_] == ' ' || s_[i_] == '\t')) ++i_;
    }
    int number(int& digits) {
        int value = 0;
        digits = 0;
        while (!at_end() && digit(s_[i_]) && digits < 9) {
            value = value * 10 + (s_[i_++] - '0');
            ++digits;
        }
        return value;
    }
    std::string word() {
        const std::size_t from = i_;
        while (!at_end() && letter(s_[i_])) ++i_;
        const std::size_t to = i_;
        take('.');
        return fold(s_.substr(from, to - from));
    }
    // "-", "/", "." or blanks; 0 when none stands here.
    char separator() {
        if (at_end()) return 0;
        const char c = s_[i_];
        if (c == ' ' || c == ',') {
            while (!at_end() && (s_[i_] == ' ' || s_[i_] == ',')) ++i_;
            return ' ';
        }
        if (c != '-' && c != '/' && c != '.') return 0;
        ++i_;
        blanks();  // "31. 01. 2026"
        return c;
    }

    std::optional<DateText> year_first(int year) {
        const char sep = separator();
        if (sep == 0 || sep == ' ') return {};
        out_.year = year;
        int digits = 0;
        if (!at_end() && letter(s_[i_])) {  // 2026-Jan-31
            out_.month = month_of_name(word());
        } else {
            out_.month = number(digits);
            if (digits < 1 || digits > 2) return {};
        }
        if (separator() != sep) return {};
        out_.day = number(digits);
        if (digits < 1 || digits > 2) return {};
        return rest();
    }

    std::optional<DateText> day_or_month_first(int first, int first_digits) {
        if (!at_end() && letter(s_[i_])) {  // 1st, 31ene2026 not
            const std::string suffix = word();
            if (!listed("|st|nd|rd|th|o|", suffix)) return {};
        }
        const char sep = separator();
        if (sep == 0) return {};
        if (!at_end() && letter(s_[i_])) return named_second(first);
        if (sep == ' ') return {};
        int digits = 0;
        const int second = number(digits);
        if (digits < 1 || digits > 2 || separator() != sep) return {};
        const int third = number(digits);
        if (digits != 2 && digits != 4) return {};
        out_.a = first;
        out_.b = second;
        out_.c = third;
        out_.year = full_year(third, digits);
        out_.style =
            digits == 2 && first_digits == 2 ? DateText::Style::all_short : DateText::Style::year_last;
        return rest();
    }

    std::optional<DateText> named_second(int day) {  // 31 ene 2026, 31 de enero de 2026, 31-Jan-26
        std::string name = word();
        if (name == "de") {
            separator();
            name = word();
        }
        out_.day = day;
        out_.month = month_of_name(name);
        separator();
        if (!at_end() && letter(s_[i_])) {
            const std::string of = word();
            if (of != "de" && of != "del") return {};
            separator();
        }
        return year_then_rest();
    }

    std::optional<DateText> named_first() {  // January 31, 2026; Mon 31 Jan 2026
        const std::string name = word();
        const int month = month_of_name(name);
        separator();
        if (month == 0) {
            if (!listed(weekday_names, name) || at_end() || depth_++ > 0) return {};
            return date();
        }
        int digits = 0;
        out_.month = month;
        out_.day = number(digits);
        if (digits < 1 || digits > 2) return {};
        if (!at_end() && letter(s_[i_]) && !listed("|st|nd|rd|th|", word())) return {};
        separator();
        return year_then_rest();
    }

    std::optional<DateText> year_then_rest() {
        int digits = 0;
        const int year = number(digits);
        if ((digits != 2 && digits != 4) || out_.month == 0) return {};
        out_.year = full_year(year, digits);
        return rest();
    }

    std::optional<DateText> rest() {
        take(',');
        if (!take('T')) blanks();
        if (at_end()) return out_;
        if (!time()) return {};
        blanks();
        if (!zone()) return {};
        blanks();
        if (!at_end()) return {};
        return out_;
    }

    bool time() {
        int digits = 0;
        int hour = number(digits);
        if (digits < 1 || digits > 2 || !(take(':') || take('.'))) return false;
        const int minute = number(digits);
        if (digits != 2) return false;
        int second = 0;
        std::int64_t fraction = 0;
        if (take(':') || take('.')) {
            second = number(digits);
            if (digits != 2) return false;
            if (take('.') || take(',')) fraction = micros();
        }
        blanks();
        if (!half_of_day(hour)) return false;
        if (hour > 24 || minute > 59 || second > 60 || (hour == 24 && (minute > 0 || second > 0)))
            return false;
        out_.has_time = true;
        out_.time_us = ((hour * 60 + minute) * 60LL + std::min(second, 59)) * second_us + fraction;
        return true;
    }

    std::int64_t micros() {
        std::int64_t value = 0;
        std::int64_t unit = second_us / 10;
        for (; !at_end() && digit(s_[i_]); ++i_, unit /= 10) value += (s_[i_] - '0') * unit;
        return value;
    }

    // AM, p.m., "p. m."; false when the hour does not suit.
    bool half_of_day(int& hour) {
        if (at_end()) return true;
        const char half = static_cast<char>(s_[i_] | 0x20);
        if (half != 'a' && half != 'p') return true;
        std::size_t k = i_ + 1;
        while (k < s_.size() && (s_[k] == '.' || s_[k] == ' ')) ++k;
        if (k >= s_.size() || (s_[k] | 0x20) != 'm') return false;
        i_ = k + 1;
        take('.');
        if (hour < 1 || hour > 12) return false;
        hour = hour % 12 + (half == 'p' ? 12 : 0);
        return true;
    }

    bool zone() {
        if (at_end()) return true;
        if (take('Z') || take('z')) return true;
        if (s_.substr(i_) == "UTC" || s_.substr(i_) == "GMT") {
            i_ += 3;
            return true;
        }
        const bool minus = s_[i_] == '-';
        if (!minus && s_[i_] != '+') return false;
        ++i_;
        int digits = 0;
        int value = number(digits);
        if (digits == 4) {
            value = value / 100 * 60 + value % 100;
        } else if (digits == 2) {
            value *= 60;
            if (take(':')) value += number(digits);
            if (digits != 2) return false;
        } else {
            return false;
        }
        if (value > 18 * 60) return false;
        out_.offset_minutes = minus ? -value : value;
        return true;
    }

    std::string_view s_;
    std::size_t i_ = 0;
    int depth_ = 0;
    DateText out_;
};

std::optional<Date> civil(int year, int month, int day) {
    static constexpr std::array<int, 12> lengths = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1) return {};
    const bool leap = month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    if (day > lengths[static_cast<std::size_t>(month - 1)] + leap) return {};
    return Date::of(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
}

constexpr std::array<std::string_view, 3> order_names = {"ymd", "dmy", "mdy"};

}  // namespace

int month_of_name(std::string_view folded) {
    for (std::size_t m = 0; m < month_names.size(); ++m)
        if (listed(month_names[m], folded)) return static_cast<int>(m) + 1;
    return 0;
}

std::string_view name_of(DateOrder order) {
    return order_names[static_cast<std::size_t>(order)];
}

std::optional<DateOrder> date_order_of(std::string_view name) {
    for (std::size_t i = 0; i < order_names.size(); ++i) {
        if (order_names[i] == name) return static_cast<DateOrder>(i);
    }
    return {};
}

std::optional<DateText> scan_date(std::string_view text) {
    const std::string held = trim(text.substr(0, longest_date + 1));
    if (held.empty() || held.size() > longest_date || text.size() > 2 * longest_date) return {};
    return Scanner{held}.date();
}

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

}  // namespace kamino::base
