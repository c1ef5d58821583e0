// Instances and answers of `kamino analyze routes`.
#pragma once
#include <string>
#include <vector>

#include "analyze/search_options.h"
#include "engine/territory/routing/instance.h"

namespace kamino::analyze {

using RouteInstance = territory::routing::RouteInstance;

bool is_cvrp(const Source& source);     // TSPLIB with demands
bool is_solomon(const Source& source);  // Solomon 1987, Gehring & Homberger
RouteInstance read_routes(const Source& source);

// An answer of `routes`, or a list of lines "Route #1: 4 7 …" as CVRPLIB has them: stops 1 … n.
std::vector<std::vector<int>> read_route_lists(const Source& solution);

}  // namespace kamino::analyze
