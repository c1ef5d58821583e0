// The rules of a write, the same by every door.
#include <algorithm>
#include <boost/json.hpp>

#include "platform/registry/registry.h"

namespace kamino::registry {
namespace {

std::vector<std::string> ids_of(const describe::Field& f, const Record& r) {
    auto text = describe::get_text(f, r);
    if (text.empty()) return {};
    if (f.kind != describe::Kind::list) return {text};
    std::vector<std::string> ids;
    std::size_t from = 0;
    while (from <= text.size()) {
        const auto to = std::min(text.find(';', from), text.size());
        ids.push_back(text.substr(from, to - from));
        from = to + 1;
    }
    return ids;
}

// A reference must name a living record that the actor may see; one that was there before may stay.
void check_references(const Registry& registry, storage::Write& write, const Resource& resource,
                      const auth::Actor& actor, const Record* before, const Record& after,
                      std::vector<FieldFault>& faults) {
    for (const auto& f : resource.entity->fields) {
        if (f.rule.reference.empty() || (before && describe::equal(f, *before, after))) continue;
        const auto* target = registry.find(f.rule.reference);
        if (!target) continue;
        const auto scope = scope_of(*target, actor);
        for (const auto& id : ids_of(f, after)) {
            std::string sql = "SELECT 1 FROM " + std::string{target->entity->table} + " WHERE " +
                              std::string{target->entity->table} + ".id = :id AND " +
                              std::string{target->entity->table} + ".deleted_at IS NULL";
            if (!scope.sql.empty()) sql += " AND (" + scope.sql + ")";
            storage::Args args{{"id", id}};
            for (const auto& v : scope.values) args.emplace_back(v.name, v.value);
            if (!write.integer({"registry.reference", sql}, args))
                faults.push_back({"/" + std::string{f.name},
                                  "field.bad_reference",
                                  {{"entity", std::string{f.rule.reference}}}});
        }
    }
}

// An account manager may not put a row where he could not see it.
void check_sight(storage::Write& write, const Resource& resource, const auth::Actor& actor,
                 const Record& after) {
    const auto& e = *resource.entity;
    if (e.account_field.empty() || e.account_field == "id" || auth::sees_all(actor)) return;
    const auto account = describe::get_text(e.at(e.account_field), after);
    if (!account.empty()) auth::require_visible(write, actor, account);
}

// What the vertical and the field rows both refuse is one fault.
void say_once(std::vector<FieldFault>& faults) {
    std::vector<FieldFault> once;
    for (auto& fault : faults)
        if (std::none_of(once.begin(), once.end(), [&](const FieldFault& said) {
                return said.path == fault.path && said.key == fault.key;
            }))
            once.push_back(std::move(fault));
    faults = std::move(once);
}

[[noreturn]] void broken(const storage::ConstraintError& error, const Resource& resource) {
    if (error.kind == storage::ConstraintError::Kind::unique) {
        auto fault = conflict("request.duplicate", {{"entity", std::string{resource.entity->name}}});
        fault.internal = error.detail;
        throw fault;
    }
    auto fault = invalid("request.constraint", {{"entity", std::string{resource.entity->name}}});
    fault.internal = error.detail;
    throw fault;
}

}  // namespace

void check(const Registry& registry, storage::Write& write, const Resource& resource,
           const auth::Actor& actor, const Record* before, Record& after) {
    std::vector<FieldFault> faults;
    if (resource.check) resource.check(write, actor, before, after, faults);
    for (auto& fault : describe::validate(*resource.entity, after)) faults.push_back(std::move(fault));
    check_references(registry, write, resource, actor, before, after, faults);
    say_once(faults);
    if (!faults.empty()) throw invalid_fields(std::move(faults));
    check_sight(write, resource, actor, after);
}

bool save(const Registry& registry, storage::Write& write, const Resource& resource, const auth::Actor& actor,
          const Record* before, Record& after) {
    check(registry, write, resource, actor, before, after);
    try {
        if (!before) {
            storage::insert_record(write, *resource.entity, after);
        } else if (!storage::update_record(write, *resource.entity, *before, after)) {
            return false;
        }
    } catch (const storage::ConstraintError& error) {
        broken(error, resource);
    }
    if (resource.saved) resource.saved(write, before, &after);
    return true;
}

void remove(const Registry&, storage::Write& write, const Resource& resource, const auth::Actor& actor,
            Record& record) {
    if (resource.removing) resource.removing(write, actor, record);
    const auto before = resource.entity->copy(record);
    storage::delete_record(write, *resource.entity, record);
    if (resource.saved) resource.saved(write, before.get(), nullptr);
}

void restore(const Registry& registry, storage::Write& write, const Resource& resource,
             const auth::Actor& actor, Record& record) {
    // The rules of a new row, on a copy: what they fill in for newcomers (owner, stage) must not change what
    // comes back.
    const auto candidate = resource.entity->copy(record);
    check(registry, write, resource, actor, nullptr, *candidate);
    try {
        storage::restore_record(write, *resource.entity, record);
    } catch (const storage::ConstraintError& error) {
        broken(error, resource);
    }
    if (resource.saved) resource.saved(write, nullptr, &record);
}

}  // namespace kamino::registry
