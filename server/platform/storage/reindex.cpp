#include "platform/storage/reindex.h"

#include <string>
#include <vector>

namespace kamino::storage {
namespace {

constexpr Sql list_indexes{"storage.list_indexes",
                           "SELECT name, sql FROM sqlite_master "
                           "WHERE type = 'index' AND tbl_name = :table AND sql IS NOT NULL ORDER BY name"};

struct Index {
    std::string name, sql;
};

// "CREATE INDEX name ON table (column, …)": the column after the first parenthesis.
bool opens_with(const std::string& sql, std::span<const std::string_view> columns) {
    const auto from = sql.find('(') + 1;
    const std::string_view first{sql.data() + from, sql.find_first_of(",) ", from) - from};
    for (const auto column : columns)
        if (column == first) return true;
    return false;
}

std::vector<Index> indexes_of(Write& write, std::string_view table,
                              std::span<const std::string_view> columns) {
    std::vector<Index> found;
    auto rows = write.query(list_indexes, {{"table", table}});
    while (rows.next())
        if (auto sql = rows.text(1); opens_with(sql, columns))
            found.push_back({rows.text(0), std::move(sql)});
    return found;
}

}  // namespace

void without_indexes(Write& write, std::string_view table, std::span<const std::string_view> columns,
                     const std::function<void()>& fn) {
    std::vector<Index> gone;
    if (write.engine() == Engine::sqlite) gone = indexes_of(write, table, columns);
    for (const auto& index : gone) write.execute({"storage.drop_index", "DROP INDEX \"" + index.name + "\""});
    fn();
    for (const auto& index : gone) write.execute({"storage.create_index", index.sql});
}

}  // namespace kamino::storage
