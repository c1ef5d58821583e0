// Large changes of indexed columns. SQLite keeps every index entry by entry: when most rows of a table
// change, making its indexes anew afterwards costs a fraction. PostgreSQL is left alone: there it would lock
// readers out.
#pragma once
#include <functional>
#include <span>
#include <string_view>

#include "platform/storage/storage.h"

namespace kamino::storage {

// Runs fn while the table's indexes that open with one of the columns are gone, and makes them again as they
// were, in the same transaction. On PostgreSQL it only runs fn.
void without_indexes(Write& write, std::string_view table, std::span<const std::string_view> columns,
                     const std::function<void()>& fn);

}  // namespace kamino::storage
