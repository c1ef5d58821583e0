#include "engine/forecast/ets_recursion.h"

#include <limits>

namespace kamino::forecast {

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();
// A perfect fit has a likelihood without bound; this much of the squared scale is taken for zero.
constexpr double smallest_variance = 1e-20;

// log of a product, eight factors at a time: the values are scaled to mean 1, so that eight of them stay
// inside the doubles.
class LogProduct {
  public:
    void times(double factor) {
        product_ *= factor;
        if (++count_ % 8 == 0) flush();
    }
    double value() {
        flush();
        return sum_;
    }

  private:
    void flush() {
        sum_ += std::log(product_);
        product_ = 1;
    }
    double product_ = 1, sum_ = 0;
    int count_ = 0;
};

template <class Call>
auto dispatch(const EtsForm& form, Call&& call) {
    const bool trended = form.trend != Trend::none;
    switch (form.season) {
        case Season::additive:
            return trended ? call.template operator()<Season::additive, true>()
                           : call.template operator()<Season::additive, false>();
        case Season::multiplicative:
            return trended ? call.template operator()<Season::multiplicative, true>()
                           : call.template operator()<Season::multiplicative, false>();
        default:
            return trended ? call.template operator()<Season::none, true>()
                           : call.template operator()<Season::none, false>();
    }
}

}  // namespace

bool ets_forward(const EtsForm& form, const double* y, const EtsParameters& p, EtsTrace& trace) {
    return dispatch(form, [&]<Season S, bool trended>() { return ets_forward<S, trended>(y, p, trace); });
}

void ets_backward(const EtsForm& form, const double* y, const EtsParameters& p, const EtsTrace& trace,
                  const double* of_fit, EtsGradient& out) {
    dispatch(form, [&]<Season S, bool trended>() { ets_backward<S, trended>(y, p, trace, of_fit, out); });
}

double ets_criterion(const EtsForm& form, const double* y, const EtsTrace& trace, double* of_fit) {
    const std::size_t n = trace.n;
    const auto count = static_cast<double>(n);
    const double* fit = trace.fit.data();
    double squares = 0;
    if (form.error == Error::additive) {
        for (std::size_t t = 0; t < n; ++t) squares += (y[t] - fit[t]) * (y[t] - fit[t]);
        const double variance = squares / count + smallest_variance;
        if (of_fit)
            for (std::size_t t = 0; t < n; ++t) of_fit[t] = -2 * (y[t] - fit[t]) / variance;
        return std::isfinite(variance) ? count * std::log(variance) : infinite;
    }
    LogProduct product;
    for (std::size_t t = 0; t < n; ++t) {
        if (!(fit[t] > smallest_factor)) return infinite;
        const double e = y[t] / fit[t] - 1;
        squares += e * e;
        product.times(fit[t]);
    }
    const double variance = squares / count + smallest_variance;
    if (of_fit)
        for (std::size_t t = 0; t < n; ++t) {
            const double ratio = y[t] / fit[t];
            of_fit[t] = 2 * (1 - (ratio - 1) * ratio / variance) / fit[t];
        }
    const double value = count * std::log(variance) + 2 * product.value();
    return std::isfinite(value) ? value : infinite;
}

}  // namespace kamino::forecast
