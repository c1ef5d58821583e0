// What a leg may not cross: rivers, ranges, borders as lines and areas. A leg that would cross a wall goes
// round its corners and ends, or over its crossings (bridges, passes), along the shortest such way; a barrier
// with a detour factor is crossed and makes the leg longer. Built once; then any number of threads may ask.
// The way round is the shortest path in the visibility graph of the corners (Lozano-Pérez & Wesley 1979).
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "engine/territory/travel.h"

namespace kamino::territory {

struct Barrier {
    std::string name;
    std::vector<Point> line;  // two corners or more
    bool area = false;        // closed: the last corner joins the first
    std::vector<Point> crossings;
    double detour = 0;  // >= 1: may be crossed, and makes the leg this many times as long; 0: a wall
};

class Barriers {
  public:
    // So many corners and crossings together are the most: the graph has twice as many places.
    static constexpr std::size_t most_corners = 300;

    Barriers(const std::vector<Barrier>& barriers, bool sphere);

    // Straight kilometres of the shortest way; infinite when no way leads there.
    double km(const Point& a, const Point& b) const;

    // A place that many legs begin or end at: what it sees of the corners, and how far it is to each of them.
    struct Seat {
        Point place;
        std::vector<std::pair<std::size_t, double>> seen;
        std::vector<double> to;
    };
    Seat seat(const Point& place) const;
    double km(const Seat& a, const Seat& b) const;

  private:
    struct Wall {
        Point from, to;
        double factor;  // 0: nobody passes
    };
    void add_corners(const Barrier& barrier);
    void add_crossing(const Barrier& barrier, const Point& crossing);
    void link();
    std::size_t add(const Point& place);
    bool crosses(const Point& a, const Point& b, const Wall& wall) const;
    // Kilometres of the straight leg; infinite behind a wall.
    double straight(const Point& a, const Point& b) const;
    Point beside(const Point& place, const Point& direction, double turn) const;

    bool sphere_;
    std::vector<Wall> walls_;
    std::vector<Point> corners_;                             // a little beside the real ones
    std::vector<std::pair<std::size_t, std::size_t>> open_;  // the two sides of each crossing
    std::vector<double> way_;                                // between corners, row by row
};

}  // namespace kamino::territory
