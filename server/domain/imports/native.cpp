#include "domain/imports/native.h"

#include <array>

#include "domain/imports/index.h"
#include "platform/base/id.h"

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

constexpr std::array<std::string_view, 4> system_columns = {"id", "version", "created_at", "updated_at"};

bool is_system(std::string_view header) {
    return std::find(system_columns.begin(), system_columns.end(), header) != system_columns.end();
}

// References as our exports write them.
bool holds_ids(const ColumnProfile& profile) {
    const auto& samples = profile.samples();
    return std::any_of(samples.begin(), samples.end(),
                       [](const std::string& text) { return base::is_id(text.substr(0, text.find(';'))); });
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
    std::size_t known = 0, all = 0;
    for (const auto& h : headers) {
        if (is_system(h)) continue;
        ++all;
        known += resource->entity->find(h) != nullptr || h == "currency" ||
                 !money_of_currency(*resource->entity, h).empty();
    }
    return all > 0 && known * 3 >= all * 2;
}

bool is_own_export(std::span<const std::string> headers) {
    return std::all_of(system_columns.begin(), system_columns.end(), [&](std::string_view name) {
        return std::find(headers.begin(), headers.end(), name) != headers.end();
    });
}

std::string target_of_export(const registry::Registry& registry, std::span<const std::string> headers) {
    std::string best;
    double most = 0;
    if (!is_own_export(headers)) return best;
    for (const auto& resource : registry.resources()) {
        const auto target = target_of_route(std::string{resource->route});
        if (!resource->importable || !looks_native(registry, target, headers)) continue;
        // Known headers of all headers, and of all fields: two resources may share a few names.
        std::size_t known = 0;
        for (const auto& h : headers) known += resource->entity->find(h) != nullptr;
        const double share =
            static_cast<double>(known) / static_cast<double>(headers.size()) +
            static_cast<double>(known) / static_cast<double>(resource->entity->fields.size());
        if (share > most) {
            most = share;
            best = target;
        }
    }
    return best;
}

Mapping native_mapping(const registry::Registry& registry, std::string_view target,
                       std::span<const std::string> headers, std::span<const ColumnProfile> profiles) {
    Mapping mapping;
    mapping.dialect = native_dialect;
    mapping.entity = target;
    const auto* resource = resource_of(registry, target);
    if (!resource) return mapping;
    const auto& entity = *resource->entity;
    for (std::size_t i = 0; i < headers.size(); ++i) {
        const auto& header = headers[i];
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
                if (i < profiles.size() && holds_ids(profiles[i])) column.by.insert(column.by.begin(), "id");
            }
        } else {
            continue;
        }
        mapping.columns.push_back(std::move(column));
    }
    return mapping;
}

}  // namespace kamino::imports
