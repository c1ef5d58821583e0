// The Theta method: Assimakopoulos & Nikolopoulos, Int. J. Forecasting 16 (2000), in the form of Hyndman &
// Billah (2003), and the dynamic optimised theta model of Fiorucci, Pellegrini, Louzada, Petropoulos &
// Koehler, "Models for optimising the theta method and their relationship to state space models", Int. J.
// Forecasting 32 (2016). Pure functions on one series of finite values, oldest first; thread-safe.
#pragma once
#include <cstddef>
#include <span>
#include <vector>

namespace kamino::forecast {

struct ThetaModel {
    double alpha = 0, level = 0;      // of the exponential smoothing; level after the last value
    double theta = 2;                 // of the second theta line
    double intercept = 0, slope = 0;  // of the line through the series
    double variance = 0;              // of the one-step errors, season removed
    std::vector<double> indices;  // of the season, for the period after the last value first; empty without
    bool multiplicative = false;
    std::size_t n = 0;
    std::vector<double> fitted;  // one step ahead
};

// The classical method, theta 0 and 2: exponential smoothing with a drift of half the slope of the line. A
// season is removed first when has_season() says so (multiplicative when all values are positive). Needs one
// value.
ThetaModel theta_fit(std::span<const double> values, std::size_t period);
std::vector<double> theta_forecast(const ThetaModel& model, std::size_t horizon);
// Variance h periods ahead, that of exponential smoothing: σ²(1 + (h − 1)α²), times the season's squared
// index.
std::vector<double> theta_variance(const ThetaModel& model, std::size_t horizon);

// Theta line and smoothing chosen by least squares, the line re-estimated at each period (DOTM, eqs. 13–18).
ThetaModel optimised_theta_fit(std::span<const double> values, std::size_t period);
std::vector<double> optimised_theta_forecast(const ThetaModel& model, std::size_t horizon);

}  // namespace kamino::forecast
