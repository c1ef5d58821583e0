#include "engine/territory/alignment/drag.h"

#include <algorithm>
#include <cmath>

#include "engine/territory/alignment/objective.h"
#include "engine/territory/alignment/problem.h"
#include "engine/territory/capacity/capacity.h"
#include "platform/base/text.h"

namespace kamino::territory::alignment {
namespace {

// What must move with the unit.
std::vector<Index> group_of(const Instance& in, Index unit) {
    std::vector<Index> group{unit};
    std::vector<std::uint8_t> inside(in.units.size(), 0);
    inside[unit] = 1;
    const auto add = [&](Index i) {
        if (!inside[i]) inside[i] = 1, group.push_back(i);
    };
    for (std::size_t head = 0; head < group.size(); ++head) {
        for (const auto& list : in.rules.together)
            if (std::find(list.begin(), list.end(), group[head]) != list.end())
                for (const Index i : list) add(i);
        if (const auto tree = in.units.tree[group[head]]; in.rules.trees_whole && tree >= 0)
            for (Index i = 0; i < in.units.size(); ++i)
                if (in.units.tree[i] == tree) add(i);
    }
    return group;
}

class Look {
  public:
    Look(const Instance& in, std::span<const std::int32_t> owner, std::vector<Index> group, Index to)
        : in_(in), before_(owner.begin(), owner.end()), after_(before_), to_(static_cast<std::int32_t>(to)) {
        out_.units = std::move(group);
        for (const Index i : out_.units) {
            if (before_[i] != nobody && before_[i] != to_ &&
                std::find(people_.begin(), people_.end(), before_[i]) == people_.end())
                people_.push_back(before_[i]);
            after_[i] = to_;
        }
        people_.push_back(to_);
    }

    Drag run() {
        totals();
        for (const auto j : people_) side(j);
        moves();
        rules();
        return std::move(out_);
    }

  private:
    std::vector<Index> units_of(const std::vector<std::int32_t>& owner, std::int32_t j) const {
        std::vector<Index> units;
        for (Index i = 0; i < owner.size(); ++i)
            if (owner[i] == j) units.push_back(i);
        return units;
    }
    void totals() {
        for (std::size_t m = 0; m < in_.measures.size(); ++m) {
            double total = 0, capacity = 0;
            for (const double v : in_.units.measures[m]) total += v;
            for (const auto& p : in_.people) capacity += p.capacity[m];
            per_capacity_.push_back(capacity > 0 ? total / capacity : 0);
        }
    }
    double sum_of(std::size_t j, const std::vector<Index>& units) const {
        if (in_.rules.compactness == Compactness::diameter) return 0;
        const auto centre = centre_of(in_, j, units);
        double sum = 0;
        for (const Index i : units) sum += in_.units.weight[i] * distance_of(in_, j, centre, i);
        return sum;
    }
    void side(std::int32_t j) {
        const auto before = units_of(before_, j), after = units_of(after_, j);
        DragSide s{.person = j, .before = {}, .after = {}, .target = {}};
        for (std::size_t m = 0; m < in_.measures.size(); ++m) {
            double was = 0, is = 0;
            for (const Index i : before) was += in_.units.measures[m][i];
            for (const Index i : after) is += in_.units.measures[m][i];
            s.before.push_back(was), s.after.push_back(is);
            s.target.push_back(in_.people[j].capacity[m] * per_capacity_[m]);
            balance(j, m, was, is, s.target.back());
        }
        if (!in_.graph.empty()) {
            s.pieces_before = pieces_of(in_, before_, before), s.pieces_after = pieces_of(in_, after_, after);
            if (s.pieces_after > s.pieces_before && in_.rules.contiguity == Contiguity::hard)
                out_.breaks.push_back("contiguity: the territory of person " + in_.people[j].id +
                                      " falls into " + std::to_string(s.pieces_after) + " pieces");
            if (in_.rules.contiguity == Contiguity::soft)
                out_.change +=
                    in_.rules.fragment_price * (std::max(s.pieces_after, 1) - std::max(s.pieces_before, 1));
        }
        s.diameter_before = diameter_of(in_, before), s.diameter_after = diameter_of(in_, after);
        s.hours_before = capacity::need_of(in_, j, before, centre_of(in_, j, before), {}).hours();
        s.hours_after = capacity::need_of(in_, j, after, centre_of(in_, j, after), {}).hours();
        out_.change += sum_of(j, after) - sum_of(j, before);
        out_.sides.push_back(std::move(s));
    }
    void balance(std::int32_t j, std::size_t m, double was, double is, double target) {
        const double tolerance = in_.measures[m].tolerance;
        if (std::isnan(tolerance) || target <= 0) return;
        const double off = std::abs(is / target - 1), before = std::abs(was / target - 1);
        const auto words = "balance: person " + in_.people[j].id + " has " +
                           base::number_text(std::round(is / target * 1000) / 10) + " % of the target of " +
                           in_.measures[m].name;
        if (off > tolerance + 1e-9 && off > before) out_.breaks.push_back(words);
        if (off <= tolerance + 1e-9 && before > tolerance + 1e-9) out_.mends.push_back(words);
    }
    // The price of moves, and the diameter of all when that is the objective.
    void moves() {
        const double price = in_.rules.least_moves ? price_of_least_moves(in_) : in_.rules.move_price;
        const bool capped =
            std::isfinite(in_.rules.max_moved_units) || std::isfinite(in_.rules.max_moved_value);
        if (price > 0 || capped) {
            const auto was = moves_of(in_, before_), is = moves_of(in_, after_);
            out_.change += price * (is.amount - was.amount);
            if (is.units > in_.rules.max_moved_units + 1e-9 && is.units > was.units)
                out_.breaks.push_back("moves: " + base::number_text(is.units) + " units moved");
            if (is.value_share > in_.rules.max_moved_value + 1e-9 && is.value_share > was.value_share)
                out_.breaks.push_back("moves: " + base::number_text(std::round(is.value_share * 1000) / 10) +
                                      " % of the value moved");
        }
        if (in_.rules.compactness != Compactness::diameter) return;
        double others = 0, was = 0, is = 0;
        const auto of = units_by_person(in_, before_);
        for (std::size_t j = 0; j < of.size(); ++j)
            if (std::find(people_.begin(), people_.end(), static_cast<std::int32_t>(j)) == people_.end())
                others = std::max(others, diameter_of(in_, of[j]));
        for (const auto& s : out_.sides)
            was = std::max(was, s.diameter_before), is = std::max(is, s.diameter_after);
        out_.change += std::max(others, is) - std::max(others, was);
    }
    void rules() {
        const auto& person = in_.people[to_];
        const auto in_focus = [&](std::int32_t j) {
            const auto& f = in_.rules.focus;
            return f.empty() || std::find(f.begin(), f.end(), static_cast<Index>(j)) != f.end();
        };
        for (const Index i : out_.units) {
            const auto& id = in_.units.ids[i];
            const auto today = in_.units.owner[i];
            if (in_.units.locked[i] && today != to_)
                out_.breaks.push_back("locks: unit " + id + " is locked");
            if (in_.units.needs[i] & ~person.skills)
                out_.breaks.push_back("skills: person " + person.id + " lacks a skill that unit " + id +
                                      " needs");
            if (today != nobody && today != to_ && (!in_focus(today) || !in_focus(to_)))
                out_.breaks.push_back("focus: unit " + id + " would change hands outside the focus");
            for (const auto& [unit, who] : in_.rules.forbidden)
                if (unit == i && static_cast<std::int32_t>(who) == to_)
                    out_.breaks.push_back("forbidden: unit " + id + " may not go to person " + person.id);
        }
        const auto& dropped = in_.rules.dropped;
        if (std::find(dropped.begin(), dropped.end(), static_cast<Index>(to_)) != dropped.end())
            out_.breaks.push_back("people: person " + person.id + " is to leave");
    }

    const Instance& in_;
    UnitOwners before_, after_;
    std::int32_t to_;
    std::vector<std::int32_t> people_;
    std::vector<double> per_capacity_;
    Drag out_;
};

}  // namespace

Drag drag(const Instance& in, std::span<const std::int32_t> owner, Index unit, Index person) {
    return Look{in, owner, group_of(in, unit), person}.run();
}

}  // namespace kamino::territory::alignment
