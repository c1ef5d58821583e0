#include "engine/territory/routing/genetic/population.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/territory/routing/genetic/split.h"

namespace kamino::territory::routing::genetic {
namespace {

constexpr std::size_t least_size = 25, generation = 40, elite = 4, close = 5;
constexpr double same = 1e-9;

// Where the middle of a route's stops lies as seen from the depot.
double angle(const Fleet& fleet, const Route& route) {
    double x = 0, y = 0;
    for (const int stop : route) x += fleet.places[stop].x, y += fleet.places[stop].y;
    const auto n = static_cast<double>(route.size());
    return std::atan2(y / n - fleet.places[0].y, x / n - fleet.places[0].x);
}

}  // namespace

std::unique_ptr<Individual> individual(const Fleet& fleet, std::vector<DayPlan> days) {
    auto out = std::make_unique<Individual>();
    out->days = std::move(days);
    const auto nodes = static_cast<std::size_t>(fleet.stops + 1);
    for (int day = 0; day < fleet.days; ++day) {
        auto& plan = out->days[day];
        std::erase_if(plan, [](const Route& r) { return r.empty(); });
        if (!fleet.places.empty()) {
            std::vector<std::pair<double, std::size_t>> order;
            for (std::size_t r = 0; r < plan.size(); ++r) order.emplace_back(angle(fleet, plan[r]), r);
            std::sort(order.begin(), order.end());
            DayPlan sorted;
            for (const auto& [at, r] : order) sorted.push_back(std::move(plan[r]));
            plan = std::move(sorted);
        }
        auto& sequence = out->sequence.emplace_back();
        auto& before = out->before.emplace_back(nodes, -1);
        auto& after = out->after.emplace_back(nodes, -1);
        for (const auto& route : plan)
            for (std::size_t i = 0; i < route.size(); ++i) {
                sequence.push_back(route[i]);
                before[route[i]] = i == 0 ? 0 : route[i - 1];
                after[route[i]] = i + 1 == route.size() ? 0 : route[i + 1];
            }
        const auto cost = cost_of(fleet, day, plan);
        out->cost.distance += cost.distance;
        out->cost.load += cost.load;
        out->cost.time += cost.time;
    }
    return out;
}

double difference(const Fleet& fleet, const Individual& a, const Individual& b) {
    int visits = 0, broken = 0;
    for (int day = 0; day < fleet.days; ++day) {
        const auto *pa = a.before[day].data(), *na = a.after[day].data();
        const auto *pb = b.before[day].data(), *nb = b.after[day].data();
        for (const int i : a.sequence[day]) {
            ++visits;
            if (nb[i] < 0) {
                ++broken;
                continue;
            }
            broken += na[i] != nb[i] && na[i] != pb[i];
            broken += pa[i] == 0 && pb[i] != 0 && nb[i] != 0;
        }
    }
    return visits == 0 ? 0 : static_cast<double>(broken) / visits;
}

void Population::sort(Group& group, const Penalty& penalty) const {
    std::stable_sort(group.begin(), group.end(), [&](const auto& a, const auto& b) {
        return a->cost.with(penalty) < b->cost.with(penalty);
    });
}

bool Population::add(std::unique_ptr<Individual> fresh, const Penalty& penalty) {
    auto& group = fresh->cost.feasible() ? kept_ : broken_;
    for (auto& other : group) {
        const double far = difference(fleet_, *fresh, *other);
        const auto put = [far](Individual& one, const Individual* two) {
            const auto at = std::upper_bound(one.others.begin(), one.others.end(), far,
                                             [](double x, const auto& y) { return x < y.first; });
            one.others.insert(at, {far, two});
        };
        put(*fresh, other.get());
        put(*other, fresh.get());
    }
    const bool better =
        fresh->cost.feasible() && (!best_ || fresh->cost.distance < best_->cost.distance - 0.5);
    if (better) {
        best_ = std::make_unique<Individual>(*fresh);
        best_->others.clear();
    }
    const double cost = fresh->cost.with(penalty);
    const auto at = std::upper_bound(group.begin(), group.end(), cost,
                                     [&](double x, const auto& y) { return x < y->cost.with(penalty); });
    group.insert(at, std::move(fresh));
    if (group.size() > least_size + generation)
        while (group.size() > least_size) drop_worst(group);
    return better;
}

void Population::rank(Group& group) const {
    const auto n = group.size();
    std::vector<std::pair<double, std::size_t>> order;
    for (std::size_t i = 0; i < n; ++i) {
        double sum = 0;
        const auto count = std::min(close, group[i]->others.size());
        for (std::size_t k = 0; k < count; ++k) sum += group[i]->others[k].first;
        order.emplace_back(count == 0 ? 0 : -sum / static_cast<double>(count), i);
    }
    std::sort(order.begin(), order.end());
    const double most = std::max(1.0, static_cast<double>(n) - 1);
    for (std::size_t k = 0; k < n; ++k) {
        const auto i = order[k].second;
        const double by_cost = static_cast<double>(i) / most, by_difference = static_cast<double>(k) / most;
        group[i]->fitness =
            n <= elite ? by_cost
                       : by_cost + (1 - static_cast<double>(elite) / static_cast<double>(n)) * by_difference;
    }
}

// Copies of others go first, then the least fit; the cheapest stays.
void Population::drop_worst(Group& group) {
    rank(group);
    std::size_t worst = 0;
    bool worst_copy = false;
    for (std::size_t i = 1; i < group.size(); ++i) {
        const bool copy = !group[i]->others.empty() && group[i]->others.front().first < same;
        if (worst == 0 || (copy && !worst_copy) ||
            (copy == worst_copy && group[i]->fitness > group[worst]->fitness))
            worst = i, worst_copy = copy;
    }
    const auto gone = std::move(group[worst]);
    group.erase(group.begin() + static_cast<std::ptrdiff_t>(worst));
    for (auto& other : group)
        std::erase_if(other->others, [&](const auto& pair) { return pair.second == gone.get(); });
}

const Individual& Population::parent() {
    rank(kept_);
    rank(broken_);
    const auto any = [&]() -> const Individual& {
        const auto i = random_.below(static_cast<std::uint32_t>(kept_.size() + broken_.size()));
        return i < kept_.size() ? *kept_[i] : *broken_[i - kept_.size()];
    };
    const auto &a = any(), &b = any();
    return a.fitness < b.fitness ? a : b;
}

void Population::reorder(const Penalty& penalty) {
    sort(broken_, penalty);
}

}  // namespace kamino::territory::routing::genetic
