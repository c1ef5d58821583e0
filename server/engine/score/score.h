// Scores by weighted criteria, and the shape of a distribution of value over customers. Pure numbers: arrays
// in, arrays out, no I/O; every function is thread-safe. NaN means "not known".
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace kamino::score {

// Percentile of each value among the known ones, 0..100, ties at their middle: 100 × (below + equal / 2) /
// known. NaN stays NaN. Rounded to 1/100, so that one newcomer among thousands does not move everybody.
std::vector<double> percentiles(std::span<const double> values);

// The share that each criterion has for one subject: its weight over the weights of the criteria that are
// known for it; 0 where it is not known. All 0 when nothing is known.
std::vector<double> shares(std::span<const double> normalised, std::span<const double> weights);

// Σ share × normalised: 0..100; 0 when nothing is known. `normalised` holds NaN where not known.
double weighted(std::span<const double> normalised, std::span<const double> weights);

// ---- concentration
// ---------------------------------------------------------------------------------------------------- The
// subjects by falling value, positive values only; ties keep their order.
std::vector<std::size_t> by_value(std::span<const double> values);

// How many subjects have a class of the ABC analysis: a subject belongs to the first class whose bound (0.80,
// 0.95 …) is above the cumulative share before the subject; the last class takes the rest. Positive values
// only.
std::vector<std::size_t> abc_counts(std::span<const double> values, std::span<const double> bounds);

// The smallest value among those that make the first `share` of the total (the subject that crosses it
// included); +inf when nothing is positive.
double significance(std::span<const double> values, double share);

double top_share(std::span<const double> values, std::size_t n);  // of the total, 0..1; 0 without a total
double gini(std::span<const double> values);  // 0 even … 1; values ≥ 0; 0 without a total
// The value at quantile q (0..1), linear between neighbours (type 7); NaN of nothing. Known values only.
double quantile(std::span<const double> values, double q);

}  // namespace kamino::score
