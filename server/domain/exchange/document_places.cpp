// Who and what a document means: the account, the form, and what its rows point to.
#include <algorithm>

#include "domain/exchange/document_reading.h"
#include "domain/templates/public.h"
#include "platform/auth/auth.h"
#include "platform/auth/readers.h"

namespace kamino::exchange {
namespace {

using boost::json::object;
using boost::json::value;

void replace(value& v, const std::function<std::string(const std::string&)>& here) {
    if (v.is_string() && !v.get_string().empty()) {
        const auto id = here(std::string{v.get_string()});
        v = id.empty() ? value(nullptr) : value(id);
    } else if (auto* list = v.if_array()) {
        boost::json::array kept;
        for (const auto& one : *list)
            if (one.is_string())
                if (const auto id = here(std::string{one.get_string()}); !id.empty()) kept.emplace_back(id);
        v = std::move(kept);
    }
}

}  // namespace

std::string text_of(const object& o, std::string_view name) {
    const auto* v = o.if_contains(name);
    return v && v->is_string() ? std::string{v->get_string()} : std::string{};
}

const object& member(const object& o, std::string_view name) {
    static const object none;
    const auto* v = o.if_contains(name);
    return v && v->is_object() ? v->get_object() : none;
}

accounts::Account account_meant(storage::Read& read, const auth::Actor& actor, const object& document,
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

std::optional<std::string> template_meant(registry::Registry& registry, storage::Write& write,
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

bool DocumentReading::sees_account(const std::string& user_id) {
    std::vector<FieldFault> faults;
    auth::require_reader(write_, account_.id, user_id, "", faults);
    return faults.empty();
}

void DocumentReading::require_stand_in() {
    const auto& user = options_.stand_in;
    if (user.empty()) return;
    if (!storage::find<auth::User>(write_, user))
        throw invalid_field("/stand_in", "field.bad_reference", {{"entity", "user"}});
    std::vector<FieldFault> faults;
    auth::require_reader(write_, account_.id, user, "/stand_in", faults);
    if (!faults.empty()) throw invalid_fields(std::move(faults));
}

std::string DocumentReading::stand_in() {
    if (!options_.stand_in.empty()) return options_.stand_in;
    if (!actor_.user_id.empty()) return actor_.user_id;
    // The system itself does nothing: then it is whose account it is, or anybody who sees it.
    if (account_.owner_id && sees_account(*account_.owner_id)) return *account_.owner_id;
    const auto readers = auth::readers_of(write_, account_.id);
    return readers.empty() ? std::string{} : readers.front().id;
}

std::string DocumentReading::here_of(const describe::Field& f, const std::string& id,
                                     const std::string& path) {
    auto here = finder_.find(f.rule.reference, id);
    const bool known = !here.empty();
    const bool duty = f.name == "owner_id" && f.rule.reference == "user";
    if (known && duty && !sees_account(here)) here.clear();
    if (!here.empty()) return here;
    Report::Lost lost{std::string{f.rule.reference}, finder_.name_of(f.rule.reference, id),
                      path + "/" + std::string{f.name}, known ? "cannot_see" : "unknown", ""};
    // An objective may wait for an owner; a task may not.
    if (duty && (f.rule.required || !options_.stand_in.empty())) here = stand_in();
    if (!here.empty())
        if (const auto user = storage::find<auth::User>(write_, here)) lost.given_to = user->name;
    report_.unresolved.push_back(std::move(lost));
    return here;
}

void DocumentReading::place(const describe::Entity& e, object& row, const std::string& path) {
    for (const auto& f : e.fields) {
        if (f.rule.reference.empty()) continue;
        auto* v = row.if_contains(f.name);
        if (!v) continue;
        const auto entity = f.rule.reference;
        if (entity.starts_with("plan") && entity != "plan") {
            replace(*v, [&](const std::string& id) { return ids_.contains(id) ? ids_[id] : std::string{}; });
        } else if (is_outside(registry_, entity)) {
            const auto here = [&](const std::string& id) { return here_of(f, id, path); };
            replace(*v, here);
        }
    }
}

void DocumentReading::place_people(object& row, const std::string& path) {
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
            report_.unresolved.push_back({"user", finder_.name_of("user", id), path + "/content/" + f.key});
        else
            *v = here;
    }
}

}  // namespace kamino::exchange
