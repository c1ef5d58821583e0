// Better routes of one day by moves between near stops: Vidal, "Hybrid genetic search for the CVRP:
// Open-source implementation and SWAP* neighborhood", Computers & Operations Research 140, 2022 — one or two
// stops elsewhere, exchanged, ways turned or crossed between two routes (granular, Toth & Vigo 2003), and
// SWAP*, the exchange of two stops that each go to the best place of the other's route. Too much load or time
// is paid for, not refused. One object serves one day of one search.
#pragma once
#include <cstdint>
#include <vector>

#include "engine/territory/random.h"
#include "engine/territory/routing/genetic/fleet.h"

namespace kamino::territory::routing::genetic {

// The nearest stops of each stop, nearest first.
class Near {
  public:
    Near(const Fleet& fleet, int count);
    const int* begin(int stop) const { return near_.data() + static_cast<std::size_t>(stop) * width_; }
    const int* end(int stop) const { return begin(stop) + width_; }

  private:
    std::size_t width_ = 0;
    std::vector<int> near_;
};

class DaySearch {
  public:
    DaySearch(const Fleet& fleet, const Near& near, int day, Random& random);

    void load(const DayPlan& plan, const Penalty& penalty);
    void improve();
    DayPlan plan() const;

    // For moves between days.
    struct Spot {
        double cost = 1e300;
        int after = -1;
    };
    bool has(int stop) const { return nodes_[stop].route >= 0; }
    double removal(int stop) const;  // what taking the stop out changes
    Spot best_spot(int stop) const;  // of a stop that is not here
    void insert(int stop, int after);
    void remove(int stop);

  private:
    struct Node {
        int next = -1, prev = -1, route = -1, site = 0, at = 0;
        std::int32_t onward = 0;          // to the next
        std::int64_t load = 0, time = 0;  // of the way from the depot to here, the service here included
    };
    // A stop and its neighbours on the route, as the moves ask for them; beyond: -1 when next is the depot.
    struct Around {
        int node, before, next, beyond, route;
        int site, before_site, next_site, beyond_site;
        std::int32_t in, out, out_two, close, close_two;
    };
    struct Tour {
        std::int64_t load = 0, time = 0;
        double penalty = 0;
        int stops = 0, changed = 0, crossed = -1;  // crossed: when SWAP* last looked
    };
    struct Best {  // the three cheapest places of a stop in a route
        int looked = -1;
        double cost[3]{1e300, 1e300, 1e300};
        int after[3]{-1, -1, -1};
    };
    struct Swap {
        double change = -1e-4;
        int u = -1, v = -1, u_after = -1, v_after = -1;
    };

    int first(int route) const { return fleet_.stops + 1 + route; }
    int last(int route) const { return fleet_.stops + 1 + fleet_.vehicles + route; }
    double d(int a, int b) const { return leg(nodes_.data()[a].site, nodes_.data()[b].site); }
    std::int32_t leg(int a, int b) const {
        return table_[static_cast<std::size_t>(a) * sites_ + static_cast<std::size_t>(b)];
    }
    std::int64_t demand(int node) const { return fleet_.demand.data()[nodes_.data()[node].site]; }
    std::int64_t service(int node) const { return fleet_.service.data()[nodes_.data()[node].site]; }
    double charge(std::int64_t load, std::int64_t time) const {
        double sum = 0;
        if (capacity_ > 0 && load > capacity_) sum += penalty_.load * static_cast<double>(load - capacity_);
        if (longest_ > 0 && time > longest_) sum += penalty_.time * static_cast<double>(time - longest_);
        return sum;
    }
    std::int64_t tail(int node) const {  // from the start of the service here to the end of the route
        const auto& n = nodes_.data()[node];
        return tours_.data()[n.route].time - n.time + service(node);
    }
    void refresh(int route);
    void link(int a, int b) {
        nodes_.data()[a].next = b;
        nodes_.data()[b].prev = a;
    }
    Around around(int node) const;
    void close_gap(Around& u) const;
    bool try_pair(const Around& u, int node);
    bool try_start(const Around& u, int start);
    bool try_empty(const Around& u);
    template <int A, int B, bool turned>
    bool exchange(const Around& u, const Around& v);
    bool turn(int u, int v);
    bool cross(const Around& a, const Around& b, bool turned);
    void relink(int route, const std::vector<int>& stops);

    bool swap_routes();
    bool swap_star(int ru, int rv);
    const Best& best_of(int stop, int route);
    Spot best_without(int stop, int without);
    void look_at_swap(int u, int v, Swap& found);
    void look_at_shift(int u, int v_route, Swap& found);

    const Fleet& fleet_;
    const Near& near_;
    Random& random_;
    const std::int32_t* table_;
    std::size_t sites_;
    std::int64_t capacity_, longest_;
    Penalty penalty_;
    std::vector<Node> nodes_;
    std::vector<Tour> tours_;
    std::vector<int> order_, tested_;
    std::vector<Best> best_;  // route × stop
    std::vector<double> freed_;
    std::vector<int> met_, one_, two_;
    int moves_ = 0, empty_ = -1;
};

}  // namespace kamino::territory::routing::genetic
