// Pieces of SQL that filters are put together from.
#pragma once
#include <string>
#include <string_view>

#include "platform/describe/describe.h"

namespace kamino::describe {

// The value is missing: NULL, or what stands for nothing in the kind.
std::string absent(Kind kind, bool nullable, const std::string& column);
// The pattern of LIKE … ESCAPE '\\' that finds the text anywhere.
std::string like_text(std::string_view text);

// A member of a JSON text, as text or as a number (NULL when it is none). The engines share no word for it.
// Only for names that is_member_name() passes: they become part of the statement.
bool is_member_name(std::string_view name);
std::string member_text(const std::string& column, const std::string& name);
std::string member_number(const std::string& column, const std::string& name);
std::string absent_member(const std::string& column, const std::string& name);

}  // namespace kamino::describe
