#include "domain/selection/weighing.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "domain/selection/kpis.h"
#include "engine/score/score.h"

namespace kamino::selection {
namespace {

// The values of one criterion for the accounts that one model judges.
void normalise(std::vector<Result>& results, std::size_t c, const Rule& rule, bool soft,
               const std::vector<std::size_t>& judged, double unit) {
    if (soft) {
        for (const auto i : judged)
            results[i].normalised[c] =
                normalised_judgement(std::isnan(results[i].raw[c]) ? 0 : static_cast<int>(results[i].raw[c]));
    } else if (rule.scale == Scale::linear) {
        for (const auto i : judged)
            results[i].normalised[c] = on_linear_scale(rule, results[i].raw[c] / unit);
    } else {
        std::vector<double> column;
        column.reserve(judged.size());
        for (const auto i : judged) column.push_back(results[i].raw[c]);
        const auto ranks = score::percentiles(column);
        for (std::size_t k = 0; k < judged.size(); ++k)
            results[judged[k]].normalised[c] = rule.less ? 100 - ranks[k] : ranks[k];
    }
}

void normalise(std::vector<Result>& results, const std::vector<Rules>& models, const Population& population) {
    for (std::size_t m = 0; m < models.size(); ++m) {
        std::vector<std::size_t> judged;
        for (std::size_t i = 0; i < results.size(); ++i)
            if (results[i].judged_by == m) judged.push_back(i);
        for (std::size_t c = 0; c < models[m].count(); ++c)
            normalise(results, c, models[m][c], models[m].judged(c), judged,
                      models[m].unit(c) == "money" ? std::pow(10.0, population.minor_digits) : 1);
    }
}

// The raw values of the own criteria, each account by its model's.
void add_own_values(const std::vector<Facts>& facts, const std::vector<Rules>& models,
                    const Population& population, std::vector<Result>& results) {
    if (std::all_of(models.begin(), models.end(), [](const Rules& rules) { return rules.own.empty(); }))
        return;
    const auto rfm = rfm_of(facts);
    for (std::size_t i = 0; i < facts.size(); ++i) {
        const auto& own = models[results[i].judged_by].own;
        for (std::size_t k = 0; k < own.size(); ++k)
            results[i].raw[shipped_count + k] =
                own_value(own[k], k, facts[i], results[i], rfm[i], population);
    }
}

}  // namespace

std::optional<std::size_t> Rules::find(std::string_view wanted) const {
    if (const auto shipped = criterion_of(wanted)) return shipped;
    for (std::size_t k = 0; k < own.size(); ++k)
        if (own[k].key == wanted) return shipped_count + k;
    return std::nullopt;
}

Rules rules_of(const Values& weights) {
    Rules rules;
    for (std::size_t c = 0; c < shipped_count; ++c) {
        rules[c].weight = weights[c];
        rules[c].less = criteria[c].inverse;
    }
    return rules;
}

Values weights_of(const Rules& rules) {
    Values weights{};
    for (std::size_t c = 0; c < criterion_count; ++c) weights[c] = rules[c].weight;
    return weights;
}

double on_linear_scale(const Rule& rule, double value) {
    if (std::isnan(value)) return value;
    const double part = std::clamp((value - rule.low) / (rule.high - rule.low), 0.0, 1.0);
    return std::round(10'000 * (rule.less ? 1 - part : part)) / 100;
}

Values weighed(const Rules& rules, const Values& normalised) {
    Values values = normalised;
    for (std::size_t c = 0; c < criterion_count; ++c)
        if (std::isnan(values[c]) && rules[c].missing != Missing::leave_out)
            values[c] = rules[c].missing == Missing::middle ? 50 : 0;
    return values;
}

double score_of(const Rules& rules, const Values& normalised) {
    return score::weighted(weighed(rules, normalised), weights_of(rules));
}

Values shares_of(const Rules& rules, const Values& normalised) {
    const auto shares = score::shares(weighed(rules, normalised), weights_of(rules));
    Values values{};
    std::copy(shares.begin(), shares.end(), values.begin());
    return values;
}

std::vector<Result> evaluate(const std::vector<Facts>& facts, const std::vector<Rules>& models,
                             const std::vector<std::uint16_t>& judged_by, const ClassRules& rules,
                             Population& population) {
    std::vector<Result> results(facts.size());
    for (std::size_t i = 0; i < facts.size(); ++i) results[i].judged_by = judged_by[i];
    classify(facts, rules, population, results);
    for (std::size_t i = 0; i < facts.size(); ++i)
        results[i].raw = raw_values(facts[i], results[i], population);
    add_own_values(facts, models, population, results);
    normalise(results, models, population);
    for (std::size_t i = 0; i < facts.size(); ++i)
        results[i].score = score_of(models[judged_by[i]], results[i].normalised);
    return results;
}

Side side_of(const Rules& rules, std::size_t criterion) {
    if (criterion >= shipped_count) return rules.own_at(criterion).side;
    switch (criterion) {
        case margin:
        case growth_potential:
        case effort:
        case fit:
        case logo:
            return Side::attractiveness;
        default:
            return Side::position;
    }
}

double side_score(const Rules& rules, const Values& normalised, Side side) {
    double sum = 0, known = 0, all = 0;
    for (std::size_t c = 0; c < rules.count(); ++c) {
        if (side_of(rules, c) != side) continue;
        all += rules[c].weight;
        if (std::isnan(normalised[c])) continue;
        known += rules[c].weight;
        sum += rules[c].weight * normalised[c];
    }
    if (known <= 0 || known * 2 < all) return std::numeric_limits<double>::quiet_NaN();
    return sum / known;
}

}  // namespace kamino::selection
