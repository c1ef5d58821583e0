// SEL-1, SEL-2: rules of scores against values worked out by hand and against a slow
// second method.
#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "domain/selection/model.h"
#include "domain/selection/scoring.h"

namespace kamino::selection {
namespace {

Facts buyer(std::string id, std::int64_t revenue, std::int64_t months) {
    Facts f;
    f.id = std::move(id);
    f.status = "customer";
    f.bought = revenue != 0;
    f.revenue = revenue;
    f.revenue_prev = revenue;
    f.months_active = months;
    f.last_on = Date::of(2026, 10, 31);
    return f;
}

TEST(Potential, is_the_upper_quartile_of_peers_times_size) {
    std::vector<Facts> facts;
    for (int i = 1; i <= 5; ++i) {
        facts.push_back(buyer("c" + std::to_string(i), i * 100, 12));
        facts.back().employees = 10;  // 10, 20, 30, 40, 50 for each head; upper quartile 40
    }
    Facts prospect;
    prospect.id = "p";
    prospect.employees = 7;
    facts.push_back(prospect);
    Facts unknown;
    unknown.id = "u";
    unknown.weighted = 55;
    facts.push_back(unknown);
    std::vector<Result> results(facts.size());
    for (std::size_t i = 0; i < facts.size(); ++i) results[i].value = static_cast<double>(facts[i].revenue);
    estimate_potential(facts, results);
    EXPECT_EQ(results[0].potential, 400);
    EXPECT_EQ(results[4].potential, 500) << "at least what it buys";
    EXPECT_EQ(results[5].potential, 280);
    EXPECT_EQ(results[6].potential, 55);
    EXPECT_EQ(results[6].potential_by, PotentialBy::pipeline);
}

TEST(RawValues, by_hand) {
    Population p;
    p.has_sales = p.has_contacts = p.has_people = p.has_margin = true;
    p.as_of = Date::of(2026, 10, 31);
    auto f = buyer("x", 500'000, 6);  // 5,000.00
    f.last_on = p.as_of->plus_days(-180);
    f.margin = 125'000;
    f.won_count = 3;
    f.lost_count = 1;
    f.weighted = 500'000;
    f.contacts = 4;
    f.close = 2;
    f.warm = 1;
    f.deciders = 1;
    f.judged[fit] = 4;
    Result r;
    r.value = 500'000;
    r.growth = 0.2;
    r.potential = 2'000'000;
    r.potential_by = PotentialBy::employees;
    const auto raw = raw_values(f, r, p);
    EXPECT_EQ(raw[current_revenue], 500'000);
    EXPECT_DOUBLE_EQ(raw[margin], 0.25);
    EXPECT_DOUBLE_EQ(raw[growth_potential], 1'500'000);
    EXPECT_DOUBLE_EQ(raw[renewal], 0.25);  // 6 of 12 months, half a year ago
    EXPECT_DOUBLE_EQ(raw[winning], 0.5 * 4 / 6 + 0.25 * 0.5 + 0.25 * 0.6);
    EXPECT_DOUBLE_EQ(raw[effort], 8);  // 4 contacts on 5,000
    EXPECT_DOUBLE_EQ(raw[relationship], 4 + 2 + 1);
    EXPECT_EQ(raw[fit], 4);
    EXPECT_TRUE(std::isnan(raw[logo]));
    EXPECT_DOUBLE_EQ(raw[market_share], 0.25);
    EXPECT_EQ(raw[stability], 0);
}

std::vector<Facts> crowd(int n) {
    std::mt19937 random{5};
    const auto any = [&](int below) {
        return static_cast<std::int64_t>(random() % static_cast<unsigned>(below));
    };
    std::vector<Facts> facts;
    for (int i = 0; i < n; ++i) {
        Facts f = buyer("a" + std::to_string(i), i % 3 ? any(900'000) : 0, any(13));
        if (!f.bought) f.last_on.reset();
        f.industry = i % 2 ? "Food" : "Steel";
        f.employees = static_cast<double>(any(50));
        f.margin = f.revenue / 4 + any(1000);
        f.stability = static_cast<double>(any(100)) / 100;
        f.won_count = any(4);
        f.contacts = any(30);
        f.people = any(5);
        f.close = any(3);
        if (f.contacts) f.last_interaction_at = Instant{1};
        f.judged[fit] = static_cast<int>(any(6));
        facts.push_back(std::move(f));
    }
    return facts;
}

// The same score the slow way: every percentile by counting, weights added up by hand.
double slow_score(const std::vector<Result>& all, const Facts& facts, const Result& one,
                  const Values& weights) {
    double sum = 0, known = 0;
    for (std::size_t c = 0; c < shipped_count; ++c) {
        if (std::isnan(one.raw[c])) continue;
        double below = 0, equal = 0, count = 0;
        for (const auto& other : all) {
            if (std::isnan(other.raw[c])) continue;
            ++count;
            below += other.raw[c] < one.raw[c];
            equal += other.raw[c] == one.raw[c];
        }
        double value = std::round(10'000 * (below + equal / 2) / count) / 100;
        if (c == effort) value = 100 - value;
        if (c == fit || c == logo) value = (facts.judged[c] - 1) * 25;
        sum += weights[c] * value;
        known += weights[c];
    }
    return known > 0 ? sum / known : 0;
}

std::vector<Result> evaluate_alone(const std::vector<Facts>& facts, const Model& model, Population& p) {
    return evaluate(facts, {model.rules}, std::vector<std::uint16_t>(facts.size(), 0), model.class_rules, p);
}

TEST(Evaluate, agrees_with_the_slow_method) {
    const auto facts = crowd(300);
    const auto model = shipped_model();
    Population p;
    p.as_of = Date::of(2026, 10, 31);
    const auto results = evaluate_alone(facts, model, p);
    for (std::size_t i = 0; i < facts.size(); ++i) {
        EXPECT_NEAR(results[i].score, slow_score(results, facts[i], results[i], weights_of(model.rules)),
                    1e-9)
            << i;
        EXPECT_GE(results[i].score, 0);
        EXPECT_LE(results[i].score, 100);
    }
}

TEST(Scoring, comes_back_from_its_text_as_it_was) {
    const auto facts = crowd(20);
    const auto model = shipped_model();
    Population p;
    const auto results = evaluate_alone(facts, model, p);
    for (std::size_t i = 0; i < facts.size(); ++i) {
        const auto text = encode(facts[i], results[i]);
        const auto back = decode(text);
        ASSERT_TRUE(back);
        EXPECT_EQ(encode(*back), text);
        EXPECT_EQ(back->months_active, facts[i].months_active);
    }
    EXPECT_FALSE(decode(""));
    // Own criteria are kept up to the last that is known.
    Scoring own;
    own.raw[shipped_count + 2] = 7;
    EXPECT_EQ(decode(encode(own))->raw[shipped_count + 2], 7);
    EXPECT_TRUE(std::isnan(decode(encode(own))->raw[shipped_count + 1]));
}

TEST(AccountNumbers, have_words_in_three_languages) {
    for (const auto& number : account_numbers())
        for (const auto language : {i18n::Language::en, i18n::Language::es, i18n::Language::nl})
            EXPECT_FALSE(field_words(language, number.key).empty()) << number.key;
}

TEST(ShippedModel, has_eleven_criteria_that_add_up_and_words_in_three_languages) {
    const auto model = shipped_model();
    double sum = 0;
    for (std::size_t c = 0; c < shipped_count; ++c) {
        EXPECT_GT(model.rules[c].weight, 0) << criteria[c].key;
        sum += model.rules[c].weight;
        for (const auto language : {i18n::Language::en, i18n::Language::es, i18n::Language::nl}) {
            EXPECT_FALSE(words_of(language, model.rules, c).name.empty());
            EXPECT_FALSE(words_of(language, model.rules, c).help.empty());
        }
    }
    EXPECT_EQ(sum, 100);
}

TEST(Model, refuses_weights_that_say_nothing) {
    auto row = row_of(shipped_model());
    const auto faults_of = [&](std::string weights, std::string thresholds) {
        row.weights.json = std::move(weights);
        row.thresholds.json = std::move(thresholds);
        std::vector<FieldFault> faults;
        check_model(row, faults);
        return faults.empty() ? std::string{} : faults[0].path + " " + faults[0].key;
    };
    EXPECT_EQ(faults_of(R"({"margin":10})", "{}"), "");
    EXPECT_EQ(faults_of(R"({"margin":0})", "{}"), "") << "the others keep theirs";
    auto nothing = shipped_model();
    for (auto& rule : nothing.rules.used()) rule.weight = 0;
    EXPECT_EQ(faults_of(row_of(nothing).weights.json, "{}"), "/weights selection.no_weight");
    EXPECT_EQ(faults_of(R"({"margin":-1})", "{}"), "/weights/margin field.out_of_range");
    EXPECT_EQ(faults_of(R"({"luck":1})", "{}"), "/weights/luck field.unknown");
    EXPECT_EQ(faults_of(R"({"margin":"1"})", "{}"), "/weights/margin field.wrong_type");
    EXPECT_EQ(faults_of(R"({"margin":1})", R"({"significant_share":2})"),
              "/thresholds/significant_share field.out_of_range");
}

}  // namespace
}  // namespace kamino::selection
