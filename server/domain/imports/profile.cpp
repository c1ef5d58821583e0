#include <algorithm>
#include <array>
#include <functional>
#include <unordered_map>

#include <unicode/locid.h>

#include "domain/imports/values.h"
#include "platform/base/text.h"

namespace kamino::imports {

namespace {

constexpr std::uint64_t words_looked_at = 1000;  // cells judged for what is slow to judge
constexpr std::size_t most_distinct = 256;
constexpr std::size_t most_samples = 5;

constexpr std::array<std::string_view, 4> evidence_names = {"none", "certain", "ambiguous", "contradictory"};

bool digit(char c) {
    return c >= '0' && c <= '9';
}

std::string_view trimmed(std::string_view s) {
    while (!s.empty() && (s.front() == ' ' || s.front() == '\t' || s.front() == '\n' || s.front() == '\r'))
        s.remove_prefix(1);
    while (!s.empty() && (s.back() == ' ' || s.back() == '\t' || s.back() == '\n' || s.back() == '\r'))
        s.remove_suffix(1);
    return s;
}

bool is_email(std::string_view s) {
    const std::size_t at = s.find('@');
    return at != std::string_view::npos && at > 0 && s.find('@', at + 1) == std::string_view::npos &&
           s.find('.', at) != std::string_view::npos && s.back() != '.' &&
           s.find_first_of(" ,;\n") == std::string_view::npos;
}

bool is_url(std::string_view s) {
    if (s.starts_with("http://") || s.starts_with("https://") || s.starts_with("www.")) return true;
    const std::size_t dot = s.rfind('.');
    if (dot == std::string_view::npos || dot == 0 || s.size() - dot < 3 || s.size() - dot > 13) return false;
    const auto host = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || digit(c) || c == '-' || c == '.';
    };
    const auto alpha = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    return std::all_of(s.begin(), s.end(), host) && std::all_of(s.begin() + dot + 1, s.end(), alpha);
}

bool is_phone(std::string_view s) {
    std::size_t digits = 0;
    bool mark = s.front() == '+' || s.front() == '(';
    for (const char c : s) {
        digits += digit(c);
        mark = mark || c == ' ' || c == '-';
        if (!digit(c) && std::string_view{" +-()./x"}.find(c) == std::string_view::npos) return false;
    }
    return mark && digits >= 7 && digits <= 15;
}

bool is_point_zero(std::string_view s) {
    return s.size() > 2 && s.ends_with(".0") && std::all_of(s.begin(), s.end() - 2, digit);
}

}  // namespace

std::string_view name_of(Evidence evidence) {
    return evidence_names[static_cast<std::size_t>(evidence)];
}

std::optional<std::string> country_code(std::string_view name) {
    static const auto codes = [] {
        std::unordered_map<std::string, std::string> map;
        for (const char* const* code = icu::Locale::getISOCountries(); *code != nullptr; ++code) {
            for (const char* language : {"en", "es", "nl"}) {
                icu::UnicodeString shown;
                icu::Locale{"", *code}.getDisplayCountry(icu::Locale{language}, shown);
                std::string utf8;
                shown.toUTF8String(utf8);
                map.emplace(base::fold(utf8), *code);
            }
        }
        for (const auto& [word, code] :
             std::initializer_list<std::pair<const char*, const char*>>{{"usa", "US"},
                                                                        {"u.s.a.", "US"},
                                                                        {"united states of america", "US"},
                                                                        {"uk", "GB"},
                                                                        {"eire", "IE"},
                                                                        {"great britain", "GB"},
                                                                        {"holland", "NL"},
                                                                        {"the netherlands", "NL"},
                                                                        {"philipines", "PH"},
                                                                        {"korea", "KR"},
                                                                        {"russia", "RU"},
                                                                        {"czech republic", "CZ"},
                                                                        {"eeuu", "US"},
                                                                        {"rsa", "ZA"}}) {
            map.emplace(word, code);
        }
        return map;
    }();
    const auto found = codes.find(base::fold(name.substr(0, 80)));
    if (found == codes.end()) return {};
    return found->second;
}

void ColumnProfile::observe(const Cell& cell) {
    ++rows_;
    const std::string_view text = trimmed(cell.text);
    if (text.empty() || cell.kind == CellKind::error) return;
    ++filled_;
    if (seen_.size() < most_distinct) {
        const std::uint64_t hash = std::hash<std::string_view>{}(text);
        if (std::find(seen_.begin(), seen_.end(), hash) != seen_.end()) {
            ++repeats_;
        } else {
            seen_.push_back(hash);
            if (samples_.size() < most_samples) samples_.emplace_back(text.substr(0, 200));
        }
    }
    if (cell.kind == CellKind::number) {
        ++numbers_;
    } else if (cell.kind == CellKind::date) {
        ++dates_;
    } else if (text.size() < 64) {
        const bool figures = std::any_of(text.begin(), text.end(), digit);
        if (figures) {
            observe_number(text);
            observe_date(text);
        }
    }
    if (filled_ <= words_looked_at) observe_word(cell, text);
}

void ColumnProfile::observe_word(const Cell& cell, std::string_view text) {
    ++looked_at_;
    short_words_ += text.size() <= 40 && text.find(' ') == std::string_view::npos;
    if (cell.kind == CellKind::boolean) {
        ++booleans_;
        return;
    }
    if (cell.kind != CellKind::text || text.size() > 300) return;
    emails_ += is_email(text);
    urls_ += is_url(text);
    phones_ += is_phone(text);
    booleans_ += parse_boolean(text).has_value();
    if (text.size() > 3 && !digit(text.front())) countries_ += country_code(text).has_value();
}

// Which mark is the decimal one in "1.234,50"? See the promise at ColumnProfile::decimal.
void ColumnProfile::observe_number(std::string_view text) {
    point_zero_ += is_point_zero(text);
    const bool percent = text.back() == '%';
    const std::string_view bare = percent ? text.substr(0, text.size() - 1) : text;
    const bool marked = bare.find_first_of(".,") != std::string_view::npos;
    const auto point = parse_money(bare, DecimalMark::point);
    const auto comma = marked ? parse_money(bare, DecimalMark::comma) : point;
    if (!point && !comma) return;
    ++numbers_;
    percents_ += percent;
    money_ += std::any_of(bare.begin(), bare.end(), [](char c) {
        return !digit(c) && std::string_view{" .,'+-()eE"}.find(c) == std::string_view::npos;
    });
    if (!marked || (point && comma && point->decimal == comma->decimal)) return;
    if (!point || !comma) {
        ++(point ? decimal_points_ : decimal_commas_);
        return;
    }
    const std::size_t mark = bare.find_first_of(".,");
    const bool zero_before = mark == 0 || (bare[mark - 1] == '0' && (mark == 1 || !digit(bare[mark - 2])));
    if (zero_before) {  // "0.125" is no grouping
        ++(bare[mark] == '.' ? decimal_points_ : decimal_commas_);
        return;
    }
    ++decimal_either_;
    note_ambiguous(text);
}

void ColumnProfile::observe_date(std::string_view text) {
    if (text.size() < 6) return;
    const auto scanned = base::scan_date(text);
    if (!scanned) return;
    if (scanned->style == base::DateText::Style::known) {
        dates_ += decide(*scanned, DateOrder::ymd).has_value();
        return;
    }
    const bool day_first = decide(*scanned, DateOrder::dmy).has_value();
    const bool month_first = decide(*scanned, DateOrder::mdy).has_value();
    const bool year_first =
        scanned->style == base::DateText::Style::all_short && decide(*scanned, DateOrder::ymd).has_value();
    if (!day_first && !month_first && !year_first) return;
    ++dates_;
    if (day_first && month_first) {
        if (scanned->a == scanned->b) return;
        ++either_order_;
        note_ambiguous(text);
    } else if (day_first) {
        ++day_first_;
    } else if (month_first) {
        ++month_first_;
    } else {
        ++year_first_;
    }
}

void ColumnProfile::note_ambiguous(std::string_view text) {
    if (ambiguous_samples_.size() >= most_samples) return;
    if (std::find(ambiguous_samples_.begin(), ambiguous_samples_.end(), text) != ambiguous_samples_.end())
        return;
    ambiguous_samples_.emplace_back(text);
}

std::uint64_t ColumnProfile::distinct() const {
    return seen_.size() < most_distinct ? seen_.size() : most_distinct + 1;
}

bool ColumnProfile::looks_like_ids() const {
    return filled_ >= 3 && filled_ == rows_ && repeats_ == 0 && short_words_ == looked_at_ &&
           share_date() < 0.5 && share_email() < 0.5;
}

Evidence ColumnProfile::decimal() const {
    if (decimal_points_ > 0 && decimal_commas_ > 0) return Evidence::contradictory;
    if (decimal_points_ + decimal_commas_ > 0) return Evidence::certain;
    return decimal_either_ > 0 ? Evidence::ambiguous : Evidence::none;
}

DecimalMark ColumnProfile::decimal_mark() const {
    return decimal() == Evidence::certain && decimal_commas_ > 0 ? DecimalMark::comma : DecimalMark::point;
}

Evidence ColumnProfile::date() const {
    const int kinds = (day_first_ > 0) + (month_first_ > 0) + (year_first_ > 0);
    if (kinds > 1) return Evidence::contradictory;
    if (kinds == 1) return Evidence::certain;
    if (either_order_ > 0) return Evidence::ambiguous;
    return dates_ > 0 ? Evidence::certain : Evidence::none;
}

DateOrder ColumnProfile::date_order() const {
    if (date() != Evidence::certain) return DateOrder::ymd;
    return day_first_ > 0 ? DateOrder::dmy : month_first_ > 0 ? DateOrder::mdy : DateOrder::ymd;
}

ColumnFormat ColumnProfile::format() const {
    return {decimal_mark(), date_order(), point_zero()};
}

}  // namespace kamino::imports
