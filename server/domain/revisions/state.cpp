#include "domain/revisions/state.h"

#include "domain/revisions/revisions_store.sql.h"
#include "platform/audit/audit.h"
#include "platform/base/text.h"

namespace kamino::revisions {
namespace {

struct Row {
    boost::json::object members;
    bool living = true;
    std::shared_ptr<const describe::Record> record;  // as it stands
};
using Rows = std::map<std::string, std::map<std::string, Row>>;

// What the log holds of a record: its audited members.
boost::json::object audited(const describe::Entity& entity, const describe::Record& record) {
    const auto whole = base::parse_json(describe::json(entity, record)).as_object();
    boost::json::object members;
    for (const auto& f : entity.fields)
        if (f.rule.audited && !f.rule.secret)
            if (const auto* value = whole.if_contains(f.name)) members[f.name] = *value;
    return members;
}

// Records of one kind that belong together as they stand, those in the bin too.
void add_rows(Rows& all, storage::Read& read, const describe::Entity& e, const std::string& column,
              const std::string& id) {
    const std::string sql = "SELECT " + storage::select_columns(e, "t") + " FROM " + std::string{e.table} +
                            " t WHERE t." + column + " = :id";
    auto rows = read.query({"revisions.rows", sql}, {{"id", id}});
    while (rows.next()) {
        auto record = storage::read_record(e, rows);
        auto& row = all[std::string{e.name}][record->id];
        row.members = audited(e, *record);
        row.living = !record->deleted_at;
        row.record = std::move(record);
    }
}

Rows rows_of(const registry::Registry& registry, storage::Read& read, const std::string& plan_id) {
    Rows all;
    for (const auto* part : parts(registry))
        add_rows(all, read, *part->entity, part->entity->name == "plan" ? "id" : "plan_id", plan_id);
    return all;
}

void take_back(std::map<std::string, Row>& rows, const std::string& id, std::string_view action,
               std::string_view before) {
    const auto row = rows.find(id);
    if (row == rows.end()) return;
    if (action == "insert")
        rows.erase(row);
    else if (action == "delete")
        row->second.living = true;
    else if (action == "restore")
        row->second.living = false;
    else {
        const auto was = base::parse_json(before);
        for (const auto& [name, value] : was.as_object()) row->second.members[name] = value;
    }
}

using Names = std::map<std::string, std::string>;

void take_name_back(Names& names, const std::string& id, std::string_view before) {
    const auto was = base::parse_json(before);
    if (const auto* name = was.as_object().if_contains("name"); name && name->is_string())
        names[id] = std::string{name->get_string()};
}

// Takes back every line of the log behind `seq`. `names`: what people, units and opportunities of the account
// were called, where that changed.
void take_back_after(Rows& rows, storage::Read& read, const std::string& account_id, std::int64_t seq,
                     Names* names = nullptr) {
    auto lines = read.query(sql::list_changes_after, {{"account", account_id}, {"seq", seq}});
    while (lines.next()) {
        const auto entity = lines.text(0);
        if (const auto of = rows.find(entity); of != rows.end())
            take_back(of->second, lines.text(1), lines.text_view(2), lines.text_view(3));
        else if (names && lines.text_view(2) == "update" &&
                 (entity == "person" || entity == "account_unit" || entity == "opportunity"))
            take_name_back(*names, lines.text(1), lines.text_view(3));
    }
}

}  // namespace

std::vector<const registry::Resource*> parts(const registry::Registry& registry) {
    std::vector<const registry::Resource*> found;
    for (const auto& resource : registry.resources()) {
        const auto& e = *resource->entity;
        if (e.name == "plan" || (e.find("plan_id") && e.find("audience"))) found.push_back(resource.get());
    }
    return found;
}

State state_at(const registry::Registry& registry, storage::Read& read, const plans::Plan& plan,
               std::int64_t seq) {
    auto rows = rows_of(registry, read, plan.id);
    take_back_after(rows, read, plan.account_id, seq);
    State state;
    for (auto& [entity, records] : rows)
        for (auto& [id, row] : records)
            if (row.living) state[entity][id] = std::move(row.members);
    return state;
}

void put_in_words(const registry::Registry& registry, storage::Read& read, i18n::Language language,
                  State& state) {
    for (auto& [entity, rows] : state) {
        const auto& resource = registry.at(entity);
        if (!resource.in_words) continue;
        for (auto& [id, members] : rows) {
            const auto record = resource.entity->make();
            record->id = id;
            // What cannot be read any more stays as it stands.
            if (!describe::read_json(*resource.entity, members, *record, true).empty()) continue;
            if (entity == plans::Section::entity().name)
                plans::find_draft(read, static_cast<plans::Section&>(*record));
            resource.in_words(*record, language);
            for (const auto& f : resource.entity->fields)
                if (f.kind == describe::Kind::text && !f.nullable && members.contains(f.name))
                    members[f.name] = describe::get_text(f, *record);
        }
    }
}

plans::Frozen frozen_at(const registry::Registry& registry, storage::Read& read, const plans::Plan& plan,
                        const Moment& moment) {
    auto rows = rows_of(registry, read, plan.id);
    const auto& account = *registry.at("account").entity;
    const auto& team = *registry.at("account_team_member").entity;
    add_rows(rows, read, account, "id", plan.account_id);
    add_rows(rows, read, team, "account_id", plan.account_id);
    plans::Frozen frozen{moment.at.date(), {}, {}};
    take_back_after(rows, read, plan.account_id, moment.seq, &frozen.names);
    {
        auto lines = read.query(sql::list_renames_after, {{"seq", moment.seq}});
        while (lines.next()) take_name_back(frozen.names, lines.text(0), lines.text_view(1));
    }
    for (auto& [entity, records] : rows) {
        const auto& e = *registry.at(entity).entity;
        for (auto& [id, row] : records) {
            if (!row.living) continue;
            auto then = e.copy(*row.record);
            then->deleted_at.reset();
            // What the rules of today would refuse stays as it stands: an old choice must not hide the plan.
            if (!describe::read_json(e, row.members, *then, true).empty()) then = e.copy(*row.record);
            frozen.rows[entity].push_back(std::move(then));
        }
    }
    return frozen;
}

Moment moment_of(storage::Read& read, const plans::Plan& plan, std::string_view text,
                 std::string_view param) {
    const auto path = "/" + std::string{param};
    if (text == "now") return {read.integer(sql::head).value_or(0), "now", now()};
    Moment moment;
    if (const auto date = Date::parse(text)) {
        moment.at = {Instant::at(date->plus_days(1)).us - 1};
        moment.label = date->to_text();
        moment.seq = read.integer(sql::seq_at, {{"account", plan.account_id}, {"at", moment.at}}).value_or(0);
    } else {
        auto id = std::string{text};
        if (const auto number = base::to_int(text))
            id = read.text(sql::find_by_number, {{"plan", plan.id}, {"number", *number}}).value_or("");
        const auto revision = storage::find<Revision>(read, id);
        if (!revision || revision->plan_id != plan.id) throw invalid_field(path, "revision.no_moment");
        moment = {revision->log_seq, revision->name, revision->created_at, revision->number};
    }
    if (moment.seq < read.integer(sql::first_seq, {{"plan", plan.id}}).value_or(0))
        throw invalid_field(path, "revision.before_plan");
    return moment;
}

}  // namespace kamino::revisions
