#include "engine/contrast/contrast.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "engine/score/score.h"

namespace kamino::contrast {
namespace {

constexpr double z95 = 1.959963984540054;

std::vector<double> known(std::span<const double> values) {
    std::vector<double> all;
    all.reserve(values.size());
    std::copy_if(values.begin(), values.end(), std::back_inserter(all),
                 [](double v) { return !std::isnan(v); });
    std::sort(all.begin(), all.end());
    return all;
}

double mean(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double median(const std::vector<double>& sorted) {
    const auto n = sorted.size();
    return n % 2 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
}

// For each value of one sample how much more of the other lies below it than above, as a share of the other;
// pairs that are not tied are counted.
struct Dominance {
    std::vector<double> of;
    double mean = 0, untied = 0;
};
Dominance dominance(const std::vector<double>& sorted, const std::vector<double>& others) {
    Dominance d;
    d.of.reserve(sorted.size());
    std::size_t below = 0, up_to = 0;
    const auto n = static_cast<double>(others.size());
    for (const double v : sorted) {
        while (below < others.size() && others[below] < v) ++below;
        while (up_to < others.size() && others[up_to] <= v) ++up_to;
        const auto lower = static_cast<double>(below), higher = static_cast<double>(others.size() - up_to);
        d.of.push_back((lower - higher) / n);
        d.mean += lower - higher;  // whole numbers: exact
        d.untied += lower + higher;
    }
    d.mean /= n * static_cast<double>(sorted.size());
    return d;
}

double squares(const Dominance& d, double about) {
    double sum = 0;
    for (const double v : d.of) sum += (v - about) * (v - about);
    return sum;
}

// The unbiased variance of delta (Cliff, "Dominance statistics", Psychological Bulletin 114, 1993, eq. 7),
// not below the least that it can be.
double variance_of_delta(const Dominance& in, const Dominance& out) {
    const auto m = static_cast<double>(in.of.size()), n = static_cast<double>(out.of.size());
    const double delta = in.mean;
    const double pairs = in.untied - m * n * delta * delta;  // Σ Σ (d_ij - delta)²
    const double variance =
        (n * n * squares(in, delta) + m * m * squares(out, -delta) - pairs) / (m * n * (m - 1) * (n - 1));
    return std::max(variance, (1 - delta * delta) / (m * n - 1));
}

Delta delta_of(const std::vector<double>& in, const std::vector<double>& out, double quantile) {
    const auto of_in = dominance(in, out), of_out = dominance(out, in);
    const double d = of_in.mean, variance = variance_of_delta(of_in, of_out);
    const double q = quantile * quantile * variance, rest = 1 - d * d;
    if (!(rest + q > 0)) return {d, d, d};  // one wholly above the other
    const double spread = quantile * std::sqrt(variance * (rest * rest + q));
    return {d, std::max(-1.0, (d * rest - spread) / (rest + q)),
            std::min(1.0, (d * rest + spread) / (rest + q))};
}

// Σ (t³ - t) over the ties of both samples together.
double ties(const std::vector<double>& a, const std::vector<double>& b) {
    std::vector<double> all(a.size() + b.size());
    std::merge(a.begin(), a.end(), b.begin(), b.end(), all.begin());
    double sum = 0;
    for (std::size_t from = 0; from < all.size();) {
        std::size_t to = from;
        while (to < all.size() && all[to] == all[from]) ++to;
        const auto t = static_cast<double>(to - from);
        sum += t * t * t - t;
        from = to;
    }
    return sum;
}

double two_sided(double z) {
    return std::erfc(std::abs(z) / std::sqrt(2.0));
}

Size size_of(double effect, double small, double medium, double large) {
    const double strength = std::abs(effect);
    return strength >= large    ? Size::large
           : strength >= medium ? Size::medium
           : strength >= small  ? Size::small
                                : Size::none;
}

}  // namespace

Delta cliffs_delta(std::span<const double> in, std::span<const double> out, double quantile) {
    return delta_of(known(in), known(out), quantile);
}

std::optional<Numbers> compare_numbers(std::span<const double> in_values,
                                       std::span<const double> out_values) {
    const auto in = known(in_values), out = known(out_values);
    if (in.size() < least_values || out.size() < least_values) return std::nullopt;
    const auto m = static_cast<double>(in.size()), n = static_cast<double>(out.size());
    Numbers r{in.size(), out.size(), median(in), median(out), mean(in), mean(out)};
    const auto effect = delta_of(in, out, z95);
    r.delta = effect.delta;
    r.low = effect.low;
    r.high = effect.high;
    const double all = m + n;
    const double variance = m * n / 12 * (all + 1 - ties(in, out) / (all * (all - 1)));
    r.p = variance > 0 ? two_sided(r.delta * m * n / 2 / std::sqrt(variance)) : 1;
    r.size = size_of(r.delta, 0.147, 0.33, 0.474);
    return r;
}

std::optional<Shares> compare_shares(std::size_t hits_in, std::size_t in, std::size_t hits_out,
                                     std::size_t out) {
    const auto a = static_cast<double>(hits_in), m = static_cast<double>(in),
               c = static_cast<double>(hits_out), n = static_cast<double>(out);
    const double hits = a + c, all = m + n, misses = all - hits;
    if (std::min(m, n) * std::min(hits, misses) < least_expected * all || all == 0) return std::nullopt;
    Shares r{in, out, hits_in, hits_out, a / m, c / n};
    constexpr double infinity = std::numeric_limits<double>::infinity();
    r.lift = c > 0 ? r.share_in / r.share_out : infinity;
    const double error =
        std::sqrt((1 - r.share_in) / std::max(a, 0.5) + (1 - r.share_out) / std::max(c, 0.5));
    r.low = a > 0 && c > 0 ? r.lift * std::exp(-z95 * error) : 0;
    r.high = a > 0 && c > 0 ? r.lift * std::exp(z95 * error) : infinity;
    r.h = 2 * std::asin(std::sqrt(r.share_in)) - 2 * std::asin(std::sqrt(r.share_out));
    const double cross = a * (n - c) - c * (m - a);
    r.p = std::erfc(std::sqrt(all * cross * cross / (m * n * hits * misses) / 2));
    r.size = size_of(r.h, 0.2, 0.5, 0.8);
    return r;
}

std::vector<bool> discoveries(std::span<const double> p, double q) {
    std::vector<std::size_t> order(p.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return p[a] < p[b]; });
    std::size_t rejected = 0;
    for (std::size_t i = 0; i < order.size(); ++i)
        if (p[order[i]] <= q * static_cast<double>(i + 1) / static_cast<double>(p.size())) rejected = i + 1;
    std::vector<bool> holds(p.size(), false);
    for (std::size_t i = 0; i < rejected; ++i) holds[order[i]] = true;
    return holds;
}

}  // namespace kamino::contrast
