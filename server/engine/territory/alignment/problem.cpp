#include "engine/territory/alignment/problem.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace kamino::territory::alignment {

Problem::Problem(const Instance& instance) : in_(&instance) {
    melt();
    set_loads();
    set_kinds();
    set_places();
    set_moves();
    set_centres();
}

namespace {

struct Sets {  // disjoint sets with path halving
    std::vector<std::uint32_t> parent;
    explicit Sets(std::size_t n) : parent(n) { std::iota(parent.begin(), parent.end(), 0u); }
    std::uint32_t find(std::uint32_t i) {
        while (parent[i] != i) i = parent[i] = parent[parent[i]];
        return i;
    }
    void join(std::uint32_t a, std::uint32_t b) {
        a = find(a), b = find(b);
        parent[std::max(a, b)] = std::min(a, b);
    }
};

}  // namespace

void Problem::melt() {
    const std::size_t n = in_->units.size();
    Sets sets{n};
    for (const auto& group : in_->rules.together)
        for (const Index i : group) sets.join(group[0], i);
    if (in_->rules.trees_whole) {
        std::map<std::int32_t, Index> root;
        for (Index i = 0; i < n; ++i)
            if (in_->units.tree[i] >= 0) sets.join(root.emplace(in_->units.tree[i], i).first->second, i);
    }
    atom_of.assign(n, 0);
    std::uint32_t count = 0;
    for (Index i = 0; i < n; ++i) atom_of[i] = sets.find(i) == i ? count++ : atom_of[sets.find(i)];
    first.assign(count + 1, 0);
    for (const auto a : atom_of) ++first[a + 1];
    std::partial_sum(first.begin(), first.end(), first.begin());
    members.resize(n);
    auto at = first;
    for (Index i = 0; i < n; ++i) members[at[atom_of[i]]++] = i;
    weight.assign(count, 0);
}

void Problem::set_loads() {
    const auto& u = in_->units;
    const std::size_t k = in_->people.size();
    for (std::size_t m = 0; m < in_->measures.size(); ++m) {
        const auto& column = u.measures[m];
        const bool any = std::any_of(column.begin(), column.end(), [](double v) { return v > 0; });
        if (!std::isnan(in_->measures[m].tolerance) && any) balanced.push_back(m);
    }
    load.assign(weight.size() * balanced.size(), 0);
    low.assign(k * balanced.size(), 0);
    high = low;
    for (std::size_t b = 0; b < balanced.size(); ++b) {
        const auto m = balanced[b];
        const double total = std::accumulate(u.measures[m].begin(), u.measures[m].end(), 0.0);
        const double mean = total / static_cast<double>(k);
        std::vector<double> sum(weight.size(), 0);
        for (Index i = 0; i < u.size(); ++i) sum[atom_of[i]] += u.measures[m][i];
        for (std::size_t a = 0; a < sum.size(); ++a)
            load[a * balanced.size() + b] = static_cast<float>(sum[a] / mean);
        double capacity = 0;
        for (const auto& p : in_->people) capacity += p.capacity[m];
        capacity = std::max(capacity, 1e-300);
        for (std::size_t j = 0; j < k; ++j) {
            const double target = in_->people[j].capacity[m] / capacity * static_cast<double>(k);
            low[j * balanced.size() + b] = target * std::max(0.0, 1 - in_->measures[m].tolerance);
            high[j * balanced.size() + b] = target * (1 + in_->measures[m].tolerance);
        }
    }
}

void Problem::set_kinds() {
    const auto& u = in_->units;
    const auto& rules = in_->rules;
    const std::size_t k = in_->people.size();
    std::vector<std::uint8_t> open(k, 1);
    for (const Index j : rules.dropped) open[j] = 0;
    std::vector<std::uint8_t> in_focus(k, rules.focus.empty());
    for (const Index j : rules.focus) in_focus[j] = 1;
    std::map<std::size_t, std::vector<Index>> forbidden;  // atom -> people
    for (const auto& [unit, person] : rules.forbidden) forbidden[atom_of[unit]].push_back(person);
    // Most atoms have the same few rules; the key is needs, frozen owner and focus.
    using Key = std::tuple<std::uint64_t, std::int32_t, bool, std::size_t>;
    std::map<Key, std::uint32_t> known;
    kind.assign(weight.size(), 0);
    for (std::size_t a = 0; a < weight.size(); ++a) {
        std::uint64_t needs = 0;
        std::int32_t stays = nobody;
        bool clash = false, owned = false;
        for (auto e = first[a]; e < first[a + 1]; ++e) {
            const Index i = members[e];
            needs |= u.needs[i];
            const auto o = u.owner[i];
            if (o == nobody) continue;
            owned = true;
            if (!u.locked[i] && in_focus[o]) continue;
            clash |= stays != nobody && stays != o;
            stays = o;
        }
        const auto ban = forbidden.find(a);
        const Key key{needs, clash ? -2 : stays, owned, ban == forbidden.end() ? 0 : a + 1};
        const auto [at, fresh] = known.emplace(key, static_cast<std::uint32_t>(allowed.size()));
        kind[a] = at->second;
        if (!fresh) continue;
        std::vector<std::uint8_t> may(k);
        for (std::size_t j = 0; j < k; ++j)
            may[j] = (stays != nobody ? static_cast<std::int32_t>(j) == stays && !clash
                                      : open[j] && (!owned || in_focus[j])) &&
                     !(needs & ~in_->people[j].skills);
        if (ban != forbidden.end())
            for (const Index j : ban->second) may[j] = 0;
        allowed.push_back(std::move(may));
    }
}

void Problem::set_places() {
    const auto& u = in_->units;
    place.assign(weight.size(), {});
    std::vector<double> count(weight.size(), 0);
    std::vector<Place> plain(weight.size());
    for (Index i = 0; i < u.size(); ++i) {
        const auto a = atom_of[i];
        const auto& p = u.places[i];
        const double w = u.weight[i];
        place[a].x += w * p.x, place[a].y += w * p.y, place[a].z += w * p.z;
        plain[a].x += p.x, plain[a].y += p.y, plain[a].z += p.z;
        weight[a] += w;
        ++count[a];
    }
    for (std::size_t a = 0; a < weight.size(); ++a) {
        const double w = weight[a] > 0 ? weight[a] : count[a];
        const Place& s = weight[a] > 0 ? place[a] : plain[a];
        place[a] = {s.x / w, s.y / w, s.z / w};
    }
    centre.resize(in_->people.size());
    floating.resize(in_->people.size());
    for (std::size_t j = 0; j < centre.size(); ++j) {
        centre[j] = in_->people[j].home;
        floating[j] = !in_->people[j].has_home || in_->rules.compactness == Compactness::diameter;
    }
}

void Problem::set_moves() {
    const auto& u = in_->units;
    double value = 0;
    for (Index i = 0; i < u.size(); ++i)
        if (u.owner[i] != nobody) ++owned_, value += u.value[i];
    today.assign(weight.size(), nobody);
    counted.assign(weight.size(), 0);
    valued.assign(weight.size(), 0);
    for (std::size_t a = 0; a < weight.size(); ++a) {
        bool one = true;
        for (auto e = first[a]; e < first[a + 1]; ++e) {
            const Index i = members[e];
            if (u.owner[i] != nobody) {
                counted[a] += 1;
                valued[a] += value > 0 ? u.value[i] / value : 1 / owned_;
            }
            one = one && u.owner[i] == u.owner[members[first[a]]];
        }
        if (one) today[a] = u.owner[members[first[a]]];
    }
    price_moves(0, 0);
}

void Problem::price_moves(double per_unit, double per_value) {
    const double own = in_->rules.least_moves ? price_of_least_moves(*in_) : in_->rules.move_price;
    to_move.assign(counted.size(), 0);
    for (std::size_t a = 0; a < counted.size(); ++a)
        to_move[a] = (own / 2 + per_unit) * counted[a] + (own / 2 * owned_ + per_value) * valued[a];
}

void Problem::set_centres() {
    cx_.resize(centre.size()), cy_.resize(centre.size()), cz_.resize(centre.size());
    for (std::size_t j = 0; j < centre.size(); ++j) {
        cx_[j] = static_cast<float>(centre[j].x);
        cy_[j] = static_cast<float>(centre[j].y);
        cz_[j] = static_cast<float>(centre[j].z);
    }
}

double Problem::distance_cost(std::size_t a, std::size_t j) const {
    if (in_->rules.compactness == Compactness::diameter) {
        const double square = square_km(place[a], centre[j]) / (reach * reach);
        return static_cast<double>(std::max(1u, first[a + 1] - first[a])) * std::pow(square, power);
    }
    if (in_->rules.compactness == Compactness::moment) return weight[a] * square_km(place[a], centre[j]);
    double sum = 0;
    for (auto e = first[a]; e < first[a + 1]; ++e) {
        const Index i = members[e];
        const double minutes = in_->minutes.empty() ? in_->travel.minutes(centre[j], in_->units.places[i])
                                                    : in_->minutes[i * centre.size() + j];
        sum += in_->units.weight[i] * minutes;
    }
    return sum;
}

double Problem::move_cost(std::size_t a, std::size_t j) const {
    if (to_move[a] == 0) return 0;
    if (today[a] != nobody || first[a] == first[a + 1])
        return today[a] == static_cast<std::int32_t>(j) ? 0 : to_move[a];
    const auto& u = in_->units;  // the members have several owners: in proportion
    double moved = 0, all = 0;
    for (auto e = first[a]; e < first[a + 1]; ++e) {
        const double part = u.owner[members[e]] == nobody ? 0 : 0.5 + 0.5 * u.value[members[e]];
        all += part;
        if (u.owner[members[e]] != static_cast<std::int32_t>(j)) moved += part;
    }
    return to_move[a] * moved / all;
}

double Problem::cost(std::size_t a, std::size_t j) const {
    return may(a, j) ? distance_cost(a, j) + move_cost(a, j) : static_cast<double>(impossible);
}

namespace {

// Rows of one place against all centres. Clones for wider registers where the machine has them; no fused
// operations, so that all machines agree.
__attribute__((target_clones("avx2", "default"))) void squares(const float* cx, const float* cy,
                                                               const float* cz, float x, float y, float z,
                                                               std::size_t k, float* out) {
    for (std::size_t j = 0; j < k; ++j) {
        const float dx = cx[j] - x, dy = cy[j] - y, dz = cz[j] - z;
        out[j] = dx * dx + dy * dy + dz * dz;
    }
}

// Straight lines become roads: the arc by its series (exact to 1e-5 up to 5,000 km).
__attribute__((target_clones("avx2", "default"))) void roads(float* row, std::size_t k, float factor,
                                                             float curve) {
    for (std::size_t j = 0; j < k; ++j) {
        const float s = __builtin_sqrtf(row[j]), q = row[j] * curve;
        row[j] = factor * s * (1 + q * (1.0f / 24) + q * q * (3.0f / 640) + q * q * q * (5.0f / 7168));
    }
}

__attribute__((target_clones("avx2", "default"))) void add_band(const float* road, std::size_t k, float from,
                                                                float to, float slope, float* minutes) {
    for (std::size_t j = 0; j < k; ++j) {
        const float km = (road[j] < to ? road[j] : to) - from;
        minutes[j] += slope * (km > 0 ? km : 0);
    }
}

void powers(float* row, std::size_t k, float scale, int power, float times) {
    for (std::size_t j = 0; j < k; ++j) {
        float all = times;
        for (int q = 0; q < power; ++q) all *= row[j] * scale;
        row[j] = all;
    }
}

}  // namespace

void Problem::costs(std::size_t a, float* row) const {
    const std::size_t k = centre.size();
    const bool time = in_->rules.compactness == Compactness::time;
    const auto w = static_cast<float>(weight[a]);
    if (time && (first[a + 1] - first[a] > 1 || !in_->minutes.empty() || in_->travel.barriers)) {
        for (std::size_t j = 0; j < k; ++j) row[j] = static_cast<float>(distance_cost(a, j));
    } else {
        squares(cx_.data(), cy_.data(), cz_.data(), static_cast<float>(place[a].x),
                static_cast<float>(place[a].y), static_cast<float>(place[a].z), k, row);
        if (time) {
            thread_local std::vector<float> road;
            road.assign(row, row + k);
            const auto& travel = in_->travel;
            roads(road.data(), k, static_cast<float>(travel.road_factor),
                  travel.sphere ? static_cast<float>(1 / (earth_km * earth_km)) : 0.0f);
            std::fill(row, row + k, 0.0f);
            double from = 0;
            for (const auto& band : travel.bands) {
                add_band(road.data(), k, static_cast<float>(from), static_cast<float>(band.to_km),
                         static_cast<float>(60 / band.kmh), row);
                from = band.to_km;
            }
        }
        if (in_->rules.compactness == Compactness::diameter)
            powers(row, k, static_cast<float>(1 / (reach * reach)), power,
                   static_cast<float>(std::max(1u, first[a + 1] - first[a])));
        else
            for (std::size_t j = 0; j < k; ++j) row[j] *= w;
    }
    if (to_move[a] > 0) {
        if (today[a] != nobody) {
            const auto price = static_cast<float>(to_move[a]);
            const float stays = row[today[a]];
            for (std::size_t j = 0; j < k; ++j) row[j] += price;
            row[today[a]] = stays;
        } else {
            for (std::size_t j = 0; j < k; ++j) row[j] += static_cast<float>(move_cost(a, j));
        }
    }
    const auto& may = allowed[kind[a]];
    for (std::size_t j = 0; j < k; ++j)
        if (!may[j]) row[j] = impossible;
}

}  // namespace kamino::territory::alignment
