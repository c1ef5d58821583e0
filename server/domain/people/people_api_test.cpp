// Routes of people and interactions: who may, what is refused, and what a move to another account leaves
// behind.
#include "testing/api/api.h"

namespace kamino::testing {
namespace {

class PeopleApi : public ApiTest {
  protected:
    void SetUp() override {
        ApiTest::SetUp();
        if (IsSkipped()) return;
        account("acme", "manager");
        account("zenith", "stranger");
        make("boss", "people",
             R"({"account_id":"{acme}","name":"Bea Boss","decision_role":"decision_maker"})");
    }
};
KAMINO_EACH_ENGINE(PeopleApi);

const http::Pairs any_version{{"If-Match", "*"}};

TEST_P(PeopleApi, EachRouteAllowsAndDenies) {
    const std::string body =
        R"({"account_id":"{acme}","first_name":"Ana María","last_name":"Ruiz","email":"ana@acme.example","reports_to_id":"{boss}"})";
    run({
        {.name = "create unseen",
         .as = "stranger",
         .method = "POST",
         .url = "/people",
         .body = body,
         .status = 422,
         .json =
             R"({"fields":[{"path":"/account_id","key":"field.bad_reference"},{"path":"/reports_to_id","key":"field.bad_reference"}]})"},
        {.name = "create as viewer",
         .as = "viewer",
         .method = "POST",
         .url = "/people",
         .body = body,
         .status = 403},
        {.name = "create",
         .as = "manager",
         .method = "POST",
         .url = "/people",
         .body = body,
         .status = 201,
         .json = R"({"name":"Ana María Ruiz","decision_role":"unknown"})",
         .audit = "person insert",
         .events = "person insert",
         .save_as = "ana"},
        {.name = "list", .as = "manager", .url = "/people?q=maria", .json = R"({"items":[{"id":"{ana}"}]})"},
        {.name = "list unseen",
         .as = "stranger",
         .url = "/people?count=true",
         .json = R"({"items":[],"total":0})"},
        {.name = "get", .as = "manager", .url = "/people/{ana}", .json = R"({"reports_to_id":"{boss}"})"},
        {.name = "get unseen", .as = "stranger", .url = "/people/{ana}", .status = 404},
        {.name = "patch unseen",
         .as = "stranger",
         .method = "PATCH",
         .url = "/people/{ana}",
         .body = R"({"title":"x"})",
         .status = 404,
         .headers = any_version},
        {.name = "bad values",
         .as = "manager",
         .method = "PATCH",
         .url = "/people/{ana}",
         .body = R"({"email":"no","influence":6,"stance":"warm"})",
         .status = 422,
         .headers = any_version},
        {.name = "circle",
         .as = "manager",
         .method = "PATCH",
         .url = "/people/{boss}",
         .body = R"({"reports_to_id":"{ana}"})",
         .status = 422,
         .json = R"({"fields":[{"path":"/reports_to_id","key":"person.reports_in_circle"}]})",
         .headers = any_version},
        {.name = "own boss",
         .as = "manager",
         .method = "PATCH",
         .url = "/people/{boss}",
         .body = R"({"reports_to_id":"{boss}"})",
         .status = 422,
         .headers = any_version},
        {.name = "rename",
         .as = "manager",
         .method = "PATCH",
         .url = "/people/{ana}",
         .body = R"({"last_name":"Ruiz Gil"})",
         .json = R"({"name":"Ana María Ruiz Gil"})",
         .audit = "person update",
         .headers = any_version},
        {.name = "to an unseen account",
         .as = "manager",
         .method = "PATCH",
         .url = "/people/{ana}",
         .body = R"({"account_id":"{zenith}"})",
         .status = 422,
         .json = R"({"fields":[{"path":"/account_id","key":"field.bad_reference"}]})",
         .headers = any_version},
        {.name = "export", .as = "manager", .url = "/people/export?columns=name"},
        {.name = "delete unseen",
         .as = "stranger",
         .method = "DELETE",
         .url = "/people/{ana}",
         .status = 404,
         .headers = any_version},
        {.name = "delete",
         .as = "manager",
         .method = "DELETE",
         .url = "/people/{ana}",
         .status = 204,
         .audit = "person delete",
         .headers = any_version},
        {.name = "restore unseen",
         .as = "stranger",
         .method = "POST",
         .url = "/people/{ana}/restoration",
         .status = 404},
        {.name = "restore",
         .as = "manager",
         .method = "POST",
         .url = "/people/{ana}/restoration",
         .audit = "person restore"},
        {.name = "employments are made by moves only",
         .as = "admin",
         .method = "POST",
         .url = "/employments",
         .body = "{}",
         .status = 405},
    });
}

TEST_P(PeopleApi, InteractionsAllowAndDeny) {
    const std::string body =
        R"({"account_id":"{acme}","person_ids":["{boss}"],"user_ids":["{manager}"],"kind":"call","subject":"Prices","happened_at":"2026-03-01T10:00:00Z"})";
    run({
        {.name = "create unseen",
         .as = "stranger",
         .method = "POST",
         .url = "/interactions",
         .body = body,
         .status = 422},
        {.name = "create",
         .as = "manager",
         .method = "POST",
         .url = "/interactions",
         .body = body,
         .status = 201,
         .json = R"({"owner_id":"{manager}","status":"done","happened_at":"2026-03-01T10:00:00.000000Z"})",
         .audit = "interaction insert",
         .events = "interaction insert",
         .save_as = "call"},
        {.name = "no such person",
         .as = "manager",
         .method = "PATCH",
         .url = "/interactions/{call}",
         .body = R"({"person_ids":["{boss}","nobody"]})",
         .status = 422,
         .json = R"({"fields":[{"path":"/person_ids","key":"field.bad_reference"}]})",
         .headers = any_version},
        {.name = "bad values",
         .as = "manager",
         .method = "POST",
         .url = "/interactions",
         .body = R"({"account_id":"{acme}","happened_at":"yesterday"})",
         .status = 422},
        {.name = "list",
         .as = "manager",
         .url = "/interactions?filter=person_ids = {boss}",
         .json = R"({"items":[{"id":"{call}"}]})"},
        {.name = "list unseen", .as = "stranger", .url = "/interactions", .json = R"({"items":[]})"},
        {.name = "get unseen", .as = "stranger", .url = "/interactions/{call}", .status = 404},
        {.name = "patch as viewer",
         .as = "viewer",
         .method = "PATCH",
         .url = "/interactions/{call}",
         .body = R"({"minutes":5})",
         .status = 403,
         .headers = any_version},
        {.name = "patch",
         .as = "manager",
         .method = "PATCH",
         .url = "/interactions/{call}",
         .body = R"({"minutes":5})",
         .audit = "interaction update",
         .headers = any_version},
        {.name = "delete",
         .as = "manager",
         .method = "DELETE",
         .url = "/interactions/{call}",
         .status = 204,
         .audit = "interaction delete",
         .headers = any_version},
        {.name = "restore",
         .as = "manager",
         .method = "POST",
         .url = "/interactions/{call}/restoration",
         .audit = "interaction restore"},
    });
}

TEST_P(PeopleApi, AMoveKeepsTheEmployments) {
    account("next", "manager");
    make("unit", "account-units", R"({"account_id":"{acme}","name":"Sales"})");
    make("carl", "people", R"({"account_id":"{acme}","name":"Carl Ray","title":"Buyer","unit_id":"{unit}"})");
    const auto moved =
        as("manager").patch("/people/{carl}", R"({"account_id":"{next}","title":"Head buyer"})");
    EXPECT_EQ(moved.status, 200) << moved.body;
    EXPECT_EQ(moved.at("/unit_id"), "null") << "a unit of the account that he left";
    const auto jobs = as("manager").get("/employments?filter=person_id = {carl}&sort=title");
    EXPECT_EQ(jobs.all("title"), (std::vector<std::string>{"Buyer", "Head buyer"}));
    EXPECT_EQ(jobs.all("account_id"), (std::vector<std::string>{id("acme"), id("next")}));
    EXPECT_NE(jobs.all("ended_on")[0], "null");
    EXPECT_EQ(jobs.all("ended_on")[1], "null");
    EXPECT_EQ(as("manager").patch("/people/{carl}", R"({"account_id":"{acme}"})").status, 200);
    EXPECT_EQ(as("manager").get("/employments?filter=person_id = {carl}").all("id").size(), 3U);
    EXPECT_EQ(as("stranger").get("/employments").all("id"), std::vector<std::string>{});
}

TEST_P(PeopleApi, AUnitMustBelongToTheAccount) {
    make("unit", "account-units", R"({"account_id":"{zenith}","name":"Sales"})");
    EXPECT_EQ(
        as("admin").post("/people", R"({"account_id":"{acme}","name":"X","unit_id":"{unit}"})").faults(),
        "/unit_id account.foreign_unit");
}

}  // namespace
}  // namespace kamino::testing
