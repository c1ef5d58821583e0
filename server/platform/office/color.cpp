#include "platform/office/color.h"

#include <algorithm>
#include <cmath>

namespace kamino::office {
namespace {

int digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::string written(const Color& c, const char* digits) {
    std::string text;
    for (const auto part : {c.red, c.green, c.blue}) {
        text += digits[part >> 4];
        text += digits[part & 15];
    }
    return text;
}

// WCAG 2.2, "relative luminance", from sRGB.
double luminance(const Color& c) {
    const auto linear = [](std::uint8_t part) {
        const double s = part / 255.0;
        return s <= 0.04045 ? s / 12.92 : std::pow((s + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(c.red) + 0.7152 * linear(c.green) + 0.0722 * linear(c.blue);
}

}  // namespace

std::optional<Color> color_of(std::string_view text) {
    if (text.size() != 7 || text[0] != '#') return std::nullopt;
    std::uint8_t parts[3];
    for (std::size_t i = 0; i < 3; ++i) {
        const int high = digit(text[1 + 2 * i]), low = digit(text[2 + 2 * i]);
        if (high < 0 || low < 0) return std::nullopt;
        parts[i] = static_cast<std::uint8_t>(16 * high + low);
    }
    return Color{parts[0], parts[1], parts[2]};
}

std::string hex(const Color& color) {
    return written(color, "0123456789ABCDEF");
}
std::string css(const Color& color) {
    return "#" + written(color, "0123456789abcdef");
}

Color mix(const Color& a, const Color& b, double share) {
    const auto part = [&](std::uint8_t x, std::uint8_t y) {
        return static_cast<std::uint8_t>(std::lround(x + (y - x) * share));
    };
    return {part(a.red, b.red), part(a.green, b.green), part(a.blue, b.blue)};
}

double contrast(const Color& a, const Color& b) {
    const double la = luminance(a), lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

Color readable(const Color& color) {
    auto dark = color;
    for (int step = 1; step <= 50 && contrast(dark, white) < 4.5; ++step)
        dark = mix(color, black, step / 50.0);
    return dark;
}

Color text_on(const Color& ground) {
    return contrast(ground, white) >= contrast(ground, black) ? white : black;
}

}  // namespace kamino::office
