#include "platform/base/text.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <array>
#include <charconv>
#include <cmath>
#include <stdexcept>

namespace kamino::base {
namespace {

bool is_ascii(std::string_view text) {
    for (const char c : text) {
        if (static_cast<unsigned char>(c) >= 0x80) return false;
    }
    return true;
}

bool is_blank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

std::string fold_ascii(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    bool gap = false;
    for (const char c : text) {
        if (is_blank(c)) {
            gap = !out.empty();
            continue;
        }
        if (gap) out += ' ';
        gap = false;
        out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    }
    return out;
}

icu::UnicodeString normalized(const icu::Normalizer2* form, const icu::UnicodeString& text) {
    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeString out = form->normalize(text, status);
    if (U_FAILURE(status)) throw std::runtime_error(u_errorName(status));
    return out;
}

const icu::Normalizer2* normalizer(bool decompose) {
    UErrorCode status = U_ZERO_ERROR;
    const auto* form =
        decompose ? icu::Normalizer2::getNFKDInstance(status) : icu::Normalizer2::getNFCInstance(status);
    if (U_FAILURE(status)) throw std::runtime_error(u_errorName(status));
    return form;
}

// Accents have a combining class from 10 (overlays have 1). Classes 7, 8 and 9 (nukta, kana voicing, virama)
// and the vowel signs of class 0 make another letter: dropping them would merge different words.
bool is_accent(UChar32 c) {
    const auto combining = u_getCombiningClass(c);
    return combining >= 10 || combining == 1 || u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

icu::UnicodeString without_accents(const icu::UnicodeString& text) {
    icu::UnicodeString out;
    bool gap = false;
    for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        const UChar32 c = text.char32At(i);
        if (u_isUWhiteSpace(c)) {
            gap = !out.isEmpty();
            continue;
        }
        if (is_accent(c)) continue;
        if (gap) out.append(static_cast<UChar32>(' '));
        gap = false;
        out.append(c);
    }
    return out;
}

}  // namespace

bool is_utf8(std::string_view text) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    for (std::size_t i = 0; i < text.size();) {
        UChar32 c = 0;
        U8_NEXT(bytes, i, text.size(), c);
        if (c < 0) return false;
    }
    return true;
}

std::string fold(std::string_view text) {
    if (is_ascii(text)) return fold_ascii(text);
    static const auto* decomposed = normalizer(true);
    static const auto* composed = normalizer(false);
    const auto source = icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
    // Folding after decomposing can bring new marks (capital I with dot), hence decomposing again.
    icu::UnicodeString folded = normalized(decomposed, source);
    folded = normalized(decomposed, folded.foldCase());
    std::string out;
    normalized(composed, without_accents(folded)).toUTF8String(out);
    return out;
}

std::string squash(std::string_view text) {
    const std::string folded = fold(text);
    std::string out;
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(folded.data());
    for (std::size_t i = 0; i < folded.size();) {
        const std::size_t start = i;
        UChar32 c = 0;
        U8_NEXT(bytes, i, folded.size(), c);
        const auto kind = c < 0 ? 0U : U_GET_GC_MASK(c);
        if ((kind & (U_GC_L_MASK | U_GC_ND_MASK | U_GC_MC_MASK | U_GC_MN_MASK)) != 0) {
            out.append(folded, start, i - start);
        }
    }
    return out;
}

std::string trim(std::string_view text) {
    constexpr std::string_view no_break = "\xC2\xA0";
    while (!text.empty()) {
        if (is_blank(text.front())) {
            text.remove_prefix(1);
        } else if (text.starts_with(no_break)) {
            text.remove_prefix(2);
        } else {
            break;
        }
    }
    while (!text.empty()) {
        if (is_blank(text.back())) {
            text.remove_suffix(1);
        } else if (text.ends_with(no_break)) {
            text.remove_suffix(2);
        } else {
            break;
        }
    }
    return std::string{text};
}

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> pieces;
    while (true) {
        const auto end = text.find(separator);
        if (auto piece = trim(text.substr(0, end)); !piece.empty()) pieces.push_back(std::move(piece));
        if (end == std::string_view::npos) return pieces;
        text.remove_prefix(end + 1);
    }
}

std::optional<std::int64_t> to_int(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::optional<double> to_double(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

std::string number_text(double value) {
    if (!std::isfinite(value)) throw std::invalid_argument("number_text: not a finite number");
    std::array<char, 32> buffer{};
    const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    return {buffer.data(), result.ptr};
}

}  // namespace kamino::base
