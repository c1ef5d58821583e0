// One sqlite3 connection with its cache of prepared statements, and the translation of SQLite's result codes
// into the faults of storage.h. A Connection and the Leases taken from it belong to one thread at a time.
#pragma once
#include <sqlite3.h>

#include <list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "platform/storage/storage.h"

namespace kamino::storage {

struct PreparedStatement {
    std::string source;              // the text with :names; the cache's key
    sqlite3_stmt* handle = nullptr;  // owned by the Connection, or by the Lease when it is not cached
    std::vector<std::string> names;  // parameter i + 1
    bool leased = false;
};

class Connection;

// A statement in use: reset and given back to the cache at the end of its life.
class Lease {
  public:
    Lease(Connection& connection, std::string_view name, PreparedStatement* cached);
    Lease(Connection& connection, std::string_view name, std::unique_ptr<PreparedStatement> uncached);
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    ~Lease();

    // Binds by name. `copy`: the values may die before the statement has run to its end.
    void bind(const Args& args, bool copy);
    void bind_in_order(std::span<const ValueView> values);  // the values live until the statement has run
    void bind_at(int position, const ValueView& value, bool copy);
    // true: a row is there; false: done. Throws what Connection::fail says.
    bool step();
    void reset();
    sqlite3_stmt* handle() const { return statement_->handle; }
    const std::string& name() const { return name_; }

  private:
    Connection& connection_;
    std::string name_;
    std::unique_ptr<PreparedStatement> own_;
    PreparedStatement* statement_;
};

class Connection {
  public:
    enum class Role { reader, writer };
    // Opens and sets every pragma of the house (docs: STACK, SQLite rules). Fault unavailable
    // "storage.cannot_open".
    Connection(const std::string& path, Role role);
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    ~Connection();

    // A cached statement; when the cached one is in use, one made for this lease alone.
    std::unique_ptr<Lease> prepare(const Sql& sql);
    // Runs a statement that gives no rows, through the cache; rows affected.
    std::int64_t run(const Sql& sql, const Args& args = {});
    std::int64_t run_in_order(const Sql& sql, std::span<const ValueView> values);
    // Runs a text of any number of statements, outside the cache. `defensive` off only for schema scripts.
    void run_script(const std::string& script, std::string_view name);
    void set_defensive(bool on);
    bool in_transaction() const { return sqlite3_get_autocommit(db_) == 0; }
    bool foreign_keys_pending() const;
    sqlite3* raw() const { return db_; }

    // Throws for the code of the last call: ConstraintError, Fault unavailable (full disk, I/O, busy), or a
    // defect.
    [[noreturn]] void fail(int code, std::string_view statement) const;

  private:
    friend class Lease;
    std::int64_t run(Lease& lease);
    PreparedStatement compile(std::string_view name, std::string_view text, unsigned flags);
    void evict();

    std::string path_;
    Role role_;
    sqlite3* db_ = nullptr;
    std::list<PreparedStatement> cache_;  // most recently used first
    std::unordered_map<std::string_view, std::list<PreparedStatement>::iterator> by_text_;
};

// The statement that inserts one row; column order as given.
std::string insert_text(std::string_view table, std::span<const std::string_view> columns);

}  // namespace kamino::storage
