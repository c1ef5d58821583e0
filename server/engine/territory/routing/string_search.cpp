#include "engine/territory/routing/string_search.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace kamino::territory::routing {
namespace {

constexpr int near_count = 100;
constexpr double average_removed = 10, longest_string = 10, blink = 0.01, fleet_share = 0.2;

int route_count(const RouteProblem& problem) {
    return problem.vehicles > 0 ? std::min(problem.vehicles, problem.nodes() - 1) : problem.nodes() - 1;
}

}  // namespace

StringSearch::StringSearch(const RouteProblem& problem, const Effort& effort)
    : problem_(problem),
      effort_(effort),
      random_(effort.seed),
      near_(problem, near_count),
      routes_(problem, route_count(problem)),
      open_routes_(route_count(problem)),
      insertion_near_(problem.nodes() <= 500 ? near_count : 60),
      ruined_(static_cast<std::size_t>(open_routes_), 0),
      is_touched_(static_cast<std::size_t>(open_routes_), 0),
      misses_(static_cast<std::size_t>(problem.nodes()), 0) {}

RoutePlan StringSearch::run() {
    start();
    std::int64_t steps = 0;
    double spent = 0;
    if (problem_.fewest_vehicles_first || !absent_.empty()) {
        Budget budget(effort_, fleet_share);
        fewer_vehicles(budget);
        steps += budget.steps();
        spent = budget.fraction() * fleet_share;
        restore_best();
    }
    Budget budget(effort_, 1 - spent);
    shorter(budget);
    best_.iterations = steps + budget.steps();
    std::sort(best_.unserved.begin(), best_.unserved.end());
    return best_;
}

void StringSearch::touch(int route) {
    if (is_touched_.data()[route]) return;
    is_touched_.data()[route] = 1;
    touched_.push_back(route);
}

void StringSearch::refresh_touched() {
    for (const int route : touched_) {
        if (problem_.windows()) routes_.refresh(route);
        is_touched_.data()[route] = 0;
    }
    touched_.clear();
}

// All stops absent, put in by one recreation.
void StringSearch::start() {
    for (int stop = 1; stop < problem_.nodes(); ++stop) absent_.push_back(stop);
    recreate();
    routes_.forget();
    refresh_touched();
    average_leg_ = std::max(1.0, static_cast<double>(routes_.total()) / problem_.nodes());
    keep_best();
}

void StringSearch::keep_best() {
    best_.routes = routes_.lists();
    best_.unserved = absent_;
    best_.distance = routes_.total();
    if (effort_.progress)
        effort_.progress(static_cast<double>(best_.distance) / problem_.scale, std::nan(""));
}

void StringSearch::restore_best() {
    for (int stop = 1; stop < problem_.nodes(); ++stop)
        if (routes_.links[stop].route >= 0) routes_.remove(stop);
    int r = 0;
    for (const auto& list : best_.routes) {
        int after = routes_.depot(r);
        for (const int stop : list) {
            routes_.insert(stop, after);
            after = stop;
        }
        touch(r++);
    }
    for (; r < static_cast<int>(routes_.trips.size()); ++r) touch(r);
    refresh_touched();
    routes_.forget();
    absent_ = best_.unserved;
    used_routes_ = static_cast<int>(best_.routes.size());
    open_routes_ = problem_.fewest_vehicles_first ? std::max<int>(1, static_cast<int>(best_.routes.size()))
                                                  : route_count(problem_);
}

StringSearch::Weight StringSearch::patience(const std::vector<int>& stops) const {
    Weight sum = 0;
    for (const int stop : stops) sum += misses_[stop];
    return sum;
}

// Section 5.3 of the paper: what a route's stops were hard to place before decides which route goes.
bool StringSearch::close_a_route() {
    int worst = -1;
    Weight least = std::numeric_limits<Weight>::max();
    for (int r = 0; r < open_routes_; ++r) {
        Weight sum = 0;
        for (int node = routes_.links[routes_.depot(r)].next; node < routes_.nodes();
             node = routes_.links[node].next)
            sum += misses_[node];
        if (sum < least) {
            least = sum;
            worst = r;
        }
    }
    if (worst < 0) return false;
    // The last open route takes the closed one's place.
    const int last = open_routes_ - 1;
    while (routes_.trips[worst].stops > 0) {
        const int stop = routes_.links[routes_.depot(worst)].next;
        routes_.remove(stop);
        absent_.push_back(stop);
    }
    if (worst != last) {
        int after = routes_.depot(worst);
        while (routes_.trips[last].stops > 0) {
            const int stop = routes_.links[routes_.depot(last)].next;
            routes_.remove(stop);
            routes_.insert(stop, after);
            after = stop;
        }
    }
    touch(worst);
    touch(last);
    refresh_touched();
    routes_.forget();
    --open_routes_;
    used_routes_ = std::min(used_routes_, open_routes_);
    return true;
}

void StringSearch::fewer_vehicles(Budget& budget) {
    const int least = std::max(1, least_vehicles(problem_));
    if (absent_.empty()) {
        open_routes_ = std::max<int>(1, static_cast<int>(best_.routes.size()));
        restore_best();
        if (!problem_.fewest_vehicles_first || open_routes_ <= least) return;
        close_a_route();
    }
    double current = static_cast<double>(routes_.total());
    auto waiting = patience(absent_);
    while (budget.step()) {
        const auto temperature = average_leg_ * std::pow(0.01, budget.fraction());
        absent_before_ = absent_;
        ruin();
        recreate();
        const auto now = static_cast<double>(routes_.total());
        const auto waiting_now = patience(absent_);
        for (const int stop : absent_) ++misses_[stop];
        const bool accept =
            absent_.size() < absent_before_.size() || waiting_now < waiting ||
            (waiting_now == waiting && now < current - temperature * std::log(random_.unit() + 1e-300));
        if (!accept) {
            routes_.undo();
            absent_ = absent_before_;
        }
        refresh_touched();
        routes_.forget();
        if (!accept) {
            waiting = patience(absent_);
            continue;
        }
        current = now;
        const bool fewer_unserved = absent_.size() < best_.unserved.size();
        if (absent_.empty() || fewer_unserved) keep_best();
        if (absent_.empty()) {
            if (!problem_.fewest_vehicles_first || open_routes_ <= least) return;
            close_a_route();
            current = static_cast<double>(routes_.total());
        }
        waiting = patience(absent_);
    }
}

void StringSearch::shorter(Budget& budget) {
    // Large instances have no time to cool down from where small ones must start. Measured on sets X and
    // Solomon.
    const double heat = problem_.windows() ? 1 : std::clamp(300.0 / problem_.nodes(), 0.3, 1.0);
    const auto hottest = average_leg_ * heat, coldest = average_leg_ * std::max(0.003, 0.005 * heat);
    auto current = static_cast<double>(routes_.total());
    double temperature = hottest;
    while (budget.step()) {
        if ((budget.steps() & 63) == 1)
            temperature = hottest * std::pow(coldest / hottest, budget.fraction());
        absent_before_ = absent_;
        ruin();
        recreate();
        const auto now = static_cast<double>(routes_.total());
        const bool served = absent_.size() <= absent_before_.size();
        const bool accept = served && (absent_.size() < absent_before_.size() ||
                                       now < current - temperature * std::log(random_.unit() + 1e-300));
        if (!accept) {
            routes_.undo();
            absent_ = absent_before_;
        } else {
            current = now;
        }
        refresh_touched();
        routes_.forget();
        if (accept && (absent_.size() < best_.unserved.size() ||
                       (absent_.size() == best_.unserved.size() && routes_.total() < best_.distance)))
            keep_best();
    }
}

// ---- ruin (section 5.1 of the paper)

void StringSearch::ruin() {
    const int n = problem_.nodes();
    ++stamp_;
    const int placed = n - 1 - static_cast<int>(absent_.size());
    if (placed <= 0) return;
    int used = 0;
    for (int r = 0; r < used_routes_; ++r) used += routes_.trips.data()[r].stops > 0;
    const double average = static_cast<double>(placed) / std::max(1, used);
    const double longest = std::min(longest_string, average);
    const double most_strings = 4 * average_removed / (1 + longest) - 1;
    const int strings = static_cast<int>(random_.unit() * most_strings + 1);
    const int seed = random_.between(1, n - 1);
    int hit = 0;
    const auto strike = [&](int stop) {
        const int route = routes_.links.data()[stop].route;
        if (route < 0 || ruined_.data()[route] == stamp_) return;
        ruined_.data()[route] = stamp_;
        touch(route);
        const int stops = routes_.trips.data()[route].stops;
        const int length = static_cast<int>(random_.unit() * std::min<double>(stops, longest) + 1);
        if (length > 1 && length < stops && random_.unit() < 0.5)
            remove_split_string(stop, std::min(length, stops));
        else
            remove_string(stop, std::min(length, stops));
        ++hit;
    };
    strike(seed);
    for (const int* stop = near_.begin(seed); stop != near_.end(seed) && hit < strings; ++stop) strike(*stop);
}

// A string of `length` stops that holds `stop`, at a random place in it.
void StringSearch::remove_string(int stop, int length) {
    const auto* l = routes_.links.data();
    const int n = routes_.nodes();
    int back = 0, ahead = 0;
    for (int node = l[stop].prev; node < n && back < length - 1; node = l[node].prev) ++back;
    for (int node = l[stop].next; node < n && ahead < length - 1; node = l[node].next) ++ahead;
    const int steps = random_.between(std::max(0, length - 1 - ahead), back);
    int node = stop;
    for (int i = 0; i < steps; ++i) node = l[node].prev;
    for (int i = 0; i < length && node < n; ++i) {
        const int next = l[node].next;
        routes_.remove(node);
        absent_.push_back(node);
        node = next;
    }
}

// The same, but some stops in the middle of a longer string stay.
void StringSearch::remove_split_string(int stop, int length) {
    const auto* l = routes_.links.data();
    const int n = routes_.nodes(), stops = routes_.trips.data()[l[stop].route].stops;
    int kept = 1;
    while (length + kept < stops && random_.unit() > 0.01) ++kept;
    const int whole = length + kept;
    int back = 0, ahead = 0;
    for (int node = l[stop].prev; node < n && back < whole - 1; node = l[node].prev) ++back;
    for (int node = l[stop].next; node < n && ahead < whole - 1; node = l[node].next) ++ahead;
    const int steps = random_.between(std::max(0, whole - 1 - ahead), back);
    int node = stop;
    for (int i = 0; i < steps; ++i) node = l[node].prev;
    const int from = random_.between(0, length - 1 > 0 ? length - 1 : 0);  // stops taken before the kept ones
    for (int i = 0; i < whole && node < n; ++i) {
        const int next = l[node].next;
        if (i < from || i >= from + kept) {
            routes_.remove(node);
            absent_.push_back(node);
        }
        node = next;
    }
}

// ---- recreate (section 5.2 of the paper)

void StringSearch::sort_absent() {
    const auto which = random_.below(11);
    order_.clear();
    for (const int stop : absent_) {
        std::int64_t key = 0;
        const auto* depot = routes_.row(0);
        if (which < 4) {
            key = static_cast<std::int64_t>(random_.next() >> 2);
        } else if (which < 8) {
            key = -problem_.demand.data()[stop];
            if (problem_.windows() && (which & 1)) key = problem_.close[stop] - problem_.open[stop];
        } else if (which < 10) {
            key = -depot[stop];
        } else {
            key = depot[stop];
        }
        order_.emplace_back(key, stop);
    }
    std::sort(order_.begin(), order_.end());
}

void StringSearch::recreate() {
    sort_absent();
    absent_.clear();
    for (const auto& [key, stop] : order_)
        if (!place(stop)) absent_.push_back(stop);
}

bool StringSearch::place(int stop) {
    const auto* l = routes_.links.data();
    const auto* trips = routes_.trips.data();
    const auto* from_stop = routes_.row(stop);
    const auto* to_stop = routes_.column(stop);
    const auto demand = problem_.demand.data()[stop];
    const auto room =
        problem_.capacity > 0 ? problem_.capacity - demand : std::numeric_limits<std::int64_t>::max();
    const int n = routes_.nodes();
    const bool windows = problem_.windows();
    const auto service = problem_.service.empty() ? 0 : problem_.service.data()[stop];
    std::int64_t best = std::numeric_limits<std::int64_t>::max();
    int best_after = -1;
    const auto try_after = [&](int after) {
        const auto& a = l[after];
        const auto& trip = trips[a.route];
        if (trip.load > room) return;
        const int sa = routes_.site(after), sb = routes_.site(a.next);
        const std::int64_t cost = static_cast<std::int64_t>(to_stop[sa]) + from_stop[sb] - a.onward;
        if (cost >= best) return;
        if (problem_.longest > 0 && trip.length + cost + service > problem_.longest) return;
        if (windows) {
            const auto leave =
                after < n ? routes_.early.data()[after] + problem_.service.data()[after] : problem_.open[0];
            const auto at = std::max(leave + to_stop[sa], problem_.open.data()[stop]);
            if (at > problem_.close.data()[stop]) return;
            const auto latest = a.next < n ? routes_.late.data()[a.next] : problem_.close[0];
            if (at + service + from_stop[sb] > latest) return;
        }
        if ((random_.next() >> 32) < static_cast<std::uint64_t>(blink * 4294967296.0)) return;
        best = cost;
        best_after = after;
    };
    int seen = 0;
    for (const int* near = near_.begin(stop); near != near_.end(stop); ++near) {
        const auto& link = l[*near];
        if (link.route < 0) continue;
        try_after(*near);
        try_after(link.prev);
        if (++seen >= insertion_near_ && best_after >= 0) break;
    }
    int empty = used_routes_ < open_routes_ ? routes_.depot(used_routes_) : -1;
    for (int r = 0; r < used_routes_; ++r) {
        const int depot = routes_.depot(r);
        if (trips[r].stops == 0) {
            empty = depot;
            continue;
        }
        try_after(depot);
        try_after(l[depot].prev);
    }
    if (empty >= 0) try_after(empty);
    if (best_after < 0) return false;
    const int route = l[best_after].route;
    routes_.insert(stop, best_after);
    used_routes_ = std::max(used_routes_, route + 1);
    if (windows) routes_.refresh(route);
    touch(route);
    return true;
}

}  // namespace kamino::territory::routing
