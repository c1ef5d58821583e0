// Rates to another currency (DATA-8): by hand.
#include "domain/workspace/currency.h"

#include <gtest/gtest.h>

namespace kamino::workspace {
namespace {

// To EUR: 1 USD = 0.8 from January and 1.0 from July; 1 MXN = 0.05 from March; 1 GBP = 1.2 from January.
// To USD, then: 1 EUR = 1.25 and later 1; 1 MXN = 0.0625 and later 0.05; 1 GBP = 1.5 and later 1.2. Before
// its first day a rate holds too, so that MXN has one from January.
TEST(Currency, CrossesRatesByDay) {
    const auto day = [](unsigned month) { return Date::of(2026, month, 1); };
    const std::vector<Rate> rates{
        {"USD", day(1), 0.8}, {"USD", day(7), 1.0}, {"MXN", day(3), 0.05}, {"GBP", day(1), 1.2}};
    struct Case {
        const char* currency;
        unsigned month;
        double rate;
    };
    const std::vector<Case> expected{{"EUR", 1, 1.25},   {"EUR", 7, 1},      {"GBP", 1, 1.5}, {"GBP", 7, 1.2},
                                     {"MXN", 1, 0.0625}, {"MXN", 3, 0.0625}, {"MXN", 7, 0.05}};
    const auto made = rebased(rates, "EUR", "USD");
    ASSERT_EQ(made.size(), expected.size());
    for (std::size_t i = 0; i < made.size(); ++i) {
        EXPECT_EQ(made[i].currency, expected[i].currency) << i;
        EXPECT_EQ(made[i].valid_on, day(expected[i].month)) << i;
        EXPECT_NEAR(made[i].rate, expected[i].rate, 1e-12) << i;
    }
    EXPECT_TRUE(rebased(rates, "EUR", "CHF").empty()) << "no rate to convert by";
}

// There and back again is where we were, at every day.
TEST(Currency, ComesBack) {
    const std::vector<Rate> rates{{"CLP", Date::of(2025, 2, 1), 0.001},
                                  {"USD", Date::of(2025, 1, 1), 0.9},
                                  {"USD", Date::of(2026, 1, 1), 0.85}};
    for (const auto& r : rebased(rebased(rates, "EUR", "USD"), "USD", "EUR")) {
        const double was = r.currency == "CLP" ? 0.001 : r.valid_on < Date::of(2026, 1, 1) ? 0.9 : 0.85;
        EXPECT_NEAR(r.rate, was, 1e-12) << r.currency << ' ' << r.valid_on.to_text();
    }
}

}  // namespace
}  // namespace kamino::workspace
