// WHITE-3, PRED-6: neighbours and suggestions by hand, and on invented accounts of two trades.
#include "engine/similar/similar.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace kamino::similar {
namespace {

// 0 buys a b, 1 buys a b c, 2 buys a c, 3 buys d.
Purchases small() {
    const std::vector<std::uint32_t> account{0, 0, 1, 1, 1, 2, 2, 3, 0}, product{0, 1, 0, 1, 2, 0, 2, 3, 0};
    const std::vector<double> amount{10, 5, 20, 5, 100, 10, 300, 7, 1};
    return from_lines(account, product, amount);
}

TEST(Similar, WHITE_3_lines_add_up_and_returns_cancel) {
    const auto p = small();
    ASSERT_EQ(p.accounts(), 4u);
    EXPECT_EQ(p.of_account[0][0].amount, 11);
    EXPECT_EQ(p.of_product[0].size(), 3u);
    const std::vector<std::uint32_t> account{0, 0}, product{0, 0};
    EXPECT_TRUE(from_lines(account, product, std::vector<double>{5, -5}).of_account[0].empty());
    EXPECT_EQ(from_lines(account, product, {}).of_account[0][0].amount, 1);
}

TEST(Similar, WHITE_3_neighbours_by_hand) {
    const auto p = small();
    const Options options{.shrinkage = 1};
    const auto products = like_product(p, 0, 9, options);
    ASSERT_EQ(products.size(), 2u);
    EXPECT_EQ(products[0].id, 1u);  // the tie goes to the smaller id
    EXPECT_DOUBLE_EQ(products[0].similarity, 2 / std::sqrt(3.0 * 2) * 2 / 3);
    EXPECT_EQ(products[0].shared, 2u);
    const double a = std::pow(std::log(5.0 / 3), 2), b = std::pow(std::log(5.0 / 2), 2);
    const auto accounts = like_account(p, 0, 9, options);
    ASSERT_EQ(accounts.size(), 2u);
    EXPECT_EQ(accounts[0].id, 1u);
    EXPECT_NEAR(accounts[0].similarity, (a + b) / std::sqrt((a + b) * (a + b + b)) * 2 / 3, 1e-12);
    EXPECT_NEAR(accounts[1].similarity, a / (a + b) * 1 / 2, 1e-12);
    EXPECT_TRUE(like_account(p, 3, 9, options).empty());
}

TEST(Similar, WHITE_3_what_peers_buy_and_this_one_does_not) {
    const auto p = small();
    const Options options{.shrinkage = 1, .prior = 2};
    const auto found = suggest(p, 0, options);
    ASSERT_EQ(found.size(), 1u);  // c; d is bought by nobody alike
    EXPECT_EQ(found[0].product, 2u);
    EXPECT_EQ(found[0].peers, 2u);
    EXPECT_EQ(found[0].of, 2u);
    EXPECT_DOUBLE_EQ(found[0].base, 0.5);
    // Both peers buy it: (2 + 2 × 0.5) / (2 + 2), whatever their similarities.
    EXPECT_NEAR(found[0].probability, 0.75, 1e-12);
    EXPECT_DOUBLE_EQ(found[0].value, 200);
    EXPECT_NEAR(found[0].expected, 150, 1e-9);
    EXPECT_TRUE(suggest(p, 3, options).empty());
    const auto reasons = because(p, found[0], 3, options);  // c goes with a (twice) and b (once)
    ASSERT_EQ(reasons.size(), 2u);
    EXPECT_EQ(reasons[0].id, 0u);
    EXPECT_EQ(reasons[1].shared, 1u);
}

TEST(Similar, WHITE_3_PRED_6_backtest_beats_popularity_where_trades_differ_only) {
    std::mt19937_64 random{3};
    std::vector<std::uint32_t> account, product, mixed_account, mixed_product;
    for (std::uint32_t a = 0; a < 200; ++a)
        for (int k = 0; k < 8; ++k) {
            const auto any = static_cast<std::uint32_t>(random() % 20);
            account.push_back(a);
            product.push_back(any + 20 * (a % 2));  // two trades, twenty products each
            mixed_account.push_back(a);
            mixed_product.push_back(static_cast<std::uint32_t>(random() % 40));
        }
    const auto trades = backtest(from_lines(account, product, {}), {}, 10, 200, 1);
    EXPECT_EQ(trades.accounts, 200u);
    // Within the trade about 13 products are left, ten of them are shown; popularity has 33 to choose from.
    EXPECT_GT(trades.hit_rate - trades.popular_hit_rate, 3 * trades.difference_error);
    EXPECT_GT(trades.hit_rate, 0.55);
    const auto mixed = backtest(from_lines(mixed_account, mixed_product, {}), {}, 10, 200, 1);
    EXPECT_LT(std::abs(mixed.hit_rate - mixed.popular_hit_rate), 3 * mixed.difference_error + 1e-9);
}

TEST(Similar, PRED_6_nothing_and_little) {
    EXPECT_EQ(from_lines({}, {}, {}).accounts(), 0u);
    EXPECT_EQ(backtest(from_lines({}, {}, {}), {}, 5, 9, 1).accounts, 0u);
    const std::vector<std::uint32_t> one{0};
    const auto p = from_lines(one, one, {});
    EXPECT_TRUE(suggest(p, 0, {}).empty());
    EXPECT_TRUE(like_product(p, 0, 5, {}).empty());
}

}  // namespace
}  // namespace kamino::similar
