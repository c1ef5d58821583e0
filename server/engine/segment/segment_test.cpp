// SEL-5, SEL-6: groups of customers by rule.
#include "engine/segment/segment.h"

#include <gtest/gtest.h>

#include <cmath>

namespace kamino::segment {
namespace {

TEST(Segment, FifthsOfRanks) {
    std::vector<double> ten{1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    EXPECT_EQ(fifths(ten), (std::vector<int>{1, 1, 2, 2, 3, 3, 4, 4, 5, 5}));
    EXPECT_EQ(fifths(std::vector<double>{7, 7, 7}), (std::vector<int>{3, 3, 3}));
    EXPECT_EQ(fifths(std::vector<double>{std::nan(""), 1}), (std::vector<int>{0, 3}));
    EXPECT_TRUE(fifths({}).empty());
}

TEST(Segment, NamesByScores) {
    struct {
        int r, f, m;
        std::string_view name;
    } cases[] = {{5, 5, 5, "champions"}, {4, 4, 3, "champions"},          {5, 1, 1, "new"},
                 {4, 1, 1, "promising"}, {4, 2, 2, "potential_loyalist"}, {5, 3, 3, "loyal"},
                 {3, 5, 5, "loyal"},     {3, 3, 3, "need_attention"},     {3, 1, 2, "about_to_sleep"},
                 {2, 3, 3, "at_risk"},   {2, 1, 1, "hibernating"},        {1, 5, 4, "cannot_lose"},
                 {1, 3, 3, "at_risk"},   {1, 2, 2, "hibernating"},        {1, 1, 1, "lost"}};
    for (const auto& c : cases) EXPECT_EQ(rfm_name(c.r, c.f, c.m), c.name) << c.r << c.f << c.m;
    for (int r = 1; r <= 5; ++r)
        for (int f = 1; f <= 5; ++f) {
            const auto& all = rfm_names();
            EXPECT_NE(std::find(all.begin(), all.end(), rfm_name(r, f, f)), all.end());
        }
}

TEST(Segment, AbcByTheShareBefore) {
    const double bounds[] = {0.8, 0.95};
    // 50, 30 make 80: the third begins at 0.80 and is no A any more.
    EXPECT_EQ(abc(std::vector<double>{30, 10, 50, 6, 4, -5}, bounds),
              (std::vector<std::size_t>{0, 1, 0, 1, 2, 2}));
    EXPECT_EQ(abc(std::vector<double>{0, 0}, bounds), (std::vector<std::size_t>{2, 2}));
    EXPECT_EQ(customers_of_share(std::vector<double>{30, 10, 50, 6, 4}, 0.8), 2u);
    EXPECT_EQ(customers_of_share(std::vector<double>{}, 0.8), 0u);
}

// The rows of SPEC SEL-5: revenue 1,000 … make the first 80 %.
TEST(Segment, FiveClasses) {
    const double unknown = std::nan("");
    struct {
        std::string_view name;
        Facts facts;
        char expected;
    } cases[] = {
        {"structural, significant, growing", {4000, 0.10, unknown, 8, false}, 'A'},
        {"structural, significant, room to grow", {4000, 0, 6000, 8, false}, 'A'},
        {"structural, significant, saturated", {4000, 0.04, 4100, 8, false}, 'B'},
        {"structural but modest", {100, 0.5, unknown, 4, false}, 'C'},
        {"significant once", {4000, 0, unknown, 1, true}, 'C'},
        {"modest, once", {90, 0, unknown, 3, true}, 'D'},
        {"buys nothing, could be significant", {0, unknown, 5000, 0, false}, 'C'},
        {"buys nothing, could be modest", {0, unknown, 50, 0, false}, 'D'},
        {"no revenue possible", {0, unknown, unknown, 0, false}, 'E'},
        {"no revenue possible, known", {-20, unknown, 0, 0, false}, 'E'},
    };
    std::vector<Facts> all;
    for (const auto& c : cases) all.push_back(c.facts);
    const auto found = classes(all, {});
    for (std::size_t i = 0; i < all.size(); ++i) EXPECT_EQ(found[i], cases[i].expected) << cases[i].name;
}

}  // namespace
}  // namespace kamino::segment
