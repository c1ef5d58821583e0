// Routes of revisions: naming, approval, states, differences, and sections brought back.
#include <algorithm>
#include <boost/json.hpp>

#include "domain/revisions/comparison.h"
#include "domain/revisions/revisions_store.sql.h"
#include "domain/revisions/state.h"
#include "platform/audit/audit.h"
#include "platform/base/visible.h"
#include "platform/registry/parameters.h"

namespace kamino::revisions {
namespace {

using Handler = http::Response (*)(registry::Registry&, http::Request&);

Revision load_revision(storage::Read& read, const auth::Actor& actor, const std::string& id) {
    return storage::load<Revision>(read, id, auth::visible_accounts(actor, "plan_revisions.account_id"));
}

std::optional<std::string> user_of(const auth::Actor& actor) {
    return actor.user_id.empty() ? std::nullopt : std::optional{actor.user_id};
}

std::string text_of(const boost::json::value& body, std::string_view name) {
    const auto* object = body.if_object();
    if (!object) throw invalid_field("", "field.wrong_type");
    const auto* member = object->if_contains(name);
    if (!member || member->is_null()) return "";
    if (!member->is_string()) throw invalid_field("/" + std::string{name}, "field.wrong_type");
    return std::string{member->as_string()};
}

http::Response answer(const Revision& revision, int status = 200) {
    auto response = http::Response::json(describe::json(Revision::entity(), revision), status);
    response.etag(std::to_string(revision.version));
    return response;
}

void ask_for(Revision& revision, const auth::Actor& actor, Instant at) {
    revision.state = "requested";
    revision.requested_by = user_of(actor);
    revision.requested_at = at;
}

http::Response create(registry::Registry& registry, http::Request& request) {
    const auto body = request.json();
    const auto name = text_of(body, "name"), note = text_of(body, "note");
    const auto* asks = body.as_object().if_contains("ask_approval");
    return registry::write(registry, request, [&](storage::Write& w, const auth::Actor& actor) {
        const auto plan = load_plan(w, actor, request.param("id"));
        Revision revision;
        revision.plan_id = plan.id;
        revision.account_id = plan.account_id;
        revision.name = name;
        revision.note = note;
        revision.state = "named";
        revision.number = w.integer(sql::next_number, {{"plan", plan.id}}).value_or(1);
        revision.log_seq = w.integer(sql::head).value_or(0);
        revision.created_by = user_of(actor);
        if (asks && asks->is_bool() && asks->as_bool()) ask_for(revision, actor, w.at());
        registry::save(registry, w, registry.at("plan_revision"), actor, nullptr, revision);
        return answer(revision, 201);
    });
}

http::Response ask_approval(registry::Registry& registry, http::Request& request) {
    return registry::write(registry, request, [&](storage::Write& w, const auth::Actor& actor) {
        const auto before = load_revision(w, actor, request.param("id"));
        if (before.state == "requested") throw conflict("revision.is_requested");
        if (before.state == "approved") throw conflict("revision.is_approved");
        auto after = before;
        ask_for(after, actor, w.at());
        registry::save(registry, w, registry.at("plan_revision"), actor, &before, after);
        return answer(after);
    });
}

// An approved draft becomes active.
void activate(registry::Registry& registry, storage::Write& write, const auth::Actor& actor,
              const std::string& plan_id) {
    const auto before = storage::load<plans::Plan>(write, plan_id);
    if (before.status != "draft") return;
    auto after = before;
    after.status = "active";
    registry::save(registry, write, registry.at("plan"), actor, &before, after);
}

http::Response decide(registry::Registry& registry, http::Request& request) {
    const auto body = request.json();
    const auto word = text_of(body, "decision"), note = text_of(body, "note");
    if (word != "approved" && word != "sent_back")
        throw invalid_field("/decision", "field.not_a_choice", {{"choices", "approved, sent_back"}});
    if (word == "sent_back" && !base::has_visible(note))
        throw invalid_field("/note", "programme.reason_needed");
    return registry::write(registry, request, [&](storage::Write& w, const auth::Actor& actor) {
        const auto before = load_revision(w, actor, request.param("id"));
        if (before.state != "requested") throw conflict("revision.not_requested");
        auto after = before;
        after.state = word;
        after.decided_by = user_of(actor);
        after.decided_at = w.at();
        after.decision_note = note;
        registry::save(registry, w, registry.at("plan_revision"), actor, &before, after);
        if (word == "approved") activate(registry, w, actor, after.plan_id);
        return answer(after);
    });
}

http::Response state(registry::Registry& registry, http::Request& request) {
    registry::refuse_unknown_parameters(request);
    return registry::read(registry, request, [&](storage::Read& r, const auth::Actor& actor) {
        const auto plan = load_plan(r, actor, request.param("id"));
        const auto moment = moment_of(r, plan, request.query("at").value_or("now"), "at");
        base::JsonWriter w;
        w.begin_object();
        write_moment(w, "moment", moment);
        w.key("state").begin_object();
        auto then = state_at(registry, r, plan, moment.seq);
        put_in_words(registry, r, request.language, then);
        for (const auto& [entity, rows] : then) {
            w.key(entity).begin_array();
            for (const auto& [id, members] : rows) {
                boost::json::object row{{"id", id}};
                for (const auto& [name, value] : members) row[name] = value;
                w.value(boost::json::value(row));
            }
            w.end_array();
        }
        w.end_object().end_object();
        auto response = http::Response::json(w.take());
        response.set("Cache-Control", "no-store");
        return response;
    });
}

bool has_section(const State& state, const std::string& key) {
    const auto sections = state.find("plan_section");
    return sections != state.end() &&
           std::any_of(sections->second.begin(), sections->second.end(),
                       [&](const auto& one) { return section_of("plan_section", one.second) == key; });
}

http::Response bring_back(registry::Registry& registry, http::Request& request) {
    const auto at = text_of(request.json(), "at");
    return registry::write(registry, request, [&](storage::Write& w, const auth::Actor& actor) {
        const auto plan = load_plan(w, actor, request.param("id"));
        if (plan.status == "closed") throw conflict("plan.is_closed");
        const auto moment = moment_of(w, plan, at, "at");
        const auto then = state_at(registry, w, plan, moment.seq);
        const auto section = request.param("section");
        if (!has_section(then, section) && !has_section(state_at(registry, w, plan, INT64_MAX), section))
            throw not_found();
        const auto changed = restore_section(registry, w, actor, plan, then, section);
        base::JsonWriter out;
        out.begin_object().pair("changed", changed).end_object();
        return http::Response::json(out.take());
    });
}

std::string state_schema() {
    return R"({"type":"object","required":["moment","state"],"properties":{"moment":)" +
           std::string{moment_schema} +
           R"(,"state":{"type":"object","additionalProperties":{"type":"array","items":{"type":"object"}}}}})";
}
struct Line {
    const char *method, *pattern, *name, *summary, *access;
    Handler handler;
    std::string request, response;
    std::vector<std::string> query{};
};

}  // namespace

void offer(registry::Registry& registry) {
    registry.offer({.entity = &Revision::entity(),
                    .route = "plan-revisions",
                    .area = "plans",
                    .creatable = false,
                    .deletable = false,
                    .default_sort = "-number"});
    const std::string revision = R"({"$ref":"#/components/schemas/plan_revision"})";
    const std::vector<Line> lines{
        {"POST", "/api/v1/plans/{id}/revisions", "plan-revisions.create",
         "Names the plan as it stands; may ask for approval.", "plans.write", create,
         R"({"type":"object","required":["name"],"properties":{"name":{"type":"string","maxLength":200},"note":{"type":"string","maxLength":2000},"ask_approval":{"type":"boolean"}}})",
         revision},
        {"PUT", "/api/v1/plan-revisions/{id}/request", "plan-revisions.ask",
         "Asks a leader to approve the revision.", "plans.write", ask_approval, "", revision},
        {"PUT", "/api/v1/plan-revisions/{id}/decision", "plan-revisions.decide",
         "Approves the revision, or sends it back with a note.", "selection.write", decide,
         R"({"type":"object","required":["decision"],"properties":{"decision":{"type":"string","enum":["approved","sent_back"]},"note":{"type":"string","maxLength":2000}}})",
         revision},
        {"GET",
         "/api/v1/plans/{id}/state",
         "plans.state",
         "The plan as it stood: ?at=now, a date, or the id of a revision.",
         "plans.read",
         state,
         "",
         state_schema(),
         {"at"}},
        {"GET",
         "/api/v1/plans/{id}/difference",
         "plans.difference",
         "What differs between two moments, row by row and word by word.",
         "plans.read",
         compare,
         "",
         difference_schema(),
         {"from", "to"}},
        {"PUT", "/api/v1/plans/{id}/sections/{section}/restoration", "plans.restore_section",
         "Brings a section back to the state of a moment.", "plans.write", bring_back,
         R"({"type":"object","required":["at"],"properties":{"at":{"type":"string"}}})",
         R"({"type":"object","required":["changed"],"properties":{"changed":{"type":"integer"}}})"}};
    for (const auto& line : lines) {
        http::Route route{line.method, line.pattern, line.name, line.summary};
        route.access = line.access;
        route.tag = "plans";
        route.request_schema = line.request;
        route.response_schema = line.response;
        route.query = line.query;
        route.handler = [&registry, handler = line.handler](http::Request& r) {
            return handler(registry, r);
        };
        registry.route(std::move(route));
    }
}

}  // namespace kamino::revisions
