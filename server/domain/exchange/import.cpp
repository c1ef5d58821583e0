// A document becomes a plan.
#include "domain/exchange/document_reading.h"
#include "domain/exchange/links.h"
#include "platform/base/id.h"

namespace kamino::exchange {
namespace {

using boost::json::object;
using boost::json::value;

struct RolledBack {};

object parsed(const std::string& text) {
    value document;
    try {
        document = base::parse_json(text, 64);
    } catch (const Fault&) {
        throw invalid_field("", "exchange.no_document");
    }
    if (!document.is_object() || text_of(document.get_object(), "format") != "kamino.plan")
        throw invalid_field("/format", "exchange.no_document");
    const auto* version = document.get_object().if_contains("version");
    if (!version || !version->is_int64() || version->get_int64() != 1)
        throw invalid_field("/version", "exchange.other_version");
    return document.get_object();
}

// The import as people find it again.
void keep(storage::Write& write, const auth::Actor& actor, const ImportOptions& options,
          const Report& report) {
    if (report.created + report.updated == 0) return;
    PlanImport import;
    import.id = report.id;
    import.name = options.name.empty() ? "plan.json" : options.name;
    if (!actor.user_id.empty()) import.user_id = actor.user_id;
    import.account_ids = {report.account_id};
    import.result.json = report_json(report, actor.language);
    storage::insert_record(write, PlanImport::entity(), import);
}

}  // namespace

Report import_document(registry::Registry& registry, const auth::Actor& actor, const std::string& door,
                       const std::string& text, const ImportOptions& options) {
    const auto document = parsed(text);
    Report report;
    const auto id = base::new_id();
    try {
        registry.database().write({actor.user_id, door, id}, [&](storage::Write& w) {
            report = {};  // the engine may run this again
            report.id = id;
            DocumentReading{registry, w, actor, document, options, report}.run();
            if (options.dry_run || (options.only_all && !report.refused.empty())) throw RolledBack{};
            keep(w, actor, options, report);
        });
    } catch (const RolledBack&) {
        if (!options.dry_run) throw invalid_fields(report.refused);
    }
    return report;
}

std::string report_json(const Report& report, i18n::Language language) {
    base::JsonWriter w;
    w.begin_object()
        .pair("id", report.id)
        .pair("plan_id", report.plan_id)
        .pair("account_id", report.account_id);
    w.pair("created", report.created).pair("updated", report.updated).pair("unchanged", report.unchanged);
    w.key("refused").begin_array();
    for (const auto& f : report.refused)
        w.begin_object()
            .pair("path", f.path)
            .pair("key", f.key)
            .pair("message", i18n::translate(language, f.key, f.params))
            .end_object();
    w.end_array().key("unresolved").begin_array();
    for (const auto& u : report.unresolved)
        w.begin_object()
            .pair("entity", u.entity)
            .pair("name", u.name)
            .pair("path", u.place)
            .pair("reason", u.reason)
            .pair("given_to", u.given_to)
            .end_object();
    w.end_array().end_object();
    return w.take();
}

}  // namespace kamino::exchange
