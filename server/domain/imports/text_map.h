// Texts by text, and sets of texts, that only grow while a run lives: their memory comes from one arena and
// goes back at once, instead of two blocks a row.
#pragma once
#include <functional>
#include <memory_resource>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace kamino::imports {

struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};
using TextMap = std::pmr::unordered_map<std::pmr::string, std::pmr::string, TextHash, std::equal_to<>>;
using TextSet = std::pmr::unordered_set<std::pmr::string, TextHash, std::equal_to<>>;

// Gives the key its value, unless it has one; the value that it has then.
inline std::pair<std::pmr::string*, bool> learn(TextMap& map, std::string_view key, std::string_view value) {
    if (const auto it = map.find(key); it != map.end()) return {&it->second, false};
    return {&map.emplace(key, value).first->second, true};
}

}  // namespace kamino::imports
