// Routes of account plans as CSV files of a CRM, the imports that were made of them, and the report as JSON,
// CSV and text.
#include <boost/json.hpp>

#include "domain/exchange/crm_import.h"
#include "domain/exchange/links.h"
#include "domain/imports/public.h"
#include "platform/office/image.h"
#include "platform/office/package.h"

namespace kamino::exchange {
namespace {

constexpr std::size_t most_files = 20;

bool flag(const boost::json::object& body, std::string_view name) {
    const auto* v = body.if_contains(name);
    if (!v || v->is_null()) return false;
    if (!v->is_bool()) throw invalid_field("/" + std::string{name}, "field.wrong_type");
    return v->get_bool();
}

std::string text(const boost::json::object& body, std::string_view name, const std::string& path) {
    const auto* v = body.if_contains(name);
    if (!v || v->is_null()) return "";
    if (!v->is_string()) throw invalid_field(path + "/" + std::string{name}, "field.wrong_type");
    return std::string{v->get_string()};
}

std::string choice(const boost::json::object& body, std::string_view name, std::string_view choices) {
    auto chosen = text(body, name, "");
    if (!chosen.empty() && (", " + std::string{choices} + ",").find(", " + chosen + ",") == std::string::npos)
        throw invalid_field("/" + std::string{name}, "field.not_a_choice",
                            {{"choices", std::string{choices}}});
    return chosen;
}

struct Given {
    CrmFiles files;
    std::vector<std::string> uploads;  // of them, those that came by the import page
};

// A file is its bytes, or an upload of POST /imports.
Given files_of(registry::Registry& registry, const auth::Actor& actor, const boost::json::object& body) {
    const auto* list = body.if_contains("files");
    if (!list) throw invalid_field("/files", "field.required");
    if (!list->is_array() || list->get_array().size() > most_files)
        throw invalid_field("/files", list->is_array() ? "field.too_long" : "field.wrong_type",
                            {{"max", std::to_string(most_files)}});
    if (list->get_array().empty()) throw invalid_field("/files", "field.required");
    Given given;
    auto& files = given.files;
    for (const auto& one : list->get_array()) {
        const auto path = "/files/" + std::to_string(files.size());
        const auto* o = one.if_object();
        if (!o) throw invalid_field(path, "field.wrong_type");
        if (const auto id = text(*o, "upload", path); !id.empty()) {
            auto upload = registry.database().read(
                [&](storage::Read& r) { return imports::load_upload(r, actor, id, "account_plans"); });
            files.emplace_back(upload.name, std::move(upload.bytes));
            given.uploads.push_back(id);
            continue;
        }
        auto bytes = office::from_base64(text(*o, "content", path));
        if (!bytes) throw invalid_field(path + "/content", "field.wrong_type");
        auto name = text(*o, "name", path);
        if (name.empty()) name = "file " + std::to_string(files.size() + 1);
        files.emplace_back(name.substr(0, 200), std::move(*bytes));
    }
    return given;
}

CrmOptions options_of(const boost::json::object& body) {
    CrmOptions options;
    options.account_id = text(body, "account_id", "");
    options.date_order = choice(body, "date_order", "ymd, dmy, mdy");
    options.decimal = choice(body, "decimal", "point, comma");
    options.replace = flag(body, "replace");
    options.only_all = flag(body, "only_all");
    options.dry_run = flag(body, "dry_run");
    return options;
}

http::Response post_import(registry::Registry& registry, http::Request& request) {
    const auto body = request.json();
    const auto* o = body.if_object();
    if (!o) throw invalid_field("", "field.wrong_type");
    const auto options = options_of(*o);
    const auto& actor = auth::actor_of(request);
    const auto given = files_of(registry, actor, *o);
    const auto report = import_crm(registry, actor, "import", given.files, options);
    if (!options.dry_run) imports::forget_uploads(registry.database(), actor, given.uploads);
    if (request.query("format").value_or("json") == "csv")
        return http::Response::download("errors.csv", "text/csv; charset=utf-8",
                                        crm_faults_csv(report, request.language));
    return http::Response::json(crm_report_json(report, request.language), options.dry_run ? 200 : 201);
}

storage::Scope own_imports(const auth::Actor& actor) {
    if (auth::sees_all(actor)) return {};
    return {"plan_imports.user_id = :import_user", {{"import_user", actor.user_id}}};
}

// A document belongs to one plan, files of a CRM to many.
std::int64_t undo_any(registry::Registry& registry, storage::Write& write, const auth::Actor& actor,
                      const PlanImport& import) {
    const auto result = base::parse_json(import.result.json);
    const auto* plan_id = result.is_object() ? result.get_object().if_contains("plan_id") : nullptr;
    if (!plan_id || !plan_id->is_string()) return undo_crm(registry, write, import);
    const auto plan = storage::load<plans::Plan>(write, std::string{plan_id->get_string()},
                                                 auth::visible_accounts(actor, "plans.account_id"));
    return undo_import(registry, write, plan, import.id);
}

http::Response post_undo(registry::Registry& registry, http::Request& request) {
    return registry::write(registry, request, [&](storage::Write& w, const auth::Actor& actor) {
        const auto import = storage::load<PlanImport>(w, request.param("id"), own_imports(actor));
        if (import.state != "applied") throw conflict("import.wrong_state", {{"state", import.state}});
        base::JsonWriter out;
        out.begin_object().pair("changed", undo_any(registry, w, actor, import)).end_object();
        return http::Response::json(out.take());
    });
}

http::Response zip_of(CrmFiles files) {
    return http::Response::download("account-plans.zip", "application/zip", office::zipped(files));
}

http::Response get_files(registry::Registry& registry, http::Request& request) {
    return registry::read(registry, request, [&](storage::Read& r, const auth::Actor& actor) {
        const auto scope = auth::visible_accounts(actor, "plans.account_id");
        if (const auto id = request.query("plan_id"); id && !id->empty())
            return zip_of(export_crm(registry, r, {storage::load<plans::Plan>(r, *id, scope)}));
        storage::ListQuery query;
        query.filter = request.query("filter").value_or("status != closed");
        query.limit = 1000;
        query.sort = "created_at";
        query.reading = registry.reading(r);
        return zip_of(export_crm(registry, r, storage::list<plans::Plan>(r, query, scope)));
    });
}

void write_texts(base::JsonWriter& w, std::string_view name, const std::vector<std::string>& texts) {
    w.key(name).begin_array();
    for (const auto& t : texts) w.value(std::string_view{t});
    w.end_array();
}

const char* const report_schema =
    R"({"type":"object","required":["id","files","entries","plans","questions","faults"],"properties":{"id":{"type":"string","description":"Of the import, to undo it; empty when nothing was changed."},"files":{"type":"array","items":{"type":"object","required":["name","entity","encoding","rows","created","updated","unchanged","skipped","rejected","ignored"],"properties":{"name":{"type":"string"},"entity":{"type":"string"},"encoding":{"type":"string"},"rows":{"type":"integer"},"created":{"type":"integer"},"updated":{"type":"integer"},"unchanged":{"type":"integer"},"skipped":{"type":"integer"},"rejected":{"type":"integer"},"ignored":{"type":"array","items":{"type":"string"}}}}},"entries":{"type":"integer","description":"Rows of plans that text areas became."},"plans":{"type":"array","items":{"type":"object","required":["id","account_id","account","outcome"],"properties":{"id":{"type":"string"},"account_id":{"type":"string"},"account":{"type":"string"},"outcome":{"type":"string"}}}},"questions":{"type":"array","items":{"type":"object","required":["file","kind","column","samples"],"properties":{"file":{"type":"string"},"kind":{"type":"string"},"column":{"type":"string"},"samples":{"type":"array","items":{"type":"string"}}}}},"faults":{"type":"array","items":{"type":"object","required":["file","line","column","value","key","message","kept"],"properties":{"file":{"type":"string"},"line":{"type":"integer"},"column":{"type":"string"},"value":{"type":"string"},"key":{"type":"string"},"message":{"type":"string"},"kept":{"type":"boolean","description":"The row went in, this cell did not."}}}}}})";

struct Line {
    const char *method, *pattern, *name, *summary, *access;
    http::Response (*action)(registry::Registry&, http::Request&);
    std::string request, response;
    std::vector<std::string> query{};
};

std::string total(const CrmReport& report, const char* word, std::int64_t CrmFileReport::*member) {
    std::int64_t n = 0;
    for (const auto& f : report.files) n += f.*member;
    return std::to_string(n) + " " + word;
}

}  // namespace

std::string crm_report_json(const CrmReport& report, i18n::Language language) {
    base::JsonWriter w;
    w.begin_object().pair("id", report.id).key("files").begin_array();
    for (const auto& f : report.files) {
        w.begin_object().pair("name", f.name).pair("entity", f.entity).pair("encoding", f.encoding);
        w.pair("rows", f.rows).pair("created", f.created).pair("updated", f.updated);
        w.pair("unchanged", f.unchanged).pair("skipped", f.skipped).pair("rejected", f.rejected);
        write_texts(w, "ignored", f.ignored);
        w.end_object();
    }
    w.end_array().pair("entries", report.entries).key("plans").begin_array();
    for (const auto& p : report.plans)
        w.begin_object()
            .pair("id", p.id)
            .pair("account_id", p.account_id)
            .pair("account", p.account)
            .pair("outcome", p.outcome)
            .end_object();
    w.end_array().key("questions").begin_array();
    for (const auto& q : report.questions) {
        w.begin_object().pair("file", q.file).pair("kind", q.kind).pair("column", q.column);
        write_texts(w, "samples", q.samples);
        w.end_object();
    }
    w.end_array().key("faults").begin_array();
    for (const auto& f : report.faults)
        w.begin_object()
            .pair("file", f.file)
            .pair("line", f.line)
            .pair("column", f.column)
            .pair("value", f.value)
            .pair("key", f.key)
            .pair("message", i18n::translate(language, f.key, f.params))
            .pair("kept", f.kept)
            .end_object();
    w.end_array().end_object();
    return w.take();
}

std::string crm_faults_csv(const CrmReport& report, i18n::Language language) {
    std::string out =
        "\xEF\xBB\xBF"
        "file,line,column,value,why\r\n";
    for (const auto& f : report.faults)
        out += registry::csv_cell(f.file, false) + "," + std::to_string(f.line) + "," +
               registry::csv_cell(f.column, false) + "," + registry::csv_cell(f.value, false) + "," +
               registry::csv_cell(i18n::translate(language, f.key, f.params), false) + "\r\n";
    return out;
}

CrmTold import_crm_files(registry::Registry& registry, const CrmFiles& files, const CrmOptions& options,
                         bool as_json) {
    const auto report = import_crm(registry, auth::system_actor("import"), "import", files, options);
    CrmTold told{report.rejected() == 0, "", crm_faults_csv(report, i18n::Language::en)};
    auto& out = told.text;
    if (as_json) {
        out = crm_report_json(report, i18n::Language::en) + "\n";
        return told;
    }
    for (const auto& f : report.files)
        out += f.name + ": " + std::to_string(f.rows) + " rows of " + f.entity + " (" + f.encoding + ")\n";
    out += "  " + total(report, "created", &CrmFileReport::created) + ", " +
           total(report, "updated", &CrmFileReport::updated) + ", " +
           total(report, "unchanged", &CrmFileReport::unchanged) + ", " +
           total(report, "skipped", &CrmFileReport::skipped) + ", " +
           total(report, "rejected", &CrmFileReport::rejected) + "; " + std::to_string(report.entries) +
           " entries in plans\n";
    for (const auto& f : report.faults)
        out += "  " + f.file + ":" + std::to_string(f.line) + " " + f.column + ": " +
               i18n::translate(i18n::Language::en, f.key, f.params) + "\n";
    for (const auto& q : report.questions)
        out += "  " + q.file + " " + q.column + ": " +
               i18n::translate(i18n::Language::en, "import.open_questions", {{"column", q.column}}) + "\n";
    if (!report.id.empty() && !options.dry_run) out += "  import " + report.id + "\n";
    return told;
}

void offer_crm(registry::Registry& registry) {
    registry.offer({.entity = &PlanImport::entity(),
                    .route = "plan-imports",
                    .area = "plans",
                    .creatable = false,
                    .updatable = false,
                    .deletable = false,
                    .exportable = false,
                    .scope = own_imports});
    const std::vector<Line> lines{
        {"POST",
         "/api/v1/plan-imports/salesforce",
         "plan-imports.salesforce",
         "Makes or updates plans from one or several CSV files (or a zip of them) of Salesforce: "
         "AccountPlan, "
         "AccountPlanObjective, AccountPlanObjectiveMeasure, AccountPlanRelationship. dry_run tries it; "
         "?format=csv gives what was refused.",
         "plans.write",
         post_import,
         R"({"type":"object","required":["files"],"properties":{"files":{"type":"array","items":{"type":"object","properties":{"name":{"type":"string"},"content":{"type":"string","description":"base64"},"upload":{"type":"string","description":"Instead of name and content: the id of a file that POST /imports took."}}}},"account_id":{"type":"string"},"date_order":{"type":"string"},"decimal":{"type":"string"},"replace":{"type":"boolean"},"only_all":{"type":"boolean"},"dry_run":{"type":"boolean"}}})",
         report_schema,
         {"format"}},
        {"POST", "/api/v1/plan-imports/{id}/undo", "plan-imports.take-back",
         "Takes back what an import of files wrote; what somebody changed since stays.", "plans.write",
         post_undo, "",
         R"({"type":"object","required":["changed"],"properties":{"changed":{"type":"integer"}}})"},
        {"GET",
         "/api/v1/plan-files/salesforce",
         "plan-files.salesforce",
         "Plans as a zip of CSV files for the Data Loader of Salesforce: one plan (plan_id), or those that "
         "the "
         "filter leaves (open ones without it).",
         "plans.read",
         get_files,
         "",
         "",
         {"plan_id", "filter"}}};
    for (const auto& line : lines) {
        http::Route route{line.method, line.pattern, line.name, line.summary};
        route.access = line.access;
        route.tag = "plans";
        route.request_schema = line.request;
        route.response_schema = line.response;
        route.query = line.query;
        if (route.name == "plan-imports.salesforce") route.max_body = 64 * 1024 * 1024;
        route.handler = [&registry, action = line.action](http::Request& r) { return action(registry, r); };
        registry.route(std::move(route));
    }
}

}  // namespace kamino::exchange
