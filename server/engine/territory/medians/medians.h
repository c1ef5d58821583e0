// Where p people should live: the p-median problem (fewest total distance from every place to its nearest
// median), and the capacitated one (every place is served by one median, whose capacity holds). Pure; one
// call runs on the calling thread; the same input, seed and iterations give the same answer.
//
// Search: interchange of one open and one closed place, evaluated for all closed places at once (Whitaker, "A
// fast algorithm for the greedy interchange for large-scale clustering and median location problems", INFOR
// 21, 1983; Resende & Werneck, "A fast swap-based local search procedure for location problems", Annals of OR
// 150, 2007), restarted from its best by swapping a few medians for near ones (variable neighbourhood search,
// Hansen & Mladenović 1997). Bound: Lagrangian relaxation of "every place is served once", by subgradients
// (Narula, Ogbu & Samuelsson, "An algorithm for the p-median problem", Operations Research 25, 1977; Held,
// Wolfe & Crowder 1974 for the step).
#pragma once
#include <cmath>
#include <memory>
#include <vector>

#include "engine/territory/distance.h"
#include "engine/territory/effort.h"

namespace kamino::territory::medians {

struct MedianProblem {
    std::shared_ptr<const Distance> distance;  // of the places; all of them may be medians
    std::vector<double> weight;                // of each place, >= 0; the objective is weight × distance
    int p = 1;                                 // 1 … size
    int size() const { return static_cast<int>(weight.size()); }
};

struct MedianAnswer {
    std::vector<int> medians;  // ascending
    std::vector<int> owner;    // per place: its median
    double objective = 0;
    double bound = std::nan("");  // no answer is below it; NaN: not asked for
    std::int64_t iterations = 0;
};

// Iterations count restarts of the interchange. `share_of_bound` of the effort goes to the bound; 0: no
// bound.
MedianAnswer solve_medians(const MedianProblem& problem, const Effort& effort, double share_of_bound = 0.4);

// Objectives for 1 … p medians, each started from the one before: the staffing curve.
std::vector<MedianAnswer> staffing_curve(const MedianProblem& problem, const Effort& effort);

struct CapacitatedProblem {
    std::shared_ptr<const Distance> distance;
    std::vector<double> demand;    // per place, >= 0
    std::vector<double> capacity;  // of the place when it is a median
    int p = 1;
    int size() const { return static_cast<int>(demand.size()); }
};

// `feasible` false: no assignment within the capacities was found; medians and owner are the best try.
struct CapacitatedAnswer : MedianAnswer {
    bool feasible = false;
};

// Assignment by regret, improved by moves and swaps of places between medians and by better medians inside
// each group; restarted from its best. The bound is Lagrangian with a knapsack for each median (Mulvey &
// Beck, "Solving capacitated clustering problems", EJOR 18, 1984), exact for whole demands up to a capacity
// of 20,000, else by the fractional knapsack.
CapacitatedAnswer solve_capacitated(const CapacitatedProblem& problem, const Effort& effort,
                                    double share_of_bound = 0.4);

}  // namespace kamino::territory::medians
