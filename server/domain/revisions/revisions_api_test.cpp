// The plan through time over the API, on both engines: revisions, approval, any moment, differences, a
// section brought back; and any sequence of edits and template moves replays to the same plan. PLAN-15,
// PLAN-1.
#include <random>

#include "testing/api/shared.h"

namespace kamino::testing {
namespace {

namespace json = boost::json;

class RevisionsApi : public ApiTest {
  protected:
    void SetUp() override {
        ApiTest::SetUp();
        if (IsSkipped()) return;
        account("acme", "manager");
        start_plan(*this, "acme");
    }
    std::string section(const std::string& key) {
        return as("manager")
            .get(fill("/plan-sections?filter=plan_id = {plan} and key = ") + key)
            .at("/items/0/id");
    }
    std::string body_of(const std::string& key) {
        return as("manager")
            .get(fill("/plan-sections?filter=plan_id = {plan} and key = ") + key)
            .at("/items/0/body");
    }
    void write(const std::string& key, const std::string& text) {
        const auto done =
            as("manager").patch("/plan-sections/" + section(key), R"({"body":")" + text + "\"}");
        ASSERT_EQ(done.status, 200) << done.body;
    }
    json::value state(const std::string& at) {
        const auto answer = as("manager").get(fill("/plans/{plan}/state?at=") + at);
        EXPECT_EQ(answer.status, 200) << answer.body;
        return answer.json().at("state");
    }
    // The plan as a document, without what the log does not hold: figures and drafts of sections.
    std::string exported(const std::string& at) {
        const auto answer = as("manager").get(fill("/plans/{plan}/export?at=") + at);
        EXPECT_EQ(answer.status, 200) << answer.body;
        auto document = answer.json();
        for (auto& section : document.at("rows").at("plan_section").as_array()) {
            section.as_object().erase("facts");
            section.as_object().erase("draft");
        }
        return json::serialize(document);
    }
    // A template with a table of its own, in two versions: with and without it.
    void offer_template() {
        const std::string with =
            R"({"sections":[{"key":"summary"},{"key":"swot","blocks":[{"key":"own","kind":"table","title":{"en":"Own"},"fields":[{"key":"name","type":"text","title":{"en":"Name"}}]}]}]})";
        make("form", "plan-templates", R"({"name":"Ours","form":)" + with + "}");
        keep("v1", as("leader").post("/plan-templates/{form}/versions").id());
        EXPECT_EQ(
            as("leader")
                .patch("/plan-templates/{form}", R"({"form":{"sections":[{"key":"swot"},{"key":"sales"}]}})")
                .status,
            200);
        keep("v2", as("leader").post("/plan-templates/{form}/versions").id());
        keep("at", "v2");
    }
    std::string name_it(const std::string& name) {
        const auto made = as("manager").post(fill("/plans/{plan}/revisions"), R"({"name":")" + name + "\"}");
        EXPECT_EQ(made.status, 201) << made.body;
        return made.id();
    }
};
KAMINO_EACH_ENGINE(RevisionsApi);

TEST_P(RevisionsApi, NamingAskingAndDeciding) {
    run({{.name = "viewers do not name",
          .as = "viewer",
          .method = "POST",
          .url = "/plans/{plan}/revisions",
          .body = R"({"name":"x"})",
          .status = 403},
         {.name = "strangers do not find it",
          .as = "stranger",
          .method = "POST",
          .url = "/plans/{plan}/revisions",
          .body = R"({"name":"x"})",
          .status = 404},
         {.name = "a name is needed",
          .as = "manager",
          .method = "POST",
          .url = "/plans/{plan}/revisions",
          .body = "{}",
          .status = 422,
          .json = R"({"fields":[{"path":"/name","key":"field.required"}]})"},
         {.name = "named and asked for",
          .as = "manager",
          .method = "POST",
          .url = "/plans/{plan}/revisions",
          .body = R"({"name":"Spring","ask_approval":true})",
          .status = 201,
          .json = R"({"number":1,"state":"requested","requested_by":"*"})",
          .audit = "plan_revision insert",
          .save_as = "first"},
         {.name = "asked twice",
          .as = "manager",
          .method = "PUT",
          .url = "/plan-revisions/{first}/request",
          .body = "{}",
          .status = 409}});
    run(refused_decisions("/plan-revisions/{first}/decision", "sent_back"));
    run({{.name = "sent back",
          .as = "leader",
          .method = "PUT",
          .url = "/plan-revisions/{first}/decision",
          .body = R"({"decision":"sent_back","note":"no objective"})",
          .json = R"({"state":"sent_back","decision_note":"no objective"})"},
         {.name = "asked again",
          .as = "manager",
          .method = "PUT",
          .url = "/plan-revisions/{first}/request",
          .body = "{}",
          .json = R"({"state":"requested"})"},
         {.name = "approved",
          .as = "leader",
          .method = "PUT",
          .url = "/plan-revisions/{first}/decision",
          .body = R"({"decision":"approved"})",
          .json = R"({"state":"approved","decided_by":"*"})",
          .audit = "*"},
         {.name = "and the draft is active",
          .as = "manager",
          .url = "/plans/{plan}",
          .json = R"({"status":"active"})"},
         {.name = "decided twice",
          .as = "leader",
          .method = "PUT",
          .url = "/plan-revisions/{first}/decision",
          .body = R"({"decision":"approved"})",
          .status = 409},
         {.name = "listed",
          .as = "manager",
          .url = "/plan-revisions?filter=plan_id = {plan}",
          .json = R"({"items":[{"name":"Spring"}]})"},
         {.name = "not to strangers",
          .as = "stranger",
          .url = "/plan-revisions",
          .json = R"({"items":[]})"}});
}

// PLAN-15: marks are no words; where nothing but marks changed they are shown.
TEST_P(RevisionsApi, TheDifferenceOfRichTextHasNoMarks) {
    const auto words = [&](const std::string& from) {
        const auto answer = as("manager").get(fill("/plans/{plan}/difference?to=now&from=") + from).json();
        for (const auto& item : answer.at("items").as_array())
            for (const auto& field : item.at("fields").as_array())
                if (field.at("name").as_string() == "body") return json::serialize(field.at("words"));
        return std::string{};
    };
    write("summary", "We **grow** fast");
    const auto first = name_it("First");
    write("summary", "We **grow** *slowly*");
    EXPECT_EQ(
        words(first),
        R"([{"kind":"same","text":"We grow "},{"kind":"removed","text":"fast"},{"kind":"added","text":"slowly"}])");
    const auto second = name_it("Second");
    write("summary", "We grow *slowly*");
    EXPECT_EQ(
        words(second),
        R"([{"kind":"same","text":"We "},{"kind":"removed","text":"**grow** "},{"kind":"added","text":"grow "},{"kind":"same","text":"*slowly*"}])");
}

TEST_P(RevisionsApi, DifferenceByWordByRowAndByField) {
    write("summary", "We grow fast here");
    make("weak", "plan-swot-items", R"({"plan_id":"{plan}","kind":"weakness","text":"One contact only"})");
    const auto spring = name_it("Spring");
    write("summary", "We grow slowly here");
    EXPECT_EQ(as("manager").patch("/plan-swot-items/{weak}", R"({"weight":5})").status, 200);
    make("strong", "plan-swot-items", R"({"plan_id":"{plan}","kind":"strength","text":"Service"})");
    const auto answer = as("manager").get(fill("/plans/{plan}/difference?to=now&from=") + spring);
    ASSERT_EQ(answer.status, 200) << answer.body;
    std::map<std::string, json::value> by_kind;
    const auto document = answer.json();
    EXPECT_EQ(document.at("from").at("label").as_string(), "Spring");
    for (const auto& item : document.at("items").as_array())
        by_kind[std::string{item.at("entity").as_string()} + " " + std::string{item.at("kind").as_string()}] =
            item;
    ASSERT_TRUE(by_kind.contains("plan_swot_item added"));
    EXPECT_EQ(by_kind["plan_swot_item added"].at("title").as_string(), "Service");
    EXPECT_EQ(by_kind["plan_swot_item added"].at("section").as_string(), "swot");
    EXPECT_EQ(by_kind["plan_swot_item changed"].at("fields").at(0).at("before").as_int64(), 3);
    EXPECT_EQ(by_kind["plan_swot_item changed"].at("fields").at(0).at("after").as_int64(), 5);
    json::value words;
    for (const auto& field : by_kind["plan_section changed"].at("fields").as_array())
        if (field.at("name").as_string() == "body") words = field.at("words");
    EXPECT_EQ(
        json::serialize(words),
        R"([{"kind":"same","text":"We grow "},{"kind":"removed","text":"fast "},{"kind":"added","text":"slowly "},{"kind":"same","text":"here"}])");
    // What a changed field points to has its name.
    EXPECT_EQ(document.at("names").as_object().if_contains(user_id("stranger")), nullptr);
    make("goal", "plan-objectives", R"({"plan_id":"{plan}","title":"Grow","owner_id":"{leader}"})");
    EXPECT_EQ(as("manager").patch("/plan-swot-items/{weak}", fill(R"({"objective_ids":["{goal}"]})")).status,
              200);
    const auto named = as("manager").get(fill("/plans/{plan}/difference?to=now&from=") + spring).json();
    EXPECT_EQ(named.at("names").at(user_id("leader")).as_string(), "leader");
    EXPECT_EQ(named.at("names").at(id("goal")).as_string(), "Grow");
    EXPECT_EQ(as("manager").get(fill("/plans/{plan}/difference?from=nonsense")).faults(),
              "/from revision.no_moment");
    EXPECT_EQ(as("manager").get(fill("/plans/{plan}/state?at=1999-01-01")).faults(),
              "/at revision.before_plan");
    EXPECT_EQ(as("stranger").get(fill("/plans/{plan}/difference")).status, 404);
}

TEST_P(RevisionsApi, ASectionComesBack) {
    write("summary", "As it was");
    make("old", "plan-swot-items", R"({"plan_id":"{plan}","kind":"threat","text":"Rival"})");
    const auto then = name_it("Then");
    write("summary", "Spoiled");
    EXPECT_EQ(as("manager").del("/plan-swot-items/{old}").status, 204);
    make("new", "plan-swot-items", R"({"plan_id":"{plan}","kind":"threat","text":"Other"})");
    const auto back = R"({"at":")" + then + "\"}";
    EXPECT_EQ(as("viewer").put("/plans/{plan}/sections/summary/restoration", back).status, 403);
    EXPECT_EQ(as("manager").put("/plans/{plan}/sections/summary/restoration", back).at("/changed"), "1");
    EXPECT_EQ(body_of("summary"), "As it was");
    EXPECT_EQ(as("manager").get(fill("/plan-swot-items?filter=plan_id = {plan}")).at("/items/0/text"),
              "Other")
        << "other sections stay";
    EXPECT_EQ(as("manager").put("/plans/{plan}/sections/swot/restoration", back).status, 200);
    const auto items = as("manager").get(fill("/plan-swot-items?filter=plan_id = {plan}"));
    EXPECT_EQ(items.all("text"), std::vector<std::string>{"Rival"});
    EXPECT_EQ(as("manager").put("/plans/{plan}/sections/swot/restoration", R"({"at":"never"})").status, 422);
    EXPECT_EQ(as("manager").put("/plans/{plan}/sections/nothing/restoration", back).status, 404);
}

// Edits of every kind in any order: the plan after each of them, kept beside, is what the log gives for that
// moment.
TEST_P(RevisionsApi, AnySequenceOfEditsReplaysToTheSamePlan) {
    for (unsigned seed = 1; seed <= (on_sqlite() ? 4U : 1U); ++seed) {
        std::mt19937 random{seed};
        const auto any = [&](unsigned below) { return static_cast<unsigned>(random() % below); };
        std::vector<std::pair<std::string, std::string>> kept;  // revision, the plan as it stood
        std::vector<std::string> items, own;
        std::map<std::string, std::string> documents;  // revision, the plan exported then
        offer_template();
        for (int step = 0; step < 40; ++step) {
            const auto who = as("manager");
            const auto word = "text " + std::to_string(any(1000));
            switch (any(10)) {
                case 0:
                    write("summary", word);
                    break;
                case 1: {
                    const auto made =
                        who.post("/plan-swot-items",
                                 fill(R"({"plan_id":"{plan}","kind":"strength","text":")" + word + "\"}"));
                    ASSERT_EQ(made.status, 201) << made.body;
                    items.push_back(made.id());
                    break;
                }
                case 2:
                    if (!items.empty())
                        who.patch("/plan-swot-items/" + items[any(static_cast<unsigned>(items.size()))],
                                  R"({"weight":)" + std::to_string(1 + any(5)) + "}");
                    break;
                case 3:
                    if (!items.empty())
                        who.del("/plan-swot-items/" + items[any(static_cast<unsigned>(items.size()))]);
                    break;
                case 4:
                    if (!items.empty())
                        who.post("/plan-swot-items/" + items[any(static_cast<unsigned>(items.size()))] +
                                 "/restoration");
                    break;
                case 5:
                    EXPECT_EQ(who.patch("/plans/{plan}", R"({"objective":")" + word + "\"}").status, 200);
                    break;
                case 6: {
                    const auto to = id("at") == "v1" ? "v2" : "v1";
                    EXPECT_EQ(who.put("/plans/{plan}/template",
                                      fill(R"({"version_id":"{)" + std::string{to} + R"(}"})"))
                                  .status,
                              200);
                    keep("at", to);
                    break;
                }
                case 7:
                    if (id("at") == "v1") {
                        const auto made = who.post(
                            "/plan-entries",
                            fill(R"({"plan_id":"{plan}","block":"own","content":{"name":")" + word + "\"}}"));
                        ASSERT_EQ(made.status, 201) << made.body;
                        own.push_back(made.id());
                    }
                    break;
                case 8:
                    if (!own.empty())
                        who.patch("/plan-entries/" + own[any(static_cast<unsigned>(own.size()))],
                                  R"({"content":{"name":")" + word + R"("},"audience":"partner"})");
                    break;
                default:
                    if (!kept.empty()) {
                        const auto back =
                            R"({"at":")" + kept[any(static_cast<unsigned>(kept.size()))].first + "\"}";
                        EXPECT_EQ(who.put("/plans/{plan}/sections/swot/restoration", back).status, 200);
                        EXPECT_EQ(who.put("/plans/{plan}/sections/summary/restoration", back).status, 200);
                    }
            }
            if (any(3) == 0) {
                const auto revision = name_it("r" + std::to_string(step));
                kept.emplace_back(revision, json::serialize(state("now")));
                documents[revision] = exported("now");
            }
        }
        for (const auto& [revision, expected] : kept)
            EXPECT_EQ(json::serialize(state(revision)), expected) << seed;
        for (const auto& [revision, expected] : documents) EXPECT_EQ(exported(revision), expected) << seed;
        EXPECT_EQ(exported(now().date().to_text()), exported("now"))
            << "as of today is what is exported today";
    }
}

}  // namespace
}  // namespace kamino::testing
