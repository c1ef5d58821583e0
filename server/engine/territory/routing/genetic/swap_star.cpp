// SWAP* (Vidal 2022, section 3.5): two stops of two routes exchanged, each to its best place there.
#include <algorithm>

#include "engine/territory/routing/genetic/day_search.h"

namespace kamino::territory::routing::genetic {

namespace {

constexpr int look_around =
    10;  // routes are looked at together when one has a stop that is so near to the other

}  // namespace

bool DaySearch::swap_routes() {
    bool moved = false;
    for (int ru = 0; ru < fleet_.vehicles; ++ru) {
        if (tours_[ru].stops == 0) continue;
        const int looked = tours_[ru].crossed;
        tours_[ru].crossed = moves_;
        std::fill(met_.begin(), met_.end(), 0);
        for (int u = nodes_[first(ru)].next; u != last(ru); u = nodes_[u].next) {
            int seen = 0;
            for (const int* v = near_.begin(u); v != near_.end(u) && seen < look_around; ++v) {
                if (nodes_[*v].route < 0) continue;
                ++seen;
                if (nodes_[*v].route != ru) met_[nodes_[*v].route] = 1;
            }
        }
        for (int rv = ru + 1; rv < fleet_.vehicles; ++rv)
            if (met_[rv] && std::max(tours_[ru].changed, tours_[rv].changed) > looked && swap_star(ru, rv))
                moved = true;
    }
    return moved;
}

const DaySearch::Best& DaySearch::best_of(int u, int route) {
    auto& best = best_[static_cast<std::size_t>(route) * static_cast<std::size_t>(fleet_.stops + 1) +
                       static_cast<std::size_t>(u)];
    if (best.looked >= tours_[route].changed) return best;
    best = {};
    best.looked = moves_;
    for (int i = first(route); i != last(route); i = nodes_.data()[i].next) {
        const int y = nodes_.data()[i].next;
        const double cost = d(i, u) + d(u, y) - d(i, y);
        if (cost >= best.cost[2]) continue;
        int k = 2;
        for (; k > 0 && cost < best.cost[k - 1]; --k)
            best.cost[k] = best.cost[k - 1], best.after[k] = best.after[k - 1];
        best.cost[k] = cost;
        best.after[k] = i;
    }
    return best;
}

// The best place of the stop in the route of `without`, when that one is gone.
DaySearch::Spot DaySearch::best_without(int stop, int without) {
    const auto& node = nodes_.data()[without];
    const auto& best = best_of(stop, node.route);
    Spot out{d(node.prev, stop) + d(stop, node.next) - d(node.prev, node.next), node.prev};
    for (int k = 0; k < 3 && best.after[k] >= 0; ++k)
        if (best.after[k] != without && best.after[k] != node.prev) {
            if (best.cost[k] < out.cost) out = {best.cost[k], best.after[k]};
            break;
        }
    return out;
}

void DaySearch::look_at_swap(int u, int v, Swap& found) {
    const auto& tu = tours_.data()[nodes_.data()[u].route];
    const auto& tv = tours_.data()[nodes_.data()[v].route];
    const auto more = demand(v) - demand(u);
    const double freed = freed_.data()[u] + freed_.data()[v];
    const double least =
        charge(tu.load + more, 0) + charge(tv.load - more, 0) - tu.penalty - tv.penalty + freed;
    if (least >= found.change) return;
    const auto at_v = best_without(u, v), at_u = best_without(v, u);
    const auto way_u = freed_.data()[u] + at_u.cost, way_v = freed_.data()[v] + at_v.cost;
    const double change =
        way_u + way_v - tu.penalty - tv.penalty +
        charge(tu.load + more, tu.time + static_cast<std::int64_t>(way_u) + service(v) - service(u)) +
        charge(tv.load - more, tv.time + static_cast<std::int64_t>(way_v) + service(u) - service(v));
    if (change < found.change) found = {change, u, v, at_v.after, at_u.after};
}

void DaySearch::look_at_shift(int u, int rv, Swap& found) {
    const auto& tu = tours_.data()[nodes_.data()[u].route];
    const auto& tv = tours_.data()[rv];
    const auto& best = best_of(u, rv);
    const double way_u = freed_.data()[u], way_v = best.cost[0];
    const double change =
        way_u + way_v - tu.penalty - tv.penalty +
        charge(tu.load - demand(u), tu.time + static_cast<std::int64_t>(way_u) - service(u)) +
        charge(tv.load + demand(u), tv.time + static_cast<std::int64_t>(way_v) + service(u));
    if (change < found.change) found = {change, u, -1, best.after[0], -1};
}

bool DaySearch::swap_star(int ru, int rv) {
    for (const int r : {ru, rv})
        for (int i = nodes_[first(r)].next; i != last(r); i = nodes_[i].next) {
            const auto& node = nodes_[i];
            freed_[i] = d(node.prev, node.next) - d(node.prev, i) - d(i, node.next);
        }
    Swap found;
    for (int u = nodes_[first(ru)].next; u != last(ru); u = nodes_[u].next)
        for (int v = nodes_[first(rv)].next; v != last(rv); v = nodes_[v].next) look_at_swap(u, v, found);
    for (int u = nodes_[first(ru)].next; u != last(ru); u = nodes_[u].next) look_at_shift(u, rv, found);
    for (int v = nodes_[first(rv)].next; v != last(rv); v = nodes_[v].next) look_at_shift(v, ru, found);
    if (found.u < 0) return false;
    ++moves_;
    const auto take = [&](int i) { link(nodes_[i].prev, nodes_[i].next); };
    const auto give = [&](int i, int after) {
        const int before = nodes_[after].next;
        link(after, i);
        link(i, before);
    };
    take(found.u);
    if (found.v >= 0) take(found.v);
    give(found.u, found.u_after);
    if (found.v >= 0) give(found.v, found.v_after);
    refresh(ru);
    refresh(rv);
    return true;
}

}  // namespace kamino::territory::routing::genetic
