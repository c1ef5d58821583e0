// Rules of comments, and the hooks that the registry runs.
#pragma once
#include "domain/together/public.h"

namespace kamino::together {

// A row of a plan that can be spoken about: it belongs to a plan and says who may read it.
bool is_plan_row(const describe::Entity& entity);

void check_comment(const registry::Registry& registry, storage::Write& write, const auth::Actor& actor,
                   const Comment* before, Comment& after, std::vector<FieldFault>& faults);
// Tells those who are newly mentioned, and of a reply those who took part in the thread.
void saved_comment(storage::Write& write, const Comment* before, const Comment* after);
// Only the author, and an administrator, may put a comment into the bin.
void removing_comment(const auth::Actor& actor, const Comment& comment);

}  // namespace kamino::together
