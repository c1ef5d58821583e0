#include "engine/clv/gamma_gamma.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>

#include "engine/clv/histories.h"
#include "engine/clv/special.h"
#include "engine/parallel/parallel.h"

namespace kamino::clv {

namespace {

constexpr std::size_t rows_a_part = 16'384;

// Rows sorted by x, so that everything but ln(γ + x m) is done once for each x.
class Spending {
  public:
    Spending(std::span<const double> x, std::span<const double> m, std::span<const double> weight,
             std::size_t stride, unsigned threads)
        : threads_(threads) {
        std::vector<double> kept_x, kept_m, kept_w;
        for (std::size_t i = stride / 2; i < x.size(); i += stride)
            if (x[i] > 0 && m[i] > 0) {
                kept_x.push_back(x[i]);
                kept_m.push_back(m[i]);
                kept_w.push_back(weight.empty() ? 1 : weight[i]);
            }
        const XIndex index = index_of_x(kept_x, kept_w);
        groups_.resize(index.x.size());
        std::vector<std::size_t> at(index.x.size() + 1, 0);
        for (const auto g : index.of_row) ++at[g + 1];
        for (std::size_t g = 0; g < index.x.size(); ++g) {
            at[g + 1] += at[g];
            groups_[g] = {index.x[g], index.weight[g], 0, at[g], at[g + 1]};
        }
        sum_.resize(kept_x.size());
        weight_.resize(kept_x.size());
        for (std::size_t i = 0; i < kept_x.size(); ++i) {
            Group& group = groups_[index.of_row[i]];
            const auto place = at[index.of_row[i]]++;
            sum_[place] = kept_x[i] * kept_m[i];
            weight_[place] = kept_w[i];
            weighted_ |= kept_w[i] != 1;
            group.log_sums += kept_w[i] * std::log(sum_[place]);
            log_means_ += kept_w[i] * std::log(kept_m[i]);
        }
        // Pieces of groups, the same whatever the number of threads.
        for (std::size_t g = 0; g < groups_.size(); ++g)
            for (std::size_t from = groups_[g].from; from < groups_[g].to; from += rows_a_part)
                pieces_.push_back({g, from, std::min(from + rows_a_part, groups_[g].to)});
    }

    std::size_t size() const { return sum_.size(); }

    Sums operator()(std::span<const double> params) const {
        const double p = params[0], q = params[1], gamma = params[2];
        std::vector<Tail> tails(pieces_.size());
        const auto one = [&](std::size_t i) { tails[i] = tail(gamma, pieces_[i]); };
        if (size() < 2 * rows_a_part) {
            for (std::size_t i = 0; i < pieces_.size(); ++i) one(i);
        } else {
            parallel::for_parts(pieces_.size(), threads_, one);
        }
        // ln Γ(px+q)/Γ(px)Γ(q) + q ln γ + px ln(xm) − ln m − (px+q) ln(γ+xm)
        Sums s;
        s.value = -log_means_;
        for (const Group& g : groups_) {
            const double w = g.weight, px = p * g.x;
            s.value += w * (-log_beta(px, q) + q * std::log(gamma)) + px * g.log_sums;
            const double joint = digamma(px + q), curved = trigamma(px + q);
            s.gradient[0] += w * g.x * (joint - digamma(px)) + g.x * g.log_sums;
            s.gradient[1] += w * (joint - digamma(q) + std::log(gamma));
            s.gradient[2] += w * q / gamma;
            s.hessian[0][0] += w * g.x * g.x * (curved - trigamma(px));
            s.hessian[0][1] += w * g.x * curved;
            s.hessian[1][1] += w * (curved - trigamma(q));
            s.hessian[1][2] += w / gamma;
            s.hessian[2][2] -= w * q / (gamma * gamma);
        }
        for (std::size_t i = 0; i < tails.size(); ++i) {
            const double x = groups_[pieces_[i].group].x, order = p * x + q;
            const Tail& t = tails[i];
            s.value -= order * t.logs;
            s.gradient[0] -= x * t.logs;
            s.gradient[1] -= t.logs;
            s.gradient[2] -= order * t.inverse;
            s.hessian[0][2] -= x * t.inverse;
            s.hessian[1][2] -= t.inverse;
            s.hessian[2][2] += order * t.inverse_square;
        }
        return s;
    }

  private:
    struct Group {
        double x, weight, log_sums;
        std::size_t from, to;
    };
    struct Piece {
        std::size_t group, from, to;
    };
    struct Tail {  // Σ ln(γ+xm), Σ 1/(γ+xm), Σ 1/(γ+xm)²
        double logs = 0, inverse = 0, inverse_square = 0;
    };

    Tail tail(double gamma, const Piece& piece) const {
        Tail t;
        const double *sum = sum_.data(), *weight = weight_.data();
        if (weighted_) {
            for (std::size_t i = piece.from; i < piece.to; ++i) {
                const double inverse = 1 / (gamma + sum[i]);
                t.logs += weight[i] * std::log(gamma + sum[i]);
                t.inverse += weight[i] * inverse;
                t.inverse_square += weight[i] * inverse * inverse;
            }
            return t;
        }
        // One logarithm for eight rows: of their product, which stays within the doubles after scaling by γ +
        // the largest.
        std::size_t i = piece.from;
        for (; i + 8 <= piece.to; i += 8) {
            double product[2] = {1, 1}, a = 0, b = 0;
            for (std::size_t k = 0; k < 8; ++k) {
                const double v = gamma + sum[i + k], inverse = 1 / v;
                product[k % 2] *= v;
                a += inverse;
                b += inverse * inverse;
            }
            const double both = product[0] * product[1];
            t.logs += both > 1e-290 && both < 1e290 ? std::log(both) : each_log(gamma, sum + i);
            t.inverse += a;
            t.inverse_square += b;
        }
        for (; i < piece.to; ++i) {
            const double v = gamma + sum[i];
            t.logs += std::log(v);
            t.inverse += 1 / v;
            t.inverse_square += 1 / (v * v);
        }
        return t;
    }
    static double each_log(double gamma, const double* sum) {
        double logs = 0;
        for (std::size_t k = 0; k < 8; ++k) logs += std::log(gamma + sum[k]);
        return logs;
    }

    unsigned threads_;
    std::vector<Group> groups_;
    std::vector<Piece> pieces_;
    std::vector<double> sum_, weight_;  // x m
    double log_means_ = 0;
    bool weighted_ = false;
};

}  // namespace

Likelihood gamma_gamma_likelihood(std::span<const double> x, std::span<const double> m,
                                  std::span<const double> weight, unsigned threads) {
    return [rows = std::make_shared<const Spending>(x, m, weight, 1, threads)](std::span<const double> p,
                                                                               bool) { return (*rows)(p); };
}

Fit fit_gamma_gamma(std::span<const double> x, std::span<const double> m, std::span<const double> weight,
                    unsigned threads) {
    double total = 0, customers = 0;
    for (std::size_t i = 0; i < x.size(); ++i)
        if (x[i] > 0 && m[i] > 0) {
            const double w = weight.empty() ? 1 : weight[i];
            total += w * m[i];
            customers += w;
        }
    Problem problem;
    problem.params = 3;
    problem.rows = x.size();
    problem.likelihood = [&](std::size_t stride) -> Likelihood {
        return [rows = std::make_shared<const Spending>(x, m, weight, stride, threads)](
                   std::span<const double> p, bool) { return (*rows)(p); };
    };
    const double mean = customers > 0 ? total / customers : 1;
    problem.start = {4, 4, mean * 0.75};
    return maximise(problem);
}

double mean_value(const GammaGamma& g) {
    return g.q > 1 ? g.p * g.gamma / (g.q - 1) : std::numeric_limits<double>::infinity();
}

double expected_value(const GammaGamma& g, double x, double m) {
    if (!(x > 0)) return mean_value(g);
    const double order = g.p * x + g.q - 1;
    return order > 0 ? g.p * (g.gamma + m * x) / order : std::numeric_limits<double>::infinity();
}

}  // namespace kamino::clv
