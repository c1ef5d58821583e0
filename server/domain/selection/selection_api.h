// Routes of selection beyond the generic ones.
#pragma once
#include "domain/selection/run.h"

namespace kamino::selection {

class RankingTables;

// GET and PATCH /selection/model and /selection/models/{id}: a model in the reader's words; all models;
// versions.
http::Response get_model(registry::Registry& registry, http::Request& request);
http::Response patch_model(registry::Registry& registry, http::Request& request);
http::Response list_models(registry::Registry& registry, http::Request& request);
http::Response list_computed_fields(registry::Registry& registry, http::Request& request);
http::Response model_versions(registry::Registry& registry, http::Request& request);
// POST /selection/models/{id}/ranking, GET …/sensitivity, GET /selection/map.
http::Response try_ranking(registry::Registry& registry, RankingTables& tables, http::Request& request);
http::Response model_sensitivity(registry::Registry& registry, RankingTables& tables, http::Request& request);
http::Response selection_map(registry::Registry& registry, RankingTables& tables, http::Request& request);
// POST /selection/tags and /selection/owners: many accounts at once.
http::Response put_owner(registry::Registry& registry, http::Request& request);
http::Response put_tags(registry::Registry& registry, http::Request& request);
// POST /selection/runs: at once up to run_in_request accounts, else as a job.
http::Response start_run(registry::Registry& registry, http::Request& request);
// PUT /accounts/{id}/class, PUT and DELETE /accounts/{id}/judgements/{criterion}.
http::Response put_account_class(registry::Registry& registry, http::Request& request);
http::Response put_judgement(registry::Registry& registry, http::Request& request);
http::Response delete_judgement(registry::Registry& registry, http::Request& request);
// GET /accounts/{id}/score: why the account scores as it does (SEL-2).
http::Response account_score(registry::Registry& registry, http::Request& request);
// GET /portfolio/summary and /portfolio/pareto, over what the caller sees.
http::Response portfolio_summary(registry::Registry& registry, http::Request& request);
// GET /portfolio/ids: all that a list shows, at most 20,000, rising.
http::Response portfolio_ids(registry::Registry& registry, http::Request& request);
http::Response portfolio_pareto(registry::Registry& registry, http::Request& request);

// The explanation of one account as JSON, in the words of the request's language.
std::string score_json(storage::Read& read, const auth::Actor& actor, i18n::Language language,
                       const std::string& account_id);

}  // namespace kamino::selection
