// Selection over the API, on both engines: runs, explanations, classes and judgements by people, the
// portfolio and its sums, who sees what, and how many statements a list takes. SEL-1, SEL-2, SEL-5, WORK-1.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <map>

#include "domain/people/public.h"
#include "domain/pipeline/public.h"
#include "domain/sales/public.h"
#include "domain/selection/run.h"
#include "domain/workspace/public.h"
#include "testing/database.h"

namespace kamino::selection {
namespace {

struct Answer {
    int status = 0;
    std::string body, etag;
    boost::json::value json() const { return boost::json::parse(body); }
};

class SelectionApiTest : public kamino::testing::DatabaseTest {
  protected:
    void SetUp() override {
        DatabaseTest::SetUp();
        if (IsSkipped()) return;
        accounts::events() = {};
        sales::events() = {};
        pipeline::events() = {};
        server_ = std::make_unique<http::Server>(http::Options{});
        auth_ = std::make_unique<auth::Auth>(db(), auth::Options{});
        jobs_ = std::make_unique<jobs::Queue>(db(), [](const std::string&, const std::string&) {});
        registry_ = std::make_unique<registry::Registry>(db(), *server_, *auth_, *jobs_);
        auth_->install(server_->router());
        registry_->offer({.entity = &auth::User::entity(), .route = "users", .area = "users"});
        workspace::offer(*registry_);
        accounts::offer(*registry_);
        people::offer(*registry_);
        sales::offer(*registry_);
        pipeline::offer(*registry_);
        offer(*registry_);
        accounts::events().saved.push_back(
            [](storage::Write& w, const accounts::Account* before, const accounts::Account* after) {
                refresh_accounts(w, {after ? after->id : before->id});
            });
        for (const char* role : {"leader", "manager", "viewer", "operations"}) add_user(role);
        make_company();
    }
    void TearDown() override { accounts::events() = {}; }

    void add_user(const std::string& name) {
        db().write({.door = "cli"}, [&](storage::Write& w) {
            auth::User user;
            user.name = name;
            user.email = name + "@example.com";
            user.role = name;
            storage::insert_record(w, auth::User::entity(), user);
            tokens_[name] = auth_->create_token(w, user.id, "test", {"write"});
            users_[name] = user.id;
        });
    }

    template <class T>
    std::string add(T record) {
        return db().write({.door = "cli"}, [&](storage::Write& w) {
            registry::save(*registry_, w, registry_->at(T::entity().name), auth::system_actor(), nullptr,
                           record);
            return record.id;
        });
    }

    // Ten accounts a0 … a9; a0 … a7 buy 800, 400, 200 … each month of a year; the manager owns a0 and a1.
    void make_company() {
        for (int i = 0; i < 10; ++i) {
            accounts::Account a;
            a.name = "Account " + std::to_string(i);
            a.status = i < 8 ? "customer" : "prospect";
            a.industry = i % 2 ? "Food" : "Steel";
            if (i < 2) a.owner_id = users_["manager"];
            if (i != 9) a.employees = 100;
            ids_.push_back(add(a));
        }
        db().write({.door = "cli"}, [&](storage::Write& w) {
            for (int i = 0; i < 8; ++i)
                for (int month = 0; month < 12; ++month) {
                    sales::SalesLine sale;
                    sale.account_id = ids_[static_cast<std::size_t>(i)];
                    sale.booked_on = Date::of(2025, 11, 10).plus_months(month);
                    sale.invoice_number = std::to_string(i) + "-" + std::to_string(month);
                    sale.quantity = 1;
                    sale.net_amount = {80'000 >> i, "EUR"};
                    sale.margin = Money{(80'000 >> i) / (i + 2), "EUR"};
                    storage::insert_record(w, sales::SalesLine::entity(), sale);
                }
            sales::rebuild_months(w);
            rescore(w);
        });
    }

    Answer ask(const std::string& as, std::string method, std::string target, const std::string& body = {},
               const std::string& etag = {}) {
        http::Pairs headers{{"Host", "localhost"}, {"Authorization", "Bearer " + tokens_[as]}};
        if (!body.empty()) headers.emplace_back("Content-Type", "application/json");
        if (!etag.empty()) headers.emplace_back("If-Match", "\"" + etag + "\"");
        auto request = http::Request::make(std::move(method), "/api/v1" + target, std::move(headers), body);
        request.peer = "127.0.0.1";
        const auto response = server_->dispatch(std::move(request));
        return {response.status, std::string{response.text_body()}, std::string{response.header("ETag")}};
    }
    PortfolioRow row(int i) {
        return db().read(
            [&](storage::Read& r) { return *portfolio_row(r, ids_[static_cast<std::size_t>(i)]); });
    }
    std::string account(int i, const std::string& rest) {
        return "/accounts/" + ids_[static_cast<std::size_t>(i)] + rest;
    }
    static std::string text(const boost::json::value& v, const char* key) {
        return std::string{v.at(key).as_string()};
    }

    std::unique_ptr<http::Server> server_;
    std::unique_ptr<auth::Auth> auth_;
    std::unique_ptr<jobs::Queue> jobs_;
    std::unique_ptr<registry::Registry> registry_;
    std::map<std::string, std::string> tokens_, users_;
    std::vector<std::string> ids_;
};
KAMINO_EACH_ENGINE(SelectionApiTest);

TEST_P(SelectionApiTest, ARunFillsThePortfolio) {
    const auto first = row(0);
    EXPECT_EQ(first.revenue_12m, (Money{960'000, "EUR"}));
    EXPECT_EQ(first.margin_12m.minor, 480'000);
    EXPECT_EQ(first.owner_name, "manager");
    EXPECT_EQ(first.class_source, "rule");
    EXPECT_EQ(first.last_purchase_on, Date::of(2026, 10, 10));
    EXPECT_EQ(row(9).class_, "") << "a prospect of unknown size";
    // Equal size: what the upper quartile buys, which lies between the second and the third.
    EXPECT_EQ(row(8).potential.minor, row(3).potential.minor);
    EXPECT_EQ(row(8).class_, "C");
    for (int i = 0; i < 8; ++i)
        EXPECT_NE(std::string{"AABCCCCC"}.find(row(i).class_), std::string::npos) << i << row(i).class_;

    const auto again = ask("leader", "POST", "/selection/runs").json();
    EXPECT_EQ(text(again, "state"), "done");
    EXPECT_EQ(again.at("accounts").as_int64(), 10);
    EXPECT_EQ(again.at("changed").as_int64(), 0) << "a second run changes nothing";
    EXPECT_EQ(text(again, "as_of"), "2026-10-10");
    EXPECT_EQ(ask("manager", "POST", "/selection/runs").status, 403);
}

TEST_P(SelectionApiTest, ContributionsSumToTheScore) {
    for (int i = 0; i < 10; ++i) {
        const auto score = ask("leader", "GET", account(i, "/score")).json();
        double sum = 0, weights = 0;
        for (const auto& c : score.at("criteria").as_array()) {
            sum += c.at("contribution").to_number<double>();
            weights += c.at("weight").to_number<double>();
            EXPECT_EQ(c.at("missing").as_bool(), c.at("normalised").is_null());
            EXPECT_FALSE(text(c, "explanation").empty()) << text(c, "key");
        }
        EXPECT_NEAR(sum, score.at("score").to_number<double>(), 1e-9) << i;
        EXPECT_NEAR(sum, row(i).score, 1e-9);
        EXPECT_NEAR(weights, 1, 1e-9);
    }
    const auto best = ask("leader", "GET", account(0, "/score")).json();
    EXPECT_EQ(best.at("accounts").as_int64(), 10);
    const auto& revenue = best.at("criteria").at(0);
    EXPECT_EQ(text(revenue, "key"), "current_revenue");
    EXPECT_EQ(revenue.at("normalised").to_number<double>(), 95);  // the best of ten
    EXPECT_EQ(text(revenue.at("data").at(0), "text"), "€9,600.00 in the last 12 months.");
    EXPECT_EQ(ask("viewer", "GET", account(0, "/score")).status, 404);
}

TEST_P(SelectionApiTest, PeopleJudgeSoftCriteria) {
    const double before = row(0).score;
    const auto judged =
        ask("manager", "PUT", account(0, "/judgements/fit"), R"({"value":5,"note":"same values"})");
    ASSERT_EQ(judged.status, 200) << judged.body;
    EXPECT_GT(row(0).score, before);
    EXPECT_NEAR(judged.json().at("score").to_number<double>(), row(0).score, 1e-9);
    EXPECT_EQ(ask("manager", "PUT", account(0, "/judgements/fit"), R"({"value":1})").status, 200);
    EXPECT_LT(row(0).score, before);
    const auto by_judgement = row(0).score;
    ask("leader", "POST", "/selection/runs");
    EXPECT_NEAR(row(0).score, by_judgement, 1e-9) << "a run says the same";
    const auto list = ask("leader", "GET", "/account-judgements").json().at("items").as_array();
    ASSERT_EQ(list.size(), 1U);
    EXPECT_EQ(text(list[0], "judged_by"), users_["manager"]);
    EXPECT_EQ(ask("manager", "DELETE", account(0, "/judgements/fit")).status, 200);
    EXPECT_NEAR(row(0).score, before, 1e-9);
    EXPECT_EQ(ask("manager", "DELETE", account(0, "/judgements/fit")).status, 404);

    EXPECT_EQ(ask("manager", "PUT", account(0, "/judgements/fit"), R"({"value":6})").status, 422);
    EXPECT_EQ(ask("manager", "PUT", account(0, "/judgements/fit"), R"({"value":null})").status, 422);
    EXPECT_EQ(ask("manager", "PUT", account(0, "/judgements/margin"), R"({"value":5})").status, 404);
    EXPECT_EQ(ask("manager", "PUT", account(5, "/judgements/fit"), R"({"value":5})").status, 404)
        << "not his account";
    EXPECT_EQ(ask("viewer", "PUT", account(0, "/judgements/fit"), R"({"value":5})").status, 403);
}

TEST_P(SelectionApiTest, PeopleSetTheClassWithAReason) {
    const auto by_rule = row(0).rule_class;
    EXPECT_EQ(ask("leader", "PUT", account(0, "/class"), R"({"class":"E"})").status, 422)
        << "a reason is needed";
    EXPECT_EQ(ask("leader", "PUT", account(0, "/class"), R"({"class":"F","reason":"?"})").status, 422);
    EXPECT_EQ(ask("leader", "PUT", account(0, "/class"), R"({"reason":"?"})").status, 422);
    EXPECT_EQ(ask("viewer", "PUT", account(0, "/class"), R"({"class":"E","reason":"x"})").status, 403);
    const auto set = ask("leader", "PUT", account(0, "/class"), R"({"class":"E","reason":"moves away"})");
    ASSERT_EQ(set.status, 200) << set.body;
    EXPECT_EQ(text(set.json(), "class_reason"), "moves away");
    EXPECT_EQ(text(set.json(), "computed_class"), by_rule);
    ask("leader", "POST", "/selection/runs");
    EXPECT_EQ(row(0).class_, "E") << "a run leaves what people set";
    EXPECT_EQ(row(0).class_source, "person");
    EXPECT_EQ(ask("leader", "PUT", account(0, "/class"), R"({"class":null})").status, 200);
    EXPECT_EQ(row(0).class_, by_rule);
    EXPECT_EQ(row(0).class_source, "rule");
    const auto history = db().read([&](storage::Read& r) {
        return r.integer({"test.history",
                          "SELECT count(*) FROM changes WHERE entity = 'account_class' AND account_id = :a"},
                         {{"a", ids_[0]}});
    });
    EXPECT_EQ(history, 2);
}

TEST_P(SelectionApiTest, WeightsChangeTheRanking) {
    const auto shipped = ask("manager", "GET", "/selection/model");
    EXPECT_EQ(shipped.etag, "\"0\"");
    const auto shown = shipped.json();
    ASSERT_EQ(shown.at("criteria").as_array().size(), 11U);
    std::string only_margin = R"({"criteria":[)";
    for (const auto& c : shown.at("criteria").as_array())
        only_margin += (only_margin.back() == '[' ? "" : ",") + std::string{R"({"key":")"} + text(c, "key") +
                       R"(","weight":)" + (text(c, "key") == "margin" ? "10" : "0") + "}";
    only_margin += "]}";
    EXPECT_EQ(ask("manager", "PATCH", "/selection/model", only_margin, "0").status, 403);
    EXPECT_EQ(ask("leader", "PATCH", "/selection/model", only_margin).status, 422) << "If-Match is needed";
    EXPECT_EQ(
        ask("leader", "PATCH", "/selection/model", R"({"criteria":[{"key":"luck","weight":1}]})", "0").status,
        422);
    const auto changed = ask("leader", "PATCH", "/selection/model", only_margin, "0");
    ASSERT_EQ(changed.status, 200) << changed.body;
    EXPECT_EQ(changed.etag, "\"1\"");
    EXPECT_EQ(ask("leader", "PATCH", "/selection/model", only_margin, "0").status, 409);
    EXPECT_NEAR(row(0).score, 93.75, 1e-9) << "the best margin of eight";
    EXPECT_EQ(row(9).score, 0);
    const auto score = ask("leader", "GET", account(0, "/score")).json();
    EXPECT_EQ(score.at("model_version").as_int64(), 1);
    EXPECT_NEAR(score.at("score").to_number<double>(), 93.75, 1e-9);
}

TEST_P(SelectionApiTest, SumsAndParetoOfWhatOneSees) {
    const auto items =
        ask("leader", "GET", "/portfolio/summary?group=industry").json().at("items").as_array();
    ASSERT_EQ(items.size(), 2U);
    std::int64_t accounts = 0, revenue = 0;
    for (const auto& item : items) {
        accounts += item.at("accounts").as_int64();
        revenue += item.at("revenue_12m").at("minor").as_int64();
    }
    EXPECT_EQ(accounts, 10);
    EXPECT_EQ(revenue, 12 * (80'000 + 40'000 + 20'000 + 10'000 + 5'000 + 2'500 + 1'250 + 625));
    const auto own = ask("manager", "GET", "/portfolio/summary?group=owner").json().at("items").as_array();
    ASSERT_EQ(own.size(), 1U);
    EXPECT_EQ(own[0].at("accounts").as_int64(), 2);
    EXPECT_EQ(text(own[0], "label"), "manager");
    const auto some =
        ask("leader", "GET", "/portfolio/summary?group=status&filter=status%20%3D%20prospect&q=account%208")
            .json();
    EXPECT_EQ(some.at("items").at(0).at("accounts").as_int64(), 1);
    EXPECT_EQ(ask("leader", "GET", "/portfolio/summary?group=luck").status, 422);

    const auto pareto = ask("leader", "GET", "/portfolio/pareto").json();
    EXPECT_EQ(pareto.at("accounts").as_int64(), 8);
    // 80 + 40 + 20 of 159.375 is 87.8 %, 80 + 40 is 75.3 %.
    EXPECT_EQ(pareto.at("eighty").at("rank").as_int64(), 3);
    EXPECT_NEAR(pareto.at("items").at(1).at("cumulative_share").to_number<double>(), 120 / 159.375, 1e-12);
    EXPECT_EQ(pareto.at("items").at(7).at("cumulative_share").to_number<double>(), 1);
    EXPECT_EQ(ask("manager", "GET", "/portfolio/pareto").json().at("items").as_array().size(), 2U);
    EXPECT_EQ(ask("viewer", "GET", "/portfolio/pareto").json().at("items").as_array().size(), 0U);
}

TEST_P(SelectionApiTest, AListIsOneStatementAndItsCountAnother) {
    const auto actor =
        db().read([&](storage::Read& r) { return auth::Auth::actor(r, users_["manager"], "api"); });
    for (const auto* sort :
         {"name", "-score", "class", "-revenue_12m", "growth", "-growth", "last_interaction_at",
          "-last_purchase_on", "owner_name", "-plan_completeness", "potential", "status"}) {
        db().read([&](storage::Read& r) {
            storage::ListQuery query;
            query.sort = sort;
            query.filter = "revenue_12m >= 10 and not (class = E)";
            query.count = true;
            const int before = r.statement_count();
            const auto page = storage::list_records(
                r, PortfolioRow::entity(), query, registry::scope_of(registry_->at("portfolio_row"), actor));
            EXPECT_LE(r.statement_count() - before, 3) << sort;
            EXPECT_EQ(page.items.size(), 2U) << sort;
            EXPECT_EQ(page.total, 2) << sort;
        });
    }
}

TEST_P(SelectionApiTest, PagesOfEverySortMeetEveryAccountOnce) {
    for (const std::string sort : {"name", "-score", "class", "-revenue_12m", "growth", "-growth",
                                   "last_purchase_on", "-last_purchase_on", "-potential", "status"}) {
        std::vector<std::string> met;
        std::string cursor;
        do {
            const auto page =
                ask("leader", "GET",
                    "/portfolio?limit=3&fields=id&sort=" + sort + (cursor.empty() ? "" : "&cursor=" + cursor))
                    .json();
            for (const auto& item : page.at("items").as_array()) met.push_back(text(item, "id"));
            cursor = page.at("next_cursor").is_null() ? "" : text(page, "next_cursor");
        } while (!cursor.empty() && met.size() < 50);
        std::sort(met.begin(), met.end());
        auto all = ids_;
        std::sort(all.begin(), all.end());
        EXPECT_EQ(met, all) << sort;
    }
}

TEST_P(SelectionApiTest, FollowsAccountsOwnersAndPlans) {
    const auto known = ask("manager", "GET", account(0, "")).json();
    EXPECT_EQ(ask("manager", "PATCH", account(0, ""), R"({"name":"Ölwerke"})",
                  std::to_string(known.at("version").as_int64()))
                  .status,
              200);
    EXPECT_EQ(row(0).name, "Ölwerke");
    EXPECT_EQ(ask("leader", "GET", "/portfolio?q=olwerke").json().at("items").as_array().size(), 1U);
    db().write({.door = "cli"}, [&](storage::Write& w) {
        set_plan(w, ids_[0], {ids_[1], "active", 62});
        w.execute({"test.rename", "UPDATE users SET name = 'Nora' WHERE id = :id"},
                  {{"id", users_["manager"]}});
        refresh_owner(w, users_["manager"]);
    });
    EXPECT_EQ(row(0).plan_status, "active");
    EXPECT_EQ(row(0).plan_completeness, 62);
    EXPECT_EQ(row(0).owner_name, "Nora");
    const auto version = std::to_string(ask("leader", "GET", account(0, "")).json().at("version").as_int64());
    EXPECT_EQ(ask("leader", "DELETE", account(0, ""), "", version).status, 204);
    EXPECT_EQ(ask("leader", "GET", "/portfolio?count=true").json().at("total").as_int64(), 9);
    EXPECT_EQ(ask("leader", "POST", account(0, "/restoration")).status, 200);
    EXPECT_EQ(row(0).plan_status, "active") << "out of the bin with its plan";
    EXPECT_EQ(ask("leader", "POST", "/portfolio", "{}").status, 405) << "only read";
    const auto csv = ask("manager", "GET", "/portfolio/export?format=csv&columns=name,class,revenue_12m");
    EXPECT_EQ(csv.status, 200);
}

}  // namespace
}  // namespace kamino::selection
