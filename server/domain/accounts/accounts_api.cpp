#include "domain/accounts/accounts_api.h"

#include <set>

#include "domain/accounts/account.h"
#include "domain/accounts/account_store.h"
#include "platform/base/text.h"
#include "platform/registry/titles.h"

namespace kamino::accounts {
namespace {

std::string top_of(storage::Read& read, const auth::Actor& actor, Account account) {
    const auto scope = auth::visible_accounts(actor, "accounts.id");
    for (int depth = 0; account.parent_id && depth < 64; ++depth) {
        auto parent = storage::find<Account>(read, *account.parent_id, scope);
        if (!parent) break;
        account = std::move(*parent);
    }
    return account.id;
}

registry::Resource account_resource() {
    return {.entity = &Account::entity(),
            .route = "accounts",
            .area = "accounts",
            .importable = true,
            .default_sort = "name",
            .check = check_account,
            .saved = saved_account,
            .imported =
                [](storage::Write& w, const std::vector<std::string>& ids) {
                    for (const auto& subscriber : events().imported) subscriber(w, ids);
                },
            .import_done = rebuild_tree_and_access};
}

}  // namespace

// What the changed records are called now: a change of one field does not name its record.
void write_titles(base::JsonWriter& w, const registry::Registry& registry, storage::Read& read,
                  const auth::Actor& actor, i18n::Language language, const std::vector<audit::Line>& lines) {
    std::map<std::string, std::set<std::string>> distinct;
    for (const auto& line : lines) distinct[line.entity].insert(line.entity_id);
    registry::IdsByEntity wanted;
    for (const auto& [entity, ids] : distinct) wanted[entity] = {ids.begin(), ids.end()};
    w.key("titles").begin_object();
    for (const auto& [id, title] : registry::titles_of(registry, read, actor, language, wanted))
        w.pair(id, title.text);
    w.end_object();
}

http::Response account_history(registry::Registry& registry, http::Request& request) {
    return registry::read(registry, request, [&](storage::Read& r, const auth::Actor& actor) {
        const auto& id = request.param("id");
        require_account(r, actor, id);
        audit::Query query{.account_id = id};
        query.before_seq = base::to_int(request.query("before").value_or("0")).value_or(0);
        query.limit = registry::list_query(request, "").limit;
        const auto lines = audit::history(r, actor, query);
        base::JsonWriter w;
        w.begin_object().key("items").begin_array();
        for (const auto& line : lines) w.raw(audit::json(line));
        w.end_array().key("next_before");
        if (static_cast<int>(lines.size()) == query.limit)
            w.value(lines.back().seq);
        else
            w.null();
        write_titles(w, registry, r, actor, request.language, lines);
        w.end_object();
        return http::Response::json(w.take());
    });
}

http::Response account_tree(registry::Registry& registry, http::Request& request) {
    return registry::read(registry, request, [&](storage::Read& r, const auth::Actor& actor) {
        const auto scope = auth::visible_accounts(actor, "accounts.id");
        const auto account = storage::load<Account>(r, request.param("id"), scope);
        base::JsonWriter w;
        w.begin_object().key("items").begin_array();
        for (const auto& id : subtree(r, top_of(r, actor, account))) {
            const auto a = storage::find<Account>(r, id, scope);
            if (!a) continue;
            w.begin_object().pair("id", a->id).pair("name", a->name).pair("status", a->status);
            w.key("parent_id");
            if (a->parent_id)
                w.value(std::string_view{*a->parent_id});
            else
                w.null();
            w.end_object();
        }
        w.end_array().end_object();
        return http::Response::json(w.take());
    });
}

void offer(registry::Registry& registry) {
    registry.offer(account_resource());
    registry.offer({.entity = &Unit::entity(),
                    .route = "account-units",
                    .area = "accounts",
                    .importable = true,
                    .default_sort = "name",
                    .check = check_unit});
    registry.offer({.entity = &Location::entity(),
                    .route = "account-locations",
                    .area = "accounts",
                    .importable = true,
                    .default_sort = "name",
                    .check = [](storage::Write&, const auth::Actor&, const describe::Record*,
                                describe::Record& r, std::vector<FieldFault>& faults) {
                        const auto& l = static_cast<const Location&>(r);
                        check_position(l.latitude, l.longitude, faults);
                    }});
    registry.offer({.entity = &TeamMember::entity(),
                    .route = "account-team",
                    .area = "accounts",
                    .importable = true,
                    .default_sort = "role",
                    .check = check_team_member,
                    .saved = saved_team_member,
                    .import_done = rebuild_tree_and_access});
    http::Route history{"GET", "/api/v1/accounts/{id}/history", "accounts.history",
                        "Every change of the account and of what belongs to it, newest first."};
    history.access = "accounts.read";
    history.tag = "accounts";
    history.query = {"before", "limit"};
    history.response_schema =
        R"({"type":"object","required":["items","next_before","titles"],"properties":{"items":{"type":"array","items":{"$ref":"#/components/schemas/change"}},"next_before":{"type":["integer","null"]},"titles":{"type":"object","additionalProperties":{"type":"string"}}}})";
    history.handler = [&registry](http::Request& r) { return account_history(registry, r); };
    registry.route(std::move(history));
    http::Route tree{"GET", "/api/v1/accounts/{id}/tree", "accounts.tree",
                     "The account tree around this account."};
    tree.access = "accounts.read";
    tree.tag = "accounts";
    tree.response_schema =
        R"({"type":"object","required":["items"],"properties":{"items":{"type":"array","items":{"type":"object","required":["id","name","status","parent_id"],"properties":{"id":{"type":"string"},"name":{"type":"string"},"status":{"type":"string"},"parent_id":{"type":["string","null"]}}}}}})";
    tree.handler = [&registry](http::Request& r) { return account_tree(registry, r); };
    registry.route(std::move(tree));
}

}  // namespace kamino::accounts
