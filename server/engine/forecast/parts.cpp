#include "engine/forecast/parts.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/forecast/seasonality.h"

namespace kamino::forecast {

namespace {

constexpr std::size_t most_states = 24;  // of a season inside ETS, see ets_choose()

}  // namespace

Parts::Parts(std::span<const double> values, std::size_t period, std::size_t horizon)
    : values_(values), period_(std::max<std::size_t>(1, period)), horizon_(horizon) {
    const auto [least, most] = std::minmax_element(values.begin(), values.end());
    least_ = *least, most_ = *most;
    quality_.constant = least_ == most_;
    quality_.all_zero = quality_.constant && least_ == 0;
    quality_.single = values.size() == 1;
    quality_.too_short_for_season = period_ > 1 && values.size() < 2 * period_ + 1;
}

Method Parts::usual() const {
    if (!intermittent(values_)) return Method::combination;
    const auto demands = std::count_if(values_.begin(), values_.end(), [](double v) { return v > 0; });
    const auto last = std::find_if(values_.rbegin(), values_.rend(), [](double v) { return v > 0; });
    const double interval = static_cast<double>(values_.size()) / static_cast<double>(demands);
    return static_cast<double>(last - values_.rbegin()) > 3 * interval ? Method::tsb : Method::sba;
}

const std::vector<Method>& Parts::candidates() const {
    static const std::vector<Method> regular{Method::combination, Method::ets, Method::theta,
                                             Method::seasonal_naive};
    static const std::vector<Method> demand{Method::sba, Method::tsb, Method::croston};
    return intermittent(values_) ? demand : regular;
}

// ---- parts

Parts::Part Parts::from(const EtsModel& model) const {
    auto path = ets_path(model, horizon_);
    return {model.form.name(), std::move(path.mean), std::move(path.variance), model.fitted,
            model.parameter_count};
}

Parts::Part Parts::from(const ThetaModel& model, std::string name, std::vector<double> mean,
                        std::size_t parameters) const {
    return {std::move(name), std::move(mean), theta_variance(model, horizon_), model.fitted, parameters};
}

// The last value goes on; the variance of a random walk.
Parts::Part Parts::naive() const {
    Part part{"naive", std::vector<double>(horizon_, values_.back()), {}, {values_.front()}, 1};
    double squares = 0;
    for (std::size_t t = 1; t < values_.size(); ++t) {
        squares += std::pow(values_[t] - values_[t - 1], 2) / static_cast<double>(values_.size() - 1);
        part.fitted.push_back(values_[t - 1]);
    }
    for (std::size_t h = 1; h <= horizon_; ++h) part.variance.push_back(squares * static_cast<double>(h));
    return part;
}

// A forecast far outside of everything seen (ten times the range) is a fault of the model, not news of the
// future.
bool Parts::sane(const Part& part) const {
    const double room = 10 * (most_ - least_);
    for (std::size_t h = 0; h < horizon_; ++h)
        if (!(part.mean[h] >= least_ - room && part.mean[h] <= most_ + room &&
              std::isfinite(part.variance[h])))
            return false;
    return true;
}

const Parts::Part& Parts::ets() {
    auto [at, fresh] = parts_.try_emplace("ets");
    if (!fresh) return at->second;
    if (period_ > most_states && has_season(values_, period_)) return at->second = ets_without_season();
    ets_model_ = ets_choose(values_, period_);
    if (ets_model_) at->second = from(*ets_model_);
    if (!ets_model_ || !sane(at->second)) ets_model_.reset(), at->second = naive();
    return at->second;
}

// A long season (weeks of a year, hours of a week) has too many starting states to be fitted: it is taken out
// by moving averages and put back.
Parts::Part Parts::ets_without_season() const {
    const bool multiplicative = least_ > 0;
    const auto indices = seasonal_indices(values_, period_, multiplicative);
    const auto model = ets_choose(without_season(values_, indices, multiplicative), 1);
    if (!model) return naive();
    Part part = from(*model);
    part.parameters += period_ / 2;
    const auto back = [&](double v, std::size_t t) {
        const double index = indices[t % period_];
        return multiplicative ? v * index : v + index;
    };
    for (std::size_t h = 0; h < horizon_; ++h) {
        part.mean[h] = back(part.mean[h], values_.size() + h);
        if (multiplicative) part.variance[h] *= std::pow(indices[(values_.size() + h) % period_], 2);
    }
    for (std::size_t t = 0; t < part.fitted.size(); ++t) part.fitted[t] = back(part.fitted[t], t);
    part.name += " without season";
    return sane(part) ? part : naive();
}

const Parts::Part& Parts::theta() {
    auto [at, fresh] = parts_.try_emplace("theta");
    if (!fresh) return at->second;
    const auto model = theta_fit(values_, period_);
    at->second = from(model, "theta", theta_forecast(model, horizon_), 3);
    if (!sane(at->second)) at->second = naive();
    return at->second;
}

const Parts::Part& Parts::optimised_theta() {
    auto [at, fresh] = parts_.try_emplace("optimised theta");
    if (!fresh) return at->second;
    const auto model = optimised_theta_fit(values_, period_);
    at->second = from(model, "optimised theta", optimised_theta_forecast(model, horizon_), 5);
    if (!sane(at->second)) at->second = naive();
    return at->second;
}

const Parts::Part& Parts::damped() {
    auto [at, fresh] = parts_.try_emplace("damped trend");
    if (!fresh) return at->second;
    const auto model = ets_fit(values_, 1, {Error::additive, Trend::damped, Season::none});
    if (model) at->second = from(*model);
    if (!model || !sane(at->second)) at->second = naive();
    at->second.name = model ? "damped trend" : "naive";
    return at->second;
}

const Parts::Part& Parts::seasonal_naive() {
    auto [at, fresh] = parts_.try_emplace("seasonal naive");
    if (!fresh) return at->second;
    const std::size_t n = values_.size(), m = n > period_ ? period_ : 1;
    if (m == 1) return at->second = naive();
    Part part{
        "seasonal naive", {}, {}, {values_.begin(), values_.begin() + static_cast<std::ptrdiff_t>(m)}, 1};
    double squares = 0;
    for (std::size_t t = m; t < n; ++t) {
        squares += std::pow(values_[t] - values_[t - m], 2) / static_cast<double>(n - m);
        part.fitted.push_back(values_[t - m]);
    }
    for (std::size_t h = 0; h < horizon_; ++h) {
        part.mean.push_back(values_[n - m + h % m]);
        part.variance.push_back(squares * static_cast<double>(h / m + 1));
    }
    return at->second = std::move(part);
}

}  // namespace kamino::forecast
