// Measured ways instead of estimated ones: a CSV file of pairs, or a routing server that answers as OSRM does
// (`/table/v1/driving/…`). What they do not know stays estimated, and a warning says how much of it.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "analyze/command.h"
#include "engine/territory/distance.h"

namespace kamino::analyze {

// --matrix, --roads, --roads-timeout and --save-matrix.
std::vector<Option> road_options();

struct Degrees {
    double lat = 0, lon = 0;
};

// Kilometres and minutes from each source to each target; NaN where nothing is known.
struct RoadTable {
    std::size_t sources = 0, targets = 0;
    std::vector<double> km, minutes;
    double& km_at(std::size_t s, std::size_t t) { return km[s * targets + t]; }
    double& minutes_at(std::size_t s, std::size_t t) { return minutes[s * targets + t]; }
};

// Asks in blocks of at most 100 places, the limit of OSRM's usual settings. After three blocks that failed
// the server is asked no more. Refusal when the URL is none.
RoadTable ask_roads(const std::string& url, const std::vector<Degrees>& sources,
                    const std::vector<Degrees>& targets, double timeout_seconds,
                    std::vector<std::string>& warnings);

// The answer of one table request, into the block that begins at (source, target); false when it is no such
// answer.
bool read_table(std::string_view body, std::size_t first_source, std::size_t sources,
                std::size_t first_target, std::size_t targets, RoadTable& into);

// Rows from,to,minutes[,km] by label; a label that is not known is a Refusal. Not given: NaN.
RoadTable read_matrix(const std::string& path, const Arguments& arguments,
                      const std::vector<std::string>& sources, const std::vector<std::string>& targets);
void save_matrix(const std::string& path, RoadTable& table, const std::vector<std::string>& sources,
                 const std::vector<std::string>& targets);

// What the command line asks for, laid over the estimate of the places: the estimate itself when it asks for
// nothing. Places without degrees (a plane) have no roads: --roads is a Refusal then.
std::shared_ptr<const territory::Distance> with_roads(const Arguments& arguments,
                                                      std::shared_ptr<const territory::Distance> estimate,
                                                      const std::vector<std::string>& labels,
                                                      const std::vector<Degrees>& places,
                                                      std::vector<std::string>& warnings);

}  // namespace kamino::analyze
