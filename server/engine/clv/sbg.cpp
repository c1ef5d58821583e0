#include "engine/clv/sbg.h"

#include <cmath>
#include <memory>

#include "engine/clv/special.h"

namespace kamino::clv {

Likelihood sbg_likelihood(const Histories& histories) {
    return [h = std::make_shared<const Histories>(histories)](std::span<const double> p, bool) {
        const double a = p[0], b = p[1];
        Sums s;
        for (std::size_t i = 0; i < h->size(); ++i) {
            const double w = h->weight[i], n = h->x[i], left = h->x[i] < h->T[i] ? 1 : 0;
            // ln B(α + left, β + n) / B(α, β)
            const double joint = digamma_rising(a + b, n + left), curved = trigamma_rising(a + b, n + left);
            s.value += w * (log_rising(a, left) + log_rising(b, n) - log_rising(a + b, n + left));
            s.gradient[0] += w * (digamma_rising(a, left) - joint);
            s.gradient[1] += w * (digamma_rising(b, n) - joint);
            s.hessian[0][0] += w * (trigamma_rising(a, left) - curved);
            s.hessian[0][1] -= w * curved;
            s.hessian[1][1] += w * (trigamma_rising(b, n) - curved);
        }
        return s;
    };
}

Fit fit_sbg(const Histories& histories) {
    Problem problem;
    problem.params = 2;
    problem.rows = histories.size();
    problem.likelihood = [&](std::size_t stride) {
        return sbg_likelihood(stride > 1 ? histories.every(stride) : histories);
    };
    problem.start = {1, 2};
    return maximise(problem);
}

double survival(const Sbg& m, double t) {
    return std::exp(log_rising(m.beta, t) - log_rising(m.alpha + m.beta, t));
}

double retention(const Sbg& m, double t) {
    return (m.beta + t - 1) / (m.alpha + m.beta + t - 1);
}

double expected_renewals(const Sbg& m, double n, double more) {
    double sum = 0, stays = 1;
    for (double i = 1; i <= more; ++i) sum += stays *= retention(m, n + i);
    return sum;
}

}  // namespace kamino::clv
