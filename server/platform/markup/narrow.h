// CommonMark knows more than our rich text: what is outside the subset is escaped before it is read, so that
// it stays text. Pure.
#pragma once
#include <string>
#include <string_view>

namespace kamino::markup {

bool is_mark(char c);  // ASCII punctuation: what a backslash escapes
std::string narrowed(std::string_view body);

}  // namespace kamino::markup
