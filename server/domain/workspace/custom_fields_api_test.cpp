// The workspace's own fields (DATA-5) by every door: what a record must say, what an older one may keep, and
// filters that name a field which is not there.
#include "platform/base/text.h"
#include "testing/api/api.h"

namespace kamino::testing {
namespace {

class CustomFieldsApi : public ApiTest {
  protected:
    void SetUp() override {
        ApiTest::SetUp();
        make(
            "tier", "custom-fields",
            R"({"entity_name":"account","name":"tier","label":"Tier","kind":"choice","choices":["gold","tin"]})");
        make("size", "custom-fields",
             R"({"entity_name":"account","name":"size","label":"Size","kind":"number"})");
        make("acme", "accounts", R"({"name":"Acme","custom":{"tier":"gold","size":3}})");
        make("bolt", "accounts", R"({"name":"Bolt"})");
        make("ann", "people", R"({"account_id":"{acme}","name":"Ann Lee"})");
    }
    std::string custom(const std::string& account) {
        return as("admin").get("/accounts/{" + account + "}").at("/custom");
    }
};
KAMINO_EACH_ENGINE(CustomFieldsApi);

// Whoever changed one own field on an account's page took the values of all the others away: the document
// was replaced by the member that had changed.
TEST_P(CustomFieldsApi, a_change_of_one_leaves_the_others) {
    ASSERT_EQ(as("admin").patch("/accounts/{acme}", R"({"custom":{"size":4}})").status, 200);
    EXPECT_EQ(custom("acme"), R"({"tier":"gold","size":4})");
    ASSERT_EQ(as("admin").patch("/accounts/{acme}", R"({"custom":{"tier":null}})").status, 200);
    EXPECT_EQ(custom("acme"), R"({"size":4})");
    ASSERT_EQ(as("admin").patch("/accounts/{acme}", R"({"custom":null})").status, 200);
    EXPECT_EQ(custom("acme"), "{}");
}

TEST_P(CustomFieldsApi, changes_of_two_people_merge_field_by_field) {
    const auto merge = [&](const char* base, const char* mine) {
        return as("admin").post("/accounts/{acme}/merge", std::string{R"({"base":{"custom":)"} + base +
                                                              R"(},"mine":{"custom":)" + mine + "}}");
    };
    ASSERT_EQ(as("admin").patch("/accounts/{acme}", R"({"custom":{"size":9}})").status, 200);
    EXPECT_EQ(merge(R"({"tier":"gold","size":3})", R"({"tier":"tin","size":3})").status, 200);
    EXPECT_EQ(custom("acme"), R"({"tier":"tin","size":9})") << "the other's size stays";
    const auto asked = merge(R"({"size":3})", R"({"size":5})");
    EXPECT_EQ(asked.status, 409);
    EXPECT_EQ(asked.at("/conflicts/0/field"), "custom");
    EXPECT_EQ(merge(R"({"tier":"tin"})", R"({"tier":null})").status, 200);
    EXPECT_EQ(custom("acme"), R"({"size":9})");
}

// What becomes required is asked of newcomers. Who was there before may go on without it, but not lose it.
TEST_P(CustomFieldsApi, required_is_asked_of_newcomers_only) {
    ASSERT_EQ(as("admin").patch("/custom-fields/{tier}", R"({"required":true})").status, 200);
    make("role", "custom-fields",
         R"({"entity_name":"person","name":"role","label":"Role","kind":"text","required":true})");
    run({{.name = "a new account without it",
          .method = "POST",
          .url = "/accounts",
          .body = R"({"name":"Core"})",
          .status = 422,
          .json = R"({"fields":[{"path":"/custom/tier","key":"field.required"}]})"},
         {.name = "a new person without it",
          .method = "POST",
          .url = "/people",
          .body = R"({"account_id":"{acme}","name":"Bo Dix"})",
          .status = 422,
          .json = R"({"fields":[{"path":"/custom/role","key":"field.required"}]})"},
         {.name = "blank is nothing",
          .method = "POST",
          .url = "/people",
          .body = R"({"account_id":"{acme}","name":"Bo Dix","custom":{"role":""}})",
          .status = 422,
          .json = R"({"fields":[{"path":"/custom/role","key":"field.required"}]})"},
         {.name = "an older account says something else",
          .method = "PATCH",
          .url = "/accounts/{bolt}",
          .body = R"({"custom":{"size":1}})",
          .audit = "account update",
          .headers = {{"If-Match", "*"}}},
         {.name = "an older person says something else",
          .method = "PATCH",
          .url = "/people/{ann}",
          .body = R"({"title":"Buyer"})",
          .audit = "person update",
          .headers = {{"If-Match", "*"}}},
         {.name = "who has it does not lose it",
          .method = "PATCH",
          .url = "/accounts/{acme}",
          .body = R"({"custom":{"tier":null}})",
          .status = 422,
          .json = R"({"fields":[{"path":"/custom/tier","key":"field.required"}]})",
          .headers = {{"If-Match", "*"}}}});
    EXPECT_EQ(as("admin").get("/accounts?count=true&filter=custom.tier = null").at("/total"), "1")
        << "whom the screen of the field counts";
    ASSERT_EQ(as("admin").del("/accounts/{bolt}").status, 204);
    EXPECT_EQ(as("admin").post("/accounts/{bolt}/restoration").status, 200) << "comes back as it was";
}

// A field that went, or became another kind, kept every account that had a value from being changed at all.
TEST_P(CustomFieldsApi, what_a_field_left_behind_blocks_nothing) {
    ASSERT_EQ(as("admin").patch("/custom-fields/{size}", R"({"kind":"text"})").status, 200);
    ASSERT_EQ(as("admin").del("/custom-fields/{tier}").status, 204);
    EXPECT_EQ(as("admin").patch("/accounts/{acme}", R"({"city":"Oslo"})").status, 200);
    EXPECT_EQ(as("admin").patch("/accounts/{acme}", R"({"custom":{"size":"large"}})").status, 200);
    EXPECT_EQ(custom("acme"), R"({"tier":"gold","size":"large"})")
        << "a field that comes back finds its values";
    EXPECT_EQ(as("admin").patch("/accounts/{acme}", R"({"custom":{"tier":"tin"}})").faults(),
              "/custom/tier field.unknown");
}

// DATA-5, SEL-6: an empty list was the answer to a slip of the pen, where a fixed field gets a word.
TEST_P(CustomFieldsApi, a_filter_by_no_field_is_refused_by_every_door) {
    const auto refused = [&](const std::string& url, const std::string& filter) {
        const auto answer = as("admin").get(url + filter);
        EXPECT_EQ(answer.status, 422) << url << answer.body;
        EXPECT_EQ(answer.key(), "request.bad_filter") << url;
        EXPECT_NE(answer.body.find("custom.tire"), std::string::npos) << url << answer.body;
    };
    for (const char* url :
         {"/accounts?filter=", "/portfolio?filter=", "/people?filter=", "/accounts/export?format=csv&filter=",
          "/portfolio/export?format=xlsx&filter=", "/people/export?format=ndjson&filter=",
          "/portfolio/summary?filter=", "/portfolio/ids?filter=", "/portfolio/pareto?filter=",
          "/selection/map?filter=", "/selection/attention?filter="})
        for (const char* filter :
             {"custom.tire = gold", "not (name = x or custom.tire in (gold, tin))", "custom.tire = null"})
            refused(url, filter);
    EXPECT_EQ(as("admin").get("/people?filter=custom.tier = gold").status, 422) << "a field of accounts";
    EXPECT_EQ(as("admin").get("/accounts?filter=custom.tier = gold").all("name"),
              std::vector<std::string>{"Acme"});
    EXPECT_EQ(as("admin").get("/portfolio?filter=custom.tier != gold").all("name"),
              std::vector<std::string>{"Bolt"});
}

// What a table shows goes out as it shows it: own fields among the columns, in words of the reader's
// language.
TEST_P(CustomFieldsApi, go_out_with_the_portfolio) {
    make("vip", "custom-fields",
         R"({"entity_name":"account","name":"vip","label":"=VIP, \"really\"","kind":"boolean"})");
    ASSERT_EQ(as("admin").patch("/accounts/{acme}", R"({"custom":{"vip":true}})").status, 200);
    const std::string url =
        "/portfolio/export?sort=name&columns=name,status,custom.size,custom.vip,custom.tier";
    EXPECT_EQ(as("admin").get(url).body,
              "\xEF\xBB\xBFname,status,custom.size,custom.vip,custom.tier\r\n"
              "Acme,prospect,3,true,gold\r\n"
              "Bolt,prospect,,,\r\n");
    EXPECT_EQ(as("admin").get(url + "&lang=es").body,
              "\xEF\xBB\xBFNombre,Estado,Size,\"'=VIP, \"\"really\"\"\",Tier\r\n"
              "Acme,Prospecto,3,sí,gold\r\n"
              "Bolt,Prospecto,,,\r\n");
    EXPECT_EQ(base::split(as("admin").get("/portfolio/export?columns=revenue_12m&lang=nl").body, '\n')[0],
              "\xEF\xBB\xBF\"Omzet, 12 maanden\",\"Omzet, 12 maanden: valuta\"");
    EXPECT_EQ(as("admin").get("/people/export?columns=name&lang=en").status, 200);
    EXPECT_EQ(as("admin").get("/accounts/export?format=ndjson&sort=name&columns=custom.size").body,
              R"({"id":")" + id("acme") + R"(","custom":{"tier":"gold","size":3,"vip":true}})" + "\n" +
                  R"({"id":")" + id("bolt") + R"(","custom":{}})" + "\n");
    EXPECT_EQ(as("admin").get("/portfolio/export?columns=custom.sise").faults(), "/columns field.unknown");
    EXPECT_EQ(as("admin").get(url + "&lang=fr").faults(), "/lang field.not_a_choice");
    EXPECT_EQ(as("admin").get("/portfolio?sort=name&fields=custom").at("/items/0/custom/size"), "3")
        << "the rows of the table have them too";
}

// SEL-1: a model that was kept with a field goes on judging and can be renamed; it takes no new word of it.
TEST_P(CustomFieldsApi, a_model_outlives_the_field_of_its_filter) {
    keep("model", as("leader")
                      .post("/selection-models",
                            R"({"name":"Golds","filter":"custom.tier = gold","weights":{"fit":50}})")
                      .id());
    ASSERT_EQ(as("admin").del("/custom-fields/{tier}").status, 204);
    EXPECT_EQ(as("leader").post("/selection/runs").at("/state"), "done");
    EXPECT_EQ(as("leader").get("/accounts/{acme}/score").at("/model_name"), "Golds");
    EXPECT_EQ(as("leader").patch("/selection/models/{model}", R"({"name":"Old golds"})").status, 200);
    EXPECT_EQ(as("leader").patch("/selection/models/{model}", R"({"filter":"custom.tier = tin"})").faults(),
              "/filter request.bad_filter");
    ASSERT_EQ(as("leader").del("/selection-models/{model}").status, 204);
    EXPECT_EQ(as("leader").post("/selection-models/{model}/restoration").status, 200);
    EXPECT_EQ(
        as("leader").post("/selection-models", R"({"name":"X","filter":"custom.tier = gold"})").faults(),
        "/filter request.bad_filter");
}

}  // namespace
}  // namespace kamino::testing
