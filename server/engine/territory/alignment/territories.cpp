#include "engine/territory/alignment/territories.h"

#include <algorithm>
#include <cmath>

namespace kamino::territory::alignment {

Territories::Territories(const std::vector<Place>& places, const Graph& graph, std::size_t people,
                         const std::vector<std::int32_t>& owner)
    : places_(places), graph_(graph), owner_(owner.size(), nobody), at_(owner.size(), 0), list_(people) {
    seen_.assign(owner.size(), 0);
    for (Index i = 0; i < owner.size(); ++i)
        if (owner[i] != nobody) insert(i, owner[i]);
    for (auto& list : list_) enclose(list);
}

void Territories::insert(Index unit, std::int32_t to) {
    auto& list = list_[to];
    at_[unit] = static_cast<std::uint32_t>(list.unit.size());
    list.unit.push_back(unit);
    list.x.push_back(static_cast<float>(places_[unit].x));
    list.y.push_back(static_cast<float>(places_[unit].y));
    list.z.push_back(static_cast<float>(places_[unit].z));
    const float dx = list.x.back() - list.cx, dy = list.y.back() - list.cy, dz = list.z.back() - list.cz;
    list.radius = std::max(list.radius, std::sqrt(dx * dx + dy * dy + dz * dz));
    owner_[unit] = to;
}

void Territories::enclose(List& list) const {
    double x = 0, y = 0, z = 0;
    const auto n = list.unit.size();
    for (std::size_t i = 0; i < n; ++i) x += list.x[i], y += list.y[i], z += list.z[i];
    const double all = std::max<double>(1, static_cast<double>(n));
    list.cx = static_cast<float>(x / all), list.cy = static_cast<float>(y / all);
    list.cz = static_cast<float>(z / all);
    float square = 0;
    for (std::size_t i = 0; i < n; ++i) {
        const float dx = list.x[i] - list.cx, dy = list.y[i] - list.cy, dz = list.z[i] - list.cz;
        square = std::max(square, dx * dx + dy * dy + dz * dz);
    }
    list.radius = std::sqrt(square);
    list.changes = 0;
}

void Territories::move(Index unit, std::int32_t to) {
    if (owner_[unit] != nobody) {
        auto& list = list_[owner_[unit]];
        const auto at = at_[unit];
        const auto last = list.unit.back();
        list.unit[at] = last, list.x[at] = list.x.back(), list.y[at] = list.y.back(),
        list.z[at] = list.z.back();
        at_[last] = at;
        list.unit.pop_back(), list.x.pop_back(), list.y.pop_back(), list.z.pop_back();
        if (++list.changes > 40) enclose(list);
    }
    insert(unit, to);
    if (++list_[to].changes > 40) enclose(list_[to]);
}

namespace {

// How many are farther than the square root of `limit`: whole numbers add up in any order, so this runs in
// wide registers.
__attribute__((target_clones("avx2", "default"))) int count_beyond(const float* xs, const float* ys,
                                                                   const float* zs, std::size_t n, float x,
                                                                   float y, float z, float limit) {
    int count = 0;
    for (std::size_t i = 0; i < n; ++i) {
        const float dx = xs[i] - x, dy = ys[i] - y, dz = zs[i] - z;
        count += dx * dx + dy * dy + dz * dz > limit;
    }
    return count;
}

}  // namespace

double Territories::beyond(Index unit, std::size_t person, double reach) const {
    const auto& list = list_[person];
    const auto x = static_cast<float>(places_[unit].x), y = static_cast<float>(places_[unit].y),
               z = static_cast<float>(places_[unit].z);
    const float dx = x - list.cx, dy = y - list.cy, dz = z - list.cz;
    const auto r = static_cast<float>(reach);
    if (list.radius < r) {
        const float rest = r - list.radius;
        if (dx * dx + dy * dy + dz * dz < rest * rest) return 0;
    }
    const float limit = r * r;
    if (count_beyond(list.x.data(), list.y.data(), list.z.data(), list.unit.size(), x, y, z, limit) == 0)
        return 0;
    double sum = 0;
    for (std::size_t i = 0; i < list.unit.size(); ++i) {
        const float ex = list.x[i] - x, ey = list.y[i] - y, ez = list.z[i] - z;
        const float square = ex * ex + ey * ey + ez * ez;
        if (square > limit) sum += std::sqrt(static_cast<double>(square)) / reach - 1;
    }
    return sum;
}

std::pair<Index, Index> Territories::ends(std::size_t person) const {
    const auto& list = list_[person];
    std::pair<Index, Index> best{0, 0};
    double square = -1;
    for (std::size_t a = 0; a < list.unit.size(); ++a)
        for (std::size_t b = a; b < list.unit.size(); ++b) {
            const double s = square_km(places_[list.unit[a]], places_[list.unit[b]]);
            if (s > square) square = s, best = {list.unit[a], list.unit[b]};
        }
    return best;
}

double Territories::widest(std::size_t person) const {
    if (list_[person].unit.empty()) return 0;
    const auto [a, b] = ends(person);
    return std::sqrt(square_km(places_[a], places_[b]));
}

bool Territories::touches(Index unit, std::int32_t person) const {
    for (auto e = graph_.first[unit]; e < graph_.first[unit + 1]; ++e)
        if (owner_[graph_.to[e]] == person) return true;
    return false;
}

bool Territories::whole_without(Index unit) const {
    const auto person = owner_[unit];
    if (list_[person].unit.size() <= 1) return false;
    // The neighbours of the same territory, and who of them is reached from the first one.
    Index near[64];
    std::size_t n = 0;
    for (auto e = graph_.first[unit]; e < graph_.first[unit + 1] && n < 64; ++e)
        if (owner_[graph_.to[e]] == person) near[n++] = graph_.to[e];
    if (n == 1) return true;
    if (n == 0) return false;  // it is a piece of its own; its territory is broken already
    // Seen neighbours carry mark + 1, seen units mark, open neighbours mark + 2. A search from the first; it
    // ends as soon as all neighbours are met, which the ring about the unit mostly does at once.
    if (mark_ > 4000000000u) std::fill(seen_.begin(), seen_.end(), 0u), mark_ = 0;
    mark_ += 4;
    const auto seen = mark_, open = mark_ + 1;
    for (std::size_t i = 1; i < n; ++i) seen_[near[i]] = open;
    seen_[unit] = seen;
    seen_[near[0]] = seen;
    queue_.assign(1, near[0]);
    std::size_t left = n - 1;
    for (std::size_t head = 0; head < queue_.size(); ++head) {
        const Index u = queue_[head];
        for (auto e = graph_.first[u]; e < graph_.first[u + 1]; ++e) {
            const Index v = graph_.to[e];
            if (owner_[v] != person || seen_[v] == seen) continue;
            if (seen_[v] == open && --left == 0) return true;
            seen_[v] = seen;
            queue_.push_back(v);
        }
    }
    return false;
}

}  // namespace kamino::territory::alignment
