#include "engine/territory/routing/genetic/day_search.h"

#include <algorithm>
#include <numeric>

namespace kamino::territory::routing::genetic {

Near::Near(const Fleet& fleet, int count) {
    const int n = fleet.stops;
    width_ = static_cast<std::size_t>(std::clamp(count, 0, n - 1));
    near_.resize(width_ * static_cast<std::size_t>(n + 1));
    std::vector<int> others;
    for (int i = 1; i <= n; ++i) {
        others.clear();
        for (int j = 1; j <= n; ++j)
            if (j != i) others.push_back(j);
        const auto closer = [&](int a, int b) {
            return fleet.leg(i, a) != fleet.leg(i, b) ? fleet.leg(i, a) < fleet.leg(i, b) : a < b;
        };
        const auto middle = others.begin() + static_cast<std::ptrdiff_t>(width_);
        std::partial_sort(others.begin(), middle, others.end(), closer);
        std::copy(others.begin(), middle,
                  near_.begin() + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(i) * width_));
    }
}

DaySearch::DaySearch(const Fleet& fleet, const Near& near, int day, Random& random)
    : fleet_(fleet),
      near_(near),
      random_(random),
      table_(fleet.distance.data()),
      sites_(static_cast<std::size_t>(fleet.stops + 1)),
      capacity_(fleet.capacity[day]),
      longest_(fleet.longest[day]),
      nodes_(static_cast<std::size_t>(fleet.stops + 1 + 2 * fleet.vehicles)),
      tours_(static_cast<std::size_t>(fleet.vehicles)),
      order_(static_cast<std::size_t>(fleet.stops)),
      tested_(static_cast<std::size_t>(fleet.stops + 1)),
      best_(static_cast<std::size_t>(fleet.vehicles) * static_cast<std::size_t>(fleet.stops + 1)),
      freed_(static_cast<std::size_t>(fleet.stops + 1)),
      met_(static_cast<std::size_t>(fleet.vehicles)) {
    std::iota(order_.begin(), order_.end(), 1);
    for (int i = 1; i <= fleet.stops; ++i) nodes_[i].site = i;
}

void DaySearch::load(const DayPlan& plan, const Penalty& penalty) {
    penalty_ = penalty;
    moves_ = 0;
    for (int i = 1; i <= fleet_.stops; ++i) nodes_[i].route = -1;
    for (auto& best : best_) best.looked = -1;
    for (int r = 0; r < fleet_.vehicles; ++r) {
        int before = first(r);
        nodes_[before].prev = -1;
        if (r < static_cast<int>(plan.size()))
            for (const int stop : plan[r]) {
                link(before, stop);
                before = stop;
            }
        link(before, last(r));
        nodes_[last(r)].next = -1;
        refresh(r);
        tours_[r].crossed = -1;
    }
}

DayPlan DaySearch::plan() const {
    DayPlan out(static_cast<std::size_t>(fleet_.vehicles));
    for (int r = 0; r < fleet_.vehicles; ++r)
        for (int i = nodes_[first(r)].next; i != last(r); i = nodes_[i].next) out[r].push_back(i);
    return out;
}

void DaySearch::refresh(int r) {
    auto* nodes = nodes_.data();
    auto& tour = tours_.data()[r];
    std::int64_t load = 0, time = 0;
    int at = 0;
    const int end = last(r);
    for (int i = first(r);; i = nodes[i].next) {
        auto& node = nodes[i];
        node.route = r;
        node.at = at++;
        if (node.prev >= 0) time += nodes[node.prev].onward;
        load += fleet_.demand.data()[node.site];
        time += fleet_.service.data()[node.site];
        node.load = load;
        node.time = time;
        if (i == end) break;
        node.onward = leg(node.site, nodes[node.next].site);
    }
    tour.load = load;
    tour.time = time;
    tour.stops = at - 2;
    tour.penalty = charge(load, time);
    tour.changed = moves_;
}

double DaySearch::removal(int u) const {
    const auto& node = nodes_[u];
    const auto& tour = tours_[node.route];
    const double way = d(node.prev, node.next) - d(node.prev, u) - d(u, node.next);
    return way - tour.penalty +
           charge(tour.load - demand(u), tour.time + static_cast<std::int64_t>(way) - service(u));
}

DaySearch::Spot DaySearch::best_spot(int u) const {
    Spot best;
    bool empty_seen = false;
    for (int r = 0; r < fleet_.vehicles; ++r) {
        const auto& tour = tours_.data()[r];
        if (tour.stops == 0) {
            if (empty_seen) continue;
            empty_seen = true;
        }
        for (int i = first(r); i != last(r); i = nodes_.data()[i].next) {
            const int y = nodes_.data()[i].next;
            const double way = d(i, u) + d(u, y) - d(i, y);
            if (way - tour.penalty >= best.cost) continue;
            const double cost =
                way - tour.penalty +
                charge(tour.load + demand(u), tour.time + static_cast<std::int64_t>(way) + service(u));
            if (cost < best.cost) best = {cost, i};
        }
    }
    return best;
}

void DaySearch::insert(int stop, int after) {
    ++moves_;
    const int r = nodes_[after].route, before = nodes_[after].next;
    link(after, stop);
    link(stop, before);
    refresh(r);
}

void DaySearch::remove(int stop) {
    ++moves_;
    const int r = nodes_[stop].route;
    link(nodes_[stop].prev, nodes_[stop].next);
    nodes_[stop].route = -1;
    refresh(r);
}

void DaySearch::improve() {
    random_.shuffle(order_);
    std::fill(tested_.begin(), tested_.end(), -1);
    bool moved = true;
    for (int round = 0; moved || round < 2; ++round) {
        moved = false;
        for (const int stop : order_) {
            if (nodes_.data()[stop].route < 0) continue;
            const int tested = tested_.data()[stop];
            tested_.data()[stop] = moves_;
            auto u = around(stop);
            close_gap(u);
            const auto again = [&] {
                u = around(stop);
                close_gap(u);
                moved = true;
            };
            for (const int* v = near_.begin(stop); v != near_.end(stop); ++v) {
                const auto& other = nodes_.data()[*v];
                if (other.route < 0) continue;
                if (round > 0 &&
                    std::max(tours_.data()[u.route].changed, tours_.data()[other.route].changed) <= tested)
                    continue;
                if (try_pair(u, *v) || (other.prev > fleet_.stops && try_start(u, other.prev))) again();
            }
            if (round > 0 && try_empty(u)) moved = true;
        }
        if (!moved && swap_routes()) moved = true;
    }
}

}  // namespace kamino::territory::routing::genetic
