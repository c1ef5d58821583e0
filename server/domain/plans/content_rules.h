// Rules of the rows of a plan that the registry runs on every write.
#pragma once
#include "domain/plans/content.h"

namespace kamino::plans {

// A row takes the account of its plan, stays with its plan, points only to rows of the same plan and records
// of the same account, and rests when the plan is closed.
void check_row(storage::Write& write, const describe::Entity& entity, const PlanRow* before, PlanRow& after,
               std::vector<FieldFault>& faults);

// The checks and hooks of every content resource, offered to the registry.
void offer_content(registry::Registry& registry);

}  // namespace kamino::plans
