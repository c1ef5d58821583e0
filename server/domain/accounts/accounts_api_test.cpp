// Routes of accounts: who may, what is refused, and who sees what once owners, teams and trees change.
#include "testing/api/api.h"

namespace kamino::testing {
namespace {

class AccountsApi : public ApiTest {
  protected:
    void SetUp() override {
        ApiTest::SetUp();
        if (!IsSkipped()) account("acme", "manager");
    }
};
KAMINO_EACH_ENGINE(AccountsApi);

TEST_P(AccountsApi, EachRouteAllowsAndDenies) {
    const std::string name = R"({"name":"Zenith"})";
    run({
        {.name = "list",
         .as = "manager",
         .url = "/accounts",
         .json = R"({"items":[{"name":"acme"}],"next_cursor":null})"},
        {.name = "list of nothing",
         .as = "stranger",
         .url = "/accounts",
         .json = R"({"items":[],"next_cursor":null})"},
        {.name = "list unsigned",
         .as = "",
         .url = "/accounts",
         .status = 401,
         .json = R"({"key":"request.unauthenticated"})"},
        {.name = "get",
         .as = "manager",
         .url = "/accounts/{acme}",
         .json = R"({"name":"acme","owner_id":"{manager}","version":1})"},
        {.name = "get unseen", .as = "stranger", .url = "/accounts/{acme}", .status = 404},
        {.name = "get unknown", .as = "admin", .url = "/accounts/nothing", .status = 404},
        {.name = "create",
         .as = "manager",
         .method = "POST",
         .url = "/accounts",
         .body = name,
         .status = 201,
         .json = R"({"name":"Zenith","owner_id":"{manager}","status":"prospect"})",
         .audit = "account insert",
         .events = "account insert",
         .save_as = "zenith"},
        {.name = "create as viewer",
         .as = "viewer",
         .method = "POST",
         .url = "/accounts",
         .body = name,
         .status = 403},
        {.name = "create as leader, owned by nobody",
         .as = "leader",
         .method = "POST",
         .url = "/accounts",
         .body = name,
         .status = 201,
         .json = R"({"owner_id":null})"},
        {.name = "patch",
         .as = "manager",
         .method = "PATCH",
         .url = "/accounts/{acme}",
         .body = R"({"city":"Delft"})",
         .json = R"({"city":"Delft","version":2})",
         .audit = "account update",
         .events = "account update",
         .headers = {{"If-Match", "\"1\""}}},
        {.name = "patch unseen",
         .as = "stranger",
         .method = "PATCH",
         .url = "/accounts/{acme}",
         .body = R"({"city":"Delft"})",
         .status = 404,
         .headers = {{"If-Match", "\"2\""}}},
        {.name = "patch as viewer",
         .as = "viewer",
         .method = "PATCH",
         .url = "/accounts/{acme}",
         .body = R"({"city":"Delft"})",
         .status = 403,
         .headers = {{"If-Match", "\"2\""}}},
        {.name = "history",
         .as = "manager",
         .url = "/accounts/{acme}/history",
         .json =
             R"({"items":[{"entity":"account","action":"update","changes":[{"field":"city","before":"","after":"Delft"}]},{"action":"insert"}]})"},
        {.name = "history unseen", .as = "stranger", .url = "/accounts/{acme}/history", .status = 404},
        {.name = "tree",
         .as = "manager",
         .url = "/accounts/{acme}/tree",
         .json = R"({"items":[{"id":"{acme}","parent_id":null}]})"},
        {.name = "tree unseen", .as = "stranger", .url = "/accounts/{acme}/tree", .status = 404},
        {.name = "delete unseen",
         .as = "stranger",
         .method = "DELETE",
         .url = "/accounts/{zenith}",
         .status = 404,
         .headers = {{"If-Match", "*"}}},
        {.name = "delete as viewer",
         .as = "viewer",
         .method = "DELETE",
         .url = "/accounts/{zenith}",
         .status = 403,
         .headers = {{"If-Match", "*"}}},
        {.name = "delete",
         .as = "manager",
         .method = "DELETE",
         .url = "/accounts/{zenith}",
         .status = 204,
         .audit = "account delete",
         .events = "account delete",
         .headers = {{"If-Match", "*"}}},
        {.name = "gone", .as = "manager", .url = "/accounts/{zenith}", .status = 404},
        {.name = "in the bin",
         .as = "manager",
         .url = "/accounts?deleted=true",
         .json = R"({"items":[{"name":"Zenith","deleted_at":"*"}]})"},
        {.name = "bin page",
         .as = "manager",
         .url = "/bin",
         .json = R"({"items":[{"entity":"account","title":"Zenith"}]})"},
        {.name = "bin of a stranger", .as = "stranger", .url = "/bin", .json = R"({"items":[]})"},
        {.name = "restore unseen",
         .as = "stranger",
         .method = "POST",
         .url = "/accounts/{zenith}/restoration",
         .status = 404},
        {.name = "restore as viewer",
         .as = "viewer",
         .method = "POST",
         .url = "/accounts/{zenith}/restoration",
         .status = 403},
        {.name = "restore",
         .as = "manager",
         .method = "POST",
         .url = "/accounts/{zenith}/restoration",
         .json = R"({"name":"Zenith","deleted_at":null})",
         .audit = "account restore",
         .events = "account restore"},
        {.name = "restore what lives",
         .as = "manager",
         .method = "POST",
         .url = "/accounts/{zenith}/restoration",
         .status = 404},
        {.name = "method",
         .as = "admin",
         .method = "PUT",
         .url = "/accounts/{acme}",
         .body = "{}",
         .status = 405},
    });
}

TEST_P(AccountsApi, PartsOfAnAccountFollowIt) {
    struct Part {
        std::string route, body, patch, entity;
    };
    const std::vector<Part> parts{
        {"account-units", R"({"account_id":"{acme}","name":"Sales","kind":"department"})",
         R"({"name":"Sales EMEA"})", "account_unit"},
        {"account-locations", R"({"account_id":"{acme}","name":"Plant","city":"Ghent"})",
         R"({"city":"Bruges"})", "account_location"},
        {"account-team", R"({"account_id":"{acme}","user_id":"{leader}","role":"innovator"})",
         R"({"role":"member"})", "account_team_member"},
    };
    for (const auto& part : parts) {
        const std::string one = "/" + part.route + "/{part}";
        run({
            {.name = "create unseen",
             .as = "stranger",
             .method = "POST",
             .url = "/" + part.route,
             .body = part.body,
             .status = 422,
             .json = R"({"fields":[{"path":"/account_id","key":"field.bad_reference"}]})"},
            {.name = "create as viewer",
             .as = "viewer",
             .method = "POST",
             .url = "/" + part.route,
             .body = part.body,
             .status = 403},
            {.name = "create",
             .as = "manager",
             .method = "POST",
             .url = "/" + part.route,
             .body = part.body,
             .status = 201,
             .json = R"({"account_id":"{acme}"})",
             .audit = part.entity + " insert",
             .save_as = "part"},
            {.name = "list",
             .as = "manager",
             .url = "/" + part.route + "?filter=account_id = {acme}",
             .json = R"({"items":[{"id":"{part}"}]})"},
            {.name = "list unseen", .as = "stranger", .url = "/" + part.route, .json = R"({"items":[]})"},
            {.name = "get", .as = "manager", .url = one, .json = R"({"id":"{part}"})"},
            {.name = "get unseen", .as = "stranger", .url = one, .status = 404},
            {.name = "patch unseen",
             .as = "stranger",
             .method = "PATCH",
             .url = one,
             .body = part.patch,
             .status = 404,
             .headers = {{"If-Match", "*"}}},
            {.name = "patch",
             .as = "manager",
             .method = "PATCH",
             .url = one,
             .body = part.patch,
             .json = part.patch,
             .audit = part.entity + " update",
             .headers = {{"If-Match", "*"}}},
            {.name = "export unseen", .as = "stranger", .url = "/" + part.route + "/export?format=ndjson"},
            {.name = "delete unseen",
             .as = "stranger",
             .method = "DELETE",
             .url = one,
             .status = 404,
             .headers = {{"If-Match", "*"}}},
            {.name = "delete",
             .as = "manager",
             .method = "DELETE",
             .url = one,
             .status = 204,
             .audit = part.entity + " delete",
             .headers = {{"If-Match", "*"}}},
            {.name = "restore unseen",
             .as = "stranger",
             .method = "POST",
             .url = one + "/restoration",
             .status = 404},
            {.name = "restore",
             .as = "manager",
             .method = "POST",
             .url = one + "/restoration",
             .audit = part.entity + " restore"},
        });
    }
}

TEST_P(AccountsApi, RefusesBadValuesInTheCallersLanguage) {
    const auto bad = [&](std::string body, const char* language) {
        return as("admin").post("/accounts", body, {{"Accept-Language", language}});
    };
    auto answer = bad(
        R"({"status":"great","employees":-1,"website":"no url","latitude":91,"nonsense":1,"annual_revenue":{"minor":1,"currency":"XXQ"}})",
        "es");
    EXPECT_EQ(answer.status, 422);
    EXPECT_EQ(answer.header("Content-Type"), "application/problem+json");
    EXPECT_EQ(answer.header("Content-Language"), "es");
    EXPECT_NE(answer.faults().find("/nonsense field.unknown"), std::string::npos) << answer.faults();
    answer = bad(R"({"status":"great","employees":-1,"latitude":91,"city":5})", "es");
    EXPECT_NE(answer.faults().find("/city field.wrong_type"), std::string::npos) << answer.faults();
    answer = bad(R"({"status":"great","employees":-1,"latitude":91,"longitude":4,"website":"no url"})", "nl");
    EXPECT_EQ(answer.header("Content-Language"), "nl");
    for (const char* fault :
         {"/name field.required", "/status field.not_a_choice", "/employees field.too_small",
          "/latitude field.too_large", "/website field.bad_url"})
        EXPECT_NE(answer.faults().find(fault), std::string::npos) << fault << " in " << answer.faults();
    EXPECT_NE(answer.body.find("Een waarde is verplicht."), std::string::npos) << answer.body;
    EXPECT_EQ(as("admin").post("/accounts", R"({"name":"   "})").faults(), "/name field.required");
    // Nor a name that nobody can see, nor one that turns the rest of the line around.
    EXPECT_EQ(as("admin").post("/accounts", "{\"name\":\"\xE2\x80\x8B\"}").faults(), "/name field.required");
    EXPECT_EQ(as("admin")
                  .post("/accounts",
                        "{\"name\":\"\xE2\x80\xAE"
                        "emcA\"}")
                  .faults(),
              "/name field.turns_direction");
    EXPECT_EQ(as("admin").post("/accounts", R"({"name":"x","latitude":1})").faults(),
              "/longitude field.required");
    EXPECT_EQ(as("admin").post("/accounts", R"({"name":"x","owner_id":"nobody"})").faults(),
              "/owner_id field.bad_reference");
    EXPECT_EQ(as("admin").post("/accounts", "[1]").status, 422);
    EXPECT_EQ(as("admin").post("/accounts", "{\"name\":").key(), "request.malformed_json");
    EXPECT_EQ(as("admin").ask("POST", "/accounts", "", {{"Content-Type", "text/plain"}}).key(),
              "request.not_json");
    make("first", "accounts", R"({"name":"First","external_id":"X1"})");
    EXPECT_EQ(as("admin").post("/accounts", R"({"name":"Second","external_id":"X1"})").faults(),
              "/external_id field.duplicate");
    EXPECT_EQ(count("SELECT COUNT(*) FROM accounts"), 2);
}

// The tree: moves, refused circles, and sight that follows at once.
TEST_P(AccountsApi, MovesInTheTree) {
    account("group", "stranger");
    account("sub", "", "group");
    account("subsub", "", "sub");
    EXPECT_EQ(as("stranger").get("/accounts").all("name"),
              (std::vector<std::string>{"group", "sub", "subsub"}));
    EXPECT_EQ(as("manager").get("/accounts").all("name"), (std::vector<std::string>{"acme"}));
    for (const char* under : {"group", "sub", "subsub"}) {
        const auto answer =
            as("admin").patch("/accounts/{group}", std::string{R"({"parent_id":"{)"} + under + "}\"}");
        EXPECT_EQ(answer.status, 422) << under;
        EXPECT_EQ(answer.faults(), "/parent_id account.parent_below") << under;
    }
    EXPECT_EQ(as("admin").patch("/accounts/{sub}", R"({"parent_id":"{acme}"})").status, 200);
    EXPECT_EQ(as("stranger").get("/accounts").all("name"), (std::vector<std::string>{"group"}));
    EXPECT_EQ(as("manager").get("/accounts").all("name"),
              (std::vector<std::string>{"acme", "sub", "subsub"}));
    EXPECT_EQ(as("manager").get("/accounts/{subsub}/tree").all("name"),
              (std::vector<std::string>{"acme", "sub", "subsub"}));
    // Who sees only the lower part is shown no more than that.
    join_team("subsub", "stranger");
    EXPECT_EQ(as("stranger").get("/accounts/{subsub}/tree").all("name"),
              (std::vector<std::string>{"subsub"}));
    EXPECT_EQ(as("admin").patch("/accounts/{sub}", R"({"parent_id":null})").status, 200);
    EXPECT_EQ(as("manager").get("/accounts").all("name"), (std::vector<std::string>{"acme"}));
    EXPECT_EQ(as("admin").get("/accounts/{subsub}/tree").all("name"),
              (std::vector<std::string>{"sub", "subsub"}));
}

TEST_P(AccountsApi, TeamAndOwnerChangeSightAtOnce) {
    account("below", "", "acme");
    const auto sees = [&](const std::string& user) { return as(user).get("/accounts").all("name"); };
    EXPECT_EQ(sees("viewer"), std::vector<std::string>{});
    join_team("acme", "viewer");
    EXPECT_EQ(sees("viewer"), (std::vector<std::string>{"acme", "below"}));
    EXPECT_EQ(as("admin")
                  .post("/account-team", R"({"account_id":"{acme}","user_id":"{viewer}","role":"member"})")
                  .faults(),
              "/user_id field.duplicate");
    EXPECT_EQ(as("admin").del("/account-team/{acme/viewer}").status, 204);
    EXPECT_EQ(sees("viewer"), std::vector<std::string>{});
    EXPECT_EQ(as("admin").post("/account-team/{acme/viewer}/restoration").status, 200);
    EXPECT_EQ(sees("viewer"), (std::vector<std::string>{"acme", "below"}));
    EXPECT_EQ(as("admin").patch("/account-team/{acme/viewer}", R"({"account_id":"{below}"})").status, 200);
    EXPECT_EQ(sees("viewer"), (std::vector<std::string>{"below"}));
    EXPECT_EQ(as("admin").patch("/accounts/{acme}", R"({"owner_id":"{stranger}"})").status, 200);
    EXPECT_EQ(sees("manager"), std::vector<std::string>{});
    EXPECT_EQ(sees("stranger"), (std::vector<std::string>{"acme", "below"}));
}

TEST_P(AccountsApi, UnitsStayInsideTheirAccount) {
    account("other");
    make("top", "account-units", R"({"account_id":"{acme}","name":"Top"})");
    make("low", "account-units", R"({"account_id":"{acme}","name":"Low","parent_id":"{top}"})");
    EXPECT_EQ(as("admin").patch("/account-units/{top}", R"({"parent_id":"{low}"})").faults(),
              "/parent_id account.unit_parent");
    EXPECT_EQ(as("admin").patch("/account-units/{top}", R"({"parent_id":"{top}"})").faults(),
              "/parent_id account.unit_parent");
    EXPECT_EQ(as("admin")
                  .post("/account-units", R"({"account_id":"{other}","name":"X","parent_id":"{top}"})")
                  .faults(),
              "/parent_id account.unit_parent");
}

// The log of an account is for who sees the account, of everything that belongs to it, and of nothing else.
TEST_P(AccountsApi, HistoryShowsWhatBelongsToTheAccount) {
    account("other", "stranger");
    make("ann", "people", R"({"account_id":"{acme}","name":"Ann Lee"})");
    make("bob", "people", R"({"account_id":"{other}","name":"Bob Low"})");
    EXPECT_EQ(as("manager").patch("/people/{ann}", R"({"title":"CFO"})").status, 200);
    const auto answer = as("manager").get("/accounts/{acme}/history");
    EXPECT_EQ(answer.all("entity"), (std::vector<std::string>{"person", "person", "account"}));
    EXPECT_EQ(answer.at("/items/0/actor_name"), "manager");
    EXPECT_EQ(answer.at("/items/0/door"), "ui");
    EXPECT_EQ(answer.at("/next_before"), "null");
    const auto page = as("manager").get("/accounts/{acme}/history?limit=2");
    EXPECT_EQ(page.all("action"), (std::vector<std::string>{"update", "insert"}));
    EXPECT_EQ(
        as("manager").get("/accounts/{acme}/history?limit=2&before=" + page.at("/next_before")).all("entity"),
        (std::vector<std::string>{"account"}));
    EXPECT_EQ(as("manager").get("/accounts/{other}/history").status, 404);
    EXPECT_EQ(as("leader").get("/accounts/{other}/history").all("entity"),
              (std::vector<std::string>{"person", "account"}));
    EXPECT_EQ(as("leader").get("/accounts/unknown/history").status, 404);
}

// What came out of the bin without an owner was given to whoever restored it: the hooks took it for new,
// since there is no version before a restoration.
TEST_P(AccountsApi, RestoresAsItWas) {
    account("below", "", "acme");
    EXPECT_EQ(as("admin").patch("/accounts/{below}", R"({"owner_id":null})").status, 200);
    EXPECT_EQ(as("manager").del("/accounts/{below}").status, 204);
    const auto answer = as("manager").post("/accounts/{below}/restoration");
    EXPECT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(answer.at("/owner_id"), "null");
    EXPECT_EQ(as("manager").get("/accounts/{below}").at("/owner_id"), "null");
    EXPECT_EQ(as("manager").get("/accounts/{acme}/tree").all("id"),
              (std::vector<std::string>{id("acme"), id("below")}));
}

}  // namespace
}  // namespace kamino::testing
