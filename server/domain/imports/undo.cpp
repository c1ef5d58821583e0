#include "domain/imports/undo.h"

#include <boost/json.hpp>
#include <map>

#include "domain/imports/imports_store.h"
#include "domain/imports/standing.h"

namespace kamino::imports {
namespace {

// The members of `before` whose field still has the value that the import wrote (`after`).
boost::json::object unchanged_since(const describe::Entity& entity, const describe::Record& now,
                                    const Trace& trace) {
    const auto before = base::parse_json(trace.before), after = base::parse_json(trace.after);
    const auto stands = base::parse_json(describe::json(entity, now));
    boost::json::object back;
    for (const auto& [name, value] : after.as_object()) {
        const auto* current = stands.as_object().if_contains(name);
        if (!current || *current != value) continue;
        const auto* was = before.as_object().if_contains(name);
        back[name] = was ? *was : boost::json::value{nullptr};
    }
    return back;
}

constexpr std::size_t most_told = 20;

std::string title_of(const registry::Registry& registry, storage::Read& read, const Trace& trace) {
    const auto& entity = *registry.at(trace.entity).entity;
    const auto record = storage::find_record(read, entity, trace.entity_id);
    const auto* title = entity.find(entity.title_field);
    return record && title ? describe::get_text(*title, *record) : "";
}

void undo_one(registry::Registry& registry, storage::Write& write, const Trace& trace) {
    const auto& resource = registry.at(trace.entity);
    const auto& entity = *resource.entity;
    auto record = storage::find_record(write, entity, trace.entity_id);
    if (!record) return;
    if (trace.action == "created") {
        storage::delete_record(write, entity, *record);
        return;
    }
    auto after = entity.copy(*record);
    if (!describe::read_json(entity, boost::json::value(unchanged_since(entity, *record, trace)), *after,
                             true)
             .empty())
        return;
    storage::update_record(write, entity, *record, *after);
}

// The records that stayed, told with the import's result: {"kept":{"count":2,"titles":["Acme", …]}}.
void tell_kept(storage::Write& write, const std::string& import_id, std::int64_t count,
               const std::vector<std::string>& titles) {
    if (count == 0) return;
    const auto before = storage::load<Import>(write, import_id);
    auto result = base::parse_json(before.result.json);
    auto& kept = result.as_object()["kept"];
    if (!kept.is_object()) kept = boost::json::object{{"count", 0}, {"titles", boost::json::array{}}};
    kept.as_object()["count"] = kept.at("count").as_int64() + count;
    auto& told = kept.at("titles").as_array();
    for (const auto& title : titles)
        if (told.size() < most_told) told.emplace_back(title);
    save_progress(write, import_id, before.rows_done, before.bytes_done, base::json_text(result));
}

// The newest traces that are left; false when there are none.
bool undo_some(registry::Registry& registry, storage::Write& write, const std::string& import_id,
               Standing& standing) {
    const auto traces = list_traces(write, import_id, 1'000);
    std::map<std::string, std::vector<std::string>> touched, made;
    for (const auto& t : traces) {
        touched[t.trace.entity].push_back(t.trace.entity_id);
        if (t.trace.action == "created") made[t.trace.entity].push_back(t.trace.entity_id);
    }
    std::set<std::string> stays;
    for (const auto& [entity, ids] : made)
        stays.merge(standing.among(write, *registry.at(entity).entity, ids));
    std::int64_t kept = 0;
    std::vector<std::string> titles;
    for (const auto& t : traces) {
        forget_trace(write, import_id, t.position);
        if (t.trace.action != "created" || !stays.contains(t.trace.entity_id)) {
            undo_one(registry, write, t.trace);
            continue;
        }
        ++kept;
        if (titles.size() < most_told) titles.push_back(title_of(registry, write, t.trace));
    }
    tell_kept(write, import_id, kept, titles);
    for (const auto& [name, ids] : touched)
        if (const auto& r = registry.at(name); r.imported) r.imported(write, ids);
    return !traces.empty();
}

}  // namespace

bool undo_all(registry::Registry& registry, jobs::Run& run, const std::string& import_id) {
    auto& db = registry.database();
    const storage::Origin origin{run.actor().user_id, "import", import_id};
    const auto import = db.read([&](storage::Read& r) { return storage::load<Import>(r, import_id); });
    const auto* resource = resource_of(registry, import.target);
    if (resource && resource->bulk) {
        std::string after;
        do {
            if (run.stopping()) return false;
            after = db.write(origin, [&](storage::Write& w) {
                return remove_facts(w, resource->entity->table, import_id, after, 20'000);
            });
        } while (!after.empty());
    }
    auto standing = db.read([&](storage::Read& r) { return Standing{registry, r, import_id}; });
    for (bool more = true; more;) {
        if (run.stopping()) return false;
        more =
            db.write(origin, [&](storage::Write& w) { return undo_some(registry, w, import_id, standing); });
    }
    db.write(origin, [&](storage::Write& w) {
        for (const auto& r : registry.resources())
            if (r->import_done &&
                (r.get() == resource || r->entity->name == "account" || r->entity->name == "product"))
                r->import_done(w);
    });
    return true;
}

}  // namespace kamino::imports
