#include "engine/territory/alignment/objective.h"

#include <algorithm>
#include <cmath>

#include "engine/territory/alignment/problem.h"

namespace kamino::territory::alignment {

std::vector<std::vector<Index>> units_by_person(const Instance& in, const UnitOwners& owner) {
    std::vector<std::vector<Index>> of(in.people.size());
    for (Index i = 0; i < owner.size(); ++i)
        if (owner[i] != nobody) of[owner[i]].push_back(i);
    return of;
}

Place centre_of(const Instance& in, std::size_t person, const std::vector<Index>& units) {
    if (in.people[person].has_home) return in.people[person].home;
    double weights = 0;
    for (const Index i : units) weights += in.units.weight[i];
    Place sum{};
    double all = 0;
    for (const Index i : units) {
        const double w = weights > 0 ? in.units.weight[i] : 1;
        sum.x += w * in.units.places[i].x, sum.y += w * in.units.places[i].y,
            sum.z += w * in.units.places[i].z;
        all += w;
    }
    if (all == 0) return sum;
    sum = {sum.x / all, sum.y / all, sum.z / all};
    if (in.travel.sphere && in.rules.compactness == Compactness::time) {
        const double r = std::sqrt(square_km(sum, {})) / earth_km;
        if (r > 0) sum = {sum.x / r, sum.y / r, sum.z / r};
    }
    return sum;
}

double distance_of(const Instance& in, std::size_t person, const Place& centre, Index unit) {
    if (in.rules.compactness == Compactness::moment) return square_km(centre, in.units.places[unit]);
    if (!in.minutes.empty()) return static_cast<double>(in.minutes[unit * in.people.size() + person]);
    return in.travel.minutes(centre, in.units.places[unit]);
}

namespace {

double widest(const std::vector<Place>& places) {
    double square = 0;
    for (std::size_t a = 0; a < places.size(); ++a)
        for (std::size_t b = a + 1; b < places.size(); ++b)
            square = std::max(square, square_km(places[a], places[b]));
    return square;
}

// The corners of the convex hull on the plane (monotone chain, Andrew 1979).
std::vector<Place> hull(std::vector<Place> p) {
    if (p.size() < 4) return p;
    std::sort(p.begin(), p.end(),
              [](const Place& a, const Place& b) { return a.x < b.x || (a.x == b.x && a.y < b.y); });
    std::vector<Place> out(2 * p.size());
    std::size_t n = 0;
    const auto turn = [](const Place& o, const Place& a, const Place& b) {
        return (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x);
    };
    for (std::size_t i = 0; i < p.size(); ++i) {
        while (n >= 2 && turn(out[n - 2], out[n - 1], p[i]) <= 0) --n;
        out[n++] = p[i];
    }
    for (std::size_t i = p.size() - 1, low = n + 1; i-- > 0;) {
        while (n >= low && turn(out[n - 2], out[n - 1], p[i]) <= 0) --n;
        out[n++] = p[i];
    }
    out.resize(n - 1);
    return out;
}

}  // namespace

double diameter_of(const Instance& in, const std::vector<Index>& units) {
    std::vector<Place> places;
    places.reserve(units.size());
    for (const Index i : units) places.push_back(in.units.places[i]);
    if (!in.travel.sphere) return std::sqrt(widest(hull(std::move(places))));
    const double straight = std::sqrt(widest(places));
    return 2 * earth_km * std::asin(std::min(1.0, straight / (2 * earth_km)));
}

int pieces_of(const Instance& in, const UnitOwners& owner, const std::vector<Index>& units) {
    if (in.graph.empty()) return 1;
    std::vector<Index> stack;
    std::vector<std::uint8_t> seen(owner.size(), 0);
    int count = 0;
    for (const Index start : units) {
        if (seen[start]) continue;
        ++count;
        seen[start] = 1;
        stack.push_back(start);
        while (!stack.empty()) {
            const Index u = stack.back();
            stack.pop_back();
            for (auto e = in.graph.first[u]; e < in.graph.first[u + 1]; ++e) {
                const Index v = in.graph.to[e];
                if (!seen[v] && owner[v] == owner[u]) seen[v] = 1, stack.push_back(v);
            }
        }
    }
    return count;
}

Moves moves_of(const Instance& in, const UnitOwners& owner) {
    Moves moves;
    double owned = 0, value = 0;
    const auto& u = in.units;
    for (std::size_t i = 0; i < owner.size(); ++i)
        if (u.owner[i] != nobody) ++owned, value += u.value[i];
    for (std::size_t i = 0; i < owner.size(); ++i) {
        if (u.owner[i] == nobody || owner[i] == u.owner[i]) continue;
        ++moves.units;
        moves.value_share += value > 0 ? u.value[i] / value : 1 / owned;
    }
    moves.amount = 0.5 * moves.units + 0.5 * moves.value_share * owned;
    return moves;
}

namespace {

double compactness(const Instance& in, const std::vector<std::vector<Index>>& of) {
    double sum = 0;
    for (std::size_t j = 0; j < of.size(); ++j) {
        if (in.rules.compactness == Compactness::diameter) {
            sum = std::max(sum, diameter_of(in, of[j]));
            continue;
        }
        const Place centre = centre_of(in, j, of[j]);
        for (const Index i : of[j]) sum += in.units.weight[i] * distance_of(in, j, centre, i);
    }
    return sum;
}

}  // namespace

double objective_of(const Instance& in, const UnitOwners& owner) {
    const auto of = units_by_person(in, owner);
    double sum = compactness(in, of);
    const double price = in.rules.least_moves ? price_of_least_moves(in) : in.rules.move_price;
    if (price > 0) sum += price * moves_of(in, owner).amount;
    if (in.rules.contiguity == Contiguity::soft && !in.graph.empty())
        for (const auto& units : of)
            sum += in.rules.fragment_price * std::max(0, pieces_of(in, owner, units) - 1);
    return sum;
}

double price_of_least_moves(const Instance& in) {
    return 100 * compactness(in, units_by_person(in, in.units.owner)) /
           std::max<double>(1, static_cast<double>(in.units.size()));
}

}  // namespace kamino::territory::alignment
