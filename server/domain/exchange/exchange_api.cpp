// Routes of plans as files.
#include <boost/json.hpp>

#include "domain/exchange/crm_import.h"
#include "domain/exchange/references.h"
#include "domain/imports/public.h"
#include "domain/revisions/public.h"
#include "platform/registry/parameters.h"

namespace kamino::exchange {
namespace {

plans::Plan load_plan(storage::Read& read, const auth::Actor& actor, const std::string& id) {
    return storage::load<plans::Plan>(read, id, auth::visible_accounts(actor, "plans.account_id"));
}

http::Response get_export(registry::Registry& registry, http::Request& request) {
    registry::refuse_unknown_parameters(request);
    return registry::read(registry, request, [&](storage::Read& r, const auth::Actor& actor) {
        const auto plan = load_plan(r, actor, request.param("id"));
        const auto at = request.query("at").value_or("now");
        const auto seq = at == "now" ? INT64_MAX : revisions::moment_of(r, plan, at, "at").seq;
        auto response = http::Response::json(export_document(registry, r, plan, seq));
        response.set("Cache-Control", "no-store");
        return response;
    });
}

bool flag(const boost::json::object& body, std::string_view name, bool fallback) {
    const auto* v = body.if_contains(name);
    if (!v || v->is_null()) return fallback;
    if (!v->is_bool()) throw invalid_field("/" + std::string{name}, "field.wrong_type");
    return v->get_bool();
}

std::string text(const boost::json::object& body, std::string_view name) {
    const auto* v = body.if_contains(name);
    if (!v || v->is_null()) return "";
    if (!v->is_string()) throw invalid_field("/" + std::string{name}, "field.wrong_type");
    return std::string{v->get_string()};
}

// The document itself, or an upload of POST /imports that holds it.
std::string document_of(registry::Registry& registry, const auth::Actor& actor,
                        const boost::json::object& body, ImportOptions& options) {
    if (const auto id = text(body, "upload"); !id.empty()) {
        auto upload = registry.database().read(
            [&](storage::Read& r) { return imports::load_upload(r, actor, id, "plan"); });
        options.name = upload.name;
        return std::move(upload.bytes);
    }
    const auto* document = body.if_contains("document");
    if (!document) throw invalid_field("/document", "field.required");
    if (!document->is_object()) throw invalid_field("/document", "field.wrong_type");
    return base::json_text(*document);
}

http::Response post_import(registry::Registry& registry, http::Request& request) {
    const auto body = request.json();
    const auto* o = body.if_object();
    if (!o) throw invalid_field("", "field.wrong_type");
    ImportOptions options;
    options.account_id = text(*o, "account_id");
    options.stand_in = text(*o, "stand_in");
    options.name = text(*o, "name").substr(0, 200);
    options.merge = flag(*o, "merge", false);
    options.only_all = flag(*o, "only_all", true);
    options.dry_run = flag(*o, "dry_run", false);
    const auto& actor = auth::actor_of(request);
    const auto document = document_of(registry, actor, *o, options);
    const auto report = import_document(registry, actor, "import", document, options);
    if (const auto id = text(*o, "upload"); !id.empty() && !options.dry_run)
        imports::forget_uploads(registry.database(), actor, {id});
    return http::Response::json(report_json(report, request.language), options.dry_run ? 200 : 201);
}

http::Response post_undo(registry::Registry& registry, http::Request& request) {
    return registry::write(registry, request, [&](storage::Write& w, const auth::Actor& actor) {
        const auto plan = load_plan(w, actor, request.param("id"));
        const auto changed = undo_import(registry, w, plan, request.param("import"));
        if (changed == 0) throw not_found();
        base::JsonWriter out;
        out.begin_object().pair("changed", changed).end_object();
        return http::Response::json(out.take());
    });
}

const char* const report_schema =
    R"({"type":"object","required":["id","plan_id","account_id","created","updated","unchanged","refused","unresolved"],"properties":{"id":{"type":"string"},"plan_id":{"type":"string"},"account_id":{"type":"string"},"created":{"type":"integer"},"updated":{"type":"integer"},"unchanged":{"type":"integer"},"refused":{"type":"array","items":{"type":"object","required":["path","key","message"],"properties":{"path":{"type":"string"},"key":{"type":"string"},"message":{"type":"string"}}}},"unresolved":{"type":"array","items":{"type":"object","required":["entity","name","path","reason","given_to"],"properties":{"entity":{"type":"string"},"name":{"type":"string"},"path":{"type":"string"},"reason":{"type":"string","enum":["unknown","cannot_see"]},"given_to":{"type":"string","description":"Who stands in; empty: the place stays empty."}}}}}})";

struct Line {
    const char *method, *pattern, *name, *summary, *access;
    http::Response (*action)(registry::Registry&, http::Request&);
    std::string request, response;
    std::vector<std::string> query{};
};

}  // namespace

void offer(registry::Registry& registry) {
    const std::vector<Line> lines{
        {"GET",
         "/api/v1/plans/{id}/export",
         "plans.file",
         "The whole plan as one document that loses nothing; ?at= a date or the id of a revision.",
         "plans.read",
         get_export,
         "",
         R"({"type":"object"})",
         {"at"}},
        {"POST", "/api/v1/plan-imports", "plan-imports.create",
         "Makes or updates a plan from such a document: dry_run tries it, merge writes into the account's "
         "open plan.",
         "plans.write", post_import,
         R"({"type":"object","properties":{"document":{"type":"object"},"upload":{"type":"string","description":"Instead of a document: the id of a file that POST /imports took."},"name":{"type":"string","description":"Of the file, for the list of imports."},"stand_in":{"type":"string","description":"Id of the colleague who takes over from owners who are unknown here or do not see the account."},"account_id":{"type":"string"},"merge":{"type":"boolean"},"only_all":{"type":"boolean"},"dry_run":{"type":"boolean"}}})",
         report_schema},
        {"POST", "/api/v1/plans/{id}/imports/{import}/undo", "plan-imports.undo",
         "Takes back what an import wrote to the plan.", "plans.write", post_undo, "",
         R"({"type":"object","required":["changed"],"properties":{"changed":{"type":"integer"}}})"}};
    for (const auto& line : lines) {
        http::Route route{line.method, line.pattern, line.name, line.summary};
        route.access = line.access;
        route.tag = "plans";
        route.request_schema = line.request;
        route.response_schema = line.response;
        route.query = line.query;
        if (route.name == "plan-imports.create") route.max_body = 16 * 1024 * 1024;
        route.handler = [&registry, action = line.action](http::Request& r) { return action(registry, r); };
        registry.route(std::move(route));
    }
    offer_crm(registry);
}

}  // namespace kamino::exchange
