#include "platform/auth/tokens.h"

#include <algorithm>

#include "platform/auth/auth_store.sql.h"
#include "platform/auth/body.h"
#include "platform/base/id.h"
#include "platform/base/json.h"
#include "platform/base/log.h"

namespace kamino::auth {
namespace {

constexpr std::string_view token_prefix = "kmn_";
constexpr std::int64_t minute = 60'000'000;

std::vector<std::string> scopes_of(std::string_view json) {
    std::vector<std::string> scopes;
    const auto document = base::parse_json(json);
    for (const auto& scope : document.as_array()) scopes.emplace_back(scope.as_string());
    return scopes;
}

// A token may be made with a token, but not one that may more.
void check_scopes(const Actor& actor, const std::vector<std::string>& scopes) {
    if (actor.token_id.empty()) return;
    const auto has = [&](std::string_view s) {
        return std::find(actor.scopes.begin(), actor.scopes.end(), s) != actor.scopes.end();
    };
    for (const auto& scope : scopes) {
        const bool covered = has("write") || has(scope) || (is_permission(scope) && may(actor, scope));
        if (!covered) throw forbidden("auth.scope");
    }
}

// "2027-01-31" (its end) or an instant; absent: a year from now.
Instant expiry(Body& body) {
    const auto text = body.text("expires_at", false, 40);
    constexpr std::int64_t day = 24 * 60 * minute;
    if (text.empty()) return {now().us + 365 * day};
    auto instant = Instant::parse(text);
    if (const auto date = Date::parse(text)) instant = Instant::at(date->plus_days(1));
    if (!instant) {
        body.add({"/expires_at", "field.bad_date"});
        return now();
    }
    if (*instant <= now()) body.add({"/expires_at", "auth.expiry_past"});
    if (instant->us > now().us + 5 * 366 * day) body.add({"/expires_at", "auth.expiry_far"});
    return *instant;
}

http::Response list_tokens(Parts& parts, http::Request& request) {
    const auto& actor = actor_of(request);
    auto user_id = request.query("user_id").value_or(actor.user_id);
    if (user_id != actor.user_id) require(actor, "users.write");
    storage::ListQuery query;
    query.limit = 200;
    query.sort = "-created_at";
    const auto page = parts.database.read([&](storage::Read& read) {
        return storage::list_records(read, Token::entity(), query,
                                     {"api_tokens.user_id = :owner", {{"owner", user_id}}});
    });
    base::JsonWriter json;
    json.begin_object().key("items").begin_array();
    for (const auto& token : page.items) describe::write_json(json, Token::entity(), *token);
    json.end_array().key("next_cursor").null().end_object();
    return http::Response::json(json.take());
}

http::Response create_token(Parts& parts, http::Request& request) {
    const auto& actor = actor_of(request);
    Body body{request};
    Token token;
    token.user_id = actor.user_id;
    token.name = body.text("name", true, 200);
    token.scopes = body.texts("scopes");
    token.expires_at = expiry(body);
    for (const auto& scope : token.scopes)
        if (scope != "read" && scope != "write" && !is_permission(scope))
            body.add({"/scopes", "auth.bad_scope", {{"scope", scope}}});
    body.finish();
    check_scopes(actor, token.scopes);
    const auto text = parts.database.write(origin_of(request), [&](storage::Write& write) {
        token.id.clear();
        return issue_token(write, token);
    });
    base::JsonWriter json;
    json.begin_object().pair("token", text).key("item");
    describe::write_json(json, Token::entity(), token);
    json.end_object();
    return http::Response::created("/api/v1/tokens/" + token.id, json.take())
        .set("Cache-Control", "no-store");
}

http::Response revoke_token(Parts& parts, http::Request& request) {
    const auto& actor = actor_of(request);
    parts.database.write(origin_of(request), [&](storage::Write& write) {
        auto record = storage::find_record(write, Token::entity(), request.param("id"));
        if (!record) throw not_found();
        auto& token = static_cast<Token&>(*record);
        if (token.user_id != actor.user_id && !may(actor, "users.write")) throw not_found();
        storage::delete_record(write, Token::entity(), token);
    });
    return http::Response::no_content();
}

}  // namespace

const describe::Entity& Token::entity() {
    using describe::field;
    static const describe::Entity entity = describe::make_entity<Token>(
        "token", "api_tokens",
        {field<&Token::user_id>("user_id", {.required = true, .reference = "user", .writable = false}),
         field<&Token::name>("name", {.required = true, .max_len = 200}),
         field<&Token::prefix>("prefix", {.writable = false}),
         field<&Token::token_hash>("token_hash", {.writable = false,
                                                  .importable = false,
                                                  .audited = false,
                                                  .secret = true,
                                                  .filterable = false,
                                                  .sortable = false}),
         field<&Token::scopes>("scopes", {.required = true}), field<&Token::expires_at>("expires_at"),
         field<&Token::last_used_at>("last_used_at", {.writable = false, .audited = false})});
    return entity;
}

std::string issue_token(storage::Write& write, Token& token) {
    for (const auto& scope : token.scopes)
        if (scope != "read" && scope != "write" && !is_permission(scope))
            throw invalid_field("/scopes", "auth.bad_scope", {{"scope", scope}});
    const auto text = std::string{token_prefix} + base::random_token(32);
    token.token_hash = base::sha256_hex(text);
    token.prefix = text.substr(0, 10);
    storage::insert_record(write, Token::entity(), token);
    return text;
}

std::shared_ptr<const Actor> find_token(const Parts& parts, std::string_view text) {
    if (text.substr(0, token_prefix.size()) != token_prefix || text.size() > 128) return nullptr;
    const auto at = now().us;
    std::int64_t used_at = 0;
    auto actor = parts.database.read([&](storage::Read& read) -> std::shared_ptr<Actor> {
        auto rows = read.query(sql::find_token, {{"token_hash", base::sha256_hex(text)}, {"now", at}});
        if (!rows.next()) return nullptr;
        auto found = std::make_shared<Actor>();
        found->token_id = rows.text(0);
        found->user_id = rows.text(1);
        used_at = rows.maybe_integer(2).value_or(0);
        found->name = rows.text(3);
        found->email = rows.text(4);
        found->role = role_of(rows.text_view(5));
        found->language = i18n::language_of(rows.text_view(6));
        found->scopes = scopes_of(rows.text_view(7));
        found->door = "api";
        return found;
    });
    if (actor && at - used_at > minute) {
        try {
            parts.database.write({.door = "api"}, [&](storage::Write& write) {
                write.execute(sql::touch_token, {{"id", actor->token_id}, {"at", at}});
            });
        } catch (const std::exception& error) {
            log::warn("the use of a token was not noted", {{"error", error.what()}});
        }
    }
    return actor;
}

void add_token_routes(http::Router& router, Parts& parts) {
    auto& p = parts;
    constexpr const char* item =
        R"({"type":"object","properties":{"id":{"type":"string"},"version":{"type":"integer"},)"
        R"("created_at":{"type":"string"},"updated_at":{"type":"string"},"deleted_at":{"type":["string","null"]},)"
        R"("user_id":{"type":"string"},"name":{"type":"string"},"prefix":{"type":"string"},)"
        R"("scopes":{"type":"array","items":{"type":"string"}},"expires_at":{"type":["string","null"]},)"
        R"("last_used_at":{"type":["string","null"]}},"required":["id","version","created_at","updated_at","deleted_at",)"
        R"("user_id","name","prefix","scopes","expires_at","last_used_at"]})";
    http::Route list{"GET", "/api/v1/tokens", "tokens.list", "Your API tokens, newest first."};
    list.handler = [&p](http::Request& r) { return list_tokens(p, r); };
    list.access = "tokens.read";
    list.tag = "tokens";
    list.query = {"user_id"};
    list.response_schema = std::string{R"({"type":"object","properties":{"items":{"type":"array","items":)"} +
                           item + R"(},"next_cursor":{"type":"null"}},"required":["items","next_cursor"]})";
    router.add(std::move(list));
    http::Route create{"POST", "/api/v1/tokens", "tokens.create",
                       "Makes an API token; its text is shown this once."};
    create.handler = [&p](http::Request& r) { return create_token(p, r); };
    create.access = "tokens.write";
    create.tag = "tokens";
    create.request_schema =
        R"({"type":"object","properties":{"name":{"type":"string"},"scopes":{"type":"array","items":)"
        R"({"type":"string"}},"expires_at":{"type":["string","null"]}},"required":["name","scopes"]})";
    create.response_schema =
        std::string{R"({"type":"object","properties":{"token":{"type":"string"},"item":)"} + item +
        R"(},"required":["token","item"]})";
    router.add(std::move(create));
    http::Route revoke{"DELETE", "/api/v1/tokens/{id}", "tokens.delete", "Revokes an API token at once."};
    revoke.handler = [&p](http::Request& r) { return revoke_token(p, r); };
    revoke.access = "tokens.write";
    revoke.tag = "tokens";
    router.add(std::move(revoke));
}

}  // namespace kamino::auth
