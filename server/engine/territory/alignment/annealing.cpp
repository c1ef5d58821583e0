#include "engine/territory/alignment/annealing.h"

#include <algorithm>
#include <cmath>

namespace kamino::territory::alignment {

Annealing::Annealing(Problem& problem, const Graph* graph, Random& random)
    : p_(problem), graph_(graph), random_(random) {}

bool Annealing::stays_whole(std::uint32_t a, std::int32_t to) {
    auto& on = on_[0];
    if (p_.first[a + 1] - p_.first[a] == 1) return on.whole_without(p_.members[p_.first[a]]);
    const auto from = on.owner(p_.members[p_.first[a]]);
    bool good = true;
    auto e = p_.first[a];
    for (; e < p_.first[a + 1] && good; ++e) {
        good = on.whole_without(p_.members[e]) && on.touches(p_.members[e], to);
        if (good) on.move(p_.members[e], to);
    }
    for (auto back = p_.first[a]; back < e; ++back)
        if (on.owner(p_.members[back]) == to) on.move(p_.members[back], from);
    return good;
}

// The change of cost, with the centres moving along where the moment is about the middle: a point of weight w
// at d from the middle of a mass W adds w W / (W + w) d^2 (Huygens & Steiner).
double Annealing::change_of(std::uint32_t a, std::int32_t from, std::int32_t to) const {
    if (mass_.empty()) return p_.cost(a, to) - p_.cost(a, from);
    const double w = p_.weight[a];
    const auto part = [&](std::int32_t j, double others) {
        const double square = square_km(p_.place[a], p_.centre[j]);
        if (!p_.floating[j]) return w * square;
        // `others` is the mass without the atom; the centre counts it when it is inside.
        if (others <= 1e-12) return 0.0;
        const double inside = j == from ? (others + w) / others : others / (others + w);
        return w * square * inside;
    };
    return part(to, mass_[to]) - part(from, mass_[from] - w) + p_.move_cost(a, to) - p_.move_cost(a, from);
}

void Annealing::follow(std::uint32_t a, std::int32_t from, std::int32_t to) {
    if (mass_.empty()) return;
    const auto shift = [&](std::int32_t j, double w) {
        const double mass = mass_[j] + w;
        if (p_.floating[j] && mass > 1e-12) {
            auto& c = p_.centre[j];
            const auto& x = p_.place[a];
            c = {c.x + w / mass * (x.x - c.x), c.y + w / mass * (x.y - c.y), c.z + w / mass * (x.z - c.z)};
        }
        mass_[j] = mass;
    };
    shift(from, -p_.weight[a]);
    shift(to, p_.weight[a]);
}

void Annealing::try_move(std::uint32_t a, std::int32_t to, double heat) {
    auto& s = standing_[0];
    const auto from = s.owner(a);
    if (from == to || !p_.may(a, to)) return;
    const float* load = p_.load.data() + a * p_.measures();
    const double balance =
        s.excess_with(from, load, -1) + s.excess_with(to, load, 1) - s.excess(from) - s.excess(to);
    const double limit = heat * -std::log(1 - random_.unit());
    // An atom that sits where it may not goes anywhere.
    const double change = p_.may(a, from) ? change_of(a, from, to) / scale_ : -1e6;
    if (weight_ * balance + change > limit) return;
    if (graph_ && !stays_whole(a, to)) return;
    if (graph_)
        for (auto e = p_.first[a]; e < p_.first[a + 1]; ++e) on_[0].move(p_.members[e], to);
    s.move(a, to);
    follow(a, from, to);
    cost_ += change * scale_;
    violation_ += balance;
}

// Two single units change sides, one after the other; undone when a territory would break.
bool Annealing::swap_whole(std::uint32_t a, std::uint32_t b) {
    auto& on = on_[0];
    const Index u = p_.members[p_.first[a]], v = p_.members[p_.first[b]];
    if (p_.first[a + 1] - p_.first[a] > 1 || p_.first[b + 1] - p_.first[b] > 1) return false;
    const auto from = on.owner(u), to = on.owner(v);
    if (!on.touches(u, to) || !on.whole_without(u)) return false;
    on.move(u, to);
    if (on.touches(v, from) && on.whole_without(v)) {
        on.move(v, from);
        // The first one may have hung on the second alone.
        if (on.touches(u, to)) return true;
        on.move(v, to);
    }
    on.move(u, from);
    return false;
}

void Annealing::try_swap(std::uint32_t a, std::uint32_t b, double heat) {
    auto& s = standing_[0];
    const auto from = s.owner(a), to = s.owner(b);
    if (from == to || !p_.may(a, to) || !p_.may(b, from)) return;
    const float *out = p_.load.data() + a * p_.measures(), *in = p_.load.data() + b * p_.measures();
    const double balance =
        s.excess_swapped(from, out, in) + s.excess_swapped(to, in, out) - s.excess(from) - s.excess(to);
    const double change = (p_.cost(a, to) + p_.cost(b, from) - p_.cost(a, from) - p_.cost(b, to)) / scale_;
    if (!(weight_ * balance + change <= heat * -std::log(1 - random_.unit()))) return;
    if (graph_ && !swap_whole(a, b)) return;
    s.move(a, to);
    s.move(b, from);
    cost_ += change * scale_;
    violation_ += balance;
}

void Annealing::step(double heat) {
    const auto n = static_cast<std::uint32_t>(p_.atoms());
    auto a = random_.below(n);
    if (!hot_.empty() && random_.below(3) == 0)
        a = hot_[random_.below(static_cast<std::uint32_t>(hot_.size()))];
    if (!graph_) {
        if (mass_.empty() && random_.below(2)) return try_swap(a, random_.below(n), heat);
        return try_move(a, static_cast<std::int32_t>(random_.below(static_cast<std::uint32_t>(p_.people()))),
                        heat);
    }
    const auto size = p_.first[a + 1] - p_.first[a];
    const Index u = p_.members[p_.first[a] + random_.below(size)];
    const auto degree = graph_->first[u + 1] - graph_->first[u];
    if (degree == 0) return;
    const Index v = graph_->to[graph_->first[u] + random_.below(degree)];
    const auto to = on_[0].owner(v);
    if (mass_.empty() && n <= 2000 && random_.below(3) == 0) {
        const auto& others = on_[0].units(to);
        const auto b = others[random_.below(static_cast<std::uint32_t>(others.size()))];
        return try_swap(a, p_.atom_of[b], heat);
    }
    try_move(a, to, heat);
}

void Annealing::resum() {
    auto& s = standing_[0];
    s.resum();
    recentre(p_, s.owners());
    const bool free = std::find(p_.floating.begin(), p_.floating.end(), 1) != p_.floating.end();
    mass_.assign(free && p_.instance().rules.compactness == Compactness::moment ? p_.people() : 0, 0);
    for (std::size_t a = 0; a < p_.atoms() && !mass_.empty(); ++a) mass_[s.owner(a)] += p_.weight[a];
    cost_ = total_cost(p_, s.owners());
    violation_ = s.violation();
    hot_.clear();
    std::vector<std::uint8_t> out(p_.people(), 0);
    for (std::size_t j = 0; j < p_.people(); ++j) out[j] = s.excess(j) > 1e-9;
    if (violation_ > 1e-9)
        for (std::uint32_t a = 0; a < p_.atoms(); ++a)
            if (out[s.owner(a)]) hot_.push_back(a);
}

Annealed Annealing::run(const std::vector<std::int32_t>& owner, long long steps, const Clock& clock,
                        double share) {
    standing_.assign(1, Standing{p_, atoms_of(p_, owner)});
    on_.clear();
    if (graph_) on_.emplace_back(p_.instance().units.places, *graph_, p_.people(), owner);
    resum();
    // Costs in shares of the mean cost of an atom, penalties so that a whole atom out of bounds costs
    // several.
    scale_ = std::max(1e-9, std::abs(cost_) / static_cast<double>(p_.atoms()));
    weight_ = 10 * static_cast<double>(p_.atoms()) / static_cast<double>(p_.people());
    Annealed best;
    const auto record = [&] {
        const double v = violation_ < 1e-7 ? 0 : violation_;
        if (std::pair{v, cost_} < std::pair{best.violation, best.cost - 1e-9})
            best = {by_unit(p_, standing_[0].owners()), cost_, v};
    };
    record();
    // A good answer of many atoms is not to be melted again.
    const double hottest = p_.atoms() < 2000 ? 2 : 0.3;
    const double least = weight_;
    // Few atoms: every answer on the way counts, where its cost is known without summing anew.
    const bool time = p_.instance().rules.compactness == Compactness::time;
    const bool free = std::find(p_.floating.begin(), p_.floating.end(), 1) != p_.floating.end();
    const bool exact = p_.atoms() <= 500 && !(time && free);
    const long long round = std::max<long long>(200, static_cast<long long>(p_.atoms()));
    const long long cycle = std::max<long long>(round * 50, steps / 3);
    for (long long done = 0; done < steps && !clock.over(share); done += round) {
        const double phase =
            std::min(1.0, 1.25 * static_cast<double>(done % cycle) / static_cast<double>(cycle));
        const double heat = hottest * (1 - phase) * (1 - phase) * (1 - phase);
        for (long long i = 0; i < round; ++i) {
            step(heat);
            if (exact && violation_ < 1e-9 && cost_ < best.cost - 1e-9) record();
        }
        resum();
        record();
        // The price of being out of bounds grows while the answer is.
        weight_ = violation_ > 1e-9 ? std::min(weight_ * 1.1, least * 1e4) : std::max(weight_ / 1.05, least);
        clock.report(best.cost);
    }
    return best;
}

}  // namespace kamino::territory::alignment
