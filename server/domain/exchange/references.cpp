#include "domain/exchange/references.h"

namespace kamino::exchange {
namespace {

constexpr std::string_view names[] = {"external_id", "email", "sku", "code", "name"};

void each_id(const boost::json::value& value, const std::function<void(const std::string&)>& visit) {
    if (value.is_string() && !value.get_string().empty()) visit(std::string{value.get_string()});
    if (const auto* list = value.if_array())
        for (const auto& one : *list)
            if (one.is_string()) visit(std::string{one.get_string()});
}

std::string key_of(std::string_view entity, std::string_view id) {
    return std::string{entity} + " " + std::string{id};
}

}  // namespace

bool is_outside(const registry::Registry& registry, std::string_view entity) {
    const auto* resource = registry.find(entity);
    return resource && entity != "account" && !entity.starts_with("plan");
}

void collect(const registry::Registry& registry, const describe::Entity& entity,
             const boost::json::object& row, Ids& ids) {
    for (const auto& f : entity.fields) {
        if (f.rule.reference.empty() || !is_outside(registry, f.rule.reference)) continue;
        if (const auto* value = row.if_contains(f.name))
            each_id(*value, [&](const std::string& id) { ids[std::string{f.rule.reference}].insert(id); });
    }
}

boost::json::object named(const registry::Registry& registry, storage::Read& read, const Ids& ids) {
    boost::json::object all;
    for (const auto& [entity, wanted] : ids) {
        const auto& e = *registry.at(entity).entity;
        boost::json::array list;
        for (const auto& id : wanted) {
            const auto record = storage::find_record(read, e, id, {}, true);
            if (!record) continue;
            boost::json::object one{{"id", id}};
            for (const auto name : names)
                if (const auto* f = e.find(name); f && !describe::is_absent(*f, *record))
                    one[name] = describe::get_text(*f, *record);
            list.push_back(std::move(one));
        }
        all[entity] = std::move(list);
    }
    return all;
}

Finder::Finder(const registry::Registry& registry, storage::Read& read, const auth::Actor& actor,
               std::string account_id, const boost::json::object& document)
    : registry_(registry), read_(read), actor_(actor), account_id_(std::move(account_id)) {
    const auto* references = document.if_contains("references");
    if (!references || !references->is_object()) return;
    for (const auto& [entity, list] : references->get_object()) {
        if (!list.is_array()) continue;
        for (const auto& one : list.get_array()) {
            const auto* o = one.if_object();
            const auto* id = o ? o->if_contains("id") : nullptr;
            if (id && id->is_string()) known_[key_of(entity, std::string_view{id->get_string()})] = *o;
        }
    }
}

std::string Finder::by(const registry::Resource& resource, std::string_view field, const std::string& value) {
    const auto& e = *resource.entity;
    if (field != "id" && !e.find(field)) return "";
    const std::string table{e.table};
    std::string sql = "SELECT " + table + ".id FROM " + table + " WHERE " + table + "." + std::string{field} +
                      " = :value AND " + table + ".deleted_at IS NULL";
    storage::Args args{{"value", value}};
    // People, units and opportunities are those of the account.
    if (!e.account_field.empty() && e.account_field != "id") {
        sql += " AND " + table + "." + std::string{e.account_field} + " = :account";
        args.emplace_back("account", account_id_);
    }
    const auto scope = registry::scope_of(resource, actor_);
    if (!scope.sql.empty()) sql += " AND (" + scope.sql + ")";
    for (const auto& v : scope.values) args.emplace_back(v.name, v.value);
    auto rows = read_.query({"exchange.find", sql + " LIMIT 2"}, args);
    if (!rows.next()) return "";
    auto id = rows.text(0);
    return rows.next() ? "" : id;
}

std::string Finder::look(const registry::Resource& resource, const boost::json::object& known) {
    for (const auto name : names) {
        const auto* value = known.if_contains(name);
        if (!value || !value->is_string() || value->get_string().empty()) continue;
        if (auto id = by(resource, name, std::string{value->get_string()}); !id.empty()) return id;
    }
    return "";
}

std::string Finder::find(std::string_view entity, const std::string& id) {
    const auto key = key_of(entity, id);
    if (const auto known = found_.find(key); known != found_.end()) return known->second;
    const auto& resource = registry_.at(entity);
    auto here = by(resource, "id", id);
    if (here.empty())
        if (const auto known = known_.find(key); known != known_.end()) here = look(resource, known->second);
    return found_[key] = here;
}

std::string Finder::name_of(std::string_view entity, const std::string& id) const {
    const auto known = known_.find(key_of(entity, id));
    if (known == known_.end()) return id;
    const auto* name = known->second.if_contains("name");
    return name && name->is_string() ? std::string{name->get_string()} : id;
}

}  // namespace kamino::exchange
