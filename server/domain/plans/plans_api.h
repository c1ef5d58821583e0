// Routes of plans beyond the generic ones.
#pragma once
#include "domain/plans/public.h"

namespace kamino::plans {

// POST /plans: "Start plan", the first draft from the data; 409 with the open plan when there is one.
http::Response start(registry::Registry& registry, http::Request& request);
// GET /plans/{id}: the plan with all that is in it, in the reader's language.
http::Response item(registry::Registry& registry, http::Request& request);
// POST /plans/{id}/refresh: drafts again what nobody edited.
http::Response refresh(registry::Registry& registry, http::Request& request);
// PUT /plan-sections/{id}/review: somebody read it and it still holds.
http::Response review(registry::Registry& registry, http::Request& request);
// GET /plan-template: sections with help, and the question library.
http::Response template_of(registry::Registry& registry, http::Request& request);

}  // namespace kamino::plans
