#include "domain/imports/undo.h"

#include <boost/json.hpp>
#include <map>

#include "domain/imports/imports_store.h"

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
    for (bool more = true; more;) {
        if (run.stopping()) return false;
        more = db.write(origin, [&](storage::Write& w) {
            const auto traces = list_traces(w, import_id, 1'000);
            std::map<std::string, std::vector<std::string>> touched;
            for (const auto& t : traces) {
                undo_one(registry, w, t.trace);
                forget_trace(w, import_id, t.position);
                touched[t.trace.entity].push_back(t.trace.entity_id);
            }
            for (const auto& [name, ids] : touched)
                if (const auto& r = registry.at(name); r.imported) r.imported(w, ids);
            return !traces.empty();
        });
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
