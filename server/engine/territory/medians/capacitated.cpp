#include <algorithm>
#include <limits>
#include <numeric>

#include "engine/territory/medians/lagrange.h"
#include "engine/territory/medians/medians.h"
#include "engine/territory/random.h"

namespace kamino::territory::medians {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr double slack = 1e-9;

// Groups of places, each with a median; `over` is demand beyond capacity, paid for with a price that grows
// while it stays.
struct Groups {
    std::vector<int> median;   // per group
    std::vector<int> of;       // per place: its group
    std::vector<double> load;  // per group
    double cost = 0, over = 0;
};

class Search {
  public:
    Search(const CapacitatedProblem& problem, Random& random)
        : problem_(problem),
          random_(random),
          n_(problem.size()),
          all_(static_cast<std::size_t>(n_) * static_cast<std::size_t>(n_)) {
        for (int i = 0; i < n_; ++i)
            for (int j = 0; j < n_; ++j)
                all_[cell(i, j)] =
                    problem.distance->leg(static_cast<std::size_t>(i), static_cast<std::size_t>(j)).distance;
        double sum = 0;
        for (const double d : all_) sum += d;
        price_ = std::max(sum / std::max<double>(1, static_cast<double>(all_.size())), 1e-9);
    }

    Groups start() {
        Groups g;
        std::vector<int> order(static_cast<std::size_t>(n_));
        std::iota(order.begin(), order.end(), 0);
        random_.shuffle(order);
        g.median.assign(order.begin(), order.begin() + problem_.p);
        assign(g);
        return g;
    }

    // By regret: who would lose most by not getting his nearest median with room goes first.
    void assign(Groups& g) {
        const auto p = g.median.size();
        g.of.assign(static_cast<std::size_t>(n_), -1);
        g.load.assign(p, 0);
        std::vector<int> waiting;
        for (int i = 0; i < n_; ++i) waiting.push_back(i);
        for (std::size_t k = 0; k < p; ++k) put(g, g.median[k], static_cast<int>(k));
        std::vector<std::pair<double, int>> queue;
        for (const int i : waiting) {
            if (g.of[static_cast<std::size_t>(i)] >= 0) continue;
            double best = infinite, second = infinite;
            for (const int m : g.median) {
                const double d = all_[cell(i, m)];
                if (d < best)
                    second = best, best = d;
                else
                    second = std::min(second, d);
            }
            queue.emplace_back((std::isfinite(second) ? second - best : 0) + 0.01 * demand(i), i);
        }
        std::sort(queue.begin(), queue.end(), [](const auto& a, const auto& b) {
            return a.first > b.first || (a.first == b.first && a.second < b.second);
        });
        for (const auto& [regret, i] : queue) {
            int chosen = -1, fallback = 0;
            double best = infinite, least = infinite;
            for (std::size_t k = 0; k < p; ++k) {
                const double d = all_[cell(i, g.median[k])];
                const double room = capacity(g, static_cast<int>(k)) - g.load[k];
                if (demand(i) <= room + slack && d < best) best = d, chosen = static_cast<int>(k);
                if (demand(i) - room < least) least = demand(i) - room, fallback = static_cast<int>(k);
            }
            put(g, i, chosen >= 0 ? chosen : fallback);
        }
        measure(g);
    }

    void measure(Groups& g) const {
        g.cost = g.over = 0;
        for (int i = 0; i < n_; ++i)
            g.cost += all_[cell(i, g.median[static_cast<std::size_t>(g.of[static_cast<std::size_t>(i)])])];
        for (std::size_t k = 0; k < g.median.size(); ++k)
            g.over += std::max(0.0, g.load[k] - capacity(g, static_cast<int>(k)));
    }

    double value(const Groups& g) const { return g.cost + price_ * g.over; }

    // Moves, swaps and better medians until none helps.
    void improve(Groups& g) {
        for (bool better = true; better;) {
            better = moves(g) || swaps(g);
            if (!better) better = recentre(g);
        }
        measure(g);
        if (g.over > slack)
            price_ *= 1.3;
        else if (price_ > 1e-6)
            price_ *= 0.97;
    }

    void shake(Groups& g) {
        const int what = static_cast<int>(random_.below(3));
        if (what == 0) {  // a median gives way to any place, all are assigned anew
            const auto k = random_.below(static_cast<std::uint32_t>(g.median.size()));
            int place = static_cast<int>(random_.below(static_cast<std::uint32_t>(n_)));
            while (std::find(g.median.begin(), g.median.end(), place) != g.median.end() && problem_.p < n_)
                place = static_cast<int>(random_.below(static_cast<std::uint32_t>(n_)));
            g.median[k] = place;
            assign(g);
        } else if (what == 1) {  // two neighbouring groups get new medians of their own
            const auto k = random_.below(static_cast<std::uint32_t>(g.median.size()));
            for (std::size_t h = 0; h < g.median.size(); ++h) {
                if (h != k && random_.below(static_cast<std::uint32_t>(g.median.size())) != 0) continue;
                std::vector<int> own;
                for (int i = 0; i < n_; ++i)
                    if (g.of[static_cast<std::size_t>(i)] == static_cast<int>(h)) own.push_back(i);
                if (!own.empty()) g.median[h] = own[random_.below(static_cast<std::uint32_t>(own.size()))];
            }
            assign(g);
        } else {  // some places go anywhere
            for (int times = 2 + n_ / 20; times > 0; --times) {
                const int i = static_cast<int>(random_.below(static_cast<std::uint32_t>(n_)));
                if (is_median(g, i)) continue;
                shift(g, i, static_cast<int>(random_.below(static_cast<std::uint32_t>(g.median.size()))));
            }
            measure(g);
        }
    }

    double distance(int i, int j) const { return all_[cell(i, j)]; }

  private:
    std::size_t cell(int i, int j) const {
        return static_cast<std::size_t>(i) * static_cast<std::size_t>(n_) + static_cast<std::size_t>(j);
    }
    double demand(int i) const { return problem_.demand[static_cast<std::size_t>(i)]; }
    double capacity(const Groups& g, int k) const {
        return problem_.capacity[static_cast<std::size_t>(g.median[static_cast<std::size_t>(k)])];
    }
    static bool is_median(const Groups& g, int i) {
        return g.median[static_cast<std::size_t>(g.of[static_cast<std::size_t>(i)])] == i;
    }
    void put(Groups& g, int i, int k) const {
        g.of[static_cast<std::size_t>(i)] = k;
        g.load[static_cast<std::size_t>(k)] += demand(i);
    }
    void shift(Groups& g, int i, int k) const {
        g.load[static_cast<std::size_t>(g.of[static_cast<std::size_t>(i)])] -= demand(i);
        put(g, i, k);
    }
    double over(const Groups& g, int k, double more) const {
        return std::max(0.0, g.load[static_cast<std::size_t>(k)] + more - capacity(g, k));
    }
    // What the excess of two groups costs more when `from` gives `out` and takes `in`.
    double excess(const Groups& g, int from, int to, double out, double in) const {
        return price_ * (over(g, from, in - out) + over(g, to, out - in) - over(g, from, 0) - over(g, to, 0));
    }

    bool moves(Groups& g) const {
        bool any = false;
        for (int i = 0; i < n_; ++i) {
            if (is_median(g, i)) continue;
            const int from = g.of[static_cast<std::size_t>(i)];
            const double now = all_[cell(i, g.median[static_cast<std::size_t>(from)])];
            int best = -1;
            double delta = -1e-9;
            for (int k = 0; k < static_cast<int>(g.median.size()); ++k) {
                if (k == from) continue;
                const double d = all_[cell(i, g.median[static_cast<std::size_t>(k)])] - now +
                                 excess(g, from, k, demand(i), 0);
                if (d < delta) delta = d, best = k;
            }
            if (best >= 0) shift(g, i, best), any = true;
        }
        return any;
    }

    bool swaps(Groups& g) const {
        bool any = false;
        for (int i = 0; i < n_; ++i) {
            if (is_median(g, i)) continue;
            int best = -1;
            double delta = -1e-9;
            const int a = g.of[static_cast<std::size_t>(i)];
            for (int j = i + 1; j < n_; ++j) {
                const int b = g.of[static_cast<std::size_t>(j)];
                if (a == b || is_median(g, j)) continue;
                const int ma = g.median[static_cast<std::size_t>(a)],
                          mb = g.median[static_cast<std::size_t>(b)];
                const double d = all_[cell(i, mb)] + all_[cell(j, ma)] - all_[cell(i, ma)] -
                                 all_[cell(j, mb)] + excess(g, a, b, demand(i), demand(j));
                if (d < delta) delta = d, best = j;
            }
            if (best < 0) continue;
            const int b = g.of[static_cast<std::size_t>(best)];
            shift(g, i, b), shift(g, best, a);
            any = true;
        }
        return any;
    }

    bool recentre(Groups& g) const {
        bool any = false;
        std::vector<std::vector<int>> members(g.median.size());
        for (int i = 0; i < n_; ++i)
            members[static_cast<std::size_t>(g.of[static_cast<std::size_t>(i)])].push_back(i);
        for (std::size_t k = 0; k < g.median.size(); ++k) {
            const auto sum = [&](int m) {
                double total =
                    price_ * std::max(0.0, g.load[k] - problem_.capacity[static_cast<std::size_t>(m)]);
                for (const int i : members[k]) total += all_[cell(i, m)];
                return total;
            };
            double best = sum(g.median[k]) - 1e-9;
            for (const int m : members[k])
                if (const double total = sum(m); total < best) best = total, g.median[k] = m, any = true;
        }
        return any;
    }

    const CapacitatedProblem& problem_;
    Random& random_;
    int n_;
    std::vector<double> all_;
    double price_ = 1;
};

// A first multiplier: what serving the place by its second choice would cost.
std::vector<double> multipliers(const Search& tool, const Groups& g, int n) {
    std::vector<double> u;
    for (int i = 0; i < n; ++i) {
        double best = infinite, second = infinite;
        for (const int m : g.median) {
            const double d = tool.distance(i, m);
            if (d < best)
                second = best, best = d;
            else
                second = std::min(second, d);
        }
        const double own =
            tool.distance(i, g.median[static_cast<std::size_t>(g.of[static_cast<std::size_t>(i)])]);
        u.push_back(std::max(own, std::isfinite(second) ? 0.5 * (best + second) : own));
    }
    return u;
}

}  // namespace

CapacitatedAnswer solve_capacitated(const CapacitatedProblem& problem, const Effort& effort,
                                    double share_of_bound) {
    Random random{effort.seed};
    Search tool{problem, random};
    Budget budget{effort, 1 - share_of_bound};
    const auto better = [](const Groups& a, const Groups& b) {
        const bool fits_a = a.over <= slack, fits_b = b.over <= slack;
        if (fits_a != fits_b) return fits_a;
        return fits_a ? a.cost < b.cost - 1e-9 : a.over < b.over - slack;
    };
    auto best = tool.start();
    tool.improve(best);
    auto current = best;
    std::int64_t rounds = 0;
    for (int still = 0; budget.step(); ++rounds) {
        auto trial = current;
        tool.shake(trial);
        tool.improve(trial);
        if (better(trial, best)) {
            best = trial;
            still = 0;
            if (effort.progress) effort.progress(best.cost, std::nan(""));
        } else if (++still > 400) {
            current = still > 800 ? tool.start() : best;
            if (still > 800) still = 0;
            continue;
        }
        // Worse ones are taken less and less often: up to 2 % at the start.
        const double bar = current.cost * (1 + 0.02 * (1 - budget.fraction()) * random.unit());
        if (trial.over <= current.over + slack && trial.cost <= bar) current = std::move(trial);
    }
    CapacitatedAnswer answer;
    answer.medians = best.median;
    std::sort(answer.medians.begin(), answer.medians.end());
    for (const int k : best.of) answer.owner.push_back(best.median[static_cast<std::size_t>(k)]);
    answer.objective = best.cost;
    answer.feasible = best.over <= slack;
    answer.iterations = rounds;
    if (share_of_bound > 0)
        answer.bound =
            capacitated_bound(problem, multipliers(tool, best, problem.size()),
                              answer.feasible ? best.cost : best.cost * 1.5, effort, share_of_bound);
    return answer;
}

}  // namespace kamino::territory::medians
