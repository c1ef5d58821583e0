#include "analyze/road_table.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <unordered_map>

#include "analyze/output.h"
#include "analyze/road_client.h"
#include "analyze/table.h"
#include "platform/base/fault.h"
#include "platform/base/json.h"

namespace kamino::analyze {
namespace {

constexpr std::size_t block = 50;           // places a side of one request
constexpr std::size_t most_places = 5'000;  // of a matrix over all pairs
constexpr int most_failures = 3;

std::string request(std::string url, const std::vector<Degrees>& sources, std::size_t s, std::size_t s_end,
                    const std::vector<Degrees>& targets, std::size_t t, std::size_t t_end) {
    while (!url.empty() && url.back() == '/') url.pop_back();
    url += "/table/v1/driving/";
    const auto add = [&](const Degrees& at, bool first) {
        char text[64];
        std::snprintf(text, sizeof text, "%s%.6f,%.6f", first ? "" : ";", at.lon, at.lat);
        url += text;
    };
    for (std::size_t i = s; i < s_end; ++i) add(sources[i], i == s);
    for (std::size_t i = t; i < t_end; ++i) add(targets[i], false);
    const auto list = [](std::size_t from, std::size_t to) {
        std::string text;
        for (std::size_t i = from; i < to; ++i) text += (i == from ? "" : ";") + std::to_string(i);
        return text;
    };
    url += "?annotations=duration,distance&sources=" + list(0, s_end - s) +
           "&destinations=" + list(s_end - s, s_end - s + t_end - t);
    return url;
}

std::unordered_map<std::string, std::size_t> index_of(const std::vector<std::string>& labels) {
    std::unordered_map<std::string, std::size_t> out;
    for (std::size_t i = 0; i < labels.size(); ++i) out.emplace(labels[i], i);
    return out;
}

}  // namespace

std::vector<Option> road_options() {
    return {{.name = "matrix", .help = "CSV with from, to, minutes and perhaps km: measured ways, by id"},
            {.name = "roads",
             .help = "URL of a routing server that answers as OSRM does, e.g. http://localhost:5000"},
            {.name = "roads-timeout",
             .kind = Kind::number,
             .help = "seconds that the server has for one answer",
             .fallback = "10"},
            {.name = "save-matrix", .help = "writes what --roads answered, for --matrix"}};
}

bool read_table(std::string_view body, std::size_t first_source, std::size_t sources,
                std::size_t first_target, std::size_t targets, RoadTable& into) {
    boost::json::value document;
    try {
        document = base::parse_json(body);
    } catch (const Fault&) {
        return false;
    }
    if (!document.is_object()) return false;
    const auto& root = document.as_object();
    const auto* code = root.if_contains("code");
    const auto* durations = root.if_contains("durations");
    if (!code || !code->is_string() || code->as_string() != "Ok" || !durations) return false;
    const auto fill = [&](const boost::json::value& rows, double scale, std::vector<double>& cells) {
        if (!rows.is_array() || rows.as_array().size() != sources) return false;
        for (std::size_t s = 0; s < sources; ++s) {
            const auto& row = rows.as_array()[s];
            if (!row.is_array() || row.as_array().size() != targets) return false;
            for (std::size_t t = 0; t < targets; ++t) {
                const auto& cell = row.as_array()[t];
                const double value = cell.is_number() ? cell.to_number<double>() : NAN;
                cells[(first_source + s) * into.targets + first_target + t] =
                    value >= 0 ? value * scale : NAN;
            }
        }
        return true;
    };
    const auto* distances = root.if_contains("distances");  // a server without them tells times only
    return fill(*durations, 1.0 / 60, into.minutes) && (!distances || fill(*distances, 1e-3, into.km));
}

RoadTable ask_roads(const std::string& url, const std::vector<Degrees>& sources,
                    const std::vector<Degrees>& targets, double timeout_seconds,
                    std::vector<std::string>& warnings) {
    if (url.rfind("http://", 0) != 0 && url.rfind("https://", 0) != 0)
        throw Refusal("--roads needs an address as http://localhost:5000, not \"" + url + "\"");
    if (timeout_seconds <= 0) throw Refusal("--roads-timeout is above 0");
    RoadTable table{sources.size(), targets.size(), {}, {}};
    table.km.assign(sources.size() * targets.size(), NAN);
    table.minutes = table.km;
    RoadClient client{timeout_seconds};
    int failures = 0;
    for (std::size_t s = 0; s < sources.size() && failures < most_failures; s += block)
        for (std::size_t t = 0; t < targets.size() && failures < most_failures; t += block) {
            const auto s_end = std::min(s + block, sources.size()),
                       t_end = std::min(t + block, targets.size());
            const auto reply = client.get(request(url, sources, s, s_end, targets, t, t_end));
            if (reply.status == 200 && read_table(reply.body, s, s_end - s, t, t_end - t, table)) continue;
            if (++failures == 1)
                warnings.push_back("the routing server " +
                                   (reply.status == 0     ? "did not answer: " + reply.error
                                    : reply.status == 200 ? std::string{"sent no table"}
                                                          : "answered " + std::to_string(reply.status)));
        }
    return table;
}

RoadTable read_matrix(const std::string& path, const Arguments& arguments,
                      const std::vector<std::string>& sources, const std::vector<std::string>& targets) {
    const auto file = Table::read(path, Format::of(arguments));
    const auto from = file.column("from"), to = file.column("to"), minutes = file.column("minutes");
    const auto km = file.find_column("km");
    const auto times = file.required_numbers(minutes);
    const auto lengths = km ? file.required_numbers(*km) : std::vector<double>{};
    const auto source = index_of(sources), target = index_of(targets);
    RoadTable table{sources.size(), targets.size(), {}, {}};
    table.km.assign(sources.size() * targets.size(), NAN);
    table.minutes = table.km;
    for (std::size_t row = 0; row < file.rows(); ++row) {
        const auto s = source.find(file.text(row, from)), t = target.find(file.text(row, to));
        if (s == source.end()) file.refuse(row, from, "is not among the places");
        if (t == target.end()) file.refuse(row, to, "is not among the places");
        if (times[row] < 0) file.refuse(row, minutes, "is below 0");
        if (km && lengths[row] < 0) file.refuse(row, *km, "is below 0");
        table.minutes_at(s->second, t->second) = times[row];
        if (km) table.km_at(s->second, t->second) = lengths[row];
    }
    return table;
}

void save_matrix(const std::string& path, RoadTable& table, const std::vector<std::string>& sources,
                 const std::vector<std::string>& targets) {
    CsvWriter out{{"from", "to", "minutes", "km"}};
    for (std::size_t s = 0; s < table.sources; ++s)
        for (std::size_t t = 0; t < table.targets; ++t) {
            if (std::isnan(table.minutes_at(s, t)) || std::isnan(table.km_at(s, t))) continue;
            out.cell(sources[s])
                .cell(targets[t])
                .cell(table.minutes_at(s, t))
                .cell(table.km_at(s, t))
                .end_row();
        }
    out.save(path);
}

std::shared_ptr<const territory::Distance> with_roads(const Arguments& arguments,
                                                      std::shared_ptr<const territory::Distance> estimate,
                                                      const std::vector<std::string>& labels,
                                                      const std::vector<Degrees>& places,
                                                      std::vector<std::string>& warnings) {
    const bool matrix = arguments.has("matrix"), roads = arguments.has("roads");
    if (!matrix && !roads) return estimate;
    if (matrix && roads) throw Refusal("--matrix and --roads say the same twice: one of them");
    if (estimate->size() > most_places)
        throw Refusal("--matrix and --roads take " + std::to_string(most_places) + " places at most, not " +
                      std::to_string(estimate->size()));
    if (roads && places.size() != estimate->size())
        throw Refusal("--roads needs places by latitude and longitude");
    auto table = matrix ? read_matrix(arguments.text("matrix"), arguments, labels, labels)
                        : ask_roads(arguments.text("roads"), places, places,
                                    arguments.number("roads-timeout"), warnings);
    if (roads && arguments.has("save-matrix"))
        save_matrix(arguments.text("save-matrix"), table, labels, labels);
    std::size_t estimated = 0;
    const std::size_t n = estimate->size();
    for (std::size_t s = 0; s < n; ++s)
        for (std::size_t t = 0; t < n; ++t) {
            const auto leg = estimate->leg(s, t);
            if (s == t) {
                table.minutes_at(s, t) = table.km_at(s, t) = 0;
                continue;
            }
            estimated += std::isnan(table.minutes_at(s, t));
            if (std::isnan(table.km_at(s, t))) table.km_at(s, t) = leg.distance;
            if (std::isnan(table.minutes_at(s, t))) table.minutes_at(s, t) = leg.time;
        }
    if (estimated > 0)
        warnings.push_back(std::to_string(estimated) + " of " + std::to_string(n * (n - 1)) +
                           " ways are estimated: " + (matrix ? "the matrix" : "the routing server") +
                           " does not know them");
    return std::make_shared<territory::MatrixDistance>(n, std::move(table.km), std::move(table.minutes));
}

}  // namespace kamino::analyze
