#include "platform/storage/sqlite/session.h"

#include <stdexcept>

#include "platform/storage/sql_text.h"

namespace kamino::storage {
namespace {

// Rows as SQLite steps to them. The first step is taken at once, so that an INSERT … RETURNING has run, and
// has failed if it must, whether or not anybody walks its rows.
class Cursor final : public Rows::Source {
  public:
    explicit Cursor(std::unique_ptr<Lease> lease)
        : lease_(std::move(lease)), columns_(sqlite3_column_count(lease_->handle())) {
        ahead_ = lease_->step();
        if (!ahead_) finish();
    }
    bool next() override {
        if (ahead_) {
            ahead_ = false;
            return on_row_ = true;
        }
        on_row_ = !done_ && lease_->step();
        if (!on_row_) finish();
        return on_row_;
    }
    int column_count() const override { return columns_; }
    Value value(int column) const override {
        switch (type(column)) {
            case SQLITE_NULL:
                return nullptr;
            case SQLITE_INTEGER:
                return sqlite3_column_int64(lease_->handle(), column);
            case SQLITE_FLOAT:
                return sqlite3_column_double(lease_->handle(), column);
            case SQLITE_TEXT:
                return std::string{text(column)};
            default:
                throw defect(column, "a blob");
        }
    }
    std::string_view text(int column) const override {
        if (type(column) != SQLITE_TEXT) throw defect(column, "not a text");
        const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(lease_->handle(), column));
        return {data, static_cast<std::size_t>(sqlite3_column_bytes(lease_->handle(), column))};
    }
    std::int64_t integer(int column) const override {
        if (type(column) != SQLITE_INTEGER) throw defect(column, "not an integer");
        return sqlite3_column_int64(lease_->handle(), column);
    }
    double real(int column) const override {
        const int found = type(column);
        if (found != SQLITE_FLOAT && found != SQLITE_INTEGER) throw defect(column, "not a number");
        return sqlite3_column_double(lease_->handle(), column);
    }
    bool is_null(int column) const override { return type(column) == SQLITE_NULL; }

  private:
    int type(int column) const {
        if (!on_row_ || column < 0 || column >= columns_) throw defect(column, "no such value");
        return sqlite3_column_type(lease_->handle(), column);
    }
    std::logic_error defect(int column, const char* what) const {
        return std::logic_error{lease_->name() + ": column " + std::to_string(column) + ": " + what};
    }
    void finish() {
        done_ = true;
        lease_->reset();
    }

    std::unique_ptr<Lease> lease_;
    int columns_;
    bool ahead_ = false, on_row_ = false, done_ = false;
};

Rows run_query(Connection& connection, const Sql& sql, const Args& args) {
    auto lease = connection.prepare(sql);
    lease->bind(args, true);
    return Rows{std::make_unique<Cursor>(std::move(lease))};
}

}  // namespace

Rows SqliteRead::query(const Sql& sql, const Args& args) {
    ++statement_count_;
    return run_query(connection_, sql, args);
}

SqliteWrite::SqliteWrite(Connection& connection, const Origin& origin) : connection_(connection) {
    origin_ = origin;
    at_ = now();
}

void SqliteWrite::require_transaction() const {
    if (!connection_.in_transaction()) throw unavailable("service.storage_failed", "the transaction is gone");
}

Rows SqliteWrite::query(const Sql& sql, const Args& args) {
    require_transaction();
    ++statement_count_;
    return run_query(connection_, sql, args);
}

std::int64_t SqliteWrite::execute(const Sql& sql, const Args& args) {
    require_transaction();
    ++statement_count_;
    return connection_.run(sql, args);
}

std::int64_t SqliteWrite::execute_in_order(const Sql& sql, std::span<const ValueView> values) {
    require_transaction();
    ++statement_count_;
    return connection_.run_in_order(sql, values);
}

void SqliteWrite::insert_all(std::string_view table, std::span<const std::string_view> columns,
                             const RowSource& next) {
    require_transaction();
    ++statement_count_;
    const std::string name = "bulk insert into " + std::string{table};
    const auto text = insert_text(table, columns);
    const auto lease = connection_.prepare({name, text});
    std::vector<ValueView> row(columns.size()), bound(columns.size());
    while (next(row)) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            // A number or NULL as in the row before is bound already; a text may be another at the same
            // place.
            if (row[i] == bound[i] && !std::holds_alternative<std::string_view>(row[i])) continue;
            check_value(name, row[i]);
            lease->bind_at(static_cast<int>(i) + 1, row[i], false);
            bound[i] =
                std::holds_alternative<std::string_view>(row[i]) ? ValueView{std::string_view{}} : row[i];
        }
        lease->step();
        lease->reset();
    }
}

void SqliteWrite::finish() {
    require_transaction();
    flush_changes();
    // RELEASE of an inner savepoint does not look at deferred keys; COMMIT would then fail for the whole
    // batch.
    if (connection_.foreign_keys_pending()) {
        ConstraintError error;
        error.kind = ConstraintError::Kind::foreign_key;
        error.detail = "a deferred foreign key is broken";
        throw error;
    }
}

}  // namespace kamino::storage
