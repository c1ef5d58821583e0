// The pool of threads that run handlers, and everything else that may block.
#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace kamino::http {

class Workers {
  public:
    Workers(int threads, std::size_t max_waiting);
    ~Workers();
    // False when `max_waiting` jobs wait already. `always` is for the rest of work that was admitted before.
    // Jobs must not throw.
    bool submit(std::function<void()> job, bool always = false);
    void stop();  // runs what waits, then joins; idempotent
    std::size_t waiting() const;

  private:
    void work();
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::function<void()>> jobs_;
    const std::size_t max_waiting_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace kamino::http
