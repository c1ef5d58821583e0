// The tables of several files that a program writes together, told by their headers. Inside of imports only.
#pragma once
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "domain/imports/public.h"
#include "domain/imports/xlsx_archive.h"

namespace kamino::imports {

// The headers say so by themselves, or with the name of the file.
bool is_of_set(const std::string& name, std::span<const std::string> headers);
// The tables of a zip archive that is no workbook, by their names; nothing for a workbook.
std::vector<std::string> tables_of(const Archive& archive);
bool is_workbook(const Archive& archive);
// Unpacked, within the limits of a set.
std::string content_of(const Archive& archive, const std::string& name);
std::unique_ptr<Table> set_table(std::string bytes);

}  // namespace kamino::imports
