// Instances of the routing problems as their formats say them, unscaled. Solvers and checkers both start from
// here and share nothing else.
#pragma once
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "engine/territory/distance.h"
#include "engine/territory/routing/routes.h"

namespace kamino::territory::routing {

// Routes from one depot. Node 0 is the depot; `labels` are the numbers that the file gives its nodes.
struct RouteInstance {
    std::string name;
    std::shared_ptr<const Distance> distance;  // of the nodes
    std::vector<std::string> labels;
    std::vector<double> demand;
    std::vector<double> open, close, service;  // windows: empty when the format has none
    double capacity = 0;                       // 0: no limit
    double longest = 0;                        // most distance + service of a route; 0: no limit
    int vehicles = 0;                          // 0: no limit
    bool fewest_vehicles_first = false;

    int nodes() const { return static_cast<int>(demand.size()); }
    bool windows() const { return !close.empty(); }
};

// Whole numbers for the search; nothing that fits there breaks a rule here.
RouteProblem scaled(const RouteInstance& instance);

// Why a stop cannot be served by any vehicle, a plain English sentence each, and what keeps the vehicles from
// serving all; empty when nothing is known against it.
std::vector<std::string> clashes(const RouteInstance& instance);

}  // namespace kamino::territory::routing
