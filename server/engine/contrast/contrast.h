// What sets a group apart from the rest: one number or one share of both compared, with an effect size, its
// interval and a p-value; and which of many such comparisons hold. Pure; arrays in, values out; thread-safe.
#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace kamino::contrast {

// Fewer known values than this on either side are too few to say anything.
inline constexpr std::size_t least_values = 10;
// Fewer expected cases than this in any cell make the chi-squared distribution a bad guess (Cochran, "Some
// methods for strengthening the common chi-squared tests", Biometrics 10, 1954).
inline constexpr double least_expected = 5;

// How strong, in the words that effect sizes have.
enum class Size { none, small, medium, large };

// Cliff's delta of two samples without unknown values, neither empty, and its interval; `quantile` of the
// normal or the t distribution: 1.96.
struct Delta {
    double delta = 0, low = 0, high = 0;
};
Delta cliffs_delta(std::span<const double> in, std::span<const double> out, double quantile);

// Two samples of a number. delta: Cliff's, P(in > out) - P(in < out), from -1 to 1; low and high: its
// asymmetric interval of 95 % (Feng & Cliff, "Monte Carlo evaluation of ordinal d with improved confidence
// interval", Journal of Modern Applied Statistical Methods 3, 2004, eq. 7); p: Mann and Whitney's test,
// two-sided, by the normal distribution with ties counted (Lehmann, "Nonparametrics", 1975, section 1.4).
// Sizes: 0.147, 0.33, 0.474 (Romano et al. 2006).
struct Numbers {
    std::size_t in = 0, out = 0;  // known values
    double median_in = 0, median_out = 0, mean_in = 0, mean_out = 0;
    double delta = 0, low = 0, high = 0, p = 1;
    Size size = Size::none;
};
// NaN is not known and left out; nullopt when too few are known.
std::optional<Numbers> compare_numbers(std::span<const double> in, std::span<const double> out);

// How many of a group and of the rest have a mark. lift: the group's share over the share of the rest; low
// and high: its interval of 95 % by logarithms (Katz et al., "Obtaining confidence intervals for the risk
// ratio in cohort studies", Biometrics 34, 1978, method C), infinite lift without an upper end; p: Pearson's
// chi-squared with one degree of freedom; h: Cohen's difference of arcsines (Cohen, "Statistical Power
// Analysis", 1988, eq. 6.2.1), sizes 0.2, 0.5, 0.8.
struct Shares {
    std::size_t in = 0, out = 0, hits_in = 0, hits_out = 0;
    double share_in = 0, share_out = 0, lift = 0, low = 0, high = 0, h = 0, p = 1;
    Size size = Size::none;
};
// nullopt when an expected count is too small.
std::optional<Shares> compare_shares(std::size_t hits_in, std::size_t in, std::size_t hits_out,
                                     std::size_t out);

// Which hypotheses are rejected so that the expected share of false ones among them stays below q (Benjamini
// & Hochberg, "Controlling the false discovery rate", Journal of the Royal Statistical Society B 57, 1995).
std::vector<bool> discoveries(std::span<const double> p, double q);

}  // namespace kamino::contrast
