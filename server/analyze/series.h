// Time series out of a CSV file: one row a value, with the series' name and the period. Duplicates are summed
// (sales lines add up), gaps filled or counted as nothing; what was done is said in plain words.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "analyze/periods.h"
#include "analyze/table.h"

namespace kamino::analyze {

// Warnings of one kind about many series become one: "several values of one period summed: 3 series (A, B,
// C)".
class Notes {
  public:
    void add(std::string_view kind, std::string_view id);
    void say(std::string text) { said_.push_back(std::move(text)); }
    std::vector<std::string> all() const;

  private:
    struct Kind {
        std::string text;
        std::vector<std::string> ids;
        std::size_t count = 0;
    };
    std::vector<Kind> kinds_;
    std::vector<std::string> said_;
};

struct Series {
    std::string id;
    std::int64_t first = 0;      // ordinal of the first value
    std::vector<double> values;  // of periods that follow each other; not empty
    std::int64_t last() const { return first + static_cast<std::int64_t>(values.size()) - 1; }
};

struct SeriesFile {
    Grain grain = Grain::counter;
    std::int64_t step = 1, offset = 0;  // every period's ordinal in the file is ordinal × step + offset
    std::vector<Series> series;         // in the order of their first row
    std::size_t rows = 0;
    std::string period_text(std::int64_t ordinal) const;
};

struct SeriesColumns {
    std::string id, period, value;  // id "": one series, called "all"
    std::size_t season = 0;         // 0: by the grain
    bool gaps_are_zero = false;
};

// Days become weeks, months, quarters or years when the season says so (52, 12, 4, 1). Sets columns.season
// when it is 0.
SeriesFile read_series(const Table& table, SeriesColumns& columns, Notes& notes);

}  // namespace kamino::analyze
