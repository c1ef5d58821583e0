#include "engine/territory/routing/routes.h"

#include <algorithm>
#include <cmath>

#include "engine/territory/routing/genetic/fleet_of.h"
#include "engine/territory/routing/genetic/genetic.h"
#include "engine/territory/routing/route_bound.h"
#include "engine/territory/routing/string_search.h"

namespace kamino::territory::routing {

ScaledTable scaled_table(const Distance& distance, double least) {
    const auto n = distance.size();
    double largest = 0;
    bool whole = true;
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < n; ++j) {
            const auto d = distance.leg(i, j).distance;
            largest = std::max(largest, d);
            whole = whole && d == std::floor(d);
        }
    ScaledTable out;
    const double wanted = whole ? least : 1e6;
    while (out.scale < wanted && largest * out.scale * 10 < 1e9) out.scale *= 10;
    while (largest * out.scale > 1e9) out.scale /= 10;
    out.whole = whole && out.scale >= 1;
    out.table.reserve(n * n);
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < n; ++j)
            out.table.push_back(
                static_cast<std::int32_t>(std::ceil(distance.leg(i, j).distance * out.scale - 1e-9)));
    return out;
}

int least_vehicles(const RouteProblem& problem) {
    std::int64_t total = 0;
    for (const auto demand : problem.demand) total += demand;
    if (problem.capacity <= 0) return problem.nodes() > 1 ? 1 : 0;
    return static_cast<int>((total + problem.capacity - 1) / problem.capacity);
}

namespace {

constexpr double string_share = 0.1;        // of the effort where a population follows
constexpr std::int64_t steps_of_one = 100;  // an offspring counts as so many steps of the string search
constexpr double bound_share = 0.05;
constexpr int bound_steps = 40;  // where steps count, not the clock

Effort part_of(const Effort& effort, double share) {
    auto out = effort;
    out.cpu_seconds *= share;
    if (effort.iterations > 0)
        out.iterations =
            std::max<std::int64_t>(1, std::llround(share * static_cast<double>(effort.iterations)));
    return out;
}

RoutePlan search(const RouteProblem& problem, const Effort& effort) {
    if (!genetic::fleet_of(problem, 1)) return StringSearch(problem, effort).run();
    auto plan = StringSearch(problem, part_of(effort, string_share)).run();
    const auto fleet = genetic::fleet_of(problem, static_cast<int>(plan.routes.size()));
    auto rest = part_of(effort, 1 - string_share);
    if (!plan.unserved.empty() || !fleet) return StringSearch(problem, rest).run();
    if (rest.iterations > 0) rest.iterations = std::max<std::int64_t>(1, rest.iterations / steps_of_one);
    const auto tell = [&](double distance) {
        if (effort.progress) effort.progress(distance / problem.scale, std::nan(""));
    };
    const auto bred = genetic::breed(*fleet, {{plan.routes}}, rest, 1, tell);
    plan.iterations += bred.iterations;
    if (!bred.days.empty() && bred.distance < static_cast<double>(plan.distance)) {
        plan.routes = bred.days[0];
        plan.distance = static_cast<std::int64_t>(bred.distance);
    }
    return plan;
}

}  // namespace

RoutePlan solve_routes(const RouteProblem& problem, const Effort& effort) {
    if (problem.nodes() <= 1) return {};
    auto plan = search(problem, part_of(effort, 1 - bound_share));
    if (!plan.unserved.empty()) return plan;
    BoundEffort some{effort.cpu_seconds * bound_share, 1000, effort.stop};
    if (effort.iterations > 0) some = {1e9, bound_steps, effort.stop};
    const auto found = route_bound(bound_problem(problem), static_cast<double>(plan.distance), some);
    // Legs were rounded up: each by less than one. Whole distances make whole plans.
    const auto legs = static_cast<double>(2 * (problem.nodes() - 1));
    plan.bound = problem.whole ? std::ceil(found / problem.scale - 1e-6) : (found - legs) / problem.scale;
    return plan;
}

}  // namespace kamino::territory::routing
