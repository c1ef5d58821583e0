#include "engine/clv/bgbb.h"

#include <array>
#include <cmath>
#include <memory>

#include "engine/clv/special.h"
#include "engine/parallel/parallel.h"

namespace kamino::clv {

namespace {

// ln B(a+m, b+n) − ln B(a, b) with its gradient and second derivatives by a and b.
struct Ratio {
    double log, d_a, d_b, aa, ab, bb;
    Ratio(double a, double b, double m, double n) {
        const double joint = digamma_rising(a + b, m + n), curved = trigamma_rising(a + b, m + n);
        log = log_rising(a, m) + log_rising(b, n) - log_rising(a + b, m + n);
        d_a = digamma_rising(a, m) - joint;
        d_b = digamma_rising(b, n) - joint;
        aa = trigamma_rising(a, m) - curved;
        bb = trigamma_rising(b, n) - curved;
        ab = -curved;
    }
};

double log_ratio(double a, double b, double m, double n) {
    return log_rising(a, m) + log_rising(b, n) - log_rising(a + b, m + n);
}

// The history as a mixture over the occasion before which the customer left, the last part being "still one".
Sums row_sums(std::span<const double> p, double x, double t_x, double n, double weight) {
    double top = -HUGE_VAL, mass = 0;
    std::array<double, 4> mean{};
    std::array<std::array<double, 4>, 4> second{};
    const auto add = [&](const Ratio& buys, const Ratio& stays) {
        const double log = buys.log + stays.log;
        if (log > top) {
            const double scale = std::exp(top - log);
            mass *= scale;
            for (auto& v : mean) v *= scale;
            for (auto& row : second)
                for (auto& v : row) v *= scale;
            top = log;
        }
        const double w = std::exp(log - top);
        const std::array<double, 4> g{buys.d_a, buys.d_b, stays.d_a, stays.d_b};
        mass += w;
        for (std::size_t i = 0; i < 4; ++i) {
            mean[i] += w * g[i];
            for (std::size_t k = i; k < 4; ++k) second[i][k] += w * g[i] * g[k];
        }
        second[0][0] += w * buys.aa;
        second[0][1] += w * buys.ab;
        second[1][1] += w * buys.bb;
        second[2][2] += w * stays.aa;
        second[2][3] += w * stays.ab;
        second[3][3] += w * stays.bb;
    };
    add({p[0], p[1], x, n - x}, {p[2], p[3], 0, n});
    for (double i = 0; i < n - t_x; ++i) add({p[0], p[1], x, t_x - x + i}, {p[2], p[3], 1, t_x + i});
    Sums sums;
    sums.value = weight * (top + std::log(mass));
    for (std::size_t i = 0; i < 4; ++i) {
        sums.gradient[i] = weight * mean[i] / mass;
        for (std::size_t k = i; k < 4; ++k)
            sums.hessian[i][k] = weight * (second[i][k] / mass - mean[i] / mass * (mean[k] / mass));
    }
    return sums;
}

double log_likelihood(const BgBb& m, double x, double t_x, double n) {
    double log = log_ratio(m.alpha, m.beta, x, n - x) + log_ratio(m.gamma, m.delta, 0, n);
    for (double i = 0; i < n - t_x; ++i)
        log = log_add(log,
                      log_ratio(m.alpha, m.beta, x, t_x - x + i) + log_ratio(m.gamma, m.delta, 1, t_x + i));
    return log;
}

}  // namespace

Likelihood bgbb_likelihood(const Histories& histories, unsigned threads) {
    return [h = std::make_shared<const Histories>(histories), threads](std::span<const double> p, bool) {
        const std::size_t parts = parallel::parts_of(h->size(), 200);
        std::vector<Sums> of_part(parts);
        parallel::for_parts(parts, threads, [&](std::size_t i) {
            const auto to = parallel::part_begin(h->size(), parts, i + 1);
            for (auto k = parallel::part_begin(h->size(), parts, i); k < to; ++k)
                of_part[i].add(row_sums(p, h->x[k], h->t_x[k], h->T[k], h->weight[k]));
        });
        Sums sums;
        for (const auto& s : of_part) sums.add(s);
        return sums;
    };
}

Fit fit_bgbb(const Histories& histories, unsigned threads) {
    Problem problem;
    problem.params = 4;
    problem.rows = histories.size();
    problem.likelihood = [&](std::size_t stride) {
        return bgbb_likelihood(stride > 1 ? histories.every(stride) : histories, threads);
    };
    problem.start = {1, 1, 0.7, 2.5};
    return maximise(problem);
}

double p_alive(const BgBb& m, double x, double t_x, double n) {
    return std::exp(log_ratio(m.alpha, m.beta, x, n - x) + log_ratio(m.gamma, m.delta, 0, n + 1) -
                    log_likelihood(m, x, t_x, n));
}

double expected_purchases(const BgBb& m, double n) {
    double sum = 0;
    for (double i = 1; i <= n; ++i) sum += std::exp(log_ratio(m.gamma, m.delta, 0, i));
    return m.alpha / (m.alpha + m.beta) * sum;
}

double expected_if_alive(const BgBb& m, double x, double n, double more) {
    const double start = log_ratio(m.gamma, m.delta, 0, n + 1);
    double sum = 0;
    for (double i = 1; i <= more; ++i) sum += std::exp(log_ratio(m.gamma, m.delta, 0, n + i) - start);
    return (m.alpha + x) / (m.alpha + m.beta + n) * sum;
}

std::vector<double> purchase_probabilities_if_alive(const BgBb& m, double x, double n, double more) {
    const auto k = static_cast<std::size_t>(more);
    std::vector<double> out(k + 1, 0.0);
    const double a = m.alpha + x, b = m.beta + n - x, start = log_ratio(m.gamma, m.delta, 0, n + 1);
    if (k == 0) return {1.0};
    for (std::size_t lived = 1; lived <= k; ++lived) {  // occasions of the next `more` before leaving
        const double l = static_cast<double>(lived);
        const double stays = std::exp(
            (lived == k ? log_ratio(m.gamma, m.delta, 0, n + l) : log_ratio(m.gamma, m.delta, 1, n + l)) -
            start);
        for (std::size_t y = 0; y <= lived; ++y) {
            const double taken = static_cast<double>(y);
            const double choose = log_rising(1, l) - log_rising(1, taken) - log_rising(1, l - taken);
            out[y] += stays * std::exp(choose + log_ratio(a, b, taken, l - taken));
        }
    }
    return out;
}

}  // namespace kamino::clv
