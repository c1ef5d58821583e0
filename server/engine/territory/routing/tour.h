// One tour through all places. Lin-Kernighan steps of limited depth and insertions of short segments (Or
// 1976) over lists of near places with don't-look bits, repeated after local double bridges: Applegate, Cook
// & Rohe, "Chained Lin-Kernighan for large traveling salesman problems", INFORMS J. on Computing 15(1), 2003.
// The tour is an array with positions; the shorter side of a flip is turned. Weights must be symmetric. One
// call runs on the calling thread.
#pragma once
#include <cstdint>
#include <memory>
#include <vector>

#include "engine/territory/distance.h"
#include "engine/territory/effort.h"

namespace kamino::territory::routing {

struct TourPlan {
    std::vector<int> order;
    double length = 0;
    double bound = 0;  // no tour is shorter; 0 when it was not sought
    std::int64_t iterations = 0;
};

// Places in the plane, or any other distance (then a table is made: refuse more than 12,000 places before).
TourPlan solve_tour(const PlanarDistance& distance, const Effort& effort);
TourPlan solve_tour(const Distance& distance, const Effort& effort);

// What the search and the bound ask: a formula where it is cheap, else a table.
class TourDistance {
  public:
    explicit TourDistance(const PlanarDistance& planar);
    explicit TourDistance(const Distance& distance);
    int size() const { return size_; }
    double operator()(int a, int b) const {
        if (table_) return table_[static_cast<std::size_t>(a) * static_cast<std::size_t>(size_) + b];
        if (metric_ == Metric::euc_2d) {  // the formula of planar_distance, written so that it is inlined
            const auto dx = places_[a].x - places_[b].x, dy = places_[a].y - places_[b].y;
            return static_cast<double>(static_cast<std::int64_t>(__builtin_sqrt(dx * dx + dy * dy) + 0.5));
        }
        return planar_distance(metric_, places_[a], places_[b]);
    }
    const std::vector<Place>* places() const { return planar_; }  // null: only a table

  private:
    const std::vector<Place>* planar_ = nullptr;
    const Place* places_ = nullptr;
    const double* table_ = nullptr;
    Metric metric_ = Metric::exact;
    int size_;
    std::vector<double> held_;
};

// The `count` nearest of each place, nearest first.
std::vector<int> near_places(const TourDistance& distance, int count);
// Along Hilbert's curve in the plane, else to the nearest place not yet visited.
std::vector<int> first_order(const TourDistance& distance);
double tour_length(const TourDistance& distance, const std::vector<int>& order);

// Held & Karp (1970, 1971): the largest 1-tree over the prices of the places that subgradient steps find
// within the budget; `length` is a tour's.
// `stop` set from outside ends it early: the bound so far is one.
double tour_bound(const TourDistance& distance, double length, double cpu_seconds, int most_steps,
                  const std::atomic<bool>* stop = nullptr);

}  // namespace kamino::territory::routing
