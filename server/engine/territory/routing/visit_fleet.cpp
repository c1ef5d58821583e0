// A person's visits as a fleet without windows, where the rules are no others: the genetic search then goes
// on from the plan that the ruin and recreate search found.
#include <algorithm>
#include <cmath>
#include <functional>

#include "engine/territory/routing/genetic/fleet_of.h"
#include "engine/territory/routing/genetic/genetic.h"
#include "engine/territory/routing/genetic/one_day.h"
#include "engine/territory/routing/visit_search.h"

namespace kamino::territory::routing {
namespace {

// Beyond so many visits ruin and recreate is ahead in the seconds that one waits: on one day (measured on set
// X), and on several that differ (on instances made at random, 100 to 450 accounts).
constexpr int most_days = 64, most_on_one_day = 500, most_visits = 125;
constexpr std::size_t most_patterns = 300;  // of one account
constexpr std::int64_t steps_of_one = 100;  // an offspring counts as so many steps of ruin and recreate

}  // namespace

// Sets of days that the account's cadence allows; empty: none, or too many.
std::vector<std::uint64_t> VisitSearch::patterns_of(int account) const {
    const auto& a = instance_.accounts[global_[account]];
    std::vector<std::uint64_t> out;
    if (a.visits == 0) return {0};
    for (const auto& days : a.patterns) {
        std::uint64_t bits = 0;
        for (const int d : days) bits |= 1ULL << d;
        if (std::all_of(days.begin(), days.end(), [&](int d) { return allowed_[account][d]; }))
            out.push_back(bits);
    }
    if (!a.patterns.empty()) return out.size() > most_patterns ? std::vector<std::uint64_t>{} : out;
    const int least = std::max(1, a.least_gap), most = a.greatest_gap > 0 ? a.greatest_gap : 1 << 20;
    const bool seen = a.last_visit != std::numeric_limits<int>::min();
    const std::function<void(int, int, std::uint64_t)> choose = [&](int left, int last, std::uint64_t bits) {
        if (out.size() > most_patterns) return;
        if (left == 0) {
            out.push_back(bits);
            return;
        }
        const bool free = bits == 0 && !seen;
        for (int d = free ? instance_.first_day : std::max(instance_.first_day, last + least);
             d < instance_.days && (free || d - last <= most); ++d)
            if (allowed_[account][d]) choose(left - 1, d, bits | 1ULL << d);
    };
    choose(a.visits, seen ? a.last_visit : 0, 0);
    return out.size() > most_patterns ? std::vector<std::uint64_t>{} : out;
}

std::optional<genetic::Fleet> VisitSearch::fleet() const {
    const int n = static_cast<int>(global_.size());
    if (n < 2 || instance_.days > most_days || slots_.empty() || lunch_ > 0 || !person_.fixed.empty() ||
        person_.nights_a_week > 0 || person_.start != person_.end)
        return std::nullopt;
    int visits = 0;
    for (const int a : global_) visits += instance_.accounts[a].visits;
    if (visits > most_on_one_day) return std::nullopt;
    genetic::Fleet out;
    out.stops = n;
    out.days = instance_.days;
    out.vehicles = person_.vehicles;
    out.scale = scale_;
    out.capacity.assign(static_cast<std::size_t>(out.days), 0);
    out.longest = out.capacity;
    for (const auto& slot : slots_) {
        out.capacity[slot.day] = slot.capacity;
        if (slot.to < forever) out.longest[slot.day] = slot.to - slot.from;
    }
    std::vector<int> at{home_};
    out.demand = out.service = {0};
    out.patterns.resize(1);
    for (int i = 0; i < n; ++i) {
        const auto& a = instance_.accounts[global_[i]];
        if (!a.windows.empty() || !a.before.empty()) return std::nullopt;
        at.push_back(stops_[i].place);
        out.demand.push_back(stops_[i].demand);
        out.service.push_back(stops_[i].service);
        out.patterns.push_back(patterns_of(i));
        if (out.patterns.back().empty()) return std::nullopt;
    }
    for (const int a : at)
        for (const int b : at) out.distance.push_back(static_cast<std::int32_t>(leg(a, b)));
    if (!genetic::symmetric(out.distance, at.size())) return std::nullopt;
    if (visits > most_visits && out.days > 1 && !genetic::days_are_one(out)) return std::nullopt;
    genetic::place_by_distance(out);
    return out;
}

std::vector<genetic::DayPlan> VisitSearch::as_days() const {
    std::vector<genetic::DayPlan> out(static_cast<std::size_t>(instance_.days));
    for (std::size_t s = 0; s < best_slots_.size(); ++s) {
        auto& route = out[best_slots_[s].day].emplace_back();
        for (const int id : best_routes_[s].stops) route.push_back(id + 1);
    }
    return out;
}

void VisitSearch::breed(const genetic::Fleet& fleet, double share) {
    auto effort = effort_;
    effort.cpu_seconds *= share;
    if (effort.iterations > 0)
        effort.iterations = std::max<std::int64_t>(
            1, static_cast<std::int64_t>(share * static_cast<double>(effort.iterations)) / steps_of_one);
    const auto tell = [&](double distance) {
        if (effort_.progress) effort_.progress(distance / scale_, std::nan(""));
    };
    const auto bred = genetic::breed(fleet, {as_days()}, effort, 1, tell);
    iterations_ += bred.iterations;
    if (bred.days.empty() || bred.distance >= static_cast<double>(best_cost_)) return;
    best_cost_ = static_cast<Time>(bred.distance);
    for (auto& list : best_visits_) list.clear();
    std::vector<std::size_t> used(bred.days.size(), 0);
    for (std::size_t s = 0; s < best_slots_.size(); ++s) {
        auto& stops = best_routes_[s].stops;
        stops.clear();
        const auto& day = bred.days[best_slots_[s].day];
        auto& next = used[best_slots_[s].day];
        if (next >= day.size()) continue;
        for (const int stop : day[next]) {
            stops.push_back(stop - 1);
            best_visits_[stop - 1].push_back(static_cast<int>(s));
        }
        ++next;
    }
}

}  // namespace kamino::territory::routing
