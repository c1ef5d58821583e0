// TERR-4: rounds and days against every order of small instances; the bound never above the optimum.
#include "engine/territory/routing/tour.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "engine/territory/check/tour_check.h"
#include "engine/territory/random.h"
#include "engine/territory/routing/day_route.h"

namespace kamino::territory::routing {
namespace {

RouteInstance random_day(std::uint64_t seed, int places, bool windows) {
    Random random(seed);
    RouteInstance in;
    std::vector<Place> at;
    for (int i = 0; i < places; ++i) {
        at.push_back({random.unit() * 60, random.unit() * 60});
        in.labels.push_back(std::to_string(i));
    }
    in.demand.assign(at.size(), 0);
    in.distance = std::make_shared<PlanarDistance>(at, Metric::exact);
    if (!windows) return in;
    for (int i = 0; i < places; ++i) {
        const auto open = random.between(0, 300);
        in.open.push_back(i == 0 ? 0 : open);
        in.close.push_back(i == 0 ? 900 : open + 250);
        in.service.push_back(i == 0 ? 0 : 10);
    }
    return in;
}

// The best of all orders that begin at 0; negative when none keeps the windows.
double best_of_all(const RouteInstance& in) {
    std::vector<int> order(in.labels.size());
    std::iota(order.begin(), order.end(), 0);
    double best = -1;
    do {
        const auto verdict = check::judge_tour(in, order);
        if (verdict.feasible() && (best < 0 || verdict.objective < best)) best = verdict.objective;
    } while (std::next_permutation(order.begin() + 1, order.end()));
    return best;
}

TEST(Tour, reaches_the_optimum_of_small_instances) {
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        const auto in = random_day(seed, 3 + static_cast<int>(seed % 7), false);
        Effort effort;
        effort.iterations = 300;
        const auto best = best_of_all(in);
        for (const auto& plan : {solve_tour(dynamic_cast<const PlanarDistance&>(*in.distance), effort),
                                 solve_tour(*in.distance, effort)}) {
            const auto verdict = check::judge_tour(in, plan.order);
            EXPECT_TRUE(verdict.feasible());
            EXPECT_NEAR(verdict.objective, best, 1e-9) << "seed " << seed;
            EXPECT_LE(plan.bound, best + 1e-9);
            EXPECT_GE(plan.bound, 0.8 * best);
        }
    }
}

TEST(Tour, same_seed_same_round_and_shuffled_places_cost_the_same) {
    Random random(4);
    std::vector<Place> places;
    for (int i = 0; i < 400; ++i)
        places.push_back({std::floor(random.unit() * 1000), std::floor(random.unit() * 1000)});
    Effort effort;
    effort.iterations = 3000;
    const PlanarDistance one(places, Metric::euc_2d);
    const auto plan = solve_tour(one, effort);
    EXPECT_EQ(plan.order, solve_tour(one, effort).order);
    random.shuffle(places);
    const auto other = solve_tour(PlanarDistance(places, Metric::euc_2d), effort);
    EXPECT_NEAR(other.length / plan.length, 1, 0.02);
    EXPECT_LT(plan.bound, std::min(plan.length, other.length));
    EXPECT_GT(plan.bound, 0.95 * plan.length);
}

TEST(Tour, places_that_coincide_do_no_harm) {
    std::vector<Place> places(50, {1, 1});
    places.resize(60, {4, 5});
    Effort effort;
    effort.iterations = 200;
    const auto plan = solve_tour(PlanarDistance(places, Metric::exact), effort);
    EXPECT_DOUBLE_EQ(plan.length, 10);
    for (int n = 1; n <= 5; ++n)
        EXPECT_EQ(
            solve_tour(PlanarDistance({places.begin() + 45, places.begin() + 45 + n}, Metric::exact), effort)
                .order.size(),
            static_cast<std::size_t>(n));
}

TEST(DayRoute, exact_up_to_twelve_stops) {
    int served = 0;
    for (std::uint64_t seed = 1; seed <= 15; ++seed) {
        const auto in = random_day(seed, 9, true);
        const auto best = best_of_all(in);
        Effort effort;
        effort.iterations = 2000;
        auto plan = solve_day(service_inside(in), effort);
        EXPECT_EQ(plan.exact, best >= 0) << "seed " << seed;
        if (best < 0) {
            EXPECT_FALSE(plan.unserved.empty());
            continue;
        }
        plan.order.insert(plan.order.begin(), 0);
        const auto verdict = check::judge_tour(in, plan.order);
        EXPECT_TRUE(verdict.feasible());
        EXPECT_NEAR(verdict.objective, best, 1e-9) << "seed " << seed;
        ++served;
    }
    EXPECT_GE(served, 5);
}

// The search of more than twelve stops finds what the exact method finds.
TEST(DayRoute, the_search_agrees_with_the_exact_method) {
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        const auto in = service_inside(random_day(seed, 11, true));
        Effort effort;
        effort.iterations = 3000;
        const auto exact = solve_day(in, effort);
        if (!exact.exact) continue;
        auto problem = scaled(in);
        problem.vehicles = 1;
        const auto found = solve_routes(problem, effort);
        ASSERT_TRUE(found.unserved.empty()) << "seed " << seed;
        std::int64_t length = 0;
        int here = 0;
        for (const int stop : exact.order) {
            length += problem.distance[static_cast<std::size_t>(here) * problem.nodes() + stop];
            here = stop;
        }
        length += problem.distance[static_cast<std::size_t>(here) * problem.nodes()];
        EXPECT_EQ(found.distance, length) << "seed " << seed;
    }
}

}  // namespace
}  // namespace kamino::territory::routing
