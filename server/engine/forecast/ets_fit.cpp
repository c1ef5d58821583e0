// Fitting one form of ETS, choosing among them, and what is reported about the result.
#include <algorithm>
#include <numbers>
#include <numeric>

#include "engine/forecast/ets_search.h"
#include "engine/forecast/seasonality.h"

namespace kamino::forecast {

namespace {

// The series divided by its mean size, with the starting states that every form shares.
class Prepared {
  public:
    Prepared(std::span<const double> values, std::size_t period)
        : period_(period), y_(values.begin(), values.end()) {
        double largest = 0, sum = 0;
        for (const double v : values) largest = std::max(largest, std::fabs(v));
        if (!(largest > 0) || !std::isfinite(largest)) return;
        for (const double v : values) sum += std::fabs(v) / largest;
        scale_ = largest * (sum / static_cast<double>(values.size()));
        if (!std::isfinite(scale_) || !(scale_ >= 1e-290)) return;
        for (double& v : y_) v /= scale_;
        positive_ = *std::min_element(y_.begin(), y_.end()) > smallest_factor;
        usable_ = true;
    }

    bool usable() const { return usable_; }
    double scale() const { return scale_; }
    std::span<const double> values() const { return y_; }

    bool fits(const EtsForm& form) const {
        const std::size_t n = y_.size(), k = smoothing_count(form) + free_states(form) + 1;
        if ((form.error == Error::multiplicative || form.season == Season::multiplicative) && !positive_)
            return false;
        if (form.season != Season::none && (period_ < 2 || n < 2 * period_ + 1)) return false;
        return n > k + 1;
    }

    // Starting states can be shifted between level and season: one of them is not free.
    std::size_t free_states(const EtsForm& form) const {
        return state_count(form, period_) - (form.season != Season::none);
    }

    // HKOS ch. 2.6.1: the season by moving averages, level and slope by a line through the first values.
    EtsState start(const EtsForm& form) const {
        EtsState state;
        std::vector<double> adjusted(y_);
        const bool multiplicative = form.season == Season::multiplicative;
        if (form.season != Season::none) {
            state.season = seasonal_indices(y_, period_, multiplicative);
            for (double& s : state.season)
                if (multiplicative) s = std::max(s, 0.01);
            adjusted = without_season(y_, state.season, multiplicative);
        }
        const std::size_t first = std::min(
            adjusted.size(), std::max<std::size_t>(10, form.season == Season::none ? 0 : 2 * period_));
        const Line line = fit_line(std::span{adjusted}.first(first));
        const double mean =
            std::accumulate(adjusted.begin(), adjusted.begin() + static_cast<std::ptrdiff_t>(first), 0.0) /
            static_cast<double>(first);
        state.level = form.trend == Trend::none ? mean : line.start;
        state.slope = form.trend == Trend::none ? 0 : line.slope;
        if (positive_ && state.level < 0.05 * mean) state.level = mean, state.slope = 0;
        return state;
    }

    EtsModel report(EtsSearch& search) const;
    double aicc(const EtsSearch& search) const {
        const auto k = static_cast<double>(smoothing_count(search.form()) + free_states(search.form()) + 1);
        return search.best() + 2 * k + 2 * k * (k + 1) / (static_cast<double>(y_.size()) - k - 1);
    }

  private:
    std::size_t period_;
    std::vector<double> y_;
    double scale_ = 1;
    bool positive_ = false, usable_ = false;
};

// States in the units of the series, the season summing to 0 or averaging 1.
EtsState in_units(const EtsTrace& trace, std::size_t t, const EtsForm& form, double scale) {
    EtsState state{trace.level[t], trace.slope[t], {}};
    if (form.season == Season::none) return {state.level * scale, state.slope * scale, {}};
    state.season.assign(trace.season.begin() + static_cast<std::ptrdiff_t>(t),
                        trace.season.begin() + static_cast<std::ptrdiff_t>(t + trace.period));
    const double mean =
        std::accumulate(state.season.begin(), state.season.end(), 0.0) / static_cast<double>(trace.period);
    if (form.season == Season::additive) {
        for (double& s : state.season) s = (s - mean) * scale;
        return {(state.level + mean) * scale, state.slope * scale, std::move(state.season)};
    }
    for (double& s : state.season) s /= mean;
    return {state.level * mean * scale, state.slope * mean * scale, std::move(state.season)};
}

EtsModel Prepared::report(EtsSearch& search) const {
    const auto& trace = search.trace();
    const auto n = static_cast<double>(y_.size());
    EtsModel model;
    model.form = search.form();
    model.period = trace.period;
    model.parameters = search.parameters();
    model.start = in_units(trace, 0, model.form, scale_);
    model.end = in_units(trace, trace.n, model.form, scale_);
    model.n = trace.n;
    model.parameter_count = smoothing_count(model.form) + free_states(model.form) + 1;
    const auto k = static_cast<double>(model.parameter_count);
    double squares = 0;
    for (std::size_t t = 0; t < trace.n; ++t) {
        const double e =
            model.form.error == Error::additive ? y_[t] - trace.fit[t] : y_[t] / trace.fit[t] - 1;
        squares += e * e;
        model.fitted.push_back(trace.fit[t] * scale_);
    }
    // Unbiased, since σ² is used for intervals.
    model.variance =
        squares / std::max(1.0, n - (k - 1)) * (model.form.error == Error::additive ? scale_ * scale_ : 1);
    model.log_likelihood =
        -0.5 * (search.best() + n * (std::log(2 * std::numbers::pi) + 1)) - n * std::log(scale_);
    model.aic = -2 * model.log_likelihood + 2 * k;
    model.aicc = model.aic + 2 * k * (k + 1) / (n - k - 1);
    model.bic = -2 * model.log_likelihood + k * std::log(n);
    return model;
}

std::vector<EtsForm> all_forms() {
    std::vector<EtsForm> forms;
    for (const auto season : {Season::none, Season::additive, Season::multiplicative})
        for (const auto error : {Error::additive, Error::multiplicative})
            for (const auto trend : {Trend::none, Trend::additive, Trend::damped})
                if (error == Error::multiplicative || season != Season::multiplicative)
                    forms.push_back({error, trend, season});
    return forms;
}

}  // namespace

std::optional<EtsModel> ets_fit(std::span<const double> values, std::size_t period, const EtsForm& form) {
    const Prepared prepared(values, period);
    if (!prepared.usable() || !prepared.fits(form)) return std::nullopt;
    EtsSearch search(prepared.values(), period, form);
    if (!search.start(prepared.start(form))) return std::nullopt;
    search.run(500);
    return prepared.report(search);
}

std::optional<EtsModel> ets_choose(std::span<const double> values, std::size_t period) {
    if (values.size() < 4) return std::nullopt;
    if (period > 24) period = 1;
    const Prepared prepared(values, period);
    if (!prepared.usable()) return std::nullopt;
    std::vector<std::unique_ptr<EtsSearch>> searches;
    double least = std::numeric_limits<double>::infinity();
    for (const auto& form : all_forms()) {
        if (!prepared.fits(form)) continue;
        auto search = std::make_unique<EtsSearch>(prepared.values(), period, form);
        if (!search->start(prepared.start(form))) continue;
        search->run(25);
        least = std::min(least, prepared.aicc(*search));
        searches.push_back(std::move(search));
    }
    // A form that is this far behind after the first steps does not come back; the others are searched to the
    // end.
    std::erase_if(searches, [&](const auto& s) { return prepared.aicc(*s) > least + 8; });
    for (auto& search : searches) search->run(300);
    std::stable_sort(searches.begin(), searches.end(),
                     [&](const auto& a, const auto& b) { return prepared.aicc(*a) < prepared.aicc(*b); });
    for (auto& search : searches) {
        auto model = prepared.report(*search);
        if (ets_forecastable(model)) return model;
    }
    return std::nullopt;
}

}  // namespace kamino::forecast
