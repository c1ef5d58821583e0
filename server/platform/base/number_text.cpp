#include "platform/base/number_text.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "platform/base/money.h"
#include "platform/base/text.h"

namespace kamino::base {

namespace {

constexpr std::size_t longest_number = 60;

bool digit(char c) {
    return c >= '0' && c <= '9';
}

// Blanks of all widths become none at the ends and one inside; the typographic minus and apostrophe become
// plain ones.
std::string plain(std::string_view text) {
    static constexpr std::array<std::pair<std::string_view, char>, 8> marks = {{{"\xC2\xA0", ' '},
                                                                                {"\xE2\x80\xAF", ' '},
                                                                                {"\xE2\x80\x89", ' '},
                                                                                {"\xE2\x80\x87", ' '},
                                                                                {"\xE2\x88\x92", '-'},
                                                                                {"\xE2\x80\x93", '-'},
                                                                                {"\xE2\x80\x99", '\''},
                                                                                {"\xC2\xB4", '\''}}};
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        if (static_cast<unsigned char>(text[i]) < 0x80) {
            out += text[i] == '\t' ? ' ' : text[i];
            ++i;
            continue;
        }
        const auto* mark = std::find_if(marks.begin(), marks.end(),
                                        [&](const auto& m) { return text.substr(i).starts_with(m.first); });
        if (mark == marks.end()) {
            out += text[i++];
        } else {
            out += mark->second;
            i += mark->first.size();
        }
    }
    const std::size_t from = out.find_first_not_of(' ');
    if (from == std::string::npos) return {};
    return out.substr(from, out.find_last_not_of(' ') - from + 1);
}

std::string_view trimmed(std::string_view s) {
    while (!s.empty() && s.front() == ' ') s.remove_prefix(1);
    while (!s.empty() && s.back() == ' ') s.remove_suffix(1);
    return s;
}

// Takes the sign off, in front, behind or as parentheses; false when there are two.
bool take_sign(std::string_view& s, bool& negative) {
    int signs = 0;
    if (s.size() >= 2 && s.front() == '(' && s.back() == ')') {
        s = trimmed(s.substr(1, s.size() - 2));
        negative = true;
        ++signs;
    }
    if (!s.empty() && (s.front() == '-' || s.front() == '+')) {
        negative = negative || s.front() == '-';
        s = trimmed(s.substr(1));
        ++signs;
    } else if (!s.empty() && (s.back() == '-' || s.back() == '+')) {
        negative = negative || s.back() == '-';
        s = trimmed(s.substr(0, s.size() - 1));
        ++signs;
    }
    return signs < 2;
}

// Whole part with or without grouping to bare digits: groups of three (two in lakh grouping), one grouping
// sign.
std::optional<std::string> ungrouped(std::string_view whole, char decimal) {
    std::string digits;
    char group = 0;
    std::size_t in_group = 0;
    for (const char c : whole) {
        if (digit(c)) {
            digits += c;
            ++in_group;
            continue;
        }
        const bool allowed = c == ' ' || c == '\'' || ((c == ',' || c == '.') && c != decimal);
        if (!allowed || in_group == 0 || (group != 0 && (c != group || in_group < 2 || in_group > 3)))
            return {};
        if (group == 0 && in_group > 3) return {};
        group = c;
        in_group = 0;
    }
    if (group != 0 && in_group != 3) return {};
    return digits;
}

// Moves the point of "123.45" by the exponent.
std::optional<std::string> shifted(std::string whole, std::string fraction, std::string_view exponent) {
    int by = 0;
    if (exponent.starts_with('+')) exponent.remove_prefix(1);
    const auto read = std::from_chars(exponent.data(), exponent.data() + exponent.size(), by);
    if (read.ec != std::errc{} || read.ptr != exponent.data() + exponent.size() || by > 30 || by < -30)
        return {};
    for (; by > 0; --by) {
        whole += fraction.empty() ? '0' : fraction.front();
        if (!fraction.empty()) fraction.erase(0, 1);
    }
    for (; by < 0; ++by) {
        fraction.insert(fraction.begin(), whole.empty() ? '0' : whole.back());
        if (!whole.empty()) whole.pop_back();
    }
    return whole + "." + fraction;
}

std::string tidy(bool negative, std::string_view whole, std::string_view fraction) {
    while (whole.size() > 1 && whole.front() == '0') whole.remove_prefix(1);
    std::string out;
    const bool zero = whole.find_first_not_of('0') == std::string_view::npos &&
                      fraction.find_first_not_of('0') == std::string_view::npos;
    if (negative && !zero) out += '-';
    out += whole.empty() ? std::string_view{"0"} : whole;
    if (!fraction.empty()) out.append(".").append(fraction);
    return out;
}

std::optional<std::string> decimal_of_plain(std::string_view s, char point) {
    bool negative = false;
    if (s.empty() || s.size() > longest_number || !take_sign(s, negative)) return {};
    std::string_view exponent;
    if (const std::size_t e = s.find_first_of("eE"); e != std::string_view::npos) {
        exponent = s.substr(e + 1);
        s = s.substr(0, e);
        if (exponent.empty()) return {};
    }
    const std::size_t at = s.find(point);
    const std::string_view fraction = at == std::string_view::npos ? std::string_view{} : s.substr(at + 1);
    const auto whole = ungrouped(s.substr(0, at), point);
    if (!whole || !std::all_of(fraction.begin(), fraction.end(), digit)) return {};
    if (whole->empty() && fraction.empty()) return {};
    if (exponent.empty()) return tidy(negative, *whole, fraction);
    const auto moved = shifted(*whole, std::string{fraction}, exponent);
    if (!moved) return {};
    const std::size_t dot = moved->find('.');
    return tidy(negative, std::string_view{*moved}.substr(0, dot), std::string_view{*moved}.substr(dot + 1));
}

struct Symbol {
    std::string_view sign;
    std::string_view code;
};
// Longer signs first. A bare '$' and "kr" are several currencies: they say money, not which.
constexpr std::array<Symbol, 24> symbols = {
    {{"US$", "USD"}, {"USD$", "USD"}, {"MX$", "MXN"}, {"COL$", "COP"}, {"CLP$", "CLP"}, {"AR$", "ARS"},
     {"R$", "BRL"},  {"A$", "AUD"},   {"C$", "CAD"},  {"NZ$", "NZD"},  {"HK$", "HKD"},  {"S$", "SGD"},
     {"S/.", "PEN"}, {"S/", "PEN"},   {"€", "EUR"},   {"£", "GBP"},    {"¥", "JPY"},    {"₹", "INR"},
     {"₺", "TRY"},   {"₩", "KRW"},    {"zł", "PLN"},  {"Fr.", "CHF"},  {"kr", ""},      {"$", ""}}};

bool upper(char c) {
    return c >= 'A' && c <= 'Z';
}

// Takes one currency sign or code off an end of the text.
bool take_currency(std::string_view& s, std::string& code) {
    const auto is_code = [](std::string_view t) {
        return std::all_of(t.begin(), t.end(), upper) && currency_exponent(t).has_value();
    };
    for (const Symbol& symbol : symbols) {
        if (s.starts_with(symbol.sign)) {
            s = trimmed(s.substr(symbol.sign.size()));
        } else if (s.ends_with(symbol.sign)) {
            s = trimmed(s.substr(0, s.size() - symbol.sign.size()));
        } else {
            continue;
        }
        if (code.empty()) code = symbol.code;
        return true;
    }
    if (s.size() > 3 && is_code(s.substr(0, 3)) && !upper(s[3])) {
        code = s.substr(0, 3);
        s = trimmed(s.substr(3));
        return true;
    }
    if (s.size() > 3 && is_code(s.substr(s.size() - 3)) && !upper(s[s.size() - 4])) {
        code = s.substr(s.size() - 3);
        s = trimmed(s.substr(0, s.size() - 3));
        return true;
    }
    return false;
}

constexpr std::array<std::string_view, 2> mark_names = {"point", "comma"};

}  // namespace

std::string_view name_of(DecimalMark mark) {
    return mark_names[static_cast<std::size_t>(mark)];
}

std::optional<DecimalMark> decimal_mark_of(std::string_view name) {
    for (std::size_t i = 0; i < mark_names.size(); ++i) {
        if (mark_names[i] == name) return static_cast<DecimalMark>(i);
    }
    return {};
}

std::optional<std::string> parse_decimal(std::string_view text, DecimalMark mark) {
    if (text.size() > 4 * longest_number) return {};
    return decimal_of_plain(plain(text), mark == DecimalMark::point ? '.' : ',');
}

std::optional<std::int64_t> parse_integer(std::string_view text, DecimalMark mark) {
    const auto decimal = parse_decimal(text, mark);
    if (!decimal) return {};
    const std::size_t dot = decimal->find('.');
    if (dot != std::string::npos && decimal->find_first_not_of('0', dot + 1) != std::string::npos) return {};
    return to_int(std::string_view{*decimal}.substr(0, dot));
}

std::optional<ParsedMoney> parse_money(std::string_view text, DecimalMark mark) {
    if (text.size() > 4 * longest_number) return {};
    const std::string held = plain(text);
    std::string_view s = held;
    ParsedMoney money;
    bool negative = false;
    if (s.ends_with(",-") || s.ends_with(".-")) s.remove_suffix(2);  // "€ 5,-" as the Dutch write it
    const bool in_parentheses = s.size() > 2 && s.front() == '(' && s.back() == ')';
    if (in_parentheses) s = trimmed(s.substr(1, s.size() - 2));
    const bool sign_first = !s.empty() && s.front() == '-' && s.size() > 1 && !digit(s[1]);
    if (sign_first) s = trimmed(s.substr(1));
    negative = in_parentheses || sign_first;
    for (int n = 0; n < 2 && take_currency(s, money.currency); ++n) {
    }
    auto decimal = decimal_of_plain(s, mark == DecimalMark::point ? '.' : ',');
    if (!decimal) return {};
    if (negative) {
        if (decimal->starts_with('-')) return {};
        if (decimal->find_first_not_of("0.") != std::string::npos) decimal->insert(0, "-");
    }
    money.decimal = std::move(*decimal);
    return money;
}

std::optional<std::string> parse_percent(std::string_view text, DecimalMark mark) {
    const std::string held = plain(text);
    std::string_view s = held;
    if (s.ends_with('%')) s = trimmed(s.substr(0, s.size() - 1));
    return decimal_of_plain(s, mark == DecimalMark::point ? '.' : ',');
}

}  // namespace kamino::base
