// TERR-3: alignments against every division of small instances, against CBC, and by properties that any right
// solver has. The checker, written apart, judges every answer.
#include "engine/territory/alignment/align.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <sstream>

#include "engine/territory/alignment/clashes.h"
#include "engine/territory/alignment/drag.h"
#include "engine/territory/alignment/report.h"
#include "engine/territory/cbc_for_tests.h"
#include "engine/territory/check/align_check.h"
#include "engine/territory/random.h"

namespace kamino::territory::alignment {
namespace {

Instance random_instance(std::size_t units, std::size_t people, std::uint64_t seed, double tolerance) {
    Random random{seed};
    Instance in;
    in.measures = {{"work", tolerance}, {"potential", tolerance}};
    auto& u = in.units;
    u.measures.assign(2, {});
    for (std::size_t i = 0; i < units; ++i) {
        u.ids.push_back(std::to_string(i));
        u.places.push_back({100 * random.unit(), 100 * random.unit(), 0});
        u.measures[0].push_back(1 + random.below(4));
        u.measures[1].push_back(10 + random.below(20));
        u.weight.push_back(1 + random.below(3));
    }
    u.value = u.measures[0];
    u.minutes.assign(units, 30);
    u.visits.assign(units, 2);
    u.owner.assign(units, nobody);
    u.locked.assign(units, 0);
    u.needs.assign(units, 0);
    u.tree.assign(units, -1);
    for (std::size_t j = 0; j < people; ++j)
        in.people.push_back({.id = "p" + std::to_string(j),
                             .home = {100 * random.unit(), 100 * random.unit(), 0},
                             .has_home = true,
                             .capacity = {1, 1}});
    return in;
}

Effort steps(long long iterations, int threads = 1, std::uint64_t seed = 1) {
    return {.iterations = iterations, .seed = seed, .threads = threads};
}

// Every division, judged by the checker: the least objective of those without a violation.
double by_brute_force(const Instance& in) {
    const std::size_t n = in.units.size(), k = in.people.size();
    std::vector<std::int32_t> owner(n, 0);
    double best = INFINITY;
    for (;;) {
        const auto verdict = check::judge_alignment(in, owner);
        if (verdict.feasible()) best = std::min(best, verdict.objective);
        std::size_t i = 0;
        while (i < n && ++owner[i] == static_cast<std::int32_t>(k)) owner[i++] = 0;
        if (i == n) return best;
    }
}

void expect_best(const Instance& in, const std::string& what, long long iterations = 60) {
    const double best = by_brute_force(in);
    const auto answer = align(in, steps(iterations));
    const auto verdict = check::judge_alignment(in, answer.owner);
    if (best == INFINITY) {
        EXPECT_FALSE(verdict.feasible()) << what;
        return;
    }
    EXPECT_TRUE(verdict.feasible()) << what << ": "
                                    << (verdict.violations.empty() ? "" : verdict.violations[0].message);
    EXPECT_NEAR(verdict.objective, best, 1e-9 * best) << what;
    EXPECT_NEAR(answer.objective, verdict.objective, 1e-9 * best) << what;
    if (!std::isnan(answer.bound)) EXPECT_LE(answer.bound, best * (1 + 1e-6)) << what;
}

TEST(Align, finds_the_best_of_all_divisions) {
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
        const auto plain = random_instance(8, 3, seed, 0.35);
        expect_best(plain, "time " + std::to_string(seed));
        auto in = plain;
        in.rules.compactness = Compactness::moment;
        for (auto& p : in.people) p.has_home = false;
        expect_best(in, "moment " + std::to_string(seed));
        in = plain;
        in.rules.compactness = Compactness::diameter;
        expect_best(in, "diameter " + std::to_string(seed), 200);
        in = plain;
        in.graph = delaunay(in.units.places, false);
        in.rules.contiguity = Contiguity::hard;
        expect_best(in, "contiguity " + std::to_string(seed), 200);
        in = plain;
        in.units.owner = {0, 1, 2, 0, 1, 2, 0, 1};
        in.rules.move_price = 20;
        in.units.locked[3] = 1;
        in.rules.forbidden = {{0, 1}, {7, 2}};
        in.rules.together = {{4, 6}};
        expect_best(in, "rules " + std::to_string(seed));
    }
}

// The same model as a mixed-integer program, solved by CBC (the executable; skipped where it is not
// installed).
double by_cbc(const Instance& in) {
    std::ostringstream lp;
    lp.precision(15);
    const std::size_t n = in.units.size(), k = in.people.size();
    lp << "Minimize\n obj:";
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < k; ++j)
            lp << " + " << in.units.weight[i] * in.travel.minutes(in.people[j].home, in.units.places[i])
               << " x" << i << "_" << j << "\n";
    lp << "Subject To\n";
    for (std::size_t i = 0; i < n; ++i) {
        lp << " u" << i << ":";
        for (std::size_t j = 0; j < k; ++j) lp << " + x" << i << "_" << j;
        lp << " = 1\n";
    }
    for (std::size_t m = 0; m < in.measures.size(); ++m) {
        const double target = std::accumulate(in.units.measures[m].begin(), in.units.measures[m].end(), 0.0) /
                              static_cast<double>(k);
        for (std::size_t j = 0; j < k; ++j)
            for (const char* side : {"<=", ">="}) {
                lp << " b" << m << "_" << j << (side[0] == '<' ? "h" : "l") << ":";
                for (std::size_t i = 0; i < n; ++i)
                    lp << " + " << in.units.measures[m][i] << " x" << i << "_" << j;
                lp << " " << side << " "
                   << target * (side[0] == '<' ? 1 + in.measures[m].tolerance : 1 - in.measures[m].tolerance)
                   << "\n";
            }
    }
    lp << "Binary\n";
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < k; ++j) lp << " x" << i << "_" << j << "\n";
    lp << "End\n";
    return solved_by_cbc(lp.str());
}

TEST(Align, stays_close_to_the_optimum_of_cbc) {
    if (!has_cbc()) GTEST_SKIP() << "cbc is not installed";
    for (std::uint64_t seed = 11; seed <= 13; ++seed) {
        const auto in = random_instance(60, 4, seed, 0.1);
        const double best = by_cbc(in);
        ASSERT_FALSE(std::isnan(best)) << seed;
        const auto answer = align(in, steps(1500));
        EXPECT_TRUE(check::judge_alignment(in, answer.owner).feasible()) << seed;
        EXPECT_GE(answer.objective, best * (1 - 1e-6)) << seed;
        EXPECT_LE(answer.objective, best * 1.005) << seed;
        EXPECT_LE(answer.bound, best * (1 + 1e-6)) << seed;
        EXPECT_GE(answer.bound, best * 0.97) << seed;
    }
}

TEST(Align, one_or_two_threads_give_the_same_answer) {
    const auto in = random_instance(6000, 12, 3, 0.05);
    EXPECT_EQ(align(in, steps(10, 1)).owner, align(in, steps(10, 2)).owner);
}

TEST(Align, relabelled_people_and_shuffled_units_cost_the_same) {
    const auto in = random_instance(400, 6, 5, 0.05);
    auto turned = in;
    std::reverse(turned.people.begin(), turned.people.end());
    auto shuffled = in;
    const auto shuffle = [&](auto& column) {
        auto old = column;
        for (std::size_t i = 0; i < old.size(); ++i) column[(i * 7) % old.size()] = old[i];
    };
    shuffle(shuffled.units.ids), shuffle(shuffled.units.places), shuffle(shuffled.units.weight);
    shuffle(shuffled.units.measures[0]), shuffle(shuffled.units.measures[1]);
    const double cost = align(in, steps(1000)).objective;
    EXPECT_NEAR(align(turned, steps(1000)).objective, cost, 0.003 * cost);
    EXPECT_NEAR(align(shuffled, steps(1000)).objective, cost, 0.003 * cost);
}

TEST(Align, loosening_a_rule_never_costs_more) {
    auto in = random_instance(300, 5, 9, 0.03);
    for (std::size_t i = 0; i < 300; ++i) in.units.owner[i] = static_cast<std::int32_t>(i % 5);
    for (std::size_t i = 0; i < 40; ++i) in.units.locked[i] = 1;
    const double tight = align(in, steps(1000)).objective;
    auto wider = in;
    for (auto& m : wider.measures) m.tolerance = 0.1;
    EXPECT_LE(align(wider, steps(1000)).objective, tight * 1.001);
    auto open = in;
    std::fill(open.units.locked.begin(), open.units.locked.end(), 0);
    const auto freed = align(open, steps(1000));
    EXPECT_LE(freed.objective, tight * 1.001);
}

TEST(Align, repairs_with_near_the_least_possible_moves) {
    auto in = random_instance(4000, 20, 21, 0.05);
    in.units.owner = align(in, steps(10)).owner;
    for (std::size_t i = 0; i < in.units.size(); ++i)
        if (in.units.owner[i] < 2) in.units.measures[0][i] *= 1.3;
    in.units.value = in.units.measures[0];
    for (auto& m : in.measures) m.tolerance = 0.1;
    in.rules.least_moves = true;
    in.rules.max_moved_units = 0.04 * 4000;
    const auto answer = align(in, steps(10));
    const auto verdict = check::judge_alignment(in, answer.owner);
    EXPECT_TRUE(verdict.feasible());
    const auto least = least_moves(in);
    double moved = 0;
    for (const auto& [name, value] : verdict.measured)
        if (name == "moved_value") moved = value;
    EXPECT_GT(least.value_share, 0);
    EXPECT_GE(moved, least.value_share * (1 - 1e-9));
    EXPECT_LE(moved, least.value_share * 1.5);
}

TEST(Align, keeps_caps_on_moves) {
    auto in = random_instance(300, 5, 33, 0.08);
    in.units.owner = align(in, steps(500)).owner;
    Random random{4};
    for (int swaps = 0; swaps < 40; ++swaps) {  // today's owners are a little wrong
        const auto a = random.below(300), b = random.below(300);
        std::swap(in.units.owner[a], in.units.owner[b]);
    }
    for (auto& m : in.measures) m.tolerance = 0.2;
    in.rules.max_moved_units = 20;
    const auto answer = align(in, steps(500));
    EXPECT_TRUE(check::judge_alignment(in, answer.owner).feasible());
    EXPECT_LE(answer.bound, answer.objective * (1 + 1e-9));
}

TEST(Align, people_come_and_go) {
    auto in = random_instance(200, 6, 41, 0.1);
    in.rules.drop_people = 2;
    const auto fewer = align(in, steps(500));
    EXPECT_EQ(fewer.dropped.size(), 2u);
    EXPECT_TRUE(check::judge_alignment(in, fewer.owner).feasible());
    in.rules.drop_people = 0;
    in.people.push_back({.id = "new", .capacity = {1, 1}});
    in.rules.add_people = 1;
    const auto more = align(in, steps(500));
    EXPECT_TRUE(check::judge_alignment(in, more.owner).feasible());
    EXPECT_LT(more.objective, fewer.objective);
}

TEST(Align, names_the_clashing_rules) {
    struct Case {
        const char* words;
        void (*change)(Instance&);
    };
    const std::vector<Case> cases{
        {"the locks of person p1 alone need",
         [](Instance& in) {
             for (std::size_t i = 0; i < 30; ++i) in.units.owner[i] = 1, in.units.locked[i] = 1;
         }},
        {"nobody has all skills that unit 5 needs", [](Instance& in) { in.units.needs[5] = 2; }},
        {"unit 3 is locked to person p0, who may not own it",
         [](Instance& in) {
             in.units.owner[3] = 0, in.units.locked[3] = 1, in.rules.forbidden = {{3, 0}};
         }},
        {"is locked to person p0 and to person p1",
         [](Instance& in) {
             in.units.owner[3] = 0, in.units.owner[4] = 1, in.units.locked[3] = in.units.locked[4] = 1;
             in.rules.together = {{3, 4}};
         }},
        {"unit 7 alone is", [](Instance& in) { in.units.measures[0][7] = 500; }},
        {"units must move to balance; the cap is 1",
         [](Instance& in) {
             std::fill(in.units.owner.begin(), in.units.owner.end(), 0);
             in.rules.max_moved_units = 1;
         }},
        {"the units fall into 40 parts",
         [](Instance& in) { in.graph = graph_of(40, {}), in.rules.contiguity = Contiguity::hard; }},
        {"the units that only 2 people may own",
         [](Instance& in) {
             for (std::size_t i = 0; i < 38; ++i) in.units.needs[i] = 1;
             in.people[0].skills = in.people[1].skills = 1;
         }},
    };
    for (const auto& c : cases) {
        auto in = random_instance(40, 4, 2, 0.1);
        EXPECT_TRUE(clashes(in).empty());
        c.change(in);
        const auto found = clashes(in);
        EXPECT_TRUE(
            std::any_of(found.begin(), found.end(),
                        [&](const Clash& clash) { return clash.message.find(c.words) != std::string::npos; }))
            << c.words << " / " << (found.empty() ? "none" : found[0].message);
        EXPECT_EQ(align(in, steps(5)).owner.size(), 40u);  // an answer all the same
    }
}

// A drag changes the objective by what the checker says, and the report's refusals are drags back.
TEST(Align, drags_and_refusals_agree_with_the_checker) {
    auto in = random_instance(120, 4, 8, 0.2);
    in.graph = delaunay(in.units.places, false);
    in.rules.contiguity = Contiguity::soft;
    in.rules.fragment_price = 5;
    in.rules.move_price = 3;
    for (std::size_t i = 0; i < 120; ++i) in.units.owner[i] = static_cast<std::int32_t>(i % 4);
    const auto answer = align(in, steps(100));
    const double before = check::judge_alignment(in, answer.owner).objective;
    for (Index unit = 0; unit < 120; unit += 7)
        for (Index person = 0; person < 4; ++person) {
            auto owner = answer.owner;
            owner[unit] = static_cast<std::int32_t>(person);
            const auto one = drag(in, answer.owner, unit, person);
            EXPECT_NEAR(one.change, check::judge_alignment(in, owner).objective - before, 1e-6 * before);
        }
    const auto told = report(in, answer);
    ASSERT_FALSE(told.moves.empty());
    for (const auto& move : told.moves) {
        EXPECT_FALSE(move.reason.empty());
        auto owner = answer.owner;
        owner[move.unit] = move.from;
        const auto back = drag(in, answer.owner, move.unit, static_cast<Index>(move.from));
        EXPECT_EQ(move.breaks.empty(), back.breaks.empty()) << in.units.ids[move.unit];
    }
}

// Refusing one move changes the objective by what its report says, the price of the move given back. It once
// left that price out, so that a move nobody should refuse looked cheap to refuse.
TEST(Align, a_refusal_gives_the_price_of_the_move_back) {
    for (const bool least : {false, true}) {
        auto in = random_instance(60, 4, 3, 0.3);
        in.rules.move_price = least ? 0 : 3;
        in.rules.least_moves = least;
        for (std::size_t i = 0; i < 60; ++i)
            in.units.owner[i] = static_cast<std::int32_t>(i < 40 ? 0 : i % 4);
        const auto answer = align(in, steps(100));
        const double before = check::judge_alignment(in, answer.owner).objective;
        const auto told = report(in, answer);
        ASSERT_FALSE(told.moves.empty());
        for (const auto& move : told.moves) {
            auto owner = answer.owner;
            owner[move.unit] = move.from;
            EXPECT_NEAR(move.refusal, check::judge_alignment(in, owner).objective - before, 1e-6 * before);
        }
    }
}

}  // namespace
}  // namespace kamino::territory::alignment
