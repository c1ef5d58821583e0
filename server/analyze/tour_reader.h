// Points of `kamino analyze tour`: TSPLIB, or a CSV file with x and y or lat and lon; windows as a CSV file.
#pragma once
#include <string>
#include <vector>

#include "analyze/road_table.h"
#include "analyze/search_options.h"
#include "analyze/table.h"
#include "engine/territory/routing/instance.h"

namespace kamino::analyze {

struct TourInput {
    territory::routing::RouteInstance instance;               // all places are nodes; demand is 0
    std::shared_ptr<const territory::PlanarDistance> planar;  // null: on the ground or explicit weights
    std::vector<Degrees> ground;                              // where the places are, when they have degrees
    territory::Travel travel;                                 // the ground's
    std::vector<std::string> warnings;
};

TourInput read_tour(const Source& points, const Format& format);
// The ground of --travel, and measured ways of --matrix or --roads. A round without windows goes both ways:
// of ways that differ by direction the mean counts, with a warning.
void read_ways(TourInput& input, const Arguments& arguments);
// Columns id (as in the points), open, close, and service when there is one; numbers in the unit of the
// distance, or hours and minutes as 08:30. A place without a row is open all day. The row of the first place
// is the working day. On the ground distances are minutes from then on.
void read_windows(TourInput& input, const std::string& path, const Format& format);
// An answer's "order", or a TSPLIB tour: node numbers.
std::vector<int> read_order(const TourInput& input, const Source& solution);

// "08:30" or "510" as minutes; nothing when it is neither.
std::optional<double> minutes_of(std::string_view text);

}  // namespace kamino::analyze
