// Files whose headers are Kamino's own field names: exports of Kamino, and the demo company. Any importable
// resource.
#pragma once
#include <span>
#include <string>

#include "domain/imports/mapping.h"
#include "platform/registry/registry.h"

namespace kamino::imports {

// Columns named like fields of the target, references by external id, code, key, e-mail or name, `currency`
// (or
// `<field>_currency`) for money; other columns are ignored.
Mapping native_mapping(const registry::Registry& registry, std::string_view target,
                       std::span<const std::string> headers);
// True when at least two thirds of the headers are fields of the target.
bool looks_native(const registry::Registry& registry, std::string_view target,
                  std::span<const std::string> headers);

}  // namespace kamino::imports
