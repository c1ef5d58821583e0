#include "demo/vocabulary.h"

#include <algorithm>
#include <boost/json.hpp>

#include "platform/base/fault.h"
#include "platform/base/json.h"

namespace kamino::demo {

namespace {
Fault broken(const std::string& key) {
    return invalid("demo.vocabulary", {{"key", key}});
}

std::vector<std::string> texts(const boost::json::array& items, const std::string& key) {
    std::vector<std::string> result;
    for (const auto& item : items) {
        if (!item.is_string()) throw broken(key);
        result.emplace_back(item.as_string());
    }
    if (result.empty()) throw broken(key);
    return result;
}
}  // namespace

Vocabulary::Vocabulary(std::string_view json) {
    const auto document = base::parse_json(json);
    if (!document.is_object()) throw broken("");
    const auto walk = [this](const auto& self, const boost::json::object& object,
                             const std::string& prefix) -> void {
        for (const auto& [name, value] : object) {
            const std::string key = prefix + std::string(name);
            if (value.is_object())
                self(self, value.as_object(), key + ".");
            else if (value.is_array())
                lists_[key] = texts(value.as_array(), key);
            else if (value.is_string())
                words_[key] = std::string(value.as_string());
            else
                throw broken(key);
        }
    };
    walk(walk, document.as_object(), "");
}

const std::string& Vocabulary::word(const std::string& key) const {
    const auto it = words_.find(key);
    if (it == words_.end()) throw broken(key);
    return it->second;
}

const std::vector<std::string>& Vocabulary::list(const std::string& key) const {
    const auto it = lists_.find(key);
    if (it == lists_.end()) throw broken(key);
    return it->second;
}

std::vector<std::string> Vocabulary::keys() const {
    std::vector<std::string> result;
    for (const auto& [key, text] : words_) result.push_back(key);
    for (const auto& [key, items] : lists_) result.push_back(key + "[" + std::to_string(items.size()) + "]");
    std::sort(result.begin(), result.end());
    return result;
}

std::string filled(std::string pattern, std::string_view name, std::string_view text) {
    const std::string mark = "{" + std::string(name) + "}";
    for (auto at = pattern.find(mark); at != std::string::npos; at = pattern.find(mark, at + text.size()))
        pattern.replace(at, mark.size(), text);
    return pattern;
}

}  // namespace kamino::demo
