// Comma-separated text by RFC 4180 and by what programs really write: other separators, a `sep=;` line, line
// breaks inside quotes, LF or CRLF or CR, single quotes out of place, rows of uneven length. Streaming, one
// pass over the bytes.
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "domain/imports/table.h"
#include "platform/base/encoding.h"

namespace kamino::imports {

struct CsvFormat {
    char separator = ',';
    bool separator_line = false;  // the first line is `sep=;` and is no data
};

// Judges the head of a file (some kilobytes of UTF-8): the separator among , ; tab | that cuts the most rows
// into the same number of cells, quotes respected. One column only gives ','.
CsvFormat detect_csv(std::string_view head);

// Records as they stand, headers not told apart. Cells of one record are valid until the next call.
class CsvReader {
  public:
    CsvReader(std::unique_ptr<TextStream> text, CsvFormat format, const TableLimits& limits = {});
    bool next(Row& row);  // row.cells has as many cells as the record has; an empty line is one empty cell
    // The unread head of the text, at least `wanted` bytes when there are so many; for detect_csv before
    // reading.
    std::string_view peek(std::size_t wanted);
    void set_format(CsvFormat format);  // before the first next() only
    const TextStream& text() const { return *text_; }
    std::uint64_t line() const { return line_; }

  private:
    struct Span {
        std::size_t from;  // behind begin_
        std::size_t length;
    };
    enum class Role : std::uint8_t { plain, quote, ends };
    enum class Ended { field, record, need_more };
    bool fill();  // more bytes behind end_; false at the end of the text
    Ended read_field(std::size_t& at);
    Ended read_quoted(std::size_t& at);
    Ended read_plain(std::size_t& at);
    Ended after_field(std::size_t& at, std::size_t stop);
    std::size_t closing_quote(std::size_t at, bool& doubled, bool& need_more);
    void add_cell(std::size_t from, std::size_t length);
    void skip_line();
    void check_field(std::size_t bytes) const;

    std::unique_ptr<TextStream> text_;
    CsvFormat format_;
    std::array<Role, 256> roles_{};
    TableLimits limits_;
    std::string buffer_;
    std::size_t begin_ = 0;  // start of the record in hand
    std::size_t end_ = 0;    // end of the bytes read
    bool at_end_ = false;
    std::uint64_t line_ = 1;          // of begin_
    std::uint64_t record_lines_ = 0;  // line ends passed inside the record in hand
    unsigned notes_ = 0;
    bool started_ = false;
    std::vector<Span> spans_;
    std::vector<Cell> cells_;
};

// The table of a CSV text: skips a preamble of single cells above the headers, blank rows and footer lines.
std::unique_ptr<Table> csv_table(std::unique_ptr<TextStream> text, std::optional<char> separator = {},
                                 const TableLimits& limits = {});
// The same from memory, for previews and tests.
std::unique_ptr<Table> csv_table_of(std::string bytes);

}  // namespace kamino::imports
