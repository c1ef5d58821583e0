#include "engine/forecast/forecast.h"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>

#include "engine/forecast/parts.h"

namespace kamino::forecast {

namespace {

constexpr std::array<std::pair<Method, const char*>, 8> words{{{Method::automatic, "auto"},
                                                               {Method::ets, "ets"},
                                                               {Method::theta, "theta"},
                                                               {Method::seasonal_naive, "snaive"},
                                                               {Method::croston, "croston"},
                                                               {Method::sba, "sba"},
                                                               {Method::tsb, "tsb"},
                                                               {Method::combination, "combination"}}};

double t_quantile(double level, double degrees) {
    return boost::math::quantile(boost::math::students_t(degrees), (1 + level) / 2);
}

}  // namespace

std::string to_text(Method method) {
    for (const auto& [m, word] : words)
        if (m == method) return word;
    return {};
}

std::optional<Method> parse_method(const std::string& text) {
    for (const auto& [m, word] : words)
        if (text == word) return m;
    return std::nullopt;
}

Outcome forecast_series(std::span<const double> values, const Task& task) {
    return Parts(values, task.period, task.horizon).outcome(task.method);
}

Interval interval(const Outcome& outcome, std::size_t h, double level, double factor) {
    if (outcome.demand) {
        const auto& demand = *outcome.demand;
        return {std::min(outcome.mean[h], demand_quantile(demand, (1 - level) / 2)),
                std::max(outcome.mean[h], demand_quantile(demand, (1 + level) / 2))};
    }
    const double half = outcome.deviation[h] * t_quantile(level, outcome.degrees) * factor;
    Interval out{outcome.mean[h] - half, outcome.mean[h] + half};
    if (outcome.never_negative) out.low = std::max(out.low, 0.0);
    return out;
}

double smape(std::span<const double> actual, std::span<const double> forecast) {
    double sum = 0;
    for (std::size_t h = 0; h < actual.size(); ++h) {
        const double size = std::fabs(actual[h]) + std::fabs(forecast[h]);
        if (size > 0) sum += 200 * std::fabs(actual[h] - forecast[h]) / size;
    }
    return actual.empty() ? 0 : sum / static_cast<double>(actual.size());
}

std::optional<double> mase(std::span<const double> actual, std::span<const double> forecast,
                           std::span<const double> past, std::size_t period) {
    if (past.size() <= period || actual.empty()) return std::nullopt;
    double error = 0, scale = 0;
    for (std::size_t h = 0; h < actual.size(); ++h) error += std::fabs(actual[h] - forecast[h]);
    for (std::size_t t = period; t < past.size(); ++t) scale += std::fabs(past[t] - past[t - period]);
    if (!(scale > 0)) return std::nullopt;
    return error / static_cast<double>(actual.size()) / (scale / static_cast<double>(past.size() - period));
}

// ---- calibration

namespace {

// Enough of a past to fit the usual models to.
std::size_t least_past(std::size_t period) {
    return period > 1 ? 2 * period + 3 : 6;
}

double quantile_of(std::vector<double>& values, double q) {
    const auto at =
        std::min(values.size() - 1, static_cast<std::size_t>(q * static_cast<double>(values.size())));
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(at), values.end());
    return values[at];
}

}  // namespace

Calibration::Scores Calibration::score(std::span<const double> values, const Task& task) const {
    Scores scores;
    for (const std::size_t back : {(horizon_ + 1) / 2, horizon_}) {
        if (values.size() < back + least_past(task.period)) break;
        const auto origin = values.size() - back;
        const auto outcome = forecast_series(values.first(origin), task);
        if (outcome.demand || outcome.quality.constant) break;
        for (std::size_t h = 0; h < back; ++h)
            for (std::size_t level = 0; level < levels_.size(); ++level) {
                const double half = outcome.deviation[h] * t_quantile(levels_[level], outcome.degrees);
                if (half > 0)
                    scores.of.emplace_back(level * horizon_ + h,
                                           std::fabs(values[origin + h] - outcome.mean[h]) / half);
            }
        if (horizon_ == 1) break;
    }
    return scores;
}

void Calibration::add(const Scores& scores) {
    if (scores.of.empty()) return;
    ++series_;
    for (const auto& [at, score] : scores.of) scores_[at].push_back(score);
}

// Scores of neighbouring horizons are taken together, so that the factor changes smoothly.
double Calibration::factor(std::size_t level, std::size_t h) const {
    const std::size_t reach = std::max<std::size_t>(1, horizon_ / 6);
    std::vector<double> near;
    for (std::size_t i = h > reach ? h - reach : 0; i < std::min(horizon_, h + reach + 1); ++i) {
        const auto& of = scores_[level * horizon_ + i];
        near.insert(near.end(), of.begin(), of.end());
    }
    if (near.empty()) return 1;
    const double quantile = std::max(quantile_of(near, levels_[level]), 0.1);
    const auto n = static_cast<double>(series_);
    return std::pow(quantile, (quantile > 1 ? 0.7 : 0.3) * n / (n + 20));
}

// ---- back-test

namespace {

constexpr double clearly =
    0.7;  // of the usual method's error: what another one must stay below to replace it

struct Trial {
    double absolute = 0;
    BacktestScore score;
};

void test_one(Trial& trial, const Outcome& outcome, std::span<const double> past,
              std::span<const double> actual, std::size_t period,
              const std::vector<std::vector<double>>& factors, std::span<const double> levels) {
    for (std::size_t h = 0; h < actual.size(); ++h)
        trial.absolute += std::fabs(actual[h] - outcome.mean[h]) / static_cast<double>(actual.size());
    trial.score.smape += smape(actual, outcome.mean);
    if (const auto scaled = mase(actual, outcome.mean, past, period)) {
        trial.score.mase += *scaled;
        ++trial.score.mase_origins;
    }
    trial.score.coverage.resize(levels.size());
    for (std::size_t level = 0; level < levels.size(); ++level)
        for (std::size_t h = 0; h < actual.size(); ++h) {
            const auto limits = interval(outcome, h, levels[level], factors[level][h]);
            trial.score.coverage[level] +=
                (actual[h] >= limits.low && actual[h] <= limits.high) / static_cast<double>(actual.size());
        }
    ++trial.score.origins;
}

}  // namespace

Backtest backtest(std::span<const double> values, const Task& task, std::size_t origins,
                  const std::vector<std::vector<double>>& factors, std::span<const double> levels) {
    Backtest result;
    Parts whole(values, task.period, task.horizon);
    const Method usual = task.method == Method::automatic ? whole.usual() : task.method;
    const auto methods =
        task.method == Method::automatic ? whole.candidates() : std::vector<Method>{task.method};
    const std::size_t stride = std::max<std::size_t>(1, task.horizon / 6);
    std::vector<Trial> trials(methods.size());
    for (std::size_t k = 0; k < origins; ++k) {
        if (values.size() < task.horizon + k * stride + least_past(task.period)) break;
        const auto past = values.first(values.size() - task.horizon - k * stride);
        const auto actual = values.subspan(past.size(), task.horizon);
        Parts parts(past, task.period, task.horizon);
        for (std::size_t i = 0; i < methods.size(); ++i)
            test_one(trials[i], parts.outcome(methods[i]), past, actual, task.period, factors, levels);
    }
    std::size_t best = 0, standard = 0;
    for (std::size_t i = 0; i < methods.size(); ++i) {
        if (methods[i] == usual) standard = i;
        if (trials[i].absolute < trials[best].absolute) best = i;
        const auto n = static_cast<double>(std::max<std::size_t>(1, trials[i].score.origins));
        result.errors.emplace_back(methods[i], trials[i].absolute / n);
    }
    if (!(trials[best].absolute < clearly * trials[standard].absolute)) best = standard;
    result.chosen = methods[best];
    result.score = trials[best].score;
    const auto n = static_cast<double>(std::max<std::size_t>(1, result.score.origins));
    result.score.smape /= n;
    result.score.mase /= static_cast<double>(std::max<std::size_t>(1, result.score.mase_origins));
    for (double& share : result.score.coverage) share /= n;
    return result;
}

}  // namespace kamino::forecast
