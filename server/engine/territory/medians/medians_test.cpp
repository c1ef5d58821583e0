// p-median problems: against all choices on small ones, against proved values of the literature, bounds below
// both. TERR-3.
#include "engine/territory/medians/medians.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <sstream>

#include "engine/territory/cbc_for_tests.h"
#include "engine/territory/check/medians_check.h"
#include "engine/territory/random.h"

namespace kamino::territory::medians {
namespace {

std::shared_ptr<const Distance> anywhere(Random& random, int n, Metric metric = Metric::exact) {
    std::vector<Place> places;
    for (int i = 0; i < n; ++i) places.push_back({100 * random.unit(), 100 * random.unit()});
    return std::make_shared<PlanarDistance>(places, metric);
}

// Calls see() with every choice of p of n places.
void every_choice(int n, int p, const std::function<void(const std::vector<int>&)>& see) {
    std::vector<bool> in(static_cast<std::size_t>(n), false);
    std::fill(in.begin(), in.begin() + p, true);
    do {
        std::vector<int> chosen;
        for (int i = 0; i < n; ++i)
            if (in[static_cast<std::size_t>(i)]) chosen.push_back(i);
        see(chosen);
    } while (std::prev_permutation(in.begin(), in.end()));
}

Effort effort(std::int64_t iterations, std::uint64_t seed = 1) {
    Effort e;
    e.iterations = iterations;
    e.seed = seed;
    return e;
}

TEST(Medians, AreTheBestOfAllChoicesOnSmallOnes) {
    Random random{5};
    for (int round = 0; round < 40; ++round) {
        const int n = random.between(1, 9);
        MedianProblem problem{anywhere(random, n), {}, random.between(1, n)};
        for (int i = 0; i < n; ++i) problem.weight.push_back(random.between(0, 5));
        double best = 1e300;
        every_choice(n, problem.p, [&](const std::vector<int>& open) {
            double sum = 0;
            for (int i = 0; i < n; ++i) {
                double near = 1e300;
                for (const int m : open)
                    near = std::min(
                        near, problem.distance->leg(static_cast<std::size_t>(i), static_cast<std::size_t>(m))
                                  .distance);
                sum += problem.weight[static_cast<std::size_t>(i)] * near;
            }
            best = std::min(best, sum);
        });
        const auto answer = solve_medians(problem, effort(20));
        EXPECT_NEAR(answer.objective, best, 1e-9 * (1 + best)) << round;
        EXPECT_LE(answer.bound, best + 1e-9 * (1 + best)) << round;
        const auto verdict = check::judge_medians({problem.distance, problem.weight, {}, {}, problem.p},
                                                  answer.medians, answer.owner);
        EXPECT_TRUE(verdict.feasible());
        EXPECT_NEAR(verdict.objective, answer.objective, 1e-6 * (1 + best));
    }
}

TEST(Medians, WithCapacitiesAreTheBestOfAllAssignmentsOnSmallOnes) {
    Random random{11};
    for (int round = 0; round < 25; ++round) {
        const int n = random.between(2, 7);
        CapacitatedProblem problem{anywhere(random, n), {}, {}, random.between(1, std::min(n, 3))};
        for (int i = 0; i < n; ++i) problem.demand.push_back(random.between(1, 5));
        for (int i = 0; i < n; ++i) problem.capacity.push_back(random.between(6, 14));
        double best = 1e300;
        every_choice(n, problem.p, [&](const std::vector<int>& open) {
            std::vector<double> load(open.size(), 0);
            const std::function<void(int, double)> place = [&](int i, double sum) {
                if (sum >= best) return;
                if (i == n) {
                    best = sum;
                    return;
                }
                for (std::size_t k = 0; k < open.size(); ++k) {
                    const auto m = static_cast<std::size_t>(open[k]);
                    const auto at = static_cast<std::size_t>(i);
                    if (load[k] + problem.demand[at] > problem.capacity[m]) continue;
                    load[k] += problem.demand[at];
                    place(i + 1, sum + problem.distance->leg(at, m).distance);
                    load[k] -= problem.demand[at];
                }
            };
            place(0, 0);
        });
        const auto answer = solve_capacitated(problem, effort(3000));
        if (best > 1e299) {
            EXPECT_FALSE(answer.feasible) << round;
            continue;
        }
        ASSERT_TRUE(answer.feasible) << round;
        EXPECT_NEAR(answer.objective, best, 1e-9 * (1 + best)) << round;
        EXPECT_LE(answer.bound, best + 1e-6) << round;
        const auto verdict =
            check::judge_medians({problem.distance, std::vector<double>(static_cast<std::size_t>(n), 1.0),
                                  problem.demand, problem.capacity, problem.p},
                                 answer.medians, answer.owner);
        EXPECT_TRUE(verdict.feasible());
    }
}

// y: opened; x: served by. Capacities are left out when there are none.
double by_cbc(const Distance& distance, const std::vector<double>& weight, const CapacitatedProblem& limits) {
    const int n = static_cast<int>(distance.size());
    std::ostringstream cost, rows, names;
    cost.precision(15);
    const auto x = [](int i, int j) { return "x" + std::to_string(i) + "_" + std::to_string(j); };
    for (int i = 0; i < n; ++i) {
        rows << " s" << i << ":";
        for (int j = 0; j < n; ++j) rows << " + " << x(i, j);
        rows << " = 1\n";
        for (int j = 0; j < n; ++j) {
            const auto leg = distance.leg(static_cast<std::size_t>(i), static_cast<std::size_t>(j)).distance;
            cost << " + " << weight[static_cast<std::size_t>(i)] * leg << " " << x(i, j) << "\n";
            rows << " o" << i << "_" << j << ": " << x(i, j) << " - y" << j << " <= 0\n";
            names << " " << x(i, j) << "\n";
        }
        names << " y" << i << "\n";
    }
    rows << " p:";
    for (int j = 0; j < n; ++j) rows << " + y" << j;
    rows << " = " << limits.p << "\n";
    for (int j = 0; j < n && !limits.capacity.empty(); ++j) {
        rows << " c" << j << ":";
        for (int i = 0; i < n; ++i)
            rows << " + " << limits.demand[static_cast<std::size_t>(i)] << " " << x(i, j);
        rows << " - " << limits.capacity[static_cast<std::size_t>(j)] << " y" << j << " <= 0\n";
    }
    return solved_by_cbc("Minimize\n obj:" + cost.str() + "Subject To\n" + rows.str() + "Binary\n" +
                         names.str() + "End\n");
}

TEST(Medians, ReachTheOptimumOfCbc) {
    if (!has_cbc()) GTEST_SKIP() << "cbc is not installed";
    Random random{21};
    for (int round = 0; round < 3; ++round) {
        const int n = 22;
        MedianProblem plain{anywhere(random, n, Metric::euc_2d), {}, 4};
        CapacitatedProblem limited{plain.distance, {}, {}, 4};
        for (int i = 0; i < n; ++i) {
            plain.weight.push_back(random.between(1, 5));
            limited.demand.push_back(random.between(1, 9));
            limited.capacity.push_back(random.between(30, 45));
        }
        const double free = by_cbc(*plain.distance, plain.weight, {nullptr, {}, {}, 4});
        const double bound = by_cbc(*plain.distance, std::vector<double>(n, 1.0), limited);
        const auto one = solve_medians(plain, effort(30));
        EXPECT_NEAR(one.objective, free, 1e-6) << round;
        EXPECT_LE(one.bound, free + 1e-6) << round;
        const auto two = solve_capacitated(limited, effort(3000));
        ASSERT_TRUE(two.feasible) << round;
        EXPECT_NEAR(two.objective, bound, 1e-6) << round;
        EXPECT_LE(two.bound, bound + 1e-6) << round;
        EXPECT_GE(two.bound, 0.9 * bound) << round;
    }
}

TEST(Medians, ShuffledPlacesCostTheSameAndRoomNeverCosts) {
    Random random{31};
    std::vector<Place> places;
    for (int i = 0; i < 40; ++i) places.push_back({100 * random.unit(), 100 * random.unit()});
    CapacitatedProblem problem{nullptr, std::vector<double>(40, 1.0), std::vector<double>(40, 9.0), 5};
    const auto cost = [&] {
        problem.distance = std::make_shared<PlanarDistance>(places, Metric::exact);
        const auto answer = solve_capacitated(problem, effort(3000), 0);
        EXPECT_TRUE(answer.feasible);
        return answer.objective;
    };
    const double first = cost();
    random.shuffle(places);
    EXPECT_NEAR(cost(), first, 0.01 * first);
    problem.capacity.assign(40, 12);
    EXPECT_LE(cost(), first * 1.001);
}

TEST(Medians, TheSameEffortGivesTheSameAnswer) {
    Random random{3};
    MedianProblem problem{anywhere(random, 300, Metric::euc_2d), std::vector<double>(300, 1.0), 7};
    const auto one = solve_medians(problem, effort(6, 9)), two = solve_medians(problem, effort(6, 9));
    EXPECT_EQ(one.medians, two.medians);
    EXPECT_EQ(one.bound, two.bound);
    EXPECT_GE(one.objective, one.bound);
    EXPECT_LE(one.objective / one.bound, 1.02);
}

TEST(Medians, AStaffingCurveOnlyFalls) {
    Random random{8};
    MedianProblem problem{anywhere(random, 200), std::vector<double>(200, 1.0), 12};
    const auto curve = staffing_curve(problem, effort(1));
    ASSERT_EQ(curve.size(), 12U);
    for (std::size_t i = 1; i < curve.size(); ++i) EXPECT_LT(curve[i].objective, curve[i - 1].objective);
    EXPECT_EQ(curve.back().medians.size(), 12U);
}

TEST(Medians, MorePeopleThanPlacesNeverAndAllPlacesCostNothing) {
    Random random{2};
    MedianProblem problem{anywhere(random, 6), std::vector<double>(6, 1.0), 6};
    EXPECT_EQ(solve_medians(problem, effort(3)).objective, 0);
    MedianProblem same{std::make_shared<PlanarDistance>(std::vector<Place>(5), Metric::exact),
                       std::vector<double>(5, 1.0), 2};
    EXPECT_EQ(solve_medians(same, effort(3)).objective, 0) << "all at one spot";
}

}  // namespace
}  // namespace kamino::territory::medians
