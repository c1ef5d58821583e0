// Rules of the rows of a plan that the registry runs on every write.
#pragma once
#include "domain/plans/content.h"
#include "platform/auth/readers.h"

namespace kamino::plans {

// A row takes the account of its plan, stays with its plan, points only to rows of the same plan and records
// of the same account, and rests when the plan is closed.
void check_row(storage::Write& write, const describe::Entity& entity, const PlanRow* before, PlanRow& after,
               std::vector<FieldFault>& faults);

// Who gets a plan, an objective or a task must see the account. What comes out of the bin stays his.
template <class T>
void require_owner_sees(storage::Read& read, const T* before, const T& after,
                        std::vector<FieldFault>& faults) {
    if (before ? before->owner_id == after.owner_id : after.version > 0) return;
    auth::require_reader(read, after.account_id, after.owner_id, "/owner_id", faults);
}

// The checks and hooks of every content resource, offered to the registry.
void offer_content(registry::Registry& registry);

}  // namespace kamino::plans
