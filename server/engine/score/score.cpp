#include "engine/score/score.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace kamino::score {
namespace {

double total_of(std::span<const double> values, const std::vector<std::size_t>& order) {
    double total = 0;
    for (const auto i : order) total += values[i];
    return total;
}

}  // namespace

std::vector<double> percentiles(std::span<const double> values) {
    std::vector<std::pair<double, std::uint32_t>> known;
    known.reserve(values.size());
    for (std::size_t i = 0; i < values.size(); ++i)
        if (!std::isnan(values[i])) known.emplace_back(values[i], static_cast<std::uint32_t>(i));
    std::sort(known.begin(), known.end());
    std::vector<double> result(values.size(), std::numeric_limits<double>::quiet_NaN());
    const auto n = static_cast<double>(known.size());
    for (std::size_t from = 0; from < known.size();) {
        std::size_t to = from;
        while (to < known.size() && known[to].first == known[from].first) ++to;
        const double middle = static_cast<double>(from) + static_cast<double>(to - from) / 2;
        const double rank = std::round(10'000 * middle / n) / 100;
        for (; from < to; ++from) result[known[from].second] = rank;
    }
    return result;
}

std::vector<double> shares(std::span<const double> normalised, std::span<const double> weights) {
    double sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i)
        if (!std::isnan(normalised[i])) sum += weights[i];
    std::vector<double> result(weights.size(), 0.0);
    if (sum <= 0) return result;
    for (std::size_t i = 0; i < weights.size(); ++i)
        if (!std::isnan(normalised[i])) result[i] = weights[i] / sum;
    return result;
}

double weighted(std::span<const double> normalised, std::span<const double> weights) {
    double sum = 0, known = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        if (std::isnan(normalised[i])) continue;
        sum += weights[i] * normalised[i];
        known += weights[i];
    }
    return known > 0 ? sum / known : 0;
}

std::vector<std::size_t> by_value(std::span<const double> values) {
    std::vector<std::size_t> order;
    order.reserve(values.size());
    for (std::size_t i = 0; i < values.size(); ++i)
        if (values[i] > 0) order.push_back(i);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return values[a] > values[b]; });
    return order;
}

std::vector<std::size_t> abc_counts(std::span<const double> values, std::span<const double> bounds) {
    const auto order = by_value(values);
    const double total = total_of(values, order);
    std::vector<std::size_t> counts(bounds.size() + 1, 0);
    double before = 0;
    for (const auto i : order) {
        std::size_t at = 0;
        while (at < bounds.size() && before / total >= bounds[at]) ++at;
        ++counts[at];
        before += values[i];
    }
    return counts;
}

double significance(std::span<const double> values, double share) {
    const auto order = by_value(values);
    const double total = total_of(values, order);
    double before = 0, smallest = std::numeric_limits<double>::infinity();
    for (const auto i : order) {
        if (before / total >= share) break;
        smallest = values[i];
        before += values[i];
    }
    return smallest;
}

double top_share(std::span<const double> values, std::size_t n) {
    const auto order = by_value(values);
    const double total = total_of(values, order);
    if (total <= 0) return 0;
    double top = 0;
    for (std::size_t i = 0; i < std::min(n, order.size()); ++i) top += values[order[i]];
    return top / total;
}

double gini(std::span<const double> values) {
    std::vector<double> sorted{values.begin(), values.end()};
    std::sort(sorted.begin(), sorted.end());
    const double total = std::accumulate(sorted.begin(), sorted.end(), 0.0);
    if (total <= 0) return 0;
    const auto n = static_cast<double>(sorted.size());
    double ranked = 0;
    for (std::size_t i = 0; i < sorted.size(); ++i) ranked += static_cast<double>(i + 1) * sorted[i];
    return 2 * ranked / (n * total) - (n + 1) / n;
}

double quantile(std::span<const double> values, double q) {
    std::vector<double> known;
    for (const double v : values)
        if (!std::isnan(v)) known.push_back(v);
    if (known.empty()) return std::numeric_limits<double>::quiet_NaN();
    std::sort(known.begin(), known.end());
    const double at = q * static_cast<double>(known.size() - 1);
    const auto below = static_cast<std::size_t>(at);
    const auto above = std::min(below + 1, known.size() - 1);
    return known[below] + (at - static_cast<double>(below)) * (known[above] - known[below]);
}

}  // namespace kamino::score
