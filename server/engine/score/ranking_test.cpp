// SEL-2: rankings and their stability against published figures and slow second methods.
#include "engine/score/ranking.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

namespace kamino::score {
namespace {

TEST(Order, is_the_one_that_sorting_gives) {
    std::mt19937 random{3};
    for (const std::size_t n : {0U, 1U, 2U, 7U, 1000U, 5000U}) {
        std::vector<double> scores(n);
        for (auto& s : scores) s = static_cast<double>(static_cast<int>(random() % 2000) - 400) / 7;
        std::vector<std::uint32_t> sorted(n);
        std::iota(sorted.begin(), sorted.end(), 0U);
        std::stable_sort(sorted.begin(), sorted.end(), [&](auto a, auto b) { return scores[a] > scores[b]; });
        const auto order = order_of(scores);
        EXPECT_EQ(order, sorted);
        const auto ranks = ranks_of(scores, order);
        for (std::size_t i = 0; i < n; i += 13)
            EXPECT_EQ(ranks[i], 1 + std::count_if(scores.begin(), scores.end(),
                                                  [&](double s) { return s > scores[i]; }));
    }
}

TEST(Order, of_tiny_huge_negative_and_zero) {
    const std::vector<double> scores{0.0, -0.0, 1e-300, -1e300, 1e300, -1e-300, 5};
    EXPECT_EQ(order_of(scores), (std::vector<std::uint32_t>{4, 6, 2, 0, 1, 5, 3}));
}

// tau_b straight from Kendall (1945): concordant less discordant pairs over the root of untied pairs.
double slow_tau(const std::vector<double>& a, const std::vector<double>& b) {
    double sum = 0, in_a = 0, in_b = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) {
            const auto sign = [](double x) { return double((x > 0) - (x < 0)); };
            const double x = sign(a[i] - a[j]), y = sign(b[i] - b[j]);
            sum += x * y;
            in_a += x * x;
            in_b += y * y;
        }
    return sum / std::sqrt(in_a * in_b);
}

// The example of R's cor.test(method = "kendall"), after Hollander & Wolfe (1973), p. 185-194: Hunter L
// values of tuna against panel's score; tau = 0.4444444.
TEST(Kendall, the_tuna_of_hollander_and_wolfe) {
    const std::vector<double> x{44.4, 45.9, 41.9, 53.3, 44.7, 44.1, 50.7, 45.2, 60.1};
    const std::vector<double> y{2.6, 3.1, 2.5, 5.0, 3.6, 4.0, 5.2, 2.8, 3.8};
    EXPECT_NEAR(kendall_tau(x, y), 0.4444444, 1e-7);
}

TEST(Kendall, agrees_with_counting_pairs_with_ties) {
    std::mt19937 random{9};
    for (int round = 0; round < 40; ++round) {
        std::vector<double> a(60), b(60);
        for (std::size_t i = 0; i < a.size(); ++i) {
            a[i] = static_cast<double>(random() % 12);
            b[i] = static_cast<double>(random() % 9) + (round % 3 ? a[i] : 0);
        }
        EXPECT_NEAR(kendall_tau(a, b), slow_tau(a, b), 1e-12);
        EXPECT_NEAR(kendall_tau(a, a), 1, 1e-12);
    }
    EXPECT_TRUE(std::isnan(kendall_tau(std::vector<double>{1, 1}, std::vector<double>{1, 2})));
}

// The first outputs of splitmix64 for seed 1234567, as its authors' reference program prints them.
TEST(Draws, are_splitmix64) {
    Draws draws{1234567};
    for (const std::uint64_t expected :
         {6457827717110365317ULL, 3203168211198807973ULL, 9817491932198370423ULL})
        EXPECT_EQ(draws.next(), static_cast<double>(expected >> 11) * 0x1.0p-53);
}

}  // namespace
}  // namespace kamino::score
