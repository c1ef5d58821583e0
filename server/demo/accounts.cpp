// Accounts: groups with subsidiaries and sites, and single companies, by the shares of countries and
// industries.
#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "demo/company.h"
#include "platform/base/text.h"

namespace kamino::demo {

namespace {

constexpr double median_value = 40'000;  // EUR a year
constexpr double value_sigma = 1.45;     // top 20 % of accounts bring some 73 % of the business

struct Builder {
    Company& company;
    Random random;
    std::vector<int> left;        // accounts still to place, by country
    std::set<std::string> taken;  // names in folded form

    int draw_country(int wanted) {
        std::vector<double> weights(left.begin(), left.end());
        const int at =
            wanted >= 0 && left[static_cast<std::size_t>(wanted)] > 0 ? wanted : random.weighted(weights);
        --left[static_cast<std::size_t>(at)];
        return at;
    }

    std::string root(const NamePool& names) {
        for (;;) {
            std::string name(random.pick(name_beginnings()));
            name += random.pick(name_middles());
            name += random.pick(names.endings);
            if (taken.insert(base::squash(name)).second) return name;
        }
    }
};

std::string_view language_at(const Account& a) {
    const auto& country = countries()[static_cast<std::size_t>(a.country)];
    const auto& city = country.cities[static_cast<std::size_t>(a.place.city)];
    return city.language.empty() ? country.language : city.language;
}

Place draw_place(Random& random, const Country& country, int city_index) {
    const auto& city = country.cities[static_cast<std::size_t>(city_index)];
    Place place;
    place.city = city_index;
    double dy = std::clamp(random.normal(), -2.5, 2.5) * 0.016;
    double dx = std::clamp(random.normal(), -2.5, 2.5) * 0.016;
    if (city.inland == 'N') dy = std::abs(dy);
    if (city.inland == 'S') dy = -std::abs(dy);
    if (city.inland == 'E') dx = std::abs(dx);
    if (city.inland == 'W') dx = -std::abs(dx);
    place.latitude = city.latitude + dy;
    place.longitude = city.longitude + dx / std::cos(city.latitude * 3.14159265358979 / 180);
    for (char c : city.postal)
        place.postal += c == '#'   ? static_cast<char>('0' + random.below(10))
                        : c == '@' ? static_cast<char>('A' + random.below(24))
                                   : c;
    const auto& names = names_of(city.language.empty() ? country.language : city.language);
    place.street = fmt::format("{} {}", random.pick(names.streets), random.range(1, 180));
    return place;
}

int draw_city(Random& random, const Country& country) {
    std::vector<double> weights;
    for (const auto& city : country.cities) weights.push_back(city.weight);
    return random.weighted(weights);
}

// Where a country has two managers, each has a part of the map.
int owner_of(const Company& company, const Account& a) {
    const auto& country = countries()[static_cast<std::size_t>(a.country)];
    const bool second = country.code == "ES"   ? a.place.latitude < 40.6
                        : country.code == "NL" ? a.place.longitude > 5.2
                                               : false;
    int found = -1;
    for (int i = 0; i < static_cast<int>(company.users.size()); ++i) {
        if (company.users[static_cast<std::size_t>(i)].countries != country.code) continue;
        if (found < 0 || second) found = i;
    }
    return found;
}

void name_account(Builder& b, Account& a, const std::string& group_root) {
    const auto& country = countries()[static_cast<std::size_t>(a.country)];
    const auto& city = country.cities[static_cast<std::size_t>(a.place.city)];
    const auto language = language_at(a);
    const auto& names = names_of(language);
    const auto trade = b.random.pick(names.trades[a.industry]);
    if (a.kind == "group") {
        a.name = language == "nl"   ? fmt::format("{} Groep", group_root)
                 : language == "fr" ? fmt::format("Groupe {}", group_root)
                                    : fmt::format("Grupo {}", group_root);
        a.short_name = group_root;
    } else if (a.kind == "single") {
        a.short_name = b.root(names);
        a.name = language == "nl" ? fmt::format("{} {}", a.short_name, trade)
                                  : fmt::format("{} {}", trade, a.short_name);
    } else {
        a.name = fmt::format("{} {} {}", group_root, trade, city.name);
        for (int n = 2; b.taken.contains(base::squash(a.name)); ++n)
            a.name = fmt::format("{} {} {} {}", group_root, trade, city.name, n);
        a.short_name = a.name;
    }
    b.taken.insert(base::squash(a.name));
    const std::size_t form =
        country.code == "BE"
            ? (language == "fr" ? 1 : 0)
            : static_cast<std::size_t>(b.random.below(static_cast<int>(country.forms.size())));
    a.legal_name = fmt::format("{} {}", a.name, country.forms[form]);
    a.domain = base::squash(a.name) + ".example";
}

void draw_course(Random& random, Account& a, Date start, Date end) {
    constexpr double weights[] = {0.37, 0.12, 0.08, 0.09, 0.05, 0.06, 0.20, 0.03};  // in the order of Course
    a.course = static_cast<Course>(random.weighted(weights));
    if (a.kind == "group" && (a.course == Course::one_off || a.course == Course::former))
        a.course = Course::steady;
    a.first = start;
    a.last = end;
    switch (a.course) {
        case Course::steady:
            a.yearly_growth = -0.01 + 0.06 * random.normal();
            break;
        case Course::growing:
            a.yearly_growth = random.between(0.18, 0.42);
            break;
        case Course::declining:
            a.yearly_growth = random.between(-0.42, -0.20);
            break;
        case Course::churned:  // Nearly half of them went lately: those are the ones to be noticed.
            a.last = random.chance(0.45) ? random_day(random, end.plus_days(-330), end.plus_days(-100))
                                         : random_day(random, start.plus_days(270), end.plus_days(-331));
            break;
        case Course::newcomer:
            a.first = random_day(random, start.plus_days(90), end.plus_days(-120));
            a.yearly_growth = random.between(0.1, 0.4);
            break;
        case Course::one_off:
            break;
        case Course::prospect:
        case Course::former:
            a.last = start.plus_days(-1);
            break;
    }
    a.drifting = (a.course == Course::steady && random.chance(0.07)) ||
                 (a.course == Course::declining && random.chance(0.5));
}

void draw_business(Random& random, Account& a) {
    a.size = std::clamp(random.normal(), -2.4, 2.2);
    // The very largest neither come nor go within the time: one of them would hide the seasons of a whole
    // line.
    if (a.course == Course::one_off) a.size = std::min(a.size, 0.3);
    if (a.course == Course::newcomer) a.size = std::min(a.size, 1.2);
    if (a.course == Course::churned) a.size = std::min(a.size, 1.5);
    if (a.size > 1.4) a.yearly_growth *= 0.5;
    a.value = median_value * std::exp(value_sigma * a.size);
    double head_count = 4.7 + 0.95 * (0.75 * a.size + 0.66 * random.normal());
    if (a.kind == "group") {
        head_count += 0.6;
        a.value *= 0.3;  // the head office itself uses little; its subsidiaries buy
    }
    a.employees = std::max(4, static_cast<int>(std::exp(std::clamp(head_count, 1.5, 9.2))));
    a.strength = 0.54 + 0.10 * a.size + 0.15 * random.normal();
    if (a.course == Course::churned) a.strength -= 0.22;
    if (a.course == Course::declining) a.strength -= 0.15;
    if (a.course == Course::growing) a.strength += 0.12;
    if (a.course == Course::prospect || a.course == Course::former) a.strength -= 0.25;
    a.strength = std::clamp(a.strength, 0.05, 0.95);
    a.discount = std::clamp(0.12 + 0.05 * a.size + 0.03 * random.normal(), 0.0, 0.35);
}

void add_account(Builder& b, std::string_view kind, int parent, int country, int industry,
                 const std::string& group_root) {
    auto& company = b.company;
    auto& random = b.random;
    Account a;
    a.kind = kind;
    a.parent = parent;
    a.external_id = fmt::format("A-{:04}", company.accounts.size() + 1);
    a.country = b.draw_country(country);
    const auto& land = countries()[static_cast<std::size_t>(a.country)];
    a.industry = industry;
    a.place = draw_place(random, land, draw_city(random, land));
    name_account(b, a, group_root);
    draw_course(random, a, company.start, company.end);
    draw_business(random, a);
    a.owner = owner_of(company, a);
    a.founded = company.end.year() - random.range(4, 90);
    // Exporters in Mexico are invoiced in dollars.
    a.currency = land.code == "MX" && a.size > 0 && random.chance(0.35) ? "USD" : land.currency;
    company.accounts.push_back(std::move(a));
}

int draw_industry(Random& random) {
    std::vector<double> weights;
    for (const auto& industry : industries()) weights.push_back(industry.share);
    return random.weighted(weights);
}

void add_group(Builder& b, std::size_t limit) {
    auto& company = b.company;
    const int industry = draw_industry(b.random);
    const int root = static_cast<int>(company.accounts.size());
    const int home = b.draw_country(-1);
    ++b.left[static_cast<std::size_t>(home)];
    const auto name = b.root(names_of(countries()[static_cast<std::size_t>(home)].language));
    add_account(b, "group", -1, home, industry, name);
    const int subsidiaries = b.random.range(2, 5);
    for (int i = 0; i < subsidiaries && company.accounts.size() < limit; ++i) {
        const int at = static_cast<int>(company.accounts.size());
        add_account(b, "subsidiary", root, b.random.chance(0.65) ? home : -1, industry, name);
        if (!b.random.chance(0.22)) continue;
        const int country = company.accounts[static_cast<std::size_t>(at)].country;
        const int sites = b.random.range(1, 2);
        for (int k = 0; k < sites && company.accounts.size() < limit; ++k)
            add_account(b, "site", at, country, industry, name);
    }
}

}  // namespace

void make_accounts(Company& company) {
    Builder b{company, Random(company.options.seed, "accounts"), {}, {}};
    const auto total = static_cast<std::size_t>(std::lround(400 * company.options.scale));
    std::size_t placed = 0;
    for (const auto& country : countries()) {
        b.left.push_back(static_cast<int>(std::floor(country.share * static_cast<double>(total))));
        placed += static_cast<std::size_t>(b.left.back());
    }
    b.left[0] += static_cast<int>(total - placed);
    company.accounts.reserve(total);
    const auto in_groups = total * 46 / 100;
    while (company.accounts.size() < in_groups) add_group(b, total);
    while (company.accounts.size() < total) add_account(b, "single", -1, -1, draw_industry(b.random), "");
}

}  // namespace kamino::demo
