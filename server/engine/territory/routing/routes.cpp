#include "engine/territory/routing/routes.h"

#include <algorithm>
#include <cmath>

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

RoutePlan solve_routes(const RouteProblem& problem, const Effort& effort) {
    if (problem.nodes() <= 1) return {};
    return StringSearch(problem, effort).run();
}

}  // namespace kamino::territory::routing
