// What hard rules cost, from the prices of load: how much the Lagrangian bound falls when a rule is lifted at
// the same prices. An estimate to first order, not a second optimisation.
#pragma once
#include "engine/territory/alignment/report.h"

namespace kamino::territory::alignment {

std::vector<RulePrice> rule_prices(const Instance& instance, const Alignment& alignment);

}  // namespace kamino::territory::alignment
