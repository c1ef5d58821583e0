// TERR-4: the parts of the genetic search against every possibility of small cases.
#include "engine/territory/routing/genetic/genetic.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/territory/random.h"
#include "engine/territory/routing/genetic/day_search.h"
#include "engine/territory/routing/genetic/fleet_of.h"
#include "engine/territory/routing/genetic/one_day.h"
#include "engine/territory/routing/genetic/population.h"
#include "engine/territory/routing/genetic/split.h"

namespace kamino::territory::routing::genetic {
namespace {

Fleet random_fleet(std::uint64_t seed, int stops, int days, int vehicles) {
    Random random(seed);
    Fleet out;
    out.stops = stops, out.days = days, out.vehicles = vehicles;
    std::vector<Place> at;
    for (int i = 0; i <= stops; ++i) {
        at.push_back({100 * random.unit(), 100 * random.unit()});
        out.demand.push_back(i == 0 ? 0 : random.between(1, 9));
        out.service.push_back(i == 0 ? 0 : 5);
        out.patterns.emplace_back();
        for (int d = 0; d < days && i > 0; ++d) out.patterns[i].push_back(1ULL << d);
    }
    for (const auto& a : at)
        for (const auto& b : at)
            out.distance.push_back(static_cast<std::int32_t>(std::ceil(std::hypot(a.x - b.x, a.y - b.y))));
    out.capacity.assign(static_cast<std::size_t>(days), 20);
    out.longest.assign(static_cast<std::size_t>(days), 400);
    place_by_distance(out);
    return out;
}

TEST(Split, is_the_best_of_all_cuts) {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const int vehicles = 2 + static_cast<int>(seed % 4);
        const auto fleet = random_fleet(seed, 8, 1, vehicles);
        std::vector<int> sequence(8);
        std::iota(sequence.begin(), sequence.end(), 1);
        const Penalty penalty{3, 2};
        double best = 1e300;
        for (unsigned cuts = 0; cuts < 128; ++cuts) {
            DayPlan plan(1);
            for (int i = 0; i < 8; ++i) {
                plan.back().push_back(sequence[i]);
                if (i < 7 && cuts >> i & 1) plan.emplace_back();
            }
            if (static_cast<int>(plan.size()) <= vehicles)
                best = std::min(best, cost_of(fleet, 0, plan).with(penalty));
        }
        // Without the limit on the fleet, loads beyond 1.5 times the capacity are not looked at.
        const auto plan = split(fleet, 0, sequence, penalty);
        EXPECT_LE(plan.size(), static_cast<std::size_t>(vehicles));
        const auto cost = cost_of(fleet, 0, plan).with(penalty);
        EXPECT_GE(cost, best);
        EXPECT_LE(cost, vehicles >= 4 ? best : 1.5 * best) << "seed " << seed;
    }
}

// No move of one stop, no exchange of two, makes what the search leaves cheaper.
TEST(DaySearch, leaves_nothing_that_one_move_betters) {
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        const auto fleet = random_fleet(seed, 14, 1, 6);
        Random random(seed);
        const Near near(fleet, 20);
        DaySearch search(fleet, near, 0, random);
        std::vector<int> sequence(14);
        std::iota(sequence.begin(), sequence.end(), 1);
        random.shuffle(sequence);
        const Penalty penalty{5, 1};
        const auto before = split(fleet, 0, sequence, penalty);
        search.load(before, penalty);
        search.improve();
        const auto plan = search.plan();
        const auto cost = cost_of(fleet, 0, plan).with(penalty);
        EXPECT_LE(cost, cost_of(fleet, 0, before).with(penalty));
        std::vector<int> seen;
        for (const auto& route : plan) seen.insert(seen.end(), route.begin(), route.end());
        std::sort(seen.begin(), seen.end());
        std::sort(sequence.begin(), sequence.end());
        EXPECT_EQ(seen, sequence);
        for (std::size_t r = 0; r < plan.size(); ++r)
            for (std::size_t i = 0; i < plan[r].size(); ++i)
                for (std::size_t q = 0; q < plan.size(); ++q) {
                    auto without = plan;
                    without[r].erase(without[r].begin() + static_cast<std::ptrdiff_t>(i));
                    for (std::size_t k = 0; k <= without[q].size(); ++k) {
                        auto moved = without;
                        moved[q].insert(moved[q].begin() + static_cast<std::ptrdiff_t>(k), plan[r][i]);
                        EXPECT_GE(cost_of(fleet, 0, moved).with(penalty), cost - 1e-3) << "seed " << seed;
                    }
                    for (std::size_t k = 0; k < plan[q].size(); ++k) {
                        auto swapped = plan;
                        std::swap(swapped[r][i], swapped[q][k]);
                        EXPECT_GE(cost_of(fleet, 0, swapped).with(penalty), cost - 1e-3) << "seed " << seed;
                    }
                }
    }
}

TEST(Population, differences_are_shares_of_visits) {
    const auto fleet = random_fleet(3, 6, 2, 3);
    const auto one = individual(fleet, {{{1, 2, 3}}, {{4, 5, 6}}});
    const auto turned = individual(fleet, {{{3, 2, 1}}, {{6, 5, 4}}});
    const auto other = individual(fleet, {{{4, 5, 6}}, {{1, 2, 3}}});
    EXPECT_EQ(difference(fleet, *one, *one), 0);
    EXPECT_EQ(difference(fleet, *one, *turned), 0) << "a route driven the other way is the same";
    EXPECT_EQ(difference(fleet, *one, *other), 1) << "all on other days";
}

TEST(OneDay, days_that_do_not_differ_are_one) {
    auto fleet = random_fleet(4, 9, 3, 2);
    EXPECT_TRUE(days_are_one(fleet));
    const auto one = as_one_day(fleet);
    EXPECT_EQ(one.vehicles, 6);
    const auto days = spread_over(fleet, {{1}, {2}, {3}, {4}, {5}, {6, 7}});
    for (const auto& day : days) EXPECT_EQ(day.size(), 2U);
    EXPECT_EQ(join_days(days)[0].size(), 6U);
    auto other = fleet;
    other.capacity[1] = 19;
    EXPECT_FALSE(days_are_one(other));
    other = fleet;
    other.patterns[2].pop_back();
    EXPECT_FALSE(days_are_one(other));
}

TEST(Genetic, the_same_seed_gives_the_same_plan) {
    const auto fleet = random_fleet(5, 20, 1, 10);
    Effort effort;
    effort.iterations = 150;
    const auto one = breed(fleet, {}, effort, 1, {}), two = breed(fleet, {}, effort, 1, {});
    ASSERT_FALSE(one.days.empty());
    EXPECT_EQ(one.days, two.days);
    EXPECT_EQ(one.iterations, two.iterations);
    const auto cost = cost_of(fleet, 0, one.days[0]);
    EXPECT_TRUE(cost.feasible());
    EXPECT_EQ(cost.distance, one.distance);
}

TEST(Places, by_distance_keep_the_angles_between_routes) {
    const auto fleet = random_fleet(6, 30, 1, 5);
    // On a plane the landmarks give the places again, up to rounding, turning and mirroring.
    for (int i = 1; i <= fleet.stops; ++i)
        EXPECT_NEAR(std::hypot(fleet.places[i].x, fleet.places[i].y), fleet.leg(0, i), 1e-6);
}

}  // namespace
}  // namespace kamino::territory::routing::genetic
