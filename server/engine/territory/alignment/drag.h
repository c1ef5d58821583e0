// A drag on the map: what it does when one unit (with its group) goes to another person. Two territories are
// looked at, no others: fast enough to follow the pointer at 100,000 units.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "engine/territory/alignment/instance.h"

namespace kamino::territory::alignment {

struct DragSide {
    std::int32_t person = nobody;
    std::vector<double> before, after, target;  // a measure
    int pieces_before = 1, pieces_after = 1;
    double diameter_before = 0, diameter_after = 0;
    double hours_before = 0, hours_after = 0;
};

struct Drag {
    std::vector<Index> units;         // what moves: the unit and what must stay with it
    std::vector<DragSide> sides;      // giver (when there is one) and taker
    double change = 0;                // of the objective
    std::vector<std::string> breaks;  // rules that the move breaks, with their words
    std::vector<std::string> mends;   // bounds that it brings a person back into
};

// `owner` by unit; the unit may be without one.
Drag drag(const Instance& instance, std::span<const std::int32_t> owner, Index unit, Index person);

}  // namespace kamino::territory::alignment
