#include "engine/clv/fit.h"

#include <nlopt.h>

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <limits>

namespace kamino::clv {

namespace {

using Vector = Eigen::VectorXd;
using Matrix = Eigen::MatrixXd;

constexpr std::size_t sample_rows = 3000, sample_growth = 8;

// The negative log-likelihood by the logarithms of the parameters.
struct Point {
    double value = 0;
    Vector gradient;
    Matrix hessian;
};

class Objective {
  public:
    Objective(const Problem& problem, std::size_t stride)
        : problem_(problem), likelihood_(problem.likelihood(stride)) {
        middle_ = Vector(size());
        for (int i = 0; i < size(); ++i) middle_[i] = std::log(problem.start[static_cast<std::size_t>(i)]);
    }
    int size() const { return static_cast<int>(problem_.params); }

    Point at(const Vector& logs, bool curved = true) {
        ++evaluations;
        std::array<double, most_params> params{};
        for (int i = 0; i < size(); ++i) params[static_cast<std::size_t>(i)] = std::exp(logs[i]);
        const Sums sums = likelihood_({params.data(), problem_.params}, curved);
        Point point{-sums.value, Vector(size()), Matrix(size(), size())};
        for (int i = 0; i < size(); ++i) {
            const auto a = static_cast<std::size_t>(i);
            point.gradient[i] = -sums.gradient[a] * params[a];
            for (int k = i; k < size(); ++k) {
                const auto b = static_cast<std::size_t>(k);
                point.hessian(i, k) = point.hessian(k, i) = -sums.hessian[a][b] * params[a] * params[b];
            }
            point.hessian(i, i) += point.gradient[i];
        }
        return point;
    }
    Vector clamped(Vector logs) const {
        for (int i = 0; i < size(); ++i)
            logs[i] = std::clamp(logs[i], middle_[i] - problem_.reach, middle_[i] + problem_.reach);
        return logs;
    }
    const Vector& middle() const { return middle_; }
    double reach() const { return problem_.reach; }
    int evaluations = 0;

  private:
    const Problem& problem_;
    Likelihood likelihood_;
    Vector middle_;
};

// One search: logs = origin + basis × z.
struct Search {
    Objective& objective;
    Vector origin;
    Matrix basis;
    double best = std::numeric_limits<double>::infinity();
    Vector best_logs;
};

double evaluate(unsigned n, const double* z, double* gradient, void* data) {
    auto& search = *static_cast<Search*>(data);
    const Vector wanted = search.origin + search.basis * Eigen::Map<const Vector>(z, n);
    const Vector logs = search.objective.clamped(wanted);
    Point point = search.objective.at(logs, false);
    if (!std::isfinite(point.value)) point = {1e300, Vector::Zero(n), Matrix()};
    if (point.value < search.best) {
        search.best = point.value;
        search.best_logs = logs;
    }
    // Outside of the reach the value rises, so that the search turns back.
    const Vector over = wanted - logs;
    const double value = point.value + 0.5 * over.squaredNorm();
    if (gradient) Eigen::Map<Vector>(gradient, n) = search.basis.transpose() * (point.gradient + over);
    return value;
}

// Coordinates in which the curvature at a point is round: the inverse root of the matrix, its weak directions
// bounded.
Matrix round_basis(const Point& point) {
    const Eigen::SelfAdjointEigenSolver<Matrix> solver{point.hessian};
    if (solver.info() != Eigen::Success || !point.hessian.allFinite())
        return Matrix::Identity(point.gradient.size(), point.gradient.size());
    const Vector values = solver.eigenvalues().cwiseAbs().cwiseMax(1e-4);
    return solver.eigenvectors() * values.cwiseSqrt().cwiseInverse().asDiagonal();
}

Vector search_from(Objective& objective, const Vector& origin, const Matrix& basis, int most,
                   double tolerance) {
    Search search{objective, origin, basis, std::numeric_limits<double>::infinity(), origin};
    const auto n = static_cast<unsigned>(objective.size());
    const nlopt_opt opt = nlopt_create(NLOPT_LD_SLSQP, n);
    nlopt_set_min_objective(opt, evaluate, &search);
    nlopt_set_maxeval(opt, most);
    nlopt_set_xtol_abs1(opt, tolerance);
    nlopt_set_ftol_rel(opt, 1e-15);
    std::vector<double> z(n, 0.0);
    double value = 0;
    (void)nlopt_optimize(opt, z.data(), &value);  // the best point seen counts, however it ended
    nlopt_destroy(opt);
    return search.best_logs;
}

// What a Newton step would still win of the log-likelihood; infinite where the surface is no bowl.
double still_to_win(const Point& point) {
    const Eigen::LLT<Matrix> factor{point.hessian};
    if (factor.info() != Eigen::Success) return std::numeric_limits<double>::infinity();
    return 0.5 * point.gradient.dot(factor.solve(point.gradient));
}

void add_errors(const Point& point, const Vector& logs, Fit& fit) {
    const auto n = static_cast<std::size_t>(logs.size());
    fit.std_errors.assign(n, std::numeric_limits<double>::quiet_NaN());
    fit.covariance.assign(n, std::vector<double>(n, std::numeric_limits<double>::quiet_NaN()));
    const Eigen::LLT<Matrix> factor{point.hessian};
    if (factor.info() != Eigen::Success) return;
    const Matrix inverse = factor.solve(Matrix::Identity(logs.size(), logs.size()));
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t k = 0; k < n; ++k)
            fit.covariance[i][k] =
                inverse(static_cast<int>(i), static_cast<int>(k)) * fit.params[i] * fit.params[k];
        fit.std_errors[i] = std::sqrt(fit.covariance[i][i]);
    }
}

}  // namespace

void Sums::add(const Sums& other) {
    value += other.value;
    for (std::size_t i = 0; i < most_params; ++i) {
        gradient[i] += other.gradient[i];
        for (std::size_t k = i; k < most_params; ++k) hessian[i][k] += other.hessian[i][k];
    }
}

Fit maximise(const Problem& problem) {
    Objective all{problem, 1};
    Vector logs = all.middle();
    const auto n = logs.size();
    for (std::size_t stride = problem.rows / sample_rows; stride > 1; stride /= sample_growth) {
        Objective sample{problem, stride};
        logs = search_from(sample, logs, round_basis(sample.at(logs)), 200, 1e-3);
    }
    Point point = all.at(logs);
    for (int round = 0; round < 6; ++round) {
        const double left = still_to_win(point);
        if (left < 1e-11 * std::max(1.0, std::abs(point.value) * 1e-3)) break;
        const double before = point.value;
        const Vector next = search_from(all, logs, round_basis(point), round == 0 ? 60 : 200, 1e-6);
        const Point better = all.at(next);
        if (!(better.value <= before)) break;
        logs = next;
        point = better;
        if (before - point.value < 1e-12 * std::abs(before)) break;
    }
    Fit fit;
    fit.log_likelihood = -point.value;
    fit.evaluations = all.evaluations;
    for (int i = 0; i < n; ++i) {
        fit.params.push_back(std::exp(logs[i]));
        fit.at_edge.push_back(std::abs(logs[i] - all.middle()[i]) > all.reach() - 1);
    }
    fit.settled = still_to_win(point) < 1e-4;
    add_errors(point, logs, fit);
    return fit;
}

}  // namespace kamino::clv
