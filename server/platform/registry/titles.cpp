#include "platform/registry/titles.h"

#include <algorithm>

namespace kamino::registry {
namespace {

constexpr std::size_t at_once = 200;

void read_titles(const Resource& resource, storage::Read& read, const auth::Actor& actor,
                 std::span<const std::string> ids, std::map<std::string, Title>& titles) {
    const auto& entity = *resource.entity;
    const std::string table{entity.table};
    const auto scope = scope_of(resource, actor);
    std::string text = "SELECT " + table + ".id, " + table + "." + std::string{entity.title_field} + ", " +
                       table + ".deleted_at FROM " + table + " WHERE " + table + ".id IN (";
    storage::Args args;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        args.emplace_back("i" + std::to_string(i), ids[i]);
        text += (i ? ", :i" : ":i") + std::to_string(i);
    }
    text += ")";
    if (!scope.sql.empty()) text += " AND (" + scope.sql + ")";
    for (const auto& v : scope.values) args.emplace_back(v.name, v.value);
    auto rows = read.query({"registry.titles", text}, args);
    while (rows.next()) titles[rows.text(0)] = {rows.text(1), !rows.is_null(2)};
}

}  // namespace

std::map<std::string, Title> titles_of(const Registry& registry, storage::Read& read,
                                       const auth::Actor& actor, const IdsByEntity& wanted) {
    std::map<std::string, Title> titles;
    for (const auto& [name, ids] : wanted) {
        const auto* resource = registry.find(name);
        if (!resource || !resource->entity->from.empty() ||
            !resource->entity->find(resource->entity->title_field))
            continue;
        for (std::size_t at = 0; at < ids.size(); at += at_once)
            read_titles(*resource, read, actor,
                        std::span{ids}.subspan(at, std::min(at_once, ids.size() - at)), titles);
    }
    return titles;
}

}  // namespace kamino::registry
