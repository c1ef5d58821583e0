#include "engine/forecast/theta.h"

#include <nlopt.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "engine/forecast/seasonality.h"

namespace kamino::forecast {

namespace {

// Golden section search of a function with one valley.
template <class F>
double least_between(double low, double high, F&& f) {
    constexpr double golden = 0.6180339887498949;
    double a = high - golden * (high - low), b = low + golden * (high - low), fa = f(a), fb = f(b);
    while (high - low > 1e-5) {
        if (fa < fb) {
            high = b, b = a, fb = fa;
            a = high - golden * (high - low), fa = f(a);
        } else {
            low = a, a = b, fa = fb;
            b = low + golden * (high - low), fb = f(b);
        }
    }
    return (low + high) / 2;
}

// What is left for the smoothing when the season is out.
std::vector<double> prepare(std::span<const double> values, std::size_t period, ThetaModel& model) {
    model.n = values.size();
    if (!has_season(values, period)) return {values.begin(), values.end()};
    model.multiplicative = *std::min_element(values.begin(), values.end()) > 0;
    const auto indices = seasonal_indices(values, period, model.multiplicative);
    if (model.multiplicative && *std::min_element(indices.begin(), indices.end()) < 0.01) {
        model.multiplicative = false;
        return prepare(values, 1, model);
    }
    auto rest = without_season(values, indices, model.multiplicative);
    model.indices = indices;
    std::rotate(model.indices.begin(),
                model.indices.begin() + static_cast<std::ptrdiff_t>(values.size() % period),
                model.indices.end());
    return rest;
}

// The season back on values that start `offset` periods after the last one (counted modulo the season).
void add_season(const ThetaModel& model, std::vector<double>& values, std::size_t offset) {
    if (model.indices.empty()) return;
    for (std::size_t h = 0; h < values.size(); ++h) {
        const double index = model.indices[(h + offset) % model.indices.size()];
        values[h] = model.multiplicative ? values[h] * index : values[h] + index;
    }
}

std::size_t first_offset(const ThetaModel& model) {
    return model.indices.empty() ? 0 : model.indices.size() - model.n % model.indices.size();
}

// Sum of squared one-step errors of simple exponential smoothing; optional last level and one-step forecasts.
double smooth(std::span<const double> y, double alpha, double drift, double& level,
              std::vector<double>* fitted) {
    level = y[0];
    double squares = 0;
    const double* const value = y.data();
    for (std::size_t t = 0; t < y.size(); ++t) {
        const double forecast = t ? level + drift : level;
        if (fitted) fitted->push_back(forecast);
        const double e = value[t] - forecast;
        squares += e * e;
        level += alpha * (value[t] - level);
    }
    return squares;
}

}  // namespace

ThetaModel theta_fit(std::span<const double> values, std::size_t period) {
    ThetaModel model;
    const auto y = prepare(values, period, model);
    const Line line = fit_line(y);
    model.intercept = line.start, model.slope = line.slope;
    double level = 0;
    model.alpha = y.size() < 3 ? 0.5 : least_between(0.01, 0.99, [&](double alpha) {
        return smooth(y, alpha, 0, level, nullptr);
    });
    const double squares = smooth(y, model.alpha, line.slope / 2, model.level, &model.fitted);
    model.variance = squares / std::max(1.0, static_cast<double>(y.size()) - 3);
    add_season(model, model.fitted, first_offset(model));
    return model;
}

std::vector<double> theta_forecast(const ThetaModel& model, std::size_t horizon) {
    std::vector<double> out(horizon);
    const double lag = (1 - std::pow(1 - model.alpha, static_cast<double>(model.n))) / model.alpha;
    for (std::size_t h = 0; h < horizon; ++h)
        out[h] = model.level + model.slope / 2 * (static_cast<double>(h) + lag);
    add_season(model, out, 0);
    return out;
}

std::vector<double> theta_variance(const ThetaModel& model, std::size_t horizon) {
    std::vector<double> out(horizon);
    for (std::size_t h = 0; h < horizon; ++h) {
        out[h] = model.variance * (1 + static_cast<double>(h) * model.alpha * model.alpha);
        if (model.multiplicative) out[h] *= std::pow(model.indices[h % model.indices.size()], 2);
    }
    return out;
}

// ---- the dynamic optimised theta model

namespace {

struct Dynamic {
    double level, mean, intercept, slope, power;  // ℓ, ȳ, A, B, (1 − α)^t after t values
};

// Fiorucci et al. (2016), eqs. 13–18; returns the sum of squared one-step errors from the third value on.
double dynamic_theta(std::span<const double> y, double start, double alpha, double theta, Dynamic& at,
                     std::vector<double>* fitted) {
    at = {start, 0, y[0], 0, 1};
    const double weight = 1 - 1 / theta;
    double squares = 0;
    for (std::size_t i = 0; i < y.size(); ++i) {
        const auto t = static_cast<double>(i + 1);
        const double forecast =
            at.level + weight * (at.power * at.intercept + (1 - at.power * (1 - alpha)) / alpha * at.slope);
        if (fitted) fitted->push_back(i ? forecast : y[0]);
        if (i > 1) squares += (y[i] - forecast) * (y[i] - forecast);
        at.level += alpha * (y[i] - at.level);
        at.slope = i ? ((t - 2) * at.slope + 6 * (y[i] - at.mean) / t) / (t + 1) : 0;
        at.mean = ((t - 1) * at.mean + y[i]) / t;
        at.intercept = at.mean - (t + 1) / 2 * at.slope;
        at.power *= 1 - alpha;
    }
    return squares;
}

struct Target {
    std::span<const double> y;
};

double target(unsigned, const double* x, double*, void* data) {
    Dynamic at{};
    const double value = dynamic_theta(static_cast<Target*>(data)->y, x[0], x[1], x[2], at, nullptr);
    return std::isfinite(value) ? value : std::numeric_limits<double>::max();
}

}  // namespace

ThetaModel optimised_theta_fit(std::span<const double> values, std::size_t period) {
    ThetaModel model;
    const auto y = prepare(values, period, model);
    const auto [least, most] = std::minmax_element(y.begin(), y.end());
    const double spread = *most - *least;
    std::array<double, 3> x{y[0] / 2, 0.5, 2};
    if (y.size() > 4 && spread > 0) {
        const double size = std::max(std::fabs(*most), std::fabs(*least));
        const std::array<double, 3> low{-10 * size, 0.1, 1}, high{10 * size, 0.99, 8.5},
            step{spread / 4, 0.2, 1};
        Target data{y};
        auto* search = nlopt_create(NLOPT_LN_NELDERMEAD, 3);
        nlopt_set_min_objective(search, target, &data);
        nlopt_set_lower_bounds(search, low.data());
        nlopt_set_upper_bounds(search, high.data());
        nlopt_set_initial_step(search, step.data());
        nlopt_set_ftol_rel(search, 1e-6);
        nlopt_set_maxeval(search, 250);
        double value = 0;
        nlopt_optimize(search, x.data(), &value);
        nlopt_destroy(search);
    } else {
        x[0] = y[0];
    }
    Dynamic at{};
    const double squares = dynamic_theta(y, x[0], x[1], x[2], at, &model.fitted);
    model.alpha = x[1], model.theta = x[2], model.level = at.level;
    model.intercept = at.intercept, model.slope = at.slope;
    model.variance = squares / std::max(1.0, static_cast<double>(y.size()) - 5);
    add_season(model, model.fitted, first_offset(model));
    return model;
}

// The recursion goes on with its own forecasts in place of values (ibid., section 3.2).
std::vector<double> optimised_theta_forecast(const ThetaModel& model, std::size_t horizon) {
    std::vector<double> out(horizon);
    const double weight = 1 - 1 / model.theta, alpha = model.alpha;
    double level = model.level, slope = model.slope, intercept = model.intercept;
    auto t = static_cast<double>(model.n);
    double mean = intercept + (t + 1) / 2 * slope, power = std::pow(1 - alpha, t);
    for (std::size_t h = 0; h < horizon; ++h, ++t) {
        out[h] = level + weight * (power * intercept + (1 - power * (1 - alpha)) / alpha * slope);
        level += alpha * (out[h] - level);
        slope = ((t - 1) * slope + 6 * (out[h] - mean) / (t + 1)) / (t + 2);
        mean = (t * mean + out[h]) / (t + 1);
        intercept = mean - (t + 2) / 2 * slope;
        power *= 1 - alpha;
    }
    add_season(model, out, 0);
    return out;
}

}  // namespace kamino::forecast
