// How likely is the outcome of a case (a deal is won, an account leaves), and what raises or lowers it? Pure
// functions: no files, no I/O; deterministic for a seed, whatever the number of threads.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/propensity/frame.h"
#include "engine/propensity/metrics.h"
#include "engine/propensity/model.h"

namespace kamino::propensity {

struct Cases {
    Frame frame;
    std::vector<std::uint8_t> outcome;  // 1: the outcome that is asked for
    std::vector<std::uint32_t>
        group{};  // cases that belong together stay in one fold; empty: each for itself
};

enum class Choice { logistic, trees, automatic };
struct Options {
    Choice choice = Choice::automatic;
    std::uint64_t seed = 1;
    unsigned threads = 1;
    std::size_t folds = 5;  // fewer where there are fewer cases of an outcome, or groups
};

struct Quality {
    Auc auc{};
    double brier = 0, log_loss = 0, base_brier = 0, base_log_loss = 0;  // base: the same probability for all
    std::vector<Bin> calibration;
    std::vector<Lift> lift;
    std::size_t n = 0, positives = 0;
    bool signal() const { return auc.lo > 0.5; }
};
Quality quality(std::span<const double> score, std::span<const double> probability,
                std::span<const std::uint8_t> outcome, std::span<const std::uint32_t> stratum,
                std::span<const std::uint32_t> group);

struct Importance {
    std::size_t column;
    double mean_contribution;  // mean |contribution| out of fold, on the logit scale
    double share;              // of all columns'
};

struct Scored {
    std::vector<double> score, probability;  // calibrated; score is the logit
    Explained explained;                     // adds up to `score`
};

enum class Trouble { none, no_cases, one_outcome, no_columns };

struct Candidate {
    Choice choice;
    std::string setting;
    double log_loss, auc;
    bool chosen = false;
};

struct Learned {
    Trouble trouble = Trouble::none;
    Encoder encoder{};
    std::unique_ptr<FittedModel> model{};  // learned from all cases
    Platt calibration{};
    Choice choice = Choice::logistic;
    std::vector<Candidate> candidates{};
    Scored out_of_fold{};                  // of the training cases
    Quality quality{};                     // out of fold
    std::vector<Importance> importance{};  // by falling contribution
    std::size_t folds = 0;
    Scored score(const Frame& frame) const;
};

// Models are tuned and chosen by out-of-fold log loss; trees only win when they are better by more than one
// standard error of the paired difference. Calibration is Platt's on out-of-fold scores; the reported quality
// is that of each fold calibrated by the other folds.
Learned learn(const Cases& cases, const Options& options);

// Folds of about equal size and share of outcomes; groups stay together.
std::vector<std::uint32_t> make_folds(std::span<const std::uint8_t> outcome,
                                      std::span<const std::uint32_t> group, std::size_t folds,
                                      std::uint64_t seed);

enum class Sign {
    tells,          // alone it separates the outcomes (AUC 0.9 or more)
    missing_tells,  // whether it is filled separates them
    filled_later,   // it is filled in decided cases and empty in open ones
    name,           // its name speaks of the end of the case
};
struct Suspicion {
    std::size_t column;
    Sign sign;
    double auc;  // of the column alone (of its being filled for missing_tells); NaN for the others
};
// Columns that look as if they were known only after the outcome. `open` holds cases without outcome, if any.
std::vector<Suspicion> suspicions(const Cases& cases, const Frame* open);

}  // namespace kamino::propensity
