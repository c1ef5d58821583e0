// Routes that set passwords: one's own, a user's by the administrator, and the first one at set-up.
#include "platform/auth/auth_store.sql.h"
#include "platform/auth/body.h"
#include "platform/auth/guard.h"
#include "platform/auth/throttle.h"
#include "platform/base/id.h"
#include "platform/base/json.h"
#include "platform/base/text.h"

namespace kamino::auth {
namespace {

// One's own password needs the old one, so that an open screen is not enough; guesses at it are throttled
// like sign-ins. Tokens cannot set passwords: a leaked one would take the account over.
http::Response change_password(Parts& parts, http::Request& request) {
    const auto& actor = actor_of(request);
    if (actor.session_id.empty()) throw forbidden("auth.session_only");
    const auto& id = request.param("id");
    const bool own = id == actor.user_id;
    if (!own) require(actor, "users.write");
    Body body{request};
    const auto password = body.text("password");
    const auto old_password = body.text("old_password", own);
    const auto user = parts.database.read([&](storage::Read& read) { return storage::load<User>(read, id); });
    if (!password.empty())
        if (auto refused = refuse_password(password, user.name, user.email)) body.add(std::move(*refused));
    body.finish();
    const auto folded = base::fold(user.email);
    if (own) {
        count_try(parts.database, folded, request.peer);
        const auto hash = parts.database.read([&](storage::Read& read) {
            return read.text(sql::password_of, {{"user_id", id}}).value_or("");
        });
        if (!parts.gate.verify(hash, old_password))
            throw invalid_field("/old_password", "auth.wrong_password");
    }
    const auto hash = parts.gate.hash(password);
    parts.database.write(origin_of(request), [&](storage::Write& write) {
        storage::load<User>(write, id);  // still there
        write.execute(sql::put_password, {{"user_id", id}, {"hash", hash}, {"at", write.at()}});
        write.execute(sql::delete_sessions_of, {{"user_id", id}, {"but", own ? actor.session_id : ""}});
        if (own) forgive_try(write, folded, request.peer);
        record_sign_in(write, "user", id, "password_set", request);
    });
    return http::Response::no_content();
}

http::Response get_setup(Parts& parts, http::Request&) {
    const bool needed =
        parts.database.read([](storage::Read& read) { return !read.integer(sql::any_user).has_value(); });
    base::JsonWriter json;
    json.begin_object().pair("setup_needed", needed).pair("demo", parts.options.demo).end_object();
    auto response = http::Response::json(json.take());
    response.set("Cache-Control", "no-store");
    return response;
}

struct SetUp {
    std::string token_hash, workspace_name, currency, password_hash;
    User admin;
};

void check_setup_token(storage::Read& read, const std::string& token_hash) {
    if (read.integer(sql::any_user)) throw conflict("auth.setup_done");
    if (!read.integer(sql::find_setup_token, {{"token_hash", token_hash}}))
        throw forbidden("auth.bad_setup_token");
}

SetUp read_setup(Parts& parts, http::Request& request) {
    Body body{request};
    SetUp setup;
    setup.token_hash = base::sha256_hex(body.text("token", true, 128));
    setup.admin.name = body.text("name", true, 400);
    setup.admin.email = body.text("email", true, 640);
    setup.admin.language = body.text("language", true, 10);
    setup.admin.role = "admin";
    const auto password = body.text("password");
    setup.workspace_name = body.text("workspace_name", true, 400);
    setup.currency = body.text("currency", true, 10);
    // The token first: strangers learn nothing about what would be accepted.
    parts.database.read([&](storage::Read& read) { check_setup_token(read, setup.token_hash); });
    if (!password.empty())
        if (auto refused = refuse_password(password, setup.admin.name, setup.admin.email))
            body.add(std::move(*refused));
    if (!setup.currency.empty() && !currency_exponent(setup.currency))
        body.add({"/currency", "field.bad_currency"});
    for (auto& fault : describe::validate(User::entity(), setup.admin))
        if (fault.key != "field.required") body.add(std::move(fault));
    body.finish();
    setup.password_hash = parts.gate.hash(password);
    return setup;
}

http::Response set_up(Parts& parts, http::Request& request) {
    const auto setup = read_setup(parts, request);
    const auto secret = parts.database.write({"", "ui", request.id}, [&](storage::Write& write) {
        check_setup_token(write, setup.token_hash);
        // Of two at once only one finds the rows still there.
        if (write.execute(sql::delete_setup_tokens) == 0) throw conflict("auth.setup_done");
        User admin = setup.admin;
        storage::insert_record(write, User::entity(), admin);
        write.execute(sql::put_password,
                      {{"user_id", admin.id}, {"hash", setup.password_hash}, {"at", write.at()}});
        if (parts.options.on_setup)
            parts.options.on_setup(write, setup.workspace_name, setup.currency, admin.language);
        record_sign_in(write, "session", admin.id, "sign_in", request);
        return open_session(write, parts, request, admin.id);
    });
    const auto actor = find_session(parts, secret);
    if (!actor) throw unauthenticated();
    auto text = parts.database.read([&](storage::Read& read) { return session_json(read, parts, *actor); });
    auto response = http::Response::json(std::move(text));
    response.set("Cache-Control", "no-store");
    response.cookie(session_cookie(parts, secret));
    return response;
}

}  // namespace

void add_password_routes(http::Router& router, Parts& parts) {
    auto& p = parts;
    http::Route route{
        "PUT", "/api/v1/users/{id}/password", "users.password",
        "Sets a password: your own with the old one, anybody's as administrator. Other sessions end."};
    route.handler = [&p](http::Request& r) { return change_password(p, r); };
    route.access = "session";
    route.tag = "users";
    route.request_schema = R"({"type":"object","properties":{"password":{"type":"string"},"old_password":)"
                           R"({"type":"string"}},"required":["password"]})";
    router.add(std::move(route));
}

void add_setup_routes(http::Router& router, Parts& parts) {
    auto& p = parts;
    http::Route get{"GET", "/api/v1/setup", "setup.get",
                    "Whether the workspace still waits for its first user."};
    get.handler = [&p](http::Request& r) { return get_setup(p, r); };
    get.access = "public";
    get.tag = "session";
    get.response_schema = R"({"type":"object","properties":{"setup_needed":{"type":"boolean"},"demo":)"
                          R"({"type":"boolean"}},"required":["setup_needed","demo"]})";
    router.add(std::move(get));
    http::Route post{
        "POST", "/api/v1/setup", "setup.create",
        "Makes the first administrator with the one-time token that the server printed at its start."};
    post.handler = [&p](http::Request& r) { return set_up(p, r); };
    post.access = "public";
    post.tag = "session";
    post.request_schema =
        R"({"type":"object","properties":{"token":{"type":"string"},"name":{"type":"string"},"email":{"type":"string"},)"
        R"("password":{"type":"string"},"workspace_name":{"type":"string"},"currency":{"type":"string"},"language":)"
        R"({"type":"string"}},"required":["token","name","email","password","workspace_name","currency","language"]})";
    router.add(std::move(post));
}

}  // namespace kamino::auth
