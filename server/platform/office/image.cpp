#include "platform/office/image.h"

#include <sodium.h>

namespace kamino::office {
namespace {

constexpr int most_pixels = 4096;

std::uint32_t big_endian(std::string_view bytes, std::size_t at, int count) {
    std::uint32_t value = 0;
    for (int i = 0; i < count; ++i) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

// Whole chunks up to IEND, with image data among them (ISO 15948, 5.3: length, type, data, CRC).
bool is_whole_png(std::string_view b) {
    constexpr std::size_t around = 12;
    bool data = false;
    for (std::size_t at = 8; at + around <= b.size();) {
        const auto length = big_endian(b, at, 4);
        const auto type = b.substr(at + 4, 4);
        if (length > b.size() - at - around) return false;
        if (type == "IEND") return data;
        data = data || type == "IDAT";
        at += around + length;
    }
    return false;
}

// PNG (ISO 15948): signature, then IHDR with width and height.
bool measure_png(std::string_view b, Logo& logo) {
    if (b.size() < 33 || !b.starts_with("\x89PNG\r\n\x1a\n") || b.substr(12, 4) != "IHDR") return false;
    logo.type = "image/png";
    logo.width = static_cast<int>(big_endian(b, 16, 4) & 0x7fffffff);
    logo.height = static_cast<int>(big_endian(b, 20, 4) & 0x7fffffff);
    return is_whole_png(b);
}

// JPEG (ITU-T T.81, B.2): segments up to the frame header, whose markers are SOF0 … SOF15 but DHT, JPG and
// DAC.
bool measure_jpeg(std::string_view b, Logo& logo) {
    if (!b.starts_with("\xff\xd8")) return false;
    for (std::size_t at = 2; at + 9 < b.size();) {
        if (static_cast<unsigned char>(b[at]) != 0xff) return false;
        const auto marker = static_cast<unsigned char>(b[at + 1]);
        if (marker == 0xff) {
            ++at;
            continue;
        }
        const bool frame =
            marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
        if (frame) {
            logo.type = "image/jpeg";
            logo.height = static_cast<int>(big_endian(b, at + 5, 2));
            logo.width = static_cast<int>(big_endian(b, at + 7, 2));
            return b.find("\xff\xd9", at) != std::string_view::npos;  // the end of the image
        }
        if (marker == 0xda || marker == 0xd9) return false;
        at += 2 + big_endian(b, at + 2, 2);
    }
    return false;
}

}  // namespace

std::optional<Logo> logo_of(std::string bytes) {
    Logo logo;
    if (bytes.size() > logo_limit || !(measure_png(bytes, logo) || measure_jpeg(bytes, logo)))
        return std::nullopt;
    const auto fits = [](int side) { return side > 0 && side <= most_pixels; };
    if (!fits(logo.width) || !fits(logo.height)) return std::nullopt;
    logo.bytes = std::move(bytes);
    return logo;
}

std::string base64(std::string_view bytes) {
    std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                      bytes.size(), sodium_base64_VARIANT_ORIGINAL);
    text.pop_back();
    return text;
}

std::optional<std::string> from_base64(std::string_view text) {
    std::string bytes(text.size(), '\0');
    std::size_t length = 0;
    if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                          text.size(), nullptr, &length, nullptr, sodium_base64_VARIANT_ORIGINAL) != 0)
        return std::nullopt;
    bytes.resize(length);
    return bytes;
}

std::string data_url(const Logo& logo) {
    return logo.type.empty() ? "" : "data:" + logo.type + ";base64," + base64(logo.bytes);
}

}  // namespace kamino::office
