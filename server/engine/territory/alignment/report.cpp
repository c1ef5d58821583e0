#include "engine/territory/alignment/report.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/territory/alignment/objective.h"
#include "engine/territory/alignment/problem.h"
#include "engine/territory/alignment/rule_prices.h"
#include "engine/territory/capacity/capacity.h"
#include "platform/base/text.h"

namespace kamino::territory::alignment {
namespace {

std::string per_cent(double share) {
    return base::number_text(std::round(share * 1000) / 10) + " %";
}

struct Loads {
    std::vector<double> of, target;  // [person * measures + measure]
};

Loads loads_of(const Instance& in, const UnitOwners& owner, const std::vector<Index>& dropped) {
    const std::size_t k = in.people.size(), m = in.measures.size();
    Loads out{std::vector<double>(k * m, 0), std::vector<double>(k * m, 0)};
    std::vector<std::uint8_t> gone(k, 0);
    for (const Index j : in.rules.dropped) gone[j] = 1;
    for (const Index j : dropped) gone[j] = 1;
    for (std::size_t b = 0; b < m; ++b) {
        double capacity = 0, total = 0;
        for (std::size_t j = 0; j < k; ++j) capacity += gone[j] ? 0 : in.people[j].capacity[b];
        for (std::size_t i = 0; i < owner.size(); ++i) {
            total += in.units.measures[b][i];
            if (owner[i] != nobody) out.of[owner[i] * m + b] += in.units.measures[b][i];
        }
        for (std::size_t j = 0; j < k; ++j)
            out.target[j * m + b] =
                gone[j] || capacity <= 0 ? 0 : total * in.people[j].capacity[b] / capacity;
    }
    return out;
}

class Writer {
  public:
    Writer(const Instance& in, const Alignment& answer)
        : in_(in),
          answer_(answer),
          m_(in.measures.size()),
          now_(loads_of(in, answer.owner, answer.dropped)),
          was_(loads_of(in, in.units.owner, answer.dropped)),
          of_(units_by_person(in, answer.owner)) {
        for (std::size_t j = 0; j < of_.size(); ++j) centre_.push_back(centre_of(in, j, of_[j]));
        const auto& u = in.units;
        for (std::size_t i = 0; i < u.owner.size(); ++i)
            if (u.owner[i] != nobody) ++owned_, value_ += u.value[i];
        move_price_ = in.rules.least_moves ? price_of_least_moves(in) : in.rules.move_price;
    }

    Report run() {
        Report out;
        for (std::size_t j = 0; j < of_.size(); ++j) out.people.push_back(person(j));
        for (const auto& p : out.people) {
            out.diameter = std::max(out.diameter, p.diameter);
            out.extra_pieces += std::max(0, p.pieces - 1);
        }
        for (std::size_t b = 0; b < m_; ++b) {
            double worst = 0;
            for (std::size_t j = 0; j < of_.size(); ++j)
                if (now_.target[j * m_ + b] > 0)
                    worst = std::max(worst, std::abs(now_.of[j * m_ + b] / now_.target[j * m_ + b] - 1));
            out.imbalance.push_back(100 * worst);
        }
        for (Index i = 0; i < answer_.owner.size(); ++i)
            if (in_.units.owner[i] != nobody && in_.units.owner[i] != answer_.owner[i])
                out.moves.push_back(move(i));
        out.prices = rule_prices(in_, answer_);
        return out;
    }

  private:
    PersonReport person(std::size_t j) const {
        PersonReport p;
        p.units = of_[j].size();
        p.load.assign(now_.of.begin() + j * m_, now_.of.begin() + (j + 1) * m_);
        p.target.assign(now_.target.begin() + j * m_, now_.target.begin() + (j + 1) * m_);
        for (const Index i : of_[j]) {
            const double minutes = in_.minutes.empty()
                                       ? in_.travel.minutes(centre_[j], in_.units.places[i])
                                       : static_cast<double>(in_.minutes[i * in_.people.size() + j]);
            p.travel_minutes += in_.units.weight[i] * minutes;
            p.distance += in_.units.weight[i] * distance_of(in_, j, centre_[j], i);
        }
        const auto need = capacity::need_of(in_, j, of_[j], centre_[j], {});
        p.hours_needed = need.hours();
        p.hours_there = in_.people[j].hours;
        p.diameter = diameter_of(in_, of_[j]);
        p.pieces = in_.graph.empty() ? 1 : pieces_of(in_, answer_.owner, of_[j]);
        return p;
    }

    bool out_of_bounds(const Loads& loads, std::int32_t j, std::size_t b, double change, int side) const {
        const double target = loads.target[j * m_ + b], tolerance = in_.measures[b].tolerance;
        if (std::isnan(tolerance)) return false;
        const double load = loads.of[j * m_ + b] + change;
        return side > 0 ? load > target * (1 + tolerance) * (1 + 1e-9)
                        : load < target * (1 - tolerance) * (1 - 1e-9);
    }

    std::string reason(Index i, std::int32_t from, std::int32_t to) const {
        const auto& who = in_.people;
        const auto leaves = [&](const std::vector<Index>& list) {
            return std::find(list.begin(), list.end(), static_cast<Index>(from)) != list.end();
        };
        if (leaves(in_.rules.dropped) || leaves(answer_.dropped)) return "person " + who[from].id + " leaves";
        if (in_.units.needs[i] & ~who[from].skills)
            return "person " + who[from].id + " lacks a skill it needs";
        for (const auto& [unit, person] : in_.rules.forbidden)
            if (unit == i && person == static_cast<Index>(from)) return "it is forbidden to " + who[from].id;
        for (std::size_t b = 0; b < m_; ++b)
            if (out_of_bounds(was_, from, b, 0, 1))
                return "person " + who[from].id + " had " +
                       per_cent(was_.of[from * m_ + b] / was_.target[from * m_ + b]) + " of the target of " +
                       in_.measures[b].name;
        for (std::size_t b = 0; b < m_; ++b)
            if (out_of_bounds(was_, to, b, 0, -1))
                return "person " + who[to].id + " had only " +
                       per_cent(was_.of[to * m_ + b] / was_.target[to * m_ + b]) + " of the target of " +
                       in_.measures[b].name;
        const double saved = distance_of(in_, from, centre_[from], i) - distance_of(in_, to, centre_[to], i);
        if (saved > 0 && in_.rules.compactness == Compactness::time)
            return "nearer to person " + who[to].id + " by " +
                   base::number_text(std::round(saved * 10) / 10) + " minutes";
        if (saved > 0) return "nearer to the territory of person " + who[to].id;
        return "makes room at person " + who[from].id + " for units from others";
    }

    MoveReport move(Index i) const {
        const auto from = in_.units.owner[i], to = answer_.owner[i];
        MoveReport out{.unit = i, .from = from, .to = to, .reason = reason(i, from, to), .breaks = {}};
        if (in_.rules.compactness != Compactness::diameter)
            out.refusal = in_.units.weight[i] *
                          (distance_of(in_, from, centre_[from], i) - distance_of(in_, to, centre_[to], i));
        // Staying gives the price of the move back: half for the unit, half for its value in mean values.
        if (move_price_ > 0)
            out.refusal -=
                move_price_ * (0.5 + 0.5 * (value_ > 0 ? in_.units.value[i] / value_ * owned_ : 1.0));
        out.refusal_balanced = out.refusal;
        for (std::size_t b = 0; b < m_; ++b) {
            const double load = in_.units.measures[b][i];
            out.refusal_balanced += (answer_.price[from * m_ + b] - answer_.price[to * m_ + b]) * load;
            const auto name = [&](std::int32_t j, double change) {
                out.breaks.push_back(
                    "balance of person " + in_.people[j].id + " in " + in_.measures[b].name + " (" +
                    per_cent((now_.of[j * m_ + b] + change) / std::max(now_.target[j * m_ + b], 1e-300)) +
                    ")");
            };
            if (out_of_bounds(now_, from, b, load, 1)) name(from, load);
            if (out_of_bounds(now_, to, b, -load, -1)) name(to, -load);
        }
        return out;
    }

    const Instance& in_;
    const Alignment& answer_;
    std::size_t m_;
    Loads now_, was_;
    std::vector<std::vector<Index>> of_;
    std::vector<Place> centre_;
    double owned_ = 0, value_ = 0;  // units that somebody has today, and their value
    double move_price_ = 0;
};

}  // namespace

Report report(const Instance& instance, const Alignment& alignment) {
    return Writer{instance, alignment}.run();
}

}  // namespace kamino::territory::alignment
