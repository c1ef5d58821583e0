#include "platform/storage/postgres/stream.h"

#include <stdexcept>

#include "platform/base/text.h"
#include "platform/storage/postgres/transaction.h"

namespace kamino::storage::postgres {
namespace {

enum class Shape { integer, real, number, boolean, text, unknown };

Shape shape(Oid type) {
    switch (type) {
        case 20:
        case 21:
        case 23:
        case 26:
            return Shape::integer;  // int8 int2 int4 oid
        case 700:
        case 701:
            return Shape::real;
        case 1700:
            return Shape::number;  // numeric: what sum(bigint) and avg(bigint) give
        case 16:
            return Shape::boolean;
        case 25:
        case 19:
        case 1042:
        case 1043:
        case 705:
        case 114:
            return Shape::text;
        default:
            return Shape::unknown;
    }
}

// SQLite gives an integer for sum() of integers and a real for avg(); a numeric's text shows which one it is.
bool is_whole(std::string_view number) {
    return number.find_first_not_of("-0123456789") == std::string_view::npos;
}

}  // namespace

bool Stream::fetch() {
    if (finished_) return false;
    if (!owner_) throw std::logic_error{name_ + ": rows read after their transaction"};
    auto result = owner_->guarded(name_, [&] {
        auto one = owner_->connection().next(owner_->deadline());
        if (!one || PQresultStatus(one.get()) == PGRES_SINGLE_TUPLE) return one;
        // The last result of the statement; behind it only the end.
        while (owner_->connection().next(owner_->deadline())) {
        }
        return one;
    });
    if (result && PQresultStatus(result.get()) == PGRES_SINGLE_TUPLE) {
        if (wanted_) waiting_.push_back(std::move(result));
        return true;
    }
    finished_ = true;
    if (result) affected_ = base::to_int(PQcmdTuples(result.get())).value_or(0);
    shape_ = std::move(result);
    return false;
}

void Stream::open() {
    fetch();
}

bool Stream::next() {
    if (waiting_.empty()) fetch();
    if (waiting_.empty()) {
        current_.reset();
        return false;
    }
    current_ = std::move(waiting_.front());
    waiting_.pop_front();
    return true;
}

void Stream::collect() {
    while (fetch()) {
    }
}

int Stream::columns() const {
    const auto* known = waiting_.empty() ? shape_.get() : waiting_.front().get();
    return known ? PQnfields(known) : 0;
}

void StreamRows::defect(int column, const char* wanted) const {
    throw std::logic_error{stream_->name() + ": column " + std::to_string(column) + " is not " + wanted};
}

std::string_view StreamRows::raw(int column) const {
    const auto* row = stream_->row();
    if (!row) throw std::logic_error{stream_->name() + ": no row"};
    if (column < 0 || column >= columns_) defect(column, "there");
    if (PQgetisnull(row, 0, column)) defect(column, "a value but NULL");
    return {PQgetvalue(row, 0, column), static_cast<std::size_t>(PQgetlength(row, 0, column))};
}

bool StreamRows::is_null(int column) const {
    const auto* row = stream_->row();
    if (!row) throw std::logic_error{stream_->name() + ": no row"};
    if (column < 0 || column >= columns_) defect(column, "there");
    return PQgetisnull(row, 0, column) != 0;
}

Oid StreamRows::type(int column) const {
    return PQftype(stream_->row(), column);
}

std::string_view StreamRows::text(int column) const {
    const auto value = raw(column);
    if (shape(type(column)) != Shape::text) defect(column, "a text");
    return value;
}

std::int64_t StreamRows::integer(int column) const {
    const auto value = raw(column);
    switch (shape(type(column))) {
        case Shape::boolean:
            return value == "t" ? 1 : 0;
        case Shape::integer:
        case Shape::number:
            if (const auto number = base::to_int(value)) return *number;
            break;
        default:
            break;
    }
    defect(column, "an integer");
}

double StreamRows::real(int column) const {
    const auto value = raw(column);
    const auto kind = shape(type(column));
    if (kind == Shape::real || kind == Shape::number || kind == Shape::integer) {
        if (const auto number = base::to_double(value)) return *number;
    }
    defect(column, "a finite number");
}

Value StreamRows::value(int column) const {
    if (is_null(column)) return nullptr;
    switch (shape(type(column))) {
        case Shape::integer:
        case Shape::boolean:
            return integer(column);
        case Shape::real:
            return real(column);
        case Shape::number:
            if (is_whole(raw(column))) return integer(column);
            return real(column);
        case Shape::text:
            return std::string{text(column)};
        case Shape::unknown:
            break;
    }
    defect(column, ("of a type we read (oid " + std::to_string(type(column)) + ")").c_str());
}

}  // namespace kamino::storage::postgres
