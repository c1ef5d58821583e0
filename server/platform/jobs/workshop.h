// Where jobs are done: the worker threads, the jobs running in this process, and one keeper thread that
// renews their leases and looks whether somebody (on another node, too) asked to cancel. Thread-safe.
#pragma once
#include <atomic>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "platform/jobs/jobs.h"

namespace kamino::jobs {

using Publish = std::function<void(const std::string& json, const std::string& actor_id)>;

// A claimed job; shared by its worker and the keeper.
struct Running {
    std::string id, kind, subject_id, payload, actor_id;
    std::int64_t attempt = 0, done = 0, total = 0;
    std::string note;
    std::atomic<bool> cancel_asked = false;
    std::atomic<bool> lost = false;  // another worker has the lease now
};

class Workshop {
  public:
    Workshop(storage::Database& database, Publish publish, int workers);
    ~Workshop();

    storage::Database& database;
    std::map<std::string, Work> handlers;  // filled before start, as what follows
    std::map<std::string, GivenUp> given_up;
    std::vector<std::function<void(storage::Write&)>> chores;

    void start();
    void stop();
    void wake();
    void run_now(const std::string& job_id);
    void ask_cancel(const std::string& job_id);  // of a job that may run here
    bool stopping() const { return stopping_; }

    void save_progress(const Running& job);
    // What became of a job's state, told to the event stream.
    void announce(const std::string& job_id);

  private:
    using RunningPtr = std::shared_ptr<Running>;
    class Entry;
    void work();
    void keep();
    void do_chores();
    void look_after();
    void renew();
    void ensure_keeper();
    RunningPtr claim_next();
    RunningPtr claim(storage::Write& write, const std::string& id, std::int64_t seen_lease);
    // Does the job and writes what became of it; a Fault or defect is returned, too.
    std::exception_ptr perform(const RunningPtr& job, bool may_retry);
    std::exception_ptr do_work(const RunningPtr& job, bool may_retry);
    void finish(const Running& job, std::string_view state, const std::string& fault);
    void put_back(const Running& job, std::int64_t pause_s, bool forgiven, const std::string& fault);
    void retry_or_fail(const Running& job, bool may_retry, const std::string& why);

    const Publish publish_;
    const int workers_;
    const std::string owner_;
    std::atomic<bool> stopping_ = false;
    std::mutex mutex_;  // guards what follows
    std::condition_variable changed_;
    bool woken_ = false;
    std::map<std::string, RunningPtr> running_;
    std::vector<std::thread> threads_;
    std::thread keeper_;
};

// One job as JSON; `language` set: its fault with a message in that language.
std::string job_json(const storage::Rows& row, std::optional<i18n::Language> language);

}  // namespace kamino::jobs
