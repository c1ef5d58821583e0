#include "engine/territory/barriers.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace kamino::territory {
namespace {

constexpr double never = std::numeric_limits<double>::infinity();
constexpr double beside_km = 0.01;  // how far from a corner the way passes

Point operator+(const Point& a, const Point& b) {
    return {a.x + b.x, a.y + b.y, a.z + b.z};
}
Point operator-(const Point& a, const Point& b) {
    return {a.x - b.x, a.y - b.y, a.z - b.z};
}
Point operator*(double f, const Point& a) {
    return {f * a.x, f * a.y, f * a.z};
}
double dot(const Point& a, const Point& b) {
    return a.x * b.x + a.y * b.y + a.z * b.z;
}
Point cross(const Point& a, const Point& b) {
    return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}
Point unit(const Point& a) {
    const double length = std::sqrt(dot(a, a));
    return length > 0 ? (1 / length) * a : a;
}

// The nearest place of a segment, straight through space: exact on the plane and close enough on the earth.
Point nearest(const Point& at, const Point& from, const Point& to) {
    const Point along = to - from;
    const double square = dot(along, along);
    const double share = square > 0 ? std::clamp(dot(at - from, along) / square, 0.0, 1.0) : 0;
    return from + share * along;
}

}  // namespace

Barriers::Barriers(const std::vector<Barrier>& barriers, bool sphere) : sphere_(sphere) {
    for (const auto& b : barriers) {
        const std::size_t n = b.line.size(), edges = b.area ? n : n - 1;
        for (std::size_t i = 0; i < edges; ++i) walls_.push_back({b.line[i], b.line[(i + 1) % n], b.detour});
    }
    for (const auto& b : barriers) {
        if (b.detour > 0) continue;
        add_corners(b);
        for (const auto& crossing : b.crossings) add_crossing(b, crossing);
    }
    link();
}

std::size_t Barriers::add(const Point& place) {
    corners_.push_back(sphere_ ? earth_km * unit(place) : place);
    return corners_.size() - 1;
}

// A little to one side (turn 1 or -1) of a direction, or ahead (turn 0).
Point Barriers::beside(const Point& place, const Point& direction, double turn) const {
    if (turn == 0) return place + beside_km * unit(direction);
    const Point up = sphere_ ? unit(place) : Point{0, 0, 1};
    return place + (turn * beside_km) * unit(cross(up, direction));
}

void Barriers::add_corners(const Barrier& b) {
    const std::size_t n = b.line.size();
    for (std::size_t i = 0; i < n; ++i) {
        const bool first = i == 0 && !b.area, last = i + 1 == n && !b.area;
        const Point& at = b.line[i];
        const Point in = unit(at - b.line[(i + n - 1) % n]), out = unit(b.line[(i + 1) % n] - at);
        if (first || last) {
            add(beside(at, first ? -1.0 * out : in, 0));
            continue;
        }
        const Point along = in + out;
        if (dot(along, along) < 1e-6) {  // a spike: round its tip
            add(beside(at, in, 0));
            continue;
        }
        add(beside(at, along, 1));
        add(beside(at, along, -1));
    }
}

void Barriers::add_crossing(const Barrier& b, const Point& crossing) {
    const std::size_t n = b.line.size(), edges = b.area ? n : n - 1;
    double best = never;
    Point at{}, along{};
    for (std::size_t i = 0; i < edges; ++i) {
        const Point& from = b.line[i];
        const Point& to = b.line[(i + 1) % n];
        const Point near = nearest(crossing, from, to);
        if (const double square = square_km(near, crossing); square < best)
            best = square, at = near, along = to - from;
    }
    const auto left = add(beside(at, along, 1)), right = add(beside(at, along, -1));
    open_.emplace_back(left, right);
}

void Barriers::link() {
    const std::size_t n = corners_.size();
    way_.assign(n * n, never);
    for (std::size_t i = 0; i < n; ++i) {
        way_[i * n + i] = 0;
        for (std::size_t j = 0; j < i; ++j)
            way_[i * n + j] = way_[j * n + i] = straight(corners_[i], corners_[j]);
    }
    for (const auto& [left, right] : open_) way_[left * n + right] = way_[right * n + left] = 2 * beside_km;
    for (std::size_t k = 0; k < n; ++k)  // Floyd & Warshall
        for (std::size_t i = 0; i < n; ++i) {
            const double first = way_[i * n + k];
            if (first == never) continue;
            for (std::size_t j = 0; j < n; ++j)
                way_[i * n + j] = std::min(way_[i * n + j], first + way_[k * n + j]);
        }
}

// The ends of each on different sides of the other. On the line counts as its right side: so a leg through a
// corner crosses exactly one of the two walls that meet there, or none where it only touches them.
bool Barriers::crosses(const Point& a, const Point& b, const Wall& wall) const {
    const auto& [c, d, factor] = wall;
    if (sphere_) {
        const Point leg = cross(a, b), fence = cross(c, d);
        return (dot(leg, c) >= 0) != (dot(leg, d) >= 0) && (dot(fence, a) >= 0) != (dot(fence, b) >= 0) &&
               dot(a + b, c + d) > 0;
    }
    const auto side = [](const Point& p, const Point& q, const Point& r) {
        return (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
    };
    return (side(a, b, c) >= 0) != (side(a, b, d) >= 0) && (side(c, d, a) >= 0) != (side(c, d, b) >= 0);
}

double Barriers::straight(const Point& a, const Point& b) const {
    double factor = 1;
    for (const auto& wall : walls_) {
        if (!crosses(a, b, wall)) continue;
        if (wall.factor <= 0) return never;
        factor = std::max(factor, wall.factor);
    }
    return factor * straight_km(a, b, sphere_);
}

Barriers::Seat Barriers::seat(const Point& place) const {
    Seat seat{.place = place, .seen = {}, .to = std::vector<double>(corners_.size(), never)};
    for (std::size_t c = 0; c < corners_.size(); ++c) {
        const double km = straight(place, corners_[c]);
        if (km == never) continue;
        seat.seen.emplace_back(c, km);
        const double* row = &way_[c * corners_.size()];
        for (std::size_t to = 0; to < corners_.size(); ++to)
            seat.to[to] = std::min(seat.to[to], km + row[to]);
    }
    return seat;
}

double Barriers::km(const Seat& a, const Seat& b) const {
    double best = straight(a.place, b.place);
    if (best < never) return best;
    for (const auto& [corner, km] : b.seen) best = std::min(best, a.to[corner] + km);
    return best;
}

double Barriers::km(const Point& a, const Point& b) const {
    const double direct = straight(a, b);
    return direct < never ? direct : km(seat(a), seat(b));
}

}  // namespace kamino::territory
