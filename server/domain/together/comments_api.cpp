// Threads of a plan or an account, and their resolution.
#include <algorithm>

#include "domain/accounts/public.h"
#include "domain/together/together_api.h"
#include "domain/together/together_store.h"
#include "platform/auth/readers.h"
#include "platform/registry/titles.h"

namespace kamino::together {
namespace {

struct Thread {
    Comment first;
    std::vector<Comment> replies;
    Instant last_at;
};

// A comment in the bin keeps its place when somebody answered it, but not its words.
void forget_words(Comment& comment) {
    comment.body.clear();
    comment.mention_ids.clear();
}

std::vector<Thread> threads_of(std::vector<Comment> comments) {
    std::vector<Thread> threads;
    std::map<std::string, std::size_t> place;
    for (auto& c : comments)
        if (!c.parent_id) {
            place[c.id] = threads.size();
            threads.push_back({c, {}, c.created_at});
        }
    for (auto& c : comments)
        if (c.parent_id && !c.deleted_at && place.contains(*c.parent_id)) {
            auto& thread = threads[place[*c.parent_id]];
            thread.last_at = std::max(thread.last_at, c.created_at);
            thread.replies.push_back(std::move(c));
        }
    std::erase_if(threads, [](const Thread& t) { return t.first.deleted_at && t.replies.empty(); });
    for (auto& t : threads)
        if (t.first.deleted_at) forget_words(t.first);
    std::stable_sort(threads.begin(), threads.end(),
                     [](const Thread& a, const Thread& b) { return b.last_at < a.last_at; });
    return threads;
}

void write_thread(base::JsonWriter& w, const Thread& thread,
                  const std::map<std::string, registry::Title>& titles) {
    w.begin_object().key("first").raw(describe::json(Comment::entity(), thread.first));
    w.pair("deleted", thread.first.deleted_at.has_value());
    w.key("anchor");
    if (thread.first.anchor_id.empty()) {
        w.null();
    } else {
        const auto found = titles.find(thread.first.anchor_id);
        const auto title = found == titles.end() ? registry::Title{"", true} : found->second;
        w.begin_object().pair("title", title.text).pair("removed", title.deleted).end_object();
    }
    w.key("replies").begin_array();
    for (const auto& reply : thread.replies) w.raw(describe::json(Comment::entity(), reply));
    w.end_array().end_object();
}

http::Response threads_response(const registry::Registry& registry, storage::Read& read,
                                const auth::Actor& actor, const http::Request& request,
                                const std::string& account_id, const std::optional<std::string>& plan_id) {
    const auto state = request.query("state").value_or("all");
    if (state != "all" && state != "open" && state != "resolved")
        throw invalid_field("/state", "field.not_a_choice", {{"choices", "all, open, resolved"}});
    const auto comments = list_comments(read, account_id, plan_id);
    registry::IdsByEntity anchors;
    for (const auto& c : comments)
        if (!c.anchor_id.empty() && !c.parent_id) anchors[c.anchor_entity].push_back(c.anchor_id);
    const auto titles = registry::titles_of(registry, read, actor, request.language, anchors);
    std::int64_t open = 0;
    base::JsonWriter w;
    w.begin_object().key("items").begin_array();
    for (const auto& thread : threads_of(comments)) {
        const bool resolved = thread.first.resolved_at.has_value();
        open += !resolved;
        if (state == "all" || resolved == (state == "resolved")) write_thread(w, thread, titles);
    }
    w.end_array().pair("open", open).key("names").begin_object();
    for (const auto& [id, name] : list_names(read, account_id)) w.pair(id, name);
    w.end_object().end_object();
    auto response = http::Response::json(w.take());
    response.set("Cache-Control", "no-store");
    return response;
}

http::Response set_resolution(registry::Registry& registry, http::Request& request, bool resolved) {
    return registry::write(registry, request, [&](storage::Write& w, const auth::Actor& actor) {
        const auto before = storage::load<Comment>(w, request.param("id"),
                                                   auth::visible_accounts(actor, "comments.account_id"));
        if (before.parent_id) throw conflict("comment.is_a_reply");
        auto after = before;
        after.resolved_at = resolved ? std::optional{before.resolved_at.value_or(w.at())} : std::nullopt;
        if (!resolved)
            after.resolved_by.reset();
        else if (!before.resolved_at && !actor.user_id.empty())
            after.resolved_by = actor.user_id;
        registry::save(registry, w, registry.at("comment"), actor, &before, after);
        auto response = http::Response::json(describe::json(Comment::entity(), after));
        response.etag(std::to_string(after.version));
        return response;
    });
}

}  // namespace

http::Response plan_comments(registry::Registry& registry, http::Request& request) {
    return registry::read(registry, request, [&](storage::Read& r, const auth::Actor& actor) {
        const auto plan = storage::load<plans::Plan>(r, request.param("id"),
                                                     auth::visible_accounts(actor, "plans.account_id"));
        return threads_response(registry, r, actor, request, plan.account_id, plan.id);
    });
}

http::Response account_comments(registry::Registry& registry, http::Request& request) {
    return registry::read(registry, request, [&](storage::Read& r, const auth::Actor& actor) {
        accounts::require_account(r, actor, request.param("id"));
        return threads_response(registry, r, actor, request, request.param("id"), std::nullopt);
    });
}

http::Response resolve(registry::Registry& registry, http::Request& request) {
    return set_resolution(registry, request, true);
}

http::Response reopen(registry::Registry& registry, http::Request& request) {
    return set_resolution(registry, request, false);
}

http::Response account_readers(registry::Registry& registry, http::Request& request) {
    return registry::read(registry, request, [&](storage::Read& r, const auth::Actor& actor) {
        accounts::require_account(r, actor, request.param("id"));
        base::JsonWriter w;
        w.begin_object().key("items").begin_array();
        for (const auto& reader : auth::readers_of(r, request.param("id")))
            w.begin_object()
                .pair("id", reader.id)
                .pair("name", reader.name)
                .pair("role", reader.role)
                .end_object();
        w.end_array().end_object();
        return http::Response::json(w.take());
    });
}

}  // namespace kamino::together
