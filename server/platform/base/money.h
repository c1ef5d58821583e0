// Money: a whole number of the currency's minor units (cents) and the ISO 4217 code. Never a floating-point
// number. Exponents 0, 2 and 3 are known from the table of ISO 4217; sums of two currencies do not exist
// without a rate.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kamino {

struct Money {
    std::int64_t minor = 0;
    std::string currency;
    bool operator==(const Money&) const = default;
};

// Digits after the point: 2 for EUR, 0 for CLP, 3 for KWD; nullopt when the code is not in ISO 4217.
std::optional<int> currency_exponent(std::string_view currency);

// Largest amount that travels as JSON exactly: 2^53 - 1 minor units.
inline constexpr std::int64_t money_limit = 9'007'199'254'740'991;

// "1234.5" (point as decimal sign, no grouping) to minor units, half-even where digits exceed the exponent.
// nullopt when it is not a number or leaves ±money_limit.
std::optional<std::int64_t> minor_from_decimal(std::string_view text, int exponent);

// Converts with a rate scaled by 1e9 (target major per source major), half-even (IEEE 754 roundTiesToEven).
// nullopt on overflow of ±money_limit.
std::optional<std::int64_t> convert_minor(std::int64_t minor, int from_exponent, int to_exponent,
                                          std::int64_t rate_e9);

// "1234.50": a plain decimal without grouping, for CSV and for people who will format it further.
std::string decimal_from_minor(std::int64_t minor, int exponent);

}  // namespace kamino
