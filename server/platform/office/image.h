// Pictures that documents may carry: what a file is by its own bytes, and how large.
#pragma once
#include <optional>

#include "platform/office/document.h"

namespace kamino::office {

// PNG and JPEG by their headers, at most 4096 pixels a side; nullopt for anything else. SVG is no picture
// here: it may hold scripts, and slides want a bitmap beside it.
std::optional<Logo> logo_of(std::string bytes);
inline constexpr std::size_t logo_limit = 512 * 1024;

std::string base64(std::string_view bytes);
std::optional<std::string> from_base64(std::string_view text);

}  // namespace kamino::office
