// Alignment by the least diameter: no two units of a territory may be far apart. Starts are balanced centres
// under a growing power of the distance (which in the limit is the largest radius); then the diameter is
// pressed down step by step: with a reach just below the best diameter, annealing (Kirkpatrick, Gelatt &
// Vecchi 1983) moves border units until no pair is beyond the reach, loads are within bounds and territories
// whole. Alternating a tabu search between balance and diameter on the same problem: Gliesch, Ritt & Moreira
// (2018).
#pragma once
#include "engine/territory/alignment/clock.h"
#include "engine/territory/alignment/standing.h"
#include "engine/territory/alignment/territories.h"
#include "engine/territory/random.h"

namespace kamino::territory::alignment {

struct Districted {
    std::vector<std::int32_t> owner;  // by unit
    double diameter = INFINITY;       // straight km
    double violation = INFINITY;      // of the bounds, in mean targets
};

// `graph` says who is whose neighbour for moves; `whole` whether territories must hang together in it.
Districted solve_districts(Problem& problem, const Graph& graph, bool whole, const Effort& effort,
                           const Clock& clock, Random& random);

// No balanced answer has a smaller diameter: the territory of any unit lies within the diameter about it and
// must gather the least allowed load there. Straight km.
double diameter_bound(const Problem& problem);

}  // namespace kamino::territory::alignment
