// What a person answers for (accounts, open deals and plans, tasks, key accounts, the people who report to
// him), and its hand-over to another: nothing hangs on somebody who is gone.
#pragma once
#include "platform/registry/registry.h"

namespace kamino::app {

// POST /api/v1/users/{id}/handover {"to": a user}: everything goes to that user in one transaction. Where he
// does not see an account he joins its team.
void add_handover(registry::Registry& registry);

// Conflict "user.has_duties" with counts by entity while the person answers for something.
std::optional<Fault> unfinished(const registry::Registry& registry, storage::Read& read,
                                const std::string& user_id);

// Throws it; who answers for nothing leaves the account teams, and what was said of his hours goes with him.
void require_leave(const registry::Registry& registry, storage::Write& write, const auth::Actor& actor,
                   const describe::Record& user);

}  // namespace kamino::app
