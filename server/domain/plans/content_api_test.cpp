// What people judge and add in a plan, over the API on both engines: SWOT and TOWS (PLAN-6), competitors
// (PLAN-7), insights (PLAN-5), value propositions (PLAN-8), initiatives (PLAN-9), possibilities (PLAN-10),
// profile (PLAN-4), roles (PLAN-3), the library and its tasks (PLAN-12), stages and the end (PLAN-13), ladder
// and conditions (PLAN-17), health (PLAN-14).
#include <set>

#include "domain/plans/content.h"
#include "domain/plans/plan_state.h"
#include "testing/api/api.h"

namespace kamino::testing {
namespace {

namespace json = boost::json;

class PlanContentApi : public ApiTest {
  protected:
    void SetUp() override {
        ApiTest::SetUp();
        if (IsSkipped()) return;
        for (const char* name : {"acme", "zenith"}) {
            account(name, name == std::string{"acme"} ? "manager" : "stranger");
            keep(std::string{name} + "_plan",
                 as("admin").post("/plans", R"({"account_id":"{)" + std::string{name} + "}\"}").id());
        }
        make("boss", "people",
             R"({"account_id":"{acme}","name":"Bea Boss","decision_role":"decision_maker"})");
        make("other_boss", "people", R"({"account_id":"{zenith}","name":"Zed"})");
        make("unit", "account-units", R"({"account_id":"{acme}","name":"Plant 2","kind":"buying_centre"})");
        make("soap", "products", R"({"name":"Soap"})");
    }
    Answer plan(const std::string& who = "manager") { return as(who).get("/plans/{acme_plan}"); }
    std::string add(const std::string& name, const std::string& route, const std::string& more) {
        return make(name, route, R"({"plan_id":"{acme_plan}",)" + more + "}");
    }
    static Scenario post(const char* route, std::string body, std::string json, const char* entity,
                         const char* save_as) {
        return {.name = route,
                .as = "manager",
                .method = "POST",
                .url = std::string{"/"} + route,
                .body = R"({"plan_id":"{acme_plan}",)" + body + "}",
                .status = 201,
                .json = std::move(json),
                .audit = std::string{entity} + " insert",
                .save_as = save_as};
    }
};
KAMINO_EACH_ENGINE(PlanContentApi);

const http::Pairs any_version{{"If-Match", "*"}};

TEST_P(PlanContentApi, EveryKindIsAddedChangedAndRemoved) {
    run({post("plan-swot-items", R"("kind":"strength","text":"Close to the plant")",
              R"({"account_id":"{acme}","weight":3,"audience":"internal"})", "plan_swot_item", "strength"),
         post("plan-swot-items", R"("kind":"opportunity","text":"New line","weight":5)", R"({"weight":5})",
              "plan_swot_item", "chance"),
         post("plan-tows-moves",
              R"("first_id":"{chance}","second_id":"{strength}","text":"Serve the new line")",
              R"({"kind":"so","first_id":"{strength}","second_id":"{chance}"})", "plan_tows_move", "move"),
         post(
             "plan-competitors",
             R"("name":"Rival","strength":4,"share_percent":30.5,"unit_ids":["{unit}"],"product_ids":["{soap}"])",
             R"({"share_percent":30.5,"unit_ids":["{unit}"]})", "plan_competitor", "rival"),
         post("plan-insights", R"("kind":"trend","text":"Water gets dear","url":"https://example.org/water")",
              R"({"author_id":"{manager}"})", "plan_insight", "trend"),
         post("plan-value-propositions",
              R"("offer":"Half the water","unit_id":"{unit}","audience":"customer_safe")",
              R"({"unit_id":"{unit}","audience":"customer_safe"})", "plan_value_proposition", "value"),
         post(
             "plan-initiatives",
             R"("name":"Save water","sponsor_id":"{boss}","budget":{"minor":500000,"currency":"EUR"},"priority":5)",
             R"({"horizon":"medium","status":"planned","budget":{"minor":500000,"currency":"EUR"}})",
             "plan_initiative", "initiative"),
         post("plan-possibilities",
              R"("title":"Dosing","initiative_id":"{initiative}","priority":5,"viability":4)",
              R"({"viability":4})", "plan_possibility", "possibility"),
         post("plan-profile-entries", R"("key":"goals","text":"Halve the water by 2028")",
              R"({"key":"goals"})", "plan_profile_entry", "goals"),
         post("plan-checks", R"("list":"condition","key":"trust","state":"met","evidence":"They renewed")",
              R"({"state":"met","dated_on":"*"})", "plan_check", "trust"),
         post("plan-tasks", R"("title":"Ask Bea","owner_id":"{manager}","due_on":"2027-01-15")",
              R"({"done_on":null})", "plan_task", "task")});
    const auto document = plan();
    EXPECT_EQ(document.at("/swot_items/0/text"), "Close to the plant");
    EXPECT_EQ(document.at("/names/" + id("boss")), "Bea Boss");
    EXPECT_EQ(document.at("/names/" + id("unit")), "Plant 2");
    EXPECT_EQ(document.at("/names/" + id("soap")), "Soap");
    EXPECT_EQ(document.json().at("competitors").at(0).at("share_percent").as_double(), 30.5);
    EXPECT_EQ(document.at("/initiatives/0/budget/minor"), "500000");
    run({{.name = "patch",
          .as = "manager",
          .method = "PATCH",
          .url = "/plan-swot-items/{strength}",
          .body = R"({"evidence":"12 minutes by car"})",
          .json = R"({"evidence":"12 minutes by car"})",
          .audit = "plan_swot_item update",
          .headers = any_version},
         {.name = "a paired entry stays",
          .as = "manager",
          .method = "DELETE",
          .url = "/plan-swot-items/{strength}",
          .status = 409,
          .json = R"({"key":"plan.item_is_paired"})",
          .headers = any_version},
         {.name = "the move goes",
          .as = "manager",
          .method = "DELETE",
          .url = "/plan-tows-moves/{move}",
          .status = 204,
          .audit = "plan_tows_move delete",
          .headers = any_version},
         {.name = "then the entry",
          .as = "manager",
          .method = "DELETE",
          .url = "/plan-swot-items/{strength}",
          .status = 204,
          .audit = "plan_swot_item delete",
          .headers = any_version},
         {.name = "and comes back",
          .as = "manager",
          .method = "POST",
          .url = "/plan-swot-items/{strength}/restoration",
          .audit = "plan_swot_item restore",
          .headers = any_version}});
}

TEST_P(PlanContentApi, WhoMayNotAndWhatIsRefused) {
    add("strength", "plan-swot-items", R"("kind":"strength","text":"a")");
    add("weakness", "plan-swot-items", R"("kind":"weakness","text":"b")");
    make("theirs", "plan-swot-items", R"({"plan_id":"{zenith_plan}","kind":"threat","text":"c"})");
    add("trust", "plan-checks", R"("list":"condition","key":"trust")");
    const auto refused = [&](const char* route, std::string body, std::string fields) {
        return Scenario{.name = route + (" " + body),
                        .as = "manager",
                        .method = "POST",
                        .url = std::string{"/"} + route,
                        .body = R"({"plan_id":"{acme_plan}",)" + body + "}",
                        .status = 422,
                        .json = R"({"fields":)" + fields + "}"};
    };
    run({{.name = "viewer",
          .as = "viewer",
          .method = "POST",
          .url = "/plan-competitors",
          .body = R"({"plan_id":"{acme_plan}","name":"x"})",
          .status = 403},
         {.name = "unseen plan",
          .as = "stranger",
          .method = "POST",
          .url = "/plan-competitors",
          .body = R"({"plan_id":"{acme_plan}","name":"x"})",
          .status = 422,
          .json =
              R"({"fields":[{"path":"/plan_id","key":"field.bad_reference"},{"path":"/account_id","key":"field.bad_reference"}]})"},
         {.name = "unseen row", .as = "stranger", .url = "/plan-swot-items/{strength}", .status = 404},
         {.name = "unseen list",
          .as = "stranger",
          .url = "/plan-swot-items?count=true&filter=text = a",
          .json = R"({"total":0})"},
         refused(
             "plan-swot-items", R"("kind":"luck","text":"x","weight":6)",
             R"([{"path":"/kind","key":"field.not_a_choice"},{"path":"/weight","key":"field.too_large"}])"),
         refused("plan-tows-moves", R"("first_id":"{strength}","second_id":"{weakness}","text":"x")",
                 R"([{"path":"/second_id","key":"plan.tows_pair"}])"),
         refused(
             "plan-tows-moves", R"("first_id":"{strength}","second_id":"{theirs}","text":"x")",
             R"([{"path":"/second_id","key":"plan.of_another_plan"},{"path":"/second_id","key":"field.bad_reference"}])"),
         refused(
             "plan-initiatives", R"("name":"x","sponsor_id":"{other_boss}")",
             R"([{"path":"/sponsor_id","key":"plan.of_another_account"},{"path":"/sponsor_id","key":"field.bad_reference"}])"),
         refused("plan-initiatives", R"("name":"x","starts_on":"2027-02-01","ends_on":"2027-01-01")",
                 R"([{"path":"/ends_on","key":"plan.ends_before_start"}])"),
         refused("plan-initiatives", R"("name":"x","budget":{"minor":-5,"currency":"EUR"})",
                 R"([{"path":"/budget","key":"field.too_small"}])"),
         refused("plan-profile-entries", R"("key":"shoe_size","text":"x")",
                 R"([{"path":"/key","key":"plan.no_such_key"}])"),
         refused("plan-checks", R"("list":"ladder","key":"trust")",
                 R"([{"path":"/key","key":"plan.no_such_key"}])"),
         refused("plan-checks", R"("list":"stage","key":"research.swot")",
                 R"([{"path":"/key","key":"plan.no_such_key"}])"),
         refused(
             "plan-tasks", R"("title":"x","role":"king")",
             R"([{"path":"/role","key":"plan.no_such_key"},{"path":"/owner_id","key":"field.required"},{"path":"/due_on","key":"field.required"}])"),
         {.name = "one check a key",
          .as = "manager",
          .method = "POST",
          .url = "/plan-checks",
          .body = R"({"plan_id":"{acme_plan}","list":"condition","key":"trust"})",
          .status = 409,
          .json = R"({"key":"request.duplicate"})"}});
    EXPECT_EQ(as("manager").post("/plan-competitors", R"({"plan_id":"nope","name":"x"})").faults(),
              "/plan_id field.bad_reference")
        << "said once";
}

TEST_P(PlanContentApi, QuestionsOfTheLibraryAreAskedOnceAndBecomeTasks) {
    const auto asked = as("manager").get(
        "/plan-questions?limit=1000&filter=plan_id = {acme_plan} and key = \"competitors.who\"");
    keep("who", asked.at("/items/0/id"));
    run({{.name = "twice",
          .as = "manager",
          .method = "POST",
          .url = "/plan-questions",
          .body = R"({"plan_id":"{acme_plan}","key":"competitors.who"})",
          .status = 422,
          .json = R"({"fields":[{"path":"/key","key":"plan.asked_already"}]})"},
         {.name = "unknown",
          .as = "manager",
          .method = "POST",
          .url = "/plan-questions",
          .body = R"({"plan_id":"{acme_plan}","key":"weather.today","section":"swot"})",
          .status = 422,
          .json = R"({"fields":[{"path":"/key","key":"plan.no_such_key"}]})"},
         {.name = "one from the library that was not asked",
          .as = "manager",
          .method = "POST",
          .url = "/plan-questions",
          .body = R"({"plan_id":"{acme_plan}","key":"competitors.inside"})",
          .status = 201,
          .json = R"({"section":"competitors","family":"competitors"})",
          .audit = "plan_question insert"},
         {.name = "a task from the question",
          .as = "manager",
          .method = "POST",
          .url = "/plan-tasks",
          .body =
              R"({"plan_id":"{acme_plan}","title":"Find out","owner_id":"{leader}","due_on":"2026-12-24","question_id":"{who}"})",
          .status = 201,
          .audit = "plan_task insert",
          .save_as = "task"},
         {.name = "who must do it sees it",
          .as = "leader",
          .url = "/plan-tasks?filter=owner_id = {leader} and done_on = null",
          .json = R"({"items":[{"id":"{task}","question_id":"{who}"}]})"},
         {.name = "answered",
          .as = "manager",
          .method = "PATCH",
          .url = "/plan-questions/{who}",
          .body = R"({"answer":"Rival, with 30 %"})",
          .json = R"({"answered_by":"{manager}"})",
          .audit = "plan_question update",
          .headers = any_version}});
}

TEST_P(PlanContentApi, StagesAskForTheirExitCriteriaOrAReason) {
    const auto stage = [&](const char* name, std::string body, int status, std::string expected) {
        return Scenario{.name = name,
                        .as = "manager",
                        .method = "PATCH",
                        .url = "/plans/{acme_plan}",
                        .body = std::move(body),
                        .status = status,
                        .json = std::move(expected),
                        .audit = status == 200 ? "*" : "",
                        .headers = any_version};
    };
    const auto before =
        count("SELECT COUNT(*) FROM plan_questions WHERE plan_id = '" + id("acme_plan") + "'");
    run({stage("open criteria", R"({"stage":"research"})", 422,
               R"({"fields":[{"path":"/stage","key":"plan.stage_open"}]})"),
         stage("light: the owner is there, a hand must say that it is worth it",
               R"({"rigour":"light","stage":"research"})", 422,
               R"({"fields":[{"path":"/stage","key":"plan.stage_open"}]})"),
         stage("light", R"({"rigour":"light"})", 200, R"({"rigour":"light"})")});
    add("worth", "plan-checks", R"("list":"stage","key":"strategy.worth_it","state":"met")");
    run({stage("met", R"({"stage":"research"})", 200, R"({"stage":"research","stage_reason":""})"),
         stage("not two at once, whatever the reason", R"({"stage":"execution","stage_reason":"In a hurry"})",
               422, R"({"fields":[{"path":"/stage","key":"plan.stage_skipped"}]})"),
         stage("with a reason", R"({"stage":"action_plan","stage_reason":"The customer asked us to begin"})",
               200, R"({"stage":"action_plan","stage_reason":"The customer asked us to begin"})"),
         stage("a reason holds for one step",
               R"({"stage":"execution","stage_reason":"The customer asked us to begin"})", 422,
               R"({"fields":[{"path":"/stage","key":"plan.stage_open"}]})"),
         stage("back is free", R"({"stage":"strategy","rigour":"deep"})", 200, R"({"stage":"strategy"})")});
    EXPECT_GT(count("SELECT COUNT(*) FROM plan_questions WHERE plan_id = '" + id("acme_plan") + "'"), before)
        << "a deeper plan asks more";
    const auto document = plan();
    EXPECT_EQ(document.at("/stages/0/key"), "strategy");
    EXPECT_EQ(document.at("/stages/0/criteria/0/met"), "true");
    run({stage(
             "not key without a reason", R"({"conclusion":"not_key"})", 422,
             R"({"fields":[{"path":"/conclusion_reason","key":"field.required"},{"path":"/conclusion_next","key":"field.required"}]})"),
         stage(
             "not key after all",
             R"({"conclusion":"not_key","conclusion_reason":"Too small","conclusion_next":"Inside sales calls twice a year"})",
             200, R"({"status":"closed","conclusion":"not_key","concluded_on":"*"})"),
         {.name = "it rests",
          .as = "manager",
          .method = "POST",
          .url = "/plan-competitors",
          .body = R"({"plan_id":"{acme_plan}","name":"x"})",
          .status = 422,
          .json = R"({"fields":[{"path":"/plan_id","key":"plan.is_closed"}]})"},
         stage("opened again", R"({"status":"active"})", 200, R"({"conclusion":"","concluded_on":null})"),
         stage("closed", R"({"status":"closed"})", 200, R"({"conclusion":"completed"})")});
}

TEST_P(PlanContentApi, HealthKeepsFilledFreshAndEvidencedApart) {
    EXPECT_EQ(plan().at("/completeness/evidence"), "null") << "nothing is judged yet";
    add("old", "plan-competitors", R"("name":"Rival","evidence":"a visit","dated_on":"2020-01-01")");
    add("bare", "plan-competitors", R"("name":"Other")");
    const auto health = plan().json().at("completeness");
    EXPECT_EQ(health.at("evidence").as_int64(), 50);
    const auto find = [&](const char* list, std::string_view key) -> json::value {
        for (const auto& f : health.at(list).as_array())
            if (f.at("key").as_string() == key && f.at("section").as_string() == "competitors") return f;
        ADD_FAILURE() << list << " does not name " << key;
        return nullptr;
    };
    EXPECT_EQ(find("stale", "plan.stale.rows.one").at("record_id").as_string(), id("old"));
    EXPECT_EQ(find("unproven", "plan.unproven.rows.one").at("record_id").as_string(), id("bare"));
    for (const auto& f : health.at("missing").as_array())
        EXPECT_NE(f.at("section").as_string(), "competitors") << "rows fill a section without a text";
}

TEST_P(PlanContentApi, RolesNameTheirVacanciesAndTheLadderItsProposal) {
    join_team("acme", "manager", "relationship_lead");
    const auto document = plan().json();
    ASSERT_EQ(document.at("roles").as_array().size(), 7U);
    for (const auto& role : document.at("roles").as_array())
        EXPECT_EQ(role.at("holders").as_array().size(),
                  role.at("key").as_string() == "relationship_lead" ? 1U : 0U);
    ASSERT_EQ(document.at("ladder").as_array().size(), 6U);
    ASSERT_EQ(document.at("conditions").as_array().size(), 7U);
    EXPECT_FALSE(document.at("ladder").at(0).at("proposed").as_bool());
    EXPECT_EQ(document.at("ladder").at(0).at("proposal").as_string(), "No contact is on record.");
    make(
        "talk", "interactions",
        R"({"account_id":"{acme}","subject":"Talk","kind":"visit","status":"done","happened_at":"2026-03-01T10:00:00Z"})");
    const auto fresh = as("manager").post("/plans/{acme_plan}/refresh").json();
    EXPECT_TRUE(fresh.at("ladder").at(0).at("proposed").as_bool());
    EXPECT_EQ(fresh.at("ladder").at(0).at("state").as_string(), "open") << "a person decides";
}

// PLAN-18: what people judged stands on paper too, with names instead of ids, in the reader's language.
TEST_P(PlanContentApi, ThePaperAndTheJsonShowTheContent) {
    add("strength", "plan-swot-items",
        R"("kind":"strength","text":"Close <to> the plant","evidence":"12 minutes")");
    add("chance", "plan-swot-items", R"("kind":"opportunity","text":"New line")");
    add("move", "plan-tows-moves",
        R"("first_id":"{strength}","second_id":"{chance}","text":"Serve the new line")");
    add("rival", "plan-competitors",
        R"("name":"Rival","unit_ids":["{unit}"],"product_ids":["{soap}"],"strength":4)");
    add("initiative", "plan-initiatives",
        R"("name":"Save water","sponsor_id":"{boss}","budget":{"minor":500000,"currency":"EUR"})");
    add("goals", "plan-profile-entries", R"("key":"goals","text":"Halve the water")");
    add("value", "plan-value-propositions", R"("offer":"Half the water","proof":"Measured at plant 1")");
    add("task", "plan-tasks", R"("title":"Ask Bea","owner_id":"{manager}","due_on":"2027-01-15")");
    const auto page = as("manager").get("/plans/{acme_plan}/document?format=html&lang=es").body;
    for (const char* said :
         {"Close &lt;to&gt; the plant", "Serve the new line", "Usar fortalezas para oportunidades", "Rival",
          "Plant 2", "Soap", "4/5", "Save water", "Bea Boss", "Halve the water", "Measured at plant 1",
          "Ask Bea", "Vacante", "Etapa: Estrategia"})
        EXPECT_NE(page.find(said), std::string::npos) << said;
    EXPECT_EQ(page.find("plan."), std::string::npos) << page.substr(page.find("plan."), 80);
    EXPECT_EQ(page.find(id("boss")), std::string::npos);
    const auto document = as("manager").get("/plans/{acme_plan}/document?format=json&lang=nl");
    EXPECT_EQ(document.at("/kind"), "Accountplan");
}

// PLAN-6: an entry names the objectives and the actions that it calls for, of its own plan; papers, data and
// differences keep the links.
TEST_P(PlanContentApi, EntriesOfTheSwotPointToObjectivesAndActions) {
    add("goal", "plan-objectives", R"("title":"Second contact")");
    add("task", "plan-tasks",
        R"("title":"Meet the plant manager","owner_id":"{manager}","due_on":"2027-01-15")");
    make("foreign", "plan-tasks",
         R"({"plan_id":"{zenith_plan}","title":"x","owner_id":"{leader}","due_on":"2027-01-15"})");
    add("weak", "plan-swot-items", R"("kind":"weakness","text":"One contact only","audience":"partner")");
    const auto before = as("manager").post("/plans/{acme_plan}/revisions", R"({"name":"Before"})").id();
    run({{.name = "both",
          .as = "manager",
          .method = "PATCH",
          .url = "/plan-swot-items/{weak}",
          .body = R"({"objective_ids":["{goal}"],"task_ids":["{task}"]})",
          .json = R"({"objective_ids":["{goal}"],"task_ids":["{task}"]})",
          .audit = "plan_swot_item update",
          .headers = any_version},
         {.name = "not of another plan",
          .as = "admin",
          .method = "PATCH",
          .url = "/plan-swot-items/{weak}",
          .body = R"({"task_ids":["{foreign}"]})",
          .status = 422,
          .json = R"({"fields":[{"path":"/task_ids","key":"plan.of_another_plan"}]})",
          .headers = any_version},
         {.name = "nor what is not there",
          .as = "manager",
          .method = "PATCH",
          .url = "/plan-swot-items/{weak}",
          .body = R"({"task_ids":["nothing"]})",
          .status = 422,
          .json = R"({"fields":[{"path":"/task_ids"}]})",
          .headers = any_version}});
    for (const char* format : {"html", "json"}) {
        const auto of = [&](const char* audience) {
            return as("manager")
                .get(std::string{"/plans/{acme_plan}/document?format="} + format + "&audience=" + audience)
                .body;
        };
        EXPECT_NE(of("internal").find("→ Second contact"), std::string::npos) << format;
        EXPECT_NE(of("internal").find("→ Meet the plant manager"), std::string::npos) << format;
        EXPECT_NE(of("partner").find("One contact only"), std::string::npos) << format;
        EXPECT_EQ(of("partner").find("Meet the plant manager"), std::string::npos) << format;
    }
    const auto difference = as("manager").get("/plans/{acme_plan}/difference?to=now&from=" + before).json();
    EXPECT_EQ(difference.at("names").at(id("task")).as_string(), "Meet the plant manager");
    const auto exported = as("manager").get("/plans/{acme_plan}/export").json();
    EXPECT_EQ(exported.at("rows").at("plan_swot_item").at(0).at("task_ids").at(0).as_string(), id("task"));
}

// PLAN-12, SEL-8: what is asked follows the focus. Open questions that it does not ask for step aside and
// come back with it; what was answered, given to somebody or taken away by hand stays as people left it.
TEST_P(PlanContentApi, QuestionsFollowTheFocus) {
    const auto question = [&](const std::string& key) {
        return as("manager").get("/plan-questions?limit=1000&filter=plan_id = {acme_plan} and key = \"" +
                                 key + "\"");
    };
    const auto asked = [&](const std::string& key) {
        return question(key).json().at("items").as_array().size() == 1;
    };
    const auto id_of = [&](const std::string& key) { return question(key).at("/items/0/id"); };
    const auto focus = [&](const char* word) {
        EXPECT_EQ(
            as("manager").patch("/plans/{acme_plan}", R"({"focus":")" + std::string{word} + "\"}").status,
            200);
    };
    // Without a focus all are asked: for penetrating, for protecting, for both of the others.
    for (const char* key : {"competitors.love", "competitors.contracts", "trends.places", "insights.risk",
                            "insights.leave", "competitors.who"})
        ASSERT_TRUE(asked(key)) << key;
    const auto places = id_of("trends.places");
    EXPECT_EQ(as("manager")
                  .patch("/plan-questions/" + id_of("competitors.love"), R"({"answer":"The price"})")
                  .status,
              200);
    keep("contracts", id_of("competitors.contracts"));
    add("task", "plan-tasks",
        R"("title":"Find out","owner_id":"{manager}","due_on":"2027-01-15","question_id":"{contracts}")");
    EXPECT_EQ(as("manager").del("/plan-questions/" + id_of("insights.risk")).status, 204);
    const auto own = add("own", "plan-questions", R"("text":"Why us?","section":"swot")");

    focus("protect");
    EXPECT_FALSE(asked("trends.places")) << "nobody answered it, and protecting does not ask it";
    EXPECT_TRUE(asked("competitors.love")) << "it was answered";
    EXPECT_TRUE(asked("competitors.contracts")) << "somebody finds it out";
    EXPECT_TRUE(asked("insights.leave"));
    EXPECT_TRUE(asked("competitors.who")) << "asked with every focus";
    EXPECT_FALSE(asked("insights.risk")) << "taken away by hand: it stays away";
    EXPECT_EQ(as("manager").get("/plan-questions/{own}").status, 200);
    const auto open = [&] { return plan().at("/completeness/missing"); };
    const auto of_protecting = open();

    focus("penetrate");
    EXPECT_EQ(id_of("trends.places"), places) << "the same question came back";
    EXPECT_FALSE(asked("insights.leave"));
    EXPECT_FALSE(asked("insights.risk"));
    EXPECT_NE(open(), of_protecting) << "health counts what is asked now";
    focus("");
    EXPECT_TRUE(asked("insights.leave"));
    EXPECT_FALSE(asked("insights.risk"));
    EXPECT_EQ(question("trends.places").at("/items/0/params"), "{}");
}

// The whole plan, all sections, in fewer than six statements whatever it holds.
TEST_P(PlanContentApi, ThePlanIsReadInFewStatements) {
    for (int i = 0; i < 6; ++i) {
        add("c", "plan-competitors", R"("name":"Rival","unit_ids":["{unit}"],"product_ids":["{soap}"])");
        add("i", "plan-initiatives", R"("name":"Save","sponsor_id":"{boss}")");
    }
    db().read([&](storage::Read& read) {
        const auto loaded = storage::load<plans::Plan>(read, id("acme_plan"));
        plans::plan_json(read, loaded, i18n::Language::en);
        EXPECT_LT(read.statement_count(), 6);
    });
}

}  // namespace
}  // namespace kamino::testing
