// The members of a small JSON body, taken one by one; finish() refuses what is missing, wrong or unknown, all
// at once.
#pragma once
#include <boost/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/fault.h"
#include "platform/http/request.h"

namespace kamino::auth {

class Body {
  public:
    explicit Body(const http::Request& request);
    // Text of at most `max` bytes; "" when it is absent and not required.
    std::string text(std::string_view name, bool required = true, std::size_t max = 1024);
    std::vector<std::string> texts(std::string_view name);  // required; at most 50
    void add(FieldFault fault) { faults_.push_back(std::move(fault)); }
    void finish();  // throws invalid_fields

  private:
    const boost::json::value* take(std::string_view name);
    boost::json::object object_;
    std::vector<std::string> taken_;
    std::vector<FieldFault> faults_;
};

}  // namespace kamino::auth
