// Instances and answers of `kamino analyze visits`: the JSON model of docs/territory.md and Cordeau's
// periodic format.
#pragma once
#include <string>
#include <vector>

#include "analyze/road_table.h"
#include "analyze/search_options.h"
#include "engine/territory/routing/visits.h"

namespace kamino::analyze {

struct VisitInput {
    territory::routing::VisitInstance instance;
    std::string start_on;  // ISO date of day 1; "" in the periodic format
    bool replan = false;
    bool on_ground = false;  // places by lat and lon: `travel` says how they are reached
    territory::Travel travel;
    std::vector<std::string>
        labels;  // of the places: ids of accounts, person:ID, person:ID:end, person:ID:1 …
    std::vector<Degrees> ground;
    std::vector<std::string> warnings;
};

bool is_visits(const Source& source);
bool is_periodic(const Source& source);  // "type m n t" on the first line
VisitInput read_visits(const Source& source);
VisitInput read_periodic(const Source& source);

// Measured ways of --matrix or --roads.
void read_ways(VisitInput& input, const Arguments& arguments);

// The trips of an answer.
std::vector<territory::routing::Trip> read_trips(const VisitInput& input, const Source& solution);

}  // namespace kamino::analyze
