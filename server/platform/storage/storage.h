// The two databases behind one door.
//
// Database owns connections. read(fn) runs fn in one read transaction (a snapshot) on the calling thread.
// write(origin, fn) runs fn in one transaction that is committed durably before write returns: on SQLite on
// the one writer thread (group commit: several fns, each in its savepoint, share one fsync), on PostgreSQL on
// a pooled connection, repeated when the server asks for it (serialization failure, deadlock), with an
// unknown COMMIT outcome resolved by a mark. So fn must have no effect but through Write and its return
// value, may run more than once, and must not call the database again. An exception out of fn rolls back that
// fn alone and comes out of write(). All of Database is thread-safe; Read, Write and Rows belong to the fn
// that got them.
#pragma once
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "platform/describe/column_view.h"
#include "platform/storage/sql.h"

namespace kamino::storage {

using describe::Value;
using describe::ValueView;

enum class Engine { sqlite, postgres };

// A named parameter. Text is copied. nullopt and nullptr are NULL; bool is 0 / 1; Date its ISO text; Instant
// its µs.
struct Arg {
    std::string name;  // without ':'
    Value value;

    Arg(std::string_view n, Value v) : name(n), value(std::move(v)) {}
    Arg(std::string_view n, std::nullptr_t) : name(n), value(nullptr) {}
    Arg(std::string_view n, const char* v) : name(n), value(std::string{v}) {}
    Arg(std::string_view n, std::string_view v) : name(n), value(std::string{v}) {}
    Arg(std::string_view n, std::string v) : name(n), value(std::move(v)) {}
    Arg(std::string_view n, bool v) : name(n), value(static_cast<std::int64_t>(v)) {}
    Arg(std::string_view n, int v) : name(n), value(static_cast<std::int64_t>(v)) {}
    Arg(std::string_view n, std::int64_t v) : name(n), value(v) {}
    Arg(std::string_view n, double v) : name(n), value(v) {}
    Arg(std::string_view n, Date v) : name(n), value(v.to_text()) {}
    Arg(std::string_view n, Instant v) : name(n), value(v.us) {}
    template <class T>
    Arg(std::string_view n, const std::optional<T>& v) : name(n), value(nullptr) {
        if (v) *this = Arg{n, *v};
    }
};
using Args = std::vector<Arg>;

// A result, walked once. Getters are strict: a value of another type, or NULL where it is not asked for, is a
// defect (std::logic_error). real() accepts an integer; nothing else converts. Column numbers start at 0.
class Rows {
  public:
    class Source {
      public:
        virtual ~Source() = default;
        virtual bool next() = 0;
        virtual int column_count() const = 0;
        virtual Value value(int column) const = 0;
        virtual std::string_view text(int column) const = 0;  // valid until next()
        virtual std::int64_t integer(int column) const = 0;
        virtual double real(int column) const = 0;
        virtual bool is_null(int column) const = 0;
    };
    explicit Rows(std::unique_ptr<Source> source) : source_(std::move(source)) {}
    bool next() { return source_->next(); }
    int column_count() const { return source_->column_count(); }
    Value value(int c) const { return source_->value(c); }
    std::string_view text_view(int c) const { return source_->text(c); }
    std::string text(int c) const { return std::string{source_->text(c)}; }
    std::int64_t integer(int c) const { return source_->integer(c); }
    double real(int c) const { return source_->real(c); }
    bool boolean(int c) const { return integer(c) != 0; }
    bool is_null(int c) const { return source_->is_null(c); }
    std::optional<std::string> maybe_text(int c) const {
        return is_null(c) ? std::nullopt : std::optional{text(c)};
    }
    std::optional<std::int64_t> maybe_integer(int c) const {
        return is_null(c) ? std::nullopt : std::optional{integer(c)};
    }
    std::optional<double> maybe_real(int c) const {
        return is_null(c) ? std::nullopt : std::optional{real(c)};
    }
    Instant instant(int c) const { return {integer(c)}; }
    std::optional<Date> maybe_date(int c) const;  // NULL or '' -> nullopt

  private:
    std::unique_ptr<Source> source_;
};

class Read {
  public:
    virtual ~Read() = default;
    virtual Engine engine() const = 0;
    // Rows come lazily on SQLite: finish them before the next statement with the same text.
    virtual Rows query(const Sql& sql, const Args& args = {}) = 0;
    // First column of the first row; nullopt when there is no row or it is NULL.
    std::optional<std::int64_t> integer(const Sql& sql, const Args& args = {});
    std::optional<std::string> text(const Sql& sql, const Args& args = {});
    // Statements run so far in this transaction; for tests and metrics.
    int statement_count() const { return statement_count_; }

  protected:
    int statement_count_ = 0;
};

// Who writes and by which door; goes into every change.
struct Origin {
    std::string actor_id;      // user id; "" = the system itself
    std::string door = "api";  // ui api import job rule connector cli migration
    std::string request_id;
};

// One line of the ordered change log.
struct Change {
    std::string entity;  // describe name: "account"
    std::string entity_id;
    std::string account_id;                   // "" = belongs to no account
    std::string action;                       // insert update delete restore, or a business verb
    std::string before = "{}", after = "{}";  // JSON objects of the fields that differ
};

// Fills one value a column and says whether there was one more row; texts stay good until the next call.
using RowSource = std::function<bool(std::span<ValueView> row)>;

class Write : public Read {
  public:
    // Rows affected. A broken UNIQUE, foreign key, CHECK or NOT NULL is thrown as ConstraintError.
    virtual std::int64_t execute(const Sql& sql, const Args& args = {}) = 0;
    // The same with the values alone, in the order in which the text first names its parameters: for
    // statements that run once a row of something large.
    virtual std::int64_t execute_in_order(const Sql& sql, std::span<const ValueView> values) = 0;
    // Inserts many rows fast (prepared loop on SQLite, COPY on PostgreSQL).
    virtual void insert_all(std::string_view table, std::span<const std::string_view> columns,
                            const RowSource& next) = 0;
    // The same of rows at hand; each has one Value per column.
    void bulk_insert(std::string_view table, std::span<const std::string_view> columns,
                     std::span<const std::vector<Value>> rows);
    // Buffers a change; they are written, numbered in commit order, when fn has returned.
    void record(Change change) { changes_.push_back(std::move(change)); }
    // Runs after the commit, on the writing thread; must be quick and must not throw.
    void after_commit(std::function<void()> fn) { after_commit_.push_back(std::move(fn)); }
    const Origin& origin() const { return origin_; }
    Instant at() const { return at_; }  // one instant for the whole transaction

  protected:
    void flush_changes();   // engines call it before they release the savepoint or commit; empties changes_
    bool changed_ = false;  // flush_changes() wrote something: on_change is due after the commit
    Origin origin_;
    Instant at_;
    std::vector<Change> changes_;
    std::vector<std::function<void()>> after_commit_;
};

struct ConstraintError : std::exception {
    enum class Kind { unique, foreign_key, check, not_null } kind = Kind::unique;
    std::string detail;  // the engine's text; for the log
    const char* what() const noexcept override { return detail.c_str(); }
};

struct Options {
    int readers = 4;           // SQLite: read connections; PostgreSQL: pool size with the writers
    int group_commit_ms = 5;   // SQLite: longest wait for company, 0..50
    int deadline_ms = 30'000;  // PostgreSQL: client-side deadline of one statement
    bool create = true;        // SQLite: make the file when there is none
};

class Database {
  public:
    virtual ~Database() = default;
    virtual Engine engine() const = 0;
    virtual std::string url() const = 0;  // without password

    template <class F>
    auto read(F&& fn) {
        using R = std::invoke_result_t<F, Read&>;
        if constexpr (std::is_void_v<R>) {
            do_read([&](Read& r) { fn(r); });
        } else {
            std::optional<R> result;
            do_read([&](Read& r) { result.emplace(fn(r)); });
            return std::move(*result);
        }
    }
    template <class F>
    auto write(const Origin& origin, F&& fn) {
        using R = std::invoke_result_t<F, Write&>;
        if constexpr (std::is_void_v<R>) {
            do_write(origin, [&](Write& w) { fn(w); });
        } else {
            std::optional<R> result;
            do_write(origin, [&](Write& w) { result.emplace(fn(w)); });
            return std::move(*result);
        }
    }
    // Called after every committed write() that recorded changes, with nothing but "look again": the log's
    // sequence is the truth. On PostgreSQL also when another node wrote (LISTEN). Must be quick; any thread.
    virtual void on_change(std::function<void()> fn) = 0;
    // Runs a script of several statements outside the log, in one exclusive transaction: migrations only.
    virtual void run_script(std::string_view script) = 0;
    // A consistent copy: SQLite online backup to a file; PostgreSQL is refused with unavailable
    // "backup.use_pg_dump".
    virtual void backup(const std::string& to_path) = 0;
    // Schema as text in a canonical order, for the drift check and the committed dumps.
    virtual std::string schema_dump() = 0;
    virtual void analyze() = 0;

  private:
    virtual void do_read(const std::function<void(Read&)>& fn) = 0;
    virtual void do_write(const Origin& origin, const std::function<void(Write&)>& fn) = 0;
};

// "sqlite:PATH" or "postgres://…" / "postgresql://…". Fault unavailable when it cannot be opened, is on a
// network file system, or (SQLite) is open in another process.
std::unique_ptr<Database> open(const std::string& url, const Options& options = {});

}  // namespace kamino::storage
