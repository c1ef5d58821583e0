#include "testing/api/shared.h"

#include <gtest/gtest.h>

namespace kamino::testing {

Answer start_plan(ApiTest& test, const std::string& account, const std::string& more,
                  const std::string& user) {
    auto plan = test.as(user).post("/plans", R"({"account_id":")" + test.id(account) + "\"" + more + "}");
    EXPECT_EQ(plan.status, 201) << plan.body;
    test.keep("plan", plan.id());
    return plan;
}

std::vector<Scenario> refused_decisions(const std::string& url, const std::string& back) {
    return {{.name = "managers do not decide",
             .as = "manager",
             .method = "PUT",
             .url = url,
             .body = R"({"decision":"approved"})",
             .status = 403},
            {.name = "no such decision",
             .as = "leader",
             .method = "PUT",
             .url = url,
             .body = R"({"decision":"maybe"})",
             .status = 422,
             .json = R"({"fields":[{"path":"/decision"}]})"},
            {.name = "going back says why",
             .as = "leader",
             .method = "PUT",
             .url = url,
             .body = R"({"decision":")" + back + "\"}",
             .status = 422,
             .json = R"({"fields":[{"path":"/note","key":"programme.reason_needed"}]})"}};
}

}  // namespace kamino::testing
