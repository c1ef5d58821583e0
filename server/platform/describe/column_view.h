// A column's value as the databases take it, looked at in place: what bulk writes and keys of imports use,
// where copying every text would cost more than the write. Pure; thread-safe.
#pragma once
#include <string>
#include <string_view>
#include <variant>

#include "platform/describe/describe.h"

namespace kamino::describe {

using ValueView = std::variant<std::nullptr_t, std::int64_t, double, std::string_view>;

// A text of the view stands in the record, or in `scratch` (dates, lists, folded text), and is good as long
// as both stay as they are.
ValueView column_view(const Column& column, const Record& record, std::string& scratch);
// The field as one value: of money, the amount alone.
ValueView whole_view(const Field& field, const Record& record, std::string& scratch);

}  // namespace kamino::describe
