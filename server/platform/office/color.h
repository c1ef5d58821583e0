// Colours of a company that stay readable: WCAG 2.2 contrast (relative luminance, ratio), and the nearest
// darker shade that text needs.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kamino::office {

struct Color {
    std::uint8_t red = 0, green = 0, blue = 0;
    bool operator==(const Color&) const = default;
};
inline constexpr Color white{255, 255, 255}, black{0, 0, 0};

std::optional<Color> color_of(std::string_view text);  // "#1f4e79"
std::string hex(const Color& color);                   // "1F4E79", as OOXML writes it
std::string css(const Color& color);                   // "#1f4e79"
Color mix(const Color& a, const Color& b, double share_of_b);

// 1..21: (L1 + 0.05) / (L2 + 0.05), WCAG 2.2 "contrast ratio".
double contrast(const Color& a, const Color& b);
// The colour itself, or as much darker as it takes to be read on white (4.5 : 1).
Color readable(const Color& color);
// White or black, whichever is read better on it.
Color text_on(const Color& ground);

}  // namespace kamino::office
