// Text that people can see and that says what it shows.
#pragma once
#include <string_view>

namespace kamino::base {

// Something of it is to be seen: not only blanks and signs without width. What somebody has to say (a name, a
// reason) is said in visible signs.
bool has_visible(std::string_view text);

// It has a sign that turns the direction of what follows (U+202A to U+202E, U+2066 to U+2069): "Acme" would
// read "emcA", and the rest of the line with it.
bool turns_direction(std::string_view text);

}  // namespace kamino::base
