#include "engine/forecast/seasonality.h"

#include <cmath>
#include <numeric>

namespace kamino::forecast {

namespace {

// Centred moving average of one season around value t: for an even period the two outer values count half.
double centred(std::span<const double> values, std::size_t period, std::size_t t) {
    const std::size_t half = period / 2;
    double sum = 0;
    for (std::size_t i = t - half; i <= t + half; ++i) sum += values[i];
    if (period % 2 == 0) sum -= (values[t - half] + values[t + half]) / 2;
    return sum / static_cast<double>(period);
}

}  // namespace

bool has_season(std::span<const double> values, std::size_t period) {
    const std::size_t n = values.size();
    if (period < 2 || n < 2 * period + 2) return false;
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(n);
    double total = 0, squares = 0, last = 0;
    for (const double v : values) total += (v - mean) * (v - mean);
    if (!(total > 0)) return false;
    for (std::size_t lag = 1; lag <= period; ++lag) {
        double sum = 0;
        for (std::size_t t = lag; t < n; ++t) sum += (values[t] - mean) * (values[t - lag] - mean);
        last = sum / total;
        if (lag < period) squares += last * last;
    }
    constexpr double z90 = 1.6448536269514722;
    return std::fabs(last) > z90 * std::sqrt((1 + 2 * squares) / static_cast<double>(n));
}

std::vector<double> seasonal_indices(std::span<const double> values, std::size_t period,
                                     bool multiplicative) {
    const std::size_t n = values.size(), half = period / 2;
    std::vector<double> indices(period, 0.0), count(period, 0.0);
    for (std::size_t t = half; t + half < n; ++t) {
        const double trend = centred(values, period, t);
        indices[t % period] += multiplicative ? values[t] / trend : values[t] - trend;
        count[t % period] += 1;
    }
    double sum = 0;
    for (std::size_t i = 0; i < period; ++i) {
        indices[i] = count[i] > 0 ? indices[i] / count[i] : multiplicative ? 1 : 0;
        sum += indices[i];
    }
    const double mean = sum / static_cast<double>(period);
    for (double& index : indices) index = multiplicative ? index / mean : index - mean;
    return indices;
}

std::vector<double> without_season(std::span<const double> values, std::span<const double> indices,
                                   bool multiplicative) {
    std::vector<double> out(values.begin(), values.end());
    for (std::size_t t = 0; t < out.size(); ++t) {
        const double index = indices[t % indices.size()];
        out[t] = multiplicative ? out[t] / index : out[t] - index;
    }
    return out;
}

Line fit_line(std::span<const double> values) {
    const auto n = static_cast<double>(values.size());
    double mean = 0, products = 0;
    for (const double v : values) mean += v / n;
    const double middle = (n - 1) / 2, squares = n * (n * n - 1) / 12;
    for (std::size_t t = 0; t < values.size(); ++t)
        products += (static_cast<double>(t) - middle) * (values[t] - mean);
    const double slope = values.size() > 1 ? products / squares : 0;
    return {mean - slope * (middle + 1), slope};
}

}  // namespace kamino::forecast
