// The one file that names every vertical, and the readable list of all cross-effects.
#include "domain/accounts/public.h"
#include "domain/people/public.h"
#include "domain/pipeline/public.h"
#include "domain/sales/public.h"
#include "domain/workspace/public.h"
#include "main/app.h"

namespace kamino::app {

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
}

}  // namespace kamino::app
