// WORK-2: signing in and out, sessions, the guard, the brakes: through the whole pipeline, on both engines.
#include "platform/auth/client_test.h"
#include "platform/auth/throttle.h"
#include "platform/base/log.h"

namespace kamino::auth::testing {
namespace {

constexpr std::int64_t hour = 3'600'000'000;

class SessionTest : public AuthTest {};
KAMINO_EACH_ENGINE(SessionTest);

TEST_P(SessionTest, SignsInAndOut) {
    add_user("ana", "manager");
    const auto answer = try_sign_in("ANA@Example.com", good_password);
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_NE(answer.set_cookie.find("kamino="), std::string::npos);
    EXPECT_NE(answer.set_cookie.find("HttpOnly"), std::string::npos);
    EXPECT_NE(answer.set_cookie.find("SameSite=Lax"), std::string::npos);
    const auto ana = browser_of(answer);
    const auto session = ask(ana, "GET", "/api/v1/session");
    ASSERT_EQ(session.status, 200);
    EXPECT_EQ(session.json().at("user").at("role"), "manager");
    EXPECT_EQ(session.json().at("csrf").as_string(), ana.csrf);
    EXPECT_EQ(ask(ana, "GET", "/api/v1/accounts").body, "ana");
    EXPECT_EQ(ask(ana, "DELETE", "/api/v1/session").status, 204);
    EXPECT_EQ(ask(ana, "GET", "/api/v1/accounts").status, 401);
    EXPECT_EQ(logged("sign_in"), 1);
    EXPECT_EQ(logged("sign_out"), 1);
}

TEST_P(SessionTest, SecureCookieIsBoundToTheHost) {
    add_user("ana", "manager");
    start({.secure = true});
    const auto answer = try_sign_in("ana@example.com", good_password);
    EXPECT_EQ(answer.set_cookie.find("__Host-kamino="), 0U);
    EXPECT_NE(answer.set_cookie.find("Secure"), std::string::npos);
    EXPECT_NE(answer.set_cookie.find("Path=/"), std::string::npos);
    EXPECT_EQ(answer.set_cookie.find("Domain"), std::string::npos);
}

// Known, unknown, inactive, without password: the same answer, and the same work before it.
TEST_P(SessionTest, AWrongSignInTellsNothing) {
    add_user("ana", "manager");
    add_user("ben", "manager", false);
    const auto cas = add_user("cas", "manager");
    db().write({}, [&](storage::Write& w) {
        const auto before = storage::load<User>(w, cas);
        auto after = before;
        after.active = false;
        storage::update_record(w, User::entity(), before, after);
        saved_user(w, &before, &after);
    });
    const auto wrong = try_sign_in("ana@example.com", "not the password");
    EXPECT_EQ(wrong.status, 401);
    EXPECT_EQ(wrong.key(), "auth.wrong_credentials");
    for (const char* email : {"ben@example.com", "cas@example.com", "nobody@example.com"}) {
        const auto answer = try_sign_in(email, good_password);
        EXPECT_EQ(answer.status, 401) << email;
        EXPECT_EQ(answer.key(), "auth.wrong_credentials");
        EXPECT_TRUE(answer.set_cookie.empty());
    }
    EXPECT_EQ(logged("sign_in_failed"), 4);
    EXPECT_EQ(logged("sign_in"), 0);
}

TEST_P(SessionTest, AnUnknownEmailTakesAsLongAsAKnownOne) {
    add_user("ana", "manager");
    const auto time = [&](const char* email, const char* peer) {
        const auto start = std::chrono::steady_clock::now();
        try_sign_in(email, "not the password", {.peer = peer});
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    };
    const double known = std::min(time("ana@example.com", "10.0.0.1"), time("ana@example.com", "10.0.0.2"));
    const double unknown =
        std::min(time("nobody@example.com", "10.0.0.3"), time("nobody@example.com", "10.0.0.4"));
    EXPECT_GT(unknown, known * 0.4);
    EXPECT_LT(unknown, known * 2.5);
}

TEST_P(SessionTest, ABadBodyIsRefusedWithItsFields) {
    EXPECT_EQ(ask({}, "POST", "/api/v1/session", "{}").field_key(), "/email field.required");
    EXPECT_EQ(ask({}, "POST", "/api/v1/session", R"({"email":1,"password":"x"})").field_key(),
              "/email field.wrong_type");
    EXPECT_EQ(ask({}, "POST", "/api/v1/session", R"({"email":"a","password":"x","admin":true})").field_key(),
              "/admin field.unknown");
    EXPECT_EQ(ask({}, "POST", "/api/v1/session", "[]").status, 422);
}

// Fixation: a session that somebody planted in the browser must not become the victim's.
TEST_P(SessionTest, SigningInNeverReusesTheSessionThatCame) {
    add_user("ana", "manager");
    add_user("eve", "manager");
    const auto planted = sign_in("eve");
    const auto answer = try_sign_in("ana@example.com", good_password, planted);
    const auto ana = browser_of(answer);
    EXPECT_NE(ana.cookie, planted.cookie);
    EXPECT_NE(ana.csrf, planted.csrf);
    EXPECT_EQ(ask(planted, "GET", "/api/v1/accounts").status, 401);
    const auto invented = try_sign_in("ana@example.com", good_password, {.cookie = "kamino=chosen-by-eve"});
    EXPECT_EQ(invented.set_cookie.find("chosen-by-eve"), std::string::npos);
}

TEST_P(SessionTest, SecretsAreNotInTheDatabase) {
    add_user("ana", "manager");
    const auto ana = sign_in("ana");
    const auto secret = ana.cookie.substr(ana.cookie.find('=') + 1);
    const auto found = db().read([&](storage::Read& read) {
        return read.integer(
            {"test.plain", "SELECT count(*) FROM sessions WHERE token_hash = :secret OR id = :secret"},
            {{"secret", secret}});
    });
    EXPECT_EQ(found, 0);
}

TEST_P(SessionTest, EndsWhenUnusedAndAfterItsLongestTime) {
    add_user("ana", "manager");
    const Instant start = now();
    pin_clock(start);
    const auto ana = sign_in("ana");
    pin_clock(Instant{start.us + 11 * hour});
    EXPECT_EQ(ask(ana, "GET", "/api/v1/accounts").status, 200);  // use prolongs it
    pin_clock(Instant{start.us + 22 * hour});
    EXPECT_EQ(ask(ana, "GET", "/api/v1/accounts").status, 200);
    pin_clock(Instant{start.us + 34 * hour + 1});
    EXPECT_EQ(ask(ana, "GET", "/api/v1/accounts").status, 401);
    const auto again = sign_in("ana");
    const Instant second = now();
    for (int used = 10; used < 30 * 24; used += 10) {
        pin_clock(Instant{second.us + used * hour});
        ASSERT_EQ(ask(again, "GET", "/api/v1/accounts").status, 200) << used;
    }
    pin_clock(Instant{second.us + 30 * 24 * hour + 1});
    EXPECT_EQ(ask(again, "GET", "/api/v1/accounts").status, 401);
}

TEST_P(SessionTest, ChangesNeedTheCsrfTextAndTheOwnSite) {
    add_user("ana", "manager");
    const auto ana = sign_in("ana");
    EXPECT_EQ(ask(ana, "POST", "/api/v1/accounts", "{}").status, 200);
    auto forged = ana;
    forged.csrf.clear();
    EXPECT_EQ(ask(forged, "POST", "/api/v1/accounts", "{}").key(), "request.csrf");
    forged.csrf = std::string(64, '0');
    EXPECT_EQ(ask(forged, "POST", "/api/v1/accounts", "{}").status, 403);
    EXPECT_EQ(ask(forged, "GET", "/api/v1/accounts").status, 200);
    struct Case {
        const char *name, *value;
        int status;
    };
    for (const Case& c :
         {Case{"Sec-Fetch-Site", "cross-site", 403}, Case{"Sec-Fetch-Site", "same-site", 403},
          Case{"Sec-Fetch-Site", "same-origin", 200}, Case{"Origin", "https://evil.example", 403},
          Case{"Origin", "null", 403}, Case{"Origin", "http://localhost:8080", 200},
          Case{"Origin", "http://localhost:9999", 403}})
        EXPECT_EQ(ask(ana, "POST", "/api/v1/accounts", "{}", {{c.name, c.value}}).status, c.status)
            << c.name << c.value;
    // Signing somebody in from another site (into the attacker's account) is refused as well.
    EXPECT_EQ(ask({}, "POST", "/api/v1/session", R"({"email":"eve@example.com","password":"x"})",
                  {{"Sec-Fetch-Site", "cross-site"}})
                  .key(),
              "request.csrf");
}

TEST_P(SessionTest, GuessingIsSlowedForTheAccountAndTheAddress) {
    add_user("ana", "manager");
    const Instant start = now();
    pin_clock(start);
    for (int i = 0; i < 5; ++i) EXPECT_EQ(try_sign_in("ana@example.com", "wrong password").status, 401) << i;
    const auto blocked = try_sign_in("ana@example.com", good_password);  // the right one does not help now
    EXPECT_EQ(blocked.status, 429);
    EXPECT_EQ(blocked.retry_after, "1");
    EXPECT_EQ(blocked.key(), "auth.too_many");
    pin_clock(Instant{start.us + 1'000'001});
    EXPECT_EQ(try_sign_in("ana@example.com", "wrong password").status, 401);
    EXPECT_EQ(try_sign_in("ana@example.com", "wrong password").retry_after, "2");
    EXPECT_EQ(try_sign_in("ana@example.com", "wrong password", {.peer = "10.9.9.9"}).status, 429);
    pin_clock(Instant{start.us + 4'000'000});
    EXPECT_EQ(try_sign_in("ana@example.com", good_password).status, 200);
    EXPECT_EQ(try_sign_in("ana@example.com", "wrong password").status, 401);  // counting starts again
}

TEST_P(SessionTest, AnAddressThatTriesManyAccountsIsSlowed) {
    int blocked = 0;
    for (int i = 0; i < 22; ++i) {
        try {
            count_try(db(), "user" + std::to_string(i) + "@example.com",
                      "2001:db8::" + std::to_string(i + 1));
        } catch (const Fault& fault) {
            EXPECT_EQ(fault.code, FaultCode::too_many);
            EXPECT_GT(fault.retry_after_s, 0);
            ++blocked;
        }
    }
    EXPECT_GE(blocked, 1);  // one /64 is one address
    EXPECT_NO_THROW(count_try(db(), "other@example.com", "2001:db8:0:1::1"));
}

TEST_P(SessionTest, EverybodySeesAndEndsHisOwnSessions) {
    add_user("ana", "manager");
    add_user("root", "admin");
    const auto desk = sign_in("ana");
    const auto phone = sign_in("ana");
    const auto root = sign_in("root");
    const auto list = ask(desk, "GET", "/api/v1/sessions").json();
    ASSERT_EQ(list.at("items").as_array().size(), 2U);
    std::string phone_id;
    for (const auto& item : list.at("items").as_array())
        if (!item.at("current").as_bool()) phone_id = item.at("id").as_string();
    const auto root_list = ask(root, "GET", "/api/v1/sessions").json();
    const std::string root_id{root_list.at("items").at(0).at("id").as_string()};
    EXPECT_EQ(ask(desk, "DELETE", "/api/v1/sessions/" + root_id).status, 404);
    EXPECT_EQ(ask(desk, "GET", "/api/v1/sessions?user_id=" + root.user_id).status, 403);
    EXPECT_EQ(ask(desk, "DELETE", "/api/v1/sessions/" + phone_id).status, 204);
    EXPECT_EQ(ask(phone, "GET", "/api/v1/accounts").status, 401);
    const auto seen = ask(root, "GET", "/api/v1/sessions?user_id=" + desk.user_id).json();
    ASSERT_EQ(seen.at("items").as_array().size(), 1U);
    const std::string desk_id{seen.at("items").at(0).at("id").as_string()};
    EXPECT_EQ(ask(root, "DELETE", "/api/v1/sessions/" + desk_id).status, 204);
    EXPECT_EQ(ask(desk, "GET", "/api/v1/accounts").status, 401);
    EXPECT_EQ(ask({}, "GET", "/api/v1/sessions").status, 401);
}

TEST_P(SessionTest, RolesDecide) {
    struct Case {
        const char* role;
        int read, write, import;
    };
    for (const Case& c :
         {Case{"admin", 200, 200, 200}, Case{"leader", 200, 200, 403}, Case{"operations", 200, 200, 200},
          Case{"manager", 200, 200, 403}, Case{"viewer", 200, 403, 403}}) {
        add_user(c.role, c.role);
        const auto user = sign_in(c.role);
        EXPECT_EQ(ask(user, "GET", "/api/v1/accounts").status, c.read) << c.role;
        EXPECT_EQ(ask(user, "POST", "/api/v1/accounts", "{}").status, c.write) << c.role;
        EXPECT_EQ(ask(user, "POST", "/api/v1/imports", "{}").status, c.import) << c.role;
    }
    EXPECT_EQ(ask({}, "GET", "/api/v1/accounts").status, 401);
    EXPECT_EQ(ask({.cookie = "kamino=invented"}, "GET", "/api/v1/accounts").status, 401);
}

TEST_P(SessionTest, EverybodyChoosesHisLanguage) {
    add_user("ana", "viewer");
    const auto ana = sign_in("ana");
    EXPECT_EQ(ask(ana, "PATCH", "/api/v1/session", R"({"language":"fr"})").field_key(),
              "/language field.bad_language");
    EXPECT_EQ(ask(ana, "PATCH", "/api/v1/session", R"({"language":"es"})").status, 200);
    EXPECT_EQ(ask(ana, "GET", "/api/v1/session").json().at("user").at("language"), "es");
    EXPECT_EQ(ask(ana, "POST", "/api/v1/accounts", "{}").status, 403);
    EXPECT_EQ(ask({}, "PATCH", "/api/v1/session", R"({"language":"es"})").status, 401);
}

TEST_P(SessionTest, NobodySignedInStillLearnsWhatTheServerOffers) {
    auto answer = ask({}, "GET", "/api/v1/session");
    EXPECT_EQ(answer.status, 401);
    EXPECT_EQ(answer.json().at("setup_needed"), true);
    EXPECT_EQ(answer.json().at("demo"), false);
    add_user("ana", "admin");
    EXPECT_EQ(ask({}, "GET", "/api/v1/session").json().at("setup_needed"), false);
}

TEST_P(SessionTest, DemoOnlyInDemoModeAndFromThisMachine) {
    const auto ana = add_user("ana", "manager", false);
    const auto body = R"({"user_id":")" + ana + "\"}";
    EXPECT_EQ(ask({}, "POST", "/api/v1/demo/session", body).status, 404);
    EXPECT_THROW(start({.demo = true, .bind = "0.0.0.0"}), Fault);
    start({.demo = true});
    EXPECT_EQ(ask({}, "GET", "/api/v1/demo/people").json().at("items").at(0).at("name"), "ana");
    const auto answer = ask({}, "POST", "/api/v1/demo/session", body);
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(ask(browser_of(answer), "GET", "/api/v1/accounts").body, "ana");
    EXPECT_EQ(ask({.peer = "10.0.0.7"}, "POST", "/api/v1/demo/session", body).status, 404);
    EXPECT_EQ(ask({.host = "evil.example:8080"}, "POST", "/api/v1/demo/session", body).status, 404);
    EXPECT_EQ(ask({.host = "evil.example"}, "GET", "/api/v1/demo/people").status, 404);
    EXPECT_EQ(ask({}, "POST", "/api/v1/demo/session", R"({"user_id":"nobody"})").status, 404);
}

TEST(Throttle, PausesDoubleUpToALimit) {
    EXPECT_EQ(pause_s(4, 5, 300), 0);
    EXPECT_EQ(pause_s(5, 5, 300), 1);
    EXPECT_EQ(pause_s(8, 5, 300), 8);
    EXPECT_EQ(pause_s(50, 5, 300), 300);
    EXPECT_EQ(network_of("192.0.2.7"), "192.0.2.7");
    EXPECT_EQ(network_of("::ffff:192.0.2.7"), "192.0.2.7");
    EXPECT_EQ(network_of("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
}

}  // namespace
}  // namespace kamino::auth::testing
