// Opportunities. Whether one is won depends on things that the data show: a decision maker among the
// contacts, the number of talks, whether the industry needs the line, whether the account buys from us
// already, a rival, the size.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "demo/company.h"
#include "demo/sales.h"

namespace kamino::demo {

namespace {

constexpr std::string_view path[] = {"qualification", "discovery", "proposal", "negotiation"};
constexpr int chances[] = {10, 25, 50, 75};

bool buys_line(const Account& a, int line) {
    return std::any_of(a.items.begin(), a.items.end(), [&](const Item& i) {
        return products()[static_cast<std::size_t>(i.product)].line == line;
    });
}

int draw_product(Random& random, const Account& a, bool& first) {
    const auto& mix = industries()[static_cast<std::size_t>(a.industry)].mix;
    std::vector<double> weights;
    const bool wants_new = random.chance(0.55);
    for (int line = 0; line < line_count; ++line) {
        const bool known = buys_line(a, line);
        weights.push_back((0.15 + mix[static_cast<std::size_t>(line)]) * (known == wants_new ? 0.1 : 1.0));
    }
    const int line = random.weighted(weights);
    first = !buys_line(a, line);
    std::vector<int> candidates;
    for (int i = 0; i < static_cast<int>(products().size()); ++i)
        if (products()[static_cast<std::size_t>(i)].line == line) candidates.push_back(i);
    return candidates[static_cast<std::size_t>(random.below(static_cast<int>(candidates.size())))];
}

void draw_contacts(Random& random, const Company& company, const Account& a, Deal& d, bool& decider) {
    std::vector<int> deciders, others;
    for (int p : a.people)
        (company.people[static_cast<std::size_t>(p)].decision_role == "decision_maker" ? deciders : others)
            .push_back(p);
    decider = !deciders.empty() && random.chance(0.2 + 0.6 * a.strength);
    if (decider) d.people.push_back(random.pick(std::span<const int>(deciders)));
    const int more = others.empty() ? 0 : random.range(decider ? 0 : 1, 2);
    for (int i = 0; i < more; ++i) {
        const int p = random.pick(std::span<const int>(others));
        if (std::find(d.people.begin(), d.people.end(), p) == d.people.end()) d.people.push_back(p);
    }
}

double win_chance(const Account& a, const Deal& d, bool decider) {
    const auto line = static_cast<std::size_t>(products()[static_cast<std::size_t>(d.product)].line);
    const double fit = industries()[static_cast<std::size_t>(a.industry)].mix[line];
    const bool stranger = a.course == Course::prospect || a.course == Course::former;
    const double logit = -2.35 + 1.15 * decider + 0.95 * std::log(1.0 + d.talks) + 1.3 * (fit - 0.5) +
                         0.35 * !d.first - 0.55 * d.rival - 1.3 * stranger -
                         0.2 * std::log(d.amount / 20'000);
    return 1 / (1 + std::exp(-logit));
}

// Fills the stages for a deal that takes `days` from opening to its end and got through `reached` + 1 stages.
void walk(Random& random, const Company& company, Deal& d, int days, int reached, bool won) {
    const double marks[] = {0, 0.18 + random.between(-0.06, 0.06), 0.42 + random.between(-0.08, 0.08),
                            0.72 + random.between(-0.08, 0.08), 1};
    const double whole = marks[reached + 1];
    d.close = working_day(d.opened.plus_days(days));
    const bool closed = d.close <= company.end;
    for (int s = 0; s <= reached; ++s) {
        const Date on = working_day(d.opened.plus_days(static_cast<int>(days * marks[s] / whole)));
        if (s > 0 && on > company.end) break;
        d.stages.push_back({path[s], std::min(on, company.end)});
        d.probability = chances[s];
    }
    d.outcome = !closed ? "open" : won ? "won" : "lost";
    if (!closed) return;
    d.stages.push_back({d.outcome, d.close});
    d.probability = won ? 100 : 0;
}

// Some deals lie about: opened long ago, nothing moves, the day of closing has passed.
void forget(Random& random, const Company& company, Deal& d) {
    d.opened = working_day(random_day(random, company.end.plus_days(-520), company.end.plus_days(-220)));
    const int reached = random.range(0, 2);
    for (int s = 0; s <= reached; ++s) d.stages.push_back({path[s], working_day(d.opened.plus_days(25 * s))});
    d.probability = chances[reached];
    d.outcome = "open";
    d.close = company.end.plus_days(random.range(-120, 60));
    d.talks = std::min(d.talks, 1);
}

std::vector<double> account_weights(const std::vector<Account>& accounts) {
    std::vector<double> weights;
    for (const auto& a : accounts) {
        constexpr double by_course[] = {1.0, 1.6, 0.7, 0.6, 1.2, 0.5, 0.9, 0.3};
        weights.push_back(by_course[static_cast<int>(a.course)] * std::exp(0.25 * a.size));
    }
    return weights;
}

// What was won is bought from then on; a prospect becomes a customer by its first order.
void start_buying(Account& a, const Deal& d, const Line& line) {
    const Date from = d.close.plus_days(20);
    if (a.course == Course::prospect || a.course == Course::former) {
        a.course = Course::newcomer;
        a.first = from;
        a.last = d.close.plus_days(10'000);
        a.yearly_growth = 0.15;
        a.value =
            std::min(a.value, d.amount);  // it starts with what this deal brings, not with all it could buy
    } else if (a.course == Course::newcomer) {
        a.first = std::min(a.first, from);
    }
    const double price = products()[static_cast<std::size_t>(d.product)].price * a.price_level();
    a.items.push_back({d.product, from, 0.6 * line.frequency,
                       std::clamp(d.amount / 14, price, std::max(price, 1.5 * line_worth(a))) / price});
}

Date last_opening(const Company& company, const Account& a) {
    return a.course == Course::churned ? std::max(a.last, company.start.plus_days(200)) : company.end;
}

}  // namespace

void make_deals(Company& company) {
    Random random(company.options.seed, "deals");
    const auto weights = account_weights(company.accounts);
    const auto total = static_cast<int>(std::lround(1500 * company.options.scale));
    for (int n = 0; n < total; ++n) {
        Deal d;
        d.account = random.weighted(weights);
        auto& a = company.accounts[static_cast<std::size_t>(d.account)];
        d.external_id = fmt::format("O-{:05}", n + 1);
        d.owner = a.owner;
        d.product = draw_product(random, a, d.first);
        bool decider = false;
        draw_contacts(random, company, a, d, decider);
        d.rival = random.chance(0.45);
        d.talks = random.poisson(0.6 + 7 * a.strength * random.uniform() + (decider ? 0.8 : 0.0));
        const auto& line =
            lines()[static_cast<std::size_t>(products()[static_cast<std::size_t>(d.product)].line)];
        d.amount =
            std::clamp(std::pow(a.value, 0.75) * 6 * line.line_value * random.factor(0.7), 600.0, 900'000.0);
        d.opened = working_day(random_day(random, company.start.plus_days(-100), last_opening(company, a)));
        d.opened = std::min(d.opened, company.end);
        const bool won = random.chance(win_chance(a, d, decider));
        constexpr double leaving[] = {0.25, 0.3, 0.3, 0.15};
        const int reached = won ? 3 : random.weighted(leaving);
        const double pace = std::pow(d.amount / 20'000, 0.15) * random.factor(0.4);
        const int days = std::clamp(static_cast<int>((won ? 95 : 45 + 25 * reached) * pace), 6, 420);
        if (random.chance(0.03))
            forget(random, company, d);
        else
            walk(random, company, d, days, reached, won);
        if (d.outcome == "won" && a.course != Course::one_off) start_buying(a, d, line);
        company.deals.push_back(std::move(d));
    }
}

}  // namespace kamino::demo
