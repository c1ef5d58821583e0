#include "engine/territory/check/align_check.h"

#include <algorithm>
#include <map>
#include <set>

#include "platform/base/text.h"

namespace kamino::territory::check {
namespace {

using alignment::Compactness;
using alignment::Contiguity;
using alignment::Index;
using alignment::Instance;
using alignment::nobody;
using alignment::Place;
using Owner = std::span<const std::int32_t>;
using base::number_text;

std::string rounded(double value) {
    return number_text(std::round(value * 100) / 100);
}

std::vector<std::vector<Index>> units_of(const Instance& in, Owner owner) {
    std::vector<std::vector<Index>> of(in.people.size());
    for (Index i = 0; i < owner.size(); ++i)
        if (owner[i] != nobody) of[owner[i]].push_back(i);
    return of;
}

Place middle(const Instance& in, const std::vector<Index>& units, bool on_surface) {
    Place sum{};
    double weights = 0;
    for (const Index i : units) weights += in.units.weight[i];
    double all = 0;
    for (const Index i : units) {
        const double w = weights > 0 ? in.units.weight[i] : 1;
        const auto& p = in.units.places[i];
        sum.x += w * p.x, sum.y += w * p.y, sum.z += w * p.z;
        all += w;
    }
    if (all > 0) sum = {sum.x / all, sum.y / all, sum.z / all};
    if (in.travel.sphere && on_surface) {
        const double r = std::sqrt(sum.x * sum.x + sum.y * sum.y + sum.z * sum.z);
        if (r > 0) sum = {sum.x / r * earth_km, sum.y / r * earth_km, sum.z / r * earth_km};
    }
    return sum;
}

double largest_distance(const Instance& in, const std::vector<Index>& units) {
    double square = 0;
    for (std::size_t a = 0; a < units.size(); ++a)
        for (std::size_t b = a + 1; b < units.size(); ++b)
            square = std::max(square, square_km(in.units.places[units[a]], in.units.places[units[b]]));
    const double straight = std::sqrt(square);
    return in.travel.sphere ? 2 * earth_km * std::asin(std::min(1.0, straight / (2 * earth_km))) : straight;
}

double compactness(const Instance& in, const std::vector<std::vector<Index>>& of, double diameter) {
    if (in.rules.compactness == Compactness::diameter) return diameter;
    const bool time = in.rules.compactness == Compactness::time;
    double sum = 0;
    for (std::size_t j = 0; j < of.size(); ++j) {
        const auto& person = in.people[j];
        const Place centre = person.has_home ? person.home : middle(in, of[j], time);
        for (const Index i : of[j]) {
            double cost =
                time ? in.travel.minutes(centre, in.units.places[i]) : square_km(centre, in.units.places[i]);
            if (time && !in.minutes.empty()) cost = in.minutes[i * in.people.size() + j];
            sum += in.units.weight[i] * cost;
        }
    }
    return sum;
}

int fragments(const Instance& in, Owner owner, const std::vector<Index>& units) {
    std::set<Index> open(units.begin(), units.end());
    int pieces = 0;
    while (!open.empty()) {
        ++pieces;
        std::vector<Index> stack{*open.begin()};
        open.erase(open.begin());
        while (!stack.empty()) {
            const Index u = stack.back();
            stack.pop_back();
            for (auto e = in.graph.first[u]; e < in.graph.first[u + 1]; ++e) {
                const Index v = in.graph.to[e];
                if (owner[v] == owner[u] && open.erase(v)) stack.push_back(v);
            }
        }
    }
    return pieces;
}

void judge_balance(const Instance& in, Owner owner, Verdict& verdict) {
    for (std::size_t m = 0; m < in.measures.size(); ++m) {
        std::vector<double> has(in.people.size(), 0);
        double total = 0, capacity = 0, worst = 0;
        for (std::size_t i = 0; i < owner.size(); ++i) {
            total += in.units.measures[m][i];
            if (owner[i] != nobody) has[owner[i]] += in.units.measures[m][i];
        }
        // Dropped people have no target; where the choice was open, they are those without units.
        std::vector<std::uint8_t> gone(in.people.size(), 0);
        for (const Index j : in.rules.dropped) gone[j] = 1;
        if (in.rules.drop_people > 0)
            for (std::size_t j = 0; j < gone.size(); ++j)
                gone[j] |= std::find(owner.begin(), owner.end(), static_cast<std::int32_t>(j)) == owner.end();
        for (std::size_t j = 0; j < gone.size(); ++j) capacity += gone[j] ? 0 : in.people[j].capacity[m];
        const double tolerance = in.measures[m].tolerance;
        for (std::size_t j = 0; j < has.size(); ++j) {
            const double target = gone[j] ? 0 : total * in.people[j].capacity[m] / capacity;
            if (target <= 0) continue;
            const double off = (has[j] - target) / target;
            worst = std::max(worst, std::abs(off));
            if (std::abs(off) > tolerance + 1e-9)
                verdict.add("balance", "person " + in.people[j].id + " has " + rounded(100 + 100 * off) +
                                           " % of the target of " + in.measures[m].name +
                                           "; the tolerance is " + rounded(100 * tolerance) + " %");
        }
        verdict.measured.emplace_back("imbalance." + in.measures[m].name, 100 * worst);
    }
}

void judge_units(const Instance& in, Owner owner, Verdict& verdict) {
    const auto& u = in.units;
    const auto& focus = in.rules.focus;
    const auto in_focus = [&](std::int32_t j) {
        return focus.empty() || std::find(focus.begin(), focus.end(), static_cast<Index>(j)) != focus.end();
    };
    for (std::size_t i = 0; i < owner.size(); ++i) {
        const auto to = owner[i], from = u.owner[i];
        if (to == nobody) {
            verdict.add("owners", "unit " + u.ids[i] + " has no owner");
            continue;
        }
        const auto& person = in.people[to];
        if (u.locked[i] && from != nobody && to != from)
            verdict.add("locks", "unit " + u.ids[i] + " is locked and went to person " + person.id);
        if (u.needs[i] & ~person.skills)
            verdict.add("skills", "person " + person.id + " lacks a skill that unit " + u.ids[i] + " needs");
        if (from != nobody && to != from && (!in_focus(from) || !in_focus(to)))
            verdict.add("focus", "unit " + u.ids[i] + " changed hands outside the focus");
    }
    for (const auto& [unit, person] : in.rules.forbidden)
        if (owner[unit] == static_cast<std::int32_t>(person))
            verdict.add("forbidden", "unit " + u.ids[unit] + " is with person " + in.people[person].id);
    for (const Index j : in.rules.dropped)
        if (std::find(owner.begin(), owner.end(), static_cast<std::int32_t>(j)) != owner.end())
            verdict.add("dropped", "person " + in.people[j].id + " is dropped and still has units");
    if (in.rules.drop_people > 0) {
        std::set<std::int32_t> used(owner.begin(), owner.end());
        const auto most = in.people.size() - in.rules.dropped.size() - in.rules.drop_people;
        if (used.size() > most)
            verdict.add("dropped", "more people have units than may remain: " + std::to_string(used.size()));
    }
}

void judge_groups(const Instance& in, Owner owner, Verdict& verdict) {
    for (const auto& group : in.rules.together)
        for (const Index i : group)
            if (owner[i] != owner[group[0]]) {
                verdict.add("together",
                            "units " + in.units.ids[group[0]] + " and " + in.units.ids[i] + " are apart");
                break;
            }
    if (!in.rules.trees_whole) return;
    std::map<std::int32_t, std::int32_t> owner_of_tree;
    std::set<std::int32_t> split;
    for (std::size_t i = 0; i < owner.size(); ++i) {
        const auto tree = in.units.tree[i];
        if (tree < 0) continue;
        const auto [at, fresh] = owner_of_tree.emplace(tree, owner[i]);
        if (!fresh && at->second != owner[i] && split.insert(tree).second)
            verdict.add("trees", "the tree of unit " + in.units.ids[i] + " is split");
    }
}

// Moved units, their value as a share, and what an answer pays for them at price 1.
struct Moved {
    double units = 0, share = 0, amount = 0;
};

Moved moved(const Instance& in, Owner owner) {
    Moved m;
    double owned = 0, value = 0;
    for (std::size_t i = 0; i < owner.size(); ++i)
        if (in.units.owner[i] != nobody) ++owned, value += in.units.value[i];
    for (std::size_t i = 0; i < owner.size(); ++i) {
        if (in.units.owner[i] == nobody || in.units.owner[i] == owner[i]) continue;
        const double share = value > 0 ? in.units.value[i] / value : 1 / owned;
        ++m.units;
        m.share += share;
        m.amount += 0.5 + 0.5 * share * owned;
    }
    return m;
}

double all_compactness(const Instance& in, Owner owner, double* diameter) {
    const auto of = units_of(in, owner);
    *diameter = 0;
    for (const auto& units : of) *diameter = std::max(*diameter, largest_distance(in, units));
    return compactness(in, of, *diameter);
}

}  // namespace

double least_moves_price(const Instance& in) {
    double diameter = 0;
    const double today = all_compactness(in, in.units.owner, &diameter);
    return 100 * today / std::max<double>(1, static_cast<double>(in.units.size()));
}

Verdict judge_alignment(const Instance& in, Owner owner) {
    Verdict verdict;
    if (owner.size() != in.units.size()) {
        verdict.add("owners", "the answer has " + std::to_string(owner.size()) + " owners for " +
                                  std::to_string(in.units.size()) + " units");
        return verdict;
    }
    judge_units(in, owner, verdict);
    judge_groups(in, owner, verdict);
    judge_balance(in, owner, verdict);
    double diameter = 0;
    const double compact = all_compactness(in, owner, &diameter);
    const Moved m = moved(in, owner);
    if (m.units > in.rules.max_moved_units + 1e-9)
        verdict.add("moved_units",
                    rounded(m.units) + " units moved; " + rounded(in.rules.max_moved_units) + " may move");
    if (m.share > in.rules.max_moved_value + 1e-9)
        verdict.add("moved_value", rounded(100 * m.share) + " % of the value moved; " +
                                       rounded(100 * in.rules.max_moved_value) + " % may move");
    int extra = 0;
    if (!in.graph.empty()) {
        const auto of = units_of(in, owner);
        for (std::size_t j = 0; j < of.size(); ++j) {
            const int pieces = fragments(in, owner, of[j]);
            extra += std::max(0, pieces - 1);
            if (pieces > 1 && in.rules.contiguity == Contiguity::hard)
                verdict.add("contiguity", "the territory of person " + in.people[j].id + " has " +
                                              std::to_string(pieces) + " pieces");
        }
    }
    const double price = in.rules.least_moves ? least_moves_price(in) : in.rules.move_price;
    verdict.objective = compact + price * m.amount +
                        (in.rules.contiguity == Contiguity::soft ? in.rules.fragment_price * extra : 0);
    verdict.measured.insert(verdict.measured.begin(), {{"compactness", compact},
                                                       {"diameter", diameter},
                                                       {"moved_units", m.units},
                                                       {"moved_value", m.share},
                                                       {"fragments", extra}});
    return verdict;
}

}  // namespace kamino::territory::check
