// Instances and answers of `kamino analyze visits`: the JSON model of docs/territory.md and Cordeau's
// periodic format.
#pragma once
#include <string>
#include <vector>

#include "analyze/search_options.h"
#include "engine/territory/routing/visits.h"

namespace kamino::analyze {

struct VisitInput {
    territory::routing::VisitInstance instance;
    std::string start_on;  // ISO date of day 1; "" in the periodic format
    bool replan = false;
};

bool is_visits(const Source& source);
bool is_periodic(const Source& source);  // "type m n t" on the first line
VisitInput read_visits(const Source& source);
VisitInput read_periodic(const Source& source);

// The trips of an answer.
std::vector<territory::routing::Trip> read_trips(const VisitInput& input, const Source& solution);

}  // namespace kamino::analyze
