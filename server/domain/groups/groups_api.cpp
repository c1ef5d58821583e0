#include "domain/groups/groups_api.h"

#include <algorithm>
#include <boost/json.hpp>
#include <map>

#include "domain/groups/group.h"
#include "domain/groups/groups_store.h"
#include "domain/groups/schemas.h"
#include "domain/sales/public.h"
#include "domain/workspace/public.h"
#include "engine/segment/segment.h"

namespace kamino::groups {
namespace {

using registry::Registry;

http::Response item(const Group& group) {
    auto response = http::Response::json(describe::json(Group::entity(), group));
    response.etag(std::to_string(group.version));
    return response;
}

void require_seen(const http::Request& request, const Group& group) {
    const auto seen = request.if_match();
    if (!seen) throw invalid("request.if_match_missing");
    if (*seen == "*" || *seen == std::to_string(group.version)) return;
    auto fault = conflict("request.stale", {{"version", std::to_string(group.version)}});
    fault.current_json = describe::json(Group::entity(), group);
    throw fault;
}

http::Response list_fields(Registry& registry, http::Request& request) {
    return registry::read(registry, request, [](storage::Read& r, const auth::Actor&) {
        base::JsonWriter w;
        w.begin_object().key("items").begin_array();
        const auto custom = custom_fields(r);
        for (const auto* fields : {&standard_fields(), &custom})
            for (const auto& f : *fields) {
                w.begin_object().pair("key", f.key).pair("kind", f.kind).pair("section", f.section);
                w.pair("format", f.format).key("choices").begin_array();
                for (const auto& c : f.choices) w.value(std::string_view{c});
                w.end_array().pair("reference", f.reference).pair("label", f.label);
                w.pair("suggests", f.suggests).end_object();
            }
        return http::Response::json(w.end_array().end_object().take());
    });
}

// What occurs in a text field, the most frequent first.
http::Response list_values(Registry& registry, http::Request& request) {
    const auto name = request.query("field").value_or("");
    const RuleField* field = nullptr;
    for (const auto& f : standard_fields())
        if (f.key == name && f.suggests) field = &f;
    if (!field) throw invalid_field("/field", "group.unknown_field", {{"name", name}});
    return registry::read(registry, request, [&](storage::Read& r, const auth::Actor& actor) {
        const Where where{r, actor};
        const std::string column = "portfolio." + field->key;
        std::map<std::string, std::int64_t> counts;
        auto rows =
            r.query({"groups.values", "SELECT " + column + ", COUNT(*) FROM portfolio" + where.by_index +
                                          " GROUP BY " + column + " ORDER BY 2 DESC, 1 LIMIT 2000"},
                    where.args);
        while (rows.next()) {
            if (field->kind != "list") {
                if (!rows.text_view(0).empty()) counts[rows.text(0)] += rows.integer(1);
                continue;
            }
            const auto list = base::parse_json(rows.text(0));
            for (const auto& one : list.as_array()) counts[std::string{one.as_string()}] += rows.integer(1);
        }
        std::vector<std::pair<std::string, std::int64_t>> sorted{counts.begin(), counts.end()};
        std::stable_sort(sorted.begin(), sorted.end(),
                         [](const auto& a, const auto& b) { return a.second > b.second; });
        if (sorted.size() > 500) sorted.resize(500);
        base::JsonWriter w;
        w.begin_object().key("items").begin_array();
        for (const auto& [value, accounts] : sorted)
            w.begin_object().pair("value", value).pair("accounts", accounts).end_object();
        return http::Response::json(w.end_array().end_object().take());
    });
}

http::Response count_rule(Registry& registry, http::Request& request) {
    const auto document = request.json();
    const auto* body = document.if_object();
    const auto* rule = body ? body->if_contains("rule") : nullptr;
    if (!rule) throw invalid_field("/rule", "field.required");
    return registry::read(registry, request, [&](storage::Read& r, const auth::Actor& actor) {
        const auto currency = workspace::settings(r).currency;
        const Where where{r, actor, condition_of(r, *rule, true, "r")};
        const auto sum = sum_of(r, where);
        base::JsonWriter w;
        w.begin_object().pair("accounts", sum.accounts).pair("of_accounts", count_seen(r, actor));
        write_money(w, "revenue_12m", sum.revenue, currency);
        w.key("sample").begin_array();
        for (const auto& s : sample_of(r, where, sum.accounts)) {
            w.begin_object().pair("id", s.id).pair("name", s.name).pair("class", s.class_);
            w.pair("owner_name", s.owner_name);
            write_money(w, "revenue_12m", s.revenue, currency);
            w.end_object();
        }
        return http::Response::json(w.end_array().end_object().take());
    });
}

http::Response count_groups(Registry& registry, http::Request& request) {
    return registry::read(registry, request, [](storage::Read& r, const auth::Actor& actor) {
        const auto currency = workspace::settings(r).currency;
        const auto ids = living_groups(r);
        std::vector<describe::Condition> conditions;
        std::vector<bool> readable;
        for (std::size_t i = 0; i < ids.size(); ++i) {
            describe::Condition condition{"1 = 0", {}};
            bool understood = true;
            try {
                condition = members_of(r, ids[i], "c" + std::to_string(i) + "_");
            } catch (const Fault&) {
                understood = false;  // by the rules of today it is none; its page says what is wrong
            }
            conditions.push_back(std::move(condition));
            readable.push_back(understood);
        }
        const auto sums = sums_of(r, actor, conditions);
        base::JsonWriter w;
        w.begin_object().pair("of_accounts", count_seen(r, actor)).key("items").begin_array();
        for (std::size_t i = 0; i < ids.size(); ++i) {
            w.begin_object().pair("group_id", ids[i]);
            if (readable[i]) {
                w.pair("accounts", sums[i].accounts);
                write_money(w, "revenue_12m", sums[i].revenue, currency);
            } else {
                w.key("accounts").null().key("revenue_12m").null();
            }
            w.end_object();
        }
        return http::Response::json(w.end_array().end_object().take());
    });
}

http::Response rfm_grid(Registry& registry, http::Request& request) {
    return registry::read(registry, request, [](storage::Read& r, const auth::Actor& actor) {
        const auto currency = workspace::settings(r).currency;
        const auto as_of = sales::last_booked_on(r);
        const Where where{r, actor};
        base::JsonWriter cells;
        cells.begin_array();
        std::int64_t accounts = 0, never = 0;
        auto rows = r.query(
            {"groups.rfm",
             "SELECT recency_fifth, frequency_fifth, monetary_fifth, COUNT(*), "
             "CAST(SUM(revenue_12m_minor) AS BIGINT) FROM portfolio" +
                 where.sql + " GROUP BY recency_fifth, frequency_fifth, monetary_fifth ORDER BY 1, 2, 3"},
            where.args);
        while (rows.next()) {
            accounts += rows.integer(3);
            if (rows.integer(0) == 0) {
                never += rows.integer(3);
                continue;
            }
            cells.begin_object();
            cells.pair("recency", rows.integer(0)).pair("frequency", rows.integer(1));
            cells.pair("monetary", rows.integer(2));
            cells.pair("name",
                       segment::rfm_name(static_cast<int>(rows.integer(0)), static_cast<int>(rows.integer(1)),
                                         static_cast<int>(rows.integer(2))));
            cells.pair("accounts", rows.integer(3));
            write_money(cells, "revenue_12m", rows.integer(4), currency);
            cells.end_object();
        }
        base::JsonWriter w;
        w.begin_object().key("as_of");
        if (as_of)
            w.value(std::string_view{as_of->to_text()});
        else
            w.null();
        w.pair("accounts", accounts).pair("never_bought", never);
        w.key("cells").raw(cells.end_array().take());
        return http::Response::json(w.end_object().take());
    });
}

http::Response characterise(Registry& registry, http::Request& request) {
    return registry::read(registry, request, [&](storage::Read& r, const auth::Actor& actor) {
        return http::Response::json(
            characterisation_json(r, actor, storage::load<Group>(r, request.param("id"))));
    });
}

// Freezes a living group, or gives a frozen one its life back.
http::Response set_frozen(Registry& registry, http::Request& request, bool frozen) {
    return registry::write(registry, request, [&](storage::Write& w, const auth::Actor& actor) {
        const auto before = storage::load<Group>(w, request.param("id"));
        require_own(actor, before);
        require_seen(request, before);
        if (before.frozen_at.has_value() == frozen) return item(before);
        auto after = before;
        after.frozen_at = frozen ? std::optional{w.at()} : std::nullopt;
        after.frozen_by = frozen && !actor.user_id.empty() ? std::optional{actor.user_id} : std::nullopt;
        if (frozen)
            keep_members(w, before);
        else
            forget_members(w, before.id);
        storage::update_record(w, Group::entity(), before, after);
        selection::group_changed(registry, w, after.id);
        return item(after);
    });
}

using Action = std::function<http::Response(http::Request&)>;
struct Line {
    const char *method, *pattern, *name, *summary, *access;
    Action action;
    std::string_view request, response;
    std::vector<std::string> query{};
};

void add(Registry& registry, Line line) {
    http::Route route{line.method, line.pattern, line.name, line.summary};
    route.access = line.access;
    route.tag = "groups";
    route.request_schema = line.request;
    route.response_schema = line.response;
    route.query = line.query;
    route.handler = std::move(line.action);
    registry.route(std::move(route));
}

Action with(Registry& registry, http::Response (*handler)(Registry&, http::Request&)) {
    return [&registry, handler](http::Request& request) { return handler(registry, request); };
}

}  // namespace

void write_money(base::JsonWriter& w, std::string_view key, std::int64_t minor, const std::string& currency) {
    w.key(key).begin_object().pair("minor", minor).pair("currency", currency).end_object();
}

void offer(Registry& registry) {
    registry.offer(
        {.entity = &Group::entity(),
         .route = "groups",
         .area = "groups",
         .default_sort = "name",
         .check = check_group,
         .saved =
             [&registry](storage::Write& w, const describe::Record* before, const describe::Record* after) {
                 if (before && after) selection::group_changed(registry, w, after->id);
             },
         .removing =
             [](storage::Write& w, const auth::Actor& actor, const describe::Record& group) {
                 require_own(actor, static_cast<const Group&>(group));
                 if (const auto model = selection::model_of_group(w, group.id))
                     throw conflict("group.judged", {{"model", *model}});
             }});
    add(registry, {"GET", "/api/v1/groups/fields", "groups.fields", "What rules may ask of an account.",
                   "groups.read", with(registry, list_fields), "", fields_schema});
    add(registry, {"GET",
                   "/api/v1/groups/values",
                   "groups.values",
                   "What occurs in a text field of the accounts that you may see, the most frequent first.",
                   "groups.read",
                   with(registry, list_values),
                   "",
                   values_schema,
                   {"field"}});
    add(registry, {"POST", "/api/v1/groups/count", "groups.count",
                   "How many accounts a rule finds, their revenue and the largest five.", "groups.read",
                   with(registry, count_rule), rule_schema, count_schema});
    add(registry, {"GET", "/api/v1/groups/counts", "groups.counts",
                   "How many accounts are in each group, and their revenue.", "groups.read",
                   with(registry, count_groups), "", counts_schema});
    add(registry, {"GET", "/api/v1/groups/rfm", "groups.rfm",
                   "Accounts by the fifths of how recently, how often and for how much they bought.",
                   "groups.read", with(registry, rfm_grid), "", rfm_schema});
    add(registry, {"GET", "/api/v1/groups/{id}/characterisation", "groups.characterisation",
                   "What sets the group apart from the other accounts.", "groups.read",
                   with(registry, characterise), "", characterisation_schema});
    add(registry,
        {"POST", "/api/v1/groups/{id}/members", "groups.change_members",
         "Adds accounts to a frozen group or takes them out; accounts that are not seen stay as they are.",
         "groups.write", with(registry, change_members), members_schema, members_changed_schema});
    constexpr std::string_view group_schema = R"({"$ref":"#/components/schemas/account_group"})";
    add(registry,
        {"PUT", "/api/v1/groups/{id}/freezing", "groups.freeze",
         "Freezes the group: it keeps the members that it has now. Needs If-Match.", "groups.write",
         [&registry](http::Request& r) { return set_frozen(registry, r, true); }, "", group_schema});
    add(registry,
        {"DELETE", "/api/v1/groups/{id}/freezing", "groups.thaw",
         "Gives the group its life back: the rule decides again. Needs If-Match.", "groups.write",
         [&registry](http::Request& r) { return set_frozen(registry, r, false); }, "", group_schema});
}

}  // namespace kamino::groups
