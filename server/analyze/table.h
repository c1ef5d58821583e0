// A CSV file as columns. Separator, decimal mark and date order are recognised from the file or given; UTF-8
// with or without BOM, UTF-16 and Windows-1252; quoted cells may hold separators, quotes and line breaks; .gz
// is unpacked. The first row names the columns. The text stays where it was read; columns are converted when
// they are asked for, on both cores. Every refusal is a Refusal with file, line and column.
#pragma once
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyze/command.h"

namespace kamino::analyze {

struct Format {
    char separator = 0;      // 0: recognised among , ; tab |
    char decimal = 0;        // 0: recognised: '.' or ','
    std::string date_order;  // "": recognised: "ymd", "dmy" or "mdy"; an order that stays open is refused,
                             // never guessed
    unsigned threads = 2;
    bool ragged = false;  // rows may have different numbers of cells and there is no header: baskets
    // --separator --decimal --date-order --threads
    static Format of(const Arguments& arguments);
};

// A column of names as numbers: names[code[i]] is the text of row i. Codes count up in order of first
// appearance.
struct Coded {
    std::vector<std::uint32_t> code;
    std::vector<std::string> names;
};

class Table {
  public:
    static Table read(const std::string& path, const Format& format = {});
    Table(Table&&) noexcept;
    Table& operator=(Table&&) noexcept;
    ~Table();

    std::size_t rows() const;
    const std::vector<std::string>& names() const;  // the header
    std::optional<std::size_t> find_column(
        std::string_view name) const;                             // exact, else without regard to case
    std::size_t column(std::string_view name) const;              // Refusal that names the columns there are
    std::size_t line(std::size_t row) const;                      // 1-based line of the file
    std::string text(std::size_t row, std::size_t column) const;  // trimmed, unquoted
    bool numeric(std::size_t column) const;                       // every cell that is not empty is a number

    // NaN where the cell is empty (or NA, NaN, null, n/a, -); anything else that is no finite number is a
    // Refusal.
    std::vector<double> numbers(std::size_t column) const;
    std::vector<double> required_numbers(std::size_t column) const;  // an empty cell is a Refusal too
    // Days since 1970-01-01; an empty cell is a Refusal; a time of day behind the date is dropped.
    std::vector<std::int32_t> dates(std::size_t column) const;
    // The same with no_date for an empty cell.
    static constexpr std::int32_t no_date = std::numeric_limits<std::int32_t>::min();
    std::vector<std::int32_t> optional_dates(std::size_t column) const;
    Coded codes(std::size_t column) const;                  // an empty cell has the name ""
    std::vector<std::string> cells(std::size_t row) const;  // of a ragged row: all of them, as text()
    [[noreturn]] void refuse(std::size_t row, std::size_t column, std::string reason) const;
    const std::string& path() const;

    struct Body;  // inside of the reader only

  private:
    explicit Table(std::unique_ptr<Body> body);
    std::unique_ptr<Body> body_;
};

}  // namespace kamino::analyze
