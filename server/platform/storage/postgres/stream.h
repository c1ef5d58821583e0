// The rows of one statement as they come from the server, one at a time, so that an export of a million rows
// costs the memory of one. A connection carries one result at a time: when another statement is asked for
// while rows are still to come, the rest is read into memory first (collect). Belongs to one transaction; one
// thread.
#pragma once
#include <deque>
#include <memory>

#include "platform/storage/postgres/connection.h"
#include "platform/storage/storage.h"

namespace kamino::storage::postgres {

class Transaction;

class Stream {
  public:
    Stream(Transaction& owner, std::string name) : owner_(&owner), name_(std::move(name)) {}
    bool next();
    void open();     // waits for the first row or the end, so that a refusal comes out of query()
    void collect();  // reads the rest; drops it when nobody reads any more
    void abandon() { wanted_ = false; }
    void close() { owner_ = nullptr; }  // the transaction is over
    bool finished() const { return finished_; }
    const PGresult* row() const { return current_.get(); }
    const std::string& name() const { return name_; }
    std::int64_t affected() const { return affected_; }
    int columns() const;  // right after open()

  private:
    bool fetch();  // one more row into waiting_; false at the end

    Transaction* owner_;
    std::string name_;
    Result current_, shape_;  // shape_: the result at the end, which knows the columns when there is no row
    std::deque<Result> waiting_;
    std::int64_t affected_ = 0;
    bool finished_ = false;
    bool wanted_ = true;
};

// What Rows sees of a stream; strict about types.
class StreamRows : public Rows::Source {
  public:
    explicit StreamRows(std::shared_ptr<Stream> stream, int columns)
        : stream_(std::move(stream)), columns_(columns) {}
    ~StreamRows() override { stream_->abandon(); }
    bool next() override { return stream_->next(); }
    int column_count() const override { return columns_; }
    Value value(int column) const override;
    std::string_view text(int column) const override;
    std::int64_t integer(int column) const override;
    double real(int column) const override;
    bool is_null(int column) const override;

  private:
    std::string_view raw(int column) const;
    Oid type(int column) const;
    [[noreturn]] void defect(int column, const char* wanted) const;

    std::shared_ptr<Stream> stream_;
    int columns_;
};

}  // namespace kamino::storage::postgres
