// KPI-3, PRED-6: simulated programmes with a known effect (all 1,000 runs where a run is cheap), and panels
// that nobody would wish for.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <random>

#include "engine/impact/simulate.h"

namespace kamino::impact {
namespace {

TEST(Simulated, KPI_3_intervals_hold_the_truth_with_one_entry_and_with_several) {
    const std::array<std::pair<Method, bool>, 2> rows{{{Method::did, false}, {Method::staggered, true}}};
    for (const auto& [method, staggered] : rows) {
        const auto record = repeat({.staggered = staggered, .effect = 1}, method, 1000);
        EXPECT_GE(record.coverage(), 0.93) << staggered;
        EXPECT_LE(record.coverage(), 0.97) << staggered;
        // 5 % and two standard errors of a share of 1,000
        EXPECT_LE(repeat({.staggered = staggered}, method, 1000).announced_share(), 0.064) << staggered;
    }
}

TEST(Simulated, KPI_3_few_treated_units_keep_their_coverage) {
    for (const std::size_t treated : {1u, 3u, 6u}) {
        const auto record = repeat({.units = 30, .treated = treated, .effect = 1}, Method::did, 1000);
        EXPECT_GE(record.coverage(), 0.93) << treated;
        EXPECT_LE(record.coverage(), 0.98) << treated;  // a little wide with three
    }
}

TEST(Simulated, KPI_3_synthetic_methods_hold_the_truth) {
    const auto sdid = repeat({.units = 40, .treated = 8, .effect = 1}, Method::synthetic_did, 150);
    EXPECT_GE(sdid.coverage(), 0.90);
    const auto control =
        repeat({.units = 40, .treated = 1, .times = 20, .entry = 14}, Method::synthetic_control, 150);
    EXPECT_GE(control.coverage(), 0.90);
    EXPECT_LE(control.announced_share(), 0.10);
}

void expect_sound(const Impact& found, const std::string& where) {
    if (found.trouble != Trouble::none) return;
    EXPECT_TRUE(std::isfinite(found.effect.value)) << where;
    if (std::isfinite(found.effect.std_error)) {
        EXPECT_TRUE(std::isfinite(found.effect.lo)) << where;
        EXPECT_LE(found.effect.lo, found.effect.hi) << where;
        EXPECT_GE(found.effect.p, 0) << where;
    } else {
        EXPECT_NE(found.verdict, Verdict::effect) << where;
    }
    for (const auto& g : found.gaps) EXPECT_TRUE(std::isfinite(g.gap)) << where;
    for (const double w : found.weights) EXPECT_GE(w, 0) << where;
}

TEST(Degenerate, PRED_6_any_panel_gives_an_answer_or_its_trouble) {
    std::mt19937_64 random{31};
    std::normal_distribution<double> normal;
    for (int round = 0; round < 400; ++round) {
        Panel panel{.units = random() % 9, .times = random() % 7};
        const double missing = 0.15 * static_cast<double>(random() % 4);
        const double size = std::pow(10.0, static_cast<double>(random() % 31) - 15);
        const bool constant = random() % 5 == 0;
        const bool together = random() % 2 == 0;
        for (std::size_t i = 0; i < panel.units; ++i) {
            const bool treated = random() % 3 == 0;
            panel.entry.push_back(!treated   ? never
                                  : together ? panel.times / 2
                                             : random() % (panel.times + 1));
            for (std::size_t t = 0; t < panel.times; ++t)
                panel.y.push_back(static_cast<double>(random() % 100) < 100 * missing ? unknown
                                  : constant                                          ? size
                                             : size * normal(random));
        }
        const auto where = std::to_string(round);
        expect_sound(did(panel), "did " + where);
        expect_sound(staggered(panel), "staggered " + where);
        expect_sound(staggered(panel, Controls::not_yet_treated), "not yet " + where);
        expect_sound(synthetic_control(panel, {}, 1), "synthetic " + where);
        expect_sound(synthetic_did(panel, 1), "sdid " + where);
    }
}

TEST(Degenerate, PRED_6_the_trouble_is_named) {
    Panel panel{.units = 3, .times = 4, .y = std::vector<double>(12, 1), .entry = {never, never, never}};
    EXPECT_EQ(did(panel).trouble, Trouble::no_treated);
    panel.entry = {2, 2, 2};
    EXPECT_EQ(did(panel).trouble, Trouble::no_controls);
    EXPECT_EQ(staggered(panel).trouble, Trouble::no_controls);
    EXPECT_EQ(synthetic_control(panel, {}, 1).trouble, Trouble::no_controls);
    panel.entry = {0, 0, never};
    EXPECT_EQ(did(panel).trouble, Trouble::no_before);
    panel.entry = {4, never, never};
    EXPECT_EQ(synthetic_did(panel, 1).trouble, Trouble::no_after);
    panel.entry = {1, 2, never};
    EXPECT_EQ(synthetic_did(panel, 1).trouble, Trouble::several_entries);
    panel.entry = {2, never, never};
    const auto constant = did(panel);
    EXPECT_TRUE(constant.has(Caution::no_variation));
    EXPECT_EQ(constant.effect.value, 0);
    EXPECT_EQ(constant.verdict, Verdict::cannot_tell);
    panel.y[1] = unknown;
    EXPECT_EQ(synthetic_control(panel, {}, 1).trouble, Trouble::treated_missing);
    EXPECT_EQ(synthetic_control(panel, {}, 1).offenders, (std::vector<std::size_t>{0}));
}

}  // namespace
}  // namespace kamino::impact
