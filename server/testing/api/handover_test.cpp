// Who leaves hands over what he answers for: nothing hangs on somebody who is gone. SEL-4, SEL-7, PLAN-12,
// WORK-1.
#include "testing/api/api.h"

namespace kamino::testing {
namespace {

class Handover : public ApiTest {
  protected:
    // The manager has two accounts, an open deal and a closed one, a plan with a task, and leads a key
    // account that another owns; "junior" reports to him.
    void SetUp() override {
        ApiTest::SetUp();
        if (IsSkipped()) return;
        account("acme", "manager");
        account("bolt", "manager");
        account("core", "leader");
        join_team("core", "manager");
        for (const char* stage : {"proposal", "won"})
            make(stage, "opportunities",
                 fill(R"({"account_id":"{core}","name":"Deal","owner_id":")" + user_id("manager") +
                      R"(","stage":")" + stage + "\"}"));
        keep("plan", as("manager").post("/plans", R"({"account_id":"{acme}"})").id());
        make("task", "plan-tasks",
             R"({"plan_id":"{plan}","title":"Call","due_on":"2030-01-01","owner_id":")" + user_id("manager") +
                 "\"}");
        make(
            "done", "plan-tasks",
            R"({"plan_id":"{plan}","title":"Called","due_on":"2026-01-01","done_on":"2026-01-01","owner_id":")" +
                user_id("manager") + "\"}");
        const auto entry = as("manager").post(
            "/key-account-moves",
            R"({"account_id":"{core}","list":"key","kind":"entry","reason":"x","manager_id":")" +
                user_id("manager") + "\"}");
        EXPECT_EQ(entry.status, 201) << entry.body;
        EXPECT_EQ(as("leader")
                      .put("/key-account-moves/" + entry.id() + "/decision", R"({"decision":"approved"})")
                      .status,
                  200);
        add_user("junior", "manager");
        EXPECT_EQ(as("admin")
                      .patch("/users/" + user_id("junior"), R"({"manager_id":")" + user_id("manager") + "\"}")
                      .status,
                  200);
        make("capacity", "manager-capacities", R"({"user_id":")" + user_id("manager") + R"(","hours":100})");
    }
    Answer hand_to(const std::string& user, const std::string& who = "admin") {
        return as(who).post("/users/{manager}/handover", R"({"to":")" + user_id(user) + "\"}");
    }
};
KAMINO_EACH_ENGINE(Handover);

// Three key accounts of a manager who was deleted had nobody to lead them, and no question was asked.
TEST_P(Handover, WhoAnswersForSomethingIsNotDeletedBeforeItIsHandedOver) {
    const auto refused = as("admin").del("/users/{manager}");
    EXPECT_EQ(refused.status, 409);
    EXPECT_EQ(refused.key(), "user.has_duties");
    std::string why;
    EXPECT_TRUE(holds(refused.json().at("current"), boost::json::parse(R"({"duties":[
        {"entity":"account","count":2},{"entity":"opportunity","count":1},{"entity":"plan","count":1},
        {"entity":"plan_task","count":1},{"entity":"key_account","count":1},{"entity":"user","count":1}]})"),
                      why))
        << why << refused.body;

    EXPECT_EQ(hand_to("stranger", "leader").status, 403);
    EXPECT_EQ(hand_to("manager").faults(), "/to user.bad_successor") << "to himself";
    EXPECT_EQ(hand_to("viewer").faults(), "/to user.bad_successor") << "who may not work on it";
    EXPECT_EQ(as("admin").post("/users/{manager}/handover", "{}").faults(), "/to field.required");

    const auto before = head();
    const auto done = hand_to("stranger");
    ASSERT_EQ(done.status, 200) << done.body;
    EXPECT_NE(logged_since(before).find("account update"), std::string::npos);
    const auto stranger = as("stranger");
    EXPECT_EQ(stranger.get("/accounts?sort=name").all("id"),
              (std::vector{id("acme"), id("bolt"), id("core")}))
        << "he joined the team of the account that another owns";
    EXPECT_EQ(stranger.get("/plans/{plan}").at("/owner_id"), user_id("stranger"));
    EXPECT_EQ(stranger.get("/plan-tasks/{task}").at("/owner_id"), user_id("stranger"));
    EXPECT_EQ(stranger.get("/plan-tasks/{done}").at("/owner_id"), user_id("manager"))
        << "what is done stays his";
    EXPECT_EQ(stranger.get("/opportunities/{won}").at("/owner_id"), user_id("manager"));
    EXPECT_EQ(stranger.get("/opportunities/{proposal}").at("/owner_id"), user_id("stranger"));
    EXPECT_EQ(stranger.get("/key-accounts").at("/items/0/manager_id"), user_id("stranger"));

    ASSERT_EQ(as("admin").del("/users/{manager}").status, 204);
    EXPECT_EQ(count("SELECT COUNT(*) FROM account_team WHERE deleted_at IS NULL"), 1) << "the successor's";
    EXPECT_EQ(count("SELECT COUNT(*) FROM manager_capacities WHERE deleted_at IS NULL"), 0);
}

// Who no longer signs in answers for nothing either; what he may come back to, his teams and his hours,
// stays.
TEST_P(Handover, WhoAnswersForSomethingIsNotDeactivatedBeforeItIsHandedOver) {
    const auto merged =
        as("admin").post("/users/{manager}/merge", R"({"base":{"active":true},"mine":{"active":false}})");
    EXPECT_EQ(merged.status, 409);
    EXPECT_EQ(merged.key(), "user.has_duties");
    const auto refused = as("admin").patch("/users/{manager}", R"({"active":false})");
    EXPECT_EQ(refused.status, 409);
    EXPECT_EQ(refused.at("/current/duties/0/count"), "2") << refused.body;
    EXPECT_EQ(as("admin").patch("/users/{manager}", R"({"team":"North"})").status, 200) << "other changes go";
    ASSERT_EQ(hand_to("stranger").status, 200);
    ASSERT_EQ(as("admin").patch("/users/{manager}", R"({"active":false})").status, 200);
    EXPECT_EQ(count("SELECT COUNT(*) FROM account_team WHERE deleted_at IS NULL"), 2);
    EXPECT_EQ(count("SELECT COUNT(*) FROM manager_capacities WHERE deleted_at IS NULL"), 1);
    EXPECT_EQ(as("admin").patch("/users/{manager}", R"({"active":true})").status, 200);
}

// Who takes over from the person he reported to reports to that person's manager, not to himself.
TEST_P(Handover, NobodyComesToReportToHimself) {
    ASSERT_EQ(hand_to("junior").status, 200);
    EXPECT_EQ(as("admin").get("/users/{junior}").at("/manager_id"), "null");
    EXPECT_EQ(as("admin").del("/users/{manager}").status, 204);
}

// A cap holds here too: then nothing at all changes hands.
TEST_P(Handover, IsRefusedAsAWholeAboveTheCap) {
    account("full", "stranger");
    const auto entry = as("stranger")
                           .post("/key-account-moves",
                                 R"({"account_id":"{full}","list":"key","kind":"entry","reason":"x"})");
    ASSERT_EQ(as("leader")
                  .put("/key-account-moves/" + entry.id() + "/decision", R"({"decision":"approved"})")
                  .status,
              200);
    ASSERT_EQ(as("leader").patch("/programme-settings/programme", R"({"manager_cap":1})").status, 200);
    EXPECT_EQ(hand_to("stranger").faults(), "/manager_id programme.manager_cap_reached");
    EXPECT_EQ(as("admin").get("/accounts/{acme}").at("/owner_id"), user_id("manager"));
}

}  // namespace
}  // namespace kamino::testing
