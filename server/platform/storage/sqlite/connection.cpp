#include "platform/storage/sqlite/connection.h"

#include <cerrno>
#include <mutex>
#include <stdexcept>

#include "platform/storage/sql_text.h"

namespace kamino::storage {
namespace {

constexpr std::size_t cached_statements = 256;

// busy_timeout comes first: the other pragmas may meet a lock. mmap stays off: its pages count once for each
// connection in the process's resident memory, and an I/O error on them is a signal instead of an error code.
constexpr const char* common_pragmas =
    "PRAGMA busy_timeout = 5000;"
    "PRAGMA foreign_keys = ON;"
    "PRAGMA trusted_schema = OFF;"
    "PRAGMA cell_size_check = ON;"
    "PRAGMA mmap_size = 0;";
// The page size holds for new files only: fewer and larger pages halve the calls of a bulk write.
constexpr const char* writer_pragmas =
    "PRAGMA page_size = 8192;"
    "PRAGMA journal_mode = WAL;"
    "PRAGMA synchronous = FULL;"
    "PRAGMA application_id = 1263357263;"  // "KMNO"
    "PRAGMA journal_size_limit = 67108864;"
    "PRAGMA analysis_limit = 1000;"
    "PRAGMA cache_size = -64000;";  // an import touches a page of each index a row; idle, it is given back;
constexpr const char* reader_pragmas =
    "PRAGMA query_only = ON;"
    "PRAGMA cache_size = -3000;";

// SQLite's own memory statistics cost a process-wide mutex in every allocation. One connection a thread at a
// time.
void configure_library() {
    static std::once_flag once;
    std::call_once(once, [] {
        sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
        sqlite3_initialize();
    });
}

ConstraintError::Kind constraint_kind(int code) {
    switch (code) {
        case SQLITE_CONSTRAINT_FOREIGNKEY:
            return ConstraintError::Kind::foreign_key;
        case SQLITE_CONSTRAINT_NOTNULL:
            return ConstraintError::Kind::not_null;
        case SQLITE_CONSTRAINT_UNIQUE:
        case SQLITE_CONSTRAINT_PRIMARYKEY:
        case SQLITE_CONSTRAINT_ROWID:
            return ConstraintError::Kind::unique;
        default:
            return ConstraintError::Kind::check;
    }
}

}  // namespace

Lease::Lease(Connection& connection, std::string_view name, PreparedStatement* cached)
    : connection_(connection), name_(name), statement_(cached) {
    statement_->leased = true;
}

Lease::Lease(Connection& connection, std::string_view name, std::unique_ptr<PreparedStatement> uncached)
    : connection_(connection), name_(name), own_(std::move(uncached)), statement_(own_.get()) {}

Lease::~Lease() {
    if (own_) {
        sqlite3_finalize(own_->handle);
        return;
    }
    sqlite3_reset(statement_->handle);
    sqlite3_clear_bindings(statement_->handle);
    statement_->leased = false;
}

void Lease::bind(const Args& args, bool copy) {
    const auto values = arrange(name_, statement_->names, args);
    for (std::size_t i = 0; i < values.size(); ++i)
        bind_at(static_cast<int>(i) + 1, view_of(*values[i]), copy);
}

void Lease::bind_in_order(std::span<const ValueView> values) {
    if (values.size() != statement_->names.size())
        throw std::logic_error{name_ + ": another number of values than of parameters"};
    for (std::size_t i = 0; i < values.size(); ++i) {
        check_value(name_, values[i]);
        bind_at(static_cast<int>(i) + 1, values[i], false);
    }
}

void Lease::bind_at(int position, const ValueView& value, bool copy) {
    int code = SQLITE_OK;
    auto* handle = statement_->handle;
    switch (value.index()) {
        case 0:
            code = sqlite3_bind_null(handle, position);
            break;
        case 1:
            code = sqlite3_bind_int64(handle, position, std::get<1>(value));
            break;
        case 2:
            code = sqlite3_bind_double(handle, position, std::get<2>(value));
            break;
        default: {
            const auto text = std::get<3>(value);
            code = sqlite3_bind_text64(handle, position, text.data() ? text.data() : "", text.size(),
                                       copy ? SQLITE_TRANSIENT : SQLITE_STATIC, SQLITE_UTF8);
        }
    }
    if (code != SQLITE_OK) connection_.fail(code, name_);
}

bool Lease::step() {
    const int code = sqlite3_step(statement_->handle);
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    connection_.fail(code, name_);
}

void Lease::reset() {
    sqlite3_reset(statement_->handle);
}

Connection::Connection(const std::string& path, Role role) : path_(path), role_(role) {
    configure_library();
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    const int code = sqlite3_open_v2(path.c_str(), &db_, flags, nullptr);
    try {
        if (code != SQLITE_OK) fail(code, "open");
        run_script(common_pragmas, "pragmas");
        run_script(role == Role::writer ? writer_pragmas : reader_pragmas, "pragmas");
        set_defensive(true);
    } catch (const Fault& fault) {
        sqlite3_close_v2(db_);
        throw Fault{FaultCode::unavailable, "storage.cannot_open", {{"path", path}}, {}, fault.internal};
    } catch (...) {
        sqlite3_close_v2(db_);
        throw;
    }
}

Connection::~Connection() {
    for (auto& statement : cache_) sqlite3_finalize(statement.handle);
    sqlite3_close_v2(db_);
}

PreparedStatement Connection::compile(std::string_view name, std::string_view text, unsigned flags) {
    auto sql = positional(text, Engine::sqlite);
    PreparedStatement result{std::string{text}, nullptr, std::move(sql.names), false};
    const char* tail = nullptr;
    const int code = sqlite3_prepare_v3(db_, sql.text.c_str(), static_cast<int>(sql.text.size()) + 1, flags,
                                        &result.handle, &tail);
    if (code != SQLITE_OK) fail(code, name);
    if (!result.handle) throw std::logic_error{std::string{name} + ": no statement in the text"};
    SqlScanner rest{tail};
    for (auto token = rest.next(); token.kind != SqlToken::Kind::end; token = rest.next()) {
        if (token.kind == SqlToken::Kind::space || token.kind == SqlToken::Kind::comment || token.text == ";")
            continue;
        sqlite3_finalize(result.handle);
        throw std::logic_error{std::string{name} + ": more than one statement in the text"};
    }
    return result;
}

std::unique_ptr<Lease> Connection::prepare(const Sql& sql) {
    if (const auto found = by_text_.find(sql.text); found != by_text_.end()) {
        cache_.splice(cache_.begin(), cache_, found->second);
        if (!cache_.front().leased) return std::make_unique<Lease>(*this, sql.name, &cache_.front());
        return std::make_unique<Lease>(*this, sql.name,
                                       std::make_unique<PreparedStatement>(compile(sql.name, sql.text, 0)));
    }
    cache_.push_front(compile(sql.name, sql.text, SQLITE_PREPARE_PERSISTENT));
    by_text_.emplace(cache_.front().source, cache_.begin());
    auto lease = std::make_unique<Lease>(*this, sql.name, &cache_.front());
    evict();
    return lease;
}

void Connection::evict() {
    for (auto last = cache_.end(); cache_.size() > cached_statements && last != cache_.begin();) {
        --last;
        if (last->leased) continue;
        by_text_.erase(last->source);
        sqlite3_finalize(last->handle);
        last = cache_.erase(last);
    }
}

std::int64_t Connection::run(const Sql& sql, const Args& args) {
    const auto lease = prepare(sql);
    lease->bind(args, false);
    return run(*lease);
}

std::int64_t Connection::run_in_order(const Sql& sql, std::span<const ValueView> values) {
    const auto lease = prepare(sql);
    lease->bind_in_order(values);
    return run(*lease);
}

std::int64_t Connection::run(Lease& lease) {
    // sqlite3_changes keeps the number of the last INSERT, UPDATE or DELETE: other statements must not report
    // it.
    const auto before = sqlite3_total_changes64(db_);
    while (lease.step()) {
    }
    return sqlite3_total_changes64(db_) == before ? 0 : sqlite3_changes64(db_);
}

void Connection::run_script(const std::string& script, std::string_view name) {
    const int code = sqlite3_exec(db_, script.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) fail(code, name);
}

void Connection::set_defensive(bool on) {
    sqlite3_db_config(db_, SQLITE_DBCONFIG_DEFENSIVE, on ? 1 : 0, nullptr);
}

bool Connection::foreign_keys_pending() const {
    int pending = 0, unused = 0;
    sqlite3_db_status(db_, SQLITE_DBSTATUS_DEFERRED_FKS, &pending, &unused, 0);
    return pending != 0;
}

void Connection::fail(int code, std::string_view statement) const {
    const std::string detail = std::string{statement} + ": " +
                               (db_ ? sqlite3_errmsg(db_) : sqlite3_errstr(code)) + " (" +
                               std::to_string(code) + ")";
    const int full = db_ ? sqlite3_system_errno(db_) : 0;
    switch (code & 0xff) {
        case SQLITE_CONSTRAINT: {
            if (code == SQLITE_CONSTRAINT_DATATYPE) throw std::logic_error{detail};
            ConstraintError error;
            error.kind = constraint_kind(code);
            error.detail = detail;
            throw error;
        }
        case SQLITE_FULL:
            throw unavailable("service.disk_full", detail);
        case SQLITE_IOERR:
            if (full == ENOSPC || full == EDQUOT) throw unavailable("service.disk_full", detail);
            throw unavailable("service.storage_failed", detail);
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            throw unavailable("service.busy", detail);
        case SQLITE_READONLY:
            if (role_ == Role::reader) throw std::logic_error{detail};
            throw unavailable("service.storage_failed", detail);
        case SQLITE_CANTOPEN:
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
        case SQLITE_NOMEM:
        case SQLITE_PERM:
        case SQLITE_AUTH:
            throw unavailable("service.storage_failed", detail);
        default:
            throw std::logic_error{detail};
    }
}

std::string insert_text(std::string_view table, std::span<const std::string_view> columns) {
    std::string names, places;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (i) names += ", ", places += ", ";
        names += quoted(columns[i]);
        places += ":p" + std::to_string(i);
    }
    return "INSERT INTO " + quoted(table) + " (" + names + ") VALUES (" + places + ")";
}

}  // namespace kamino::storage
