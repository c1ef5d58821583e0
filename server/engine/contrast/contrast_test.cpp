// SEL-6: what sets a group apart, against published values and by a second method.
#include "engine/contrast/contrast.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

namespace kamino::contrast {
namespace {

constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();

// The example in the manual of the R package effsize: -0.25, from -0.7265846 to 0.3890062, by the t
// distribution with 14 degrees of freedom (quantile 2.144787).
TEST(Contrast, CliffsDeltaAsEffsizeHasIt) {
    const std::vector<double> treatment{10, 10, 20, 20, 20, 30, 30, 30, 40, 50},
        control{10, 20, 30, 40, 40, 50};
    const auto d = cliffs_delta(treatment, control, 2.1447866879);
    EXPECT_DOUBLE_EQ(d.delta, -0.25);
    EXPECT_NEAR(d.low, -0.7265846, 5e-8);
    EXPECT_NEAR(d.high, 0.3890062, 5e-8);
    const auto turned = cliffs_delta(control, treatment, 2.1447866879);
    EXPECT_DOUBLE_EQ(turned.delta, 0.25);
    EXPECT_NEAR(turned.low, -0.3890062, 5e-8);
}

// Hollander & Wolfe (1973), permeability of the placenta, p. 69: W = 35 of two samples of 10 and 5; by the
// normal distribution z = (35 - 25) / sqrt(10 × 5 × 16 / 12) = 1.2247, one-sided 0.1103. The second sample is
// doubled here to reach ten values: W = 70, mean 50, variance 10 × 10 / 12 × (21 - 5 × 6 / (20 × 19)).
TEST(Contrast, NumbersByHand) {
    const std::vector<double> x{0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46};
    const std::vector<double> y{1.15, 0.88, 0.90, 0.74, 1.21, 1.15, 0.88, 0.90, 0.74, 1.21};
    const auto r = compare_numbers(x, y);
    ASSERT_TRUE(r);
    EXPECT_DOUBLE_EQ(r->delta, 2 * 70 / 100.0 - 1);
    const double z = 20 / std::sqrt(100.0 / 12 * (21 - 30.0 / 380));
    EXPECT_NEAR(r->p, std::erfc(z / std::sqrt(2.0)), 1e-12);
    EXPECT_DOUBLE_EQ(r->median_in, 1.415);
    EXPECT_DOUBLE_EQ(r->median_out, 0.90);
    EXPECT_NEAR(r->mean_in, 1.313, 1e-12);
    EXPECT_EQ(r->size, Size::medium);
    EXPECT_LT(r->low, r->delta);
    EXPECT_GT(r->high, r->delta);
}

TEST(Contrast, TooFewOrNothingToTell) {
    const std::vector<double> nine(9, 1.0), ten(10, 1.0);
    std::vector<double> holes(20, nan_value);
    for (int i = 0; i < 9; ++i) holes[static_cast<std::size_t>(i)] = i;
    EXPECT_FALSE(compare_numbers(nine, ten));
    EXPECT_FALSE(compare_numbers(ten, holes)) << "only nine are known";
    const auto same = compare_numbers(ten, ten);
    ASSERT_TRUE(same);
    EXPECT_EQ(same->delta, 0);
    EXPECT_EQ(same->p, 1);
    EXPECT_FALSE(compare_shares(1, 10, 2, 10)) << "1.5 expected";
    EXPECT_FALSE(compare_shares(0, 0, 50, 100));
    EXPECT_FALSE(compare_shares(50, 50, 100, 100)) << "all have it";
    const std::vector<double> high(10, 2.0);
    const auto above = compare_numbers(high, ten);
    ASSERT_TRUE(above);
    EXPECT_EQ(above->delta, 1);
    EXPECT_LE(above->high, 1);
}

// Against the definition: all pairs, one after another.
TEST(Contrast, DeltaIsTheShareOfPairs) {
    std::mt19937 random{3};
    for (int round = 0; round < 200; ++round) {
        std::vector<double> a, b;
        for (unsigned i = 0; i < 10 + random() % 30; ++i) a.push_back(random() % 7);
        for (unsigned i = 0; i < 10 + random() % 30; ++i) b.push_back(random() % 9);
        double pairs = 0;
        for (const double x : a)
            for (const double y : b) pairs += (x > y) - (x < y);
        const auto r = compare_numbers(a, b);
        ASSERT_TRUE(r);
        EXPECT_NEAR(r->delta, pairs / static_cast<double>(a.size() * b.size()), 1e-12);
        EXPECT_LE(r->low, r->delta + 1e-12);
        EXPECT_GE(r->high, r->delta - 1e-12);
        EXPECT_TRUE(r->low >= -1 && r->high <= 1 && r->p >= 0 && r->p <= 1);
    }
}

// By hand: 20 of 50 against 10 of 50. Chi-squared = 100 × (20 × 40 - 10 × 30)² / (50 × 50 × 30 × 70)
// = 4.7619; lift 2, its logarithm's error sqrt(0.6 / 20 + 0.8 / 10) = 0.33166. 4.7619 lies between the
// table's 3.841 (0.05) and 5.024 (0.025).
TEST(Contrast, SharesByHand) {
    const auto r = compare_shares(20, 50, 10, 50);
    ASSERT_TRUE(r);
    EXPECT_DOUBLE_EQ(r->lift, 2);
    EXPECT_NEAR(r->low, 2 * std::exp(-1.959964 * 0.331662), 1e-5);
    EXPECT_NEAR(r->high, 2 * std::exp(1.959964 * 0.331662), 1e-5);
    EXPECT_NEAR(r->p, std::erfc(std::sqrt(4.761905 / 2)), 1e-7);
    EXPECT_TRUE(r->p < 0.05 && r->p > 0.025);
    // Cohen (1988), table 6.2.2: arcsines of 0.40 and 0.20 are 1.369 and 0.927.
    EXPECT_NEAR(r->h, 1.369 - 0.927, 6e-4);
    EXPECT_EQ(r->size, Size::small);
    const auto none = compare_shares(30, 100, 0, 100);
    ASSERT_TRUE(none);
    EXPECT_TRUE(std::isinf(none->lift) && std::isinf(none->high));
    EXPECT_EQ(none->low, 0);
}

// Benjamini & Hochberg (1995), section 3.2: fifteen p-values, four rejected at q = 0.05 (three by
// Bonferroni).
TEST(Contrast, DiscoveriesOfThePaper) {
    const std::vector<double> p{0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
                                0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000};
    const auto holds = discoveries(p, 0.05);
    for (std::size_t i = 0; i < p.size(); ++i) EXPECT_EQ(holds[i], i < 4) << p[i];
    EXPECT_TRUE(discoveries({}, 0.05).empty());
    // A later one that fits its place takes the earlier ones along: 0.04 <= 0.05 × 3 / 3.
    const std::vector<double> step_up{0.04, 0.03, 0.035};
    EXPECT_EQ(discoveries(step_up, 0.05), std::vector<bool>(3, true));
}

}  // namespace
}  // namespace kamino::contrast
