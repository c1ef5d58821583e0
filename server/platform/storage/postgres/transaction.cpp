#include "platform/storage/postgres/transaction.h"

#include <stdexcept>

#include "platform/base/log.h"
#include "platform/base/text.h"
#include "platform/storage/sql_text.h"

namespace kamino::storage::postgres {
namespace {

constexpr std::size_t copy_chunk = 64 * 1024;

// A statement that begins with SELECT changes nothing (our statements call no functions that do).
bool only_reads(std::string_view text) {
    SqlScanner scanner{text};
    for (auto token = scanner.next(); token.kind != SqlToken::Kind::end; token = scanner.next()) {
        if (token.kind == SqlToken::Kind::space || token.kind == SqlToken::Kind::comment) continue;
        return token.text == "SELECT" || token.text == "select";
    }
    return false;
}

std::optional<ConstraintError::Kind> constraint(std::string_view state) {
    if (state == "23505" || state == "23P01") return ConstraintError::Kind::unique;
    if (state == "23503" || state == "23001") return ConstraintError::Kind::foreign_key;
    if (state == "23514") return ConstraintError::Kind::check;
    if (state == "23502") return ConstraintError::Kind::not_null;
    return std::nullopt;
}

// The server has forgotten or cannot use what we prepared: after a migration by another node, or behind a
// pooler that the URL does not tell of.
bool stale_statement(const ServerError& error) {
    return error.state == "26000" || error.state == "42P05" ||
           (error.state == "0A000" && error.message.find("cached plan") != std::string::npos);
}

}  // namespace

bool asks_to_run_again(const ServerError& error) {
    return error.state == "40001" || error.state == "40P01";
}

void throw_refusal(std::string_view name, const ServerError& error, bool writes) {
    const auto text = std::string{name} + ": " + error.state + ' ' + error.message;
    const std::string_view state = error.state;
    if (state == "22021" || state == "22P05") {
        Fault fault = invalid("request.invalid");
        fault.internal = text;
        throw fault;
    }
    // cancelled; no room, memory or connections; a lock not to be had; stopped from outside; a standby asked
    // to write
    if (state == "57014" || state.starts_with("53") || state == "55P03" || state.starts_with("57") ||
        state.starts_with("58") || (writes && state == "25006")) {
        log::error("postgres cannot",
                   {{"statement", std::string{name}}, {"state", error.state}, {"text", error.message}});
        throw unavailable("service.unavailable", text);
    }
    // A statement that the server does not understand is our own mistake.
    if (state.starts_with("42") && state != "42501") throw std::logic_error{text};
    if (state == "25P02") throw std::logic_error{std::string{name} + ": a statement after a refused one"};
    throw std::runtime_error{text};
}

Transaction::~Transaction() {
    if (stream_) stream_->close();
}

void Transaction::refuse(std::string_view name, const ServerError& error) {
    if (fate_ == Fate::well) fate_ = Fate::refused;
    if (asks_to_run_again(error)) {
        fate_ = Fate::retry;
        throw RunAgain{};
    }
    if (stale_statement(error)) {
        log::warn("postgres lost a prepared statement",
                  {{"statement", std::string{name}}, {"text", error.message}});
        connection_.forget_statements();
        fate_ = Fate::retry;
        throw RunAgain{};
    }
    if (const auto kind = constraint(error.state)) {
        ConstraintError broken;
        broken.kind = *kind;
        broken.detail = std::string{name} + ": " + error.message;
        throw broken;
    }
    throw_refusal(name, error, writes_);
}

void Transaction::lose(std::string_view name, const ConnectionLost& error) {
    fate_ = error.late ? Fate::late : Fate::lost;
    log::warn("postgres connection lost", {{"statement", std::string{name}}, {"text", error.message}});
    throw unavailable("service.unavailable", std::string{name} + ": " + error.message);
}

void Transaction::settle() {
    if (!stream_) return;
    const auto stream = std::exchange(stream_, nullptr);
    stream->collect();
    stream->close();
}

std::shared_ptr<Stream> Transaction::start(const Sql& sql, const Args& args) {
    settle();
    if (fate_ == Fate::lost || fate_ == Fate::late)
        throw unavailable("service.unavailable", "the connection is lost");
    if (writes_ && !wrote_) wrote_ = !only_reads(sql.text);
    auto stream = std::make_shared<Stream>(*this, std::string{sql.name});
    guarded(sql.name, [&] { connection_.start(connection_.statements().bind(sql, args), deadline_); });
    stream->open();
    return stream;
}

Rows Transaction::query(const Sql& sql, const Args& args) {
    auto stream = start(sql, args);
    const int columns = stream->columns();
    stream_ = stream->finished() ? nullptr : stream;
    return Rows{std::make_unique<StreamRows>(std::move(stream), columns)};
}

std::int64_t Transaction::execute(const Sql& sql, const Args& args) {
    const auto stream = start(sql, args);
    stream->collect();
    stream->close();
    return stream->affected();
}

std::int64_t Transaction::execute_in_order(const Sql& sql, std::span<const ValueView> values) {
    const auto& names = connection_.statements().names(sql);
    if (values.size() != names.size())
        throw std::logic_error{std::string{sql.name} + ": another number of values than of parameters"};
    Args args;
    args.reserve(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) args.emplace_back(names[i], value_of(values[i]));
    return execute(sql, args);
}

void append_copy_row(std::string& out, std::span<const ValueView> row) {
    for (std::size_t i = 0; i < row.size(); ++i) {
        if (i > 0) out += '\t';
        check_value("bulk_insert", row[i]);
        if (const auto* text = std::get_if<std::string_view>(&row[i])) {
            for (const char c : *text) {
                switch (c) {
                    case '\\':
                        out += "\\\\";
                        break;
                    case '\t':
                        out += "\\t";
                        break;
                    case '\n':
                        out += "\\n";
                        break;
                    case '\r':
                        out += "\\r";
                        break;
                    default:
                        out += c;
                }
            }
        } else if (const auto* integer = std::get_if<std::int64_t>(&row[i])) {
            out += std::to_string(*integer);
        } else if (const auto* real = std::get_if<double>(&row[i])) {
            out += base::number_text(*real);
        } else {
            out += "\\N";
        }
    }
    out += '\n';
}

void Transaction::insert_all(std::string_view table, std::span<const std::string_view> columns,
                             const RowSource& next) {
    std::string names;
    for (const auto column : columns) names += (names.empty() ? "" : ", ") + quoted(column);
    const auto name = "bulk_insert " + std::string{table};
    const auto copy = "COPY " + quoted(table) + " (" + names + ") FROM STDIN";
    // All rows are there before the first is sent: a defect must not leave a COPY half open. They may come
    // from the statement that is open now.
    std::string text;
    std::vector<ValueView> row(columns.size());
    while (next(row)) append_copy_row(text, row);
    settle();
    if (text.empty()) return;
    wrote_ = true;
    guarded(name, [&] {
        connection_.start_copy(copy, deadline_);
        for (std::size_t at = 0; at < text.size(); at += copy_chunk)
            connection_.put_copy(std::string_view{text}.substr(at, copy_chunk), deadline_);
        // The server checks references and writes at the end, for all rows together.
        connection_.end_copy(10 * deadline_);
    });
}

}  // namespace kamino::storage::postgres
