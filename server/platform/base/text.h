// Text: UTF-8 checks, folding for search and matching, small conversions that both databases must agree on.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kamino::base {

bool is_utf8(std::string_view text);

// Folded for search: NFKD, accents and invisible characters removed, case folded, composed again, white space
// runs to one blank, trimmed. "  Señor  ÅNGSTRÖM " -> "senor angstrom". Signs that change a letter into
// another one (kana voicing, Indic vowels) stay. Same on every engine because we do it.
std::string fold(std::string_view text);

// Folded and with everything but letters and digits removed: "GTX Pro" and "GTXPro" -> "gtxpro". For natural
// keys.
std::string squash(std::string_view text);

std::string trim(std::string_view text);                                // ASCII white space and U+00A0
std::vector<std::string> split(std::string_view text, char separator);  // pieces trimmed, empty ones dropped

std::optional<std::int64_t> to_int(std::string_view text);  // whole text, base 10
std::optional<double> to_double(std::string_view text);     // whole text, '.' as decimal sign, finite only

// Shortest text that reads back as the same double; NaN and infinities are refused with
// std::invalid_argument.
std::string number_text(double value);

}  // namespace kamino::base
