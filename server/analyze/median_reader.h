// Questions of `kamino analyze pmedian`: points of a TSPLIB file or a CSV file, or the OR-Library's
// capacitated format (first line: n p; then a line a place: x y capacity demand, with or without a number
// before them).
#pragma once
#include "analyze/search_options.h"
#include "engine/territory/check/medians_check.h"

namespace kamino::analyze {

struct MedianQuestion {
    territory::check::MedianInstance instance;
    std::vector<std::string> labels;  // of the places
    bool capacitated() const { return !instance.demand.empty(); }
};

// `arguments`: of a CSV file the names of the columns --x --y (or --lat --lon), --weight, --id.
MedianQuestion read_points(const Arguments& arguments, const std::string& path);
// Points with EUC_2D have distances rounded down here, not to the nearest as in a round tour: so does the
// literature on p-medians that takes TSPLIB's points, and its proved values hold only so (rl1304, p = 10:
// 2134295 against 2134818).
MedianQuestion read_tsplib_points(const Source& source);
MedianQuestion read_capacitated(const Source& source);
bool is_capacitated(const Source& source);

}  // namespace kamino::analyze
