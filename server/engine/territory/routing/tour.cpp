#include "engine/territory/routing/tour.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/territory/random.h"

namespace kamino::territory::routing {
namespace {

constexpr int near_count = 10, most_depth = 10;
constexpr int breadth[most_depth] = {5, 2, 1, 1, 1, 1, 1, 1, 1, 1};
constexpr double least_gain = 1e-7;

// A cyclic order with positions. Turning the longer side is turning the shorter one and reading backwards.
class Tour {
  public:
    explicit Tour(std::vector<int> order)
        : order_(std::move(order)), at_(order_.size()), n_(static_cast<int>(order_.size())) {
        for (int i = 0; i < n_; ++i) at_[order_[i]] = i;
    }
    int size() const { return n_; }
    int position(int city) const { return at_.data()[city]; }
    int city(int position) const { return order_.data()[position]; }
    int next(int city) const { return backwards_ ? before(city) : after(city); }
    int prev(int city) const { return backwards_ ? after(city) : before(city); }
    // Cities on the way from a to b by next().
    int between(int a, int b) const {
        const int steps = backwards_ ? at_.data()[a] - at_.data()[b] : at_.data()[b] - at_.data()[a];
        return (steps < 0 ? steps + n_ : steps) + 1;
    }
    // Turns the way from a to b.
    void reverse(int a, int b) {
        if (backwards_) std::swap(a, b);
        int i = at_.data()[a], j = at_.data()[b];
        int count = j - i;
        count = (count < 0 ? count + n_ : count) + 1;
        if (2 * count > n_) {
            const int k = i;
            i = j + 1 == n_ ? 0 : j + 1;
            j = k == 0 ? n_ - 1 : k - 1;
            count = n_ - count;
            backwards_ = !backwards_;
        }
        auto* order = order_.data();
        auto* at = at_.data();
        for (int s = count / 2; s > 0; --s) {
            const int x = order[i], y = order[j];
            order[i] = y, at[y] = i;
            order[j] = x, at[x] = j;
            if (++i == n_) i = 0;
            if (--j < 0) j = n_ - 1;
        }
    }
    std::vector<int> order() const { return order_; }

  private:
    int after(int city) const {
        const int i = at_.data()[city] + 1;
        return order_.data()[i == n_ ? 0 : i];
    }
    int before(int city) const {
        const int i = at_.data()[city];
        return order_.data()[(i == 0 ? n_ : i) - 1];
    }
    std::vector<int> order_, at_;
    int n_;
    bool backwards_ = false;
};

class TourSearch {
  public:
    TourSearch(const TourDistance& distance, const Effort& effort)
        : distance_(distance),
          effort_(effort),
          random_(effort.seed),
          width_(std::min(near_count, distance.size() - 1)),
          near_(near_places(distance, width_)),
          tour_(first_order(distance)),
          waiting_(static_cast<std::size_t>(distance.size()), 0) {
        near_distance_.reserve(near_.size());
        for (std::size_t i = 0; i < near_.size(); ++i)
            near_distance_.push_back(distance_(static_cast<int>(i) / width_, near_[i]));
    }

    TourPlan run() {
        Budget budget(effort_);
        TourPlan plan;
        for (int i = 0; i < tour_.size(); ++i) wake(tour_.city(i));
        optimise(&budget);
        double length = tour_length(distance_, tour_.order());
        tell(length);
        longest_flip_ = std::max(1000, 25 * static_cast<int>(std::sqrt(tour_.size())));
        std::int64_t told = 0;
        while (tour_.size() >= 8 && budget.step()) {
            flips_.clear();
            gained_ = -kick();
            optimise(nullptr);
            if (gained_ < -least_gain) {
                for (auto i = flips_.size(); i > 0; --i) undo(flips_[i - 1]);
            } else {
                length -= gained_;
                if (gained_ > 0 && ++told % 256 == 0) tell(length);
            }
        }
        plan.iterations = budget.steps();
        plan.order = tour_.order();
        plan.length = tour_length(distance_, plan.order);
        tell(plan.length);
        return plan;
    }

  private:
    struct Flip {
        int first, last;  // the ends of the way before it was turned
    };
    void tell(double length) const {
        if (effort_.progress) effort_.progress(length, std::nan(""));
    }
    void flip(int a, int b) {
        tour_.reverse(a, b);
        flips_.push_back({a, b});
    }
    // After reverse(a, b) the way runs from b to a.
    void undo(const Flip& f) { tour_.reverse(f.last, f.first); }
    void wake(int city) {
        if (waiting_.data()[city]) return;
        waiting_.data()[city] = 1;
        queue_.push_back(city);
    }

    void optimise(Budget* budget) {
        for (std::size_t head = 0; head < queue_.size(); ++head) {
            const int city = queue_[head];
            waiting_[city] = 0;
            while (improve(city)) continue;
            if (head > 4096) {
                queue_.erase(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(head) + 1);
                head = static_cast<std::size_t>(-1);
                if (budget && !still(*budget)) break;
            }
        }
        for (const int city : queue_) waiting_[city] = 0;
        queue_.clear();
    }
    // The first descent of a very large tour may outlast the effort; steps of it are not counted.
    bool still(const Budget&) {
        if (effort_.stop && effort_.stop->load()) return false;
        return effort_.iterations > 0 || thread_cpu_seconds() - began_ < effort_.cpu_seconds;
    }

    bool improve(int city) {
        for (const bool ahead : {true, false}) {
            ahead_ = ahead;
            const int other = next(city);
            const auto kept = flips_.size();
            if (step(0, city, other, distance_(city, other))) {
                wake(city);
                wake(other);
                return true;
            }
            while (flips_.size() > kept) {
                undo(flips_.back());
                flips_.pop_back();
            }
            if (insert_segment(city)) return true;
        }
        return false;
    }

    // The tour as the direction of search sees it.
    int next(int city) const { return ahead_ ? tour_.next(city) : tour_.prev(city); }
    int prev(int city) const { return ahead_ ? tour_.prev(city) : tour_.next(city); }
    void turn(int from, int to) { ahead_ ? flip(from, to) : flip(to, from); }
    int way(int from, int to) const { return ahead_ ? tour_.between(from, to) : tour_.between(to, from); }

    // The edge (base, end) is out, `gain` the sum of what is out less what is in. Adds an edge from `end` to
    // a near city and takes out the edge before that city, so that the rest is a path from its start to
    // `base`.
    bool step(int level, int base, int end, double gain) {
        struct Choice {
            double value;
            int city, before;
        };
        Choice best[5];
        int count = 0;
        const int wanted = breadth[level];
        const auto* near = near_.data() + static_cast<std::size_t>(end) * width_;
        const auto* far = near_distance_.data() + static_cast<std::size_t>(end) * width_;
        const int after = next(end);
        for (int k = 0; k < width_; ++k) {
            const auto left = gain - far[k];
            if (left <= least_gain) break;
            const int city = near[k];
            if (city == base || city == after) continue;
            const int before = prev(city);
            const auto value = left + distance_(before, city);
            if (count == wanted && value <= best[count - 1].value) continue;
            int i = count < wanted ? count++ : count - 1;
            for (; i > 0 && best[i - 1].value < value; --i) best[i] = best[i - 1];
            best[i] = {value, city, before};
        }
        for (int i = 0; i < count; ++i) {
            const auto [value, city, before] = best[i];
            const auto closed = value - distance_(before, base);
            if (closed <= least_gain && level + 1 >= most_depth) continue;
            const int length = way(end, before);
            if (std::min(length, tour_.size() - length) > longest_flip_) continue;
            turn(end, before);
            if (closed > least_gain) {
                gained_ += closed;
                wake(before), wake(city), wake(end);
                return true;
            }
            if (step(level + 1, base, before, value)) {
                wake(before), wake(city), wake(end);
                return true;
            }
            undo(flips_.back());
            flips_.pop_back();
        }
        return false;
    }

    // Moves the one to three cities that begin at `first` (in the direction of search) beside a city near to
    // it.
    bool insert_segment(int first) {
        const int before = prev(first);
        int last = first;
        for (int size = 1; size <= 3 && size + 3 <= tour_.size(); ++size, last = next(last)) {
            const int after = next(last);
            if (after == before) return false;
            const auto freed = distance_(before, first) + distance_(last, after) - distance_(before, after);
            if (freed <= least_gain) continue;
            const auto* near = near_.data() + static_cast<std::size_t>(first) * width_;
            const auto* far = near_distance_.data() + static_cast<std::size_t>(first) * width_;
            for (int k = 0; k < width_ && far[k] < freed - least_gain; ++k) {
                const int city = near[k];
                if (in_segment(city, first, last)) continue;
                // first beside city: either city → first … last → next(city), or prev(city) → last … first →
                // city.
                const int beyond = next(city), behind = prev(city);
                if (city != before &&
                    freed - far[k] - distance_(last, beyond) + distance_(city, beyond) > least_gain &&
                    move(first, last, city, beyond, false,
                         freed - far[k] - distance_(last, beyond) + distance_(city, beyond)))
                    return true;
                if (city != after &&
                    freed - far[k] - distance_(last, behind) + distance_(city, behind) > least_gain &&
                    move(first, last, behind, city, true,
                         freed - far[k] - distance_(last, behind) + distance_(city, behind)))
                    return true;
            }
        }
        return false;
    }
    bool in_segment(int city, int first, int last) const {
        for (int c = first;; c = next(c)) {
            if (c == city) return true;
            if (c == last) return false;
        }
    }
    // The segment first … last goes between left and right (neighbours in this order); turned: right follows
    // first.
    bool move(int first, int last, int left, int right, bool turned, double gain) {
        const int before = prev(first), after = next(last);
        const int ahead = way(after, left), behind = way(right, before);
        if (std::min(ahead, behind) > longest_flip_) return false;
        // Three turns swap neighbouring ways and may leave either of them turned.
        if (ahead <= behind) {  // first … last, after … left -> after … left, segment
            turn(first, left);  // left … after, last … first
            turn(left, after);  // after … left, last … first
            if (!turned) turn(last, first);
        } else {                  // right … before, first … last -> segment, right … before
            turn(right, last);    // last … first, before … right
            turn(before, right);  // last … first, right … before
            if (!turned) turn(last, first);
        }
        gained_ += gain;
        for (const int c : {before, after, first, last, left, right}) wake(c);
        return true;
    }

    // A double bridge of two neighbouring ways of at most 50 cities; gives what the tour became longer.
    double kick() {
        const int n = tour_.size();
        const int most = std::min(50, (n - 2) / 2);
        const int one = random_.between(1, most), two = random_.between(1, most);
        ahead_ = true;
        int a = tour_.city(static_cast<int>(random_.below(static_cast<std::uint32_t>(n))));
        const int before = next(a);
        a = next(before);
        int b = a;
        for (int i = 1; i < one; ++i) b = next(b);
        const int c = next(b);
        int d = c;
        for (int i = 1; i < two; ++i) d = next(d);
        const int after = next(d);
        if (after == before || after == a) return 0;
        // before [a … b] [c … d] after -> before [c … d] [a … b] after
        turn(a, d);  // d … c b … a
        turn(d, c);
        turn(b, a);
        for (const int city : {before, a, b, c, d, after}) wake(city);
        return distance_(before, c) + distance_(d, a) + distance_(b, after) - distance_(before, a) -
               distance_(b, c) - distance_(d, after);
    }

    const TourDistance& distance_;
    const Effort& effort_;
    Random random_;
    int width_;
    std::vector<int> near_;
    std::vector<double> near_distance_;
    Tour tour_;
    std::vector<char> waiting_;
    std::vector<int> queue_;
    std::vector<Flip> flips_;
    double gained_ = 0, began_ = thread_cpu_seconds();
    int longest_flip_ = 50'000;
    bool ahead_ = true;
};

TourPlan solve(const TourDistance& distance, const Effort& effort) {
    TourPlan plan;
    if (distance.size() < 5) {  // up to four places: three tours at most, all tried
        plan.order = first_order(distance);
        auto order = plan.order;
        plan.length = tour_length(distance, order);
        std::sort(order.begin(), order.end());
        do {
            if (tour_length(distance, order) < plan.length - least_gain) {
                plan.order = order;
                plan.length = tour_length(distance, order);
            }
        } while (std::next_permutation(order.begin(), order.end()));
        plan.bound = plan.length;
        return plan;
    }
    // A tenth of the effort goes to the bound, where a tree of all places is cheap enough for that.
    const bool bounded = distance.size() <= 6000;
    auto search = effort;
    if (bounded && effort.iterations == 0) search.cpu_seconds *= 0.9;
    plan = TourSearch(distance, search).run();
    if (bounded)
        plan.bound = tour_bound(distance, plan.length, effort.iterations ? 1e9 : effort.cpu_seconds * 0.1,
                                effort.iterations ? 30 : 1000, effort.stop);
    return plan;
}

}  // namespace

TourPlan solve_tour(const PlanarDistance& distance, const Effort& effort) {
    return solve(TourDistance(distance), effort);
}

TourPlan solve_tour(const Distance& distance, const Effort& effort) {
    return solve(TourDistance(distance), effort);
}

}  // namespace kamino::territory::routing
