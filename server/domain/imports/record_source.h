// The raw records of a file before headers, blank rows and footers are told apart: what csv and xlsx give,
// and the table that is made of them. Inside of imports only.
#pragma once
#include <deque>
#include <memory>

#include "domain/imports/table.h"

namespace kamino::imports {

class RecordSource {
  public:
    virtual ~RecordSource() = default;
    virtual bool next(Row& row) = 0;
    virtual void describe(TableFacts& facts) const = 0;
    virtual std::uint64_t done() const = 0;
    virtual std::uint64_t total() const = 0;
};

class CleanTable : public Table {
  public:
    // Reads the first records to find the headers; Fault invalid "import.empty_file" when there are none.
    CleanTable(std::unique_ptr<RecordSource> source, const TableLimits& limits);
    bool next(Row& row) override;
    TableFacts facts() const override;
    std::uint64_t done() const override { return source_->done(); }
    std::uint64_t total() const override { return source_->total(); }

  private:
    using HeldRow = FooterFilter::HeldRow;
    void find_headers();
    bool next_record(Row& row);
    void give(HeldRow&& held, Row& row);
    void fit(Row& row);

    std::unique_ptr<RecordSource> source_;
    TableLimits limits_;
    FooterFilter filter_;
    std::deque<HeldRow> ahead_;   // records read while the headers were looked for
    std::deque<HeldRow> proven_;  // rows held back that turned out to be data
    HeldRow current_;             // owns the cells of a row from ahead_ or proven_
    std::vector<Cell> cells_;
    bool row_waits_ = false;  // waiting_ comes after proven_
    HeldRow waiting_;
    std::uint64_t header_line_ = 1;
    std::uint64_t footer_rows_ = 0;
};

}  // namespace kamino::imports
