// Which accounts count as key. One place: the members of the key list, and before there are any, the accounts
// of class A and B.
#pragma once
#include <string_view>

#include "platform/storage/storage.h"

namespace kamino::selection {

class Keys {
  public:
    explicit Keys(storage::Read& read);
    bool by_list() const { return by_list_; }
    bool operator()(std::string_view key_state, std::string_view class_) const {
        if (by_list_) return key_state == "active" || key_state == "probation";
        return class_ == "A" || class_ == "B";
    }

  private:
    bool by_list_;
};

}  // namespace kamino::selection
