// What the product writes into a plan reads in every reader's language until somebody puts words of his own
// there (PLAN-2, PLAN-11, PLAN-12, PLAN-15, PLAN-18). The first objective of a draft stood in the language of
// whoever had started the plan, for everybody; so did a task made out of a question.
#include <zip.h>

#include "testing/api/shared.h"

namespace kamino::testing {
namespace {

namespace json = boost::json;

class PlanWordsApi : public ApiTest {
  protected:
    void SetUp() override {
        ApiTest::SetUp();
        if (IsSkipped()) return;
        account("acme", "manager");
        make("soap", "products", R"({"name":"Soap","kind":"line"})");
        // 45,000.00 in the twelve months; 5 % above is what the shipped template proposes without a class.
        for (int month = 1; month <= 9; ++month)
            make("sale", "sales-lines",
                 R"({"account_id":"{acme}","product_id":"{soap}","booked_on":"2026-0)" +
                     std::to_string(month) + R"(-01","net_amount":{"minor":)" +
                     std::to_string(month * 100'000) + R"(,"currency":"EUR"}})");
        const auto started = as("manager").post("/plans", fill(R"({"account_id":"{acme}","rigour":"deep"})"),
                                                {{"Accept-Language", "es"}});
        ASSERT_EQ(started.status, 201) << started.body;
        keep("plan", started.id());
        keep("goal", started.at("/objectives/0/id"));
        ASSERT_EQ(started.json().at("objectives").at(0).at("target").to_number<double>(), 47'250);
    }
    Answer in(const std::string& language, const std::string& url) {
        return as("manager").get(url, {{"Accept-Language", language}});
    }
    std::string goal(const std::string& language, const std::string& member = "/title") {
        return in(language, "/plan-objectives/{goal}").at(member);
    }
    Answer change(const std::string& language, const std::string& url, const std::string& body) {
        return as("manager").ask("PATCH", url, fill(body),
                                 {{"Accept-Language", language}, {"If-Match", "*"}});
    }
    static bool is_silent(const json::value& item) {
        for (const auto& f : item.at("fields").as_array())
            if (f.at("name").as_string() != "drafted_at") return false;
        return true;
    }
    // The rows of one entity that differ between a moment and now, but for when they were drafted.
    json::array differing(const std::string& language, const std::string& from, std::string_view entity) {
        const auto answer = in(language, "/plans/{plan}/difference?from=" + from);
        EXPECT_EQ(answer.status, 200) << answer.body;
        json::array found;
        const auto parsed = answer.json();
        for (const auto& item : parsed.at("items").as_array())
            if (item.at("entity").as_string() == entity && !is_silent(item)) found.push_back(item);
        return found;
    }

    const std::string english = "Sales of €47,250 in 12 months";
    const std::string spanish = "Ventas de 47.250\u00a0€ en 12 meses";
    const std::string dutch = "Omzet van €\u00a047.250 in 12 maanden";
};
KAMINO_EACH_ENGINE(PlanWordsApi);

TEST_P(PlanWordsApi, TheDraftedObjectiveSpeaksToEveryReader) {
    for (const auto& [language, title, metric] :
         {std::tuple{"en", english, "Sales of 12 months"}, std::tuple{"es", spanish, "Ventas de 12 meses"},
          std::tuple{"nl", dutch, "Omzet van 12 maanden"}}) {
        EXPECT_EQ(goal(language), title);
        EXPECT_EQ(goal(language, "/metric"), metric);
        EXPECT_EQ(in(language, "/plan-objectives").at("/items/0/title"), title);
        EXPECT_EQ(in(language, "/plans/{plan}").at("/objectives/0/title"), title);
        const auto document =
            as("manager").get("/plans/{plan}/document?format=json&lang=" + std::string{language}).body;
        EXPECT_NE(document.find(title), std::string::npos) << language;
        EXPECT_NE(
            in(language, "/plan-objectives/export?format=csv&lang=" + std::string{language}).body.find(title),
            std::string::npos);
    }
}

TEST_P(PlanWordsApi, ItStaysTheDraftsWhenItIsSavedAsItWasRead) {
    // Forms send back what they showed, in the reader's language.
    EXPECT_EQ(change("nl", "/plan-objectives/{goal}", R"({"title":")" + dutch + R"(","horizon":"short"})")
                  .at("/title"),
              dutch);
    EXPECT_EQ(goal("en"), english);
    const auto merged =
        as("manager").post("/plan-objectives/{goal}/merge",
                           R"({"base":{"version":2,"title":")" + english + R"("},"mine":{"title":")" +
                               english + R"(","metric":"Invoiced sales"}})",
                           {{"Accept-Language", "en"}});
    EXPECT_EQ(merged.status, 200) << merged.body;
    EXPECT_EQ(merged.at("/record/title"), english);
    EXPECT_EQ(goal("es"), spanish);
    EXPECT_EQ(goal("es", "/metric"), "Invoiced sales") << "this one was typed";
}

TEST_P(PlanWordsApi, WhatSomebodyTypesStaysAsTyped) {
    ASSERT_EQ(as("manager").post("/plans/{plan}/revisions", R"({"name":"Drafted"})").status, 201);
    EXPECT_EQ(change("nl", "/plan-objectives/{goal}", R"({"title":"Een half miljoen"})").status, 200);
    for (const char* language : {"en", "es", "nl"}) EXPECT_EQ(goal(language), "Een half miljoen");
    // The difference shows what stood there in the reader's language, and nothing else of the draft.
    const auto rows = differing("en", "1", "plan_objective");
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].at("fields").at(0).at("before").as_string(), english);
    EXPECT_EQ(rows[0].at("fields").at(0).at("after").as_string(), "Een half miljoen");
    EXPECT_EQ(rows[0].at("fields").as_array().size(), 1U);
    EXPECT_NE(as("manager").get("/plans/{plan}/document?format=json&lang=nl&at=1").body.find(dutch),
              std::string::npos);
    // Brought back, the words are the draft's again.
    EXPECT_EQ(
        as("manager").put("/plans/{plan}/sections/objective/restoration", R"({"at":"1"})").at("/changed"),
        "1");
    EXPECT_EQ(goal("en"), english);
    EXPECT_EQ(goal("es"), spanish);
}

TEST_P(PlanWordsApi, TheBinAndThreadsNameItSoToo) {
    ASSERT_EQ(
        as("manager")
            .post(
                "/comments",
                fill(
                    R"({"plan_id":"{plan}","anchor_entity":"plan_objective","anchor_id":"{goal}","body":"Why?"})"))
            .status,
        201);
    EXPECT_EQ(in("nl", "/plans/{plan}/comments").at("/items/0/anchor/title"), dutch);
    ASSERT_EQ(as("manager").del("/plan-objectives/{goal}").status, 204);
    EXPECT_EQ(in("en", "/bin").all("title"), (std::vector<std::string>{english}));
}

TEST_P(PlanWordsApi, SectionsAndQuestionsReadInTheReadersLanguageByEveryDoor) {
    ASSERT_EQ(as("manager").post("/plans/{plan}/revisions", R"({"name":"Drafted"})").status, 201);
    const auto url = fill("/plan-sections?filter=plan_id = {plan} and key = sales");
    const auto spanish_body = in("es", url).at("/items/0/body"),
               english_body = in("en", url).at("/items/0/body");
    keep("sales", in("en", url).at("/items/0/id"));
    EXPECT_NE(spanish_body.find("45.000"), std::string::npos) << spanish_body;
    EXPECT_NE(english_body.find("45,000"), std::string::npos) << english_body;
    // Drafted again by somebody else, the plan is no other for a reader; nor when a section is saved as read.
    EXPECT_EQ(as("manager").post("/plans/{plan}/refresh", "{}", {{"Accept-Language", "nl"}}).status, 200);
    EXPECT_EQ(change("en", "/plan-sections/{sales}",
                     R"({"body":)" + json::serialize(json::string(english_body)) + "}")
                  .at("/edited_at"),
              "null");
    EXPECT_TRUE(differing("es", "1", "plan_section").empty());
    const auto merged =
        as("manager").post("/plan-sections/{sales}/merge",
                           json::serialize(json::object{{"base", {{"version", 1}, {"body", spanish_body}}},
                                                        {"mine", {{"body", spanish_body + "\n\nY más."}}}}),
                           {{"Accept-Language", "es"}});
    EXPECT_EQ(merged.status, 200) << merged.body;
    EXPECT_EQ(merged.at("/record/body"), spanish_body + "\n\nY más.");
    const auto rows = differing("es", "1", "plan_section");
    ASSERT_EQ(rows.size(), 1U);
    for (const auto& f : rows[0].at("fields").as_array())
        if (f.at("name").as_string() == "body") EXPECT_EQ(f.at("before").as_string(), spanish_body);
    // The draft's text typed or brought back again is the draft's: it follows the data once more.
    EXPECT_EQ(change("nl", "/plan-sections/{sales}",
                     R"({"body":)" + json::serialize(json::string(english_body)) + "}")
                  .at("/edited_at"),
              "null");

    const auto asked = fill("/plan-questions?filter=plan_id = {plan}&limit=200");
    for (const char* language : {"en", "es", "nl"})
        for (const auto& text : in(language, asked).all("text")) EXPECT_GT(text.size(), 10U) << text;
    EXPECT_NE(in("es", asked).all("text"), in("nl", asked).all("text"));
}

TEST_P(PlanWordsApi, ATaskOutOfAQuestionOrAVacancySpeaksAsItDoes) {
    const auto asked = fill("/plan-questions?filter=plan_id = {plan}&limit=1");
    keep("question", in("es", asked).at("/items/0/id"));
    const auto add = [&](const char* language, json::object members) {
        members["plan_id"] = id("plan");
        members["owner_id"] = id("manager");
        members["due_on"] = "2027-01-15";
        const auto made =
            as("manager").post("/plan-tasks", json::serialize(members), {{"Accept-Language", language}});
        EXPECT_EQ(made.status, 201) << made.body;
        return made.id();
    };
    keep("task",
         add("es", {{"question_id", id("question")}, {"title", in("es", asked).at("/items/0/text")}}));
    keep("vacancy",
         add("nl", {{"role", "innovator"}, {"title", in("nl", "/plans/{plan}").at("/roles/4/task_title")}}));
    keep("own", add("en", {{"question_id", id("question")}, {"title", "Ask Bea"}}));
    EXPECT_EQ(in("nl", "/plan-tasks/{task}").at("/title"), in("nl", asked).at("/items/0/text"));
    EXPECT_EQ(in("en", "/plan-tasks/{vacancy}").at("/title"), "Find somebody for the role: innovator");
    EXPECT_EQ(in("es", "/plan-tasks/{own}").at("/title"), "Ask Bea");
    EXPECT_EQ(in("es", "/plans/{plan}").at("/tasks/1/title"), "Encontrar a alguien para el rol: innovador");
    // Ticked in one language, it is read on in another.
    EXPECT_EQ(change("en", "/plan-tasks/{vacancy}",
                     R"({"title":"Find somebody for the role: innovator","done_on":"2026-12-01"})")
                  .status,
              200);
    EXPECT_EQ(in("nl", "/plan-tasks/{vacancy}").at("/title"), "Iemand vinden voor de rol: vernieuwer");
}

TEST_P(PlanWordsApi, AFileCarriesThemWithoutLoss) {
    const auto exported = as("manager").get("/plans/{plan}/export");
    ASSERT_EQ(exported.status, 200);
    EXPECT_EQ(change("en", "/plan-objectives/{goal}", R"({"title":"Mine"})").status, 200);
    json::object options{{"document", exported.json()}, {"merge", true}};
    const auto back = as("manager").post("/plan-imports", json::serialize(options));
    ASSERT_EQ(back.status, 201) << back.body;
    EXPECT_EQ(goal("en"), english);
    EXPECT_EQ(goal("nl"), dutch);
}

}  // namespace
}  // namespace kamino::testing
