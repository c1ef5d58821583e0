// Identifiers: UUID version 7 (RFC 9562 section 5.7) in lower-case text. Made by us, also by an offline
// client; they sort by time of making. Within one process they are strictly increasing. Thread-safe.
#pragma once
#include <string>
#include <string_view>

namespace kamino::base {

std::string new_id();

// True for the canonical 36-character lower-case form of any UUID version.
bool is_id(std::string_view text);

// `bytes` random bytes from the system, as URL-safe base64 without padding. For tokens and keys.
std::string random_token(int bytes);

// SHA-256 in lower-case hex.
std::string sha256_hex(std::string_view data);

}  // namespace kamino::base
