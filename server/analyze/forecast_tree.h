// The hierarchy of a forecast: a CSV file of names and their parents' names.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "analyze/series.h"
#include "engine/forecast/reconcile.h"

namespace kamino::analyze {

struct Tree {
    std::vector<std::string> names;    // of the nodes
    std::vector<std::size_t> parents;  // forecast::no_parent at the top
};
// Columns `id` and `parent` (else the first two); an empty parent is a top. A parent that has no row of its
// own is a top too. Refusals: a name twice, a circle.
Tree read_tree(const Table& table);

// The nodes' series, in the tree's order: leaves from the file, on the same periods (nothing before their
// first and after their last value), every other node the sum of its leaves. Series that the tree does not
// name come behind it. Refusal when a leaf has no series.
std::vector<Series> tree_series(const Tree& tree, const forecast::Hierarchy& hierarchy,
                                const SeriesFile& file, Notes& notes);

}  // namespace kamino::analyze
