// What a workbook says about all its sheets: their names and parts, which styles are dates, the shared
// strings. Inside of imports only.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "domain/imports/xlsx_archive.h"

namespace kamino::imports {

enum class StyleKind : std::uint8_t { number, date, percent };

class SharedStrings {
  public:
    std::size_t size() const { return ends_.size(); }
    std::string_view get(std::size_t index) const;
    void add(std::string_view text, const XlsxLimits& limits);

  private:
    std::string text_;
    std::vector<std::size_t> ends_;
};

struct Book {
    std::vector<Sheet> sheets;  // visible worksheets in the order of the tabs
    bool from_1904 = false;
    std::vector<StyleKind> styles;  // by the index of cellXfs
    std::string strings_part;       // empty when the book has none
    SharedStrings strings;
};

// Everything but the shared strings, which `load_strings` adds (they may be large).
Book read_book(const Archive& archive);
void load_strings(const Archive& archive, Book& book);

}  // namespace kamino::imports
