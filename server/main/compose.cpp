// The one file that names every vertical, and the readable list of all cross-effects.
#include "domain/accounts/public.h"
#include "domain/documents/public.h"
#include "domain/exchange/public.h"
#include "domain/groups/public.h"
#include "domain/imports/public.h"
#include "domain/people/public.h"
#include "domain/pipeline/public.h"
#include "domain/plans/public.h"
#include "domain/programme/public.h"
#include "domain/revisions/public.h"
#include "domain/sales/public.h"
#include "domain/selection/public.h"
#include "domain/templates/public.h"
#include "domain/together/public.h"
#include "domain/workspace/public.h"
#include "main/app.h"
#include "main/handover.h"

namespace kamino::app {
namespace {

// Uploaded files lie beside an SQLite workspace; with PostgreSQL where KAMINO_FILES says.
std::string files_folder(const storage::Database& database) {
    if (const char* folder = std::getenv("KAMINO_FILES")) return folder;
    constexpr std::string_view prefix = "sqlite:";
    const auto url = database.url();
    return url.starts_with(prefix) ? url.substr(prefix.size()) + ".files" : "workspace/files";
}

// The portfolio shows owners by name.
void saved_user(storage::Write& write, const describe::Record* before, const describe::Record* after) {
    auth::saved_user(write, before, after);
    if (before && after) selection::refresh_owner(write, after->id);
}

// Nothing hangs on somebody who no longer signs in.
bool leaves(const describe::Record& before, const describe::Record& after) {
    return static_cast<const auth::User&>(before).active && !static_cast<const auth::User&>(after).active;
}

// The portfolio copies accounts as they are saved; scores and classes follow in one job, however much comes
// in.
void keep_portfolio(registry::Registry& registry) {
    const auto rescore = [&registry](storage::Write& w) { selection::rescore_later(registry, w); };
    accounts::events().saved.push_back(
        [rescore](storage::Write& w, const accounts::Account* before, const accounts::Account* after) {
            selection::refresh_accounts(w, {after ? after->id : before->id});
            if (before && after && before->owner_id != after->owner_id) programme::follow_owner(w, after->id);
            if (selection::changes_score(w, before, after)) rescore(w);
        });
    accounts::events().imported.push_back([rescore](storage::Write& w, const std::vector<std::string>& ids) {
        selection::refresh_accounts(w, ids);
        rescore(w);
    });
    sales::events().months_changed.push_back(rescore);
    pipeline::events().changed.push_back(
        [rescore](storage::Write& w, const std::vector<std::string>&) { rescore(w); });
    programme::events().changed.push_back([](storage::Write& w, const std::string& account_id) {
        const auto stay = programme::membership(w, account_id);
        selection::set_key(w, account_id, !stay ? "" : stay->list == "key" ? stay->state : "prospect");
        if (stay) plans::follow_focus(w, account_id, stay->focus);
    });
    plans::events().changed.push_back(
        [](storage::Write& w, const std::string& account_id, const plans::Plan* plan) {
            selection::PlanState state;
            if (plan)
                state = {plan->id, plan->status, static_cast<double>(plan->completeness_score), plan->stage};
            selection::set_plan(w, account_id, state);
            if (plan && plan->status != "closed") programme::follow_focus(w, account_id, plan->focus);
        });
    // "Not a key account after all" ends on the list too (PLAN-13, SEL-4): somebody decides about the exit.
    plans::events().found_not_key.push_back(
        [](storage::Write& w, const plans::Plan& was, const plans::Plan& is) {
            if (is.conclusion == "not_key")
                programme::propose_exit(w, is.account_id, is.conclusion_reason);
            else
                programme::take_back_exit(w, is.account_id, was.conclusion_reason);
        });
    // One focus an account (SEL-8): who changes it, on the list or in the plan, changes it for both.
    plans::events().focus_of = [](storage::Read& r, const std::string& account_id) {
        const auto stay = programme::membership(r, account_id);
        return stay ? stay->focus : std::string{};
    };
    programme::events().focus_of_plan = [](storage::Read& r, const std::string& account_id) {
        const auto plan = plans::plan_of(r, account_id);
        return plan && plan->status != "closed" ? plan->focus : std::string{};
    };
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
    options.workspace_json = [](storage::Read& read) {
        return workspace::settings_json(workspace::settings(read));
    };
}

void forget_subscribers() {
    accounts::events() = {};
    sales::events() = {};
    pipeline::events() = {};
    plans::events() = {};
    programme::events() = {};
    templates::events() = {};
    workspace::events() = {};
}

void compose(registry::Registry& registry) {
    forget_subscribers();
    registry.offer(
        {.entity = &auth::User::entity(),
         .route = "users",
         .area = "users",
         .importable = true,
         .default_sort = "name",
         .check =
             [&registry](storage::Write& w, const auth::Actor& actor, const describe::Record* before,
                         describe::Record& after, std::vector<FieldFault>& faults) {
                 auth::check_user(w, actor, before, after, faults);
                 if (!before || !faults.empty() || !leaves(*before, after)) return;
                 const auto fault = unfinished(registry, w, after.id);
                 if (!fault) return;
                 if (actor.door != "import") throw *fault;
                 faults.push_back({"/active", fault->key, fault->params});  // the row's, not the file's
             },
         .saved = saved_user,
         .removing = [&registry](storage::Write& w, const auth::Actor& actor,
                                 const describe::Record& user) { require_leave(registry, w, actor, user); },
         .imported =
             [](storage::Write& w, const std::vector<std::string>& ids) {
                 for (const auto& id : ids) selection::refresh_owner(w, id);
             }});
    add_handover(registry);
    workspace::offer(registry);
    accounts::offer(registry);
    people::offer(registry);
    sales::offer(registry);
    pipeline::offer(registry);
    selection::offer(registry);
    groups::offer(registry);
    registry.set_reading(groups::reading);
    programme::offer(registry);
    keep_portfolio(registry);
    workspace::events().rates_changed.push_back([&registry](storage::Write& w) {
        sales::rebuild_months(w);
        selection::rescore_soon(registry, w);  // no old amount beside the new currency
    });
    workspace::events().lines_by_currency = sales::lines_by_currency;
    templates::offer(registry);
    templates::seed(registry.database());
    plans::offer(registry);
    revisions::offer(registry);
    together::offer(registry);
    documents::offer(registry, {files_folder(registry.database())});
    exchange::offer(registry);
    imports::offer(registry, {files_folder(registry.database()),
                              [](storage::Read& read) { return workspace::settings(read).currency; }});
}

}  // namespace kamino::app
