// Who has a plan open now, and where in it. A browser says so every few seconds; who is silent for longer
// than `expiry` is gone. Kept in a table, so that every node of a cluster gives the same answer; never in the
// change log.
#include <boost/json.hpp>

#include "domain/together/together_api.h"
#include "domain/together/together_store.h"
#include "domain/together/together_store.sql.h"
#include "platform/base/id.h"

namespace kamino::together {
namespace {

constexpr std::int64_t expiry_us = 50 * 1'000'000LL;

struct Here {
    std::string client, section;
    bool editing = false;
};

std::string short_text(const boost::json::object& body, std::string_view name, std::size_t most,
                       bool required) {
    const auto* value = body.if_contains(name);
    const auto path = "/" + std::string{name};
    if (!value || value->is_null()) {
        if (required) throw invalid_field(path, "field.required");
        return "";
    }
    if (!value->is_string()) throw invalid_field(path, "field.wrong_type");
    std::string text{value->get_string()};
    if (required && text.empty()) throw invalid_field(path, "field.required");
    if (text.size() > most) throw invalid_field(path, "field.too_long", {{"max", std::to_string(most)}});
    return text;
}

Here here_of(const http::Request& request) {
    const auto document = request.json();
    const auto* body = document.if_object();
    if (!body) throw invalid_field("/client", "field.required");
    Here here{short_text(*body, "client", 64, true), short_text(*body, "section", 60, false), false};
    if (const auto* editing = body->if_contains("editing")) {
        if (!editing->is_bool()) throw invalid_field("/editing", "field.wrong_type");
        here.editing = editing->get_bool();
    }
    return here;
}

// Readers of the stream learn that somebody came, went or moved, by a name that says nothing to those who do
// not have the plan open.
std::string channel_of(const std::string& plan_id) {
    return base::sha256_hex("presence " + plan_id).substr(0, 32);
}

void tell(registry::Registry& registry, storage::Write& write, const std::string& plan_id) {
    write.after_commit([&registry, channel = channel_of(plan_id)] {
        registry.server().events().publish({0, R"({"channel":")" + channel + "\"}", "presence"});
    });
}

// The user of a session; the system is never present.
plans::Plan load_plan(storage::Read& read, const auth::Actor& actor, const http::Request& request) {
    if (actor.user_id.empty()) throw forbidden();
    return storage::load<plans::Plan>(read, request.param("id"),
                                      auth::visible_accounts(actor, "plans.account_id"));
}

bool is_news(storage::Read& read, const storage::Args& who, const Here& here) {
    auto rows = read.query(sql::find_presence, who);
    return !rows.next() || rows.text(0) != here.section || rows.boolean(1) != here.editing;
}

http::Response present(storage::Read& read, const std::string& plan_id, Instant at) {
    base::JsonWriter w;
    w.begin_object().pair("channel", channel_of(plan_id)).key("items").begin_array();
    auto rows = read.query(sql::list_presence, {{"plan", plan_id}, {"before", at.us - expiry_us}});
    while (rows.next())
        w.begin_object()
            .pair("user_id", rows.text(0))
            .pair("name", rows.text(1))
            .pair("client", rows.text(2))
            .pair("section", rows.text(3))
            .pair("editing", rows.boolean(4))
            .pair("since", rows.instant(5).to_text())
            .end_object();
    w.end_array().end_object();
    auto response = http::Response::json(w.take());
    response.set("Cache-Control", "no-store");
    return response;
}

}  // namespace

http::Response be_present(registry::Registry& registry, http::Request& request) {
    const auto here = here_of(request);
    return registry::write(registry, request, [&](storage::Write& w, const auth::Actor& actor) {
        const auto plan = load_plan(w, actor, request);
        storage::Args who{{"plan", plan.id}, {"user", actor.user_id}, {"client", here.client}};
        const auto gone =
            w.execute(sql::sweep_presence, {{"plan", plan.id}, {"before", w.at().us - expiry_us}});
        const bool news = is_news(w, who, here) || gone > 0;
        who.emplace_back("section", here.section);
        who.emplace_back("editing", here.editing);
        who.emplace_back("at", w.at());
        w.execute(sql::put_presence, who);
        if (news) tell(registry, w, plan.id);
        return present(w, plan.id, w.at());
    });
}

http::Response leave(registry::Registry& registry, http::Request& request) {
    const auto client = request.query("client").value_or("");
    if (client.empty()) throw invalid_field("/client", "field.required");
    return registry::write(registry, request, [&](storage::Write& w, const auth::Actor& actor) {
        const auto plan = load_plan(w, actor, request);
        const storage::Args who{{"plan", plan.id}, {"user", actor.user_id}, {"client", client}};
        if (w.execute(sql::delete_presence, who) > 0) tell(registry, w, plan.id);
        return http::Response::no_content();
    });
}

}  // namespace kamino::together
