// An import taken back, from the change log: what it made goes to the bin, what it changed gets back what was
// there.
#include "domain/exchange/crm_import.h"
#include "domain/exchange/exchange.sql.h"
#include "domain/exchange/links.h"
#include "domain/exchange/references.h"

#include <set>

namespace kamino::exchange {
namespace {

struct Written {
    std::string entity, id, action, before, after;
    std::int64_t seq = 0;
};

std::vector<Written> written_by(storage::Read& read, const std::string& account_id,
                                const std::string& import_id) {
    std::vector<Written> all;
    auto rows = read.query(sql::list_written, {{"account", account_id}, {"import", import_id}});
    while (rows.next())
        all.push_back(
            {rows.text(0), rows.text(1), rows.text(2), rows.text(3), rows.text(4), rows.integer(5)});
    return all;
}

// The members that still are what the import wrote, as they were before it.
boost::json::object unchanged_since(const describe::Entity& e, const describe::Record& now,
                                    const Written& w) {
    const auto before = base::parse_json(w.before), after = base::parse_json(w.after),
               stands = base::parse_json(describe::json(e, now));
    boost::json::object back;
    for (const auto& [name, value] : after.as_object()) {
        const auto* is = stands.as_object().if_contains(name);
        if (!is || *is != value) continue;
        const auto* was = before.as_object().if_contains(name);
        back[name] = was ? *was : boost::json::value(nullptr);
    }
    return back;
}

bool take_back(const registry::Registry& registry, storage::Write& write, const Written& w) {
    const auto* resource = registry.find(w.entity);
    if (!resource) return false;
    const auto& e = *resource->entity;
    auto record = storage::find_record(write, e, w.id);
    if (!record) return false;
    if (w.action == "insert") {
        storage::delete_record(write, e, *record);
        return true;
    }
    if (w.action != "update") return false;
    auto after = e.copy(*record);
    if (!describe::read_json(e, boost::json::value(unchanged_since(e, *record, w)), *after, true).empty())
        return false;
    return storage::update_record(write, e, *record, *after);
}

bool touched_since(storage::Read& read, const Written& w, const std::string& import_id) {
    return read.integer(sql::count_touched_since,
                        {{"entity", w.entity}, {"id", w.id}, {"seq", w.seq}, {"import", import_id}})
               .value_or(0) > 0;
}

// Did people work on the account's plan after the import made it?
bool worked_on(storage::Read& read, const std::string& account_id, const Written& plan,
               const std::string& import_id) {
    return read.integer(sql::count_work_since,
                        {{"account", account_id}, {"seq", plan.seq}, {"import", import_id}})
               .value_or(0) > 0;
}

std::int64_t undo_account(const registry::Registry& registry, storage::Write& write,
                          const std::string& account_id, const std::string& import_id) {
    const auto all = written_by(write, account_id, import_id);
    // A plan that is kept keeps its sections and questions: only what the files said goes.
    bool keeps = false;
    for (const auto& w : all)
        keeps = keeps ||
                (w.entity == "plan" && w.action == "insert" && worked_on(write, account_id, w, import_id));
    std::int64_t changed = 0;
    std::set<std::string> plans;
    for (const auto& w : all) {
        if (w.entity == "plan") plans.insert(w.id);
        const auto linked = [&] {
            return write.integer(sql::count_links_to, {{"record", w.id}, {"import", import_id}}).value_or(0) >
                   0;
        };
        const bool made = w.action == "insert";
        if (made && keeps && (w.entity == "plan" || !linked())) continue;
        if (made && w.entity != "plan" && touched_since(write, w, import_id)) continue;
        changed += take_back(registry, write, w);
    }
    if (const auto plan = plans::plan_of(write, account_id)) plans::refresh_score(write, plan->id);
    for (const auto& id : plans) plans::refresh_score(write, id);
    return changed;
}

void now_undone(storage::Write& write, const PlanImport& import) {
    auto after = import;
    after.state = "undone";
    storage::update_record(write, PlanImport::entity(), import, after);
}

}  // namespace

std::int64_t undo_crm(const registry::Registry& registry, storage::Write& write, const PlanImport& import) {
    std::int64_t changed = 0;
    for (const auto& account : import.account_ids)
        changed += undo_account(registry, write, account, import.id);
    remove_links(write, import.id);
    now_undone(write, import);
    return changed;
}

std::int64_t undo_import(const registry::Registry& registry, storage::Write& write, const plans::Plan& plan,
                         const std::string& import_id) {
    std::int64_t changed = 0;
    for (const auto& w : written_by(write, plan.account_id, import_id))
        changed += take_back(registry, write, w);
    plans::refresh_score(write, plan.id);
    if (const auto import = storage::find<PlanImport>(write, import_id)) now_undone(write, *import);
    return changed;
}

}  // namespace kamino::exchange
