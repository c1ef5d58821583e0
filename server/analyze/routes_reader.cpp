#include "analyze/routes_reader.h"

#include <cmath>

#include "analyze/json_reader.h"
#include "analyze/tsplib_reader.h"
#include "analyze/words.h"

namespace kamino::analyze {
namespace {

constexpr std::size_t most_nodes = 20'001;

// The depot becomes node 0, the others keep their order.
RouteInstance of_tsplib(const Source& source) {
    const auto file = read_tsplib(source);
    if (file.demand.empty()) throw Refusal("has no DEMAND_SECTION", source.path);
    if (file.capacity <= 0) throw Refusal("has no CAPACITY", source.path);
    if (file.size() > most_nodes)
        throw Refusal("has more than 20000 stops: divide it among people first (kamino analyze align)",
                      source.path);
    RouteInstance out;
    out.name = file.name;
    std::vector<std::size_t> order{file.depot};
    for (std::size_t i = 0; i < file.size(); ++i)
        if (i != file.depot) order.push_back(i);
    std::vector<territory::Place> places;
    for (std::size_t i = 0; i < order.size(); ++i) {
        out.labels.push_back(std::to_string(i));
        out.demand.push_back(i == 0 ? 0 : file.demand[order[i]]);
        if (!file.places.empty()) places.push_back(file.places[order[i]]);
    }
    if (file.weights.empty()) {
        out.distance = std::make_shared<territory::PlanarDistance>(std::move(places), file.metric);
    } else {
        const auto n = file.size();
        std::vector<double> weights;
        weights.reserve(n * n);
        for (const auto i : order)
            for (const auto j : order) weights.push_back(file.weights[i * n + j]);
        out.distance = std::make_shared<territory::MatrixDistance>(n, std::move(weights));
    }
    out.capacity = file.capacity;
    out.longest = file.longest;
    out.vehicles = file.vehicles;
    if (file.service > 0) {
        out.service.assign(out.demand.size(), file.service);
        out.service[0] = 0;
    }
    return out;
}

RouteInstance of_solomon(const Source& source) {
    Words words{source};
    RouteInstance out;
    out.name = words.rest();
    std::string_view word;
    while (word = words.word(), !word.empty() && word != "CAPACITY") continue;
    if (word.empty()) words.refuse("has no NUMBER and CAPACITY");
    out.vehicles = words.whole("the number of vehicles", 1, 1'000'000);
    out.capacity = words.at_least(0, "the capacity");
    out.fewest_vehicles_first = true;
    while (!words.at_end() && !words.find_number()) words.word();
    words.back();
    std::vector<territory::Place> places;
    while (!words.at_end()) {
        words.number("a customer's number");
        const auto x = words.number("x"), y = words.number("y");
        places.push_back({x, y});
        out.demand.push_back(words.at_least(0, "a demand"));
        out.open.push_back(words.number("a ready time"));
        out.close.push_back(words.number("a due date"));
        out.service.push_back(words.at_least(0, "a service time"));
        out.labels.push_back(std::to_string(places.size() - 1));
        if (places.size() > most_nodes) words.refuse("has more than 20000 stops");
    }
    if (places.empty()) words.refuse("has no customers");
    out.demand[0] = out.service[0] = 0;
    out.distance = std::make_shared<territory::PlanarDistance>(std::move(places), territory::Metric::exact);
    return out;
}

}  // namespace

bool is_cvrp(const Source& source) {
    return is_tsplib(source) && source.text.find("DEMAND_SECTION") != std::string::npos;
}

bool is_solomon(const Source& source) {
    const auto head = std::string_view{source.text}.substr(0, 400);
    return head.find("VEHICLE") != std::string_view::npos &&
           head.find("CAPACITY") != std::string_view::npos && !is_tsplib(source);
}

RouteInstance read_routes(const Source& source) {
    if (is_tsplib(source)) return of_tsplib(source);
    if (is_solomon(source)) return of_solomon(source);
    throw Refusal("is neither TSPLIB CVRP (DIMENSION …) nor Solomon's format (VEHICLE, NUMBER, CAPACITY …)",
                  source.path);
}

std::vector<std::vector<int>> read_route_lists(const Source& solution) {
    std::vector<std::vector<int>> out;
    if (solution.first() == '{' || solution.first() == '[') {
        const auto document = parse_document(solution);
        const Field root{solution, document};
        for (const auto& route : (root.is_array() ? root : root.at("routes")).items()) {
            auto& list = out.emplace_back();
            for (const auto& stop : route.items()) list.push_back(static_cast<int>(stop.whole()));
        }
        return out;
    }
    Words words{solution};
    for (auto word = words.word(); !word.empty(); word = words.word()) {
        if (word == "Route") {
            words.word(':');
            words.skip(':');
            auto& list = out.emplace_back();
            while (const auto stop = words.find_number()) list.push_back(static_cast<int>(*stop));
        } else {
            words.rest();  // "Cost 27591"
        }
    }
    if (out.empty()) words.refuse("has no routes");
    return out;
}

}  // namespace kamino::analyze
