// The recursion of ETS forwards (values to errors) and backwards (errors to gradient), over plain arrays: the
// inner loop of the fit. Both error kinds share it, since HKOS table 2.1 in error-correction form updates the
// states from y alone. Internal to engine/forecast.
#pragma once
#include <cmath>
#include <cstddef>
#include <vector>

#include "engine/forecast/ets.h"

namespace kamino::forecast {

struct EtsTrace {
    std::size_t n = 0, period = 1;
    std::vector<double> level, slope;  // [n + 1]: before value t
    std::vector<double> season;        // [n + period]: of value t; the first `period` are the start
    std::vector<double> fit, u, w;     // [n]: one-step forecast, error of the level, error of the season
    void resize(std::size_t n_, std::size_t period_) {
        n = n_, period = period_;
        level.resize(n + 1), slope.assign(n + 1, 0.0), season.assign(n + period, 0.0);
        fit.resize(n), u.resize(n), w.resize(n);
    }
};

inline constexpr double smallest_factor = 1e-8;  // of a multiplicative part, on values scaled to mean 1

// False where a multiplicative part reaches zero.
template <Season S, bool trended>
bool ets_forward(const double* y, const EtsParameters& p, EtsTrace& trace) {
    double* const level = trace.level.data();
    double* const slope = trace.slope.data();
    double* const season = trace.season.data();
    const std::size_t n = trace.n, m = trace.period;
    for (std::size_t t = 0; t < n; ++t) {
        const double q = trended ? level[t] + p.phi * slope[t] : level[t];
        double u = 0;
        if constexpr (S == Season::none) {
            trace.fit.data()[t] = q;
            u = y[t] - q;
        } else if constexpr (S == Season::additive) {
            const double s = season[t];
            trace.fit.data()[t] = q + s;
            u = y[t] - q - s;
            season[t + m] = s + p.gamma * u;
        } else {
            const double s = season[t];
            if (!(q > smallest_factor && s > smallest_factor)) return false;
            trace.fit.data()[t] = q * s;
            u = y[t] / s - q;
            const double w = y[t] / q - s;
            trace.w.data()[t] = w;
            season[t + m] = s + p.gamma * w;
        }
        trace.u.data()[t] = u;
        level[t + 1] = q + p.alpha * u;
        if constexpr (trended) slope[t + 1] = p.phi * slope[t] + p.beta * u;
    }
    return true;
}

// Derivatives of a criterion with respect to parameters and starting states.
struct EtsGradient {
    EtsParameters parameters{0, 0, 0, 0};
    double level = 0, slope = 0;
    std::vector<double> season;  // scratch [n + period]; the first `period` are the starting ones
};

// `of_fit[t]`: derivative of the criterion with respect to the one-step forecast of value t.
template <Season S, bool trended>
void ets_backward(const double* y, const EtsParameters& p, const EtsTrace& trace, const double* of_fit,
                  EtsGradient& out) {
    const std::size_t n = trace.n, m = trace.period;
    double level = 0, slope = 0, alpha = 0, beta = 0, gamma = 0, phi = 0;
    if constexpr (S != Season::none) out.season.assign(n + m, 0.0);
    double* const season = out.season.data();
    for (std::size_t t = n; t-- > 0;) {
        const double u = trace.u.data()[t];
        const double of_u = p.alpha * level + p.beta * slope;
        alpha += level * u;
        if constexpr (trended) beta += slope * u;
        double q = level;
        if constexpr (S == Season::none) {
            q += of_fit[t] - of_u;
        } else if constexpr (S == Season::additive) {
            const double both = of_fit[t] - of_u - p.gamma * season[t + m];
            gamma += season[t + m] * u;
            q += both;
            season[t] += season[t + m] + both;
        } else {
            const double s = trace.season.data()[t], f = trace.fit.data()[t], f_q = f / s;
            const double next = season[t + m], of_w = p.gamma * next;
            gamma += next * trace.w.data()[t];
            q += of_fit[t] * s - of_u - of_w * y[t] / (f_q * f_q);
            season[t] += next - of_w + of_fit[t] * f_q - of_u * y[t] / (s * s);
        }
        if constexpr (trended) {
            phi += trace.slope.data()[t] * (q + slope);
            slope = p.phi * (q + slope);
        }
        level = q;
    }
    out.parameters = {alpha, beta, gamma, phi};
    out.level = level, out.slope = slope;
}

bool ets_forward(const EtsForm& form, const double* y, const EtsParameters& p, EtsTrace& trace);
void ets_backward(const EtsForm& form, const double* y, const EtsParameters& p, const EtsTrace& trace,
                  const double* of_fit, EtsGradient& out);

// n log(Σe²/n) + 2 Σ log|r| of a trace and, when asked for, its derivative by each one-step forecast;
// infinite where the form cannot give the values.
double ets_criterion(const EtsForm& form, const double* y, const EtsTrace& trace, double* of_fit);

}  // namespace kamino::forecast
