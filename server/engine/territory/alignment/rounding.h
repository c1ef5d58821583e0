// From prices to an answer: everybody gets the cheapest units at the prices, and what is left out of bounds
// is mended by single moves from the worst territory on, with a short memory so that an excess can travel
// over several territories (tabu search, Glover 1989; the chains A -> B -> C of Hojati 1996).
#pragma once
#include "engine/territory/alignment/prices.h"
#include "engine/territory/alignment/standing.h"
#include "engine/territory/random.h"

namespace kamino::territory::alignment {

// The cheapest offer of each atom; an atom without any stays with today's owner or goes to the first person.
Owners cheapest(const Problem& problem, const Offers& offers, const std::vector<double>& price);

// Moves along the offers until all loads are within bounds, or `steps` moves brought nothing better. The best
// standing found is kept: least violation first. True when within bounds.
bool mend(Standing& standing, const Offers& offers, const std::vector<double>& price, long long steps,
          Random& random, const Clock& clock);

// Single moves that save cost and keep within bounds, in order of the atoms, until none is left or `sweeps`
// are done.
void polish(Standing& standing, const Offers& offers, int sweeps, const Clock& clock);

}  // namespace kamino::territory::alignment
