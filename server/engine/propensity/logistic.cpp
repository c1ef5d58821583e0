#include "engine/propensity/logistic.h"

#include <cmath>

#include "engine/propensity/metrics.h"

namespace kamino::propensity {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

double Logistic::score(const Matrix& matrix, std::size_t row) const {
    double sum = intercept;
    for (auto k = matrix.start[row]; k < matrix.start[row + 1]; ++k)
        sum += weights[matrix.feature[k]] * matrix.value[k];
    return sum;
}

std::vector<double> Logistic::scores(const Matrix& matrix) const {
    std::vector<double> out(matrix.rows());
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = score(matrix, i);
    return out;
}

double logistic_loss(const Matrix& matrix, std::span<const std::uint8_t> outcome, double lambda,
                     const Logistic& at, VectorXd* gradient) {
    double loss = lambda / 2 * at.weights.squaredNorm();
    if (gradient) {
        gradient->resize(at.weights.size() + 1);
        *gradient << 0, lambda * at.weights;
    }
    for (std::size_t i = 0; i < matrix.rows(); ++i) {
        const double s = at.score(matrix, i), sign = outcome[i] ? -s : s;
        loss += sign > 0 ? sign + std::log1p(std::exp(-sign)) : std::log1p(std::exp(sign));
        if (!gradient) continue;
        const double error = sigmoid(s) - outcome[i];
        (*gradient)[0] += error;
        for (auto k = matrix.start[i]; k < matrix.start[i + 1]; ++k)
            (*gradient)[1 + static_cast<Index>(matrix.feature[k])] += error * matrix.value[k];
    }
    return loss;
}

namespace {

// Second derivatives; rows hold few features, so that a row costs their number squared.
MatrixXd curvature(const Matrix& matrix, double lambda, const Logistic& at) {
    const Index n = at.weights.size() + 1;
    MatrixXd h = MatrixXd::Zero(n, n);
    for (std::size_t i = 0; i < matrix.rows(); ++i) {
        const double p = sigmoid(at.score(matrix, i)), w = p * (1 - p);
        h(0, 0) += w;
        for (auto a = matrix.start[i]; a < matrix.start[i + 1]; ++a) {
            const Index fa = 1 + static_cast<Index>(matrix.feature[a]);
            const double wa = w * matrix.value[a];
            h(fa, 0) += wa;
            for (auto b = matrix.start[i]; b <= a; ++b) {
                const Index fb = 1 + static_cast<Index>(matrix.feature[b]);
                h(std::max(fa, fb), std::min(fa, fb)) += wa * matrix.value[b];
            }
        }
    }
    h.diagonal().array() += lambda;
    h(0, 0) += 1e-9 - lambda;
    return h;
}

}  // namespace

Logistic fit_logistic(const Matrix& matrix, std::span<const std::uint8_t> outcome, double lambda,
                      Logistic start) {
    Logistic at = std::move(start);
    if (at.weights.size() != static_cast<Index>(matrix.columns))
        at.weights = VectorXd::Zero(static_cast<Index>(matrix.columns));
    VectorXd gradient;
    double loss = logistic_loss(matrix, outcome, lambda, at, &gradient);
    for (int round = 0; round < 60; ++round) {
        const VectorXd step =
            curvature(matrix, lambda, at).selfadjointView<Eigen::Lower>().ldlt().solve(gradient);
        const double gain = gradient.dot(step);
        if (!(gain > 1e-10 * (1 + std::abs(loss)))) break;
        double size = 1;
        for (; size > 1e-6; size /= 2) {
            Logistic next{at.intercept - size * step[0], at.weights - size * step.tail(at.weights.size())};
            const double there = logistic_loss(matrix, outcome, lambda, next, nullptr);
            if (there <= loss - 1e-4 * size * gain) {
                at = std::move(next);
                break;
            }
        }
        if (size <= 1e-6) break;
        loss = logistic_loss(matrix, outcome, lambda, at, &gradient);
    }
    return at;
}

}  // namespace kamino::propensity
