// Percent-encoding and queries (RFC 3986; '+' is a blank in queries, as browsers' forms send it).
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "platform/http/request.h"

namespace kamino::http {

// nullopt for broken escapes, NUL, and what is not UTF-8 once decoded.
std::optional<std::string> percent_decode(std::string_view text, bool plus_is_blank);
std::string percent_encode(std::string_view text);  // everything but unreserved characters
std::optional<Pairs> parse_query(std::string_view query);
bool same_name(std::string_view a,
               std::string_view b);  // ASCII case-insensitive, for header names and tokens
// "gzip" in "br, gzip;q=0.5": true when listed with q > 0 (or "*" is, and the token itself is not refused).
bool accepts(std::string_view header, std::string_view token);

}  // namespace kamino::http
