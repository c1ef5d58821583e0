#include "domain/selection/criteria.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_map>

#include "engine/score/score.h"

namespace kamino::selection {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

// Revenue per unit of size of the customers whose size is known, all and by industry.
struct Benchmark {
    std::vector<double> all;
    std::unordered_map<std::string_view, std::vector<double>> by_industry;

    void add(const std::string& industry, double rate) {
        all.push_back(rate);
        if (!industry.empty()) by_industry[industry].push_back(rate);
    }
    void close() {
        for (const auto& [industry, rates] : by_industry)
            if (rates.size() >= 8) upper[industry] = score::quantile(rates, 0.75);
        if (all.size() >= 5) upper_all = score::quantile(all, 0.75);
    }
    double rate(const std::string& industry) const {
        const auto own = upper.find(industry);
        return own == upper.end() ? upper_all : own->second;
    }
    std::unordered_map<std::string_view, double> upper;
    double upper_all = 0;
};

double trend(const std::optional<double>& growth) {
    return growth ? (std::clamp(*growth, -1.0, 1.0) + 1) / 2 : 0.5;
}

double winning_of(const Facts& f, const Result& r) {
    const std::int64_t deals = f.won_count + f.lost_count;
    if (deals + f.open_count == 0 && !r.growth) return unknown;
    const auto weighted = static_cast<double>(f.weighted);
    const double rate = static_cast<double>(f.won_count + 1) / static_cast<double>(deals + 2);
    const double pipeline = weighted > 0 ? weighted / (weighted + std::max(r.value, 0.0)) : 0;
    return 0.5 * rate + 0.25 * pipeline + 0.25 * trend(r.growth);
}

double renewal_of(const Facts& f, const Population& p) {
    if (!f.last_on || !p.as_of) return unknown;
    const double days = std::max(0, p.as_of->days - f.last_on->days);
    return static_cast<double>(f.months_active) / 12 * std::pow(0.5, days / 180);
}

}  // namespace

std::optional<std::size_t> criterion_of(std::string_view key) {
    for (std::size_t i = 0; i < shipped_count; ++i)
        if (criteria[i].key == key) return i;
    return std::nullopt;
}

double normalised_judgement(int value) {
    return value == 0 ? unknown : (value - 1) * 25.0;
}

void estimate_potential(const std::vector<Facts>& facts, std::vector<Result>& results) {
    Benchmark per_revenue, per_head;
    for (std::size_t i = 0; i < facts.size(); ++i) {
        if (results[i].value <= 0) continue;
        if (facts[i].annual_revenue > 0)
            per_revenue.add(facts[i].industry, results[i].value / facts[i].annual_revenue);
        if (facts[i].employees > 0) per_head.add(facts[i].industry, results[i].value / facts[i].employees);
    }
    per_revenue.close();
    per_head.close();
    for (std::size_t i = 0; i < facts.size(); ++i) {
        const auto& f = facts[i];
        auto& r = results[i];
        const double bought = std::max(r.value, 0.0),
                     with_pipeline = bought + static_cast<double>(f.weighted);
        const double by_revenue = f.annual_revenue * per_revenue.rate(f.industry);
        const double by_heads = f.employees * per_head.rate(f.industry);
        if (by_revenue > 0)
            r.potential_by = PotentialBy::revenue;
        else if (by_heads > 0)
            r.potential_by = PotentialBy::employees;
        else if (f.weighted > 0)
            r.potential_by = PotentialBy::pipeline;
        else if (bought > 0)
            r.potential_by = PotentialBy::sales;
        r.potential = std::round(std::max(with_pipeline, by_revenue > 0 ? by_revenue : by_heads));
    }
}

double significance_of(const std::vector<double>& values, const std::vector<double>& potentials,
                       const ClassRules& rules) {
    const double by_value = score::significance(values, rules.significant_share);
    return std::isinf(by_value) ? score::significance(potentials, rules.significant_share) : by_value;
}

Values raw_values(const Facts& f, const Result& r, const Population& p) {
    Values raw;
    raw.fill(unknown);
    const bool sized = r.potential_by == PotentialBy::revenue || r.potential_by == PotentialBy::employees;
    const double major = r.value / std::pow(10.0, p.minor_digits);
    if (p.has_sales || r.value > 0) raw[current_revenue] = r.value;
    if (p.has_margin && f.revenue > 0)
        raw[margin] = static_cast<double>(f.margin) / static_cast<double>(f.revenue);
    if (sized || r.potential_by == PotentialBy::pipeline)
        raw[growth_potential] = r.potential - std::max(r.value, 0.0);
    raw[renewal] = renewal_of(f, p);
    raw[winning] = winning_of(f, r);
    if (p.has_contacts && r.value > 0) raw[effort] = static_cast<double>(f.contacts) * 10'000 / major;
    if (p.has_people || p.has_contacts)
        raw[relationship] = 2 * static_cast<double>(f.close) + static_cast<double>(f.warm + f.deciders) +
                            static_cast<double>(std::min<std::int64_t>(f.contacts, 24)) / 4;
    for (const auto c : {fit, logo})
        if (f.judged[c]) raw[c] = f.judged[c];
    if (sized && r.potential > 0) raw[market_share] = std::max(r.value, 0.0) / r.potential;
    if (f.bought) raw[stability] = f.stability;
    return raw;
}

ClassFacts class_facts(const Facts& f, const Result& r, const Population& p) {
    ClassFacts c;
    c.value = r.value;
    c.potential = r.potential;
    c.rhythm = static_cast<double>(p.has_sales ? f.months_active : f.won_count);
    c.growth = r.growth;
    c.newcomer = f.bought && f.revenue_prev <= 0;
    c.had_its_chance = (f.bought || f.status == "former" || f.lost_count > 0) && f.open_count == 0;
    return c;
}

void classify(const std::vector<Facts>& facts, const ClassRules& rules, Population& p,
              std::vector<Result>& results) {
    for (const auto& f : facts) {
        p.has_sales = p.has_sales || f.bought;
        p.has_contacts = p.has_contacts || f.last_interaction_at;
        p.has_people = p.has_people || f.people > 0;
        p.has_margin = p.has_margin || f.margin != 0;
    }
    std::vector<double> values(facts.size()), potentials(facts.size());
    for (std::size_t i = 0; i < facts.size(); ++i) {
        const auto& f = facts[i];
        results[i].value = values[i] = static_cast<double>(p.has_sales ? f.revenue : f.won);
        results[i].growth.reset();
        if (f.revenue_prev > 0)
            results[i].growth = static_cast<double>(f.revenue) / static_cast<double>(f.revenue_prev) - 1;
    }
    estimate_potential(facts, results);
    for (std::size_t i = 0; i < facts.size(); ++i) potentials[i] = results[i].potential;
    p.significance = significance_of(values, potentials, rules);
    for (std::size_t i = 0; i < facts.size(); ++i)
        results[i].rule_class =
            class_of(case_of(class_facts(facts[i], results[i], p), p.significance, rules), rules);
}

}  // namespace kamino::selection
