// A workspace with one user of each role and a server without sockets, for the tests of signing in.
#pragma once
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <string>

#include "platform/auth/auth.h"
#include "platform/auth/auth_store.sql.h"
#include "platform/auth/passwords.h"
#include "platform/base/id.h"
#include "testing/database.h"

namespace kamino::auth::testing {

inline constexpr const char* good_password = "violet tractor 88";

// What a browser keeps between requests.
struct Browser {
    std::string cookie, csrf, user_id, peer = "127.0.0.1", bearer, host = "localhost:8080";
};

struct Answer {
    int status = 0;
    std::string body, set_cookie, retry_after, location, language;
    boost::json::value json() const { return boost::json::parse(body); }
    std::string key() const {
        const auto document = json();
        return std::string{document.at("key").as_string()};
    }
    std::string field_key() const {
        const auto document = json();
        const auto& fields = document.at("fields").as_array();
        return fields.empty() ? ""
                              : std::string{fields[0].at("path").as_string()} + " " +
                                    std::string{fields[0].at("key").as_string()};
    }
};

class AuthTest : public kamino::testing::DatabaseTest {
  protected:
    void SetUp() override {
        DatabaseTest::SetUp();
        if (IsSkipped()) return;
        pin_clock(std::nullopt);
        start({});
    }
    void TearDown() override { pin_clock(std::nullopt); }

    void start(Options options) {
        server_ = std::make_unique<http::Server>(http::Options{});
        auth_ = std::make_unique<Auth>(db(), std::move(options));
        auth_->install(server_->router());
        server_->router().get("/api/v1/accounts", "accounts.list", here, "accounts.read");
        server_->router().post("/api/v1/accounts", "accounts.create", here, "accounts.write");
        server_->router().post("/api/v1/imports", "imports.create", here, "imports.write");
        Auth::check_routes(server_->router());
    }
    static http::Response here(http::Request& request) {
        return http::Response::text(actor_of(request).name);
    }

    std::string add_user(const std::string& name, const std::string& role, bool with_password = true) {
        static const std::string hash = HashGate{1}.hash(good_password);
        return db().write({.door = "cli"}, [&](storage::Write& write) {
            User user;
            user.name = name;
            user.email = name + "@example.com";
            user.role = role;
            storage::insert_record(write, User::entity(), user);
            if (with_password)
                write.execute(sql::put_password, {{"user_id", user.id}, {"hash", hash}, {"at", write.at()}});
            return user.id;
        });
    }

    Answer ask(const Browser& browser, std::string method, std::string target, std::string body = {},
               http::Pairs headers = {}) {
        headers.emplace_back("Host", browser.host);
        if (!body.empty()) headers.emplace_back("Content-Type", "application/json");
        if (!browser.cookie.empty()) headers.emplace_back("Cookie", browser.cookie);
        if (!browser.csrf.empty()) headers.emplace_back("X-CSRF-Token", browser.csrf);
        if (!browser.bearer.empty()) headers.emplace_back("Authorization", "Bearer " + browser.bearer);
        auto request =
            http::Request::make(std::move(method), std::move(target), std::move(headers), std::move(body));
        request.peer = browser.peer;
        const auto response = server_->dispatch(std::move(request));
        return {response.status,
                std::string{response.text_body()},
                std::string{response.header("Set-Cookie")},
                std::string{response.header("Retry-After")},
                std::string{response.header("Location")},
                std::string{response.header("Content-Language")}};
    }

    Answer try_sign_in(const std::string& email, const std::string& password, const Browser& from = {}) {
        return ask(from, "POST", "/api/v1/session",
                   boost::json::serialize(boost::json::object{{"email", email}, {"password", password}}));
    }

    static Browser browser_of(const Answer& answer) {
        Browser browser;
        browser.cookie = answer.set_cookie.substr(0, answer.set_cookie.find(';'));
        const auto document = answer.json();
        browser.csrf = document.at("csrf").as_string();
        browser.user_id = document.at("user").at("id").as_string();
        return browser;
    }
    Browser sign_in(const std::string& name) {
        const auto answer = try_sign_in(name + "@example.com", good_password);
        EXPECT_EQ(answer.status, 200) << answer.body;
        return browser_of(answer);
    }

    std::int64_t logged(const std::string& action) {
        return db().read([&](storage::Read& read) {
            return read
                .integer({"test.logged", "SELECT count(*) FROM changes WHERE action = :action"},
                         {{"action", action}})
                .value_or(0);
        });
    }

    std::unique_ptr<http::Server> server_;
    std::unique_ptr<Auth> auth_;
};

}  // namespace kamino::auth::testing
