#include "engine/territory/alignment/standing.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace kamino::territory::alignment {

Standing::Standing(const Problem& problem, Owners owners) : problem_(&problem), owner_(std::move(owners)) {
    resum();
}

void Standing::resum() {
    const std::size_t m = problem_->measures();
    load_.assign(problem_->people() * m, 0);
    for (std::size_t a = 0; a < owner_.size(); ++a)
        if (owner_[a] != nobody)
            for (std::size_t b = 0; b < m; ++b)
                load_[owner_[a] * m + b] += static_cast<double>(problem_->load[a * m + b]);
}

namespace {

double outside(double load, double low, double high) {
    return load > high ? load - high : load < low ? low - load : 0;
}

}  // namespace

double Standing::excess(std::size_t j) const {
    const std::size_t m = problem_->measures();
    double sum = 0;
    for (std::size_t e = j * m; e < (j + 1) * m; ++e)
        sum += outside(load_[e], problem_->low[e], problem_->high[e]);
    return sum;
}

double Standing::excess_with(std::size_t j, const float* load, double sign) const {
    const std::size_t m = problem_->measures();
    double sum = 0;
    for (std::size_t b = 0; b < m; ++b) {
        const auto e = j * m + b;
        sum += outside(load_[e] + sign * static_cast<double>(load[b]), problem_->low[e], problem_->high[e]);
    }
    return sum;
}

double Standing::excess_swapped(std::size_t j, const float* out, const float* in) const {
    const std::size_t m = problem_->measures();
    double sum = 0;
    for (std::size_t b = 0; b < m; ++b) {
        const auto e = j * m + b;
        sum += outside(load_[e] - static_cast<double>(out[b]) + static_cast<double>(in[b]), problem_->low[e],
                       problem_->high[e]);
    }
    return sum;
}

double Standing::violation() const {
    double sum = 0;
    for (std::size_t j = 0; j < problem_->people(); ++j) sum += excess(j);
    return sum;
}

void Standing::move(std::size_t atom, std::int32_t to) {
    const std::size_t m = problem_->measures();
    const float* load = problem_->load.data() + atom * m;
    for (std::size_t b = 0; b < m; ++b) {
        const auto l = static_cast<double>(load[b]);
        if (owner_[atom] != nobody) load_[owner_[atom] * m + b] -= l;
        load_[to * m + b] += l;
    }
    owner_[atom] = to;
}

double total_cost(const Problem& p, const Owners& owners) {
    double sum = 0;
    for (std::size_t a = 0; a < owners.size(); ++a)
        if (owners[a] != nobody) sum += p.distance_cost(a, owners[a]) + p.move_cost(a, owners[a]);
    return sum;
}

bool recentre(Problem& p, const Owners& owners) {
    if (std::find(p.floating.begin(), p.floating.end(), 1) == p.floating.end()) return false;
    const std::size_t k = p.people();
    std::vector<Place> sum(k), plain(k);
    std::vector<double> weight(k, 0), count(k, 0);
    for (std::size_t a = 0; a < owners.size(); ++a) {
        if (owners[a] == nobody) continue;
        const auto j = owners[a];
        // Under a power of the distance the far ends pull hardest (iteratively reweighted least squares).
        const double w =
            p.instance().rules.compactness == Compactness::diameter
                ? std::pow(square_km(p.place[a], p.centre[j]) / (p.reach * p.reach) + 1e-6, p.power - 1)
                : p.weight[a];
        sum[j].x += w * p.place[a].x, sum[j].y += w * p.place[a].y, sum[j].z += w * p.place[a].z;
        plain[j].x += p.place[a].x, plain[j].y += p.place[a].y, plain[j].z += p.place[a].z;
        weight[j] += w;
        ++count[j];
    }
    const bool surface = p.instance().travel.sphere && p.instance().rules.compactness == Compactness::time;
    bool moved = false;
    for (std::size_t j = 0; j < k; ++j) {
        if (!p.floating[j] || count[j] == 0) continue;
        const Place& s = weight[j] > 0 ? sum[j] : plain[j];
        const double w = weight[j] > 0 ? weight[j] : count[j];
        Place at{s.x / w, s.y / w, s.z / w};
        if (surface) {
            const double r = std::sqrt(at.x * at.x + at.y * at.y + at.z * at.z) / earth_km;
            if (r > 0) at = {at.x / r, at.y / r, at.z / r};
        }
        if (p.power > 1) {  // the full step overshoots
            const auto& was = p.centre[j];
            const double step = 1.0 / p.power;
            at = {was.x + step * (at.x - was.x), was.y + step * (at.y - was.y),
                  was.z + step * (at.z - was.z)};
        }
        moved |= square_km(at, p.centre[j]) > 1e-6;
        p.centre[j] = at;
    }
    p.set_centres();
    return moved;
}

Owners atoms_of(const Problem& p, const std::vector<std::int32_t>& by_unit) {
    Owners atoms(p.atoms());
    for (std::size_t a = 0; a < atoms.size(); ++a) atoms[a] = by_unit[p.members[p.first[a]]];
    return atoms;
}

Owners by_unit(const Problem& p, const Owners& by_atom) {
    Owners owners(p.atom_of.size());
    for (std::size_t i = 0; i < owners.size(); ++i) owners[i] = by_atom[p.atom_of[i]];
    return owners;
}

}  // namespace kamino::territory::alignment
