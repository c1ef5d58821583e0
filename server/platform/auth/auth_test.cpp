// WORK-1, WORK-2: set-up, passwords, API tokens, rules of users, permissions and visibility, on both engines.
#include "platform/auth/client_test.h"
#include "platform/base/log.h"

namespace kamino::auth::testing {
namespace {

class SetupTest : public AuthTest {};
KAMINO_EACH_ENGINE(SetupTest);

std::string setup_body(const std::string& token, const std::string& password = good_password) {
    return boost::json::serialize(boost::json::object{{"token", token},
                                                      {"name", "Ana Admin"},
                                                      {"email", "ana@example.com"},
                                                      {"password", password},
                                                      {"workspace_name", "Acme"},
                                                      {"currency", "EUR"},
                                                      {"language", "es"}});
}

TEST_P(SetupTest, TheTokenWorksOnce) {
    std::string told;
    start({.on_setup = [&](storage::Write&, const std::string& name, const std::string& currency,
                           const std::string& language) { told = name + " " + currency + " " + language; }});
    EXPECT_EQ(ask({}, "GET", "/api/v1/setup").json().at("setup_needed"), true);
    const auto token = auth_->setup_token();
    EXPECT_FALSE(token.empty());
    EXPECT_EQ(auth_->setup_token(), token);
    EXPECT_EQ(ask({}, "POST", "/api/v1/setup", setup_body("guessed")).key(), "auth.bad_setup_token");
    EXPECT_EQ(ask({}, "POST", "/api/v1/setup", setup_body(token, "short")).field_key(),
              "/password auth.password_short");
    const auto answer = ask({}, "POST", "/api/v1/setup", setup_body(token));
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(told, "Acme EUR es");
    const auto ana = browser_of(answer);
    EXPECT_EQ(ask(ana, "GET", "/api/v1/session").json().at("user").at("role"), "admin");
    EXPECT_EQ(ask({}, "POST", "/api/v1/setup", setup_body(token)).status, 409);
    EXPECT_EQ(auth_->setup_token(), "");
    EXPECT_EQ(ask({}, "GET", "/api/v1/setup").json().at("setup_needed"), false);
    EXPECT_EQ(try_sign_in("ana@example.com", good_password).status, 200);
}

TEST_P(SetupTest, WithoutATokenNothingHappens) {
    EXPECT_EQ(ask({}, "POST", "/api/v1/setup", setup_body("x")).status, 403);
    EXPECT_EQ(ask({}, "POST", "/api/v1/setup", R"({"token":"x"})").status, 403);
    EXPECT_EQ(ask({}, "GET", "/api/v1/session").json().at("setup_needed"), true);
}

class PasswordTest : public AuthTest {};
KAMINO_EACH_ENGINE(PasswordTest);

TEST_P(PasswordTest, OwnWithTheOldOneAndOtherSessionsEnd) {
    add_user("ana", "manager");
    add_user("ben", "manager");
    const auto desk = sign_in("ana");
    const auto phone = sign_in("ana");
    const auto ben = sign_in("ben");
    const auto path = "/api/v1/users/" + desk.user_id + "/password";
    EXPECT_EQ(ask({}, "PUT", path, R"({"password":"purple anvil 77"})").status, 401);
    EXPECT_EQ(ask(ben, "PUT", path, R"({"password":"purple anvil 77"})").status, 403);
    EXPECT_EQ(ask(desk, "PUT", path, R"({"password":"purple anvil 77"})").field_key(),
              "/old_password field.required");
    EXPECT_EQ(ask(desk, "PUT", path, R"({"password":"purple anvil 77","old_password":"wrong one here"})")
                  .field_key(),
              "/old_password auth.wrong_password");
    EXPECT_EQ(ask(desk, "PUT", path, R"({"password":"passw0rd1234","old_password":"violet tractor 88"})")
                  .field_key(),
              "/password auth.password_common");
    EXPECT_EQ(ask(phone, "GET", "/api/v1/accounts").status, 200);
    EXPECT_EQ(
        ask(desk, "PUT", path, R"({"password":"purple anvil 77","old_password":"violet tractor 88"})").status,
        204);
    EXPECT_EQ(ask(phone, "GET", "/api/v1/accounts").status, 401);
    EXPECT_EQ(ask(desk, "GET", "/api/v1/accounts").status, 200);
    EXPECT_EQ(try_sign_in("ana@example.com", good_password).status, 401);
    EXPECT_EQ(try_sign_in("ana@example.com", "purple anvil 77").status, 200);
    EXPECT_EQ(logged("password_set"), 1);
}

TEST_P(PasswordTest, TheAdministratorNeedsNoOldOneAndATokenCannot) {
    const auto ana = add_user("ana", "manager", false);
    add_user("root", "admin");
    const auto root = sign_in("root");
    const auto path = "/api/v1/users/" + ana + "/password";
    EXPECT_EQ(ask(root, "PUT", path, R"({"password":"purple anvil 77"})").status, 204);
    EXPECT_EQ(ask(root, "PUT", "/api/v1/users/nobody/password", R"({"password":"purple anvil 77"})").status,
              404);
    EXPECT_EQ(try_sign_in("ana@example.com", "purple anvil 77").status, 200);
    const auto token = db().write(
        {}, [&](storage::Write& w) { return auth_->create_token(w, root.user_id, "ci", {"write"}); });
    EXPECT_EQ(ask({.bearer = token}, "PUT", path, R"({"password":"yellow anvil 77"})").key(),
              "auth.session_only");
}

TEST_P(PasswordTest, TheCommandLineSetsOne) {
    const auto ana = add_user("ana", "manager");
    const auto browser = sign_in("ana");
    db().write({.door = "cli"}, [&](storage::Write& w) { auth_->set_password(w, ana, "purple anvil 77"); });
    EXPECT_EQ(ask(browser, "GET", "/api/v1/accounts").status, 401);
    EXPECT_EQ(try_sign_in("ana@example.com", "purple anvil 77").status, 200);
    EXPECT_THROW(db().write({}, [&](storage::Write& w) { auth_->set_password(w, ana, "too short"); }), Fault);
}

TEST(PasswordPolicy, RefusesWhatIsGuessedFirst) {
    struct Case {
        const char *password, *key;
    };
    for (const Case& c : {Case{"short", "auth.password_short"},
                          {"ññññññññññññ", "auth.password_common"},
                          {"aaaaaaaaaaaaaaaa", "auth.password_common"},
                          {"123456789012", "auth.password_common"},
                          {"password1234", "auth.password_common"},
                          {"P@ssw0rd2026!", "auth.password_common"},
                          {"qwertyqwerty", "auth.password_common"},
                          {"Wachtwoord2026", "auth.password_common"},
                          {"Contraseña2026", "auth.password_common"},
                          {"Ana María Pérez", "auth.password_own"},
                          {"anamariaperez", "auth.password_own"},
                          {"ana.perez@example.com", "auth.password_own"},
                          {"violet tractor 88", ""},
                          {"Xk7#mQ2$vL9p", ""},
                          {"árbol pequeño rojo", ""}}) {
        const auto refused = refuse_password(c.password, "Ana María Pérez", "ana.perez@example.com");
        EXPECT_EQ(refused ? refused->key : "", c.key) << c.password;
    }
    EXPECT_EQ(refuse_password(std::string(257, 'x') + "yz", "", "")->key, "field.too_long");
}

TEST(HashGate, VerifiesAndMarksItsParameters) {
    HashGate gate{1};
    const auto hash = gate.hash("violet tractor 88");
    EXPECT_EQ(hash.find("$argon2id$v=19$m=65536,t=3,p=1$"), 0U);
    EXPECT_TRUE(gate.verify(hash, "violet tractor 88"));
    EXPECT_FALSE(gate.verify(hash, "violet tractor 89"));
    EXPECT_FALSE(gate.verify("", "anything"));
    EXPECT_TRUE(same_secret("abc", "abc"));
    EXPECT_FALSE(same_secret("abc", "abd"));
    EXPECT_FALSE(same_secret("abc", "abcd"));
}

class TokenTest : public AuthTest {};
KAMINO_EACH_ENGINE(TokenTest);

TEST_P(TokenTest, ScopesLimitAndRevocationEnds) {
    add_user("ana", "operations");
    const auto ana = sign_in("ana");
    EXPECT_EQ(ask({}, "GET", "/api/v1/tokens").status, 401);
    EXPECT_EQ(ask(ana, "POST", "/api/v1/tokens", R"({"name":"x","scopes":["everything"]})").field_key(),
              "/scopes auth.bad_scope");
    EXPECT_EQ(ask(ana, "POST", "/api/v1/tokens", R"({"name":"x","scopes":[]})").field_key(),
              "/scopes field.required");
    struct Case {
        const char* scopes;
        int read, write, import;
    };
    for (const Case& c :
         {Case{R"(["read"])", 200, 403, 403}, Case{R"(["write"])", 200, 200, 200},
          Case{R"(["imports.write"])", 403, 403, 200}, Case{R"(["accounts.read"])", 200, 403, 403},
          Case{R"(["read","imports.write"])", 200, 403, 200}}) {
        const auto made =
            ask(ana, "POST", "/api/v1/tokens", std::string{R"({"name":"ci","scopes":)"} + c.scopes + "}");
        ASSERT_EQ(made.status, 201) << made.body;
        const auto document = made.json();
        const std::string text{document.at("token").as_string()};
        EXPECT_EQ(text.substr(0, 4), "kmn_");
        EXPECT_FALSE(document.at("item").as_object().contains("token_hash"));
        const Browser robot{.bearer = text};  // no CSRF text: nothing rides along by itself
        EXPECT_EQ(ask(robot, "GET", "/api/v1/accounts").status, c.read) << c.scopes;
        EXPECT_EQ(ask(robot, "POST", "/api/v1/accounts", "{}").status, c.write) << c.scopes;
        EXPECT_EQ(ask(robot, "POST", "/api/v1/imports", "{}").status, c.import) << c.scopes;
        const std::string id{document.at("item").at("id").as_string()};
        EXPECT_EQ(ask(ana, "DELETE", "/api/v1/tokens/" + id).status, 204);
        EXPECT_EQ(ask(robot, "GET", "/api/v1/accounts").key(), "auth.bad_token");
    }
    EXPECT_EQ(ask(ana, "GET", "/api/v1/tokens").json().at("items").as_array().size(), 0U);
    EXPECT_EQ(ask({.bearer = "kmn_invented"}, "GET", "/api/v1/accounts").status, 401);
}

TEST_P(TokenTest, NeverMayMoreThanItsUserOrItsMaker) {
    add_user("vic", "viewer");
    const auto vic = sign_in("vic");
    const auto made = ask(vic, "POST", "/api/v1/tokens", R"({"name":"all","scopes":["write"]})");
    const auto robot = Browser{.bearer = std::string{made.json().at("token").as_string()}};
    EXPECT_EQ(ask(robot, "POST", "/api/v1/accounts", "{}").status, 403);
    add_user("ana", "admin");
    const auto ana = sign_in("ana");
    const auto narrow =
        ask(ana, "POST", "/api/v1/tokens", R"({"name":"t","scopes":["tokens.write","read"]})");
    const auto clerk = Browser{.bearer = std::string{narrow.json().at("token").as_string()}};
    EXPECT_EQ(ask(clerk, "POST", "/api/v1/tokens", R"({"name":"t","scopes":["write"]})").key(), "auth.scope");
    EXPECT_EQ(ask(clerk, "POST", "/api/v1/tokens", R"({"name":"t","scopes":["read"]})").status, 201);
    const std::string vics_id{made.json().at("item").at("id").as_string()};
    EXPECT_EQ(ask(vic, "GET", "/api/v1/tokens?user_id=" + ana.user_id).status, 403);
    EXPECT_EQ(ask(ana, "GET", "/api/v1/tokens?user_id=" + vic.user_id).json().at("items").as_array().size(),
              1U);
    const std::string anas_id{narrow.json().at("item").at("id").as_string()};
    EXPECT_EQ(ask(vic, "DELETE", "/api/v1/tokens/" + anas_id).status, 404);
    EXPECT_EQ(ask(ana, "DELETE", "/api/v1/tokens/" + vics_id).status, 204);
}

TEST_P(TokenTest, ExpiresAndNotesItsUse) {
    const Instant start = now();
    pin_clock(start);
    add_user("ana", "manager");
    const auto ana = sign_in("ana");
    EXPECT_EQ(
        ask(ana, "POST", "/api/v1/tokens", R"({"name":"x","scopes":["read"],"expires_at":"2001-01-01"})")
            .field_key(),
        "/expires_at auth.expiry_past");
    EXPECT_EQ(
        ask(ana, "POST", "/api/v1/tokens", R"({"name":"x","scopes":["read"],"expires_at":"soon"})").status,
        422);
    const auto soon = start.date().plus_days(2).to_text();
    const auto made =
        ask(ana, "POST", "/api/v1/tokens", R"({"name":"x","scopes":["read"],"expires_at":")" + soon + "\"}");
    ASSERT_EQ(made.status, 201) << made.body;
    const Browser robot{.bearer = std::string{made.json().at("token").as_string()}};
    EXPECT_EQ(ask(robot, "GET", "/api/v1/accounts").status, 200);
    EXPECT_TRUE(ask(ana, "GET", "/api/v1/tokens").json().at("items").at(0).at("last_used_at").is_string());
    pin_clock(Instant::at(start.date().plus_days(3)));
    EXPECT_EQ(ask(robot, "GET", "/api/v1/accounts").status, 401);
}

class UserTest : public AuthTest {
  protected:
    std::vector<FieldFault> change(const Actor& actor, const std::string& id,
                                   const std::function<void(User&)>& edit) {
        std::vector<FieldFault> faults;
        db().write({}, [&](storage::Write& w) {
            faults.clear();
            const auto before = storage::load<User>(w, id);
            auto after = before;
            edit(after);
            check_user(w, actor, &before, after, faults);
            if (!faults.empty()) return;
            storage::update_record(w, User::entity(), before, after);
            saved_user(w, &before, &after);
        });
        return faults;
    }
    static std::string first(const std::vector<FieldFault>& faults) {
        return faults.empty() ? "" : faults[0].path + " " + faults[0].key;
    }
};
KAMINO_EACH_ENGINE(UserTest);

TEST_P(UserTest, TheLastActiveAdministratorStays) {
    const auto root = add_user("root", "admin");
    const auto actor = system_actor();
    EXPECT_EQ(first(change(actor, root, [](User& u) { u.role = "leader"; })), "/role auth.last_admin");
    EXPECT_EQ(first(change(actor, root, [](User& u) { u.active = false; })), "/active auth.last_admin");
    EXPECT_EQ(first(change(actor, root, [](User& u) { u.name = "Root"; })), "");
    const auto remove = [&] {
        db().write({}, [&](storage::Write& w) {
            const auto before = storage::load<User>(w, root);
            auto gone = before;
            storage::delete_record(w, User::entity(), gone);
            saved_user(w, &before, nullptr);
        });
    };
    EXPECT_THROW(remove(), Fault);
    add_user("second", "admin");
    EXPECT_NO_THROW(remove());
}

TEST_P(UserTest, EmailsAreUniqueAndManagersFormATree) {
    const auto ana = add_user("ana", "manager");
    const auto ben = add_user("ben", "manager");
    const auto actor = system_actor();
    EXPECT_EQ(first(change(actor, ben, [](User& u) { u.email = "ANA@example.com"; })),
              "/email field.duplicate");
    EXPECT_EQ(first(change(actor, ben, [&](User& u) { u.manager_id = ana; })), "");
    EXPECT_EQ(first(change(actor, ana, [&](User& u) { u.manager_id = ben; })), "/manager_id field.cycle");
    EXPECT_THROW(add_user("Ana", "manager"), storage::ConstraintError);
}

TEST_P(UserTest, OnlyAdministratorsChangeRoles) {
    const auto ana = add_user("ana", "manager");
    const auto ops = add_user("ops", "operations");
    const auto actor = db().read([&](storage::Read& r) { return Auth::actor(r, ops, "ui"); });
    EXPECT_EQ(first(change(actor, ana, [](User& u) { u.role = "admin"; })), "/role auth.role_by_admin");
    EXPECT_EQ(first(change(actor, ana, [](User& u) { u.active = false; })), "/active auth.role_by_admin");
    EXPECT_EQ(first(change(actor, ana, [](User& u) { u.team = "North"; })), "");
}

TEST_P(UserTest, DeactivationEndsSessionsAndTokens) {
    const auto ana = add_user("ana", "manager");
    const auto browser = sign_in("ana");
    const auto token =
        db().write({}, [&](storage::Write& w) { return auth_->create_token(w, ana, "ci", {"read"}); });
    const auto signed_in = db().read([&](storage::Read& r) {
        auto actor = Auth::actor(r, ana, "ui");
        actor.session_id = *r.text({"test.session", "SELECT id FROM sessions"});
        return actor;
    });
    EXPECT_TRUE(db().read([&](storage::Read& r) { return still_signed_in(r, signed_in); }));
    change(system_actor(), ana, [](User& u) { u.active = false; });
    EXPECT_FALSE(db().read([&](storage::Read& r) { return still_signed_in(r, signed_in); }));
    EXPECT_EQ(ask(browser, "GET", "/api/v1/accounts").status, 401);
    change(system_actor(), ana, [](User& u) { u.active = true; });
    EXPECT_EQ(ask(browser, "GET", "/api/v1/accounts").status, 401);
    EXPECT_EQ(ask({.bearer = token}, "GET", "/api/v1/accounts").status, 401);
}

class AccessTest : public AuthTest {};
KAMINO_EACH_ENGINE(AccessTest);

TEST_P(AccessTest, VisibilityFollowsWhatWasGranted) {
    const auto ana = add_user("ana", "manager");
    const auto ben = add_user("ben", "viewer");
    const auto lea = add_user("lea", "leader");
    std::vector<std::pair<std::string, std::string>> pairs;
    std::vector<std::string> accounts;
    for (int i = 0; i < 300; ++i) {
        accounts.push_back("account" + std::to_string(i));
        pairs.emplace_back(accounts.back(), ana);
    }
    pairs.emplace_back("account7", ben);
    pairs.emplace_back("account7", ben);
    db().write({}, [&](storage::Write& w) { grant_access(w, pairs); });
    const auto count = [&](const std::string& user) {
        return db().read([&](storage::Read& r) {
            const auto scope = visible_accounts(Auth::actor(r, user, "ui"), "a.account_id");
            storage::Args args;
            for (const auto& v : scope.values) args.emplace_back(v.name, v.value);
            const std::string text =
                "SELECT count(*) FROM (SELECT DISTINCT account_id FROM account_access) a" +
                (scope.sql.empty() ? "" : " WHERE " + scope.sql);
            return *r.integer({"test.count", text}, args);
        });
    };
    EXPECT_EQ(count(ana), 300);
    EXPECT_EQ(count(ben), 1);
    EXPECT_EQ(count(lea), 300);
    db().read([&](storage::Read& r) {
        EXPECT_NO_THROW(require_visible(r, Auth::actor(r, ben, "ui"), "account7"));
        EXPECT_THROW(require_visible(r, Auth::actor(r, ben, "ui"), "account8"), Fault);
        EXPECT_NO_THROW(require_visible(r, Auth::actor(r, lea, "ui"), "account8"));
        EXPECT_THROW(Auth::actor(r, "nobody", "ui"), Fault);
    });
    accounts.resize(299);
    db().write({}, [&](storage::Write& w) { forget_access(w, accounts); });
    EXPECT_EQ(count(ana), 1);
    EXPECT_EQ(count(ben), 0);
}

TEST(Permissions, TheTable) {
    Actor actor;
    actor.user_id = "u";
    struct Case {
        Role role;
        const char* permission;
        bool granted;
    };
    for (const Case& c :
         {Case{Role::admin, "users.write", true}, Case{Role::operations, "users.write", false},
          Case{Role::operations, "imports.write", true}, Case{Role::leader, "selection.write", true},
          Case{Role::manager, "selection.write", false}, Case{Role::manager, "plans.write", true},
          Case{Role::viewer, "plans.write", false}, Case{Role::viewer, "plans.read", true},
          Case{Role::manager, "audit.read", false}, Case{Role::viewer, "views.write", true},
          Case{Role::manager, "jobs.read", false}, Case{Role::viewer, "session", true}}) {
        actor.role = c.role;
        EXPECT_EQ(may(actor, c.permission), c.granted) << role_name(c.role) << ' ' << c.permission;
    }
    EXPECT_THROW(may(actor, "planz.write"), std::logic_error);
    EXPECT_TRUE(may(system_actor(), "users.write"));
    EXPECT_THROW(role_of("owner"), Fault);
    EXPECT_EQ(role_of("viewer"), Role::viewer);
}

TEST(Routes, UnknownAccessIsADefectAtStart) {
    http::Server server{{}};
    server.router().get(
        "/api/v1/x", "x", [](http::Request&) { return http::Response::text(""); }, "admin");
    EXPECT_THROW(Auth::check_routes(server.router()), std::logic_error);
}

}  // namespace
}  // namespace kamino::auth::testing
