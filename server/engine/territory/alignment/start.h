// Where a search begins: centres for people without a home, and who leaves when people are to be dropped.
#pragma once
#include "engine/territory/alignment/standing.h"

namespace kamino::territory::alignment {

// Cuts the atoms into one part a person, by halving: always across the wider side, in proportion to the
// targets (Kalcsics, Nickel & Schroeder 2005). The parts go to the people with the nearest home or today's
// middle, the rest to those without either. Sets the centres of people without a home.
Owners bisected(Problem& problem);

// The people whose leaving costs the least extra distance, one after the other (the greedy drop of Feldman,
// Lehrer & Ray 1966), chosen among those who have no locked units.
std::vector<Index> easiest_to_drop(const Problem& problem, int count);

}  // namespace kamino::territory::alignment
