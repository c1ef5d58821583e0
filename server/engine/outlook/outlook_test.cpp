// The computing of OPP-2's gap: rates, durations, the chance of reaching a target.
#include "engine/outlook/outlook.h"

#include <gtest/gtest.h>

#include <cmath>

namespace kamino::outlook {
namespace {

TEST(Outlook, RatesAreShrunken) {
    // Groups that do not differ have the common rate: 60 of 100, and half a deal each of the prior.
    const Record same[] = {{6, 4}, {6, 4}, {48, 32}};
    const auto alike = shrunken_rates(same);
    EXPECT_NEAR(alike.all.mean(), 60.5 / 101, 1e-12);
    EXPECT_TRUE(std::isinf(alike.strength));
    EXPECT_EQ(alike.group[0].mean(), alike.all.mean());
    // Groups that differ keep what they have, the small one less of it.
    const Record different[] = {{70, 30}, {30, 70}, {2, 0}, {0, 0}};
    const auto apart = shrunken_rates(different);
    EXPECT_NEAR(apart.group[0].mean(), 0.7, 0.02);
    EXPECT_NEAR(apart.group[1].mean(), 0.3, 0.02);
    EXPECT_GT(apart.group[2].mean(), apart.all.mean());
    EXPECT_LT(apart.group[2].mean(), 1);
    EXPECT_NEAR(apart.group[3].mean(), apart.all.mean(), 1e-12);
    EXPECT_EQ(shrunken_rates({}).all.mean(), 0.5);
}

// Hand calculation: 6 deals of which two are open; S falls at 10 to 5/6, at 20 to 5/6 × 3/4, at 40 to that ×
// ½.
TEST(Outlook, DurationsOfKaplanAndMeier) {
    const Duration duration{{{10, true}, {15, false}, {20, true}, {30, false}, {40, true}, {50, true}}};
    EXPECT_EQ(duration.open_after(9), 1);
    EXPECT_NEAR(duration.open_after(10), 5.0 / 6, 1e-12);
    EXPECT_NEAR(duration.open_after(25), 5.0 / 6 * 3 / 4, 1e-12);
    EXPECT_NEAR(duration.open_after(45), 5.0 / 6 * 3 / 4 / 2, 1e-12);
    EXPECT_EQ(duration.median(), 40);
    EXPECT_NEAR(duration.decided_by(45, 20), 0.5, 1e-12);
    EXPECT_EQ(duration.decided_by(60, 55), 1);
    EXPECT_EQ((Duration{{}}.decided_by(10, 5)), 1);
}

// Exact: three equal deals at ½ reach 2 of 3 with probability ½; with a sure part all is certain.
TEST(Outlook, ChanceOfReachingTheTarget) {
    Question q{.target = 300, .won = 100, .deals = {{100, 0.5}, {100, 0.5}, {100, 0.5}}};
    q.rate_weight = INFINITY;
    const auto half = simulate(q);
    EXPECT_NEAR(half.probability, 0.5, 4 * half.std_error);
    EXPECT_EQ(half.weighted, 150);
    EXPECT_EQ(half.expected, 250);
    q.threads = 3;
    EXPECT_EQ(simulate(q).probability, half.probability);
    q.seed = 2;
    EXPECT_NE(simulate(q).probability, half.probability);
    // The normal baseline: mean 100, deviation 50: above 150 with 15.87 %.
    const auto normal = simulate({.target = 150, .baseline = 100, .baseline_deviation = 50});
    EXPECT_NEAR(normal.probability, 0.158655, 4 * normal.std_error);
    EXPECT_NEAR(normal.p50, 100, 1);
    EXPECT_NEAR(normal.p90, 100 + 1.2816 * 50, 1.5);
    EXPECT_EQ(simulate({.target = 10, .won = 10}).probability, 1);
    EXPECT_EQ(simulate({.target = 10, .won = 9}).probability, 0);
    EXPECT_EQ(simulate({.target = 10, .deals = {{10, 1}}}).probability, 1);
    // Little known of the rates: the same mean, a wider range.
    q = {.target = 600, .deals = std::vector<Deal>(10, Deal{100, 0.5})};
    q.rate_weight = 4;
    const auto wide = simulate(q);
    q.rate_weight = INFINITY;
    const auto narrow = simulate(q);
    EXPECT_GT(wide.p90 - wide.p10, narrow.p90 - narrow.p10);
}

}  // namespace
}  // namespace kamino::outlook
