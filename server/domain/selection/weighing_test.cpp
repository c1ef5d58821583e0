// SEL-1, SEL-2: rules of a model by hand, and the property that scores rise with every criterion.
#include "domain/selection/weighing.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "domain/selection/model.h"

namespace kamino::selection {
namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

TEST(LinearScale, by_hand) {
    Rule rule{.weight = 1, .scale = Scale::linear, .low = 0.1, .high = 0.5};
    EXPECT_EQ(on_linear_scale(rule, 0.1), 0);
    EXPECT_EQ(on_linear_scale(rule, 0.2), 25);
    EXPECT_EQ(on_linear_scale(rule, 0.9), 100);
    EXPECT_EQ(on_linear_scale(rule, -3), 0);
    EXPECT_TRUE(std::isnan(on_linear_scale(rule, nothing)));
    rule.less = true;
    EXPECT_EQ(on_linear_scale(rule, 0.2), 75);
}

TEST(Missing, by_hand) {
    Rules rules{};
    rules[margin].weight = 30;
    rules[fit].weight = 10;
    Values values;
    values.fill(nothing);
    values[margin] = 80;
    EXPECT_EQ(score_of(rules, values), 80) << "left out: the margin counts alone";
    rules[fit].missing = Missing::lowest;
    EXPECT_EQ(score_of(rules, values), 60);
    rules[fit].missing = Missing::middle;
    EXPECT_EQ(score_of(rules, values), 72.5);
    EXPECT_EQ(shares_of(rules, values)[margin], 0.75);
    values[fit] = 100;
    EXPECT_EQ(score_of(rules, values), 85) << "what is known needs no stand-in";
}

TEST(Side, needs_half_of_its_weight) {
    auto rules = shipped_model().rules;  // attractiveness: margin 10, potential 15, effort 5, fit 8, logo 4
    Values values;
    values.fill(nothing);
    values[growth_potential] = 80;
    EXPECT_TRUE(std::isnan(side_score(rules, values, Side::attractiveness))) << "15 of 42";
    values[margin] = 30;
    EXPECT_EQ(side_score(rules, values, Side::attractiveness), 60);
    EXPECT_TRUE(std::isnan(side_score(rules, values, Side::position)));
}

// 200 seeded models and accounts: a better value of any one criterion never lowers the score, and raises it
// where the criterion has a weight. By rank the better value is a better place among the same others.
TEST(Scores, are_monotone_in_each_criterion) {
    std::mt19937 random{77};
    const auto any = [&](int below) { return static_cast<int>(random() % static_cast<unsigned>(below)); };
    for (int round = 0; round < 200; ++round) {
        Rules rules{};
        // As many own criteria as there may be.
        for (std::size_t k = 0; k < own_most; ++k)
            rules.own.push_back({.key = "own_" + std::to_string(k), .judged = k % 2 == 0});
        for (auto& rule : rules.used()) {
            rule.weight = any(5) ? any(100) : 0;
            rule.missing = static_cast<Missing>(any(3));
        }
        Values values;
        for (auto& v : values) v = any(4) ? any(10'001) / 100.0 : nothing;
        for (std::size_t c = 0; c < criterion_count; ++c) {
            if (std::isnan(values[c]) || values[c] == 100) continue;
            auto better = values;
            better[c] = std::min(100.0, values[c] + 1 + any(40));
            const double before = score_of(rules, values), after = score_of(rules, better);
            EXPECT_GE(after, before);
            EXPECT_EQ(after > before, rules[c].weight > 0) << rules.key(c);
        }
    }
}

// The same from the facts: more revenue, margin, stability … of one account, all else equal.
TEST(Scores, are_monotone_in_the_facts) {
    std::mt19937 random{78};
    std::vector<Facts> facts(60);
    for (std::size_t i = 0; i < facts.size(); ++i) {
        facts[i].id = std::to_string(100 + i);
        facts[i].bought = true;
        facts[i].revenue = 1000 + static_cast<std::int64_t>(random() % 100'000);
        facts[i].margin = facts[i].revenue / 5;
        facts[i].stability = static_cast<double>(random() % 80) / 100;
        facts[i].judged[fit] = 1 + static_cast<int>(random() % 4);
    }
    for (const auto scale : {Scale::rank, Scale::linear})
        for (const bool less : {false, true}) {
            auto model = shipped_model();
            model.rules[stability] = {.weight = 20, .less = less, .scale = scale, .low = 0, .high = 1};
            const auto score = [&](const std::vector<Facts>& all, std::size_t i) {
                Population p;
                return evaluate(all, {model.rules}, std::vector<std::uint16_t>(all.size(), 0), {}, p)[i]
                    .score;
            };
            for (std::size_t i = 0; i < facts.size(); i += 7) {
                auto better = facts;
                better[i].stability += 0.15;
                if (less)
                    EXPECT_LE(score(better, i), score(facts, i));
                else
                    EXPECT_GE(score(better, i), score(facts, i));
                better = facts;
                better[i].judged[fit] += 1;
                EXPECT_GT(score(better, i), score(facts, i));
            }
        }
}

// SEL-1: the own criteria of a workspace are monotone in what they are made of, on every scale and for every
// rule for what is missing.
TEST(Scores, are_monotone_in_own_criteria) {
    std::mt19937 random{79};
    std::vector<Facts> facts(40);
    for (std::size_t i = 0; i < facts.size(); ++i) {
        facts[i].id = std::to_string(100 + i);
        facts[i].bought = true;
        facts[i].revenue = 1000 + static_cast<std::int64_t>(random() % 100'000);
        facts[i].people = static_cast<std::int64_t>(random() % 20);
        facts[i].own[0] = 1 + static_cast<int>(random() % 4);
        facts[i].own[1] = i % 9 != 3 ? static_cast<double>(random() % 1000) : nothing;
    }
    for (const auto scale : {Scale::rank, Scale::linear})
        for (const auto missing : {Missing::leave_out, Missing::lowest, Missing::middle})
            for (const bool less : {false, true}) {
                auto rules = shipped_model().rules;
                rules.own = {{.key = "own_culture", .judged = true},
                             {.key = "own_machines", .field = "custom.machines"},
                             {.key = "own_people", .field = "people_count"}};
                rules[shipped_count].weight = 15;
                for (const auto c : {shipped_count + 1, shipped_count + 2})
                    rules[c] = {.weight = 25,
                                .less = less,
                                .scale = scale,
                                .low = 0,
                                .high = 1500,
                                .missing = missing};
                const auto score = [&](const std::vector<Facts>& all, std::size_t i) {
                    Population p;
                    return evaluate(all, {rules}, std::vector<std::uint16_t>(all.size(), 0), {}, p)[i].score;
                };
                for (std::size_t i = 1; i < facts.size(); i += 9) {
                    const double before = score(facts, i);
                    auto better = facts;
                    better[i].own[0] += 1;
                    EXPECT_GT(score(better, i), before);
                    better = facts;
                    better[i].own[1] += 300;
                    EXPECT_EQ(score(better, i) < before, less) << i;
                    better = facts;
                    better[i].people += 9;
                    if (less)
                        EXPECT_LE(score(better, i), before);
                    else
                        EXPECT_GE(score(better, i), before);
                }
            }
}

// By hand: 60 points for people (weight 1) and a judgement of 4 (75 points, weight 3).
TEST(OwnCriteria, by_hand) {
    Rules rules;
    rules.own = {{.key = "own_culture", .judged = true, .side = Side::position},
                 {.key = "own_people", .field = "people_count"}};
    rules[shipped_count].weight = 3;
    rules[shipped_count + 1] = {.weight = 1, .scale = Scale::linear, .low = 0, .high = 10};
    std::vector<Facts> facts(1);
    facts[0].own[0] = 4;
    facts[0].people = 6;
    Population p;
    const auto result = evaluate(facts, {rules}, {0}, {}, p)[0];
    EXPECT_EQ(result.raw[shipped_count + 1], 6);
    EXPECT_EQ(result.score, (3 * 75 + 60) / 4.0);
    EXPECT_EQ(side_score(rules, result.normalised, Side::position), 75);
    EXPECT_EQ(side_score(rules, result.normalised, Side::attractiveness), 60);
    // Nobody knows anybody anywhere: not known, and not "no people".
    facts[0].people = 0;
    Population empty;
    EXPECT_TRUE(std::isnan(evaluate(facts, {rules}, {0}, {}, empty)[0].raw[shipped_count + 1]));
}

TEST(OwnCriteria, come_back_from_their_row) {
    auto model = shipped_model();
    model.rules.own = {
        {.key = "own_culture",
         .name = "Cultura",
         .description = "Qué \"encaja\"",
         .judged = true,
         .means = {"nada", "", "", "", "todo"}},
        {.key = "own_machines", .name = "Machines", .field = "custom.machines", .side = Side::position}};
    model.rules[shipped_count].weight = 12;
    model.rules[shipped_count + 1] = {.weight = 3, .less = true, .scale = Scale::linear, .low = 1, .high = 9};
    const auto row = row_of(model);
    EXPECT_EQ(model_of(row).rules, model.rules);
    std::vector<FieldFault> faults;
    check_model(row, faults);
    EXPECT_TRUE(faults.empty()) << faults[0].path;
}

TEST(Models, judge_among_their_own) {
    std::vector<Facts> facts(4);
    for (std::size_t i = 0; i < 4; ++i) {
        facts[i].bought = true;
        facts[i].revenue = static_cast<std::int64_t>(i + 1) * 1000;
    }
    Rules by_revenue{};
    by_revenue[current_revenue].weight = 1;
    Population p;
    const auto results = evaluate(facts, {by_revenue, by_revenue}, {0, 0, 1, 1}, {}, p);
    // Two accounts in each: the smaller at the middle of the lower half, the larger at that of the upper.
    EXPECT_EQ(results[0].score, 25);
    EXPECT_EQ(results[1].score, 75);
    EXPECT_EQ(results[2].score, 25);
    EXPECT_EQ(results[3].score, 75);
}

TEST(Models, come_back_from_their_row) {
    auto model = shipped_model();
    model.rules[margin] = {.weight = 7,
                           .less = true,
                           .scale = Scale::linear,
                           .low = 0.1,
                           .high = 0.4,
                           .missing = Missing::lowest};
    model.rules[effort].missing = Missing::middle;
    const auto row = row_of(model);
    EXPECT_EQ(model_of(row).rules, model.rules);
    std::vector<FieldFault> faults;
    check_model(row, faults);
    EXPECT_TRUE(faults.empty());
}

TEST(Models, refuse_settings_that_say_nothing) {
    const auto fault_of = [](std::string settings) {
        auto row = row_of(shipped_model());
        row.settings.json = std::move(settings);
        std::vector<FieldFault> faults;
        check_model(row, faults);
        return faults.empty() ? std::string{} : faults[0].path + " " + faults[0].key;
    };
    EXPECT_EQ(fault_of(R"({"margin":{"scale":"linear","low":1,"high":1}})"),
              "/settings/margin/high selection.scale_ends");
    EXPECT_EQ(fault_of(R"({"margin":{"scale":"cubic"}})"), "/settings/margin/scale field.not_a_choice");
    EXPECT_EQ(fault_of(R"({"margin":{"low":"a"}})"), "/settings/margin/low field.wrong_type");
    EXPECT_EQ(fault_of(R"({"margin":3})"), "/settings/margin field.wrong_type");
    EXPECT_EQ(fault_of(R"({"luck":{}})"), "/settings/luck field.unknown");
    const auto own = [&](const std::string& members) { return fault_of(R"({"own_x":{)" + members + "}}"); };
    EXPECT_EQ(own(R"("name":"X","kind":"soft","side":"position")"), "");
    EXPECT_EQ(own(R"("name":"X","kind":"hard","side":"position","field":"growth")"), "");
    EXPECT_EQ(own(R"("name":" ","kind":"soft","side":"position")"), "/settings/own_x/name field.required");
    EXPECT_EQ(own(R"("name":"X","kind":"luck","side":"position")"),
              "/settings/own_x/kind field.not_a_choice");
    EXPECT_EQ(own(R"("name":"X","kind":"soft")"), "/settings/own_x/side field.required");
    EXPECT_EQ(own(R"("name":"X","kind":"hard","side":"position")"), "/settings/own_x/field field.required");
    EXPECT_EQ(own(R"("name":"X","kind":"hard","side":"position","field":"score")"),
              "/settings/own_x/field selection.unknown_measure");
    EXPECT_EQ(own(R"("name":"X","kind":"soft","side":"position","levels":["a",2])"),
              "/settings/own_x/levels selection.five_levels");
    EXPECT_EQ(own(R"("name":"X","kind":"soft","side":"position","scale":"linear","low":1,"high":5)"),
              "/settings/own_x selection.judged_scale");
    EXPECT_EQ(fault_of(R"({"own_X!":{"name":"X","kind":"soft","side":"position"}})"),
              "/settings/own_X! field.bad_key");
    EXPECT_EQ(fault_of(R"({"own_a":{"name":"Ámbito","kind":"soft","side":"position"},)"
                       R"("own_b":{"name":"ambito","kind":"soft","side":"position"}})"),
              "/settings/own_b/name field.duplicate");
    std::string many;
    for (std::size_t i = 0; i <= own_most; ++i)
        many += (many.empty() ? "{" : ",") + std::string{R"("own_)"} + std::to_string(i) + R"(":{"name":")" +
                std::to_string(i) + R"(","kind":"soft","side":"position"})";
    EXPECT_EQ(fault_of(many + "}"), "/settings selection.own_too_many");
    EXPECT_EQ(fault_of(R"({"fit":{"scale":"linear","low":1,"high":5}})"),
              "/settings/fit selection.judged_scale");
}

}  // namespace
}  // namespace kamino::selection
