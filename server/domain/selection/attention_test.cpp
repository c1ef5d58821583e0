// SEL-5, SEL-7: attention against value and the shift that would mend the worst mismatch, by hand.
#include "domain/selection/attention.h"

#include <gtest/gtest.h>

#include <random>

namespace kamino::selection {
namespace {

// 100 hours over four accounts of two managers; revenue 200, potential 400.
//          hours  revenue  potential   revenue %  potential %  both %   gap of both
//   a  m1     40       20         40         10           10      10        +30
//   b  m1     10       80        120         40           30      35        -25
//   c  m2     30       40        120         20           30      25         +5
//   d  m2     20       60        120         30           30      30        -10
std::vector<Served> four() {
    return {{"a", "a", "m1", 40, 20, 40},
            {"b", "b", "m1", 10, 80, 120},
            {"c", "c", "m2", 30, 40, 120},
            {"d", "d", "m2", 20, 60, 120}};
}

TEST(Attention, shares_and_gaps_by_hand) {
    const auto both = balances_of(four(), ValueBy::both);
    EXPECT_DOUBLE_EQ(both[0].attention_share, 0.4);
    EXPECT_DOUBLE_EQ(*both[1].revenue_share, 0.4);
    EXPECT_DOUBLE_EQ(*both[1].potential_share, 0.3);
    EXPECT_DOUBLE_EQ(both[1].value_share, 0.35);
    EXPECT_DOUBLE_EQ(*both[0].index, 4);
    EXPECT_NEAR(both[0].gap, 30, 1e-9);
    EXPECT_NEAR(both[1].gap, -25, 1e-9);
    EXPECT_NEAR(both[2].gap, 5, 1e-9);
    EXPECT_NEAR(both[3].gap, -10, 1e-9);
    EXPECT_NEAR(balances_of(four(), ValueBy::revenue)[1].gap, -30, 1e-9);
    EXPECT_NEAR(balances_of(four(), ValueBy::potential)[1].gap, -20, 1e-9);
}

// The worst is a with 30 hours too many. b of the same manager takes its 25 first, d the rest of 5.
TEST(Attention, the_shift_mends_the_worst_mismatch) {
    const auto served = four();
    const auto shift = shift_of(served, balances_of(served, ValueBy::both));
    ASSERT_TRUE(shift);
    EXPECT_EQ(shift->worst, 0U);
    EXPECT_FALSE(shift->to_worst);
    EXPECT_NEAR(shift->amount, 30, 1e-9);
    ASSERT_EQ(shift->with.size(), 2U);
    EXPECT_EQ(shift->with[0].at, 1U);
    EXPECT_NEAR(shift->with[0].amount, 25, 1e-9);
    EXPECT_TRUE(shift->with[0].same_manager);
    EXPECT_EQ(shift->with[1].at, 3U);
    EXPECT_NEAR(shift->with[1].amount, 5, 1e-9);
    EXPECT_FALSE(shift->with[1].same_manager);
    EXPECT_NEAR(*shift->index_after, 1, 1e-9) << "10 hours are left for 10 % of the value";
}

// By revenue the worst two are a (+30) and b (-30): the first of the largest; had a 39 hours, b is worst.
//   hours 39 10 31 20; gaps by revenue 29 -30 11 -10. b gets 29 from a (its manager); the last of the 30 is
//   not worth a move from c.
TEST(Attention, who_gets_too_little_is_given_to) {
    auto served = four();
    served[0].attention = 39;
    served[2].attention = 31;
    const auto shift = shift_of(served, balances_of(served, ValueBy::revenue));
    ASSERT_TRUE(shift);
    EXPECT_EQ(shift->worst, 1U);
    EXPECT_TRUE(shift->to_worst);
    ASSERT_EQ(shift->with.size(), 1U);
    EXPECT_EQ(shift->with[0].at, 0U);
    EXPECT_NEAR(shift->amount, 29, 1e-9);
    EXPECT_NEAR(*shift->index_after, 0.39 / 0.40, 1e-9);
}

TEST(Attention, what_cannot_be_compared) {
    EXPECT_FALSE(shift_of({}, {}));
    std::vector<Served> even{{"a", "a", "", 10, 10, 0}, {"b", "b", "", 20, 20, 0}};
    const auto balances = balances_of(even, ValueBy::both);
    EXPECT_FALSE(balances[0].potential_share) << "nobody has a potential";
    EXPECT_NEAR(balances[1].value_share, 2.0 / 3, 1e-12) << "then the revenue decides alone";
    EXPECT_FALSE(shift_of(even, balances)) << "even enough";
    even[0].revenue = -5;  // gave back more than it bought
    EXPECT_EQ(*balances_of(even, ValueBy::revenue)[0].revenue_share, 0);
    EXPECT_FALSE(balances_of(even, ValueBy::revenue)[0].index);
    for (const auto& b : balances_of({{"a", "a", "", 0, 5, 0}, {"b", "b", "", 0, 5, 0}}, ValueBy::revenue))
        EXPECT_EQ(b.gap, 0) << "nobody got any";
}

TEST(Attention, thin_records_are_named) {
    using Names = std::vector<std::string>;
    EXPECT_EQ(lacks_of({20, 5, 10, 1}, true), Names{});
    EXPECT_EQ(lacks_of({20, 5, 11, 1}, true), Names{"selection.few_minutes"});
    EXPECT_EQ(lacks_of({20, 5, 11, 1}, false), Names{});
    EXPECT_EQ(lacks_of({19, 4, 0, 0}, true),
              (Names{"selection.few_contacts", "selection.few_accounts_met", "selection.no_value"}));
}

// Gaps sum to nothing; a shift takes from nobody more than he has too much, and never beyond even.
TEST(Attention, shifts_never_overshoot) {
    std::mt19937 random{91};
    const auto any = [&](int below) { return static_cast<double>(random() % static_cast<unsigned>(below)); };
    for (int round = 0; round < 500; ++round) {
        std::vector<Served> served;
        for (int i = 0; i < 2 + static_cast<int>(any(12)); ++i)
            served.push_back({std::to_string(i), "", any(2) ? "m" : "", any(100), any(1000), any(1000)});
        const auto balances = balances_of(served, static_cast<ValueBy>(round % 3));
        double sum = 0, all = 0;
        for (std::size_t i = 0; i < served.size(); ++i) sum += balances[i].gap, all += served[i].attention;
        const auto shift = shift_of(served, balances);
        if (!shift) continue;
        EXPECT_NEAR(sum, 0, 1e-9 * (1 + all));
        double moved = 0;
        for (const auto& part : shift->with) {
            EXPECT_LT(balances[part.at].gap * balances[shift->worst].gap, 0);
            EXPECT_LE(part.amount, std::abs(balances[part.at].gap) + 1e-9);
            moved += part.amount;
        }
        EXPECT_NEAR(moved, shift->amount, 1e-9);
        EXPECT_LE(moved, std::abs(balances[shift->worst].gap) + 1e-9);
        EXPECT_LE(shift->with.size(), partners_at_most);
    }
}

}  // namespace
}  // namespace kamino::selection
