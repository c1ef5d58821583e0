// How a selection model weighs (SEL-1): for each criterion its weight, direction and scale, and what stands
// in for what is not known of an account. Pure; the one place where a score is made of normalised values.
#pragma once
#include <span>

#include "domain/selection/own_criteria.h"

namespace kamino::selection {

// rank: the percentile among the accounts that the model judges. linear: from `low` (0) to `high` (100), cut
// off beyond.
enum class Scale { rank, linear };
// leave_out: the other criteria share its weight. lowest, middle: counts as 0, as 50.
enum class Missing { leave_out, lowest, middle };

struct Rule {
    double weight = 0;
    bool less = false;  // less is better
    Scale scale = Scale::rank;
    double low = 0, high = 0;  // in the criterion's unit; money in major units
    Missing missing = Missing::leave_out;
    bool operator==(const Rule&) const = default;
};
// One rule a criterion: the shipped ones, then the own ones, with what they are.
struct Rules {
    std::array<Rule, criterion_count> all{};
    std::vector<OwnCriterion> own;  // at most own_most

    std::size_t count() const { return shipped_count + own.size(); }
    Rule& operator[](std::size_t c) { return all[c]; }
    const Rule& operator[](std::size_t c) const { return all[c]; }
    std::span<Rule> used() { return std::span{all}.first(count()); }
    std::span<const Rule> used() const { return std::span{all}.first(count()); }
    std::string_view key(std::size_t c) const { return c < shipped_count ? criteria[c].key : own_at(c).key; }
    std::string_view unit(std::size_t c) const {
        return c < shipped_count ? criteria[c].unit : unit_of(own_at(c));
    }
    bool judged(std::size_t c) const { return c < shipped_count ? criteria[c].soft : own_at(c).judged; }
    const OwnCriterion& own_at(std::size_t c) const { return own[c - shipped_count]; }
    std::optional<std::size_t> find(std::string_view key) const;
    bool operator==(const Rules&) const = default;
};

// Weights as given; directions as the criteria have them; everything by rank.
Rules rules_of(const Values& weights);
Values weights_of(const Rules& rules);

// 0..100 in steps of 1/100, direction applied; NaN stays.
double on_linear_scale(const Rule& rule, double value);
// The values that are weighed: what stands in where nothing is known; NaN where the criterion is left out.
Values weighed(const Rules& rules, const Values& normalised);
double score_of(const Rules& rules, const Values& normalised);
// The share of each criterion in this account's score; 0 where it is left out.
Values shares_of(const Rules& rules, const Values& normalised);

// All of it: raw values, normalised among the accounts of the same model, scores and classes. judged_by:
// index into models for each account. Order of results = order of facts.
std::vector<Result> evaluate(const std::vector<Facts>& facts, const std::vector<Rules>& models,
                             const std::vector<std::uint16_t>& judged_by, const ClassRules& rules,
                             Population& population);

Side side_of(const Rules& rules, std::size_t criterion);
// Weighted mean of the side's known criteria, 0..100; NaN when less than half of the side's weight is known.
double side_score(const Rules& rules, const Values& normalised, Side side);

}  // namespace kamino::selection
