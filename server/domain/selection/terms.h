// What filters over the portfolio may ask of besides its columns: the rest of the account and its custom
// fields, its units, locations, team, people, deals and products, and what each run measured (kpis.h). The
// group is said by the groups vertical (describe::Reading::expand).
#pragma once
#include <vector>

#include "platform/describe/describe.h"

namespace kamino::selection {

std::vector<describe::Field> portfolio_terms();

}  // namespace kamino::selection
