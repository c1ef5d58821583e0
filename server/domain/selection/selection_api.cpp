#include "domain/selection/selection_api.h"

#include "domain/selection/schemas.h"

namespace kamino::selection {
namespace {

constexpr const char* run_job = "selection.run";

using Action = http::Response (*)(registry::Registry&, http::Request&);
struct Line {
    const char *method, *pattern, *name, *summary, *access;
    Action action;
    std::string_view request, response;
    std::vector<std::string> query{};
};

void add(registry::Registry& registry, const Line& line) {
    http::Route route{line.method, line.pattern, line.name, line.summary};
    route.access = line.access;
    route.tag = "selection";
    route.request_schema = line.request;
    route.response_schema = line.response;
    route.query = line.query;
    route.handler = [&registry, action = line.action](http::Request& r) { return action(registry, r); };
    registry.route(std::move(route));
}

void add_routes(registry::Registry& registry) {
    const std::vector<Line> lines{
        {"GET", "/api/v1/selection/model", "selection.model",
         "The criteria, their weights and the classes' thresholds.", "selection.read", get_model, "",
         model_schema},
        {"PATCH", "/api/v1/selection/model", "selection.update_model",
         "Changes weights and thresholds; needs If-Match.", "selection.write", patch_model,
         model_patch_schema, model_schema},
        {"POST", "/api/v1/selection/runs", "selection.run", "Scores and classes all accounts again.",
         "selection.write", start_run, "", run_schema},
        {"GET", "/api/v1/accounts/{id}/score", "accounts.score", "Why the account scores as it does.",
         "accounts.read", account_score, "", score_schema},
        {"PUT", "/api/v1/accounts/{id}/class", "accounts.set_class",
         "Sets the class by hand with a reason, or gives it back to the rule (null).", "selection.write",
         put_account_class, class_schema, score_schema},
        {"PUT", "/api/v1/accounts/{id}/judgements/{criterion}", "accounts.judge",
         "Judges a soft criterion from 1 to 5.", "accounts.write", put_judgement, judgement_schema,
         score_schema},
        {"DELETE", "/api/v1/accounts/{id}/judgements/{criterion}", "accounts.forget_judgement",
         "Takes a judgement back.", "accounts.write", delete_judgement, "", score_schema},
        {"GET",
         "/api/v1/portfolio/summary",
         "portfolio.summary",
         "Counts and sums of the portfolio by group.",
         "accounts.read",
         portfolio_summary,
         "",
         summary_schema,
         {"filter", "q", "group"}},
        {"GET",
         "/api/v1/portfolio/pareto",
         "portfolio.pareto",
         "Cumulative share of revenue over the accounts by falling revenue; at most 200 points.",
         "accounts.read",
         portfolio_pareto,
         "",
         pareto_schema,
         {"filter", "q"}}};
    for (const auto& line : lines) add(registry, line);
}

}  // namespace

void rescore_later(registry::Registry& registry, storage::Write& write) {
    registry.jobs().run_later(write, run_job, "", "{}", true);
}

void offer(registry::Registry& registry) {
    registry.offer({.entity = &PortfolioRow::entity(),
                    .route = "portfolio",
                    .area = "accounts",
                    .creatable = false,
                    .updatable = false,
                    .deletable = false,
                    .default_sort = "-score"});
    registry.offer({.entity = &SelectionModel::entity(),
                    .route = "selection-models",
                    .area = "selection",
                    .creatable = false,
                    .deletable = false,
                    .default_sort = "name",
                    .check =
                        [](storage::Write&, const auth::Actor&, const describe::Record*, describe::Record& r,
                           std::vector<FieldFault>& faults) {
                            check_model(static_cast<const SelectionModel&>(r), faults);
                        },
                    .saved = [&registry](storage::Write& w, const describe::Record*,
                                         const describe::Record*) { rescore_later(registry, w); }});
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
    registry.jobs().handle(run_job, [](jobs::Run& run) {
        run.progress(0, 1);
        const auto result =
            run.database().write(auth::origin_of(run.actor()), [](storage::Write& w) { return rescore(w); });
        run.database().analyze();
        run.progress(1, 1, std::to_string(result.changed));
    });
    add_routes(registry);
}

}  // namespace kamino::selection
