// The state of a string removal search (see routes.h): routes as linked lists, so that taking a stop out,
// putting it in and taking both back cost a constant. Inside the routing engine only.
#pragma once
#include <cstdint>
#include <vector>

#include "engine/territory/random.h"
#include "engine/territory/routing/routes.h"

namespace kamino::territory::routing {

// The nearest stops of each stop, nearest first (the depot and the stop itself left out).
class NearStops {
  public:
    NearStops(const RouteProblem& problem, int count);
    const int* begin(int stop) const { return near_.data() + static_cast<std::size_t>(stop) * width_; }
    const int* end(int stop) const { return begin(stop) + width_; }

  private:
    std::size_t width_ = 0;
    std::vector<int> near_;
};

// Node n + r is the depot as the route r sees it: its list is circular.
class Routes {
  public:
    Routes(const RouteProblem& problem, int routes);
    struct Link {
        int prev, next, route;  // route: -1 when the stop stands in none
        std::int32_t onward;    // distance to next
    };
    struct Trip {
        std::int64_t load, length;  // length: distance + service
        int stops;
    };

    int nodes() const { return nodes_; }
    int depot(int route) const { return nodes_ + route; }
    int site(int node) const { return node < nodes_ ? node : 0; }
    std::int32_t distance(int from, int to) const {
        return table_[static_cast<std::size_t>(from) * nodes_ + to];
    }
    const std::int32_t* row(int site) const { return table_ + static_cast<std::size_t>(site) * nodes_; }
    const std::int32_t* column(int site) const { return columns_ + static_cast<std::size_t>(site) * nodes_; }

    void insert(int stop, int after);  // logs itself
    void remove(int stop);             // logs itself
    void forget() { log_.clear(); }
    void undo();              // all since forget()
    void refresh(int route);  // the times of one route
    std::int64_t total() const { return total_; }
    std::vector<std::vector<int>> lists() const;

    const RouteProblem& problem;
    std::vector<Link> links;
    std::vector<Trip> trips;
    std::vector<std::int64_t> early,
        late;  // per node: soonest start of the service; latest start that the rest allows

  private:
    void link(int stop, int after);
    void unlink(int stop);
    struct Change {
        int stop, after;  // after: -1 for an insertion
    };
    int nodes_;
    const std::int32_t* table_;
    const std::int32_t* columns_;
    std::vector<std::int32_t> transposed_;  // empty when the table is symmetric
    std::vector<Change> log_;
    std::int64_t total_ = 0;
};

class StringSearch {
  public:
    StringSearch(const RouteProblem& problem, const Effort& effort);
    RoutePlan run();

  private:
    using Weight = std::int64_t;
    void start();
    void fewer_vehicles(Budget& budget);
    void shorter(Budget& budget);
    bool close_a_route();
    void ruin();
    void remove_string(int stop, int length);
    void remove_split_string(int stop, int length);
    void recreate();
    bool place(int stop);
    void sort_absent();
    void keep_best();
    void restore_best();
    void refresh_touched();
    void touch(int route);
    Weight patience(const std::vector<int>& stops) const;

    const RouteProblem& problem_;
    const Effort& effort_;
    Random random_;
    NearStops near_;
    Routes routes_;
    double average_leg_ = 1;
    int open_routes_;      // routes that may be used
    int used_routes_ = 0;  // those from here on are empty
    int insertion_near_;   // how many near stops a place is sought beside
    std::vector<int> absent_, absent_before_;
    std::vector<std::uint32_t> ruined_;  // per route: the stamp of the ruin that hit it
    std::uint32_t stamp_ = 0;
    std::vector<int> touched_;
    std::vector<std::uint8_t> is_touched_;
    std::vector<Weight> misses_;  // per stop: how often a recreation left it out
    std::vector<std::pair<std::int64_t, int>> order_;
    RoutePlan best_;
    std::vector<int> string_;
};

}  // namespace kamino::territory::routing
