#include "platform/storage/record_sql.h"

#include <map>
#include <mutex>

#include "platform/describe/filter.h"
#include "platform/storage/records.h"

namespace kamino::storage {
namespace {

RecordSql make(const describe::Entity& e) {
    RecordSql s;
    const std::string name{e.name}, table{e.table};
    std::string names = "id, version, created_at, updated_at, deleted_at";
    std::string values = ":id, :version, :created_at, :updated_at, :deleted_at";
    std::string sets = "version = :version, updated_at = :updated_at, deleted_at = :deleted_at";
    std::string replaces =
        "version = excluded.version, created_at = excluded.created_at, updated_at = excluded.updated_at, "
        "deleted_at = "
        "excluded.deleted_at";
    for (const auto& c : e.columns()) {
        names += ", \"" + c.name + "\"";
        values += ", :" + c.name;
        sets += ", \"" + c.name + "\" = :" + c.name;
        replaces += ", \"" + c.name + "\" = excluded.\"" + c.name + "\"";
    }
    s.columns = select_columns(e, table);
    s.from = e.from.empty() ? table : std::string{e.from};
    s.insert = "INSERT INTO " + table + " (" + names + ") VALUES (" + values + ")";
    s.update = "UPDATE " + table + " SET " + sets + " WHERE id = :id AND version = :seen";
    s.put = s.insert + " ON CONFLICT (id) DO UPDATE SET " + replaces;
    s.find_name = name + ".find";
    s.list_name = name + ".list";
    s.insert_name = name + ".insert";
    s.update_name = name + ".update";
    s.put_name = name + ".put";
    return s;
}

}  // namespace

std::string column_expression(const describe::Entity& e, const describe::Column& c, std::string_view alias) {
    if (c.field->rule.expression.empty()) return std::string{alias} + ".\"" + c.name + "\"";
    return describe::expression(e, *c.field, c.part);
}

const RecordSql& record_sql(const describe::Entity& entity) {
    static std::mutex mutex;
    static std::map<const describe::Entity*, RecordSql> known;
    std::lock_guard lock{mutex};
    auto it = known.find(&entity);
    if (it == known.end()) it = known.emplace(&entity, make(entity)).first;
    return it->second;
}

}  // namespace kamino::storage
