// The rules of the process without I/O: ladder (PLAN-17), relevance of questions (PLAN-12), exit criteria
// (PLAN-13), judgements and their evidence (PLAN-14).
#include "domain/plans/process.h"

#include <gtest/gtest.h>

#include <set>

namespace kamino::plans {
namespace {

const Date monday = Date::of(2026, 11, 23);

Facts known() {
    Facts f;
    f.today = monday;
    f.last_contact_at = Instant::at(Date::of(2026, 11, 2));
    f.first_on = Date::of(2022, 5, 4);
    f.deals.resize(1);
    f.team = {{"u", "Ada", "executive_sponsor"}};
    f.people = {{"p", "Bea", "", "decision_maker", "green", "promoter", {}, {}, 1}};
    return f;
}
SalesTrend steady() {
    SalesTrend t;
    t.revenue_12m = 1000;
    t.revenue_prev_12m = 1000;
    t.active_months = 12;
    t.growth = 0.01;
    t.stability = 0.9;
    return t;
}

// PLAN-17: which steps the records speak for. By hand: each case takes one fact away from an account that has
// them all.
TEST(Ladder, ProposesWhatTheRecordsSay) {
    struct Case {
        const char* name;
        void (*change)(Facts&, SalesTrend&);
        std::string met;  // one digit a step
    };
    const Case cases[] = {
        {"all", [](Facts&, SalesTrend&) {}, "111111"},
        {"no contact", [](Facts& f, SalesTrend&) { f.last_contact_at.reset(); }, "011111"},
        {"no deal, but purchases", [](Facts& f, SalesTrend&) { f.deals.clear(); }, "111111"},
        {"never bought",
         [](Facts& f, SalesTrend& t) {
             f.first_on.reset();
             t = {};
         },
         "110000"},
        {"bought in few months", [](Facts&, SalesTrend& t) { t.active_months = 5; }, "111000"},
        {"nothing the year before", [](Facts&, SalesTrend& t) { t.revenue_prev_12m = 0; }, "111000"},
        {"no sponsor", [](Facts& f, SalesTrend&) { f.team.clear(); }, "111100"},
        {"deciders not close", [](Facts& f, SalesTrend&) { f.people[0].closeness = "amber"; }, "111100"},
        {"still growing", [](Facts&, SalesTrend& t) { t.growth = 0.04; }, "111110"},
        {"unsteady", [](Facts&, SalesTrend& t) { t.stability = 0.4; }, "111110"},
        {"needs that we do not serve", [](Facts& f, SalesTrend&) { f.needs_uncovered = {"Water"}; },
         "111110"},
    };
    for (const auto& c : cases) {
        auto f = known();
        auto t = steady();
        c.change(f, t);
        std::string met;
        for (const auto& p : ladder_proposals(f, t)) met += p.met ? '1' : '0';
        EXPECT_EQ(met, c.met) << c.name;
    }
}

TEST(Relevance, FollowsRigourStageClassAndFocus) {
    LibraryQuestion q;
    q.stage = "research";
    q.rigour = Rigour::standard;
    q.classes = {"A", "B"};
    q.focus = {"protect"};
    struct Case {
        const char *name, *rigour, *stage, *focus, *of_class;
        bool relevant;
    };
    const Case cases[] = {{"fits", "standard", "strategy", "protect", "A", true},
                          {"deeper", "deep", "strategy", "protect", "A", true},
                          {"too light", "light", "strategy", "protect", "A", false},
                          {"other class", "standard", "strategy", "protect", "C", false},
                          {"class not known", "standard", "strategy", "protect", "", true},
                          {"other focus", "standard", "strategy", "expand", "A", false},
                          {"focus not chosen", "standard", "strategy", "", "A", true}};
    for (const auto& c : cases) {
        Plan plan;
        plan.rigour = c.rigour;
        plan.stage = c.stage;
        plan.focus = c.focus;
        EXPECT_EQ(is_relevant(q, plan, c.of_class), c.relevant) << c.name;
    }
    q.stage = "review";
    Plan plan;
    plan.focus = "protect";
    EXPECT_FALSE(is_relevant(q, plan, "A")) << "asked when its stage comes";
    plan.stage = "review";
    EXPECT_TRUE(is_relevant(q, plan, "A"));
}

// PLAN-12: at least sixty questions of our own, in eight families; a light plan asks six.
TEST(Library, IsLargeEnoughAndEachRelevantSomewhere) {
    const auto& t = shipped_template();
    EXPECT_GE(t.questions.size(), 60U);
    std::set<std::string> keys, texts;
    std::size_t light = 0;
    for (const auto& q : t.questions) {
        EXPECT_TRUE(keys.insert(q.key).second) << q.key;
        for (const auto& text : q.text) {
            EXPECT_TRUE(text.ends_with("?")) << q.key;
            EXPECT_TRUE(texts.insert(text).second) << text;
        }
        EXPECT_GE(t.stage_number(q.stage), 0) << q.key;
        light += q.rigour == Rigour::light;
    }
    EXPECT_EQ(light, 6U);
}

TEST(Process, EveryCriterionByDataHasItsRuleAndEveryTextThreeLanguages) {
    const auto& t = shipped_template();
    ASSERT_EQ(t.stages.size(), 5U);
    EXPECT_EQ(t.ladder.size(), 6U);
    EXPECT_EQ(t.conditions.size(), 7U);
    PlanView view;
    view.plan.rigour = "deep";
    view.today = monday;
    for (const auto& stage : t.stages) {
        EXPECT_EQ(criteria_of(view, stage).size(), stage.criteria.size()) << stage.key;
        for (const auto& c : stage.criteria) {
            EXPECT_TRUE(t.section(c.section)) << c.key;
            for (const auto& text : c.title) EXPECT_FALSE(text.empty()) << c.key;
        }
    }
    for (const auto* list : {&t.profile, &t.ladder, &t.conditions})
        for (const auto& p : *list)
            for (const auto& texts : {p.title, p.help})
                for (const auto& text : texts) EXPECT_FALSE(text.empty()) << p.key;
}

TEST(Criteria, CountWhatIsOpenUpToTheStage) {
    PlanView view;
    view.today = monday;
    view.plan.rigour = "light";
    // Light strategy asks for an owner and a hand that says it is worth it; light research for a decider.
    EXPECT_EQ(open_criteria_before(view, "research"), 2);
    EXPECT_EQ(open_criteria_before(view, "action_plan"), 3);
    view.plan.owner_id = "u";
    Check worth;
    worth.list = "stage";
    worth.key = "strategy.worth_it";
    worth.state = "met";
    view.content.checks.push_back(worth);
    EXPECT_EQ(open_criteria_before(view, "research"), 0);
    view.around.deciders = 1;
    EXPECT_EQ(open_criteria_before(view, "action_plan"), 0);
    view.plan.stage = "review";
    EXPECT_EQ(open_criteria_before(view, "strategy"), 0) << "back is always free";
}

// PLAN-7, PLAN-17: what cannot all be true stands among what rests on no evidence. By hand.
TEST(Judgements, NameSharesAboveAllAndSkippedSteps) {
    PlanView view;
    view.today = monday;
    const auto findings = [&] {
        PlanFacts f;
        count_content(view, f);
        std::string all;
        for (const auto& one : completeness(f).unproven) all += one.section + " " + one.text.key + "; ";
        return all;
    };
    for (const double share : {30.0, 70.0}) {
        Competitor c;
        c.share_percent = share;
        view.content.competitors.push_back(c);
    }
    Check step;
    step.list = "ladder";
    step.state = "met";
    step.key = shipped_template().ladder[0].key;
    view.content.checks.push_back(step);
    EXPECT_EQ(findings(), "") << "all that the account spends, and the first step";
    view.content.competitors[0].share_percent = 30.5;
    EXPECT_EQ(findings(), "competitors plan.unproven.shares; ");
    step.key = shipped_template().ladder[5].key;
    view.content.checks.push_back(step);
    EXPECT_EQ(findings(), "competitors plan.unproven.shares; relationship plan.unproven.ladder.other; ");
    PlanFacts f;
    count_content(view, f);
    EXPECT_EQ(f.highest_step, 6);
    EXPECT_EQ(f.skipped_steps, 4);
}

TEST(Judgements, TellUnprovenUndatedAndOldApart) {
    PlanView view;
    view.today = monday;
    const auto item = [](std::string id, std::string evidence, std::optional<Date> on) {
        SwotItem i;
        i.id = std::move(id);
        i.evidence = std::move(evidence);
        i.dated_on = on;
        i.updated_at = Instant::at(monday);
        return i;
    };
    view.content.swot_items = {item("a", "", {}), item("b", "seen", {}),
                               item("c", "seen", monday.plus_days(-365)),
                               item("d", "seen", monday.plus_days(-366))};
    const auto states = rows_state(view);
    ASSERT_EQ(states.size(), 1U);
    EXPECT_EQ(states[0].section, "swot");
    EXPECT_EQ(states[0].rows, 4);
    EXPECT_EQ(states[0].first_unproven, "a");
    EXPECT_EQ(states[0].first_undated, "b");
    EXPECT_EQ(states[0].first_old, "d");
    EXPECT_EQ(states[0].unproven + states[0].undated + states[0].old, 3);
}

}  // namespace
}  // namespace kamino::plans
