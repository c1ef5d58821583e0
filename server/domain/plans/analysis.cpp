#include "domain/plans/analysis.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace kamino::plans {
namespace {

std::int64_t sum(const std::vector<std::int64_t>& months, std::size_t age_from, std::size_t age_to) {
    std::int64_t total = 0;
    for (std::size_t age = age_from; age < age_to && age < months.size(); ++age)
        total += months[months.size() - 1 - age];
    return total;
}

std::optional<double> ratio(std::int64_t now_minor, std::int64_t before) {
    if (before <= 0) return std::nullopt;
    return static_cast<double>(now_minor) / static_cast<double>(before) - 1;
}

double stability_of(const std::vector<std::int64_t>& months) {
    const double mean = static_cast<double>(sum(months, 0, 12)) / 12;
    if (mean <= 0) return 0;
    double square = 0;
    for (std::size_t age = 0; age < 12 && age < months.size(); ++age) {
        const double d = static_cast<double>(months[months.size() - 1 - age]) - mean;
        square += d * d / 12;
    }
    return std::clamp(1 - std::sqrt(square) / mean, 0.0, 1.0);
}

// Only whole years count, so that each calendar month stands as often as any other.
std::vector<unsigned> peaks(const std::vector<std::int64_t>& months, Date last) {
    const std::size_t years = sum(months, 24, 36) > 0 ? 3 : sum(months, 12, 24) > 0 ? 2 : 0;
    const std::int64_t total = sum(months, 0, years * 12);
    if (years == 0 || total <= 0) return {};
    std::vector<unsigned> found;
    for (unsigned month = 1; month <= 12; ++month) {
        std::int64_t of_month = 0;
        for (std::size_t age = 0; age < years * 12; ++age)
            if (last.plus_months(-static_cast<int>(age)).month() == month)
                of_month += months[months.size() - 1 - age];
        if (static_cast<double>(of_month) * 12 >= 1.3 * static_cast<double>(total)) found.push_back(month);
    }
    return found;
}

}  // namespace

SalesTrend sales_trend(const std::vector<std::int64_t>& months, Date last) {
    SalesTrend t;
    if (months.empty()) return t;
    t.revenue_12m = sum(months, 0, 12);
    t.revenue_prev_12m = sum(months, 12, 24);
    t.growth = ratio(t.revenue_12m, t.revenue_prev_12m);
    t.half_growth = ratio(sum(months, 0, 6), sum(months, 12, 18));
    t.stability = stability_of(months);
    for (std::size_t age = 0; age < 12 && age < months.size(); ++age)
        t.active_months += months[months.size() - 1 - age] != 0;
    t.peak_months = peaks(months, last);
    return t;
}

Gap first_gap(const SalesTrend& trend, std::int64_t weighted_pipeline, std::optional<double> peer_growth,
              const GrowthRule& rule, std::string_view focus) {
    Gap g;
    g.growth_rate = rule.of_class.value_or(rule.fallback);
    g.growth_reason = rule.of_class ? "class" : "default";
    if (peer_growth && *peer_growth > g.growth_rate) {
        g.growth_rate = *peer_growth;
        g.growth_reason = "peers";
    }
    if (focus == "protect") {
        g.growth_rate = rule.floor;
        g.growth_reason = focus;
    }
    g.growth_rate = std::clamp(g.growth_rate, rule.floor, rule.ceiling);
    const auto scaled = [&](double factor) {
        return static_cast<std::int64_t>(
            std::llround(static_cast<double>(std::max<std::int64_t>(0, trend.revenue_12m)) * factor));
    };
    g.baseline = std::max<std::int64_t>(0, trend.revenue_12m);
    g.target = scaled(1 + g.growth_rate);
    g.run_rate = scaled(std::clamp(1 + trend.half_growth.value_or(0), 0.0, 1.0));
    g.weighted_pipeline = weighted_pipeline;
    g.gap = std::max<std::int64_t>(0, g.target - g.run_rate - g.weighted_pipeline);
    return g;
}

bool decides(const PersonFacts& person) {
    return person.role == "decision_maker" || person.role == "approver";
}

std::vector<std::string> uncovered_roles(const Facts& facts) {
    std::vector<std::string> missing;
    for (const auto* role : six_roles)
        if (std::none_of(facts.team.begin(), facts.team.end(), [&](const auto& m) { return m.role == role; }))
            missing.emplace_back(role);
    return missing;
}

bool is_stalled(const DealFacts& deal, Date today) {
    if (deal.close_on && *deal.close_on < today) return true;
    return deal.moved_on && deal.moved_on->plus_days(90) < today;
}

bool closes_soon(const DealFacts& deal, Date today) {
    return deal.close_on && *deal.close_on >= today && *deal.close_on <= today.plus_days(90);
}

}  // namespace kamino::plans
