// Models and their versions, rankings under weights that are only tried, sensitivity, the map and tags on
// many, on both engines: SEL-1, SEL-2, SEL-3.
#include <boost/json.hpp>
#include <set>

#include "domain/sales/public.h"
#include "domain/selection/public.h"
#include "testing/api/api.h"

namespace kamino::selection {
namespace {

class ModelsApi : public testing::ApiTest {
  protected:
    // Twelve accounts c0 … c11, falling revenue, rising margin; c0 … c5 in Spain, the manager owns c0, c3, c6
    // and c9.
    void found() {
        for (int i = 0; i < 12; ++i) {
            const auto name = "c" + std::to_string(i);
            std::string body = R"({"name":"Company )" + std::to_string(10 + i) + R"(","country":")" +
                               (i < 6 ? "ES" : "NL") + R"(","industry":"Food","employees":50)";
            if (i % 3 == 0) body += R"(,"owner_id":")" + user_id("manager") + "\"";
            make(name, "accounts", body + "}");
        }
        db().write({.door = "cli"}, [&](storage::Write& w) {
            for (int i = 0; i < 12; ++i)
                for (int month = 0; month < 12; ++month) {
                    sales::SalesLine sale;
                    sale.account_id = id("c" + std::to_string(i));
                    sale.booked_on = Date::of(2025, 11, 10).plus_months(month);
                    sale.invoice_number = std::to_string(i) + "-" + std::to_string(month);
                    sale.quantity = 1;
                    sale.net_amount = {100'000 - 7'000 * i, "EUR"};
                    sale.margin = Money{(100'000 - 7'000 * i) * (5 + 3 * i) / 100, "EUR"};
                    storage::insert_record(w, sales::SalesLine::entity(), sale);
                }
            sales::rebuild_months(w);
            rescore(w);
        });
    }
    // {"criteria":[…]} in which only these have a weight.
    static std::string only(std::map<std::string, double> weights, const std::string& more = "") {
        std::string body = R"({"criteria":[)";
        for (const char* key : {"current_revenue", "margin", "growth_potential", "renewal", "winning",
                                "effort", "relationship", "fit", "logo", "market_share", "stability"})
            body += std::string{body.back() == '[' ? "" : ","} + R"({"key":")" + key + R"(","weight":)" +
                    std::to_string(weights[key]) + "}";
        return body + "]" + more + "}";
    }
};
KAMINO_EACH_ENGINE(ModelsApi);

TEST_P(ModelsApi, a_tried_ranking_changes_nothing_and_says_who_moves) {
    found();
    ASSERT_EQ(as("leader").patch("/selection/model", only({{"current_revenue", 1}})).status, 200);
    const auto before = head();
    const auto same = as("leader").post("/selection/models/selection/ranking",
                                        only({{"current_revenue", 5}}, R"(,"top":3)"));
    ASSERT_EQ(same.status, 200) << same.body;
    EXPECT_EQ(same.at("/moved"), "0");
    EXPECT_EQ(same.at("/accounts"), "12");
    EXPECT_EQ(same.at("/items/0/account_id"), id("c0"));
    EXPECT_EQ(same.at("/items/0/name"), "Company 10");
    // By margin the order turns round: all move, the first three give way to the last three.
    const auto turned =
        as("leader").post("/selection/models/selection/ranking", only({{"margin", 1}}, R"(,"top":3)"));
    EXPECT_EQ(turned.at("/moved"), "12");
    EXPECT_EQ(turned.at("/entered"), "3");
    EXPECT_EQ(turned.at("/items/0/account_id"), id("c11"));
    EXPECT_EQ(turned.at("/items/0/rank"), "1");
    EXPECT_EQ(turned.at("/items/0/rank_before"), "12");
    EXPECT_EQ(turned.json().at("left").as_array().size(), 3U);
    // Less revenue is better: the same as more margin here.
    const auto less = as("leader").post("/selection/models/selection/ranking",
                                        R"({"criteria":[{"key":"current_revenue","direction":"less"}]})");
    EXPECT_EQ(less.at("/items/0/account_id"), id("c11"));
    EXPECT_EQ(head(), before);
    EXPECT_EQ(as("leader").get("/accounts/{c0}/score").at("/rank"), "1") << "what stands, stands";
}

TEST_P(ModelsApi, a_ranking_tells_nothing_of_accounts_that_are_not_seen) {
    found();
    ASSERT_EQ(as("leader").patch("/selection/model", only({{"current_revenue", 1}})).status, 200);
    const auto own = as("manager").post("/selection/models/selection/ranking", "{}");
    ASSERT_EQ(own.status, 200) << own.body;
    EXPECT_EQ(own.at("/accounts"), "4");
    EXPECT_EQ(own.all("account_id"), (std::vector<std::string>{id("c0"), id("c3"), id("c6"), id("c9")}));
    EXPECT_EQ(own.at("/items/1/rank"), "2") << "the second of his, the fourth of all";
    const auto score = as("manager").get("/accounts/{c3}/score");
    EXPECT_EQ(score.at("/rank"), "2");
    EXPECT_EQ(score.at("/accounts"), "4");
    EXPECT_EQ(as("stranger").post("/selection/models/selection/ranking", "{}").at("/accounts"), "0");
    EXPECT_EQ(as("").post("/selection/models/selection/ranking", "{}").status, 401);
}

TEST_P(ModelsApi, a_judgement_is_in_the_next_ranking) {
    found();
    const auto url = "/selection/models/selection/ranking";
    const auto by_fit = only({{"fit", 1}}, R"(,"top":1)");
    as("leader").post(url, by_fit);
    ASSERT_EQ(as("manager").put("/accounts/{c9}/judgements/fit", R"({"value":5})").status, 200);
    EXPECT_EQ(as("leader").post(url, by_fit).at("/items/0/account_id"), id("c9"));
    ASSERT_EQ(as("manager").put("/accounts/{c9}/judgements/fit", R"({"value":1})").status, 200);
    EXPECT_EQ(as("leader").post(url, by_fit).at("/items/0/score"), "0");
}

TEST_P(ModelsApi, several_models_share_the_accounts_and_keep_their_versions) {
    found();
    const auto spain = as("leader").post(
        "/selection-models", R"({"name":"Spain","filter":"country = ES","weights":{"margin":50}})");
    ASSERT_EQ(spain.status, 201) << spain.body;
    keep("spain", spain.id());
    EXPECT_EQ(spain.at("/number"), "1");
    const auto list = as("viewer").get("/selection/models");
    EXPECT_EQ(list.all("accounts"), (std::vector<std::string>{"6", "6"}));
    EXPECT_EQ(list.at("/items/0/id"), "selection");
    EXPECT_EQ(list.at("/items/1/name"), "Spain");
    const auto score = as("leader").get("/accounts/{c0}/score");
    EXPECT_EQ(score.at("/model_name"), "Spain");
    EXPECT_EQ(score.at("/model_version"), "1");
    EXPECT_EQ(as("leader").get("/accounts/{c8}/score").at("/model_id"), "selection");
    EXPECT_EQ(as("leader").post("/selection/models/{spain}/ranking", "{}").at("/accounts"), "6");
    // It has scored: a change is version 2, and version 1 stays readable.
    const auto changed = as("leader").patch("/selection/models/{spain}", only({{"margin", 9}}));
    ASSERT_EQ(changed.status, 200) << changed.body;
    EXPECT_EQ(changed.at("/number"), "2");
    const auto versions = as("viewer").get("/selection/models/{spain}/versions");
    EXPECT_EQ(versions.all("number"), (std::vector<std::string>{"2", "1"}));
    EXPECT_EQ(versions.at("/items/1/criteria/1/weight"), "50");
    EXPECT_EQ(versions.at("/items/0/saved_by"), "leader");
    EXPECT_EQ(as("leader").get("/accounts/{c0}/score").at("/model_version"), "2");
    // Nothing of the model differs: another place among the models is no new version.
    EXPECT_EQ(as("leader").patch("/selection/models/{spain}", R"({"position":7})").at("/number"), "2");
    EXPECT_EQ(as("leader").patch("/selection/models/{spain}", only({{"margin", 9}})).at("/number"), "2");
    run({{.name = "a filter by what a run works out",
          .as = "leader",
          .method = "POST",
          .url = "/selection-models",
          .body = R"({"name":"Round","filter":"score > 50"})",
          .status = 422,
          .json = R"({"fields":[{"path":"/filter","key":"selection.filter_field"}]})"},
         {.name = "without a filter",
          .as = "leader",
          .method = "POST",
          .url = "/selection-models",
          .body = R"({"name":"All"})",
          .status = 422,
          .json = R"({"fields":[{"path":"/filter","key":"field.required"}]})"},
         {.name = "not by a manager",
          .as = "manager",
          .method = "POST",
          .url = "/selection-models",
          .body = R"({"name":"Mine","filter":"country = NL"})",
          .status = 403},
         {.name = "a weight below nothing",
          .as = "leader",
          .method = "POST",
          .url = "/selection/models/{spain}/ranking",
          .body = R"({"criteria":[{"key":"margin","weight":-1}]})",
          .status = 422},
         {.name = "no such model", .as = "leader", .url = "/selection/models/nobody", .status = 404}});
    ASSERT_EQ(as("leader").patch("/selection/model", only({{"margin", 2}})).status, 200);
    EXPECT_EQ(as("leader").del("/selection-models/selection").status, 409) << "the workspace's own stays";
    EXPECT_EQ(as("leader").del("/selection-models/{spain}").status, 204);
    EXPECT_EQ(as("leader").get("/accounts/{c0}/score").at("/model_id"), "selection");
}

TEST_P(ModelsApi, sensitivity_names_who_changes_place) {
    found();
    ASSERT_EQ(as("leader").patch("/selection/model", only({{"current_revenue", 50}, {"margin", 50}})).status,
              200);
    // Revenue falls as margin rises: at equal weights all have the same score, the least shift orders them.
    const auto answer = as("leader").get("/selection/models/selection/sensitivity?top=3&change=0.1");
    ASSERT_EQ(answer.status, 200) << answer.body;
    const auto document = answer.json();
    const auto& by_margin = document.at("criteria").at(1);
    EXPECT_EQ(by_margin.at("key").as_string(), "margin");
    EXPECT_EQ(by_margin.at("up").at("entered").as_int64(), 3) << answer.body;
    EXPECT_EQ(by_margin.at("down").at("entered").as_int64(), 0);
    EXPECT_EQ(document.at("criteria").at(7).at("up").at("moved").as_int64(), 0) << "the fit has no weight";
    // One criterion alone orders the same whatever its weight.
    ASSERT_EQ(as("leader").patch("/selection/model", only({{"current_revenue", 50}})).status, 200);
    const auto firm =
        as("leader").get("/selection/models/selection/sensitivity?top=3").json().at("stability");
    EXPECT_NEAR(firm.at("kept_min").to_number<double>(), 1, 1e-9);
    EXPECT_NEAR(firm.at("tau_mean").to_number<double>(), 1, 1e-9);
    EXPECT_EQ(as("leader").get("/selection/models/selection/sensitivity?change=2").status, 422);
}

TEST_P(ModelsApi, the_map_places_and_names) {
    found();
    const auto answer = as("leader").get("/selection/map");
    ASSERT_EQ(answer.status, 200) << answer.body;
    const auto document = answer.json();
    std::int64_t placed = document.at("unplaced").at("count").as_int64();
    for (const auto& q : document.at("quadrants").as_array()) placed += q.at("accounts").as_int64();
    EXPECT_EQ(placed, 12);
    EXPECT_EQ(document.at("points").at("items").at(0).at("account_id").as_string(), id("c0"));
    // The largest set aside by hand is big and not key; the smallest taken in is key and not big.
    as("leader").put("/accounts/{c0}/class", R"({"class":"D","reason":"leaves us"})");
    as("leader").put("/accounts/{c11}/class", R"({"class":"A","reason":"opens doors"})");
    const auto named = as("leader").get("/selection/map").json();
    const auto ids_of = [&](const char* list) {
        std::set<std::string> ids;
        for (const auto& p : named.at(list).at("items").as_array())
            ids.insert(std::string{p.at("account_id").as_string()});
        return ids;
    };
    EXPECT_TRUE(ids_of("big_not_key").contains(id("c0")));
    EXPECT_TRUE(ids_of("key_not_big").contains(id("c11")));
    EXPECT_FALSE(ids_of("big_not_key").contains(id("c11")));
    EXPECT_EQ(named.at("key_by").as_string(), "class");
    // Once somebody is on the key list, the list says who is key.
    db().write({.door = "cli"}, [&](storage::Write& w) { set_key(w, id("c10"), "active"); });
    const auto listed = as("leader").get("/selection/map");
    EXPECT_EQ(listed.at("/key_by"), "list");
    EXPECT_EQ(listed.at("/key_not_big/count"), "1");
    EXPECT_EQ(listed.at("/key_not_big/items/0/account_id"), id("c10"));
    EXPECT_EQ(as("leader").get("/portfolio?filter=key_state = active").at("/items/0/id"), id("c10"));
    EXPECT_EQ(as("manager").get("/selection/map").at("/accounts"), "4");
    EXPECT_EQ(as("leader").get("/selection/map?filter=country = ES").at("/accounts"), "6");
    EXPECT_EQ(as("leader").get("/selection/map?position=200").status, 422);
}

TEST_P(ModelsApi, the_portfolio_follows_the_key_list) {
    found();
    const auto move = as("manager").post(
        "/key-account-moves", R"({"account_id":"{c0}","list":"key","kind":"entry","reason":"Big plans"})");
    ASSERT_EQ(move.status, 201) << move.body;
    EXPECT_EQ(as("leader").get("/portfolio/{c0}").at("/key_state"), "") << "only asked for";
    const auto decided = as("leader").put("/key-account-moves/" + move.id() + "/decision",
                                          R"({"decision":"approved","note":"yes"})");
    ASSERT_EQ(decided.status, 200) << decided.body;
    EXPECT_EQ(as("leader").get("/portfolio/{c0}").at("/key_state"), "probation");
    EXPECT_EQ(as("leader").get("/selection/map").at("/key_by"), "list");
}

TEST_P(ModelsApi, tags_go_onto_many_accounts_that_are_seen) {
    found();
    run({{.name = "two own and one of others",
          .as = "manager",
          .method = "POST",
          .url = "/selection/tags",
          .body = R"({"account_ids":["{c0}","{c3}","{c1}"],"add":["spring round"]})",
          .json = R"({"changed":2,"unseen":1})",
          .audit = "account update, account update"},
         {.name = "again changes nothing",
          .as = "manager",
          .method = "POST",
          .url = "/selection/tags",
          .body = R"({"account_ids":["{c0}","{c3}"],"add":["spring round"]})",
          .json = R"({"changed":0,"unseen":0})"},
         {.name = "the portfolio finds them",
          .as = "leader",
          .url = R"(/portfolio?count=true&filter=tags ~ "spring round")",
          .json = R"({"total":2})"},
         {.name = "and off again",
          .as = "manager",
          .method = "POST",
          .url = "/selection/tags",
          .body = R"({"account_ids":["{c0}"],"remove":["spring round"]})",
          .json = R"({"changed":1,"unseen":0})",
          .audit = "account update"},
         {.name = "nothing to do",
          .as = "manager",
          .method = "POST",
          .url = "/selection/tags",
          .body = R"({"account_ids":["{c0}"]})",
          .status = 422},
         {.name = "a viewer only looks",
          .as = "viewer",
          .method = "POST",
          .url = "/selection/tags",
          .body = R"({"account_ids":["{c0}"],"add":["x"]})",
          .status = 403}});
}

TEST_P(ModelsApi, chosen_accounts_change_hands) {
    found();
    EXPECT_EQ(as("leader").get("/portfolio/ids?filter=country = ES&q=company 1").at("/total"), "6");
    EXPECT_EQ(as("manager").get("/portfolio/ids").json().at("ids").as_array().size(), 4U);
    const auto to = [&](const std::string& owner) {
        return R"({"account_ids":["{c1}","{c2}","{c0}"],"owner_id":)" + owner + "}";
    };
    run({{.name = "to a manager who has one of them",
          .as = "leader",
          .method = "POST",
          .url = "/selection/owners",
          .body = to("\"{manager}\""),
          .json = R"({"changed":2,"unseen":0})",
          .audit = "account update, account update"},
         {.name = "he sees them now", .as = "manager", .url = "/portfolio/ids", .json = R"({"total":6})"},
         {.name = "to nobody",
          .as = "leader",
          .method = "POST",
          .url = "/selection/owners",
          .body = to("null"),
          .json = R"({"changed":3,"unseen":0})",
          .audit = "*"},
         {.name = "to somebody who is not there",
          .as = "leader",
          .method = "POST",
          .url = "/selection/owners",
          .body = to("\"nobody\""),
          .status = 422},
         {.name = "without saying to whom",
          .as = "leader",
          .method = "POST",
          .url = "/selection/owners",
          .body = R"({"account_ids":["{c1}"]})",
          .status = 422},
         {.name = "a viewer gives nothing away",
          .as = "viewer",
          .method = "POST",
          .url = "/selection/owners",
          .body = to("null"),
          .status = 403}});
}

TEST_P(ModelsApi, words_are_found_inside_of_words_and_follow_changes) {
    found();
    const auto found_by = [&](const std::string& q) {
        return as("leader").get("/portfolio?sort=name&q=" + q).all("name");
    };
    EXPECT_EQ(found_by("mpany 11"), (std::vector<std::string>{"Company 11"}));
    EXPECT_EQ(found_by("1").size(), 11U) << "too short for trigrams, still asked: 10 to 19 and 21";
    EXPECT_EQ(as("leader").patch("/accounts/{c1}", R"({"name":"Électricité"})").status, 200);
    EXPECT_EQ(found_by("electric"), (std::vector<std::string>{"Électricité"}));
    EXPECT_EQ(found_by("mpany 11").size(), 0U);
    EXPECT_EQ(as("leader").del("/accounts/{c1}").status, 204);
    EXPECT_EQ(found_by("electric").size(), 0U);
    EXPECT_EQ(as("leader").post("/accounts/{c1}/restoration").status, 200);
    EXPECT_EQ(found_by("ELECTRIC \"").size(), 0U);
    EXPECT_EQ(found_by("electric").size(), 1U);
}

}  // namespace
}  // namespace kamino::selection
