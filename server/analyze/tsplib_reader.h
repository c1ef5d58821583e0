// Files of TSPLIB 95 (Reinelt 1991) and of the CVRP sets that use its words: points or explicit weights,
// demands, capacity, limits.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "analyze/search_options.h"
#include "engine/territory/distance.h"

namespace kamino::analyze {

struct Tsplib {
    std::string name, type;
    std::vector<std::string> labels;       // the numbers that the file gives its nodes
    std::vector<territory::Place> places;  // empty with explicit weights and no display coordinates
    territory::Metric metric = territory::Metric::euc_2d;
    std::vector<double> weights;  // row by row; explicit weights only
    std::vector<double> demand;   // empty: none given
    std::size_t depot = 0;        // index
    double capacity = 0, longest = 0, service = 0;
    int vehicles = 0;

    std::size_t size() const { return labels.size(); }
    std::shared_ptr<const territory::Distance> distance() const;
};

Tsplib read_tsplib(const Source& source);
bool is_tsplib(const Source& source);  // it has a line DIMENSION

}  // namespace kamino::analyze
