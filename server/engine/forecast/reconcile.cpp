#include "engine/forecast/reconcile.h"

#include <Eigen/Cholesky>
#include <Eigen/SparseCholesky>
#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace kamino::forecast {

Hierarchy::Hierarchy(std::vector<std::size_t> parent)
    : parent_(std::move(parent)), children_(parent_.size()) {
    for (std::size_t i = 0; i < parent_.size(); ++i)
        if (parent_[i] != no_parent) children_.at(parent_[i]).push_back(i);
    std::vector<std::size_t> waiting(parent_.size());
    for (std::size_t i = 0; i < parent_.size(); ++i) {
        waiting[i] = children_[i].size();
        if (!waiting[i]) order_.push_back(i);
    }
    for (std::size_t at = 0; at < order_.size(); ++at) {
        const auto up = parent_[order_[at]];
        if (up != no_parent && --waiting[up] == 0) order_.push_back(up);
    }
    if (order_.size() != parent_.size()) throw std::invalid_argument("a hierarchy with a circle");
}

void Hierarchy::add_up(std::vector<double>& values) const {
    for (const auto node : order_) {
        if (leaf(node)) continue;
        values[node] = 0;
        for (const auto child : children_[node]) values[node] += values[child];
    }
}

namespace {

// λ of Schäfer & Strimmer: the estimated variances of the correlations over their squares. x is standardised,
// one column a node.
double shrinkage_of(const Eigen::MatrixXd& x) {
    const auto n = static_cast<double>(x.rows());
    double variances = 0, squares = 0;
    for (Eigen::Index i = 0; i < x.cols(); ++i)
        for (Eigen::Index j = i + 1; j < x.cols(); ++j) {
            const Eigen::ArrayXd products = x.col(i).array() * x.col(j).array();
            const double r = products.mean();
            variances += (products - r).square().sum() / (n * (n - 1));
            squares += r * r;
        }
    return squares > 0 ? std::clamp(variances / squares, 0.0, 1.0) : 1;
}

}  // namespace

Covariance shrunken_covariance(const std::vector<std::vector<double>>& residuals, std::size_t most_dense) {
    Covariance out;
    std::size_t common = residuals.empty() ? 0 : residuals.front().size();
    double largest = 0;
    for (const auto& r : residuals) {
        common = std::min(common, r.size());
        double sum = 0;
        for (const double e : r) sum += e * e / static_cast<double>(r.size());
        out.variance.push_back(sum);
        largest = std::max(largest, sum);
    }
    // A series without errors still gets a sliver of weight, so that equations can be solved.
    for (double& v : out.variance) v = std::max(v, largest > 0 ? largest * 1e-12 : 1.0);
    if (residuals.size() > most_dense || common < 4) return out;
    const auto nodes = static_cast<Eigen::Index>(residuals.size()), n = static_cast<Eigen::Index>(common);
    Eigen::MatrixXd x(n, nodes);
    for (Eigen::Index i = 0; i < nodes; ++i) {
        const auto& r = residuals[static_cast<std::size_t>(i)];
        for (Eigen::Index t = 0; t < n; ++t) x(t, i) = r[r.size() - common + static_cast<std::size_t>(t)];
        const double size = std::sqrt(x.col(i).squaredNorm() / static_cast<double>(n));
        if (size > 0) x.col(i) /= size;
    }
    out.shrinkage = shrinkage_of(x);
    const Eigen::MatrixXd correlation = x.transpose() * x / static_cast<double>(n);
    out.dense.resize(residuals.size() * residuals.size());
    for (std::size_t i = 0; i < residuals.size(); ++i)
        for (std::size_t j = 0; j < residuals.size(); ++j) {
            const double r = correlation(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j));
            out.dense[i * residuals.size() + j] = (i == j ? 1 : (1 - out.shrinkage) * r) *
                                                  std::sqrt(out.variance[i]) * std::sqrt(out.variance[j]);
        }
    return out;
}

namespace {

// One column a parent: +1 at the parent, −1 at its children.
Eigen::SparseMatrix<double> constraints(const Hierarchy& hierarchy) {
    std::vector<Eigen::Triplet<double>> entries;
    int column = 0;
    for (std::size_t node = 0; node < hierarchy.size(); ++node) {
        if (hierarchy.leaf(node)) continue;
        entries.emplace_back(static_cast<int>(node), column, 1.0);
        for (const auto child : hierarchy.children(node))
            entries.emplace_back(static_cast<int>(child), column, -1.0);
        ++column;
    }
    Eigen::SparseMatrix<double> u(static_cast<int>(hierarchy.size()), column);
    u.setFromTriplets(entries.begin(), entries.end());
    return u;
}

// W U (UᵀWU)⁻¹ Uᵀ ŷ, one column a horizon.
Eigen::MatrixXd correction(const Hierarchy& hierarchy, const Covariance& covariance,
                           const Eigen::MatrixXd& forecasts) {
    const auto u = constraints(hierarchy);
    const Eigen::MatrixXd gaps = u.transpose() * forecasts;
    const auto nodes = static_cast<Eigen::Index>(hierarchy.size());
    const Eigen::Map<const Eigen::VectorXd> variance(covariance.variance.data(), nodes);
    if (!covariance.dense.empty()) {
        const Eigen::Map<const Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>> w(
            covariance.dense.data(), nodes, nodes);
        const Eigen::MatrixXd wu = w * u;
        const Eigen::LDLT<Eigen::MatrixXd> inside(u.transpose() * wu);
        Eigen::MatrixXd out = wu * inside.solve(gaps);
        if (inside.info() == Eigen::Success && out.allFinite()) return out;
    }
    const Eigen::SparseMatrix<double> wu = variance.asDiagonal() * u;
    const Eigen::SparseMatrix<double> inside = u.transpose() * wu;
    return wu * Eigen::SimplicialLDLT<Eigen::SparseMatrix<double>>(inside).solve(gaps);
}

// The leaves on a grid: with all sums below 2^52 steps none of them is rounded.
void put_on_grid(const Hierarchy& hierarchy, std::vector<double>& values) {
    double total = 0;
    for (std::size_t i = 0; i < values.size(); ++i)
        if (hierarchy.leaf(i)) total += std::fabs(values[i]);
    if (!(total > 0)) return;
    const int exponent = std::ilogb(total) + 2 - 52;
    for (std::size_t i = 0; i < values.size(); ++i)
        if (hierarchy.leaf(i))
            values[i] = std::ldexp(std::nearbyint(std::ldexp(values[i], -exponent)), exponent) + 0.0;
}

}  // namespace

void reconcile(const Hierarchy& hierarchy, const Covariance& covariance,
               std::vector<std::vector<double>>& forecasts, bool never_negative) {
    if (forecasts.empty()) return;
    const std::size_t horizon = forecasts.front().size();
    Eigen::MatrixXd y(static_cast<Eigen::Index>(forecasts.size()), static_cast<Eigen::Index>(horizon));
    for (Eigen::Index i = 0; i < y.rows(); ++i)
        for (Eigen::Index h = 0; h < y.cols(); ++h)
            y(i, h) = forecasts[static_cast<std::size_t>(i)][static_cast<std::size_t>(h)];
    const bool any_parent =
        hierarchy.size() > 0 && std::any_of(hierarchy.upwards().begin(), hierarchy.upwards().end(),
                                            [&](std::size_t i) { return !hierarchy.leaf(i); });
    if (any_parent) y -= correction(hierarchy, covariance, y);
    std::vector<double> column(forecasts.size());
    for (std::size_t h = 0; h < horizon; ++h) {
        for (std::size_t i = 0; i < column.size(); ++i) {
            column[i] = y(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(h));
            if (never_negative && hierarchy.leaf(i)) column[i] = std::max(column[i], 0.0);
        }
        put_on_grid(hierarchy, column);
        hierarchy.add_up(column);
        for (std::size_t i = 0; i < column.size(); ++i) forecasts[i][h] = column[i];
    }
}

}  // namespace kamino::forecast
