// Browser sessions. The cookie holds 256 random bits; the database holds their SHA-256. The CSRF text is
// derived from the cookie's secret, so that it lives and dies with the session and is stored nowhere.
#pragma once
#include <memory>
#include <optional>
#include <string>

#include "platform/auth/auth.h"
#include "platform/auth/passwords.h"

namespace kamino::auth {

// What the routes of this folder share. Made once, thread-safe.
struct Parts {
    storage::Database& database;
    Options options;
    HashGate gate;
    Parts(storage::Database& d, Options o) : database(d), options(std::move(o)), gate(options.hash_threads) {}

    std::string cookie_name() const { return options.secure ? "__Host-kamino" : "kamino"; }
    std::int64_t idle_us() const { return options.session_idle_h * 3'600'000'000LL; }
};

std::string csrf_of(std::string_view secret);

// A new session under a new secret (returned); the one that the request came with ends, so that nobody can be
// made to sign in to a session that somebody else knows. Sweeps sessions that have expired.
std::string open_session(storage::Write& write, const Parts& parts, const http::Request& request,
                         const std::string& user_id);
// The signed-in user behind a cookie's secret; nullptr when there is none (any more). Notes the use once a
// minute.
std::shared_ptr<const Actor> find_session(const Parts& parts, std::string_view secret);

http::Cookie session_cookie(const Parts& parts, const std::string& secret);
http::Cookie no_cookie(const Parts& parts);

// The body of GET /api/v1/session.
std::string session_json(storage::Read& read, const Parts& parts, const Actor& actor);

void add_session_routes(http::Router& router, Parts& parts);   // session, sessions, demo
void add_password_routes(http::Router& router, Parts& parts);  // users' passwords
void add_setup_routes(http::Router& router, Parts& parts);
void add_token_routes(http::Router& router, Parts& parts);

// One line of the change log about signing in. Never holds secrets.
void record_sign_in(storage::Write& write, std::string_view entity, std::string_view id,
                    std::string_view action, const http::Request& request);

}  // namespace kamino::auth
