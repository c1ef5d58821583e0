// The attention optimiser: of every account one option, so that what comes back is the most that the hours
// and the money allow, of each person and in total. The knapsack with multiple choice (Sinha & Zoltners, "The
// multiple-choice knapsack problem", Operations Research 27(3), 1979) has here two resources a person and two
// in total.
//
// Bound and prices: the Lagrangian dual, which equals the linear relaxation, by Newton's method on its
// entropy smoothing (Nesterov, "Smooth minimization of non-smooth functions", Mathematical Programming 103,
// 2005) with a barrier; the Hessian is an arrow, since people share the totals only. Answer: the best option
// of each account at these prices (what remains of Zemel 1984's greedy of upper hulls when there are several
// resources), mended and filled by the smallest loss, then cores of accounts with small losses searched in
// full (Pisinger, "A minimal algorithm for the multiple-choice knapsack problem", EJOR 83, 1995), pruned by
// the same prices. Pure; one call runs on the calling thread, and the order of the accounts does not matter.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/territory/attention/instance.h"
#include "engine/territory/effort.h"

namespace kamino::territory::attention {

struct Prices {
    double hour = 0, money = 0;                     // of the totals
    std::vector<double> person_hour, person_money;  // on top, by person
};

struct Allocation {
    std::vector<std::uint32_t> choice;  // by account
    bool feasible = false;              // false: the choice with the least of everything that was found
    bool proved_impossible = false;     // no choice at all keeps the limits
    double objective = std::nan("");
    double bound = std::nan("");  // no choice within the limits is above it
    Prices prices;
    std::int64_t iterations = 0;
    double cpu_seconds = 0;
};

// A step up that is not taken for want of room.
struct Step {
    std::size_t account = 0;
    std::uint32_t option = 0;
    double hours = 0, money = 0, gain = 0;  // more than now
};

// Plans when it is made; then answers questions about the plan, from any number of threads.
class Planner {
  public:
    // Iterations count searched cores. Without any the search ends when it stands still.
    Planner(const Instance& instance, const Effort& effort);
    ~Planner();

    const Allocation& allocation() const { return allocation_; }
    // The objective when one account is kept at one of its options and the others are mended around it; NaN
    // where no limits can be kept then.
    double refused(std::size_t account, std::uint32_t option) const;
    // What the next hour and the next money buy: the most that comes back for their prices first.
    std::vector<Step> next_steps(std::size_t most) const;

  private:
    struct State;
    const Instance& instance_;
    Allocation allocation_;
    std::unique_ptr<State> state_;
};

// Limits that clash already by themselves, in plain English; empty when none is proved.
std::vector<std::string> clashes(const Instance& instance);

}  // namespace kamino::territory::attention
