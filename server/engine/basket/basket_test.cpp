// WHITE-4, WHITE-3: frequent sets and rules against the published counts of Groceries (REFERENCES.md; arules)
// and against counting every set of small random baskets.
#include "engine/basket/basket.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <map>
#include <random>
#include <set>
#include <string>

namespace kamino::basket {
namespace {

struct Named {
    Baskets baskets;
    std::vector<std::string> names;
    Item item(const std::string& name) const {
        return static_cast<Item>(std::find(names.begin(), names.end(), name) - names.begin());
    }
};

const Named& groceries() {
    static const Named all = [] {
        const char* shared = std::getenv("KAMINO_SHARED");
        const std::string folder = shared ? shared : std::string{KAMINO_SOURCE_DIR} + "/../shared";
        std::ifstream file{folder + "/data/groceries/groceries.csv"};
        Named out;
        std::map<std::string, Item> code;
        for (std::string line; std::getline(file, line);) {
            if (!line.empty() && line.back() == '\r') line.pop_back();
            std::vector<Item> basket;
            for (std::size_t from = 0; from <= line.size();) {
                const auto to = std::min(line.find(',', from), line.size());
                const auto [found, added] =
                    code.emplace(line.substr(from, to - from), static_cast<Item>(out.names.size()));
                if (added) out.names.push_back(found->first);
                basket.push_back(found->second);
                from = to + 1;
            }
            out.baskets.add(basket);
        }
        return out;
    }();
    return all;
}

struct Published {
    double support, confidence;
    int min_items;
    std::vector<std::size_t> by_size;  // from size 2
};

TEST(Basket, WHITE_4_groceries_rules_are_the_published_ones) {
    if (groceries().baskets.size() == 0) GTEST_SKIP() << "no shared data";
    ASSERT_EQ(groceries().baskets.size(), 9835u);
    ASSERT_EQ(groceries().names.size(), 169u);
    const std::array<Published, 8> table{{{0.001, 0.5, 1, {11, 1461, 3211, 939, 46}},
                                          {0.001, 0.8, 1, {0, 29, 229, 140, 12}},
                                          {0.001, 0.9, 1, {0, 10, 57, 56, 6}},
                                          {0.006, 0.25, 2, {150, 297, 16}},
                                          {0.01, 0.5, 1, {0, 15}},
                                          {0.005, 0.5, 1, {1, 98, 21}},
                                          {0.01, 0.25, 2, {96, 74}},
                                          {0.1, 0.8, 1, {}}}};
    for (const auto& row : table) {
        const Options options{
            .min_support = row.support, .min_confidence = row.confidence, .min_items = row.min_items};
        const auto found = rules(frequent_sets(groceries().baskets, options), options);
        std::vector<std::size_t> by_size(row.by_size.size());
        for (const auto& rule : found.rules) {
            ASSERT_LT(rule.lhs.size() - 1, by_size.size()) << row.support << " / " << row.confidence;
            ++by_size[rule.lhs.size() - 1];
        }
        EXPECT_EQ(by_size, row.by_size) << row.support << " / " << row.confidence;
    }
}

TEST(Basket, WHITE_4_groceries_sets_are_the_published_ones) {
    if (groceries().baskets.size() == 0) GTEST_SKIP() << "no shared data";
    const auto mined = frequent_sets(groceries().baskets, {.min_support = 0.001, .threads = 2});
    EXPECT_EQ(mined.min_count, 10u);
    EXPECT_EQ(mined.sets.size(), 13492u);
    std::array<std::size_t, 7> by_size{};
    for (const auto& set : mined.sets) ++by_size.at(set.items.size());
    EXPECT_EQ(by_size, (std::array<std::size_t, 7>{0, 157, 2981, 6831, 3137, 376, 10}));
}

TEST(Basket, WHITE_4_groceries_top_rules_and_redundant_ones) {
    if (groceries().baskets.size() == 0) GTEST_SKIP() << "no shared data";
    const auto& g = groceries();
    const auto top = [&](const Options& options) {
        return rules(frequent_sets(g.baskets, options), options).rules.front();
    };
    const auto sorted = [&](const std::string& a, const std::string& b) {
        std::vector<Item> out{g.item(a), g.item(b)};
        std::sort(out.begin(), out.end());
        return out;
    };
    const auto wine = top({.min_support = 0.001, .min_confidence = 0.8});
    EXPECT_EQ(wine.lhs, sorted("liquor", "red/blush wine"));
    EXPECT_EQ(g.names[wine.rhs], "bottled beer");
    EXPECT_NEAR(wine.support, 0.001932, 5e-7);
    EXPECT_NEAR(wine.confidence, 0.9048, 5e-5);
    EXPECT_NEAR(wine.lift, 11.235, 5e-4);
    const auto soda = top({.min_support = 0.001, .min_confidence = 0.5});
    EXPECT_EQ(soda.lhs, sorted("Instant food products", "soda"));
    EXPECT_EQ(g.names[soda.rhs], "hamburger meat");
    EXPECT_NEAR(soda.lift, 18.996, 5e-4);
    const auto herbs = top({.min_support = 0.006, .min_confidence = 0.25, .min_items = 2});
    EXPECT_EQ(herbs.lhs, (std::vector<Item>{g.item("herbs")}));
    EXPECT_EQ(g.names[herbs.rhs], "root vegetables");
    EXPECT_NEAR(herbs.lift, 3.956, 5e-4);

    const Options drop{.min_support = 0.001, .min_confidence = 0.8, .drop_redundant = true};
    const auto left = rules(frequent_sets(g.baskets, drop), drop);
    EXPECT_EQ(left.redundant, 18u);
    EXPECT_EQ(left.rules.size(), 392u);
}

// Counts every set of at most 6 items one by one.
std::map<std::vector<Item>, std::uint32_t> count_all(const Baskets& baskets, Item items,
                                                     std::uint32_t least) {
    std::map<std::vector<Item>, std::uint32_t> out;
    for (std::uint32_t chosen = 1; chosen < (1u << items); ++chosen) {
        std::uint32_t count = 0;
        for (std::size_t b = 0; b < baskets.size(); ++b) {
            std::uint32_t held = 0;
            for (auto i = baskets.start[b]; i < baskets.start[b + 1]; ++i) held |= 1u << baskets.item[i];
            count += (held & chosen) == chosen;
        }
        if (count < least) continue;
        std::vector<Item> set;
        for (Item i = 0; i < items; ++i)
            if (chosen >> i & 1u) set.push_back(i);
        out[set] = count;
    }
    return out;
}

TEST(Basket, random_baskets_agree_with_counting_every_set) {
    std::mt19937 random{11};
    for (int round = 0; round < 30; ++round) {
        Baskets baskets;
        std::vector<std::uint32_t> of;
        std::vector<Item> item;
        for (std::uint32_t b = 0; b < 5 + random() % 200; ++b) {
            std::vector<Item> held;
            for (Item i = 0; i < 9; ++i)
                if (random() % 10 < 2 + i % 5) held.push_back(i), of.push_back(b), item.push_back(i);
            if (held.empty()) held.push_back(0), of.push_back(b), item.push_back(0);
            held.push_back(held.front());  // twice in a basket counts once
            baskets.add(held);
        }
        const Options options{.min_support = 0.05 + 0.01 * round, .max_items = 9, .threads = 1 + round % 2};
        const auto mined = frequent_sets(baskets, options);
        std::map<std::vector<Item>, std::uint32_t> found;
        for (const auto& set : mined.sets) found[set.items] = set.count;
        EXPECT_EQ(found, count_all(baskets, 9, min_count(options.min_support, baskets.size())));
        const auto again = frequent_sets(from_lines(of, item), options);
        EXPECT_EQ(again.sets.size(), mined.sets.size());
    }
}

TEST(Basket, rules_by_hand_and_small_inputs) {
    Baskets baskets;  // a b | a b | a | b c
    for (const auto& b : std::vector<std::vector<Item>>{{0, 1}, {0, 1}, {0}, {1, 2}}) baskets.add(b);
    const Options options{.min_support = 0.25, .min_confidence = 0.6};
    const auto found = rules(frequent_sets(baskets, options), options).rules;
    // {} -> a 3/4, {} -> b 3/4, a -> b 2/3, b -> a 2/3, c -> b 1/1 (lift 4/3)
    ASSERT_EQ(found.size(), 5u);
    EXPECT_EQ(found[0].lhs, (std::vector<Item>{2}));
    EXPECT_DOUBLE_EQ(found[0].lift, 4.0 / 3);
    EXPECT_TRUE(found[1].lhs.empty());
    EXPECT_DOUBLE_EQ(found[1].confidence, 0.75);
    EXPECT_DOUBLE_EQ(found[1].lift, 1);
    EXPECT_DOUBLE_EQ(found[3].confidence, 2.0 / 3);
    EXPECT_DOUBLE_EQ(found[3].lift, 8.0 / 9);
    auto drop = options;
    drop.drop_redundant = true;  // a -> b says less than {} -> b
    EXPECT_EQ(rules(frequent_sets(baskets, drop), drop).rules.size(), 3u);
    EXPECT_TRUE(frequent_sets({}, options).sets.empty());
    EXPECT_TRUE(rules(frequent_sets({}, options), options).rules.empty());
    EXPECT_EQ(min_count(0.07, 100), 7u);
    EXPECT_EQ(min_count(0.001, 9835), 10u);
    EXPECT_EQ(min_count(0, 50), 1u);
}

TEST(Basket, an_explosion_of_sets_ends_and_says_so) {
    Baskets baskets;
    std::vector<Item> everything(40);
    for (Item i = 0; i < 40; ++i) everything[i] = i;
    for (int b = 0; b < 10; ++b) baskets.add(everything);
    const auto mined = frequent_sets(baskets, {.min_support = 0.5, .max_items = 10, .max_sets = 20'000});
    EXPECT_TRUE(mined.truncated);
    EXPECT_LT(mined.sets.size(), 25'000u);
}

}  // namespace
}  // namespace kamino::basket
