#include "domain/selection/selection_api.h"

#include <malloc.h>

#include "domain/selection/class_history.h"
#include "domain/selection/class_schemas.h"
#include "domain/selection/classes_api.h"
#include "domain/selection/model_schemas.h"
#include "domain/selection/ranking.h"
#include "domain/selection/schemas.h"

namespace kamino::selection {
namespace {

constexpr const char* run_job = "selection.run";

using Action = std::function<http::Response(http::Request&)>;
struct Line {
    const char *method, *pattern, *name, *summary, *access;
    Action action;
    std::string_view request, response;
    std::vector<std::string> query{};
};

void add(registry::Registry& registry, Line line) {
    http::Route route{line.method, line.pattern, line.name, line.summary};
    route.access = line.access;
    route.tag = "selection";
    route.request_schema = line.request;
    route.response_schema = line.response;
    route.query = line.query;
    route.handler = std::move(line.action);
    registry.route(std::move(route));
}

// A handler that needs the registry only.
Action with(registry::Registry& registry, http::Response (*handler)(registry::Registry&, http::Request&)) {
    return [&registry, handler](http::Request& request) { return handler(registry, request); };
}

void add_model_routes(registry::Registry& registry) {
    const auto tables = std::make_shared<RankingTables>();
    const auto on_tables =
        [&](http::Response (*handler)(registry::Registry&, RankingTables&, http::Request&)) {
            return [&registry, tables, handler](http::Request& request) {
                return handler(registry, *tables, request);
            };
        };
    add(registry, {"GET", "/api/v1/selection/model", "selection.model",
                   "The workspace's own model: criteria, weights, the classes' thresholds.", "selection.read",
                   with(registry, get_model), "", model_schema});
    add(registry, {"PATCH", "/api/v1/selection/model", "selection.update_model",
                   "Changes the workspace's own model; needs If-Match.", "selection.write",
                   with(registry, patch_model), model_patch_schema, model_schema});
    add(registry, {"GET", "/api/v1/selection/models", "selection.models",
                   "All models, the workspace's own first, and how many accounts each judges.",
                   "selection.read", with(registry, list_models), "", models_schema});
    add(registry, {"GET", "/api/v1/selection/models/{id}", "selection.find_model", "One model.",
                   "selection.read", with(registry, get_model), "", model_schema});
    add(registry, {"PATCH", "/api/v1/selection/models/{id}", "selection.change_model",
                   "Changes a model; a version that has scored stays and a new one begins. Needs If-Match.",
                   "selection.write", with(registry, patch_model), model_patch_schema, model_schema});
    add(registry, {"GET", "/api/v1/selection/models/{id}/versions", "selection.versions",
                   "The model's versions, newest first.", "selection.read", with(registry, model_versions),
                   "", versions_schema});
    add(registry, {"GET", "/api/v1/selection/fields", "selection.fields",
                   "Numbers of an account that a computed criterion may be made of.", "selection.read",
                   with(registry, list_computed_fields), "", computed_fields_schema});
    add(registry, {"POST", "/api/v1/selection/models/{id}/ranking", "selection.try_ranking",
                   "The ranking of the model's accounts under weights that are only tried.", "selection.read",
                   on_tables(try_ranking), try_schema, ranking_schema});
    add(registry, {"GET",
                   "/api/v1/selection/models/{id}/sensitivity",
                   "selection.sensitivity",
                   "Who changes place when one weight moves, and how firmly the first stand.",
                   "selection.read",
                   on_tables(model_sensitivity),
                   "",
                   sensitivity_schema,
                   {"top", "change"}});
    add(registry,
        {"GET",
         "/api/v1/selection/map",
         "selection.map",
         "Attractiveness against our position: the accounts in the four fields that two breakpoints make.",
         "accounts.read",
         on_tables(selection_map),
         "",
         map_schema,
         {"filter", "attractiveness", "position"}});
}

void add_class_routes(registry::Registry& registry) {
    const auto histories = std::make_shared<ClassHistories>();
    const auto on_history =
        [&](http::Response (*handler)(registry::Registry&, ClassHistories&, http::Request&)) {
            return [&registry, histories, handler](http::Request& request) {
                return handler(registry, *histories, request);
            };
        };
    add(registry, {"POST", "/api/v1/selection/classes/preview", "selection.preview_classes",
                   "Who would stand in which class under rules that are only tried; the limits and the table "
                   "that are not given stay as they are.",
                   "selection.read", with(registry, preview_classes), class_preview_request_schema,
                   class_preview_schema});
    add(registry,
        {"GET",
         "/api/v1/selection/classes/history",
         "selection.class_history",
         "Accounts and revenue of every class at the ends of past fiscal quarters and years, by the "
         "rules that stand.",
         "accounts.read",
         on_history(class_history),
         "",
         class_history_schema,
         {"filter"}});
    add(registry, {"GET",
                   "/api/v1/selection/classes/transitions",
                   "selection.class_transitions",
                   "Who moved from which class to which between two period ends, or up to now; with a class "
                   "before or after, the accounts of that field.",
                   "accounts.read",
                   on_history(class_transitions),
                   "",
                   class_transitions_schema,
                   {"from", "to", "filter", "from_class", "to_class"}});
    add(registry, {"GET", "/api/v1/accounts/{id}/classes", "accounts.classes",
                   "The account's class at the ends of past fiscal quarters and years.", "accounts.read",
                   on_history(account_classes), "", account_classes_schema});
}

void add_attention_route(registry::Registry& registry) {
    add(registry, {"GET",
                   "/api/v1/selection/attention",
                   "selection.attention",
                   "Share of hours, contacts or cost against share of revenue and potential, by class, "
                   "manager and account, "
                   "and the shift that would mend the worst mismatch.",
                   "accounts.read",
                   with(registry, attention),
                   "",
                   attention_schema,
                   {"months", "until", "measure", "value", "filter"}});
}

void add_routes(registry::Registry& registry) {
    add(registry,
        {"POST", "/api/v1/selection/runs", "selection.run", "Scores and classes all accounts again.",
         "selection.write", with(registry, start_run), "", run_schema});
    add(registry,
        {"POST", "/api/v1/selection/tags", "selection.tag",
         "Adds tags to many accounts or takes them away; accounts that are not seen stay as they are.",
         "accounts.write", with(registry, put_tags), tags_schema, tagged_schema});
    add(registry,
        {"POST", "/api/v1/selection/owners", "selection.own",
         "Gives many accounts to one manager, or to nobody (null); accounts that are not seen stay as "
         "they are.",
         "accounts.write", with(registry, put_owner), owners_schema, tagged_schema});
    add(registry,
        {"GET", "/api/v1/accounts/{id}/score", "accounts.score", "Why the account scores as it does.",
         "accounts.read", with(registry, account_score), "", score_schema});
    add(registry, {"PUT", "/api/v1/accounts/{id}/class", "accounts.set_class",
                   "Sets the class by hand with a reason, or gives it back to the rule (null).",
                   "selection.write", with(registry, put_account_class), class_schema, score_schema});
    add(registry, {"PUT", "/api/v1/accounts/{id}/judgements/{criterion}", "accounts.judge",
                   "Judges a soft criterion from 1 to 5.", "accounts.write", with(registry, put_judgement),
                   judgement_schema, score_schema});
    add(registry,
        {"DELETE", "/api/v1/accounts/{id}/judgements/{criterion}", "accounts.forget_judgement",
         "Takes a judgement back.", "accounts.write", with(registry, delete_judgement), "", score_schema});
    add(registry, {"GET",
                   "/api/v1/portfolio/summary",
                   "portfolio.summary",
                   "Counts and sums of the portfolio by group.",
                   "accounts.read",
                   with(registry, portfolio_summary),
                   "",
                   summary_schema,
                   {"filter", "q", "group"}});
    add(registry, {"GET",
                   "/api/v1/portfolio/ids",
                   "portfolio.ids",
                   "The accounts that a list shows by filter and search, by their ids alone; at most 20,000.",
                   "accounts.read",
                   with(registry, portfolio_ids),
                   "",
                   ids_schema,
                   {"filter", "q"}});
    add(registry, {"GET",
                   "/api/v1/portfolio/pareto",
                   "portfolio.pareto",
                   "Cumulative share of revenue over the accounts by falling revenue; at most 200 points.",
                   "accounts.read",
                   with(registry, portfolio_pareto),
                   "",
                   pareto_schema,
                   {"filter", "q"}});
}

void offer_models(registry::Registry& registry) {
    registry.offer(
        {.entity = &SelectionModel::entity(),
         .route = "selection-models",
         .area = "selection",
         .default_sort = "position,name",
         .check =
             [&registry](storage::Write& w, const auth::Actor&, const describe::Record* before,
                         describe::Record& after, std::vector<FieldFault>& faults) {
                 check_saved_model(w, before, after, registry.reading(w), faults);
             },
         .saved =
             [&registry](storage::Write& w, const describe::Record* before, const describe::Record* after) {
                 if (after)
                     keep_version(w, static_cast<const SelectionModel*>(before),
                                  static_cast<const SelectionModel&>(*after));
                 rescore_soon(registry, w);
             },
         .removing =
             [](storage::Write&, const auth::Actor&, const describe::Record& row) {
                 if (row.id == model_id) throw conflict("selection.standard_stays");
             }});
}

}  // namespace

void rescore_later(registry::Registry& registry, storage::Write& write) {
    registry.jobs().run_later(write, run_job, "", "{}", true);
}

void rescore_soon(registry::Registry& registry, storage::Write& write) {
    if (count_accounts(write) <= run_in_request)
        rescore(write, registry.reading(write));
    else
        rescore_later(registry, write);
}

void group_changed(registry::Registry& registry, storage::Write& write, const std::string& group_id) {
    if (model_of_group(write, group_id)) rescore_later(registry, write);
}

void offer(registry::Registry& registry) {
    registry.offer({.entity = &PortfolioRow::entity(),
                    .route = "portfolio",
                    .area = "accounts",
                    .creatable = false,
                    .updatable = false,
                    .deletable = false,
                    .default_sort = "-score"});
    offer_models(registry);
    registry.offer({.entity = &Judgement::entity(),
                    .route = "account-judgements",
                    .area = "accounts",
                    .creatable = false,
                    .updatable = false,
                    .deletable = false,
                    .default_sort = "-updated_at"});
    registry.offer({.entity = &AccountClass::entity(),
                    .route = "account-classes",
                    .area = "accounts",
                    .creatable = false,
                    .updatable = false,
                    .deletable = false,
                    .default_sort = "-updated_at"});
    registry.jobs().handle(run_job, [&registry](jobs::Run& run) {
        run.progress(0, 1);
        const auto result =
            run.database().write(auth::origin_of(run.actor()),
                                 [&registry](storage::Write& w) { return rescore(w, registry.reading(w)); });
        if (result.changed > 0) run.database().analyze();
        malloc_trim(0);  // what a run needed for a moment must not stay with the process for good
        run.progress(1, 1, std::to_string(result.changed));
    });
    add_model_routes(registry);
    add_class_routes(registry);
    add_attention_route(registry);
    add_routes(registry);
}

}  // namespace kamino::selection
