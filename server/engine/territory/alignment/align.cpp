#include "engine/territory/alignment/align.h"

#include <algorithm>
#include <cmath>

#include "engine/territory/alignment/annealing.h"
#include "engine/territory/alignment/districts.h"
#include "engine/territory/alignment/linear.h"
#include "engine/territory/alignment/objective.h"
#include "engine/territory/alignment/start.h"
#include "engine/territory/alignment/whole.h"

namespace kamino::territory::alignment {
namespace {

// The prices by the instance's measures and units.
std::vector<double> prices_out(const Problem& p, const std::vector<double>& price) {
    const auto& in = p.instance();
    std::vector<double> out(in.people.size() * in.measures.size(), 0);
    for (std::size_t b = 0; b < p.balanced.size(); ++b) {
        const auto m = p.balanced[b];
        double total = 0;
        for (const double v : in.units.measures[m]) total += v;
        const double mean = total / static_cast<double>(in.people.size());
        for (std::size_t j = 0; j < in.people.size(); ++j)
            out[j * in.measures.size() + m] = price[j * p.measures() + b] / mean;
    }
    return out;
}

// What the prices of moves must be raised by until the caps on moves hold: doubling, then halving the
// interval.
struct Caps {
    double per_unit = 0, per_value = 0;
};

struct Answer {
    std::vector<std::int32_t> owner;  // by unit
    bool balanced = false;
    double bound = std::nan("");
    std::vector<double> price;
    Caps caps{};
    double contiguity_price = 0;
};

bool within_caps(const Instance& in, const std::vector<std::int32_t>& owner) {
    const auto moves = moves_of(in, owner);
    return moves.units <= in.rules.max_moved_units + 1e-9 &&
           moves.value_share <= in.rules.max_moved_value + 1e-9;
}

// A relaxation with the caps priced in: what the caps allow is given back.
double capped_bound(const Instance& in, double bound, const Caps& caps) {
    if (caps.per_unit > 0) bound -= caps.per_unit * in.rules.max_moved_units;
    if (caps.per_value > 0) bound -= caps.per_value * in.rules.max_moved_value;
    return bound;
}

Answer linear(Problem& problem, const Effort& effort, const Clock& clock, Random& random) {
    const auto& in = problem.instance();
    const auto solve = [&](const Caps& caps) {
        problem.price_moves(caps.per_unit, caps.per_value);
        auto priced = solve_linear(problem, effort, clock, random);
        return Answer{by_unit(problem, priced.owners), priced.balanced, capped_bound(in, priced.bound, caps),
                      priced.price};
    };
    Answer best = solve({});
    if (!within_caps(in, best.owner)) {
        const auto rank = [&](const Answer& a) {
            return std::tuple{!a.balanced, !within_caps(in, a.owner), objective_of(in, a.owner)};
        };
        const double mean = objective_of(in, best.owner) / static_cast<double>(in.units.size());
        double low = 0, high = 0, factor = 1, bound = best.bound;
        for (int round = 0; round < 9 && !clock.over(0.6); ++round) {
            factor = high > 0 ? std::sqrt(std::max(low, 0.05) * high) : factor * 4;
            Caps caps;
            if (std::isfinite(in.rules.max_moved_units)) caps.per_unit = factor * mean;
            if (std::isfinite(in.rules.max_moved_value))
                caps.per_value = factor * mean * static_cast<double>(in.units.size());
            Answer next = solve(caps);
            bound = std::fmax(bound, next.bound);
            const bool fits = within_caps(in, next.owner);
            (fits ? high : low) = factor;
            if (rank(next) < rank(best)) best = std::move(next);
            if (high > 0 && high < 1.3 * std::max(low, 0.05)) break;
        }
        best.bound = bound;
    }
    problem.price_moves(0, 0);
    return best;
}

// Improves by annealing where it pays: whole territories need it, small instances are rounded coarsely.
void improve(Problem& problem, const Graph* graph, Answer& answer, const Effort& effort, const Clock& clock,
             Random& random) {
    const auto& in = problem.instance();
    const auto n = static_cast<long long>(problem.atoms());
    const bool caps = std::isfinite(in.rules.max_moved_units) || std::isfinite(in.rules.max_moved_value);
    if (!graph && (n > 5000 || caps)) return;
    const long long steps =
        effort.iterations > 0 ? effort.iterations * 1000 : std::max<long long>(2'000'000, 200 * n);
    auto start = answer.owner;
    if (graph) make_whole(problem, *graph, start);
    recentre(problem, atoms_of(problem, start));
    const auto found = Annealing{problem, graph, random}.run(start, steps, clock, 1);
    const bool good = found.violation < 1e-7;
    if (graph || (good && !answer.balanced) ||
        (good == answer.balanced && objective_of(in, found.owner) < objective_of(in, answer.owner))) {
        answer.owner = found.owner;
        answer.balanced = good;
    }
}

// Soft: pieces are allowed at a price. The answer without the rule and the one with whole territories are
// compared.
Answer whole_or_not(Problem& problem, Answer free, const Effort& effort, const Clock& clock, Random& random) {
    const auto& in = problem.instance();
    if (in.rules.contiguity == Contiguity::off) {
        improve(problem, nullptr, free, effort, clock, random);
        return free;
    }
    Answer whole = free;
    improve(problem, &in.graph, whole, effort, clock, random);
    whole.contiguity_price = std::max(0.0, objective_of(in, whole.owner) - objective_of(in, free.owner));
    if (in.rules.contiguity == Contiguity::hard) return whole;
    const auto rank = [&](const Answer& a) { return std::pair{!a.balanced, objective_of(in, a.owner)}; };
    return rank(free) < rank(whole) ? free : whole;
}

Answer least_diameter(Problem& problem, const Effort& effort, const Clock& clock, Random& random) {
    const auto& in = problem.instance();
    const Graph near = in.graph.empty() ? delaunay(in.units.places, in.travel.sphere) : Graph{};
    const bool whole = in.rules.contiguity == Contiguity::hard;
    const auto found = solve_districts(problem, near.empty() ? in.graph : near, whole, effort, clock, random);
    const double straight = diameter_bound(problem);
    const double bound =
        in.travel.sphere ? 2 * earth_km * std::asin(std::min(1.0, straight / (2 * earth_km))) : straight;
    return {found.owner, found.violation < 1e-7, bound, std::vector<double>(problem.low.size(), 0), {}};
}

}  // namespace

Alignment align(const Instance& given, const Effort& effort) {
    const Clock clock{effort};
    Random random{effort.seed};
    Alignment out;
    Instance in = given;
    if (in.rules.drop_people > 0) {
        out.dropped = easiest_to_drop(Problem{in}, in.rules.drop_people);
        in.rules.dropped.insert(in.rules.dropped.end(), out.dropped.begin(), out.dropped.end());
        in.rules.drop_people = 0;
    }
    for (const Index j : in.rules.dropped)
        std::fill(in.people[j].capacity.begin(), in.people[j].capacity.end(), 0);
    Problem problem{in};
    bisected(problem);
    const Answer answer =
        in.rules.compactness == Compactness::diameter
            ? least_diameter(problem, effort, clock, random)
            : whole_or_not(problem, linear(problem, effort, clock, random), effort, clock, random);
    out.owner = answer.owner;
    out.balanced = answer.balanced;
    out.price = prices_out(problem, answer.price);
    out.contiguity_price = answer.contiguity_price;
    out.cap_price_units = answer.caps.per_unit;
    out.cap_price_value = answer.caps.per_value;
    out.objective = objective_of(in, out.owner);
    const bool free =
        std::find(problem.floating.begin(), problem.floating.end(), 1) != problem.floating.end();
    if (!free || in.rules.compactness == Compactness::diameter) out.bound = answer.bound;
    out.cpu_seconds = clock.seconds();
    clock.report(out.objective, out.bound);
    return out;
}

}  // namespace kamino::territory::alignment
