#include "platform/jobs/workshop.h"

#include <algorithm>

#include "platform/auth/auth.h"
#include "platform/base/id.h"
#include "platform/base/json.h"
#include "platform/base/log.h"
#include "platform/jobs/jobs_store.sql.h"

namespace kamino::jobs {
namespace {

using namespace std::chrono_literals;

constexpr std::int64_t second = 1'000'000;
constexpr std::int64_t lease = 60 * second;
constexpr int most_attempts = 5;

std::string fault_json(const Fault& fault) {
    base::JsonWriter json;
    const auto params = [&](const Params& all) {
        json.key("params").begin_object();
        for (const auto& [name, value] : all) json.pair(name, std::string_view{value});
        json.end_object();
    };
    json.begin_object().pair("key", std::string_view{fault.key});
    params(fault.params);
    json.key("fields").begin_array();
    for (const auto& field : fault.fields) {
        json.begin_object()
            .pair("path", std::string_view{field.path})
            .pair("key", std::string_view{field.key});
        params(field.params);
        json.end_object();
    }
    json.end_array().end_object();
    return json.take();
}

// What a job sees of itself.
class Task final : public Run {
  public:
    Task(Workshop& workshop, Running& job) : workshop_(workshop), job_(job) {}
    const std::string& job_id() const override { return job_.id; }
    const std::string& subject_id() const override { return job_.subject_id; }
    const std::string& payload() const override { return job_.payload; }
    storage::Database& database() override { return workshop_.database; }
    auth::Actor actor() override {
        return workshop_.database.read(
            [&](storage::Read& read) { return auth::Auth::actor(read, job_.actor_id, "job"); });
    }
    bool cancelled() override {
        if (job_.cancel_asked || job_.lost) saw_cancel = true;
        return saw_cancel || stopping();
    }
    bool stopping() override {
        if (workshop_.stopping()) saw_stop = true;
        return saw_stop;
    }
    void progress(std::int64_t done, std::int64_t total, std::string_view note) override {
        job_.done = done;
        job_.total = total;
        job_.note = note;
        const auto time = std::chrono::steady_clock::now();
        if (time - saved_ < 250ms) return;
        saved_ = time;
        workshop_.save_progress(job_);
    }

    bool saw_cancel = false;  // the job was told, so that its return means "stopped", not "done"
    bool saw_stop = false;

  private:
    Workshop& workshop_;
    Running& job_;
    std::chrono::steady_clock::time_point saved_{};
};

}  // namespace

Workshop::Workshop(storage::Database& d, Publish publish, int workers)
    : database(d), publish_(std::move(publish)), workers_(workers), owner_(base::new_id()) {}

Workshop::~Workshop() {
    stop();
}

void Workshop::start() {
    database.write({.door = "job"}, [&](storage::Write& write) {
        // SQLite has one process: whatever was running there was cut off, and is free at once.
        if (write.engine() == storage::Engine::sqlite) write.execute(sql::free_leases);
    });
    do_chores();
    ensure_keeper();
    const std::lock_guard lock{mutex_};
    for (int i = static_cast<int>(threads_.size()); i < workers_; ++i)
        threads_.emplace_back([this] { work(); });
}

void Workshop::stop() {
    std::vector<std::thread> threads;
    std::thread keeper;
    {
        const std::lock_guard lock{mutex_};
        stopping_ = true;
        threads.swap(threads_);
        keeper.swap(keeper_);
    }
    changed_.notify_all();
    for (auto& thread : threads) thread.join();
    if (keeper.joinable()) keeper.join();
}

void Workshop::wake() {
    {
        const std::lock_guard lock{mutex_};
        woken_ = true;
    }
    changed_.notify_all();
}

void Workshop::ensure_keeper() {
    const std::lock_guard lock{mutex_};
    if (!keeper_.joinable() && !stopping_) keeper_ = std::thread{[this] { keep(); }};
}

void Workshop::ask_cancel(const std::string& job_id) {
    const std::lock_guard lock{mutex_};
    if (const auto it = running_.find(job_id); it != running_.end()) it->second->cancel_asked = true;
}

void Workshop::work() {
    while (!stopping_) {
        RunningPtr job;
        try {
            job = claim_next();
            if (job) perform(job, true);
        } catch (const std::exception& error) {
            log::error("the queue of jobs cannot be read", {{"error", error.what()}});
        }
        if (job) continue;
        // Also without a call: a pause may have run out, or another node has queued something.
        std::unique_lock lock{mutex_};
        changed_.wait_for(lock, 2s, [&] { return stopping_ || woken_; });
        woken_ = false;
    }
}

// On several nodes each does them: sweeping twice harms nobody.
void Workshop::do_chores() {
    database.write({.door = "job"}, [&](storage::Write& write) {
        write.execute(sql::sweep_jobs, {{"before", Instant{now().us - 90 * 24 * 3600 * second}}});
        for (const auto& chore : chores) chore(write);
    });
}

void Workshop::keep() {
    auto renewed = std::chrono::steady_clock::now(), swept = renewed;
    for (;;) {
        if (std::chrono::steady_clock::now() - swept > 24h) {
            swept = std::chrono::steady_clock::now();
            try {
                do_chores();
            } catch (const std::exception& error) {
                log::warn("the chores of the day failed", {{"error", error.what()}});
            }
        }
        {
            std::unique_lock lock{mutex_};
            changed_.wait_for(lock, 2s, [&] { return stopping_.load(); });
            if (stopping_ && running_.empty()) return;
            if (running_.empty()) continue;
        }
        // While the server stops, the last jobs still need their leases.
        if (stopping_) std::this_thread::sleep_for(100ms);
        try {
            look_after();
            if (std::chrono::steady_clock::now() - renewed < 15s) continue;
            renew();
            renewed = std::chrono::steady_clock::now();
        } catch (const std::exception& error) {
            log::warn("the leases of jobs were not renewed", {{"error", error.what()}});
        }
    }
}

// Only what really runs here: a row that could not be ended must come free by and by.
void Workshop::renew() {
    std::vector<std::string> ids;
    {
        const std::lock_guard lock{mutex_};
        for (const auto& [id, job] : running_) ids.push_back(id);
    }
    database.write({.door = "job"}, [&](storage::Write& write) {
        for (const auto& id : ids)
            write.execute(sql::renew_lease, {{"id", id}, {"owner", owner_}, {"until", now().us + lease}});
    });
}

void Workshop::look_after() {
    std::map<std::string, RunningPtr> before;
    {
        const std::lock_guard lock{mutex_};
        before = running_;
    }
    std::map<std::string, bool> mine;
    database.read([&](storage::Read& read) {
        auto rows = read.query(sql::mine, {{"owner", owner_}});
        while (rows.next()) mine[rows.text(0)] = rows.boolean(1);
    });
    for (auto& [id, job] : before) {
        const auto it = mine.find(id);
        if (it != mine.end()) {
            if (it->second) job->cancel_asked = true;
            continue;
        }
        const std::lock_guard lock{mutex_};
        if (running_.contains(id)) job->lost = true;  // it may also just have ended
    }
}

Workshop::RunningPtr Workshop::claim(storage::Write& write, const std::string& id, std::int64_t seen_lease) {
    auto rows = write.query(sql::claim_job, {{"id", id},
                                             {"owner", owner_},
                                             {"until", now().us + lease},
                                             {"at", now()},
                                             {"seen_lease", seen_lease}});
    if (!rows.next()) return nullptr;
    auto job = std::make_shared<Running>();
    job->id = id;
    job->kind = rows.text(0);
    job->subject_id = rows.text(1);
    job->payload = rows.text(2);
    job->actor_id = rows.text(3);
    job->attempt = rows.integer(4);
    job->done = rows.integer(5);
    job->total = rows.integer(6);
    return job;
}

// Looks first without a lock, then claims only if the row is still as it was seen: of two workers one gets
// it, on both engines alike.
Workshop::RunningPtr Workshop::claim_next() {
    if (handlers.empty()) return nullptr;
    std::string text =
        "SELECT id, lease_until FROM jobs WHERE ((state = 'waiting' AND run_after <= :now) OR "
        "(state = 'running' AND lease_until < :now)) AND kind IN (";
    storage::Args args{{"now", now()}};
    int n = 0;
    for (const auto& [kind, work] : handlers) {
        const auto name = "k" + std::to_string(n++);
        text += (n > 1 ? ", :" : ":") + name;
        args.emplace_back(name, kind);
    }
    text += ") ORDER BY run_after, id LIMIT 8";
    std::vector<std::pair<std::string, std::int64_t>> candidates;
    database.read([&](storage::Read& read) {
        auto rows = read.query({"jobs.candidates", text}, args);
        while (rows.next()) candidates.emplace_back(rows.text(0), rows.integer(1));
    });
    for (const auto& candidate : candidates) {  // clang 14 captures no structured bindings
        auto job = database.write({.door = "job"}, [&](storage::Write& write) {
            return claim(write, candidate.first, candidate.second);
        });
        if (!job) continue;
        // Cut off again and again: perhaps it is what brings the process down, perhaps the machine only fell
        // often. From the sixth claim on every even one is a minute's rest, every odd one a life; the tenth
        // gives it up.
        const bool rested = job->attempt % 2 != 0;
        if (job->attempt <= most_attempts || (rested && job->attempt < 2 * most_attempts)) return job;
        if (job->attempt < 2 * most_attempts)
            put_back(*job, 60, false, "");
        else
            finish(*job, "failed", fault_json(unavailable("jobs.failed")));
    }
    return nullptr;
}

void Workshop::run_now(const std::string& job_id) {
    auto job = database.write({.door = "job"}, [&](storage::Write& write) -> RunningPtr {
        const auto seen = write.integer(sql::lease_of, {{"id", job_id}});
        return seen ? claim(write, job_id, *seen) : nullptr;
    });
    if (!job) throw conflict("jobs.not_running");
    ensure_keeper();
    if (const auto error = perform(job, false)) std::rethrow_exception(error);
}

// The job's place among the running ones, left whatever happens.
class Workshop::Entry {
  public:
    Entry(Workshop& workshop, RunningPtr job) : workshop_(workshop), job_(std::move(job)) {
        const std::lock_guard lock{workshop_.mutex_};
        workshop_.running_[job_->id] = job_;
    }
    ~Entry() {
        const std::lock_guard lock{workshop_.mutex_};
        workshop_.running_.erase(job_->id);
    }
    Entry(const Entry&) = delete;
    Entry& operator=(const Entry&) = delete;

  private:
    Workshop& workshop_;
    const RunningPtr job_;
};

std::exception_ptr Workshop::perform(const RunningPtr& job, bool may_retry) {
    const Entry entry{*this, job};
    announce(job->id);
    const auto error = do_work(job, may_retry);
    announce(job->id);
    return error;
}

std::exception_ptr Workshop::do_work(const RunningPtr& job, bool may_retry) {
    Task task{*this, *job};
    std::exception_ptr error;
    try {
        const auto handler = handlers.find(job->kind);
        if (handler == handlers.end()) throw Fault{FaultCode::conflict, "jobs.unknown_kind"};
        handler->second(task);
        if (task.saw_cancel)
            finish(*job, "cancelled", "");
        else if (task.saw_stop)
            put_back(*job, 0, true, "");
        else
            finish(*job, "done", "");
    } catch (const Fault& fault) {
        error = std::current_exception();
        if (fault.code == FaultCode::unavailable)
            retry_or_fail(*job, may_retry, fault.key + " " + fault.internal);
        else
            finish(*job, "failed", fault_json(fault));
    } catch (const std::exception& defect) {
        error = std::current_exception();
        retry_or_fail(*job, may_retry, defect.what());
    }
    return error;
}

void Workshop::retry_or_fail(const Running& job, bool may_retry, const std::string& why) {
    log::error("a job failed", {{"job", job.id}, {"kind", job.kind}, {"why", why}});
    const auto fault = fault_json(unavailable("jobs.failed"));
    if (!may_retry || job.attempt >= most_attempts) return finish(job, "failed", fault);
    put_back(job, 5LL << (2 * (job.attempt - 1)), false, fault);  // 5 s, 20 s, 80 s, 320 s
}

void Workshop::finish(const Running& job, std::string_view state, const std::string& fault) {
    database.write({.door = "job"}, [&](storage::Write& write) {
        const auto ended = write.execute(sql::end_job, {{"id", job.id},
                                                        {"owner", owner_},
                                                        {"state", state},
                                                        {"fault", fault},
                                                        {"done", job.done},
                                                        {"total", job.total},
                                                        {"note", job.note},
                                                        {"at", now()}});
        const auto told = given_up.find(job.kind);
        if (ended > 0 && state == "failed" && told != given_up.end()) told->second(write, job.subject_id);
    });
}

void Workshop::put_back(const Running& job, std::int64_t pause_s, bool forgiven, const std::string& fault) {
    database.write({.door = "job"}, [&](storage::Write& write) {
        write.execute(sql::put_back, {{"id", job.id},
                                      {"owner", owner_},
                                      {"run_after", now().us + pause_s * second},
                                      {"forgiven", forgiven ? 1 : 0},
                                      {"fault", fault},
                                      {"at", now()}});
    });
}

void Workshop::save_progress(const Running& job) {
    database.write({.door = "job"}, [&](storage::Write& write) {
        write.execute(sql::save_progress, {{"id", job.id},
                                           {"owner", owner_},
                                           {"done", job.done},
                                           {"total", job.total},
                                           {"note", job.note},
                                           {"at", now()}});
    });
    announce(job.id);
}

void Workshop::announce(const std::string& job_id) {
    if (!publish_) return;
    std::string actor_id;
    const auto json = database.read([&](storage::Read& read) -> std::string {
        auto rows = read.query(sql::find_job, {{"id", job_id}});
        if (!rows.next()) return "";
        actor_id = rows.text(3);
        return job_json(rows, std::nullopt);
    });
    if (!json.empty()) publish_(json, actor_id);
}

}  // namespace kamino::jobs
