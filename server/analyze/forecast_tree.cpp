#include "analyze/forecast_tree.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace kamino::analyze {

namespace {

void refuse_circle(const Tree& tree, const Table& table) {
    for (std::size_t i = 0; i < tree.names.size(); ++i) {
        std::size_t at = i;
        for (std::size_t steps = 0; at != forecast::no_parent; ++steps) {
            if (steps > tree.names.size())
                throw Refusal(quoted(tree.names[i]) + " stands in or below a circle of parents",
                              table.path());
            at = tree.parents[at];
        }
    }
}

}  // namespace

Tree read_tree(const Table& table) {
    if (table.names().size() < 2) throw Refusal("needs two columns: id and parent", table.path(), 1);
    const auto id = table.find_column("id").value_or(0),
               parent = table.find_column("parent").value_or(id == 1 ? 0 : 1);
    Tree tree;
    std::map<std::string, std::size_t> at;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const auto name = table.text(row, id);
        if (name.empty()) table.refuse(row, id, "is empty; a name is needed");
        if (!at.emplace(name, tree.names.size()).second)
            table.refuse(row, id, quoted(name) + " has a row already");
        tree.names.push_back(name);
    }
    const auto rows = tree.names.size();
    for (std::size_t row = 0; row < rows; ++row) {
        const auto name = table.text(row, parent);
        if (!name.empty() && at.emplace(name, tree.names.size()).second) tree.names.push_back(name);
        tree.parents.push_back(name.empty() ? forecast::no_parent : at[name]);
    }
    tree.parents.resize(tree.names.size(), forecast::no_parent);
    refuse_circle(tree, table);
    return tree;
}

namespace {

// The values of one leaf on the common periods.
std::vector<double> stretched(const Series& series, std::int64_t first, std::int64_t last) {
    std::vector<double> out(static_cast<std::size_t>(last - first + 1), 0.0);
    std::copy(series.values.begin(), series.values.end(), out.begin() + (series.first - first));
    return out;
}

void compare(const Series& given, const Series& sums, Notes& notes) {
    for (std::size_t t = 0; t < given.values.size(); ++t) {
        const auto at = given.first + static_cast<std::int64_t>(t) - sums.first;
        const double sum = at < 0 || at >= static_cast<std::int64_t>(sums.values.size())
                               ? 0
                               : sums.values[static_cast<std::size_t>(at)];
        if (std::fabs(sum - given.values[t]) <= 1e-6 * std::max(1.0, std::fabs(sum))) continue;
        notes.add("values that are not the sums of their parts replaced by the sums", given.id);
        return;
    }
}

}  // namespace

std::vector<Series> tree_series(const Tree& tree, const forecast::Hierarchy& hierarchy,
                                const SeriesFile& file, Notes& notes) {
    std::map<std::string, const Series*> given;
    for (const auto& series : file.series) given[series.id] = &series;
    std::vector<const Series*> leaves(tree.names.size(), nullptr);
    std::int64_t first = 0, last = 0;
    bool any = false;
    for (std::size_t i = 0; i < tree.names.size(); ++i) {
        if (!hierarchy.leaf(i)) continue;
        const auto found = given.find(tree.names[i]);
        if (found == given.end())
            throw Refusal("the hierarchy names " + quoted(tree.names[i]) + ", which has no series");
        leaves[i] = found->second;
        first = any ? std::min(first, leaves[i]->first) : leaves[i]->first;
        last = any ? std::max(last, leaves[i]->last()) : leaves[i]->last();
        any = true;
    }
    std::vector<Series> out(tree.names.size());
    for (const auto node : hierarchy.upwards()) {
        auto& series = out[node];
        series.id = tree.names[node], series.first = first;
        if (hierarchy.leaf(node)) {
            series.values = stretched(*leaves[node], first, last);
            if (leaves[node]->last() < last)
                notes.add("ends before the others of the hierarchy, what is missing counted as 0", series.id);
            if (leaves[node]->first > first)
                notes.add("begins after the others of the hierarchy, what is missing counted as 0",
                          series.id);
            continue;
        }
        series.values.assign(static_cast<std::size_t>(last - first + 1), 0.0);
        for (const auto child : hierarchy.children(node))
            for (std::size_t t = 0; t < series.values.size(); ++t) series.values[t] += out[child].values[t];
        if (const auto own = given.find(series.id); own != given.end()) compare(*own->second, series, notes);
    }
    const std::set<std::string> in_tree(tree.names.begin(), tree.names.end());
    for (const auto& series : file.series) {
        if (in_tree.contains(series.id)) continue;
        notes.add("not in the hierarchy, forecast alone", series.id);
        out.push_back(series);
    }
    return out;
}

}  // namespace kamino::analyze
