// Routes of templates as plans follow them: a preview of a move, the move of one plan, and of many in a job.
#include <boost/json.hpp>

#include "domain/plans/following.h"
#include "domain/plans/plan_schema.h"
#include "domain/plans/plan_state.h"
#include "domain/plans/plans_store.sql.h"

namespace kamino::plans {
namespace {

constexpr const char* move_job = "plans.move";
constexpr std::size_t most_plans = 5000;

storage::Scope scope(const auth::Actor& actor) {
    return auth::visible_accounts(actor, "plans.account_id");
}

templates::EditionPtr load_edition(storage::Read& read, const std::string& id, const char* path) {
    auto edition = templates::find_edition(read, id);
    if (!edition) throw invalid_field(path, "field.bad_reference", {{"entity", "plan_template_version"}});
    return edition;
}

void write_edition(base::JsonWriter& w, const char* name, const templates::Edition& e,
                   i18n::Language language) {
    w.key(name).begin_object().pair("version_id", e.id).pair("template_id", e.template_id);
    w.pair("name", templates::in_words(e.name, language)).pair("number", e.number).end_object();
}

http::Response preview(registry::Registry& registry, http::Request& request) {
    return registry::read(registry, request, [&](storage::Read& r, const auth::Actor& actor) {
        const auto plan = storage::load<Plan>(r, request.param("id"), scope(actor));
        const auto view = view_of(r, plan, today());
        const auto to = load_edition(r, request.query("to").value_or(view.around.newest_version_id), "/to");
        base::JsonWriter w;
        w.begin_object();
        write_edition(w, "from", *view.edition, request.language);
        write_edition(w, "to", *to, request.language);
        w.key("changes").begin_array();
        for (const auto& e : effects(view, to->form)) {
            base::JsonWriter one;
            templates::write_changes(one, {e.change}, request.language);
            auto text = one.take();
            w.raw(text.substr(1, text.size() - 3) + ",\"held\":" + std::to_string(e.held) + "}");
        }
        w.end_array().end_object();
        auto response = http::Response::json(w.take());
        response.set("Cache-Control", "no-store");
        return response;
    });
}

std::string member(const boost::json::value& body, const char* name) {
    const auto* o = body.if_object();
    const auto* v = o ? o->if_contains(name) : nullptr;
    const auto path = "/" + std::string{name};
    if (!o) throw invalid_field("", "field.wrong_type");
    if (!v || v->is_null()) throw invalid_field(path, "field.required");
    if (!v->is_string()) throw invalid_field(path, "field.wrong_type");
    return std::string{v->get_string()};
}

http::Response put_template(registry::Registry& registry, http::Request& request) {
    const auto wanted = member(request.json(), "version_id");
    return registry::write(registry, request, [&](storage::Write& w, const auth::Actor& actor) {
        const auto plan = storage::load<Plan>(w, request.param("id"), scope(actor));
        const auto to = load_edition(w, wanted, "/version_id");
        const auto moved = move_plan(registry, w, actor, plan, *to, request.language);
        auto response = http::Response::json(plan_json(w, moved, request.language));
        response.etag(std::to_string(moved.version));
        response.set("Cache-Control", "no-store");
        return response;
    });
}

// The plans that the body names, else all open ones of the same template that the caller sees.
std::vector<std::string> plans_of(storage::Read& read, const auth::Actor& actor, const templates::Edition& to,
                                  const boost::json::value& body) {
    const auto* o = body.if_object();
    if (!o) throw invalid_field("", "field.wrong_type");
    std::vector<std::string> ids;
    if (const auto* named = o->if_contains("plan_ids")) {
        if (!named->is_array()) throw invalid_field("/plan_ids", "field.wrong_type");
        if (named->get_array().size() > most_plans)
            throw invalid_field("/plan_ids", "template.too_many", {{"max", std::to_string(most_plans)}});
        for (const auto& id : named->get_array()) {
            if (!id.is_string()) throw invalid_field("/plan_ids", "field.wrong_type");
            ids.emplace_back(id.get_string());
        }
        return ids;
    }
    const auto visible = scope(actor);
    std::string sql =
        "SELECT plans.id FROM plans JOIN plan_template_versions v ON v.id = plans.template_version_id "
        "WHERE v.template_id = :template AND v.id <> :version AND plans.status <> 'closed' "
        "AND plans.deleted_at IS NULL";
    if (!visible.sql.empty()) sql += " AND (" + visible.sql + ")";
    storage::Args args{{"template", to.template_id}, {"version", to.id}};
    for (const auto& v : visible.values) args.emplace_back(v.name, v.value);
    auto rows = read.query({"plans.followers", sql + " ORDER BY plans.id LIMIT 5000"}, args);
    while (rows.next()) ids.push_back(rows.text(0));
    return ids;
}

http::Response post_moves(registry::Registry& registry, http::Request& request) {
    const auto body = request.json();
    return registry::write(registry, request, [&](storage::Write& w, const auth::Actor& actor) {
        const auto to = templates::find_edition(w, request.param("id"));
        if (!to) throw not_found();
        const auto ids = plans_of(w, actor, *to, body);
        base::JsonWriter payload;
        payload.begin_object().pair("language", i18n::tag(request.language)).key("plan_ids").begin_array();
        for (const auto& id : ids) payload.value(std::string_view{id});
        payload.end_array().end_object();
        const auto job = registry.jobs().run_later(w, move_job, to->id, payload.text());
        base::JsonWriter out;
        out.begin_object().pair("job_id", job).key("plan_ids").begin_array();
        for (const auto& id : ids) out.value(std::string_view{id});
        out.end_array().end_object();
        return http::Response::json(out.take(), 202);
    });
}

// One plan a transaction; who stops and comes back goes on with those that do not follow it yet.
void run_moves(registry::Registry& registry, jobs::Run& run) {
    const auto payload = base::parse_json(run.payload());
    const auto language = i18n::language_of(std::string{payload.at("language").as_string()});
    const auto actor = run.actor();
    const auto& ids = payload.at("plan_ids").as_array();
    std::int64_t done = 0;
    for (const auto& id : ids) {
        if (run.cancelled() || run.stopping()) return;
        registry.database().write({actor.user_id, "job", run.job_id()}, [&](storage::Write& w) {
            const auto to = templates::find_edition(w, run.subject_id());
            const auto plan = storage::find<Plan>(w, std::string{id.as_string()}, scope(actor));
            if (!to || !plan || plan->status == "closed" || plan->template_version_id == to->id) return;
            move_plan(registry, w, actor, *plan, *to, language);
        });
        run.progress(++done, std::ssize(ids));
    }
}

std::string preview_schema() {
    const std::string edition =
        R"({"type":"object","required":["version_id","template_id","name","number"],"properties":{"version_id":{"type":"string"},"template_id":{"type":"string"},"name":{"type":"string"},"number":{"type":"integer"}}})";
    auto changes = templates::changes_schema();
    const std::string before = R"("is"],)", after = R"("is","held"],)";
    changes.replace(changes.find(before), before.size(), after);
    const std::string properties = R"("properties":{)";
    changes.replace(changes.find(properties), properties.size(),
                    properties + R"("held":{"type":"integer"},)");
    return R"({"type":"object","required":["from","to","changes"],"properties":{"from":)" + edition +
           R"(,"to":)" + edition + R"(,"changes":)" + changes + "}}";
}

struct Line {
    const char *method, *pattern, *name, *summary, *access;
    http::Response (*action)(registry::Registry&, http::Request&);
    std::string request, response;
    std::vector<std::string> query{};
};

}  // namespace

void offer_following(registry::Registry& registry) {
    templates::events().followers = [](storage::Read& read, const std::string& template_id) {
        return read.integer(sql::count_followers, {{"template", template_id}}).value_or(0);
    };
    registry.jobs().handle(move_job, [&registry](jobs::Run& run) { run_moves(registry, run); });
    const std::vector<Line> lines{
        {"GET",
         "/api/v1/plans/{id}/template-change",
         "plans.template_change",
         "What a plan would notice that follows another version of its template: ?to=, else the newest.",
         "plans.read",
         preview,
         "",
         preview_schema(),
         {"to"}},
        {"PUT", "/api/v1/plans/{id}/template", "plans.follow",
         "Lets the plan follow that version of a template; nothing of it is lost.", "plans.write",
         put_template,
         R"({"type":"object","required":["version_id"],"properties":{"version_id":{"type":"string"}}})",
         plan_schema()},
        {"POST", "/api/v1/plan-template-versions/{id}/plans", "plan-template-versions.move_plans",
         "Lets many plans follow the version, in a job: those named, else all open plans of the template.",
         "plans.write", post_moves,
         R"({"type":"object","properties":{"plan_ids":{"type":"array","items":{"type":"string"}}}})",
         R"({"type":"object","required":["job_id","plan_ids"],"properties":{"job_id":{"type":"string"},"plan_ids":{"type":"array","items":{"type":"string"}}}})"}};
    for (const auto& line : lines) {
        http::Route route{line.method, line.pattern, line.name, line.summary};
        route.access = line.access;
        route.tag = "plans";
        route.request_schema = line.request;
        route.response_schema = line.response;
        route.query = line.query;
        route.handler = [&registry, action = line.action](http::Request& r) { return action(registry, r); };
        registry.route(std::move(route));
    }
}

}  // namespace kamino::plans
