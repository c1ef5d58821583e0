#include "engine/territory/routing/genetic/genetic.h"

#include <algorithm>
#include <bit>
#include <deque>
#include <numeric>

#include "engine/territory/routing/genetic/day_search.h"
#include "engine/territory/routing/genetic/one_day.h"
#include "engine/territory/routing/genetic/population.h"
#include "engine/territory/routing/genetic/split.h"

namespace kamino::territory::routing::genetic {
namespace {

constexpr int near_count = 20, first_size = 100, adapt_every = 100;
constexpr double wanted_feasible = 0.2;
constexpr std::int64_t patience = 20'000;  // offspring without a better plan before all begins anew

class Breeder {
  public:
    Breeder(const Fleet& fleet, const Effort& effort, double share, const std::function<void(double)>& tell)
        : fleet_(fleet),
          tell_(tell),
          random_(effort.seed + 104729),
          near_(fleet, near_count),
          population_(fleet, random_),
          budget_(effort, share, 1) {
        for (int d = 0; d < fleet.days; ++d) days_.emplace_back(fleet, near_, d, random_);
        std::int64_t farthest = 1, heaviest = 1;
        for (const auto x : fleet.distance) farthest = std::max<std::int64_t>(farthest, x);
        for (const auto q : fleet.demand) heaviest = std::max(heaviest, q);
        penalty_.load = std::max(0.1, static_cast<double>(farthest) / static_cast<double>(heaviest));
        if (fleet.days > 1) wanted_ = 0.4;
    }

    Bred run(const std::vector<std::vector<DayPlan>>& first) {
        for (const auto& plan : first) keep(individual(fleet_, plan));
        bool going = true;
        while (going) {
            for (int i = 0; i < first_size && (going = budget_.step()); ++i) scatter();
            for (still_ = 0; going && still_ < patience && (going = budget_.step()); ++still_) {
                fleet_.days == 1 ? order_crossover() : insertion_crossover();
                settle();
            }
            if (going) population_.clear();
        }
        Bred out;
        out.iterations = budget_.steps();
        if (const auto* best = population_.best()) out.days = best->days, out.distance = best->cost.distance;
        return out;
    }

  private:
    int below(std::size_t n) { return static_cast<int>(random_.below(static_cast<std::uint32_t>(n))); }

    void keep(std::unique_ptr<Individual> fresh) {
        if (!population_.add(std::move(fresh), penalty_)) return;
        still_ = 0;
        if (tell_) tell_(population_.best()->cost.distance);
    }

    // Any pattern, any order.
    void scatter() {
        std::vector<std::vector<int>> sequence(static_cast<std::size_t>(fleet_.days));
        for (int i = 1; i <= fleet_.stops; ++i) {
            const auto& patterns = fleet_.patterns[i];
            const auto pattern = patterns[below(patterns.size())];
            for (int d = 0; d < fleet_.days; ++d)
                if (pattern >> d & 1) sequence[d].push_back(i);
        }
        for (int d = 0; d < fleet_.days; ++d) {
            random_.shuffle(sequence[d]);
            days_[d].load(split(fleet_, d, sequence[d], penalty_), penalty_);
        }
        settle();
    }

    // What stands in the days is improved and kept; a plan that breaks rules may be mended at ten times the
    // penalty.
    void settle() {
        improve();
        auto fresh = taken();
        const bool feasible = fresh->cost.feasible();
        seen_.push_back({fresh->cost.load < 0.5, fresh->cost.time < 0.5});
        if (seen_.size() > adapt_every) seen_.pop_front();
        if (!feasible && random_.below(2) == 0) {
            const auto plan = fresh->days;
            keep(std::move(fresh));
            for (int d = 0; d < fleet_.days; ++d)
                days_[d].load(plan[d], {10 * penalty_.load, 10 * penalty_.time});
            improve();
            auto mended = taken();
            if (mended->cost.feasible()) keep(std::move(mended));
        } else {
            keep(std::move(fresh));
        }
        if (++bred_ % adapt_every == 0) adapt();
    }

    void adapt() {
        double loads = 0, times = 0;
        for (const auto& [load, time] : seen_) loads += load, times += time;
        const auto n = static_cast<double>(seen_.size());
        const auto change = [&](double& price, double share) {
            if (share < wanted_ - 0.05) price = std::min(1e6, price * 1.2);
            if (share > wanted_ + 0.05) price = std::max(1e-3, price * 0.85);
        };
        change(penalty_.load, loads / n);
        change(penalty_.time, times / n);
        population_.reorder(penalty_);
    }

    std::unique_ptr<Individual> taken() const {
        std::vector<DayPlan> plan;
        for (const auto& day : days_) plan.push_back(day.plan());
        return individual(fleet_, std::move(plan));
    }

    void improve() {
        for (auto& day : days_) day.improve();
        if (fleet_.days == 1) return;
        const auto changed = better_patterns();
        for (int d = 0; d < fleet_.days; ++d)
            if (changed >> d & 1) days_[d].improve();
    }

    struct Choice {
        double cost = 1e300;
        std::uint64_t pattern = 0;
    };
    // The cheapest pattern that holds `fixed`; spots_ as far as they were asked for.
    Choice cheapest(int stop, std::uint64_t fixed) {
        spots_.assign(static_cast<std::size_t>(fleet_.days), {});
        std::uint64_t asked = fixed;
        Choice best;
        for (const auto pattern : fleet_.patterns[stop]) {
            if ((pattern & fixed) != fixed) continue;
            double sum = 0;
            for (auto left = pattern & ~fixed; left; left &= left - 1) {
                const int d = std::countr_zero(left);
                if (!(asked >> d & 1)) spots_[d] = days_[d].best_spot(stop), asked |= 1ULL << d;
                sum += spots_[d].cost;
            }
            if (sum < best.cost) best = {sum, pattern};
        }
        return best;
    }

    // Every stop in turn to its cheapest pattern and places; the days that changed.
    std::uint64_t better_patterns() {
        std::vector<int> order(static_cast<std::size_t>(fleet_.stops));
        std::iota(order.begin(), order.end(), 1);
        random_.shuffle(order);
        std::uint64_t changed = 0;
        for (const int stop : order) {
            if (fleet_.patterns[stop].size() < 2) continue;
            std::uint64_t today = 0;
            double freed = 0;
            for (int d = 0; d < fleet_.days; ++d)
                if (days_[d].has(stop)) {
                    today |= 1ULL << d;
                    freed += days_[d].removal(stop);
                    days_[d].remove(stop);
                }
            const auto best = cheapest(stop, 0);
            for (auto left = best.pattern; left; left &= left - 1) {
                const int d = std::countr_zero(left);
                days_[d].insert(stop, spots_[d].after);
            }
            if (best.cost + freed < -1e-4) changed |= today | best.pattern;
        }
        return changed;
    }

    void order_crossover() {
        const auto &a = population_.parent(), &b = population_.parent();
        const auto &x = a.sequence[0], &y = b.sequence[0];
        const auto n = x.size();
        const auto from = static_cast<std::size_t>(below(n));
        auto to = static_cast<std::size_t>(below(n));
        while (n > 1 && to == from) to = static_cast<std::size_t>(below(n));
        std::vector<int> child(n);
        std::vector<char> in(static_cast<std::size_t>(fleet_.stops + 1), 0);
        auto at = from;
        for (;; at = (at + 1) % n) {
            child[at] = x[at];
            in[x[at]] = 1;
            if (at == to) break;
        }
        for (std::size_t k = 1; k <= n; ++k) {
            const int stop = y[(to + k) % n];
            if (in[stop]) continue;
            at = (at + 1) % n;
            child[at] = stop;
        }
        days_[0].load(split(fleet_, 0, child, penalty_), penalty_);
    }

    // PIX (section 4.3 of the paper of 2012): some days from one parent, some from the other, some from both.
    void insertion_crossover() {
        const auto &a = population_.parent(), &b = population_.parent();
        const int n = fleet_.days;
        std::vector<int> order(static_cast<std::size_t>(n));
        std::iota(order.begin(), order.end(), 0);
        random_.shuffle(order);
        int one = random_.between(0, n), two = random_.between(0, n);
        if (one > two) std::swap(one, two);
        std::vector<std::vector<int>> child(static_cast<std::size_t>(n));
        std::vector<std::uint64_t> pattern(static_cast<std::size_t>(fleet_.stops + 1), 0);
        const auto give = [&](int day, int stop) {
            child[day].push_back(stop);
            pattern[stop] |= 1ULL << day;
        };
        for (int k = 0; k < n; ++k) {
            const int day = order[k];
            const auto& from = a.sequence[day];
            if (k < one) {
                for (const int stop : from) give(day, stop);
            } else if (k >= two && !from.empty()) {
                const auto begin = static_cast<std::size_t>(below(from.size()));
                const auto count = static_cast<std::size_t>(below(from.size())) + 1;
                for (std::size_t i = 0; i < count; ++i) give(day, from[(begin + i) % from.size()]);
            }
        }
        std::vector<int> rest(order.begin() + one, order.end());
        random_.shuffle(rest);
        for (const int day : rest)
            for (const int stop : b.sequence[day])
                if (!(pattern[stop] >> day & 1) && allowed(stop, pattern[stop] | 1ULL << day))
                    give(day, stop);
        for (int d = 0; d < n; ++d) days_[d].load(split(fleet_, d, child[d], penalty_), penalty_);
        complete(pattern);
    }

    bool allowed(int stop, std::uint64_t days) const {
        return std::any_of(fleet_.patterns[stop].begin(), fleet_.patterns[stop].end(),
                           [&](std::uint64_t p) { return (p & days) == days; });
    }

    // Visits that neither parent gave go to their cheapest places.
    void complete(const std::vector<std::uint64_t>& pattern) {
        std::vector<int> waiting;
        for (int i = 1; i <= fleet_.stops; ++i)
            if (std::find(fleet_.patterns[i].begin(), fleet_.patterns[i].end(), pattern[i]) ==
                fleet_.patterns[i].end())
                waiting.push_back(i);
        random_.shuffle(waiting);
        for (const int stop : waiting) {
            const auto best = cheapest(stop, pattern[stop]);
            for (auto left = best.pattern & ~pattern[stop]; left; left &= left - 1) {
                const int d = std::countr_zero(left);
                days_[d].insert(stop, spots_[d].after);
            }
        }
    }

    const Fleet& fleet_;
    const std::function<void(double)>& tell_;
    Random random_;
    Near near_;
    Population population_;
    Budget budget_;
    std::deque<DaySearch> days_;
    Penalty penalty_;
    double wanted_ = wanted_feasible;
    std::deque<std::pair<bool, bool>> seen_;
    std::vector<DaySearch::Spot> spots_;
    std::int64_t still_ = 0, bred_ = 0;
};

}  // namespace

Bred breed(const Fleet& fleet, const std::vector<std::vector<DayPlan>>& first, const Effort& effort,
           double share, const std::function<void(double)>& tell) {
    if (!days_are_one(fleet)) return Breeder(fleet, effort, share, tell).run(first);
    const auto one = as_one_day(fleet);
    std::vector<std::vector<DayPlan>> joined;
    for (const auto& plan : first) joined.push_back(join_days(plan));
    auto bred = Breeder(one, effort, share, tell).run(joined);
    if (!bred.days.empty()) bred.days = spread_over(fleet, bred.days[0]);
    return bred;
}

}  // namespace kamino::territory::routing::genetic
