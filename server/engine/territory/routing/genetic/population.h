// Plans that breed: those that keep the rules and those that do not, each ranked by cost and by how far they
// are from the others (Vidal, Crainic, Gendreau, Lahrichi & Rei, "A hybrid genetic algorithm for multidepot
// and periodic vehicle routing problems", Operations Research 60(3), 2012: biased fitness, eq. 4).
#pragma once
#include <memory>
#include <vector>

#include "engine/territory/random.h"
#include "engine/territory/routing/genetic/fleet.h"

namespace kamino::territory::routing::genetic {

struct Individual {
    std::vector<DayPlan> days;
    std::vector<std::vector<int>> sequence;       // per day: its routes by angle, one behind the other
    std::vector<std::vector<int>> before, after;  // per day and node: the neighbours; -1: not on that day
    Cost cost;
    std::vector<std::pair<double, const Individual*>> others;  // of the same group, nearest first
    double fitness = 0;
};

// Sequence, neighbours and cost from the routes.
std::unique_ptr<Individual> individual(const Fleet& fleet, std::vector<DayPlan> days);
// The share of visits with other neighbours (broken pairs) or on other days.
double difference(const Fleet& fleet, const Individual& a, const Individual& b);

class Population {
  public:
    Population(const Fleet& fleet, Random& random) : fleet_(fleet), random_(random) {}
    // True when it is the best feasible plan so far.
    bool add(std::unique_ptr<Individual> fresh, const Penalty& penalty);
    const Individual& parent();            // of two, the fitter
    void reorder(const Penalty& penalty);  // after the penalty changed
    void clear() { kept_.clear(), broken_.clear(); }
    const Individual* best() const { return best_.get(); }

  private:
    using Group = std::vector<std::unique_ptr<Individual>>;
    void rank(Group& group) const;
    void drop_worst(Group& group);
    void sort(Group& group, const Penalty& penalty) const;

    const Fleet& fleet_;
    Random& random_;
    Group kept_, broken_;  // rules kept, rules broken; cheapest first
    std::unique_ptr<Individual> best_;
};

}  // namespace kamino::territory::routing::genetic
