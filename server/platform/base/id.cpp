#include "platform/base/id.h"

#include <sodium.h>

#include <chrono>
#include <cstdint>
#include <mutex>
#include <stdexcept>
#include <vector>

namespace kamino::base {
namespace {

void start_sodium() {
    static const bool started = sodium_init() >= 0;
    if (!started) throw std::runtime_error("libsodium cannot start");
}

std::uint64_t random_bits(int count) {
    std::uint64_t bits = 0;
    randombytes_buf(&bits, sizeof bits);
    return bits >> (64 - count);
}

std::string hex(const unsigned char* bytes, std::size_t size) {
    std::string text(size * 2 + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), bytes, size);
    text.pop_back();
    return text;
}

// The fields of a version 7 UUID: 48 bits of milliseconds, 12 and 62 random bits.
struct Parts {
    std::uint64_t ms = 0;
    std::uint64_t high = 0;
    std::uint64_t low = 0;
};

constexpr std::uint64_t high_end = 1ULL << 12;
constexpr std::uint64_t low_end = 1ULL << 62;

// RFC 9562 section 6.2 method 2: within a millisecond, and when the clock steps back, the random part grows
// by a random amount, so that the next id is larger and still not guessable.
Parts next_parts() {
    static std::mutex mutex;
    static Parts last;
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    const auto ms =
        static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::milliseconds>(since).count());
    const std::lock_guard lock{mutex};
    if (ms > last.ms) {
        last = {ms, random_bits(12), random_bits(62)};
        return last;
    }
    last.low += 1 + random_bits(32);
    if (last.low >= low_end) {
        last.low -= low_end;
        ++last.high;
    }
    if (last.high >= high_end) last = {last.ms + 1, random_bits(11), random_bits(62)};
    return last;
}

}  // namespace

std::string new_id() {
    start_sodium();
    const Parts parts = next_parts();
    const std::uint64_t first = (parts.ms << 16) | (0x7ULL << 12) | parts.high;
    const std::uint64_t second = (0x2ULL << 62) | parts.low;
    unsigned char bytes[16];
    for (int i = 0; i < 8; ++i) {
        bytes[i] = static_cast<unsigned char>(first >> (56 - 8 * i));
        bytes[8 + i] = static_cast<unsigned char>(second >> (56 - 8 * i));
    }
    std::string text = hex(bytes, sizeof bytes);
    for (const std::size_t at : {20U, 16U, 12U, 8U}) text.insert(at, 1, '-');
    return text;
}

bool is_id(std::string_view text) {
    if (text.size() != 36) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        const bool digit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        if (dash ? c != '-' : !digit) return false;
    }
    return true;
}

std::string random_token(int bytes) {
    start_sodium();
    const auto size = static_cast<std::size_t>(bytes);
    std::vector<unsigned char> random(size);
    randombytes_buf(random.data(), size);
    constexpr int form = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::string text(sodium_base64_encoded_len(size, form), '\0');
    sodium_bin2base64(text.data(), text.size(), random.data(), size, form);
    text.pop_back();  // the terminating NUL
    return text;
}

std::string sha256_hex(std::string_view data) {
    start_sodium();
    unsigned char digest[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(digest, reinterpret_cast<const unsigned char*>(data.data()), data.size());
    return hex(digest, sizeof digest);
}

}  // namespace kamino::base
