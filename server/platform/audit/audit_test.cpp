// DATA-12, WORK-3: readers of the change log: who sees which line, paging, the event stream; on both engines.
#include "platform/audit/audit.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "platform/auth/auth.h"
#include "testing/database.h"

namespace kamino::audit {
namespace {

class AuditTest : public kamino::testing::DatabaseTest {
  protected:
    void SetUp() override {
        DatabaseTest::SetUp();
        if (IsSkipped()) return;
        auth_ = std::make_unique<auth::Auth>(db(), auth::Options{});
        auth_->install(server_.router());
        install(server_, db());
        for (const char* role : {"admin", "leader", "manager", "viewer"}) add_user(role);
        start_ = db().read([](storage::Read& r) { return head(r); });
        // Three lines: of an account that manager sees, of another, and of no account.
        db().write({users_["admin"], "ui", "r1"}, [&](storage::Write& w) {
            auth::grant_access(w, {{"a1", users_["manager"]}});
            w.record(
                {"account", "a1", "a1", "update", R"({"name":"Old","city":"Cali"})", R"({"name":"New"})"});
        });
        db().write({"", "import"}, [&](storage::Write& w) {
            w.record({"account", "a2", "a2", "insert", "{}", R"({"name":"Two"})"});
        });
        db().write({}, [&](storage::Write& w) { w.record({"product", "p1", "", "insert"}); });
    }
    void add_user(const std::string& role) {
        db().write({}, [&](storage::Write& w) {
            auth::User user;
            user.name = role;
            user.email = role + "@example.com";
            user.role = role;
            storage::insert_record(w, auth::User::entity(), user);
            users_[role] = user.id;
            tokens_[role] = auth_->create_token(w, user.id, "t", {"read"});
        });
    }
    http::Response ask(const std::string& as, const std::string& target, http::Pairs headers = {}) {
        if (!as.empty()) headers.emplace_back("Authorization", "Bearer " + tokens_[as]);
        return server_.dispatch(http::Request::make("GET", target, std::move(headers)));
    }
    std::string entities(const std::string& as, const std::string& query) {
        const auto response = ask(as, "/api/v1/changes?limit=3&" + query);
        EXPECT_EQ(response.status, 200) << response.text_body();
        const auto document = boost::json::parse(response.text_body());
        std::string names;
        for (const auto& item : document.at("items").as_array()) {
            names += item.at("entity_id").as_string();
            names += ' ';
        }
        return names;
    }
    http::EventBatch pull(const std::string& as, std::int64_t after) {
        const auto response = ask(as, "/api/v1/events?after=" + std::to_string(after));
        if (!response.events) throw std::logic_error{std::string{response.text_body()}};
        return response.events->pull(response.events->after);
    }

    http::Server server_{{}};
    std::unique_ptr<auth::Auth> auth_;
    std::map<std::string, std::string> users_, tokens_;
    std::int64_t start_ = 0;
};
KAMINO_EACH_ENGINE(AuditTest);

TEST_P(AuditTest, EverybodySeesTheLinesOfVisibleAccountsOnly) {
    EXPECT_EQ(entities("admin", ""), "p1 a2 a1 ");
    EXPECT_EQ(entities("leader", ""), "p1 a2 a1 ");
    EXPECT_EQ(entities("manager", ""), "a1 ");
    EXPECT_EQ(entities("viewer", ""), "");
    EXPECT_EQ(ask("", "/api/v1/changes").status, 401);
    EXPECT_EQ(ask("", "/api/v1/events").status, 401);
    EXPECT_EQ(entities("manager", "account_id=a2"), "");
    EXPECT_EQ(entities("admin", "account_id=a2"), "a2 ");
    EXPECT_EQ(entities("admin", "entity=product"), "p1 ");
    EXPECT_EQ(entities("admin", "entity=account&entity_id=a1"), "a1 ");
}

TEST_P(AuditTest, ALineSaysWhoWhatAndFromWhatToWhat) {
    const auto document = boost::json::parse(ask("manager", "/api/v1/changes").text_body());
    const auto& line = document.at("items").at(0);
    EXPECT_EQ(line.at("actor_name"), "admin");
    EXPECT_EQ(line.at("door"), "ui");
    EXPECT_EQ(line.at("request_id"), "r1");
    EXPECT_EQ(line.at("title"), "New");
    EXPECT_EQ(
        boost::json::serialize(line.at("changes")),
        R"([{"field":"name","before":"Old","after":"New"},{"field":"city","before":"Cali","after":null}])");
}

TEST_P(AuditTest, PagesBackwards) {
    auto first = boost::json::parse(ask("admin", "/api/v1/changes?limit=2").text_body());
    EXPECT_EQ(first.at("items").at(1).at("entity_id"), "a2");
    const std::string cursor{first.at("next_cursor").as_string()};
    auto second = boost::json::parse(ask("admin", "/api/v1/changes?limit=1&cursor=" + cursor).text_body());
    EXPECT_EQ(second.at("items").at(0).at("entity_id"), "a1");
    EXPECT_EQ(ask("admin", "/api/v1/changes?limit=501").status, 422);
    EXPECT_EQ(ask("admin", "/api/v1/changes?cursor=x").status, 422);
}

TEST_P(AuditTest, TheStreamSkipsWhatIsInvisibleButNotItsNumbers) {
    const auto all = pull("admin", start_);
    ASSERT_EQ(all.events.size(), 3U);
    EXPECT_EQ(boost::json::parse(all.events[0].data).at("account_id"), "a1");
    EXPECT_TRUE(boost::json::parse(all.events[2].data).at("account_id").is_null());
    const auto some = pull("manager", start_);
    ASSERT_EQ(some.events.size(), 1U);
    EXPECT_EQ(some.seq, all.seq);
    EXPECT_FALSE(some.more);
    EXPECT_EQ(pull("viewer", start_).events.size(), 0U);
    EXPECT_EQ(pull("admin", start_ + 2).events.size(), 1U);
    // Without a number the stream starts now, and a number from the future does not make it deaf.
    const auto now = ask("admin", "/api/v1/events");
    EXPECT_EQ(static_cast<std::int64_t>(now.events->after), start_ + 3);
    const auto resumed = ask("admin", "/api/v1/events", {{"Last-Event-ID", std::to_string(start_ + 1)}});
    EXPECT_EQ(static_cast<std::int64_t>(resumed.events->after), start_ + 1);
    EXPECT_EQ(static_cast<std::int64_t>(ask("admin", "/api/v1/events?after=999999").events->after),
              start_ + 3);
}

TEST_P(AuditTest, TheStreamComesInBatches) {
    db().write({}, [&](storage::Write& w) {
        for (int i = 0; i < 250; ++i) w.record({"account", "a1", "a1", "update"});
    });
    const auto first = pull("manager", start_ + 3);
    EXPECT_EQ(first.events.size(), 200U);
    EXPECT_TRUE(first.more);
    const auto second = pull("manager", static_cast<std::int64_t>(first.seq));
    EXPECT_EQ(second.events.size(), 50U);
    EXPECT_FALSE(second.more);
}

TEST_P(AuditTest, TheStreamEndsWithTheTokenAndWithTheRole) {
    const auto viewer = ask("viewer", "/api/v1/events").events;
    const auto manager = ask("manager", "/api/v1/events").events;
    EXPECT_NO_THROW(viewer->pull(0));
    db().write({}, [&](storage::Write& w) {
        w.execute({"test.revoke", "UPDATE api_tokens SET deleted_at = 1 WHERE user_id = :id"},
                  {{"id", users_["viewer"]}});
        w.execute({"test.demote", "UPDATE users SET role = 'viewer' WHERE id = :id"},
                  {{"id", users_["manager"]}});
    });
    EXPECT_THROW(viewer->pull(0), Fault);
    EXPECT_THROW(manager->pull(0), Fault);
}

TEST_P(AuditTest, JobsAreToldToTheirOwnersAndOverseers) {
    const http::Event event{0, R"({"id":"j","actor_id":")" + users_["manager"] + "\"}", "job"};
    EXPECT_TRUE(ask("manager", "/api/v1/events").events->accept(event));
    EXPECT_FALSE(ask("viewer", "/api/v1/events").events->accept(event));
    EXPECT_TRUE(ask("admin", "/api/v1/events").events->accept(event));
}

}  // namespace
}  // namespace kamino::audit
