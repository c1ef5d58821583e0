// Cases with an outcome from a CSV table: which rows are decided, and the other columns as the engine's
// frame.
#pragma once
#include <string>
#include <vector>

#include "analyze/command.h"
#include "analyze/table.h"
#include "engine/propensity/frame.h"

namespace kamino::analyze {

// The columns but for `without` (by index): numbers where every cell is one, else dates where every cell is
// one, else texts; a column that is text in `like` (the file that was learned from) is text here too. What is
// open (the order of a date) is taken from --date-order, else day first, and said in `notes`.
propensity::Frame frame_of(const Table& table, const std::vector<std::size_t>& without,
                           const Arguments& arguments, const propensity::Frame* like,
                           std::vector<std::string>& notes);

enum class Outcome : signed char { no = 0, yes = 1, open = -1 };
struct Target {
    std::vector<Outcome> of;                                  // one a row
    std::vector<std::string> positives, negatives, left_out;  // the values as written
};
// `positive` against `negatives`; without them against the other value; of several other values against those
// that speak of a loss (Lost, No, 0, perdida, verloren …), and against all when none does. Refusal when the
// positive value is not there (unless `lenient`: a file to be scored may lack outcomes).
Target target_of(const Table& table, std::size_t column, const std::string& positive,
                 const std::vector<std::string>& negatives, bool lenient);

}  // namespace kamino::analyze
