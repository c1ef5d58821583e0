#include "platform/storage/postgres/pool.h"

#include <algorithm>
#include <thread>

#include "platform/base/fault.h"
#include "platform/base/log.h"

namespace kamino::storage::postgres {
namespace {

Fault none_in_time(std::string why) {
    auto fault = unavailable("service.unavailable", std::move(why));
    fault.retry_after_s = 1;
    return fault;
}

}  // namespace

std::unique_ptr<Connection> connect_patiently(const Target& target, Clock::time_point until) {
    for (Millis pause{50};; pause = std::min(2 * pause, Millis{500})) {
        try {
            return std::make_unique<Connection>(target, until);
        } catch (const ConnectionLost& error) {
            if (Clock::now() + pause >= until) throw none_in_time(error.message);
        } catch (const ServerError& error) {
            throw none_in_time(error.message);
        }
        std::this_thread::sleep_for(pause);
    }
}

Pool::Pool(Target target, int size)
    : target_(std::move(target)),
      size_(std::max(size, 1)),
      patience_(std::min(target_.deadline, Millis{10'000})) {}

Pool::Lease::~Lease() {
    if (connection_) pool_->give_back(std::move(connection_));
}

std::unique_ptr<Connection> Pool::take(Clock::time_point until) {
    std::unique_lock lock{mutex_};
    if (!returned_.wait_until(lock, until, [&] { return out_ < size_; })) {
        throw none_in_time("every connection of the pool is busy");
    }
    ++out_;
    if (idle_.empty()) return nullptr;
    auto connection = std::move(idle_.back());
    idle_.pop_back();
    return connection;
}

void Pool::give_back(std::unique_ptr<Connection> connection) {
    try {
        if (connection && (connection->broken() || connection->in_transaction())) connection.reset();
        if (connection) connection->tidy();
    } catch (const std::exception&) {
        connection.reset();
    }
    {
        std::lock_guard lock{mutex_};
        --out_;
        if (connection && connection->generation == generation_) idle_.push_back(std::move(connection));
    }
    returned_.notify_one();
}

void Pool::renew() {
    std::vector<std::unique_ptr<Connection>> dropped;
    std::lock_guard lock{mutex_};
    ++generation_;
    dropped.swap(idle_);
}

std::unique_ptr<Connection> Pool::open(Clock::time_point until) {
    std::int64_t generation = 0;
    {
        std::lock_guard lock{mutex_};
        generation = generation_;
    }
    auto connection = connect_patiently(target_, until);
    connection->generation = generation;
    return connection;
}

Pool::Lease Pool::begin(const std::string& begin) {
    const auto until = Clock::now() + patience_;
    auto connection = take(until);
    try {
        for (;;) {
            const bool used = connection != nullptr;
            if (!connection) connection = open(until);
            try {
                connection->run(begin, patience_);
                return Lease{*this, std::move(connection)};
            } catch (const ConnectionLost& error) {
                connection.reset();
                if (error.late || Clock::now() >= until) throw none_in_time(error.message);
                log::info("postgres connection replaced", {{"text", error.message}});
                if (used) renew();
            } catch (const ServerError& error) {
                throw none_in_time(error.state + ' ' + error.message);
            }
        }
    } catch (...) {
        // The place in the pool was ours; the connection, if it lives, is in an unknown state.
        give_back(nullptr);
        throw;
    }
}

}  // namespace kamino::storage::postgres
