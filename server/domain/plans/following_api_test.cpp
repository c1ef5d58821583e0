// Templates as plans follow them: drafts and versions, own blocks, moves that lose nothing. PLAN-1, PLAN-13,
// PLAN-18.
#include <chrono>
#include <thread>

#include "testing/api/api.h"

namespace kamino::testing {
namespace {

namespace json = boost::json;

const char* const first_form = R"({"library":false,"sections":[
  {"key":"summary"},
  {"key":"market","title":{"en":"Market","nl":"Markt"},"blocks":[
    {"key":"size","kind":"fields","title":{"en":"Size","nl":"Omvang"},"required":true,"fields":[
      {"key":"spend","type":"money","title":{"en":"Spend"}},
      {"key":"share","type":"percent","title":{"en":"Our share"}},
      {"key":"lead","type":"person","title":{"en":"Lead"}},
      {"key":"since","type":"date","title":{"en":"Since"}},
      {"key":"mood","type":"choice","title":{"en":"Mood"},"choices":[{"key":"warm","title":{"en":"Warm"}},{"key":"cold","title":{"en":"Cold"}}]}]},
    {"key":"rivals","kind":"table","title":{"en":"Rivals"},"fields":[{"key":"name","type":"text","title":{"en":"Name"},"required":true},{"key":"rank","type":"number","title":{"en":"Rank"}}]},
    {"key":"figures","kind":"living","source":"sales"},
    {"key":"asks","kind":"questions","title":{"en":"Ask"},"library":["needs.goals"],"questions":[{"key":"why","text":{"en":"Why us?","nl":"Waarom wij?"}}]}]}]})";

class TemplatesApi : public ApiTest {
  protected:
    void SetUp() override {
        ApiTest::SetUp();
        if (IsSkipped()) return;
        account("acme", "manager");
        make("form", "plan-templates", std::string{R"({"name":"Ours","form":)"} + first_form + "}");
        const auto version = as("leader").post("/plan-templates/{form}/versions", R"({"note":"first"})");
        ASSERT_EQ(version.status, 201) << version.body;
        keep("one", version.id());
    }
    void start() {
        const auto plan =
            as("manager").post("/plans", fill(R"({"account_id":"{acme}","template_id":"{form}"})"));
        ASSERT_EQ(plan.status, 201) << plan.body;
        keep("plan", plan.id());
    }
    std::string publish(const std::string& form) {
        const auto saved = as("leader").patch("/plan-templates/{form}", R"({"form":)" + form + "}");
        EXPECT_EQ(saved.status, 200) << saved.body;
        const auto version = as("leader").post("/plan-templates/{form}/versions");
        EXPECT_EQ(version.status, 201) << version.body;
        return version.id();
    }
    json::value plan(const char* language = "en") {
        return as("manager").get("/plans/{plan}", {{"Accept-Language", language}}).json();
    }
    static const json::object* section(const json::value& plan, std::string_view key) {
        for (const auto& s : plan.at("sections").as_array())
            if (s.at("key").as_string() == key) return &s.as_object();
        return nullptr;
    }
};
KAMINO_EACH_ENGINE(TemplatesApi);

TEST_P(TemplatesApi, DraftsAreCheckedAndVersionsRest) {
    run({{.name = "managers do not build templates",
          .as = "manager",
          .method = "POST",
          .url = "/plan-templates",
          .body = R"({"name":"x"})",
          .status = 403},
         {.name = "but read them",
          .as = "viewer",
          .url = "/plan-templates?sort=position",
          .json =
              R"({"items":[{"name":"Ours"},{"shipped_key":"standard","rigours":["standard","deep"],"number":1},{"shipped_key":"light","number":1}]})"},
         {.name = "faults name their place",
          .as = "leader",
          .method = "PATCH",
          .url = "/plan-templates/{form}",
          .body = R"({"form":{"sections":[{"key":"x"}]},"rigours":["hard"]})",
          .status = 422,
          .json =
              R"({"fields":[{"path":"/rigours","key":"field.not_a_choice"},{"path":"/form/sections/0/title","key":"field.required"}]})",
          .headers = {{"If-Match", "*"}}},
         {.name = "nothing new",
          .as = "leader",
          .method = "POST",
          .url = "/plan-templates/{form}/versions",
          .body = "{}",
          .status = 409,
          .json = R"({"key":"template.nothing_new"})"},
         {.name = "a note is a text",
          .as = "leader",
          .method = "POST",
          .url = "/plan-templates/{form}/versions",
          .body = R"({"note":1})",
          .status = 422},
         {.name = "an empty form is not published",
          .as = "leader",
          .method = "POST",
          .url = "/plan-templates",
          .body = R"({"name":"Empty"})",
          .status = 201,
          .audit = "plan_template insert",
          .save_as = "empty"},
         {.name = "said so",
          .as = "leader",
          .method = "POST",
          .url = "/plan-templates/{empty}/versions",
          .body = "{}",
          .status = 422,
          .json = R"({"fields":[{"path":"/form/sections","key":"field.required"}]})"},
         {.name = "versions do not change",
          .as = "leader",
          .method = "PATCH",
          .url = "/plan-template-versions/{one}",
          .body = R"({"note":"x"})",
          .status = 405},
         {.name = "nor publish managers",
          .as = "manager",
          .method = "POST",
          .url = "/plan-templates/{form}/versions",
          .body = "{}",
          .status = 403},
         {.name = "no such template",
          .as = "manager",
          .method = "POST",
          .url = "/plans",
          .body = R"({"account_id":"{acme}","template_id":"nothing"})",
          .status = 422,
          .json = R"({"fields":[{"path":"/template_id","key":"field.bad_reference"}]})"}});
}

TEST_P(TemplatesApi, OwnSectionsReadInTheReadersLanguageAndDraftThemselves) {
    start();
    const auto dutch = plan("nl");
    EXPECT_EQ(dutch.at("template").at("number").as_int64(), 1);
    EXPECT_EQ(dutch.at("sections").as_array().size(), 2U);
    const auto* market = section(dutch, "market");
    ASSERT_TRUE(market);
    EXPECT_EQ(market->at("title").as_string(), "Markt");
    EXPECT_EQ(market->at("blocks").at(0).at("title").as_string(), "Omvang");
    EXPECT_EQ(market->at("blocks").at(1).at("title").as_string(), "Rivals") << "no Dutch: another language";
    EXPECT_FALSE(market->at("body").as_string().empty()) << "PLAN-2: the living block writes it";
    EXPECT_TRUE(market->at("facts").at("blocks").as_object().contains("figures"));
    std::vector<std::string> asked;
    for (const auto& q : market->at("questions").as_array()) asked.emplace_back(q.at("text").as_string());
    ASSERT_EQ(asked.size(), 2U);
    EXPECT_EQ(asked[1], "Waarom wij?");
    bool missing = false;
    for (const auto& f : dutch.at("completeness").at("missing").as_array())
        missing |= f.at("section").as_string() == "market" &&
                   f.at("key").as_string().starts_with("plan.missing.blocks");
    EXPECT_TRUE(missing) << "a required block that nobody filled is missing";
    EXPECT_EQ(as("manager").get("/plans/{plan}/document?format=html&lang=nl").body.find("Markt") ==
                  std::string::npos,
              false);
}

TEST_P(TemplatesApi, EntriesAreCheckedByTheirTypes) {
    start();
    const auto with = [&](const std::string& content) {
        return fill(R"({"plan_id":"{plan}","block":"size","content":)" + content + "}");
    };
    struct Case {
        const char *content, *faults;
    };
    for (const auto& c :
         {Case{R"({"spend":5})", "/content/spend field.wrong_type"},
          Case{R"({"spend":{"minor":100,"currency":"XXY"}})", "/content/spend field.bad_currency"},
          Case{R"({"share":"half"})", "/content/share field.wrong_type"},
          Case{R"({"share":1e18})", "/content/share field.out_of_range"},
          Case{R"({"lead":"nobody"})", "/content/lead field.bad_reference"},
          Case{R"({"since":"2026-02-30"})", "/content/since field.bad_date"},
          Case{R"({"mood":"blue"})", "/content/mood field.not_a_choice"},
          Case{R"({"height":3})", "/content/height field.unknown"}})
        EXPECT_EQ(as("manager").post("/plan-entries", with(c.content)).faults(), c.faults) << c.content;
    EXPECT_EQ(as("manager").post("/plan-entries", fill(R"({"plan_id":"{plan}","block":"asks"})")).faults(),
              "/block plan.no_such_block");
    EXPECT_EQ(as("stranger").post("/plan-entries", with("{}")).status, 422) << "a plan that he does not see";
    EXPECT_EQ(as("viewer").post("/plan-entries", with("{}")).status, 403);
    make("size", "plan-entries",
         with(R"({"spend":{"minor":120000,"currency":"EUR"},"share":12.5,"mood":"warm","since":""})"));
    EXPECT_EQ(as("manager").post("/plan-entries", with("{}")).faults(), "/block plan.block_filled");
    run({{.name = "empty values are not kept, and it is ours alone",
          .as = "manager",
          .url = "/plan-entries/{size}",
          .json =
              R"({"section":"market","kind":"fields","audience":"internal","content":{"spend":{"minor":120000,"currency":"EUR"},"share":12.5,"mood":"warm"}})"},
         {.name = "a stale write is a conflict",
          .as = "manager",
          .method = "PATCH",
          .url = "/plan-entries/{size}",
          .body = R"({"content":{"share":13}})",
          .status = 409,
          .headers = {{"If-Match", "\"7\""}}},
         {.name = "changed and logged",
          .as = "manager",
          .method = "PATCH",
          .url = "/plan-entries/{size}",
          .body = R"({"content":{"share":13},"audience":"partner"})",
          .json = R"({"version":2,"content":{"share":13}})",
          .audit = "plan_entry update",
          .headers = {{"If-Match", "*"}}}});
    for (const char* name : {"Bolt", "Crux"})
        make(
            name, "plan-entries",
            fill(R"({"plan_id":"{plan}","block":"rivals","content":{"name":")" + std::string{name} + "\"}}"));
    EXPECT_EQ(plan().at("entries").as_array().size(), 3U);
}

TEST_P(TemplatesApi, AMoveShowsWhatChangesAndLosesNothing) {
    start();
    make(
        "size", "plan-entries",
        fill(
            R"({"plan_id":"{plan}","block":"size","content":{"spend":{"minor":120000,"currency":"EUR"},"share":12.5}})"));
    make("bolt", "plan-entries", fill(R"({"plan_id":"{plan}","block":"rivals","content":{"name":"Bolt"}})"));
    const auto text = as("manager").get(fill("/plan-sections?filter=plan_id = {plan} and key = summary"));
    ASSERT_EQ(
        as("manager").patch("/plan-sections/" + text.at("/items/0/id"), R"({"body":"Our words"})").status,
        200);
    // Summary and the table go, spend becomes a number, pipeline comes.
    keep(
        "two",
        publish(
            R"({"library":false,"sections":[{"key":"pipeline"},{"key":"market","title":{"en":"The market"},"blocks":[
      {"key":"size","kind":"fields","title":{"en":"Size"},"fields":[{"key":"spend","type":"number","title":{"en":"Spend"}},{"key":"share","type":"percent","title":{"en":"Our share"}}]}]}]})"));
    EXPECT_EQ(plan().at("template").at("newer_number").as_int64(), 2);
    const auto preview = as("viewer").get("/plans/{plan}/template-change");
    EXPECT_EQ(preview.status, 404) << "an account that he does not see";
    std::map<std::string, std::int64_t> held;
    const auto changes = as("manager").get("/plans/{plan}/template-change").json();
    for (const auto& c : changes.at("changes").as_array())
        held[std::string{c.at("kind").as_string()} + " " + std::string{c.at("what").as_string()} + " " +
             std::string{c.at("block").as_string().empty() ? c.at("section").as_string()
                                                           : c.at("block").as_string()} +
             std::string{c.at("field").as_string()}] = c.at("held").as_int64();
    EXPECT_EQ(held.at("removed section summary"), 1);
    EXPECT_EQ(held.at("removed block rivals"), 1);
    EXPECT_EQ(held.at("retyped field sizespend"), 1);
    EXPECT_EQ(held.at("added section pipeline"), 0);
    EXPECT_EQ(held.at("renamed section market"), 2);
    run({{.name = "viewers do not move plans",
          .as = "viewer",
          .method = "PUT",
          .url = "/plans/{plan}/template",
          .body = R"({"version_id":"{two}"})",
          .status = 403},
         {.name = "no such version",
          .as = "manager",
          .method = "PUT",
          .url = "/plans/{plan}/template",
          .body = R"({"version_id":"x"})",
          .status = 422,
          .json = R"({"fields":[{"path":"/version_id","key":"field.bad_reference"}]})"},
         {.name = "moved",
          .as = "manager",
          .method = "PUT",
          .url = "/plans/{plan}/template",
          .body = R"({"version_id":"{two}"})",
          .json = R"({"template_version":2,"template":{"newer_id":""}})",
          .audit = "plan update, plan_section insert"},
         {.name = "once is enough",
          .as = "manager",
          .method = "PUT",
          .url = "/plans/{plan}/template",
          .body = R"({"version_id":"{two}"})",
          .status = 409}});
    const auto moved = plan();
    EXPECT_EQ(section(moved, "summary")->at("outside").as_bool(), true);
    EXPECT_EQ(section(moved, "summary")->at("body").as_string(), "Our words");
    EXPECT_EQ(section(moved, "market")->at("title").as_string(), "The market");
    for (const auto& e : moved.at("entries").as_array()) {
        const bool table = e.at("block").as_string() == "rivals";
        EXPECT_EQ(e.at("outside").as_bool(), table);
        ASSERT_EQ(e.at("left_over").as_array().size(), 1U);
        EXPECT_EQ(e.at("left_over").at(0).at("title").as_string(), table ? "Name" : "Spend");
        EXPECT_EQ(e.at("left_over").at(0).at("text").as_string(), table ? "Bolt" : "€1,200.00");
    }
    // What is left over survives edits that do not name it, and goes when somebody says so.
    ASSERT_EQ(as("manager").patch("/plan-entries/{size}", R"({"content":{"share":9,"spend":1200}})").status,
              200);
    EXPECT_TRUE(plan().at("entries").at(0).at("left_over").as_array().empty());
    ASSERT_EQ(as("manager").del("/plan-entries/{bolt}").status, 204);
    ASSERT_EQ(as("manager").post("/plan-entries/{bolt}/restoration").status, 200);
    // Back: everything has its place again.
    ASSERT_EQ(as("manager").put("/plans/{plan}/template", fill(R"({"version_id":"{one}"})")).status, 200);
    EXPECT_EQ(section(plan(), "summary")->at("outside").as_bool(), false);
    EXPECT_EQ(section(plan(), "pipeline")->at("outside").as_bool(), true);
    const auto back = plan();
    for (const auto& e : back.at("entries").as_array()) EXPECT_EQ(e.at("outside").as_bool(), false);
}

// PLAN-14, PLAN-15, PLAN-18: own blocks count in the health, stand in the document of their day with the
// words of the version that was followed then, and in today's as what has no place any more.
TEST_P(TemplatesApi, OwnBlocksStandInTheDocumentOfTheirDay) {
    start();
    const auto missing = [&] {
        int count = 0;
        const auto now = plan();
        for (const auto& f : now.at("completeness").at("missing").as_array())
            count += f.at("key").as_string().starts_with("plan.missing.blocks");
        return count;
    };
    EXPECT_EQ(missing(), 1) << "the required block Size is empty";
    const auto score = plan().at("completeness").at("score").as_int64();
    make(
        "size", "plan-entries",
        fill(
            R"({"plan_id":"{plan}","block":"size","content":{"spend":{"minor":120050,"currency":"EUR"},"share":12.5,)"
            R"("since":"2026-03-01","mood":"warm","lead":"{manager}"}})"));
    make("bolt", "plan-entries",
         fill(R"({"plan_id":"{plan}","block":"rivals","content":{"name":"Bolt","rank":2}})"));
    EXPECT_EQ(missing(), 0);
    EXPECT_GT(plan().at("completeness").at("score").as_int64(), score);
    const auto page = [&](const std::string& more) {
        return as("manager").get("/plans/{plan}/document?format=html&" + more).body;
    };
    const auto dutch = page("lang=nl");
    for (const char* said : {"<h3>Omvang</h3>", "€\u00a01.200,50", "12,5%", "1 mrt 2026", "Warm", "manager",
                             "Bolt", "Waarom wij?", "<caption>Rivals</caption>"})
        EXPECT_NE(dutch.find(said), std::string::npos) << said << dutch.substr(dutch.find("Omvang"), 1500);
    EXPECT_EQ(page("audience=customer_safe").find("Bolt"), std::string::npos)
        << "a block is ours unless it says more";
    keep("then", as("manager").post("/plans/{plan}/revisions", R"({"name":"Then"})").id());

    keep("two", publish(R"({"library":false,"sections":[{"key":"summary"}]})"));
    ASSERT_EQ(as("manager").put("/plans/{plan}/template", fill(R"({"version_id":"{two}"})")).status, 200);
    const auto then = page(fill("at={then}"));
    EXPECT_NE(then.find("<caption>Rivals</caption>"), std::string::npos);
    EXPECT_EQ(then.find("No longer in the template"), std::string::npos);
    const auto now = page("lang=en");
    EXPECT_NE(now.find("No longer in the template: Rivals"), std::string::npos);
    EXPECT_NE(now.find("Bolt"), std::string::npos);
    EXPECT_NE(now.find("€1,200.50"), std::string::npos);
    EXPECT_EQ(missing(), 0) << "what the form does not ask for is not missing";
    ASSERT_EQ(as("manager").put("/plans/{plan}/template", fill(R"({"version_id":"{one}"})")).status, 200);
    EXPECT_EQ(page("lang=nl"), dutch);
}

TEST_P(TemplatesApi, ManyPlansMoveInAJobAndBack) {
    for (const char* name : {"a1", "a2", "a3"}) {
        account(name, "manager");
        const auto made = as("manager").post(
            "/plans", fill(R"({"account_id":"{)" + std::string{name} + R"(}","template_id":"{form}"})"));
        ASSERT_EQ(made.status, 201) << made.body;
        keep(std::string{"plan_"} + name, made.id());
    }
    account("foreign", "stranger");
    const auto other =
        as("stranger").post("/plans", fill(R"({"account_id":"{foreign}","template_id":"{form}"})"));
    const auto effect = as("leader").get("/plan-templates/{form}/effect").json();
    EXPECT_EQ(effect.at("plans").as_int64(), 4);
    EXPECT_TRUE(effect.at("changes").as_array().empty());
    keep("two", publish(R"({"sections":[{"key":"summary"},{"key":"sales"}]})"));
    const auto number = [&](const std::string& plan) {
        return as("admin").get("/plans/" + plan).at("/template_version");
    };
    const auto moved = as("manager").post("/plan-template-versions/{two}/plans", "{}");
    ASSERT_EQ(moved.status, 202) << moved.body;
    EXPECT_EQ(moved.json().at("plan_ids").as_array().size(), 3U) << "those that he sees";
    app().registry().jobs().run_now(moved.at("/job_id"));
    EXPECT_EQ(number(id("plan_a1")) + number(id("plan_a3")), "22");
    EXPECT_EQ(number(other.id()), "1");
    const auto back =
        as("manager").post("/plan-template-versions/{one}/plans",
                           R"({"plan_ids":)" + json::serialize(moved.json().at("plan_ids")) + "}");
    ASSERT_EQ(back.status, 202);
    app().registry().jobs().run_now(back.at("/job_id"));
    EXPECT_EQ(number(id("plan_a2")), "1");
    EXPECT_EQ(as("manager").post("/plan-template-versions/{one}/plans", R"({"plan_ids":"all"})").faults(),
              "/plan_ids field.wrong_type");
    EXPECT_EQ(as("manager").post("/plan-template-versions/none/plans").status, 404);
}

// PLAN-19, PLAN-13: a plan of light rigour takes the six questions, each answered first from the data.
TEST_P(TemplatesApi, LightRigourIsSixQuestions) {
    const auto light = as("manager").post("/plans", fill(R"({"account_id":"{acme}","rigour":"light"})"));
    ASSERT_EQ(light.status, 201) << light.body;
    const auto document = light.json();
    EXPECT_EQ(document.at("template").at("compact").as_bool(), true);
    ASSERT_EQ(document.at("sections").as_array().size(), 6U);
    EXPECT_EQ(document.at("sections").at(0).at("title").as_string(), "Where do we stand?");
    for (const auto& s : document.at("sections").as_array())
        EXPECT_TRUE(s.at("questions").as_array().empty()) << s.at("key");
    for (const auto& f : document.at("completeness").at("missing").as_array())
        EXPECT_TRUE(section(document, std::string{f.at("section").as_string()})) << f.at("key");
    keep("light", light.id());
    // A plan that grows takes the whole form and keeps its words.
    const auto standard =
        as("leader").get("/plan-templates?filter=shipped_key = standard").at("/items/0/version_id");
    const auto grown = as("manager").put("/plans/{light}/template", R"({"version_id":")" + standard + "\"}");
    ASSERT_EQ(grown.status, 200) << grown.body;
    EXPECT_EQ(grown.json().at("sections").as_array().size(), 16U);
}

// PLAN-1, PLAN-15: the preview named sections, blocks and fields that go, but not the choices of a field, and
// a value that was left over lost its words at the next save of its entry, so that a key stood in the plan.
TEST_P(TemplatesApi, WhatIsLeftOverKeepsItsWordsForGood) {
    start();
    make(
        "size", "plan-entries",
        fill(
            R"({"plan_id":"{plan}","block":"size","content":{"mood":"warm","lead":"{leader}","share":10}})"));
    make("bolt", "plan-entries", fill(R"({"plan_id":"{plan}","block":"rivals","content":{"name":"Bolt"}})"));
    ASSERT_EQ(as("manager").post("/plans/{plan}/revisions", R"({"name":"Before"})").status, 201);
    const auto form = [](const std::string& blocks) {
        return R"({"library":false,"sections":[{"key":"market","title":{"en":"Market"},"blocks":[)" + blocks +
               "]}]}";
    };
    const auto two = publish(form(
        R"({"key":"size","kind":"fields","title":{"en":"Size","nl":"Omvang"},"fields":[
          {"key":"share","type":"percent","title":{"en":"Our share"}},
          {"key":"mood","type":"choice","title":{"en":"Mood","nl":"Stemming"},"choices":[{"key":"cold","title":{"en":"Chilly"}},{"key":"new","title":{"en":"New","nl":"Nieuw"}}]},
          {"key":"extra","type":"choice","title":{"en":"Extra"},"choices":[{"key":"yes","title":{"en":"Certainly"}}]}]})"));
    std::map<std::string, std::string> said;
    const auto preview =
        as("manager").get("/plans/{plan}/template-change", {{"Accept-Language", "nl"}}).json();
    for (const auto& c : preview.at("changes").as_array())
        if (c.at("what").as_string() == "choice")
            said[std::string{c.at("kind").as_string()}] = std::string{c.at("before").as_string()} + " > " +
                                                          std::string{c.at("after").as_string()} + " " +
                                                          json::serialize(c.at("held"));
    EXPECT_EQ(said, (std::map<std::string, std::string>{{"removed", "Mood: Warm >  1"},
                                                        {"added", " > Stemming: Nieuw 0"},
                                                        {"renamed", "Mood: Cold > Stemming: Chilly 0"}}));
    keep("two", two);
    ASSERT_EQ(as("manager").put("/plans/{plan}/template", fill(R"({"version_id":"{two}"})")).status, 200);
    const auto left = [&](const char* block) {
        std::string all;
        const auto now = plan();
        for (const auto& e : now.at("entries").as_array())
            if (e.at("block").as_string() == block)
                for (const auto& l : e.at("left_over").as_array())
                    all += std::string{l.at("title").as_string()} + "=" +
                           std::string{l.at("text").as_string()} + ";";
        return all;
    };
    EXPECT_EQ(left("size"), "Mood=Warm;Lead=leader;");
    // Saved under the new form, and moved once more to one that knows nothing of it.
    ASSERT_EQ(as("manager")
                  .patch("/plan-entries/{size}", R"({"content":{"extra":"yes","mood":"warm","share":12}})")
                  .status,
              200);
    EXPECT_EQ(left("size"), "Mood=Warm;Lead=leader;");
    keep("three", publish(form(R"({"key":"other","kind":"text","title":{"en":"Other"}})")));
    ASSERT_EQ(as("manager").put("/plans/{plan}/template", fill(R"({"version_id":"{three}"})")).status, 200);
    EXPECT_EQ(left("size"), "Extra=Certainly;Mood=Warm;Our share=12.0%;Lead=leader;");
    EXPECT_EQ(left("rivals"), "Name=Bolt;");
    const auto document = as("manager").get("/plans/{plan}/document?format=json").body;
    for (const char* text : {"Certainly", "Warm", "Our share", "Rivals", "Bolt"})
        EXPECT_NE(document.find(text), std::string::npos) << text;

    // Gone from the plan altogether, the difference still says what it was.
    ASSERT_EQ(as("manager").del("/plan-entries/{bolt}").status, 204);
    const auto parsed = as("manager").get("/plans/{plan}/difference?from=1").json();
    int seen = 0;
    for (const auto& item : parsed.at("items").as_array()) {
        if (item.at("entity").as_string() != "plan_entry") continue;
        ++seen;
        const auto& words = item.at("words");
        const bool table = item.at("id").as_string() == id("bolt");
        EXPECT_EQ(item.at("title").as_string(), table ? "Rivals" : "Size");
        for (const auto& f : item.at("fields").as_array())
            if (const auto name = std::string{f.at("name").as_string()}; name.starts_with("content.")) {
                EXPECT_TRUE(words.at("fields").as_object().contains(name.substr(8))) << name;
            }
        if (table) continue;
        EXPECT_EQ(words.at("fields").at("mood").at("choices").at("warm").as_string(), "Warm");
        EXPECT_EQ(words.at("fields").at("extra").at("choices").at("yes").as_string(), "Certainly");
    }
    EXPECT_EQ(seen, 2);
}

// PLAN-13: a template without the shipped sections had no exit criteria at all, and its plans went from the
// first stage to the last at once.
TEST_P(TemplatesApi, OwnTemplatesGoThroughTheirStagesToo) {
    make(
        "bare", "plan-templates",
        R"({"name":"Bare","form":{"library":false,"sections":[{"key":"x","title":{"en":"X"},"blocks":[{"key":"t","kind":"text","title":{"en":"T"}}]}]}})");
    ASSERT_EQ(as("leader").post("/plan-templates/{bare}/versions").status, 201);
    const auto started =
        as("manager").post("/plans", fill(R"({"account_id":"{acme}","template_id":"{bare}"})"));
    ASSERT_EQ(started.status, 201) << started.body;
    keep("plan", started.id());
    std::string criteria;
    const auto document = started.json();
    for (const auto& stage : document.at("stages").as_array()) {
        criteria += " " + std::to_string(stage.at("criteria").as_array().size());
        for (const auto& c : stage.at("criteria").as_array())
            EXPECT_EQ(c.at("section").as_string(), "") << "no section of this plan mends it";
    }
    EXPECT_EQ(criteria, " 3 1 1 2 1") << "what people agree on, or what stands beside the sections";
    const auto go = [&](const std::string& body) { return as("manager").patch("/plans/{plan}", body); };
    EXPECT_EQ(go(R"({"stage":"review","stage_reason":"Quick"})").faults(), "/stage plan.stage_skipped");
    EXPECT_EQ(go(R"({"stage":"research"})").faults(), "/stage plan.stage_open");
    EXPECT_EQ(go(R"({"stage":"research","stage_reason":"The customer asked"})").status, 200);
    EXPECT_EQ(go(R"({"stage":"action_plan"})").faults(), "/stage plan.stage_open");
    make("asked", "plan-checks",
         R"({"plan_id":"{plan}","list":"stage","key":"research.asked_customer","state":"met"})");
    EXPECT_EQ(go(R"({"stage":"action_plan"})").status, 200);
    EXPECT_EQ(go(R"({"stage":"strategy"})").status, 200) << "back is free";
}

}  // namespace
}  // namespace kamino::testing
