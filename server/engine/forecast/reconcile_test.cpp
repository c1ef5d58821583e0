// PRED-2: coherent forecasts against the textbook form of MinT, and sums that are exact to the last bit.
#include "engine/forecast/reconcile.h"

#include <gtest/gtest.h>

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <random>
#include <stdexcept>

namespace kamino::forecast {
namespace {

// 0 total; 1, 2 regions; 3, 4, 5 leaves of region 1; 6, 7 of region 2.
Hierarchy two_regions() {
    return Hierarchy({no_parent, 0, 0, 1, 1, 1, 2, 2});
}

std::vector<std::vector<double>> residuals_of(std::uint64_t seed, std::size_t n) {
    std::mt19937_64 random{seed};
    std::normal_distribution<double> normal;
    std::vector<std::vector<double>> out(8, std::vector<double>(n));
    for (std::size_t t = 0; t < n; ++t) {
        const double common = 4 * normal(random);
        for (std::size_t i = 0; i < 8; ++i) out[i][t] = common + static_cast<double>(i + 1) * normal(random);
    }
    return out;
}

// ỹ = S (SᵀW⁻¹S)⁻¹ SᵀW⁻¹ ŷ, Wickramasuriya et al. (2019), eq. 9.
TEST(Reconcile, as_the_papers_projection) {
    const auto hierarchy = two_regions();
    const auto covariance = shrunken_covariance(residuals_of(1, 40));
    EXPECT_GT(covariance.shrinkage, 0);
    EXPECT_LT(covariance.shrinkage, 1);
    Eigen::MatrixXd w(8, 8), s = Eigen::MatrixXd::Zero(8, 5);
    for (int i = 0; i < 8; ++i)
        for (int j = 0; j < 8; ++j) w(i, j) = covariance.dense[static_cast<std::size_t>(i * 8 + j)];
    s.row(0).setOnes();
    s.row(1).head(3).setOnes();
    s.row(2).tail(2).setOnes();
    s.bottomRows(5).setIdentity();
    const std::vector<double> base{100, 61, 45, 20, 21, 22, 19, 20};
    const Eigen::Map<const Eigen::VectorXd> y(base.data(), 8);
    const Eigen::MatrixXd inverse = w.inverse();
    const Eigen::VectorXd expected =
        s * (s.transpose() * inverse * s).inverse() * s.transpose() * inverse * y;
    std::vector<std::vector<double>> forecasts;
    for (const double v : base) forecasts.push_back({v});
    reconcile(hierarchy, covariance, forecasts, false);
    for (std::size_t i = 0; i < 8; ++i)
        EXPECT_NEAR(forecasts[i][0], expected[static_cast<Eigen::Index>(i)], 1e-9) << i;
}

// Two leaves with variances 1 and 3 under a total of variance 4: the gap 10 is shared by variance.
TEST(Reconcile, by_hand) {
    const Hierarchy hierarchy({no_parent, 0, 0});
    Covariance covariance;
    covariance.variance = {4, 1, 3};
    std::vector<std::vector<double>> forecasts{{110}, {40}, {60}};
    reconcile(hierarchy, covariance, forecasts, false);
    EXPECT_NEAR(forecasts[0][0], 110 - 10 * 4 / 8.0, 1e-9);
    EXPECT_NEAR(forecasts[1][0], 40 + 10 * 1 / 8.0, 1e-9);
    EXPECT_NEAR(forecasts[2][0], 60 + 10 * 3 / 8.0, 1e-9);
}

TEST(Reconcile, sums_are_exact_in_any_order) {
    std::mt19937_64 random{9};
    std::normal_distribution<double> normal;
    for (int run = 0; run < 50; ++run) {
        const std::size_t leaves = 200;
        std::vector<std::size_t> parent(leaves + 21);
        parent[0] = no_parent;
        for (std::size_t i = 1; i <= 20; ++i) parent[i] = 0;
        for (std::size_t i = 21; i < parent.size(); ++i) parent[i] = 1 + i % 20;
        const Hierarchy hierarchy(parent);
        std::vector<std::vector<double>> forecasts, residuals;
        for (std::size_t i = 0; i < parent.size(); ++i) {
            forecasts.push_back({std::exp(6 * normal(random)) * (run % 2 ? 1 : normal(random))});
            residuals.emplace_back();
            for (int t = 0; t < 12; ++t) residuals.back().push_back(normal(random));
        }
        reconcile(hierarchy, shrunken_covariance(residuals), forecasts, run % 2 == 1);
        for (std::size_t node = 0; node <= 20; ++node) {
            auto children = hierarchy.children(node);
            for (int order = 0; order < 3; ++order) {
                std::shuffle(children.begin(), children.end(), random);
                double sum = 0;
                for (const auto child : children) sum += forecasts[child][0];
                EXPECT_EQ(sum, forecasts[node][0]);
            }
        }
        double all = 0;
        for (std::size_t i = 21; i < parent.size(); ++i) {
            all += forecasts[i][0];
            if (run % 2) EXPECT_GE(forecasts[i][0], 0);
        }
        EXPECT_EQ(all, forecasts[0][0]);
    }
}

TEST(Reconcile, of_many_nodes_by_variances_alone) {
    std::vector<std::size_t> parent{no_parent};
    std::vector<std::vector<double>> residuals{{1, -1, 2, -2, 1}}, forecasts{{300}};
    for (int i = 0; i < 60; ++i) {
        parent.push_back(0);
        residuals.push_back({0.1, -0.1, 0.2, -0.2, 0.1});
        forecasts.push_back({4});
    }
    const Hierarchy hierarchy(parent);
    const auto covariance = shrunken_covariance(residuals, 10);
    EXPECT_TRUE(covariance.dense.empty());
    reconcile(hierarchy, covariance, forecasts, true);
    // Gap 60 shared by variance: total 2.2, leaves 0.022 each (sum 1.32): leaf + 60·0.022/3.52.
    EXPECT_NEAR(forecasts[1][0], 4 + 60 * 0.022 / 3.52, 1e-9);
}

TEST(Reconcile, degenerate) {
    EXPECT_THROW(Hierarchy({1, 0}), std::invalid_argument);
    const Hierarchy lonely({no_parent, no_parent});
    std::vector<std::vector<double>> forecasts{{1.5}, {2.5}};
    reconcile(lonely, shrunken_covariance({{0, 0}, {0, 0}}), forecasts, true);
    EXPECT_EQ(forecasts[0][0], 1.5);
    // Errors of zero everywhere: the forecasts still add up.
    const Hierarchy pair({no_parent, 0, 0});
    std::vector<std::vector<double>> zero{{10}, {1}, {2}};
    reconcile(pair, shrunken_covariance({{0, 0, 0, 0, 0}, {0, 0, 0, 0, 0}, {0, 0, 0, 0, 0}}), zero, true);
    EXPECT_EQ(zero[0][0], zero[1][0] + zero[2][0]);
    EXPECT_TRUE(std::isfinite(zero[0][0]));
}

}  // namespace
}  // namespace kamino::forecast
