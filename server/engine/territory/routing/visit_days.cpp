// On which days an account is visited: the cheapest place on every day, then the cheapest set of days.
#include <algorithm>
#include <limits>

#include "engine/territory/routing/visit_search.h"

namespace kamino::territory::routing {

VisitSearch::Spot VisitSearch::best_spot(int account, int day) {
    Spot best;
    const auto stop = stops_.data()[account];
    bool empty_tried = false;
    const auto* to = table_.data() + static_cast<std::size_t>(stop.place) * places_.size();
    for (const int s : slots_of_day_.data()[day]) {
        const auto& route = routes_.data()[s];
        const auto& slot = slots_.data()[s];
        if (closed_.data()[s] || (slot.capacity > 0 && route.load + stop.demand > slot.capacity)) continue;
        const int count = static_cast<int>(route.stops.size());
        if (count == 0 && slot.start == home_ && slot.end == away_) {
            if (empty_tried) continue;  // the empty vehicles of a day do not differ
            empty_tried = true;
        }
        int here = slot.start;
        for (int i = 0; i <= count; ++i) {
            const int next = i < count ? stop_of(route.stops.data()[i]).place : slot.end;
            const auto direct = count == 0 && slot.start == slot.end ? 0 : leg(here, next);
            const auto cost = leg(here, stop.place) + to[next] - direct;
            here = next;
            if (cost >= best.cost || !fits(s, i, account)) continue;
            if (random_.below(100) == 0) continue;  // a blink
            best = {cost, s, i};
        }
    }
    return best;
}

VisitSearch::Time VisitSearch::moved_price(int account, int day) const {
    const auto& before = instance_.accounts[global_[account]].before;
    if (before.empty() || std::find(before.begin(), before.end(), day) != before.end()) return 0;
    return static_cast<Time>(instance_.stability * scale_);
}

VisitSearch::Time VisitSearch::best_days(int account, std::vector<Spot>& chosen) {
    spots_.assign(static_cast<std::size_t>(instance_.days), {});
    for (int day = instance_.first_day; day < instance_.days; ++day) {
        if (!allowed_[account][day]) continue;
        spots_[day] = best_spot(account, day);
        if (spots_[day].slot >= 0) spots_[day].cost += moved_price(account, day);
    }
    chosen.clear();
    return instance_.accounts[global_[account]].patterns.empty() ? best_gaps(account, chosen)
                                                                 : best_pattern(account, chosen);
}

VisitSearch::Time VisitSearch::best_pattern(int account, std::vector<Spot>& chosen) const {
    Time best = forever;
    const std::vector<int>* which = nullptr;
    for (const auto& pattern : instance_.accounts[global_[account]].patterns) {
        Time sum = 0;
        for (const int day : pattern) sum += spots_[day].cost;
        if (sum < best) best = sum, which = &pattern;
    }
    if (best < forever && which)
        for (const int day : *which) chosen.push_back(spots_[day]);
    return best;
}

// layer[k][d]: the cheapest k + 1 visits of which the last is on day d.
VisitSearch::Time VisitSearch::best_gaps(int account, std::vector<Spot>& chosen) {
    const auto& a = instance_.accounts[global_[account]];
    const int days = instance_.days, visits = a.visits;
    const int least = std::max(1, a.least_gap), greatest = a.greatest_gap > 0 ? a.greatest_gap : days;
    if (visits <= 0) return 0;
    layer_.assign(static_cast<std::size_t>(visits * days), forever);
    from_.assign(static_cast<std::size_t>(visits * days), -1);
    const bool seen = a.last_visit != std::numeric_limits<int>::min();
    for (int d = instance_.first_day; d < days; ++d) {
        if (spots_[d].slot < 0) continue;
        if (seen && (d - a.last_visit < least || (a.greatest_gap > 0 && d - a.last_visit > greatest)))
            continue;
        layer_[d] = spots_[d].cost;
    }
    for (int k = 1; k < visits; ++k)
        for (int d = instance_.first_day; d < days; ++d) {
            if (spots_[d].slot < 0) continue;
            Time best = forever;
            int from = -1;
            for (int e = std::max(instance_.first_day, d - greatest); e <= d - least; ++e)
                if (layer_[(k - 1) * days + e] < best) best = layer_[(k - 1) * days + e], from = e;
            if (from < 0) continue;
            layer_[k * days + d] = best + spots_[d].cost;
            from_[k * days + d] = from;
        }
    int last = -1;
    Time best = forever;
    for (int d = instance_.first_day; d < days; ++d)
        if (layer_[(visits - 1) * days + d] < best) best = layer_[(visits - 1) * days + d], last = d;
    if (last < 0) return forever;
    for (int k = visits - 1; k >= 0; --k) {
        chosen.push_back(spots_[last]);
        last = from_[k * days + last];
    }
    return best;
}

}  // namespace kamino::territory::routing
