// Users, sign-in, sessions, API tokens and the guard that every route passes. Passwords: Argon2id (64 MiB, 3
// passes) in a bounded pool, so that sign-ins cannot eat the memory. Session ids and tokens are random and
// stored hashed (SHA-256). Throttling by account and by address. No default password: the first start makes a
// one-time set-up token.
#pragma once
#include <functional>
#include <memory>
#include <string>

#include "platform/auth/actor.h"

namespace kamino::auth {

struct User : describe::Record {
    std::string name, email, role = "manager", language = "en", team;
    std::optional<std::string> manager_id;
    bool active = true;
    static const describe::Entity& entity();  // "user", table users
};

// Rules of users, for the resource that main/compose offers: e-mail unique, no cycle of managers, roles and
// activity changed by administrators only, the last active administrator stays.
void check_user(storage::Write& write, const Actor& actor, const describe::Record* before,
                describe::Record& after, std::vector<FieldFault>& faults);
// Ends sessions and tokens of a user who was deactivated or went to the bin; refuses (conflict
// "auth.last_admin") when no active administrator would be left. `after` nullptr: went to the bin.
void saved_user(storage::Write& write, const describe::Record* before, const describe::Record* after);

struct Options {
    bool demo = false;               // loopback only: GET /api/v1/demo/people, POST /api/v1/demo/session
    std::string bind = "127.0.0.1";  // where the server listens; demo elsewhere than on loopback is refused
    bool secure = false;             // cookies named __Host-kamino with Secure; else "kamino"
    int session_idle_h = 12;         // a session unused for so long ends
    int session_max_d = 30;
    int hash_threads = 2;
    // Called by the set-up with the workspace's name, currency, language (the workspace vertical subscribes).
    std::function<void(storage::Write&, const std::string& name, const std::string& currency,
                       const std::string& language)>
        on_setup{};
    // What GET /api/v1/session says of the workspace: a JSON object.
    std::function<std::string(storage::Read&)> workspace_json{};
};

class Auth {
  public:
    Auth(storage::Database& database, Options options);
    ~Auth();
    // Adds the session, set-up, demo, token, and users' password routes, and the guard as a middleware: every
    // route's `access` is "public", "session" or a permission; anything else is a std::logic_error at start.
    void install(http::Router& router);
    // Every route's `access` is known; std::logic_error names the first that is not. Call when all routes are
    // there.
    static void check_routes(const http::Router& router);
    // Makes (or returns again) the one-time set-up token when there is no user yet; "" when there are users.
    std::string setup_token();
    // Sets a password without asking for the old one and ends the user's sessions: command line. Hashes
    // inside the transaction (about 0.2 s), so not for the API. Fault invalid_field "/password" when the
    // policy refuses it.
    void set_password(storage::Write& write, const std::string& user_id, std::string_view password);
    // Makes an API token for a user; the text is shown once. For the command line, tests and POST /tokens.
    std::string create_token(storage::Write& write, const std::string& user_id, const std::string& name,
                             const std::vector<std::string>& scopes);
    // The actor that a user is, without a session: jobs that run for somebody, tests.
    static Actor actor(storage::Read& read, std::string_view user_id, std::string door);

  private:
    struct Core;
    std::unique_ptr<Core> core_;
};

}  // namespace kamino::auth
