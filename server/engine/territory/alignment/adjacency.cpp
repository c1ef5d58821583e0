#include <algorithm>
#include <boost/polygon/voronoi.hpp>
#include <limits>
#include <numeric>

#include "engine/territory/alignment/instance.h"

namespace kamino::territory::alignment {

Graph graph_of(std::size_t units, const std::vector<std::pair<Index, Index>>& edges) {
    Graph graph;
    graph.first.assign(units + 1, 0);
    for (const auto& [u, v] : edges)
        if (u != v) ++graph.first[u + 1], ++graph.first[v + 1];
    std::partial_sum(graph.first.begin(), graph.first.end(), graph.first.begin());
    graph.to.resize(graph.first.back());
    auto at = graph.first;
    for (const auto& [u, v] : edges)
        if (u != v) graph.to[at[u]++] = v, graph.to[at[v]++] = u;
    std::uint32_t kept = 0;
    for (std::size_t u = 0; u < units; ++u) {
        const auto from = graph.to.begin() + graph.first[u], to = graph.to.begin() + graph.first[u + 1];
        std::sort(from, to);
        const auto end = std::unique(from, to);
        graph.first[u] = kept;
        kept = static_cast<std::uint32_t>(std::copy(from, end, graph.to.begin() + kept) - graph.to.begin());
    }
    graph.first[units] = kept;
    graph.to.resize(kept);
    return graph;
}

namespace {

struct Flat {
    double x, y;
};

// Lambert's equal-area plane about the middle of the places.
std::vector<Flat> flattened(const std::vector<Place>& places, bool sphere) {
    std::vector<Flat> flat(places.size());
    if (!sphere) {
        for (std::size_t i = 0; i < places.size(); ++i) flat[i] = {places[i].x, places[i].y};
        return flat;
    }
    Place mid{};
    for (const auto& p : places) mid.x += p.x, mid.y += p.y, mid.z += p.z;
    const double length = std::sqrt(mid.x * mid.x + mid.y * mid.y + mid.z * mid.z);
    if (length < 1e-6)
        mid = {1, 0, 0};
    else
        mid = {mid.x / length, mid.y / length, mid.z / length};
    const double level = std::hypot(mid.x, mid.y);
    const Place east = level > 1e-9 ? Place{-mid.y / level, mid.x / level, 0} : Place{0, 1, 0};
    const Place north{mid.y * east.z - mid.z * east.y, mid.z * east.x - mid.x * east.z,
                      mid.x * east.y - mid.y * east.x};
    const auto dot = [](const Place& a, const Place& b) { return a.x * b.x + a.y * b.y + a.z * b.z; };
    for (std::size_t i = 0; i < places.size(); ++i) {
        const double k = std::sqrt(2 / std::max(1 + dot(places[i], mid) / earth_km, 1e-9));
        flat[i] = {k * dot(places[i], east), k * dot(places[i], north)};
    }
    return flat;
}

}  // namespace

Graph delaunay(const std::vector<Place>& places, bool sphere) {
    namespace polygon = boost::polygon;
    const auto flat = flattened(places, sphere);
    double left = INFINITY, right = -INFINITY, low = INFINITY, high = -INFINITY;
    for (const auto& p : flat) {
        left = std::min(left, p.x), right = std::max(right, p.x);
        low = std::min(low, p.y), high = std::max(high, p.y);
    }
    // Boost.Polygon is exact on whole numbers of 32 bits; 2^30 steps across leave room.
    const double scale = 0x1p30 / std::max({right - left, high - low, 1e-9});
    struct Site {
        std::int32_t x, y;
        Index unit;
    };
    std::vector<Site> sites(flat.size());
    for (std::size_t i = 0; i < flat.size(); ++i)
        sites[i] = {static_cast<std::int32_t>((flat[i].x - left) * scale),
                    static_cast<std::int32_t>((flat[i].y - low) * scale), static_cast<Index>(i)};
    std::sort(sites.begin(), sites.end(), [](const Site& a, const Site& b) {
        return std::tie(a.x, a.y, a.unit) < std::tie(b.x, b.y, b.unit);
    });
    std::vector<std::pair<Index, Index>> edges;
    std::vector<polygon::point_data<std::int32_t>> points;
    std::vector<Index> unit_of;
    for (std::size_t i = 0; i < sites.size(); ++i) {
        if (i && sites[i].x == sites[i - 1].x && sites[i].y == sites[i - 1].y) {
            edges.emplace_back(sites[i - 1].unit, sites[i].unit);
            continue;
        }
        points.emplace_back(sites[i].x, sites[i].y);
        unit_of.push_back(sites[i].unit);
    }
    polygon::voronoi_diagram<double> diagram;
    polygon::construct_voronoi(points.begin(), points.end(), &diagram);
    for (const auto& edge : diagram.edges()) {
        const auto a = edge.cell()->source_index(), b = edge.twin()->cell()->source_index();
        if (a < b) edges.emplace_back(unit_of[a], unit_of[b]);
    }
    return graph_of(places.size(), edges);
}

}  // namespace kamino::territory::alignment
