#include "engine/territory/distance.h"

#include <algorithm>
#include <cmath>

namespace kamino::territory {
namespace {

// TSPLIB 95, section 2.4: coordinates are DDD.MM (degrees and minutes), pi is 3.141592, the result is cut
// off.
double geographical(const Place& a, const Place& b) {
    constexpr double pi = 3.141592, radius = 6378.388;
    const auto radian = [](double x) {
        const auto degrees = std::trunc(x);
        return pi * (degrees + 5.0 * (x - degrees) / 3.0) / 180.0;
    };
    // x is the latitude in these files.
    const auto q1 = std::cos(radian(a.y) - radian(b.y));
    const auto q2 = std::cos(radian(a.x) - radian(b.x)), q3 = std::cos(radian(a.x) + radian(b.x));
    return std::floor(radius * std::acos(std::clamp(0.5 * ((1.0 + q1) * q2 - (1.0 - q1) * q3), -1.0, 1.0)) +
                      1.0);
}

// TSPLIB 95, section 2.5: pseudo-Euclidean.
double att(double dx, double dy) {
    const auto r = std::sqrt((dx * dx + dy * dy) / 10.0);
    const auto t = std::floor(r + 0.5);
    return t < r ? t + 1 : t;
}

}  // namespace

double planar_distance(Metric metric, const Place& a, const Place& b) {
    const auto dx = a.x - b.x, dy = a.y - b.y;
    switch (metric) {
        case Metric::exact:
            return std::sqrt(dx * dx + dy * dy);
        case Metric::euc_2d:
            return std::floor(std::sqrt(dx * dx + dy * dy) + 0.5);
        case Metric::ceil_2d:
            return std::ceil(std::sqrt(dx * dx + dy * dy));
        case Metric::floor_2d:
            return std::floor(std::sqrt(dx * dx + dy * dy));
        case Metric::att:
            return att(dx, dy);
        case Metric::geo:
            return a.x == b.x && a.y == b.y ? 0 : geographical(a, b);
        case Metric::man_2d:
            return std::floor(std::abs(dx) + std::abs(dy) + 0.5);
        case Metric::max_2d:
            return std::max(std::floor(std::abs(dx) + 0.5), std::floor(std::abs(dy) + 0.5));
    }
    return 0;
}

RoadDistance::RoadDistance(const std::vector<Place>& degrees, Travel travel) : travel_(std::move(travel)) {
    travel_.sphere = true;
    places_.reserve(degrees.size());
    for (const auto& place : degrees) places_.push_back(on_earth(place.y, place.x));
    if (travel_.barriers)
        for (const auto& place : places_) seats_.push_back(travel_.barriers->seat(place));
}

Leg RoadDistance::leg(std::size_t from, std::size_t to) const {
    if (from == to) return {};
    const auto km = seats_.empty() ? travel_.road_km(places_[from], places_[to])
                                   : travel_.road_factor * travel_.barriers->km(seats_[from], seats_[to]);
    return {km, travel_.minutes_of(km)};
}

}  // namespace kamino::territory
