// Structured log: one JSON object a line on standard error, with time, level, message, and named values.
// Thread-safe. Never log passwords, tokens or cookie values.
#pragma once
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace kamino::log {

using Field = std::pair<std::string_view, std::string>;
using Fields = std::initializer_list<Field>;

enum class Level { debug, info, warn, error };

void set_level(Level level);
void write(Level level, std::string_view message, Fields fields = {});
inline void debug(std::string_view m, Fields f = {}) {
    write(Level::debug, m, f);
}
inline void info(std::string_view m, Fields f = {}) {
    write(Level::info, m, f);
}
inline void warn(std::string_view m, Fields f = {}) {
    write(Level::warn, m, f);
}
inline void error(std::string_view m, Fields f = {}) {
    write(Level::error, m, f);
}

}  // namespace kamino::log
