#include "analyze/tour_reader.h"

#include <unordered_map>

#include "analyze/json_reader.h"
#include "analyze/travel_reader.h"
#include "analyze/tsplib_reader.h"
#include "analyze/words.h"
#include "platform/base/text.h"

namespace kamino::analyze {
namespace {

constexpr std::size_t most_table = 12'000;

std::optional<std::size_t> any_column(const Table& table, std::initializer_list<const char*> names) {
    for (const auto* name : names)
        if (const auto column = table.find_column(name)) return column;
    return std::nullopt;
}

TourInput of_tsplib(const Source& source) {
    const auto file = read_tsplib(source);
    TourInput out;
    out.instance.name = file.name;
    out.instance.labels = file.labels;
    out.instance.distance = file.distance();
    for (std::size_t i = 0; i < file.size(); ++i)
        for (std::size_t j = 0; j < i && !file.weights.empty(); ++j)
            if (file.weights[i * file.size() + j] != file.weights[j * file.size() + i])
                throw Refusal("has weights that differ by direction; tour needs the same both ways",
                              source.path);
    out.planar = std::dynamic_pointer_cast<const territory::PlanarDistance>(out.instance.distance);
    return out;
}

TourInput of_table(const Source& source, const Format& format) {
    const auto table = Table::read(source.path, format);
    const auto lat = any_column(table, {"lat", "latitude"}),
               lon = any_column(table, {"lon", "lng", "longitude"});
    const bool ground = lat && lon;
    const auto x = ground ? *lon : table.column("x"), y = ground ? *lat : table.column("y");
    const auto id = any_column(table, {"id", "name"});
    const auto xs = table.required_numbers(x), ys = table.required_numbers(y);
    if (ground && xs.size() > most_table)
        throw Refusal("has more than 12000 places on the ground", source.path);
    std::vector<territory::Place> places;
    TourInput out;
    for (std::size_t i = 0; i < xs.size(); ++i) {
        if (ground && (std::abs(ys[i]) > 90 || std::abs(xs[i]) > 180))
            table.refuse(i, std::abs(ys[i]) > 90 ? y : x, "is no degree of the earth");
        places.push_back({xs[i], ys[i]});
        out.instance.labels.push_back(id ? table.text(i, *id) : std::to_string(i + 1));
    }
    if (places.empty()) throw Refusal("has no places", source.path);
    if (ground) {
        out.travel = territory::usual_travel(true);
        for (const auto& p : places) out.ground.push_back({p.y, p.x});
        out.instance.distance = std::make_shared<territory::RoadDistance>(places, out.travel);
    } else {
        out.planar = std::make_shared<territory::PlanarDistance>(std::move(places), territory::Metric::exact);
        out.instance.distance = out.planar;
    }
    return out;
}

}  // namespace

std::optional<double> minutes_of(std::string_view text) {
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) return base::to_double(text);
    const auto hours = base::to_int(text.substr(0, colon)), minutes = base::to_int(text.substr(colon + 1));
    if (!hours || !minutes || *hours < 0 || *hours > 24 || *minutes < 0 || *minutes > 59 ||
        text.size() - colon != 3)
        return std::nullopt;
    return static_cast<double>(*hours * 60 + *minutes);
}

TourInput read_tour(const Source& source, const Format& format) {
    auto out = is_tsplib(source) ? of_tsplib(source) : of_table(source, format);
    out.instance.demand.assign(out.instance.labels.size(), 0);
    return out;
}

void read_ways(TourInput& input, const Arguments& arguments) {
    auto& distance = input.instance.distance;
    if (arguments.has("travel")) {
        if (input.ground.empty()) throw Refusal("--travel needs places by latitude and longitude");
        const auto source = read_source(arguments.text("travel"));
        const auto document = parse_document(source);
        input.travel = read_travel(Field{source, document}, true);
        std::vector<territory::Place> places;
        std::vector<territory::Point> points;
        for (const auto& [lat, lon] : input.ground) {
            places.push_back({lon, lat});
            points.push_back(territory::on_earth(lat, lon));
        }
        check_ways(input.travel, points, source.path);
        distance = std::make_shared<territory::RoadDistance>(places, input.travel);
    }
    const auto estimate = distance;
    distance = with_roads(arguments, distance, input.instance.labels, input.ground, input.warnings);
    if (distance == estimate) return;
    input.planar = nullptr;
    if (arguments.has("windows")) return;
    const auto n = distance->size();
    std::vector<double> km(n * n), minutes(n * n);
    bool differs = false;
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < n; ++j) {
            const auto there = distance->leg(i, j), back = distance->leg(j, i);
            differs = differs || there.distance != back.distance;
            km[i * n + j] = (there.distance + back.distance) / 2;
            minutes[i * n + j] = (there.time + back.time) / 2;
        }
    if (!differs) return;
    input.warnings.push_back("of ways that differ by direction the mean counts: a round goes both ways");
    distance = std::make_shared<territory::MatrixDistance>(n, std::move(km), std::move(minutes));
}

void read_windows(TourInput& input, const std::string& path, const Format& format) {
    auto& in = input.instance;
    if (!input.ground.empty()) in.distance = std::make_shared<territory::InMinutes>(in.distance);
    const auto table = Table::read(path, format);
    const auto id = table.column("id"), open = table.column("open"), close = table.column("close");
    const auto service = table.find_column("service");
    std::unordered_map<std::string, std::size_t> index;
    for (std::size_t i = 0; i < in.labels.size(); ++i) index.emplace(in.labels[i], i);
    in.open.assign(in.labels.size(), 0);
    in.close.assign(in.labels.size(), 1e6);
    in.service.assign(in.labels.size(), 0);
    const auto value = [&](std::size_t row, std::size_t column) {
        const auto minutes = minutes_of(table.text(row, column));
        if (!minutes) table.refuse(row, column, "needs a number or a time as 08:30");
        return *minutes;
    };
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const auto found = index.find(table.text(row, id));
        if (found == index.end()) table.refuse(row, id, "is not among the points");
        in.open[found->second] = value(row, open);
        in.close[found->second] = value(row, close);
        if (service) in.service[found->second] = value(row, *service);
    }
    if (in.labels.size() > most_table) throw Refusal("has more than 12000 places with windows", path);
}

std::vector<int> read_order(const TourInput& input, const Source& solution) {
    std::unordered_map<std::string, int> index;
    for (std::size_t i = 0; i < input.instance.labels.size(); ++i)
        index.emplace(input.instance.labels[i], static_cast<int>(i));
    std::vector<int> order;
    const auto add = [&](const std::string& label) {
        const auto found = index.find(label);
        order.push_back(found == index.end() ? -1 : found->second);
    };
    if (solution.first() == '{' || solution.first() == '[') {
        const auto document = parse_document(solution);
        const Field root{solution, document};
        for (const auto& item : (root.is_array() ? root : root.at("order")).items()) add(item.name());
        return order;
    }
    Words words{solution};
    for (auto word = words.word(); !word.empty() && word != "TOUR_SECTION";) word = words.word();
    for (auto word = words.word(); !word.empty() && word != "-1" && word != "EOF"; word = words.word())
        add(std::string{word});
    if (order.empty()) words.refuse("has no TOUR_SECTION");
    return order;
}

}  // namespace kamino::analyze
