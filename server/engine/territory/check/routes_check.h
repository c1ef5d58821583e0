// Judges routes from one depot by replay: loads, lengths, windows, and the distance anew in doubles.
#pragma once
#include <vector>

#include "engine/territory/check/verdict.h"
#include "engine/territory/routing/instance.h"

namespace kamino::territory::check {

// routes[vehicle]: node numbers 1 … n in order. Rules: stops (each exactly once), capacity, longest, windows,
// vehicles. Measured: "vehicles".
Verdict judge_routes(const routing::RouteInstance& instance, const std::vector<std::vector<int>>& routes);

}  // namespace kamino::territory::check
