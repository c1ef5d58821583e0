// Exponential smoothing in state space form (ETS): Hyndman, Koehler, Snyder & Grose, "A state space framework
// for automatic forecasting using exponential smoothing methods", Int. J. Forecasting 18 (2002), and Hyndman,
// Koehler, Ord & Snyder, "Forecasting with Exponential Smoothing" (2008), in the following "HKOS".
// Pure functions on one series of finite values, oldest first; thread-safe.
#pragma once
#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace kamino::forecast {

enum class Error { additive, multiplicative };
enum class Trend {
    none,
    additive,
    damped
};  // multiplicative trends explode and are left out, as HKOS advise
enum class Season { none, additive, multiplicative };

struct EtsForm {
    Error error = Error::additive;
    Trend trend = Trend::none;
    Season season = Season::none;
    bool operator==(const EtsForm&) const = default;
    std::string name() const;  // "ETS(M,Ad,M)"
};

struct EtsParameters {
    double alpha = 0, beta = 0, gamma = 0;  // of level, slope, season: HKOS table 2.1
    double phi = 1;                         // damping
};

struct EtsState {
    double level = 0, slope = 0;
    std::vector<double> season;  // season[0] belongs to the next period; empty without season
};

struct EtsModel {
    EtsForm form;
    std::size_t period = 1;
    EtsParameters parameters;
    EtsState start, end;  // before the first value, after the last one
    double variance = 0;  // of the innovations: relative ones when the error is multiplicative
    double log_likelihood = 0, aic = 0, aicc = 0, bic = 0;  // Gaussian, constants included
    std::size_t n = 0, parameter_count = 0;  // smoothing parameters, free starting states and the variance
    std::vector<double> fitted;              // one step ahead
};

// −2 log L without its constants: n log(Σe²/n) + 2 Σ log|r|, r the one-step forecast when the error is
// multiplicative, else 1 (HKOS eq. 5.3). Infinite where the model cannot give the values.
double ets_criterion(const EtsForm& form, const EtsParameters& parameters, const EtsState& start,
                     std::span<const double> values);

// Maximum likelihood of one form, smoothing parameters and starting states together: quasi-Newton on the
// exact gradient (the recursion run backwards). Usual region: 0 < β < α, 0 < γ < 1 − α, 0.8 ≤ φ ≤ 0.98.
// Nothing when the series is too short for the form (AICc undefined), a multiplicative part meets values that
// are not positive, or no starting point has a likelihood.
std::optional<EtsModel> ets_fit(std::span<const double> values, std::size_t period, const EtsForm& form);

// The form with the least AICc (HKOS ch. 5.2) among those that can be fitted, forms with infinite forecast
// variance (additive error with multiplicative season) left out and the fit inside the forecastable region.
// `period` 1 or more than 24 means no season. Nothing for fewer than 4 values.
std::optional<EtsModel> ets_choose(std::span<const double> values, std::size_t period);

// Whether errors die out: the discount matrix has no eigenvalue outside the unit circle (HKOS ch. 10.2–10.3).
bool ets_forecastable(const EtsModel& model);

struct Path {
    std::vector<double> mean, variance;  // of the periods 1..h ahead
};
// Mean and variance of the values h periods ahead given the parameters: HKOS table 6.1 (additive error),
// eqs. 6.2–6.3 (multiplicative error). With a multiplicative season to the first order in σ²: an error moves
// level and season together, which HKOS eq. 6.4 leaves out and simulation shows.
Path ets_path(const EtsModel& model, std::size_t horizon);

// Forecasts inside the sample with the parameters of the whole of it: take(t, h, forecast of value t + h − 1
// made after t values), for t from `first`.
void ets_inside(const EtsModel& model, std::span<const double> values, std::size_t horizon, std::size_t first,
                const std::function<void(std::size_t, std::size_t, double)>& take);

}  // namespace kamino::forecast
