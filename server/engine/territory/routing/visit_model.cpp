// What one person's days allow: places, hours, windows, lunch.
#include <algorithm>
#include <cmath>
#include <map>

#include "engine/territory/routing/visit_search.h"

namespace kamino::territory::routing {

VisitSearch::VisitSearch(const VisitInstance& instance, const VisitPerson& person, int person_index,
                         std::vector<int> accounts, const Effort& effort)
    : instance_(instance),
      person_(person),
      effort_(effort),
      person_index_(person_index),
      global_(std::move(accounts)),
      random_(effort.seed + 7919 * static_cast<std::uint64_t>(person_index)) {
    build_places();
    build_slots();
    build_accounts();
}

// The places of this person as a table of whole numbers, rounded up.
void VisitSearch::build_places() {
    std::map<int, int> local;
    const auto add = [&](int place) {
        const auto [at, fresh] = local.emplace(place, static_cast<int>(places_.size()));
        if (fresh) places_.push_back(place);
        return at->second;
    };
    home_ = add(person_.start);
    away_ = add(person_.end);
    std::vector<int> at, fixed_at;
    for (const int a : global_) at.push_back(add(instance_.accounts[a].place));
    for (const auto& f : person_.fixed) fixed_at.push_back(add(f.place));
    double largest = 1;
    std::vector<double> minutes;
    for (const int i : places_)
        for (const int j : places_) {
            minutes.push_back(instance_.distance->leg(i, j).time);
            largest = std::max(largest, minutes.back());
        }
    scale_ = std::clamp(std::pow(10, std::floor(std::log10(1e8 / largest))), 1.0, 1e4);
    for (const auto m : minutes) table_.push_back(static_cast<std::int32_t>(std::ceil(m * scale_ - 1e-6)));
    const auto up = [&](double x) { return static_cast<Time>(std::ceil(x * scale_ - 1e-6)); };
    for (std::size_t i = 0; i < global_.size(); ++i) {
        const auto& a = instance_.accounts[global_[i]];
        stops_.push_back(
            {at[i], up(a.minutes), static_cast<std::int64_t>(std::ceil(a.demand * 1000 - 1e-6))});
    }
    for (std::size_t i = 0; i < person_.fixed.size(); ++i)
        fixed_stops_.push_back({fixed_at[i], up(person_.fixed[i].to - person_.fixed[i].from), 0});
    lunch_ = up(person_.lunch);
    lunch_from_ = up(person_.lunch_from);
    lunch_to_ = static_cast<Time>(std::floor(person_.lunch_to * scale_));
}

void VisitSearch::build_slots() {
    slots_of_day_.resize(static_cast<std::size_t>(instance_.days));
    timed_ = std::isfinite(person_.to) || lunch_ > 0;
    for (int day = instance_.first_day; day < instance_.days; ++day) {
        if (!instance_.works(person_, day)) continue;
        for (int v = 0; v < person_.vehicles; ++v) {
            Slot slot{day, v, home_, away_, 0, forever, 0, 0};
            if (std::isfinite(person_.to)) {
                slot.from = static_cast<Time>(std::ceil(person_.from * scale_));
                slot.to = static_cast<Time>(std::floor(person_.to * scale_ + 1e-6));
            }
            if (!person_.longest.empty() && person_.longest[day] > 0) {
                slot.to =
                    std::min(slot.to, slot.from + static_cast<Time>(person_.longest[day] * scale_ + 1e-6));
                timed_ = true;
            }
            if (!person_.capacity.empty())
                slot.capacity = static_cast<std::int64_t>(std::floor(person_.capacity[day] * 1000 + 1e-6));
            slots_of_day_[day].push_back(static_cast<int>(slots_.size()));
            slots_.push_back(slot);
            Route route;
            for (std::size_t f = 0; v == 0 && f < person_.fixed.size(); ++f)
                if (person_.fixed[f].day == day) route.stops.push_back(-1 - static_cast<int>(f));
            std::sort(route.stops.begin(), route.stops.end(),
                      [&](int a, int b) { return person_.fixed[-1 - a].from < person_.fixed[-1 - b].from; });
            timed_ = timed_ || !route.stops.empty();
            routes_.push_back(std::move(route));
        }
    }
    saved_stamp_.assign(slots_.size(), 0);
}

void VisitSearch::build_accounts() {
    const auto n = global_.size();
    spans_.resize(n * 7);
    allowed_.resize(n);
    near_.resize(n);
    visits_.resize(n);
    account_stamp_.assign(n, 0);
    for (std::size_t i = 0; i < n; ++i) {
        const auto& a = instance_.accounts[global_[i]];
        for (int w = 0; w < 7; ++w) {
            auto& spans = spans_[i * 7 + static_cast<std::size_t>(w)];
            if (a.windows.empty()) spans.push_back({0, forever});
            for (const auto& window : a.windows)
                if (window.weekdays >> w & 1)
                    spans.push_back(
                        {static_cast<Time>(std::ceil(window.from * scale_ - 1e-6)),
                         static_cast<Time>(std::floor(window.to * scale_ + 1e-6)) - stops_[i].service});
            std::sort(spans.begin(), spans.end(),
                      [](const Span& x, const Span& y) { return x.from < y.from; });
        }
        timed_ = timed_ || !a.windows.empty();
        for (int day = 0; day < instance_.days; ++day)
            allowed_[i].push_back(instance_.may_visit(a, day) && !slots_of_day_[day].empty());
        for (std::size_t j = 0; j < n; ++j)
            if (j != i) near_[i].push_back(static_cast<int>(j));
        const auto closer = [&](int x, int y) {
            const auto dx = leg(stops_[i].place, stops_[x].place), dy = leg(stops_[i].place, stops_[y].place);
            return dx != dy ? dx < dy : x < y;
        };
        const auto kept = std::min<std::size_t>(near_[i].size(), 40);
        std::partial_sort(near_[i].begin(), near_[i].begin() + static_cast<std::ptrdiff_t>(kept),
                          near_[i].end(), closer);
        near_[i].resize(kept);
    }
    closed_.assign(slots_.size(), 0);
    for (int s = 0; s < static_cast<int>(slots_.size()); ++s) {
        refresh(s);
        cost_ += routes_[s].way;
        closed_[s] = timed_ && !feasible(routes_[s], slots_[s]);
    }
}

VisitSearch::Stop VisitSearch::stop_of(int id) const {
    return id >= 0 ? stops_.data()[id] : fixed_stops_.data()[-1 - id];
}

// The soonest start at or after `from`.
VisitSearch::Time VisitSearch::start_of(int id, int weekday, Time from) const {
    if (id < 0) {
        const auto at = static_cast<Time>(std::llround(person_.fixed[-1 - id].from * scale_));
        return from <= at ? at : forever;
    }
    for (const auto& span :
         spans_.data()[static_cast<std::size_t>(id) * 7 + static_cast<std::size_t>(weekday)]) {
        const auto at = std::max(from, span.from);
        if (at <= span.to) return at;
    }
    return forever;
}

// From `here` to the stop and through it. Lunch is taken while waiting for the stop, else before its service
// when the hour has come or would pass during it, else before leaving. False when the stop or lunch comes too
// late.
bool VisitSearch::advance(State& state, int here, int id, int weekday, Time* start, Time* lunch) const {
    const auto stop = stop_of(id);
    const auto way = leg(here, stop.place);
    auto arrival = state.clock + way;
    auto at = start_of(id, weekday, arrival);
    if (at >= forever) return false;
    if (!state.lunched) {
        const auto there = std::max(arrival, lunch_from_);
        if (there <= lunch_to_ && there + lunch_ <= at) {
            state.lunched = true;
            if (lunch) *lunch = there;
        } else if (at + stop.service > lunch_to_ || arrival >= lunch_from_) {
            auto taken = there;
            auto later = there <= lunch_to_ ? start_of(id, weekday, there + lunch_) : forever;
            if (later >= forever) {  // before leaving
                taken = std::max(state.clock, lunch_from_);
                if (taken > lunch_to_) return false;
                later = start_of(id, weekday, taken + lunch_ + way);
                if (later >= forever) return false;
            }
            at = later;
            state.lunched = true;
            if (lunch) *lunch = taken;
        }
    }
    state.clock = at + stop.service;
    if (start) *start = at;
    return true;
}

bool VisitSearch::finish(State state, int here, const Slot& slot, Time* lunch) const {
    const auto way = leg(here, slot.end);
    auto back = state.clock + way;
    if (!state.lunched && back > lunch_to_) {
        const auto taken = std::max(state.clock, lunch_from_);
        if (taken > lunch_to_) return false;
        back = taken + lunch_ + way;
        if (lunch) *lunch = taken;
    }
    return back <= slot.to;
}

// Way, load and the states of a route whose stops changed.
void VisitSearch::refresh(int s) {
    auto& route = routes_[s];
    const auto& slot = slots_[s];
    const int weekday = instance_.weekday(slot.day);
    route.way = 0;
    route.load = 0;
    route.states.clear();
    route.states.push_back({slot.from, lunch_ == 0});
    int here = slot.start;
    for (const int id : route.stops) {
        const auto stop = stop_of(id);
        route.way += leg(here, stop.place);
        route.load += stop.demand;
        auto state = route.states.back();
        if (timed_ && !advance(state, here, id, weekday, nullptr, nullptr)) state.clock = forever;
        route.states.push_back(state);
        here = stop.place;
    }
    if (!route.stops.empty() || slot.start != slot.end) route.way += leg(here, slot.end);
}

bool VisitSearch::feasible(const Route& route, const Slot& slot) const {
    if (!timed_ || route.stops.empty()) return true;
    const auto& last = route.states.back();
    return last.clock < forever && finish(last, stop_of(route.stops.back()).place, slot, nullptr);
}

// Whether the account can come before the stop at `position`, all others kept.
bool VisitSearch::fits(int s, int position, int account) const {
    if (!timed_) return true;
    const auto& route = routes_.data()[s];
    const auto& slot = slots_.data()[s];
    const int weekday = instance_.weekday(slot.day);
    auto state = route.states.data()[position];
    int here = position == 0 ? slot.start : stop_of(route.stops.data()[position - 1]).place;
    if (!advance(state, here, account, weekday, nullptr, nullptr)) return false;
    here = stops_.data()[account].place;
    for (auto i = static_cast<std::size_t>(position); i < route.stops.size(); ++i) {
        const int id = route.stops.data()[i];
        if (!advance(state, here, id, weekday, nullptr, nullptr)) return false;
        here = stop_of(id).place;
        const auto& before = route.states.data()[i + 1];
        if (state.clock == before.clock && state.lunched == before.lunched)
            return true;  // the rest is as it was
    }
    return finish(state, here, slot, nullptr);
}

bool VisitSearch::appointments_fit(int day) const {
    for (const int s : slots_of_day_[day])
        if (closed_[s]) return false;
    return true;
}

VisitPlan VisitSearch::plan() const {
    VisitPlan out;
    const auto minutes = [&](Time t) { return static_cast<double>(t) / scale_; };
    for (std::size_t s = 0; s < best_slots_.size(); ++s) {
        const auto& slot = best_slots_[s];
        const auto& route = best_routes_[s];
        if (route.stops.empty() && slot.start == home_ && slot.end == away_) continue;
        Trip trip{person_index_, slot.day, slot.vehicle, places_[slot.start], places_[slot.end], {}, -1};
        State state{slot.from, lunch_ == 0};
        int here = slot.start;
        Time lunch = -1;
        for (const int id : route.stops) {
            Time start = state.clock + leg(here, stop_of(id).place);
            if (!timed_)
                state.clock = start + stop_of(id).service;
            else if (!advance(state, here, id, instance_.weekday(slot.day), &start, &lunch))
                state.clock = start + stop_of(id).service;  // appointments that clash: shown as they stand
            here = stop_of(id).place;
            PlannedStop stop{id >= 0 ? global_[id] : person_.fixed[-1 - id].account, -1, minutes(start),
                             minutes(start + stop_of(id).service)};
            if (id < 0) {
                if (stop.account < 0) stop.fixed = -1 - id;
                stop.start = person_.fixed[-1 - id].from;
                stop.end = person_.fixed[-1 - id].to;
            }
            trip.stops.push_back(stop);
        }
        if (timed_) finish(state, here, slot, &lunch);
        trip.lunch = lunch < 0 ? -1 : minutes(lunch);
        out.trips.push_back(std::move(trip));
    }
    for (std::size_t i = 0; i < global_.size(); ++i)
        if (best_visits_[i].empty() && instance_.accounts[global_[i]].visits > 0)
            out.unserved.push_back(global_[i]);
    out.iterations = iterations_;
    out.bound = bound_;
    return out;
}

}  // namespace kamino::territory::routing
