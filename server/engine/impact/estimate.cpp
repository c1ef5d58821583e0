#include "engine/impact/estimate.h"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>

namespace kamino::impact {

bool Impact::has(Caution caution) const {
    return std::find(cautions.begin(), cautions.end(), caution) != cautions.end();
}

Estimate estimate(double value, double std_error, double df) {
    Estimate out{.value = value, .std_error = std_error, .df = df};
    if (!std::isfinite(value) || !std::isfinite(std_error) || !(df > 0)) return {.value = value};
    if (std_error <= 1e-12 * std::abs(value) || std_error == 0) {  // no noise at all
        out.lo = out.hi = value;
        out.p = value == 0 ? 1 : 0;
        return out;
    }
    // Beyond a million degrees of freedom the t distribution is the normal one to twelve digits of its tails.
    const boost::math::students_t t(std::min(df, 1e6));
    const double width = boost::math::quantile(t, 0.975) * std_error;
    out.lo = value - width;
    out.hi = value + width;
    out.p = 2 * boost::math::cdf(boost::math::complement(t, std::abs(value / std_error)));
    return out;
}

Groups groups_of(const Panel& panel, std::size_t& left_out) {
    Groups out;
    left_out = 0;
    bool late = false;
    for (std::size_t i = 0; i < panel.units; ++i) {
        bool any = false;
        for (std::size_t t = 0; t < panel.times; ++t) any = any || std::isfinite(panel.at(i, t));
        if (!any) continue;
        if (panel.entry[i] == 0) {
            ++left_out;
        } else if (panel.entry[i] < panel.times) {
            out.treated.push_back(i);
            out.first_entry = std::min(out.first_entry, panel.entry[i]);
            out.last_entry = std::max(out.last_entry, panel.entry[i]);
        } else {
            late = late || panel.entry[i] != never;
            out.controls.push_back(i);
        }
    }
    if (out.treated.empty())
        out.trouble = left_out ? Trouble::no_before : late ? Trouble::no_after : Trouble::no_treated;
    return out;
}

double mean(std::span<const double> values) {
    double sum = 0;
    for (const double v : values) sum += v;
    return values.empty() ? unknown : sum / static_cast<double>(values.size());
}

double variance(std::span<const double> values) {
    if (values.size() < 2) return 0;
    const double middle = mean(values);
    double sum = 0;
    for (const double v : values) sum += (v - middle) * (v - middle);
    return sum / static_cast<double>(values.size() - 1);
}

Estimate welch(std::span<const double> treated, std::span<const double> controls) {
    const double n1 = static_cast<double>(treated.size()), n0 = static_cast<double>(controls.size());
    if (n1 < 1 || n0 < 1 || n1 + n0 < 3) return {};
    const double value = mean(treated) - mean(controls);
    if (n1 < 2) return estimate(value, std::sqrt(variance(controls) * (1 + 1 / n0)), n0 - 1);
    if (n0 < 2) return estimate(value, std::sqrt(variance(treated) * (1 + 1 / n1)), n1 - 1);
    const double v1 = variance(treated) / n1, v0 = variance(controls) / n0, v = v1 + v0;
    const double df = v > 0 ? v * v / (v1 * v1 / (n1 - 1) + v0 * v0 / (n0 - 1)) : n1 + n0 - 2;
    return estimate(value, std::sqrt(v), df);
}

namespace {

// Slope over the known times before `until`; NaN with fewer than two of them.
double slope_before(const Panel& panel, std::size_t unit, std::size_t until) {
    double n = 0, st = 0, sy = 0;
    for (std::size_t t = 0; t < until; ++t)
        if (const double y = panel.at(unit, t); std::isfinite(y))
            n += 1, st += static_cast<double>(t), sy += y;
    double tt = 0, ty = 0;
    for (std::size_t t = 0; t < until; ++t)
        if (const double y = panel.at(unit, t); std::isfinite(y)) {
            const double d = static_cast<double>(t) - st / n;
            tt += d * d;
            ty += d * (y - sy / n);
        }
    return tt > 0 ? ty / tt : unknown;
}

}  // namespace

Trend pre_trend(const Panel& panel, const Groups& groups) {
    Trend out{.times = groups.first_entry == never ? 0 : groups.first_entry};
    if (out.times < 2) return out;
    const auto slopes = [&](const std::vector<std::size_t>& units) {
        std::vector<double> all;
        for (const auto i : units)
            if (const double s = slope_before(panel, i, groups.first_entry); std::isfinite(s))
                all.push_back(s);
        return all;
    };
    const auto difference = welch(slopes(groups.treated), slopes(groups.controls));
    out.slope = difference.value;
    out.std_error = difference.std_error;
    out.p = difference.p;
    // Middles: before (first_entry - 1) / 2, after (first_entry + times - 1) / 2; half the panel apart.
    out.drift = out.slope * static_cast<double>(panel.times) / 2;
    return out;
}

Verdict by_p(const Estimate& effect) {
    if (!std::isfinite(effect.p)) return Verdict::cannot_tell;
    return effect.p < 0.05 ? Verdict::effect : Verdict::no_effect_shown;
}

bool constant(const Panel& panel) {
    double low = std::numeric_limits<double>::infinity(), high = -low;
    for (const double y : panel.y)
        if (std::isfinite(y)) low = std::min(low, y), high = std::max(high, y);
    return !(high > low);
}

Balance balance(const Panel& panel, std::span<const double> value, std::span<const double> weights) {
    std::size_t left_out = 0;
    const auto groups = groups_of(panel, left_out);
    const auto known = [&](const std::vector<std::size_t>& units) {
        std::vector<double> out;
        for (const auto i : units)
            if (std::isfinite(value[i])) out.push_back(value[i]);
        return out;
    };
    const auto treated = known(groups.treated), controls = known(groups.controls);
    Balance out{.treated = mean(treated), .controls = mean(controls)};
    const bool both = treated.size() > 1 && controls.size() > 1;
    const double spread = std::sqrt(both ? (variance(treated) + variance(controls)) / 2 : variance(controls));
    if (spread > 0) out.std_difference = (out.treated - out.controls) / spread;
    if (weights.empty()) return out;
    out.weighted = 0;
    for (const auto i : groups.controls)
        if (weights[i] > 0) out.weighted += weights[i] * value[i];
    return out;
}

std::vector<double> mean_before(const Panel& panel) {
    std::size_t left_out = 0;
    const auto until = std::min(groups_of(panel, left_out).first_entry, panel.times);
    std::vector<double> out;
    for (std::size_t i = 0; i < panel.units; ++i) {
        double sum = 0, n = 0;
        for (std::size_t t = 0; t < until; ++t)
            if (std::isfinite(panel.at(i, t))) sum += panel.at(i, t), n += 1;
        out.push_back(n > 0 ? sum / n : unknown);
    }
    return out;
}

}  // namespace kamino::impact
