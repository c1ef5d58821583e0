#include "engine/forecast/calendar.h"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace kamino::forecast {

namespace {

// 0 Monday … 6 Sunday.
int weekday(Date date) {
    return ((date.days + 3) % 7 + 7) % 7;
}

Date monday_on_or_after(Date date) {
    return date.plus_days((7 - weekday(date)) % 7);
}

Date nth_monday(int year, unsigned month, int n) {
    return monday_on_or_after(Date::of(year, month, 1)).plus_days(7 * (n - 1));
}

struct MonthDay {
    unsigned month, day;
};

// What most countries need: fixed days and distances from Easter Sunday.
struct Rules {
    std::vector<MonthDay> fixed;
    std::vector<int> easter;
    void (*special)(int year, std::vector<Date>& days);
};

// Law 19.668: 29 June and 12 October go to Monday: back from Tuesday to Thursday, on from Friday.
Date chilean_monday(Date date) {
    const int day = weekday(date);
    if (day >= 1 && day <= 3) return date.plus_days(-day);
    return day == 4 ? date.plus_days(3) : date;
}

void chile(int year, std::vector<Date>& days) {
    days.push_back(chilean_monday(Date::of(year, 6, 29)));
    days.push_back(chilean_monday(Date::of(year, 10, 12)));
    if (year >= 2007) days.push_back(Date::of(year, 7, 16));
    if (year >=
        2008) {  // law 20.299: 31 October; from Tuesday to the Friday before, from Wednesday to the one after
        const Date reformation = Date::of(year, 10, 31);
        const int day = weekday(reformation);
        days.push_back(reformation.plus_days(day == 1 ? -4 : day == 2 ? 2 : 0));
    }
    // Law 21.357: the winter solstice, which falls on 20 June in leap years and, from 2025, in the years
    // after them.
    if (year >= 2021)
        days.push_back(Date::of(year, 6,
                                year == 2021                                       ? 21
                                : year % 4 == 0 || (year % 4 == 1 && year >= 2025) ? 20
                                                                                   : 21));
    const int eighteenth = weekday(Date::of(year, 9, 18));
    if (year >= 2007 && eighteenth == 1)
        days.push_back(Date::of(year, 9, 17));  // law 20.215: a Monday before
    if (year >= 2007 && eighteenth == 2) days.push_back(Date::of(year, 9, 20));  // a Friday after
    if (year >= 2017 && eighteenth == 5) days.push_back(Date::of(year, 9, 17));  // law 20.983: Friday 17
    if (year >= 2017 && weekday(Date::of(year, 1, 2)) == 0) days.push_back(Date::of(year, 1, 2));
}

// Law 51 of 1983 (Emiliani): on to the next Monday.
void colombia(int year, std::vector<Date>& days) {
    constexpr std::array<MonthDay, 7> moved{{{1, 6}, {3, 19}, {6, 29}, {8, 15}, {10, 12}, {11, 1}, {11, 11}}};
    for (const auto& [month, day] : moved) days.push_back(monday_on_or_after(Date::of(year, month, day)));
}

// Federal labour law, article 74, with Mondays since 2006; 1 October when a president takes office (until
// 2018: 1 December).
void mexico(int year, std::vector<Date>& days) {
    days.push_back(year >= 2006 ? nth_monday(year, 2, 1) : Date::of(year, 2, 5));
    days.push_back(year >= 2006 ? nth_monday(year, 3, 3) : Date::of(year, 3, 21));
    days.push_back(year >= 2006 ? nth_monday(year, 11, 3) : Date::of(year, 11, 20));
    if (year % 6 == 2 && year >= 1934)
        days.push_back(year >= 2024 ? Date::of(year, 10, 1) : Date::of(year, 12, 1));
}

// King's Day 27 April (until 2013 30 April), a day earlier than a Sunday (until 2013 as well); Liberation Day
// is free in most contracts every five years.
void netherlands(int year, std::vector<Date>& days) {
    const Date king = year >= 2014 ? Date::of(year, 4, 27) : Date::of(year, 4, 30);
    days.push_back(weekday(king) == 6 ? king.plus_days(-1) : king);
    if (year % 5 == 0) days.push_back(Date::of(year, 5, 5));
}

const Rules* rules_of(std::string_view country) {
    static const std::array<std::pair<std::string_view, Rules>, 6> all{{
        // National days; most regions of Spain take two to four more.
        {"ES",
         {{{1, 1}, {1, 6}, {5, 1}, {8, 15}, {10, 12}, {11, 1}, {12, 6}, {12, 8}, {12, 25}}, {-2}, nullptr}},
        {"CL",
         {{{1, 1}, {5, 1}, {5, 21}, {8, 15}, {9, 18}, {9, 19}, {11, 1}, {12, 8}, {12, 25}}, {-2, -1}, chile}},
        {"CO", {{{1, 1}, {5, 1}, {7, 20}, {8, 7}, {12, 8}, {12, 25}}, {-3, -2, 43, 64, 71}, colombia}},
        {"MX", {{{1, 1}, {5, 1}, {9, 16}, {12, 25}}, {}, mexico}},
        {"NL", {{{1, 1}, {12, 25}, {12, 26}}, {0, 1, 39, 49, 50}, netherlands}},
        {"BE", {{{1, 1}, {5, 1}, {7, 21}, {8, 15}, {11, 1}, {11, 11}, {12, 25}}, {1, 39, 50}, nullptr}},
    }};
    for (const auto& [name, rules] : all)
        if (name == country) return &rules;
    return nullptr;
}

}  // namespace

// The anonymous Gregorian computus.
Date easter(int year) {
    const int a = year % 19, b = year / 100, c = year % 100;
    const int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    const int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    const int m = (a + 11 * h + 22 * l) / 451, n = h + l - 7 * m + 114;
    return Date::of(year, static_cast<unsigned>(n / 31), static_cast<unsigned>(n % 31 + 1));
}

std::vector<std::string> holiday_countries() {
    return {"ES", "CL", "CO", "MX", "NL", "BE"};
}

std::vector<Date> holidays(std::string_view country, int year) {
    const auto* rules = rules_of(country);
    if (!rules) throw std::invalid_argument("no holidays of " + std::string{country});
    std::vector<Date> days;
    for (const auto& [month, day] : rules->fixed) days.push_back(Date::of(year, month, day));
    for (const int distance : rules->easter) days.push_back(easter(year).plus_days(distance));
    if (rules->special) rules->special(year, days);
    std::sort(days.begin(), days.end());
    days.erase(std::unique(days.begin(), days.end()), days.end());
    return days;
}

int working_days(std::string_view country, int year, unsigned month) {
    const auto free = holidays(country, year);
    const Date end = Date::of(year, month, 1).plus_months(1);
    int count = 0;
    for (Date day = Date::of(year, month, 1); day < end; day = day.plus_days(1))
        count += weekday(day) < 5 && !std::binary_search(free.begin(), free.end(), day);
    return count;
}

}  // namespace kamino::forecast
