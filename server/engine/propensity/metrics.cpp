#include "engine/propensity/metrics.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace kamino::propensity {
namespace {

std::vector<std::size_t> order_by(std::span<const double> score) {
    std::vector<std::size_t> order(score.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return score[a] < score[b]; });
    return order;
}

// Placement values of each case: the share of the other side that it beats, ties half. Returns the area.
double placements(std::span<const double> score, std::span<const std::uint8_t> outcome,
                  std::vector<double>& place) {
    const auto order = order_by(score);
    const double ones = static_cast<double>(std::accumulate(outcome.begin(), outcome.end(), 0u));
    const double zeros = static_cast<double>(outcome.size()) - ones;
    place.assign(score.size(), 0.5);
    if (ones == 0 || zeros == 0) return 0.5;
    double below_ones = 0, below_zeros = 0, sum = 0;
    for (std::size_t from = 0; from < order.size();) {
        std::size_t to = from;
        double here_ones = 0;
        for (; to < order.size() && score[order[to]] == score[order[from]]; ++to)
            here_ones += outcome[order[to]];
        const double here_zeros = static_cast<double>(to - from) - here_ones;
        for (auto k = from; k < to; ++k)
            place[order[k]] = outcome[order[k]] ? (below_zeros + here_zeros / 2) / zeros
                                                : (ones - below_ones - here_ones / 2) / ones;
        sum += here_ones * (below_zeros + here_zeros / 2);
        below_ones += here_ones;
        below_zeros += here_zeros;
        from = to;
    }
    return sum / ones / zeros;
}

Auc interval(double value, double error) {
    const double width = 1.959963984540054 * error;
    return {value, std::max(0.0, value - width), std::min(1.0, value + width), error};
}

}  // namespace

double auc(std::span<const double> score, std::span<const std::uint8_t> outcome) {
    std::vector<double> place;
    return placements(score, outcome, place);
}

Auc auc_interval(std::span<const double> score, std::span<const std::uint8_t> outcome,
                 std::span<const std::uint32_t> stratum, std::span<const std::uint32_t> group) {
    std::map<std::uint32_t, std::vector<std::size_t>> strata;
    for (std::size_t i = 0; i < score.size(); ++i) strata[stratum.empty() ? 0 : stratum[i]].push_back(i);
    double pairs = 0, area = 0;
    std::map<std::uint32_t, double> influence;
    std::vector<double> influences(score.size());
    for (const auto& [name, rows] : strata) {
        std::vector<double> s, place;
        std::vector<std::uint8_t> y;
        for (const auto i : rows) s.push_back(score[i]), y.push_back(outcome[i]);
        const double value = placements(s, y, place);
        const double ones = static_cast<double>(std::accumulate(y.begin(), y.end(), 0u));
        const double zeros = static_cast<double>(y.size()) - ones;
        if (ones == 0 || zeros == 0) continue;
        pairs += ones * zeros;
        area += ones * zeros * value;
        for (std::size_t k = 0; k < rows.size(); ++k)
            influences[rows[k]] = ones * zeros * (place[k] - value) / (y[k] ? ones : zeros);
    }
    if (pairs == 0) return {0.5, 0, 1, 0.5};
    for (std::size_t i = 0; i < score.size(); ++i)
        influence[group.empty() ? static_cast<std::uint32_t>(i) : group[i]] += influences[i] / pairs;
    double variance = 0;
    const double n = static_cast<double>(influence.size());
    for (const auto& [name, value] : influence) variance += value * value;
    if (n > 1) variance *= n / (n - 1);
    const double error = std::sqrt(variance), middle = area / pairs;
    return interval(middle, error);
}

Auc cross_validated(Auc auc, std::size_t folds) {
    const double k = static_cast<double>(folds);
    return interval(auc.value, auc.std_error * std::sqrt(1 + k / (k - 1)));
}

double log_loss(std::span<const double> probability, std::span<const std::uint8_t> outcome) {
    double sum = 0;
    for (std::size_t i = 0; i < probability.size(); ++i) {
        const double p = std::clamp(probability[i], 1e-15, 1 - 1e-15);
        sum -= outcome[i] ? std::log(p) : std::log1p(-p);
    }
    return sum / static_cast<double>(std::max<std::size_t>(probability.size(), 1));
}

double brier(std::span<const double> probability, std::span<const std::uint8_t> outcome) {
    double sum = 0;
    for (std::size_t i = 0; i < probability.size(); ++i) sum += std::pow(probability[i] - outcome[i], 2);
    return sum / static_cast<double>(std::max<std::size_t>(probability.size(), 1));
}

std::vector<Bin> calibration(std::span<const double> probability, std::span<const std::uint8_t> outcome) {
    const auto order = order_by(probability);
    std::vector<Bin> out;
    const auto n = order.size();
    for (std::size_t from = 0, bin = 1; from < n; ++bin) {
        auto to = std::max(from + 1, n * bin / 10);
        while (to < n && probability[order[to]] == probability[order[to - 1]]) ++to;
        double predicted = 0, observed = 0;
        for (auto k = from; k < to; ++k) predicted += probability[order[k]], observed += outcome[order[k]];
        const double size = static_cast<double>(to - from);
        out.push_back({predicted / size, observed / size, to - from});
        from = to;
    }
    return out;
}

std::vector<Lift> lift(std::span<const double> probability, std::span<const std::uint8_t> outcome) {
    const auto order = order_by(probability);
    const auto n = order.size();
    const double ones = static_cast<double>(std::accumulate(outcome.begin(), outcome.end(), 0u));
    std::vector<Lift> out;
    for (std::size_t tenth = 1; tenth <= 10 && n >= 10 && ones > 0; ++tenth) {
        const auto take = (n * tenth + 5) / 10;
        double hits = 0;
        for (std::size_t k = 0; k < take; ++k) hits += outcome[order[n - 1 - k]];
        const double rate = hits / static_cast<double>(take);
        out.push_back(
            {static_cast<double>(tenth) / 10, rate, rate * static_cast<double>(n) / ones, hits / ones});
    }
    return out;
}

double sigmoid(double logit) {
    return logit >= 0 ? 1 / (1 + std::exp(-logit)) : std::exp(logit) / (1 + std::exp(logit));
}

Platt platt(std::span<const double> score, std::span<const std::uint8_t> outcome) {
    Platt out;
    const auto fit = [&](bool free_slope) {
        for (int round = 0; round < 50; ++round) {
            double g0 = 0, g1 = -(out.slope - 1), h00 = 1e-9, h01 = 0, h11 = 1;
            for (std::size_t i = 0; i < score.size(); ++i) {
                const double p = sigmoid(out.logit(score[i])), w = p * (1 - p), e = outcome[i] - p;
                g0 += e, g1 += e * score[i];
                h00 += w, h01 += w * score[i], h11 += w * score[i] * score[i];
            }
            double d0 = g0 / h00, d1 = 0;
            if (free_slope) {
                const double det = h00 * h11 - h01 * h01;
                if (!(det > 0)) return;
                d0 = (h11 * g0 - h01 * g1) / det;
                d1 = (h00 * g1 - h01 * g0) / det;
            }
            out.offset += std::clamp(d0, -2.0, 2.0);
            out.slope += std::clamp(d1, -2.0, 2.0);
            if (std::abs(d0) + std::abs(d1) < 1e-10) return;
        }
    };
    fit(true);
    if (!(out.slope > 0)) {  // the scores rank the wrong way round: the base rate says more
        out = {.offset = 0, .slope = 0};
        fit(false);
    }
    return out;
}

}  // namespace kamino::propensity
