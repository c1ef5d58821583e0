#include "platform/storage/sqlite/reader_pool.h"

#include <chrono>

#include "platform/base/log.h"

namespace kamino::storage {
namespace {

constexpr Sql begin{"sqlite.begin_read", "BEGIN"};
constexpr Sql rollback{"sqlite.end_read", "ROLLBACK"};
constexpr auto longest_wait = std::chrono::seconds{10};

}  // namespace

void ReaderPool::read(const std::function<void(Connection&)>& fn) {
    auto reader = take();
    const auto end = [&] {
        try {
            if (reader.connection->in_transaction()) reader.connection->run(rollback);
        } catch (const std::exception& error) {
            log::error("a read transaction would not end", {{"detail", error.what()}});
            reader.connection.reset();
        }
        give_back(std::move(reader));
    };
    try {
        reader.connection->run(begin);
        fn(*reader.connection);
    } catch (...) {
        end();
        throw;
    }
    end();
}

void ReaderPool::renew() {
    std::vector<Reader> old;
    const std::lock_guard lock{mutex_};
    ++generation_;
    old.swap(idle_);
}

ReaderPool::Reader ReaderPool::take() {
    std::unique_lock lock{mutex_};
    if (!free_.wait_for(lock, longest_wait, [this] { return lent_ < limit_; })) {
        Fault fault = unavailable("service.busy", "no free read connection");
        fault.retry_after_s = 1;
        throw fault;
    }
    ++lent_;
    if (!idle_.empty()) {
        auto reader = std::move(idle_.back());
        idle_.pop_back();
        return reader;
    }
    const int generation = generation_;
    lock.unlock();
    try {
        return {std::make_unique<Connection>(path_, Connection::Role::reader), generation};
    } catch (...) {
        give_back({});
        throw;
    }
}

void ReaderPool::give_back(Reader reader) {
    {
        const std::lock_guard lock{mutex_};
        --lent_;
        if (reader.connection && reader.generation == generation_) idle_.push_back(std::move(reader));
    }
    free_.notify_one();
}

}  // namespace kamino::storage
