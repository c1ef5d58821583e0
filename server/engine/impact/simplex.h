// Least squares on the simplex: the weights w ≥ 0, Σ w = 1 that minimise |A w|² + ridge |w|². Pure numbers.
#pragma once
#include <Eigen/Dense>

namespace kamino::impact {

struct SimplexFit {
    Eigen::VectorXd weights;
    double objective = 0;  // |A w|² + ridge |w|²
    // Largest violation of the optimality conditions (gradients equal on the support, not smaller elsewhere),
    // relative to the size of the gradients. Zero but for rounding.
    double violation = 0;
};

// Exact by a primal active-set method (Lawson and Hanson 1974, chapter 23, with the sum as an equality;
// Nocedal and Wright 2006, algorithm 16.3). `q` is A'A + ridge, symmetric and positive semidefinite; a hair
// of ridge (1e-10 of its mean diagonal) makes the answer unique: the shortest of the optimal weights.
SimplexFit simplex_least_squares(const Eigen::MatrixXd& q);

}  // namespace kamino::impact
