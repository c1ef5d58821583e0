// The read connections of a SQLite database: opened when first needed, at most `limit`, lent to one thread at
// a time, the most recently used first. Thread-safe.
#pragma once
#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include "platform/storage/sqlite/connection.h"

namespace kamino::storage {

class ReaderPool {
  public:
    ReaderPool(std::string path, int limit) : path_(std::move(path)), limit_(limit < 1 ? 1 : limit) {}

    // Runs fn in one read transaction. Waits at most ten seconds for a connection, then Fault unavailable
    // "service.busy".
    void read(const std::function<void(Connection&)>& fn);
    // Connections lent from now on are new ones: they see the statistics that ANALYZE has just made.
    void renew();

  private:
    struct Reader {
        std::unique_ptr<Connection> connection;
        int generation = 0;
    };
    Reader take();
    void give_back(Reader reader);

    std::string path_;
    int limit_;
    std::mutex mutex_;
    std::condition_variable free_;
    std::vector<Reader> idle_;
    int lent_ = 0;
    int generation_ = 0;
};

}  // namespace kamino::storage
