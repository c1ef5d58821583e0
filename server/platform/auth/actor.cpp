#include "platform/auth/actor.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "platform/auth/auth_store.sql.h"
#include "platform/auth/readers.h"

namespace kamino::auth {
namespace {

struct RoleRow {
    Role role;
    std::string_view name;
    bool sees_all;
};
constexpr std::array<RoleRow, 5> roles{{{Role::admin, "admin", true},
                                        {Role::leader, "leader", true},
                                        {Role::operations, "operations", true},
                                        {Role::manager, "manager", false},
                                        {Role::viewer, "viewer", false}}};

// Who may do what, in the areas: '-' nothing, 'r' reads, 'w' reads and writes. Columns in the order of
// `roles`.
struct AreaRow {
    std::string_view area;
    std::string_view rights;
};
constexpr std::array<AreaRow, 16> areas{{
    {"accounts", "wwwwr"},
    {"people", "wwwwr"},
    {"products", "wrwrr"},
    {"sales", "wrwrr"},
    {"opportunities", "wwwwr"},
    {"plans", "wwrwr"},
    {"comments", "wwwww"},
    {"selection", "wwrrr"},
    {"groups", "wwwwr"},
    {"programme", "wwrwr"},
    {"imports", "wrw--"},
    {"workspace", "wrwrr"},
    {"users", "wrrrr"},
    {"tokens", "wwwww"},
    {"audit", "wrr--"},
    {"views", "wwwww"},
}};
// Everybody sees and stops his own jobs; these rights are about all jobs.
constexpr AreaRow jobs_area{"jobs", "w-w--"};

struct Wanted {
    const AreaRow* area = nullptr;
    bool writes = false;
};

std::optional<Wanted> parse(std::string_view permission) {
    const auto dot = permission.find('.');
    if (dot == std::string_view::npos) return std::nullopt;
    const auto area = permission.substr(0, dot);
    const auto kind = permission.substr(dot + 1);
    if (kind != "read" && kind != "write") return std::nullopt;
    if (area == jobs_area.area) return Wanted{&jobs_area, kind == "write"};
    const auto row =
        std::find_if(areas.begin(), areas.end(), [&](const AreaRow& a) { return a.area == area; });
    if (row == areas.end()) return std::nullopt;
    return Wanted{&*row, kind == "write"};
}

bool role_may(Role role, const Wanted& wanted) {
    const char right = wanted.area->rights[static_cast<std::size_t>(role)];
    return right == 'w' || (right == 'r' && !wanted.writes);
}

bool scope_covers(const Actor& actor, const Wanted& wanted) {
    return std::any_of(actor.scopes.begin(), actor.scopes.end(), [&](const std::string& scope) {
        if (scope == "write") return true;
        if (scope == "read") return !wanted.writes;
        const auto granted = parse(scope);
        return granted && granted->area == wanted.area && (granted->writes || !wanted.writes);
    });
}

// Cuts n items into a few fixed sizes, so that the engines keep few prepared statements and PostgreSQL few
// round trips.
template <class F>
void in_batches(std::size_t n, F&& run) {
    std::size_t at = 0;
    for (const std::size_t size : {256, 16, 1})
        for (; n - at >= size; at += size) run(at, size);
}

bool is_system(const Actor& actor) {
    return actor.user_id.empty();
}

}  // namespace

Actor system_actor(std::string door) {
    Actor actor;
    actor.door = std::move(door);
    return actor;
}

std::string_view role_name(Role role) {
    return roles[static_cast<std::size_t>(role)].name;
}

Role role_of(std::string_view name) {
    for (const auto& row : roles)
        if (row.name == name) return row.role;
    throw invalid_field("/role", "field.not_a_choice",
                        {{"choices", "admin, leader, operations, manager, viewer"}});
}

bool is_permission(std::string_view text) {
    return parse(text).has_value();
}

bool may(const Actor& actor, std::string_view permission) {
    if (permission == "session") return true;
    const auto wanted = parse(permission);
    if (!wanted) throw std::logic_error{"no such permission: " + std::string{permission}};
    if (is_system(actor)) return true;
    return role_may(actor.role, *wanted) && (actor.token_id.empty() || scope_covers(actor, *wanted));
}

void require(const Actor& actor, std::string_view permission) {
    if (!may(actor, permission)) throw forbidden();
}

std::vector<std::string> permissions(const Actor& actor) {
    std::vector<std::string> granted;
    const auto add = [&](const AreaRow& row) {
        for (const char* kind : {".read", ".write"}) {
            auto permission = std::string{row.area} + kind;
            if (may(actor, permission)) granted.push_back(std::move(permission));
        }
    };
    for (const auto& row : areas) add(row);
    add(jobs_area);
    return granted;
}

bool sees_all(const Actor& actor) {
    return is_system(actor) || roles[static_cast<std::size_t>(actor.role)].sees_all;
}

storage::Scope sight_of_accounts(const Actor& actor, std::string_view account_column) {
    if (sees_all(actor)) return {};
    // Named after the column, so that conditions on two columns can stand in one statement.
    std::string name = "visible_";
    for (char c : account_column) name += (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : '_';
    return {std::string{account_column} +
                " IN (SELECT account_id FROM account_access WHERE user_id = :" + name + ")",
            {{name, actor.user_id}},
            "EXISTS (SELECT 1 FROM account_access seen WHERE seen.user_id = :" + name +
                " AND seen.account_id = " + std::string{account_column} + ")"};
}

storage::Scope visible_accounts(const Actor& actor, std::string_view account_column) {
    auto scope = sight_of_accounts(actor, account_column);
    // An account's own row says itself whether it is in the bin.
    if (!account_column.ends_with("account_id")) return scope;
    return std::move(scope) &&
           storage::Scope{"NOT EXISTS (SELECT 1 FROM accounts_in_bin bin WHERE bin.account_id = " +
                              std::string{account_column} + ")",
                          {},
                          {}};
}

void require_visible(storage::Read& read, const Actor& actor, std::string_view account_id) {
    if (sees_all(actor)) return;
    if (!read.integer(sql::sees_account, {{"user_id", actor.user_id}, {"account_id", account_id}}))
        throw not_found();
}

const Actor& actor_of(const http::Request& request) {
    const auto* actor = request.context_as<Actor>();
    if (!actor) throw std::logic_error{"no actor: the route is public"};
    return *actor;
}

storage::Origin origin_of(const http::Request& request) {
    return origin_of(actor_of(request), request.id);
}

storage::Origin origin_of(const Actor& actor, std::string request_id) {
    return {actor.user_id, actor.door, std::move(request_id)};
}

void forget_access(storage::Write& write, const std::vector<std::string>& account_ids) {
    in_batches(account_ids.size(), [&](std::size_t first, std::size_t count) {
        std::string text = "DELETE FROM account_access WHERE account_id IN (";
        storage::Args args;
        for (std::size_t i = 0; i < count; ++i) {
            const auto name = "a" + std::to_string(i);
            text += (i ? ", :" : ":") + name;
            args.emplace_back(name, account_ids[first + i]);
        }
        write.execute({"auth.forget_access", text + ")"}, args);
    });
}

void grant_access(storage::Write& write,
                  const std::vector<std::pair<std::string, std::string>>& account_and_user) {
    in_batches(account_and_user.size(), [&](std::size_t first, std::size_t count) {
        std::string text = "INSERT INTO account_access (account_id, user_id) VALUES ";
        storage::Args args;
        args.reserve(count * 2);
        for (std::size_t i = 0; i < count; ++i) {
            const auto n = std::to_string(i);
            text += (i ? ", (:a" : "(:a") + n + ", :u" + n + ")";
            args.emplace_back("a" + n, account_and_user[first + i].first);
            args.emplace_back("u" + n, account_and_user[first + i].second);
        }
        text += " ON CONFLICT (user_id, account_id) DO NOTHING";
        write.execute({"auth.grant_access", text}, args);
    });
}

bool still_signed_in(storage::Read& read, const Actor& actor) {
    if (is_system(actor)) return true;
    const auto role = actor.token_id.empty()
                          ? read.text(sql::live_session, {{"id", actor.session_id}, {"now", now()}})
                          : read.text(sql::live_token, {{"id", actor.token_id}, {"now", now()}});
    return role && *role == role_name(actor.role);
}

}  // namespace kamino::auth
