// TERR-3: the checker of alignments against answers worked out by hand, one broken rule at a time.
#include "engine/territory/check/align_check.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace kamino::territory::check {
namespace {

using alignment::Compactness;
using alignment::Contiguity;
using alignment::Instance;

// Six units on a line at 0, 1, 2, 10, 11, 12 km; two people live at 1 and 11; every unit has work 1.
Instance line() {
    Instance in;
    in.measures = {{"work", 0.05}};
    in.people = {{.id = "ann", .home = {1, 0, 0}, .has_home = true, .capacity = {1}},
                 {.id = "bob", .home = {11, 0, 0}, .has_home = true, .capacity = {1}}};
    in.units.measures.resize(1);
    std::vector<std::pair<alignment::Index, alignment::Index>> edges;
    for (alignment::Index i = 0; i < 6; ++i) {
        in.units.ids.push_back(std::string(1, static_cast<char>('a' + i)));
        in.units.places.push_back({i < 3 ? double(i) : double(i + 7), 0, 0});
        in.units.measures[0].push_back(1);
        if (i > 0) edges.emplace_back(i - 1, i);
    }
    in.units.weight.assign(6, 1);
    in.units.value.assign(6, 1);
    in.units.owner = {0, 0, 0, 1, 1, 1};
    in.units.locked.assign(6, 0);
    in.units.needs.assign(6, 0);
    in.units.tree.assign(6, -1);
    in.graph = alignment::graph_of(6, edges);
    in.travel.bands = {{1e9, 60}};  // a minute a kilometre
    return in;
}

double measured(const Verdict& verdict, const std::string& name) {
    for (const auto& [key, value] : verdict.measured)
        if (key == name) return value;
    return -1;
}

std::vector<std::string> rules(const Verdict& verdict) {
    std::vector<std::string> out;
    for (const auto& v : verdict.violations)
        if (std::find(out.begin(), out.end(), v.rule) == out.end()) out.push_back(v.rule);
    return out;
}

TEST(AlignCheck, objectives_by_hand) {
    auto in = line();
    const std::vector<std::int32_t> today{0, 0, 0, 1, 1, 1};
    const auto verdict = judge_alignment(in, today);
    EXPECT_TRUE(verdict.feasible());
    EXPECT_DOUBLE_EQ(verdict.objective, 4);  // 1 + 0 + 1 minutes, twice
    EXPECT_DOUBLE_EQ(measured(verdict, "diameter"), 2);
    in.units.weight = {3, 1, 1, 1, 1, 1};
    EXPECT_DOUBLE_EQ(judge_alignment(in, today).objective, 6);
    in = line();
    in.rules.compactness = Compactness::moment;
    EXPECT_DOUBLE_EQ(judge_alignment(in, today).objective, 4);
    for (auto& p : in.people) p.has_home = false;
    in.units.places[0].x = -3;                                   // ann's middle becomes 0
    EXPECT_DOUBLE_EQ(judge_alignment(in, today).objective, 16);  // 9 + 1 + 4 and 1 + 0 + 1
    in.rules.compactness = Compactness::diameter;
    EXPECT_DOUBLE_EQ(judge_alignment(in, today).objective, 5);
}

TEST(AlignCheck, names_each_broken_rule) {
    struct Case {
        const char* rule;
        void (*change)(Instance&);
        std::vector<std::int32_t> owner;
    };
    const std::vector<Case> cases{
        {"balance", [](Instance&) {}, {0, 0, 0, 0, 1, 1}},
        {"owners", [](Instance& in) { in.measures[0].tolerance = 1; }, {0, 0, 0, 1, 1, -1}},
        {"locks", [](Instance& in) { in.units.locked[0] = 1; }, {1, 0, 0, 0, 1, 1}},
        {"focus", [](Instance& in) { in.rules.focus = {0}; }, {1, 0, 0, 0, 1, 1}},
        {"skills", [](Instance& in) { in.units.needs[5] = 1, in.people[0].skills = 1; }, {0, 0, 0, 1, 1, 1}},
        {"forbidden",
         [](Instance& in) {
             in.rules.forbidden = {{5, 1}};
         },
         {0, 0, 0, 1, 1, 1}},
        {"together",
         [](Instance& in) {
             in.rules.together = {{2, 3}};
         },
         {0, 0, 0, 1, 1, 1}},
        {"trees",
         [](Instance& in) { in.rules.trees_whole = true, in.units.tree = {-1, -1, 4, 4, -1, -1}; },
         {0, 0, 0, 1, 1, 1}},
        {"moved_units", [](Instance& in) { in.rules.max_moved_units = 1; }, {1, 0, 0, 0, 1, 1}},
        {"moved_value", [](Instance& in) { in.rules.max_moved_value = 0.3; }, {1, 0, 0, 0, 1, 1}},
        {"contiguity", [](Instance& in) { in.rules.contiguity = Contiguity::hard; }, {1, 0, 0, 0, 1, 1}},
        {"dropped",
         [](Instance& in) { in.rules.dropped = {1}, in.measures[0].tolerance = 9; },
         {0, 0, 0, 0, 0, 1}},
    };
    for (const auto& c : cases) {
        auto in = line();
        c.change(in);
        EXPECT_EQ(rules(judge_alignment(in, c.owner)), std::vector<std::string>{c.rule}) << c.rule;
    }
}

TEST(AlignCheck, moves_and_fragments_are_paid) {
    auto in = line();
    in.rules.move_price = 10;
    in.units.value = {4, 1, 1, 0, 0, 0};
    const std::vector<std::int32_t> swapped{1, 0, 0, 0, 1, 1};
    // Travel 11 + 0 + 1 and 9 + 0 + 1; unit a moves with value 4 of 6 and unit d with none: 0.5 + 0.5 * 4
    // and 0.5.
    EXPECT_DOUBLE_EQ(judge_alignment(in, swapped).objective, 22 + 10 * 3.0);
    in.rules.contiguity = Contiguity::soft;
    in.rules.fragment_price = 7;
    EXPECT_DOUBLE_EQ(judge_alignment(in, swapped).objective, 22 + 30 + 7);  // bob has a piece more
    in.rules.least_moves = true;
    EXPECT_DOUBLE_EQ(least_moves_price(in), 100 * 4 / 6.0);
}

}  // namespace
}  // namespace kamino::territory::check
