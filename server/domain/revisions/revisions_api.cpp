// Routes of revisions: naming, approval, states, differences, and sections brought back.
#include <algorithm>
#include <boost/json.hpp>

#include "domain/revisions/revisions_store.sql.h"
#include "domain/revisions/state.h"
#include "platform/audit/audit.h"
#include "platform/base/visible.h"
#include "platform/markup/rich_text.h"
#include "platform/registry/parameters.h"
#include "platform/registry/titles.h"

namespace kamino::revisions {
namespace {

using Handler = http::Response (*)(registry::Registry&, http::Request&);

plans::Plan load_plan(storage::Read& read, const auth::Actor& actor, const std::string& id) {
    return storage::load<plans::Plan>(read, id, auth::visible_accounts(actor, "plans.account_id"));
}

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

void write_moment(base::JsonWriter& w, std::string_view key, const Moment& moment) {
    w.key(key).begin_object().pair("label", moment.label).pair("at", moment.at.to_text()).end_object();
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
        for (const auto& [entity, rows] : state_at(registry, r, plan, moment.seq)) {
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

// Names of what a row points to are the reader's work; its own title is given.
std::string title_of(const registry::Registry& registry, const RowChange& row, const State& before,
                     const State& after) {
    const auto* resource = registry.find(row.entity);
    const auto& state = row.kind == RowChange::Kind::removed ? before : after;
    const auto& members = state.at(row.entity).at(row.id);
    for (const auto name :
         {std::string_view{resource ? resource->entity->title_field : "name"}, std::string_view{"text"},
          std::string_view{"title"}, std::string_view{"name"}, std::string_view{"key"}})
        if (const auto* value = members.if_contains(name);
            value && value->is_string() && !value->as_string().empty())
            return std::string{value->as_string()}.substr(0, 400);
    return "";
}

constexpr std::string_view row_kinds[] = {"added", "removed", "changed"};
constexpr std::string_view word_kinds[] = {"same", "removed", "added"};

// Is the text written with marks? They are not part of what people compare.
bool is_rich(const registry::Registry& registry, const std::string& entity,
             const boost::json::object& members, const std::string& name) {
    const auto* resource = registry.find(entity);
    const auto* field = resource ? resource->entity->find(name) : nullptr;
    if (field) return field->rule.format == "markdown";
    const auto* kind = members.if_contains("kind");
    return entity == "plan_entry" && name.starts_with("content.") && kind && *kind == "text";
}

std::string string_of(const boost::json::value& value) {
    return value.is_string() ? std::string{value.get_string()} : "";
}

// By word; of rich text without its marks, unless nothing but marks was changed.
std::vector<Word> words_of(const FieldChange& field, bool rich) {
    const auto before = string_of(field.before), after = string_of(field.after);
    if (!rich) return word_difference(before, after);
    const auto was = markup::plain(before), is = markup::plain(after);
    return was == is ? word_difference(before, after) : word_difference(was, is);
}

void write_field(base::JsonWriter& w, const FieldChange& field, bool rich) {
    w.begin_object()
        .pair("name", field.name)
        .key("before")
        .value(field.before)
        .key("after")
        .value(field.after);
    w.key("words");
    const bool both = field.before.is_string() && field.after.is_string();
    if (both || (rich && (field.before.is_string() || field.after.is_string()))) {
        w.begin_array();
        for (const auto& word : words_of(field, rich))
            w.begin_object()
                .pair("kind", word_kinds[static_cast<int>(word.kind)])
                .pair("text", word.text)
                .end_object();
        w.end_array();
    } else {
        w.null();
    }
    w.end_object();
}

// Names of what the changed fields point to, as far as the reader sees it.
void write_names(base::JsonWriter& w, const registry::Registry& registry, storage::Read& read,
                 const auth::Actor& actor, const std::vector<RowChange>& rows) {
    registry::IdsByEntity wanted;
    for (const auto& row : rows) {
        const auto* resource = registry.find(row.entity);
        for (const auto& change : row.fields) {
            const auto* field = resource ? resource->entity->find(change.name) : nullptr;
            if (!field || field->rule.reference.empty() || change.name == "plan_id" ||
                change.name == "account_id")
                continue;
            auto& ids = wanted[std::string{field->rule.reference}];
            for (const auto* value : {&change.before, &change.after}) {
                if (value->is_string()) ids.emplace_back(value->get_string());
                if (value->is_array())
                    for (const auto& id : value->get_array())
                        if (id.is_string()) ids.emplace_back(id.get_string());
            }
        }
    }
    w.key("names").begin_object();
    for (const auto& [id, title] : registry::titles_of(registry, read, actor, wanted)) w.pair(id, title.text);
    w.end_object();
}

http::Response compare(registry::Registry& registry, http::Request& request) {
    registry::refuse_unknown_parameters(request);
    return registry::read(registry, request, [&](storage::Read& r, const auth::Actor& actor) {
        const auto plan = load_plan(r, actor, request.param("id"));
        const auto from = moment_of(r, plan, request.query("from").value_or("now"), "from");
        const auto to = moment_of(r, plan, request.query("to").value_or("now"), "to");
        const auto before = state_at(registry, r, plan, from.seq),
                   after = state_at(registry, r, plan, to.seq);
        base::JsonWriter w;
        w.begin_object();
        write_moment(w, "from", from);
        write_moment(w, "to", to);
        w.key("items").begin_array();
        const auto rows = difference(before, after);
        for (const auto& row : rows) {
            const auto& members =
                (row.kind == RowChange::Kind::removed ? before : after).at(row.entity).at(row.id);
            w.begin_object().pair("entity", row.entity).pair("id", row.id);
            w.pair("kind", row_kinds[static_cast<int>(row.kind)])
                .pair("section", section_of(row.entity, members));
            w.pair("title", title_of(registry, row, before, after)).key("fields").begin_array();
            for (const auto& field : row.fields)
                if (field.name != "plan_id" && field.name != "account_id")
                    write_field(w, field, is_rich(registry, row.entity, members, field.name));
            w.end_array().end_object();
        }
        w.end_array();
        write_names(w, registry, r, actor, rows);
        w.end_object();
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

const char* const moment_schema =
    R"({"type":"object","required":["label","at"],"properties":{"label":{"type":"string"},"at":{"type":"string","format":"date-time"}}})";

std::string state_schema() {
    return R"({"type":"object","required":["moment","state"],"properties":{"moment":)" +
           std::string{moment_schema} +
           R"(,"state":{"type":"object","additionalProperties":{"type":"array","items":{"type":"object"}}}}})";
}
std::string difference_schema() {
    return R"({"type":"object","required":["from","to","items","names"],"properties":{"from":)" +
           std::string{moment_schema} + R"(,"to":)" + moment_schema +
           R"(,"names":{"type":"object","additionalProperties":{"type":"string"}},"items":{"type":"array","items":{"type":"object","required":["entity","id","kind","section","title","fields"],"properties":{"entity":{"type":"string"},"id":{"type":"string"},"kind":{"type":"string","enum":["added","removed","changed"]},"section":{"type":"string"},"title":{"type":"string"},"fields":{"type":"array","items":{"type":"object","required":["name","before","after","words"],"properties":{"name":{"type":"string"},"before":{},"after":{},"words":{"type":["array","null"],"items":{"type":"object","required":["kind","text"],"properties":{"kind":{"type":"string","enum":["same","removed","added"]},"text":{"type":"string"}}}}}}}}}}}})";
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
