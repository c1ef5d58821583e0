// Judges visit plans by replay of every day and by the calendar of every account.
#pragma once
#include "engine/territory/check/verdict.h"
#include "engine/territory/routing/visits.h"

namespace kamino::territory::check {

// Rules: stops (a visit of somebody else's account, an unknown one), visits (all of an account's or none),
// patterns, gaps, weekdays, windows (the whole service inside), hours, ways (no time to get there), lunch,
// appointments, nights, capacity, longest, joint. The objective is the travel of all trips in the distance's
// time, nights and moved visits at their price. Measured: "unserved_visits", "unserved_value",
// "moved_visits", "nights".
Verdict judge_visits(const routing::VisitInstance& instance, const std::vector<routing::Trip>& trips);

}  // namespace kamino::territory::check
