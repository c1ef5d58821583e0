#include "platform/base/visible.h"

#include <algorithm>

#include "platform/base/text.h"

namespace kamino::base {

bool has_visible(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7f'; }) ||
           !fold(text).empty();
}

bool turns_direction(std::string_view text) {
    for (auto at = text.find('\xE2'); at != std::string_view::npos; at = text.find('\xE2', at + 1)) {
        const auto sign = text.substr(at, 3);
        if ((sign >= "\xE2\x80\xAA" && sign <= "\xE2\x80\xAE") ||
            (sign >= "\xE2\x81\xA6" && sign <= "\xE2\x81\xA9"))
            return true;
    }
    return false;
}

}  // namespace kamino::base
