// One connection to PostgreSQL: sends without blocking and waits on the socket with a deadline that is ours,
// so that a silent server or network costs a bounded time. When the deadline passes, the server is asked to
// cancel and the connection is given up. One thread at a time.
#pragma once
#include <libpq-fe.h>

#include <cstdint>
#include <exception>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "platform/storage/postgres/statements.h"
#include "platform/storage/postgres/target.h"

namespace kamino::storage::postgres {

// The server refused a statement; the connection lives.
struct ServerError : std::exception {
    std::string state;  // SQLSTATE
    std::string message;
    const char* what() const noexcept override { return message.c_str(); }
};
// The connection is gone, or the server said that it is going: what was in flight may or may not have
// happened.
struct ConnectionLost : std::exception {
    explicit ConnectionLost(std::string why, bool late_ = false) : message(std::move(why)), late(late_) {}
    std::string message;
    bool late;  // our own deadline passed
    const char* what() const noexcept override { return message.c_str(); }
};

struct ResultDeleter {
    void operator()(PGresult* r) const { PQclear(r); }
};
using Result = std::unique_ptr<PGresult, ResultDeleter>;

class Connection {
  public:
    // Connects and settles the session's options. ConnectionLost when it does not come about; `until` bounds
    // each host's time to 2..5 s.
    Connection(const Target& target, Clock::time_point until);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    // Statements without parameters in one round trip; gives the last one's result.
    Result run(const std::string& script, Millis deadline);
    // Starts one statement, row by row; read it with next() until that gives nullptr.
    void start(const Bound& bound, Millis deadline);
    void start_copy(const std::string& copy, Millis deadline);
    void put_copy(std::string_view data, Millis deadline);
    void end_copy(Millis deadline);
    // The next result; nullptr at the end. ServerError has already read the statement to its end.
    Result next(Millis deadline);

    // Waits until the server says something, or `wake` becomes readable, or the time is over. For the change
    // feed.
    void idle(int wake, Millis time);
    bool take_notification();  // true: another session notified

    Statements& statements() { return statements_; }
    bool broken() const { return broken_; }
    bool in_transaction() const { return PQtransactionStatus(raw_) != PQTRANS_IDLE; }
    // A WARNING 01000 came since the last call: on a COMMIT it means that the outcome is not what it seems.
    bool take_warning() { return std::exchange(warned_, false); }
    void forget_statements() { statements_.clear(); }
    void tidy();  // outside a transaction: drops the statements when they are too many
    PGconn* raw() { return raw_; }
    std::int64_t generation = 0;  // the pool's: which schema its statements know

  private:
    void connect(Clock::time_point until);
    void settle_session();
    void flush(Clock::time_point until);
    void wait(short events, Clock::time_point until);
    Result checked(PGresult* raw, Millis deadline);
    [[noreturn]] void lose(bool late = false);

    const Target& target_;
    PGconn* raw_ = nullptr;
    Statements statements_;
    bool broken_ = false;
    bool warned_ = false;
};

}  // namespace kamino::storage::postgres
