// Routes of a fleet from one depot over one or more days, as the genetic search sees them: whole numbers,
// symmetric distances, no windows; every stop has sets of days ("patterns") of which one is chosen. One day
// with one pattern is capacitated vehicle routing. Inside the routing engine only.
#pragma once
#include <cstdint>
#include <vector>

#include "engine/territory/distance.h"

namespace kamino::territory::routing::genetic {

// Node 0 is the depot, 1 … stops are the stops.
struct Fleet {
    int stops = 0, days = 1, vehicles = 1;             // vehicles: routes a day
    std::vector<std::int32_t> distance;                // row by row, symmetric; time = distance
    std::vector<std::int64_t> demand, service;         // per node, 0 of the depot
    std::vector<std::int64_t> capacity, longest;       // per day; 0: no limit
    std::vector<std::vector<std::uint64_t>> patterns;  // per node: bit d is day d; none of the depot
    std::vector<Place> places;                         // may be empty; only orders routes by their angle
    double scale = 1;

    std::int32_t leg(int a, int b) const {
        return distance.data()[static_cast<std::size_t>(a) * static_cast<std::size_t>(stops + 1) +
                               static_cast<std::size_t>(b)];
    }
};

using Route = std::vector<int>;
using DayPlan = std::vector<Route>;  // routes of a day, some may be empty

// What a unit beyond capacity and beyond the longest route costs.
struct Penalty {
    double load = 1, time = 1;
};

// Length of the routes of a plan and what they have too much.
struct Cost {
    double distance = 0, load = 0, time = 0;
    bool feasible() const { return load < 0.5 && time < 0.5; }
    double with(const Penalty& p) const { return distance + p.load * load + p.time * time; }
};

}  // namespace kamino::territory::routing::genetic
