// Inside of the describe engine: typed access to a record's member behind a field row.
#pragma once
#include <string>
#include <vector>

#include "platform/describe/describe.h"

namespace kamino::describe {

template <class T>
T& member(const Field& field, Record& record) {
    return *static_cast<T*>(field.at(record));
}

// nullptr: there is none.
const Money* money_of(const Field& field, Record& record);

std::string list_json(const std::vector<std::string>& items);

// Writes the value of one field as JSON (null when absent and nullable).
void write_member(base::JsonWriter& out, const Field& field, const Record& record);

// Checks one value against the field's rule; adds what is wrong.
void check_member(const Field& field, const Record& record, std::vector<FieldFault>& faults);

}  // namespace kamino::describe
