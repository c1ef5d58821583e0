// An instance as the solvers see it: groups that must stay together melted into atoms, measures in shares of
// the mean target, every hard rule about who may own what as a class of allowed people, and one linear cost
// of a pair (distance from the person's centre, plus the price of moving). Built once, then read by any
// number of threads; only the centres of people without a home change, between phases.
#pragma once
#include <limits>
#include <vector>

#include "engine/territory/alignment/instance.h"

namespace kamino::territory::alignment {

inline constexpr float impossible = std::numeric_limits<float>::infinity();

class Problem {
  public:
    explicit Problem(const Instance& instance);

    const Instance& instance() const { return *in_; }
    std::size_t atoms() const { return weight.size(); }
    std::size_t people() const { return centre.size(); }
    std::size_t measures() const { return balanced.size(); }
    bool may(std::size_t atom, std::size_t person) const { return allowed[kind[atom]][person]; }

    // The cost of all people for one atom; impossible where not allowed. Single precision: searches use it,
    // answers are summed anew.
    void costs(std::size_t atom, float* row) const;
    double cost(std::size_t atom, std::size_t person) const;
    double distance_cost(std::size_t atom, std::size_t person) const;  // without the price of moving
    double move_cost(std::size_t atom, std::size_t person) const;
    // Tells the centres to the single-precision rows.
    void set_centres();

    std::vector<std::uint32_t> first;    // atom -> members; atoms() + 1
    std::vector<Index> members;          // units
    std::vector<std::uint32_t> atom_of;  // unit -> atom
    std::vector<std::size_t> balanced;   // the instance's measures that have a tolerance
    std::vector<float> load;             // [atom * measures + measure], in mean targets
    std::vector<double> low, high;       // [person * measures + measure]
    std::vector<Place> place;            // the atom's weighted middle
    std::vector<double> weight;          // of the distance
    std::vector<std::uint32_t> kind;     // index of allowed
    std::vector<std::vector<std::uint8_t>> allowed;
    std::vector<std::int32_t> today;  // the owner of all members, nobody when there are several or none
    std::vector<double> counted;      // units of the atom that have an owner today
    std::vector<double> valued;       // their value as a share of all owned value
    std::vector<double> to_move;      // what it costs that all of them change hands
    std::vector<Place> centre;
    // Under the least diameter the cost of a pair is (square of the distance / reach squared) to this power:
    // the larger, the more it counts the far ends only.
    int power = 1;
    double reach = 1;                    // km
    std::vector<std::uint8_t> floating;  // people whose centre is the middle of what they own

    // Prices of moved units and of moved value beside the rules' own price, to keep caps on both.
    void price_moves(double per_unit, double per_value);

  private:
    void melt();
    void set_loads();
    void set_kinds();
    void set_moves();
    void set_places();
    const Instance* in_;
    double owned_ = 0;  // units that have an owner today
    std::vector<float> cx_, cy_, cz_;
};

// 100 times today's mean cost of a unit: what a move costs when the fewest moves are asked for.
double price_of_least_moves(const Instance& instance);

}  // namespace kamino::territory::alignment
