#include "platform/storage/postgres/database.h"

#include <random>
#include <stdexcept>
#include <thread>

#include "platform/base/id.h"
#include "platform/base/log.h"
#include "platform/storage/postgres/postgres.h"

namespace kamino::storage {

std::unique_ptr<Database> open_postgres(const std::string& url, const Options& options) {
    auto target = postgres::Target::parse(url, std::chrono::milliseconds{std::max(options.deadline_ms, 1)});
    return std::make_unique<postgres::PostgresDatabase>(std::move(target), options.readers);
}

namespace postgres {
namespace {

constexpr int most_repeats = 5;
constexpr int oldest_server = 150000;
constexpr Millis longest_doubt{
    30'000};  // how long an unknown outcome is looked up: a crashed server has to recover

class ReadSession final : public Read {
  public:
    explicit ReadSession(Transaction& t) : transaction_(t) {}
    Engine engine() const override { return Engine::postgres; }
    Rows query(const Sql& sql, const Args& args) override {
        ++statement_count_;
        return transaction_.query(sql, args);
    }

  private:
    Transaction& transaction_;
};

class WriteSession final : public Write {
  public:
    WriteSession(Transaction& t, const Origin& origin) : transaction_(t) {
        origin_ = origin;
        at_ = now();
    }
    Engine engine() const override { return Engine::postgres; }
    Rows query(const Sql& sql, const Args& args) override {
        ++statement_count_;
        return transaction_.query(sql, args);
    }
    std::int64_t execute(const Sql& sql, const Args& args) override {
        ++statement_count_;
        return transaction_.execute(sql, args);
    }
    std::int64_t execute_in_order(const Sql& sql, std::span<const ValueView> values) override {
        ++statement_count_;
        return transaction_.execute_in_order(sql, values);
    }
    void insert_all(std::string_view table, std::span<const std::string_view> columns,
                    const RowSource& next) override {
        ++statement_count_;
        transaction_.insert_all(table, columns, next);
    }
    void finish() {
        flush_changes();
        transaction_.settle();
    }
    bool changed() const { return changed_; }
    std::vector<std::function<void()>> take_after_commit() { return std::move(after_commit_); }

  private:
    Transaction& transaction_;
};

// Full jitter: two that met once shall not meet again.
void pause_before(int repeat) {
    thread_local std::minstd_rand random{std::random_device{}()};
    const int most = 5 << std::min(repeat, 6);
    std::this_thread::sleep_for(Millis{std::uniform_int_distribution{0, most}(random)});
}

// Leaves the connection clean for the next one; one that cannot be cleaned is dropped by the pool.
void roll_back(Transaction& transaction) noexcept {
    auto& connection = transaction.connection();
    // An export given up half way would have to be read to its end: a new connection is cheaper.
    if (connection.broken() || transaction.unfinished()) return;
    try {
        connection.run("ROLLBACK", transaction.deadline());
    } catch (const std::exception&) {
    }
}

void check_server(PGconn* raw) {
    const int version = PQserverVersion(raw);
    if (version < oldest_server) {
        throw Fault{FaultCode::unavailable,
                    "database.too_old",
                    {{"version", std::to_string(version / 10000)},
                     {"needed", std::to_string(oldest_server / 10000)}}};
    }
    const char* encoding = PQparameterStatus(raw, "server_encoding");
    if (!encoding || std::string_view{encoding} != "UTF8") {
        throw Fault{FaultCode::unavailable, "database.encoding", {{"encoding", encoding ? encoding : "?"}}};
    }
}

}  // namespace

PostgresDatabase::PostgresDatabase(Target target, int pool_size)
    : pool_(std::move(target), pool_size), feed_(pool_.target()) {
    try {
        Connection first{pool_.target(), Clock::now() + pool_.patience()};
        check_server(first.raw());
    } catch (const ConnectionLost& error) {
        throw unavailable("database.unreachable", error.message);
    } catch (const ServerError& error) {
        throw unavailable("database.unreachable", error.state + ' ' + error.message);
    }
}

void PostgresDatabase::do_read(const std::function<void(Read&)>& fn) {
    const auto lease = pool_.begin("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    Transaction transaction{*lease, pool_.target().deadline, false};
    ReadSession session{transaction};
    try {
        fn(session);
        transaction.settle();
    } catch (const RunAgain&) {
        // fn may have handed rows out already; only the caller can know whether it may look again.
        roll_back(transaction);
        throw unavailable("service.unavailable", "a read that the server wants repeated");
    } catch (...) {
        roll_back(transaction);
        throw;
    }
    transaction.guarded("commit", [&] { lease->run("COMMIT", pool_.target().deadline); });
}

void PostgresDatabase::do_write(const Origin& origin, const std::function<void(Write&)>& fn) {
    std::vector<std::function<void()>> after;
    bool changed = false;
    int losses = 0;
    for (int repeat = 0;; ++repeat) {
        std::string mark = base::new_id();
        Fate fate = Fate::well;
        after.clear();
        auto outcome = attempt(origin, fn, mark, after, changed, fate);
        if (outcome == Outcome::unknown) {
            if (resolve(mark)) outcome = Outcome::committed;
            fate = Fate::lost;
        }
        if (outcome == Outcome::committed) break;
        // A lost connection is tried once more; a server's wish up to five times.
        if (repeat >= most_repeats || (fate == Fate::lost && ++losses > 1)) {
            throw unavailable("service.unavailable", "the transaction came to nothing, again and again");
        }
        if (fate != Fate::lost) pause_before(repeat);
    }
    for (const auto& then : after) then();
    if (changed) feed_.committed();
}

PostgresDatabase::Outcome PostgresDatabase::attempt(const Origin& origin,
                                                    const std::function<void(Write&)>& fn, std::string& mark,
                                                    std::vector<std::function<void()>>& after, bool& changed,
                                                    Fate& fate) {
    const auto lease = pool_.begin("BEGIN ISOLATION LEVEL READ COMMITTED");
    Transaction transaction{*lease, pool_.target().deadline, true};
    WriteSession session{transaction, origin};
    std::exception_ptr error;
    try {
        fn(session);
        session.finish();
    } catch (...) {
        error = std::current_exception();
    }
    fate = transaction.fate();
    if (error || fate != Fate::well) {
        roll_back(transaction);
        // Whatever fn made of it: these two have to run again, and nothing of them has happened.
        if (fate == Fate::retry || fate == Fate::lost) return Outcome::again;
        if (error) std::rethrow_exception(error);
        throw std::logic_error{"a write went on after a refused statement"};
    }
    after = session.take_after_commit();
    changed = session.changed();
    if (!transaction.wrote() || !has_marks(*lease)) mark.clear();
    const auto outcome = commit(transaction, mark);
    if (outcome == Outcome::again) fate = Fate::retry;
    return outcome;
}

// The mark travels with the COMMIT: no extra round trip.
PostgresDatabase::Outcome PostgresDatabase::commit(Transaction& transaction, const std::string& mark) {
    auto& connection = transaction.connection();
    connection.take_warning();
    const auto insert = mark.empty() ? std::string{}
                                     : "INSERT INTO write_marks (id, at) VALUES ('" + mark + "', " +
                                           std::to_string(now().us) + "); ";
    try {
        const auto result = connection.run(insert + "COMMIT", transaction.deadline());
        if (std::string_view{PQcmdStatus(result.get())} != "COMMIT") {
            throw std::logic_error{"a write went on after a refused statement"};
        }
        if (!connection.take_warning()) return Outcome::committed;
        log::warn("postgres warned about a commit", {{"mark", mark}});
        return Outcome::unknown;
    } catch (const ServerError& error) {
        roll_back(transaction);
        if (asks_to_run_again(error)) return Outcome::again;
        throw_refusal("commit", error, true);
    } catch (const ConnectionLost& error) {
        if (!transaction.wrote()) return Outcome::committed;
        log::warn("postgres connection lost in a commit", {{"mark", mark}, {"text", error.message}});
        return Outcome::unknown;
    }
}

// Was the transaction of this mark committed? The mark itself is put in by us, as a fence with a negative
// instant: the server makes us wait while the old transaction still holds the key, and one whose COMMIT has
// not even arrived yet can no longer succeed behind our back. What is there afterwards is the answer.
bool PostgresDatabase::resolve(const std::string& mark) {
    if (mark.empty()) throw unavailable("service.outcome_unknown", "a commit before the first migration");
    const auto until = Clock::now() + std::min(longest_doubt, 3 * pool_.target().deadline);
    const auto fence = "INSERT INTO write_marks (id, at) VALUES ('" + mark + "', -" +
                       std::to_string(now().us) +
                       ") ON CONFLICT (id) DO UPDATE SET at = write_marks.at RETURNING at";
    while (Clock::now() < until) {
        try {
            const auto connection = connect_patiently(pool_.target(), until);
            const auto result = connection->run(fence, pool_.patience());
            const bool committed = PQgetvalue(result.get(), 0, 0)[0] != '-';
            log::info("unknown commit resolved", {{"mark", mark}, {"committed", committed ? "yes" : "no"}});
            return committed;
        } catch (const ConnectionLost& error) {
            log::warn("unknown commit not resolved yet", {{"mark", mark}, {"text", error.message}});
        } catch (const ServerError& error) {
            log::warn("unknown commit not resolved yet", {{"mark", mark}, {"text", error.message}});
        }
        std::this_thread::sleep_for(Millis{100});
    }
    throw unavailable("service.outcome_unknown", "mark " + mark);
}

// Before the first migration there is no table for marks.
bool PostgresDatabase::has_marks(Connection& connection) {
    if (has_marks_) return true;
    try {
        const auto result =
            connection.run("SELECT to_regclass('write_marks') IS NOT NULL", pool_.target().deadline);
        if (PQgetvalue(result.get(), 0, 0)[0] == 't') has_marks_ = true;
    } catch (const std::exception&) {
        // The COMMIT will say what is wrong.
    }
    return has_marks_;
}

void PostgresDatabase::backup(const std::string&) {
    throw unavailable("backup.use_pg_dump");
}

}  // namespace postgres
}  // namespace kamino::storage
