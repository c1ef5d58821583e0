// Rules of plans without a database: drafting (PLAN-2, PLAN-4), the gap, SMART (PLAN-11), completeness
// (PLAN-14), the question library (PLAN-12).
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>

#include "domain/plans/completeness.h"
#include "domain/plans/draft.h"
#include "domain/plans/plan.h"

namespace kamino::plans {
namespace {

const Date monday = Date::of(2026, 11, 23);
const Reader english{i18n::Language::en, "en-GB"}, spanish{i18n::Language::es, "es-ES"},
    dutch{i18n::Language::nl, "nl-NL"};

// 36 months: 100.00 a month in the first year, then 110.00, then 90.00; December of each year three times as
// much.
std::vector<std::int64_t> months_with_peak() {
    std::vector<std::int64_t> months;
    for (int i = 0; i < 36; ++i) {
        const std::int64_t base = i < 12 ? 10'000 : i < 24 ? 11'000 : 9'000;
        months.push_back(i % 12 == 1 ? base * 3 : base);  // oldest month is a November
    }
    return months;
}

Facts facts_of_a_customer() {
    Facts f;
    f.today = monday;
    f.account.id = "a";
    f.account.name = "Acme & Sons";
    f.account.industry = "Food";
    f.account.status = "customer";
    f.account.city = "Utrecht";
    f.account.country = "NL";
    f.owner_name = "Iris";
    f.sales_until = Date::of(2026, 10, 1);
    f.months = months_with_peak();
    f.invoices_12m = 10;
    f.first_on = Date::of(2023, 11, 3);
    f.last_on = Date::of(2026, 10, 20);
    f.lines = {{"l1", "Cleaning", 100'000, 120'000, 9}, {"l2", "Water", 26'000, 20'000, 4}};
    f.not_bought = {{"l3", "Laundry", 0, 5'000, 7}, {"l4", "Paper", 0, 0, 1}};
    f.peers = 10;
    f.team = {{"u1", "Iris", "relationship_lead"}, {"u2", "Bram", "innovator"}};
    f.people = {{"p1", "Ana", "CFO", "decision_maker", "red", "detractor", 5, {}, 0},
                {"p2", "Luc", "Buyer", "buyer", "green", "promoter", 2, Instant::at(monday), 3}};
    f.our_contacts_180d = 1;
    f.last_contact_at = Instant::at(monday);
    f.deals = {{"o1", "Dosing", "Proposal", "", 50'000, 50, Date::of(2026, 12, 15), monday},
               {"o2", "Renewal", "Proposal", "Call", 20'000, 10, Date::of(2026, 10, 1), monday}};
    f.pipeline.open_minor = 70'000;
    f.pipeline.weighted_minor = 27'000;
    return f;
}

std::vector<std::string> keys_of(const Sentences& sentences) {
    std::vector<std::string> keys;
    for (const auto& s : sentences) keys.push_back(s.key);
    return keys;
}

bool says(const Sentences& sentences, const std::string& key) {
    const auto keys = keys_of(sentences);
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

TEST(SalesTrend, CountsYearsHalvesAndPeaks) {
    const auto t = sales_trend(months_with_peak(), Date::of(2026, 10, 1));
    EXPECT_EQ(t.revenue_12m, 9'000 * 14);
    EXPECT_EQ(t.revenue_prev_12m, 11'000 * 14);
    EXPECT_NEAR(*t.growth, 9.0 / 11 - 1, 1e-12);
    EXPECT_NEAR(*t.half_growth, 9.0 / 11 - 1, 1e-12);
    EXPECT_EQ(t.peak_months, std::vector<unsigned>{12});
    EXPECT_EQ(t.active_months, 12);
    EXPECT_EQ(sales_trend({}, monday).revenue_12m, 0);
}

// By hand, in euros: sales 1260, class rate 10 % -> target 1386; the halves fell by 2/11 -> run rate 1260 x
// 9/11 = 1030.91; weighted pipeline 270; gap = 1386 - 1030.91 - 270 = 85.09.
TEST(Gap, IsWhatTheHandCalculationSays) {
    const auto t = sales_trend(months_with_peak(), Date::of(2026, 10, 1));
    GrowthRule rule;
    rule.of_class = 0.10;
    const auto g = first_gap(t, 27'000, {}, rule);
    EXPECT_EQ(g.baseline, 126'000);
    EXPECT_EQ(g.target, 138'600);
    EXPECT_EQ(g.run_rate, 103'091);
    EXPECT_EQ(g.gap, 138'600 - 103'091 - 27'000);
    EXPECT_EQ(g.growth_reason, "class");
}

TEST(Gap, TakesTheRateByRank) {
    struct Case {
        const char* name;
        std::optional<double> peers, of_class;
        double rate;
        const char* reason;
    };
    const Case cases[] = {{"nothing known", {}, {}, 0.05, "default"},
                          {"peers grow more than the class", 0.12, 0.10, 0.12, "peers"},
                          {"peers grow less", 0.01, 0.10, 0.10, "class"},
                          {"never above the ceiling", 2.0, {}, 0.30, "peers"},
                          {"never below the floor", -0.4, 0.0, 0.02, "class"}};
    for (const auto& c : cases) {
        GrowthRule rule;
        rule.of_class = c.of_class;
        SalesTrend t;
        t.revenue_12m = 100'000;
        t.half_growth = 0.5;  // growth is not counted twice
        const auto g = first_gap(t, 200'000, c.peers, rule);
        EXPECT_DOUBLE_EQ(g.growth_rate, c.rate) << c.name;
        EXPECT_EQ(g.growth_reason, c.reason) << c.name;
        EXPECT_EQ(g.run_rate, 100'000) << c.name;
        EXPECT_EQ(g.gap, 0) << c.name << ": never negative";
    }
}

TEST(Draft, SaysWhatTheFactsHold) {
    struct Case {
        const char* name;
        void (*change)(Facts&);
        const char* section;
        const char* expected;
        const char* absent;
    };
    const Case cases[] = {
        {"fall", [](Facts&) {}, "sales", "plan.sales.down", "plan.sales.up"},
        {"peak", [](Facts&) {}, "sales", "plan.sales.peaks", "plan.sales.no_peaks"},
        {"no sales",
         [](Facts& f) {
             f.months.assign(36, 0);
             f.first_on.reset();
         },
         "sales", "plan.sales.none", "plan.sales.year"},
        {"silent", [](Facts& f) { f.last_on = Date::of(2026, 5, 1); }, "sales", "plan.sales.silent",
         "plan.sales.none"},
        {"single thread", [](Facts&) {}, "people", "plan.people.single_theirs", "plan.people.no_contact"},
        {"unreached", [](Facts&) {}, "people", "plan.people.unreached", "plan.people.no_decider"},
        {"all reached", [](Facts& f) { f.people[0].contacts_180d = 1; }, "people", "plan.people.met.other",
         "plan.people.unreached"},
        {"nobody", [](Facts& f) { f.people.clear(); }, "people", "plan.people.none", "plan.people.lights"},
        {"roles", [](Facts&) {}, "own_company", "plan.own.uncovered.other", "plan.own.covered"},
        {"no owner", [](Facts& f) { f.owner_name.clear(); }, "own_company", "plan.own.no_owner",
         "plan.own.owner"},
        {"lapsed", [](Facts&) {}, "whitespace", "plan.white.lapsed_peers", "plan.white.no_peers"},
        {"few peers", [](Facts& f) { f.peers = 2; }, "whitespace", "plan.white.no_peers",
         "plan.white.item_peers"},
        {"soon", [](Facts&) {}, "pipeline", "plan.pipe.soon", "plan.pipe.none"},
        {"stalled", [](Facts&) {}, "pipeline", "plan.pipe.stalled", "plan.pipe.closed"},
        {"no deals", [](Facts& f) { f.deals.clear(); }, "pipeline", "plan.pipe.none", "plan.pipe.soon"},
        {"gap", [](Facts&) {}, "objective", "plan.goal.gap", "plan.goal.covered"},
        {"covered", [](Facts& f) { f.pipeline.weighted_minor = 900'000; }, "objective", "plan.goal.covered",
         "plan.goal.gap"},
        {"prospect",
         [](Facts& f) {
             f.account.status = "prospect";
             f.first_on.reset();
         },
         "profile", "plan.profile.prospect", "plan.profile.customer_since"},
    };
    for (const auto& c : cases) {
        auto f = facts_of_a_customer();
        c.change(f);
        const auto d = draft(f, shipped_template());
        const auto section = std::find_if(d.sections.begin(), d.sections.end(),
                                          [&](const auto& s) { return s.key == c.section; });
        ASSERT_NE(section, d.sections.end()) << c.name;
        EXPECT_TRUE(says(section->sentences, c.expected)) << c.name;
        EXPECT_FALSE(says(section->sentences, c.absent)) << c.name;
    }
}

TEST(Draft, ReadsInThreeLanguagesWithoutHoles) {
    Facts empty;
    empty.today = monday;
    empty.account.name = "Nuevo";
    for (const auto& f : {facts_of_a_customer(), empty}) {
        const auto d = draft(f, shipped_template());
        ASSERT_EQ(d.sections.size(), shipped_template().sections.size());
        for (const auto& s : d.sections) {
            boost::json::parse(s.facts_json);
            for (const auto& reader : {english, spanish, dutch}) {
                const auto text = body_text(s.sentences, reader);
                EXPECT_EQ(text.find("plan."), std::string::npos) << s.key << ": " << text;
                EXPECT_EQ(text.find("…"), std::string::npos) << s.key << ": " << text;
                EXPECT_EQ(text.empty(), s.sentences.empty()) << s.key;
                EXPECT_LE(text.size(), 20'000U);
                // Stored and read again, a draft says the same.
                EXPECT_EQ(body_text(sentences_of(sentences_json(s.sentences)), reader), text) << s.key;
            }
        }
    }
}

TEST(Draft, WritesNumbersAsTheReaderDoes) {
    const auto d = draft(facts_of_a_customer(), shipped_template());
    const auto sales = body_text(d.sections[3].sentences, english);
    EXPECT_NE(sales.find("Sales in the 12 months up to 31 Oct 2026 were €1,260."), std::string::npos)
        << sales;
    EXPECT_NE(sales.find("Peak months: December."), std::string::npos) << sales;
    EXPECT_NE(sales.find("\n- Cleaning: €1,000 (79%)"), std::string::npos) << sales;
    EXPECT_NE(body_text(d.sections[3].sentences, spanish).find("diciembre"), std::string::npos);
    EXPECT_EQ(whole_money(123'456'789, "EUR", "de-DE"), "1.234.568\u00a0€");
    EXPECT_EQ(whole_money(-150, "EUR", "en-GB"), "-€2");
    EXPECT_EQ(whole_money(1'000, "CLP", "en-GB"), "CLP\u00a01,000");
    EXPECT_EQ(joined({"a", "b", "c"}, dutch), "a, b en c");
}

TEST(Draft, AsksAboutWhatIsMissing) {
    std::set<std::string> keys;
    for (const auto& q : draft(facts_of_a_customer(), shipped_template()).questions) {
        keys.insert(q.text.key);
        EXPECT_TRUE(shipped_template().families.contains(q.family)) << q.family;
        EXPECT_TRUE(shipped_template().section(q.section)) << q.section;
        EXPECT_TRUE(i18n::has(i18n::Language::en, q.text.key)) << q.text.key;
    }
    const std::set<std::string> expected{"plan.ask.size",   "plan.ask.revenue",   "plan.ask.team_roles",
                                         "plan.ask.fall",   "plan.ask.unreached", "plan.ask.detractors",
                                         "plan.ask.lapsed", "plan.ask.wanted",    "plan.ask.stalled",
                                         "plan.ask.gap"};
    EXPECT_EQ(keys, expected);
}

TEST(Template, HasEightFamiliesEachWithQuestionsInThreeLanguages) {
    const auto& t = shipped_template();
    EXPECT_EQ(t.families.size(), 8U);
    std::map<std::string, int> asked;
    for (const auto& q : t.questions) {
        ++asked[q.family];
        EXPECT_TRUE(t.section(q.section)) << q.key;
        for (const auto& text : q.text) EXPECT_FALSE(text.empty()) << q.key;
    }
    for (const auto& [family, texts] : t.families) EXPECT_GE(asked[family], 2) << family;
    for (const auto& s : t.sections)
        for (const auto& text : {s.title, s.help})
            for (const auto& word : text) EXPECT_FALSE(word.empty()) << s.key;
}

TEST(Catalogues, HaveEveryKeyThatPlansName) {
    namespace fs = std::filesystem;
    const std::regex named{"\"(plan\\.[a-z_]+\\.[a-z_]*[a-z])\""};
    for (const auto& entry : fs::directory_iterator{fs::path{KAMINO_SOURCE_DIR} / "server/domain/plans"}) {
        if (entry.path().extension() != ".cpp" || entry.path().string().ends_with("_test.cpp")) continue;
        std::ifstream in{entry.path()};
        const std::string text{std::istreambuf_iterator<char>{in}, {}};
        for (std::sregex_iterator at{text.begin(), text.end(), named}, end; at != end; ++at) {
            const auto key = (*at)[1].str();
            const bool known =
                i18n::has(i18n::Language::en, key) || i18n::has(i18n::Language::en, key + ".one");
            EXPECT_TRUE(known) << entry.path().filename() << " names " << key;
        }
    }
}

TEST(Smart, NamesWhatIsVague) {
    Objective good;
    good.title = "Sales of 120,000";
    good.metric = "sales of 12 months";
    good.unit = "EUR";
    good.baseline = 100'000;
    good.target = 120'000;
    good.due_on = Date::of(2027, 11, 1);
    good.owner_id = "u";
    struct Case {
        const char* name;
        void (*change)(Objective&);
        std::vector<std::string> reasons;
    };
    const Case cases[] = {
        {"good", [](Objective&) {}, {}},
        {"no metric", [](Objective& o) { o.metric = "  "; }, {"plan.smart.metric"}},
        {"no unit", [](Objective& o) { o.unit.clear(); }, {"plan.smart.unit"}},
        {"no baseline", [](Objective& o) { o.baseline.reset(); }, {"plan.smart.baseline"}},
        {"no target", [](Objective& o) { o.target.reset(); }, {"plan.smart.target"}},
        {"nothing changes", [](Objective& o) { o.target = o.baseline; }, {"plan.smart.no_change"}},
        {"no date", [](Objective& o) { o.due_on.reset(); }, {"plan.smart.due"}},
        {"past", [](Objective& o) { o.due_on = Date::of(2026, 1, 1); }, {"plan.smart.past"}},
        {"past but reached",
         [](Objective& o) {
             o.due_on = Date::of(2026, 1, 1);
             o.status = "reached";
         },
         {}},
        {"no owner", [](Objective& o) { o.owner_id.reset(); }, {"plan.smart.owner"}},
        {"qualitative with evidence",
         [](Objective& o) {
             o.kind = "qualitative";
             o.metric = "the board invites us to its yearly day";
             o.target.reset();
         },
         {}},
        {"qualitative and vague",
         [](Objective& o) {
             o.kind = "qualitative";
             o.metric = "better";
         },
         {"plan.smart.evidence"}},
    };
    for (const auto& c : cases) {
        auto o = good;
        c.change(o);
        EXPECT_EQ(smart_reasons(o, monday), c.reasons) << c.name;
    }
}

PlanFacts complete_plan() {
    PlanFacts f;
    f.today = monday;
    f.has_owner = f.has_industry = f.has_size = f.has_sales = true;
    f.people = 4;
    f.decision_makers = f.reached_decision_makers = 2;
    f.smart_objectives = f.sources = 1;
    f.questions = 10;
    f.last_contact_on = f.last_sale_on = monday.plus_days(-5);
    f.sections = {{"profile", false, false, monday, {}, {}}, {"swot", false, true, {}, monday, monday}};
    return f;
}

TEST(Completeness, NamesEveryHole) {
    EXPECT_EQ(completeness(complete_plan()).score, 100);
    EXPECT_EQ(completeness(complete_plan()).freshness, 100);
    struct Case {
        void (*change)(PlanFacts&);
        const char* key;
        bool stale;
    };
    const Case cases[] = {
        {[](PlanFacts& f) { f.has_owner = false; }, "plan.missing.owner", false},
        {[](PlanFacts& f) { f.has_industry = false; }, "plan.missing.industry", false},
        {[](PlanFacts& f) { f.has_size = false; }, "plan.missing.size", false},
        {[](PlanFacts& f) { f.has_sales = false; }, "plan.missing.sales", false},
        {[](PlanFacts& f) { f.people = f.decision_makers = 0; }, "plan.missing.people", false},
        {[](PlanFacts& f) { f.decision_makers = 0; }, "plan.missing.decider", false},
        {[](PlanFacts& f) { f.reached_decision_makers = 1; }, "plan.missing.unreached.one", false},
        {[](PlanFacts& f) { f.unknown_roles = 2; }, "plan.missing.roles.other", false},
        {[](PlanFacts& f) { f.uncovered_roles = 1; }, "plan.missing.team.one", false},
        {[](PlanFacts& f) { f.smart_objectives = 0; }, "plan.missing.objective", false},
        {[](PlanFacts& f) { f.sections[1].empty = true; }, "plan.missing.section", false},
        {[](PlanFacts& f) { f.open_questions = 3; }, "plan.missing.answers.other", false},
        {[](PlanFacts& f) { f.sources = 0; }, "plan.missing.source", false},
        {[](PlanFacts& f) { f.sections[0].drafted_on = monday.plus_days(-91); }, "plan.stale.draft", true},
        {[](PlanFacts& f) { f.sections[1].edited_on = f.sections[1].reviewed_on = monday.plus_days(-181); },
         "plan.stale.text", true},
        {[](PlanFacts& f) { f.last_contact_on = monday.plus_days(-91); }, "plan.stale.contact", true},
        {[](PlanFacts& f) { f.last_sale_on = monday.plus_days(-61); }, "plan.stale.sales", true},
        {[](PlanFacts& f) { f.overdue_deals = 1; }, "plan.stale.deals.one", true},
        {[](PlanFacts& f) { f.missing_profile = 2; }, "plan.missing.profile.other", false},
        {[](PlanFacts& f) { f.empty_quarters = 1; }, "plan.missing.quarters.one", false},
        {[](PlanFacts& f) { f.unjudged_conditions = 7; }, "plan.missing.conditions.other", false},
        {[](PlanFacts& f) { f.no_ladder = true; }, "plan.missing.ladder", false},
        {[](PlanFacts& f) { f.no_moves = true; }, "plan.missing.moves", false},
        {[](PlanFacts& f) { f.no_sponsor = true; }, "plan.missing.sponsor", false},
        {[](PlanFacts& f) { f.no_tasks = true; }, "plan.missing.tasks", false},
        {[](PlanFacts& f) { f.overdue_tasks = 1; }, "plan.stale.tasks.one", true},
        {[](PlanFacts& f) { f.overdue_initiatives = 2; }, "plan.stale.initiatives.other", true},
        {[](PlanFacts& f) {
             f.rows = {{"swot", 3, 0, 0, 1}};
         },
         "plan.stale.rows.one", true},
        {[](PlanFacts& f) {
             f.rows = {{"swot", 3, 0, 2, 0}};
         },
         "plan.stale.undated.other", true},
    };
    for (const auto& c : cases) {
        auto f = complete_plan();
        c.change(f);
        const auto got = completeness(f);
        const auto& list = c.stale ? got.stale : got.missing;
        ASSERT_EQ(list.size(), 1U) << c.key;
        EXPECT_EQ(list[0].text.key, c.key);
        EXPECT_LT(c.stale ? got.freshness : got.score, 100) << c.key;
        for (const auto language : {i18n::Language::en, i18n::Language::es, i18n::Language::nl})
            EXPECT_TRUE(i18n::has(language, c.key)) << c.key;
    }
}

}  // namespace
}  // namespace kamino::plans
