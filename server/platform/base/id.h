// Identifiers: UUID version 7 (RFC 9562 section 5.7) in lower-case text. Made by us, also by an offline
// client; they sort by time of making. Within one process they are strictly increasing. Thread-safe.
#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kamino::base {

std::string new_id();

// True for the canonical 36-character lower-case form of any UUID version.
bool is_id(std::string_view text);

// An id as its 128 bits, which sort as the text does.
struct IdBits {
    std::uint64_t high = 0, low = 0;
    auto operator<=>(const IdBits&) const = default;
};
std::optional<IdBits> id_bits(std::string_view text);  // nullopt for what is_id() refuses
void write_id(const IdBits& bits, char* to);           // 36 characters

// `bytes` random bytes from the system, as URL-safe base64 without padding. For tokens and keys.
std::string random_token(int bytes);

// SHA-256 in lower-case hex.
std::string sha256_hex(std::string_view data);

}  // namespace kamino::base
