// Capacity without an optimiser: what the work of a territory needs in hours, travel by the theorem of
// Beardwood, Halton & Hammersley (1959) as Daganzo (1984) uses it: tours of stops that are spread over an
// area A cost k * sqrt(A * stops) between the stops and twice the way to the area for each tour. Both
// constants are fitted on given routes. Pure sums: fast enough to follow a slider.
#pragma once
#include <cmath>
#include <span>
#include <string>
#include <vector>

#include "engine/territory/alignment/instance.h"

namespace kamino::territory::capacity {

using alignment::Index;
using alignment::Instance;

// The asymptotic constant of the shortest tour through random points in the plane (Applegate, Bixby, Chvatal
// & Cook 2006): used until routes are given.
inline constexpr double shortest_tour_constant = 0.7124;

struct TravelModel {
    double between = shortest_tour_constant;  // k, of road km for sqrt(km2 * stops)
    double approach = 1;                      // of twice the way from home to the middle of the stops
    int routes = 0;                           // fitted on
    double error = std::nan("");  // mean absolute error in per cent, each route predicted by the others
    double stops_a_day = 8;
};

// One driven day: where it began, its stops, and what the road showed.
struct KnownRoute {
    alignment::Place home{};
    std::vector<alignment::Place> stops;
    double km = 0;
};

TravelModel fit_routes(const Travel& travel, std::span<const KnownRoute> routes);
double predicted_km(const TravelModel& model, const Travel& travel, const KnownRoute& route);

struct Need {
    double service_hours = 0, travel_hours = 0;
    double visits = 0, days = 0, area_km2 = 0, approach_km = 0;
    double hours() const { return service_hours + travel_hours; }
};

// The hours of one person's units in the whole period.
Need need_of(const Instance& instance, std::size_t person, const std::vector<Index>& units,
             const alignment::Place& centre, const TravelModel& model);

struct PersonCapacity {
    Need need;
    double have = std::nan("");        // hours; NaN: not given
    std::vector<std::string> options;  // what could give, where need is above have
};

struct Capacity {
    std::vector<PersonCapacity> people;
    Need unowned;  // units without an owner, as if one more person had them
    double need = 0, have = 0;
    double people_needed = std::nan("");  // at the mean hours of a person
    TravelModel model;
    std::vector<std::string> options;  // for the whole
};

Capacity check_capacity(const Instance& instance, const TravelModel& model);

}  // namespace kamino::territory::capacity
