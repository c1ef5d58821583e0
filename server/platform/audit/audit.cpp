#include "platform/audit/audit.h"

#include <algorithm>
#include <boost/json.hpp>

#include "platform/audit/audit_store.sql.h"
#include "platform/auth/readers.h"
#include "platform/base/json.h"
#include "platform/base/text.h"

namespace kamino::audit {
namespace {

constexpr int batch = 200;

// Which lines of the log an actor may see; "" = all of them.
storage::Scope visible_lines(const auth::Actor& actor) {
    const bool without_account = auth::may(actor, "audit.read");
    auto scope = auth::sight_of_accounts(actor, "c.account_id");
    if (scope.sql.empty()) {
        if (!without_account) scope.sql = "c.account_id <> ''";
        return scope;
    }
    if (without_account) scope.sql = "c.account_id = '' OR " + scope.sql;
    return scope;
}

void write_id(base::JsonWriter& json, std::string_view name, const std::string& id) {
    json.key(name);
    if (id.empty())
        json.null();
    else
        json.value(std::string_view{id});
}

// {"name":…} to rows a table shows: one for each field that is in either object.
void write_differences(base::JsonWriter& json, const Line& line, std::string& title) {
    const auto before = base::parse_json(line.before);
    const auto after = base::parse_json(line.after);
    std::vector<std::string> names;
    for (const auto* document : {&before, &after})
        for (const auto& member : document->as_object()) {
            const std::string name{member.key()};
            if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
        }
    json.key("changes").begin_array();
    for (const auto& name : names) {
        json.begin_object().pair("field", std::string_view{name});
        for (const auto& [side, document] : {std::pair{"before", &before}, std::pair{"after", &after}}) {
            json.key(side);
            const auto* value = document->as_object().if_contains(name);
            if (value)
                json.value(*value);
            else
                json.null();
            if (value && value->is_string() && (name == "name" || name == "subject"))
                title = value->as_string();
        }
        json.end_object();
    }
    json.end_array();
}

http::EventBatch pull(storage::Database& database, const auth::Actor& actor, std::uint64_t after) {
    auto scope = visible_lines(actor);
    const std::string text =
        "SELECT c.seq, c.at, c.actor_id, c.entity, c.entity_id, c.account_id, c.action, CASE WHEN " +
        (scope.sql.empty() ? std::string{"1 = 1"} : scope.sql) +
        " THEN 1 ELSE 0 END FROM changes c WHERE c.seq > :after ORDER BY c.seq LIMIT :limit";
    storage::Args args{{"after", static_cast<std::int64_t>(after)}, {"limit", batch}};
    for (auto& value : scope.values) args.emplace_back(value.name, std::move(value.value));
    return database.read([&](storage::Read& read) {
        // Asked again with each pull: a session that was ended hears nothing more.
        if (!auth::still_signed_in(read, actor)) throw unauthenticated();
        http::EventBatch result;
        result.seq = after;
        int count = 0;
        auto rows = read.query({"audit.pull", text}, args);
        while (rows.next()) {
            ++count;
            result.seq = static_cast<std::uint64_t>(rows.integer(0));
            if (!rows.boolean(7)) continue;
            base::JsonWriter json;
            json.begin_object().pair("seq", rows.integer(0)).pair("entity", rows.text(3));
            json.pair("entity_id", rows.text(4));
            write_id(json, "account_id", rows.text(5));
            json.pair("action", rows.text(6)).pair("at", rows.instant(1).to_text());
            write_id(json, "actor_id", rows.text(2));
            json.end_object();
            result.events.push_back({result.seq, json.take(), "change"});
        }
        result.more = count == batch;
        return result;
    });
}

// A job's progress is its owner's business, and of those who look after all jobs.
bool hears(const auth::Actor& actor, const http::Event& event) {
    if (event.name != "job") return true;
    if (auth::may(actor, "jobs.read")) return true;
    const auto document = base::parse_json(event.data);
    const auto* object = document.if_object();
    const auto* owner = object ? object->if_contains("actor_id") : nullptr;
    return owner && owner->is_string() && owner->as_string() == actor.user_id;
}

http::Response events(http::Server& server, storage::Database& database, const http::Request& request) {
    const auto actor = auth::actor_of(request);
    // Who does not say from where wants what happens from now on.
    const bool resumes = !request.header("Last-Event-ID").empty() || request.query("after").has_value();
    const auto newest =
        static_cast<std::uint64_t>(database.read([](storage::Read& read) { return head(read); }));
    const auto after = resumes ? std::min(request.last_event_id(), newest) : newest;
    return http::Response::event_stream(
        server.events(), after,
        [&database, actor](std::uint64_t seen) { return pull(database, actor, seen); },
        [actor](const http::Event& event) { return hears(actor, event); });
}

std::int64_t number(const http::Request& request, const char* name, std::int64_t otherwise,
                    std::int64_t least, std::int64_t most) {
    const auto text = request.query(name);
    if (!text || text->empty()) return otherwise;
    const auto value = base::to_int(*text);
    if (!value || *value < least || *value > most) throw invalid("request.bad_parameter", {{"name", name}});
    return *value;
}

http::Response changes(storage::Database& database, const http::Request& request) {
    const auto& actor = auth::actor_of(request);
    const auto text = [&](const char* name) { return request.query(name).value_or(""); };
    const Query query{text("entity"), text("entity_id"), text("account_id"),
                      number(request, "cursor", 0, 0, INT64_MAX),
                      static_cast<int>(number(request, "limit", 50, 1, 500))};
    const auto lines = database.read([&](storage::Read& read) { return history(read, actor, query); });
    base::JsonWriter out;
    out.begin_object().key("items").begin_array();
    for (const auto& line : lines) out.raw(json(line));
    out.end_array().key("next_cursor");
    if (static_cast<int>(lines.size()) == query.limit)
        out.value(std::string_view{std::to_string(lines.back().seq)});
    else
        out.null();
    out.end_object();
    return http::Response::json(out.take());
}

}  // namespace

std::int64_t head(storage::Read& read) {
    return read.integer(sql::head).value_or(0);
}

std::vector<Line> history(storage::Read& read, const auth::Actor& actor, const Query& query) {
    std::string text =
        "SELECT c.seq, c.at, c.actor_id, u.name, c.door, c.request_id, c.entity, c.entity_id, c.account_id, "
        "c.action, "
        "c.before, c.after FROM changes c LEFT JOIN users u ON u.id = c.actor_id WHERE 1 = 1";
    auto scope = visible_lines(actor);
    storage::Args args{{"limit", std::clamp(query.limit, 1, 500)}};
    const auto only = [&](const char* name, const std::string& value) {
        if (value.empty()) return;
        text += std::string{" AND c."} + name + " = :" + name;
        args.emplace_back(name, value);
    };
    only("entity", query.entity);
    only("entity_id", query.entity_id);
    only("account_id", query.account_id);
    if (query.before_seq > 0) {
        text += " AND c.seq < :before_seq";
        args.emplace_back("before_seq", query.before_seq);
    }
    if (!scope.sql.empty()) text += " AND (" + scope.sql + ")";
    for (auto& value : scope.values) args.emplace_back(value.name, std::move(value.value));
    text += " ORDER BY c.seq DESC LIMIT :limit";
    std::vector<Line> lines;
    auto rows = read.query({"audit.history", text}, args);
    while (rows.next())
        lines.push_back({rows.integer(0), rows.instant(1), rows.text(2), rows.maybe_text(3).value_or(""),
                         rows.text(4), rows.text(5), rows.text(6), rows.text(7), rows.text(8), rows.text(9),
                         rows.text(10), rows.text(11)});
    return lines;
}

std::string json(const Line& line) {
    base::JsonWriter json;
    json.begin_object().pair("seq", line.seq).pair("at", line.at.to_text());
    write_id(json, "actor_id", line.actor_id);
    json.pair("actor_name", line.actor_name).pair("door", line.door).pair("request_id", line.request_id);
    json.pair("entity", line.entity).pair("entity_id", line.entity_id);
    write_id(json, "account_id", line.account_id);
    json.pair("action", line.action);
    std::string title;
    write_differences(json, line, title);
    json.pair("title", title).end_object();
    return json.take();
}

std::string change_schema() {
    return R"({"title":"Change","type":"object","properties":)"
           R"({"seq":{"type":"integer"},"at":{"type":"string"},"actor_id":{"type":["string","null"]},"actor_name":)"
           R"({"type":"string"},"door":{"type":"string"},"request_id":{"type":"string"},"entity":{"type":"string"},)"
           R"("entity_id":{"type":"string"},"account_id":{"type":["string","null"]},"action":{"type":"string"},)"
           R"("changes":{"type":"array","items":{"type":"object","properties":{"field":{"type":"string"},"before":{},)"
           R"("after":{}},"required":["field","before","after"]}},"title":{"type":"string"}},"required":["seq","at",)"
           R"("actor_id","actor_name","door","request_id","entity","entity_id","account_id","action","changes","title"]})";
}

void install(http::Server& server, storage::Database& database) {
    http::Route stream{"GET", "/api/v1/events", "events.stream",
                       "Changes as server-sent events; resumes after Last-Event-ID or ?after=."};
    stream.handler = [&](http::Request& r) { return events(server, database, r); };
    stream.access = "session";
    stream.tag = "changes";
    stream.query = {"after"};
    server.router().add(std::move(stream));
    http::Route list{"GET", "/api/v1/changes", "changes.list",
                     "The change log, newest first: what you may see of it."};
    list.handler = [&](http::Request& r) { return changes(database, r); };
    list.access = "session";
    list.tag = "changes";
    list.query = {"entity", "entity_id", "account_id", "cursor", "limit"};
    list.response_schema =
        R"({"type":"object","properties":{"items":{"type":"array","items":)" + change_schema() +
        R"(},"next_cursor":{"type":["string","null"]}},"required":["items","next_cursor"]})";
    server.router().add(std::move(list));
}

}  // namespace kamino::audit
