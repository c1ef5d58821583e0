#include "engine/territory/distance.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace kamino::territory {
namespace {

// TSPLIB 95, section 2.4: coordinates are DDD.MM (degrees and minutes), pi is 3.141592, the result is cut off.
double geographical(const Place& a, const Place& b) {
    constexpr double pi = 3.141592, radius = 6378.388;
    const auto radian = [](double x) {
        const auto degrees = std::trunc(x);
        return pi * (degrees + 5.0 * (x - degrees) / 3.0) / 180.0;
    };
    // x is the latitude in these files.
    const auto q1 = std::cos(radian(a.y) - radian(b.y));
    const auto q2 = std::cos(radian(a.x) - radian(b.x)), q3 = std::cos(radian(a.x) + radian(b.x));
    return std::floor(radius * std::acos(std::clamp(0.5 * ((1.0 + q1) * q2 - (1.0 - q1) * q3), -1.0, 1.0)) + 1.0);
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
        case Metric::exact: return std::sqrt(dx * dx + dy * dy);
        case Metric::euc_2d: return std::floor(std::sqrt(dx * dx + dy * dy) + 0.5);
        case Metric::ceil_2d: return std::ceil(std::sqrt(dx * dx + dy * dy));
        case Metric::floor_2d: return std::floor(std::sqrt(dx * dx + dy * dy));
        case Metric::att: return att(dx, dy);
        case Metric::geo: return a.x == b.x && a.y == b.y ? 0 : geographical(a, b);
        case Metric::man_2d: return std::floor(std::abs(dx) + std::abs(dy) + 0.5);
        case Metric::max_2d: return std::max(std::floor(std::abs(dx) + 0.5), std::floor(std::abs(dy) + 0.5));
    }
    return 0;
}

double great_circle_km(const Place& a, const Place& b) {
    constexpr double radian = std::numbers::pi / 180;
    const auto s = std::sin((b.y - a.y) * radian / 2), t = std::sin((b.x - a.x) * radian / 2);
    const auto h = s * s + std::cos(a.y * radian) * std::cos(b.y * radian) * t * t;
    return 2 * 6371.0088 * std::asin(std::min(1.0, std::sqrt(h)));
}

Leg road_leg(const RoadModel& model, const Place& a, const Place& b) {
    const auto km = model.road_factor * great_circle_km(a, b);
    if (km <= 0) return {};
    // d / speed(d) = (d + slow) / cruise would charge the whole start of a trip to neighbours across the street; the
    // speed is therefore never below a tenth of the cruising speed.
    const auto speed = model.cruise_kmh * std::max(0.1, km / (km + model.slow_km));
    return {km, 60 * km / speed + model.fixed_minutes};
}

}  // namespace kamino::territory
