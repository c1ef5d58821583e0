#include "platform/describe/sql_pieces.h"

namespace kamino::describe {

bool is_member_name(std::string_view name) {
    return !name.empty() && name.size() <= 40 && name[0] >= 'a' && name[0] <= 'z' &&
           name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string_view::npos;
}
std::string member_text(const std::string& column, const std::string& name) {
    const auto at = "(" + column + ", '$." + name + "')";
    return "/*sqlite CASE json_type" + at + " WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE " +
           "CAST(json_extract" + at + " AS TEXT) END *//*postgres (CAST(" + column + " AS jsonb) ->> '" +
           name + "') */";
}
std::string member_number(const std::string& column, const std::string& name) {
    const auto at = "(" + column + ", '$." + name + "')";
    const auto document = "CAST(" + column + " AS jsonb)";
    return "/*sqlite CASE WHEN json_type" + at + " IN ('integer', 'real') THEN json_extract" + at +
           " END *//*postgres CASE WHEN jsonb_typeof(" + document + " -> '" + name +
           "') = 'number' THEN CAST(" + document + " ->> '" + name + "' AS DOUBLE PRECISION) END */";
}
std::string absent_member(const std::string& column, const std::string& name) {
    return "(COALESCE(" + member_text(column, name) + ", '') = '')";
}

std::string absent(Kind kind, bool nullable, const std::string& column) {
    if (nullable) return "(" + column + " IS NULL)";
    if (kind == Kind::text) return "(" + column + " = '')";
    if (kind == Kind::list) return "(" + column + " = '[]')";
    if (kind == Kind::document) return "(" + column + " = '{}')";
    return "(" + column + " IS NULL)";
}

std::string like_text(std::string_view text) {
    std::string escaped = "%";
    for (char c : text) {
        if (c == '%' || c == '_' || c == '\\') escaped += '\\';
        escaped += c;
    }
    return escaped + "%";
}

}  // namespace kamino::describe
