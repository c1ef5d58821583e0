#include <algorithm>
#include <cmath>
#include <limits>
#include <nanoflann.hpp>
#include <numeric>

#include "engine/territory/routing/tour.h"

namespace kamino::territory::routing {

TourDistance::TourDistance(const PlanarDistance& planar)
    : planar_(&planar.places()),
      places_(planar.places().data()),
      metric_(planar.metric()),
      size_(static_cast<int>(planar.size())) {}

TourDistance::TourDistance(const Distance& distance) : size_(static_cast<int>(distance.size())) {
    const auto n = distance.size();
    held_.reserve(n * n);
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < n; ++j) held_.push_back(distance.leg(i, j).distance);
    table_ = held_.data();
}

namespace {

struct Points {
    const std::vector<Place>& places;
    std::size_t kdtree_get_point_count() const { return places.size(); }
    double kdtree_get_pt(std::size_t i, std::size_t axis) const {
        return axis == 0 ? places[i].x : places[i].y;
    }
    template <class Box>
    bool kdtree_get_bbox(Box&) const {
        return false;
    }
};
using Tree = nanoflann::KDTreeSingleIndexAdaptor<nanoflann::L2_Simple_Adaptor<double, Points>, Points, 2>;

std::vector<int> near_by_tree(const std::vector<Place>& places, std::size_t count) {
    const Points points{places};
    Tree tree(2, points, nanoflann::KDTreeSingleIndexAdaptorParams(10));
    tree.buildIndex();
    std::vector<int> near(places.size() * count);
    std::vector<unsigned> found(count + 1);
    std::vector<double> squares(count + 1);
    for (std::size_t i = 0; i < places.size(); ++i) {
        const double at[2] = {places[i].x, places[i].y};
        const auto n = tree.knnSearch(at, count + 1, found.data(), squares.data());
        std::size_t kept = 0;
        for (std::size_t k = 0; k < n && kept < count; ++k)
            if (found[k] != i) near[i * count + kept++] = static_cast<int>(found[k]);
    }
    return near;
}

// Position of (x, y) of a grid of 2^16 × 2^16 along Hilbert's curve.
std::uint64_t hilbert(std::uint32_t x, std::uint32_t y) {
    std::uint64_t at = 0;
    for (std::uint32_t s = 1U << 15; s > 0; s /= 2) {
        const std::uint32_t right = (x & s) > 0, up = (y & s) > 0;
        at += static_cast<std::uint64_t>(s) * s * ((3 * right) ^ up);
        if (up == 0) {
            if (right) {
                x = (s * 2 - 1) - (x & (s * 2 - 1));
                y = (s * 2 - 1) - (y & (s * 2 - 1));
            }
            std::swap(x, y);
        }
    }
    return at;
}

}  // namespace

std::vector<int> near_places(const TourDistance& distance, int wanted) {
    const auto n = static_cast<std::size_t>(distance.size());
    const auto count = std::min(static_cast<std::size_t>(wanted), n - 1);
    if (distance.places() && n > 200) return near_by_tree(*distance.places(), count);
    std::vector<int> near, others;
    for (int i = 0; i < static_cast<int>(n); ++i) {
        others.clear();
        for (int j = 0; j < static_cast<int>(n); ++j)
            if (j != i) others.push_back(j);
        std::partial_sort(others.begin(), others.begin() + static_cast<std::ptrdiff_t>(count), others.end(),
                          [&](int a, int b) {
                              const auto da = distance(i, a), db = distance(i, b);
                              return da != db ? da < db : a < b;
                          });
        near.insert(near.end(), others.begin(), others.begin() + static_cast<std::ptrdiff_t>(count));
    }
    return near;
}

std::vector<int> first_order(const TourDistance& distance) {
    const int n = distance.size();
    std::vector<int> order(static_cast<std::size_t>(n));
    std::iota(order.begin(), order.end(), 0);
    if (const auto* places = distance.places()) {
        double left = std::numeric_limits<double>::max(), low = left, right = -left, high = -left;
        for (const auto& p : *places) {
            left = std::min(left, p.x), right = std::max(right, p.x);
            low = std::min(low, p.y), high = std::max(high, p.y);
        }
        const auto side = std::max({right - left, high - low, 1e-12});
        std::vector<std::uint64_t> key;
        for (const auto& p : *places)
            key.push_back(hilbert(static_cast<std::uint32_t>((p.x - left) / side * 65535),
                                  static_cast<std::uint32_t>((p.y - low) / side * 65535)));
        std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return key[a] < key[b]; });
        return order;
    }
    for (std::size_t i = 1; i < order.size(); ++i) {
        const int here = order[i - 1];
        std::iter_swap(order.begin() + static_cast<std::ptrdiff_t>(i),
                       std::min_element(order.begin() + static_cast<std::ptrdiff_t>(i), order.end(),
                                        [&](int a, int b) { return distance(here, a) < distance(here, b); }));
    }
    return order;
}

double tour_length(const TourDistance& distance, const std::vector<int>& order) {
    double sum = 0;
    for (std::size_t i = 0; i < order.size(); ++i)
        sum += distance(order[i], order[i + 1 < order.size() ? i + 1 : 0]);
    return sum;
}

double tour_bound(const TourDistance& distance, double length, double cpu_seconds, int most_steps,
                  const std::atomic<bool>* stop) {
    const int n = distance.size();
    if (n < 3) return length;
    const auto from = thread_cpu_seconds();
    std::vector<double> price(static_cast<std::size_t>(n), 0), key(price);
    std::vector<int> degree(static_cast<std::size_t>(n)), parent(degree), last(degree);
    std::vector<char> in(static_cast<std::size_t>(n));
    double best = 0, factor = 1;
    int stale = 0;
    for (int step = 0; step < most_steps && thread_cpu_seconds() - from < cpu_seconds; ++step) {
        if (stop && stop->load(std::memory_order_relaxed)) break;
        // The tree of 1 … n-1 (Prim), then the two cheapest edges at 0.
        std::fill(degree.begin(), degree.end(), 0);
        std::fill(in.begin(), in.end(), 0);
        std::fill(key.begin(), key.end(), std::numeric_limits<double>::max());
        double tree = 0;
        int at = 1;
        in[1] = in[0] = 1;
        for (int i = 2; i < n; ++i) {
            int next = -1;
            for (int j = 2; j < n; ++j) {
                if (in[j]) continue;
                const auto d = distance(at, j) + price[at] + price[j];
                if (d < key[j]) key[j] = d, parent[j] = at;
                if (next < 0 || key[j] < key[next]) next = j;
            }
            tree += key[next];
            ++degree[next];
            ++degree[parent[next]];
            in[next] = 1;
            at = next;
        }
        int one = -1, two = -1;
        const auto edge = [&](int j) { return distance(0, j) + price[0] + price[j]; };
        for (int j = 1; j < n; ++j) {
            if (one < 0 || edge(j) < edge(one))
                two = one, one = j;
            else if (two < 0 || edge(j) < edge(two))
                two = j;
        }
        tree += edge(one) + edge(two);
        ++degree[one], ++degree[two], degree[0] += 2;
        double square = 0;
        for (int i = 0; i < n; ++i) {
            tree -= 2 * price[i];
            square += (degree[i] - 2) * (degree[i] - 2);
        }
        if (square == 0) return std::max(best, tree);
        stale = tree > best ? 0 : stale + 1;
        best = std::max(best, tree);
        if (stale >= 5) factor /= 2, stale = 0;
        // The direction of the step before is kept for a third (Crowder 1976).
        const auto length_of_step = factor * std::max(length * 1.0 - tree, length * 1e-6) / square;
        for (int i = 0; i < n; ++i)
            price[i] += length_of_step * (0.7 * (degree[i] - 2) + 0.3 * (step ? last[i] : degree[i] - 2));
        for (int i = 0; i < n; ++i) last[i] = degree[i] - 2;
    }
    return best;
}

}  // namespace kamino::territory::routing
