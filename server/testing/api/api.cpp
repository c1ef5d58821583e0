#include "testing/api/api.h"

#include <filesystem>
#include <fstream>

#include "platform/base/id.h"
#include "platform/base/log.h"

namespace kamino::testing {
namespace {

namespace json = boost::json;

std::string read_whole(const std::string& path) {
    std::ifstream in{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

std::string join(const std::vector<std::string>& parts) {
    std::string text;
    for (const auto& part : parts) text += (text.empty() ? "" : ", ") + part;
    return text;
}

bool items_hold(const json::array& actual, const json::array& expected, std::string& why,
                const std::string& path) {
    if (actual.size() != expected.size()) {
        why =
            path + " has " + std::to_string(actual.size()) + " items, not " + std::to_string(expected.size());
        return false;
    }
    for (std::size_t i = 0; i < expected.size(); ++i)
        if (!holds(actual[i], expected[i], why, path + "/" + std::to_string(i))) return false;
    return true;
}

}  // namespace

bool holds(const json::value& actual, const json::value& expected, std::string& why,
           const std::string& path) {
    if (expected.is_string() && expected.as_string() == "*") return true;
    if (expected.is_array() && actual.is_array())
        return items_hold(actual.as_array(), expected.as_array(), why, path);
    if (expected.is_object() && actual.is_object()) {
        for (const auto& [key, value] : expected.as_object()) {
            const std::string below = path + "/" + std::string{key};
            const auto* found = actual.as_object().if_contains(key);
            if (!found) {
                why = below + " is missing";
                return false;
            }
            if (!holds(*found, value, why, below)) return false;
        }
        return true;
    }
    if (expected.is_number() && actual.is_number() &&
        expected.to_number<double>() == actual.to_number<double>())
        return true;
    if (actual == expected) return true;
    why = path + " is " + json::serialize(actual) + ", not " + json::serialize(expected);
    return false;
}

// ---- answers
// ------------------------------------------------------------------------------------------------------
std::string Answer::header(std::string_view name) const {
    for (const auto& [key, value] : headers)
        if (key == name) return value;
    return "";
}

json::value Answer::json() const {
    boost::system::error_code error;
    auto document = json::parse(body, error);
    EXPECT_FALSE(error) << "not JSON (" << status << "): " << body;
    return document;
}

std::string Answer::at(std::string_view pointer) const {
    const auto document = json();
    boost::system::error_code error;
    const auto* found = document.find_pointer(pointer, error);
    if (!found) return "";
    return found->is_string() ? std::string{found->as_string()} : json::serialize(*found);
}

std::vector<std::string> Answer::all(std::string_view member) const {
    std::vector<std::string> texts;
    const auto document = json();
    const auto* items = document.is_object() ? document.as_object().if_contains("items") : nullptr;
    EXPECT_TRUE(items) << body;
    if (!items) return texts;
    for (const auto& item : items->as_array()) {
        const auto* value = item.as_object().if_contains(member);
        texts.push_back(!value               ? ""
                        : value->is_string() ? std::string{value->as_string()}
                                             : json::serialize(*value));
    }
    return texts;
}

std::string Answer::faults() const {
    std::vector<std::string> texts;
    const auto document = json();
    if (const auto* fields = document.as_object().if_contains("fields"))
        for (const auto& f : fields->as_array())
            texts.push_back(std::string{f.at("path").as_string()} + " " +
                            std::string{f.at("key").as_string()});
    return join(texts);
}

// ---- callers
// ------------------------------------------------------------------------------------------------------
Answer Caller::ask(std::string method, std::string_view url, std::string_view body,
                   http::Pairs headers) const {
    headers.emplace_back("Host", "localhost:8080");
    if (!body.empty()) headers.emplace_back("Content-Type", "application/json");
    headers.insert(headers.end(), headers_.begin(), headers_.end());
    auto target = test_.fill(url);
    for (std::size_t at = 0; (at = target.find(' ', at)) != std::string::npos;) target.replace(at, 1, "%20");
    for (std::size_t at = 0; (at = target.find('"', at)) != std::string::npos;) target.replace(at, 1, "%22");
    if (!target.starts_with("/api/")) target = "/api/v1" + target;
    auto request = http::Request::make(std::move(method), target, std::move(headers), test_.fill(body));
    return answer_to(std::move(request), target);
}

Answer Caller::upload(std::string_view url, const std::string& name, std::string_view bytes) const {
    const auto path = (std::filesystem::temp_directory_path() / ("kamino-upload-" + base::new_id())).string();
    std::ofstream{path, std::ios::binary} << bytes;
    auto headers = headers_;
    headers.emplace_back("Host", "localhost:8080");
    const auto target = "/api/v1" + std::string{url} + "?name=" + name;
    auto request = http::Request::make("POST", target, std::move(headers), "");
    request.body_file = path;
    request.body_size = bytes.size();
    auto answer = answer_to(std::move(request), target);
    std::filesystem::remove(path);
    return answer;
}

Answer Caller::answer_to(http::Request request, const std::string& target) const {
    request.peer = "127.0.0.1";
    auto response = test_.app().server().dispatch(std::move(request));
    Answer answer{response.status, std::string{response.text_body()}, response.headers, response.events};
    if (!response.file.empty()) {
        answer.body = read_whole(response.file);
        if (response.remove_file) std::filesystem::remove(response.file);
    }
    EXPECT_LT(answer.status, 500) << user_ << " " << target << "\n" << answer.body;
    return answer;
}

Answer Caller::patch(std::string_view url, std::string_view body, std::string if_match) const {
    http::Pairs headers;
    if (!if_match.empty())
        headers.emplace_back("If-Match", if_match == "*" ? if_match : "\"" + if_match + "\"");
    return ask("PATCH", url, body, std::move(headers));
}

Answer Caller::del(std::string_view url, std::string if_match) const {
    http::Pairs headers;
    if (!if_match.empty())
        headers.emplace_back("If-Match", if_match == "*" ? if_match : "\"" + if_match + "\"");
    return ask("DELETE", url, {}, std::move(headers));
}

std::vector<std::pair<std::string, std::string>> Caller::heard(std::int64_t after) const {
    const auto answer = get("/events?after=" + std::to_string(after));
    EXPECT_EQ(answer.status, 200) << answer.body;
    std::vector<std::pair<std::string, std::string>> lines;
    if (!answer.events) return lines;
    auto seq = answer.events->after;
    for (bool more = true; more;) {
        auto batch = answer.events->pull(seq);
        for (const auto& event : batch.events) {
            const auto data = json::parse(event.data);
            const auto& account = data.at("account_id");
            lines.emplace_back(
                std::string{data.at("entity").as_string()} + " " + std::string{data.at("action").as_string()},
                account.is_string() ? std::string{account.as_string()} : "");
        }
        more = batch.more;
        seq = batch.seq;
    }
    return lines;
}

// ---- the test
// -----------------------------------------------------------------------------------------------------
void ApiTest::SetUp() {
    DatabaseTest::SetUp();
    if (IsSkipped()) return;
    database().close();
    restart();
    for (const char* role : {"admin", "leader", "operations", "manager", "viewer"}) add_user(role, role);
    add_user("stranger", "manager");
}

void ApiTest::restart() {
    app_.reset();
    app::Options options;
    options.db = database().url();
    options.demo = true;  // signs in as a chosen user, without passwords
    options.handle_signals = false;
    app_ = std::make_unique<app::App>(options);
}

void ApiTest::TearDown() {
    app_.reset();
    pin_clock(std::nullopt);
}

std::string ApiTest::add_user(const std::string& name, const std::string& role) {
    auth::User user;
    user.name = name;
    user.email = name + "@example.com";
    user.role = role;
    db().write({.door = "cli"}, [&](storage::Write& write) {
        user.id.clear();
        storage::insert_record(write, auth::User::entity(), user);
    });
    keep(name, user.id);
    return user.id;
}

Caller ApiTest::as(const std::string& user) {
    if (user.empty()) return {*this, user, {}};
    auto known = sessions_.find(user);
    if (known == sessions_.end()) {
        const auto answer =
            Caller{*this, user, {}}.post("/demo/session", R"({"user_id":")" + id(user) + "\"}");
        EXPECT_EQ(answer.status, 200) << user << ": " << answer.body;
        const auto cookie = answer.header("Set-Cookie");
        http::Pairs headers{{"Cookie", cookie.substr(0, cookie.find(';'))},
                            {"X-CSRF-Token", answer.at("/csrf")}};
        known = sessions_.emplace(user, std::move(headers)).first;
    }
    return {*this, user, known->second};
}

Caller ApiTest::token(const std::string& user, const std::vector<std::string>& scopes) {
    const auto text = db().write({.door = "cli"}, [&](storage::Write& write) {
        return app().auth().create_token(write, id(user), "test", scopes);
    });
    return {*this, user, {{"Authorization", "Bearer " + text}}};
}

std::string ApiTest::fill(std::string_view text) const {
    std::string filled;
    for (std::size_t i = 0; i < text.size();) {
        if (text[i] == '{') {
            const auto end = text.find('}', i);
            if (end != text.npos)
                if (const auto found = ids_.find(std::string{text.substr(i + 1, end - i - 1)});
                    found != ids_.end()) {
                    filled += found->second;
                    i = end + 1;
                    continue;
                }
        }
        filled += text[i++];
    }
    return filled;
}

std::string ApiTest::make(const std::string& name, const std::string& route, std::string_view body) {
    const auto answer = as("admin").post("/" + route, body);
    EXPECT_EQ(answer.status, 201) << route << " " << fill(body) << "\n" << answer.body;
    if (answer.status == 201) keep(name, answer.id());
    return answer.status == 201 ? answer.id() : "";
}

std::string ApiTest::account(const std::string& name, const std::string& owner, const std::string& parent) {
    std::string body = R"({"name":")" + name + "\"";
    if (!owner.empty()) body += R"(,"owner_id":")" + id(owner) + "\"";
    if (!parent.empty()) body += R"(,"parent_id":")" + id(parent) + "\"";
    return make(name, "accounts", body + "}");
}

void ApiTest::join_team(const std::string& account, const std::string& user, const std::string& role) {
    make(account + "/" + user, "account-team",
         R"({"account_id":")" + id(account) + R"(","user_id":")" + id(user) + R"(","role":")" + role + "\"}");
}

std::int64_t ApiTest::head() {
    return db().read([](storage::Read& read) { return audit::head(read); });
}

std::string ApiTest::logged_since(std::int64_t seq) {
    return db().read([&](storage::Read& read) {
        std::vector<std::string> lines;
        auto rows =
            read.query({"test.changes", "SELECT entity, action FROM changes WHERE seq > :seq ORDER BY seq"},
                       {{"seq", seq}});
        while (rows.next()) lines.push_back(rows.text(0) + " " + rows.text(1));
        return join(lines);
    });
}

std::int64_t ApiTest::count(const std::string& sql) {
    return db().read([&](storage::Read& read) {
        return read.integer({"test.count", fill(sql)}).value_or(-1);
    });
}

void ApiTest::run(const std::vector<Scenario>& scenarios) {
    for (const auto& scenario : scenarios) {
        SCOPED_TRACE(scenario.name + ": " + scenario.as + " " + scenario.method + " " + scenario.url);
        check(scenario);
    }
}

void ApiTest::check(const Scenario& s) {
    const auto caller = as(s.as);
    const auto before = head();
    const auto answer = caller.ask(s.method, s.url, s.body, s.headers);
    EXPECT_EQ(answer.status, s.status) << answer.body;
    if (!s.json.empty()) {
        std::string why;
        EXPECT_TRUE(holds(answer.json(), json::parse(fill(s.json)), why)) << why << "\n" << answer.body;
    }
    if (!s.save_as.empty() && answer.status < 300) keep(s.save_as, answer.id());
    const auto logged = logged_since(before);
    if (s.audit == "*")
        EXPECT_NE(logged, "");
    else if (!s.audit.empty())
        EXPECT_EQ(logged, s.audit);
    else if (answer.status >= 400 || s.method == "GET")
        EXPECT_EQ(logged, "") << "nothing may change";
    if (s.events.empty()) return;
    std::vector<std::string> heard;
    for (const auto& [line, account] : caller.heard(before)) heard.push_back(line);
    EXPECT_EQ(join(heard), s.events == "-" ? "" : s.events);
}

}  // namespace kamino::testing
