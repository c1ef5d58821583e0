#include "platform/auth/guard.h"

#include <stdexcept>

#include "platform/auth/tokens.h"
#include "platform/base/log.h"

namespace kamino::auth {
namespace {

constexpr std::string_view bearer = "Bearer ";

bool changes(const http::Request& request) {
    return !request.is_get() && request.method != "OPTIONS";
}

bool covered_by_scope(const Actor& actor, const http::Request& request) {
    if (actor.token_id.empty()) return true;
    for (const auto& scope : actor.scopes)
        if (scope == "write" || (scope == "read" && !changes(request))) return true;
    return false;
}

void check_access(const Actor& actor, const http::Request& request) {
    const auto& access = request.route->access;
    if (access == "session") {
        if (!covered_by_scope(actor, request)) throw forbidden("auth.scope");
        return;
    }
    if (may(actor, access)) return;
    log::info("refused", {{"request", request.id}, {"user", actor.user_id}, {"needs", access}});
    throw forbidden();
}

}  // namespace

bool is_access(std::string_view access) {
    return access == "public" || access == "session" || is_permission(access);
}

std::shared_ptr<const Actor> identify(const Parts& parts, const http::Request& request) {
    const auto authorization = request.header("Authorization");
    if (authorization.substr(0, bearer.size()) == bearer) {
        auto actor = find_token(parts, authorization.substr(bearer.size()));
        if (!actor) throw unauthenticated("auth.bad_token");
        return actor;
    }
    return find_session(parts, request.cookie(parts.cookie_name()));
}

void check_origin(const http::Request& request) {
    const auto site = request.header("Sec-Fetch-Site");
    if (!site.empty() && site != "same-origin" && site != "none") throw forbidden("request.csrf");
    const auto origin = request.header("Origin");
    if (origin.empty()) return;
    const auto slashes = origin.find("://");
    const auto authority =
        slashes == std::string_view::npos ? std::string_view{} : origin.substr(slashes + 3);
    if (authority.empty() || authority != request.header("Host")) throw forbidden("request.csrf");
}

void admit(const Parts& parts, http::Request& request) {
    if (!request.route) throw std::logic_error{"the guard needs a routed request"};
    if (!is_access(request.route->access))
        throw std::logic_error{"route " + request.route->name +
                               " has an unknown access: " + request.route->access};
    if (request.route->access == "public") {
        if (changes(request)) check_origin(request);
        return;
    }
    auto actor = identify(parts, request);
    if (!actor) throw unauthenticated();
    if (changes(request) && actor->token_id.empty()) {
        check_origin(request);
        if (!same_secret(request.header("X-CSRF-Token"), actor->csrf)) throw forbidden("request.csrf");
    }
    check_access(*actor, request);
    if (request.header("Accept-Language").empty()) request.language = actor->language;
    request.context = std::move(actor);
}

}  // namespace kamino::auth
