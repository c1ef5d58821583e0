// The whole application on a fresh database, without sockets; linked by API tests only.
//
//   class AccountsApi : public testing::ApiTest {};
//   KAMINO_EACH_ENGINE(AccountsApi);
//   TEST_P(AccountsApi, adds) { run({{.name = "allowed", .as = "manager", .method = "POST", .url =
//   "/accounts", …}}); }
//
// Every test starts with users named after the five roles ("admin" … "viewer") and a second manager
// "stranger", who sees nothing. as("manager") acts as a browser session of that user (door ui),
// token("manager") as an API token of his. Text in urls, bodies and expectations may say {name} for an id
// that keep() knows.
#pragma once
#include <boost/json.hpp>
#include <map>
#include <string>
#include <vector>

#include "main/app.h"
#include "testing/database.h"

namespace kamino::testing {

struct Answer {
    int status = 0;
    std::string body;  // of a download: the file's content
    http::Pairs headers;
    std::shared_ptr<http::EventStream> events;

    std::string header(std::string_view name) const;
    boost::json::value json() const;  // a failed expectation and null when the body is not JSON
    std::string at(
        std::string_view pointer) const;  // text of a member ("/items/0/name"); numbers as JSON; "" absent
    std::string key() const { return at("/key"); }
    std::string id() const { return at("/id"); }
    std::vector<std::string> all(std::string_view member) const;  // of each of /items
    std::string faults() const;  // "/name field.required, /city field.too_long"
};

// One request of a scenario and what must come of it. Empty expectations are not looked at, except `audit`:
// what is answered by 4xx, and every GET, must leave the log as it is.
struct Scenario {
    std::string name;
    std::string as = "admin";  // a user's name; "" = nobody is signed in
    std::string method = "GET";
    std::string url;  // behind /api/v1
    std::string body{};
    int status = 200;
    std::string json{};    // what the answer must hold: objects partly, lists whole; "*" stands for any value
    std::string audit{};   // "account insert, person update": the new lines of the change log; "*" = any
    std::string events{};  // the same, as far as this user hears it; "-" = nothing
    http::Pairs headers{};
    std::string save_as{};  // keep() the answer's id under this name
};

class ApiTest;

// Who asks. Cheap to copy.
class Caller {
  public:
    Caller(ApiTest& test, std::string user, http::Pairs headers)
        : test_(test), user_(std::move(user)), headers_(std::move(headers)) {}
    Answer ask(std::string method, std::string_view url, std::string_view body = {},
               http::Pairs headers = {}) const;
    Answer get(std::string_view url, http::Pairs headers = {}) const {
        return ask("GET", url, {}, std::move(headers));
    }
    Answer post(std::string_view url, std::string_view body = "{}", http::Pairs headers = {}) const {
        return ask("POST", url, body, std::move(headers));
    }
    Answer put(std::string_view url, std::string_view body) const { return ask("PUT", url, body); }
    // "*" = whatever version stands; "" sends no If-Match.
    Answer patch(std::string_view url, std::string_view body, std::string if_match = "*") const;
    Answer del(std::string_view url, std::string if_match = "*") const;
    // A file of that name, as it stands, to a route that takes files (POST /imports).
    Answer upload(std::string_view url, const std::string& name, std::string_view bytes) const;
    // What the event stream gives from `after` on: "account insert" …, and the account of each.
    std::vector<std::pair<std::string, std::string>> heard(std::int64_t after) const;
    const std::string& user() const { return user_; }

  private:
    Answer answer_to(http::Request request, const std::string& target) const;

    ApiTest& test_;
    std::string user_;
    http::Pairs headers_;
};

class ApiTest : public DatabaseTest {
  protected:
    void SetUp() override;
    void TearDown() override;

  public:
    app::App& app() { return *app_; }
    void restart();  // another application on the same database
    storage::Database& db() { return app_->database(); }
    Caller as(const std::string& user);  // "" = a stranger without a session
    Caller token(const std::string& user, const std::vector<std::string>& scopes = {"write"});
    // A user of the workspace; afterwards as(name) works.
    std::string add_user(const std::string& name, const std::string& role);
    std::string user_id(const std::string& name) { return id(name); }

    void keep(const std::string& name, std::string id) { ids_[name] = std::move(id); }
    const std::string& id(const std::string& name) const { return ids_.at(name); }
    std::string fill(std::string_view text) const;  // {name} -> id

    // As the administrator; keeps the id under `name`.
    std::string make(const std::string& name, const std::string& route, std::string_view body);
    std::string account(const std::string& name, const std::string& owner = {},
                        const std::string& parent = {});
    void join_team(const std::string& account, const std::string& user, const std::string& role = "member");

    void run(const std::vector<Scenario>& scenarios);
    std::int64_t head();
    std::string logged_since(std::int64_t seq);  // "account insert, person update"
    std::int64_t count(const std::string& sql);  // first column of the first row

  private:
    void check(const Scenario& scenario);
    std::map<std::string, std::string> ids_;
    std::map<std::string, http::Pairs> sessions_;
    std::unique_ptr<app::App> app_;
};

// True when `actual` holds all that `expected` says; `why` names the first difference.
bool holds(const boost::json::value& actual, const boost::json::value& expected, std::string& why,
           const std::string& path = "");

}  // namespace kamino::testing
