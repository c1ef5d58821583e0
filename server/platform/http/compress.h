// gzip (RFC 1952) by zlib. Pure functions, thread-safe.
#pragma once
#include <string>
#include <string_view>

namespace kamino::http {

// `level` 1 (fast) … 9 (small). Empty on failure of zlib (out of memory): send it plain then.
std::string gzip(std::string_view data, int level);
// Whether a media type shrinks: text, JSON, JavaScript, SVG, XML.
bool compressible(std::string_view content_type);

}  // namespace kamino::http
