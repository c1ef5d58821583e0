// Lower bounds of the p-median problems by Lagrangian relaxation. Used by the searches of this folder.
#pragma once
#include "engine/territory/medians/medians.h"

namespace kamino::territory::medians {

// `d1` and `d2`: distances of every place to its nearest and second nearest median of an answer whose
// objective is `upper`; they make the first multipliers. Every value is a valid bound; the effort only makes
// it better.
double median_bound(const MedianProblem& problem, const std::vector<double>& d1,
                    const std::vector<double>& d2, double upper, const Effort& effort, double share);

// `start`: a first multiplier per place, in the unit of distance.
double capacitated_bound(const CapacitatedProblem& problem, const std::vector<double>& start, double upper,
                         const Effort& effort, double share);

}  // namespace kamino::territory::medians
