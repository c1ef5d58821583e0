// Who gets a plan, an objective or a task can see it, over the API on both engines. PLAN-3, PLAN-11, PLAN-12,
// WORK-1.
#include "testing/api/api.h"

namespace kamino::testing {
namespace {

class OwnersApi : public ApiTest {
  protected:
    void SetUp() override {
        ApiTest::SetUp();
        if (IsSkipped()) return;
        account("acme", "manager");
        keep("plan", as("manager").post("/plans", R"({"account_id":"{acme}"})").id());
    }
    std::string given_to(const char* user, const std::string& more = {}) {
        return R"({"owner_id":")" + user_id(user) + "\"" + more + "}";
    }
};
KAMINO_EACH_ENGINE(OwnersApi);

// A task for somebody who does not see the account was taken, and stood in nobody's list; so did a plan.
TEST_P(OwnersApi, WhatIsGivenToSomebodyIsWithinHisSight) {
    const std::string blind = "/owner_id user.cannot_see_account";
    const std::string row = R"(,"plan_id":"{plan}","title":"Ask about the new line")";
    const auto manager = as("manager");
    const auto task = manager.post("/plan-tasks", given_to("stranger", row + R"(,"due_on":"2030-01-01")"));
    EXPECT_EQ(task.faults(), blind);
    EXPECT_NE(task.body.find("stranger does not see this account"), std::string::npos) << task.body;
    EXPECT_EQ(manager.post("/plan-objectives", given_to("stranger", row)).faults(), blind);
    EXPECT_EQ(manager.patch("/plans/{plan}", given_to("stranger")).faults(), blind);
    account("bolt", "manager");
    EXPECT_EQ(manager.post("/plans", given_to("stranger", R"(,"account_id":"{bolt}")")).faults(), blind);

    // Those who see all, and the account team, may have them.
    EXPECT_EQ(manager.patch("/plans/{plan}", given_to("leader")).status, 200);
    join_team("acme", "stranger");
    const auto given = manager.post("/plan-tasks", given_to("stranger", row + R"(,"due_on":"2030-01-01")"));
    ASSERT_EQ(given.status, 201) << given.body;
    EXPECT_EQ(as("stranger").get("/plan-tasks").all("id"), std::vector{given.id()});
    EXPECT_EQ(manager.patch("/plans/{plan}", given_to("stranger")).status, 200);

    // Who leaves the team keeps what he has until somebody takes it over: other changes go on.
    const auto member =
        as("admin").get("/account-team?filter=user_id = " + user_id("stranger")).at("/items/0/id");
    ASSERT_EQ(as("admin").del("/account-team/" + member).status, 204);
    EXPECT_EQ(manager.patch("/plan-tasks/" + given.id(), R"({"title":"Ask again"})").status, 200);
    EXPECT_EQ(manager.del("/plan-tasks/" + given.id()).status, 204);
    EXPECT_EQ(manager.post("/plan-tasks/" + given.id() + "/restoration").status, 200);
}

}  // namespace
}  // namespace kamino::testing
