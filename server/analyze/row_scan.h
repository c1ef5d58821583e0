// The scan of one block of a CSV text for row starts. Inside of analyze's reader only.
#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "analyze/rows.h"

namespace kamino::analyze {

struct ScanResult {
    std::optional<RowFault> fault{};
    // A quote inside an unquoted cell, or text behind a closing one: the text needs the careful scan.
    bool stray_quote = false;
    bool quotes = false;  // a quote stands in the text
    bool beyond_ascii = false;
};

// [begin, end) begins at a row and ends behind one. Appends the rows' starts relative to begin. Uses vector
// instructions where the machine has them.
ScanResult scan_rows(const char* begin, const char* end, const Shape& shape,
                     std::vector<std::uint32_t>& starts);
// The same without them.
ScanResult scan_rows_plain(const char* begin, const char* end, const Shape& shape,
                           std::vector<std::uint32_t>& starts);

}  // namespace kamino::analyze
