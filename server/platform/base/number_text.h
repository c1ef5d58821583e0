// Numbers and money as people and programs of several countries write them, to plain decimal text. Pure
// functions; nothing is guessed: the caller says which mark is the decimal one.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kamino::base {

enum class DecimalMark : std::uint8_t { point, comma };
std::string_view name_of(DecimalMark mark);  // "point", "comma"
std::optional<DecimalMark> decimal_mark_of(std::string_view name);

// Plain decimal text with a point ("-1234.5"), exact, for minor_from_decimal; nullopt when it is no number.
// Takes grouping by . , ' blank and no-break blanks, a sign before or after, parentheses as minus, and an
// exponent.
std::optional<std::string> parse_decimal(std::string_view text, DecimalMark mark = DecimalMark::point);
std::optional<std::int64_t> parse_integer(std::string_view text, DecimalMark mark = DecimalMark::point);

struct ParsedMoney {
    std::string decimal;   // as parse_decimal
    std::string currency;  // ISO code when the text names one ("EUR", "€", "R$"); '$' alone gives ""
};
std::optional<ParsedMoney> parse_money(std::string_view text, DecimalMark mark = DecimalMark::point);

// In percent: "45 %", "45" and "45.0%" are "45".
std::optional<std::string> parse_percent(std::string_view text, DecimalMark mark = DecimalMark::point);

}  // namespace kamino::base
