#include "platform/base/encoding.h"

#include <array>
#include <cstring>

namespace kamino::base {

namespace {

constexpr std::array<std::string_view, 5> encoding_names = {"utf-8", "utf-8-bom", "utf-16-le", "utf-16-be",
                                                            "windows-1252"};
constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";

// Code points of the bytes 0x80–0x9F in Windows-1252; the five holes are the C1 controls, as browsers read
// them.
constexpr std::array<std::uint16_t, 32> cp1252_high = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

unsigned byte_at(std::string_view s, std::size_t i) {
    return static_cast<unsigned char>(s[i]);
}

void append_utf8(std::string& to, std::uint32_t c) {
    if (c < 0x80) {
        to += static_cast<char>(c);
    } else if (c < 0x800) {
        to += static_cast<char>(0xC0 | (c >> 6));
        to += static_cast<char>(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        to += static_cast<char>(0xE0 | (c >> 12));
        to += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
        to += static_cast<char>(0x80 | (c & 0x3F));
    } else {
        to += static_cast<char>(0xF0 | (c >> 18));
        to += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
        to += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
        to += static_cast<char>(0x80 | (c & 0x3F));
    }
}

void append_1252(std::string& to, unsigned byte) {
    append_utf8(to, byte >= 0x80 && byte < 0xA0 ? cp1252_high[byte - 0x80] : byte);
}

// Length of the good sequence at `i` (1 for ASCII), 0 for a bad byte, -1 when the text ends inside a
// sequence.
int sequence_at(std::string_view s, std::size_t i) {
    const unsigned lead = byte_at(s, i);
    if (lead < 0x80) return 1;
    if (lead < 0xC2 || lead > 0xF4) return 0;
    const int length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    for (int k = 1; k < length; ++k) {
        if (i + k >= s.size()) return -1;
        const unsigned next = byte_at(s, i + k);
        unsigned low = 0x80;
        unsigned high = 0xBF;
        if (k == 1 && lead == 0xE0) low = 0xA0;
        if (k == 1 && lead == 0xED) high = 0x9F;
        if (k == 1 && lead == 0xF0) low = 0x90;
        if (k == 1 && lead == 0xF4) high = 0x8F;
        if (next < low || next > high) return 0;
    }
    return length;
}

std::size_t skip_ascii(std::string_view s, std::size_t i) {
    while (i + 8 <= s.size()) {
        std::uint64_t word = 0;
        std::memcpy(&word, s.data() + i, 8);
        if ((word & 0x8080808080808080ULL) != 0) break;
        i += 8;
    }
    while (i < s.size() && byte_at(s, i) < 0x80) ++i;
    return i;
}

// Bytes of the good UTF-8 prefix.
std::size_t good_prefix(std::string_view s) {
    std::size_t i = 0;
    for (;;) {
        i = skip_ascii(s, i);
        if (i >= s.size()) return i;
        const int length = sequence_at(s, i);
        if (length <= 0) return i;
        i += static_cast<std::size_t>(length);
    }
}

struct Utf8Census {
    std::uint64_t good = 0;
    std::uint64_t bad = 0;
    std::string tail;  // an unfinished sequence at the end of the last piece

    void feed(std::string_view piece) {
        const std::string joined = tail.empty() ? std::string{} : tail + std::string{piece};
        const std::string_view s = tail.empty() ? piece : std::string_view{joined};
        std::string rest;
        for (std::size_t i = skip_ascii(s, 0); i < s.size(); i = skip_ascii(s, i)) {
            const int length = sequence_at(s, i);
            if (length < 0) {
                rest = s.substr(i);
                break;
            }
            ++(length == 0 ? bad : good);
            i += static_cast<std::size_t>(length == 0 ? 1 : length);
        }
        tail = std::move(rest);
    }
    bool is_utf8() const { return bad == 0 || good >= 10 * bad; }
};

std::optional<Encoding> by_mark_or_zeros(std::string_view s) {
    if (s.starts_with(utf8_mark)) return Encoding::utf8_bom;
    if (s.starts_with("\xFF\xFE")) return Encoding::utf16_le;
    if (s.starts_with("\xFE\xFF")) return Encoding::utf16_be;
    const std::string_view head = s.substr(0, 4096);
    std::array<std::size_t, 2> zeros{};
    for (std::size_t i = 0; i < head.size(); ++i) zeros[i % 2] += head[i] == '\0';
    const std::size_t half = head.size() / 2;
    if (half >= 4 && zeros[1] * 10 > half * 4 && zeros[0] * 50 <= half) return Encoding::utf16_le;
    if (half >= 4 && zeros[0] * 10 > half * 4 && zeros[1] * 50 <= half) return Encoding::utf16_be;
    return std::nullopt;
}

// Fills `to` as far as the source goes.
std::size_t read_full(ByteSource& source, char* to, std::size_t capacity) {
    std::size_t got = 0;
    while (got < capacity) {
        const std::size_t n = source.read(to + got, capacity - got);
        if (n == 0) break;
        got += n;
    }
    return got;
}

constexpr std::size_t piece_bytes = 64 * 1024;

}  // namespace

std::string_view encoding_name(Encoding encoding) {
    return encoding_names[static_cast<std::size_t>(encoding)];
}

std::optional<Encoding> encoding_of_name(std::string_view name) {
    for (std::size_t i = 0; i < encoding_names.size(); ++i) {
        if (encoding_names[i] == name) return static_cast<Encoding>(i);
    }
    return std::nullopt;
}

Encoding detect_encoding(std::string_view bytes) {
    if (const auto known = by_mark_or_zeros(bytes)) return *known;
    Utf8Census census;
    census.feed(bytes);
    return census.is_utf8() ? Encoding::utf8 : Encoding::windows_1252;
}

Encoding detect_file_encoding(const std::string& path, const TextLimits& limits) {
    const auto source = open_bytes(path, limits);
    std::string piece(piece_bytes, '\0');
    std::size_t n = read_full(*source, piece.data(), piece.size());
    if (const auto known = by_mark_or_zeros({piece.data(), n})) return *known;
    Utf8Census census;
    while (n > 0) {
        census.feed({piece.data(), n});
        n = source->read(piece.data(), piece.size());
    }
    if (!census.tail.empty()) ++census.bad;
    return census.is_utf8() ? Encoding::utf8 : Encoding::windows_1252;
}

TextStream::TextStream(std::unique_ptr<ByteSource> source, Encoding encoding)
    : source_(std::move(source)), encoding_(encoding) {}

std::size_t TextStream::read(char* to, std::size_t capacity) {
    for (;;) {
        if (given_ < ready_.size()) {
            const std::size_t n = std::min(capacity, ready_.size() - given_);
            std::memcpy(to, ready_.data() + given_, n);
            given_ += n;
            return n;
        }
        if (at_end_) return 0;
        ready_.clear();
        given_ = 0;
        const std::size_t kept = raw_.size();
        raw_.resize(kept + piece_bytes);
        const std::size_t n = read_full(*source_, raw_.data() + kept, piece_bytes);
        raw_.resize(kept + n);
        at_end_ = n < piece_bytes;
        convert();
    }
}

void TextStream::convert() {
    switch (encoding_) {
        case Encoding::utf8:
        case Encoding::utf8_bom:
            convert_utf8(at_end_);
            break;
        case Encoding::utf16_le:
        case Encoding::utf16_be:
            convert_utf16(at_end_);
            break;
        case Encoding::windows_1252:
            convert_windows_1252();
            break;
    }
    if (std::memchr(ready_.data(), 0, ready_.size()) != nullptr) std::erase(ready_, '\0');
    if (at_start_ && !ready_.empty()) {
        at_start_ = false;
        if (std::string_view{ready_}.starts_with(utf8_mark)) given_ = utf8_mark.size();
    }
}

void TextStream::convert_utf8(bool at_end) {
    const std::size_t good = good_prefix(raw_);
    if (good == raw_.size()) {  // nearly always: no copy
        ready_.swap(raw_);
        raw_.clear();
        return;
    }
    ready_.assign(raw_, 0, good);
    std::size_t i = good;
    while (i < raw_.size()) {
        const int length = sequence_at(raw_, i);
        if (length < 0 && !at_end) break;
        if (length > 0) {
            ready_.append(raw_, i, static_cast<std::size_t>(length));
            i += static_cast<std::size_t>(length);
        } else {
            append_1252(ready_, byte_at(raw_, i++));
            ++repaired_;
        }
    }
    raw_.erase(0, i);
}

void TextStream::convert_utf16(bool at_end) {
    const std::size_t low = encoding_ == Encoding::utf16_le ? 0 : 1;
    const auto unit = [&](std::size_t i) {
        return byte_at(raw_, i + low) | (byte_at(raw_, i + 1 - low) << 8);
    };
    std::size_t i = 0;
    while (i + 2 <= raw_.size()) {
        const unsigned first = unit(i);
        if (first >= 0xD800 && first < 0xDC00) {
            if (i + 4 > raw_.size() && !at_end) break;
            const unsigned second = i + 4 <= raw_.size() ? unit(i + 2) : 0;
            if (second >= 0xDC00 && second < 0xE000) {
                append_utf8(ready_, 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00));
                i += 4;
                continue;
            }
        }
        const bool broken = first >= 0xD800 && first < 0xE000;
        append_utf8(ready_, broken ? 0xFFFD : first);
        repaired_ += broken;
        i += 2;
    }
    raw_.erase(0, i);
    if (at_end && !raw_.empty()) {  // half a character
        ++repaired_;
        raw_.clear();
    }
}

void TextStream::convert_windows_1252() {
    ready_.reserve(raw_.size() + raw_.size() / 8);
    for (std::size_t i = 0; i < raw_.size();) {
        const std::size_t ascii = skip_ascii(raw_, i);
        ready_.append(raw_, i, ascii - i);
        i = ascii;
        if (i < raw_.size()) append_1252(ready_, byte_at(raw_, i++));
    }
    raw_.clear();
}

}  // namespace kamino::base
