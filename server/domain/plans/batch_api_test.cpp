// Light plans for many accounts at once: who gets one, texts of the whole batch, undo. PLAN-19.
#include "domain/plans/public.h"
#include "testing/api/api.h"

namespace kamino::testing {
namespace {

class BatchApi : public ApiTest {
  protected:
    Answer start(const std::string& body) { return as("manager").post("/plan-batches", fill(body)); }
    void run_job(const Answer& answer) { app().registry().jobs().run_now(answer.at("/job_id")); }
    // Runs what waits: jobs that a save asked for.
    void run_waiting() {
        const auto id = db().read([](storage::Read& r) {
            return r.text(
                {"test.job", "SELECT id FROM jobs WHERE state = 'waiting' AND kind = 'plans.batch_texts'"});
        });
        if (id) app().registry().jobs().run_now(*id);
    }
    Answer batch() { return as("manager").get("/plan-batches/{batch}"); }
    std::string plan_of(const std::string& account) {
        return as("admin").get(fill("/plans?filter=account_id = {" + account + "}")).at("/items/0/id");
    }
};
KAMINO_EACH_ENGINE(BatchApi);

TEST_P(BatchApi, EveryAccountWithoutAPlanGetsOneAndTheReportSaysWhatCame) {
    for (const char* name : {"a", "b", "c"}) account(name, "manager");
    account("foreign", "stranger");
    ASSERT_EQ(as("manager").post("/plans", fill(R"({"account_id":"{c}"})")).status, 201);
    EXPECT_EQ(start(R"({"name":"x"})").faults(), "/account_ids field.required");
    EXPECT_EQ(start(R"({"name":"x","account_ids":[]})").faults(), "/account_ids plan.batch_of_nobody");
    EXPECT_EQ(start(R"({"name":"x","account_ids":[1]})").faults(), "/account_ids field.wrong_type");
    EXPECT_EQ(start(R"({"account_ids":["{a}"]})").faults(), "/name field.required");
    EXPECT_EQ(start(R"({"name":"x","filter":"colour = red"})").faults(), "/filter request.bad_filter");
    EXPECT_EQ(as("viewer").post("/plan-batches", R"({"name":"x","account_ids":["y"]})").status, 403);
    const auto made = start(
        R"({"name":"North","account_ids":["{a}","{b}","{c}","{foreign}","{a}"],"objective":"Visit twice","activity":"Send the catalogue"})");
    ASSERT_EQ(made.status, 201) << made.body;
    keep("batch", made.id());
    run_job(made);
    EXPECT_EQ(batch().at("/state") + batch().at("/total") + batch().at("/made") + batch().at("/had_plan") +
                  batch().at("/no_right"),
              "done4211");
    keep("plan", plan_of("a"));
    const auto plan = as("manager").get("/plans/{plan}").json();
    EXPECT_EQ(plan.at("rigour").as_string(), "light");
    EXPECT_EQ(plan.at("headline").as_string(), "Visit twice");
    EXPECT_EQ(plan.at("entries").at(0).at("content").at("text").as_string(), "Send the catalogue");
    EXPECT_FALSE(plan.at("sections").at(0).at("body").as_string().empty()) << "answered from the data";
    EXPECT_EQ(
        as("manager").get(fill("/plan-batch-lines?filter=batch_id = {batch}&sort=outcome")).all("outcome"),
        (std::vector<std::string>{"had_plan", "made", "made"}));
    EXPECT_EQ(as("stranger").get("/plan-batches/{batch}").status, 404) << "another's batch";
    // A second run of the same accounts makes nothing.
    const auto again = start(R"({"name":"North again","account_ids":["{a}","{b}"]})");
    run_job(again);
    EXPECT_EQ(as("manager").get("/plan-batches/" + again.id()).at("/had_plan"), "2");
}

TEST_P(BatchApi, TextsChangeInAllPlansThatNobodyWroteIn) {
    for (const char* name : {"a", "b"}) account(name, "manager");
    const auto made =
        start(R"({"name":"All","filter":"status = prospect","objective":"First","activity":"Call"})");
    ASSERT_EQ(made.status, 201) << made.body;
    keep("batch", made.id());
    run_job(made);
    ASSERT_EQ(as("manager").patch("/plans/" + plan_of("b"), R"({"objective":"My own"})").status, 200);
    ASSERT_EQ(
        as("manager").patch("/plan-batches/{batch}", R"({"objective":"Second","activity":"Write"})").status,
        200);
    run_waiting();
    EXPECT_EQ(as("manager").get("/plans/" + plan_of("a")).at("/objective"), "Second");
    EXPECT_EQ(as("manager").get("/plans/" + plan_of("a")).at("/entries/0/content/text"), "Write");
    EXPECT_EQ(as("manager").get("/plans/" + plan_of("b")).at("/objective"), "My own");
    EXPECT_EQ(as("manager").get("/plans/" + plan_of("b")).at("/entries/0/content/text"), "Write");
    EXPECT_EQ(as("viewer").patch("/plan-batches/{batch}", R"({"objective":"x"})").status, 403);
}

// PLAN-19. A batch of thousands could not be stopped.
TEST_P(BatchApi, AStoppedBatchKeepsWhatItMade) {
    for (const char* name : {"a", "b"}) account(name, "manager");
    const auto made = start(R"({"name":"All","account_ids":["{a}","{b}"]})");
    keep("batch", made.id());
    EXPECT_EQ(as("viewer").post("/plan-batches/{batch}/cancellation").status, 403);
    EXPECT_EQ(as("stranger").post("/plan-batches/{batch}/cancellation").status, 404);
    // Before anybody took it up: nothing is made, and the job never runs.
    ASSERT_EQ(as("manager").post("/plan-batches/{batch}/cancellation").status, 202);
    EXPECT_EQ(batch().at("/state") + batch().at("/made"), "stopped0");
    EXPECT_EQ(as("manager").post("/plan-batches/{batch}/cancellation").key(), "plan.batch_not_running");
    EXPECT_EQ(as("admin").get("/jobs/" + made.at("/job_id")).at("/state"), "cancelled");
    // While it runs: asked after its first account, it leaves the second one.
    const auto second = start(R"({"name":"Again","account_ids":["{a}","{b}"]})");
    keep("batch", second.id());
    int plans_made = 0;
    plans::events().changed.push_back([&](storage::Write& w, const std::string&, const plans::Plan*) {
        if (++plans_made == 1) app().registry().jobs().cancel(w, second.at("/job_id"));
    });
    run_job(second);
    EXPECT_EQ(batch().at("/state") + batch().at("/made") + batch().at("/total"), "stopped12");
    EXPECT_EQ(as("manager").get("/plans/" + plan_of("a")).status, 200);
    EXPECT_EQ(as("manager").get(fill("/plans?filter=account_id = {b}")).all("id").size(), 0U);
    // The rest in a new batch; and what the stopped one made can be taken back.
    const auto rest = start(R"({"name":"Rest","account_ids":["{a}","{b}"]})");
    run_job(rest);
    EXPECT_EQ(as("manager").get("/plan-batches/" + rest.id()).at("/made"), "1");
    const auto undone = as("manager").post("/plan-batches/{batch}/undo");
    ASSERT_EQ(undone.status, 202) << undone.body;
    run_job(undone);
    EXPECT_EQ(batch().at("/state"), "undone");
    EXPECT_EQ(as("manager").get(fill("/plans?filter=account_id = {a}")).all("id").size(), 0U);
}

TEST_P(BatchApi, UndoPutsUntouchedPlansIntoTheBin) {
    for (const char* name : {"a", "b"}) account(name, "manager");
    const auto made = start(R"({"name":"All","account_ids":["{a}","{b}"]})");
    keep("batch", made.id());
    EXPECT_EQ(as("manager").post("/plan-batches/{batch}/undo").key(), "plan.batch_not_done");
    run_job(made);
    const auto kept = plan_of("b"), binned = plan_of("a");
    ASSERT_EQ(as("manager").patch("/plans/" + kept, R"({"objective":"Mine"})").status, 200);
    const auto undone = as("manager").post("/plan-batches/{batch}/undo");
    ASSERT_EQ(undone.status, 202) << undone.body;
    run_job(undone);
    EXPECT_EQ(batch().at("/state") + batch().at("/kept"), "undone1");
    EXPECT_EQ(as("manager").get("/plans/" + kept).status, 200);
    EXPECT_EQ(as("manager").get("/plans/" + binned).status, 404);
    EXPECT_EQ(as("manager").post("/plans/" + binned + "/restoration").status, 200);
    EXPECT_EQ(as("manager").post("/plan-batches/{batch}/undo").status, 409);
}

}  // namespace
}  // namespace kamino::testing
