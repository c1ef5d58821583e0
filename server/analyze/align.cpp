// `kamino analyze align`: the answer of an alignment, or what one drag does to it.
#include "engine/territory/alignment/align.h"

#include <cmath>

#include "analyze/align_reader.h"
#include "analyze/align_writer.h"
#include "analyze/output.h"
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
    if (arguments.has("matrix")) read_matrix(in, arguments.text("matrix"), arguments);
    if (arguments.has("move")) return run_drag(arguments, in);
    if (arguments.has("solution")) in.units.owner = read_owners(in, read_source(arguments.text("solution")));
    const auto effort = effort_of(arguments, usual_seconds);
    if (in.people.size() > 60000) throw Refusal("60,000 people are the most", arguments.text("instance"));
    const auto alignment = al::align(in, effort);
    print(alignment_text(in, alignment, effort));
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
         {.name = "matrix", .help = "CSV with unit, person, minutes: measured travel times of all pairs"}},
        usual_seconds);
    return {"align", "Divide accounts among people: balanced, compact, with few moves, under rules.",
            std::move(options), run};
}

}  // namespace kamino::analyze
