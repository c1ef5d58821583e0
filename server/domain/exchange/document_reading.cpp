// The rows of a document become rows of a plan.
#include "domain/exchange/document_reading.h"

#include <algorithm>

#include "domain/revisions/public.h"
#include "platform/base/id.h"

namespace kamino::exchange {
namespace {

using boost::json::object;
using boost::json::value;

// A plan has one section of a key, one question, one line of the profile, one check, one entry of a
// block.
std::string same_thing(const describe::Entity& e, const object& row,
                       const std::map<std::string, describe::RecordPtr>& standing) {
    static const std::map<std::string_view, std::vector<std::string_view>> keys{
        {"plan_section", {"key"}},
        {"plan_question", {"key"}},
        {"plan_profile_entry", {"key"}},
        {"plan_check", {"list", "key"}},
        {"plan_entry", {"block"}}};
    const auto found = keys.find(e.name);
    if (found == keys.end() || text_of(row, found->second.back()).empty()) return "";
    if (e.name == "plan_entry" && text_of(row, "kind") == "table") return "";
    for (const auto& [id, record] : standing)
        if (std::all_of(found->second.begin(), found->second.end(), [&](std::string_view key) {
                return describe::get_text(e.at(key), *record) == text_of(row, key);
            }))
            return id;
    return "";
}

}  // namespace

void DocumentReading::run() {
    report_.account_id = account_.id;
    require_stand_in();
    read_plan();
    keep_ids();
    refuse_unknown_rows();
    for (const auto* resource : revisions::parts(registry_)) {
        if (resource->entity->name == "plan") continue;
        const auto* list = member(document_, "rows").if_contains(resource->entity->name);
        if (!list || !list->is_array()) continue;
        std::size_t at = 0;
        for (const auto& row : list->get_array())
            read_row(*resource, row,
                     "/rows/" + std::string{resource->entity->name} + "/" + std::to_string(at++));
    }
    close_plan();
    plans::refresh_score(write_, report_.plan_id);
}

void DocumentReading::refuse_unknown_rows() {
    const auto parts = revisions::parts(registry_);
    for (const auto& [key, rows] : member(document_, "rows")) {
        const std::string name{key.data(), key.size()};
        const bool known =
            std::any_of(parts.begin(), parts.end(), [&](const auto* r) { return r->entity->name == name; });
        if (!known)
            report_.refused.push_back({"/rows/" + name, "field.unknown", {{"name", name}}});
        else if (!rows.is_array())
            report_.refused.push_back({"/rows/" + name, "field.wrong_type", {}});
    }
}
void DocumentReading::read_plan() {
    const auto& members = member(document_, "plan");
    const auto standing = plans::plan_of(write_, account_.id);
    const bool open = standing && standing->status != "closed";
    const auto wanted = text_of(members, "id");
    const auto same = storage::find<plans::Plan>(write_, wanted);
    std::optional<plans::Plan> before;
    if (same && same->account_id == account_.id)
        before = same;
    else if (open && options_.merge)
        before = standing;
    else if (open && text_of(members, "status") != "closed")
        throw conflict("plan.already_open");
    auto after = before.value_or(plans::Plan{});
    auto row = members;
    row.erase("id");
    row.erase("account_id");
    row.erase("template_version_id");
    place(plans::Plan::entity(), row, "/plan");
    if (auto faults = describe::read_json(plans::Plan::entity(), row, after, true); !faults.empty())
        throw invalid_fields(prefixed(std::move(faults), "/plan"));
    final_status_ = after.status;
    if (after.status == "closed") after.status = before ? before->status : "active";
    after.account_id = account_.id;
    after.template_version_id = template_meant(registry_, write_, actor_, document_, report_);
    if (!after.template_version_id && before) after.template_version_id = before->template_version_id;
    template_version_id_ = after.template_version_id.value_or("");
    if (auto faults = describe::validate(plans::Plan::entity(), after); !faults.empty())
        throw invalid_fields(prefixed(std::move(faults), "/plan"));
    if (before) {
        count(storage::update_record(write_, plans::Plan::entity(), *before, after));
    } else {
        if (!wanted.empty() && base::is_id(wanted) && is_free(plans::Plan::entity(), wanted))
            after.id = wanted;
        storage::insert_record(write_, plans::Plan::entity(), after);
        ++report_.created;
    }
    report_.plan_id = after.id;
}

void DocumentReading::close_plan() {
    const auto before = storage::load<plans::Plan>(write_, report_.plan_id);
    if (before.status == final_status_) return;
    auto after = before;
    after.status = final_status_;
    storage::update_record(write_, plans::Plan::entity(), before, after);
}

void DocumentReading::keep_ids() {
    for (const auto* resource : revisions::parts(registry_)) {
        const auto& e = *resource->entity;
        const auto* list = member(document_, "rows").if_contains(e.name);
        if (e.name == "plan" || !list || !list->is_array()) continue;
        const auto standing = rows_of(e);
        for (const auto& row : list->get_array()) {
            if (!row.is_object()) continue;
            const auto wanted = text_of(row.get_object(), "id");
            if (wanted.empty()) continue;
            auto& id = ids_[wanted];
            if (standing.contains(wanted))
                id = wanted;
            else if (const auto same = same_thing(e, row.get_object(), standing); !same.empty())
                id = same;
            else
                id = base::is_id(wanted) && is_free(e, wanted) ? wanted : base::new_id();
        }
    }
}

DocumentReading::Rows DocumentReading::rows_of(const describe::Entity& e) {
    std::map<std::string, describe::RecordPtr> all;
    storage::ListQuery query;
    query.filter = "plan_id = \"" + report_.plan_id + "\"";
    query.limit = 1000;
    for (auto& r : storage::list_records(write_, e, query).items) {
        auto id = r->id;
        all.emplace(std::move(id), std::move(r));
    }
    return all;
}

bool DocumentReading::is_free(const describe::Entity& e, const std::string& id) {
    return !storage::find_record(write_, e, id) && !storage::find_record(write_, e, id, {}, true);
}

void DocumentReading::read_row(const registry::Resource& resource, const value& given,
                               const std::string& path) {
    const auto& e = *resource.entity;
    if (!given.is_object()) return refuse({{path, "field.wrong_type", {}}});
    auto row = given.get_object();
    const auto id = ids_[text_of(row, "id")];
    row.erase("id");
    value draft;
    if (e.name == "plan_section")
        if (const auto* sentences = row.if_contains("draft")) draft = *sentences;
    row.erase("draft");
    row.erase("template_version_id");
    place(e, row, path);
    if (e.name == "plan_entry") place_people(row, path);
    auto before = id.empty() ? describe::RecordPtr{nullptr, [](describe::Record*) {}}
                             : storage::find_record(write_, e, id);
    auto after = before ? e.copy(*before) : e.make();
    auto faults = describe::read_json(e, row, *after, true);
    auto& plan_row = static_cast<plans::PlanRow&>(*after);
    plan_row.plan_id = report_.plan_id;
    plan_row.account_id = account_.id;
    // Entries speak the words of the version that the plan follows here.
    if (const auto* f = e.find("template_version_id")) describe::set_text(*f, *after, template_version_id_);
    if (draft.is_object()) static_cast<plans::Section&>(*after).draft.json = base::json_text(draft);
    if (faults.empty()) faults = judge(resource, before.get(), *after, id);
    if (!faults.empty()) return refuse(prefixed(std::move(faults), path));
    try {
        if (before) {
            count(storage::update_record(write_, e, *before, *after));
        } else {
            after->id = id;
            storage::insert_record(write_, e, *after);
            ++report_.created;
        }
    } catch (const storage::ConstraintError&) {
        refuse({{path, "request.constraint", {{"entity", std::string{e.name}}}}});
    }
}

std::vector<FieldFault> DocumentReading::judge(const registry::Resource& resource,
                                               const describe::Record* before, const describe::Record& after,
                                               const std::string& id) {
    const auto copy = resource.entity->copy(after);
    copy->id = before ? copy->id : id;
    auto faults = describe::validate(*resource.entity, after);
    if (resource.check && !before) resource.check(write_, actor_, nullptr, *copy, faults);
    return faults;
}

}  // namespace kamino::exchange
