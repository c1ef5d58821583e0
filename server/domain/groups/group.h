// Rules of groups without I/O, and the hooks that the registry runs.
#pragma once
#include "domain/groups/public.h"

namespace kamino::groups {

void check_group(storage::Write& write, const auth::Actor& actor, const describe::Record* before,
                 describe::Record& after, std::vector<FieldFault>& faults);
// Who does not see all accounts changes only his own groups. Fault forbidden.
void require_own(const auth::Actor& actor, const Group& group);

}  // namespace kamino::groups
