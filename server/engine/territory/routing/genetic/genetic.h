// Genetic search for fleets without windows (see fleet.h): two plans breed one, which is made as good as the
// moves of day_search.h and better day patterns can make it. Vidal, Crainic, Gendreau, Lahrichi & Rei 2012
// for several days (crossover PIX, pattern improvement), Vidal 2022 for one (order crossover). One call runs
// on the calling thread; the same input, seed and iterations (offspring) give the same answer.
#pragma once
#include <functional>

#include "engine/territory/effort.h"
#include "engine/territory/routing/genetic/fleet.h"

namespace kamino::territory::routing::genetic {

struct Bred {
    std::vector<DayPlan> days;  // no empty routes; empty when no plan keeps the rules
    double distance = 0;        // scaled
    std::int64_t iterations = 0;
};

// `first`: plans to begin with, each with all visits of all stops. `share` of the effort. `tell` hears every
// better distance.
Bred breed(const Fleet& fleet, const std::vector<std::vector<DayPlan>>& first, const Effort& effort,
           double share, const std::function<void(double)>& tell);

}  // namespace kamino::territory::routing::genetic
