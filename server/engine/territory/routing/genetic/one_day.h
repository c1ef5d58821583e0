// When every stop is visited once, on any day, and the days do not differ, the days are one day with all
// their vehicles: the search then sees no plans that differ only in the names of days.
#pragma once
#include "engine/territory/routing/genetic/fleet.h"

namespace kamino::territory::routing::genetic {

bool days_are_one(const Fleet& fleet);
Fleet as_one_day(const Fleet& fleet);
std::vector<DayPlan> join_days(const std::vector<DayPlan>& days);
// Back to `days` days, no day with more routes than vehicles.
std::vector<DayPlan> spread_over(const Fleet& fleet, const DayPlan& plan);

}  // namespace kamino::territory::routing::genetic
