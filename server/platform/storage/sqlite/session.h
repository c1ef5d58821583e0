// What an fn gets on SQLite: Read on a reader's connection, Write on the writer's. They borrow the
// connection.
#pragma once
#include "platform/storage/sqlite/connection.h"
#include "platform/storage/storage.h"

namespace kamino::storage {

class SqliteRead final : public Read {
  public:
    explicit SqliteRead(Connection& connection) : connection_(connection) {}
    Engine engine() const override { return Engine::sqlite; }
    Rows query(const Sql& sql, const Args& args) override;

  private:
    Connection& connection_;
};

class SqliteWrite final : public Write {
  public:
    SqliteWrite(Connection& connection, const Origin& origin);
    Engine engine() const override { return Engine::sqlite; }
    Rows query(const Sql& sql, const Args& args) override;
    std::int64_t execute(const Sql& sql, const Args& args) override;
    std::int64_t execute_in_order(const Sql& sql, std::span<const ValueView> values) override;
    void insert_all(std::string_view table, std::span<const std::string_view> columns,
                    const RowSource& next) override;

    // For the writer: after fn and before its savepoint is released.
    void finish();
    bool changed() const { return changed_; }
    std::vector<std::function<void()>> take_after_commit() { return std::move(after_commit_); }

  private:
    // Defends against an fn that has swallowed the error which cost it the transaction: its next statement
    // would commit by itself.
    void require_transaction() const;
    Connection& connection_;
};

}  // namespace kamino::storage
