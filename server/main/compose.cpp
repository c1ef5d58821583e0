// The one file that names every vertical, and the readable list of all cross-effects.
#include "domain/accounts/public.h"
#include "domain/imports/public.h"
#include "domain/people/public.h"
#include "domain/pipeline/public.h"
#include "domain/plans/public.h"
#include "domain/sales/public.h"
#include "domain/workspace/public.h"
#include "main/app.h"

namespace kamino::app {
namespace {

// Uploaded files lie beside an SQLite workspace; with PostgreSQL where KAMINO_FILES says.
std::string files_folder(const storage::Database& database) {
    if (const char* folder = std::getenv("KAMINO_FILES")) return folder;
    constexpr std::string_view prefix = "sqlite:";
    const auto url = database.url();
    return url.starts_with(prefix) ? url.substr(prefix.size()) + ".files" : "workspace/files";
}

}  // namespace

void compose_auth(auth::Options& options) {
    options.on_setup = [](storage::Write& write, const std::string& name, const std::string& currency,
                          const std::string& language) {
        auto settings = workspace::settings(write);
        settings.name = name;
        settings.currency = currency;
        settings.language = language;
        settings.locale = language == "es" ? "es-ES" : language == "nl" ? "nl-NL" : "en-GB";
        workspace::change_settings(write, settings);
    };
    options.workspace_json = [](storage::Read& read) { return workspace::settings_json(workspace::settings(read)); };
}

void compose(registry::Registry& registry) {
    registry.offer({.entity = &auth::User::entity(), .route = "users", .area = "users", .importable = true,
                    .default_sort = "name", .check = auth::check_user, .saved = auth::saved_user});
    workspace::offer(registry);
    accounts::offer(registry);
    people::offer(registry);
    sales::offer(registry);
    pipeline::offer(registry);
    workspace::events().rates_changed.push_back([](storage::Write& w) { sales::rebuild_months(w); });
    plans::offer(registry);
    imports::offer(registry, {files_folder(registry.database()),
                              [](storage::Read& read) { return workspace::settings(read).currency; }});
}

}  // namespace kamino::app
