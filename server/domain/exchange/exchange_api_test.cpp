// Plans as files: what goes out comes in again, here and elsewhere, and is taken back. PLAN-1, PLAN-15.
#include <random>

#include "domain/exchange/public.h"
#include "testing/api/api.h"

namespace kamino::testing {
namespace {

namespace json = boost::json;

const char* const form =
    R"({"sections":[{"key":"summary"},{"key":"swot"},{"key":"objective"},{"key":"open_questions"},{"key":"profile"},
  {"key":"market","title":{"en":"Market"},"blocks":[
    {"key":"size","kind":"fields","title":{"en":"Size"},"fields":[{"key":"spend","type":"money","title":{"en":"Spend"}},{"key":"lead","type":"person","title":{"en":"Lead"}}]},
    {"key":"rivals","kind":"table","title":{"en":"Rivals"},"fields":[{"key":"name","type":"text","title":{"en":"Name"}}]}]}]})";

// Ids become their order of appearance, so that documents of two workspaces can be compared.
void number_ids(json::value& v, std::map<std::string, std::string>& seen) {
    const auto rename = [&](std::string_view text) {
        auto& name = seen[std::string{text}];
        if (name.empty()) name = "#" + std::to_string(seen.size());
        return name;
    };
    const auto is_uuid = [](std::string_view text) {
        return text.size() == 36 && text[8] == '-' && text[13] == '-';
    };
    if (v.is_string() && is_uuid(v.get_string())) v = json::value(rename(v.get_string()));
    if (auto* list = v.if_array())
        for (auto& one : *list) number_ids(one, seen);
    if (auto* o = v.if_object())
        for (auto& [key, value] : *o) number_ids(value, seen);
}

class ExchangeApi : public ApiTest {
  protected:
    void SetUp() override {
        ApiTest::SetUp();
        if (IsSkipped()) return;
        account("acme", "manager");
        account("bolt", "manager");
        make("form", "plan-templates", std::string{R"({"name":"Ours","form":)"} + form + "}");
        ASSERT_EQ(as("leader").post("/plan-templates/{form}/versions").status, 201);
        make("buyer", "people", R"({"account_id":"{acme}","name":"Bea Buyer","email":"bea@acme.test"})");
        make("twin", "people", R"({"account_id":"{bolt}","name":"Bea Buyer","email":"bea@acme.test"})");
        make("product", "products", R"({"name":"Pump","kind":"product"})");
        const auto plan =
            as("manager").post("/plans", fill(R"({"account_id":"{acme}","template_id":"{form}"})"));
        ASSERT_EQ(plan.status, 201) << plan.body;
        keep("plan", plan.id());
    }
    json::value exported(const std::string& plan, const std::string& at = "") {
        const auto answer = as("manager").get("/plans/" + plan + "/export" + (at.empty() ? "" : "?at=" + at));
        EXPECT_EQ(answer.status, 200) << answer.body;
        return answer.json();
    }
    Answer import(const json::value& document, const std::string& more = "") {
        return as("manager").post("/plan-imports",
                                  R"({"document":)" + json::serialize(document) + fill(more) + "}");
    }
    // Without what belongs to the place and not to the plan.
    static json::value bare(json::value document) {
        auto& o = document.as_object();
        o.erase("account");
        o.erase("references");
        if (o["template"].is_object()) o["template"].as_object().erase("version_id");
        std::map<std::string, std::string> seen;
        number_ids(document, seen);
        return document;
    }
    // A plan with rows of many kinds, in any order.
    void grow(unsigned seed) {
        std::mt19937 random{seed};
        const auto any = [&](unsigned below) { return static_cast<unsigned>(random() % below); };
        const auto with = [&](const std::string& more) {
            return fill(R"({"plan_id":"{plan}",)" + more + "}");
        };
        std::string strength, threat, objective, initiative;
        for (int step = 0; step < 25; ++step) {
            const auto word = "\"wörd " + std::to_string(any(1000)) + "\"";
            const auto post = [&](const std::string& route, const std::string& body) {
                const auto made = as("manager").post("/" + route, with(body));
                EXPECT_EQ(made.status, 201) << route << made.body;
                return made.id();
            };
            switch (any(9)) {
                case 0:
                    objective = post("plan-objectives",
                                     R"("title":)" + word +
                                         R"(,"metric":"sales","unit":"EUR","baseline":1.5,"target":2.25)");
                    break;
                case 1:
                    strength =
                        post("plan-swot-items",
                             R"("kind":"strength","text":)" + word +
                                 (objective.empty() ? "" : R"(,"objective_ids":[")" + objective + "\"]"));
                    break;
                case 2:
                    threat = post("plan-swot-items",
                                  R"("kind":"threat","text":)" + word + R"(,"dated_on":"2026-03-01")");
                    break;
                case 3:
                    if (!strength.empty() && !threat.empty())
                        post("plan-tows-moves", R"("text":)" + word + R"(,"first_id":")" + strength +
                                                    R"(","second_id":")" + threat + "\"");
                    break;
                case 4:
                    initiative =
                        post("plan-initiatives",
                             R"("name":)" + word +
                                 R"(,"sponsor_id":"{buyer}","budget":{"minor":12345,"currency":"EUR"})");
                    break;
                case 5:
                    post("plan-competitors",
                         R"("name":)" + word + R"(,"product_ids":["{product}"],"strength":4)");
                    break;
                case 6:
                    post("plan-tasks", R"("title":)" + word + R"(,"owner_id":")" + id("manager") +
                                           R"(","due_on":"2026-12-01")");
                    break;
                case 7:
                    post("plan-entries", R"("block":"rivals","content":{"name":)" + word + "}");
                    break;
                default:
                    post("plan-possibilities",
                         R"("title":)" + word +
                             (initiative.empty() ? "" : R"(,"initiative_id":")" + initiative + "\""));
            }
        }
        as("manager").post(
            "/plan-entries",
            with(R"("block":"size","content":{"spend":{"minor":500,"currency":"EUR"},"lead":")" +
                 id("manager") + "\"}"));
        const auto section =
            as("manager").get(fill("/plan-sections?filter=plan_id = {plan} and key = summary"));
        as("manager").patch("/plan-sections/" + section.at("/items/0/id"),
                            R"({"body":"Edited\n\n- by hand"})");
        const auto question = as("manager").get(fill("/plan-questions?filter=plan_id = {plan}"));
        if (!question.at("/items/0/id").empty())
            as("manager").patch("/plan-questions/" + question.at("/items/0/id"), R"({"answer":"Because"})");
    }
};
KAMINO_EACH_ENGINE(ExchangeApi);

TEST_P(ExchangeApi, WhatGoesOutComesInAgainInAnotherAccount) {
    for (unsigned seed = 1; seed <= (on_sqlite() ? 3U : 1U); ++seed) {
        grow(seed);
        const auto out = exported(id("plan"));
        const auto made = import(out, R"(,"account_id":"{bolt}")");
        ASSERT_EQ(made.status, 201) << made.body;
        EXPECT_EQ(json::serialize(made.json().at("unresolved")), "[]");
        const auto again = exported(made.at("/plan_id"));
        EXPECT_EQ(bare(again), bare(out)) << seed << "\n"
                                          << json::serialize(bare(again)) << "\n"
                                          << json::serialize(bare(out));
        // The sponsor of the other account is its own person of that address.
        for (const auto& i : again.at("rows").at("plan_initiative").as_array())
            EXPECT_EQ(i.at("sponsor_id").as_string(), id("twin"));
        // The same file a second time changes nothing.
        EXPECT_EQ(import(again, R"(,"account_id":"{bolt}")").at("/updated") + import(again).at("/created"),
                  "00");
        const auto undone =
            as("manager").post("/plans/" + made.at("/plan_id") + "/imports/" + made.id() + "/undo");
        EXPECT_EQ(undone.status, 200) << undone.body;
        EXPECT_EQ(as("manager").get("/plans/" + made.at("/plan_id")).status, 404);
    }
}

// A second workspace, on each engine that there is: nothing in it is known by an id of the first.
TEST_P(ExchangeApi, ADocumentGoesToAnotherDatabaseAndComesBackEqual) {
    EXPECT_EQ(as("admin").patch("/accounts/{acme}", R"({"external_id":"AC-1"})").status, 200);
    grow(11);
    const auto out = exported(id("plan"));
    const auto text = json::serialize(out);
    for (const auto engine : each_engine()) {
        if (!available(engine)) continue;
        const auto second = fresh_database(engine);
        second->close();
        app::Options there;
        there.db = second->url();
        there.handle_signals = false;
        app::App other{there};
        const auto add = [&](std::string_view entity, const std::map<std::string, std::string>& members) {
            const auto& e = *other.registry().at(entity).entity;
            auto record = e.make();
            for (const auto& [name, text] : members) describe::set_text(e.at(name), *record, text);
            other.database().write({.door = "cli"},
                                   [&](storage::Write& w) { storage::insert_record(w, e, *record); });
            return record->id;
        };
        const auto acme = add("account", {{"name", "Acme as they call it there"}, {"external_id", "AC-1"}});
        const auto manager_there =
            add("user", {{"name", "Another"}, {"email", "manager@example.com"}, {"role", "leader"}});
        add("person", {{"account_id", acme}, {"name", "Bea Buyer"}, {"email", "bea@acme.test"}});
        add("product", {{"name", "Pump"}, {"kind", "product"}});
        const auto system = auth::system_actor("import");
        const auto report = exchange::import_document(other.registry(), system, "import", text, {});
        EXPECT_TRUE(report.unresolved.empty())
            << (report.unresolved.empty() ? "" : report.unresolved[0].name);
        EXPECT_EQ(report.account_id, acme);
        std::string back;
        other.database().read([&](storage::Read& r) {
            const auto plan = storage::load<plans::Plan>(r, report.plan_id);
            EXPECT_TRUE(!plan.owner_id || *plan.owner_id == manager_there);
            back = exchange::export_document(other.registry(), r, plan, INT64_MAX);
        });
        EXPECT_EQ(bare(json::parse(back)), bare(out)) << back << "\n" << text;
        // The same document once more changes nothing there.
        const auto again = exchange::import_document(other.registry(), system, "import", text, {});
        EXPECT_EQ(again.created + again.updated, 0);
    }
}

TEST_P(ExchangeApi, ADocumentChangesThePlanItCameFromAndIsTakenBack) {
    grow(7);
    auto document = exported(id("plan"));
    document.as_object()["plan"].as_object()["objective"] = "From the file";
    const auto tried = import(document, R"(,"dry_run":true)");
    EXPECT_EQ(tried.status, 200) << tried.body;
    EXPECT_EQ(tried.at("/updated"), "1");
    EXPECT_EQ(as("manager").get("/plans/{plan}").at("/objective"), "") << "nothing was kept";
    const auto done = import(document);
    ASSERT_EQ(done.status, 201) << done.body;
    EXPECT_EQ(as("manager").get("/plans/{plan}").at("/objective"), "From the file");
    EXPECT_EQ(as("manager").post("/plans/{plan}/imports/" + done.id() + "/undo").at("/changed"), "1");
    EXPECT_EQ(as("manager").get("/plans/{plan}").at("/objective"), "");
    EXPECT_EQ(as("viewer").post("/plan-imports", "{}").status, 403);
}

TEST_P(ExchangeApi, WhatDoesNotFitIsSaidAndNothingIsKept) {
    const auto refuses = [&](const std::string& body, const std::string& faults) {
        EXPECT_EQ(as("manager").post("/plan-imports", fill(body)).faults(), faults) << body;
    };
    refuses("{}", "/document field.required");
    refuses(R"({"document":[]})", "/document field.wrong_type");
    refuses(R"({"document":{"format":"other"}})", "/format exchange.no_document");
    refuses(R"({"document":{"format":"kamino.plan","version":9}})", "/version exchange.other_version");
    refuses(R"({"document":{"format":"kamino.plan","version":1,"account":{"name":"nobody"}}})",
            "/account plan.account_unknown");
    refuses(R"({"document":{"format":"kamino.plan","version":1},"account_id":"x"})",
            "/account_id field.bad_reference");
    EXPECT_EQ(as("stranger")
                  .post("/plan-imports", R"({"document":)" + json::serialize(exported(id("plan"))) + "}")
                  .faults(),
              "/account plan.account_unknown")
        << "an account that he does not see";
    auto document = exported(id("plan"));
    auto& rows = document.as_object()["rows"].as_object();
    rows["plan_swot_item"] = json::parse(
        R"([{"id":"a","kind":"strength","text":"Good"},{"id":"b","kind":"colour","text":"Bad"},7])");
    const auto before = as("manager").get(fill("/plan-swot-items?filter=plan_id = {plan}")).body;
    EXPECT_EQ(import(document).faults(),
              "/rows/plan_swot_item/1/kind field.not_a_choice, /rows/plan_swot_item/2 field.wrong_type");
    EXPECT_EQ(as("manager").get(fill("/plan-swot-items?filter=plan_id = {plan}")).body, before);
    auto strange = document;
    strange.as_object()["rows"].as_object() = {{"plan_swot_items", json::array{}}, {"plan_task", 7}};
    EXPECT_EQ(import(strange).faults(),
              "/rows/plan_swot_items field.unknown, /rows/plan_task field.wrong_type")
        << "rows that nobody reads are not lost in silence";
    EXPECT_EQ(as("manager").get("/plans/{plan}/export?revision=3").faults(),
              "/revision request.unknown_parameter");
    const auto good = import(document, R"(,"only_all":false)");
    ASSERT_EQ(good.status, 201) << good.body;
    EXPECT_EQ(good.json().at("refused").as_array().size(), 2U);
    EXPECT_EQ(as("manager").get(fill("/plan-swot-items?filter=plan_id = {plan}")).all("text"),
              std::vector<std::string>{"Good"});
    // Another plan is open there: only a merge writes into it.
    ASSERT_EQ(as("manager").post("/plans", fill(R"({"account_id":"{bolt}"})")).status, 201);
    EXPECT_EQ(import(document, R"(,"account_id":"{bolt}")").key(), "plan.already_open");
    EXPECT_EQ(import(document, R"(,"account_id":"{bolt}","merge":true,"only_all":false)").status, 201);
}

TEST_P(ExchangeApi, WhoIsUnknownHereIsNamed) {
    grow(3);
    auto document = exported(id("plan"));
    auto text = json::serialize(document);
    const auto replace_all = [&](const std::string& from, const std::string& to) {
        for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
            text.replace(at, from.size(), to);
    };
    replace_all(id("product"), "01900000-0000-7000-8000-000000000001");
    replace_all("\"Pump\"", "\"Turbine\"");
    const auto made = as("manager").post("/plan-imports",
                                         R"({"account_id":")" + id("bolt") + R"(","document":)" + text + "}");
    ASSERT_EQ(made.status, 201) << made.body;
    const auto report = made.json();
    for (const auto& lost : report.at("unresolved").as_array()) {
        EXPECT_EQ(lost.at("entity").as_string(), "product");
        EXPECT_EQ(lost.at("name").as_string(), "Turbine");
    }
}

// PLAN-1, WORK-1: a plan's owners are not those of another account. Whoever does not see it leaves an
// objective open, and his task to another; the import itself is no dead end.
TEST_P(ExchangeApi, OwnersWhoDoNotSeeTheAccountAreNamedAndReplaced) {
    account("closed", "stranger");
    const auto with = [&](const std::string& more) { return fill(R"({"plan_id":"{plan}",)" + more + "}"); };
    ASSERT_EQ(as("manager").post("/plan-objectives", with(R"("title":"Grow","owner_id":"{manager}")")).status,
              201);
    ASSERT_EQ(as("manager")
                  .post("/plan-tasks", with(R"("title":"Call","owner_id":"{manager}","due_on":"2027-01-10")"))
                  .status,
              201);
    const auto document = json::serialize(exported(id("plan")));
    const auto brought = [&](const std::string& more) {
        return as("stranger")
            .post("/plan-imports",
                  fill(R"({"account_id":"{closed}",)") + fill(more) + R"("document":)" + document + "}");
    };
    const auto of = [&](const Answer& made, const std::string& route) {
        return as("admin")
            .get("/" + route + "?filter=plan_id = " + made.at("/plan_id") + "&limit=50")
            .at("/items/0/owner_id");
    };
    const auto made = brought("");
    ASSERT_EQ(made.status, 201) << made.body;
    std::map<std::string, int> said;
    const auto told = made.json();
    for (const auto& lost : told.at("unresolved").as_array())
        if (lost.at("entity").as_string() == "user")
            ++said[std::string{lost.at("name").as_string()} + " " +
                   std::string{lost.at("reason").as_string()} + " -> " +
                   std::string{lost.at("given_to").as_string()}];
    EXPECT_EQ(said["manager cannot_see -> stranger"], 1) << made.body;
    EXPECT_GE(said["manager cannot_see -> "], 1) << "the objective, and the plan itself";
    EXPECT_EQ(of(made, "plan-objectives"), "null");
    EXPECT_EQ(of(made, "plan-tasks"), id("stranger"));
    EXPECT_EQ(as("stranger").get("/plan-imports").at("/items/0/state"), "applied")
        << "in the list of imports";
    ASSERT_EQ(as("stranger").post("/plan-imports/" + made.id() + "/undo").status, 200);
    EXPECT_EQ(as("stranger").get("/plan-imports/" + made.id()).at("/state"), "undone");
    EXPECT_EQ(as("stranger").get("/plans/" + made.at("/plan_id")).status, 404);

    EXPECT_EQ(brought(R"("stand_in":"{viewer}",)").faults(), "/stand_in user.cannot_see_account");
    EXPECT_EQ(brought(R"("stand_in":"01900000-0000-7000-8000-000000000001",)").faults(),
              "/stand_in field.bad_reference");
    const auto chosen = brought(R"("stand_in":"{leader}",)");
    ASSERT_EQ(chosen.status, 201) << chosen.body;
    EXPECT_EQ(of(chosen, "plan-objectives"), id("leader"));
    EXPECT_EQ(of(chosen, "plan-tasks"), id("leader"));

    // From the command line nobody imports who could do it: it is whose account it is.
    ASSERT_EQ(as("stranger").post("/plan-imports/" + chosen.id() + "/undo").status, 200);
    exchange::ImportOptions options;
    options.account_id = id("closed");
    const auto report =
        exchange::import_document(app().registry(), auth::system_actor(), "cli", document, options);
    EXPECT_TRUE(report.refused.empty());
    EXPECT_EQ(as("admin").get("/plan-tasks?filter=plan_id = " + report.plan_id).at("/items/0/owner_id"),
              id("stranger"));
}

// DATA-1: the document goes on from the import page, where it was recognised.
TEST_P(ExchangeApi, ADocumentThatWasUploadedIsTakenInFromThere) {
    const auto out = json::serialize(exported(id("plan")));
    const auto taken = as("admin").upload("/imports", "acme.json", "\xEF\xBB\xBF" + out);
    ASSERT_EQ(taken.status, 201) << taken.body;
    EXPECT_EQ(taken.at("/target"), "plan");
    const auto body = R"({"account_id":"{bolt}","upload":")" + taken.id() + "\"";
    EXPECT_EQ(as("admin").post("/plan-imports", body + R"(,"dry_run":true})").status, 200);
    const auto made = as("admin").post("/plan-imports", body + "}");
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(as("admin").get("/plan-imports/" + made.id()).at("/name"), "acme.json");
    EXPECT_EQ(as("admin").get("/imports/" + taken.id()).status, 404);
    EXPECT_EQ(as("admin").upload("/imports", "broken.json", out.substr(0, out.size() / 2)).status, 422);
}

}  // namespace
}  // namespace kamino::testing
