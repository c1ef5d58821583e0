#include "engine/territory/medians/lagrange.h"

#include <algorithm>
#include <numeric>

namespace kamino::territory::medians {
namespace {

constexpr int most_rounds = 2000;
constexpr int patience = 15;  // rounds without a better bound after which the step is halved

// The step of Held, Wolfe & Crowder: λ (upper - value) / |g|², λ halved when the bound stands still.
class Steps {
  public:
    // False when the multipliers cannot get better: the gap is closed or the step has become too small.
    bool move(std::vector<double>& u, const std::vector<double>& gradient, double value, double upper) {
        if (value > best_ + 1e-9 * std::abs(best_)) {
            best_ = value, still_ = 0;
        } else if (++still_ >= patience) {
            lambda_ /= 2, still_ = 0;
        }
        double norm = 0;
        for (const double g : gradient) norm += g * g;
        if (norm == 0 || lambda_ < 1e-4 || value >= upper * (1 - 1e-9)) return false;
        const double step = lambda_ * std::max(upper - value, 1e-6 * std::abs(upper)) / norm;
        for (std::size_t i = 0; i < u.size(); ++i) u[i] = std::max(0.0, u[i] + step * gradient[i]);
        return true;
    }
    double best() const { return best_; }

  private:
    double best_ = -1e300, lambda_ = 1.5;
    int still_ = 0;
};

bool goes_on(const Effort& effort, double from, double share, int round) {
    if (effort.stop && effort.stop->load(std::memory_order_relaxed)) return false;
    if (effort.iterations > 0) return round < most_rounds / 4;
    return round < most_rounds && thread_cpu_seconds() - from < effort.cpu_seconds * share;
}

// The p smallest of the reduced costs, and whose they are.
std::vector<int> smallest(const std::vector<double>& cost, int p) {
    std::vector<int> order(cost.size());
    std::iota(order.begin(), order.end(), 0);
    std::nth_element(order.begin(), order.begin() + (p - 1), order.end(), [&](int a, int b) {
        const auto ca = cost[static_cast<std::size_t>(a)], cb = cost[static_cast<std::size_t>(b)];
        return ca < cb || (ca == cb && a < b);
    });
    order.resize(static_cast<std::size_t>(p));
    return order;
}

// Places near each one by a grid over their coordinates; every place when there are none. Which pairs are
// looked at changes no bound's truth: a pair counts only when its distance is below the multiplier.
class Near {
  public:
    explicit Near(const Distance& distance) : distance_(distance) {
        const auto* planar = dynamic_cast<const PlanarDistance*>(&distance);
        const bool straight = planar && planar->metric() != Metric::geo && planar->metric() != Metric::att &&
                              planar->metric() != Metric::man_2d && planar->metric() != Metric::max_2d;
        if (!straight || distance.size() < 2000) return;
        places_ = &planar->places();
        low_ = high_ = places_->front();
        for (const auto& p : *places_) {
            low_ = {std::min(low_.x, p.x), std::min(low_.y, p.y)};
            high_ = {std::max(high_.x, p.x), std::max(high_.y, p.y)};
        }
        const double area = std::max((high_.x - low_.x) * (high_.y - low_.y), 1e-12);
        cell_ = std::sqrt(area / static_cast<double>(places_->size()) * 8);
        columns_ = static_cast<int>((high_.x - low_.x) / cell_) + 1;
        rows_ = static_cast<int>((high_.y - low_.y) / cell_) + 1;
        cells_.resize(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_));
        for (std::size_t i = 0; i < places_->size(); ++i)
            cells_[at(column((*places_)[i].x), row((*places_)[i].y))].push_back(static_cast<int>(i));
    }
    // Calls see(j, d) for every place j with d(i, j) < radius, and perhaps none besides.
    template <class See>
    void within(int i, double radius, See&& see) const {
        const auto from = static_cast<std::size_t>(i);
        if (!places_) {
            for (std::size_t j = 0; j < distance_.size(); ++j)
                if (const double d = distance_.leg(from, j).distance; d < radius) see(static_cast<int>(j), d);
            return;
        }
        const auto& p = (*places_)[from];
        const double reach = radius + 1;  // roundings of the formats move a distance by less than one
        for (int r = row(p.y - reach); r <= row(p.y + reach); ++r)
            for (int c = column(p.x - reach); c <= column(p.x + reach); ++c)
                for (const int j : cells_[at(c, r)])
                    if (const double d = distance_.leg(from, static_cast<std::size_t>(j)).distance;
                        d < radius)
                        see(j, d);
    }

  private:
    int column(double x) const { return std::clamp(static_cast<int>((x - low_.x) / cell_), 0, columns_ - 1); }
    int row(double y) const { return std::clamp(static_cast<int>((y - low_.y) / cell_), 0, rows_ - 1); }
    std::size_t at(int c, int r) const {
        return static_cast<std::size_t>(r) * static_cast<std::size_t>(columns_) + static_cast<std::size_t>(c);
    }
    const Distance& distance_;
    const std::vector<Place>* places_ = nullptr;
    Place low_, high_;
    double cell_ = 1;
    int columns_ = 1, rows_ = 1;
    std::vector<std::vector<int>> cells_;
};

}  // namespace

double median_bound(const MedianProblem& problem, const std::vector<double>& d1,
                    const std::vector<double>& d2, double upper, const Effort& effort, double share) {
    const auto n = static_cast<std::size_t>(problem.size());
    const Near near{*problem.distance};
    std::vector<double> u(n), reduced(n), gradient(n);  // u: per unit of weight × distance
    for (std::size_t i = 0; i < n; ++i) {
        const double second = std::isfinite(d2[i]) ? d2[i] : d1[i];
        u[i] = problem.weight[i] * (d1[i] + 0.5 * (second - d1[i]));
    }
    Steps steps;
    const double from = thread_cpu_seconds();
    for (int round = 0; goes_on(effort, from, share, round); ++round) {
        std::fill(reduced.begin(), reduced.end(), 0.0);
        const auto radius = [&](std::size_t i) {
            return problem.weight[i] > 0 ? u[i] / problem.weight[i] : 0.0;
        };
        for (std::size_t i = 0; i < n; ++i)
            near.within(static_cast<int>(i), radius(i), [&](int j, double d) {
                reduced[static_cast<std::size_t>(j)] += problem.weight[i] * d - u[i];
            });
        const auto open = smallest(reduced, problem.p);
        double value = 0;
        for (const double ui : u) value += ui;
        std::fill(gradient.begin(), gradient.end(), 1.0);
        for (const int j : open) {
            value += reduced[static_cast<std::size_t>(j)];
            for (std::size_t i = 0; i < n; ++i) {
                const double d = problem.distance->leg(i, static_cast<std::size_t>(j)).distance;
                if (problem.weight[i] * d < u[i]) gradient[i] -= 1;
            }
        }
        if (effort.progress && round % 10 == 0) effort.progress(upper, std::max(steps.best(), value));
        if (!steps.move(u, gradient, value, upper)) break;
    }
    return steps.best() < 0 ? 0 : std::min(steps.best(), upper);
}

namespace {

// The best choice of places for one median: most saved (u - d) within its capacity.
class Knapsack {
  public:
    Knapsack(const CapacitatedProblem& problem) : problem_(problem) {
        whole_ = true;
        double largest = 0;
        for (const double q : problem.demand) whole_ = whole_ && q == std::floor(q);
        for (const double q : problem.capacity) largest = std::max(largest, q);
        whole_ = whole_ && largest <= 20'000;
    }
    // The value saved; `chosen` the places (of the fractional one: those that fit whole).
    double solve(int median, const std::vector<double>& u, std::vector<int>& chosen) {
        chosen.clear();
        items_.clear();
        double saved = 0;
        for (int i = 0; i < problem_.size(); ++i) {
            const auto at = static_cast<std::size_t>(i);
            const double profit =
                u[at] - problem_.distance->leg(at, static_cast<std::size_t>(median)).distance;
            if (profit <= 0) continue;
            if (problem_.demand[at] == 0) {
                saved += profit;
                chosen.push_back(i);
            } else if (problem_.demand[at] <= problem_.capacity[static_cast<std::size_t>(median)]) {
                items_.push_back({i, profit, problem_.demand[at]});
            }
        }
        const double capacity = problem_.capacity[static_cast<std::size_t>(median)];
        double all = 0;
        for (const auto& item : items_) all += item.demand;
        if (all <= capacity) {
            for (const auto& item : items_) saved += item.profit, chosen.push_back(item.place);
            return saved;
        }
        return saved + (whole_ ? exact(static_cast<std::size_t>(std::floor(capacity)), chosen)
                               : fractional(capacity, chosen));
    }

  private:
    struct Item {
        int place;
        double profit, demand;
    };
    double exact(std::size_t capacity, std::vector<int>& chosen) {
        best_.assign(capacity + 1, 0);
        taken_.assign(items_.size() * (capacity + 1), false);
        for (std::size_t k = 0; k < items_.size(); ++k) {
            const auto demand = static_cast<std::size_t>(items_[k].demand);
            for (std::size_t room = capacity + 1; room-- > demand;)
                if (const double with = best_[room - demand] + items_[k].profit; with > best_[room]) {
                    best_[room] = with;
                    taken_[k * (capacity + 1) + room] = true;
                }
        }
        std::size_t room = capacity;
        for (std::size_t k = items_.size(); k-- > 0;)
            if (taken_[k * (capacity + 1) + room]) {
                chosen.push_back(items_[k].place);
                room -= static_cast<std::size_t>(items_[k].demand);
            }
        return best_[capacity];
    }
    double fractional(double capacity, std::vector<int>& chosen) {
        std::sort(items_.begin(), items_.end(),
                  [](const Item& a, const Item& b) { return a.profit * b.demand > b.profit * a.demand; });
        double saved = 0;
        for (const auto& item : items_) {
            if (item.demand > capacity) return saved + item.profit * capacity / item.demand;
            capacity -= item.demand;
            saved += item.profit;
            chosen.push_back(item.place);
        }
        return saved;
    }
    const CapacitatedProblem& problem_;
    bool whole_ = true;
    std::vector<Item> items_;
    std::vector<double> best_;
    std::vector<bool> taken_;
};

}  // namespace

double capacitated_bound(const CapacitatedProblem& problem, const std::vector<double>& start, double upper,
                         const Effort& effort, double share) {
    const auto n = static_cast<std::size_t>(problem.size());
    auto u = start;
    std::vector<double> reduced(n), gradient(n);
    std::vector<std::vector<int>> chosen(n);
    Knapsack knapsack{problem};
    Steps steps;
    const double from = thread_cpu_seconds();
    for (int round = 0; goes_on(effort, from, share, round); ++round) {
        for (std::size_t j = 0; j < n; ++j) reduced[j] = -knapsack.solve(static_cast<int>(j), u, chosen[j]);
        double value = std::accumulate(u.begin(), u.end(), 0.0);
        std::fill(gradient.begin(), gradient.end(), 1.0);
        for (const int j : smallest(reduced, problem.p)) {
            value += reduced[static_cast<std::size_t>(j)];
            for (const int i : chosen[static_cast<std::size_t>(j)])
                gradient[static_cast<std::size_t>(i)] -= 1;
        }
        if (effort.progress && round % 10 == 0) effort.progress(upper, std::max(steps.best(), value));
        if (!steps.move(u, gradient, value, upper)) break;
    }
    return steps.best() < 0 ? 0 : std::min(steps.best(), upper);
}

}  // namespace kamino::territory::medians
