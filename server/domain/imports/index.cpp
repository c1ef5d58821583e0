#include "domain/imports/index.h"

#include "platform/base/text.h"

namespace kamino::imports {

const registry::Resource* resource_of(const registry::Registry& registry, std::string_view target) {
    std::string route{target};
    for (auto& c : route)
        if (c == '_') c = '-';
    return registry.by_route(route);
}

std::string Index::key_text(const describe::Field& field, std::string_view text) {
    if (field.name == "name" || field.name == "title") return base::squash(text);
    return base::fold(text);
}

const Index::Keys& Index::keys(storage::Read& read, std::string_view to, std::string_view by) {
    const std::string name = std::string{to} + "." + std::string{by};
    const auto [it, fresh] = loaded_.try_emplace(name, &arena_);
    auto& loaded = it->second;
    if (!fresh) return loaded;
    const auto* resource = resource_of(registry_, to);
    if (!resource) return loaded;
    loaded.entity = resource->entity;
    if (by == "id") {
        loaded.by_id = true;
        auto rows = read.query({"imports.index", "SELECT id FROM " + std::string{resource->entity->table} +
                                                     " WHERE deleted_at IS NULL"});
        while (rows.next()) imports::learn(loaded.map, rows.text_view(0), rows.text_view(0));
        return loaded;
    }
    loaded.field = resource->entity->find(by);
    if (!loaded.field || loaded.field->kind != describe::Kind::text) {
        loaded.field = nullptr;
        return loaded;
    }
    const std::string column = "\"" + std::string{by} + "\"";
    const std::string sql = "SELECT id, " + column + " FROM " + std::string{resource->entity->table} +
                            " WHERE deleted_at IS NULL AND " + column + " <> ''";
    auto rows = read.query({"imports.index", sql});
    while (rows.next()) {
        const auto key = key_text(*loaded.field, rows.text_view(1));
        if (key.empty()) continue;
        const auto [id, added] = imports::learn(loaded.map, key, rows.text_view(0));
        if (!added && *id != rows.text_view(0)) id->clear();
    }
    return loaded;
}

Index::Hit Index::find(storage::Read& read, std::string_view to, std::string_view by, std::string_view text) {
    return find(keys(read, to, by), text);
}

Index::Hit Index::find(const Keys& keys, std::string_view text) {
    if (!keys.field && !keys.by_id) return {};
    const auto it =
        keys.by_id ? keys.map.find(text) : keys.map.find(std::string_view{key_text(*keys.field, text)});
    if (it == keys.map.end()) return {};
    return it->second.empty() ? Hit{Found::several, ""} : Hit{Found::one, std::string{it->second}};
}

void Index::learn(std::string_view to, const describe::Record& record) {
    const std::string prefix = std::string{to} + ".";
    for (auto& [name, loaded] : loaded_) {
        if ((!loaded.field && !loaded.by_id) || !name.starts_with(prefix)) continue;
        const auto key =
            loaded.by_id ? record.id : key_text(*loaded.field, describe::get_text(*loaded.field, record));
        if (key.empty()) continue;
        const auto [id, added] = imports::learn(loaded.map, key, record.id);
        if (!added && *id != std::string_view{record.id}) id->clear();
    }
}

}  // namespace kamino::imports
