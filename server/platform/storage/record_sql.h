// Inside of records: the SQL text of one entity, made once from its field rows and kept.
#pragma once
#include <string>
#include <vector>

#include "platform/describe/describe.h"

namespace kamino::storage {

struct RecordSql {
    std::string columns;  // "accounts.id, accounts.version, …": what read_record expects
    std::string from;     // "accounts" or the read model's FROM
    std::string find_name, list_name, insert, insert_name, update, update_name, put, put_name;
};

// Thread-safe; the result lives as long as the process.
const RecordSql& record_sql(const describe::Entity& entity);

// The SQL expression under which a column is selected.
std::string column_expression(const describe::Entity& entity, const describe::Column& column,
                              std::string_view alias);

}  // namespace kamino::storage
