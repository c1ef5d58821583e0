// A section brought back: the rows that belong to it are saved by the usual door, so that rules, log and
// health follow.
#include "domain/revisions/state.h"
#include "platform/audit/audit.h"

namespace kamino::revisions {
namespace {

struct Belongs {
    std::string_view entity, section;
};
// In the order in which rows refer to each other: what is referred to comes first.
constexpr std::array<Belongs, 9> belongings{{{"plan_source", "profile"},
                                             {"plan_profile_entry", "profile"},
                                             {"plan_objective", "objective"},
                                             {"plan_swot_item", "swot"},
                                             {"plan_tows_move", "swot"},
                                             {"plan_competitor", "competitors"},
                                             {"plan_insight", "trends"},
                                             {"plan_value_proposition", "value"},
                                             {"plan_initiative", "initiatives"}}};

std::string text_of(const boost::json::object& row, std::string_view name) {
    const auto* value = row.if_contains(name);
    return value && value->is_string() ? std::string{value->as_string()} : std::string{};
}

struct Step {
    registry::Registry& registry;
    storage::Write& write;
    const auth::Actor& actor;
    const registry::Resource& resource;

    // The record with the members it had then.
    bool set(const std::string& id, const boost::json::object& members) const {
        const auto& e = *resource.entity;
        auto record = storage::find_record(write, e, id, {}, true);
        if (!record) throw conflict("revision.row_gone");
        bool changed = false;
        if (record->deleted_at) {
            registry::restore(registry, write, resource, actor, *record);
            changed = true;
        }
        auto after = e.copy(*record);
        if (auto faults = describe::read_json(e, members, *after, true); !faults.empty())
            throw invalid_fields(std::move(faults));
        return registry::save(registry, write, resource, actor, record.get(), *after) || changed;
    }
    void drop(const std::string& id) const {
        auto record = storage::find_record(write, *resource.entity, id);
        if (record) registry::remove(registry, write, resource, actor, *record);
    }
};

// Members that people write; what the system sets follows from them.
boost::json::object writable(const describe::Entity& entity, const boost::json::object& row) {
    boost::json::object members;
    for (const auto& f : entity.fields)
        if (f.rule.writable)
            if (const auto* value = row.if_contains(f.name)) members[f.name] = *value;
    return members;
}

}  // namespace

std::string section_of(std::string_view entity, const boost::json::object& row) {
    if (entity == "plan_section") return text_of(row, "key");
    if (entity == "plan_question" || entity == "plan_entry") return text_of(row, "section");
    if (entity == "plan_possibility") return "analysis";
    for (const auto& b : belongings)
        if (b.entity == entity) return std::string{b.section};
    return "";
}

std::int64_t restore_section(registry::Registry& registry, storage::Write& write, const auth::Actor& actor,
                             const plans::Plan& plan, const State& then, const std::string& section) {
    const auto is = state_at(registry, write, plan, INT64_MAX);
    std::vector<std::string> entities{"plan_section", "plan_question", "plan_entry"};
    for (const auto& b : belongings) entities.emplace_back(b.entity);
    entities.emplace_back("plan_possibility");
    std::int64_t changed = 0;
    for (const auto& entity : entities) {
        const auto* resource = registry.find(entity);
        if (!resource) continue;
        const Step step{registry, write, actor, *resource};
        const auto was = then.find(entity);
        if (was != then.end())
            for (const auto& [id, row] : was->second)
                if (section_of(entity, row) == section)
                    changed += step.set(id, writable(*resource->entity, row));
        const auto stands = is.find(entity);
        if (stands == is.end() || !resource->deletable) continue;
        for (const auto& [id, row] : stands->second) {
            if (section_of(entity, row) != section) continue;
            if (was != then.end() && was->second.contains(id)) continue;
            step.drop(id);
            ++changed;
        }
    }
    return changed;
}

}  // namespace kamino::revisions
