// One transaction on one connection: statements, their refusals, and what has to become of the transaction.
// Belongs to the thread that runs it.
#pragma once
#include <memory>

#include "platform/storage/postgres/connection.h"
#include "platform/storage/postgres/stream.h"

namespace kamino::storage::postgres {

// What a transaction has come to besides "well".
enum class Fate {
    well,
    refused,  // a statement was refused: only ROLLBACK is left
    retry,    // the server asks to run it again
    lost,     // the connection went; before the COMMIT, so nothing happened
    late,     // as lost, by our deadline: not again
};

// Comes out of statements when the whole has to run again; caught by the database, whatever fn does with it.
struct RunAgain : std::exception {
    const char* what() const noexcept override { return "the transaction has to run again"; }
};

class Transaction {
  public:
    Transaction(Connection& connection, Millis deadline, bool writes)
        : connection_(connection), deadline_(deadline), writes_(writes) {}
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    Rows query(const Sql& sql, const Args& args);
    std::int64_t execute(const Sql& sql, const Args& args);
    std::int64_t execute_in_order(const Sql& sql, std::span<const ValueView> values);
    void insert_all(std::string_view table, std::span<const std::string_view> columns, const RowSource& next);
    void settle();  // reads what an unfinished result still holds
    bool unfinished() const { return stream_ && !stream_->finished(); }
    bool wrote() const { return wrote_; }
    Fate fate() const { return fate_; }
    Connection& connection() { return connection_; }
    Millis deadline() const { return deadline_; }

    // Runs `fn` and turns what the connection throws into the storage's own exceptions, noting the fate.
    template <class F>
    auto guarded(std::string_view name, F&& fn) -> decltype(fn()) {
        try {
            return fn();
        } catch (const ServerError& error) {
            refuse(name, error);
        } catch (const ConnectionLost& error) {
            lose(name, error);
        }
    }

  private:
    std::shared_ptr<Stream> start(const Sql& sql, const Args& args);
    [[noreturn]] void refuse(std::string_view name, const ServerError& error);
    [[noreturn]] void lose(std::string_view name, const ConnectionLost& error);

    Connection& connection_;
    Millis deadline_;
    bool writes_;
    bool wrote_ = false;
    Fate fate_ = Fate::well;
    std::shared_ptr<Stream> stream_;
};

// Rows as COPY's text format: columns apart by tabs, NULL as \N.
void append_copy_row(std::string& out, std::span<const ValueView> row);
// The exception for a refusal that is neither a constraint nor to be retried.
[[noreturn]] void throw_refusal(std::string_view name, const ServerError& error, bool writes);
bool asks_to_run_again(const ServerError& error);

}  // namespace kamino::storage::postgres
