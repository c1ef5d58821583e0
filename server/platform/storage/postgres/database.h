// The PostgreSQL engine: a pool, a change feed, and the rules by which a transaction runs again. Thread-safe.
#pragma once
#include <atomic>
#include <exception>

#include "platform/storage/postgres/feed.h"
#include "platform/storage/postgres/pool.h"
#include "platform/storage/postgres/transaction.h"
#include "platform/storage/storage.h"

namespace kamino::storage::postgres {

class PostgresDatabase final : public Database {
  public:
    // Connects once and checks the server: version 15 or newer, UTF-8.
    PostgresDatabase(Target target, int pool_size);

    Engine engine() const override { return Engine::postgres; }
    std::string url() const override { return pool_.target().shown; }
    void on_change(std::function<void()> fn) override { feed_.on_change(std::move(fn)); }
    void run_script(std::string_view script) override;
    void backup(const std::string& to_path) override;
    std::string schema_dump() override;
    void analyze() override;

  private:
    enum class Outcome { committed, again, unknown };

    void do_read(const std::function<void(Read&)>& fn) override;
    void do_write(const Origin& origin, const std::function<void(Write&)>& fn) override;
    Outcome attempt(const Origin& origin, const std::function<void(Write&)>& fn, std::string& mark,
                    std::vector<std::function<void()>>& after, bool& changed, Fate& fate);
    Outcome commit(Transaction& transaction, const std::string& mark);
    bool resolve(const std::string& mark);
    bool has_marks(Connection& connection);

    Pool pool_;
    std::atomic<bool> has_marks_{false};
    Feed feed_;
};

}  // namespace kamino::storage::postgres
