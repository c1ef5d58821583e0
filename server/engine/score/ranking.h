// Rankings that answer while a slider moves, and how firmly they stand. Pure numbers; every function is
// thread-safe.
//
// Order: falling score; equal scores keep the order of their subjects. Rank: 1 + how many have a higher
// score.
//
// Two measures of stability, both against weights that are each multiplied by an independent uniform factor
// in [1 - change, 1 + change] (seeded, so that the same question has the same answer):
// - Kendall's tau-b between two rankings, with ties: M. G. Kendall, "The treatment of ties in ranking
// problems",
//   Biometrika 33 (1945) 239-251, equation for tau_b; in O(n log n) after W. R. Knight, "A computer method
//   for calculating Kendall's tau with ungrouped data", JASA 61 (1966) 436-439.
// - The share of draws in which a subject is among the first n: the rank acceptability of R. Lahdelma, J.
// Hokkanen,
//   P. Salminen, "SMAA - stochastic multiobjective acceptability analysis", EJOR 106 (1998) 137-143, summed
//   over the first n ranks.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

namespace kamino::score {

// The subjects by falling score.
std::vector<std::uint32_t> order_of(std::span<const double> scores);
// Rank of every subject: 1 + how many have a higher score. `order` = order_of(scores).
std::vector<std::uint32_t> ranks_of(std::span<const double> scores, std::span<const std::uint32_t> order);

// Kendall's tau-b of two lists of equal length; NaN when one of them has no differences.
double kendall_tau(std::span<const double> a, std::span<const double> b);

// Uniform in [0, 1), the same on every machine for the same seed: splitmix64 (Steele, Lea, Flood 2014).
class Draws {
  public:
    explicit Draws(std::uint64_t seed) : state_(seed) {}
    double next();

  private:
    std::uint64_t state_;
};

}  // namespace kamino::score
