// The key list over the API, on both engines: entries, caps, exits, rounds, capacity, waves; who may decide
// and who sees what; caps under racing writers. SEL-4, SEL-7, SEL-8, SEL-9.
#include <atomic>
#include <thread>

#include "testing/api/shared.h"

namespace kamino::testing {
namespace {

class ProgrammeApi : public ApiTest {
  protected:
    void SetUp() override {
        ApiTest::SetUp();
        if (IsSkipped()) return;
        for (const char* name : {"acme", "bolt", "core", "dune"}) account(name, "manager");
        account("far");
    }
    void set(const std::string& body) {
        const auto answer = as("leader").patch("/programme-settings/programme", body);
        ASSERT_EQ(answer.status, 200) << answer.body;
    }
    Answer ask_entry(const std::string& account, const std::string& more = {},
                     const std::string& who = "manager") {
        return as(who).post("/key-account-moves",
                            fill(R"({"account_id":"{)" + account +
                                 R"(}","list":"key","kind":"entry","reason":"Big plans")" + more + "}"));
    }
    Answer ask(const std::string& account, const std::string& kind, const std::string& list = "key") {
        return as("manager").post("/key-account-moves",
                                  fill(R"({"account_id":"{)" + account + R"(}","list":")" + list +
                                       R"(","kind":")" + kind + R"(","reason":"As agreed"})"));
    }
    Answer decide(const std::string& move, const std::string& decision, const std::string& who = "leader") {
        return as(who).put("/key-account-moves/" + move + "/decision",
                           R"({"decision":")" + decision + R"(","note":"seen"})");
    }
    void enter(const std::string& account, const std::string& more = {}) {
        const auto move = ask_entry(account, more);
        ASSERT_EQ(move.status, 201) << move.body;
        const auto done = decide(move.id(), "approved");
        ASSERT_EQ(done.status, 200) << done.body;
    }
    std::string member_state(const std::string& account) {
        const auto list =
            as("admin").get("/key-accounts?sort=-created_at&filter=account_id = " + id(account));
        return list.at("/items/0/state");
    }
    // The newest request about an account.
    Answer last_move(const std::string& account) {
        const auto list =
            as("admin").get("/key-account-moves?sort=-created_at&limit=1&filter=account_id = " + id(account));
        return as("admin").get("/key-account-moves/" + list.at("/items/0/id"));
    }
    void verdict(const std::string& account, const std::string& word, const std::string& who,
                 const std::string& round = "round") {
        const auto items = as("admin").get("/key-list-round-items?filter=round_id = " + id(round) +
                                           " and account_id = " + id(account));
        const auto done = as(who).patch("/key-list-round-items/" + items.at("/items/0/id"),
                                        R"({"verdict":")" + word + R"(","note":"talked about"})");
        EXPECT_EQ(done.status, 200) << done.body;
    }
    std::int64_t open_members() {
        return count("SELECT COUNT(*) FROM key_accounts WHERE state <> 'left' AND deleted_at IS NULL");
    }
    // All of them are approved at once, and ten get in.
    void race(const std::vector<std::string>& moves) {
        const auto approver = as("admin");
        std::atomic<int> in{0}, full{0}, other{0};
        std::vector<std::thread> writers;
        for (const auto& move : moves)
            writers.emplace_back([&, move] {
                for (int tries = 0; tries < 50; ++tries) {
                    const auto answer = approver.ask("PUT", "/key-account-moves/" + move + "/decision",
                                                     R"({"decision":"approved"})");
                    if (answer.status == 503) {  // all connections in use: asked to come again
                        std::this_thread::sleep_for(std::chrono::milliseconds{20});
                        continue;
                    }
                    ++(answer.status == 200 ? in : answer.status == 409 ? full : other);
                    return;
                }
                ++other;
            });
        for (auto& writer : writers) writer.join();
        EXPECT_EQ(in, 10);
        EXPECT_EQ(full, static_cast<int>(moves.size()) - 10);
        EXPECT_EQ(other, 0);
    }
};
KAMINO_EACH_ENGINE(ProgrammeApi);

TEST_P(ProgrammeApi, AnEntryNeedsAReasonAndAnApprover) {
    run({{.name = "viewers do not ask",
          .as = "viewer",
          .method = "POST",
          .url = "/key-account-moves",
          .body = "{}",
          .status = 403},
         {.name = "nothing said",
          .as = "manager",
          .method = "POST",
          .url = "/key-account-moves",
          .body = R"({"account_id":"{acme}"})",
          .status = 422,
          .json =
              R"({"fields":[{"path":"/list","key":"field.required"},{"path":"/kind","key":"field.required"},{"path":"/reason","key":"field.required"}]})"},
         {.name = "not his account",
          .as = "manager",
          .method = "POST",
          .url = "/key-account-moves",
          .body = R"({"account_id":"{far}","list":"key","kind":"entry","reason":"x"})",
          .status = 422},
         {.name = "asked",
          .as = "manager",
          .method = "POST",
          .url = "/key-account-moves",
          .body = R"({"account_id":"{acme}","list":"key","kind":"entry","reason":"Grows","focus":"expand"})",
          .status = 201,
          .json = R"({"state":"open","focus":"expand","requested_by":"*"})",
          .audit = "key_account_move insert",
          .save_as = "move"},
         {.name = "asked twice",
          .as = "manager",
          .method = "POST",
          .url = "/key-account-moves",
          .body = R"({"account_id":"{acme}","list":"key","kind":"entry","reason":"Grows"})",
          .status = 422,
          .json = R"({"fields":[{"path":"/account_id","key":"programme.move_waits"}]})"}});
    run(refused_decisions("/key-account-moves/{move}/decision", "refused"));
    run({{.name = "approved",
          .as = "leader",
          .method = "PUT",
          .url = "/key-account-moves/{move}/decision",
          .body = R"({"decision":"approved","note":"yes"})",
          .json = R"({"state":"approved","decision_note":"yes","decided_by":"*","decided_at":"*"})",
          .audit = "key_account insert, key_account_move update"},
         {.name = "decided twice",
          .as = "leader",
          .method = "PUT",
          .url = "/key-account-moves/{move}/decision",
          .body = R"({"decision":"refused","note":"no"})",
          .status = 409},
         {.name = "is on the list",
          .as = "manager",
          .method = "POST",
          .url = "/key-account-moves",
          .body = R"({"account_id":"{acme}","list":"key","kind":"entry","reason":"Again"})",
          .status = 422,
          .json = R"({"fields":[{"path":"/account_id","key":"programme.is_member"}]})"},
         {.name = "the list",
          .as = "manager",
          .url = "/programme/list",
          .json =
              R"({"list":"key","count":1,"items":[{"membership":{"state":"probation","focus":"expand","rigour":"standard"},"account":{"name":"*"}}],"requests":[]})"},
         {.name = "no such list", .as = "manager", .url = "/programme/list?list=best", .status = 422}});
}

TEST_P(ProgrammeApi, ProbationIsConfirmedExtendedOrEnded) {
    enter("acme");
    EXPECT_EQ(member_state("acme"), "probation");
    const auto extend = ask("acme", "extend");
    EXPECT_EQ(decide(extend.id(), "approved").status, 200);
    EXPECT_EQ(member_state("acme"), "probation");
    const auto confirm = ask("acme", "confirm");
    EXPECT_EQ(decide(confirm.id(), "approved").status, 200);
    EXPECT_EQ(member_state("acme"), "active");
    EXPECT_EQ(ask("acme", "confirm").faults(), "/kind programme.not_on_probation");
    EXPECT_EQ(ask("bolt", "exit").faults(), "/account_id programme.is_no_member");

    const auto exit = ask("acme", "exit");
    EXPECT_EQ(as("stranger")
                  .put("/key-account-moves/" + exit.id() + "/decision", R"({"decision":"withdrawn"})")
                  .status,
              404);
    EXPECT_EQ(decide(exit.id(), "withdrawn", "manager").status, 200) << "one's own request";
    EXPECT_EQ(member_state("acme"), "active");
    EXPECT_EQ(decide(ask("acme", "exit").id(), "approved").status, 200);
    EXPECT_EQ(member_state("acme"), "left");
    EXPECT_EQ(as("manager").get("/key-accounts").at("/items/0/exit_reason"), "As agreed");
    EXPECT_EQ(as("manager").get("/programme/growth").at("/items/0/entries"), "1");
    EXPECT_EQ(as("manager").get("/programme/growth").at("/items/0/exits"), "1");
    enter("acme");  // and may come back: the first stay stays in the books
    EXPECT_EQ(count("SELECT COUNT(*) FROM key_accounts"), 2);
}

TEST_P(ProgrammeApi, AboveTheCapSomebodyLeaves) {
    set(R"({"key_cap":2,"manager_cap":null})");
    enter("acme");
    enter("bolt");
    const auto full = ask_entry("core");
    EXPECT_EQ(full.status, 409);
    EXPECT_EQ(full.key(), "programme.cap_reached");
    EXPECT_EQ(full.at("/current/cap"), "2");
    EXPECT_EQ(full.json().at("current").at("could_leave").as_array().size(), 2U);
    EXPECT_EQ(ask_entry("core", R"(,"replaces_id":"{dune}")").faults(),
              "/replaces_id programme.is_no_member");

    const auto swap = ask_entry("core", R"(,"replaces_id":"{acme}")");
    ASSERT_EQ(swap.status, 201) << swap.body;
    EXPECT_EQ(member_state("acme"), "probation") << "nothing moves before the decision";
    EXPECT_EQ(decide(swap.id(), "approved").status, 200);
    EXPECT_EQ(member_state("acme"), "left");
    EXPECT_EQ(member_state("core"), "probation");
    EXPECT_EQ(open_members(), 2);
    EXPECT_EQ(count("SELECT COUNT(*) FROM key_account_moves WHERE kind = 'exit' AND state = 'approved'"), 1)
        << "the exit stands in the books too";

    // The approver may name the one who leaves.
    set(R"({"key_cap":3})");
    const auto late = ask_entry("dune");
    ASSERT_EQ(late.status, 201) << late.body;
    set(R"({"key_cap":2})");
    EXPECT_EQ(decide(late.id(), "approved").status, 409);
    const auto named = as("leader").put("/key-account-moves/" + late.id() + "/decision",
                                        fill(R"({"decision":"approved","replaces_id":"{bolt}"})"));
    EXPECT_EQ(named.status, 200) << named.body;
    EXPECT_EQ(member_state("bolt"), "left");
    EXPECT_EQ(open_members(), 2);
}

TEST_P(ProgrammeApi, AManagersCapHolds) {
    set(R"({"key_cap":null,"manager_cap":1})");
    const auto led = fill(R"(,"manager_id":")" + user_id("manager") + "\"");
    enter("acme", led);
    const auto full = ask_entry("bolt", led);
    EXPECT_EQ(full.key(), "programme.manager_cap_reached") << full.body;
    make("bolt", "accounts", R"({"name":"bolt"})");  // nobody's: led by nobody yet
    const auto move = ask_entry("bolt", {}, "leader");
    ASSERT_EQ(decide(move.id(), "approved", "admin").status, 200);
    join_team("bolt", "manager");
    const auto bolt = as("manager").get("/key-accounts?filter=account_id = " + id("bolt")).at("/items/0/id");
    const auto taken =
        as("manager").patch("/key-accounts/" + bolt, R"({"manager_id":")" + user_id("manager") + "\"}");
    EXPECT_EQ(taken.faults(), "/manager_id programme.manager_cap_reached");
    make("more", "manager-capacities",
         R"({"user_id":")" + user_id("manager") + R"(","key_cap":2,"hours":100})");
    EXPECT_EQ(as("manager")
                  .patch("/key-accounts/" + bolt, R"({"manager_id":")" + user_id("manager") + "\"}")
                  .status,
              200);
    EXPECT_EQ(as("manager").patch("/key-accounts/" + bolt, R"({"focus":"protect","rigour":"deep"})").status,
              200);
    EXPECT_EQ(as("manager").patch("/key-accounts/" + bolt, R"({"focus":"conquer"})").status, 422);
    EXPECT_EQ(as("manager").patch("/key-accounts/" + bolt, R"({"state":"active"})").status, 422);

    // Two plans of class C: 40 standard and 90 deep hours against 100.
    const auto coverage = as("manager").get("/programme/coverage").json();
    const auto& me = coverage.at("managers").as_array();
    ASSERT_EQ(me.size(), 1U) << "who does not see all sees himself";
    EXPECT_EQ(me[0].at("hours_needed").to_number<double>(), 130);
    EXPECT_EQ(me[0].at("hours_have").to_number<double>(), 100);
    EXPECT_TRUE(me[0].at("over").as_bool());
    EXPECT_EQ(me[0].at("plans_led").as_int64(), 2);
    EXPECT_EQ(coverage.at("with_plan").as_int64(), 0);
}

TEST_P(ProgrammeApi, ProspectsHaveTheSameTreatmentAndBecomeKey) {
    set(R"({"prospect_cap":1})");
    const auto wish = ask("acme", "entry", "prospect");
    EXPECT_EQ(decide(wish.id(), "approved").status, 200);
    EXPECT_EQ(ask("bolt", "entry", "prospect").key(), "programme.cap_reached");
    EXPECT_EQ(as("manager").get("/programme/list?list=prospect").at("/count"), "1");
    enter("acme");
    EXPECT_EQ(as("manager").get("/programme/list?list=prospect").at("/count"), "0");
    EXPECT_EQ(as("manager").get("/programme/list").at("/count"), "1");
    EXPECT_EQ(ask("acme", "entry", "prospect").faults(), "/account_id programme.is_key");
}

TEST_P(ProgrammeApi, AYearlyRoundDecidesOnEveryMember) {
    for (const char* name : {"acme", "bolt", "core"}) enter(name);
    EXPECT_EQ(as("manager").post("/key-list-rounds", R"({"title":"2026","list":"key"})").status, 403);
    make("round", "key-list-rounds", R"({"title":"2026","list":"key","due_on":"2026-12-15"})");
    EXPECT_EQ(as("leader").post("/key-list-rounds", R"({"title":"again","list":"key"})").status, 409)
        << "one at a time";
    const auto again = as("leader").post("/key-list-rounds", R"({"title":"again","list":"key"})",
                                         {{"Accept-Language", "es"}});
    EXPECT_EQ(again.at("/detail"), "Otro registro (Revisión de la lista) tiene la misma clave.");
    const auto items = as("leader")
                           .get(fill("/key-list-round-items?filter=round_id = {round}"))
                           .json()
                           .at("items")
                           .as_array();
    ASSERT_EQ(items.size(), 3U);
    EXPECT_EQ(as("leader").put("/key-list-rounds/{round}/closing", "{}").key(), "programme.round_undecided");
    const std::map<std::string, std::string> verdicts{
        {"acme", "keep"}, {"bolt", "exit"}, {"core", "probation"}};
    for (const auto& item : items) {
        const auto url = "/key-list-round-items/" + std::string{item.at("id").as_string()};
        for (const auto& [name, verdict] : verdicts) {
            if (id(name) != item.at("account_id").as_string()) continue;
            if (verdict == "exit") {
                EXPECT_EQ(as("leader").patch(url, R"({"verdict":"exit"})").faults(),
                          "/note programme.reason_needed");
            }
            const auto done =
                as("leader").patch(url, R"({"verdict":")" + verdict + R"(","note":"talked about"})");
            EXPECT_EQ(done.status, 200) << done.body;
            EXPECT_EQ(done.at("/decided_by"), user_id("leader"));
        }
    }
    EXPECT_EQ(as("manager").put("/key-list-rounds/{round}/closing", "{}").status, 403);
    const auto closed = as("leader").put("/key-list-rounds/{round}/closing", "{}");
    EXPECT_EQ(closed.status, 200) << closed.body;
    EXPECT_EQ(member_state("acme"), "active");
    EXPECT_EQ(member_state("bolt"), "probation") << "an exit is approved by somebody else";
    EXPECT_EQ(member_state("core"), "probation");
    EXPECT_EQ(as("leader").put("/key-list-rounds/{round}/closing", "{}").status, 409);
    const auto exit = last_move("bolt");
    EXPECT_EQ(exit.at("/state") + exit.at("/kind") + exit.at("/reason"), "openexittalked about");
    EXPECT_EQ(decide(exit.at("/id"), "approved", "leader").key(), "programme.not_your_own");
    EXPECT_EQ(decide(exit.at("/id"), "approved", "admin").status, 200);
    EXPECT_EQ(member_state("bolt"), "left");
}

// SEL-4. One leader opened a review, gave the verdict "leaves" and closed it: the exit stood approved, asked
// for and decided by himself, though two others might have decided. And what waited stayed open after the
// review had decided otherwise.
TEST_P(ProgrammeApi, AnExitOfARoundNeedsTwoPeopleToo) {
    for (const char* name : {"acme", "bolt", "core", "dune"}) enter(name);
    make("round", "key-list-rounds", R"({"title":"Review 2026","list":"key"})");
    const auto overtaken = ask("core", "exit"), same = ask("dune", "confirm");
    verdict("acme", "exit", "admin");
    verdict("bolt", "exit", "leader");
    verdict("core", "keep", "leader");
    verdict("dune", "keep", "leader");
    const auto closed = as("leader").put("/key-list-rounds/{round}/closing", "{}");
    ASSERT_EQ(closed.status, 200) << closed.body;
    EXPECT_EQ(member_state("acme"), "left") << "one gave the verdict, another closed the review";
    const auto two = last_move("acme");
    EXPECT_EQ(two.at("/requested_by"), user_id("admin"));
    EXPECT_EQ(two.at("/decided_by"), user_id("leader"));
    EXPECT_EQ(two.at("/sole_approver"), "false");
    EXPECT_EQ(last_move("bolt").at("/state"), "open");
    EXPECT_EQ(last_move("core").at("/id") + last_move("core").at("/state"), overtaken.id() + "refused");
    EXPECT_EQ(last_move("core").at("/decision_note"), "talked about");
    EXPECT_EQ(last_move("dune").at("/id") + last_move("dune").at("/state"), same.id() + "approved");
    EXPECT_EQ(member_state("core") + member_state("dune"), "activeactive");
    // A request that asks for the same exit is what the review approves.
    make("next", "key-list-rounds", R"({"title":"Review 2027","list":"key"})");
    const auto asked = ask("core", "exit");
    EXPECT_EQ(decide(last_move("bolt").at("/id"), "refused").status, 200);
    verdict("bolt", "keep", "leader", "next");
    verdict("dune", "keep", "leader", "next");
    verdict("core", "exit", "leader", "next");
    ASSERT_EQ(as("leader").put("/key-list-rounds/{next}/closing", "{}").status, 200);
    EXPECT_EQ(last_move("core").at("/id") + last_move("core").at("/state"), asked.id() + "approved");
    EXPECT_EQ(member_state("core"), "left");
    // Alone, one carries it out, and it says so.
    ASSERT_EQ(as("admin").patch("/users/" + user_id("leader"), R"({"active":false})").status, 200);
    const auto last = as("admin").post("/key-list-rounds", R"({"title":"Review 2028","list":"key"})");
    keep("last", last.id());
    verdict("bolt", "keep", "admin", "last");
    verdict("dune", "exit", "admin", "last");
    ASSERT_EQ(as("admin").put("/key-list-rounds/{last}/closing", "{}").status, 200);
    EXPECT_EQ(member_state("dune") + last_move("dune").at("/sole_approver"), "lefttrue");
}

// PLAN-13, SEL-4. "Not a key account after all" closed the plan and left the account on the list, with
// nothing asked.
TEST_P(ProgrammeApi, APlanThatFindsNoKeyAccountAsksForTheExit) {
    for (const char* name : {"acme", "bolt"}) enter(name);
    const auto waits = ask("acme", "confirm");
    const auto plan = start_plan(*this, "acme").id();
    const auto end = [&](const std::string& body) {
        const auto answer = as("manager").patch("/plans/" + plan, body);
        EXPECT_EQ(answer.status, 200) << answer.body;
    };
    const auto not_key =
        R"({"conclusion":"not_key","conclusion_reason":"One site, one buyer","conclusion_next":"Calls"})";
    end(not_key);
    const auto exit = last_move("acme");
    EXPECT_EQ(exit.at("/kind") + " " + exit.at("/state") + " " + exit.at("/reason"),
              "exit open One site, one buyer");
    EXPECT_EQ(exit.at("/requested_by"), user_id("manager"));
    EXPECT_EQ(as("manager").get("/key-account-moves/" + waits.id()).at("/state"), "withdrawn");
    EXPECT_EQ(as("manager").get("/programme/list").at("/requests/0/move/id"), exit.at("/id"));
    EXPECT_EQ(as("manager").get("/programme/coverage").at("/with_plan"), "0");
    // The plan goes on: nobody need decide. And once more, to the end.
    end(R"({"status":"active"})");
    EXPECT_EQ(as("manager").get("/key-account-moves/" + exit.at("/id")).at("/state"), "withdrawn");
    end(not_key);
    EXPECT_EQ(decide(last_move("acme").at("/id"), "approved").status, 200);
    EXPECT_EQ(member_state("acme"), "left");
    // A plan that was completed asks for nothing, nor does one of an account on no list.
    ASSERT_EQ(as("manager")
                  .patch("/plans/" + start_plan(*this, "bolt").id(), R"({"conclusion":"completed"})")
                  .status,
              200);
    ASSERT_EQ(as("manager").patch("/plans/" + start_plan(*this, "core").id(), not_key).status, 200);
    EXPECT_EQ(count("SELECT COUNT(*) FROM key_account_moves WHERE state = 'open'"), 0);
}

TEST_P(ProgrammeApi, WavesCoverTheStrategicAccounts) {
    for (const char* name : {"acme", "bolt"})
        EXPECT_EQ(
            as("leader")
                .put(fill("/accounts/{" + std::string{name} + "}/class"), R"({"class":"A","reason":"x"})")
                .status,
            200);
    enter("core");
    const auto before = as("leader").get("/programme/rollout");
    EXPECT_EQ(before.at("/accounts"), "3");
    EXPECT_EQ(before.json().at("unassigned").as_array().size(), 3U);
    const auto preview = as("leader").post("/programme/rollout/proposal",
                                           R"({"waves":2,"months":3,"starts_on":"2027-01-01"})");
    ASSERT_EQ(preview.status, 200) << preview.body;
    EXPECT_EQ(count("SELECT COUNT(*) FROM rollout_waves"), 0) << "a preview writes nothing";
    EXPECT_EQ(preview.at("/waves/1/starts_on"), "2027-04-01");
    EXPECT_EQ(preview.at("/waves/1/ends_on"), "2027-06-30");
    EXPECT_EQ(as("manager").post("/programme/rollout/proposal", "{}").status, 403);
    EXPECT_EQ(as("leader").post("/programme/rollout/proposal", R"({"waves":0})").status, 422);
    EXPECT_EQ(as("leader").post("/programme/rollout/proposal", R"({"starts_on":"soon"})").status, 422);
    EXPECT_EQ(as("leader")
                  .post("/programme/rollout/proposal", R"({"waves":2,"starts_on":"2027-01-01","apply":true})")
                  .status,
              200);
    start_plan(*this, "core");
    const auto after = as("leader").get("/programme/rollout");
    EXPECT_EQ(after.json().at("unassigned").as_array().size(), 0U);
    EXPECT_EQ(after.at("/with_plan"), "1");
    EXPECT_EQ(after.json().at("waves").as_array().size(), 2U);
    const auto wave = after.at("/waves/0/wave/id");
    EXPECT_EQ(as("leader").patch("/rollout-waves/" + wave, R"({"ends_on":"2026-01-01"})").faults(),
              "/ends_on plan.ends_before_start");
    EXPECT_EQ(as("leader").del("/rollout-waves/" + wave).status, 204);
    EXPECT_LT(as("leader").get("/programme/rollout").json().at("waves").as_array().size(), 2U);
}

// A hundred approvals at once, and room for ten: ten get in, on both engines.
TEST_P(ProgrammeApi, CapsHoldUnderAHundredRacingWriters) {
    set(R"({"key_cap":null,"manager_cap":null})");
    std::vector<std::string> moves;
    for (int i = 0; i < 100; ++i) {
        const auto name = "racer" + std::to_string(i);
        account(name);
        const auto move = ask_entry(name, {}, "leader");
        ASSERT_EQ(move.status, 201) << move.body;
        moves.push_back(move.id());
    }
    set(R"({"key_cap":10})");
    race(moves);
    EXPECT_EQ(open_members(), 10);
}

// The same with a cap on one manager's accounts: no entry names him, they are his because he owns the
// accounts.
TEST_P(ProgrammeApi, AManagersCapHoldsUnderRacingWritersThatNameNobody) {
    set(R"({"key_cap":null,"manager_cap":null})");
    std::vector<std::string> moves;
    for (int i = 0; i < 40; ++i) {
        const auto name = "racer" + std::to_string(i);
        account(name, "manager");
        moves.push_back(ask_entry(name).id());
    }
    set(R"({"manager_cap":10})");
    race(moves);
    EXPECT_EQ(open_members(), 10);
}

// SEL-8. An account has one focus: the list and the plan each follow the other, in the same transaction.
TEST_P(ProgrammeApi, TheListAndThePlanHaveOneFocus) {
    const auto focus_of = [&](const std::string& account) {
        const auto list =
            as("admin").get("/key-accounts?sort=-created_at&filter=account_id = " + id(account));
        const auto plans = as("admin").get("/plans?filter=account_id = " + id(account));
        return list.at("/items/0/focus") + "/" + plans.at("/items/0/focus");
    };
    const auto member = [&](const std::string& account) {
        return as("admin")
            .get("/key-accounts?sort=-created_at&filter=account_id = " + id(account))
            .at("/items/0/id");
    };
    // A plan that starts takes the focus of the list, and writes its draft by it.
    enter("acme", R"(,"focus":"protect")");
    const auto plan = start_plan(*this, "acme");
    EXPECT_EQ(plan.at("/focus"), "protect");
    EXPECT_NE(plan.body.find("The focus is to protect"), std::string::npos);
    EXPECT_EQ(plan.body.find("unknown.share"), std::string::npos)
        << "a question of who expands or penetrates";
    // The list changes it: the draft and the questions follow.
    const auto before = head();
    ASSERT_EQ(as("manager").patch("/key-accounts/" + member("acme"), R"({"focus":"expand"})").status, 200);
    EXPECT_EQ(focus_of("acme"), "expand/expand");
    EXPECT_NE(logged_since(before).find("plan update"), std::string::npos) << logged_since(before);
    const auto after = as("manager").get("/plans/" + plan.id());
    EXPECT_NE(after.body.find("The focus is to expand"), std::string::npos);
    EXPECT_NE(after.body.find("unknown.share"), std::string::npos);
    // The plan changes it: the list follows, and says so in the log.
    ASSERT_EQ(as("manager").patch("/plans/" + plan.id(), R"({"focus":"penetrate"})").status, 200);
    EXPECT_EQ(focus_of("acme"), "penetrate/penetrate");
    ASSERT_EQ(as("manager").patch("/plans/" + plan.id(), R"({"focus":""})").status, 200);
    EXPECT_EQ(focus_of("acme"), "/");
    // An entry without a focus takes the plan's; one with a focus decides for the plan.
    start_plan(*this, "bolt", R"(,"focus":"expand")");
    enter("bolt");
    EXPECT_EQ(focus_of("bolt"), "expand/expand");
    start_plan(*this, "core", R"(,"focus":"expand")");
    enter("core", R"(,"focus":"protect")");
    EXPECT_EQ(focus_of("core"), "protect/protect");
    // A closed plan stays as it ended.
    const auto core = as("admin").get("/plans?filter=account_id = " + id("core")).at("/items/0/id");
    ASSERT_EQ(as("manager").patch("/plans/" + core, R"({"status":"closed"})").status, 200);
    ASSERT_EQ(as("manager").patch("/key-accounts/" + member("core"), R"({"focus":"penetrate"})").status, 200);
    EXPECT_EQ(focus_of("core"), "penetrate/protect");
}

// A wave went into the bin with its accounts and came back empty: they stayed in the bin.
TEST_P(ProgrammeApi, AWaveComesBackWithItsAccounts) {
    for (const char* wave : {"first", "second"})
        make(wave, "rollout-waves",
             std::string{R"({"name":")"} + wave + R"(","starts_on":"2027-01-01","ends_on":"2027-03-31"})");
    make("a", "rollout-accounts", R"({"wave_id":"{first}","account_id":"{acme}"})");
    make("b", "rollout-accounts", R"({"wave_id":"{first}","account_id":"{bolt}"})");
    make("c", "rollout-accounts", R"({"wave_id":"{first}","account_id":"{core}"})");
    ASSERT_EQ(as("leader").del("/rollout-accounts/{c}").status, 204);
    ASSERT_EQ(as("leader").del("/rollout-waves/{first}").status, 204);
    EXPECT_EQ(count("SELECT COUNT(*) FROM rollout_accounts WHERE deleted_at IS NULL"), 0);
    make("b2", "rollout-accounts", R"({"wave_id":"{second}","account_id":"{bolt}"})");
    ASSERT_EQ(as("leader").post("/rollout-waves/{first}/restoration").status, 200);
    const auto back = as("leader").get("/rollout-accounts?filter=wave_id = " + id("first"));
    ASSERT_EQ(back.all("id").size(), 1U) << "bolt is in another wave now, core was taken out before";
    EXPECT_EQ(back.at("/items/0/account_id"), id("acme"));
}

// SEL-4. Three accounts of one manager got in above his cap of one, because no request named him: coverage
// counted his accounts by their owner, the cap by the name on the list alone.
TEST_P(ProgrammeApi, AnEntryThatNamesNobodyCountsForTheOwnerOfTheAccount) {
    set(R"({"key_cap":null,"manager_cap":1})");
    enter("acme");
    const auto full = ask_entry("bolt");
    EXPECT_EQ(full.key(), "programme.manager_cap_reached") << full.body;
    EXPECT_EQ(full.at("/current/could_leave/0/account_id"), id("acme"));
    const auto swap = ask_entry("bolt", R"(,"replaces_id":"{acme}")");
    ASSERT_EQ(swap.status, 201) << swap.body;
    ASSERT_EQ(decide(swap.id(), "approved").status, 200);
    EXPECT_EQ(member_state("acme"), "left");

    // Who takes over an account takes its place on the list with it, as far as his own cap goes.
    make("own", "accounts", R"({"name":"own","owner_id":")" + user_id("stranger") + "\"}");
    const auto own = ask_entry("own", {}, "admin");
    ASSERT_EQ(decide(own.id(), "approved").status, 200);
    EXPECT_EQ(as("leader").patch("/accounts/{own}", R"({"owner_id":")" + user_id("manager") + "\"}").faults(),
              "/owner_id programme.manager_cap_reached");
    // Nor does he get one by no longer naming who leads it.
    const auto led = as("admin").get("/key-accounts?filter=account_id = " + id("own")).at("/items/0/id");
    join_team("own", "manager");
    EXPECT_EQ(as("leader")
                  .patch("/key-accounts/" + led, R"({"manager_id":")" + user_id("manager") + "\"}")
                  .faults(),
              "/manager_id programme.manager_cap_reached");

    // A cap may be lowered below what stands, and then says who is over.
    set(R"({"manager_cap":2})");
    enter("core");
    set(R"({"manager_cap":1})");
    const auto coverage = as("manager").get("/programme/coverage");
    EXPECT_EQ(coverage.at("/managers/0/key_accounts"), "2");
    EXPECT_EQ(coverage.at("/managers/0/over_cap"), "true");
    EXPECT_EQ(coverage.at("/managers/0/over"), "false") << "the hours are enough";
}

// SEL-4. An account in the bin stood on the key list as a bare id, and took a place there.
TEST_P(ProgrammeApi, AnAccountInTheBinIsNotOnTheListUntilItComesBack) {
    set(R"({"key_cap":2,"manager_cap":2})");
    enter("acme");
    enter("bolt");
    const auto plan = as("manager").post("/plans", fill(R"({"account_id":"{acme}"})"));
    ASSERT_EQ(plan.status, 201) << plan.body;
    make("round", "key-list-rounds", R"({"title":"2026","list":"key"})");
    const auto items = [&] {
        return as("leader").get("/key-list-round-items?filter=round_id = " + id("round")).all("account_id");
    };
    ASSERT_EQ(items().size(), 2U);
    ASSERT_EQ(as("leader").del("/accounts/{acme}").status, 204);
    for (const char* who : {"manager", "leader"}) {
        const auto list = as(who).get("/programme/list");
        EXPECT_EQ(list.at("/count"), "1");
        EXPECT_EQ(list.json().at("items").as_array().size(), 1U);
        EXPECT_EQ(as(who).get("/key-accounts").all("account_id"), std::vector{id("bolt")});
        EXPECT_EQ(as(who).get("/plans/" + plan.id()).status, 404);
        EXPECT_EQ(as(who).get("/plans").all("id").size(), 0U);
        EXPECT_EQ(as(who).get("/plan-sections?filter=plan_id = " + plan.id()).all("id").size(), 0U);
    }
    EXPECT_EQ(as("leader").get("/programme/growth").at("/items/0/members"), "1");
    EXPECT_EQ(items(), std::vector{id("bolt")});
    EXPECT_NE(as("leader").get("/changes?entity=account").body.find(id("acme")), std::string::npos)
        << "the log still tells of it";
    // Its place is free, under both caps; the review asks for no verdict on it.
    const auto core = ask_entry("core");
    ASSERT_EQ(core.status, 201) << core.body;
    ASSERT_EQ(
        as("leader")
            .patch("/key-list-round-items/" + as("leader").get("/key-list-round-items").at("/items/0/id"),
                   R"({"verdict":"keep"})")
            .status,
        200);
    EXPECT_EQ(as("leader").put("/key-list-rounds/" + id("round") + "/closing", "{}").status, 200);
    ASSERT_EQ(as("leader").post("/accounts/{acme}/restoration").status, 200);
    EXPECT_EQ(as("manager").get("/programme/list").at("/count"), "2");
    EXPECT_EQ(member_state("acme"), "probation") << "as it stood";
    EXPECT_EQ(as("manager").get("/plans/" + plan.id()).status, 200);
    EXPECT_EQ(decide(core.id(), "approved").status, 409) << "the list is full again";
}

// SEL-4. "Needs an approver" was met by one person: a leader approved what he had asked for himself.
TEST_P(ProgrammeApi, NobodyApprovesHisOwnRequestUnlessNobodyElseCan) {
    const auto move = ask_entry("acme", {}, "leader");
    const auto own = decide(move.id(), "approved");
    EXPECT_EQ(own.status, 403);
    EXPECT_EQ(own.key(), "programme.not_your_own");
    EXPECT_EQ(decide(move.id(), "withdrawn").status, 200) << "taking it back is his";
    const auto again = ask_entry("acme", {}, "leader");
    const auto by_another = decide(again.id(), "approved", "admin");
    EXPECT_EQ(by_another.status, 200) << by_another.body;
    EXPECT_EQ(by_another.at("/sole_approver"), "false");
    // Alone, he may; the request and the log say that he was alone.
    ASSERT_EQ(as("admin").patch("/users/" + user_id("leader"), R"({"active":false})").status, 200);
    const auto alone = ask_entry("bolt", {}, "admin");
    const auto done = decide(alone.id(), "approved", "admin");
    EXPECT_EQ(done.status, 200) << done.body;
    EXPECT_EQ(done.at("/sole_approver"), "true");
    EXPECT_EQ(count("SELECT COUNT(*) FROM changes WHERE entity = 'key_account_move' AND after LIKE "
                    "'%\"sole_approver\":true%'"),
              1);
}

// SEL-4, SEL-5. A reason of blanks was a reason: an empty cell before who decides.
TEST_P(ProgrammeApi, BlanksAreNoReason) {
    enter("acme");
    const auto exit = [&](const std::string& reason) {
        return as("manager").post(
            "/key-account-moves",
            fill(R"({"account_id":"{acme}","list":"key","kind":"exit","reason":")" + reason + "\"}"));
    };
    EXPECT_EQ(exit("   ").faults(), "/reason field.required");
    EXPECT_EQ(exit("\xE2\x80\x8B").faults(), "/reason field.required");
    const auto move = exit("As agreed");
    ASSERT_EQ(move.status, 201) << move.body;
    EXPECT_EQ(
        as("leader")
            .put("/key-account-moves/" + move.id() + "/decision", R"({"decision":"refused","note":"  "})")
            .faults(),
        "/note programme.reason_needed");
    EXPECT_EQ(as("leader").put(fill("/accounts/{acme}/class"), R"({"class":"A","reason":"  "})").faults(),
              "/reason field.required");
    make("round", "key-list-rounds", R"({"title":"2026","list":"key"})");
    const auto item = as("leader").get("/key-list-round-items").at("/items/0/id");
    EXPECT_EQ(
        as("leader").patch("/key-list-round-items/" + item, R"({"verdict":"exit","note":" "})").faults(),
        "/note programme.reason_needed");
}

// SEL-4, SEL-7. Who is to lead a key account must see it: else it stands in nobody's list.
TEST_P(ProgrammeApi, WhoLeadsAKeyAccountSeesTheAccount) {
    const auto stranger = R"(,"manager_id":")" + user_id("stranger") + "\"";
    const auto refused = ask_entry("acme", stranger);
    EXPECT_EQ(refused.faults(), "/manager_id user.cannot_see_account");
    EXPECT_NE(refused.body.find("add the person to the account team first"), std::string::npos);
    enter("acme");
    const auto member = as("manager").get("/key-accounts").at("/items/0/id");
    EXPECT_EQ(as("leader").patch("/key-accounts/" + member, "{" + stranger.substr(1) + "}").faults(),
              "/manager_id user.cannot_see_account");
    join_team("acme", "stranger");
    EXPECT_EQ(as("leader").patch("/key-accounts/" + member, "{" + stranger.substr(1) + "}").status, 200);
    EXPECT_EQ(as("stranger").get("/key-accounts").all("account_id"), std::vector{id("acme")});
}

}  // namespace
}  // namespace kamino::testing
