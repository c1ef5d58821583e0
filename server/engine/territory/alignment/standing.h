// An answer in the making: who owns each atom, what that makes of the loads and how far they are out of
// bounds. One thread.
#pragma once
#include <cstdint>
#include <vector>

#include "engine/territory/alignment/problem.h"

namespace kamino::territory::alignment {

using Owners = std::vector<std::int32_t>;  // by atom

class Standing {
  public:
    Standing(const Problem& problem, Owners owners);

    const Problem& problem() const { return *problem_; }
    std::int32_t owner(std::size_t atom) const { return owner_[atom]; }
    const Owners& owners() const { return owner_; }
    double load(std::size_t person, std::size_t measure) const {
        return load_[person * problem_->measures() + measure];
    }
    // By how many mean targets a person is out of bounds, all measures together; `with` a change of the load.
    double excess(std::size_t person) const;
    double excess_with(std::size_t person, const float* load, double sign) const;
    double excess_swapped(std::size_t person, const float* out, const float* in) const;
    double violation() const;  // of all people, summed anew
    void move(std::size_t atom, std::int32_t to);
    void resum();  // the loads anew, without what rounding left

  private:
    const Problem* problem_;
    Owners owner_;
    std::vector<double> load_;
};

// Costs of all pairs at the problem's centres, in double precision.
double total_cost(const Problem& problem, const Owners& owners);
// Moves the centres of people without a home to the middle of what they own; true when one moved by more than
// a metre.
bool recentre(Problem& problem, const Owners& owners);
Owners atoms_of(const Problem& problem, const std::vector<std::int32_t>& by_unit);
Owners by_unit(const Problem& problem, const Owners& by_atom);

}  // namespace kamino::territory::alignment
