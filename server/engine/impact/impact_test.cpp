// KPI-3, PRED-6: programme effects against the German reunification figures (REFERENCES.md), second methods
// (dummies by QR, Welch's test, projected gradients, two-by-two differences by hand) and simulated
// programmes.
#include "engine/impact/impact.h"

#include <gtest/gtest.h>

#include <Eigen/Dense>
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <random>
#include <sstream>
#include <string>

#include "engine/impact/estimate.h"
#include "engine/impact/simplex.h"

namespace kamino::impact {
namespace {

struct Germany {
    Panel panel;
    std::vector<std::string> names;
    std::size_t unit(const std::string& name) const {
        return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
    }
};

const Germany& germany() {
    static const Germany all = [] {
        const char* shared = std::getenv("KAMINO_SHARED");
        const std::string folder = shared ? shared : std::string{KAMINO_SOURCE_DIR} + "/../shared";
        std::ifstream file{folder + "/data/german-reunification/german_reunification.csv"};
        Germany out;
        std::string line, code, country, year, gdp;
        std::getline(file, line);
        while (std::getline(file, line)) {
            std::istringstream cells{line};
            std::getline(cells, code, ',');
            std::getline(cells, country, ',');
            std::getline(cells, year, ',');
            std::getline(cells, gdp, ',');
            if (out.names.empty() || out.names.back() != country) out.names.push_back(country);
            out.panel.y.push_back(std::stod(gdp));
        }
        out.panel.units = out.names.size();
        out.panel.times = 44;
        for (const auto& name : out.names)
            out.panel.entry.push_back(name.find("West Germany") != std::string::npos ? 30 : never);
        return out;
    }();
    return all;
}

TEST(SyntheticControl, KPI_3_germany_is_as_the_references_say) {
    const auto& g = germany();
    if (g.names.empty()) GTEST_SKIP() << "no shared data";
    ASSERT_EQ(g.panel.y.size(), 748u);
    const auto found = synthetic_control(g.panel, {}, 1);
    ASSERT_EQ(found.trouble, Trouble::none);
    const std::array<std::pair<const char*, double>, 7> published{{{"USA", 0.3426},
                                                                   {"Austria", 0.3232},
                                                                   {"Switzerland", 0.1079},
                                                                   {"Greece", 0.0988},
                                                                   {"Italy", 0.0612},
                                                                   {"France", 0.0385},
                                                                   {"Norway", 0.0277}}};
    double others = 1;
    for (const auto& [name, weight] : published) {
        ASSERT_LT(g.unit(name), g.names.size()) << name;
        EXPECT_NEAR(found.weights[g.unit(name)], weight, 0.001) << name;
        others -= found.weights[g.unit(name)];
    }
    EXPECT_NEAR(others, 0, 0.001);
    EXPECT_LE(found.pre_rmspe, 60.9);
    EXPECT_NEAR(found.pre_rmspe, 60.84, 0.01);
    EXPECT_NEAR(found.mean_gap, -1297.5, 1);
    EXPECT_NEAR(found.gaps.back().gap, -3446.4, 3);
    EXPECT_EQ(found.placebo.rank, 1u);
    EXPECT_EQ(found.placebo.of, 17u);
    EXPECT_NEAR(found.placebo.p, 1 / 17.0, 1e-12);
    EXPECT_EQ(found.verdict, Verdict::suggestive);  // 17 units cannot give p < 0.05
    EXPECT_LT(found.effect.hi, 0);
    EXPECT_LT(found.effect.hi, 0);
}

TEST(Did, KPI_3_germany_by_plain_differences_is_positive_and_called_unsafe) {
    if (germany().names.empty()) GTEST_SKIP() << "no shared data";
    const auto found = did(germany().panel);
    EXPECT_NEAR(found.effect.value, 604.0, 0.1);
    EXPECT_TRUE(found.has(Caution::one_treated));
    EXPECT_EQ(found.verdict, Verdict::cannot_tell);
}

// Weighted by predictors the fit before the entry cannot be better than the outcomes' own.
TEST(SyntheticControl, predictors_cannot_beat_the_outcomes_themselves) {
    if (germany().names.empty()) GTEST_SKIP() << "no shared data";
    const auto& panel = germany().panel;
    std::vector<Predictor> predictors;
    for (const std::size_t from : {0u, 10u, 20u}) {
        Predictor p;
        for (std::size_t i = 0; i < panel.units; ++i) {
            double sum = 0;
            for (std::size_t t = from; t < from + 10; ++t) sum += panel.at(i, t) / 10;
            p.value.push_back(sum);
        }
        predictors.push_back(p);
    }
    const auto found = synthetic_control(panel, predictors, 1);
    EXPECT_GE(found.pre_rmspe, 60.83);
    EXPECT_LT(found.pre_rmspe, 200);
    EXPECT_LT(found.mean_gap, -700);
    double sum = 0;
    for (const double v : found.predictor_weights) sum += v;
    EXPECT_NEAR(sum, 1, 1e-9);
}

TEST(Simplex, agrees_with_projected_gradients_and_meets_its_conditions) {
    std::mt19937_64 random{5};
    std::normal_distribution<double> normal;
    for (int round = 0; round < 40; ++round) {
        const Eigen::Index n = 2 + round % 15, rows = 3 + round % 20;
        Eigen::MatrixXd a(rows, n);
        for (auto& v : a.reshaped()) v = normal(random) + 0.7;
        Eigen::MatrixXd q = a.transpose() * a;
        q.diagonal().array() += 0.01;
        const auto exact = simplex_least_squares(q);
        EXPECT_LT(exact.violation, 1e-9);
        EXPECT_NEAR(exact.weights.sum(), 1, 1e-12);
        EXPECT_GE(exact.weights.minCoeff(), 0);
        // Exponentiated gradient: slow, but stays on the simplex by itself.
        Eigen::VectorXd w = Eigen::VectorXd::Constant(n, 1.0 / static_cast<double>(n));
        const double rate = 0.5 / q.cwiseAbs().maxCoeff();
        for (int step = 0; step < 60'000; ++step) {
            const Eigen::VectorXd g = q * w;
            w = w.array() * (-rate * (g.array() - g.minCoeff())).exp();
            w /= w.sum();
        }
        EXPECT_LE(exact.objective, w.dot(q * w) * (1 + 1e-9));
        EXPECT_NEAR(exact.objective, w.dot(q * w), 2e-3 * exact.objective);
    }
    // More columns than rows, equal columns: still weights on the simplex.
    const auto flat = simplex_least_squares(Eigen::MatrixXd::Zero(4, 4));
    EXPECT_NEAR(flat.weights.sum(), 1, 1e-12);
    EXPECT_NEAR(flat.weights.maxCoeff(), 0.25, 1e-6);
}

Panel random_panel(std::mt19937_64& random, std::size_t units, std::size_t times, double missing) {
    std::normal_distribution<double> normal;
    std::uniform_real_distribution<double> uniform;
    Panel panel{.units = units, .times = times};
    for (std::size_t i = 0; i < units; ++i) {
        const double level = 3 * normal(random);
        panel.entry.push_back(i % 3 == 0 ? 1 + random() % (times - 1) : never);
        for (std::size_t t = 0; t < times; ++t)
            panel.y.push_back(uniform(random) < missing
                                  ? unknown
                                  : level + std::sin(static_cast<double>(t)) + normal(random));
    }
    return panel;
}

// τ by least squares on explicit dummies.
double by_dummies(const Panel& panel) {
    std::vector<std::pair<std::size_t, std::size_t>> cells;
    for (std::size_t i = 0; i < panel.units; ++i)
        for (std::size_t t = 0; t < panel.times; ++t)
            if (std::isfinite(panel.at(i, t))) cells.emplace_back(i, t);
    Eigen::MatrixXd x = Eigen::MatrixXd::Zero(static_cast<Eigen::Index>(cells.size()),
                                              static_cast<Eigen::Index>(1 + panel.units + panel.times));
    Eigen::VectorXd y(x.rows());
    for (Eigen::Index r = 0; r < x.rows(); ++r) {
        const auto [i, t] = cells[static_cast<std::size_t>(r)];
        x(r, 0) = panel.treated(i, t);
        x(r, 1 + static_cast<Eigen::Index>(i)) = 1;
        x(r, 1 + static_cast<Eigen::Index>(panel.units + t)) = 1;
        y[r] = panel.at(i, t);
    }
    return x.completeOrthogonalDecomposition().solve(y)[0];
}

TEST(Did, KPI_3_unbalanced_two_way_effects_agree_with_explicit_dummies) {
    std::mt19937_64 random{3};
    for (int round = 0; round < 10; ++round) {
        const auto panel = random_panel(random, 12 + round, 5 + round % 4, 0.15);
        const auto found = did(panel);
        ASSERT_EQ(found.trouble, Trouble::none);
        EXPECT_NEAR(found.effect.value, by_dummies(panel), 1e-9);
    }
}

// With one entry time and whole series, CR2 is Welch's test of the units' changes, exactly.
TEST(Did, KPI_3_clustered_error_of_two_groups_is_the_error_of_their_changes) {
    std::mt19937_64 random{17};
    auto panel = random_panel(random, 30, 8, 0);
    for (std::size_t i = 0; i < panel.units; ++i) panel.entry[i] = i < 11 ? 5 : never;
    std::vector<double> treated, controls;
    for (std::size_t i = 0; i < panel.units; ++i) {
        double change = 0;
        for (std::size_t t = 0; t < 8; ++t) change += t < 5 ? -panel.at(i, t) / 5 : panel.at(i, t) / 3;
        (i < 11 ? treated : controls).push_back(change);
    }
    const auto expected = welch(treated, controls);
    const auto found = did(panel);
    EXPECT_NEAR(found.effect.value, expected.value, 1e-10);
    EXPECT_NEAR(found.effect.std_error, expected.std_error, 1e-9);
    // Bell and McCaffrey's degrees of freedom for two means, with equal variances: by hand from the formula.
    const double a = 1 / 11.0, b = 1 / 19.0;
    EXPECT_NEAR(found.effect.df, (a + b) * (a + b) / (a * a / 10 + b * b / 18), 1e-6);
}

TEST(Estimate, interval_and_p_are_the_tables_ones) {
    const auto e = estimate(2.228, 1, 10);  // t(0.975, 10) = 2.228
    EXPECT_NEAR(e.p, 0.05, 1e-4);
    EXPECT_NEAR(e.lo, 0, 1e-3);
    EXPECT_NEAR(estimate(1, 1, INFINITY).hi, 1 + 1.959964, 1e-5);
    EXPECT_EQ(estimate(0, 0, 5).p, 1);
    EXPECT_TRUE(std::isnan(estimate(1, unknown, 5).p));
}

// Two cohorts and never-treated units, worked out by hand.
TEST(Staggered, KPI_3_group_time_effects_by_hand) {
    Panel panel{.units = 6, .times = 3};
    panel.entry = {1, 1, 2, 2, never, never};
    panel.y = {1, 4, 6, 3, 8, 8, 2, 3, 9, 0, 1, 5, 1, 2, 3, 5, 6, 7};
    // ATT(1,1) = (3+5)/2 - 1 = 3; ATT(1,2) = (5+5)/2 - 2 = 3; ATT(2,2) = (6+4)/2 - 1 = 4.
    const auto found = staggered(panel);
    EXPECT_DOUBLE_EQ(found.effect.value, 10.0 / 3);
    ASSERT_EQ(found.gaps.size(), 3u);  // -2, 0, 1 after the entry; -1 is the base
    EXPECT_EQ(found.gaps[0].time, -2);
    EXPECT_DOUBLE_EQ(found.gaps[0].gap, 0);  // cohort 2, time 0 against 1: (-1 - 1)/2 - (-1)
    EXPECT_DOUBLE_EQ(found.gaps[1].gap, 3.5);
    EXPECT_DOUBLE_EQ(found.gaps[2].gap, 3);
    // Not yet treated: at time 1 the second cohort helps: (1 + 1 + 1 + 1)/4 = 1, the same here.
    EXPECT_DOUBLE_EQ(staggered(panel, Controls::not_yet_treated).effect.value, 10.0 / 3);
}

TEST(Staggered, KPI_3_two_groups_and_two_times_are_the_difference_in_differences) {
    std::mt19937_64 random{23};
    auto panel = random_panel(random, 40, 2, 0);
    for (std::size_t i = 0; i < panel.units; ++i) panel.entry[i] = i < 15 ? 1 : never;
    const auto a = staggered(panel), b = did(panel);
    EXPECT_NEAR(a.effect.value, b.effect.value, 1e-12);
    EXPECT_NEAR(a.effect.std_error, b.effect.std_error, 1e-12);  // both are Welch's
}

// Two-way fixed effects subtract early entrants' growing effects from later ones; group-time effects do not.
TEST(Staggered, KPI_3_growing_effects_are_found_where_two_way_effects_fail) {
    Panel panel{.units = 30, .times = 12};
    double truth = 0, cells = 0;
    for (std::size_t i = 0; i < 30; ++i) {
        panel.entry.push_back(i < 10 ? 2 : i < 20 ? 6 : never);
        for (std::size_t t = 0; t < 12; ++t) {
            const double effect = t >= panel.entry[i] ? static_cast<double>(t - panel.entry[i] + 1) : 0;
            if (t >= panel.entry[i]) truth += effect, cells += 1;
            panel.y.push_back(static_cast<double>(i) + 0.5 * static_cast<double>(t) + effect +
                              0.001 * static_cast<double>((i * 7 + t * 3) % 11));
        }
    }
    EXPECT_NEAR(staggered(panel).effect.value, truth / cells, 0.02);
    const auto plain = did(panel);
    EXPECT_GT(std::abs(plain.effect.value - truth / cells), 0.5);
    EXPECT_TRUE(plain.has(Caution::staggered_twfe));
}

TEST(SyntheticDid, KPI_3_finds_an_effect_under_common_factors_that_differences_miss) {
    // Units load differently on a trend; the treated ones load high.
    std::mt19937_64 random{29};
    std::normal_distribution<double> normal;
    Panel panel{.units = 40, .times = 30};
    for (std::size_t i = 0; i < 40; ++i) {
        panel.entry.push_back(i < 4 ? 22 : never);
        const double load = i < 4 ? 1.5 : 2.0 * static_cast<double>(i % 9) / 8;
        for (std::size_t t = 0; t < 30; ++t)
            panel.y.push_back(load * static_cast<double>(t) + (i < 4 && t >= 22 ? 5 : 0) +
                              0.3 * normal(random));
    }
    const auto found = synthetic_did(panel, 1), plain = did(panel);
    EXPECT_GT(plain.effect.value, 10);  // the trend, not the programme
    EXPECT_EQ(plain.verdict, Verdict::cannot_tell);
    EXPECT_NEAR(found.effect.value, 5, 0.6);
    EXPECT_EQ(found.verdict, Verdict::effect);
    double sum = 0;
    for (const double w : found.time_weights) sum += w;
    EXPECT_NEAR(sum, 1, 1e-12);
    EXPECT_EQ(synthetic_did(panel, 1).effect.std_error, found.effect.std_error);
}

}  // namespace
}  // namespace kamino::impact
