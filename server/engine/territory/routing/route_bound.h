// A length that no plan of routes from one depot undercuts. Routes are relaxed to q-routes: walks from the
// depot and back whose loads fit, which may come to a stop again but not at once. Every stop pays its share
// by weight of the cheapest q-route through it, with prices of the stops found by subgradient steps:
// Christofides, Mingozzi & Toth, "Exact algorithms for the vehicle routing problem, based on spanning tree
// and shortest path relaxations", Mathematical Programming 20, 1981; with the number of routes priced and the
// shares as in Baldacci, Christofides & Mingozzi, Mathematical Programming 115, 2008 (procedure H1). Windows
// only forbid legs. Pure; on the calling thread.
#pragma once
#include <atomic>
#include <cstdint>
#include <vector>

#include "engine/territory/routing/routes.h"

namespace kamino::territory::routing {

// Node 0 is the depot; legs that no route can use are `no_leg`.
struct BoundProblem {
    static constexpr double no_leg = 1e15;
    std::vector<double> leg;     // row by row, from row to column
    std::vector<int> load;       // per node, at least 1 for stops: whole units
    std::vector<double> visits;  // per node: on how many routes it stands
    int capacity = 1;            // of a route, in units
    int least_routes = 0;

    int nodes() const { return static_cast<int>(load.size()); }
};

struct BoundEffort {
    double cpu_seconds = 1;
    int steps = 200;
    const std::atomic<bool>* stop = nullptr;
};

// `upper`: the length of a plan. One step is taken always.
double route_bound(const BoundProblem& problem, double upper, const BoundEffort& effort);

// `use`: what each stop takes of `limit` (infinity: no limit) on its route; sets loads and capacity so that
// every route that keeps the limit keeps them too, in few enough units.
void set_loads(BoundProblem& problem, const std::vector<double>& use, double limit);

BoundProblem bound_problem(const RouteProblem& problem);

}  // namespace kamino::territory::routing
