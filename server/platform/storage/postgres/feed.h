// Tells other nodes that the change log has grown, and hears it from them. One thread with one connection of
// its own: NOTIFY at most once a second however many commits there were (a NOTIFY in each transaction would
// put every commit in one queue), LISTEN as a hint only. After a lost connection it says "look again" once,
// because what was said meanwhile is lost. Behind a transaction pooler it looks at the log's head once a
// second instead. It also sweeps write marks older than a day, hourly. Thread-safe.
#pragma once
#include <atomic>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "platform/storage/postgres/connection.h"

namespace kamino::storage::postgres {

class Feed {
  public:
    explicit Feed(const Target& target);
    ~Feed();
    Feed(const Feed&) = delete;
    Feed& operator=(const Feed&) = delete;

    void on_change(std::function<void()> fn);
    // This node committed changes: calls the listeners here, and tells the other nodes soon.
    void committed();

  private:
    void run();
    void follow(Connection& connection);
    void say(Connection& connection);
    void look(Connection& connection);
    void sweep(Connection& connection);
    void call_listeners();
    void wake() const;
    Millis until_next() const;

    const Target& target_;
    int wake_ = -1;
    std::atomic<bool> stopping_{false}, pending_{false}, wanted_{false};
    std::mutex mutex_;
    std::vector<std::function<void()>> listeners_;
    Clock::time_point said_{}, swept_{};
    std::string head_;
    std::thread thread_;
};

}  // namespace kamino::storage::postgres
