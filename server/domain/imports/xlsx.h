// Excel workbooks (.xlsx, ECMA-376), read row by row from the packed sheet: only the shared strings and the
// styles stay in memory. Every limit is counted on the bytes really unpacked, never on what the archive
// claims.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "domain/imports/table.h"

namespace kamino::imports {

struct XlsxLimits {
    std::uint64_t part_bytes = 2ULL << 30;             // unpacked, of one sheet
    std::uint64_t small_part_bytes = 16ULL << 20;      // workbook, styles, relationships
    std::uint64_t shared_string_bytes = 192ULL << 20;  // text kept in memory
    std::uint64_t shared_strings = 8'000'000;
    std::uint64_t ratio = 400;  // unpacked / packed, once past ratio_from bytes
    std::uint64_t ratio_from = 32ULL << 20;
};

struct Sheet {
    std::string name;
    std::string part;  // "xl/worksheets/sheet1.xml"
};

// True when the bytes start like a zip archive.
bool looks_like_zip(std::string_view head);

// The table of one visible worksheet. Faults: invalid "import.damaged_workbook" {part},
// "import.unknown_sheet", "import.encrypted_workbook", too_large "import.too_large".
std::unique_ptr<Table> xlsx_table(const std::string& path, std::size_t sheet = 0,
                                  const TableLimits& limits = {}, const XlsxLimits& xlsx_limits = {});
// The same from memory, for fuzzing and tests.
std::unique_ptr<Table> xlsx_table_of(std::string bytes, std::size_t sheet = 0, const TableLimits& limits = {},
                                     const XlsxLimits& xlsx_limits = {});

// The names of the visible worksheets in the order of the tabs.
std::vector<std::string> sheet_names(const std::string& path);

// True when a number format code shows a date or a time: "dd/mm/yyyy", "[h]:mm", but not "0.00" or "\"day\"
// 0".
bool is_date_format(std::string_view code);

}  // namespace kamino::imports
