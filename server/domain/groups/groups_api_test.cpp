// Groups end to end on both engines: SEL-6.
#include <boost/json.hpp>
#include <random>
#include <set>

#include "domain/groups/groups_store.h"
#include "domain/sales/public.h"
#include "domain/selection/public.h"
#include "testing/api/api.h"

namespace kamino::groups {
namespace {

namespace json = boost::json;

class GroupsApi : public testing::ApiTest {
  protected:
    void custom_field(const char* name, const char* kind, const char* choices = "[]") {
        make(name, "custom-fields",
             std::string{R"({"entity_name":"account","name":")"} + name + R"(","label":"Own )" + name +
                 R"(","kind":")" + kind + R"(","choices":)" + choices + "}");
    }
    // Twelve accounts c0 … c11: the first six in Spain; the manager owns c0, c3, c6, c9; c0 … c8 bought in
    // each of the last twelve months up to October 2025, the first most; c0 … c2 in the year before too.
    void found() {
        custom_field("size", "number");
        custom_field("tier", "choice", R"(["gold","tin"])");
        custom_field("since", "date");
        custom_field("vip", "boolean");
        for (int i = 0; i < 12; ++i) {
            const auto name = "c" + std::to_string(i);
            std::string body = R"({"name":"Company )" + std::to_string(10 + i) + R"(","country":")" +
                               (i < 6 ? "ES" : "NL") + R"(","industry":")" + (i % 2 ? "Food" : "") +
                               R"(","tags":[)" + (i % 4 == 0 ? R"("fair")" : "") + "]";
            if (i % 3 == 0) body += R"(,"owner_id":")" + user_id("manager") + "\"";
            if (i > 2) body += R"(,"employees":)" + std::to_string(10 * i);
            if (i < 4)
                body += R"(,"year_founded":)" + std::to_string(1990 + i) + R"(,"custom":{"size":)" +
                        std::to_string(i) + R"(,"tier":")" + (i % 2 ? "gold" : "tin") + R"(","since":"202)" +
                        std::to_string(i) + R"(-01-15","vip":)" + (i < 2 ? "true" : "false") + "}";
            make(name, "accounts", body + "}");
        }
        db().write({.door = "cli"}, [&](storage::Write& w) {
            for (int i = 0; i < 9; ++i)
                for (int month = i < 3 ? -12 : 0; month < 12; ++month) sell(w, i, month);
            sales::rebuild_months(w);
            selection::rescore(w);
        });
    }
    void sell(storage::Write& w, int i, int month) {
        sales::SalesLine sale;
        sale.account_id = id("c" + std::to_string(i));
        sale.booked_on = Date::of(2024, 11, 10).plus_months(month);
        sale.invoice_number = std::to_string(i) + "-" + std::to_string(month);
        sale.quantity = 1;
        sale.net_amount = {100'000 - 10'000 * i, "EUR"};
        sale.margin = Money{20'000, "EUR"};
        storage::insert_record(w, sales::SalesLine::entity(), sale);
    }
    testing::Answer count(const std::string& rule, const std::string& who = "leader") {
        return as(who).post("/groups/count", R"({"rule":)" + rule + "}");
    }
    // The numbers of the companies that a rule finds: "0 3 6".
    std::string found_by(const std::string& rule) {
        return db().read([&](storage::Read& r) {
            const Where where{r, auth::system_actor(), condition_of(r, json::parse(rule), true, "r")};
            std::string all;
            auto rows = r.query({"test.found", "SELECT portfolio.name FROM portfolio" + where.sql +
                                                   " ORDER BY portfolio.name"},
                                where.args);
            while (rows.next())
                all += (all.empty() ? "" : " ") + std::to_string(std::stoi(rows.text(0).substr(8)) - 10);
            return all;
        });
    }
    static std::string leaf(const std::string& field, const std::string& op, const std::string& value) {
        return R"({"field":")" + field + R"(","op":")" + op + R"(","value":)" + value + "}";
    }
};
KAMINO_EACH_ENGINE(GroupsApi);

// By hand from found().
TEST_P(GroupsApi, rules_find_by_every_kind_of_field) {
    found();
    make("unit", "account-units", R"({"account_id":"{c1}","name":"Cold store","kind":"division"})");
    make("place", "account-locations",
         R"({"account_id":"{c7}","name":"Plant","city":"Gent","country":"BE"})");
    join_team("c4", "viewer", "innovator");
    make("person", "people", R"({"account_id":"{c5}","name":"Ana","title":"Head of buying"})");
    const std::vector<std::pair<std::string, const char*>> cases{
        {leaf("country", "=", "\"ES\""), "0 1 2 3 4 5"},
        {leaf("country", "not in", R"(["ES"])"), "6 7 8 9 10 11"},
        {R"({"field":"industry","op":"empty"})", "0 2 4 6 8 10"},
        {leaf("industry", "!=", "\"Food\""), "0 2 4 6 8 10"},
        {leaf("employees", ">=", "60"), "6 7 8 9 10 11"},
        {R"({"not":)" + leaf("employees", ">=", "60") + "}", "0 1 2 3 4 5"},
        {R"({"field":"employees","op":"empty"})", "0 1 2"},
        {leaf("employees", "!=", "30"), "0 1 2 4 5 6 7 8 9 10 11"},
        {leaf("tags", "=", "\"fair\""), "0 4 8"},
        {leaf("name", "~", "\"PANY 11\""), "1"},
        {leaf("owner_id", "=", "\"" + user_id("manager") + "\""), "0 3 6 9"},
        {leaf("revenue_12m", ">=", "10000"), "0 1"},
        {leaf("revenue_prev_12m", ">", "0"), "0 1 2"},
        {leaf("growth", "=", "0"), "0 1 2"},
        {R"({"not":)" + leaf("growth", ">=", "-1") + "}", "3 4 5 6 7 8 9 10 11"},
        {leaf("margin_rate", ">", "0.3"), "4 5 6 7 8"},
        {leaf("order_count_12m", ">=", "12"), "0 1 2 3 4 5 6 7 8"},
        {leaf("recency_fifth", "=", "0"), "9 10 11"},
        {R"({"field":"last_purchase_on","op":"empty"})", "9 10 11"},
        {leaf("last_purchase_on", "=", "\"2025-10-10\""), "0 1 2 3 4 5 6 7 8"},
        {leaf("first_purchase_on", "<", "\"2024-06-01\""), "0 1 2"},
        {leaf("created_at", ">=", "\"last-2d\""), "0 1 2 3 4 5 6 7 8 9 10 11"},
        {leaf("created_at", "<", "\"today-6m\""), ""},
        {leaf("year_founded", ">", "1991"), "2 3"},
        {R"({"field":"year_founded","op":"empty"})", "4 5 6 7 8 9 10 11"},
        {R"({"not":)" + leaf("year_founded", "<=", "1991") + "}", "2 3 4 5 6 7 8 9 10 11"},
        {leaf("custom.size", ">=", "2"), "2 3"},
        {R"({"field":"custom.size","op":"empty"})", "4 5 6 7 8 9 10 11"},
        {R"({"not":)" + leaf("custom.size", ">=", "2") + "}", "0 1 4 5 6 7 8 9 10 11"},
        {leaf("custom.tier", "in", R"(["gold"])"), "1 3"},
        {leaf("custom.since", "<", "\"2021-06-01\""), "0 1"},
        {leaf("custom.vip", "=", "true"), "0 1"},
        {leaf("custom.vip", "=", "false"), "2 3"},
        {leaf("unit_name", "~", "\"cold\""), "1"},
        {leaf("unit_kind", "!=", "\"division\""), "0 2 3 4 5 6 7 8 9 10 11"},
        {leaf("location_country", "=", "\"BE\""), "7"},
        {leaf("team_user_id", "=", "\"" + user_id("viewer") + "\""), "4"},
        {leaf("team_role", "in", R"(["innovator","member"])"), "4"},
        {leaf("person_title", "~", "\"BUYING\""), "5"},
        {R"({"field":"plan_stage","op":"empty"})", "0 1 2 3 4 5 6 7 8 9 10 11"},
        {R"({"all":[)" + leaf("country", "=", "\"ES\"") + R"(,{"any":[)" + leaf("tags", "=", "\"fair\"") +
             "," + leaf("industry", "=", "\"Food\"") + "]}]}",
         "0 1 3 4 5"},
        {R"({"any":[]})", ""},
        {R"({"all":[{}]})", "0 1 2 3 4 5 6 7 8 9 10 11"},
    };
    for (const auto& [rule, numbers] : cases) EXPECT_EQ(found_by(rule), numbers) << rule;
    // The same language in every list, over the list's own document too.
    const auto own = as("leader").get("/accounts?sort=name&filter=custom.size%20%3E%3D%202");
    EXPECT_EQ(own.all("id"), (std::vector<std::string>{id("c2"), id("c3")}));
    const auto list = as("leader").get(
        "/portfolio?sort=name&filter=year_founded%20%3E%201991%20and%20unit_name%20%3D%20null");
    EXPECT_EQ(list.all("id"), (std::vector<std::string>{id("c2"), id("c3")}));
    EXPECT_EQ(as("leader").get("/portfolio?filter=custom.Size%20%3D%201").key(), "request.bad_filter");
}

// The fiscal year of the workspace: from April on; the last booked day is in October 2025.
TEST_P(GroupsApi, fiscal_years_follow_the_calendar_of_the_workspace) {
    ASSERT_EQ(as("admin").patch("/workspace", R"({"fiscal_year_start_month":4})").status, 200);
    found();
    // April to October: seven months of 1,000; the year before: twelve, of which all are bought by c0.
    EXPECT_EQ(found_by(leaf("revenue_fy", "=", "7000")), "0");
    EXPECT_EQ(found_by(leaf("revenue_prev_fy", "=", "12000")), "0");
    EXPECT_EQ(found_by(leaf("revenue_prev_fy", "=", "3500")), "3") << "five months of 700";
    pin_clock(Instant::at(Date::of(2025, 10, 20)));
    EXPECT_EQ(found_by(leaf("last_purchase_on", "=", "\"fq\"")), "0 1 2 3 4 5 6 7 8") << "from October on";
    EXPECT_EQ(found_by(leaf("last_purchase_on", "=", "\"fq-1\"")), "");
    EXPECT_EQ(found_by(leaf("first_purchase_on", "<", "\"fy-1\"")), "0 1 2");
    EXPECT_EQ(found_by(leaf("first_purchase_on", ">=", "\"fy-1\"")), "3 4 5 6 7 8");
    const auto list = as("leader").get("/portfolio?filter=last_purchase_on%20%3D%20last-30d&count=true");
    EXPECT_EQ(list.at("/total"), "9") << list.body;
    pin_clock({});
}

// An evaluator of a few lines over the accounts as the API gives them; random rules; both must find the same,
// and the laws of logic hold.
struct Oracle {
    static bool known(const json::value& v) {
        return !v.is_null() && !(v.is_string() && v.as_string().empty());
    }
    static bool holds(const json::value& rule, const json::object& account) {
        const auto& r = rule.as_object();
        if (const auto* n = r.if_contains("not")) return !holds(*n, account);
        if (const auto* parts = r.if_contains("all")) {
            for (const auto& p : parts->as_array())
                if (!holds(p, account)) return false;
            return true;
        }
        if (const auto* parts = r.if_contains("any")) {
            for (const auto& p : parts->as_array())
                if (holds(p, account)) return true;
            return false;
        }
        return compares(r, account);
    }
    static json::value value_of(const std::string& field, const json::object& account) {
        if (!field.starts_with("custom.")) return account.at(field);
        const auto& own = account.at("custom").as_object();
        const auto* v = own.if_contains(field.substr(7));
        return v ? *v : json::value(nullptr);
    }
    static bool compares(const json::object& r, const json::object& account) {
        const std::string op{r.at("op").as_string()};
        const auto is = value_of(std::string{r.at("field").as_string()}, account);
        if (op == "empty") return !known(is);
        if (op == "filled") return known(is);
        const auto& wanted = r.at("value");
        if (op == "!=") return !known(is) || is != wanted;
        if (!known(is)) return false;
        if (op == "=") return is == wanted;
        if (op == "in") {
            for (const auto& one : wanted.as_array())
                if (is == one) return true;
            return false;
        }
        const auto a = is.to_number<double>(), b = wanted.to_number<double>();
        return op == "<" ? a < b : op == "<=" ? a <= b : op == ">" ? a > b : a >= b;
    }
};

std::string random_rule(std::mt19937& random, int depth) {
    const auto pick = [&](std::initializer_list<const char*> of) {
        return std::string{*(of.begin() + random() % of.size())};
    };
    if (depth > 0 && random() % 3) {
        const auto kind = random() % 3;
        if (kind == 2) return R"({"not":)" + random_rule(random, depth - 1) + "}";
        std::string parts;
        for (unsigned i = 0, n = random() % 4; i < n; ++i)
            parts += (i ? "," : "") + random_rule(random, depth - 1);
        return std::string{kind ? R"({"all":[)" : R"({"any":[)"} + parts + "]}";
    }
    const auto leaf = [](const std::string& field, const std::string& op, const std::string& value) {
        return R"({"field":")" + field + R"(","op":")" + op + "\"" +
               (value.empty() ? "" : ",\"value\":" + value) + "}";
    };
    switch (random() % 5) {
        case 0:
            return leaf(pick({"industry", "country"}), pick({"=", "!="}), pick({R"("Food")", R"("ES")"}));
        case 1:
            return leaf(pick({"industry", "employees", "custom.tier", "year_founded"}),
                        pick({"empty", "filled"}), "");
        case 2:
            return leaf(pick({"employees", "custom.size"}), pick({"<", "<=", ">", ">=", "=", "!="}),
                        std::to_string(random() % 8 * (random() % 2 ? 10 : 1)));
        case 3:
            return leaf("year_founded", pick({"<", ">=", "="}), std::to_string(1990 + random() % 4));
        default:
            return leaf("custom.tier", "in", pick({R"(["gold"])", R"(["tin","gold"])"}));
    }
}

TEST_P(GroupsApi, random_rules_find_what_an_evaluator_finds) {
    found();
    const auto accounts = as("admin").get("/accounts?limit=100&sort=name").json();
    std::mt19937 random{on_sqlite() ? 11U : 12U};
    for (int round = 0; round < 150; ++round) {
        const auto rule = random_rule(random, 4), other = random_rule(random, 3);
        std::string expected;
        int number = 0;
        for (const auto& account : accounts.at("items").as_array()) {
            if (Oracle::holds(json::parse(rule), account.as_object()))
                expected += (expected.empty() ? "" : " ") + std::to_string(number);
            ++number;
        }
        const auto is = found_by(rule);
        ASSERT_EQ(is, expected) << rule;
        const auto negated = [](const std::string& r) { return R"({"not":)" + r + "}"; };
        const auto pair = [](const char* word, const std::string& a, const std::string& b) {
            return std::string{"{\""} + word + "\":[" + a + "," + b + "]}";
        };
        EXPECT_EQ(found_by(negated(negated(rule))), is) << rule;
        EXPECT_EQ(found_by(negated(pair("all", rule, other))),
                  found_by(pair("any", negated(rule), negated(other))))
            << rule << other;
        EXPECT_EQ(found_by(pair("any", rule, negated(rule))), "0 1 2 3 4 5 6 7 8 9 10 11") << rule;
        EXPECT_EQ(found_by(pair("all", rule, negated(rule))), "") << rule;
        EXPECT_EQ(found_by(pair("all", rule, other)), found_by(pair("all", other, rule)));
    }
}

TEST_P(GroupsApi, counts_what_the_reader_sees) {
    found();
    const auto all = count("{}");
    ASSERT_EQ(all.status, 200) << all.body;
    EXPECT_EQ(all.at("/accounts"), "12");
    EXPECT_EQ(all.at("/of_accounts"), "12");
    EXPECT_EQ(all.at("/sample/0/name"), "Company 10");
    EXPECT_EQ(all.json().at("sample").as_array().size(), 5U);
    // c0 … c8: twelve months of 1000, 900 … 200.
    EXPECT_EQ(all.at("/revenue_12m/minor"),
              std::to_string(12 * 100 * (1000 + 900 + 800 + 700 + 600 + 500 + 400 + 300 + 200)));
    const auto own = count(leaf("country", "=", "\"ES\""), "manager");
    EXPECT_EQ(own.at("/accounts"), "2");
    EXPECT_EQ(own.at("/of_accounts"), "4");
    EXPECT_EQ(own.at("/revenue_12m/minor"), std::to_string(12 * 100 * (1000 + 700)));
    EXPECT_EQ(count("{}", "stranger").at("/accounts"), "0");
    EXPECT_EQ(count("{}", "").status, 401);
    const auto values = as("manager").get("/groups/values?field=country");
    EXPECT_EQ(values.all("accounts"), (std::vector<std::string>{"2", "2"}));
    EXPECT_EQ(as("leader").get("/groups/values?field=tags").at("/items/0/accounts"), "3");
    EXPECT_EQ(as("leader").get("/groups/values?field=name").faults(), "/field group.unknown_field");
    EXPECT_EQ(count(leaf("growth", "?", "1")).faults(), "/rule/op group.bad_op");
    EXPECT_EQ(as("leader").post("/groups/count", "{}").faults(), "/rule field.required");
    EXPECT_EQ(as("leader").post("/groups/count", "[]").faults(), "/rule field.required");
    const auto fields = as("viewer").get("/groups/fields");
    EXPECT_NE(
        fields.body.find(
            R"("key":"custom.tier","kind":"choice","section":"custom","format":"","choices":["gold","tin"])"),
        std::string::npos)
        << fields.body;
}

TEST_P(GroupsApi, a_living_group_changes_and_a_frozen_one_stays) {
    found();
    const auto made = as("leader").post(
        "/groups", R"({"name":" Spain ","colour":"teal","rule":)" + leaf("country", "=", "\"ES\"") + "}");
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(made.at("/name"), "Spain");
    EXPECT_EQ(made.at("/owner_id"), user_id("leader"));
    keep("g", made.id());
    const auto members = [&](const std::string& who) {
        return as(who).get("/portfolio?sort=name&filter=group%20%3D%20\"{g}\"").all("id").size();
    };
    EXPECT_EQ(members("leader"), 6U);
    EXPECT_EQ(members("manager"), 2U);
    EXPECT_EQ(as("leader").get("/portfolio?filter=not%20group%20in%20(\"{g}\")").all("id").size(), 6U);
    EXPECT_EQ(as("leader").get("/groups/counts").at("/items/0/accounts"), "6");
    EXPECT_EQ(as("manager").get("/groups/counts").at("/items/0/accounts"), "2");
    // What freezes it is the version that was seen.
    const auto url = "/groups/{g}/freezing";
    EXPECT_EQ(as("leader").ask("PUT", url, "{}").status, 422) << "needs If-Match";
    EXPECT_EQ(as("leader").ask("PUT", url, "{}", {{"If-Match", "\"7\""}}).key(), "request.stale");
    const auto before = head();
    const auto frozen = as("leader").ask("PUT", url, "{}", {{"If-Match", "\"1\""}});
    ASSERT_EQ(frozen.status, 200) << frozen.body;
    EXPECT_EQ(frozen.at("/frozen_by"), user_id("leader"));
    EXPECT_NE(frozen.at("/frozen_at"), "");
    EXPECT_EQ(logged_since(before), "account_group update");
    ASSERT_EQ(as("admin").patch("/accounts/{c0}", R"({"country":"NL"})").status, 200);
    ASSERT_EQ(as("admin").patch("/accounts/{c11}", R"({"country":"ES"})").status, 200);
    EXPECT_EQ(members("leader"), 6U);
    EXPECT_EQ(members("manager"), 2U) << "c0 and c3, as they were";
    EXPECT_EQ(
        as("leader").patch("/groups/{g}", R"({"rule":)" + leaf("country", "=", "\"NL\"") + "}").faults(),
        "/rule group.frozen");
    EXPECT_EQ(as("leader").patch("/groups/{g}", R"({"name":"Iberia"})").status, 200);
    const auto thawed = as("leader").ask("DELETE", url, "", {{"If-Match", "*"}});
    EXPECT_EQ(thawed.status, 200) << thawed.body;
    EXPECT_EQ(thawed.at("/frozen_at"), "null");
    EXPECT_EQ(members("manager"), 1U) << "only c3 is still in Spain";
    ASSERT_EQ(as("leader").del("/groups/{g}").status, 204);
    EXPECT_EQ(as("leader").get("/portfolio?filter=group%20%3D%20\"{g}\"").key(), "request.bad_filter");
}

TEST_P(GroupsApi, everybody_reads_and_owners_change) {
    found();
    keep("own",
         as("manager").post("/groups", R"({"name":"Mine","rule":{"field":"tags","op":"filled"}})").id());
    run({{.name = "a viewer makes none",
          .as = "viewer",
          .method = "POST",
          .url = "/groups",
          .body = R"({"name":"X","rule":{"field":"tags","op":"filled"}})",
          .status = 403},
         {.name = "another manager reads it",
          .as = "stranger",
          .url = "/groups/{own}",
          .json = R"({"name":"Mine"})"},
         {.name = "and changes nothing",
          .as = "stranger",
          .method = "PATCH",
          .url = "/groups/{own}",
          .body = R"({"name":"His"})",
          .status = 403,
          .json = R"({"key":"group.not_yours"})",
          .headers = {{"If-Match", "*"}}},
         {.name = "nor freezes it",
          .as = "stranger",
          .method = "PUT",
          .url = "/groups/{own}/freezing",
          .body = "{}",
          .status = 403,
          .headers = {{"If-Match", "*"}}},
         {.name = "nor throws it away",
          .as = "stranger",
          .method = "DELETE",
          .url = "/groups/{own}",
          .status = 403,
          .headers = {{"If-Match", "*"}}},
         {.name = "who sees all may",
          .as = "operations",
          .method = "PATCH",
          .url = "/groups/{own}",
          .body = R"({"colour":"red"})",
          .json = R"({"colour":"red","name":"Mine"})",
          .audit = "account_group update",
          .headers = {{"If-Match", "*"}}},
         {.name = "a stale write",
          .as = "manager",
          .method = "PATCH",
          .url = "/groups/{own}",
          .body = R"({"colour":"blue"})",
          .status = 409,
          .json = R"({"key":"request.stale","current":{"colour":"red"}})",
          .headers = {{"If-Match", "\"1\""}}},
         {.name = "no name, no rule",
          .as = "leader",
          .method = "POST",
          .url = "/groups",
          .body = R"({"rule":{}})",
          .status = 422,
          .json =
              R"({"fields":[{"path":"/rule","key":"field.required"},{"path":"/name","key":"field.required"}]})"},
         {.name = "a bad rule, deep inside",
          .as = "leader",
          .method = "POST",
          .url = "/groups",
          .body = R"({"name":"X","rule":{"all":[{"not":{"field":"status","op":"=","value":"gone"}}]}})",
          .status = 422,
          .json = R"({"fields":[{"path":"/rule/all/0/not/value","key":"field.not_a_choice"}]})"},
         {.name = "a colour of one's own",
          .as = "leader",
          .method = "POST",
          .url = "/groups",
          .body = R"({"name":"X","colour":"mauve","rule":{"field":"tags","op":"filled"}})",
          .status = 422,
          .json = R"({"fields":[{"path":"/colour","key":"field.not_a_choice"}]})"},
         {.name = "frozen by hand",
          .as = "leader",
          .method = "POST",
          .url = "/groups",
          .body = R"({"name":"X","frozen_at":"2026-01-01T00:00:00Z","rule":{"field":"tags","op":"filled"}})",
          .status = 422,
          .json = R"({"fields":[{"path":"/frozen_at"}]})"},
         {.name = "no such group", .as = "leader", .url = "/groups/none/characterisation", .status = 404}});
}

// A custom field that is gone does not break the group: what accounts still say of it counts.
TEST_P(GroupsApi, outlives_a_custom_field) {
    found();
    keep("g", as("leader")
                  .post("/groups", R"({"name":"Tins","rule":)" + leaf("custom.tier", "=", "\"tin\"") + "}")
                  .id());
    EXPECT_EQ(as("leader").get("/groups/counts").at("/items/0/accounts"), "2");
    ASSERT_EQ(as("admin").del("/custom-fields/{tier}").status, 204);
    EXPECT_EQ(as("leader").get("/groups/counts").at("/items/0/accounts"), "2") << "the values still stand";
    EXPECT_EQ(as("leader").patch("/groups/{g}", R"({"name":"Old tins"})").status, 200);
    EXPECT_EQ(as("leader")
                  .patch("/groups/{g}", R"({"rule":)" + leaf("custom.tier", "=", "\"gold\"") + "}")
                  .faults(),
              "/rule/field group.unknown_field");
}

// By hand: nine bought, all on the same day and equally often (the middle fifth), for different amounts: the
// percentiles of nine are 5.6, 16.7 … 94.4; their fifths 1 1 2 2 3 4 4 5 5.
TEST_P(GroupsApi, rfm_cells_become_groups) {
    found();
    const auto grid = as("leader").get("/groups/rfm");
    ASSERT_EQ(grid.status, 200) << grid.body;
    EXPECT_EQ(grid.at("/accounts"), "12");
    EXPECT_EQ(grid.at("/never_bought"), "3");
    std::string cells;
    const auto document = grid.json();
    for (const auto& c : document.at("cells").as_array())
        cells += json::serialize(c.at("recency")) + json::serialize(c.at("frequency")) +
                 json::serialize(c.at("monetary")) + "=" + json::serialize(c.at("accounts")) + " ";
    EXPECT_EQ(cells, "331=2 332=2 333=1 334=2 335=2 ");
    EXPECT_EQ(found_by(R"({"all":[)" + leaf("recency_fifth", "=", "3") + "," +
                       leaf("monetary_fifth", "in", "[4,5]") + "]}"),
              "0 1 2 3");
    EXPECT_EQ(as("manager").get("/groups/rfm").at("/accounts"), "4");
}

// 60 accounts, 20 of them in the group: all in Food and visited, of the others a quarter is in Food and none
// is visited; the rule asks for the region.
TEST_P(GroupsApi, says_what_sets_a_group_apart) {
    for (int i = 0; i < 60; ++i) {
        const bool in = i < 20;
        make("a" + std::to_string(i), "accounts",
             R"({"name":"A)" + std::to_string(i) + R"(","region":")" + (in ? "North" : "South") +
                 R"(","industry":")" + (in || i % 4 == 0 ? "Food" : "Steel") + R"(","employees":)" +
                 std::to_string(in ? 100 + i : 10 + i) +
                 (i % 10 ? "" : R"(,"owner_id":")" + user_id("manager") + "\"") + "}");
    }
    keep("g", as("leader")
                  .post("/groups", R"({"name":"North","rule":)" + leaf("region", "=", "\"North\"") + "}")
                  .id());
    const auto told = as("leader").get("/groups/{g}/characterisation");
    ASSERT_EQ(told.status, 200) << told.body;
    EXPECT_EQ(told.at("/accounts_in"), "20");
    EXPECT_EQ(told.at("/accounts_out"), "40");
    EXPECT_EQ(told.at("/enough"), "true");
    EXPECT_EQ(told.at("/numbers/0/key"), "employees");
    EXPECT_EQ(told.at("/numbers/0/delta"), "1") << "every one of them is larger";
    EXPECT_EQ(told.json().at("numbers").at(0).at("median_in").to_number<double>(), 109.5);
    EXPECT_EQ(told.at("/numbers/0/holds"), "true");
    const auto document = told.json();
    std::map<std::string, json::value> shares;
    for (const auto& s : document.at("shares").as_array())
        shares[std::string{s.at("key").as_string()} + "=" + std::string{s.at("value").as_string()}] = s;
    ASSERT_TRUE(shares.contains("industry=Food")) << told.body;
    const auto& food = shares.at("industry=Food");
    EXPECT_EQ(food.at("hits_in"), 20);
    EXPECT_EQ(food.at("hits_out"), 10);
    EXPECT_NEAR(food.at("lift").to_number<double>(), 4, 1e-12);
    EXPECT_EQ(food.at("by_rule"), false);
    EXPECT_EQ(shares.at("region=North").at("by_rule"), true) << "the rule itself";
    EXPECT_TRUE(shares.at("region=North").at("lift").is_null()) << "none of the others";
    // The manager sees two of the group and four of the others: too few.
    const auto few = as("manager").get("/groups/{g}/characterisation");
    EXPECT_EQ(few.at("/accounts_in"), "2");
    EXPECT_EQ(few.at("/enough"), "false");
    EXPECT_EQ(few.json().at("numbers").as_array().size(), 0U);
}

}  // namespace
}  // namespace kamino::groups
