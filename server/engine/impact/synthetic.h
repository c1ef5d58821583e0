// What the synthetic methods share: the treated average against a pool of donors. Pure numbers.
#pragma once
#include <Eigen/Dense>
#include <optional>
#include <random>
#include <vector>

#include "engine/impact/estimate.h"

namespace kamino::impact {

// Whole series only: donors with missing cells are left out, a treated unit with one is trouble.
struct Pool {
    std::vector<std::size_t> treated, donors;
    std::size_t before = 0;  // times before the entry
    Impact start;            // counts, trouble, offenders and the cautions that follow from the selection
    Eigen::VectorXd treated_series;  // average of the treated
    Eigen::MatrixXd donor_series;    // times × donors
};
Pool pool_of(const Panel& panel);

// Sets of donors that play the treated ones: every donor alone when there is one treated unit; otherwise
// `count` draws without replacement within a draw, by the seed. Empty when there are not enough donors.
std::vector<std::vector<std::size_t>> placebo_sets(std::size_t donors, std::size_t treated, std::size_t count,
                                                   std::uint64_t seed);

// The pool with some donors as the treated ones.
struct Placebos {
    Eigen::VectorXd treated;
    Eigen::MatrixXd donors;
    std::vector<std::size_t> left;  // places of the donors that remain
};
Placebos as_placebo(const Eigen::MatrixXd& donors, const std::vector<std::size_t>& set);

// Root mean square of the gaps of the times [from, to).
double root_mean_square(const Eigen::VectorXd& gaps, Eigen::Index from, Eigen::Index to);

}  // namespace kamino::impact
