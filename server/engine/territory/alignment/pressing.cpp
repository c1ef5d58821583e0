#include "engine/territory/alignment/pressing.h"

#include <algorithm>
#include <cmath>

namespace kamino::territory::alignment {

Pressing::Pressing(const Problem& problem, const Graph& graph, bool whole, Random& random)
    : problem_(&problem), graph_(&graph), whole_(whole), random_(&random) {}

// Energy: pairs beyond the reach by their excess, loads out of bounds by theirs.
struct Pressing::State {
    State(const Pressing& pressing, const std::vector<std::int32_t>& owner)
        : p(*pressing.problem_),
          graph(*pressing.graph_),
          whole(pressing.whole_),
          random(*pressing.random_),
          on(p.instance().units.places, graph, p.people(), owner),
          standing(p, atoms_of(p, owner)) {}

    // All pairs beyond the reach, and their units.
    double far_pairs(std::vector<Index>* units) const {
        double sum = 0;
        if (units) units->clear();
        for (Index u = 0; u < on.size(); ++u) {
            const double far = on.beyond(u, on.owner(u), reach);
            if (far > 0 && units) units->push_back(u);
            sum += far;
        }
        return sum / 2;
    }

    double widest() const {
        double most = 0;
        for (std::size_t j = 0; j < p.people(); ++j) most = std::max(most, on.widest(j));
        return most;
    }

    // One tried move: a unit of a border (or one that is too far) goes to a neighbour's territory.
    void step(double heat) {
        Index u = random.below(static_cast<std::uint32_t>(on.size()));
        if (!hot.empty() && random.below(4) != 0)
            u = hot[random.below(static_cast<std::uint32_t>(hot.size()))];
        const auto degree = graph.first[u + 1] - graph.first[u];
        if (degree == 0) return;
        const Index v = graph.to[graph.first[u] + random.below(degree)];
        const auto from = on.owner(u), to = on.owner(v);
        if (from == to) return;
        const auto a = p.atom_of[u];
        if (!p.may(a, to)) return;
        const float* load = p.load.data() + a * p.measures();
        const double balance = standing.excess_with(from, load, -1) + standing.excess_with(to, load, 1) -
                               standing.excess(from) - standing.excess(to);
        double far = 0;
        const double limit = heat * -std::log(1 - random.unit());
        if (weight * balance > limit + pairs) return;
        for (auto e = p.first[a]; e < p.first[a + 1]; ++e)
            far += on.beyond(p.members[e], to, reach) - on.beyond(p.members[e], from, reach);
        if (weight * balance + far > limit) return;
        if (whole && !stays_whole(a, to)) return;
        for (auto e = p.first[a]; e < p.first[a + 1]; ++e) on.move(p.members[e], to);
        standing.move(a, to);
        pairs += far;
        violation += balance;
    }

    // For an atom of several units: each leaves in turn; undone when a piece breaks off.
    bool stays_whole(std::uint32_t a, std::int32_t to) {
        if (p.first[a + 1] - p.first[a] == 1) return on.whole_without(p.members[p.first[a]]);
        const auto from = on.owner(p.members[p.first[a]]);
        bool good = true;
        auto e = p.first[a];
        for (; e < p.first[a + 1] && good; ++e) {
            good = on.whole_without(p.members[e]) && on.touches(p.members[e], to);
            if (good) on.move(p.members[e], to);
        }
        for (auto back = p.first[a]; back < e; ++back)
            if (on.owner(p.members[back]) == to) on.move(p.members[back], from);
        return good;
    }

    void resum() {
        standing.resum();
        violation = standing.violation();
        pairs = far_pairs(&hot);
        for (std::size_t j = 0; j < p.people(); ++j)
            if (standing.excess(j) > 1e-9) hot.insert(hot.end(), on.units(j).begin(), on.units(j).end());
    }

    const Problem& p;
    const Graph& graph;
    bool whole;
    Random& random;
    Territories on;
    Standing standing;
    std::vector<Index> hot;
    double reach = 1, weight = 3, pairs = 0, violation = 0;
};

Districted Pressing::run(const std::vector<std::int32_t>& owner, long long steps, const Clock& clock,
                         double share) {
    State s{*this, owner};
    Districted best;
    const auto record = [&] {
        const double v = s.standing.violation() < 1e-7 ? 0 : s.standing.violation(), d = s.widest();
        if (std::pair{v, d} < std::pair{best.violation, best.diameter}) best = {s.on.owners(), d, v};
    };
    s.reach = s.widest();
    s.resum();
    record();
    double step_down = 0.004;
    s.reach = best.diameter * (1 - step_down);
    s.resum();
    const long long round = std::max<long long>(500, static_cast<long long>(s.on.size()) / 4);
    long long since = 0;
    for (long long done = 0; done < steps; done += round, since += round) {
        if (clock.over(share)) break;
        // The heat falls to nothing over a cycle and starts again.
        const double phase = static_cast<double>(since % (round * 400)) / static_cast<double>(round * 400);
        const double heat = 0.01 * (1 - phase) * (1 - phase);
        for (long long i = 0; i < round; ++i) s.step(heat);
        s.resum();
        if (s.violation < 1e-9 && s.pairs < 1e-12) {
            record();
            s.reach = best.diameter * (1 - step_down);
            since = 0;
            s.resum();
        }
    }
    return best;
}

}  // namespace kamino::territory::alignment
