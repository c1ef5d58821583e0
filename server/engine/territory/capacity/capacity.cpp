#include "engine/territory/capacity/capacity.h"

#include <algorithm>
#include <array>
#include <numeric>

#include "engine/territory/alignment/objective.h"
#include "platform/base/text.h"

namespace kamino::territory::capacity {
namespace {

using alignment::Place;

// Stops in boxes of at most `most`, halved along the wider side: visit(stops, area) for each. The box of n
// random points is smaller than the area they come from by ((n - 1) / (n + 1)) a side.
template <class Visit>
void boxes(std::vector<std::pair<Place, Index>>& stops, std::size_t from, std::size_t to, std::size_t most,
           const Visit& visit) {
    Place low{INFINITY, INFINITY, INFINITY}, high{-INFINITY, -INFINITY, -INFINITY};
    for (std::size_t i = from; i < to; ++i) {
        const auto& p = stops[i].first;
        low = {std::min(low.x, p.x), std::min(low.y, p.y), std::min(low.z, p.z)};
        high = {std::max(high.x, p.x), std::max(high.y, p.y), std::max(high.z, p.z)};
    }
    std::array<double, 3> side{high.x - low.x, high.y - low.y, high.z - low.z};
    if (to - from <= most) {
        // On the sphere a box of three sides holds a tilted patch: its two longest sides are close enough.
        std::sort(side.begin(), side.end());
        const auto n = static_cast<double>(to - from);
        const double grow = n > 1 ? (n + 1) / (n - 1) : 1;
        visit(from, to, side[2] * std::max(side[1], side[2] * 0.05) * grow * grow);
        return;
    }
    const auto wide = std::max_element(side.begin(), side.end()) - side.begin();
    const auto axis = [wide](const Place& p) { return wide == 0 ? p.x : wide == 1 ? p.y : p.z; };
    const std::size_t middle = (from + to) / 2;
    std::nth_element(stops.begin() + from, stops.begin() + middle, stops.begin() + to,
                     [&](const auto& a, const auto& b) { return axis(a.first) < axis(b.first); });
    boxes(stops, from, middle, most, visit);
    boxes(stops, middle, to, most, visit);
}

// The two lengths that a route's kilometres are a combination of.
std::array<double, 2> lengths(const Travel& travel, const KnownRoute& route) {
    std::vector<std::pair<Place, Index>> stops;
    Place sum{};
    for (const auto& s : route.stops) {
        stops.emplace_back(s, 0);
        sum.x += s.x, sum.y += s.y, sum.z += s.z;
    }
    if (stops.empty()) return {0, 0};
    const auto n = static_cast<double>(stops.size());
    std::array<double, 2> out{0, 2 * travel.road_km(route.home, {sum.x / n, sum.y / n, sum.z / n})};
    boxes(stops, 0, stops.size(), 64, [&](std::size_t from, std::size_t to, double area) {
        out[0] += travel.road_factor * std::sqrt(area * static_cast<double>(to - from));
    });
    return out;
}

// min sum ((x1 a1 + x2 a2) / km - 1)^2 over x >= 0, without route `skip`.
std::array<double, 2> fit(const std::vector<std::array<double, 2>>& rows, std::size_t skip) {
    double s11 = 0, s12 = 0, s22 = 0, t1 = 0, t2 = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (i == skip) continue;
        const auto [a, b] = rows[i];
        s11 += a * a, s12 += a * b, s22 += b * b, t1 += a, t2 += b;
    }
    const double det = s11 * s22 - s12 * s12;
    std::array<double, 2> x{det > 1e-12 * s11 * s22 ? (t1 * s22 - t2 * s12) / det : -1,
                            det > 1e-12 * s11 * s22 ? (t2 * s11 - t1 * s12) / det : -1};
    if (x[0] < 0 || x[1] < 0) {  // one of them alone: the better one
        const double one = s11 > 0 ? t1 / s11 : 0, two = s22 > 0 ? t2 / s22 : 0;
        if (t1 * one >= t2 * two)
            x = {one, 0};
        else
            x = {0, two};
    }
    return x;
}

}  // namespace

TravelModel fit_routes(const Travel& travel, std::span<const KnownRoute> routes) {
    TravelModel model;
    std::vector<std::array<double, 2>> rows;
    double stops = 0;
    for (const auto& route : routes) {
        if (route.stops.empty() || !(route.km > 0)) continue;
        auto row = lengths(travel, route);
        row[0] /= route.km, row[1] /= route.km;
        rows.push_back(row);
        stops += static_cast<double>(route.stops.size());
    }
    model.routes = static_cast<int>(rows.size());
    if (rows.size() < 2) return model;
    model.stops_a_day = stops / static_cast<double>(rows.size());
    const auto x = fit(rows, rows.size());
    model.between = x[0], model.approach = x[1];
    if (rows.size() < 4) return model;
    double error = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto without = fit(rows, i);
        error += std::abs(without[0] * rows[i][0] + without[1] * rows[i][1] - 1);
    }
    model.error = 100 * error / static_cast<double>(rows.size());
    return model;
}

double predicted_km(const TravelModel& model, const Travel& travel, const KnownRoute& route) {
    const auto row = lengths(travel, route);
    return model.between * row[0] + model.approach * row[1];
}

Need need_of(const Instance& in, std::size_t, const std::vector<Index>& units, const Place& centre,
             const TravelModel& model) {
    Need need;
    std::vector<std::pair<Place, Index>> stops;
    Place sum{};
    for (const Index i : units) {
        need.service_hours += in.units.minutes[i] / 60;
        const double v = in.units.visits[i];
        if (v <= 0) continue;
        need.visits += v;
        const auto& p = in.units.places[i];
        stops.emplace_back(p, i);
        sum.x += v * p.x, sum.y += v * p.y, sum.z += v * p.z;
    }
    if (stops.empty()) return need;
    double minutes = 0;
    boxes(stops, 0, stops.size(), 16, [&](std::size_t from, std::size_t to, double area) {
        double visits = 0;
        for (std::size_t i = from; i < to; ++i) visits += in.units.visits[stops[i].second];
        const double hop =
            model.between * in.travel.road_factor * std::sqrt(area / static_cast<double>(to - from));
        minutes += visits * in.travel.minutes_of(hop);
        need.area_km2 += area;
    });
    need.days = need.visits / std::max(1.0, model.stops_a_day);
    const Place middle{sum.x / need.visits, sum.y / need.visits, sum.z / need.visits};
    double way = in.travel.road_km(centre, middle);
    if (std::isinf(way))  // the middle lies where barriers let nobody: on the water, say
        way = in.travel.road_factor * straight_km(centre, middle, in.travel.sphere);
    need.approach_km = model.approach * way;
    minutes += 2 * need.days * in.travel.minutes_of(need.approach_km);
    need.travel_hours = minutes / 60;
    return need;
}

namespace {

std::string rounded(double value) {
    return base::number_text(std::round(value * 10) / 10);
}

void advise(const Instance& in, const std::vector<Place>& centre, Capacity& out) {
    for (std::size_t j = 0; j < out.people.size(); ++j) {
        auto& person = out.people[j];
        const double over = person.need.hours() - person.have;
        if (!(over > 0)) continue;
        if (person.need.hours() > 0)
            person.options.push_back("visit everything " + rounded(100 * over / person.need.hours()) +
                                     " % less often");
        // The nearest colleagues with free hours, until the excess is placed or three are named.
        std::vector<std::pair<double, std::size_t>> near;
        for (std::size_t q = 0; q < out.people.size(); ++q)
            if (out.people[q].have - out.people[q].need.hours() > 0.01 * out.people[q].have)
                near.emplace_back(in.travel.road_km(centre[j], centre[q]), q);
        std::sort(near.begin(), near.end());
        double left = over;
        for (std::size_t c = 0; c < near.size() && c < 3 && left > 0; ++c) {
            const auto& [km, q] = near[c];
            const double part = std::min(left, out.people[q].have - out.people[q].need.hours());
            person.options.push_back("give units worth " + rounded(part) + " hours to person " +
                                     in.people[q].id + ", " + rounded(km) + " km away");
            left -= part;
        }
        person.options.push_back("find " + rounded(over) + " more hours");
    }
}

}  // namespace

Capacity check_capacity(const Instance& in, const TravelModel& model) {
    Capacity out;
    out.model = model;
    const auto of = alignment::units_by_person(in, in.units.owner);
    std::vector<Place> centre;
    double given = 0;
    for (std::size_t j = 0; j < of.size(); ++j) {
        centre.push_back(alignment::centre_of(in, j, of[j]));
        PersonCapacity person;
        person.need = need_of(in, j, of[j], centre[j], model);
        person.have = in.people[j].hours;
        out.need += person.need.hours();
        if (!std::isnan(person.have)) out.have += person.have, ++given;
        out.people.push_back(std::move(person));
    }
    std::vector<Index> rest;
    for (Index i = 0; i < in.units.size(); ++i)
        if (in.units.owner[i] == alignment::nobody) rest.push_back(i);
    if (!rest.empty()) {
        Place middle{};
        for (const Index i : rest) {
            const auto& p = in.units.places[i];
            middle.x += p.x, middle.y += p.y, middle.z += p.z;
        }
        const auto n = static_cast<double>(rest.size());
        out.unowned = need_of(in, 0, rest, {middle.x / n, middle.y / n, middle.z / n}, model);
        out.need += out.unowned.hours();
    }
    if (given > 0 && out.have > 0) {
        out.people_needed = out.need / (out.have / given);
        if (out.need > out.have) {
            out.options.push_back(rounded(std::ceil(out.people_needed - given)) + " more people of " +
                                  rounded(out.have / given) + " hours");
            out.options.push_back("all visits " + rounded(100 * (1 - out.have / out.need)) + " % less often");
        } else {
            out.options.push_back(rounded(out.have - out.need) + " hours are free");
        }
    }
    advise(in, centre, out);
    return out;
}

}  // namespace kamino::territory::capacity
