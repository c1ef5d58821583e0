#include "platform/auth/auth.h"

#include <mutex>
#include <stdexcept>

#include "platform/auth/auth_store.sql.h"
#include "platform/auth/guard.h"
#include "platform/auth/tokens.h"
#include "platform/base/id.h"

namespace kamino::auth {

struct Auth::Core : Parts {
    using Parts::Parts;
    std::mutex mutex;         // guards the next line
    std::string setup_token;  // its text, for as long as this process lives; the database has the hash
};

namespace {

bool is_loopback_bind(std::string_view bind) {
    return bind == "localhost" || bind == "::1" || bind.substr(0, 4) == "127.";
}

}  // namespace

Auth::Auth(storage::Database& database, Options options)
    : core_(std::make_unique<Core>(database, std::move(options))) {
    if (core_->options.demo && !is_loopback_bind(core_->options.bind))
        throw invalid("auth.demo_needs_loopback");
}

Auth::~Auth() = default;

void Auth::install(http::Router& router) {
    auto& core = *core_;
    router.use([&core](http::Request& request, const http::Handler& next) {
        admit(core, request);
        return next(request);
    });
    router.guard_uploads([&core](http::Request& request) { admit(core, request); });
    add_session_routes(router, core);
    add_password_routes(router, core);
    add_setup_routes(router, core);
    add_token_routes(router, core);
    check_routes(router);
}

void Auth::check_routes(const http::Router& router) {
    for (const auto& route : router.routes())
        if (!is_access(route.access))
            throw std::logic_error{"route " + route.name + " has an unknown access: " + route.access};
}

std::string Auth::setup_token() {
    const std::lock_guard lock{core_->mutex};
    if (core_->database.read([](storage::Read& read) { return read.integer(sql::any_user).has_value(); }))
        return "";
    if (core_->setup_token.empty()) core_->setup_token = base::random_token(32);
    const auto hash = base::sha256_hex(core_->setup_token);
    core_->database.write({.door = "cli"}, [&](storage::Write& write) {
        write.execute(sql::put_setup_token, {{"token_hash", hash}, {"at", write.at()}});
    });
    return core_->setup_token;
}

void Auth::set_password(storage::Write& write, const std::string& user_id, std::string_view password) {
    const auto user = storage::load<User>(write, user_id);
    if (auto refused = refuse_password(password, user.name, user.email))
        throw invalid_fields({std::move(*refused)});
    write.execute(sql::put_password,
                  {{"user_id", user_id}, {"hash", core_->gate.hash(password)}, {"at", write.at()}});
    write.execute(sql::delete_sessions_of, {{"user_id", user_id}, {"but", ""}});
    write.record({"user", user_id, "", "password_set"});
}

std::string Auth::create_token(storage::Write& write, const std::string& user_id, const std::string& name,
                               const std::vector<std::string>& scopes) {
    storage::load<User>(write, user_id);
    Token token;
    token.user_id = user_id;
    token.name = name;
    token.scopes = scopes;
    return issue_token(write, token);
}

Actor Auth::actor(storage::Read& read, std::string_view user_id, std::string door) {
    if (user_id.empty()) return system_actor(std::move(door));
    const auto user = storage::load<User>(read, user_id);
    if (!user.active) throw not_found();
    Actor actor;
    actor.user_id = user.id;
    actor.name = user.name;
    actor.email = user.email;
    actor.role = role_of(user.role);
    actor.language = i18n::language_of(user.language);
    actor.door = std::move(door);
    return actor;
}

}  // namespace kamino::auth
