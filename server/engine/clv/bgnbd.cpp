#include "engine/clv/bgnbd.h"

#include <cmath>
#include <limits>
#include <memory>

#include "engine/clv/special.h"
#include "engine/parallel/parallel.h"

namespace kamino::clv {

namespace {

constexpr std::size_t rows_a_part = 16'384;

// What depends on x alone, for one set of parameters.
struct ByX {
    double order;      // r + x
    double log_leave;  // ln(a / (b + x − 1)), modified: ln(a / (b + x))
    double leave_b;    // 1 / (b + x − 1)
};

// Rows that can still be alive or have left after their last purchase; without a repeat purchase only when
// modified.
class Rows {
  public:
    Rows(const Histories& h, bool modified, unsigned threads)
        : h_(h), modified_(modified), threads_(threads), index_(index_of_x(h.x, h.weight)) {}

    Sums operator()(std::span<const double> p) const {
        const double r = p[0], a = p[2], b = p[3];
        std::vector<ByX> by_x(index_.x.size());
        Sums sums;
        for (std::size_t i = 0; i < by_x.size(); ++i) {
            const double x = index_.x[i], before = modified_ ? b + x : b + x - 1;
            by_x[i] = {r + x, x > 0 || modified_ ? std::log(a / before) : -HUGE_VAL, 1 / before};
            add_counts(p, x, index_.weight[i], sums);
        }
        const std::size_t parts = parallel::parts_of(h_.size(), rows_a_part);
        std::vector<Sums> of_part(parts);
        parallel::for_parts(parts, threads_, [&](std::size_t i) {
            of_part[i] = part(p, by_x, parallel::part_begin(h_.size(), parts, i),
                              parallel::part_begin(h_.size(), parts, i + 1));
        });
        for (const auto& s : of_part) sums.add(s);
        return sums;
    }

  private:
    // ln [Γ(r+x)/Γ(r) · α^r · B(a, b+x)/B(a, b)], modified: B(a, b+x+1).
    void add_counts(std::span<const double> p, double x, double w, Sums& s) const {
        const double r = p[0], alpha = p[1], a = p[2], b = p[3], n = modified_ ? x + 1 : x;
        s.value += w * (log_rising(r, x) + r * std::log(alpha) + log_rising(b, n) - log_rising(a + b, n));
        s.gradient[0] += w * (digamma_rising(r, x) + std::log(alpha));
        s.gradient[1] += w * r / alpha;
        const double joint = digamma_rising(a + b, n);
        s.gradient[2] -= w * joint;
        s.gradient[3] += w * (digamma_rising(b, n) - joint);
        s.hessian[0][0] += w * trigamma_rising(r, x);
        s.hessian[0][1] += w / alpha;
        s.hessian[1][1] -= w * r / (alpha * alpha);
        const double curved = trigamma_rising(a + b, n);
        s.hessian[2][2] -= w * curved;
        s.hessian[2][3] -= w * curved;
        s.hessian[3][3] += w * (trigamma_rising(b, n) - curved);
    }

    // Σ ln [ (α+T)^−(r+x) + a/(b+x−1) (α+t_x)^−(r+x) ] as a mixture of two: ln of both, the share of the
    // second, and the derivatives of a mixture: mean of the parts' plus the variance of the parts' gradients.
    Sums part(std::span<const double> p, const std::vector<ByX>& by_x, std::size_t from,
              std::size_t to) const {
        const double alpha = p[1], a = p[2];
        Sums s;
        for (std::size_t i = from; i < to; ++i) {
            const double w = h_.weight[i], lived = alpha + h_.T[i], log_lived = std::log(lived);
            const ByX& k = by_x[index_.of_row[i]];
            const double R = k.order, at_end = R / lived;
            if (k.log_leave == -HUGE_VAL) {
                s.value -= w * R * log_lived;
                s.gradient[0] -= w * log_lived;
                s.gradient[1] -= w * at_end;
                s.hessian[0][1] -= w / lived;
                s.hessian[1][1] += w * at_end / lived;
                continue;
            }
            const double bought = alpha + h_.t_x[i], log_ratio = log_lived - std::log(bought);
            const double u = k.log_leave + R * log_ratio;
            const double e = std::exp(-std::abs(u)), share = (u > 0 ? 1 : e) / (1 + e), w_share = w * share;
            const double at_last = R / bought, d_alpha = at_end - at_last, d_b = -k.leave_b;
            s.value += w * ((u > 0 ? u : 0) + std::log1p(e) - R * log_lived);
            s.gradient[0] += w_share * log_ratio - w * log_lived;
            s.gradient[1] += w_share * d_alpha - w * at_end;
            s.gradient[2] += w_share;  // × 1/a below
            s.gradient[3] += w_share * d_b;
            const double both = w_share * (1 - share);
            s.hessian[0][0] += both * log_ratio * log_ratio;
            s.hessian[0][1] += both * log_ratio * d_alpha - w / lived + w_share * (1 / lived - 1 / bought);
            s.hessian[0][2] += both * log_ratio;  // × 1/a
            s.hessian[0][3] += both * log_ratio * d_b;
            s.hessian[1][1] +=
                both * d_alpha * d_alpha + w * at_end / lived + w_share * (at_last / bought - at_end / lived);
            s.hessian[1][2] += both * d_alpha;  // × 1/a
            s.hessian[1][3] += both * d_alpha * d_b;
            s.hessian[2][2] += both - w_share;  // × 1/a²
            s.hessian[2][3] += both * d_b;      // × 1/a
            s.hessian[3][3] += (both + w_share) * d_b * d_b;
        }
        s.gradient[2] /= a;
        s.hessian[0][2] /= a;
        s.hessian[1][2] /= a;
        s.hessian[2][3] /= a;
        s.hessian[2][2] /= a * a;
        return s;
    }

    Histories h_;
    bool modified_;
    unsigned threads_;
    XIndex index_;
};

// NBD: ln [Γ(r+x)/Γ(r) · α^r · (α+T)^−(r+x)].
Sums nbd_sums(const Histories& h, std::span<const double> p) {
    const double r = p[0], alpha = p[1];
    Sums s;
    for (std::size_t i = 0; i < h.size(); ++i) {
        const double w = h.weight[i], x = h.x[i], lived = alpha + h.T[i];
        const double log_share = -std::log1p(h.T[i] / alpha);  // ln(α / (α+T))
        s.value += w * (log_rising(r, x) + r * log_share - x * std::log(lived));
        s.gradient[0] += w * (digamma_rising(r, x) + log_share);
        s.gradient[1] += w * (r * h.T[i] / (alpha * lived) - x / lived);
        s.hessian[0][0] += w * trigamma_rising(r, x);
        s.hessian[0][1] += w * h.T[i] / (alpha * lived);
        s.hessian[1][1] += w * ((r + x) / (lived * lived) - r / (alpha * alpha));
    }
    return s;
}

double mean_purchases(double a, double b, double order, double lived, double t) {
    if (t <= 0) return 0;
    if (a <= 0) return order * t / lived;
    const double share = t / lived;
    return BetaRule{a, b}.mean(
        [&](double p) { return p > 0 ? -std::expm1(-order * std::log1p(p * share)) / p : order * share; });
}

}  // namespace

Likelihood bgnbd_likelihood(const Histories& histories, bool modified, unsigned threads) {
    return [rows = std::make_shared<const Rows>(histories, modified, threads)](std::span<const double> p,
                                                                               bool) { return (*rows)(p); };
}

Fit fit_bgnbd(const Histories& histories, bool modified, unsigned threads) {
    const Totals t = totals_of(histories);
    const double rate = std::max(t.repeats, 0.5) / std::max(t.watched, 1e-300);
    Problem problem;
    problem.params = 4;
    problem.rows = histories.size();
    problem.likelihood = [&](std::size_t stride) {
        return bgnbd_likelihood(stride > 1 ? histories.every(stride) : histories, modified, threads);
    };
    problem.start = {0.5, 0.5 / rate, 0.8, 2.5};
    return maximise(problem);
}

Fit fit_nbd(const Histories& histories) {
    const Totals t = totals_of(histories);
    const double rate = std::max(t.repeats, 0.5) / std::max(t.watched, 1e-300);
    Problem problem;
    problem.params = 2;
    problem.rows = histories.size();
    problem.likelihood = [&](std::size_t stride) -> Likelihood {
        return [h = stride > 1 ? histories.every(stride) : histories](std::span<const double> p, bool) {
            return nbd_sums(h, p);
        };
    };
    problem.start = {0.5, 0.5 / rate};
    return maximise(problem);
}

double p_alive(const BgNbd& m, double x, double t_x, double T) {
    if (m.a <= 0 || (x == 0 && !m.modified)) return 1;
    const double u = std::log(m.a / (m.modified ? m.b + x : m.b + x - 1)) +
                     (m.r + x) * std::log((m.alpha + T) / (m.alpha + t_x));
    return 1 / (1 + std::exp(u));
}

double expected_purchases(const BgNbd& m, double t) {
    if (!m.modified) return mean_purchases(m.a, m.b, m.r, m.alpha, t);
    return m.b / (m.a + m.b) * mean_purchases(m.a, m.b + 1, m.r, m.alpha, t);
}

double expected_if_alive(const BgNbd& m, double x, double T, double t) {
    return mean_purchases(m.a, m.modified ? m.b + x + 1 : m.b + x, m.r + x, m.alpha + T, t);
}

std::vector<double> purchase_probabilities(const BgNbd& m, double t, std::size_t n) {
    // Of the negative binomial: ln Γ(r+j)/(Γ(r) j!) (α/(α+t))^r (t/(α+t))^j, and its upper tails, summed from
    // far out so that small ones stay exact.
    const double z = t / (m.alpha + t), log_none = m.r * std::log(m.alpha / (m.alpha + t));
    std::vector<double> exactly;
    double term = std::exp(log_none), total = 0;
    for (std::size_t j = 0; j < 100'000; ++j) {
        exactly.push_back(term);
        total += term;
        term *= (m.r + static_cast<double>(j)) / static_cast<double>(j + 1) * z;
        if (j > n && term < 1e-18 * total) break;
    }
    std::vector<double> at_least(exactly.size() + 1, 0.0);
    for (std::size_t j = exactly.size(); j-- > 0;) at_least[j] = at_least[j + 1] + exactly[j];
    std::vector<double> out;
    const double shift = m.modified ? 1 : 0;
    // Stayed after each of x purchases (modified: and the first), or left after the x-th.
    double stayed = m.modified ? m.b / (m.a + m.b) : 1;
    for (std::size_t x = 0; x < n; ++x) {
        const double k = static_cast<double>(x) + shift;
        const double left = k > 0 && m.a > 0 ? stayed * m.a / (m.b + k - 1) : 0;
        out.push_back(stayed * exactly[x] + left * at_least[x]);
        if (m.a > 0) stayed *= (m.b + k) / (m.a + m.b + k);
    }
    return out;
}

}  // namespace kamino::clv
