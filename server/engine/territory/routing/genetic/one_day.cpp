#include "engine/territory/routing/genetic/one_day.h"

#include <algorithm>

namespace kamino::territory::routing::genetic {

bool days_are_one(const Fleet& fleet) {
    if (fleet.days < 2) return false;
    const auto alike = [](const std::vector<std::int64_t>& limits) {
        return std::all_of(limits.begin(), limits.end(), [&](auto x) { return x == limits[0]; });
    };
    if (!alike(fleet.capacity) || !alike(fleet.longest)) return false;
    for (int i = 1; i <= fleet.stops; ++i) {
        std::uint64_t seen = 0;
        for (const auto pattern : fleet.patterns[i]) {
            if ((pattern & (pattern - 1)) != 0) return false;
            seen |= pattern;
        }
        if (seen != (1ULL << fleet.days) - 1) return false;
    }
    return true;
}

Fleet as_one_day(const Fleet& fleet) {
    Fleet out = fleet;
    out.days = 1;
    out.vehicles = std::min(fleet.vehicles * fleet.days, fleet.stops);
    out.capacity.resize(1);
    out.longest.resize(1);
    for (int i = 1; i <= fleet.stops; ++i) out.patterns[i] = {1};
    return out;
}

std::vector<DayPlan> join_days(const std::vector<DayPlan>& days) {
    std::vector<DayPlan> out(1);
    for (const auto& day : days)
        for (const auto& route : day)
            if (!route.empty()) out[0].push_back(route);
    return out;
}

std::vector<DayPlan> spread_over(const Fleet& fleet, const DayPlan& plan) {
    std::vector<DayPlan> out(static_cast<std::size_t>(fleet.days));
    for (std::size_t r = 0; r < plan.size(); ++r) out[r % out.size()].push_back(plan[r]);
    return out;
}

}  // namespace kamino::territory::routing::genetic
