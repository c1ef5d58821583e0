// Which problems of one depot the genetic search takes, and how it sees them.
#pragma once
#include <optional>

#include "engine/territory/routing/genetic/fleet.h"
#include "engine/territory/routing/routes.h"

namespace kamino::territory::routing::genetic {

// None where windows, directions or the number of vehicles matter, or too many stops for it to pay.
// `routes`: how many a known plan has.
std::optional<Fleet> fleet_of(const RouteProblem& problem, int routes);

bool symmetric(const std::vector<std::int32_t>& distance, std::size_t nodes);

// Where the nodes would lie in a plane around the depot, by the law of cosines with two of them as landmarks:
// enough to order routes by their angle, whatever the distances are.
void place_by_distance(Fleet& fleet);

}  // namespace kamino::territory::routing::genetic
