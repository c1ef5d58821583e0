// Logistic regression with an L2 penalty. Pure numbers, deterministic.
#pragma once
#include <Eigen/Dense>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/propensity/frame.h"

namespace kamino::propensity {

struct Logistic {
    double intercept = 0;
    Eigen::VectorXd weights;
    double score(const Matrix& matrix, std::size_t row) const;
    std::vector<double> scores(const Matrix& matrix) const;
};

// The penalised negative log-likelihood Σ ln(1 + exp(-y s)) + λ/2 |w|² and its gradient (intercept first; it
// is not penalised): Hastie, Tibshirani and Friedman (2009), equations 4.20 and 4.31 with a ridge.
double logistic_loss(const Matrix& matrix, std::span<const std::uint8_t> outcome, double lambda,
                     const Logistic& at, Eigen::VectorXd* gradient);

// Its minimum, by Newton's method (IRLS, their equation 4.26) with halved steps, from `start`.
Logistic fit_logistic(const Matrix& matrix, std::span<const std::uint8_t> outcome, double lambda,
                      Logistic start);

}  // namespace kamino::propensity
