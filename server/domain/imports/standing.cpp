#include "domain/imports/standing.h"

namespace kamino::imports {
namespace {

// What neither the import has written nor the house itself; nor an import that was taken back.
constexpr const char* elsewhere =
    " AND request_id <> :import AND door <> 'job' AND request_id NOT IN (SELECT i.id FROM imports i WHERE "
    "i.state IN ('undone', 'failed', 'cancelled'))";

// ":i0, :i1 …", and the values beside it.
std::string list_of(const std::vector<std::string>& ids, storage::Args& args) {
    std::string list;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const auto name = "i" + std::to_string(i);
        list += (i ? ", :" : ":") + name;
        args.emplace_back(name, ids[i]);
    }
    return list;
}

}  // namespace

Standing::Standing(const registry::Registry& registry, storage::Read& read, std::string import_id)
    : registry_(registry), import_id_(std::move(import_id)) {
    auto rows =
        read.query({"imports.made",
                    "SELECT entity_id FROM import_traces WHERE import_id = :import AND action = 'created'"},
                   {{"import", import_id_}});
    while (rows.next()) made_.insert(rows.text(0));
}

std::set<std::string> Standing::among(storage::Read& read, const describe::Entity& entity,
                                      const std::vector<std::string>& ids) {
    std::set<std::string> standing;
    if (ids.empty()) return standing;
    add_changed(read, entity, ids, standing);
    std::set<std::string_view> seen;
    const auto look = [&](const describe::Entity& from) {
        if (!from.from.empty() || !seen.insert(from.table).second) return;
        for (const auto& field : from.fields)
            if (field.rule.reference == entity.name && field.kind == describe::Kind::text)
                add_referred(read, from, field, ids, standing);
    };
    for (const auto& resource : registry_.resources()) look(*resource->entity);
    for (const auto* described : registry_.described()) look(*described);
    for (const auto& id : standing) made_.erase(id);
    return standing;
}

// By the change log: a line that neither this import nor the house itself has written.
void Standing::add_changed(storage::Read& read, const describe::Entity& entity,
                           const std::vector<std::string>& ids, std::set<std::string>& standing) const {
    storage::Args args{{"entity", entity.name}, {"import", std::string_view{import_id_}}};
    const auto list = list_of(ids, args);
    auto rows =
        read.query({"imports.changed_since",
                    "SELECT DISTINCT entity_id FROM changes WHERE entity = :entity AND entity_id IN (" +
                        list + ")" + elsewhere},
                   args);
    while (rows.next()) standing.insert(rows.text(0));
}

void Standing::add_referred(storage::Read& read, const describe::Entity& from, const describe::Field& field,
                            const std::vector<std::string>& ids, std::set<std::string>& standing) const {
    const auto* resource = registry_.find(from.name);
    const bool facts = resource && resource->bulk;
    const std::string column = "\"" + std::string{field.name} + "\"", table{from.table};
    storage::Args args;
    const auto list = list_of(ids, args);
    // Facts of this import are gone by now.
    const auto sql =
        facts ? "SELECT DISTINCT " + column + ", '' FROM " + table + " WHERE " + column + " IN (" + list + ")"
              : "SELECT " + column + ", id FROM " + table + " WHERE deleted_at IS NULL AND " + column +
                    " IN (" + list + ")";
    std::vector<std::pair<std::string, std::string>> found;
    {
        auto rows = read.query({"imports.referred", sql}, args);
        while (rows.next()) found.emplace_back(rows.text(0), rows.text(1));
    }
    for (const auto& [id, by] : found) {
        if (standing.contains(id) || made_.contains(by)) continue;
        if (facts || !is_of_import(read, std::string{from.name}, by)) standing.insert(id);
    }
}

// Rows that the house makes along with a record (its place in a team, say) have no trace of their own.
bool Standing::is_of_import(storage::Read& read, const std::string& entity, const std::string& id) const {
    const auto foreign =
        read.integer({"imports.made_elsewhere",
                      std::string{"SELECT 1 FROM changes WHERE entity = :entity AND entity_id = :id"} +
                          elsewhere + " LIMIT 1"},
                     {{"entity", std::string_view{entity}}, {"id", id}, {"import", import_id_}});
    return !foreign;
}

}  // namespace kamino::imports
