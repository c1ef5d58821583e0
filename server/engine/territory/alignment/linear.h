// Alignment under a cost that adds up over units (travel time, moment, moves) and no contiguity: prices on
// melted neighbours, prices on all atoms, rounding.
#pragma once
#include "engine/territory/alignment/prices.h"
#include "engine/territory/alignment/standing.h"
#include "engine/territory/random.h"

namespace kamino::territory::alignment {

struct Priced {
    Owners owners;
    std::vector<double> price;    // [person * measures + measure], in the problem's units
    double bound = std::nan("");  // at the centres at hand
    bool balanced = false;
    Offers offers;  // of the last listing
};

// Moves the centres of people without a home with their territories. `start` gives the first ones.
Priced solve_linear(Problem& problem, const Effort& effort, const Clock& clock, Random& random);

}  // namespace kamino::territory::alignment
