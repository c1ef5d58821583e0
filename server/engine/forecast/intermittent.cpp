#include "engine/forecast/intermittent.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace kamino::forecast {

namespace {

// One pass; `out` receives the state after the last period.
double run(std::span<const double> values, DemandModel& out, std::vector<double>* fitted) {
    const auto first = std::find_if(values.begin(), values.end(), [](double v) { return v > 0; });
    const auto before = static_cast<double>(first - values.begin());
    const bool tsb = out.kind == Demand::tsb;
    const double bias = out.kind == Demand::sba ? 1 - out.beta / 2 : 1;
    const auto demands = static_cast<double>(out.sizes.size()), n = static_cast<double>(values.size());
    double size = *first, interval = std::max(1.0, n / demands), probability = demands / n, since = before;
    double squares = 0;
    if (before < interval) since = 0;
    for (const double v : values) {
        const double forecast = tsb ? probability * size : bias * size / interval;
        if (fitted) fitted->push_back(forecast);
        squares += (v - forecast) * (v - forecast);
        since += 1;
        if (v > 0) {
            size += out.alpha * (v - size);
            interval += out.beta * (since - interval);
            since = 0;
        }
        probability += out.beta * ((v > 0) - probability);
    }
    out.size = size;
    out.probability = tsb ? probability : std::min(1.0, 1 / interval);
    out.rate = tsb ? probability * size : bias * size / interval;
    return squares;
}

}  // namespace

bool intermittent(std::span<const double> values) {
    std::size_t demands = 0;
    for (const double v : values) {
        if (v < 0) return false;
        demands += v > 0;
    }
    return demands >= 2 && demands < values.size() &&
           static_cast<double>(values.size()) / static_cast<double>(demands) >= 1.32;
}

DemandModel demand_fit(std::span<const double> values, Demand kind) {
    DemandModel model;
    model.kind = kind;
    for (const double v : values)
        if (v > 0) model.sizes.push_back(v);
    if (model.sizes.empty()) return model;
    std::sort(model.sizes.begin(), model.sizes.end());
    double least = std::numeric_limits<double>::infinity(), alpha = 0.1, beta = 0.1;
    for (const double a : {0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5})
        for (const double b : {0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5}) {
            model.alpha = a, model.beta = b;
            const double squares = run(values, model, nullptr);
            if (squares < least) least = squares, alpha = a, beta = b;
        }
    model.alpha = alpha, model.beta = beta;
    run(values, model, &model.fitted);
    return model;
}

double demand_quantile(const DemandModel& model, double q) {
    const double inside = (q - (1 - model.probability)) / std::max(model.probability, 1e-12);
    if (model.sizes.empty() || inside <= 0) return 0;
    const auto at = static_cast<std::size_t>(std::ceil(inside * static_cast<double>(model.sizes.size())));
    return model.sizes[std::clamp<std::size_t>(at, 1, model.sizes.size()) - 1];
}

double demand_variance(const DemandModel& model) {
    double mean = 0, squares = 0;
    for (const double s : model.sizes) mean += s / static_cast<double>(model.sizes.size());
    for (const double s : model.sizes) squares += s * s / static_cast<double>(model.sizes.size());
    const double p = model.probability;
    return std::max(0.0, p * squares - p * p * mean * mean);
}

}  // namespace kamino::forecast
