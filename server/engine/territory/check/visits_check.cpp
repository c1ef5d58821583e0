#include "engine/territory/check/visits_check.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "platform/base/text.h"

namespace kamino::territory::check {
namespace {

using routing::Trip;
using routing::VisitInstance;

// Plans are worked out in whole hundredths of a minute or finer.
constexpr double tolerance = 0.011;

std::string number(double x) {
    return base::number_text(std::round(x * 100) / 100);
}

class Judge {
  public:
    explicit Judge(const VisitInstance& instance) : in_(instance), days_(instance.accounts.size()) {
        out_.objective = 0;
    }

    Verdict judge(const std::vector<Trip>& trips) {
        for (const auto& trip : trips) replay(trip);
        for (std::size_t a = 0; a < in_.accounts.size(); ++a) calendar(static_cast<int>(a));
        appointments(trips);
        nights(trips);
        out_.objective += moved_ * in_.stability + nights_ * in_.night_price;
        out_.measured = {{"unserved_visits", unserved_},
                         {"unserved_value", unserved_value_},
                         {"moved_visits", moved_},
                         {"nights", nights_}};
        return std::move(out_);
    }

  private:
    double way(int a, int b) const {
        return in_.distance->leg(static_cast<std::size_t>(a), static_cast<std::size_t>(b)).time;
    }
    std::string name(const Trip& trip) const {
        return in_.people[trip.person].id + " on day " + std::to_string(trip.day + 1);
    }

    void replay(const Trip& trip) {
        const auto& person = in_.people[trip.person];
        const auto who = name(trip);
        if (!in_.works(person, trip.day)) out_.add("hours", who + ": not a working day");
        double clock = std::isfinite(person.to) ? person.from : 0, load = 0, busy = 0;
        int here = trip.start;
        std::vector<std::pair<double, double>> spans;  // when the person is under way or with an account
        for (const auto& stop : trip.stops) {
            const int place = place_of(trip, stop);
            const auto leg = way(here, place);
            out_.objective += leg;
            busy += leg + stop.end - stop.start;
            if (stop.start + tolerance < clock + leg)
                out_.add("ways", who + ": at " + label(trip, stop) + " at " + number(stop.start) +
                                     ", the way ends at " + number(clock + leg));
            // Leaving as late as possible or as soon as possible: lunch may lie on either side of the way.
            gaps_.push_back({clock, stop.start, leg});
            clock = stop.end;
            here = place;
            if (stop.account >= 0 && stop.fixed < 0) load += visit(trip, stop, who);
        }
        const auto leg = way(here, trip.end);
        if (!trip.stops.empty() || trip.start != trip.end) out_.objective += leg;
        busy += leg;
        gaps_.push_back({clock, std::isfinite(person.to) ? person.to : 1e18, leg});
        lunch(trip, person, who);
        gaps_.clear();
        const double lunch_after = trip.lunch >= clock - tolerance ? trip.lunch + person.lunch - clock : 0;
        if (std::isfinite(person.to) && clock + lunch_after + leg > person.to + tolerance)
            out_.add("hours",
                     who + ": ends at " + number(clock + lunch_after + leg) + ", after " + number(person.to));
        if (!person.capacity.empty() && person.capacity[trip.day] > 0 &&
            load > person.capacity[trip.day] + 1e-6)
            out_.add("capacity",
                     who + ": carries " + number(load) + " of " + number(person.capacity[trip.day]));
        if (!person.longest.empty() && person.longest[trip.day] > 0 &&
            busy > person.longest[trip.day] + tolerance)
            out_.add("longest", who + ": takes " + number(busy) + " of " + number(person.longest[trip.day]));
        if (trip.vehicle < 0 || trip.vehicle >= person.vehicles)
            out_.add("vehicles", who + ": has no vehicle for it");
        if (!routes_.insert({{trip.person, trip.day, trip.vehicle}, true}).second)
            out_.add("vehicles", who + ": two trips of one vehicle");
    }

    int place_of(const Trip& trip, const routing::PlannedStop& stop) const {
        return stop.account >= 0 ? in_.accounts[stop.account].place
                                 : in_.people[trip.person].fixed[stop.fixed].place;
    }
    std::string label(const Trip& trip, const routing::PlannedStop& stop) const {
        return stop.account >= 0 ? in_.accounts[stop.account].id
                                 : in_.people[trip.person].fixed[stop.fixed].name;
    }

    // One visit of an account; its demand.
    double visit(const Trip& trip, const routing::PlannedStop& stop, const std::string& who) {
        const auto& a = in_.accounts[stop.account];
        if (a.person != trip.person && a.companion != trip.person)
            out_.add("stops", who + ": " + a.id + " is the account of " + in_.people[a.person].id);
        if (a.person == trip.person) days_[stop.account].push_back(trip.day);
        if (a.companion >= 0) joint_[{stop.account, trip.day}].push_back(stop.start);
        if (std::abs(stop.end - stop.start - a.minutes) > tolerance)
            out_.add("windows", who + ": the visit of " + a.id + " lasts " + number(stop.end - stop.start) +
                                    " instead of " + number(a.minutes));
        if (!(a.weekdays >> in_.weekday(trip.day) & 1)) out_.add("weekdays", who + ": no weekday of " + a.id);
        const bool inside = a.windows.empty() ||
                            std::any_of(a.windows.begin(), a.windows.end(), [&](const routing::Window& w) {
                                return (w.weekdays >> in_.weekday(trip.day) & 1) &&
                                       stop.start >= w.from - tolerance && stop.end <= w.to + tolerance;
                            });
        if (!inside)
            out_.add("windows", who + ": " + a.id + " from " + number(stop.start) + " to " +
                                    number(stop.end) + " is in none of its windows");
        return a.demand;
    }

    // The lunch must lie in a gap between stops that has room for it beside the way, and begin in time.
    void lunch(const Trip& trip, const routing::VisitPerson& person, const std::string& who) {
        if (person.lunch <= 0) return;
        if (trip.lunch < 0) {
            double home = gaps_.back().from + gaps_.back().leg;
            if (!trip.stops.empty() && home > person.lunch_to + tolerance && person.from <= person.lunch_to)
                out_.add("lunch", who + ": back at " + number(home) + " without lunch");
            return;
        }
        if (trip.lunch < person.lunch_from - tolerance || trip.lunch > person.lunch_to + tolerance)
            out_.add("lunch", who + ": lunch at " + number(trip.lunch));
        const auto end = trip.lunch + person.lunch;
        const bool room = std::any_of(gaps_.begin(), gaps_.end(), [&](const Gap& g) {
            const bool first = trip.lunch >= g.from - tolerance && end + g.leg <= g.to + tolerance;
            const bool last = trip.lunch >= g.from + g.leg - tolerance && end <= g.to + tolerance;
            return first || last;
        });
        if (!room) out_.add("lunch", who + ": no room for lunch at " + number(trip.lunch));
    }

    void calendar(int index) {
        const auto& a = in_.accounts[index];
        auto days = days_[index];
        std::sort(days.begin(), days.end());
        if (days.empty()) {
            unserved_ += a.visits;
            unserved_value_ += a.visits * a.value;
            return;
        }
        if (static_cast<int>(days.size()) != a.visits)
            out_.add("visits",
                     a.id + " has " + std::to_string(days.size()) + " visits of " + std::to_string(a.visits));
        if (!a.patterns.empty() && std::find(a.patterns.begin(), a.patterns.end(), days) == a.patterns.end())
            out_.add("patterns", a.id + " is visited on days that are none of its patterns");
        for (std::size_t i = 0; i < days.size(); ++i) {
            const bool first = i == 0;
            if (first && a.last_visit == std::numeric_limits<int>::min()) continue;
            const int gap = days[i] - (first ? a.last_visit : days[i - 1]);
            if (a.patterns.empty() && gap < std::max(1, a.least_gap))
                out_.add("gaps", a.id + " is visited again after " + std::to_string(gap) +
                                     " days, at least " + std::to_string(a.least_gap) + " are wanted");
            if (a.greatest_gap > 0 && gap > a.greatest_gap)
                out_.add("gaps", a.id + " is visited again after " + std::to_string(gap) + " days, at most " +
                                     std::to_string(a.greatest_gap) + " are wanted");
        }
        for (const int day : days) {
            if (day < in_.first_day) out_.add("hours", a.id + " is visited on a day that has passed");
            if (!a.before.empty() && std::find(a.before.begin(), a.before.end(), day) == a.before.end())
                ++moved_;
            if (a.companion < 0) continue;
            const auto& starts = joint_[{index, day}];
            if (starts.size() != 2 || std::abs(starts[0] - starts[1]) > tolerance)
                out_.add("joint", a.id + " on day " + std::to_string(day + 1) + ": " +
                                      in_.people[a.person].id + " and " + in_.people[a.companion].id +
                                      " are not there together");
        }
    }

    void appointments(const std::vector<Trip>& trips) {
        for (std::size_t p = 0; p < in_.people.size(); ++p)
            for (std::size_t f = 0; f < in_.people[p].fixed.size(); ++f) {
                const auto& fixed = in_.people[p].fixed[f];
                if (fixed.day < in_.first_day || fixed.day >= in_.days) continue;
                const bool kept = std::any_of(trips.begin(), trips.end(), [&](const Trip& t) {
                    return t.person == static_cast<int>(p) && t.day == fixed.day &&
                           std::any_of(t.stops.begin(), t.stops.end(), [&](const routing::PlannedStop& s) {
                               return s.fixed == static_cast<int>(f) && s.account < 0 &&
                                      std::abs(s.start - fixed.from) < tolerance &&
                                      std::abs(s.end - fixed.to) < tolerance;
                           });
                });
                if (!kept)
                    out_.add("appointments", in_.people[p].id + " misses " + fixed.name + " on day " +
                                                 std::to_string(fixed.day + 1));
            }
    }

    // A night away joins two days that follow each other; no more of them a week than the person wants.
    void nights(const std::vector<Trip>& trips) {
        std::map<std::pair<int, int>, const Trip*> on;
        for (const auto& t : trips) on[{t.person, t.day}] = &t;
        std::map<std::pair<int, int>, int> week;
        for (const auto& t : trips) {
            const auto& person = in_.people[t.person];
            if (t.start != person.start) {
                const auto before = on.find({t.person, t.day - 1});
                if (before == on.end() || before->second->end != t.start)
                    out_.add("nights", name(t) + ": begins where the day before did not end");
            }
            if (t.end == person.end) continue;
            ++nights_;
            ++week[{t.person, (in_.first_weekday + t.day) / 7}];
            const auto after = on.find({t.person, t.day + 1});
            if (after == on.end() || after->second->start != t.end)
                out_.add("nights", name(t) + ": the next day does not begin where this one ends");
        }
        for (const auto& [key, count] : week)
            if (count > in_.people[key.first].nights_a_week)
                out_.add("nights", in_.people[key.first].id + " spends " + std::to_string(count) +
                                       " nights away in week " + std::to_string(key.second + 1));
    }

    struct Gap {
        double from, to, leg;
    };
    const VisitInstance& in_;
    Verdict out_;
    std::vector<std::vector<int>> days_;
    std::vector<Gap> gaps_;
    std::map<std::tuple<int, int, int>, bool> routes_;
    std::map<std::pair<int, int>, std::vector<double>> joint_;
    double unserved_ = 0, unserved_value_ = 0, moved_ = 0, nights_ = 0;
};

}  // namespace

Verdict judge_visits(const routing::VisitInstance& instance, const std::vector<routing::Trip>& trips) {
    return Judge(instance).judge(trips);
}

}  // namespace kamino::territory::check
