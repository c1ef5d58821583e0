#include "platform/registry/titles.h"

#include <algorithm>

namespace kamino::registry {
namespace {

constexpr std::size_t at_once = 200;

// Whole records where the product's words may stand in them, else the titles alone.
void read_titles(const Resource& resource, storage::Read& read, const auth::Actor& actor,
                 i18n::Language language, std::span<const std::string> ids,
                 std::map<std::string, Title>& titles) {
    const auto& entity = *resource.entity;
    const std::string table{entity.table};
    const auto scope = scope_of(resource, actor);
    std::string text = "SELECT " +
                       (resource.in_words ? storage::select_columns(entity, table)
                                          : table + ".id, " + table + "." + std::string{entity.title_field} +
                                                ", " + table + ".deleted_at") +
                       " FROM " + table + " WHERE " + table + ".id IN (";
    storage::Args args;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        args.emplace_back("i" + std::to_string(i), ids[i]);
        text += (i ? ", :i" : ":i") + std::to_string(i);
    }
    text += ")";
    if (!scope.sql.empty()) text += " AND (" + scope.sql + ")";
    for (const auto& v : scope.values) args.emplace_back(v.name, v.value);
    std::vector<RecordPtr> records;
    auto rows = read.query({"registry.titles", text}, args);
    while (rows.next()) {
        if (!resource.in_words) {
            titles[rows.text(0)] = {rows.text(1), !rows.is_null(2)};
            continue;
        }
        records.push_back(storage::read_record(entity, rows));
    }
    for (const auto& r : records) {
        resource.in_words(*r, language);
        titles[r->id] = {describe::get_text(entity.at(entity.title_field), *r), r->deleted_at.has_value()};
    }
}

}  // namespace

std::map<std::string, Title> titles_of(const Registry& registry, storage::Read& read,
                                       const auth::Actor& actor, i18n::Language language,
                                       const IdsByEntity& wanted) {
    std::map<std::string, Title> titles;
    for (const auto& [name, ids] : wanted) {
        const auto* resource = registry.find(name);
        if (!resource || !resource->entity->from.empty() ||
            !resource->entity->find(resource->entity->title_field))
            continue;
        for (std::size_t at = 0; at < ids.size(); at += at_once)
            read_titles(*resource, read, actor, language,
                        std::span{ids}.subspan(at, std::min(at_once, ids.size() - at)), titles);
    }
    return titles;
}

}  // namespace kamino::registry
