// Whether a series has a season, and its shape by classical decomposition. Pure functions; thread-safe.
#pragma once
#include <cstddef>
#include <span>
#include <vector>

namespace kamino::forecast {

// The test of the Theta method (Assimakopoulos & Nikolopoulos 2000; Fiorucci et al. 2016, section 2.4): the
// autocorrelation at the season's lag lies outside its 90 % limits. False for fewer than two seasons and a
// bit.
bool has_season(std::span<const double> values, std::size_t period);

// Indices of the season by centred moving averages, entry i for the values i, i + period, …; they add up to 0
// (additive) or to `period` (multiplicative). Needs two seasons; multiplicative needs positive values.
std::vector<double> seasonal_indices(std::span<const double> values, std::size_t period, bool multiplicative);

// The series without the season.
std::vector<double> without_season(std::span<const double> values, std::span<const double> indices,
                                   bool multiplicative);

// Least squares line through values 0, 1, …: {intercept at −1 (before the first value), slope}.
struct Line {
    double start = 0, slope = 0;
};
Line fit_line(std::span<const double> values);

}  // namespace kamino::forecast
