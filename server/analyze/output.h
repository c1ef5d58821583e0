// What a command prints and writes. Documents go to standard output at full precision (shortest text that
// reads back to the same double; not finite = null); files appear whole or not at all (written beside, then
// renamed).
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyze/command.h"
#include "platform/base/json.h"

namespace kamino::analyze {

// Writes the document as --format asks: json (the usual), or for commands that offer it csv and table.
void print(std::string_view text);  // a line break is added when it lacks one

// "warnings": [...], into the open object.
void write_warnings(base::JsonWriter& out, const std::vector<std::string>& warnings);

// Rows of a CSV file, quoted where needed; cells that a spreadsheet would take for a formula get a leading '.
class CsvWriter {
  public:
    explicit CsvWriter(std::vector<std::string> header);
    CsvWriter& cell(std::string_view text);
    CsvWriter& cell(double number);  // not finite: empty
    CsvWriter& cell(long long number);
    void end_row();
    const std::string& text() const { return text_; }
    std::string take() { return std::move(text_); }
    void save(const std::string& path) const;  // Refusal when it cannot be written

  private:
    std::string text_;
    std::size_t width_, filled_ = 0;
};

// Replaces the file in one step.
void write_file(const std::string& path, std::string_view text);
// "label: 12 of 300" on standard error, at most five times a second, and only when it is a terminal or
// KAMINO_PROGRESS=1.
void progress(std::string_view label, double done, double of);

}  // namespace kamino::analyze
