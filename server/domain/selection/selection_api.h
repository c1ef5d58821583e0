// Routes of selection beyond the generic ones.
#pragma once
#include "domain/selection/run.h"

namespace kamino::selection {

// GET and PATCH /selection/model: the model in the reader's words.
http::Response get_model(registry::Registry& registry, http::Request& request);
http::Response patch_model(registry::Registry& registry, http::Request& request);
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
http::Response portfolio_pareto(registry::Registry& registry, http::Request& request);

// The explanation of one account as JSON; the plan's draft and the tests use it too.
std::string score_json(storage::Read& read, const auth::Actor& actor, const std::string& account_id);

}  // namespace kamino::selection
