// A document becomes a plan.
#include <algorithm>

#include "domain/exchange/references.h"
#include "domain/revisions/public.h"
#include "domain/templates/public.h"
#include "platform/auth/readers.h"
#include "platform/base/id.h"

namespace kamino::exchange {
namespace {

using boost::json::object;
using boost::json::value;

struct RolledBack {};

std::string text_of(const object& o, std::string_view name) {
    const auto* v = o.if_contains(name);
    return v && v->is_string() ? std::string{v->get_string()} : std::string{};
}

const object& member(const object& o, std::string_view name) {
    static const object none;
    const auto* v = o.if_contains(name);
    return v && v->is_object() ? v->get_object() : none;
}

object parsed(const std::string& text) {
    value document;
    try {
        document = base::parse_json(text, 64);
    } catch (const Fault&) {
        throw invalid_field("", "exchange.no_document");
    }
    if (!document.is_object() || text_of(document.get_object(), "format") != "kamino.plan")
        throw invalid_field("/format", "exchange.no_document");
    const auto* version = document.get_object().if_contains("version");
    if (!version || !version->is_int64() || version->get_int64() != 1)
        throw invalid_field("/version", "exchange.other_version");
    return document.get_object();
}

// The account that is meant: the one asked for, else that of the document by id, external id or exact name.
accounts::Account account_of(storage::Read& read, const auth::Actor& actor, const object& document,
                             const std::string& asked) {
    const auto scope = auth::visible_accounts(actor, "accounts.id");
    if (!asked.empty()) {
        const auto account = storage::find<accounts::Account>(read, asked, scope);
        if (!account) throw invalid_field("/account_id", "field.bad_reference", {{"entity", "account"}});
        return *account;
    }
    const auto& named = member(document, "account");
    for (const char* name : {"id", "external_id", "name"}) {
        const auto wanted = text_of(named, name);
        if (wanted.empty()) continue;
        std::vector<accounts::Account> seen;
        for (const auto& id : plans::accounts_named(read, wanted))
            if (auto account = storage::find<accounts::Account>(read, id, scope)) seen.push_back(*account);
        if (seen.size() == 1) return seen.front();
        if (seen.size() > 1)
            throw invalid_field("/account", "plan.account_ambiguous",
                                {{"name", wanted}, {"count", std::to_string(seen.size())}});
    }
    throw invalid_field("/account", "plan.account_unknown", {{"name", text_of(named, "name")}});
}

// The version whose form the document holds: known by its id, by its words, or made by whoever may.
std::optional<std::string> template_of(registry::Registry& registry, storage::Write& write,
                                       const auth::Actor& actor, const object& document, Report& report) {
    const auto& named = member(document, "template");
    if (named.empty()) return std::nullopt;
    const auto form = base::json_text(member(named, "form"));
    const auto known = storage::find<templates::PlanTemplateVersion>(write, text_of(named, "version_id"));
    if (known) return known->id;
    storage::ListQuery query;
    query.limit = 1000;
    query.sort = "-number";
    for (const auto& v : storage::list<templates::PlanTemplateVersion>(write, query))
        if (base::parse_json(v.form.json) == value(member(named, "form"))) return v.id;
    if (!auth::may(actor, "selection.write")) {
        report.unresolved.push_back({"plan_template", text_of(named, "name"), "/template"});
        return std::nullopt;
    }
    templates::PlanTemplate made;
    made.name = text_of(named, "name");
    made.position = 1000;
    made.form.json = form;
    registry::save(registry, write, registry.at("plan_template"), actor, nullptr, made);
    return templates::publish_draft(write, made, actor).id;
}

class Reading {
  public:
    Reading(registry::Registry& registry, storage::Write& write, const auth::Actor& actor,
            const object& document, const ImportOptions& options, Report& report)
        : registry_(registry),
          write_(write),
          actor_(actor),
          document_(document),
          options_(options),
          report_(report),
          account_(account_of(write, actor, document, options.account_id)),
          finder_(registry, write, actor, account_.id, document) {}

    void run() {
        report_.account_id = account_.id;
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

  private:
    // What nobody reads is not lost in silence.
    void refuse_unknown_rows() {
        const auto parts = revisions::parts(registry_);
        for (const auto& [key, rows] : member(document_, "rows")) {
            const std::string name{key.data(), key.size()};
            const bool known = std::any_of(parts.begin(), parts.end(),
                                           [&](const auto* r) { return r->entity->name == name; });
            if (!known)
                report_.refused.push_back({"/rows/" + name, "field.unknown", {{"name", name}}});
            else if (!rows.is_array())
                report_.refused.push_back({"/rows/" + name, "field.wrong_type", {}});
        }
    }
    void read_plan() {
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
        after.template_version_id = template_of(registry_, write_, actor_, document_, report_);
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

    // A closed plan closes when its rows are in.
    void close_plan() {
        const auto before = storage::load<plans::Plan>(write_, report_.plan_id);
        if (before.status == final_status_) return;
        auto after = before;
        after.status = final_status_;
        storage::update_record(write_, plans::Plan::entity(), before, after);
    }

    // Rows keep their ids where nobody else has them; what stands for the same thing in the plan is that row.
    void keep_ids() {
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

    std::map<std::string, describe::RecordPtr> rows_of(const describe::Entity& e) {
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

    // A plan has one section of a key, one question, one line of the profile, one check, one entry of a
    // block.
    static std::string same_thing(const describe::Entity& e, const object& row,
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

    bool is_free(const describe::Entity& e, const std::string& id) {
        return !storage::find_record(write_, e, id) && !storage::find_record(write_, e, id, {}, true);
    }

    void read_row(const registry::Resource& resource, const value& given, const std::string& path) {
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
        if (const auto* f = e.find("template_version_id"))
            describe::set_text(*f, *after, template_version_id_);
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

    // The rules look at a copy: what they fill in for newcomers must not change what comes back.
    std::vector<FieldFault> judge(const registry::Resource& resource, const describe::Record* before,
                                  const describe::Record& after, const std::string& id) {
        const auto copy = resource.entity->copy(after);
        copy->id = before ? copy->id : id;
        auto faults = describe::validate(*resource.entity, after);
        if (resource.check && !before) resource.check(write_, actor_, nullptr, *copy, faults);
        return faults;
    }

    // Whoever is to do something here must see the account.
    bool sees_account(const std::string& user_id) {
        std::vector<FieldFault> faults;
        auth::require_reader(write_, account_.id, user_id, "", faults);
        return faults.empty();
    }

    // Ids of the document become ids of this place; what nobody knows is left out and said.
    void place(const describe::Entity& e, object& row, const std::string& path) {
        for (const auto& f : e.fields) {
            if (f.rule.reference.empty()) continue;
            auto* v = row.if_contains(f.name);
            if (!v) continue;
            const auto entity = f.rule.reference;
            if (entity.starts_with("plan") && entity != "plan") {
                replace(*v,
                        [&](const std::string& id) { return ids_.contains(id) ? ids_[id] : std::string{}; });
            } else if (is_outside(registry_, entity)) {
                replace(*v, [&](const std::string& id) {
                    auto here = finder_.find(entity, id);
                    if (f.name == "owner_id" && !sees_account(here)) here.clear();
                    if (here.empty())
                        report_.unresolved.push_back({std::string{entity}, finder_.name_of(entity, id),
                                                      path + "/" + std::string{f.name}});
                    // Somebody has to do a task: else it is whoever brings it here.
                    if (here.empty() && f.rule.required && entity == "user") here = actor_.user_id;
                    return here;
                });
            }
        }
    }

    // Colleagues whom own fields of the template name.
    void place_people(object& row, const std::string& path) {
        auto* content = row.if_contains("content");
        if (!content || !content->is_object()) return;
        std::vector<FieldFault> ignored;
        const auto form =
            templates::read_form(base::json_text(member(member(document_, "template"), "form")), "", ignored);
        const auto* block = form.block(text_of(row, "block"));
        if (!block) return;
        for (const auto& f : block->fields) {
            auto* v = f.type == "person" ? content->get_object().if_contains(f.key) : nullptr;
            if (!v || !v->is_string()) continue;
            const std::string id{v->get_string()};
            const auto here = finder_.find("user", id);
            if (here.empty())
                report_.unresolved.push_back(
                    {"user", finder_.name_of("user", id), path + "/content/" + f.key});
            else
                *v = here;
        }
    }

    static void replace(value& v, const std::function<std::string(const std::string&)>& here) {
        if (v.is_string() && !v.get_string().empty()) {
            const auto id = here(std::string{v.get_string()});
            v = id.empty() ? value(nullptr) : value(id);
        } else if (auto* list = v.if_array()) {
            boost::json::array kept;
            for (const auto& one : *list)
                if (one.is_string())
                    if (const auto id = here(std::string{one.get_string()}); !id.empty())
                        kept.emplace_back(id);
            v = std::move(kept);
        }
    }

    void count(bool changed) { ++(changed ? report_.updated : report_.unchanged); }
    void refuse(std::vector<FieldFault> faults) {
        for (auto& f : faults) report_.refused.push_back(std::move(f));
    }
    static std::vector<FieldFault> prefixed(std::vector<FieldFault> faults, const std::string& path) {
        for (auto& f : faults) f.path = path + f.path;
        return faults;
    }

    registry::Registry& registry_;
    storage::Write& write_;
    const auth::Actor& actor_;
    const object& document_;
    const ImportOptions& options_;
    Report& report_;
    accounts::Account account_;
    Finder finder_;
    std::map<std::string, std::string> ids_;  // of the document -> here
    std::string final_status_, template_version_id_;
};

}  // namespace

Report import_document(registry::Registry& registry, const auth::Actor& actor, const std::string& door,
                       const std::string& text, const ImportOptions& options) {
    const auto document = parsed(text);
    Report report;
    report.id = base::new_id();
    try {
        registry.database().write({actor.user_id, door, report.id}, [&](storage::Write& w) {
            Reading{registry, w, actor, document, options, report}.run();
            if (options.dry_run || (options.only_all && !report.refused.empty())) throw RolledBack{};
        });
    } catch (const RolledBack&) {
        if (!options.dry_run) throw invalid_fields(report.refused);
    }
    return report;
}

std::string report_json(const Report& report, i18n::Language language) {
    base::JsonWriter w;
    w.begin_object()
        .pair("id", report.id)
        .pair("plan_id", report.plan_id)
        .pair("account_id", report.account_id);
    w.pair("created", report.created).pair("updated", report.updated).pair("unchanged", report.unchanged);
    w.key("refused").begin_array();
    for (const auto& f : report.refused)
        w.begin_object()
            .pair("path", f.path)
            .pair("key", f.key)
            .pair("message", i18n::translate(language, f.key, f.params))
            .end_object();
    w.end_array().key("unresolved").begin_array();
    for (const auto& u : report.unresolved)
        w.begin_object().pair("entity", u.entity).pair("name", u.name).pair("path", u.place).end_object();
    w.end_array().end_object();
    return w.take();
}

}  // namespace kamino::exchange
