#include "engine/territory/travel.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/territory/barriers.h"

namespace kamino::territory {

Point on_earth(double lat, double lon) {
    const double rad = std::numbers::pi / 180;
    const double c = std::cos(lat * rad);
    return {earth_km * c * std::cos(lon * rad), earth_km * c * std::sin(lon * rad),
            earth_km * std::sin(lat * rad)};
}

double straight_km(const Point& a, const Point& b, bool sphere) {
    const double straight = std::sqrt(square_km(a, b));
    return sphere ? 2 * earth_km * std::asin(std::min(1.0, straight / (2 * earth_km))) : straight;
}

Travel usual_travel(bool sphere) {
    Travel travel{.sphere = sphere};
    if (sphere) travel.road_factor = 1.3, travel.bands = {{5, 25}, {30, 50}, {1e9, 85}};
    return travel;
}

double Travel::air_km(const Point& a, const Point& b) const {
    return barriers ? barriers->km(a, b) : straight_km(a, b, sphere);
}

double Travel::minutes_of(double road) const {
    double minutes = 0, from = 0;
    for (const auto& band : bands) {
        if (road <= from) break;
        minutes += (std::min(road, band.to_km) - from) / band.kmh * 60;
        from = band.to_km;
    }
    return minutes;
}

namespace {

// Kilometres of a way inside each band.
std::vector<double> in_bands(const std::vector<SpeedBand>& bands, double road) {
    std::vector<double> km;
    double from = 0;
    for (const auto& band : bands) {
        km.push_back(std::clamp(road - from, 0.0, band.to_km - from));
        from = band.to_km;
    }
    return km;
}

// Coordinate descent on non-negative least squares (Franc, Hlavac & Navara 2005): few unknowns, any start.
std::vector<double> non_negative_least_squares(const std::vector<std::vector<double>>& rows,
                                               const std::vector<double>& wanted) {
    const std::size_t n = rows.empty() ? 0 : rows[0].size();
    std::vector<double> x(n, 0), rest = wanted;
    for (int round = 0; round < 2000; ++round)
        for (std::size_t j = 0; j < n; ++j) {
            double slope = 0, square = 0;
            for (std::size_t i = 0; i < rows.size(); ++i) {
                slope += rows[i][j] * rest[i];
                square += rows[i][j] * rows[i][j];
            }
            if (square <= 0) continue;
            const double step = std::max(x[j] + slope / square, 0.0) - x[j];
            for (std::size_t i = 0; i < rows.size(); ++i) rest[i] -= step * rows[i][j];
            x[j] += step;
        }
    return x;
}

double fitted_road_factor(const Travel& travel, std::span<const KnownWay> ways, double otherwise) {
    // min sum (f * air / km - 1)^2
    double up = 0, down = 0;
    int n = 0;
    for (const auto& way : ways) {
        const double air = travel.air_km(way.from, way.to);
        if (!(way.km > 0) || air <= 0) continue;
        up += air / way.km;
        down += air / way.km * air / way.km;
        ++n;
    }
    return n >= 3 ? up / down : otherwise;
}

void fit_speeds(Travel& travel, std::span<const KnownWay> ways) {
    std::vector<double> lengths;
    for (const auto& way : ways)
        if (way.minutes > 0) lengths.push_back(travel.road_km(way.from, way.to));
    if (lengths.size() < 3) return;
    std::sort(lengths.begin(), lengths.end());
    std::vector<SpeedBand> bands;
    if (lengths.size() >= 15)
        for (const double share : {1.0 / 3, 2.0 / 3}) {
            const double to = lengths[static_cast<std::size_t>(share * static_cast<double>(lengths.size()))];
            if (bands.empty() || to > bands.back().to_km * 1.2) bands.push_back({to, 50});
        }
    bands.push_back({1e9, 50});
    std::vector<std::vector<double>> rows;
    for (const auto& way : ways) {
        if (!(way.minutes > 0)) continue;
        auto row = in_bands(bands, travel.road_km(way.from, way.to));
        for (double& km : row) km = km * 60 / way.minutes;
        rows.push_back(std::move(row));
    }
    const auto hours_a_km = non_negative_least_squares(rows, std::vector<double>(rows.size(), 1.0));
    for (std::size_t b = 0; b < bands.size(); ++b) bands[b].kmh = 1 / std::max(hours_a_km[b], 1.0 / 130);
    travel.bands = bands;
}

}  // namespace

Travel fit_travel(const Travel& start, std::span<const KnownWay> ways) {
    Travel travel = start;
    travel.road_factor = fitted_road_factor(start, ways, start.road_factor);
    fit_speeds(travel, ways);
    travel.fit.ways = static_cast<int>(ways.size());
    int km = 0, minutes = 0;
    for (const auto& way : ways) {
        const double road = travel.road_km(way.from, way.to);
        if (way.km > 0 && ++km) travel.fit.km_error += 100 * std::abs(road / way.km - 1);
        if (way.minutes > 0 && ++minutes)
            travel.fit.minutes_error += 100 * std::abs(travel.minutes_of(road) / way.minutes - 1);
    }
    travel.fit.km_error /= std::max(km, 1);
    travel.fit.minutes_error /= std::max(minutes, 1);
    return travel;
}

}  // namespace kamino::territory
