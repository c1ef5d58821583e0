// Files whose headers are Kamino's own field names: exports of Kamino, and the demo company. Any importable
// resource.
#pragma once
#include <span>
#include <string>

#include "domain/imports/mapping.h"
#include "platform/registry/registry.h"

namespace kamino::imports {

inline constexpr std::string_view native_dialect = "kamino";

// Columns named like fields of the target, references by external id, code, key, e-mail or name, `currency`
// (or
// `<field>_currency`) for money; other columns are ignored.
Mapping native_mapping(const registry::Registry& registry, std::string_view target,
                       std::span<const std::string> headers, std::span<const ColumnProfile> profiles = {});
// The headers are those of an export of ours: with the record's id, version and times. Such a file knows its
// own numbers and dates, and its rows know which records they are.
bool is_own_export(std::span<const std::string> headers);
// Whose export the headers are: the importable resource that knows most of them; "" = none.
std::string target_of_export(const registry::Registry& registry, std::span<const std::string> headers);
// True when at least two thirds of the headers are fields of the target (or an export's own columns).
bool looks_native(const registry::Registry& registry, std::string_view target,
                  std::span<const std::string> headers);

}  // namespace kamino::imports
