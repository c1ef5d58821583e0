// What one person's visits cost at least: every route of a day is a route of route_bound.h, which stands for
// hours or for loads; cadence, windows and lunch are left out. A night away may begin and end anywhere.
#include <algorithm>
#include <cmath>

#include "engine/territory/routing/route_bound.h"
#include "engine/territory/routing/visit_search.h"

namespace kamino::territory::routing {

double VisitSearch::bound() const {
    BoundProblem out;
    out.visits = {0};
    std::vector<int> at{home_};
    std::vector<double> service{0}, demand{0};
    const auto add = [&](const Stop& stop, double visits) {
        at.push_back(stop.place);
        service.push_back(static_cast<double>(stop.service));
        demand.push_back(static_cast<double>(stop.demand));
        out.visits.push_back(visits);
    };
    for (std::size_t i = 0; i < global_.size(); ++i)
        if (!best_visits_[i].empty()) add(stops_[i], static_cast<double>(best_visits_[i].size()));
    for (const auto& route : best_routes_)
        for (const int id : route.stops)
            if (id < 0) add(stop_of(id), 1);
    const auto n = at.size();
    if (n < 2) return 0;
    const bool nights = person_.nights_a_week > 0;
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < n; ++j)
            out.leg.push_back(static_cast<double>(i != 0 && j != 0 ? leg(at[i], at[j])
                                                  : nights         ? 0
                                                  : j == 0         ? leg(at[i], away_)
                                                                   : leg(home_, at[j])));
    double hours = 0, most = 0;
    for (const auto& slot : slots_) {
        hours = std::max(hours, slot.to >= forever ? INFINITY : static_cast<double>(slot.to - slot.from));
        most = std::max(most, slot.capacity <= 0 ? INFINITY : static_cast<double>(slot.capacity));
    }
    if (std::isfinite(most) || !std::isfinite(hours)) {
        set_loads(out, demand, most);
    } else {
        for (std::size_t j = 1; j < n; ++j) {
            double least = INFINITY;
            for (std::size_t i = 0; i < n; ++i)
                if (i != j) least = std::min(least, out.leg[i * n + j]);
            service[j] += least;
        }
        set_loads(out, service, hours);
    }
    BoundEffort effort{effort_.cpu_seconds * bound_share, 1000, effort_.stop};
    if (effort_.iterations > 0) effort = {1e9, 20, effort_.stop};
    double upper = 0;
    for (std::size_t s = 0; s < best_slots_.size(); ++s) {
        int here = best_slots_[s].start;
        for (const int id : best_routes_[s].stops) {
            upper += static_cast<double>(leg(here, stop_of(id).place));
            here = stop_of(id).place;
        }
        if (!best_routes_[s].stops.empty()) upper += static_cast<double>(leg(here, best_slots_[s].end));
    }
    // Ways were rounded up, each by less than one.
    double legs = 0;
    for (const double visits : out.visits) legs += 2 * visits;
    const double found = route_bound(out, upper, effort);
    return std::max(0.0, (found - legs) / scale_);
}

}  // namespace kamino::territory::routing
