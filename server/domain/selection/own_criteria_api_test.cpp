// SEL-1, SEL-2, SEL-3: a workspace's own criteria, judged and computed, and models that judge a group, on
// both engines.
#include <boost/json.hpp>

#include "domain/sales/public.h"
#include "domain/selection/public.h"
#include "testing/api/api.h"

namespace kamino::selection {
namespace {

class OwnCriteriaApi : public testing::ApiTest {
  protected:
    // Six accounts c0 … c5 with 10, 20 … machines, c5 unknown; the manager owns c0 and c3; c0 … c2 in Spain.
    void found() {
        make("machines", "custom-fields",
             R"({"entity_name":"account","name":"machines","label":"Machines run","kind":"number"})");
        for (int i = 0; i < 6; ++i) {
            std::string body = R"({"name":"Company )" + std::to_string(i) + R"(","country":")" +
                               (i < 3 ? "ES" : "NL") + "\"";
            if (i < 5) body += R"(,"custom":{"machines":)" + std::to_string(10 * (i + 1)) + "}";
            if (i % 3 == 0) body += R"(,"owner_id":")" + user_id("manager") + "\"";
            make("c" + std::to_string(i), "accounts", body + "}");
        }
        as("leader").post("/selection/runs");
    }
    // Nothing counts but these own criteria.
    static std::string only_own(const std::string& criteria) {
        std::string body = R"({"criteria":[)";
        for (const char* key : {"current_revenue", "margin", "growth_potential", "renewal", "winning",
                                "effort", "relationship", "fit", "logo", "market_share", "stability"})
            body += R"({"key":")" + std::string{key} + R"(","weight":0},)";
        return body + criteria + "]}";
    }
    static constexpr const char* machines =
        R"({"key":"own_machines","name":"Machines","kind":"hard","field":"custom.machines",)"
        R"("side":"attractiveness","weight":1,"scale":"linear","low":0,"high":100})";
    static constexpr const char* culture =
        R"({"key":"own_culture","name":"Culture","description":"How they treat suppliers","kind":"soft",)"
        R"("levels":["as a cost","","","","as a partner"],"side":"position","weight":3})";
    double score(const std::string& account) {
        return as("leader").get("/portfolio/{" + account + "}").json().at("score").to_number<double>();
    }
    boost::json::value criterion(const std::string& account, std::string_view key) {
        const auto answer = as("leader").get("/accounts/{" + account + "}/score").json();
        for (const auto& c : answer.at("criteria").as_array())
            if (c.at("key").as_string() == key) return c;
        return nullptr;
    }
};
KAMINO_EACH_ENGINE(OwnCriteriaApi);

TEST_P(OwnCriteriaApi, count_as_the_shipped_ones_do) {
    found();
    const auto fields = as("viewer").get("/selection/fields");
    EXPECT_NE(fields.body.find(R"({"key":"custom.machines","label":"Machines run","unit":"number")"),
              std::string::npos);
    EXPECT_NE(fields.body.find(R"({"key":"growth","label":"Growth","unit":"ratio","source":"sales"})"),
              std::string::npos);
    const auto made = as("leader").patch("/selection/model", only_own(std::string{machines} + "," + culture));
    ASSERT_EQ(made.status, 200) << made.body;
    EXPECT_EQ(made.at("/criteria/11/name"), "Machines");
    EXPECT_EQ(made.at("/criteria/11/field"), "custom.machines");
    EXPECT_EQ(made.at("/criteria/12/levels/4"), "as a partner");
    // 10 of 100 machines; nobody judged the culture, so its weight goes to the machines.
    EXPECT_DOUBLE_EQ(score("c0"), 10);
    EXPECT_DOUBLE_EQ(score("c4"), 50);
    EXPECT_EQ(score("c5"), 0) << "nothing is known";
    const auto judged = as("manager").put("/accounts/{c0}/judgements/own_culture", R"({"value":5})");
    ASSERT_EQ(judged.status, 200) << judged.body;
    EXPECT_DOUBLE_EQ(score("c0"), (10 + 3 * 100) / 4.0);
    as("leader").post("/selection/runs");
    EXPECT_DOUBLE_EQ(score("c0"), (10 + 3 * 100) / 4.0) << "a run says the same";
    const auto told = criterion("c0", "own_machines");
    EXPECT_EQ(told.at("explanation").as_string(), "Machines run: 10.");
    EXPECT_EQ(told.at("source").as_string(), "custom");
    const auto said = std::string{criterion("c0", "own_culture").at("explanation").as_string()};
    EXPECT_TRUE(said.starts_with("Judged 5 of 5 by manager on ")) << said;
    EXPECT_TRUE(said.ends_with("“as a partner”")) << said;
    EXPECT_EQ(criterion("c1", "own_culture").at("missing").as_bool(), true);
    // Its side of the map: c0 is placed by both, the others have no position.
    const auto map = as("leader").get("/selection/map").json();
    EXPECT_EQ(map.at("points").at("count").as_int64(), 1);
    EXPECT_EQ(map.at("points").at("items").at(0).at("attractiveness").to_number<double>(), 10);
    EXPECT_EQ(map.at("points").at("items").at(0).at("position").to_number<double>(), 100);
}

TEST_P(OwnCriteriaApi, are_tried_weighed_and_stressed) {
    found();
    ASSERT_EQ(as("leader").patch("/selection/model", only_own(std::string{machines} + "," + culture)).status,
              200);
    ASSERT_EQ(as("manager").put("/accounts/{c0}/judgements/own_culture", R"({"value":5})").status, 200);
    const auto url = "/selection/models/selection/ranking";
    EXPECT_EQ(as("leader").post(url, "{}").at("/items/0/account_id"), id("c0"));
    const auto tried = as("leader").post(url, R"({"criteria":[{"key":"own_culture","weight":0}]})");
    EXPECT_EQ(tried.at("/items/0/account_id"), id("c4"));
    EXPECT_EQ(tried.at("/items/0/score"), "50");
    // The first leaves: the second is found by its key, not by its place.
    const auto without = as("leader").post(
        url, R"({"criteria":[{"key":"own_machines","remove":true},{"key":"own_culture","weight":5}]})");
    EXPECT_EQ(without.at("/items/0/score"), "100") << without.body;
    // One that no run has measured counts for nothing yet.
    const auto fresh = as("leader").post(
        url,
        R"({"criteria":[{"key":"own_new","name":"New","kind":"hard","field":"employees","side":"position","weight":90}]})");
    ASSERT_EQ(fresh.status, 200) << fresh.body;
    EXPECT_EQ(fresh.at("/moved"), "0");
    const auto stress = as("leader").get("/selection/models/selection/sensitivity?top=3").json();
    ASSERT_EQ(stress.at("criteria").as_array().size(), 13U);
    EXPECT_EQ(stress.at("criteria").at(11).at("name").as_string(), "Machines");
}

TEST_P(OwnCriteriaApi, leave_and_come_back_through_versions) {
    found();
    ASSERT_EQ(as("leader").patch("/selection/model", only_own(culture)).at("/number"), "1");
    ASSERT_EQ(as("manager").put("/accounts/{c0}/judgements/own_culture", R"({"value":4})").status, 200);
    const auto renamed =
        as("leader").patch("/selection/model", R"({"criteria":[{"key":"own_culture","name":"Spirit"}]})");
    EXPECT_EQ(renamed.at("/number"), "2");
    EXPECT_DOUBLE_EQ(score("c0"), 75) << "the key is the same, and so is the judgement";
    ASSERT_EQ(as("leader")
                  .patch("/selection/model",
                         R"({"criteria":[{"key":"own_culture","remove":true},{"key":"fit","weight":1}]})")
                  .at("/number"),
              "3");
    EXPECT_EQ(score("c0"), 0);
    EXPECT_TRUE(criterion("c0", "own_culture").is_null());
    EXPECT_EQ(as("manager").put("/accounts/{c0}/judgements/own_culture", R"({"value":1})").status, 404);
    const auto versions = as("viewer").get("/selection/models/selection/versions").json();
    const auto name_in = [&](std::size_t version) {
        return std::string{versions.at("items").at(version).at("criteria").at(11).at("name").as_string()};
    };
    EXPECT_EQ(versions.at("items").at(0).at("criteria").as_array().size(), 11U);
    EXPECT_EQ(name_in(1), "Spirit");
    EXPECT_EQ(name_in(2), "Culture");
    const auto back = as("leader").patch(
        "/selection/model", R"({"criteria":[{"key":"fit","weight":0},)" +
                                boost::json::serialize(versions.at("items").at(2).at("criteria").at(11)) +
                                "]}");
    ASSERT_EQ(back.status, 200) << back.body;
    EXPECT_DOUBLE_EQ(score("c0"), 75) << "what was judged is judged";
}

TEST_P(OwnCriteriaApi, are_refused_with_the_reason) {
    found();
    const auto wrong = [](const char* name, const char* criterion, const char* fault) {
        return testing::Scenario{.name = name,
                                 .as = "leader",
                                 .method = "PATCH",
                                 .url = "/selection/model",
                                 .body = std::string{R"({"criteria":[)"} + criterion + "]}",
                                 .status = 422,
                                 .json = std::string{R"({"fields":[)"} + fault + "]}",
                                 .headers = {{"If-Match", "*"}}};
    };
    run({wrong("no name", R"({"key":"own_a","kind":"soft","side":"position","weight":1})",
               R"({"path":"/settings/own_a/name","key":"field.required"})"),
         wrong("no such field",
               R"({"key":"own_a","name":"A","kind":"hard","field":"custom.luck","side":"position"})",
               R"({"path":"/settings/own_a/field","key":"selection.unknown_measure"})"),
         wrong("the score itself",
               R"({"key":"own_a","name":"A","kind":"hard","field":"score","side":"position"})",
               R"({"path":"/settings/own_a/field","key":"selection.unknown_measure"})"),
         wrong("a weight of nothing", R"({"key":"own_a","weight":1})",
               R"({"path":"/weights/own_a","key":"field.unknown"})"),
         {.name = "a manager adds none",
          .as = "manager",
          .method = "PATCH",
          .url = "/selection/model",
          .body = only_own(culture),
          .status = 403,
          .headers = {{"If-Match", "*"}}},
         {.name = "a computed one is not judged",
          .as = "manager",
          .method = "PUT",
          .url = "/accounts/{c0}/judgements/own_machines",
          .body = R"({"value":3})",
          .status = 404}});
    // A field that goes takes the values with it, not the model.
    ASSERT_EQ(as("leader").patch("/selection/model", only_own(machines)).status, 200);
    ASSERT_EQ(as("admin").del("/custom-fields/{machines}").status, 204);
    EXPECT_EQ(
        as("leader").patch("/selection/model", R"({"criteria":[{"key":"own_machines","weight":7}]})").status,
        200);
}

TEST_P(OwnCriteriaApi, follow_what_is_told) {
    found();
    ASSERT_EQ(as("leader").patch("/selection/model", only_own(machines)).status, 200);
    db().write({.door = "cli"}, [](storage::Write& w) {
        w.execute({"test.no_jobs", "DELETE FROM jobs WHERE kind = 'selection.run'"});
    });
    ASSERT_EQ(as("admin").patch("/accounts/{c5}", R"({"custom":{"machines":70}})").status, 200);
    EXPECT_EQ(count("SELECT COUNT(*) FROM jobs WHERE kind = 'selection.run' AND state = 'waiting'"), 1)
        << "a run is on its way";
    as("leader").post("/selection/runs");
    EXPECT_DOUBLE_EQ(score("c5"), 70);
}

TEST_P(OwnCriteriaApi, a_model_judges_a_group) {
    found();
    const auto group = as("leader").post(
        "/groups", R"({"name":"Many machines","rule":{"field":"custom.machines","op":">=","value":30}})");
    ASSERT_EQ(group.status, 201) << group.body;
    keep("many", group.id());
    const auto model = as("leader").post(
        "/selection-models", R"({"name":"Makers","filter":"group = \"{many}\"","weights":{"fit":50}})");
    ASSERT_EQ(model.status, 201) << model.body;
    EXPECT_EQ(as("leader").get("/selection/models").all("accounts"), (std::vector<std::string>{"3", "3"}));
    EXPECT_EQ(as("leader").get("/accounts/{c4}/score").at("/model_name"), "Makers");
    EXPECT_EQ(as("leader").get("/accounts/{c0}/score").at("/model_id"), "selection");
    // Living: who joins is judged by it from the next run on.
    ASSERT_EQ(as("admin").patch("/accounts/{c0}", R"({"custom":{"machines":99}})").status, 200);
    as("leader").post("/selection/runs");
    EXPECT_EQ(as("leader").get("/accounts/{c0}/score").at("/model_name"), "Makers");
    // Frozen: who leaves by the rule stays in.
    ASSERT_EQ(as("leader").ask("PUT", "/groups/{many}/freezing", "{}", {{"If-Match", "*"}}).status, 200);
    ASSERT_EQ(as("admin").patch("/accounts/{c0}", R"({"custom":{"machines":1}})").status, 200);
    as("leader").post("/selection/runs");
    EXPECT_EQ(as("leader").get("/accounts/{c0}/score").at("/model_name"), "Makers");
    const auto kept = as("leader").del("/groups/{many}");
    EXPECT_EQ(kept.status, 409);
    EXPECT_EQ(kept.key(), "group.judged");
    keep(
        "high",
        as("leader").post("/groups", R"({"name":"High","rule":{"field":"score","op":">","value":50}})").id());
    run({{.name = "a group by the score would judge itself",
          .as = "leader",
          .method = "POST",
          .url = "/selection-models",
          .body = R"({"name":"Round","filter":"group = \"{high}\""})",
          .status = 422,
          .json = R"({"fields":[{"path":"/filter","key":"selection.filter_group_by_score"}]})"},
         {.name = "no such group",
          .as = "leader",
          .method = "POST",
          .url = "/selection-models",
          .body = R"({"name":"Gone","filter":"group = nobody"})",
          .status = 422}});
}

// SEL-6: accounts that somebody picked go into a frozen group and out of it; moves and attention ask by
// group.
TEST_P(OwnCriteriaApi, picked_accounts_join_a_frozen_group) {
    found();
    keep("few",
         as("leader")
             .post("/groups", R"({"name":"Few","rule":{"field":"custom.machines","op":"<","value":20}})")
             .id());
    const auto url = "/groups/{few}/members";
    EXPECT_EQ(as("leader").post(url, R"({"add":["{c3}"]})").key(), "group.living");
    ASSERT_EQ(as("leader").ask("PUT", "/groups/{few}/freezing", "{}", {{"If-Match", "*"}}).status, 200);
    run({{.name = "two more and one that is in",
          .as = "leader",
          .method = "POST",
          .url = url,
          .body = R"({"add":["{c3}","{c4}","{c0}"]})",
          .json = R"({"changed":2,"unseen":0})",
          .audit = "account_group update"},
         {.name = "again changes nothing",
          .as = "leader",
          .method = "POST",
          .url = url,
          .body = R"({"add":["{c3}"]})",
          .json = R"({"changed":0,"unseen":0})"},
         {.name = "one leaves",
          .as = "leader",
          .method = "POST",
          .url = url,
          .body = R"({"remove":["{c3}"]})",
          .json = R"({"changed":1,"unseen":0})",
          .audit = "account_group update"},
         {.name = "nothing said", .as = "leader", .method = "POST", .url = url, .body = "{}", .status = 422},
         {.name = "not his group",
          .as = "manager",
          .method = "POST",
          .url = url,
          .body = R"({"add":["{c3}"]})",
          .status = 403},
         {.name = "a viewer does not",
          .as = "viewer",
          .method = "POST",
          .url = url,
          .body = R"({"add":["{c3}"]})",
          .status = 403}});
    EXPECT_EQ(as("leader").get("/portfolio/ids?filter=group = \"{few}\"").at("/total"), "2");
    EXPECT_EQ(as("leader").get("/selection/attention?filter=group = \"{few}\"").at("/accounts/count"), "2");
    EXPECT_EQ(as("leader").get("/selection/classes/history?filter=group = \"{few}\"").status, 200);
    EXPECT_EQ(as("leader").get("/selection/map?filter=group = \"{few}\"").at("/accounts"), "2");
}

// By what the run measures: the sales are told, and one run is enough to say who is in and by which model.
TEST_P(OwnCriteriaApi, a_group_by_measures_is_asked_after_they_are_measured) {
    found();
    keep("buyers",
         as("leader")
             .post("/groups", R"({"name":"Buyers","rule":{"field":"revenue_12m","op":">=","value":500}})")
             .id());
    ASSERT_EQ(
        as("leader").post("/selection-models", R"({"name":"Buyers","filter":"group = \"{buyers}\""})").status,
        201);
    db().write({.door = "cli"}, [&](storage::Write& w) {
        sales::SalesLine sale;
        sale.account_id = id("c1");
        sale.booked_on = Date::of(2026, 10, 10);
        sale.invoice_number = "1";
        sale.quantity = 1;
        sale.net_amount = {90'000, "EUR"};
        storage::insert_record(w, sales::SalesLine::entity(), sale);
        sales::rebuild_months(w);
    });
    as("leader").post("/selection/runs");
    EXPECT_EQ(as("leader").get("/accounts/{c1}/score").at("/model_name"), "Buyers");
    EXPECT_EQ(as("leader").get("/accounts/{c2}/score").at("/model_id"), "selection");
}

}  // namespace
}  // namespace kamino::selection
