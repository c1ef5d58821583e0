// A value into the member of a record that a field describes. Inside of imports only.
#pragma once
#include "platform/describe/describe.h"

namespace kamino::imports {

// A value into a member whose type is T or std::optional<T>.
template <class T>
void put(const describe::Field& field, describe::Record& record, T value) {
    if (field.nullable)
        *static_cast<std::optional<T>*>(field.at(record)) = std::move(value);
    else
        *static_cast<T*>(field.at(record)) = std::move(value);
}

}  // namespace kamino::imports
