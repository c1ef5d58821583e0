#include "platform/base/id.h"

#include <sodium.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <stdexcept>
#include <utility>
#include <vector>

namespace kamino::base {
namespace {

void start_sodium() {
    static const bool started = sodium_init() >= 0;
    if (!started) throw std::runtime_error("libsodium cannot start");
}

// Random numbers taken from the system many at once: an id must not cost a system call. One thread at a time.
class RandomBits {
  public:
    std::uint64_t operator()(int count) {
        if (next_ == pool_.size()) {
            randombytes_buf(pool_.data(), sizeof pool_);
            next_ = 0;
        }
        return std::exchange(pool_[next_++], 0) >> (64 - count);
    }

  private:
    std::array<std::uint64_t, 256> pool_{};
    std::size_t next_ = 256;
};

std::string hex(const unsigned char* bytes, std::size_t size) {
    std::string text(size * 2 + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), bytes, size);
    text.pop_back();
    return text;
}

constexpr bool is_dash(std::size_t at) {
    return at == 8 || at == 13 || at == 18 || at == 23;
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
    static RandomBits random_bits;
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
    std::string text(36, '-');
    write_id({first, second}, text.data());
    return text;
}

bool is_id(std::string_view text) {
    return id_bits(text).has_value();
}

std::optional<IdBits> id_bits(std::string_view text) {
    if (text.size() != 36) return std::nullopt;
    IdBits bits;
    int digits = 0;
    for (std::size_t i = 0; i < 36; ++i) {
        const char c = text[i];
        if (is_dash(i)) {
            if (c != '-') return std::nullopt;
            continue;
        }
        const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
        if (digit < 0) return std::nullopt;
        auto& half = digits++ < 16 ? bits.high : bits.low;
        half = half << 4 | static_cast<std::uint64_t>(digit);
    }
    return bits;
}

void write_id(const IdBits& bits, char* to) {
    int digit = 0;
    for (std::size_t i = 0; i < 36; ++i) {
        if (is_dash(i)) {
            to[i] = '-';
            continue;
        }
        const auto half = digit < 16 ? bits.high : bits.low;
        to[i] = "0123456789abcdef"[(half >> (60 - 4 * (digit % 16))) & 0xf];
        ++digit;
    }
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
