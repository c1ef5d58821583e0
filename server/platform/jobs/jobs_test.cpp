// The durable queue: order, retries, cancellation, restarts, and who may look; on both engines.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <future>

#include "platform/auth/auth.h"
#include "platform/base/json.h"
#include "platform/jobs/jobs.h"
#include "testing/database.h"

namespace kamino::jobs {
namespace {

using namespace std::chrono_literals;

class JobsTest : public kamino::testing::DatabaseTest {
  protected:
    void SetUp() override {
        DatabaseTest::SetUp();
        if (IsSkipped()) return;
        queue_ = make_queue();
    }
    void TearDown() override {
        pin_clock(std::nullopt);
        queue_.reset();
    }
    std::unique_ptr<Queue> make_queue() {
        return std::make_unique<Queue>(db(), [this](const std::string& json, const std::string&) {
            const std::lock_guard lock{mutex_};
            published_.push_back(json);
        });
    }
    std::string later(const std::string& kind, const std::string& subject = "s1", bool unique = false,
                      const std::string& actor = "") {
        return db().write({actor}, [&](storage::Write& w) {
            return queue_->run_later(w, kind, subject, R"({"a":1})", unique);
        });
    }
    boost::json::value row(const std::string& id) {
        return db().read([&](storage::Read& r) -> boost::json::value {
            auto rows = r.query(
                {"test.job",
                 "SELECT state, attempt_count, done_count, total_count, note, fault, run_after FROM jobs "
                 "WHERE id = :id"},
                {{"id", id}});
            if (!rows.next()) return nullptr;
            return boost::json::object{{"state", rows.text(0)},       {"attempts", rows.integer(1)},
                                       {"done", rows.integer(2)},     {"total", rows.integer(3)},
                                       {"note", rows.text(4)},        {"fault", rows.text(5)},
                                       {"run_after", rows.integer(6)}};
        });
    }
    std::string state(const std::string& id) { return std::string{row(id).at("state").as_string()}; }
    bool becomes(const std::string& id, const std::string& wanted) {
        for (int i = 0; i < 500; ++i) {
            if (state(id) == wanted) return true;
            std::this_thread::sleep_for(10ms);
        }
        return false;
    }
    std::string add_user(const std::string& name, const std::string& role) {
        return db().write({}, [&](storage::Write& w) {
            auth::User user;
            user.name = name;
            user.email = name + "@example.com";
            user.role = role;
            storage::insert_record(w, auth::User::entity(), user);
            return user.id;
        });
    }

    std::unique_ptr<Queue> queue_;
    std::mutex mutex_;
    std::vector<std::string> published_;
};
KAMINO_EACH_ENGINE(JobsTest);

TEST_P(JobsTest, RunsWhatIsQueuedWithItsPayloadAndActor) {
    const auto ana = add_user("ana", "manager");
    std::promise<std::string> seen;
    queue_->handle("sum", [&](jobs::Run& run) {
        run.progress(3, 10, "rows");
        seen.set_value(run.subject_id() + run.payload() + run.actor().name + run.actor().door);
    });
    queue_->start();
    const auto id = later("sum", "s1", false, ana);
    EXPECT_EQ(seen.get_future().get(), R"(s1{"a":1}anajob)");
    EXPECT_TRUE(becomes(id, "done"));
    EXPECT_EQ(row(id).at("done"), 3);
    EXPECT_EQ(row(id).at("total"), 10);
    EXPECT_EQ(row(id).at("note"), "rows");
    queue_->stop();
    const std::lock_guard lock{mutex_};
    ASSERT_FALSE(published_.empty());
    EXPECT_EQ(boost::json::parse(published_.back()).at("state"), "done");
}

TEST_P(JobsTest, AJobOfATransactionThatFailsIsNotQueued) {
    EXPECT_THROW(db().write({},
                            [&](storage::Write& w) {
                                queue_->run_later(w, "sum", "s1", "{}");
                                throw not_found();
                            }),
                 Fault);
    EXPECT_EQ(db().read([](storage::Read& r) {
        return r.integer({"test.count", "SELECT count(*) FROM jobs"});
    }),
              0);
}

TEST_P(JobsTest, UniqueJobsWaitOnce) {
    const auto first = later("score", "s1", true);
    EXPECT_EQ(later("score", "s1", true), first);
    EXPECT_NE(later("score", "s2", true), first);
    EXPECT_NE(later("score", "s1", false), first);
}

TEST_P(JobsTest, AFaultEndsItAndADefectIsTriedAgainLater) {
    int runs = 0;
    queue_->handle("fault", [&](jobs::Run&) { throw invalid_field("/file", "field.required"); });
    queue_->handle("defect", [&](jobs::Run&) {
        if (++runs == 1) throw std::runtime_error{"the disk hiccuped"};
    });
    queue_->start();
    const auto fault = later("fault");
    EXPECT_TRUE(becomes(fault, "failed"));
    EXPECT_EQ(boost::json::parse(row(fault).at("fault").as_string()).at("fields").at(0).at("key"),
              "field.required");
    const Instant before = now();
    const auto defect = later("defect");
    for (int i = 0; i < 300 && row(defect).at("run_after").as_int64() < before.us + 4'000'000; ++i)
        std::this_thread::sleep_for(10ms);
    EXPECT_EQ(state(defect), "waiting");  // five seconds later
    EXPECT_EQ(row(defect).at("attempts"), 1);
    pin_clock(Instant{now().us + 10'000'000});
    queue_->wake();
    EXPECT_TRUE(becomes(defect, "done"));
    EXPECT_EQ(runs, 2);
}

TEST_P(JobsTest, GivesUpAfterFiveTries) {
    queue_->handle("defect", [&](jobs::Run&) { throw std::runtime_error{"always"}; });
    queue_->start();
    const auto id = later("defect");
    for (int i = 1; i <= 5; ++i) {
        for (int n = 0; n < 300 && row(id).at("attempts").as_int64() < i; ++n)
            std::this_thread::sleep_for(10ms);
        for (int n = 0; n < 300 && state(id) == "running"; ++n) std::this_thread::sleep_for(10ms);
        pin_clock(Instant{now().us + 1'000'000'000});
        queue_->wake();
    }
    EXPECT_TRUE(becomes(id, "failed"));
    EXPECT_EQ(row(id).at("attempts"), 5);
}

TEST_P(JobsTest, CancelsWhatWaitsAndWhatRuns) {
    std::promise<void> started;
    queue_->handle("long", [&](jobs::Run& run) {
        started.set_value();
        while (!run.cancelled()) std::this_thread::sleep_for(5ms);
    });
    const auto cancel = [&](const std::string& id) {
        db().write({}, [&](storage::Write& w) { queue_->cancel(w, id); });
    };
    const auto waiting = later("long");
    cancel(waiting);
    EXPECT_EQ(state(waiting), "cancelled");
    EXPECT_THROW(cancel(waiting), Fault);
    queue_->start();
    const auto running = later("long");
    started.get_future().wait();
    cancel(running);
    EXPECT_TRUE(becomes(running, "cancelled"));
}

TEST_P(JobsTest, IsResumedAfterTheServerStopped) {
    std::promise<void> started;
    queue_->handle("long", [&](jobs::Run& run) {
        run.progress(5, 9);
        started.set_value();
        while (!run.cancelled()) std::this_thread::sleep_for(5ms);
    });
    queue_->start();
    const auto id = later("long");
    started.get_future().wait();
    queue_->stop();
    EXPECT_EQ(state(id), "waiting");
    EXPECT_EQ(row(id).at("attempts"), 0);
    queue_ = make_queue();
    queue_->handle("long", [&](jobs::Run& run) { run.progress(9, 9); });
    queue_->start();
    EXPECT_TRUE(becomes(id, "done"));
}

// A process that was killed leaves the job running with a lease; it comes free (on SQLite at the next start
// at once).
TEST_P(JobsTest, IsResumedAfterTheProcessDied) {
    const auto id = later("sum");
    db().write({}, [&](storage::Write& w) {
        w.execute({"test.die",
                   "UPDATE jobs SET state = 'running', lease_owner = 'dead', lease_until = :until, "
                   "attempt_count = 1"},
                  {{"until", now().us + 60'000'000}});
    });
    queue_->handle("sum", [](jobs::Run&) {});
    queue_->start();
    if (!on_sqlite()) {
        std::this_thread::sleep_for(50ms);
        EXPECT_EQ(state(id), "running");
        pin_clock(Instant{now().us + 61'000'000});
        queue_->wake();
    }
    EXPECT_TRUE(becomes(id, "done"));
    EXPECT_EQ(row(id).at("attempts"), 2);
}

TEST_P(JobsTest, AJobThatBringsTheProcessDownIsNotTriedForEver) {
    const auto id = later("crash");
    db().write({}, [&](storage::Write& w) {
        w.execute(
            {"test.die",
             "UPDATE jobs SET state = 'running', lease_owner = 'dead', lease_until = 0, attempt_count = 9"});
    });
    bool ran = false;
    // Its subject hears of it, in the same transaction.
    queue_->handle(
        "crash", [&](jobs::Run&) { ran = true; },
        [&](storage::Write& w, const std::string& subject_id) {
            w.execute({"test.told", "UPDATE jobs SET note = :subject WHERE kind = 'crash'"},
                      {{"subject", "told " + subject_id}});
        });
    queue_->start();
    EXPECT_TRUE(becomes(id, "failed"));
    EXPECT_FALSE(ran);
    EXPECT_EQ(row(id).at("note"), "told s1");
}

// Five lives were cut off: it rests a minute, and its next life runs.
TEST_P(JobsTest, AJobThatWasCutOffOftenRestsAndGoesOn) {
    const auto id = later("rest");
    db().write({}, [&](storage::Write& w) {
        w.execute(
            {"test.die",
             "UPDATE jobs SET state = 'running', lease_owner = 'dead', lease_until = 0, attempt_count = 5"});
    });
    bool ran = false;
    queue_->handle("rest", [&](jobs::Run&) { ran = true; });
    const auto before = now().us;
    queue_->start();
    EXPECT_TRUE(becomes(id, "waiting"));
    EXPECT_FALSE(ran);
    EXPECT_GE(row(id).at("run_after").as_int64(), before + 60'000'000);
    db().write({}, [&](storage::Write& w) { w.execute({"test.rested", "UPDATE jobs SET run_after = 0"}); });
    queue_->run_now(id);
    EXPECT_TRUE(becomes(id, "done"));
    EXPECT_TRUE(ran);
}

TEST_P(JobsTest, TwoWorkersNeverRunTheSameJob) {
    std::atomic<int> runs = 0;
    const auto other = make_queue();
    for (auto* queue : {queue_.get(), other.get()}) queue->handle("count", [&](jobs::Run&) { ++runs; });
    std::vector<std::string> ids;
    for (int i = 0; i < 20; ++i) ids.push_back(later("count", std::to_string(i)));
    if (!on_sqlite()) other->start();
    queue_->start();
    for (const auto& id : ids) EXPECT_TRUE(becomes(id, "done"));
    EXPECT_EQ(runs, 20);
}

TEST_P(JobsTest, RunNowRunsInTheForeground) {
    queue_->handle("ok", [](jobs::Run& run) { run.progress(1, 1); });
    queue_->handle("fault", [](jobs::Run&) { throw invalid("request.invalid"); });
    const auto id = later("ok");
    queue_->run_now(id);
    EXPECT_EQ(state(id), "done");
    EXPECT_THROW(queue_->run_now(id), Fault);
    const auto bad = later("fault");
    EXPECT_THROW(queue_->run_now(bad), Fault);
    EXPECT_EQ(state(bad), "failed");
    EXPECT_THROW(queue_->run_now(later("nobody")), Fault);
}

TEST_P(JobsTest, OneSeesAndStopsOnesOwnJobs) {
    http::Server server{{}};
    auth::Auth auth{db(), {}};
    auth.install(server.router());
    queue_->install(server.router());
    std::map<std::string, std::string> tokens, users;
    for (const char* role : {"manager", "viewer", "leader", "operations"}) {
        users[role] = add_user(role, role);
        tokens[role] = db().write(
            {}, [&](storage::Write& w) { return auth.create_token(w, users[role], "t", {"write"}); });
    }
    const auto ask = [&](const std::string& as, const char* method, const std::string& path) {
        http::Pairs headers;
        if (!as.empty()) headers = {{"Authorization", "Bearer " + tokens[as]}};
        auto response = server.dispatch(http::Request::make(method, path, headers));
        return std::pair{response.status, std::string{response.text_body()}};
    };
    const auto id = later("sum", "s1", false, users["manager"]);
    struct Case {
        const char *as, *method, *path;
        int status;
    };
    const std::string own = "/api/v1/jobs/" + id, stop = own + "/cancellation";
    for (const Case& c :
         {Case{"", "GET", "/api/v1/jobs", 401}, Case{"", "GET", own.c_str(), 401},
          Case{"", "POST", stop.c_str(), 401}, Case{"viewer", "GET", own.c_str(), 404},
          Case{"leader", "GET", own.c_str(), 404}, Case{"operations", "GET", own.c_str(), 200},
          Case{"manager", "GET", own.c_str(), 200}, Case{"viewer", "POST", stop.c_str(), 404},
          Case{"manager", "GET", "/api/v1/jobs?limit=0", 422}, Case{"manager", "POST", stop.c_str(), 200},
          Case{"operations", "POST", stop.c_str(), 409}})
        EXPECT_EQ(ask(c.as, c.method, c.path).first, c.status) << c.as << ' ' << c.method << ' ' << c.path;
    const auto count = [&](const std::string& as) {
        return boost::json::parse(ask(as, "GET", "/api/v1/jobs").second).at("items").as_array().size();
    };
    EXPECT_EQ(count("manager"), 1U);
    EXPECT_EQ(count("viewer"), 0U);
    EXPECT_EQ(count("operations"), 1U);
}

}  // namespace
}  // namespace kamino::jobs
