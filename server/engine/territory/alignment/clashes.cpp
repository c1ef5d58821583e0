#include "engine/territory/alignment/clashes.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "engine/territory/alignment/problem.h"
#include "platform/base/text.h"

namespace kamino::territory::alignment {
namespace {

std::string per_cent(double share) {
    return base::number_text(std::round(share * 1000) / 10) + " %";
}

class Search {
  public:
    explicit Search(const Instance& in) : in_(in), p_(in) {}

    std::vector<Clash> run() {
        homeless();
        lone_kinds();
        large_atoms();
        starved();
        moves();
        parts();
        return std::move(out_);
    }

  private:
    void add(std::vector<std::string> rules, std::string message) {
        if (out_.size() < 100) out_.push_back({std::move(rules), std::move(message)});
    }
    std::string measure(std::size_t b) const { return in_.measures[p_.balanced[b]].name; }
    std::string tolerance(std::size_t b) const {
        return per_cent(1 + in_.measures[p_.balanced[b]].tolerance);
    }

    // Atoms that nobody may own, with the reason.
    void homeless() {
        for (std::size_t a = 0; a < p_.atoms(); ++a) {
            const auto& may = p_.allowed[p_.kind[a]];
            if (std::find(may.begin(), may.end(), 1) != may.end()) continue;
            std::uint64_t needs = 0;
            std::int32_t locked = nobody, other = nobody;
            for (auto e = p_.first[a]; e < p_.first[a + 1]; ++e) {
                const Index i = p_.members[e];
                needs |= in_.units.needs[i];
                if (!in_.units.locked[i]) continue;
                if (locked == nobody)
                    locked = in_.units.owner[i];
                else if (in_.units.owner[i] != locked)
                    other = in_.units.owner[i];
            }
            const auto& id = in_.units.ids[p_.members[p_.first[a]]];
            if (other != nobody) {
                add({"locks", "together"}, "the group of unit " + id + " is locked to person " +
                                               in_.people[locked].id + " and to person " +
                                               in_.people[other].id);
                continue;
            }
            const bool able = std::any_of(in_.people.begin(), in_.people.end(),
                                          [&](auto& j) { return !(needs & ~j.skills); });
            if (!able)
                add({"skills"}, "nobody has all skills that unit " + id + " needs");
            else if (locked != nobody)
                add({"locks", "forbidden"},
                    "unit " + id + " is locked to person " + in_.people[locked].id + ", who may not own it");
            else
                add({"forbidden", "skills", "people"}, "nobody is left who may own unit " + id);
        }
    }

    // People whom a set of units depends on, and whether these can carry it.
    void lone_kinds() {
        const std::size_t k = p_.people(), m = p_.measures(), kinds = p_.allowed.size();
        std::vector<double> load(kinds * m, 0);
        for (std::size_t a = 0; a < p_.atoms(); ++a)
            for (std::size_t b = 0; b < m; ++b)
                load[p_.kind[a] * m + b] += static_cast<double>(p_.load[a * m + b]);
        if (kinds > 3000) return;
        std::map<std::vector<std::uint8_t>, std::vector<std::size_t>> sets;
        for (std::size_t c = 0; c < kinds; ++c) sets[p_.allowed[c]].push_back(c);
        for (const auto& [may, own] : sets) {
            const auto people = std::count(may.begin(), may.end(), 1);
            if (people == 0 || people == static_cast<std::ptrdiff_t>(k)) continue;
            for (std::size_t b = 0; b < m; ++b) {
                double need = 0, room = 0, target = 0;
                for (const auto& [other, list] : sets) {
                    bool inside = true;
                    for (std::size_t j = 0; j < k && inside; ++j) inside = may[j] || !other[j];
                    if (inside)
                        for (const auto c : list) need += load[c * m + b];
                }
                for (std::size_t j = 0; j < k; ++j)
                    if (may[j])
                        room += p_.high[j * m + b], target += (p_.high[j * m + b] + p_.low[j * m + b]) / 2;
                if (need > room * (1 + 1e-7)) name(may, people, need / std::max(target, 1e-12), b);
            }
        }
    }

    void name(const std::vector<std::uint8_t>& may, std::ptrdiff_t people, double share, std::size_t b) {
        const auto one = static_cast<std::size_t>(std::find(may.begin(), may.end(), 1) - may.begin());
        const auto rest = " alone need " + per_cent(share) + " of capacity in " + measure(b) +
                          "; the tolerance allows " + tolerance(b);
        if (people > 1) {
            add({"skills", "forbidden", "balance"}, "the units that only " + std::to_string(people) +
                                                        " people may own (" + in_.people[one].id +
                                                        " among them)" + rest);
            return;
        }
        bool locks = false;
        for (std::size_t i = 0; i < in_.units.size(); ++i)
            locks |= in_.units.locked[i] && in_.units.owner[i] == static_cast<std::int32_t>(one);
        add({locks ? "locks" : "forbidden", "balance"},
            (locks ? "the locks of person " : "the units that only one person may own, ") +
                in_.people[one].id + rest);
    }

    void large_atoms() {
        const std::size_t m = p_.measures();
        for (std::size_t b = 0; b < m; ++b) {
            double room = 0;
            for (std::size_t j = 0; j < p_.people(); ++j) room = std::max(room, p_.high[j * m + b]);
            for (std::size_t a = 0; a < p_.atoms(); ++a) {
                const auto load = static_cast<double>(p_.load[a * m + b]);
                if (load <= room * (1 + 1e-6)) continue;
                const bool group = p_.first[a + 1] - p_.first[a] > 1;
                add({group ? "together" : "units", "balance"},
                    std::string{group ? "the group of unit " : "unit "} +
                        in_.units.ids[p_.members[p_.first[a]]] + " alone is " + per_cent(load / room) +
                        " of the most that any person may have of " + measure(b));
            }
        }
    }

    void starved() {
        const std::size_t m = p_.measures();
        std::vector<double> within(p_.people() * m, 0), kinds(p_.allowed.size() * m, 0);
        for (std::size_t a = 0; a < p_.atoms(); ++a)
            for (std::size_t b = 0; b < m; ++b)
                kinds[p_.kind[a] * m + b] += static_cast<double>(p_.load[a * m + b]);
        for (std::size_t c = 0; c < p_.allowed.size(); ++c)
            for (std::size_t j = 0; j < p_.people(); ++j)
                for (std::size_t b = 0; b < m; ++b)
                    if (p_.allowed[c][j]) within[j * m + b] += kinds[c * m + b];
        for (std::size_t e = 0; e < within.size(); ++e)
            if (within[e] < p_.low[e] * (1 - 1e-6))
                add({"skills", "forbidden", "locks", "balance"},
                    "person " + in_.people[e / m].id + " may own units for only " +
                        per_cent(within[e] / ((p_.low[e] + p_.high[e]) / 2)) + " of the target of " +
                        measure(e % m));
    }

    void moves() {
        if (!std::isfinite(in_.rules.max_moved_units) && !std::isfinite(in_.rules.max_moved_value)) return;
        const auto least = least_moves(in_);
        if (least.units > in_.rules.max_moved_units + 1e-9)
            add({"moves", "balance"}, "at least " + base::number_text(least.units) +
                                          " units must move to balance; the cap is " +
                                          base::number_text(in_.rules.max_moved_units));
        if (least.value_share > in_.rules.max_moved_value + 1e-9)
            add({"moves", "balance"}, "at least " + per_cent(least.value_share) +
                                          " of the value must move to balance; the cap is " +
                                          per_cent(in_.rules.max_moved_value));
    }

    void parts() {
        if (in_.rules.contiguity != Contiguity::hard || in_.graph.empty()) return;
        std::vector<std::uint8_t> seen(in_.units.size(), 0);
        std::size_t count = 0;
        std::vector<Index> stack;
        for (Index s = 0; s < seen.size(); ++s) {
            if (seen[s]) continue;
            ++count;
            seen[s] = 1;
            stack.assign(1, s);
            while (!stack.empty()) {
                const Index u = stack.back();
                stack.pop_back();
                for (auto e = in_.graph.first[u]; e < in_.graph.first[u + 1]; ++e)
                    if (!seen[in_.graph.to[e]]) seen[in_.graph.to[e]] = 1, stack.push_back(in_.graph.to[e]);
            }
        }
        const auto people = in_.people.size() - in_.rules.dropped.size();
        if (count > people)
            add({"contiguity"}, "the units fall into " + std::to_string(count) +
                                    " parts without a border between them; " + std::to_string(people) +
                                    " whole territories cannot cover them");
    }

    const Instance& in_;
    Problem p_;
    std::vector<Clash> out_;
};

// Units by falling load, and by rising value for a load.
struct Orders {
    std::vector<Index> large, cheap;
    Orders(const Instance& in, const std::vector<Index>& units, std::size_t m) : large(units), cheap(units) {
        const auto& load = in.units.measures[m];
        std::sort(large.begin(), large.end(), [&](Index a, Index b) { return load[a] > load[b]; });
        std::sort(cheap.begin(), cheap.end(), [&](Index a, Index b) {
            return in.units.value[a] * load[b] < in.units.value[b] * load[a];
        });
    }
};

// The fewest units, and the least value, that carry `need` of load: the largest first; the best ratio first
// with the last in part.
LeastMoves cheapest_cover(const Instance& in, const Orders& orders, std::size_t m, double need,
                          double all_value) {
    LeastMoves least;
    const auto& load = in.units.measures[m];
    double sum = 0;
    for (const Index i : orders.large) {
        if (sum >= need * (1 - 1e-12)) break;
        sum += load[i];
        ++least.units;
    }
    sum = 0;
    for (const Index i : orders.cheap) {
        if (load[i] <= 0) continue;
        const double part = std::min(1.0, (need - sum) / load[i]);
        if (part <= 0) break;
        least.value_share += part * in.units.value[i] / all_value;
        sum += part * load[i];
    }
    return least;
}

}  // namespace

std::vector<Clash> clashes(const Instance& in) {
    return Search{in}.run();
}

LeastMoves least_moves(const Instance& in) {
    const std::size_t k = in.people.size();
    std::vector<std::vector<Index>> of(k);
    std::vector<Index> owned;
    double value = 1e-300;
    for (Index i = 0; i < in.units.size(); ++i)
        if (in.units.owner[i] != nobody)
            of[in.units.owner[i]].push_back(i), owned.push_back(i), value += in.units.value[i];
    std::vector<LeastMoves> out(k), into(k);
    for (std::size_t m = 0; m < in.measures.size(); ++m) {
        const double tolerance = in.measures[m].tolerance;
        if (std::isnan(tolerance)) continue;
        const auto& load = in.units.measures[m];
        const double total = std::accumulate(load.begin(), load.end(), 0.0);
        double capacity = 0;
        for (const auto& p : in.people) capacity += p.capacity[m];
        const Orders all{in, owned, m};
        for (std::size_t j = 0; j < k && capacity > 0; ++j) {
            const double target = total * in.people[j].capacity[m] / capacity;
            double has = 0;
            for (const Index i : of[j]) has += load[i];
            const auto raise = [&](LeastMoves& bound, const Orders& orders, double need) {
                const auto least = cheapest_cover(in, orders, m, need, value);
                bound.units = std::max(bound.units, least.units);
                bound.value_share = std::max(bound.value_share, least.value_share);
            };
            const double over = has - target * (1 + tolerance), under = target * (1 - tolerance) - has;
            if (over > 1e-9 * total) raise(out[j], Orders{in, of[j], m}, over);
            if (under > 1e-9 * total && owned.size() == in.units.size()) raise(into[j], all, under);
        }
    }
    LeastMoves gives, takes;
    for (std::size_t j = 0; j < k; ++j) {
        gives.units += out[j].units, gives.value_share += out[j].value_share;
        takes.units += into[j].units, takes.value_share += into[j].value_share;
    }
    return {std::max(gives.units, takes.units), std::max(gives.value_share, takes.value_share)};
}

}  // namespace kamino::territory::alignment
