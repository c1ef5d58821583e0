#include "engine/territory/attention/response.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace kamino::territory::attention {

double Curve::at(double z) const {
    if (!(z > 0) || most <= least) return least;
    const double power = std::pow(z, c);
    return std::isinf(power) ? most : least + (most - least) * power / (d + power);
}

Curve fit_curve(const Answers& a) {
    Curve curve{.least = a.none, .most = a.saturation};
    const double range = a.saturation - a.none;
    if (!(range > 0)) return curve;
    const double today = std::clamp(a.today, a.none + 0.01 * range, a.saturation - 0.01 * range);
    curve.d = (a.saturation - today) / (today - a.none);
    const auto misfit = [&](double log_c) {
        curve.c = std::exp(log_c);
        const double low = curve.at(0.5) - a.half, high = curve.at(1.5) - a.plus_half;
        return low * low + high * high;
    };
    // The misfit may have two valleys: the best of a coarse grid of exponents 0.05 … 20, then golden
    // sections.
    constexpr int steps = 60;
    const double first = std::log(0.05), step = (std::log(20) - first) / steps;
    int best = 0;
    for (int i = 1; i <= steps; ++i)
        if (misfit(first + i * step) < misfit(first + best * step)) best = i;
    double low = first + (best - 1) * step, high = first + (best + 1) * step;
    const double golden = (std::sqrt(5) - 1) / 2;
    for (int i = 0; i < 60; ++i) {
        const double left = high - golden * (high - low), right = low + golden * (high - low);
        (misfit(left) <= misfit(right) ? high : low) = misfit(left) <= misfit(right) ? right : left;
    }
    misfit((low + high) / 2);
    for (const auto& [z, answer] :
         {std::pair{0.5, a.half}, std::pair{1.0, a.today}, std::pair{1.5, a.plus_half}})
        curve.error = std::max(curve.error, std::abs(curve.at(z) - answer) / range);
    return curve;
}

}  // namespace kamino::territory::attention
