#include "domain/selection/weighing.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/score/score.h"

namespace kamino::selection {
namespace {

// The values of one criterion for the accounts that one model judges.
void normalise(std::vector<Result>& results, const std::vector<Facts>& facts, std::size_t c, const Rule& rule,
               const std::vector<std::size_t>& judged, double unit) {
    if (criteria[c].soft) {
        for (const auto i : judged) results[i].normalised[c] = normalised_judgement(facts[i].judged[c]);
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

void normalise(std::vector<Result>& results, const std::vector<Facts>& facts,
               const std::vector<Rules>& models, const Population& population) {
    for (std::size_t m = 0; m < models.size(); ++m) {
        std::vector<std::size_t> judged;
        for (std::size_t i = 0; i < results.size(); ++i)
            if (results[i].judged_by == m) judged.push_back(i);
        for (std::size_t c = 0; c < criterion_count; ++c)
            normalise(results, facts, c, models[m][c], judged,
                      criteria[c].unit == "money" ? std::pow(10.0, population.minor_digits) : 1);
    }
}

}  // namespace

Rules rules_of(const Values& weights) {
    Rules rules;
    for (std::size_t c = 0; c < criterion_count; ++c) {
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
    normalise(results, facts, models, population);
    for (std::size_t i = 0; i < facts.size(); ++i)
        results[i].score = score_of(models[judged_by[i]], results[i].normalised);
    return results;
}

Side side_of(std::size_t criterion) {
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
    for (std::size_t c = 0; c < criterion_count; ++c) {
        if (side_of(c) != side) continue;
        all += rules[c].weight;
        if (std::isnan(normalised[c])) continue;
        known += rules[c].weight;
        sum += rules[c].weight * normalised[c];
    }
    if (known <= 0 || known * 2 < all) return std::numeric_limits<double>::quiet_NaN();
    return sum / known;
}

}  // namespace kamino::selection
