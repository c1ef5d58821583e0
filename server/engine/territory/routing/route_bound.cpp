#include "engine/territory/routing/route_bound.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace kamino::territory::routing {
namespace {

constexpr double most_work = 1.5e8;  // legs looked at in one step
constexpr double nothing = 1e14;     // costs from here on: no walk

// The cheapest walks to each node by load, and the cheapest with another last leg (no walk turns back at
// once).
class Walks {
  public:
    Walks(const BoundProblem& problem, bool backwards)
        : problem_(problem), n_(static_cast<std::size_t>(problem.nodes())), leg_(n_ * n_) {
        for (std::size_t i = 0; i < n_; ++i)  // row: to, column: from
            for (std::size_t j = 0; j < n_; ++j)
                leg_[j * n_ + i] = problem.leg[backwards ? j * n_ + i : i * n_ + j];
        const auto all = n_ * static_cast<std::size_t>(problem.capacity + 1);
        cost_[0].resize(all), cost_[1].resize(all), from_[0].resize(all), from_[1].resize(all);
    }
    double cost(int rank, int load, int node) const { return cost_[rank][at(load, node)]; }
    int from(int rank, int load, int node) const { return from_[rank][at(load, node)]; }

    void find(const std::vector<double>& price) {
        for (auto& list : cost_) std::fill(list.begin(), list.end(), BoundProblem::no_leg);
        for (auto& list : from_) std::fill(list.begin(), list.end(), -1);
        for (int q = 1; q <= problem_.capacity; ++q)
            for (int j = 1; j < static_cast<int>(n_); ++j) {
                const int before = q - problem_.load[j];
                if (before < 0) continue;
                const auto here = at(q, j);
                if (before == 0) {
                    cost_[0][here] = leg_[static_cast<std::size_t>(j) * n_] - price[j];
                    from_[0][here] = 0;
                    continue;
                }
                reach(here, j, at(before, 0), price[j]);
            }
    }
    // Adds `weight` to each node of the walk but the last.
    void count(int rank, int load, int node, double weight, std::vector<double>& visits) const {
        for (;;) {
            const int before = from(rank, load, node);
            if (before == 0) return;
            load -= problem_.load[node];
            rank = from(0, load, before) == node ? 1 : 0;
            node = before;
            visits[node] += weight;
        }
    }

  private:
    std::size_t at(int load, int node) const {
        return static_cast<std::size_t>(load) * n_ + static_cast<std::size_t>(node);
    }
    void reach(std::size_t here, int j, std::size_t layer, double price) {
        const auto* one = cost_[0].data() + layer;
        const auto* two = cost_[1].data() + layer;
        const auto* from = from_[0].data() + layer;
        const auto* leg = leg_.data() + static_cast<std::size_t>(j) * n_;
        double best = nothing, second = nothing;
        int best_from = -1, second_from = -1;
        for (int i = 1; i < static_cast<int>(n_); ++i) {
            const double cost = (from[i] == j ? two[i] : one[i]) + leg[i];
            if (cost >= second || i == j) continue;
            if (cost < best) {
                second = best, second_from = best_from;
                best = cost, best_from = i;
            } else {
                second = cost, second_from = i;
            }
        }
        if (best_from >= 0) cost_[0][here] = best - price, from_[0][here] = best_from;
        if (second_from >= 0) cost_[1][here] = second - price, from_[1][here] = second_from;
    }
    const BoundProblem& problem_;
    std::size_t n_;
    std::vector<double> leg_;
    std::vector<double> cost_[2];
    std::vector<int> from_[2];
};

// The cheapest walk from the depot over a node and back, as a share of the node.
struct Through {
    double share = BoundProblem::no_leg;
    int load = 1, load_there = 0, rank_there = 0, load_back = 0, rank_back = 0;
};

class Bound {
  public:
    explicit Bound(const BoundProblem& problem)
        : problem_(problem), there_(problem, false), turned_(problem, true) {
        const auto n = static_cast<std::size_t>(problem.nodes());
        for (std::size_t i = 0; i < n && symmetric_; ++i)
            for (std::size_t j = 0; j < i && symmetric_; ++j)
                symmetric_ = problem.leg[i * n + j] == problem.leg[j * n + i];
    }

    // The bound at these prices; `served` and `routes`: how often the chosen walks visit each node, how many
    // there are.
    double at(const std::vector<double>& price, double route_price, std::vector<double>& served,
              double& routes) {
        there_.find(price);
        if (!symmetric_) turned_.find(price);
        const auto& back = symmetric_ ? there_ : turned_;
        std::fill(served.begin(), served.end(), 0.0);
        routes = 0;
        double sum = route_price * problem_.least_routes;
        for (int i = 1; i < problem_.nodes(); ++i) {
            if (problem_.visits[i] <= 0) continue;
            const auto best = through(i, back, price[i], route_price);
            sum += problem_.visits[i] * (price[i] + best.share);
            const double weight = problem_.visits[i] * problem_.load[i] / best.load;
            routes += weight;
            served[i] += weight;
            there_.count(best.rank_there, best.load_there, i, weight, served);
            back.count(best.rank_back, best.load_back, i, weight, served);
        }
        return sum;
    }

  private:
    Through through(int i, const Walks& back, double price, double route_price) const {
        Through best;
        const int own = problem_.load[i];
        for (int a = own; a <= problem_.capacity; ++a) {
            if (there_.cost(0, a, i) >= nothing) continue;
            for (int b = own; a + b - own <= problem_.capacity; ++b) {
                if (back.cost(0, b, i) >= nothing) continue;
                const double portion = static_cast<double>(own) / (a + b - own);
                const auto look = [&](int x, int y) {
                    const double way = there_.cost(x, a, i) + back.cost(y, b, i);
                    if (way >= nothing) return;
                    const double share = portion * (way + price - route_price);
                    if (share < best.share) best = {share, a + b - own, a, x, b, y};
                };
                const int before = there_.from(0, a, i), after = back.from(0, b, i);
                if (before != after || before == 0) {
                    look(0, 0);
                } else {
                    look(0, 1);
                    look(1, 0);
                }
            }
        }
        return best;
    }
    const BoundProblem& problem_;
    Walks there_, turned_;
    bool symmetric_ = true;
};

// Every visit is reached over some leg: what remains where the walks would be too many.
double by_legs(const BoundProblem& problem) {
    const auto n = static_cast<std::size_t>(problem.nodes());
    double sum = 0;
    for (std::size_t j = 1; j < n; ++j) {
        double least = BoundProblem::no_leg;
        for (std::size_t i = 0; i < n; ++i)
            if (i != j) least = std::min(least, problem.leg[i * n + j]);
        if (least < nothing) sum += problem.visits[j] * least;
    }
    return sum;
}

// What a stop costs by a rule of thumb: a leg between neighbours, and its share of the way there and back.
std::vector<double> first_prices(const BoundProblem& problem) {
    const auto n = static_cast<std::size_t>(problem.nodes());
    std::vector<double> out(n, 0);
    for (std::size_t j = 1; j < n; ++j) {
        double one = nothing, two = nothing;
        for (std::size_t i = 1; i < n; ++i) {
            const double leg = std::min(problem.leg[i * n + j], problem.leg[j * n + i]);
            if (i == j || leg >= two) continue;
            two = std::max(one, leg);
            one = std::min(one, leg);
        }
        const double there = problem.leg[j], back = problem.leg[j * n];
        if (there >= nothing || back >= nothing) continue;
        if (two < nothing) out[j] = 0.5 * (one + two);
        out[j] += (there + back) * problem.load[j] / problem.capacity;
    }
    return out;
}

}  // namespace

double route_bound(const BoundProblem& problem, double upper, const BoundEffort& effort) {
    const auto n = static_cast<std::size_t>(problem.nodes());
    if (n < 2) return 0;
    const double work = static_cast<double>(n) * static_cast<double>(n) * problem.capacity;
    if (work > 2 * most_work) return std::min(upper, by_legs(problem));
    const double from = thread_cpu_seconds();
    Bound bound(problem);
    std::vector<double> price = first_prices(problem), served(n, 0), best_price(price);
    double route_price = 0, best_route_price = 0, routes = 0, best = by_legs(problem), factor = 0.5;
    int still = 0;
    for (int step = 0; step < effort.steps; ++step) {
        if (step > 0 && thread_cpu_seconds() - from > effort.cpu_seconds) break;
        if (step > 0 && effort.stop && effort.stop->load(std::memory_order_relaxed)) break;
        const double value = bound.at(price, route_price, served, routes);
        if (value > best * (1 + 1e-6)) {
            best = value, best_price = price, best_route_price = route_price, still = 0;
        } else if (++still >= 6) {
            factor /= 2, still = 0;
            price = best_price, route_price = best_route_price;
            if (factor < 1e-3) break;
            bound.at(price, route_price, served, routes);
        }
        double norm = (problem.least_routes - routes) * (problem.least_routes - routes);
        for (std::size_t i = 1; i < n; ++i)
            norm += (problem.visits[i] - served[i]) * (problem.visits[i] - served[i]);
        if (norm < 1e-9 || best >= upper * (1 - 1e-9)) break;
        const double length = factor * std::max(upper * 1.02 - value, 1e-3 * upper) / norm;
        for (std::size_t i = 1; i < n; ++i) price[i] += length * (problem.visits[i] - served[i]);
        route_price = std::max(0.0, route_price + length * (problem.least_routes - routes));
    }
    return std::min(best, upper);
}

namespace {

// Whole grains of what a stop takes, but at least one: as many more fit as a route can have stops below one.
void coarse_loads(BoundProblem& problem, const std::vector<double>& use, double limit, double most_units) {
    auto sorted = std::vector<double>(use.begin() + 1, use.end());
    std::sort(sorted.begin(), sorted.end());
    const auto fitting = [&](double below) {  // the most stops below this size on one route
        int most = 0;
        double sum = 0;
        for (const double x : sorted) {
            sum += x;
            if (x >= below || sum > limit * (1 + 1e-9) + 1e-9) break;
            ++most;
        }
        return most;
    };
    const double anything = std::numeric_limits<double>::infinity();
    const double units = std::min(most_units - 1, 4.0 * fitting(anything) + 50);
    if (!std::isfinite(limit) || limit <= 0) {
        problem.capacity = std::max(1, fitting(anything));
        return;
    }
    const double grain = limit / std::max(1.0, std::floor(units));
    for (std::size_t i = 1; i < use.size(); ++i)
        problem.load[i] = std::max(1, static_cast<int>(std::floor(use[i] / grain * (1 - 1e-12))));
    problem.capacity = static_cast<int>(std::max(1.0, std::floor(units))) + fitting(grain);
}

}  // namespace

void set_loads(BoundProblem& problem, const std::vector<double>& use, double limit) {
    const auto n = use.size();
    bool whole = true;
    std::int64_t unit = 0;  // of which all uses are multiples
    for (std::size_t i = 1; i < n; ++i) {
        whole = whole && use[i] >= 1 && use[i] == std::floor(use[i]) && use[i] < 1e15;
        if (whole) unit = std::gcd(unit, static_cast<std::int64_t>(use[i]));
    }
    const double nodes = static_cast<double>(n);
    const double most_units = std::clamp(most_work / (nodes * nodes), 8.0, 1000.0);
    problem.load.assign(n, 1);
    if (whole && limit / static_cast<double>(unit) <= most_units) {
        for (std::size_t i = 1; i < n; ++i)
            problem.load[i] = static_cast<int>(static_cast<std::int64_t>(use[i]) / unit);
        problem.capacity = std::max(1, static_cast<int>(limit / static_cast<double>(unit)));
    } else {
        coarse_loads(problem, use, limit, most_units);
    }
    double total = 0;
    for (std::size_t i = 1; i < n; ++i) total += problem.visits[i] * problem.load[i];
    double taken = 0;
    for (std::size_t i = 1; i < n; ++i) taken += problem.visits[i] * use[i];
    const double least =
        std::max(total / problem.capacity, std::isfinite(limit) && limit > 0 ? taken / limit : 0.0);
    problem.least_routes = static_cast<int>(std::ceil(least - 1e-9));
}

BoundProblem bound_problem(const RouteProblem& problem) {
    BoundProblem out;
    const auto n = static_cast<std::size_t>(problem.nodes());
    out.visits.assign(n, 1);
    out.leg.assign(problem.distance.begin(), problem.distance.end());
    if (problem.windows())
        for (std::size_t i = 0; i < n; ++i)
            for (std::size_t j = 0; j < n; ++j)
                if (i != j &&
                    problem.open[i] + problem.service[i] + problem.distance[i * n + j] > problem.close[j])
                    out.leg[i * n + j] = BoundProblem::no_leg;
    std::vector<double> use(n, 0);
    double limit = std::numeric_limits<double>::infinity();
    if (problem.capacity > 0) {
        limit = static_cast<double>(problem.capacity);
        for (std::size_t i = 1; i < n; ++i) use[i] = static_cast<double>(problem.demand[i]);
    } else if (problem.longest > 0) {
        // A stop takes its service and the shortest leg to it.
        limit = static_cast<double>(problem.longest);
        for (std::size_t i = 1; i < n; ++i) {
            double least = BoundProblem::no_leg;
            for (std::size_t j = 0; j < n; ++j)
                if (j != i) least = std::min(least, static_cast<double>(problem.distance[j * n + i]));
            use[i] = least + (problem.service.empty() ? 0 : static_cast<double>(problem.service[i]));
        }
    }
    set_loads(out, use, limit);
    return out;
}

}  // namespace kamino::territory::routing
