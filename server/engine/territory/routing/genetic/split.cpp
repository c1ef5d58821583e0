#include "engine/territory/routing/genetic/split.h"

#include <algorithm>

namespace kamino::territory::routing::genetic {
namespace {

constexpr double never = 1e300;
constexpr double heaviest = 1.5;  // loads beyond this share of the capacity are not looked at

class Cutter {
  public:
    Cutter(const Fleet& fleet, int day, const std::vector<int>& sequence, const Penalty& penalty)
        : fleet_(fleet),
          sequence_(sequence),
          penalty_(penalty),
          capacity_(fleet.capacity[day]),
          longest_(fleet.longest[day]) {}

    // cost[j]: of the best cut of the first j stops; from[j]: where its last route begins.
    bool freely(DayPlan& out) const {
        const auto n = sequence_.size();
        std::vector<double> cost(n + 1, never);
        std::vector<std::size_t> from(n + 1, 0);
        cost[0] = 0;
        for (std::size_t i = 0; i < n; ++i)
            extend(i, heaviest, [&](std::size_t j, double route) {
                if (cost[i] + route < cost[j]) cost[j] = cost[i] + route, from[j] = i;
            });
        std::vector<std::size_t> cuts;
        for (auto j = n; j > 0; j = from[j]) cuts.push_back(from[j]);
        if (static_cast<int>(cuts.size()) > fleet_.vehicles) return false;
        auto end = n;
        for (const auto cut : cuts) add(out, cut, end), end = cut;
        return true;
    }

    void within_the_fleet(DayPlan& out) const {
        const auto n = sequence_.size(), m = static_cast<std::size_t>(fleet_.vehicles);
        std::vector<std::vector<double>> cost(m + 1, std::vector<double>(n + 1, never));
        std::vector<std::vector<std::size_t>> from(m + 1, std::vector<std::size_t>(n + 1, 0));
        cost[0][0] = 0;
        for (std::size_t k = 0; k < m; ++k)
            for (std::size_t i = 0; i < n; ++i) {
                if (cost[k][i] >= never) continue;
                extend(i, never, [&](std::size_t j, double route) {
                    if (cost[k][i] + route < cost[k + 1][j]) {
                        cost[k + 1][j] = cost[k][i] + route;
                        from[k + 1][j] = i;
                    }
                });
            }
        std::size_t k = 1;
        for (std::size_t other = 2; other <= m; ++other)
            if (cost[other][n] < cost[k][n]) k = other;
        for (auto end = n; end > 0; end = from[k--][end]) add(out, from[k][end], end);
    }

  private:
    // Calls see(j, cost) for the routes that serve stops i … j-1 of the sequence.
    template <class See>
    void extend(std::size_t i, double most, See&& see) const {
        std::int64_t load = 0, way = 0, service = 0;
        for (auto j = i; j < sequence_.size(); ++j) {
            const int stop = sequence_[j];
            load += fleet_.demand[stop];
            service += fleet_.service[stop];
            way += fleet_.leg(j == i ? 0 : sequence_[j - 1], stop);
            if (capacity_ > 0 && j > i && static_cast<double>(load) > most * static_cast<double>(capacity_))
                return;
            const auto home = way + fleet_.leg(stop, 0);
            double cost = static_cast<double>(home);
            if (capacity_ > 0 && load > capacity_)
                cost += penalty_.load * static_cast<double>(load - capacity_);
            if (longest_ > 0 && home + service > longest_)
                cost += penalty_.time * static_cast<double>(home + service - longest_);
            see(j + 1, cost);
        }
    }
    void add(DayPlan& out, std::size_t from, std::size_t to) const {
        out.emplace_back(sequence_.begin() + static_cast<std::ptrdiff_t>(from),
                         sequence_.begin() + static_cast<std::ptrdiff_t>(to));
    }
    const Fleet& fleet_;
    const std::vector<int>& sequence_;
    const Penalty& penalty_;
    std::int64_t capacity_, longest_;
};

}  // namespace

DayPlan split(const Fleet& fleet, int day, const std::vector<int>& sequence, const Penalty& penalty) {
    DayPlan out;
    const Cutter cutter(fleet, day, sequence, penalty);
    if (!sequence.empty() && !cutter.freely(out)) cutter.within_the_fleet(out);
    out.resize(static_cast<std::size_t>(fleet.vehicles));
    return out;
}

Cost cost_of(const Fleet& fleet, int day, const DayPlan& plan) {
    Cost sum;
    for (const auto& route : plan) {
        if (route.empty()) continue;
        std::int64_t load = 0, way = 0, service = 0;
        int here = 0;
        for (const int stop : route) {
            load += fleet.demand[stop];
            service += fleet.service[stop];
            way += fleet.leg(here, stop);
            here = stop;
        }
        way += fleet.leg(here, 0);
        sum.distance += static_cast<double>(way);
        if (fleet.capacity[day] > 0)
            sum.load += static_cast<double>(std::max<std::int64_t>(0, load - fleet.capacity[day]));
        if (fleet.longest[day] > 0)
            sum.time += static_cast<double>(std::max<std::int64_t>(0, way + service - fleet.longest[day]));
    }
    return sum;
}

}  // namespace kamino::territory::routing::genetic
