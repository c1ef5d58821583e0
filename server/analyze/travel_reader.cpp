#include "analyze/travel_reader.h"

#include <cmath>

namespace kamino::analyze {
namespace {

using territory::Point;
using territory::Travel;

constexpr double without_end = 1e9;

void read_speeds(const Field& f, Travel& travel) {
    travel.bands.clear();
    double from = 0;
    for (const auto& band : f.items()) {
        band.only({"to_km", "kmh"});
        const auto to = band.find("to_km") ? band.at("to_km").number() : without_end;
        if (to <= from) band.refuse("must end behind the band before it");
        travel.bands.push_back({from = to, band.at("kmh").at_least(0.1)});
    }
    if (travel.bands.empty()) f.refuse("needs at least one band");
    travel.bands.back().to_km = without_end;
}

Point point_as(const Field& f, bool sphere) {
    bool earth = false;
    const auto place = read_place(f, &earth);
    if (!place) f.refuse("needs x and y, or lat and lon");
    if (earth != sphere) f.refuse("must give its place as the others do");
    return *place;
}

std::vector<territory::KnownWay> read_ways(const Field& f, bool sphere) {
    std::vector<territory::KnownWay> ways;
    for (const auto& way : f.items()) {
        way.only({"from", "to", "km", "minutes"});
        ways.push_back({point_as(way.at("from"), sphere), point_as(way.at("to"), sphere),
                        way.number_or("km", std::nan("")), way.number_or("minutes", std::nan(""))});
    }
    return ways;
}

std::shared_ptr<const territory::Barriers> read_barriers(const Field& f, bool sphere) {
    std::vector<territory::Barrier> barriers;
    std::size_t corners = 0;
    for (const auto& b : f.items()) {
        b.only({"name", "line", "area", "crossings", "detour"});
        territory::Barrier barrier;
        if (b.find("name")) barrier.name = b.at("name").name();
        barrier.area = b.find("area").has_value();
        if (barrier.area == b.find("line").has_value()) b.refuse("needs either a line or an area");
        for (const auto& corner : b.at(barrier.area ? "area" : "line").items())
            barrier.line.push_back(point_as(corner, sphere));
        if (barrier.line.size() < (barrier.area ? 3 : 2))
            b.refuse(barrier.area ? "needs three corners" : "needs two corners");
        if (const auto crossings = b.find("crossings"))
            for (const auto& c : crossings->items()) barrier.crossings.push_back(point_as(c, sphere));
        if (const auto detour = b.find("detour")) barrier.detour = detour->at_least(1);
        if (barrier.detour > 0 && !barrier.crossings.empty())
            b.refuse("has a detour factor and crossings: one of them says how it is passed");
        corners += barrier.line.size() + barrier.crossings.size();
        barriers.push_back(std::move(barrier));
    }
    if (corners > territory::Barriers::most_corners)
        f.refuse("have " + std::to_string(corners) + " corners and crossings, " +
                 std::to_string(territory::Barriers::most_corners) + " are the most");
    if (barriers.empty()) return nullptr;
    return std::make_shared<territory::Barriers>(barriers, sphere);
}

}  // namespace

std::optional<Point> read_place(const Field& f, bool* sphere) {
    if (f.find("lat") || f.find("lon")) {
        const double lat = f.at("lat").number(), lon = f.at("lon").number();
        if (std::abs(lat) > 90 || std::abs(lon) > 180) f.refuse("has a latitude or longitude out of range");
        *sphere = true;
        return territory::on_earth(lat, lon);
    }
    if (f.find("x") || f.find("y")) return Point{f.at("x").number(), f.at("y").number(), 0};
    return std::nullopt;
}

Travel read_travel(const Field& root, bool sphere) {
    Travel travel = territory::usual_travel(sphere);
    const auto f = root.find("travel");
    if (!f) return travel;
    f->only({"road_factor", "speed", "speeds", "known_ways", "barriers"});
    if (const auto factor = f->find("road_factor")) travel.road_factor = factor->at_least(0.1);
    if (const auto speed = f->find("speed")) read_speeds(*speed, travel);
    if (const auto speed = f->find("speeds")) read_speeds(*speed, travel);  // the other spelling
    if (const auto barriers = f->find("barriers")) travel.barriers = read_barriers(*barriers, sphere);
    if (const auto known = f->find("known_ways"))
        travel = territory::fit_travel(travel, read_ways(*known, sphere));
    return travel;
}

void check_ways(const Travel& travel, std::span<const Point> places, const std::string& file) {
    if (!travel.barriers || places.empty()) return;
    const auto first = travel.barriers->seat(places[0]);
    for (std::size_t i = 1; i < places.size(); ++i)
        if (std::isinf(travel.barriers->km(first, travel.barriers->seat(places[i]))))
            throw Refusal("has barriers that leave no way from its first place to place " +
                              std::to_string(i + 1) + "; give them a crossing",
                          file);
}

void write_travel(base::JsonWriter& out, const Travel& travel) {
    out.key("travel").begin_object().pair("road_factor", travel.road_factor);
    out.key("speed").begin_array();
    for (const auto& band : travel.bands) {
        out.begin_object();
        if (band.to_km < without_end) out.pair("to_km", band.to_km);
        out.pair("kmh", band.kmh).end_object();
    }
    out.end_array().pair("known_ways", travel.fit.ways);
    if (travel.fit.ways > 0)
        out.pair("km_error", travel.fit.km_error).pair("minutes_error", travel.fit.minutes_error);
    out.end_object();
}

}  // namespace kamino::analyze
