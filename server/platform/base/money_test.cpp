#include "platform/base/money.h"

#include <gtest/gtest.h>

namespace kamino {
namespace {

TEST(Money, ExponentsOfIso4217) {
    struct Case {
        const char* code;
        std::optional<int> exponent;
    };
    const Case cases[] = {{"EUR", 2},   {"USD", 2},  {"COP", 2},  {"MXN", 2}, {"CLP", 0}, {"JPY", 0},
                          {"ISK", 0},   {"KWD", 3},  {"TND", 3},  {"CLF", 4}, {"HUF", 2}, {"HRK", 2},
                          {"XAU", {}},  {"XXX", {}}, {"eur", {}}, {"", {}},   {"EU", {}}, {"R A", {}},
                          {"EURO", {}}, {"ED ", {}}, {"ZZZ", {}}};
    for (const auto& c : cases) EXPECT_EQ(currency_exponent(c.code), c.exponent) << c.code;
}

TEST(Money, ReadsDecimals) {
    struct Case {
        const char* text;
        int exponent;
        std::optional<std::int64_t> minor;
    };
    const Case cases[] = {
        {"1234.5", 2, 123450},
        {"-1234.5", 2, -123450},
        {"+7", 2, 700},
        {"0", 2, 0},
        {".5", 2, 50},
        {"5.", 2, 500},
        {"1234", 0, 1234},
        {"1.234", 3, 1234},
        // Round half to even (IEEE 754-2019, 4.3.1).
        {"0.125", 2, 12},
        {"0.135", 2, 14},
        {"0.1251", 2, 13},
        {"0.12500", 2, 12},
        {"0.126", 2, 13},
        {"-0.125", 2, -12},
        {"-0.135", 2, -14},
        {"2.5", 0, 2},
        {"3.5", 0, 4},
        {"0.999", 2, 100},
        {"90071992547409.91", 2, 9007199254740991},
        {"90071992547409.92", 2, {}},
        {"90071992547409.914", 2, 9007199254740991},
        {"90071992547409.915", 2, {}},
        {"-90071992547409.91", 2, -9007199254740991},
        {"99999999999999999999999999999999999999999999", 2, {}},
        {"", 2, {}},
        {".", 2, {}},
        {"-", 2, {}},
        {"1.2.3", 2, {}},
        {"1,5", 2, {}},
        {"1e3", 2, {}},
        {" 1", 2, {}},
        {"--1", 2, {}},
    };
    for (const auto& c : cases) EXPECT_EQ(minor_from_decimal(c.text, c.exponent), c.minor) << c.text;
}

TEST(Money, ConvertsWithARate) {
    struct Case {
        std::int64_t minor;
        int from, to;
        std::int64_t rate_e9;
        std::optional<std::int64_t> result;
    };
    const Case cases[] = {
        {10000, 2, 2, 1'100'000'000, 11000},       // 100.00 EUR at 1.1 = 110.00 USD
        {10000, 2, 0, 1'023'456'000'000, 102346},  // 100.00 EUR at 1023.456 = 102346 CLP (102345.6)
        {102346, 0, 2, 977'000, 9999},             // back at 0.000977 = 99.992 -> 99.99
        {1, 0, 3, 2'000'000, 2},                   // 1 JPY at 0.002 KWD = 0.002
        {5, 2, 2, 500'000'000, 2},                 // 2.5 -> 2, half to even
        {7, 2, 2, 500'000'000, 4},                 // 3.5 -> 4
        {-5, 2, 2, 500'000'000, -2},
        {-7, 2, 2, 500'000'000, -4},
        {money_limit, 2, 2, 1'000'000'000, money_limit},
        {money_limit, 2, 2, 1'000'000'001, {}},
        {money_limit, 0, 4, 9'223'372'036'854'775'807, {}},
        {1, 2, 2, 0, {}},
        {1, 2, 2, -5, {}},
    };
    for (const auto& c : cases)
        EXPECT_EQ(convert_minor(c.minor, c.from, c.to, c.rate_e9), c.result) << c.minor;
}

TEST(Money, WritesPlainDecimals) {
    struct Case {
        std::int64_t minor;
        int exponent;
        const char* text;
    };
    const Case cases[] = {{123450, 2, "1234.50"}, {-5, 2, "-0.05"},   {0, 2, "0.00"},   {7, 0, "7"},
                          {7, 3, "0.007"},        {1000, 3, "1.000"}, {-100, 0, "-100"}};
    for (const auto& c : cases) {
        EXPECT_EQ(decimal_from_minor(c.minor, c.exponent), c.text);
        EXPECT_EQ(minor_from_decimal(c.text, c.exponent), c.minor);
    }
    EXPECT_EQ(decimal_from_minor(INT64_MIN, 2), "-92233720368547758.08");
}

}  // namespace
}  // namespace kamino
