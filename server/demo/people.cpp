// People at the accounts: a head of each department below the general manager, staff below the heads.
#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "demo/company.h"
#include "platform/base/text.h"

namespace kamino::demo {

namespace {

constexpr std::string_view departments[] = {"management",  "production", "purchasing", "quality",
                                            "maintenance", "safety",     "finance"};

// How many people we know at each account: all together exactly `total`.
std::vector<int> counts(const std::vector<Account>& accounts, int total) {
    std::vector<double> weights;
    for (const auto& a : accounts) {
        double w = std::pow(a.employees, 0.38);
        if (a.course == Course::prospect) w *= 0.5;
        if (a.course == Course::former) w *= 0.6;
        weights.push_back(w);
    }
    const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    std::vector<int> result;
    int given = 0;
    for (double w : weights) {
        result.push_back(std::max(1, static_cast<int>(w / sum * total)));
        given += result.back();
    }
    for (std::size_t i = 0; given < total; i = (i + 1) % result.size(), ++given) ++result[i];
    for (std::size_t i = 0; given > total; i = (i + 1) % result.size())
        if (result[i] > 1) --result[i], --given;
    return result;
}

std::string_view draw_role(Random& random, const Person& p) {
    constexpr std::string_view roles[] = {"decision_maker", "approver", "influencer", "champion",
                                          "buyer",          "user",     "gatekeeper", "unknown"};
    using Weights = std::array<double, 8>;
    Weights w{0.02, 0.0, 0.15, 0.05, 0.02, 0.5, 0.04, 0.22};
    if (p.head) {
        if (p.department == "management")
            w = {0.55, 0.3, 0.02, 0.0, 0.0, 0.0, 0.0, 0.13};
        else if (p.department == "purchasing")
            w = {0.3, 0.1, 0.05, 0.05, 0.35, 0.0, 0.05, 0.1};
        else if (p.department == "finance")
            w = {0.08, 0.5, 0.1, 0.0, 0.0, 0.0, 0.2, 0.12};
        else if (p.department == "production")
            w = {0.3, 0.05, 0.25, 0.2, 0.0, 0.05, 0.0, 0.15};
        else
            w = {0.12, 0.02, 0.36, 0.22, 0.0, 0.06, 0.1, 0.12};
    } else if (p.department == "purchasing") {
        w = {0.02, 0.02, 0.06, 0.05, 0.55, 0.0, 0.15, 0.15};
    }
    return roles[random.weighted(w)];
}

// Closeness and stance follow the strength of the account's relationship; of prospects we know little.
void draw_relation(Random& random, Person& p, const Account& a) {
    const double s =
        std::clamp(a.strength + 0.18 * random.normal() - (p.department == "finance" ? 0.15 : 0.0), 0.0, 1.0);
    const bool stranger = random.chance(a.course == Course::prospect ? 0.6 : 0.22 - 0.15 * a.strength);
    p.closeness = stranger ? "unknown" : s > 0.6 ? "green" : s > 0.35 ? "amber" : "red";
    const bool unread = stranger || random.chance(0.2);
    p.stance = unread ? "unknown" : s > 0.68 ? "promoter" : s > 0.28 ? "neutral" : "detractor";
    const int level = p.department == "management" ? 4 : p.head ? 3 : 1;
    p.influence = std::clamp(level + random.range(-1, 1), 0, 5);
}

void name_person(Random& random, Person& p, const Account& a) {
    const auto& country = countries()[static_cast<std::size_t>(a.country)];
    const auto& city = country.cities[static_cast<std::size_t>(a.place.city)];
    p.language = city.language.empty() ? country.language : city.language;
    if (country.code == "BE" && city.name == "Brussel" && random.chance(0.5)) p.language = "fr";
    const auto& names = names_of(p.language);
    p.first_name = random.pick(names.given);
    p.last_name = random.pick(names.family);
    if (p.language == "es") p.last_name += fmt::format(" {}", random.pick(names.family));
}

}  // namespace

void make_people(Company& company) {
    Random random(company.options.seed, "people");
    const auto total = static_cast<int>(std::lround(2500 * company.options.scale));
    const auto wanted = counts(company.accounts, std::max(total, static_cast<int>(company.accounts.size())));
    for (std::size_t i = 0; i < company.accounts.size(); ++i) {
        auto& a = company.accounts[i];
        int heads[std::size(departments)];
        std::fill(std::begin(heads), std::end(heads), -1);
        std::vector<std::string> mails;
        for (int k = 0; k < wanted[i]; ++k) {
            const int self = static_cast<int>(company.people.size());
            Person p;
            p.account = static_cast<int>(i);
            p.external_id = fmt::format("P-{:05}", self + 1);
            // The general manager is known at four accounts of five; then heads, then staff.
            constexpr double staffing[] = {0.05, 0.28, 0.17, 0.16, 0.18, 0.08, 0.08};
            int department = k == 0 && random.chance(0.8) ? 0 : random.weighted(staffing);
            p.department = departments[department];
            p.head = heads[department] < 0;
            if (p.head) heads[department] = self;
            p.reports_to = p.head ? (department == 0 ? -1 : heads[0]) : heads[department];
            p.decision_role = draw_role(random, p);
            draw_relation(random, p, a);
            name_person(random, p, a);
            std::string local = base::squash(p.first_name) + "." + base::squash(p.last_name);
            while (std::find(mails.begin(), mails.end(), local) != mails.end()) local += "2";
            mails.push_back(local);
            p.email = local + "@" + a.domain;
            // A zero after the country's code: no such number exists.
            if (random.chance(0.85))
                p.phone = fmt::format("{} 0{:02} {:03} {:03}",
                                      countries()[static_cast<std::size_t>(a.country)].dial,
                                      random.below(100), random.below(1000), random.below(1000));
            a.people.push_back(self);
            company.people.push_back(std::move(p));
        }
    }
}

}  // namespace kamino::demo
