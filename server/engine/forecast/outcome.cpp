// From parts to an answer: their mean and how far it may be off.
#include <algorithm>
#include <cmath>

#include "engine/forecast/parts.h"

namespace kamino::forecast {

// ---- deviations

// Mean squared errors h periods ahead inside the sample, corrected for the parameters that were fitted to it.
std::vector<double> Parts::inside_errors() const {
    std::vector<double> squares(horizon_, 0.0), count(horizon_, 0.0);
    if (!ets_model_) return squares;
    const auto n = static_cast<double>(values_.size());
    ets_inside(*ets_model_, values_, horizon_, std::min(values_.size() / 4, period_),
               [&](std::size_t t, std::size_t h, double f) {
                   squares[h - 1] += (values_[t + h - 1] - f) * (values_[t + h - 1] - f);
                   count[h - 1] += 1;
               });
    const double correction = n / std::max(1.0, n - static_cast<double>(ets_model_->parameter_count));
    for (std::size_t h = 0; h < horizon_; ++h)
        squares[h] = count[h] > 0 ? squares[h] / count[h] * correction : 0;
    return squares;
}

// Without a season: variance of a random walk whose drift is estimated from n − 1 steps, σ²h(1 + h/(n − 1)).
// Trends of such series (mostly years) turn, which no model fitted to a dozen or two values can know. Steps
// that take each other back (first autocorrelation r below zero by more than its standard error 1/√n) say
// that there is no walk: its share is 1 + 2(r + 1/√n), the share of a step that stays.
std::vector<double> Parts::walk_variance() const {
    std::vector<double> out(horizon_, 0.0);
    const std::size_t n = values_.size();
    if (period_ > 1 || n < 4) return out;
    const auto steps = static_cast<double>(n - 1);
    const double drift = (values_.back() - values_.front()) / steps;
    double squares = 0, products = 0, before = 0;
    for (std::size_t t = 1; t < n; ++t) {
        const double step = values_[t] - values_[t - 1] - drift;
        squares += step * step;
        products += step * before;
        before = step;
    }
    if (!(squares > 0)) return out;
    const double share = std::clamp(1 + 2 * (products / squares + 1 / std::sqrt(steps)), 0.0, 1.0);
    for (std::size_t h = 1; h <= horizon_; ++h) {
        const auto ahead = static_cast<double>(h);
        out[h - 1] = share * squares / (steps - 1) * ahead * (1 + ahead / steps);
    }
    return out;
}

// Errors grow with the level, between not at all and in proportion: the ratio of the last values' size to the
// mean size (as a factor of the variance; its root of the deviation).
double Parts::growth() const {
    const std::size_t n = values_.size(), recent = std::min(n, std::max<std::size_t>(period_, 3));
    double all = 0, last = 0;
    for (std::size_t t = 0; t < n; ++t) {
        all += std::fabs(values_[t]) / static_cast<double>(n);
        if (t + recent >= n) last += std::fabs(values_[t]) / static_cast<double>(recent);
    }
    return all > 0 ? std::clamp(last / all, 0.5, 3.0) : 1;
}

// ---- answers

Outcome Parts::degenerate() const {
    Outcome outcome;
    outcome.mean.assign(horizon_, values_.back());
    outcome.deviation.assign(horizon_, quality_.single ? std::fabs(values_.back()) : 0);
    outcome.label = "last value";
    outcome.residuals.assign(values_.size(), 0.0);
    outcome.degrees = 1e6;
    return outcome;
}

Outcome Parts::of_demand(Method method) const {
    const auto kind = method == Method::croston ? Demand::croston
                      : method == Method::tsb   ? Demand::tsb
                                                : Demand::sba;
    Outcome outcome;
    outcome.demand = demand_fit(values_, kind);
    const auto& model = *outcome.demand;
    outcome.label = to_text(method);
    outcome.mean.assign(horizon_, model.rate);
    outcome.deviation.assign(horizon_, std::sqrt(demand_variance(model)));
    outcome.degrees = 1e6;
    outcome.params = {{"alpha", model.alpha},
                      {"beta", model.beta},
                      {"size", model.size},
                      {"probability", model.probability}};
    for (std::size_t t = 0; t < values_.size(); ++t)
        outcome.residuals.push_back(values_[t] - model.fitted[t]);
    return outcome;
}

void Parts::add_params(Outcome& outcome) const {
    if (!ets_model_) return;
    const auto& p = ets_model_->parameters;
    outcome.aicc = ets_model_->aicc;
    outcome.params.emplace_back("alpha", p.alpha);
    if (ets_model_->form.trend != Trend::none) outcome.params.emplace_back("beta", p.beta);
    if (ets_model_->form.season != Season::none) outcome.params.emplace_back("gamma", p.gamma);
    if (ets_model_->form.trend == Trend::damped) outcome.params.emplace_back("phi", p.phi);
}

// Means of the parts. Variance: the mean of the parts' plus how far they lie apart, at least that of the
// errors seen inside the sample.
Outcome Parts::combined(Method method, std::vector<const Part*> parts) {
    Outcome outcome;
    const auto count = static_cast<double>(parts.size());
    const bool with_ets = method == Method::ets || method == Method::combination;
    const auto inside = with_ets ? inside_errors() : std::vector<double>(horizon_, 0.0);
    const auto walk = walk_variance();
    const double level = growth();
    for (std::size_t h = 0; h < horizon_; ++h) {
        double mean = 0, variance = 0;
        for (const auto* part : parts) mean += part->mean[h] / count;
        for (const auto* part : parts)
            variance += (part->variance[h] + (part->mean[h] - mean) * (part->mean[h] - mean)) / count;
        outcome.mean.push_back(mean);
        outcome.deviation.push_back(std::sqrt((std::max(variance, inside[h]) + walk[h]) * level));
    }
    std::vector<std::string> names;
    for (const auto* part : parts)
        if (std::find(names.begin(), names.end(), part->name) == names.end()) names.push_back(part->name);
    for (const auto& name : names) outcome.label += (outcome.label.empty() ? "" : " + ") + name;
    for (std::size_t t = 0; t < values_.size(); ++t) {
        double fitted = 0;
        for (const auto* part : parts) fitted += part->fitted[t] / count;
        outcome.residuals.push_back(values_[t] - fitted);
    }
    outcome.degrees =
        std::max(values_.size() < 4 ? 1.0 : 2.0,
                 static_cast<double>(values_.size()) - static_cast<double>(parts.front()->parameters));
    if (with_ets) add_params(outcome);
    return outcome;
}

Outcome Parts::outcome(Method method) {
    if (method == Method::automatic) method = usual();
    const bool demand = method == Method::croston || method == Method::sba || method == Method::tsb;
    const bool possible = !demand || (least_ >= 0 && most_ > 0);
    Outcome outcome;
    if (quality_.constant || !possible) {
        method = Method::seasonal_naive;
        outcome = quality_.constant ? degenerate() : combined(method, {&seasonal_naive()});
    } else if (demand) {
        outcome = of_demand(method);
    } else if (method == Method::ets) {
        outcome = combined(method, {&ets()});
    } else if (method == Method::theta) {
        outcome = combined(method, {&theta()});
    } else if (method == Method::seasonal_naive) {
        outcome = combined(method, {&seasonal_naive()});
    } else if (values_.size() < 5) {
        const Part part = naive();
        method = Method::seasonal_naive;
        outcome = combined(method, {&part});
    } else {
        outcome = combined(method, {&ets(), &optimised_theta(), period_ > 1 ? &theta() : &damped()});
    }
    outcome.method = method;
    outcome.quality = quality_;
    outcome.never_negative = least_ >= 0;
    if (outcome.never_negative)
        for (double& v : outcome.mean) v = std::max(v, 0.0);
    return outcome;
}

}  // namespace kamino::forecast
