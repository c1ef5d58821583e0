// Who asks, what they may do, and which accounts they see. The permission table and the visibility condition
// live here and nowhere else.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "platform/http/http.h"
#include "platform/storage/records.h"

namespace kamino::auth {

// admin: everything. leader: sees all accounts, plans with them, judges and sets classes. operations: sees
// all, imports, workspace settings, users' list. manager: accounts owned, in whose account team they are, and
// all below these in the account tree; reads and writes there. viewer: a manager's sight, reads, comments.
enum class Role { admin, leader, operations, manager, viewer };

struct Actor {
    std::string user_id;  // "" only for the system itself (jobs, command line), which may do everything
    std::string name, email;
    Role role = Role::admin;
    i18n::Language language = i18n::Language::en;
    std::string session_id;           // "" when signed in by token
    std::string token_id;             // "" when signed in by session
    std::vector<std::string> scopes;  // token only: "read", "write", or permissions such as "imports.write"
    std::string door = "ui";          // ui api cli import job
    std::string csrf;
};

// The system: command line and start-up jobs.
Actor system_actor(std::string door = "cli");

std::string_view role_name(Role role);
// Fault invalid_field "/role" when unknown.
Role role_of(std::string_view name);

// Permissions are "<area>.read" or "<area>.write"; areas: accounts people products sales opportunities plans
// comments selection groups programme imports workspace users tokens audit jobs views. "session" = anybody.
// Tokens also need the scope.
bool may(const Actor& actor, std::string_view permission);
void require(const Actor& actor, std::string_view permission);  // Fault forbidden
bool is_permission(std::string_view text);  // "accounts.read": of the table; not "session"
std::vector<std::string> permissions(const Actor& actor);

// THE visibility function: that `account_column` (SQL, may be NULL or '') names an account that the actor
// sees; empty sql = no limit. Without an account only those who see all see a row. What belongs to an account
// (in a column named account_id) is out of everybody's sight while the account is in the bin.
storage::Scope visible_accounts(const Actor& actor, std::string_view account_column);
bool sees_all(const Actor& actor);
// Fault not_found when the actor may not see the account.
void require_visible(storage::Read& read, const Actor& actor, std::string_view account_id);

// The actor of a guarded request; std::logic_error on a public route.
const Actor& actor_of(const http::Request& request);
storage::Origin origin_of(const http::Request& request);
storage::Origin origin_of(const Actor& actor, std::string request_id = {});

// False once the session or token has ended, or its user was deactivated or got another role: long-lived
// answers (event streams) ask again and again.
bool still_signed_in(storage::Read& read, const Actor& actor);

// Who sees which account is materialised in account_access(user_id, account_id): the accounts vertical
// decides it and calls these; nobody else writes it.
void forget_access(storage::Write& write, const std::vector<std::string>& account_ids);
void grant_access(storage::Write& write,
                  const std::vector<std::pair<std::string, std::string>>& account_and_user);

}  // namespace kamino::auth
