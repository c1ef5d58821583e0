#include "engine/impact/simplex.h"

#include <algorithm>
#include <vector>

namespace kamino::impact {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

// The minimum of w'Qw with Σ w = 1 and nothing outside the support.
VectorXd on_support(const MatrixXd& q, const std::vector<Index>& support) {
    const auto n = static_cast<Index>(support.size());
    MatrixXd part(n, n);
    for (Index i = 0; i < n; ++i)
        for (Index j = 0; j < n; ++j) part(i, j) = q(support[i], support[j]);
    const VectorXd x = part.ldlt().solve(VectorXd::Ones(n));
    return x / x.sum();
}

double gradient_gap(const VectorXd& gradient, const VectorXd& w, const std::vector<bool>& inside,
                    Index& worst) {
    const double level = gradient.dot(w);  // the common gradient of the support
    double least = 0;
    worst = -1;
    for (Index j = 0; j < gradient.size(); ++j)
        if (!inside[j] && gradient[j] - level < least) least = gradient[j] - level, worst = j;
    return least;
}

}  // namespace

SimplexFit simplex_least_squares(const MatrixXd& given) {
    const Index n = given.rows();
    const double size = std::max(given.trace() / static_cast<double>(n), 1e-300);
    const MatrixXd q = given / size + 1e-10 * MatrixXd::Identity(n, n);
    Index best = 0;
    q.diagonal().minCoeff(&best);
    std::vector<Index> support{best};
    std::vector<bool> inside(n, false);
    inside[best] = true;
    VectorXd w = VectorXd::Zero(n);
    w[best] = 1;
    for (Index round = 0; round < 30 * n + 100; ++round) {
        const VectorXd target = on_support(q, support);
        double step = 1;
        for (std::size_t i = 0; i < support.size(); ++i)
            if (target[i] <= 0) step = std::min(step, w[support[i]] / (w[support[i]] - target[i]));
        for (std::size_t i = 0; i < support.size(); ++i) w[support[i]] += step * (target[i] - w[support[i]]);
        if (step < 1) {  // somebody reached zero: out, and again
            std::vector<Index> left;
            for (std::size_t i = 0; i < support.size(); ++i) {
                const auto j = support[i];
                if (target[i] <= 0 && w[j] <= 1e-14)
                    w[j] = 0, inside[j] = false;
                else
                    left.push_back(j);
            }
            support = std::move(left);
            continue;
        }
        Index worst = -1;
        if (gradient_gap(q * w, w, inside, worst) > -1e-12 || worst < 0) break;
        support.push_back(worst);
        inside[worst] = true;
    }
    w = w.cwiseMax(0.0) / w.cwiseMax(0.0).sum();
    SimplexFit out{.weights = w, .objective = w.dot(given * w)};
    const VectorXd gradient = q * w;
    const double level = gradient.dot(w);
    for (Index j = 0; j < n; ++j) {
        const double lag = level - gradient[j];
        out.violation = std::max(out.violation, w[j] > 0 ? std::abs(lag) : lag);
    }
    return out;
}

}  // namespace kamino::impact
