// A sequence of all stops of a day cut into routes at least cost (Prins, "A simple and effective
// evolutionary algorithm for the vehicle routing problem", Computers & Operations Research 31, 2004): a
// shortest path over the places where one may cut.
#pragma once
#include "engine/territory/routing/genetic/fleet.h"

namespace kamino::territory::routing::genetic {

// At most fleet.vehicles routes; too much load or time is paid for.
DayPlan split(const Fleet& fleet, int day, const std::vector<int>& sequence, const Penalty& penalty);

// Length and excess of the routes of a day.
Cost cost_of(const Fleet& fleet, int day, const DayPlan& plan);

}  // namespace kamino::territory::routing::genetic
