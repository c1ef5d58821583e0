// How far and how long it is from one place to another: the one door through which the territory engine sees
// the ground. Behind it stand the benchmark formats' formulas, the great circle with a road factor and a
// speed curve, and matrices that somebody measured. Immutable after construction: any number of threads may
// ask.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "engine/territory/barriers.h"
#include "engine/territory/travel.h"

namespace kamino::territory {

// Planar: any unit. On the ground: x is the longitude, y the latitude, in degrees.
struct Place {
    double x = 0, y = 0;
};

struct Leg {
    double distance = 0;  // planar: the places' unit; on the ground: kilometres
    double time = 0;      // planar: equal to the distance; on the ground: minutes
};

class Distance {
  public:
    virtual ~Distance() = default;
    virtual std::size_t size() const = 0;  // how many places
    virtual Leg leg(std::size_t from, std::size_t to) const = 0;
};

// The weight types of TSPLIB 95 (Reinelt 1991) that have coordinates; `exact` is the Euclidean distance
// unrounded.
enum class Metric { exact, euc_2d, ceil_2d, att, geo, man_2d, max_2d, floor_2d };
double planar_distance(Metric metric, const Place& a, const Place& b);

class PlanarDistance : public Distance {
  public:
    PlanarDistance(std::vector<Place> places, Metric metric) : places_(std::move(places)), metric_(metric) {}
    std::size_t size() const override { return places_.size(); }
    Leg leg(std::size_t from, std::size_t to) const override {
        const auto d = planar_distance(metric_, places_[from], places_[to]);
        return {d, d};
    }
    const std::vector<Place>& places() const { return places_; }
    Metric metric() const { return metric_; }

  private:
    std::vector<Place> places_;
    Metric metric_;
};

// The ground of engine/territory/travel.h: great circle (or round the barriers) × road factor with the speed
// curve: kilometres and minutes.
class RoadDistance : public Distance {
  public:
    RoadDistance(const std::vector<Place>& degrees, Travel travel);
    std::size_t size() const override { return places_.size(); }
    Leg leg(std::size_t from, std::size_t to) const override;

  private:
    std::vector<Point> places_;
    std::vector<Barriers::Seat> seats_;  // of the places, when there are barriers
    Travel travel_;
};

// Measured: row by row, `times` empty when the distance counts as time.
class MatrixDistance : public Distance {
  public:
    MatrixDistance(std::size_t size, std::vector<double> distances, std::vector<double> times = {})
        : size_(size), distances_(std::move(distances)), times_(std::move(times)) {}
    std::size_t size() const override { return size_; }
    Leg leg(std::size_t from, std::size_t to) const override {
        const auto at = from * size_ + to;
        return {distances_[at], times_.empty() ? distances_[at] : times_[at]};
    }

  private:
    std::size_t size_;
    std::vector<double> distances_, times_;
};

// Another distance's minutes as the distance too: what searches want that know one number a leg.
class InMinutes : public Distance {
  public:
    explicit InMinutes(std::shared_ptr<const Distance> of) : of_(std::move(of)) {}
    std::size_t size() const override { return of_->size(); }
    Leg leg(std::size_t from, std::size_t to) const override {
        const auto time = of_->leg(from, to).time;
        return {time, time};
    }

  private:
    std::shared_ptr<const Distance> of_;
};

}  // namespace kamino::territory
