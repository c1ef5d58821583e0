// Distance and travel time without a network: straight line (on a plane) or great circle (on the earth) times
// a road factor, and a speed that grows with the length of the way. All in kilometres and minutes. Values;
// thread-safe.
#pragma once
#include <array>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace kamino::territory {

// A place as a vector. On a plane (x, y, 0) in km; on the earth the point of the sphere, in km from its
// centre, so that the straight line between two places grows with the great circle between them.
struct Point {
    double x = 0, y = 0, z = 0;
};

inline constexpr double earth_km = 6371.0088;  // mean radius (IUGG)

Point on_earth(double lat, double lon);  // degrees
inline double square_km(const Point& a, const Point& b) {
    const double x = a.x - b.x, y = a.y - b.y, z = a.z - b.z;
    return x * x + y * y + z * z;
}

// As the crow flies.
double straight_km(const Point& a, const Point& b, bool sphere);

class Barriers;  // engine/territory/barriers.h

// The kilometres of a way up to `to_km` are driven at `kmh`; the last band has no end. Marginal speeds keep
// the time a growing, concave function of the length.
struct SpeedBand {
    double to_km, kmh;
};

// Known ways that a Travel was fitted on; errors are the mean of the absolute ones in per cent of the
// measured values.
struct TravelFit {
    int ways = 0;
    double km_error = 0, minutes_error = 0;
};

struct Travel {
    bool sphere = false;
    double road_factor = 1;
    std::vector<SpeedBand> bands{{1e9, 50}};
    std::shared_ptr<const Barriers> barriers;  // null: none
    TravelFit fit;

    // Straight, or round the barriers; infinite where they leave no way.
    double air_km(const Point& a, const Point& b) const;
    double road_km(const Point& a, const Point& b) const { return road_factor * air_km(a, b); }
    double minutes_of(double road_km) const;
    double minutes(const Point& a, const Point& b) const { return minutes_of(road_km(a, b)); }
};

// Ways that somebody measured; NaN where km or minutes are not known.
struct KnownWay {
    Point from, to;
    double km, minutes;
};

// Common values for roads of Europe and the Americas where nothing is known: 1.3, and 25, 50 and 85 km/h up
// to 5, up to 30 and beyond 30 km. On a plane: straight lines at 50 km/h.
Travel usual_travel(bool sphere);

// The road factor by least squares on the relative error (the median would ignore detours, which are real),
// then one speed a band that at least five ways reach, by non-negative least squares on the relative error of
// the minutes; bands end at the terciles of the lengths. Fewer than three ways change nothing.
Travel fit_travel(const Travel& start, std::span<const KnownWay> ways);

}  // namespace kamino::territory
