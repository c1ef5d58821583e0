// The two kinds of model behind a common face, and their tuning out of fold. Scores are on the logit scale.
#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/propensity/frame.h"

namespace kamino::propensity {

// Scores split into a base (the score of the average case) and what each column adds: base[i] + Σ_c
// part[i][c] is the score.
struct Explained {
    std::size_t columns = 0;
    std::vector<double> base;
    std::vector<double> part;  // rows × columns
};

class FittedModel {
  public:
    virtual ~FittedModel() = default;
    virtual std::vector<double> scores(const Matrix& matrix) const = 0;
    // `source` names the column of each feature.
    virtual Explained explain(const Matrix& matrix, std::span<const std::size_t> source,
                              std::size_t columns) const = 0;
};

struct Tuned {
    std::vector<std::unique_ptr<FittedModel>> of_fold;  // learned without the fold's cases
    std::unique_ptr<FittedModel> whole;                 // learned from all cases
    std::vector<double> score;                          // out of fold
    std::string setting;
    double log_loss = 0;  // out of fold, not calibrated
};

// What is learned from; `fold` of each case, 0 … folds - 1.
struct Lesson {
    const Matrix& matrix;
    std::span<const std::uint8_t> outcome;
    std::span<const std::uint32_t> fold;
    std::size_t folds;
    unsigned threads;
    std::vector<std::size_t> rows(std::size_t of_fold, bool inside) const;
};

// The ridge of the least out-of-fold log loss among 0.1 … 3000.
Tuned tune_logistic(const Lesson& lesson);
// Gradient-boosted trees (Friedman 2001; XGBoost: Chen and Guestrin 2016, equations 2-7), depth and number of
// trees by the least out-of-fold log loss; contributions are SHAP values (Lundberg et al. 2020).
Tuned tune_trees(const Lesson& lesson, std::uint64_t seed);

}  // namespace kamino::propensity
