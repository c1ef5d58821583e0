#include "analyze/tsplib_reader.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "analyze/words.h"

namespace kamino::analyze {
namespace {

using territory::Metric;

constexpr int most_nodes = 1'000'000, most_explicit = 20'000;

struct Reading {
    Words words;
    Tsplib out;
    int dimension = 0;
    bool explicit_weights = false;
    std::string format;
    std::unordered_map<std::string, std::size_t> index;

    std::size_t node(const std::string& label) const {
        const auto found = index.find(label);
        if (found == index.end()) words.refuse("node " + label + " is not among the nodes");
        return found->second;
    }
};

void need_dimension(const Reading& r, std::string_view section) {
    if (r.dimension == 0) r.words.refuse("DIMENSION is missing before " + std::string{section});
}

// Nodes without a coordinate section are called 1 … n.
void name_nodes(Reading& r) {
    if (!r.out.labels.empty()) return;
    for (int i = 1; i <= r.dimension; ++i) {
        r.out.labels.push_back(std::to_string(i));
        r.index.emplace(r.out.labels.back(), r.out.labels.size() - 1);
    }
}

void coordinates(Reading& r) {
    need_dimension(r, "NODE_COORD_SECTION");
    for (int i = 0; i < r.dimension; ++i) {
        auto label = std::string{r.words.word()};
        const auto x = r.words.number("a coordinate"), y = r.words.number("a coordinate");
        if (!r.index.emplace(label, r.out.labels.size()).second)
            r.words.refuse("node " + label + " is given twice");
        r.out.labels.push_back(std::move(label));
        r.out.places.push_back({x, y});
    }
}

void demands(Reading& r) {
    need_dimension(r, "DEMAND_SECTION");
    name_nodes(r);
    r.out.demand.assign(r.out.labels.size(), 0);
    for (int i = 0; i < r.dimension; ++i) {
        const auto at = r.node(std::string{r.words.word()});
        r.out.demand[at] = r.words.at_least(0, "a demand");
    }
}

void depots(Reading& r) {
    name_nodes(r);
    r.out.depot = r.node(std::string{r.words.word()});
    const auto end = r.words.find_number();
    if (end && *end != -1) r.words.refuse("has more than one depot");
}

// The eleven layouts of EDGE_WEIGHT_FORMAT: which cells a file gives, in its order.
void weights(Reading& r) {
    need_dimension(r, "EDGE_WEIGHT_SECTION");
    const auto n = static_cast<std::size_t>(r.dimension);
    if (r.dimension > most_explicit) r.words.refuse("has more than 20000 nodes with explicit weights");
    r.out.weights.assign(n * n, 0);
    const auto put = [&](std::size_t i, std::size_t j, bool both) {
        const auto d = r.words.at_least(0, "a weight");
        r.out.weights[i * n + j] = d;
        if (both) r.out.weights[j * n + i] = d;
    };
    const auto& f = r.format;
    const std::size_t diagonal = f.find("DIAG") != std::string::npos ? 1 : 0;
    if (f == "FULL_MATRIX" || f.empty()) {
        for (std::size_t i = 0; i < n; ++i)
            for (std::size_t j = 0; j < n; ++j) put(i, j, false);
    } else if (f == "LOWER_ROW" || f == "LOWER_DIAG_ROW" || f == "UPPER_COL" || f == "UPPER_DIAG_COL") {
        for (std::size_t i = 0; i < n; ++i)
            for (std::size_t j = 0; j < i + diagonal; ++j) put(i, j, true);
    } else if (f == "UPPER_ROW" || f == "UPPER_DIAG_ROW" || f == "LOWER_COL" || f == "LOWER_DIAG_COL") {
        for (std::size_t i = 0; i < n; ++i)
            for (std::size_t j = i + 1 - diagonal; j < n; ++j) put(i, j, true);
    } else {
        r.words.refuse("EDGE_WEIGHT_FORMAT " + f + " is not known");
    }
    for (std::size_t i = 0; i < n; ++i) r.out.weights[i * n + i] = 0;
}

void weight_type(Reading& r, const std::string& value) {
    static const std::map<std::string, Metric> metrics{
        {"EUC_2D", Metric::euc_2d},     {"CEIL_2D", Metric::ceil_2d}, {"ATT", Metric::att},
        {"GEO", Metric::geo},           {"MAN_2D", Metric::man_2d},   {"MAX_2D", Metric::max_2d},
        {"FLOOR_2D", Metric::floor_2d}, {"EXACT_2D", Metric::exact}};
    if (value == "EXPLICIT") {
        r.explicit_weights = true;
        return;
    }
    const auto found = metrics.find(value);
    if (found == metrics.end())
        r.words.refuse(
            "EDGE_WEIGHT_TYPE " + value +
            " is not known (EUC_2D, CEIL_2D, FLOOR_2D, EXACT_2D, MAN_2D, MAX_2D, ATT, GEO, EXPLICIT)");
    r.out.metric = found->second;
}

void specification(Reading& r, const std::string& key) {
    const auto number = [&] { return r.words.at_least(0, key); };
    if (key == "DIMENSION")
        r.dimension = r.words.whole("DIMENSION", 1, most_nodes);
    else if (key == "CAPACITY")
        r.out.capacity = number();
    else if (key == "DISTANCE")
        r.out.longest = number();
    else if (key == "SERVICE_TIME")
        r.out.service = number();
    else if (key == "VEHICLES" || key == "TRUCKS")
        r.out.vehicles = r.words.whole(key, 0, most_nodes);
    else if (const std::string value{r.words.rest()}; key == "NAME")
        r.out.name = value;
    else if (key == "TYPE")
        r.out.type = value.substr(0, value.find(' '));
    else if (key == "EDGE_WEIGHT_TYPE")
        weight_type(r, value);
    else if (key == "EDGE_WEIGHT_FORMAT")
        r.format = value;
}

bool section(Reading& r, const std::string& key) {
    if (key == "NODE_COORD_SECTION")
        coordinates(r);
    else if (key == "DEMAND_SECTION")
        demands(r);
    else if (key == "DEPOT_SECTION")
        depots(r);
    else if (key == "EDGE_WEIGHT_SECTION")
        weights(r);
    else if (key == "DISPLAY_DATA_SECTION")
        for (int i = 0; i < 3 * r.dimension; ++i) r.words.number("a coordinate");
    else if (key.ends_with("_SECTION"))
        r.words.refuse(key + " is not known");
    else
        return false;
    return true;
}

}  // namespace

bool is_tsplib(const Source& source) {
    for (auto at = source.text.find("DIMENSION"); at != std::string::npos;
         at = source.text.find("DIMENSION", at + 1))
        if (at == 0 || source.text[at - 1] == '\n' || source.text[at - 1] == ' ') return true;
    return false;
}

Tsplib read_tsplib(const Source& source) {
    Reading r{Words{source}, {}, 0, false, {}, {}};
    for (std::string key{r.words.word(':')}; !key.empty() && key != "EOF"; key = r.words.word(':')) {
        if (section(r, key)) continue;
        r.words.skip(':');
        specification(r, key);
    }
    if (r.dimension == 0) r.words.refuse("has no DIMENSION");
    if (r.explicit_weights && r.out.weights.empty()) r.words.refuse("has no EDGE_WEIGHT_SECTION");
    if (!r.explicit_weights && r.out.places.empty()) r.words.refuse("has no NODE_COORD_SECTION");
    name_nodes(r);
    return std::move(r.out);
}

std::shared_ptr<const territory::Distance> Tsplib::distance() const {
    if (!weights.empty()) return std::make_shared<territory::MatrixDistance>(size(), weights);
    return std::make_shared<territory::PlanarDistance>(places, metric);
}

}  // namespace kamino::analyze
