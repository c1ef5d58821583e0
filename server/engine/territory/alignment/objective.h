// What an answer is worth, and what each territory looks like: the solver's own sums (the checker has its
// own).
#pragma once
#include <vector>

#include "engine/territory/alignment/instance.h"

namespace kamino::territory::alignment {

using UnitOwners = std::vector<std::int32_t>;  // by unit

std::vector<std::vector<Index>> units_by_person(const Instance& instance, const UnitOwners& owner);
// Where the distances of a territory are counted from: home, or the weighted middle of the units.
Place centre_of(const Instance& instance, std::size_t person, const std::vector<Index>& units);
double distance_of(const Instance& instance, std::size_t person, const Place& centre, Index unit);
// The largest distance between two units, by the hull of the places on a plane.
double diameter_of(const Instance& instance, const std::vector<Index>& units);
// Pieces of one territory in the graph; 1 without a graph.
int pieces_of(const Instance& instance, const UnitOwners& owner, const std::vector<Index>& units);

struct Moves {
    double units = 0, value_share = 0;
    double amount = 0;  // half the units, half their value in mean values: what the price of moves counts
};
Moves moves_of(const Instance& instance, const UnitOwners& owner);

double objective_of(const Instance& instance, const UnitOwners& owner);

}  // namespace kamino::territory::alignment
