// The connections of one database: at most `size`, opened when needed, taken by one thread at a time. A
// transaction's BEGIN is the health check: a connection that fails it is dropped with all idle ones (the
// server has restarted) and a new one is opened, for a bounded time. Thread-safe; leases must be gone before
// the pool is.
#pragma once
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "platform/storage/postgres/connection.h"

namespace kamino::storage::postgres {

class Pool {
  public:
    Pool(Target target, int size);

    class Lease {
      public:
        Lease(Pool& pool, std::unique_ptr<Connection> c) : pool_(&pool), connection_(std::move(c)) {}
        Lease(Lease&& other) noexcept = default;
        ~Lease();
        Connection& operator*() const { return *connection_; }
        Connection* operator->() const { return connection_.get(); }

      private:
        Pool* pool_;
        std::unique_ptr<Connection> connection_;  // empty after a move
    };

    // A connection on which `begin` has just been run. Fault unavailable "service.unavailable" when there is
    // none in time, or no server.
    Lease begin(const std::string& begin);
    // Every connection is replaced when it comes back: after a change of the schema, or a restart of the
    // server.
    void renew();
    const Target& target() const { return target_; }
    Millis patience() const { return patience_; }

  private:
    std::unique_ptr<Connection> take(Clock::time_point until);  // nullptr: a place, to be filled by a new one
    std::unique_ptr<Connection> open(Clock::time_point until);
    void give_back(std::unique_ptr<Connection> connection);

    const Target target_;
    const int size_;
    const Millis patience_;
    std::mutex mutex_;
    std::condition_variable returned_;
    std::vector<std::unique_ptr<Connection>> idle_;
    int out_ = 0;  // taken or being opened
    std::int64_t generation_ = 0;
};

// A new connection, tried again until the time is over: a server that restarts refuses for some seconds.
std::unique_ptr<Connection> connect_patiently(const Target& target, Clock::time_point until);

}  // namespace kamino::storage::postgres
