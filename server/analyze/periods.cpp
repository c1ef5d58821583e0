#include "analyze/periods.h"

#include <fmt/format.h>
#include <algorithm>
#include <array>

#include "platform/base/date.h"
#include "platform/base/date_text.h"
#include "platform/base/text.h"

namespace kamino::analyze {

namespace {

constexpr std::array<std::string_view, 6> grain_names = {"year", "quarter", "month",
                                                         "week", "day",     "counter"};
constexpr int first_year = 1000, last_year = 2999;

bool digit(char c) {
    return c >= '0' && c <= '9';
}

// Runs of figures and of letters in lower case; signs between them fall away.
std::optional<std::vector<std::string>> pieces_of(std::string_view text) {
    std::vector<std::string> out;
    int kind = 0;  // of the last character: 1 figure, 2 letter, 0 between
    for (const char c : text) {
        const char low = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        const int now = digit(c) ? 1 : low >= 'a' && low <= 'z' ? 2 : 0;
        if (now == 0 && std::string_view{" -/_"}.find(c) == std::string_view::npos) return {};
        if (now != 0 && now != kind) out.emplace_back();
        if (now != 0) out.back() += low;
        kind = now;
    }
    return out;
}

bool is_year(const std::string& s) {
    return s.size() == 4 && digit(s[0]) && std::stoi(s) >= first_year && std::stoi(s) <= last_year;
}

std::optional<int> small(const std::string& s, int most) {
    if (s.empty() || s.size() > 2 || !digit(s[0])) return {};
    const int n = std::stoi(s);
    return n >= 1 && n <= most ? std::optional{n} : std::nullopt;
}

// Monday of ISO week 1 is the Monday on or before 4 January. Days since 1970-01-01, a Thursday.
std::int64_t monday_of_week_one(int year) {
    const std::int64_t fourth = Date::of(year, 1, 4).days;
    return fourth - ((fourth + 3) % 7 + 7) % 7;
}

std::int64_t week_ordinal(std::int64_t monday) {
    return (monday + 3) / 7 - ((monday + 3) % 7 < 0 ? 1 : 0);
}

std::optional<Period> in_year(int year, const std::string& mark, const std::string& figure) {
    if (mark == "q" || mark == "t" || mark == "k") {  // quarter, trimestre, kwartaal
        const auto n = small(figure, 4);
        return n ? std::optional{Period{Grain::quarter, year * 4LL + *n - 1}} : std::nullopt;
    }
    if (mark == "w") {
        const auto n = small(figure, 53);
        if (!n) return {};
        const auto monday = monday_of_week_one(year) + 7 * (*n - 1);
        if (*n == 53 && monday >= monday_of_week_one(year + 1)) return {};
        return Period{Grain::week, week_ordinal(monday)};
    }
    if (mark == "m" || mark.empty()) {
        const auto n = small(figure, 12);
        return n ? std::optional{Period{Grain::month, year * 12LL + *n - 1}} : std::nullopt;
    }
    return {};
}

// The column as dates: months when all are first or all are last days.
Periods of_dates(const Table& table, std::size_t column) {
    const auto days = table.dates(column);
    const auto all = [&](auto&& test) { return std::all_of(days.begin(), days.end(), test); };
    const bool firsts = all([](std::int32_t d) { return Date{d}.day() == 1; });
    const bool lasts = all([](std::int32_t d) { return Date{d + 1}.day() == 1; });
    Periods out{firsts || lasts ? Grain::month : Grain::day, {}};
    for (const auto day : days) {
        const Date date{day};
        out.ordinal.push_back(out.grain == Grain::month ? date.year() * 12LL + date.month() - 1 : day);
    }
    return out;
}

}  // namespace

std::string_view name_of(Grain grain) {
    return grain_names[static_cast<std::size_t>(grain)];
}

std::optional<Period> parse_period(std::string_view text) {
    const auto held = base::trim(text);
    const auto pieces = pieces_of(held);
    if (!pieces || pieces->empty() || pieces->size() > 3) return {};
    const auto& p = *pieces;
    if (p.size() == 1) {
        const auto& s = p[0];
        if (!digit(s[0]) || s.size() != held.size()) return {};
        if (is_year(s)) return Period{Grain::year, std::stoi(s)};
        if (s.size() == 6 && is_year(s.substr(0, 4)) && small(s.substr(4), 12))
            return in_year(std::stoi(s.substr(0, 4)), "", s.substr(4));
        if (s.size() <= 9 && s.size() != 8) return Period{Grain::counter, std::stoll(s)};
        return {};
    }
    if (p.size() == 2) {
        if (is_year(p[0]) && digit(p[1][0])) return in_year(std::stoi(p[0]), "", p[1]);
        if (is_year(p[1]) && digit(p[0][0])) return in_year(std::stoi(p[1]), "", p[0]);
        const bool year_first = is_year(p[0]);
        if (!year_first && !is_year(p[1])) return {};
        const int month = base::month_of_name(p[year_first ? 1 : 0]);
        return month
                   ? std::optional{Period{Grain::month, std::stoi(p[year_first ? 0 : 1]) * 12LL + month - 1}}
                   : std::nullopt;
    }
    if (is_year(p[0]) && !digit(p[1][0])) return in_year(std::stoi(p[0]), p[1], p[2]);
    if (is_year(p[2]) && !digit(p[0][0])) return in_year(std::stoi(p[2]), p[0], p[1]);
    if (is_year(p[2]) && !digit(p[1][0])) return in_year(std::stoi(p[2]), p[1], p[0]);  // "1T 2017"
    return {};
}

Periods periods(const Table& table, std::size_t column) {
    Periods out;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const auto text = table.text(row, column);
        const auto period = parse_period(text);
        if (!period && row == 0) return of_dates(table, column);
        if (!period)
            table.refuse(row, column,
                         text.empty() ? "is empty; a period is needed" : quoted(text) + " is no period");
        if (row == 0) out.grain = period->grain;
        if (period->grain != out.grain)
            table.refuse(row, column,
                         quoted(text) + " is a " + std::string{name_of(period->grain)} +
                             ", the first row's " + quoted(table.text(0, column)) + " a " +
                             std::string{name_of(out.grain)});
        out.ordinal.push_back(period->ordinal);
    }
    return out;
}

std::string period_text(Grain grain, std::int64_t ordinal) {
    const auto year_of = [&](std::int64_t by) { return ordinal / by - (ordinal % by < 0 ? 1 : 0); };
    switch (grain) {
        case Grain::quarter:
            return fmt::format("{:04}Q{}", year_of(4), ordinal - year_of(4) * 4 + 1);
        case Grain::month:
            return fmt::format("{:04}-{:02}", year_of(12), ordinal - year_of(12) * 12 + 1);
        case Grain::week: {
            const auto monday = first_day(grain, ordinal);
            const int year = Date{static_cast<std::int32_t>(monday + 3)}.year();  // its Thursday's
            return fmt::format("{:04}-W{:02}", year, (monday - monday_of_week_one(year)) / 7 + 1);
        }
        case Grain::day:
            return Date{static_cast<std::int32_t>(ordinal)}.to_text();
        case Grain::year:
            return fmt::format("{:04}", ordinal);
        case Grain::counter:
            break;
    }
    return fmt::format("{}", ordinal);
}

std::int64_t first_day(Grain grain, std::int64_t ordinal) {
    const auto of_month = [](std::int64_t month) {
        return Date::of(static_cast<int>(month / 12), static_cast<unsigned>(month % 12 + 1), 1).days;
    };
    switch (grain) {
        case Grain::year:
            return of_month(ordinal * 12);
        case Grain::quarter:
            return of_month(ordinal * 3);
        case Grain::month:
            return of_month(ordinal);
        case Grain::week:
            return ordinal * 7 - 3;
        case Grain::day:
        case Grain::counter:
            break;
    }
    return ordinal;
}

}  // namespace kamino::analyze
