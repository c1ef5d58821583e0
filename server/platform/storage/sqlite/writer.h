// The one thread that writes to a SQLite database. Callers queue; the thread runs what is queued in one
// transaction, each fn in its own savepoint, for at most the window, and commits once for all of them (group
// commit). A lone writer never waits for company. Owns the writer's connection. All functions are
// thread-safe.
#pragma once
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "platform/storage/sqlite/session.h"

namespace kamino::storage {

class Writer {
  public:
    // `committed` runs on the writer thread after every batch that recorded changes.
    Writer(const std::string& path, std::chrono::milliseconds window, std::function<void()> committed);
    // Runs what is queued, then stops.
    ~Writer();

    // Both return when the work is on the disk, and throw what it threw.
    void write(const Origin& origin, const std::function<void(Write&)>& fn);
    void alone(std::function<void(Connection&)> task);  // outside any transaction

    std::int64_t commits() const { return commits_.load(); }

  private:
    struct Job {
        const Origin* origin = nullptr;
        const std::function<void(Write&)>* fn = nullptr;
        std::function<void(Connection&)> task;
        std::vector<std::function<void()>> after_commit;
        bool changed = false;
        std::exception_ptr error;  // its caller, and nobody else, lets go of it last
        bool done = false;         // under mutex_
        std::condition_variable heard;
    };
    // A Job lives on its caller's stack, until done is set.
    void submit(Job& job);
    void answer(std::span<Job* const> jobs);
    void work();
    Job* next_write(std::chrono::steady_clock::time_point until);
    void run_alone(Job& job);
    void run_batch(Job& first);
    bool run_in_savepoint(Job& job);
    void commit(std::vector<Job*>& batch);
    void fail_all(std::vector<Job*>& batch, const std::string& key);
    void roll_back();
    void tidy();

    Connection connection_;
    std::chrono::milliseconds window_;
    std::function<void()> committed_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Job*> queue_;
    bool stopping_ = false;
    bool untidy_ = false;  // written since the last tidy(); writer thread only
    std::chrono::steady_clock::time_point optimized_{};
    std::atomic<std::int64_t> commits_{0};
    std::thread thread_;  // last: starts when all else is there
};

}  // namespace kamino::storage
