#include "engine/territory/routing/genetic/fleet_of.h"

#include <algorithm>
#include <cmath>

namespace kamino::territory::routing::genetic {
namespace {

constexpr int most_stops = 500;  // beyond, ruin and recreate is ahead for minutes (measured on set X)

}  // namespace

bool symmetric(const std::vector<std::int32_t>& distance, std::size_t nodes) {
    for (std::size_t i = 0; i < nodes; ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (distance[i * nodes + j] != distance[j * nodes + i]) return false;
    return true;
}

void place_by_distance(Fleet& fleet) {
    const auto nodes = static_cast<std::size_t>(fleet.stops + 1);
    fleet.places.assign(nodes, {});
    int a = 0, b = 0;
    for (int i = 1; i <= fleet.stops; ++i)
        if (fleet.leg(0, i) > fleet.leg(0, a)) a = i;
    if (a == 0) return;  // all at the depot
    const auto cosine = [&](int i, int j) {
        const double x = fleet.leg(0, i), y = fleet.leg(0, j), z = fleet.leg(i, j);
        return x <= 0 || y <= 0 ? 1 : std::clamp((x * x + y * y - z * z) / (2 * x * y), -1.0, 1.0);
    };
    double least = 2;  // the second landmark stands as square to the first as one can
    for (int i = 1; i <= fleet.stops; ++i)
        if (const double c = std::abs(cosine(a, i)); c < least) least = c, b = i;
    for (int i = 1; i <= fleet.stops; ++i) {
        const double c = cosine(a, i), far = fleet.leg(0, i);
        const double side = cosine(b, i) < 0 ? -1 : 1;
        fleet.places[i] = {far * c, side * far * std::sqrt(1 - c * c)};
    }
}

std::optional<Fleet> fleet_of(const RouteProblem& problem, int routes) {
    const int stops = problem.nodes() - 1;
    if (problem.windows() || problem.fewest_vehicles_first || stops < 2 || stops > most_stops ||
        !symmetric(problem.distance, static_cast<std::size_t>(problem.nodes())))
        return std::nullopt;
    Fleet out;
    out.stops = stops;
    out.vehicles = std::max(routes + 2, static_cast<int>(std::ceil(1.3 * least_vehicles(problem))) + 3);
    if (problem.vehicles > 0) out.vehicles = problem.vehicles;
    out.vehicles = std::min(out.vehicles, stops);
    out.distance = problem.distance;
    out.demand = problem.demand;
    out.demand[0] = 0;
    out.service = problem.service;
    out.service.resize(out.demand.size(), 0);
    out.service[0] = 0;
    out.capacity = {problem.capacity};
    out.longest = {problem.longest};
    out.patterns.assign(out.demand.size(), {1});
    out.scale = problem.scale;
    place_by_distance(out);
    return out;
}

}  // namespace kamino::territory::routing::genetic
