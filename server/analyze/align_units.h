// The units of the JSON model, as a list of objects or as one object of columns. Read member by member with
// no path kept: there may be 100,000 of them and a capacity check has a tenth of a second.
#pragma once
#include <string>
#include <unordered_map>

#include "analyze/json_reader.h"
#include "engine/territory/alignment/instance.h"

namespace kamino::analyze {

using Ids = std::unordered_map<std::string, territory::alignment::Index>;

// Fills instance.units; people, measures and skills must stand already. `sphere` is set by the first unit
// that has lat and lon.
void read_units(const Source& source, const boost::json::value& units, const Ids& people,
                territory::alignment::Instance& instance);

}  // namespace kamino::analyze
