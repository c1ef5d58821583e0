#include "analyze/median_reader.h"

#include <algorithm>

#include "analyze/table.h"
#include "analyze/tsplib_reader.h"
#include "analyze/words.h"

namespace kamino::analyze {
namespace {

// The first of the names that the file has; "" when it has none.
std::string column_of(const Table& table, const std::string& given,
                      std::initializer_list<const char*> usual) {
    if (!given.empty()) return given;
    for (const char* name : usual)
        if (table.find_column(name)) return name;
    return "";
}

MedianQuestion from_table(const Arguments& arguments, const std::string& path) {
    const auto table = Table::read(path, Format::of(arguments));
    const auto latitude = column_of(table, arguments.text("lat"), {"latitude", "lat"});
    const auto longitude = column_of(table, arguments.text("lon"), {"longitude", "lon", "lng"});
    const bool ground = !latitude.empty() && !longitude.empty() && arguments.text("x").empty();
    const auto x = ground ? longitude : column_of(table, arguments.text("x"), {"x"});
    const auto y = ground ? latitude : column_of(table, arguments.text("y"), {"y"});
    if (x.empty() || y.empty())
        throw Refusal(
            "needs the columns latitude and longitude, or x and y; name them with --lat --lon or --x --y",
            path);
    const auto xs = table.required_numbers(table.column(x)), ys = table.required_numbers(table.column(y));
    std::vector<territory::Place> places;
    for (std::size_t i = 0; i < xs.size(); ++i) {
        if (ground && (std::abs(ys[i]) > 90 || std::abs(xs[i]) > 180))
            table.refuse(i, table.column(y), "a latitude is -90 to 90 and a longitude -180 to 180");
        places.push_back({xs[i], ys[i]});
    }
    if (places.empty()) throw Refusal("has no rows", path);
    MedianQuestion question;
    if (ground)
        question.instance.distance = std::make_shared<territory::RoadDistance>(places, territory::Travel{});
    else
        question.instance.distance =
            std::make_shared<territory::PlanarDistance>(places, territory::Metric::exact);
    const auto weight = column_of(table, arguments.text("weight"), {"weight"});
    question.instance.weight.assign(xs.size(), 1.0);
    if (!weight.empty()) {
        question.instance.weight = table.required_numbers(table.column(weight));
        for (std::size_t i = 0; i < xs.size(); ++i)
            if (question.instance.weight[i] < 0)
                table.refuse(i, table.column(weight), "a weight is 0 or more");
    }
    const auto id = column_of(table, arguments.text("id"), {"id", "name"});
    for (std::size_t i = 0; i < xs.size(); ++i)
        question.labels.push_back(id.empty() ? std::to_string(i + 1) : table.text(i, table.column(id)));
    return question;
}

}  // namespace

MedianQuestion read_tsplib_points(const Source& source) {
    auto file = read_tsplib(source);
    if (file.metric == territory::Metric::euc_2d) file.metric = territory::Metric::floor_2d;
    MedianQuestion question;
    question.instance.distance = file.distance();
    question.instance.weight.assign(file.size(), 1.0);
    question.labels = file.labels;
    return question;
}

MedianQuestion read_points(const Arguments& arguments, const std::string& path) {
    const auto source = read_source(path);
    return is_tsplib(source) ? read_tsplib_points(source) : from_table(arguments, path);
}

bool is_capacitated(const Source& source) {
    Words words{source};
    const auto n = words.find_number(), p = words.find_number();
    return n && p && *n >= 1 && *p >= 1 && *p <= *n && words.find_number().has_value() && !is_tsplib(source);
}

MedianQuestion read_capacitated(const Source& source) {
    Words words{source};
    const int n = words.whole("the number of places", 1, 100'000);
    MedianQuestion question;
    question.instance.p = words.whole("the number of medians", 1, n);
    // A line has four numbers, or five with the place's own number first.
    std::vector<double> numbers;
    while (!words.at_end()) numbers.push_back(words.number("a coordinate, a capacity or a demand"));
    const auto count = static_cast<std::size_t>(n);
    if (numbers.size() != 4 * count && numbers.size() != 5 * count)
        throw Refusal("has " + std::to_string(numbers.size()) +
                          " numbers behind its first line; x, y, capacity and demand of " +
                          std::to_string(n) + " places are " + std::to_string(4 * count),
                      source.path);
    const std::size_t width = numbers.size() / count;
    std::vector<territory::Place> places;
    for (std::size_t i = 0; i < count; ++i) {
        const double* line = numbers.data() + i * width + (width - 4);
        places.push_back({line[0], line[1]});
        if (line[2] < 0 || line[3] < 0)
            throw Refusal("a capacity and a demand are 0 or more", source.path, i + 2);
        question.instance.capacity.push_back(line[2]);
        question.instance.demand.push_back(line[3]);
        question.labels.push_back(std::to_string(i + 1));
    }
    question.instance.weight.assign(count, 1.0);
    question.instance.distance =
        std::make_shared<territory::PlanarDistance>(places, territory::Metric::floor_2d);
    return question;
}

}  // namespace kamino::analyze
