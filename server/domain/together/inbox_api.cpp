// The inbox: comments that spoke to the caller.
#include <boost/json.hpp>

#include "domain/together/together_api.h"
#include "domain/together/together_store.h"
#include "domain/together/together_store.sql.h"
#include "platform/base/text.h"

namespace kamino::together {
namespace {

void write_text(base::JsonWriter& w, std::string_view key, const std::optional<std::string>& text) {
    w.key(key);
    if (text && !text->empty())
        w.value(std::string_view{*text});
    else
        w.null();
}

void write_notice(base::JsonWriter& w, const Notice& n) {
    w.begin_object().pair("comment_id", n.comment_id).pair("thread_id", n.thread_id).pair("kind", n.kind);
    w.pair("account_id", n.account_id).pair("account_name", n.account_name);
    write_text(w, "plan_id", n.plan_id);
    write_text(w, "author_id", n.author_id);
    w.pair("author_name", n.author_name).pair("body", n.body).pair("resolved", n.resolved);
    w.pair("created_at", n.created_at.to_text());
    write_text(w, "read_at", n.read_at ? std::optional{n.read_at->to_text()} : std::nullopt);
    w.end_object();
}

http::Response unread(storage::Read& read, const auth::Actor& actor) {
    base::JsonWriter w;
    w.begin_object().pair("unread", count_unread(read, actor)).end_object();
    return http::Response::json(w.take());
}

bool read_wish(const http::Request& request) {
    const auto body = request.json();
    const auto* object = body.if_object();
    const auto* read = object ? object->if_contains("read") : nullptr;
    if (!read) throw invalid_field("/read", "field.required");
    if (!read->is_bool()) throw invalid_field("/read", "field.wrong_type");
    return read->get_bool();
}

}  // namespace

http::Response inbox(registry::Registry& registry, http::Request& request) {
    const auto limit = registry::list_query(request, "").limit;
    const auto cursor = request.query("cursor").value_or("");
    const auto before = cursor.empty() ? std::optional<std::int64_t>{0} : base::to_int(cursor);
    if (!before || *before < 0) throw invalid("request.bad_cursor");
    return registry::read(registry, request, [&](storage::Read& r, const auth::Actor& actor) {
        const auto notices = list_notices(r, actor, request.query("unread") == "true", *before, limit);
        base::JsonWriter w;
        w.begin_object().key("items").begin_array();
        for (const auto& notice : notices) write_notice(w, notice);
        w.end_array().pair("unread", count_unread(r, actor));
        const bool more = static_cast<int>(notices.size()) == limit;
        write_text(w, "next_cursor",
                   more ? std::optional{std::to_string(notices.back().created_at.us)} : std::nullopt);
        w.end_object();
        auto response = http::Response::json(w.take());
        response.set("Cache-Control", "no-store");
        return response;
    });
}

http::Response read_notice(registry::Registry& registry, http::Request& request) {
    const bool read = read_wish(request);
    return registry::write(registry, request, [&](storage::Write& w, const auth::Actor& actor) {
        const auto at = read ? std::optional{w.at()} : std::nullopt;
        if (w.execute(sql::read_notice,
                      {{"user", actor.user_id}, {"comment", request.param("id")}, {"at", at}}) == 0)
            throw not_found();
        return unread(w, actor);
    });
}

http::Response read_inbox(registry::Registry& registry, http::Request& request) {
    if (!read_wish(request)) throw invalid_field("/read", "field.not_a_choice", {{"choices", "true"}});
    return registry::write(registry, request, [&](storage::Write& w, const auth::Actor& actor) {
        w.execute(sql::read_all_notices, {{"user", actor.user_id}, {"at", w.at()}});
        return unread(w, actor);
    });
}

}  // namespace kamino::together
