// Rules that no answer can keep together, named before anything is searched: every clash is a proof. No clash
// does not mean that an answer exists.
#pragma once
#include <string>
#include <vector>

#include "engine/territory/alignment/instance.h"

namespace kamino::territory::alignment {

struct Clash {
    std::vector<std::string> rules;  // "locks", "balance" …
    std::string message;             // "the locks of person 7 alone need 112 % of capacity in work …"
};

std::vector<Clash> clashes(const Instance& instance);

// What must move at least for all loads to come within bounds: every overfull person gives the units that
// need fewest (or the least value), every empty one takes likewise. A bound that no re-alignment beats.
struct LeastMoves {
    double units = 0, value_share = 0;
};
LeastMoves least_moves(const Instance& instance);

}  // namespace kamino::territory::alignment
