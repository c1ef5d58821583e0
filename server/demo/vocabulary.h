// The words of one language, read from data/demo/<language>.json: dotted keys ("lines.CLN") and lists
// ("outcomes"). Immutable after the constructor; the three languages have the same keys and list lengths
// (proved by a test).
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace kamino::demo {

class Vocabulary {
  public:
    explicit Vocabulary(std::string_view json);             // Fault invalid "demo.vocabulary"
    const std::string& word(const std::string& key) const;  // a missing key: Fault invalid "demo.vocabulary"
    const std::vector<std::string>& list(const std::string& key) const;
    std::vector<std::string> keys() const;  // sorted; lists as "key[length]"

  private:
    std::map<std::string, std::string> words_;
    std::map<std::string, std::vector<std::string>> lists_;
};

// Replaces "{name}" in a pattern.
std::string filled(std::string pattern, std::string_view name, std::string_view text);

}  // namespace kamino::demo
