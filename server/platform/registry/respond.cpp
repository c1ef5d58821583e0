// Requests and answers that all resources share: list parameters, partial responses, idempotency keys.
#include <algorithm>
#include <array>
#include <boost/json.hpp>

#include "platform/base/id.h"
#include "platform/base/text.h"
#include "platform/registry/generic.h"
#include "platform/registry/parameters.h"

namespace kamino::registry {
namespace {

constexpr storage::Sql find_key{"registry.find_key",
                                "SELECT request_hash, status, headers, body FROM idempotency_keys "
                                "WHERE actor_id = :actor AND key = :key"};
constexpr storage::Sql keep_key{
    "registry.keep_key",
    "INSERT INTO idempotency_keys (actor_id, key, request_hash, status, headers, body, created_at) "
    "VALUES (:actor, :key, :hash, :status, :headers, :body, :at)"};

constexpr storage::Sql sweep_keys{"registry.sweep_keys",
                                  "DELETE FROM idempotency_keys WHERE created_at < :before"};
constexpr std::int64_t keys_live_us = 7 * 24 * 3600 * 1'000'000LL;  // docs/operations.md says so

std::string headers_json(const http::Response& response) {
    base::JsonWriter w;
    w.begin_object();
    for (const auto& [name, value] : response.headers) w.pair(name, std::string_view{value});
    w.end_object();
    return w.take();
}

std::optional<http::Response> answered_before(storage::Write& write, const std::string& actor,
                                              const std::string& key, const std::string& hash) {
    auto rows = write.query(find_key, {{"actor", actor}, {"key", key}});
    if (!rows.next()) return std::nullopt;
    if (rows.text(0) != hash) throw conflict("request.idempotency_mismatch");
    auto response = http::Response::json(rows.text(3), static_cast<int>(rows.integer(1)));
    const auto headers = base::parse_json(rows.text(2));
    for (const auto& [name, value] : headers.as_object())
        response.set(std::string{name.data(), name.size()}, std::string{value.as_string()});
    response.set("Idempotent-Replayed", "true");
    return response;
}

}  // namespace

void sweep_idempotency_keys(storage::Write& write) {
    write.execute(sweep_keys, {{"before", write.at().us - keys_live_us}});
}

void refuse_unknown_parameters(const http::Request& request) {
    if (!request.route) return;
    const auto& known = request.route->query;
    std::string choices;
    for (const auto& name : known) choices += (choices.empty() ? "" : ", ") + name;
    std::vector<FieldFault> faults;
    for (const auto& [name, value] : request.query_items)
        if (std::find(known.begin(), known.end(), name) == known.end())
            faults.push_back(
                {"/" + name, "request.unknown_parameter", {{"name", name}, {"choices", choices}}});
    if (!faults.empty()) throw invalid_fields(std::move(faults));
}

storage::ListQuery list_query(const http::Request& request, std::string_view default_sort) {
    storage::ListQuery q;
    q.filter = request.query("filter").value_or("");
    q.q = request.query("q").value_or("");
    q.sort = request.query("sort").value_or(std::string{default_sort});
    q.cursor = request.query("cursor").value_or("");
    q.count = request.query("count") == "true";
    if (const auto limit = request.query("limit")) {
        const auto n = base::to_int(*limit);
        if (!n || *n < 1 || *n > 1000)
            throw invalid_field("/limit", "field.out_of_range", {{"min", "1"}, {"max", "1000"}});
        q.limit = static_cast<int>(*n);
    }
    return q;
}

void require_members(const describe::Entity& entity, std::span<const std::string_view> names,
                     std::string_view path) {
    static constexpr std::array<std::string_view, 5> own{"id", "version", "created_at", "updated_at",
                                                         "deleted_at"};
    for (const auto name : names) {
        const auto* field = entity.find(name);
        if ((!field || field->rule.secret) && std::find(own.begin(), own.end(), name) == own.end())
            throw invalid_field(std::string{path}, "field.unknown", {{"name", std::string{name}}});
    }
}

http::Response list_response(const http::Request& request, const describe::Entity& entity,
                             const storage::Page& page) {
    const auto names = base::split(request.query("fields").value_or(""), ',');
    std::vector<std::string_view> only{names.begin(), names.end()};
    require_members(entity, only, "/fields");
    base::JsonWriter w;
    w.begin_object().key("items").begin_array();
    for (const auto& item : page.items) describe::write_json(w, entity, *item, only);
    w.end_array().key("next_cursor");
    if (page.next_cursor.empty())
        w.null();
    else
        w.value(std::string_view{page.next_cursor});
    if (page.total) w.pair("total", *page.total);
    if (page.total_at_least) w.pair("total_at_least", true);
    w.end_object();
    return http::Response::json(w.take());
}

http::Response read(Registry& registry, const http::Request& request,
                    const std::function<http::Response(storage::Read&, const auth::Actor&)>& fn) {
    const auto& actor = auth::actor_of(request);
    return registry.database().read([&](storage::Read& r) { return fn(r, actor); });
}

http::Response write(Registry& registry, const http::Request& request,
                     const std::function<http::Response(storage::Write&, const auth::Actor&)>& fn) {
    const auto& actor = auth::actor_of(request);
    const std::string key{request.header("Idempotency-Key")};
    if (key.size() > 200) throw invalid_field("/Idempotency-Key", "field.too_long", {{"max", "200"}});
    const std::string hash =
        key.empty() ? "" : base::sha256_hex(request.method + "\n" + request.target + "\n" + request.body);
    return registry.database().write(auth::origin_of(request), [&](storage::Write& w) {
        if (!key.empty())
            if (auto before = answered_before(w, actor.user_id, key, hash)) return std::move(*before);
        auto response = fn(w, actor);
        if (!key.empty())
            w.execute(keep_key, {{"actor", actor.user_id},
                                 {"key", key},
                                 {"hash", hash},
                                 {"status", response.status},
                                 {"headers", headers_json(response)},
                                 {"body", response.body},
                                 {"at", w.at()}});
        return response;
    });
}

}  // namespace kamino::registry
