// The list as people see it, its growth, and decisions about it.
#include <boost/json.hpp>

#include "domain/programme/programme_api.h"
#include "domain/programme/programme_store.h"
#include "domain/programme/programme_store.sql.h"
#include "platform/base/visible.h"

namespace kamino::programme {
namespace {

std::string list_of(const http::Request& request) {
    const auto list = request.query("list").value_or("key");
    if (list != "key" && list != "prospect")
        throw invalid_field("/list", "field.not_a_choice", {{"choices", "key, prospect"}});
    return list;
}

void write_maybe(base::JsonWriter& w, std::string_view key, const std::optional<std::int64_t>& number) {
    w.key(key);
    if (number)
        w.value(*number);
    else
        w.null();
}

// The records of one kind whose account the actor sees, of what the query asks for.
template <class T>
std::vector<T> seen(storage::Read& read, const auth::Actor& actor, std::string filter, std::string sort) {
    storage::ListQuery query;
    query.filter = std::move(filter);
    query.sort = std::move(sort);
    query.limit = 1000;
    return storage::list<T>(read, query,
                            auth::visible_accounts(actor, std::string{T::entity().table} + ".account_id"));
}

// A record with what the list shows of its account.
void write_with_account(base::JsonWriter& w, storage::Read& read, const describe::Entity& entity,
                        const describe::Record& record, const std::string& account_id, std::string_view key) {
    w.begin_object().key(key).raw(describe::json(entity, record)).key("account");
    if (const auto row = selection::portfolio_row(read, account_id))
        w.raw(describe::json(selection::PortfolioRow::entity(), *row));
    else
        w.null();
    w.end_object();
}

Decision decision_of(const boost::json::value& body) {
    const auto* object = body.if_object();
    const auto* word = object ? object->if_contains("decision") : nullptr;
    if (!word || !word->is_string()) throw invalid_field("/decision", "field.required");
    if (word->as_string() == "approved") return Decision::approved;
    if (word->as_string() == "refused") return Decision::refused;
    if (word->as_string() == "withdrawn") return Decision::withdrawn;
    throw invalid_field("/decision", "field.not_a_choice", {{"choices", "approved, refused, withdrawn"}});
}

std::optional<std::string> text_of(const boost::json::value& body, std::string_view name) {
    const auto* member = body.as_object().if_contains(name);
    if (!member || member->is_null()) return std::nullopt;
    if (!member->is_string()) throw invalid_field("/" + std::string{name}, "field.wrong_type");
    return std::string{member->as_string()};
}

void require_right(const auth::Actor& actor, const Move& move, Decision decision) {
    const bool own = !actor.user_id.empty() && move.requested_by == actor.user_id;
    if (decision == Decision::withdrawn && own) return;
    auth::require(actor, "selection.write");
}

}  // namespace

http::Response key_list(registry::Registry& registry, http::Request& request) {
    const auto list = list_of(request);
    return registry::read(registry, request, [&](storage::Read& r, const auth::Actor& actor) {
        const auto rules = settings(r);
        base::JsonWriter w;
        w.begin_object().pair("list", list).pair("count", count_members(r, list));
        write_maybe(w, "cap", list == "key" ? rules.key_cap : rules.prospect_cap);
        write_maybe(w, "manager_cap", rules.manager_cap);
        w.pair("probation_months", rules.probation_months).pair("review_month", rules.review_month);
        w.key("items").begin_array();
        for (const auto& m :
             seen<KeyAccount>(r, actor, "list = " + list + " and state != left", "entered_on"))
            write_with_account(w, r, KeyAccount::entity(), m, m.account_id, "membership");
        w.end_array().key("requests").begin_array();
        for (const auto& m : seen<Move>(r, actor, "list = " + list + " and state = open", "created_at"))
            write_with_account(w, r, Move::entity(), m, m.account_id, "move");
        w.end_array().end_object();
        auto response = http::Response::json(w.take());
        response.set("Cache-Control", "no-store");
        return response;
    });
}

http::Response list_growth(registry::Registry& registry, http::Request& request) {
    const auto list = list_of(request);
    return registry::read(registry, request, [&](storage::Read& r, const auth::Actor& actor) {
        base::JsonWriter w;
        w.begin_object().key("items").begin_array();
        for (const auto& m : growth(stays(r, actor, list), today()))
            w.begin_object()
                .pair("month", m.month.to_text())
                .pair("entries", m.entries)
                .pair("exits", m.exits)
                .pair("members", m.members)
                .end_object();
        return http::Response::json(w.end_array().end_object().take());
    });
}

http::Response put_decision(registry::Registry& registry, http::Request& request) {
    const auto body = request.json();
    const auto decision = decision_of(body);
    const auto note = text_of(body, "note").value_or("");
    const auto replaces = text_of(body, "replaces_id");
    if (note.size() > 8000) throw invalid_field("/note", "field.too_long", {{"max", "2000"}});
    return registry::write(registry, request, [&](storage::Write& w, const auth::Actor& actor) {
        auto move = storage::load<Move>(w, request.param("id"),
                                        auth::visible_accounts(actor, "key_account_moves.account_id"));
        require_right(actor, move, decision);
        if (decision == Decision::refused && !base::has_visible(note))
            throw invalid_field("/note", "programme.reason_needed");
        if (replaces) {
            auth::require_visible(w, actor, *replaces);
            move.replaces_id = replaces;
        }
        decide(w, actor, move, decision, note);
        auto response = http::Response::json(describe::json(Move::entity(), move));
        response.etag(std::to_string(move.version));
        return response;
    });
}

http::Response put_closing(registry::Registry& registry, http::Request& request) {
    return registry::write(registry, request, [&](storage::Write& w, const auth::Actor& actor) {
        auto round = storage::load<Round>(w, request.param("id"));
        close_round(w, actor, round);
        auto response = http::Response::json(describe::json(Round::entity(), round));
        response.etag(std::to_string(round.version));
        return response;
    });
}

}  // namespace kamino::programme
