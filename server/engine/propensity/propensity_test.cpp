// PRED-3, PRED-6: propensity against hand calculations, finite differences, closed forms and simulated cases
// whose truth is known.
#include "engine/propensity/propensity.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <set>

#include "engine/propensity/logistic.h"

namespace kamino::propensity {
namespace {

using Outcomes = std::vector<std::uint8_t>;

TEST(Metrics, area_by_hand_and_by_counting_pairs) {
    const std::vector<double> score{1, 2, 2, 3};
    EXPECT_DOUBLE_EQ(auc(score, Outcomes{0, 0, 1, 1}), 3.5 / 4);
    EXPECT_DOUBLE_EQ(auc(score, Outcomes{1, 1, 1, 1}), 0.5);
    std::mt19937_64 random{1};
    std::vector<double> s;
    Outcomes y;
    for (int i = 0; i < 150; ++i)
        s.push_back(static_cast<double>(random() % 30)), y.push_back(random() % 3 == 0);
    double pairs = 0, wins = 0;
    for (std::size_t i = 0; i < s.size(); ++i)
        for (std::size_t j = 0; j < s.size(); ++j)
            if (y[i] && !y[j]) pairs += 1, wins += s[i] > s[j] ? 1 : s[i] == s[j] ? 0.5 : 0;
    EXPECT_NEAR(auc(s, y), wins / pairs, 1e-12);
    EXPECT_NEAR(auc_interval(s, y, {}, {}).value, wins / pairs, 1e-12);
}

// The interval holds the true area Φ(1/√2) = 0.760250 of two normal samples one deviation apart.
TEST(Metrics, PRED_6_interval_of_the_area_covers) {
    std::mt19937_64 random{2};
    std::normal_distribution<double> normal;
    int covered = 0;
    for (int round = 0; round < 1000; ++round) {
        std::vector<double> s;
        Outcomes y;
        for (int i = 0; i < 150; ++i) y.push_back(i < 60), s.push_back(normal(random) + (i < 60 ? 1 : 0));
        const auto a = auc_interval(s, y, {}, {});
        covered += a.lo <= 0.760250 && 0.760250 <= a.hi;
    }
    EXPECT_GE(covered, 930);
    EXPECT_LE(covered, 970);
}

TEST(Metrics, clusters_of_equal_cases_widen_the_interval) {
    std::mt19937_64 random{4};
    std::normal_distribution<double> normal;
    std::vector<double> one, four;
    Outcomes y1, y4;
    std::vector<std::uint32_t> group;
    for (std::uint32_t i = 0; i < 100; ++i) {
        one.push_back(normal(random) + (i % 2));
        y1.push_back(i % 2);
        for (int k = 0; k < 4; ++k) four.push_back(one.back()), y4.push_back(i % 2), group.push_back(i);
    }
    // Every case four times over knows no more than once.
    EXPECT_NEAR(auc_interval(four, y4, {}, group).std_error, auc_interval(one, y1, {}, {}).std_error, 1e-12);
    EXPECT_LT(auc_interval(four, y4, {}, {}).std_error, 0.6 * auc_interval(one, y1, {}, {}).std_error);
}

TEST(Metrics, cross_validation_widens_as_nadeau_and_bengio_say) {
    const auto wide = cross_validated({0.6, 0.58, 0.62, 0.01}, 5);  // √(1 + 5/4) = 1.5
    EXPECT_DOUBLE_EQ(wide.std_error, 0.015);
    EXPECT_NEAR(wide.lo, 0.6 - 1.959964 * 0.015, 1e-7);
}

TEST(Metrics, losses_bins_and_lift_by_hand) {
    const std::vector<double> p{0.2, 0.9};
    const Outcomes y{0, 1};
    EXPECT_NEAR(log_loss(p, y), -(std::log(0.8) + std::log(0.9)) / 2, 1e-12);
    EXPECT_NEAR(brier(p, y), (0.04 + 0.01) / 2, 1e-12);
    std::vector<double> ten;
    Outcomes outcome;
    for (int i = 0; i < 10; ++i) ten.push_back(i / 10.0), outcome.push_back(i >= 6);
    const auto gains = lift(ten, outcome);
    ASSERT_EQ(gains.size(), 10u);
    EXPECT_DOUBLE_EQ(gains[0].lift, 2.5);  // 1 of 1 against 4 of 10
    EXPECT_DOUBLE_EQ(gains[4].captured, 1);
    EXPECT_DOUBLE_EQ(gains[4].rate, 0.8);
    EXPECT_EQ(calibration(ten, outcome).size(), 10u);
    EXPECT_EQ(calibration(std::vector<double>(10, 0.4), outcome).size(), 1u);
    EXPECT_DOUBLE_EQ(calibration(std::vector<double>(10, 0.4), outcome)[0].observed, 0.4);
}

Matrix dense(const std::vector<std::vector<double>>& rows) {
    Matrix out{.columns = rows.empty() ? 0 : rows[0].size()};
    for (const auto& row : rows) {
        for (unsigned f = 0; f < row.size(); ++f) out.feature.push_back(f), out.value.push_back(row[f]);
        out.start.push_back(out.feature.size());
    }
    return out;
}

TEST(Logistic, gradient_agrees_with_finite_differences) {
    std::mt19937_64 random{6};
    std::normal_distribution<double> normal;
    std::vector<std::vector<double>> rows;
    Outcomes y;
    for (int i = 0; i < 60; ++i)
        rows.push_back({normal(random), normal(random), normal(random)}), y.push_back(random() % 2);
    const auto matrix = dense(rows);
    Logistic at{0.3, Eigen::Vector3d{0.5, -1, 2}};
    Eigen::VectorXd gradient;
    logistic_loss(matrix, y, 0.7, at, &gradient);
    for (int k = 0; k < 4; ++k) {
        const double h = 1e-6;
        auto up = at, down = at;
        (k ? up.weights[k - 1] : up.intercept) += h;
        (k ? down.weights[k - 1] : down.intercept) -= h;
        const double slope =
            (logistic_loss(matrix, y, 0.7, up, nullptr) - logistic_loss(matrix, y, 0.7, down, nullptr)) /
            (2 * h);
        EXPECT_NEAR(gradient[k], slope, 1e-5);
    }
    const auto best = fit_logistic(matrix, y, 0.7, {});
    logistic_loss(matrix, y, 0.7, best, &gradient);
    EXPECT_LT(gradient.cwiseAbs().maxCoeff(), 1e-4);
}

// One yes/no feature: the weight is the difference of the log odds.
TEST(Logistic, two_by_two_table_in_closed_form) {
    std::vector<std::vector<double>> rows;
    Outcomes y;
    const auto put = [&](int n, double x, std::uint8_t outcome) {
        for (int i = 0; i < n; ++i) rows.push_back({x}), y.push_back(outcome);
    };
    put(30, 0, 1), put(70, 0, 0), put(60, 1, 1), put(40, 1, 0);
    const auto fitted = fit_logistic(dense(rows), y, 1e-9, {});
    EXPECT_NEAR(fitted.intercept, std::log(30.0 / 70), 1e-6);
    EXPECT_NEAR(fitted.weights[0], std::log(60.0 / 40) - std::log(30.0 / 70), 1e-6);
}

TEST(Platt, finds_a_known_distortion_and_refuses_to_turn_round) {
    std::mt19937_64 random{8};
    std::normal_distribution<double> normal;
    std::uniform_real_distribution<double> uniform;
    std::vector<double> s;
    Outcomes y;
    for (int i = 0; i < 40'000; ++i) {
        s.push_back(2 * normal(random));
        y.push_back(uniform(random) < sigmoid(0.5 * s.back() - 1));
    }
    const auto fitted = platt(s, y);
    EXPECT_NEAR(fitted.slope, 0.5, 0.03);
    EXPECT_NEAR(fitted.offset, -1, 0.05);
    for (auto& v : s) v = -v;
    const auto turned = platt(s, y);
    EXPECT_EQ(turned.slope, 0);
    EXPECT_NEAR(sigmoid(turned.offset), std::accumulate(y.begin(), y.end(), 0.0) / 40'000, 1e-6);
}

// Numbers x (skewed z with gaps), levels with effects, noise; `signal` 0 makes all of it chance.
Cases simulated(std::size_t n, double signal, std::uint64_t seed, bool crossed = false) {
    std::mt19937_64 random{seed};
    std::normal_distribution<double> normal;
    std::uniform_real_distribution<double> uniform;
    Cases out;
    out.frame.rows = n;
    Column x{.name = "x"}, z{.name = "size"}, day{.name = "opened", .kind = Kind::date};
    Column level{.name = "region", .kind = Kind::category, .levels = {"north", "south", "", "east"}};
    Column noise{.name = "noise"};
    for (std::size_t i = 0; i < n; ++i) {
        x.number.push_back(normal(random));
        z.number.push_back(uniform(random) < 0.1 ? std::nan("") : std::exp(normal(random)));
        day.number.push_back(18000 + std::floor(700 * uniform(random)));
        level.code.push_back(static_cast<std::uint32_t>(random() % 4));
        noise.number.push_back(normal(random));
        const double linear = x.number[i] + (level.code[i] == 1 ? 1 : 0) - (level.code[i] == 2 ? 1 : 0);
        const double corner = (x.number[i] > 0) != (noise.number[i] > 0) ? 1.5 : -1.5;
        out.outcome.push_back(uniform(random) < sigmoid(signal * (crossed ? corner : linear) - 0.4));
    }
    out.frame.columns = {x, z, day, level, noise};
    return out;
}

double share_right(const Cases& cases) {  // the truth's own area: nothing honest can do better
    return auc(cases.frame.columns[0].number, cases.outcome);
}

TEST(Propensity, PRED_3_finds_what_is_there_calibrated_and_explained) {
    const auto cases = simulated(3000, 1, 1);
    const auto learned = learn(cases, {.seed = 3, .threads = 2});
    ASSERT_EQ(learned.trouble, Trouble::none);
    EXPECT_EQ(learned.choice, Choice::logistic);  // the truth is linear
    EXPECT_TRUE(learned.quality.signal());
    EXPECT_GT(learned.quality.auc.value, share_right(cases));  // knows the region too
    EXPECT_LT(learned.quality.brier, learned.quality.base_brier);
    double gap = 0;
    for (const auto& bin : learned.quality.calibration)
        gap = std::max(gap, std::abs(bin.predicted - bin.observed));
    EXPECT_LT(gap, 0.09);  // bins of 300: three standard errors
    EXPECT_EQ(cases.frame.columns[learned.importance[0].column].name, "x");
    EXPECT_EQ(cases.frame.columns[learned.importance[1].column].name, "region");

    // Contributions add up to the score, for training cases and for new ones with gaps and unknown levels.
    auto fresh = simulated(50, 1, 2).frame;
    fresh.columns[3].levels[0] = "moon";
    fresh.columns[0].number[0] = std::nan("");
    fresh.columns.pop_back();  // not known at all
    const auto scored = learned.score(fresh);
    for (const auto* s : {&learned.out_of_fold, &scored})
        for (std::size_t i = 0; i < s->score.size(); ++i) {
            double sum = s->explained.base[i];
            for (std::size_t c = 0; c < s->explained.columns; ++c)
                sum += s->explained.part[i * s->explained.columns + c];
            EXPECT_NEAR(sum, s->score[i], 1e-9);
            EXPECT_NEAR(sigmoid(s->score[i]), s->probability[i], 1e-12);
        }
}

TEST(Propensity, PRED_3_trees_are_chosen_where_effects_cross_and_their_parts_add_up) {
    const auto cases = simulated(2000, 1, 5, true);
    const auto learned = learn(cases, {.threads = 2});
    EXPECT_EQ(learned.choice, Choice::trees);
    EXPECT_GT(learned.quality.auc.value, 0.75);
    const auto scored = learned.score(cases.frame);
    const auto raw = learned.model->scores(learned.encoder.apply(cases.frame));
    for (std::size_t i = 0; i < 200; ++i)
        EXPECT_NEAR(scored.score[i], learned.calibration.logit(raw[i]), 1e-4);
}

TEST(Propensity, PRED_6_chance_is_called_chance) {
    int signals = 0;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const auto learned = learn(simulated(800, 0, seed), {.choice = Choice::logistic, .seed = seed});
        signals += learned.quality.signal();
        EXPECT_GT(learned.quality.auc.value, 0.38);
        EXPECT_LT(learned.quality.auc.value, 0.62);
        EXPECT_LT(learned.quality.log_loss, learned.quality.base_log_loss + 0.02);
    }
    EXPECT_LE(signals, 3);  // at most 2.5 % each: more than three of twenty in 0.2 %
}

TEST(Propensity, PRED_6_same_bytes_with_one_thread_and_two) {
    const auto cases = simulated(600, 1, 9);
    const auto one = learn(cases, {.seed = 4, .threads = 1}), two = learn(cases, {.seed = 4, .threads = 2});
    EXPECT_EQ(one.out_of_fold.score, two.out_of_fold.score);
    EXPECT_EQ(one.quality.auc.value, two.quality.auc.value);
    EXPECT_EQ(one.score(cases.frame).score, two.score(cases.frame).score);
}

TEST(Propensity, PRED_6_groups_stay_in_one_fold) {
    std::vector<std::uint32_t> group;
    Outcomes outcome;
    std::mt19937_64 random{12};
    for (std::uint32_t g = 0; g < 40; ++g)
        for (std::uint64_t k = 0; k < 1 + random() % 9; ++k)
            group.push_back(g), outcome.push_back(random() % 2);
    const auto fold = make_folds(outcome, group, 5, 1);
    std::set<std::pair<std::uint32_t, std::uint32_t>> seen;
    std::vector<int> size(5);
    for (std::size_t i = 0; i < fold.size(); ++i) seen.insert({group[i], fold[i]}), ++size[fold[i]];
    EXPECT_EQ(seen.size(), 40u);
    EXPECT_LE(*std::max_element(size.begin(), size.end()) - *std::min_element(size.begin(), size.end()), 6);
}

TEST(Propensity, PRED_3_columns_that_know_the_outcome_are_suspected) {
    auto cases = simulated(400, 1, 14);
    Column amount{.name = "booked"},
        why{.name = "text", .kind = Kind::category, .levels = {"", "price", "fit"}};
    Column ended{.name = "CloseDate", .kind = Kind::date}, later{.name = "handed over"};
    for (const auto y : cases.outcome) {
        amount.number.push_back(y ? 100 + static_cast<double>(amount.number.size()) : 0);
        why.code.push_back(y ? 0 : 1 + static_cast<std::uint32_t>(why.code.size() % 2));
        ended.number.push_back(18000 + static_cast<double>(ended.number.size() % 300));
        later.number.push_back(static_cast<double>(later.number.size() % 7));
    }
    for (const auto& c : {amount, why, ended, later}) cases.frame.columns.push_back(c);
    auto open = cases.frame;
    std::fill(open.columns[8].number.begin(), open.columns[8].number.end(), std::nan(""));
    const auto found = suspicions(cases, &open);
    ASSERT_EQ(found.size(), 4u);
    EXPECT_EQ(found[0].column, 5u);
    EXPECT_EQ(found[0].sign, Sign::tells);
    EXPECT_EQ(found[0].auc, 1);
    EXPECT_EQ(found[1].sign, Sign::missing_tells);
    EXPECT_EQ(found[2].sign, Sign::name);
    EXPECT_EQ(found[3].sign, Sign::filled_later);
    EXPECT_TRUE(suspicions(simulated(400, 1, 14), nullptr).empty());
}

TEST(Propensity, PRED_6_little_and_useless_input) {
    EXPECT_EQ(learn({}, {}).trouble, Trouble::no_cases);
    auto cases = simulated(30, 1, 3);
    std::fill(cases.outcome.begin(), cases.outcome.end(), 1);
    EXPECT_EQ(learn(cases, {}).trouble, Trouble::one_outcome);
    cases.outcome[0] = cases.outcome[1] = 0;
    EXPECT_EQ(learn(cases, {}).folds, 2u);
    cases.frame.columns = {{.name = "same", .number = std::vector<double>(30, 7)},
                           {.name = "none", .number = std::vector<double>(30, std::nan(""))},
                           {.name = "deal_id", .number = {}}};
    for (int i = 0; i < 30; ++i) cases.frame.columns[2].number.push_back(1000 + i);
    const auto useless = learn(cases, {});
    EXPECT_EQ(useless.trouble, Trouble::no_columns);
    EXPECT_EQ(useless.encoder.dropped().size(), 3u);
    // Huge numbers, a perfect separator: finite all the same.
    cases.frame.columns = {{.name = "huge", .number = {}}, {.name = "same as outcome", .number = {}}};
    for (int i = 0; i < 30; ++i) {
        cases.outcome[i] = static_cast<std::uint8_t>(i % 2);
        cases.frame.columns[0].number.push_back(i % 3 ? 1e300 : -1e300);
        cases.frame.columns[1].number.push_back(i % 2);
    }
    const auto learned = learn(cases, {});
    ASSERT_EQ(learned.trouble, Trouble::none);
    for (const double p : learned.out_of_fold.probability) EXPECT_TRUE(p >= 0 && p <= 1);
    EXPECT_EQ(learned.quality.auc.value, 1);
}

}  // namespace
}  // namespace kamino::propensity
