// Routes of signing in and out, of one's sessions, and of the demo's persons.
#include <boost/json.hpp>

#include "platform/auth/auth_store.sql.h"
#include "platform/auth/body.h"
#include "platform/auth/guard.h"
#include "platform/auth/throttle.h"
#include "platform/base/json.h"
#include "platform/base/log.h"
#include "platform/base/text.h"

namespace kamino::auth {
namespace {

constexpr const char* session_schema =
    R"({"title":"Session","type":"object","properties":{"user":{"title":"SessionUser","type":"object","properties":)"
    R"({"id":{"type":"string"},"name":{"type":"string"},"email":{"type":"string"},"role":{"type":"string","enum":)"
    R"(["admin","leader","operations","manager","viewer"]},"language":{"type":"string"},"permissions":{"type":"array",)"
    R"("items":{"type":"string"}}},"required":["id","name","email","role","language","permissions"]},)"
    R"("csrf":{"type":"string"},"demo":{"type":"boolean"},"workspace":{"type":["object","null"],"properties":)"
    R"({"name":{"type":"string"},"currency":{"type":"string"},"locale":{"type":"string"},)"
    R"("fiscal_year_start_month":{"type":"integer"}},"required":["name","currency","locale","fiscal_year_start_month"]}},)"
    R"("required":["user","csrf","demo","workspace"]})";

http::Response no_store(http::Response response) {
    response.set("Cache-Control", "no-store");
    return response;
}

http::Response session_response(const Parts& parts, const std::string& secret) {
    const auto actor = find_session(parts, secret);
    if (!actor) throw unauthenticated();
    auto text = parts.database.read([&](storage::Read& read) { return session_json(read, parts, *actor); });
    auto response = no_store(http::Response::json(std::move(text)));
    response.cookie(session_cookie(parts, secret));
    return response;
}

struct Known {
    std::string id, hash;
};

Known find_password(const Parts& parts, const std::string& folded_email) {
    return parts.database.read([&](storage::Read& read) {
        auto rows = read.query(sql::find_password, {{"email", folded_email}});
        return rows.next() ? Known{rows.text(0), rows.maybe_text(1).value_or("")} : Known{};
    });
}

// Known and unknown e-mails take the same steps: count, hash, one write.
http::Response sign_in(Parts& parts, http::Request& request) {
    Body body{request};
    const auto email = body.text("email", true, 320);
    const auto password = body.text("password");
    body.finish();
    const auto folded = base::fold(email);
    count_try(parts.database, folded, request.peer);
    const auto known = find_password(parts, folded);
    if (!parts.gate.verify(known.hash, password)) {
        log::info("sign-in refused", {{"request", request.id}, {"address", request.peer}});
        parts.database.write({known.id, "ui", request.id}, [&](storage::Write& write) {
            record_sign_in(write, "session", known.id, "sign_in_failed", request);
        });
        throw unauthenticated("auth.wrong_credentials");
    }
    const auto secret = parts.database.write({known.id, "ui", request.id}, [&](storage::Write& write) {
        forgive_try(write, folded, request.peer);
        record_sign_in(write, "session", known.id, "sign_in", request);
        return open_session(write, parts, request, known.id);
    });
    return session_response(parts, secret);
}

// 401 tells the login page what else the server offers.
http::Response get_session(Parts& parts, http::Request& request) {
    const auto actor = identify(parts, request);
    if (actor) {
        auto text =
            parts.database.read([&](storage::Read& read) { return session_json(read, parts, *actor); });
        return no_store(http::Response::json(std::move(text)));
    }
    const bool setup_needed =
        parts.database.read([](storage::Read& read) { return !read.integer(sql::any_user).has_value(); });
    auto response = http::problem(unauthenticated(), request);
    auto document = boost::json::parse(response.text_body());
    document.as_object()["setup_needed"] = setup_needed;
    document.as_object()["demo"] = parts.options.demo;
    response.body = base::json_text(document);
    return response;
}

http::Response sign_out(Parts& parts, http::Request& request) {
    const auto& actor = actor_of(request);
    if (actor.session_id.empty()) throw forbidden("auth.session_only");
    parts.database.write(origin_of(request), [&](storage::Write& write) {
        write.execute(sql::delete_session, {{"id", actor.session_id}});
        record_sign_in(write, "session", actor.user_id, "sign_out", request);
    });
    auto response = http::Response::no_content();
    response.cookie(no_cookie(parts));
    return no_store(std::move(response));
}

// Everybody chooses his own language, whatever his role.
http::Response change_session(Parts& parts, http::Request& request) {
    const auto& actor = actor_of(request);
    Body body{request};
    const auto language = body.text("language", true, 10);
    if (!language.empty() && language != "en" && language != "es" && language != "nl")
        body.add({"/language", "field.bad_language"});
    body.finish();
    parts.database.write(origin_of(request), [&](storage::Write& write) {
        const auto before = storage::load<User>(write, actor.user_id);
        auto after = before;
        after.language = language;
        storage::update_record(write, User::entity(), before, after);
    });
    Actor changed = actor;
    changed.language = i18n::language_of(language);
    auto text = parts.database.read([&](storage::Read& read) { return session_json(read, parts, changed); });
    return no_store(http::Response::json(std::move(text)));
}

http::Response list_sessions(Parts& parts, http::Request& request) {
    const auto& actor = actor_of(request);
    const auto user_id = request.query("user_id").value_or(actor.user_id);
    if (user_id != actor.user_id) require(actor, "users.write");
    base::JsonWriter json;
    json.begin_object().key("items").begin_array();
    parts.database.read([&](storage::Read& read) {
        const auto at = now().us;
        auto rows = read.query(sql::list_sessions,
                               {{"user_id", user_id}, {"now", at}, {"idle", at - parts.idle_us()}});
        while (rows.next()) {
            const auto id = rows.text(0);
            json.begin_object().pair("id", id).pair("user_id", user_id);
            json.pair("created_at", rows.instant(1).to_text()).pair("seen_at", rows.instant(2).to_text());
            json.pair("expires_at", rows.instant(3).to_text())
                .pair("address", rows.text(4))
                .pair("agent", rows.text(5));
            json.pair("current", id == actor.session_id).end_object();
        }
    });
    json.end_array().key("next_cursor").null().end_object();
    return http::Response::json(json.take());
}

http::Response end_session(Parts& parts, http::Request& request) {
    const auto& actor = actor_of(request);
    parts.database.write(origin_of(request), [&](storage::Write& write) {
        const auto owner = write.text(sql::owner_of_session, {{"id", request.param("id")}});
        if (!owner || (*owner != actor.user_id && !may(actor, "users.write"))) throw not_found();
        write.execute(sql::delete_session, {{"id", request.param("id")}});
        record_sign_in(write, "session", *owner, "session_ended", request);
    });
    return http::Response::no_content();
}

bool is_loopback(std::string_view host) {
    return host == "localhost" || host == "::1" || host == "[::1]" || host == "127.0.0.1" ||
           host.substr(0, 4) == "127." || host == "::ffff:127.0.0.1";
}

// The demo signs in without a password, so it must not be reachable from elsewhere: neither over the network,
// nor by a page whose name was pointed at 127.0.0.1 (the Host header then names that page).
void require_demo(const Parts& parts, const http::Request& request) {
    auto host = request.header("Host");
    if (const auto colon = host.rfind(':'); colon != std::string_view::npos && host.back() != ']')
        host = host.substr(0, colon);
    if (!parts.options.demo || !is_loopback(host) || !is_loopback(request.peer)) throw not_found();
}

http::Response demo_people(Parts& parts, http::Request& request) {
    require_demo(parts, request);
    base::JsonWriter json;
    json.begin_object().key("items").begin_array();
    parts.database.read([&](storage::Read& read) {
        auto rows = read.query(sql::demo_people);
        while (rows.next()) {
            json.begin_object()
                .pair("id", rows.text(0))
                .pair("name", rows.text(1))
                .pair("role", rows.text(2));
            json.pair("team", rows.text(3))
                .pair("email", rows.text(4))
                .pair("language", rows.text(5))
                .end_object();
        }
    });
    json.end_array().end_object();
    return no_store(http::Response::json(json.take()));
}

http::Response demo_sign_in(Parts& parts, http::Request& request) {
    require_demo(parts, request);
    Body body{request};
    const auto user_id = body.text("user_id", true, 64);
    body.finish();
    const auto secret = parts.database.write({user_id, "ui", request.id}, [&](storage::Write& write) {
        const auto user = storage::load<User>(write, user_id);
        if (!user.active) throw not_found();
        record_sign_in(write, "session", user_id, "sign_in", request);
        return open_session(write, parts, request, user_id);
    });
    return session_response(parts, secret);
}

}  // namespace

void add_session_routes(http::Router& router, Parts& parts) {
    auto& p = parts;
    const auto add = [&](const char* method, const char* pattern, const char* name, const char* summary,
                         const char* access, auto handler, const char* body = "", const char* answer = "") {
        http::Route route{method, pattern, name, summary};
        route.handler = [&p, handler](http::Request& r) { return handler(p, r); };
        route.access = access;
        route.tag = "session";
        route.request_schema = body;
        route.response_schema = answer;
        router.add(std::move(route));
    };
    constexpr const char* people =
        R"({"type":"object","properties":{"items":{"type":"array","items":{"title":"DemoPerson","type":"object",)"
        R"("properties":{"id":{"type":"string"},"name":{"type":"string"},"role":{"type":"string"},"team":{"type":"string"},)"
        R"("email":{"type":"string"},"language":{"type":"string"}},"required":["id","name","role","team","email",)"
        R"("language"]}}},"required":["items"]})";
    constexpr const char* sessions =
        R"({"type":"object","properties":{"items":{"type":"array","items":{"title":"SignIn","type":"object","properties":)"
        R"({"id":{"type":"string"},"user_id":{"type":"string"},"created_at":{"type":"string"},"seen_at":{"type":"string"},)"
        R"("expires_at":{"type":"string"},"address":{"type":"string"},"agent":{"type":"string"},"current":)"
        R"({"type":"boolean"}},"required":["id","user_id","created_at","seen_at","expires_at","address","agent",)"
        R"("current"]}},"next_cursor":{"type":"null"}},"required":["items","next_cursor"]})";
    add("POST", "/api/v1/session", "session.sign_in", "Signs in with e-mail and password.", "public", sign_in,
        R"({"type":"object","properties":{"email":{"type":"string"},"password":{"type":"string"}},)"
        R"("required":["email","password"]})",
        session_schema);
    add("GET", "/api/v1/session", "session.get", "Who is signed in.", "public", get_session, "",
        session_schema);
    add("PATCH", "/api/v1/session", "session.change", "Chooses your own language.", "session", change_session,
        R"({"type":"object","properties":{"language":{"type":"string","enum":["en","es","nl"]}},)"
        R"("required":["language"]})",
        session_schema);
    add("DELETE", "/api/v1/session", "session.sign_out", "Signs out.", "session", sign_out);
    add("GET", "/api/v1/sessions", "sessions.list", "Where you are signed in.", "session", list_sessions, "",
        sessions);
    add("DELETE", "/api/v1/sessions/{id}", "sessions.end", "Ends a session.", "session", end_session);
    if (!parts.options.demo) return;
    add("GET", "/api/v1/demo/people", "demo.people", "The demo workspace's people.", "public", demo_people,
        "", people);
    add("POST", "/api/v1/demo/session", "demo.sign_in", "Signs in as a person of the demo.", "public",
        demo_sign_in,
        R"({"type":"object","properties":{"user_id":{"type":"string"}},"required":["user_id"]})",
        session_schema);
}

}  // namespace kamino::auth
