// Alignment: who owns which unit, so that the loads are balanced, the rules kept and the objective small.
//
// The way: people without a home get a centre by bisection; prices of load by smoothed Lagrangian ascent,
// first on melted neighbours, then on all atoms; rounding and mending along chains; then, as the rules ask,
// whole territories, the least diameter, caps on moves. Deterministic in instance, seed and iterations; the
// limit in CPU seconds of Effort only cuts it short. One iteration is a thousand steps of the last search.
#pragma once
#include <string>
#include <vector>

#include "engine/territory/alignment/instance.h"
#include "engine/territory/effort.h"

namespace kamino::territory::alignment {

struct Alignment {
    std::vector<std::int32_t> owner;  // by unit
    double objective = 0;             // as the checker counts it
    double bound = std::nan("");      // no answer that keeps the rules is cheaper
    double cpu_seconds = 0;
    bool balanced = false;        // within the tolerances
    std::vector<double> price;    // [person * measures + measure] of the instance: objective saved for
                                  // each unit of the measure less that the person must take
    std::vector<Index> dropped;   // people chosen to leave, where the rules leave the choice open
    double contiguity_price = 0;  // objective that whole territories cost against pieces
    double cap_price_units = 0,
           cap_price_value = 0;  // of a moved unit, of all value; 0: the cap does not bind
};

Alignment align(const Instance& instance, const Effort& effort);

}  // namespace kamino::territory::alignment
