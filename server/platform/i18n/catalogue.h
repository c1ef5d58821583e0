// The embedded message texts, read once at first use and immutable afterwards. Private to i18n.
// A catalogue ends with the key "~", so that every line of a message ends with a comma and merges cleanly.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "platform/i18n/i18n.h"

namespace kamino::i18n {

using Catalogue = std::map<std::string, std::string, std::less<>>;

const Catalogue& catalogue(Language language);

// Reads a catalogue file; a text that is no flat object of texts, or a key that stands twice, is a defect
// (std::runtime_error): catalogues are ours.
Catalogue read_catalogue(std::string_view json);

}  // namespace kamino::i18n
