#include "engine/territory/alignment/rule_prices.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/territory/alignment/objective.h"
#include "engine/territory/alignment/standing.h"

namespace kamino::territory::alignment {
namespace {

// The least cost of every atom at the prices of load, summed over the atoms that differ from `plain`.
class Sums {
  public:
    Sums(const Instance& in, const Alignment& answer) : in_(in), answer_(answer) {}

    // Of the units of some atoms under an instance whose rules were changed.
    double of(const Instance& changed, const std::vector<std::uint8_t>& units) const {
        Problem p{changed};
        const auto by = units_by_person(in_, answer_.owner);
        for (std::size_t j = 0; j < by.size(); ++j) p.centre[j] = centre_of(in_, j, by[j]);
        p.set_centres();
        const std::size_t k = p.people(), m = in_.measures.size();
        std::vector<float> row(k);
        double sum = 0;
        for (std::size_t a = 0; a < p.atoms(); ++a) {
            bool asked = false;
            for (auto e = p.first[a]; e < p.first[a + 1] && !asked; ++e) asked = units[p.members[e]];
            if (!asked) continue;
            p.costs(a, row.data());
            double best = INFINITY;
            for (std::size_t j = 0; j < k; ++j) {
                if (row[j] == impossible) continue;
                double v = static_cast<double>(row[j]);
                for (std::size_t b = 0; b < m; ++b)
                    for (auto e = p.first[a]; e < p.first[a + 1]; ++e)
                        v += answer_.price[j * m + b] * in_.units.measures[b][p.members[e]];
                best = std::min(best, v);
            }
            if (best < INFINITY) sum += best;
        }
        return sum;
    }

    // What a rule costs that binds these units: with it minus without it.
    double fall(const std::vector<std::uint8_t>& units, Rules rules, bool unlock, bool unskill) const {
        if (std::find(units.begin(), units.end(), 1) == units.end()) return 0;
        Instance changed = in_;
        changed.rules = std::move(rules);
        if (unlock) std::fill(changed.units.locked.begin(), changed.units.locked.end(), 0);
        if (unskill) std::fill(changed.units.needs.begin(), changed.units.needs.end(), 0);
        return std::max(0.0, of(in_, units) - of(changed, units));
    }

  private:
    const Instance& in_;
    const Alignment& answer_;
};

}  // namespace

std::vector<RulePrice> rule_prices(const Instance& in, const Alignment& answer) {
    std::vector<RulePrice> out;
    const std::size_t n = in.units.size(), m = in.measures.size();
    if (in.rules.compactness == Compactness::diameter) return out;
    for (std::size_t b = 0; b < m; ++b) {
        if (std::isnan(in.measures[b].tolerance)) continue;
        const double total = std::accumulate(in.units.measures[b].begin(), in.units.measures[b].end(), 0.0);
        double capacity = 0, sum = 0;
        for (const auto& p : in.people) capacity += p.capacity[b];
        for (std::size_t j = 0; j < in.people.size() && capacity > 0; ++j)
            sum += std::abs(answer.price[j * m + b]) * total * in.people[j].capacity[b] / capacity / 100;
        out.push_back(
            {"balance of " + in.measures[b].name, sum, "objective saved by one more point of tolerance"});
    }
    const Sums sums{in, answer};
    const std::string lifted = "objective saved when the rule is lifted, at today's prices of load";
    std::vector<std::uint8_t> units(n, 0);
    const auto add = [&](const char* rule, Rules rules, bool unlock = false, bool unskill = false) {
        if (std::find(units.begin(), units.end(), 1) != units.end())
            out.push_back({rule, sums.fall(units, std::move(rules), unlock, unskill), lifted});
        std::fill(units.begin(), units.end(), 0);
    };
    for (std::size_t i = 0; i < n; ++i) units[i] = in.units.locked[i];
    add("locks", in.rules, true);
    for (std::size_t i = 0; i < n; ++i) units[i] = in.units.needs[i] != 0;
    add("skills", in.rules, false, true);
    Rules rules = in.rules;
    for (const auto& pair : rules.forbidden) units[pair.first] = 1;
    rules.forbidden.clear();
    add("forbidden", rules);
    rules = in.rules;
    for (const auto& group : rules.together)
        for (const Index i : group) units[i] = 1;
    rules.together.clear();
    add("together", rules);
    rules = in.rules;
    for (std::size_t i = 0; i < n && rules.trees_whole; ++i) units[i] = in.units.tree[i] >= 0;
    rules.trees_whole = false;
    add("trees", rules);
    rules = in.rules;
    if (!rules.focus.empty()) std::fill(units.begin(), units.end(), 1);
    rules.focus.clear();
    add("focus", rules);
    if (std::isfinite(in.rules.max_moved_units))
        out.push_back(
            {"max_units moved", answer.cap_price_units, "objective saved by one more unit that may move"});
    if (std::isfinite(in.rules.max_moved_value))
        out.push_back({"max_value_share moved", answer.cap_price_value / 100,
                       "objective saved by one more per cent of value that may move"});
    if (in.rules.contiguity != Contiguity::off)
        out.push_back(
            {"contiguity", answer.contiguity_price, "objective of whole territories over that of pieces"});
    return out;
}

}  // namespace kamino::territory::alignment
