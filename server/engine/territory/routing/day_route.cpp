#include "engine/territory/routing/day_route.h"

#include <algorithm>
#include <optional>

#include "engine/territory/routing/route_bound.h"
#include "engine/territory/routing/string_search.h"

namespace kamino::territory::routing {
namespace {

struct Label {
    std::int64_t way, clock;  // travel so far; end of the service at the last stop
    int last, from;           // last stop; index of the label before it, among those of the smaller set
};

// Labels of one set of stops, kept when no other one with the same last stop is better in both.
void keep(std::vector<Label>& labels, const Label& fresh) {
    for (const auto& l : labels)
        if (l.last == fresh.last && l.way <= fresh.way && l.clock <= fresh.clock) return;
    labels.push_back(fresh);  // the dominated stay: earlier labels are referred to by their index
}

std::optional<Label> extend(const RouteProblem& p, std::int64_t way, std::int64_t clock, int here, int to) {
    const std::int64_t leg = p.distance[static_cast<std::size_t>(here) * p.nodes() + to];
    const auto start = std::max(clock + leg, p.open[to]);
    if (start > p.close[to]) return std::nullopt;
    return Label{way + leg, start + p.service[to], to, -1};
}

std::optional<std::vector<int>> exact_order(const RouteProblem& p) {
    const int n = p.nodes() - 1;
    const unsigned all = (1U << n) - 1;
    std::vector<std::vector<Label>> labels(all + 1);
    for (int i = 1; i <= n; ++i)
        if (const auto first = extend(p, 0, p.open[0], 0, i)) labels[1U << (i - 1)].push_back(*first);
    for (unsigned set = 1; set <= all; ++set)
        for (std::size_t at = 0; at < labels[set].size(); ++at) {
            const auto label = labels[set][at];
            for (int i = 1; i <= n; ++i) {
                if (set >> (i - 1) & 1) continue;
                auto next = extend(p, label.way, label.clock, label.last, i);
                if (!next) continue;
                next->from = static_cast<int>(at);
                keep(labels[set | 1U << (i - 1)], *next);
            }
        }
    int best = -1;
    std::int64_t least = 0;
    for (std::size_t at = 0; at < labels[all].size(); ++at) {
        const auto& label = labels[all][at];
        const std::int64_t home = p.distance[static_cast<std::size_t>(label.last) * p.nodes()];
        if (label.clock + home > p.close[0]) continue;
        if (best < 0 || label.way + home < least) best = static_cast<int>(at), least = label.way + home;
    }
    if (best < 0) return std::nullopt;
    std::vector<int> order;
    for (unsigned set = all; set;) {
        const auto& label = labels[set][best];
        order.push_back(label.last);
        best = label.from;
        set &= ~(1U << (label.last - 1));
    }
    std::reverse(order.begin(), order.end());
    return order;
}

}  // namespace

RouteInstance service_inside(RouteInstance instance) {
    for (int i = 1; i < instance.nodes(); ++i) instance.close[i] -= instance.service[i];
    return instance;
}

DayPlan solve_day(const RouteInstance& instance, const Effort& effort) {
    auto problem = scaled(instance);
    problem.vehicles = 1;
    problem.capacity = 0;
    DayPlan plan;
    if (problem.nodes() - 1 <= exact_stops) {
        if (problem.nodes() <= 1) return plan;
        if (auto order = exact_order(problem)) {
            plan.order = std::move(*order);
            plan.exact = true;
            return plan;
        }
    }
    auto routes = StringSearch(problem, effort).run();
    if (routes.unserved.empty()) {
        const auto found =
            route_bound(bound_problem(problem), static_cast<double>(routes.distance), {1e-3, 20});
        plan.bound =
            (found - problem.nodes()) / problem.scale;  // legs were rounded up, each by less than one
    }
    if (!routes.routes.empty()) plan.order = std::move(routes.routes[0]);
    plan.unserved = std::move(routes.unserved);
    plan.iterations = routes.iterations;
    return plan;
}

}  // namespace kamino::territory::routing
