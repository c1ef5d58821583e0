// The portfolio table: copies of accounts and owners in it, and the plan's state.
#pragma once
#include "domain/selection/public.h"

namespace kamino::selection {

// Adds the accounts that the portfolio does not know yet: an older workspace, an import that did not say what
// it touched.
void add_missing_accounts(storage::Write& write);

// Ids of the living accounts that the actor sees and the filter of the portfolio takes ("" = all), rising.
std::vector<std::string> seen_accounts(storage::Read& read, const auth::Actor& actor,
                                       const std::string& filter, const describe::Reading& reading = {});

}  // namespace kamino::selection
