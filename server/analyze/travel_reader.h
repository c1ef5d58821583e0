// What an instance says about the ground, the same words in every command: "travel" {road_factor, speed,
// known_ways, barriers}, and places as {"lat", "lon"} or {"x", "y"}.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analyze/json_reader.h"
#include "engine/territory/barriers.h"

namespace kamino::analyze {

// {"lat", "lon"} sets *sphere; {"x", "y"} is a plane in kilometres; nothing when the object has neither.
std::optional<territory::Point> read_place(const Field& f, bool* sphere);

// The ground of the document: that of its "travel", else the usual one of the earth or of a plane. With known
// ways both the factor and the speeds are fitted, and the errors are those of the fit.
territory::Travel read_travel(const Field& root, bool sphere);

// Refusal when barriers leave no way between two of the places.
void check_ways(const territory::Travel& travel, std::span<const territory::Point> places,
                const std::string& file);

// "travel": {road_factor, speed[], known_ways, km_error, minutes_error}, into the open object.
void write_travel(base::JsonWriter& out, const territory::Travel& travel);

}  // namespace kamino::analyze
