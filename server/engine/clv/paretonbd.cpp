#include "engine/clv/paretonbd.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

#include "engine/clv/special.h"
#include "engine/parallel/parallel.h"

namespace kamino::clv {

namespace {

constexpr std::size_t rows_a_part = 1024;

// ln of the integrand (α+y)^−R (β+y)^−(s+1) dy by the variable ln(min(α, β) + y).
double log_integrand(double log_alpha, double log_beta, double R, double s, double variable) {
    return variable - R * log_alpha - (s + 1) * log_beta;
}

// Visits the nodes of ∫ₜₓᵀ (α+y)^−R (β+y)^−(s+1) dy: node(ln(α+y), ln(β+y), y, weight × integrand × e^−top).
// The integrand falls but for the variable's own growth, so that a `top` near its begin keeps all in the
// doubles. Stops where what is left is below rounding.
template <class Node>
void over_leaving(double alpha, double beta, double R, double s, double t_x, double T, double top,
                  const Node& node) {
    const double least = std::min(alpha, beta), other = std::abs(alpha - beta);
    const double from = std::log(least + t_x), to = std::log(least + T);
    if (!(to > from)) return;
    // How steeply the integrand's logarithm can fall where low = least + y; grows with y.
    const double more_alpha = alpha <= beta ? 0 : other, more_beta = alpha <= beta ? other : 0;
    const auto slope = [&](double low) {
        return R * low / (low + more_alpha) + (s + 1) * low / (low + more_beta) + 1;
    };
    double largest = -HUGE_VAL;
    for (double at = from; at < to;) {
        const double left = to - at;
        double panel = left, fall = left * slope(least + T);
        while (panel > 6 || fall > 15) {
            panel /= 2;
            fall = panel * slope(std::exp(at + panel));
        }
        const Rule rule = gauss_legendre(panel <= 2.2 && fall <= 5 ? 8 : 16);
        double last = -HUGE_VAL;
        for (std::size_t i = 0; i < rule.n; ++i) {
            const double v = at + panel * rule.node[i], low = std::exp(v), high = std::log(low + other);
            const double log_alpha = alpha <= beta ? v : high, log_beta = alpha <= beta ? high : v;
            last = log_integrand(log_alpha, log_beta, R, s, v);
            largest = std::max(largest, last);
            node(log_alpha, log_beta, low - least, panel * rule.weight[i] * std::exp(last - top));
        }
        if (last < largest - 45) return;
        at += panel;
    }
}

double log_begin(double alpha, double beta, double R, double s, double t_x) {
    return log_integrand(std::log(alpha + t_x), std::log(beta + t_x), R, s,
                         std::log(std::min(alpha, beta) + t_x));
}

// A sum of parts e^l: its logarithm, the parts' mean gradient and the second derivatives of the mixture.
class Mixture {
  public:
    // The gradient of one part's logarithm, and the second derivatives that are not 0 (r, α), (α, α), (s, β),
    // (β, β), (s, s).
    struct Part {
        std::array<double, 4> g;
        double ra, aa, sb, bb, ss;
    };
    explicit Mixture(bool curved) : curved_(curved) {}
    void add(double w, const Part& p) {
        mass_ += w;
        for (std::size_t i = 0; i < 4; ++i) mean_[i] += w * p.g[i];
        if (!curved_) return;
        for (std::size_t i = 0; i < 4; ++i)
            for (std::size_t k = i; k < 4; ++k) second_[i][k] += w * p.g[i] * p.g[k];
        second_[0][1] += w * p.ra;
        second_[1][1] += w * p.aa;
        second_[2][3] += w * p.sb;
        second_[3][3] += w * p.bb;
        second_[2][2] += w * p.ss;
    }
    void add_to(Sums& sums, double weight, double top) const {
        sums.value += weight * (top + std::log(mass_));
        for (std::size_t i = 0; i < 4; ++i) sums.gradient[i] += weight * mean_[i] / mass_;
        if (!curved_) return;
        for (std::size_t i = 0; i < 4; ++i)
            for (std::size_t k = i; k < 4; ++k)
                sums.hessian[i][k] +=
                    weight * (second_[i][k] / mass_ - mean_[i] / mass_ * (mean_[k] / mass_));
    }

  private:
    bool curved_;
    double mass_ = 0;
    std::array<double, 4> mean_{};
    std::array<std::array<double, 4>, 4> second_{};
};

class Rows {
  public:
    Rows(const Histories& h, unsigned threads)
        : h_(h), threads_(threads), index_(index_of_x(h.x, h.weight)) {}

    Sums operator()(std::span<const double> p, bool curved) const {
        Sums sums;
        for (std::size_t i = 0; i < index_.x.size(); ++i) add_counts(p, index_.x[i], index_.weight[i], sums);
        const std::size_t parts = parallel::parts_of(h_.size(), rows_a_part);
        std::vector<Sums> of_part(parts);
        parallel::for_parts(parts, threads_, [&](std::size_t i) {
            const std::size_t to = parallel::part_begin(h_.size(), parts, i + 1);
            for (std::size_t k = parallel::part_begin(h_.size(), parts, i); k < to; ++k)
                add_row(p, k, curved, of_part[i]);
        });
        for (const auto& s : of_part) sums.add(s);
        return sums;
    }

  private:
    void add_row(std::span<const double> p, std::size_t row, bool curved, Sums& sums) const {
        const double alpha = p[1], s = p[2], beta = p[3], R = p[0] + h_.x[row], T = h_.T[row];
        Mixture mixture{curved};
        const double la = std::log(alpha + T), lb = std::log(beta + T), ia = 1 / (alpha + T),
                     ib = 1 / (beta + T);
        const double alive = -R * la - s * lb,
                     top = std::max(alive, log_begin(alpha, beta, R, s, h_.t_x[row]));
        mixture.add(std::exp(alive - top),
                    {{-la, -R * ia, -lb, -s * ib}, -ia, R * ia * ia, -ib, s * ib * ib, 0});
        const double per_s = 1 / s;
        over_leaving(alpha, beta, R, s, h_.t_x[row], T, top,
                     [&](double log_alpha, double log_beta, double y, double w) {
                         const double both = 1 / ((alpha + y) * (beta + y)), i = both * (beta + y),
                                      k = both * (alpha + y);
                         mixture.add(s * w, {{-log_alpha, -R * i, per_s - log_beta, -(s + 1) * k},
                                             -i,
                                             R * i * i,
                                             -k,
                                             (s + 1) * k * k,
                                             -per_s * per_s});
                     });
        mixture.add_to(sums, h_.weight[row], top);
    }

    // ln [Γ(r+x)/Γ(r) · α^r β^s].
    static void add_counts(std::span<const double> p, double x, double w, Sums& sums) {
        const double r = p[0], alpha = p[1], s = p[2], beta = p[3];
        sums.value += w * (log_rising(r, x) + r * std::log(alpha) + s * std::log(beta));
        sums.gradient[0] += w * (digamma_rising(r, x) + std::log(alpha));
        sums.gradient[1] += w * r / alpha;
        sums.gradient[2] += w * std::log(beta);
        sums.gradient[3] += w * s / beta;
        sums.hessian[0][0] += w * trigamma_rising(r, x);
        sums.hessian[0][1] += w / alpha;
        sums.hessian[1][1] -= w * r / (alpha * alpha);
        sums.hessian[2][3] += w / beta;
        sums.hessian[3][3] -= w * s / (beta * beta);
    }

    Histories h_;
    unsigned threads_;
    XIndex index_;
};

// ln ∫ₜₓᵀ (α+y)^−(r+x) (β+y)^−(s+1) dy.
double log_leaving(const ParetoNbd& m, double x, double t_x, double T) {
    const double top = log_begin(m.alpha, m.beta, m.r + x, m.s, t_x);
    double mass = 0;
    over_leaving(m.alpha, m.beta, m.r + x, m.s, t_x, T, top,
                 [&](double, double, double, double w) { mass += w; });
    return mass > 0 ? top + std::log(mass) : -HUGE_VAL;
}

// (1 − (β/(β+t))^(s−1)) / (s − 1), whatever s.
double stays(double s, double beta, double t) {
    const double way = std::log1p(t / beta), k = s - 1;
    return std::abs(k * way) < 1e-12 ? way : -std::expm1(-k * way) / k;
}

}  // namespace

Likelihood paretonbd_likelihood(const Histories& histories, unsigned threads) {
    return [rows = std::make_shared<const Rows>(histories, threads)](std::span<const double> p, bool curved) {
        return (*rows)(p, curved);
    };
}

Fit fit_paretonbd(const Histories& histories, unsigned threads) {
    const Totals t = totals_of(histories);
    const double watched = std::max(t.watched, 1e-300);
    const double rate = std::max(t.repeats, 0.5) / watched;
    Problem problem;
    problem.params = 4;
    problem.rows = histories.size();
    problem.likelihood = [&](std::size_t stride) {
        return paretonbd_likelihood(stride > 1 ? histories.every(stride) : histories, threads);
    };
    const double mean_watched = watched / std::max(t.customers, 1e-300);
    problem.start = {0.6, 0.5 / rate, 0.6, mean_watched / 2};
    return maximise(problem);
}

double log_a0(const ParetoNbd& m, double x, double t_x, double T) {
    return std::log(m.r + m.s + x) + log_leaving(m, x, t_x, T);
}

double p_alive(const ParetoNbd& m, double x, double t_x, double T) {
    const double stayed = -(m.r + x) * std::log(m.alpha + T) - m.s * std::log(m.beta + T);
    return 1 / (1 + std::exp(std::log(m.s) + log_leaving(m, x, t_x, T) - stayed));
}

double expected_purchases(const ParetoNbd& m, double t) {
    return m.r * m.beta / m.alpha * stays(m.s, m.beta, t);
}

double expected_if_alive(const ParetoNbd& m, double x, double T, double t) {
    return (m.r + x) * (m.beta + T) / (m.alpha + T) * stays(m.s, m.beta + T, t);
}

std::vector<double> purchase_probabilities(const ParetoNbd& m, double t, std::size_t n) {
    // The negative binomial of the time lived, over the time of leaving: whole panels of ln(β + y), and t
    // itself.
    struct Node {
        double weight, none, z;  // P(no purchase until y), y / (α + y)
    };
    std::vector<Node> nodes;
    const auto add = [&](double weight, double y) {
        nodes.push_back({weight, std::exp(-m.r * std::log1p(y / m.alpha)), y / (m.alpha + y)});
    };
    add(std::exp(-m.s * std::log1p(t / m.beta)), t);
    const double way = std::log1p(t / m.beta);
    const std::size_t panels = static_cast<std::size_t>(way * std::max(1.0, m.s) / 4) + 2;
    const Rule rule = gauss_legendre(16);
    for (std::size_t i = 0; i < panels; ++i)
        for (std::size_t k = 0; k < rule.n; ++k) {
            const double width = way / static_cast<double>(panels);
            const double v = (static_cast<double>(i) + rule.node[k]) * width;
            add(width * rule.weight[k] * m.s * std::exp(-m.s * v), m.beta * std::expm1(v));
        }
    std::vector<double> out;
    for (std::size_t x = 0; x < n; ++x) {
        double sum = 0;
        for (Node& node : nodes) {
            sum += node.weight * node.none;
            node.none *= (m.r + static_cast<double>(x)) / static_cast<double>(x + 1) * node.z;
        }
        out.push_back(sum);
    }
    return out;
}

}  // namespace kamino::clv
