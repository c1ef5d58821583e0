#include "platform/base/money.h"

#include <array>

namespace kamino {
namespace {

__extension__ using Wide = __int128;

// ISO 4217 list one (2025), with the codes withdrawn since 2022 since invoices of those years still carry
// them (ANG BGN CUC HRK SLL ZWL). Codes without a minor unit (XAU, XDR, XXX …) are no currencies to sell in.
struct Group {
    int exponent;
    std::string_view codes;
};
constexpr std::array<Group, 4> iso_4217{{
    {2,
     "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD "
     "CDF CHE "
     "CHF CHW CNY COP COU CRC CUC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ "
     "GYD HKD "
     "HNL HRK HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK "
     "MNT MOP "
     "MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR "
     "SBD SCR "
     "SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU "
     "UZS VED "
     "VES WST XCD XCG YER ZAR ZMW ZWG ZWL"},
    {0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"},
    {3, "BHD IQD JOD KWD LYD OMR TND"},
    {4, "CLF UYW"},
}};

// Where a code of three capitals stands among all of them; -1 for anything else.
constexpr int place_of(std::string_view code) {
    if (code.size() != 3) return -1;
    int place = 0;
    for (const char c : code) {
        if (c < 'A' || c > 'Z') return -1;
        place = place * 26 + (c - 'A');
    }
    return place;
}

constexpr auto exponents_by_place() {
    std::array<std::int8_t, 26 * 26 * 26> exponents{};
    for (auto& e : exponents) e = -1;
    for (const auto& group : iso_4217)
        for (std::size_t at = 0; at < group.codes.size(); at += 4)
            exponents[static_cast<std::size_t>(place_of(group.codes.substr(at, 3)))] =
                static_cast<std::int8_t>(group.exponent);
    return exponents;
}

Wide power_of_ten(int n) {
    Wide value = 1;
    for (int i = 0; i < n; ++i) value *= 10;
    return value;
}

// numerator / denominator to the nearest whole number, ties to the even one; denominator > 0.
Wide divide_half_even(Wide numerator, Wide denominator) {
    const Wide quotient = numerator / denominator;
    const Wide rest = numerator % denominator;
    const Wide size = rest < 0 ? -rest : rest;
    const Wide other = denominator - size;
    if (size < other || (size == other && quotient % 2 == 0)) return quotient;
    return quotient + (numerator < 0 ? -1 : 1);
}

std::optional<std::int64_t> within_limit(Wide value) {
    if (value > money_limit || value < -Wide{money_limit}) return std::nullopt;
    return static_cast<std::int64_t>(value);
}

}  // namespace

std::optional<int> currency_exponent(std::string_view currency) {
    static constexpr auto exponents = exponents_by_place();
    const int place = place_of(currency);
    if (place < 0 || exponents[static_cast<std::size_t>(place)] < 0) return std::nullopt;
    return exponents[static_cast<std::size_t>(place)];
}

std::optional<std::int64_t> minor_from_decimal(std::string_view text, int exponent) {
    const bool negative = !text.empty() && text.front() == '-';
    if (!text.empty() && (text.front() == '-' || text.front() == '+')) text.remove_prefix(1);
    Wide minor = 0;
    int places = -1;  // digits after the point so far; -1 before the point
    int seen = 0;
    int first_cut = -1;  // the first digit beyond the exponent
    bool cut_rest = false;
    for (const char c : text) {
        if (c == '.' && places < 0) {
            places = 0;
            continue;
        }
        if (c < '0' || c > '9') return std::nullopt;
        ++seen;
        if (places >= 0 && places == exponent) {
            if (first_cut < 0) {
                first_cut = c - '0';
            } else {
                cut_rest = cut_rest || c != '0';
            }
            continue;
        }
        if (places >= 0) ++places;
        minor = minor * 10 + (c - '0');
        if (minor > money_limit) return std::nullopt;
    }
    if (seen == 0) return std::nullopt;
    for (int i = places < 0 ? 0 : places; i < exponent; ++i) minor *= 10;
    const bool up = first_cut > 5 || (first_cut == 5 && (cut_rest || minor % 2 == 1));
    if (up) ++minor;
    return within_limit(negative ? -minor : minor);
}

std::optional<std::int64_t> convert_minor(std::int64_t minor, int from_exponent, int to_exponent,
                                          std::int64_t rate_e9) {
    if (rate_e9 <= 0 || !within_limit(minor)) return std::nullopt;
    // |minor| < 2^53 and rate < 2^63, so that the product stays below 2^116; 10^3 of scale still fits into
    // 127 bits.
    Wide product = Wide{minor} * rate_e9;
    if (to_exponent > from_exponent) {
        if (__builtin_mul_overflow(product, power_of_ten(to_exponent - from_exponent), &product)) {
            return std::nullopt;
        }
        return within_limit(divide_half_even(product, power_of_ten(9)));
    }
    return within_limit(divide_half_even(product, power_of_ten(9 + from_exponent - to_exponent)));
}

std::string decimal_from_minor(std::int64_t minor, int exponent) {
    const std::uint64_t size =
        minor < 0 ? 0 - static_cast<std::uint64_t>(minor) : static_cast<std::uint64_t>(minor);
    std::string digits = std::to_string(size);
    const auto places = static_cast<std::size_t>(exponent);
    if (exponent > 0) {
        if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
        digits.insert(digits.size() - places, 1, '.');
    }
    return minor < 0 ? "-" + digits : digits;
}

}  // namespace kamino
