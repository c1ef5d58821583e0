#include "platform/storage/sqlite/writer.h"

#include <stdexcept>

#include "platform/base/log.h"

namespace kamino::storage {
namespace {

using Clock = std::chrono::steady_clock;

constexpr Sql begin{"sqlite.begin", "BEGIN IMMEDIATE"};
constexpr Sql commit_sql{"sqlite.commit", "COMMIT"};
constexpr Sql rollback{"sqlite.rollback", "ROLLBACK"};
constexpr Sql savepoint{"sqlite.savepoint", "SAVEPOINT fn"};
constexpr Sql rollback_to{"sqlite.rollback_to", "ROLLBACK TO fn"};
constexpr Sql release{"sqlite.release", "RELEASE fn"};
constexpr auto idle_after = std::chrono::seconds{20};
constexpr auto optimize_every = std::chrono::hours{1};
constexpr std::size_t largest_batch = 512;

// What the others of a batch hear when this error took their transaction with it: message key, text for the
// log.
std::pair<std::string, std::string> told(const std::exception_ptr& error) {
    try {
        std::rethrow_exception(error);
    } catch (const Fault& fault) {
        if (fault.code != FaultCode::unavailable) return {"service.storage_failed", fault.key};
        return {fault.key, fault.internal};
    } catch (const std::exception& other) {
        return {"service.storage_failed", other.what()};
    } catch (...) {
        return {"service.storage_failed", "unknown"};
    }
}

}  // namespace

Writer::Writer(const std::string& path, std::chrono::milliseconds window, std::function<void()> committed)
    : connection_(path, Connection::Role::writer),
      window_(window),
      committed_(std::move(committed)),
      optimized_(Clock::now()),
      thread_([this] { work(); }) {}

Writer::~Writer() {
    {
        const std::lock_guard lock{mutex_};
        stopping_ = true;
    }
    wake_.notify_all();
    thread_.join();
}

void Writer::write(const Origin& origin, const std::function<void(Write&)>& fn) {
    Job job;
    job.origin = &origin;
    job.fn = &fn;
    submit(job);
}

void Writer::alone(std::function<void(Connection&)> task) {
    Job job;
    job.task = std::move(task);
    submit(job);
}

void Writer::submit(Job& job) {
    if (std::this_thread::get_id() == thread_.get_id()) {
        throw std::logic_error{"a write from inside a write or an after_commit"};
    }
    std::unique_lock lock{mutex_};
    queue_.push_back(&job);
    wake_.notify_one();
    job.heard.wait(lock, [&] { return job.done; });
    lock.unlock();
    if (job.error) std::rethrow_exception(std::exchange(job.error, nullptr));
}

// The lock is held while they are told: else a job could be gone before its condition is through with
// notifying.
void Writer::answer(std::span<Job* const> jobs) {
    const std::lock_guard lock{mutex_};
    for (Job* job : jobs) {
        job->done = true;
        job->heard.notify_one();
    }
}

void Writer::work() {
    std::unique_lock lock{mutex_};
    while (true) {
        const bool found = wake_.wait_for(lock, idle_after, [this] { return stopping_ || !queue_.empty(); });
        if (queue_.empty()) {
            if (found) return;
            lock.unlock();
            tidy();
            lock.lock();
            continue;
        }
        Job& job = *queue_.front();
        queue_.pop_front();
        lock.unlock();
        if (job.task) {
            run_alone(job);
        } else {
            run_batch(job);
        }
        untidy_ = true;
        lock.lock();
    }
}

void Writer::run_alone(Job& job) {
    try {
        job.task(connection_);
    } catch (...) {
        job.error = std::current_exception();
    }
    job.task = nullptr;
    roll_back();
    Job* const jobs[] = {&job};
    answer(jobs);
}

// Leaves the connection outside any transaction, whatever happened before.
void Writer::roll_back() {
    if (!connection_.in_transaction()) return;
    try {
        connection_.run(rollback);
    } catch (const std::exception& error) {
        log::error("a rollback failed", {{"detail", error.what()}});
    }
}

Writer::Job* Writer::next_write(Clock::time_point until) {
    if (Clock::now() >= until) return nullptr;
    const std::lock_guard lock{mutex_};
    if (queue_.empty() || queue_.front()->task) return nullptr;
    Job* job = queue_.front();
    queue_.pop_front();
    return job;
}

void Writer::run_batch(Job& first) {
    std::vector<Job*> batch{&first};
    try {
        connection_.run(begin);
    } catch (...) {
        const auto [key, detail] = told(std::current_exception());
        log::error("the writer could not begin", {{"detail", detail}});
        fail_all(batch, key);
        return;
    }
    const auto until = Clock::now() + window_;
    bool alive = run_in_savepoint(first);
    while (alive && batch.size() < largest_batch) {
        Job* job = next_write(until);
        if (!job) break;
        batch.push_back(job);
        alive = run_in_savepoint(*job);
    }
    if (alive) {
        commit(batch);
        return;
    }
    // SQLite gave up the whole transaction (full disk, I/O error): nobody's work is there any more.
    const auto [key, detail] = told(batch.back()->error);
    log::error("the writer lost its transaction", {{"detail", detail}});
    roll_back();
    fail_all(batch, key);
}

// False when the batch's transaction is gone.
bool Writer::run_in_savepoint(Job& job) {
    try {
        connection_.run(savepoint);
        SqliteWrite write{connection_, *job.origin};
        (*job.fn)(write);
        write.finish();
        connection_.run(release);
        job.after_commit = write.take_after_commit();
        job.changed = write.changed();
        return true;
    } catch (...) {
        job.error = std::current_exception();
    }
    if (!connection_.in_transaction()) return false;
    try {
        connection_.run(rollback_to);
        connection_.run(release);
        return true;
    } catch (const std::exception&) {
        return false;
    }
}

void Writer::commit(std::vector<Job*>& batch) {
    try {
        connection_.run(commit_sql);
    } catch (...) {
        const auto [key, detail] = told(std::current_exception());
        log::error("a commit failed", {{"detail", detail}, {"writes", std::to_string(batch.size())}});
        roll_back();
        fail_all(batch, key);
        return;
    }
    ++commits_;
    bool changed = false;
    for (Job* job : batch) {
        changed = changed || (job->changed && !job->error);
        for (auto& fn : job->after_commit) {
            try {
                fn();
            } catch (const std::exception& error) {
                log::error("an after_commit threw", {{"detail", error.what()}});
            }
        }
        job->after_commit.clear();
    }
    if (changed) committed_();
    answer(batch);
}

// Each caller gets an exception of its own: they may change it.
void Writer::fail_all(std::vector<Job*>& batch, const std::string& key) {
    for (Job* job : batch) {
        job->after_commit.clear();
        if (!job->error) {
            job->error = std::make_exception_ptr(unavailable(key, "the batch's transaction failed"));
        }
    }
    answer(batch);
}

void Writer::tidy() {
    if (!untidy_) return;
    untidy_ = false;
    try {
        connection_.run_script("PRAGMA wal_checkpoint(PASSIVE); PRAGMA shrink_memory", "checkpoint");
        if (Clock::now() - optimized_ > optimize_every) {
            connection_.run_script("PRAGMA optimize", "optimize");
            optimized_ = Clock::now();
        }
    } catch (const std::exception& error) {
        log::warn("tidying the database failed", {{"detail", error.what()}});
    }
}

}  // namespace kamino::storage
