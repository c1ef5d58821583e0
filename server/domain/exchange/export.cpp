// A plan as one document.
#include "domain/exchange/references.h"
#include "domain/revisions/public.h"
#include "domain/templates/public.h"

namespace kamino::exchange {
namespace {

// What the log does not hold: the figures of drafted sections and the sentences they were made of.
void add_drafts(storage::Read& read, const std::string& plan_id, revisions::State& state) {
    storage::ListQuery query;
    query.filter = "plan_id = \"" + plan_id + "\"";
    query.limit = 1000;
    for (const auto& section : storage::list<plans::Section>(read, query)) {
        auto& row = state["plan_section"][section.id];
        row["facts"] = base::parse_json(section.facts.json);
        row["draft"] = base::parse_json(section.draft.json);
    }
}

// One in the bin too: its plan can still be read.
accounts::Account account_of(storage::Read& read, const std::string& id) {
    for (const bool binned : {false, true})
        if (const auto record = storage::find_record(read, accounts::Account::entity(), id, {}, binned))
            return static_cast<const accounts::Account&>(*record);
    throw not_found();
}

boost::json::value followed(storage::Read& read, const boost::json::object& plan) {
    const auto* id = plan.if_contains("template_version_id");
    if (!id || !id->is_string()) return nullptr;
    const auto version =
        storage::find<templates::PlanTemplateVersion>(read, std::string_view{id->get_string()});
    if (!version) return nullptr;
    boost::json::object out;
    out["version_id"] = version->id;
    out["name"] = version->name;
    out["number"] = version->number;
    out["form"] = base::parse_json(version->form.json);
    return out;
}

// Users that own fields of the template name.
void collect_people(const templates::Form& form, const boost::json::object& row, Ids& ids) {
    const auto* key = row.if_contains("block");
    const auto* content = row.if_contains("content");
    const auto* block = key && key->is_string() ? form.block(std::string_view{key->get_string()}) : nullptr;
    if (!block || !content || !content->is_object()) return;
    for (const auto& f : block->fields)
        if (const auto* id = content->get_object().if_contains(f.key);
            f.type == "person" && id && id->is_string())
            ids["user"].insert(std::string{id->get_string()});
}

}  // namespace

std::string export_document(const registry::Registry& registry, storage::Read& read, const plans::Plan& plan,
                            std::int64_t seq) {
    auto state = revisions::state_at(registry, read, plan, seq);
    if (seq == INT64_MAX) add_drafts(read, plan.id, state);
    const auto account = account_of(read, plan.account_id);
    const auto& own = state["plan"][plan.id];
    const auto edition = templates::find_edition(
        read, own.contains("template_version_id") && own.at("template_version_id").is_string()
                  ? std::string{own.at("template_version_id").get_string()}
                  : "");
    Ids ids;
    boost::json::object rows;
    for (const auto* resource : revisions::parts(registry)) {
        const auto& e = *resource->entity;
        const auto found = state.find(std::string{e.name});
        if (found == state.end()) continue;
        boost::json::array list;
        for (const auto& [id, members] : found->second) {
            collect(registry, e, members, ids);
            if (e.name == "plan_entry" && edition) collect_people(edition->form, members, ids);
            if (e.name == "plan") continue;
            boost::json::object row;
            row["id"] = id;
            for (const auto& [name, value] : members)
                if (name != "plan_id" && name != "account_id") row[name] = value;
            list.push_back(std::move(row));
        }
        if (e.name != "plan") rows[e.name] = std::move(list);
    }
    boost::json::object members;
    members["id"] = plan.id;
    for (const auto& [name, value] : own)
        if (name != "account_id") members[name] = value;
    boost::json::object of;
    of["id"] = account.id;
    of["name"] = account.name;
    if (!account.external_id.empty()) of["external_id"] = account.external_id;
    boost::json::object document;
    document["format"] = "kamino.plan";
    document["version"] = 1;
    document["account"] = std::move(of);
    document["template"] = followed(read, own);
    document["plan"] = std::move(members);
    document["rows"] = std::move(rows);
    document["references"] = named(registry, read, ids);
    return base::json_text(document);
}

}  // namespace kamino::exchange
