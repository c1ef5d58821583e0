// How good are probabilities? Pure numbers; outcomes are 0 or 1.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace kamino::propensity {

// Area under the ROC curve: the chance that a case with the outcome scores higher than one without; ties
// half.
double auc(std::span<const double> score, std::span<const std::uint8_t> outcome);

struct Auc {
    double value, lo, hi, std_error;  // 95 %
};
// Strata (folds) are compared within themselves, weighted by their pairs: scores of different models are
// never ranked against each other. Variance by placement values, summed over groups of cases that belong
// together (DeLong, DeLong and Clarke-Pearson 1988; Obuchowski 1997, equation 3, for clusters).
Auc auc_interval(std::span<const double> score, std::span<const std::uint8_t> outcome,
                 std::span<const std::uint32_t> stratum, std::span<const std::uint32_t> group);

// Of a cross-validation with so many folds: the models of the folds share most of their cases, so that their
// results vary together. The variance grows by 1 + folds / (folds - 1): Nadeau and Bengio (2003), section 4.
Auc cross_validated(Auc auc, std::size_t folds);

double log_loss(std::span<const double> probability, std::span<const std::uint8_t> outcome);
double brier(std::span<const double> probability, std::span<const std::uint8_t> outcome);

struct Bin {
    double predicted, observed;  // means
    std::size_t n;
};
// Ten bins of about equal size by probability; equal probabilities stay together.
std::vector<Bin> calibration(std::span<const double> probability, std::span<const std::uint8_t> outcome);

struct Lift {
    double share;     // of the cases, the best first
    double rate;      // of the outcome among them
    double lift;      // rate / rate of all
    double captured;  // share of all outcomes
};
std::vector<Lift> lift(std::span<const double> probability,
                       std::span<const std::uint8_t> outcome);  // 10 %, 20 % …

// Platt (1999): probability = 1 / (1 + exp(-(offset + slope × score))), slope ≥ 0, fitted by Newton with a
// slight pull towards slope 1. On out-of-fold scores.
struct Platt {
    double offset = 0, slope = 1;
    double logit(double score) const { return offset + slope * score; }
};
Platt platt(std::span<const double> score, std::span<const std::uint8_t> outcome);
double sigmoid(double logit);

}  // namespace kamino::propensity
