#include "domain/imports/native.h"

#include "domain/imports/index.h"

namespace kamino::imports {
namespace {

std::string target_of_route(std::string route) {
    for (auto& c : route)
        if (c == '-') c = '_';
    return route;
}

// The keys by which a file may name a record of this entity, strongest first.
std::vector<std::string> keys_of(const describe::Entity& entity) {
    std::vector<std::string> keys;
    for (const auto& f : entity.fields)
        if (f.rule.external_key) keys.emplace_back(f.name);
    for (const char* name : {"code", "key", "email", "name"})
        if (entity.find(name) && std::find(keys.begin(), keys.end(), name) == keys.end())
            keys.emplace_back(name);
    return keys;
}

std::string money_of_currency(const describe::Entity& entity, std::string_view header) {
    constexpr std::string_view tail = "_currency";
    if (!header.ends_with(tail)) return "";
    const auto* f = entity.find(header.substr(0, header.size() - tail.size()));
    return f && f->kind == describe::Kind::money ? std::string{f->name} : "";
}

}  // namespace

bool looks_native(const registry::Registry& registry, std::string_view target,
                  std::span<const std::string> headers) {
    const auto* resource = resource_of(registry, target);
    if (!resource || headers.empty()) return false;
    std::size_t known = 0;
    for (const auto& h : headers)
        known += resource->entity->find(h) != nullptr || h == "currency" ||
                 !money_of_currency(*resource->entity, h).empty();
    return known * 3 >= headers.size() * 2;
}

Mapping native_mapping(const registry::Registry& registry, std::string_view target,
                       std::span<const std::string> headers) {
    Mapping mapping;
    mapping.dialect = "kamino";
    mapping.entity = target;
    const auto* resource = resource_of(registry, target);
    if (!resource) return mapping;
    const auto& entity = *resource->entity;
    for (const auto& header : headers) {
        ColumnMapping column;
        column.column = header;
        const auto* field = entity.find(header);
        if (const auto money = money_of_currency(entity, header); !money.empty()) {
            column.field = money;
            column.take = Take::currency;
        } else if (header == "currency" && !field) {
            for (const auto& f : entity.fields) {
                if (f.kind != describe::Kind::money) continue;
                column.field = f.name;
                column.take = Take::currency;
                mapping.columns.push_back(column);
            }
            continue;
        } else if (field && field->rule.importable && !field->rule.secret) {
            column.field = header;
            if (field->kind == describe::Kind::list) column.take = Take::list;
            if (const auto* to = registry.find(field->rule.reference)) {
                if (field->kind != describe::Kind::list) column.take = Take::reference;
                column.to = target_of_route(to->route);
                column.by = keys_of(*to->entity);
            }
        } else {
            continue;
        }
        mapping.columns.push_back(std::move(column));
    }
    return mapping;
}

}  // namespace kamino::imports
