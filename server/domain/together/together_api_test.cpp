// Together on a plan over the API, on both engines: comments and whom they reach, presence, and writing at
// the same time. PLAN-16.
#include <atomic>
#include <thread>

#include "testing/api/shared.h"

namespace kamino::testing {
namespace {

namespace json = boost::json;

class TogetherApi : public ApiTest {
  protected:
    void SetUp() override {
        ApiTest::SetUp();
        if (IsSkipped()) return;
        account("acme", "manager");
        join_team("acme", "viewer");
        start_plan(*this, "acme");
        keep("section", as("manager")
                            .get(fill("/plan-sections?filter=plan_id = {plan} and key = trends"))
                            .at("/items/0/id"));
        make("item", "plan-swot-items",
             R"({"plan_id":"{plan}","kind":"strength","text":"Close to the buyers"})");
    }
    std::string comment(const std::string& who, const std::string& more) {
        const auto made = as(who).post("/comments", fill(R"({"plan_id":"{plan}",)" + more + "}"));
        EXPECT_EQ(made.status, 201) << made.body;
        return made.id();
    }
    Answer merge(const std::string& who, const std::string& route, const std::string& base,
                 const std::string& mine) {
        return as(who).post(fill("/" + route + "/merge"),
                            fill(R"({"base":{)" + base + R"(},"mine":{)" + mine + "}}"));
    }
};
KAMINO_EACH_ENGINE(TogetherApi);

TEST_P(TogetherApi, CommentsAreForWhoSeesThePlan) {
    run({{.name = "a viewer of the account team comments",
          .as = "viewer",
          .method = "POST",
          .url = "/comments",
          .body =
              R"({"plan_id":"{plan}","body":"  Is this still so? ","anchor_entity":"plan_section","anchor_id":"{section}","anchor_field":"body"})",
          .status = 201,
          .json =
              R"({"author_id":"{viewer}","account_id":"{acme}","body":"Is this still so?","resolved_at":null})",
          .audit = "comment insert",
          .events = "comment insert",
          .save_as = "first"},
         {.name = "a stranger does not",
          .as = "stranger",
          .method = "POST",
          .url = "/comments",
          .body = R"({"plan_id":"{plan}","body":"x"})",
          .status = 422,
          .json =
              R"({"fields":[{"path":"/account_id","key":"field.bad_reference"},{"path":"/plan_id","key":"field.bad_reference"}]})"},
         {.name = "nor reads", .as = "stranger", .url = "/plans/{plan}/comments", .status = 404},
         {.name = "words are needed",
          .as = "viewer",
          .method = "POST",
          .url = "/comments",
          .body = R"({"plan_id":"{plan}","body":"  "})",
          .status = 422,
          .json = R"({"fields":[{"path":"/body","key":"field.required"}]})"},
         {.name = "a place that is none",
          .as = "viewer",
          .method = "POST",
          .url = "/comments",
          .body = R"({"plan_id":"{plan}","body":"x","anchor_entity":"plan_section","anchor_id":"{item}"})",
          .status = 422,
          .json = R"({"fields":[{"path":"/anchor_id","key":"comment.no_such_place"}]})"},
         {.name = "a place that is no row of a plan",
          .as = "viewer",
          .method = "POST",
          .url = "/comments",
          .body = R"({"plan_id":"{plan}","body":"x","anchor_entity":"account","anchor_id":"{acme}"})",
          .status = 422,
          .json = R"({"fields":[{"path":"/anchor_entity","key":"comment.no_such_place"}]})"},
         {.name = "a field that is none",
          .as = "viewer",
          .method = "POST",
          .url = "/comments",
          .body =
              R"({"plan_id":"{plan}","body":"x","anchor_entity":"plan_section","anchor_id":"{section}","anchor_field":"colour"})",
          .status = 422,
          .json = R"({"fields":[{"path":"/anchor_field","key":"field.unknown"}]})"},
         {.name = "the author is not chosen",
          .as = "viewer",
          .method = "POST",
          .url = "/comments",
          .body = R"({"plan_id":"{plan}","body":"x","author_id":"{admin}"})",
          .status = 422},
         {.name = "an answer takes place and anchor from the thread",
          .as = "manager",
          .method = "POST",
          .url = "/comments",
          .body = R"({"parent_id":"{first}","account_id":"{acme}","body":"Yes, since May."})",
          .status = 201,
          .json = R"({"plan_id":"{plan}","anchor_id":"{section}","parent_id":"{first}"})",
          .audit = "comment insert",
          .save_as = "reply"},
         {.name = "an answer to an answer joins the thread",
          .as = "viewer",
          .method = "POST",
          .url = "/comments",
          .body = R"({"parent_id":"{reply}","account_id":"{acme}","body":"Good."})",
          .status = 201,
          .json = R"({"parent_id":"{first}"})",
          .audit = "comment insert"},
         {.name = "others do not change it",
          .as = "manager",
          .method = "PATCH",
          .url = "/comments/{first}",
          .body = R"({"body":"No."})",
          .status = 403,
          .json = R"({"key":"comment.not_yours"})",
          .headers = {{"If-Match", "*"}}},
         {.name = "nor remove it",
          .as = "leader",
          .method = "DELETE",
          .url = "/comments/{first}",
          .status = 403,
          .headers = {{"If-Match", "*"}}},
         {.name = "nor by the merge",
          .as = "manager",
          .method = "POST",
          .url = "/comments/{first}/merge",
          .body = R"({"base":{"body":"Is this still so?"},"mine":{"body":"No."}})",
          .status = 403},
         {.name = "the author does",
          .as = "viewer",
          .method = "PATCH",
          .url = "/comments/{first}",
          .body = R"({"body":"Is this still so today?"})",
          .json = R"({"edited_at":"*"})",
          .audit = "comment update",
          .headers = {{"If-Match", "*"}}},
         {.name = "it stays where it is",
          .as = "viewer",
          .method = "PATCH",
          .url = "/comments/{first}",
          .body = R"({"anchor_id":"{item}"})",
          .status = 422,
          .json = R"({"fields":[{"path":"/anchor_id","key":"plan.stays"}]})",
          .headers = {{"If-Match", "*"}}},
         {.name = "a settled thread",
          .as = "manager",
          .method = "PUT",
          .url = "/comments/{first}/resolution",
          .body = "{}",
          .json = R"({"resolved_at":"*","resolved_by":"{manager}","edited_at":"*"})",
          .audit = "comment update"},
         {.name = "answers are not settled",
          .as = "manager",
          .method = "PUT",
          .url = "/comments/{reply}/resolution",
          .body = "{}",
          .status = 409},
         {.name = "strangers settle nothing",
          .as = "stranger",
          .method = "PUT",
          .url = "/comments/{first}/resolution",
          .body = "{}",
          .status = 404},
         {.name = "threads by their state",
          .as = "viewer",
          .url = "/plans/{plan}/comments?state=open",
          .json = R"({"items":[],"open":0})"},
         {.name = "no such state", .as = "viewer", .url = "/plans/{plan}/comments?state=half", .status = 422},
         {.name = "opened again",
          .as = "viewer",
          .method = "DELETE",
          .url = "/comments/{first}/resolution",
          .json = R"({"resolved_at":null,"resolved_by":null})",
          .audit = "comment update"},
         {.name = "the thread",
          .as = "viewer",
          .url = "/plans/{plan}/comments",
          .json =
              R"({"open":1,"items":[{"deleted":false,"first":{"id":"{first}"},"anchor":{"title":"trends","removed":false},"replies":[{"body":"Yes, since May."},{"body":"Good."}]}],"names":{"{viewer}":"*","{manager}":"*"}})"},
         {.name = "the author removes it",
          .as = "viewer",
          .method = "DELETE",
          .url = "/comments/{first}",
          .status = 204,
          .audit = "comment delete",
          .headers = {{"If-Match", "*"}}},
         {.name = "its answers stay, its words do not",
          .as = "manager",
          .url = "/plans/{plan}/comments",
          .json =
              R"({"items":[{"deleted":true,"first":{"body":"","mention_ids":[]},"replies":[{"body":"Yes, since May."},{"body":"Good."}]}]})"},
         {.name = "nobody else brings it back",
          .as = "manager",
          .method = "POST",
          .url = "/comments/{first}/restoration",
          .body = "{}",
          .status = 403},
         {.name = "the author brings it back",
          .as = "viewer",
          .method = "POST",
          .url = "/comments/{first}/restoration",
          .body = "{}",
          .json = R"({"body":"Is this still so today?"})",
          .audit = "comment restore"},
         {.name = "on an account itself",
          .as = "manager",
          .method = "POST",
          .url = "/comments",
          .body = R"({"account_id":"{acme}","body":"New owner since June."})",
          .status = 201,
          .audit = "comment insert"},
         {.name = "which is not the plan's",
          .as = "viewer",
          .url = "/accounts/{acme}/comments",
          .json = R"({"items":[{"first":{"plan_id":null},"anchor":null}],"open":1})"}});
}

TEST_P(TogetherApi, AnchorsOutliveTheirRow) {
    comment("viewer", R"("body":"Really?","anchor_entity":"plan_swot_item","anchor_id":"{item}")");
    EXPECT_EQ(as("manager").del("/plan-swot-items/{item}").status, 204);
    const auto threads = as("viewer").get("/plans/{plan}/comments");
    EXPECT_EQ(threads.at("/items/0/anchor/removed"), "true") << threads.body;
    EXPECT_EQ(threads.at("/items/0/anchor/title"), "Close to the buyers");
    EXPECT_EQ(as("manager").post("/plan-swot-items/{item}/restoration").status, 200);
    EXPECT_EQ(as("viewer").get("/plans/{plan}/comments").at("/items/0/anchor/removed"), "false");
}

TEST_P(TogetherApi, MentionsReachWhoMaySeeThePlan) {
    const auto refused = as("manager").post(
        "/comments", fill(R"({"plan_id":"{plan}","body":"@stranger look","mention_ids":["{stranger}"]})"));
    EXPECT_EQ(refused.faults(), "/mention_ids comment.cannot_see") << refused.body;
    std::set<std::string> readers;
    for (const auto& id : as("manager").get("/accounts/{acme}/readers").all("id")) readers.insert(id);
    for (const char* who : {"admin", "leader", "operations", "manager", "viewer"})
        EXPECT_TRUE(readers.contains(user_id(who))) << who;
    EXPECT_FALSE(readers.contains(user_id("stranger")));

    const auto before = head();
    const auto first = comment("manager", R"("body":"@viewer look","mention_ids":["{viewer}","{manager}"])");
    bool heard = false;
    for (const auto& [what, account] : as("viewer").heard(before)) heard |= what == "comment insert";
    EXPECT_TRUE(heard);
    auto mail = as("viewer").get("/inbox");
    EXPECT_EQ(mail.at("/unread"), "1") << mail.body;
    EXPECT_EQ(mail.at("/items/0/kind"), "mention");
    EXPECT_EQ(mail.at("/items/0/plan_id"), id("plan"));
    EXPECT_EQ(mail.at("/items/0/author_name"), "manager");
    EXPECT_EQ(as("manager").get("/inbox").at("/unread"), "0") << "nobody writes to himself";

    // An answer reaches those who took part; a mention in it is not told twice.
    comment("viewer", R"("parent_id":")" + first + R"(","body":"@manager done","mention_ids":["{manager}"])");
    mail = as("manager").get("/inbox");
    EXPECT_EQ(mail.at("/unread"), "1") << mail.body;
    EXPECT_EQ(mail.at("/items/0/kind"), "mention");
    EXPECT_EQ(mail.at("/items/0/thread_id"), first);
    comment("leader", R"("parent_id":")" + first + R"(","body":"Fine.")");
    EXPECT_EQ(as("manager").get("/inbox?unread=true&limit=1").at("/items/0/kind"), "reply");
    EXPECT_EQ(as("manager")
                  .get("/inbox?limit=1&cursor=" + as("manager").get("/inbox?limit=1").at("/next_cursor"))
                  .at("/items/0/kind"),
              "mention");
    EXPECT_EQ(as("manager").get("/inbox?cursor=x").status, 422);

    // Read, unread again, all read.
    EXPECT_EQ(as("viewer").put("/inbox/" + first, R"({"read":true})").at("/unread"), "1");
    EXPECT_EQ(as("viewer").put("/inbox/" + first, R"({"read":false})").at("/unread"), "2");
    EXPECT_EQ(as("viewer").put("/inbox/" + first, R"({"read":1})").status, 422);
    EXPECT_EQ(as("stranger").put("/inbox/" + first, R"({"read":true})").status, 404);
    EXPECT_EQ(as("viewer").put("/inbox", R"({"read":true})").at("/unread"), "0");
    EXPECT_EQ(as("viewer").get("/inbox?unread=true").all("comment_id").size(), 0U);

    // Editing mentions somebody else; a removed comment and a lost sight leave the inbox.
    EXPECT_EQ(
        as("manager").patch("/comments/" + first, fill(R"({"mention_ids":["{viewer}","{leader}"]})")).status,
        200);
    EXPECT_EQ(as("leader").get("/inbox").at("/unread"), "1");
    EXPECT_EQ(as("manager").del("/comments/" + first).status, 204);
    EXPECT_EQ(as("leader").get("/inbox").at("/unread"), "0");
    add_user("helper", "manager");
    join_team("acme", "helper");
    comment("manager", R"("body":"@helper","mention_ids":["{helper}"])");
    EXPECT_EQ(as("helper").get("/inbox").at("/unread"), "1");
    const auto member = as("admin")
                            .get(fill("/account-team?filter=account_id = {acme} and user_id = {helper}"))
                            .at("/items/0/id");
    EXPECT_EQ(as("admin").del("/account-team/" + member).status, 204);
    EXPECT_EQ(as("helper").get("/inbox").at("/unread"), "0");
}

TEST_P(TogetherApi, PresenceSaysWhoIsWhere) {
    const auto here = [&](const std::string& who, const std::string& body) {
        return as(who).put("/plans/{plan}/presence", body);
    };
    EXPECT_EQ(here("stranger", R"({"client":"s"})").status, 404);
    EXPECT_EQ(here("viewer", "{}").faults(), "/client field.required");
    EXPECT_EQ(here("viewer", R"({"client":"v","editing":"yes"})").faults(), "/editing field.wrong_type");
    EXPECT_EQ(here("viewer", R"({"client":"v","section":7})").faults(), "/section field.wrong_type");
    const auto before = head();
    EXPECT_EQ(here("viewer", R"({"client":"v"})").all("client"), std::vector<std::string>{"v"});
    const auto both = here("manager", R"({"client":"m","section":"trends","editing":true})");
    EXPECT_EQ(both.all("client"), (std::vector<std::string>{"v", "m"}));
    EXPECT_EQ(both.at("/items/1/section"), "trends");
    EXPECT_EQ(both.at("/items/1/editing"), "true");
    EXPECT_EQ(both.at("/items/1/user_id"), user_id("manager"));
    EXPECT_EQ(head(), before) << "presence is not in the log";

    // Who is silent is gone after a while; the instants are moved back instead of waiting.
    db().write({}, [](storage::Write& w) {
        w.execute(
            {"test.silent", "UPDATE plan_presence SET seen_at = seen_at - 60000000 WHERE client_id = 'm'"});
    });
    EXPECT_EQ(here("viewer", R"({"client":"v"})").all("client"), std::vector<std::string>{"v"});
    EXPECT_EQ(as("viewer").del("/plans/{plan}/presence").status, 422);
    EXPECT_EQ(as("stranger").del("/plans/{plan}/presence?client=v").status, 404);
    EXPECT_EQ(as("viewer").del("/plans/{plan}/presence?client=v").status, 204);
    EXPECT_EQ(here("manager", R"({"client":"m"})").all("client"), std::vector<std::string>{"m"});
}

// What one side alone changed is taken; prose is merged by word; the rest is asked.
TEST_P(TogetherApi, AStaleWriteMergesOrAsks) {
    const auto section = "plan-sections/{section}";
    EXPECT_EQ(
        as("manager").patch(std::string{"/"} + section, R"({"body":"Demand grows in the north."})").status,
        200);
    EXPECT_EQ(merge("leader", section, R"("body":"Demand grows in the north.")",
                    R"("body":"Demand grows fast in the north.")")
                  .at("/record/body"),
              "Demand grows fast in the north.");
    const auto merged = merge("manager", section, R"("body":"Demand grows in the north.")",
                              R"("body":"Demand grows in the north.\n\nPrices fall.")");
    EXPECT_EQ(merged.status, 200) << merged.body;
    EXPECT_EQ(merged.at("/record/body"), "Demand grows fast in the north.\n\nPrices fall.");
    EXPECT_EQ(merged.at("/merged/0"), "body");

    const auto asked = merge("leader", section, R"("body":"Demand grows in the north.")",
                             R"("body":"Demand shrinks in the north.")");
    EXPECT_EQ(asked.status, 200) << "grows became shrinks, fast was put behind it";
    EXPECT_EQ(asked.at("/record/body"), "Demand shrinks fast in the north.\n\nPrices fall.");
    const auto conflict = merge("manager", section, R"("body":"Demand grows in the north.")",
                                R"("body":"Demand stalls in the north.")");
    EXPECT_EQ(conflict.status, 409) << conflict.body;
    EXPECT_EQ(conflict.key(), "request.merge_conflict");
    EXPECT_EQ(conflict.at("/conflicts/0/field"), "body");
    EXPECT_EQ(conflict.at("/conflicts/0/pieces/1/mine"), " stalls");
    EXPECT_EQ(conflict.at("/conflicts/0/pieces/1/theirs"), " shrinks fast");
    EXPECT_EQ(conflict.at("/conflicts/0/pieces/1/both"), " shrinks fast stalls");
    EXPECT_EQ(conflict.at("/current/body"), "Demand shrinks fast in the north.\n\nPrices fall.");

    // Fields: different ones go together, the same one is asked, lists are sets.
    make("goal", "plan-objectives", R"({"plan_id":"{plan}","title":"Grow"})");
    const auto item = "plan-swot-items/{item}";
    EXPECT_EQ(as("leader").patch("/plan-swot-items/{item}", R"({"weight":5})").status, 200);
    const auto other = merge("manager", item, R"("evidence":"")", R"("evidence":"Visit in May")");
    EXPECT_EQ(other.at("/record/weight"), "5") << other.body;
    EXPECT_EQ(other.at("/record/evidence"), "Visit in May");
    const auto same = merge("manager", item, R"("weight":3)", R"("weight":1)");
    EXPECT_EQ(same.status, 409);
    EXPECT_EQ(same.at("/conflicts/0/theirs"), "5");
    EXPECT_EQ(merge("manager", item, R"("weight":3)", R"("weight":5)").status, 200) << "both wanted the same";
    EXPECT_EQ(merge("manager", item, R"("objective_ids":[])", R"("objective_ids":["{goal}"])").status, 200);

    run({{.name = "what was seen is needed",
          .as = "manager",
          .method = "POST",
          .url = "/plan-swot-items/{item}/merge",
          .body = R"({"base":{},"mine":{"weight":1}})",
          .status = 422,
          .json = R"({"fields":[{"path":"/base/weight","key":"field.required"}]})"},
         {.name = "both sides are needed",
          .as = "manager",
          .method = "POST",
          .url = "/plan-swot-items/{item}/merge",
          .body = R"({"mine":{"weight":1}})",
          .status = 422},
         {.name = "the usual rules hold",
          .as = "manager",
          .method = "POST",
          .url = "/plan-swot-items/{item}/merge",
          .body = R"({"base":{"weight":5},"mine":{"weight":9}})",
          .status = 422,
          .json = R"({"fields":[{"path":"/weight"}]})"},
         {.name = "no other fields",
          .as = "manager",
          .method = "POST",
          .url = "/plan-swot-items/{item}/merge",
          .body = R"({"base":{"version":1},"mine":{"colour":9}})",
          .status = 422},
         {.name = "viewers write nothing",
          .as = "viewer",
          .method = "POST",
          .url = "/plan-swot-items/{item}/merge",
          .body = R"({"base":{"weight":5},"mine":{"weight":1}})",
          .status = 403},
         {.name = "strangers find nothing",
          .as = "stranger",
          .method = "POST",
          .url = "/plan-swot-items/{item}/merge",
          .body = R"({"base":{"weight":5},"mine":{"weight":1}})",
          .status = 404}});
}

// Sixteen people write into one text at once, all from the same base: no word of any is lost.
TEST_P(TogetherApi, RacingWritersLoseNoWord) {
    EXPECT_EQ(as("manager").patch("/plan-sections/{section}", R"({"body":"Trends:"})").status, 200);
    const auto writer = as("manager");
    const auto url = fill("/plan-sections/{section}/merge");
    std::atomic<int> saved{0};
    std::vector<std::thread> writers;
    for (int i = 0; i < 16; ++i)
        writers.emplace_back([&, i] {
            const auto n = std::to_string(i);
            for (int tries = 0; tries < 100; ++tries) {
                const auto answer =
                    writer.post(url, R"({"base":{"body":"Trends:"},"mine":{"body":"Trends: start)" + n +
                                         R"(\n- item)" + n + R"( of)" + n + "\"}}");
                if (answer.status == 503) {  // all connections in use: asked to come again
                    std::this_thread::sleep_for(std::chrono::milliseconds{20});
                    continue;
                }
                saved += answer.status == 200;
                return;
            }
        });
    for (auto& w : writers) w.join();
    EXPECT_EQ(saved, 16);
    const auto body = as("manager").get("/plan-sections/{section}").at("/body") + " ";
    for (int i = 0; i < 16; ++i)
        for (const char* word : {"start", "item", "of"})
            EXPECT_NE(body.find(word + std::to_string(i)), std::string::npos) << word << i << " in " << body;
}

}  // namespace
}  // namespace kamino::testing
