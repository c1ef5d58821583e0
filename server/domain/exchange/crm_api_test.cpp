// Account plans of Salesforce: in from several files together, in again, back, and out as the same files.
// PLAN-1, DATA-2, DATA-3.
#include <fstream>

#include "platform/office/image.h"
#include "platform/office/opened_test.h"
#include "platform/office/package.h"
#include "testing/api/api.h"

namespace kamino::testing {
namespace {

namespace json = boost::json;

std::string golden(const std::string& name) {
    std::ifstream in{KAMINO_SOURCE_DIR "/tests/golden/account_plans/" + name, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

using Files = std::vector<std::pair<std::string, std::string>>;

class CrmPlansApi : public ApiTest {
  protected:
    void SetUp() override {
        ApiTest::SetUp();
        if (IsSkipped()) return;
        account("acme", "manager");
        account("bolt", "manager");
        for (const auto& [name, id] :
             {std::pair{"acme", "001Ws0000000001AAA"}, {"bolt", "001Ws0000000002AAA"}})
            EXPECT_EQ(
                as("admin")
                    .patch("/accounts/" + this->id(name), R"({"external_id":")" + std::string{id} + "\"}")
                    .status,
                200);
    }
    static Files set() {
        Files files;
        for (const char* name : {"AccountPlanRelationship.csv", "AccountPlanObjectiveMeasure.csv",
                                 "AccountPlanObjective.csv", "AccountPlan.csv"})
            files.emplace_back(name, golden(name));
        return files;
    }
    Answer import(const std::string& who, const Files& files, const std::string& more = "",
                  const std::string& url = "") {
        std::string body = R"({"files":[)";
        for (const auto& [name, bytes] : files)
            body += (body.back() == '[' ? "" : ",") +
                    json::serialize(json::object{{"name", name}, {"content", office::base64(bytes)}});
        return as(who).post("/plan-imports/salesforce" + url, body + "]" + fill(more) + "}");
    }
    // "AccountPlan.csv 1 created, …": what became of the rows.
    static std::string counts(const Answer& answer) {
        std::string text;
        const auto report = answer.json();
        for (const auto& f : report.at("files").as_array()) {
            text += (text.empty() ? "" : "; ") + std::string{f.at("name").as_string()};
            for (const char* what : {"created", "updated", "unchanged", "skipped", "rejected"})
                if (const auto n = f.at(what).as_int64()) text += " " + std::to_string(n) + " " + what;
        }
        return text;
    }
    // "AccountPlan.csv 6 AccountId field.bad_reference; …"
    static std::vector<std::string> faults(const Answer& answer) {
        std::vector<std::string> all;
        const auto report = answer.json();
        for (const auto& f : report.at("faults").as_array())
            all.push_back(
                std::string{f.at("file").as_string()} + " " + std::to_string(f.at("line").as_int64()) + " " +
                std::string{f.at("column").as_string()} + " " + std::string{f.at("key").as_string()});
        return all;
    }
    std::string plan_of(const std::string& name, const char* state = "active") {
        return as("admin")
            .get("/plans?filter=account_id = {" + name + "} and status = " + state)
            .at("/items/0/id");
    }
    // The words of the rows, sorted.
    std::vector<std::string> words(const std::string& route, const std::string& plan, const char* member,
                                   const std::string& more = "") {
        auto all = as("admin").get("/" + route + "?limit=200&filter=plan_id = " + plan + more).all(member);
        std::sort(all.begin(), all.end());
        return all;
    }
    std::int64_t living() {
        std::int64_t n = 0;
        for (const char* table :
             {"plans", "plan_sections", "plan_objectives", "plan_swot_items", "plan_competitors",
              "plan_insights", "plan_profile_entries", "plan_sources", "plan_questions"})
            n += count("SELECT COUNT(*) FROM " + std::string{table} + " WHERE deleted_at IS NULL");
        return n;
    }
};
KAMINO_EACH_ENGINE(CrmPlansApi);

const char* const what_becomes_of_it =
    "AccountPlanRelationship.csv 1 created 1 rejected; AccountPlanObjectiveMeasure.csv 1 created 2 updated 1 "
    "rejected; "
    "AccountPlanObjective.csv 2 created 2 rejected; AccountPlan.csv 2 created 1 skipped 2 rejected";

TEST_P(CrmPlansApi, AreTriedAppliedAppliedAgainAndTakenBack) {
    const auto before = living();
    const auto tried = import("manager", set(), R"(,"dry_run":true)");
    ASSERT_EQ(tried.status, 200) << tried.body;
    EXPECT_EQ(counts(tried), what_becomes_of_it);
    EXPECT_EQ(
        faults(tried),
        (std::vector<std::string>{
            "AccountPlan.csv 11 Owner.Email exchange.no_user",
            "AccountPlan.csv 13 AccountId exchange.no_account", "AccountPlan.csv 14 StartDate field.bad_date",
            "AccountPlanObjective.csv 5 AccountPlanId exchange.no_plan",
            "AccountPlanObjective.csv 6 Name field.required",
            "AccountPlanObjectiveMeasure.csv 5 AccountPlanObjectiveId exchange.no_objective",
            "AccountPlanRelationship.csv 3 RelatedAccountPlanId exchange.no_plan"}));
    EXPECT_EQ(living(), before) << "nothing was kept";

    const auto done = import("manager", set());
    ASSERT_EQ(done.status, 201) << done.body;
    EXPECT_EQ(counts(done), what_becomes_of_it);
    const auto again = import("manager", set());
    EXPECT_EQ(again.at("/id"), "") << "nothing to undo";
    EXPECT_EQ(
        counts(again),
        "AccountPlanRelationship.csv 1 unchanged 1 rejected; AccountPlanObjectiveMeasure.csv 3 unchanged 1 "
        "rejected; "
        "AccountPlanObjective.csv 2 unchanged 2 rejected; AccountPlan.csv 2 unchanged 1 skipped 2 rejected");
    EXPECT_EQ(again.at("/entries"), "0");

    EXPECT_EQ(as("stranger").post("/plan-imports/" + done.id() + "/undo").status, 404);
    const auto undone = as("manager").post("/plan-imports/" + done.id() + "/undo");
    ASSERT_EQ(undone.status, 200) << undone.body;
    EXPECT_EQ(living(), before);
    EXPECT_EQ(as("manager").get("/plan-imports/" + done.id()).at("/state"), "undone");
    EXPECT_EQ(as("manager").post("/plan-imports/" + done.id() + "/undo").status, 409);
    EXPECT_EQ(counts(import("manager", set())), what_becomes_of_it) << "and in once more";
}

// DATA-1, PLAN-1: a file of the import page is known for what it is and goes on without a second upload.
TEST_P(CrmPlansApi, UploadsAreRecognisedAndTakenInFromWhereTheyAre) {
    std::vector<std::string> ids;
    std::string files;
    for (const auto& [name, bytes] : set()) {
        const auto taken = as("admin").upload("/imports", name, bytes);
        ASSERT_EQ(taken.status, 201) << taken.body;
        EXPECT_EQ(taken.at("/target"), "account_plans") << name;
        ids.push_back(taken.id());
        files += (files.empty() ? "" : ",") + (R"({"upload":")" + taken.id() + "\"}");
    }
    EXPECT_EQ(as("admin").post("/imports/" + ids[0] + "/check").key(), "request.invalid");
    EXPECT_EQ(as("admin").post("/imports/" + ids[0] + "/check").faults(), "/target import.plans_elsewhere");
    const auto body = R"({"files":[)" + files + "]";
    EXPECT_EQ(as("manager").post("/plan-imports/salesforce", body + "}").status, 403)
        << "who may not import files does not read them";
    const auto before = living();
    const auto tried = as("admin").post("/plan-imports/salesforce", body + R"(,"dry_run":true})");
    ASSERT_EQ(tried.status, 200) << tried.body;
    EXPECT_EQ(counts(tried), what_becomes_of_it);
    EXPECT_EQ(living(), before);
    const auto done = as("admin").post("/plan-imports/salesforce", body + "}");
    ASSERT_EQ(done.status, 201) << done.body;
    EXPECT_EQ(counts(done), what_becomes_of_it);
    EXPECT_EQ(as("admin").get("/imports/" + ids[0]).status, 404) << "taken in: it waits no longer";
    EXPECT_EQ(as("admin").post("/plan-imports/salesforce", body + "}").status, 404);
    EXPECT_EQ(as("admin").post("/plan-imports/" + done.id() + "/undo").status, 200);
    EXPECT_EQ(living(), before);
}

TEST_P(CrmPlansApi, WhatIsNoPlanIsLeftToTheImporter) {
    const auto target = [&](const std::string& name, const std::string& bytes) {
        const auto answer = as("admin").upload("/imports", name, bytes);
        return answer.status == 201 ? answer.at("/target") : answer.key();
    };
    EXPECT_EQ(target("export.csv", "Id,Name,AccountId,AccountVision,AccountChallenges\n1,P,001,Grow,Cost\n"),
              "account_plans")
        << "by its columns alone";
    EXPECT_EQ(target("report.csv",
                     "Account Plan: Account Plan Name,Account,Challenges,Strategic Priorities\n"
                     "P,Acme,Cost,Grow\n"),
              "account_plans");
    EXPECT_EQ(target("AccountPlan.csv", "Id,Name,AccountId,StartDate\n1,P,001,2026-01-01\n"), "account_plans")
        << "by its name, where the columns are everybody's";
    EXPECT_EQ(target("export.csv",
                     "Id,Name,AccountId,StageName,Amount,CloseDate,OwnerId\n"
                     "1,P,001,Prospecting,10,2026-01-01,005\n"),
              "opportunities");
    EXPECT_EQ(target("accounts.csv", "Account Name,Website,Industry,Competitors\nAcme,a.test,Food,Bolt\n"),
              "accounts")
        << "one column alone makes no plan";
    EXPECT_EQ(target("plan.json", R"({"a":1})"), "import.no_plan_document");
    const auto zip = [](const std::string& name, const std::string& bytes) {
        return office::zipped({{name, bytes}});
    };
    EXPECT_EQ(target("plans.zip", zip("AccountPlan.csv", golden("AccountPlan.csv"))), "account_plans");
    EXPECT_EQ(target("all.zip", zip("accounts.csv", "Account Name,Website\nAcme,a.test\n")),
              "import.archive_of_tables");
    EXPECT_EQ(target("word.docx", zip("word/document.xml", "<w/>")), "import.damaged_workbook");
}

TEST_P(CrmPlansApi, TextAreasBecomeTheRowsThatTheyMean) {
    ASSERT_EQ(import("manager", set()).status, 201);
    const auto plan = plan_of("acme");
    const auto item = as("manager").get("/plans/" + plan);
    EXPECT_EQ(item.at("/starts_on") + item.at("/ends_on") + item.at("/owner_id"),
              "2026-01-012026-12-31" + id("manager"));
    using Words = std::vector<std::string>;
    EXPECT_EQ(words("plan-swot-items", plan, "text", " and kind = strength"),
              (Words{"24/7 hotline", "A brand that people trust", "They know our service team"}));
    EXPECT_EQ(words("plan-swot-items", plan, "text", " and kind = weakness"),
              Words{"No contact with the board"});
    EXPECT_EQ(words("plan-swot-items", plan, "text", " and kind = opportunity"),
              Words{"Heat pumps for the new plants"});
    EXPECT_EQ(words("plan-swot-items", plan, "text", " and kind = threat"),
              Words{"=SUM(A1) is how their buyers think"});
    EXPECT_EQ(words("plan-competitors", plan, "name"), (Words{"Boreal Cooling", "Südfrost"}));
    EXPECT_EQ(words("plan-competitors", plan, "evidence"),
              (Words{"Salesforce AccountPlan.AccountCompetitors", "cheap, but slow"}));
    EXPECT_EQ(words("plan-insights", plan, "text", " and kind = trend"),
              (Words{"Energy stays dear", "Refrigerants are phased out\nin the whole Union"}));
    EXPECT_EQ(words("plan-insights", plan, "evidence", " and kind = trend"),
              (Words(2, "Salesforce AccountPlan.AccountIndustryTrends")));
    EXPECT_EQ(words("plan-insights", plan, "dated_on", " and kind = trend"), (Words(2, "2026-03-04")));
    EXPECT_EQ(words("plan-insights", plan, "text", " and kind = insight"),
              (Words{"Account plan that belongs to it: bolt",
                     "AccountPrfmIndicators: Uptime 99.5 %; complaints under 1 %", "Meets monthly.",
                     "Prefers Fridays.", "Region__c: Nordic"}));
    EXPECT_EQ(words("plan-profile-entries", plan, "text"),
              (Words{"Cut energy use.\nOpen two plants in Łódź.", "Lead the market for cold chains by 2030.",
                     "Plants stand still \"far too often\".\n\nSpare parts arrive late."}));
    EXPECT_EQ(words("plan-sources", plan, "title"), Words{"The \"Big\" Plan, 2026"});
    const auto grow = as("manager").get("/plan-objectives?filter=plan_id = " + plan +
                                        " and metric = \"Sales of 12 months\"");
    EXPECT_EQ(grow.at("/items/0/title"), "Grow cooling by € 1 m");
    EXPECT_EQ(grow.at("/items/0/note"),
              "Sell the \"Eisbär\" line\nto every plant.\n\nPriority: High\nStartDate: 2026-01-15");
    EXPECT_EQ(grow.at("/items/0/due_on") + grow.at("/items/0/unit") + grow.at("/items/0/horizon"),
              "2026-11-30EURshort");
    EXPECT_EQ(json::value_to<double>(grow.json().at("items").at(0).at("target")), 1250000.5);
    EXPECT_EQ(json::value_to<double>(grow.json().at("items").at(0).at("baseline")), 250000.0);
    EXPECT_EQ(words("plan-objectives", plan, "title", " and metric = \"Share of wallet\""),
              Words{"Grow cooling by € 1 m — Share of wallet"});
    EXPECT_EQ(words("plan-objectives", plan, "kind", " and title = \"Be heard by the board\""),
              Words{"qualitative"});
    EXPECT_EQ(words("plan-objectives", plan, "metric", " and title = \"Be heard by the board\""),
              Words{"Seat at the table: Two meetings a year (none yet)"});
    // The plan that is over came in closed, with its rows and without figures of today.
    const auto old = plan_of("bolt", "closed");
    EXPECT_EQ(words("plan-profile-entries", old, "text"), Words{"Old pains"});
    EXPECT_EQ(words("plan-objectives", old, "title"), Words{});
    for (const auto& body : words("plan-sections", old, "body")) EXPECT_EQ(body, "");
}

TEST_P(CrmPlansApi, WordsOfPeopleStayUntilTheyAreToldToGo) {
    const auto done = import("manager", set());
    const auto plan = plan_of("acme");
    const auto edit = [&](const std::string& route, const std::string& filter, const std::string& body) {
        const auto row =
            as("manager").get("/" + route + "?filter=plan_id = " + plan + " and " + filter).at("/items/0/id");
        EXPECT_EQ(as("manager").patch("/" + route + "/" + row, body).status, 200) << filter;
    };
    edit("plan-swot-items", "kind = weakness", R"({"text":"The board knows our CEO"})");
    edit("plan-profile-entries", "key = pains", R"({"text":"Ours"})");
    // The same file says nothing new.
    EXPECT_EQ(faults(import("manager", set())).size(), 7U);
    // A file that says something new does not take an edited text away without being told to.
    auto changed = golden("AccountPlan.csv");
    const auto utf16 = [](std::string_view ascii) {
        std::string wide;
        for (const char c : ascii) (wide += c) += '\0';
        return wide;
    };
    const auto put = [&](std::string_view from, std::string_view to) {
        const auto at = changed.find(utf16(from));
        ASSERT_NE(at, std::string::npos);
        changed.replace(at, utf16(from).size(), utf16(to));
    };
    put("arrive late", "never arrive");
    put("Lead the market", "Be the market");
    const Files file{{"AccountPlan.csv", changed}};
    const auto news = import("manager", file);
    ASSERT_EQ(news.status, 201) << news.body;
    EXPECT_EQ(faults(news)[0], "AccountPlan.csv 2 AccountChallenges exchange.kept_here");
    EXPECT_EQ(words("plan-profile-entries", plan, "text", " and key = pains"),
              std::vector<std::string>{"Ours"});
    EXPECT_EQ(words("plan-profile-entries", plan, "text", " and key = goals"),
              std::vector<std::string>{"Be the market for cold chains by 2030."});
    ASSERT_EQ(import("manager", file, R"(,"replace":true)").status, 201);
    EXPECT_NE(words("plan-profile-entries", plan, "text", " and key = pains")[0].find("never arrive"),
              std::string::npos);
    // What somebody took away stays away.
    const auto gone = as("manager")
                          .get("/plan-competitors?filter=plan_id = " + plan + " and name = \"Südfrost\"")
                          .at("/items/0/id");
    EXPECT_EQ(as("manager").del("/plan-competitors/" + gone).status, 204);
    EXPECT_EQ(import("manager", file).at("/id"), "");
    // The first import is taken back around what people did since: the plan that they worked on stays.
    EXPECT_EQ(as("manager").post("/plan-imports/" + done.id() + "/undo").status, 200);
    EXPECT_EQ(as("manager").get("/plans/" + plan).status, 200);
    EXPECT_EQ(words("plan-swot-items", plan, "text"), std::vector<std::string>{"The board knows our CEO"});
    EXPECT_EQ(words("plan-competitors", plan, "name"), std::vector<std::string>{});
}

TEST_P(CrmPlansApi, AnOpenPlanTakesTheRowsAndKeepsItsOwn) {
    const auto plan =
        as("manager").post("/plans", fill(R"({"account_id":"{acme}","starts_on":"2026-02-02"})")).id();
    make("same", "plan-swot-items",
         R"({"plan_id":")" + plan + R"(","kind":"strength","text":"24/7 Hotline!"})");
    const auto done = import("manager", {{"AccountPlan.csv", golden("AccountPlan.csv")}});
    ASSERT_EQ(done.status, 201) << done.body;
    EXPECT_EQ(plan_of("acme", "active"), plan) << "it is the same plan, now active as the file says";
    EXPECT_EQ(as("manager").get("/plans/" + plan).at("/starts_on"), "2026-02-02");
    EXPECT_EQ(faults(done)[0], "AccountPlan.csv 2 StartDate exchange.kept_here");
    EXPECT_EQ(words("plan-swot-items", plan, "text", " and kind = strength").size(), 3U);
    EXPECT_EQ(as("manager").post("/plan-imports/" + done.id() + "/undo").status, 200);
    EXPECT_EQ(words("plan-swot-items", plan, "text"), std::vector<std::string>{"24/7 Hotline!"});
    EXPECT_EQ(as("manager").get("/plans/" + plan).at("/status"), "draft");
}

TEST_P(CrmPlansApi, ReportsWithLabelsAskWhichFigureIsTheDay) {
    const Files report{{"report.csv", golden("report.csv")}};
    const auto tried = import("manager", report, R"(,"dry_run":true)");
    ASSERT_EQ(tried.status, 200) << tried.body;
    EXPECT_EQ(tried.at("/questions/0/kind") + " " + tried.at("/questions/0/column"), "date_order Start Date");
    EXPECT_EQ(import("manager", report).faults(),
              "/questions/report.csv/Start Date import.open_questions, /questions/report.csv/End Date "
              "import.open_questions");
    const auto done = import("manager", report, R"(,"date_order":"dmy")");
    ASSERT_EQ(done.status, 201) << done.body;
    const auto plan = as("manager").get("/plans/" + plan_of("acme", "draft"));
    EXPECT_EQ(plan.at("/starts_on") + " " + plan.at("/ends_on"), "2026-02-01 2027-04-03");
    EXPECT_EQ(words("plan-insights", plan.id(), "text"), std::vector<std::string>{"Everybody repairs"});
    EXPECT_EQ(words("plan-swot-items", plan.id(), "text"), std::vector<std::string>{"Trust"});
}

TEST_P(CrmPlansApi, WhoMayAndWhoSeesWhat) {
    EXPECT_EQ(import("viewer", set()).status, 403);
    EXPECT_EQ(import("operations", set()).status, 403);
    const auto strange = import("stranger", set(), R"(,"dry_run":true)");
    EXPECT_EQ(faults(strange)[0], "AccountPlan.csv 2 AccountId exchange.no_account")
        << "as if there were none";
    EXPECT_EQ(counts(strange).find("created"), std::string::npos);
    EXPECT_EQ(import("stranger", set(), R"(,"account_id":"{acme}")").faults(),
              "/account_id field.bad_reference");
    // All or nothing.
    const auto refused = import("manager", set(), R"(,"only_all":true)");
    EXPECT_EQ(refused.status, 422);
    EXPECT_NE(refused.faults().find("/AccountPlan.csv/13/AccountId exchange.no_account"), std::string::npos)
        << refused.faults();
    EXPECT_EQ(plan_of("acme"), "");
    // What a stranger cannot see he cannot change, whatever ids his file names.
    ASSERT_EQ(import("manager", set()).status, 201);
    EXPECT_EQ(counts(import("stranger", {{"AccountPlanObjective.csv", golden("AccountPlanObjective.csv")}},
                            R"(,"dry_run":true)")),
              "AccountPlanObjective.csv 4 rejected");
    // What was refused, as a file in the reader's language.
    const auto csv = import("manager", set(), R"(,"dry_run":true)", "?format=csv");
    EXPECT_NE(csv.body.find("AccountPlan.csv,13,AccountId,001Ws0000000099AAA,"), std::string::npos)
        << csv.body;
    const auto bad = [&](const std::string& body, const std::string& faults) {
        EXPECT_EQ(as("manager").post("/plan-imports/salesforce", body).faults(), faults) << body;
    };
    bad("{}", "/files field.required");
    bad(R"({"files":[]})", "/files field.required");
    bad(R"({"files":[{"name":"a","content":"?"}]})", "/files/0/content field.wrong_type");
    bad(R"({"files":[{"name":"a","content":"YQ=="}],"decimal":"semicolon"})", "/decimal field.not_a_choice");
    EXPECT_EQ(import("manager", {{"people.csv", "First Name,Last Name,Email\nA,B,c@d.e\n"}}).key(),
              "import.not_of_the_set");
    EXPECT_EQ(import("manager", {{"empty.csv", ""}}).key(), "import.empty_file");
}

TEST_P(CrmPlansApi, WhatGoesOutComesInAgainAndChangesNothing) {
    ASSERT_EQ(import("manager", set()).status, 201);
    const auto plan = plan_of("acme");
    make("own", "plan-swot-items",
         R"({"plan_id":")" + plan +
             R"(","kind":"threat","text":"@import of \"cheap\" goods,\nfrom everywhere\n- and more"})");
    make("firm", "plan-competitors", R"({"plan_id":")" + plan + R"(","name":"Smith, Jones & Co: the firm"})");
    make("need", "plan-insights", R"({"plan_id":")" + plan + R"(","kind":"need","text":"Faster parts"})");
    make("dropped", "plan-objectives",
         R"({"plan_id":")" + plan +
             R"(","title":"+10 % in the north","note":"Was too much","status":"dropped"})");
    const auto zip = as("manager").get("/plan-files/salesforce?plan_id=" + plan);
    ASSERT_EQ(zip.status, 200) << zip.body;
    const auto parts = office::opened(zip.body);
    ASSERT_EQ(parts.size(), 4U);
    const auto& plans = parts.at("AccountPlan.csv");
    EXPECT_EQ(plans.substr(0, 42), "Id,Kamino_Id__c,Name,AccountId,Account.Nam");
    EXPECT_NE(plans.find("1OjWs0000000001AAA," + plan +
                         ",\"The \"\"Big\"\" Plan, "
                         "2026\",001Ws0000000001AAA,acme,manager@example.com,2026-01-01,2026-12-31,Active,"),
              std::string::npos)
        << plans;
    EXPECT_NE(plans.find("Region__c"), std::string::npos);
    EXPECT_NE(parts.at("AccountPlanObjective.csv").find(",'+10 % in the north,"), std::string::npos)
        << "no formula for a spreadsheet";
    EXPECT_NE(parts.at("AccountPlanObjectiveMeasure.csv").find("1OlWs0000000001AAA,"), std::string::npos);
    EXPECT_NE(parts.at("AccountPlanRelationship.csv")
                  .find("1OmWs0000000001AAA,1OjWs0000000001AAA," + plan + ",1OjWs0000000002AAA,"),
              std::string::npos);
    const auto before = as("manager").get("/plans/" + plan + "/export").body;
    const auto again = import("manager", {{"account-plans.zip", zip.body}});
    EXPECT_EQ(faults(again), std::vector<std::string>{});
    EXPECT_EQ(counts(again).find("created"), std::string::npos) << counts(again);
    EXPECT_EQ(counts(again).find("updated"), std::string::npos) << counts(again);
    EXPECT_EQ(as("manager").get("/plans/" + plan + "/export").body, before);
    // Into an account that never heard of Salesforce: the same words.
    account("copy", "manager");
    auto files = Files{};
    for (const auto& [name, text] : parts)
        if (name == "AccountPlan.csv") {
            auto moved = text;
            for (const auto& [from, to] :
                 {std::pair<std::string, std::string>{"001Ws0000000001AAA,acme", ",copy"},
                  {"1OjWs0000000001AAA", ""},
                  {plan, ""}})
                for (std::size_t at; (at = moved.find(from)) != std::string::npos;)
                    moved.replace(at, from.size(), to);
            files.emplace_back(name, moved);
        }
    ASSERT_EQ(import("manager", files).status, 201);
    const auto copy = plan_of("copy");
    for (const auto& [route, member] :
         {std::pair{"plan-swot-items", "kind"}, {"plan-profile-entries", "text"}, {"plan-insights", "text"}})
        EXPECT_EQ(words(route, copy, member, std::string{route} == "plan-insights" ? " and kind = trend" : "")
                      .size(),
                  words(route, plan, member, std::string{route} == "plan-insights" ? " and kind = trend" : "")
                      .size())
            << route;
    EXPECT_EQ(words("plan-swot-items", copy, "text", " and kind = strength"),
              words("plan-swot-items", plan, "text", " and kind = strength"));
    // Others' plans are not in anybody's files.
    EXPECT_EQ(as("stranger").get("/plan-files/salesforce?plan_id=" + plan).status, 404);
    EXPECT_EQ(
        office::opened(as("stranger").get("/plan-files/salesforce").body).at("AccountPlan.csv").find(plan),
        std::string::npos);
}

}  // namespace
}  // namespace kamino::testing
