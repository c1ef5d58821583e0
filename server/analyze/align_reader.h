// Instances of alignment from files: the JSON model of docs/territory.md and the commercial-districting text
// format; answers from JSON or plain text. Every refusal is a Refusal that names the place in the document.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "analyze/search_options.h"
#include "engine/territory/alignment/instance.h"
#include "engine/territory/capacity/capacity.h"

namespace kamino::analyze {

using territory::alignment::Instance;

// "n", n lines "id x y a1 a2 a3", "m", m lines "u v", "k ignored tau1 tau2 tau3": contiguous districts of
// the least diameter, whose activities stay within the tolerances.
bool is_districting(const Source& source);
Instance read_districting(const Source& source);

// Either format, by the first character.
Instance read_alignment(const Source& source);

// The owners that a document names: {"owner": [...]} in the order of the units or {"owner": {"unit":
// "person"}}; or text with one person a line. Names that the instance does not know are a Refusal.
std::vector<std::int32_t> read_owners(const Instance& instance, const Source& source);

// The "routes" of a JSON instance: driven days that the travel of a capacity check is fitted on.
std::vector<territory::capacity::KnownRoute> read_known_routes(const Source& source);

std::optional<std::size_t> find_unit(const Instance& instance, std::string_view id);
std::optional<std::size_t> find_person(const Instance& instance, std::string_view id);

}  // namespace kamino::analyze
