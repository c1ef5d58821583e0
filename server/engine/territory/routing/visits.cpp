#include "engine/territory/routing/visits.h"

#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <cmath>
#include <mutex>
#include <numeric>

#include "engine/territory/routing/visit_search.h"
#include "platform/base/text.h"

namespace kamino::territory::routing {

bool VisitInstance::works(const VisitPerson& person, int day) const {
    return (person.weekdays >> weekday(day) & 1) &&
           std::find(person.days_off.begin(), person.days_off.end(), day) == person.days_off.end();
}

bool VisitInstance::may_visit(const VisitAccount& account, int day) const {
    const int w = weekday(day);
    if (!(account.weekdays >> w & 1)) return false;
    return account.windows.empty() ||
           std::any_of(account.windows.begin(), account.windows.end(), [&](const Window& window) {
               return (window.weekdays >> w & 1) && window.to - window.from >= account.minutes;
           });
}

namespace {

std::string number(double x) {
    return base::number_text(std::round(x * 10) / 10);
}

// The soonest quarter of an hour at which both people can be at the account, with the appointments that they
// have.
double common_start(const VisitInstance& in, const VisitAccount& account, int day) {
    const auto& lead = in.people[account.person];
    const auto& other = in.people[account.companion];
    const double from = std::max(lead.from, other.from), to = std::min(lead.to, other.to);
    Effort none;
    for (double at = std::ceil(from / 15) * 15; at + account.minutes <= to; at += 15) {
        const bool open =
            account.windows.empty() ||
            std::any_of(account.windows.begin(), account.windows.end(), [&](const Window& w) {
                return (w.weekdays >> in.weekday(day) & 1) && w.from <= at && at + account.minutes <= w.to;
            });
        if (!open) continue;
        bool both = true;
        for (const int p : {account.person, account.companion}) {
            VisitPerson person;
            const auto& real = in.people[p];
            person = real;
            person.fixed.clear();
            for (const auto& f : real.fixed)
                if (f.day == day) person.fixed.push_back(f);
            person.fixed.push_back({day, account.place, -1, at, at + account.minutes, account.id});
            both = both && VisitSearch(in, person, p, {}, none).appointments_fit(day);
        }
        if (both) return at;
    }
    return -1;
}

// Joint visits get their day and hour first and then stand as appointments in both people's days. Days as far
// apart as the cadence wants them; among those the emptiest.
void settle_joint_visits(VisitInstance& in, VisitPlan& plan) {
    std::vector<int> joint;
    for (int a = 0; a < static_cast<int>(in.accounts.size()); ++a)
        if (in.accounts[a].companion >= 0) joint.push_back(a);
    std::stable_sort(joint.begin(), joint.end(),
                     [&](int a, int b) { return in.accounts[a].value > in.accounts[b].value; });
    for (const int a : joint) {
        auto& account = in.accounts[a];
        const int step =
            std::max({1, account.least_gap, (in.days - in.first_day) / std::max(1, account.visits)});
        const int gap = account.greatest_gap > 0 ? std::min(step, account.greatest_gap) : step;
        std::vector<FixedAppointment> found;
        // The first visit may be on any day that leaves room for the rest.
        for (int first = in.first_day; first < in.days && static_cast<int>(found.size()) < account.visits;
             ++first) {
            found.clear();
            int wanted = first;
            int latest = first;
            for (int k = 0; k < account.visits; ++k) {
                bool placed = false;
                for (int day = wanted; day < in.days && day <= latest && !placed; ++day) {
                    if (!in.may_visit(account, day) || !in.works(in.people[account.person], day) ||
                        !in.works(in.people[account.companion], day))
                        continue;
                    if (k == 0 && account.last_visit > std::numeric_limits<int>::min() &&
                        day - account.last_visit < account.least_gap)
                        continue;
                    const auto at = common_start(in, account, day);
                    if (at < 0) continue;
                    found.push_back({day, account.place, a, at, at + account.minutes, account.id});
                    placed = true;
                }
                if (!placed) break;
                const int last = found.back().day;
                wanted = last + std::max(account.least_gap, std::min(gap, in.days - 1 - last));
                wanted = last + std::max(1, account.least_gap > gap ? account.least_gap : gap);
                latest = account.greatest_gap > 0 ? last + account.greatest_gap : in.days - 1;
                if (wanted > in.days - 1) wanted = last + std::max(1, account.least_gap);
            }
        }
        if (static_cast<int>(found.size()) < account.visits) {
            plan.unserved.push_back(a);
            continue;
        }
        for (const auto& f : found) {
            in.people[account.person].fixed.push_back(f);
            in.people[account.companion].fixed.push_back(f);
        }
    }
}

void name_clashes(const VisitInstance& in, int p, const VisitSearch& search, VisitPlan& plan) {
    for (int day = in.first_day; day < in.days; ++day)
        if (!search.appointments_fit(day))
            plan.clashes.push_back("the fixed appointments of " + in.people[p].id + " on day " +
                                   std::to_string(day + 1) +
                                   " cannot all be kept within hours, ways and lunch");
    for (const auto& f : in.people[p].fixed)
        if (f.day >= in.first_day && f.day < in.days && !in.works(in.people[p], f.day))
            plan.clashes.push_back("an appointment of " + in.people[p].id + " lies on day " +
                                   std::to_string(f.day + 1) + ", which is none of the working days");
}

}  // namespace

VisitPlan solve_visits(const VisitInstance& given, const Effort& effort) {
    auto in = given;
    VisitPlan plan;
    settle_joint_visits(in, plan);
    std::vector<std::vector<int>> accounts(in.people.size());
    std::vector<double> work(in.people.size(), 1e-9);
    for (int a = 0; a < static_cast<int>(in.accounts.size()); ++a)
        if (in.accounts[a].companion < 0) {
            accounts[in.accounts[a].person].push_back(a);
            work[in.accounts[a].person] += in.accounts[a].visits;
        }
    const auto all = std::accumulate(work.begin(), work.end(), 0.0);
    std::vector<VisitPlan> parts(in.people.size());
    std::mutex telling;
    std::vector<double> best(in.people.size(), 0);
    const auto one = [&](std::size_t p) {
        auto own = effort;
        own.cpu_seconds = effort.cpu_seconds * work[p] / all;
        own.progress = nullptr;
        if (effort.progress)
            own.progress = [&, p](double cost, double bound) {
                const std::scoped_lock lock(telling);
                best[p] = cost;
                effort.progress(std::accumulate(best.begin(), best.end(), 0.0), bound);
            };
        VisitSearch search(in, in.people[p], static_cast<int>(p), accounts[p], own);
        search.run();
        parts[p] = search.plan();
        name_clashes(in, static_cast<int>(p), search, parts[p]);
    };
    if (effort.threads > 1 && in.people.size() > 1) {
        tbb::task_arena arena(effort.threads);
        arena.execute(
            [&] { tbb::parallel_for(std::size_t{0}, in.people.size(), one, tbb::simple_partitioner{}); });
    } else {
        for (std::size_t p = 0; p < in.people.size(); ++p) one(p);
    }
    for (auto& part : parts) {
        std::move(part.trips.begin(), part.trips.end(), std::back_inserter(plan.trips));
        plan.unserved.insert(plan.unserved.end(), part.unserved.begin(), part.unserved.end());
        plan.clashes.insert(plan.clashes.end(), part.clashes.begin(), part.clashes.end());
        plan.iterations += part.iterations;
        plan.bound += part.bound;
    }
    std::sort(plan.unserved.begin(), plan.unserved.end());
    return plan;
}

std::string why_unserved(const VisitInstance& in, int index) {
    const auto& a = in.accounts[index];
    const auto& person = in.people[a.person];
    int days = 0, open_days = 0;
    for (int day = in.first_day; day < in.days; ++day) {
        const bool works =
            in.works(person, day) && (a.companion < 0 || in.works(in.people[a.companion], day));
        days += works && (a.weekdays >> in.weekday(day) & 1);
        open_days += works && in.may_visit(a, day);
    }
    const std::string both = a.companion < 0 ? "" : " and " + in.people[a.companion].id;
    if (days == 0) return "none of its weekdays is a working day of " + person.id + both;
    if (open_days == 0)
        return "no window of its days is as long as the visit of " + number(a.minutes) + " minutes";
    const auto there = in.distance->leg(person.start, a.place).time,
               back = in.distance->leg(a.place, person.end).time;
    const auto need = there + a.minutes + back;
    if (std::isfinite(person.to) && need > person.to - person.from && person.nights_a_week == 0)
        return "the way there and back and the visit take " + number(need) + " minutes of a working day of " +
               number(person.to - person.from) + ", and " + person.id + " spends no nights away";
    if (open_days < a.visits)
        return number(a.visits) + " visits are wanted, " + number(open_days) + " days are open";
    if ((a.visits - 1) * std::max(1, a.least_gap) > in.days - in.first_day - 1)
        return number(a.visits) + " visits at least " + number(a.least_gap) +
               " days apart need more than the " + number(in.days - in.first_day) + " days";
    return "its days are full: visits of the same value or more take the hours of " + person.id + both;
}

}  // namespace kamino::territory::routing
