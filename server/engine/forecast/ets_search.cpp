#include "engine/forecast/ets_search.h"

#include <algorithm>
#include <limits>

namespace kamino::forecast {

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

// A bounded parameter as a free number: p = low + (high − low) / (1 + exp(−x)).
struct Range {
    double low, high;
    double value(double x) const { return low + (high - low) / (1 + std::exp(-x)); }
    double derivative(double p) const { return (p - low) * (high - p) / (high - low); }
    double free(double p) const { return std::log((p - low) / (high - p)); }
};
constexpr Range unit{1e-4, 1 - 1e-4}, damping{0.8, 0.98};

}  // namespace

std::size_t smoothing_count(const EtsForm& form) {
    return 1U + (form.trend != Trend::none) + (form.season != Season::none) + (form.trend == Trend::damped);
}

std::size_t state_count(const EtsForm& form, std::size_t period) {
    return 1U + (form.trend != Trend::none) + (form.season != Season::none ? period : 0);
}

EtsSearch::EtsSearch(std::span<const double> y, std::size_t period, const EtsForm& form)
    : y_(y), form_(form), best_value_(infinite), before_(infinite) {
    trace_.resize(y.size(), form.season == Season::none ? 1 : period);
    of_fit_.resize(y.size());
    size_ = smoothing_count(form) + state_count(form, trace_.period);
    x_.reset(lbfgs_malloc(static_cast<int>(size_)));
    best_.assign(size_, 0.0);
}

void EtsSearch::pack(const EtsParameters& p, const EtsState& state) {
    double* x = x_.get();
    *x++ = unit.free(p.alpha);
    if (form_.trend != Trend::none) *x++ = unit.free(p.beta / p.alpha);
    if (form_.season != Season::none) *x++ = unit.free(p.gamma / (1 - p.alpha));
    if (form_.trend == Trend::damped) *x++ = damping.free(p.phi);
    *x++ = state.level / unit_;
    if (form_.trend != Trend::none) *x++ = state.slope / unit_;
    if (form_.season != Season::none)
        for (const double s : state.season) *x++ = s / unit_;
}

void EtsSearch::unpack(const double* x) {
    parameters_ = {};
    parameters_.alpha = unit.value(*x++);
    if (form_.trend != Trend::none) parameters_.beta = parameters_.alpha * unit.value(*x++);
    if (form_.season != Season::none) parameters_.gamma = (1 - parameters_.alpha) * unit.value(*x++);
    if (form_.trend == Trend::damped) parameters_.phi = damping.value(*x++);
    trace_.level[0] = *x++ * unit_;
    if (form_.trend != Trend::none) trace_.slope[0] = *x++ * unit_;
    if (form_.season != Season::none)
        for (std::size_t i = 0; i < trace_.period; ++i) trace_.season[i] = *x++ * unit_;
}

// Chain rule of unpack().
void EtsSearch::pack_gradient(double* g) const {
    const auto& p = parameters_;
    const auto& d = gradient_.parameters;
    const double share = p.beta / p.alpha, rest = p.gamma / (1 - p.alpha);
    *g++ = (d.alpha + d.beta * share - d.gamma * rest) * unit.derivative(p.alpha);
    if (form_.trend != Trend::none) *g++ = d.beta * p.alpha * unit.derivative(share);
    if (form_.season != Season::none) *g++ = d.gamma * (1 - p.alpha) * unit.derivative(rest);
    if (form_.trend == Trend::damped) *g++ = d.phi * damping.derivative(p.phi);
    *g++ = gradient_.level * unit_;
    if (form_.trend != Trend::none) *g++ = gradient_.slope * unit_;
    if (form_.season != Season::none)
        for (std::size_t i = 0; i < trace_.period; ++i) *g++ = gradient_.season[i] * unit_;
}

bool EtsSearch::start(const EtsState& state) {
    double least = infinite;
    EtsParameters chosen;
    unit_ = 1;
    for (const double alpha : {0.05, 0.2, 0.5, 0.85}) {
        const EtsParameters p{alpha, form_.trend == Trend::none ? 0 : 0.1 * alpha,
                              form_.season == Season::none ? 0 : 0.1 * (1 - alpha),
                              form_.trend == Trend::damped ? 0.95 : 1};
        pack(p, state);
        unpack(x_.get());
        if (!ets_forward(form_, y_.data(), parameters_, trace_)) continue;
        const double value = ets_criterion(form_, y_.data(), trace_, nullptr);
        if (!(value < least)) continue;
        least = value, chosen = p;
        double squares = 0;
        for (std::size_t t = 0; t < y_.size(); ++t)
            squares += (y_[t] - trace_.fit[t]) * (y_[t] - trace_.fit[t]);
        before_ = std::sqrt(squares / static_cast<double>(y_.size()));
    }
    if (!std::isfinite(least)) return false;
    unit_ = std::clamp(before_, 1e-6, 10.0);
    pack(chosen, state);
    std::copy(x_.get(), x_.get() + size_, best_.begin());
    best_value_ = least;
    return true;
}

void EtsSearch::run(int iterations) {
    lbfgs_parameter_t options;
    lbfgs_parameter_init(&options);
    options.m = 8;
    options.epsilon = 1e-5;
    options.max_iterations = iterations;
    options.linesearch = LBFGS_LINESEARCH_BACKTRACKING_ARMIJO;
    options.max_linesearch = 12;
    before_ = infinite;
    std::copy(best_.begin(), best_.end(), x_.get());
    // The best point seen is kept by value(), however the search ends.
    lbfgs(static_cast<int>(size_), x_.get(), nullptr, evaluate, progress, this, &options);
}

const EtsTrace& EtsSearch::trace() {
    unpack(best_.data());
    ets_forward(form_, y_.data(), parameters_, trace_);
    return trace_;
}

double EtsSearch::value(const double* x, double* g) {
    unpack(x);
    double value = infinite;
    if (ets_forward(form_, y_.data(), parameters_, trace_))
        value = ets_criterion(form_, y_.data(), trace_, of_fit_.data());
    if (!std::isfinite(value)) {  // a step too far: the line search turns back
        std::fill(g, g + size_, 0.0);
        return 1e10;
    }
    ets_backward(form_, y_.data(), parameters_, trace_, of_fit_.data(), gradient_);
    pack_gradient(g);
    if (value < best_value_) {
        best_value_ = value;
        std::copy(x, x + size_, best_.begin());
    }
    return value;
}

lbfgsfloatval_t EtsSearch::evaluate(void* self, const lbfgsfloatval_t* x, lbfgsfloatval_t* g, int,
                                    lbfgsfloatval_t) {
    return static_cast<EtsSearch*>(self)->value(x, g);
}

// Enough when five steps together gain less than a hundredth of −2 log L.
int EtsSearch::progress(void* self, const lbfgsfloatval_t*, const lbfgsfloatval_t*, lbfgsfloatval_t value,
                        lbfgsfloatval_t, lbfgsfloatval_t, lbfgsfloatval_t, int, int k, int) {
    auto& search = *static_cast<EtsSearch*>(self);
    if (k % 5) return 0;
    const bool enough = search.before_ - value < 0.01;
    search.before_ = value;
    return enough;
}

}  // namespace kamino::forecast
