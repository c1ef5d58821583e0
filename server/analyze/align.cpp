// `kamino analyze align`: the answer of an alignment, or what one drag does to it.
#include "engine/territory/alignment/align.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "analyze/align_reader.h"
#include "analyze/align_writer.h"
#include "analyze/output.h"
#include "analyze/road_table.h"
#include "analyze/table.h"
#include "engine/territory/alignment/clock.h"
#include "engine/territory/alignment/drag.h"

namespace kamino::analyze {
namespace {

namespace al = territory::alignment;

// Minutes of every pair from a matrix: rows "unit,person,minutes" that all pairs must have.
void read_matrix(Instance& in, const std::string& path, const Arguments& arguments) {
    const auto table = Table::read(path, Format::of(arguments));
    const auto units = table.codes(table.column("unit")), people = table.codes(table.column("person"));
    const auto minutes = table.required_numbers(table.column("minutes"));
    std::unordered_map<std::string, std::size_t> unit_of, person_of;
    for (std::size_t i = 0; i < in.units.size(); ++i) unit_of[in.units.ids[i]] = i;
    for (std::size_t j = 0; j < in.people.size(); ++j) person_of[in.people[j].id] = j;
    in.minutes.assign(in.units.size() * in.people.size(), NAN);
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const auto u = unit_of.find(units.names[units.code[row]]);
        const auto p = person_of.find(people.names[people.code[row]]);
        if (u == unit_of.end()) table.refuse(row, table.column("unit"), "is not among the units");
        if (p == person_of.end()) table.refuse(row, table.column("person"), "is not among the people");
        if (minutes[row] < 0) table.refuse(row, table.column("minutes"), "is below 0");
        in.minutes[u->second * in.people.size() + p->second] = static_cast<float>(minutes[row]);
    }
    for (std::size_t e = 0; e < in.minutes.size(); ++e)
        if (std::isnan(in.minutes[e]))
            throw Refusal("lacks the minutes of unit " + in.units.ids[e / in.people.size()] + " and person " +
                              in.people[e % in.people.size()].id,
                          path);
}

territory::Point home_of(const Instance& in, std::size_t person) {
    if (!in.people[person].has_home)
        throw Refusal("--roads needs homes: person " + in.people[person].id + " has none");
    return in.people[person].home;
}

Degrees degrees_of(const territory::Point& p) {
    const double degree = 180 / std::numbers::pi;
    return {degree * std::asin(std::clamp(p.z / territory::earth_km, -1.0, 1.0)),
            degree * std::atan2(p.y, p.x)};
}

// Minutes from each home to each unit; what the server does not know stays estimated.
void ask_roads_of(Instance& in, const Arguments& arguments, std::vector<std::string>& warnings) {
    if (!in.travel.sphere) throw Refusal("--roads needs places by latitude and longitude");
    if (arguments.has("matrix")) throw Refusal("--matrix and --roads say the same twice: one of them");
    std::vector<Degrees> homes, units;
    for (std::size_t j = 0; j < in.people.size(); ++j) homes.push_back(degrees_of(home_of(in, j)));
    for (const auto& place : in.units.places) units.push_back(degrees_of(place));
    auto table =
        ask_roads(arguments.text("roads"), homes, units, arguments.number("roads-timeout"), warnings);
    in.minutes.resize(units.size() * homes.size());
    std::size_t estimated = 0;
    for (std::size_t i = 0; i < units.size(); ++i)
        for (std::size_t j = 0; j < homes.size(); ++j) {
            double minutes = table.minutes_at(j, i);
            if (std::isnan(minutes))
                minutes = in.travel.minutes(in.people[j].home, in.units.places[i]), ++estimated;
            in.minutes[i * homes.size() + j] = static_cast<float>(minutes);
        }
    if (estimated > 0)
        warnings.push_back(std::to_string(estimated) + " of " + std::to_string(in.minutes.size()) +
                           " ways are estimated: the routing server does not know them");
}

void run_drag(const Arguments& arguments, const Instance& in) {
    const auto move = arguments.text("move");
    const auto at = move.rfind('=');
    if (at == std::string::npos) throw Refusal("--move needs unit=person, not \"" + move + "\"");
    const auto unit = find_unit(in, move.substr(0, at)), person = find_person(in, move.substr(at + 1));
    if (!unit) throw Refusal("--move: no unit \"" + move.substr(0, at) + "\"");
    if (!person) throw Refusal("--move: no person \"" + move.substr(at + 1) + "\"");
    const auto owner =
        arguments.has("solution") ? read_owners(in, read_source(arguments.text("solution"))) : in.units.owner;
    const double from = al::process_cpu_seconds();
    const auto drag = al::drag(in, owner, static_cast<al::Index>(*unit), static_cast<al::Index>(*person));
    print(drag_text(in, drag, al::process_cpu_seconds() - from));
}

void run(const Arguments& arguments) {
    Instance in = read_alignment(read_source(arguments.text("instance")));
    std::vector<std::string> warnings;
    if (arguments.has("matrix")) read_matrix(in, arguments.text("matrix"), arguments);
    if (arguments.has("roads")) ask_roads_of(in, arguments, warnings);
    if (arguments.has("move")) return run_drag(arguments, in);
    if (arguments.has("solution")) in.units.owner = read_owners(in, read_source(arguments.text("solution")));
    const auto effort = effort_of(arguments, usual_seconds);
    if (in.people.size() > 60000) throw Refusal("60,000 people are the most", arguments.text("instance"));
    const auto alignment = al::align(in, effort);
    print(alignment_text(in, alignment, effort, warnings));
}

}  // namespace

Command align() {
    auto options = search_options(
        {{.name = "instance",
          .help = "units, people and rules: JSON (docs/territory.md) or a districting text",
          .required = true},
         {.name = "solution",
          .help = "owners to begin with instead of the instance's: JSON, or one person a line"},
         {.name = "move", .help = "unit=person: what this one move does; nothing is searched"},
         {.name = "matrix", .help = "CSV with unit, person, minutes: measured travel times of all pairs"},
         {.name = "roads", .help = "URL of a routing server that answers as OSRM does: times from the homes"},
         {.name = "roads-timeout",
          .kind = Kind::number,
          .help = "seconds that the server has for one answer",
          .fallback = "10"}},
        usual_seconds);
    return {"align", "Divide accounts among people: balanced, compact, with few moves, under rules.",
            std::move(options), run};
}

}  // namespace kamino::analyze
