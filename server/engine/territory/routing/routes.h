// Routes from one depot: capacitated vehicle routing, with or without time windows and a limit on the length
// of a route. Large neighbourhood search that takes out strings of neighbouring stops and puts them back
// greedily with blinks: Christiaens & Vanden Berghe, "Slack induction by string removals for vehicle routing
// problems", Transportation Science 54(2), 2020, for stops that see only their nearest neighbours (granular,
// Toth & Vigo 2003).
//
// Numbers are whole: distances are scaled by `scale` and rounded up where the instance has reals, so that
// sums are exact, answers repeat, and what fits here fits in the instance. One call runs on the calling
// thread.
#pragma once
#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

#include "engine/territory/distance.h"
#include "engine/territory/effort.h"

namespace kamino::territory::routing {

// Node 0 is the depot, 1 … n are the stops.
struct RouteProblem {
    std::vector<std::int64_t> demand;  // per node; the depot's is 0
    std::vector<std::int64_t> open, close,
        service;                         // scaled; empty: no windows. Service starts in the window and may
                                         // end after it; the depot's window is the working day
    std::vector<std::int32_t> distance;  // row by row, scaled; time = distance
    std::int64_t capacity = 0;
    std::int64_t longest = 0;            // most distance + service on a route, scaled; 0: no limit
    int vehicles = 0;                    // 0: as many as wanted
    bool fewest_vehicles_first = false;  // else the distance alone counts
    double scale = 1;
    bool whole = false;  // the distances are the instance's, none was rounded

    int nodes() const { return static_cast<int>(demand.size()); }
    bool windows() const { return !close.empty(); }
};

struct RoutePlan {
    std::vector<std::vector<int>> routes;  // without the depot; none is empty
    std::vector<int> unserved;
    std::int64_t distance = 0;                                // scaled
    double bound = std::numeric_limits<double>::quiet_NaN();  // unscaled: no plan that serves all is shorter
    std::int64_t iterations = 0;
};

// The distances of a problem as one table of whole numbers. `scale` is chosen so that reals keep at least six
// digits; it is at least `least`, and 1 when all are whole already.
struct ScaledTable {
    std::vector<std::int32_t> table;
    double scale = 1;
    bool whole = false;  // nothing was rounded
};
ScaledTable scaled_table(const Distance& distance, double least = 1);

// Up to 500 stops without windows go on from the string search's plan to a population (genetic/). A share of
// the effort goes to the bound. Stops that no route can serve whatever it does (too heavy, window closed
// before a vehicle can be there, …) come back unserved. So do stops for which the vehicles did not suffice.
RoutePlan solve_routes(const RouteProblem& problem, const Effort& effort);

// A lower bound of the number of vehicles by weight alone.
int least_vehicles(const RouteProblem& problem);

}  // namespace kamino::territory::routing
