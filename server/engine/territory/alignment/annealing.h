// Improving an answer whose cost adds up over units: single moves and swaps under a falling temperature
// (Kirkpatrick, Gelatt & Vecchi 1983), bounds on loads by a penalty, whole territories by a test of each
// move.
#pragma once
#include "engine/territory/alignment/clock.h"
#include "engine/territory/alignment/standing.h"
#include "engine/territory/alignment/territories.h"
#include "engine/territory/random.h"

namespace kamino::territory::alignment {

struct Annealed {
    std::vector<std::int32_t> owner;  // by unit
    double cost = INFINITY, violation = INFINITY;
};

class Annealing {
  public:
    // `graph` for whole territories (moves go to neighbours then); nullptr: any move, and swaps. Units of one
    // atom need not be neighbours.
    Annealing(Problem& problem, const Graph* graph, Random& random);

    // Tries `steps` moves, or until `share` of the time has passed. Least violation first, then least cost.
    // Keeps centres of people without a home in the middle of their units.
    Annealed run(const std::vector<std::int32_t>& owner, long long steps, const Clock& clock, double share);

  private:
    void step(double heat);
    void try_move(std::uint32_t atom, std::int32_t to, double heat);
    void try_swap(std::uint32_t a, std::uint32_t b, double heat);
    bool stays_whole(std::uint32_t atom, std::int32_t to);
    bool swap_whole(std::uint32_t a, std::uint32_t b);
    void resum();
    double change_of(std::uint32_t atom, std::int32_t from, std::int32_t to) const;
    void follow(std::uint32_t atom, std::int32_t from, std::int32_t to);

    Problem& p_;
    const Graph* graph_;
    Random& random_;
    std::vector<Territories> on_;  // one with a graph, else none
    std::vector<Standing> standing_;
    std::vector<std::uint32_t> hot_;
    std::vector<double> mass_;  // by person, where centres follow every move (moments); else empty
    double scale_ = 1, weight_ = 10, cost_ = 0, violation_ = 0;
};

}  // namespace kamino::territory::alignment
