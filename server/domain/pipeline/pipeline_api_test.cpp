// Routes of opportunities and their stages: rules of stages, and the history that every move leaves.
#include "domain/pipeline/public.h"

#include "testing/api/api.h"

namespace kamino::testing {
namespace {

class PipelineApi : public ApiTest {
  protected:
    void SetUp() override {
        ApiTest::SetUp();
        if (IsSkipped()) return;
        account("acme", "manager");
        // A workspace may come with stages; these are the test's own.
        make("talk", "opportunity-stages",
             R"({"key":"t_talk","name":"Talking","position":11,"probability":20})");
        make("won", "opportunity-stages",
             R"({"key":"t_won","name":"Signed off","position":12,"probability":100,"outcome":"won"})");
        make("lost", "opportunity-stages",
             R"({"key":"t_lost","name":"Gone away","position":13,"outcome":"lost"})");
    }
};
KAMINO_EACH_ENGINE(PipelineApi);

const http::Pairs any_version{{"If-Match", "*"}};

TEST_P(PipelineApi, EachRouteAllowsAndDenies) {
    const std::string body =
        R"({"account_id":"{acme}","name":"Deal","stage":"t_talk","amount":{"minor":100000,"currency":"EUR"}})";
    run({
        {.name = "create unseen",
         .as = "stranger",
         .method = "POST",
         .url = "/opportunities",
         .body = body,
         .status = 422,
         .json = R"({"fields":[{"path":"/account_id","key":"field.bad_reference"}]})"},
        {.name = "create as viewer",
         .as = "viewer",
         .method = "POST",
         .url = "/opportunities",
         .body = body,
         .status = 403},
        {.name = "create",
         .as = "manager",
         .method = "POST",
         .url = "/opportunities",
         .body = body,
         .status = 201,
         .json = R"({"probability":20,"outcome":"open","owner_id":"{manager}"})",
         .audit = "opportunity insert, opportunity_stage_change insert",
         .save_as = "deal"},
        {.name = "unknown stage",
         .as = "manager",
         .method = "POST",
         .url = "/opportunities",
         .body = R"({"account_id":"{acme}","name":"D","stage":"moon"})",
         .status = 422,
         .json = R"({"fields":[{"path":"/stage","key":"opportunity.unknown_stage"}]})"},
        {.name = "outcome follows the stage",
         .as = "manager",
         .method = "PATCH",
         .url = "/opportunities/{deal}",
         .body = R"({"outcome":"won"})",
         .status = 422,
         .json = R"({"fields":[{"path":"/outcome","key":"field.read_only"}]})",
         .headers = any_version},
        {.name = "closes before it opens",
         .as = "manager",
         .method = "PATCH",
         .url = "/opportunities/{deal}",
         .body = R"({"opened_on":"2026-05-01","close_on":"2026-04-01"})",
         .status = 422,
         .json = R"({"fields":[{"path":"/close_on","key":"opportunity.closes_before_it_opens"}]})",
         .headers = any_version},
        {.name = "list",
         .as = "manager",
         .url = "/opportunities?filter=amount >= 1000",
         .json = R"({"items":[{"id":"{deal}"}]})"},
        {.name = "list unseen", .as = "stranger", .url = "/opportunities", .json = R"({"items":[]})"},
        {.name = "get unseen", .as = "stranger", .url = "/opportunities/{deal}", .status = 404},
        {.name = "stages unseen", .as = "stranger", .url = "/opportunities/{deal}/stages", .status = 404},
        {.name = "changes unseen",
         .as = "stranger",
         .url = "/opportunity-stage-changes",
         .json = R"({"items":[]})"},
        {.name = "patch unseen",
         .as = "stranger",
         .method = "PATCH",
         .url = "/opportunities/{deal}",
         .body = R"({"name":"x"})",
         .status = 404,
         .headers = any_version},
        {.name = "rename",
         .as = "manager",
         .method = "PATCH",
         .url = "/opportunities/{deal}",
         .body = R"({"name":"Big deal"})",
         .audit = "opportunity update",
         .headers = any_version},
        {.name = "by the stage's name",
         .as = "manager",
         .method = "PATCH",
         .url = "/opportunities/{deal}",
         .body = R"({"stage":"signed OFF"})",
         .json = R"({"stage":"t_won","outcome":"won","probability":100,"close_on":"*"})",
         .audit = "opportunity update, opportunity_stage_change insert",
         .headers = any_version},
        {.name = "stages",
         .as = "manager",
         .url = "/opportunities/{deal}/stages",
         .json =
             R"({"items":[{"stage":"t_talk","from_stage":"","amount":{"minor":100000}},{"stage":"t_won","from_stage":"t_talk"}]})"},
        {.name = "delete",
         .as = "manager",
         .method = "DELETE",
         .url = "/opportunities/{deal}",
         .status = 204,
         .audit = "opportunity delete",
         .headers = any_version},
        {.name = "stages of what is gone",
         .as = "manager",
         .url = "/opportunities/{deal}/stages",
         .status = 404},
        {.name = "restore",
         .as = "manager",
         .method = "POST",
         .url = "/opportunities/{deal}/restoration",
         .json = R"({"stage":"t_won"})",
         .audit = "opportunity restore"},
    });
}

TEST_P(PipelineApi, StagesInUseStay) {
    make("deal", "opportunities",
         R"({"account_id":"{acme}","name":"Deal","stage":"t_talk","probability":70})");
    EXPECT_EQ(as("admin").get("/opportunities/{deal}").at("/probability"), "70") << "set by hand";
    EXPECT_EQ(as("admin").del("/opportunity-stages/{talk}").key(), "opportunity.stage_in_use");
    EXPECT_EQ(as("admin").patch("/opportunity-stages/{talk}", R"({"key":"other"})").faults(),
              "/key field.read_only");
    EXPECT_EQ(as("admin").post("/opportunity-stages", R"({"key":"T_TALK","name":"Again"})").faults(),
              "/key field.duplicate");
    EXPECT_EQ(as("viewer").post("/opportunity-stages", R"({"key":"n","name":"N"})").status, 403);
    // A stage that turns out to be won takes its opportunities along, and the log says so of each (DATA-12).
    const auto seen = head();
    EXPECT_EQ(as("admin").patch("/opportunity-stages/{talk}", R"({"outcome":"won"})").status, 200);
    EXPECT_EQ(logged_since(seen), "opportunity_stage update, opportunity update");
    EXPECT_EQ(as("admin").get("/opportunities/{deal}").at("/outcome"), "won");
    EXPECT_EQ(as("admin")
                  .patch("/opportunities/{deal}", R"({"stage":"t_lost","lost_reason":"price"})")
                  .at("/outcome"),
              "lost");
    EXPECT_EQ(as("admin").del("/opportunity-stages/{talk}").status, 204);
}

// By hand, at 2026-06-30: open 1,000.00 EUR at 20 % and 500.00 USD at 0.9 and 20 %; won 300.00 within twelve
// months, 700.00 before.
TEST_P(PipelineApi, SumsOfAnAccount) {
    make("rate", "exchange-rates", R"({"currency":"USD","valid_on":"2026-01-01","rate":0.9})");
    const auto deal = [&](const std::string& stage, const std::string& amount, const std::string& close) {
        make("d", "opportunities",
             R"({"account_id":"{acme}","name":"D","stage":")" + stage + R"(","amount":)" + amount +
                 R"(,"close_on":)" + close + "}");
    };
    deal("t_talk", R"({"minor":100000,"currency":"EUR"})", "null");
    deal("t_talk", R"({"minor":50000,"currency":"USD"})", "null");
    deal("t_talk", "null", "null");
    deal("t_won", R"({"minor":30000,"currency":"EUR"})", R"("2026-02-01")");
    deal("t_won", R"({"minor":70000,"currency":"EUR"})", R"("2025-02-01")");
    deal("t_lost", R"({"minor":90000,"currency":"EUR"})", R"("2026-02-01")");
    const auto p = db().read([&](storage::Read& read) {
        return pipeline::account_pipeline(read, id("acme"), *Date::parse("2026-06-30"));
    });
    ASSERT_TRUE(p);
    EXPECT_EQ(p->open_minor, 145000);
    EXPECT_EQ(p->weighted_minor, 29000);
    EXPECT_EQ(p->open_count, 3);
    EXPECT_EQ(p->won_12m_minor, 30000);
    EXPECT_EQ(p->won_count, 2);
    EXPECT_EQ(p->lost_count, 1);
}

}  // namespace
}  // namespace kamino::testing
