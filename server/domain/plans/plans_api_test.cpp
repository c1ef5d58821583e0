// Plans over the API, on both engines: start, read, edit, refresh, print; who may and who may not. PLAN-2,
// PLAN-14, PLAN-18.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "domain/people/public.h"
#include "domain/pipeline/public.h"
#include "domain/plans/public.h"
#include "domain/sales/public.h"
#include "domain/selection/public.h"
#include "domain/workspace/public.h"
#include "testing/database.h"

namespace kamino::plans {
namespace {

struct Answer {
    int status = 0;
    std::string body, etag;
    boost::json::value json() const { return boost::json::parse(body); }
};

class PlansApiTest : public kamino::testing::DatabaseTest {
  protected:
    void SetUp() override {
        DatabaseTest::SetUp();
        if (IsSkipped()) return;
        events().changed.clear();
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
        for (const char* role : {"leader", "manager", "viewer", "operations"}) add_user(role);
        add_user("stranger", "manager");
        account_ = make_account();
    }
    void TearDown() override { events().changed.clear(); }

    void add_user(const std::string& name, std::string role = {}) {
        db().write({.door = "cli"}, [&](storage::Write& w) {
            auth::User user;
            user.name = name;
            user.email = name + "@example.com";
            user.role = role.empty() ? name : role;
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

    std::string make_account() {
        accounts::Account a;
        a.name = "Acme <script>alert(1)</script>";
        a.industry = "Food";
        a.status = "customer";
        a.owner_id = users_["manager"];
        const auto id = add(a);
        sales::Product line;
        line.name = "Cleaning";
        line.kind = "line";
        const auto line_id = add(line);
        people::Person boss;
        boss.account_id = id;
        boss.last_name = boss.name = "O'Neil & <b>";
        boss.decision_role = "decision_maker";
        add(boss);
        pipeline::Opportunity deal;
        deal.account_id = id;
        deal.name = "Dosing";
        deal.stage = "proposal";
        deal.amount = Money{100'000, "EUR"};
        add(deal);
        db().write({.door = "cli"}, [&](storage::Write& w) {
            for (int month = 0; month < 24; ++month) {
                sales::SalesLine sale;
                sale.account_id = id;
                sale.product_id = line_id;
                sale.booked_on = Date::of(2025, 1, 10).plus_months(month);
                sale.invoice_number = "F" + std::to_string(month);
                sale.quantity = 1;
                sale.net_amount = {month < 12 ? 10'000 : 12'000, "EUR"};
                storage::insert_record(w, sales::SalesLine::entity(), sale);
            }
            sales::rebuild_months(w);
        });
        return id;
    }

    Answer ask(const std::string& as, std::string method, std::string target, const std::string& body = {},
               const std::string& etag = {}, const std::string& language = "en") {
        http::Pairs headers{
            {"Host", "localhost"}, {"Authorization", "Bearer " + tokens_[as]}, {"Accept-Language", language}};
        if (!body.empty()) headers.emplace_back("Content-Type", "application/json");
        if (!etag.empty()) headers.emplace_back("If-Match", "\"" + etag + "\"");
        auto request = http::Request::make(std::move(method), std::move(target), std::move(headers), body);
        request.peer = "127.0.0.1";
        const auto response = server_->dispatch(std::move(request));
        return {response.status, std::string{response.text_body()}, std::string{response.header("ETag")}};
    }
    Answer start(const std::string& as = "manager") {
        return ask(as, "POST", "/api/v1/plans", R"({"account_id":")" + account_ + "\"}");
    }
    static std::string id_of(const boost::json::value& v) { return std::string{v.at("id").as_string()}; }
    static std::string version_of(const boost::json::value& v) {
        return std::to_string(v.at("version").as_int64());
    }
    static boost::json::value section(const boost::json::value& plan, std::string_view key) {
        for (const auto& s : plan.at("sections").as_array())
            if (s.at("key").as_string() == key) return s;
        ADD_FAILURE() << "no section " << key;
        return {};
    }

    std::unique_ptr<http::Server> server_;
    std::unique_ptr<auth::Auth> auth_;
    std::unique_ptr<jobs::Queue> jobs_;
    std::unique_ptr<registry::Registry> registry_;
    std::map<std::string, std::string> tokens_, users_;
    std::string account_;
};
KAMINO_EACH_ENGINE(PlansApiTest);

TEST_P(PlansApiTest, StartWritesTheFirstDraftFromTheData) {
    std::string told;
    events().changed.push_back([&](storage::Write&, const std::string& account, const Plan* plan) {
        told = account + plan->status;
    });
    const auto started = start();
    ASSERT_EQ(started.status, 201) << started.body;
    EXPECT_EQ(told, account_ + "draft");
    const auto plan = started.json();
    EXPECT_EQ(plan.at("sections").as_array().size(), 16U);
    const auto sales = section(plan, "sales");
    EXPECT_NE(std::string_view{sales.at("body").as_string()}.find("€1,440"), std::string_view::npos)
        << sales.at("body");
    EXPECT_EQ(sales.at("facts").at("revenue_12m").at("minor").as_int64(), 144'000);
    EXPECT_EQ(sales.at("facts").at("sources").at(0).at("source").as_string(), "sales_lines");
    // Target 1440 x 1.05 = 1512; run rate 1440; weighted pipeline 1000 x 50 %: no gap.
    const auto objective = section(plan, "objective");
    EXPECT_EQ(objective.at("facts").at("target").at("minor").as_int64(), 151'200);
    EXPECT_EQ(objective.at("facts").at("weighted_pipeline").at("minor").as_int64(), 50'000);
    EXPECT_EQ(objective.at("facts").at("gap").at("minor").as_int64(), 0);
    EXPECT_EQ(plan.at("objectives").at(0).at("status").as_string(), "draft");
    EXPECT_DOUBLE_EQ(plan.at("objectives").at(0).at("target").to_number<double>(), 1512);
    EXPECT_NE(std::string_view{plan.at("headline").as_string()}.find("€1,512"), std::string_view::npos)
        << plan.at("headline");
    EXPECT_EQ(plan.at("revision").as_int64(), 1);
    EXPECT_FALSE(plan.at("completeness").at("missing").as_array().empty());
    EXPECT_GT(plan.at("completeness").at("score").as_int64(), 0);

    const auto again = start();
    EXPECT_EQ(again.status, 409) << again.body;
    EXPECT_EQ(again.json().at("current").at("id").as_string(), plan.at("id").as_string());
    const auto list =
        ask("manager", "GET", "/api/v1/plans?filter=account_id%20%3D%20%22" + account_ + "%22").json();
    EXPECT_EQ(list.at("items").as_array().size(), 1U);
}

TEST_P(PlansApiTest, WhoMayAndWhoMayNot) {
    EXPECT_EQ(start("viewer").status, 403);
    EXPECT_EQ(start("operations").status, 403);
    EXPECT_EQ(start("stranger").status, 404);
    EXPECT_EQ(ask("manager", "POST", "/api/v1/plans", "{}").status, 422);
    const auto plan = start("leader").json();
    const auto id = id_of(plan), path = "/api/v1/plans/" + id;
    const auto body = id_of(section(plan, "swot"));
    struct Case {
        const char *as, *method;
        std::string target;
        int status;
    };
    const Case cases[] = {{"manager", "GET", path, 200},
                          {"viewer", "GET", path, 404},
                          {"operations", "GET", path, 200},
                          {"stranger", "GET", path, 404},
                          {"manager", "POST", path + "/refresh", 200},
                          {"operations", "POST", path + "/refresh", 403},
                          {"stranger", "POST", path + "/refresh", 404},
                          {"manager", "PUT", "/api/v1/plan-sections/" + body + "/review", 200},
                          {"stranger", "PUT", "/api/v1/plan-sections/" + body + "/review", 404},
                          {"operations", "PUT", "/api/v1/plan-sections/" + body + "/review", 403},
                          {"viewer", "GET", "/api/v1/plan-template", 200}};
    for (const auto& c : cases) {
        const auto got = ask(c.as, c.method, c.target);
        EXPECT_EQ(got.status, c.status)
            << c.as << ' ' << c.method << ' ' << c.target << ' ' << got.body.substr(0, 300);
    }
    EXPECT_TRUE(ask("stranger", "GET", "/api/v1/plan-sections").json().at("items").as_array().empty());
}

TEST_P(PlansApiTest, RefreshKeepsWhatPeopleWrote) {
    const auto plan = start().json();
    const auto sales = section(plan, "sales");
    const auto saved = ask("manager", "PATCH", "/api/v1/plan-sections/" + id_of(sales),
                           R"({"body":"My own words."})", version_of(sales));
    ASSERT_EQ(saved.status, 200) << saved.body;
    EXPECT_EQ(saved.json().at("edited_by").as_string(), users_["manager"]);
    EXPECT_EQ(ask("manager", "PATCH", "/api/v1/plan-sections/" + id_of(sales), R"({"body":"x"})", "1").status,
              409);
    accounts::Account before;
    db().write({.door = "cli"}, [&](storage::Write& w) {
        before = storage::load<accounts::Account>(w, account_);
        auto after = before;
        after.employees = 250;
        storage::update_record(w, accounts::Account::entity(), before, after);
    });
    const auto fresh = ask("manager", "POST", "/api/v1/plans/" + id_of(plan) + "/refresh").json();
    EXPECT_EQ(section(fresh, "sales").at("body").as_string(), "My own words.");
    EXPECT_NE(std::string_view{section(fresh, "profile").at("body").as_string()}.find("250 people"),
              std::string_view::npos);
    EXPECT_GT(fresh.at("revision").as_int64(), plan.at("revision").as_int64());
    // The draft reads in the reader's language, what a person wrote stays as it is.
    const auto spanish = ask("manager", "GET", "/api/v1/plans/" + id_of(plan), "", "", "es").json();
    EXPECT_EQ(section(spanish, "sales").at("body").as_string(), "My own words.");
    EXPECT_NE(std::string_view{section(spanish, "profile").at("body").as_string()}.find("250 personas"),
              std::string_view::npos);
    EXPECT_EQ(section(spanish, "sales").at("title").as_string(), "Historial de ventas");
}

TEST_P(PlansApiTest, VagueObjectivesStayDraftsAndClosedPlansRest) {
    const auto plan = start().json();
    const auto id = id_of(plan);
    const auto vague =
        ask("manager", "POST", "/api/v1/plan-objectives",
            R"({"plan_id":")" + id + R"(","title":"Do better","kind":"quantitative","status":"agreed"})");
    ASSERT_EQ(vague.status, 201) << vague.body;
    EXPECT_EQ(vague.json().at("status").as_string(), "draft");
    EXPECT_EQ(vague.json().at("smart_reasons").as_array().size(), 6U) << vague.body;
    const auto first = plan.at("objectives").at(0);
    const auto agreed = ask("manager", "PATCH", "/api/v1/plan-objectives/" + id_of(first),
                            R"({"status":"agreed"})", version_of(first));
    EXPECT_EQ(agreed.json().at("status").as_string(), "agreed") << agreed.body;
    const auto now_plan = ask("manager", "GET", "/api/v1/plans/" + id).json();
    EXPECT_GT(now_plan.at("completeness").at("score").as_int64(),
              plan.at("completeness").at("score").as_int64());
    const auto question = section(plan, "swot").at("questions").at(0);
    const auto answered = ask("manager", "PATCH", "/api/v1/plan-questions/" + id_of(question),
                              R"({"answer":"Trust."})", version_of(question));
    EXPECT_EQ(answered.status, 200) << answered.body;
    EXPECT_EQ(
        ask("manager", "PATCH", "/api/v1/plans/" + id, R"({"status":"closed"})", version_of(now_plan)).status,
        200);
    EXPECT_EQ(ask("manager", "POST", "/api/v1/plan-sources",
                  R"({"plan_id":")" + id + R"(","title":"Annual report"})")
                  .status,
              422);
    EXPECT_EQ(ask("manager", "POST", "/api/v1/plans/" + id + "/refresh").status, 409);
    EXPECT_EQ(start().status, 201) << "a closed plan makes room";
    EXPECT_EQ(
        ask("stranger", "POST", "/api/v1/plan-sources", R"({"plan_id":")" + id + R"(","title":"x"})").status,
        422);
}

TEST_P(PlansApiTest, TheClassComesFromThePortfolioAndThePlanGoesThere) {
    events().changed.push_back([](storage::Write& w, const std::string& account, const Plan* plan) {
        selection::PlanState state;
        if (plan) state = {plan->id, plan->status, static_cast<double>(plan->completeness_score)};
        selection::set_plan(w, account, state);
    });
    db().write({.door = "cli"}, [&](storage::Write& w) {
        selection::refresh_accounts(w, {account_});
        w.execute({"test.class", "UPDATE portfolio SET class = 'A'"});
    });
    const auto plan = start().json();
    // Target 1440 x 1.10: the template gives class A ten percent.
    EXPECT_EQ(section(plan, "objective").at("facts").at("target").at("minor").as_int64(), 158'400);
    EXPECT_EQ(section(plan, "profile").at("facts").at("class").as_string(), "A");
    const auto row = db().read([&](storage::Read& r) { return selection::portfolio_row(r, account_); });
    EXPECT_EQ(row->plan_id, id_of(plan));
    EXPECT_EQ(row->plan_status, "draft");
    EXPECT_EQ(row->plan_completeness, static_cast<double>(plan.at("completeness").at("score").as_int64()));
    EXPECT_EQ(ask("manager", "DELETE", "/api/v1/plans/" + id_of(plan), "", version_of(plan)).status, 204);
    const auto after = db().read([&](storage::Read& r) { return selection::portfolio_row(r, account_); });
    EXPECT_FALSE(after->plan_id);
    EXPECT_EQ(after->plan_status, "");
}

TEST_P(PlansApiTest, AccountsAreFoundByIdExternalIdAndName) {
    accounts::Account a;
    a.name = "Ñandú S.A.";
    a.external_id = "X-1";
    const auto id = add(a);
    db().read([&](storage::Read& r) {
        for (const auto& text : {id, std::string{"X-1"}, std::string{"nandu s.a."}})
            EXPECT_EQ(accounts_named(r, text), std::vector<std::string>{id}) << text;
        EXPECT_TRUE(accounts_named(r, "nobody").empty());
        EXPECT_FALSE(plan_of(r, id));
    });
}

}  // namespace
}  // namespace kamino::plans
