// kamino export plan ACCOUNT: the plan of an account as a document for a reader, or as one that loses
// nothing.
#include <fstream>
#include <iostream>

#include "domain/documents/public.h"
#include "domain/exchange/public.h"
#include "domain/workspace/public.h"
#include "main/commands/commands.h"
#include "platform/office/package.h"

namespace kamino::app {
namespace {

i18n::Language language_for(storage::Read& read, const std::string& asked) {
    if (asked.empty()) return i18n::language_of(workspace::settings(read).language);
    if (asked == "en" || asked == "es" || asked == "nl") return i18n::language_of(asked);
    throw invalid_field("/lang", "field.not_a_choice", {{"choices", "en, es, nl"}});
}

std::string account_named(storage::Read& read, const std::string& text) {
    const auto ids = plans::accounts_named(read, text);
    if (ids.empty()) throw Fault{FaultCode::not_found, "plan.account_unknown", {{"name", text}}};
    // An id or an external id means one account; only names repeat.
    if (ids.size() > 1 && ids.front() != text)
        throw invalid("plan.account_ambiguous", {{"name", text}, {"count", std::to_string(ids.size())}});
    return ids.front();
}

// kamino export plan [ACCOUNT] --format salesforce: one plan, or all open ones.
std::string salesforce_files(App& app, const std::string& account) {
    return app.database().read([&](storage::Read& read) {
        std::vector<plans::Plan> all;
        if (!account.empty()) {
            const auto plan = plans::plan_of(read, account_named(read, account));
            if (!plan) throw Fault{FaultCode::not_found, "plan.no_plan", {{"name", account}}};
            all.push_back(*plan);
        } else {
            storage::ListQuery query;
            query.filter = "status != closed";
            query.sort = "created_at";
            query.limit = 1000;
            all = storage::list<plans::Plan>(read, query);
        }
        return office::zipped(exchange::export_crm(app.registry(), read, all));
    });
}

int write_out(const std::string& bytes, const std::string& path) {
    if (path.empty()) return (std::cout << bytes).flush() ? 0 : 1;
    std::ofstream file{path, std::ios::binary};
    if (!file) throw unavailable("service.unavailable", "cannot write " + path);
    return (file << bytes).flush() ? 0 : 1;
}

}  // namespace

int export_plan(const ExportArguments& arguments) {
    const bool salesforce = arguments.format == "salesforce";
    if (arguments.account.empty() && !salesforce) throw invalid_field("/account", "field.required");
    documents::Wish wish;
    if (!arguments.format.empty()) wish.format = arguments.format;
    if (!arguments.audience.empty()) wish.audience = arguments.audience;
    if (!arguments.view.empty()) wish.view = arguments.view;
    if (!arguments.revision.empty()) wish.at = arguments.revision;
    // The document that loses nothing is no document for a reader.
    const bool whole = arguments.format == "plan";
    if (!whole && !salesforce) documents::check(wish);
    Options options;
    options.db = arguments.db;
    options.handle_signals = false;
    options.create = false;
    App app{options};
    if (salesforce) return write_out(salesforce_files(app, arguments.account), arguments.output);
    const auto made = app.database().read([&](storage::Read& read) {
        wish.language = language_for(read, arguments.language);
        const auto plan = plans::plan_of(read, account_named(read, arguments.account));
        if (!plan) throw Fault{FaultCode::not_found, "plan.no_plan", {{"name", arguments.account}}};
        if (whole) return exchange::export_document(app.registry(), read, *plan, INT64_MAX) + "\n";
        return documents::make(app.registry(), read, *plan, wish).bytes;
    });
    return write_out(made, arguments.output);
}

}  // namespace kamino::app
