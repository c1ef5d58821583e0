// One person's day: the quickest round through stops with time windows. Up to twelve stops exactly, by
// dynamic programming over sets (Held & Karp 1962, with labels of travel and clock because waiting may buy a
// shorter way); more by the string removal search with one vehicle.
#pragma once
#include <limits>
#include <vector>

#include "engine/territory/routing/instance.h"

namespace kamino::territory::routing {

inline constexpr int exact_stops = 12;

struct DayPlan {
    std::vector<int> order;     // stops 1 … n that are served
    std::vector<int> unserved;  // those that no order can serve together with the others
    bool exact = false;         // no order is shorter
    double bound = std::numeric_limits<double>::quiet_NaN();  // no order is shorter; where it was sought
    std::int64_t iterations = 0;
};

// Of the instance the windows, service times, working day (window of node 0) and distance count. The whole
// service lies inside the window where `service_inside` is set.
DayPlan solve_day(const RouteInstance& instance, const Effort& effort);

// The instance with windows that the start of the service must keep, when the whole service has to.
RouteInstance service_inside(RouteInstance instance);

}  // namespace kamino::territory::routing
