// Which accounts count as key. One place, to be replaced by the guarded list of key accounts when there is
// one.
#pragma once
#include <string_view>

namespace kamino::selection {

// Structural and significant: class A or B, by the rule or set by a person.
inline bool is_key(std::string_view class_) {
    return class_ == "A" || class_ == "B";
}

}  // namespace kamino::selection
