// TERR-4: visit plans against every plan of small instances, the checker's rules by hand, and the properties
// that a plan must have: the same with one or two threads, nothing moved without need, joint visits together.
#include "engine/territory/routing/visits.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <functional>
#include <limits>

#include "engine/territory/check/visits_check.h"
#include "engine/territory/random.h"

namespace kamino::territory::routing {
namespace {

// One person who lives at (0, 0), a minute a unit of length.
VisitInstance random_plan(std::uint64_t seed, int accounts, int days, int people = 1) {
    Random random(seed);
    VisitInstance in;
    in.days = days;
    std::vector<Place> places;
    for (int p = 0; p < people; ++p) {
        VisitPerson person;
        person.id = "p" + std::to_string(p);
        person.start = person.end = static_cast<int>(places.size());
        person.weekdays = 0x7f;
        places.push_back({0, 0});
        in.people.push_back(person);
        for (int a = 0; a < accounts; ++a) {
            VisitAccount account;
            account.id = person.id + "a" + std::to_string(a);
            account.place = static_cast<int>(places.size());
            account.person = p;
            account.visits = random.between(1, 2);
            account.least_gap = 1;
            account.minutes = 20;
            places.push_back({random.unit() * 60 - 30, random.unit() * 60 - 30});
            in.accounts.push_back(account);
        }
    }
    in.distance = std::make_shared<PlanarDistance>(places, Metric::exact);
    return in;
}

VisitPlan solve(const VisitInstance& in, std::int64_t iterations, int threads = 1) {
    Effort effort;
    effort.iterations = iterations;
    effort.threads = threads;
    return solve_visits(in, effort);
}

std::vector<std::vector<std::pair<int, double>>> shape(const VisitPlan& plan) {
    std::vector<std::vector<std::pair<int, double>>> out;
    for (const auto& trip : plan.trips) {
        auto& stops = out.emplace_back();
        for (const auto& stop : trip.stops) stops.emplace_back(stop.account, stop.start);
    }
    return out;
}

std::string first_rule(const check::Verdict& verdict) {
    return verdict.violations.empty() ? "" : verdict.violations[0].rule;
}

// The shortest round through the accounts of `set`.
double round_of(const VisitInstance& in, unsigned set) {
    std::vector<int> order;
    for (std::size_t a = 0; a < in.accounts.size(); ++a)
        if (set >> a & 1) order.push_back(static_cast<int>(a));
    if (order.empty()) return 0;
    double best = std::numeric_limits<double>::infinity();
    do {
        double way = 0;
        int here = 0;
        for (const int a : order) {
            way += in.distance->leg(here, in.accounts[a].place).time;
            here = in.accounts[a].place;
        }
        best = std::min(best, way + in.distance->leg(here, 0).time);
    } while (std::next_permutation(order.begin(), order.end()));
    return best;
}

double best_of_all(const VisitInstance& in) {
    std::vector<unsigned> days(static_cast<std::size_t>(in.days), 0);
    double best = std::numeric_limits<double>::infinity();
    std::function<void(std::size_t)> choose = [&](std::size_t a) {
        if (a == in.accounts.size()) {
            double sum = 0;
            for (const auto set : days) sum += round_of(in, set);
            best = std::min(best, sum);
            return;
        }
        for (unsigned pattern = 1; pattern < 1U << in.days; ++pattern) {
            if (std::popcount(pattern) != in.accounts[a].visits) continue;
            int last = -100;
            bool keeps = true;
            for (int d = 0; d < in.days; ++d) {
                if (!(pattern >> d & 1)) continue;
                keeps = keeps && d - last >= in.accounts[a].least_gap;
                last = d;
            }
            if (!keeps) continue;
            for (int d = 0; d < in.days; ++d)
                if (pattern >> d & 1) days[d] |= 1U << a;
            choose(a + 1);
            for (int d = 0; d < in.days; ++d) days[d] &= ~(1U << a);
        }
    };
    choose(0);
    return best;
}

TEST(Visits, reach_the_optimum_of_small_instances) {
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
        auto in = random_plan(seed, 5, 3);
        in.people[0].to = std::numeric_limits<double>::infinity();
        for (auto& a : in.accounts) a.least_gap = a.visits;
        const auto plan = solve(in, 2000);
        const auto verdict = check::judge_visits(in, plan.trips);
        EXPECT_TRUE(verdict.feasible()) << first_rule(verdict);
        EXPECT_TRUE(plan.unserved.empty());
        const auto best = best_of_all(in);
        EXPECT_NEAR(verdict.objective, best, 1e-6) << "seed " << seed;
        EXPECT_LE(plan.bound, best + 1e-9) << "seed " << seed;
        EXPECT_GE(plan.bound, 0.3 * best) << "seed " << seed;
    }
}

// Three days of two vans each, explicit patterns, loads and a limit on the length: every choice of patterns,
// each day cut into two routes in the best way.
TEST(Visits, a_fleet_over_days_reaches_the_optimum_of_small_instances) {
    for (std::uint64_t seed = 1; seed <= 8; ++seed) {
        auto in = random_plan(seed, 6, 3);
        auto& fleet = in.people[0];
        fleet.from = 0;
        fleet.to = std::numeric_limits<double>::infinity();
        fleet.vehicles = 2;
        fleet.capacity.assign(3, 4);
        fleet.longest.assign(3, seed % 2 ? 0 : 200);
        Random random(seed);
        for (auto& a : in.accounts) {
            a.demand = random.between(1, 2);
            a.patterns = a.visits == 1 ? std::vector<std::vector<int>>{{0}, {1}, {2}}
                                       : std::vector<std::vector<int>>{{0, 2}, {0, 1}};
        }
        const auto all = 1U << in.accounts.size();
        std::vector<double> one(all, 1e300), two(all, 1e300);
        for (unsigned set = 0; set < all; ++set) {
            double load = 0, service = 0;
            for (std::size_t a = 0; a < in.accounts.size(); ++a)
                if (set >> a & 1) load += in.accounts[a].demand, service += in.accounts[a].minutes;
            const auto way = round_of(in, set);
            if (load <= 4 && (seed % 2 || way + service <= 200)) one[set] = way;
        }
        for (unsigned set = 0; set < all; ++set)
            for (unsigned part = set;; part = (part - 1) & set) {
                two[set] = std::min(two[set], one[part] + one[set & ~part]);
                if (part == 0) break;
            }
        double best = 1e300;
        std::vector<unsigned> days(3, 0);
        const std::function<void(std::size_t)> choose = [&](std::size_t a) {
            if (a == in.accounts.size()) {
                best = std::min(best, two[days[0]] + two[days[1]] + two[days[2]]);
                return;
            }
            for (const auto& pattern : in.accounts[a].patterns) {
                for (const int d : pattern) days[d] |= 1U << a;
                choose(a + 1);
                for (const int d : pattern) days[d] &= ~(1U << a);
            }
        };
        choose(0);
        const auto plan = solve(in, 4000);
        if (best > 1e299) {
            EXPECT_FALSE(plan.unserved.empty());
            continue;
        }
        const auto verdict = check::judge_visits(in, plan.trips);
        EXPECT_TRUE(verdict.feasible()) << first_rule(verdict);
        EXPECT_NEAR(verdict.objective, best, 1e-3) << "seed " << seed;
        EXPECT_LE(plan.bound, best + 1e-9) << "seed " << seed;
        EXPECT_GE(plan.bound, 0.5 * best) << "seed " << seed;
    }
}

// The order of accounts and people in the input is nobody's business.
TEST(Visits, relabelled_people_and_shuffled_accounts_cost_the_same) {
    auto in = random_plan(9, 14, 10, 2);
    for (auto& a : in.accounts) a.least_gap = 3;
    auto other = in;
    std::reverse(other.people.begin(), other.people.end());
    for (auto& a : other.accounts) a.person = 1 - a.person;
    Random random(5);
    random.shuffle(other.accounts);
    const auto one = solve(in, 6000), two = solve(other, 6000);
    const auto first = check::judge_visits(in, one.trips), second = check::judge_visits(other, two.trips);
    EXPECT_TRUE(first.feasible() && second.feasible());
    EXPECT_TRUE(one.unserved.empty() && two.unserved.empty());
    EXPECT_NEAR(second.objective / first.objective, 1, 0.02);
    EXPECT_EQ(shape(one), shape(solve(in, 6000, 2)));
}

VisitInstance busy_weeks(std::uint64_t seed, int people) {
    auto in = random_plan(seed, 40, 28, people);
    Random random(seed);
    for (auto& person : in.people) {
        person.weekdays = 0x1f;
        person.lunch = 30;
        person.days_off = {9};
        person.fixed.push_back({2, person.start, -1, 600, 660, "team"});
    }
    for (auto& a : in.accounts) {
        a.visits = random.between(1, 4);
        a.least_gap = 5;
        a.greatest_gap = 14;
        a.minutes = random.between(15, 45);
        if (random.below(3) == 0) a.windows = {{540, 720, 0x7f}, {840, 990, 0x0f}};
        if (random.below(4) == 0) a.weekdays = 0x16;
    }
    return in;
}

TEST(Visits, weeks_with_every_rule_are_kept_and_threads_change_nothing) {
    auto in = busy_weeks(3, 3);
    in.accounts[0].companion = 1;
    in.accounts[50].companion = 2;
    const auto plan = solve(in, 300, 1);
    const auto verdict = check::judge_visits(in, plan.trips);
    EXPECT_TRUE(verdict.feasible()) << (verdict.violations.empty() ? "" : verdict.violations[0].message);
    EXPECT_TRUE(plan.clashes.empty());
    EXPECT_LE(plan.unserved.size(), in.accounts.size() / 10);
    EXPECT_EQ(shape(plan), shape(solve(in, 300, 2)));
    EXPECT_GT(plan.bound, 0);
    EXPECT_LE(plan.bound, verdict.objective);
    // Looser rules at the same effort: nothing worse than noise.
    auto loose = in;
    for (auto& a : loose.accounts) a.windows.clear(), a.weekdays = 0x7f;
    const auto easier = solve(loose, 300);
    EXPECT_LE(easier.unserved.size(), plan.unserved.size());
}

TEST(Visits, nothing_moves_without_need) {
    auto in = busy_weeks(5, 1);
    in.stability = 30;
    const auto plan = solve(in, 500);
    for (const auto& trip : plan.trips)
        for (const auto& stop : trip.stops)
            if (stop.account >= 0) in.accounts[stop.account].before.push_back(trip.day);
    for (auto& a : in.accounts) std::sort(a.before.begin(), a.before.end());
    const auto moved = [&](const VisitPlan& p) {
        double count = -1;
        for (const auto& [name, value] : check::judge_visits(in, p.trips).measured)
            if (name == "moved_visits") count = value;
        return count;
    };
    in.stability = 500;  // more than any detour of this plan
    EXPECT_EQ(moved(solve(in, 300)), 0);
    // A day falls out: its visits move, few others.
    in.people[0].days_off.push_back(15);
    double on_that_day = 0;
    for (const auto& trip : plan.trips)
        if (trip.day == 15) on_that_day = static_cast<double>(trip.stops.size());
    const auto again = solve(in, 300);
    EXPECT_TRUE(check::judge_visits(in, again.trips).feasible());
    EXPECT_LE(moved(again), 2 * on_that_day + 2);
}

TEST(Visits, a_night_away_reaches_what_a_day_does_not) {
    auto in = random_plan(1, 3, 5);
    in.people[0].weekdays = 0x1f;
    std::vector<Place> places{{0, 0}, {260, 0}, {255, 5}, {250, 0}};
    in.distance = std::make_shared<PlanarDistance>(places, Metric::exact);
    for (auto& a : in.accounts) a.visits = 1, a.minutes = 60;
    EXPECT_EQ(solve(in, 2000).unserved.size(), 3U);  // 2 × 250 + 60 minutes in a day of 540
    EXPECT_NE(why_unserved(in, 0).find("spends no nights away"), std::string::npos);
    in.people[0].nights_a_week = 1;
    const auto plan = solve(in, 4000);
    EXPECT_TRUE(plan.unserved.empty());
    const auto verdict = check::judge_visits(in, plan.trips);
    EXPECT_TRUE(verdict.feasible()) << first_rule(verdict);
    EXPECT_EQ(verdict.measured.back().second, 1);
}

TEST(Visits, what_cannot_be_is_said) {
    auto in = random_plan(2, 4, 7);
    in.people[0].weekdays = 0x1f;
    in.accounts[0].weekdays = 0x60;
    in.accounts[1].windows = {{600, 610, 0x7f}};
    in.accounts[2].visits = 2, in.accounts[2].least_gap = 10;
    const auto plan = solve(in, 200);
    EXPECT_EQ(plan.unserved, (std::vector<int>{0, 1, 2}));
    EXPECT_EQ(why_unserved(in, 0), "none of its weekdays is a working day of p0");
    EXPECT_EQ(why_unserved(in, 1), "no window of its days is as long as the visit of 20 minutes");
    EXPECT_EQ(why_unserved(in, 2), "2 visits at least 10 days apart need more than the 7 days");
    in.people[0].fixed = {{1, 0, -1, 600, 700, "a"}, {1, 0, -1, 650, 750, "b"}, {6, 0, -1, 600, 700, "c"}};
    const auto clashes = solve(in, 10).clashes;
    ASSERT_EQ(clashes.size(), 2U);
    EXPECT_NE(clashes[0].find("p0 on day 2 cannot all be kept"), std::string::npos);
    EXPECT_NE(clashes[1].find("day 7, which is none of the working days"), std::string::npos);
}

TEST(VisitsCheck, each_broken_rule_is_named) {
    // Two accounts at 10 and 20 minutes on a line; Monday is day 1.
    VisitInstance in;
    in.days = 14;
    in.distance =
        std::make_shared<PlanarDistance>(std::vector<Place>{{0, 0}, {10, 0}, {20, 0}}, Metric::exact);
    VisitPerson ann;
    ann.id = "ann";
    in.people = {ann, ann};
    in.people[1].id = "bob";
    VisitAccount a;
    a.id = "a", a.place = 1, a.minutes = 30, a.windows = {{500, 720, 0x7f}};
    auto b = a;
    b.id = "b", b.place = 2, b.windows.clear();
    in.accounts = {a, b};
    const Trip good{0, 0, 0, 0, 0, {{0, -1, 500, 530}, {1, -1, 540, 570}}, -1};
    struct Case {
        const char* rule;
        void (*change)(VisitInstance&, Trip&);
    };
    const std::vector<Case> cases{
        {"", [](VisitInstance&, Trip&) {}},
        {"windows", [](VisitInstance& x, Trip&) { x.accounts[0].windows[0].to = 529; }},
        {"windows", [](VisitInstance&, Trip& t) { t.stops[1].end = 560; }},
        {"ways", [](VisitInstance&, Trip& t) { t.stops[1].start = 539, t.stops[1].end = 569; }},
        {"hours", [](VisitInstance& x, Trip&) { x.people[0].to = 589; }},
        {"hours", [](VisitInstance& x, Trip&) { x.people[0].days_off = {0}; }},
        {"hours", [](VisitInstance& x, Trip&) { x.first_day = 1; }},
        {"weekdays", [](VisitInstance& x, Trip&) { x.accounts[1].weekdays = 2; }},
        {"visits", [](VisitInstance& x, Trip&) { x.accounts[1].visits = 2; }},
        {"gaps", [](VisitInstance& x, Trip&) { x.accounts[1].least_gap = 5, x.accounts[1].last_visit = -4; }},
        {"gaps",
         [](VisitInstance& x, Trip&) { x.accounts[1].greatest_gap = 5, x.accounts[1].last_visit = -6; }},
        {"patterns",
         [](VisitInstance& x, Trip&) {
             x.accounts[1].patterns = {{1}, {2}};
         }},
        {"lunch",
         [](VisitInstance& x, Trip&) {
             x.people[0].lunch = 30, x.people[0].lunch_from = 500, x.people[0].lunch_to = 530;
         }},
        {"lunch",
         [](VisitInstance& x, Trip& t) {
             x.people[0].lunch = 30, t.lunch = 700;
             x.people[0].lunch_to = 690;
         }},
        {"appointments",
         [](VisitInstance& x, Trip&) {
             x.people[0].fixed = {{3, 0, -1, 600, 660, "team"}};
         }},
        {"joint", [](VisitInstance& x, Trip&) { x.accounts[1].companion = 1; }},
        {"stops", [](VisitInstance& x, Trip&) { x.accounts[1].person = 1; }},
        {"capacity",
         [](VisitInstance& x, Trip&) {
             x.people[0].capacity.assign(14, 1), x.accounts[0].demand = x.accounts[1].demand = 1;
         }},
        {"longest", [](VisitInstance& x, Trip&) { x.people[0].longest.assign(14, 99); }},
        {"nights", [](VisitInstance& x, Trip& t) { t.end = 2, x.people[0].nights_a_week = 1; }},
        {"vehicles", [](VisitInstance&, Trip& t) { t.vehicle = 1; }},
    };
    for (const auto& c : cases) {
        auto changed = in;
        auto trip = good;
        c.change(changed, trip);
        const auto verdict = check::judge_visits(changed, {trip});
        EXPECT_EQ(first_rule(verdict), c.rule);
        EXPECT_TRUE(*c.rule != 0 || verdict.objective == 40);
    }
}

}  // namespace
}  // namespace kamino::territory::routing
