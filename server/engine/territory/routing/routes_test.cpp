// TERR-4: routes from one depot against the exact optimum of small instances (dynamic programming over sets
// of stops), with the checker on every answer.
#include "engine/territory/routing/routes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <sstream>

#include "engine/territory/cbc_for_tests.h"
#include "engine/territory/check/routes_check.h"
#include "engine/territory/random.h"

namespace kamino::territory::routing {
namespace {

constexpr double none = std::numeric_limits<double>::infinity();

RouteInstance random_instance(std::uint64_t seed, int stops, bool windows) {
    Random random(seed);
    RouteInstance in;
    std::vector<Place> places;
    for (int i = 0; i <= stops; ++i) {
        places.push_back({random.unit() * 100, random.unit() * 100});
        in.labels.push_back(std::to_string(i));
        in.demand.push_back(i == 0 ? 0 : random.between(1, 9));
    }
    in.distance = std::make_shared<PlanarDistance>(places, windows ? Metric::exact : Metric::euc_2d);
    in.capacity = 20;
    if (windows) {
        in.vehicles = stops;
        for (int i = 0; i <= stops; ++i) {
            const auto open = random.between(0, 200);
            in.open.push_back(i == 0 ? 0 : open);
            in.close.push_back(i == 0 ? 1000 : std::max<double>(open + random.between(20, 120), 142));
            in.service.push_back(i == 0 ? 0 : 10);
        }
    }
    return in;
}

// The shortest order of the stops of `set` as one route; none when there is none.
double route_cost(const RouteInstance& in, unsigned set) {
    std::vector<int> order;
    double load = 0, best = none;
    for (int i = 1; i < in.nodes(); ++i)
        if (set >> (i - 1) & 1) {
            order.push_back(i);
            load += in.demand[i];
        }
    if (in.capacity > 0 && load > in.capacity) return none;
    do {
        double cost = 0, clock = 0, busy = 0;
        int here = 0;
        bool fits = true;
        for (const int stop : order) {
            const auto leg = in.distance->leg(here, stop).distance;
            cost += leg;
            clock += leg;
            busy += leg + (in.service.empty() ? 0 : in.service[stop]);
            if (in.windows()) {
                clock = std::max(clock, in.open[stop]);
                fits = fits && clock <= in.close[stop];
                clock += in.service[stop];
            }
            here = stop;
        }
        const auto home = in.distance->leg(here, 0).distance;
        cost += home;
        fits = fits && (in.longest <= 0 || busy + home <= in.longest + 1e-9);
        if (fits) best = std::min(best, cost);
    } while (std::next_permutation(order.begin(), order.end()));
    return best;
}

double best_cost(const RouteInstance& in, int vehicles) {
    const auto all = (1U << (in.nodes() - 1)) - 1;
    std::vector<double> one(all + 1, none), best(all + 1, none);
    for (unsigned set = 1; set <= all; ++set) one[set] = route_cost(in, set);
    best[0] = 0;
    for (int v = 0; v < vehicles; ++v) {
        auto next = best;
        for (unsigned set = 1; set <= all; ++set)
            for (unsigned part = set; part; part = (part - 1) & set)
                next[set] = std::min(next[set], best[set & ~part] + one[part]);
        best = next;
    }
    return best[all];
}

RoutePlan solve(const RouteInstance& in, std::int64_t iterations) {
    Effort effort;
    effort.iterations = iterations;
    return solve_routes(scaled(in), effort);
}

TEST(Routes, capacitated_reach_the_optimum_of_small_instances) {
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        const auto in = random_instance(seed, 5 + static_cast<int>(seed % 3), false);
        const auto plan = solve(in, 4000);
        const auto verdict = check::judge_routes(in, plan.routes);
        EXPECT_TRUE(verdict.feasible());
        const auto best = best_cost(in, in.nodes() - 1);
        EXPECT_EQ(verdict.objective, best) << "seed " << seed;
        EXPECT_LE(plan.bound, best) << "seed " << seed;
        EXPECT_GE(plan.bound, 0.85 * best) << "seed " << seed;
    }
}

// Directions that differ, reals, a limit on the length instead of a capacity, no limit at all.
TEST(Routes, no_bound_is_above_the_optimum) {
    for (std::uint64_t seed = 1; seed <= 24; ++seed) {
        auto in = random_instance(seed, 7, false);
        Random random(seed);
        const auto n = static_cast<std::size_t>(in.nodes());
        std::vector<double> ways(n * n, 0);
        for (std::size_t i = 0; i < n; ++i)
            for (std::size_t j = 0; j < n; ++j)
                if (i != j)
                    ways[i * n + j] =
                        in.distance->leg(i, j).distance * (1 + (seed % 2 ? 0.0 : random.unit()));
        in.distance = std::make_shared<MatrixDistance>(n, ways);
        if (seed % 3 == 1) in.capacity = 0;
        if (seed % 3 != 2) in.longest = 450, in.service.assign(n, 10), in.service[0] = 0;
        double best = none;
        for (int vehicles = 1; vehicles < in.nodes(); ++vehicles)
            best = std::min(best, best_cost(in, vehicles));
        const auto plan = solve(in, 3000);
        const auto verdict = check::judge_routes(in, plan.routes);
        EXPECT_TRUE(verdict.feasible()) << "seed " << seed;
        EXPECT_NEAR(verdict.objective, best, 1e-6) << "seed " << seed;
        EXPECT_LE(plan.bound, best + 1e-9) << "seed " << seed;
        EXPECT_GE(plan.bound, 0.4 * best) << "seed " << seed;
    }
}

// All sets of stops that fit on a vehicle, each at its shortest order (Held & Karp), as a set partition.
double by_cbc(const RouteInstance& in) {
    const int n = in.nodes() - 1;
    const unsigned all = (1U << n) - 1;
    const auto leg = [&](int a, int b) { return in.distance->leg(a, b).distance; };
    std::vector<std::vector<double>> way(all + 1, std::vector<double>(n, none));
    for (int i = 0; i < n; ++i) way[1U << i][i] = leg(0, i + 1);
    std::ostringstream cost, use;
    std::vector<std::ostringstream> rows(n);
    for (unsigned set = 1; set <= all; ++set) {
        double home = none, load = 0;
        for (int i = 0; i < n; ++i) {
            if (!(set >> i & 1)) continue;
            load += in.demand[i + 1];
            home = std::min(home, way[set][i] + leg(i + 1, 0));
            for (int j = 0; j < n; ++j)
                if (!(set >> j & 1))
                    way[set | 1U << j][j] = std::min(way[set | 1U << j][j], way[set][i] + leg(i + 1, j + 1));
        }
        if (load > in.capacity) continue;
        cost << " + " << home << " x" << set << "\n";
        use << " x" << set << "\n";
        for (int i = 0; i < n; ++i)
            if (set >> i & 1) rows[i] << " + x" << set << "\n";
    }
    std::string model = "Minimize\n obj:" + cost.str() + "Subject To\n";
    for (int i = 0; i < n; ++i) model += " s" + std::to_string(i) + ":" + rows[i].str() + " = 1\n";
    return solved_by_cbc(model + "Binary\n" + use.str() + "End\n");
}

TEST(Routes, reach_the_optimum_of_cbc) {
    if (!has_cbc()) GTEST_SKIP() << "cbc is not installed";
    for (std::uint64_t seed = 31; seed <= 33; ++seed) {
        const auto in = random_instance(seed, 12, false);
        const auto best = by_cbc(in);
        ASSERT_FALSE(std::isnan(best)) << seed;
        const auto plan = solve(in, 20000);
        const auto verdict = check::judge_routes(in, plan.routes);
        EXPECT_TRUE(verdict.feasible());
        EXPECT_EQ(verdict.objective, best) << "seed " << seed;
        EXPECT_LE(plan.bound, best) << "seed " << seed;
    }
}

TEST(Routes, shuffled_stops_cost_the_same) {
    for (const bool windows : {false, true}) {
        const auto in = random_instance(17, 40, windows);
        std::vector<std::size_t> order(in.demand.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        Random random(2);
        for (auto i = order.size() - 1; i > 1; --i)
            std::swap(order[i], order[1 + random.below(static_cast<std::uint32_t>(i))]);
        auto other = in;
        const auto& places = dynamic_cast<const PlanarDistance&>(*in.distance);
        std::vector<Place> moved;
        for (std::size_t i = 0; i < order.size(); ++i) {
            moved.push_back(places.places()[order[i]]);
            other.demand[i] = in.demand[order[i]];
            if (!windows) continue;
            other.open[i] = in.open[order[i]];
            other.close[i] = in.close[order[i]];
        }
        other.distance = std::make_shared<PlanarDistance>(moved, places.metric());
        const auto one = check::judge_routes(in, solve(in, 30000).routes);
        const auto two = check::judge_routes(other, solve(other, 30000).routes);
        EXPECT_TRUE(one.feasible() && two.feasible());
        EXPECT_NEAR(two.objective / one.objective, 1, 0.01);
    }
}

TEST(Routes, windows_reach_fewest_vehicles_then_the_shortest_way) {
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        auto in = random_instance(seed, 7, true);
        int fewest = 1;
        while (best_cost(in, fewest) == none) ++fewest;
        in.fewest_vehicles_first = true;
        const auto plan = solve(in, 8000);
        const auto verdict = check::judge_routes(in, plan.routes);
        EXPECT_TRUE(verdict.feasible()) << (verdict.violations.empty() ? "" : verdict.violations[0].message);
        EXPECT_EQ(plan.routes.size(), static_cast<std::size_t>(fewest)) << "seed " << seed;
        EXPECT_NEAR(verdict.objective, best_cost(in, fewest), 1e-9) << "seed " << seed;
        for (int vehicles = fewest; vehicles < in.nodes(); ++vehicles)
            EXPECT_LE(plan.bound, best_cost(in, vehicles) + 1e-9) << "seed " << seed;
    }
}

TEST(Routes, same_seed_same_answer_and_looser_rules_are_no_worse) {
    auto in = random_instance(5, 60, true);
    const auto plan = solve(in, 20000);
    EXPECT_EQ(plan.routes, solve(in, 20000).routes);
    const auto tight = check::judge_routes(in, plan.routes).objective;
    in.capacity = 40;
    for (auto& close : in.close) close += 100;
    EXPECT_LE(check::judge_routes(in, solve(in, 20000).routes).objective, tight);
}

TEST(Routes, a_limit_on_the_length_holds) {
    auto in = random_instance(8, 30, false);
    in.longest = 300;
    in.service.assign(in.demand.size(), 5);
    in.service[0] = 0;
    const auto plan = solve(in, 5000);
    EXPECT_TRUE(plan.unserved.empty());
    EXPECT_TRUE(check::judge_routes(in, plan.routes).feasible());
}

TEST(Routes, what_cannot_be_served_is_named) {
    auto in = random_instance(3, 6, true);
    in.demand[2] = 30;
    in.close[4] = in.open[4] - 1;
    const auto plan = solve(in, 500);
    EXPECT_EQ(plan.unserved, (std::vector<int>{2, 4}));
    const auto reasons = clashes(in);
    ASSERT_EQ(reasons.size(), 2U);
    EXPECT_EQ(reasons[0], "stop 2 needs 30 of a capacity of 20");
    EXPECT_NE(reasons[1].find("stop 4 closes at"), std::string::npos);
    in = random_instance(3, 6, true);
    in.vehicles = 1;
    in.capacity = 10;
    in.demand = {0, 3, 3, 3, 3, 3, 3};
    EXPECT_EQ(clashes(in).back(), "the stops need 18 together, the 1 vehicles carry 10");
    EXPECT_EQ(check::judge_routes(in, solve(in, 500).routes).violations.size(), 3U);  // three stops left out
}

TEST(RoutesCheck, each_broken_rule_is_named) {
    // Three stops on a line at 10, 20, 30; windows of the day 0 to 100.
    RouteInstance in;
    in.distance = std::make_shared<PlanarDistance>(std::vector<Place>{{0, 0}, {10, 0}, {20, 0}, {30, 0}},
                                                   Metric::exact);
    in.labels = {"0", "1", "2", "3"};
    in.demand = {0, 1, 1, 1};
    in.open = {0, 0, 0, 0};
    in.close = {100, 10, 100, 100};
    in.service = {0, 5, 5, 5};
    in.capacity = 3;
    struct Case {
        const char* rule;
        std::vector<std::vector<int>> routes;
        void (*change)(RouteInstance&);
    };
    const std::vector<Case> cases{
        {"", {{1, 2, 3}}, [](RouteInstance&) {}},
        {"windows", {{2, 1, 3}}, [](RouteInstance&) {}},
        {"windows", {{1, 2, 3}}, [](RouteInstance& x) { x.close[0] = 74; }},  // 30 + 15 + 30 = 75
        {"stops", {{1, 2}}, [](RouteInstance&) {}},
        {"stops", {{1, 2, 3, 3}}, [](RouteInstance& x) { x.capacity = 9; }},
        {"stops", {{1, 2, 3, 9}}, [](RouteInstance&) {}},
        {"capacity", {{1, 2, 3}}, [](RouteInstance& x) { x.capacity = 2; }},
        {"longest", {{1, 2, 3}}, [](RouteInstance& x) { x.longest = 74; }},
        {"vehicles", {{1}, {2}, {3}}, [](RouteInstance& x) { x.vehicles = 2; }},
    };
    for (const auto& c : cases) {
        auto changed = in;
        c.change(changed);
        const auto verdict = check::judge_routes(changed, c.routes);
        if (*c.rule == 0) {
            EXPECT_TRUE(verdict.feasible());
            EXPECT_EQ(verdict.objective, 60);
        } else {
            ASSERT_FALSE(verdict.feasible()) << c.rule;
            EXPECT_EQ(verdict.violations[0].rule, c.rule);
        }
    }
}

}  // namespace
}  // namespace kamino::territory::routing
