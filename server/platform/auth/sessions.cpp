#include "platform/auth/sessions.h"

#include "platform/auth/auth_store.sql.h"
#include "platform/base/id.h"
#include "platform/base/json.h"
#include "platform/base/log.h"

namespace kamino::auth {
namespace {

constexpr std::int64_t minute = 60'000'000;

std::string printable(std::string_view text, std::size_t max) {
    std::string out;
    for (char c : text.substr(0, max))
        if (c >= 0x20 && c < 0x7f) out += c;
    return out;
}

// Fails quietly: on a full disk people still read.
void touch(const Parts& parts, const storage::Sql& sql, const std::string& id) {
    try {
        parts.database.write({.door = "ui"}, [&](storage::Write& write) {
            write.execute(sql, {{"id", id}, {"at", now()}});
        });
    } catch (const std::exception& error) {
        log::warn("the use of a session was not noted", {{"error", error.what()}});
    }
}

}  // namespace

std::string csrf_of(std::string_view secret) {
    return base::sha256_hex("kamino csrf " + std::string{secret});
}

std::string open_session(storage::Write& write, const Parts& parts, const http::Request& request,
                         const std::string& user_id) {
    const auto at = now().us;
    write.execute(sql::sweep_sessions, {{"now", at}, {"idle", at - parts.idle_us()}});
    if (const auto old = request.cookie(parts.cookie_name()); !old.empty())
        write.execute(sql::delete_session_by_hash, {{"token_hash", base::sha256_hex(old)}});
    auto secret = base::random_token(32);
    write.execute(sql::insert_session, {{"id", base::new_id()},
                                        {"token_hash", base::sha256_hex(secret)},
                                        {"user_id", user_id},
                                        {"at", at},
                                        {"expires_at", at + parts.options.session_max_d * 24 * 60 * minute},
                                        {"address", printable(request.peer, 64)},
                                        {"agent", printable(request.header("User-Agent"), 200)}});
    return secret;
}

std::shared_ptr<const Actor> find_session(const Parts& parts, std::string_view secret) {
    if (secret.empty() || secret.size() > 128) return nullptr;
    const auto at = now().us;
    std::int64_t seen_at = at;
    auto actor = parts.database.read([&](storage::Read& read) -> std::shared_ptr<Actor> {
        auto rows = read.query(
            sql::find_session,
            {{"token_hash", base::sha256_hex(secret)}, {"now", at}, {"idle", at - parts.idle_us()}});
        if (!rows.next()) return nullptr;
        auto found = std::make_shared<Actor>();
        found->session_id = rows.text(0);
        found->user_id = rows.text(1);
        seen_at = rows.integer(2);
        found->name = rows.text(3);
        found->email = rows.text(4);
        found->role = role_of(rows.text_view(5));
        found->language = i18n::language_of(rows.text_view(6));
        found->door = "ui";
        found->csrf = csrf_of(secret);
        return found;
    });
    if (actor && at - seen_at > minute) touch(parts, sql::touch_session, actor->session_id);
    return actor;
}

http::Cookie session_cookie(const Parts& parts, const std::string& secret) {
    http::Cookie cookie;
    cookie.name = parts.cookie_name();
    cookie.value = secret;
    cookie.max_age_s = parts.options.session_max_d * 24 * 3600;
    cookie.secure = parts.options.secure;
    return cookie;
}

http::Cookie no_cookie(const Parts& parts) {
    auto cookie = session_cookie(parts, "");
    cookie.max_age_s = 0;
    return cookie;
}

std::string session_json(storage::Read& read, const Parts& parts, const Actor& actor) {
    base::JsonWriter json;
    json.begin_object().key("user").begin_object();
    json.pair("id", actor.user_id).pair("name", actor.name).pair("email", actor.email);
    json.pair("role", role_name(actor.role)).pair("language", i18n::tag(actor.language));
    json.key("permissions").begin_array();
    for (const auto& permission : permissions(actor)) json.value(std::string_view{permission});
    json.end_array().end_object();
    json.pair("csrf", actor.csrf).pair("demo", parts.options.demo).key("workspace");
    if (parts.options.workspace_json)
        json.raw(parts.options.workspace_json(read));
    else
        json.null();
    json.end_object();
    return json.take();
}

void record_sign_in(storage::Write& write, std::string_view entity, std::string_view id,
                    std::string_view action, const http::Request& request) {
    base::JsonWriter json;
    json.begin_object().pair("address", std::string_view{printable(request.peer, 64)}).end_object();
    write.record({std::string{entity}, std::string{id}, "", std::string{action}, "{}", json.take()});
}

}  // namespace kamino::auth
