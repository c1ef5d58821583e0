#include "analyze/align_writer.h"

#include <algorithm>
#include <cmath>

#include "analyze/travel_reader.h"
#include "engine/territory/alignment/clashes.h"
#include "engine/territory/alignment/report.h"
#include "engine/territory/check/align_check.h"
#include "platform/base/text.h"

namespace kamino::analyze {
namespace {

namespace al = territory::alignment;
using base::JsonWriter;

void write_person_id(JsonWriter& out, const Instance& in, std::int32_t person) {
    if (person == al::nobody)
        out.null();
    else
        out.value(in.people[person].id);
}

void write_owner(JsonWriter& out, const Instance& in, const std::vector<std::int32_t>& owner) {
    out.key("owner").begin_array();
    for (const auto j : owner) write_person_id(out, in, j);
    out.end_array();
}

void write_by_measure(JsonWriter& out, const Instance& in, const char* name,
                      const std::vector<double>& values) {
    out.key(name).begin_object();
    for (std::size_t m = 0; m < in.measures.size(); ++m) out.pair(in.measures[m].name, values[m]);
    out.end_object();
}

void write_strings(JsonWriter& out, const char* name, const std::vector<std::string>& texts) {
    out.key(name).begin_array();
    for (const auto& text : texts) out.value(text);
    out.end_array();
}

void write_people(JsonWriter& out, const Instance& in, const al::Report& report,
                  const al::Alignment& alignment) {
    out.key("people").begin_array();
    for (std::size_t j = 0; j < in.people.size(); ++j) {
        const auto& p = report.people[j];
        out.begin_object().pair("id", in.people[j].id).pair("units", static_cast<std::uint64_t>(p.units));
        write_by_measure(out, in, "measures", p.load);
        write_by_measure(out, in, "targets", p.target);
        out.pair("hours_needed", p.hours_needed).pair("hours_there", p.hours_there);
        out.pair("travel_minutes", p.travel_minutes).pair("diameter", p.diameter).pair("fragments", p.pieces);
        std::vector<double> prices(alignment.price.begin() + j * in.measures.size(),
                                   alignment.price.begin() + (j + 1) * in.measures.size());
        write_by_measure(out, in, "price_of_load", prices);
        out.end_object();
    }
    out.end_array();
}

void write_moves(JsonWriter& out, const Instance& in, const al::Report& report) {
    out.key("moves").begin_array();
    for (const auto& move : report.moves) {
        out.begin_object().pair("unit", in.units.ids[move.unit]).key("from");
        write_person_id(out, in, move.from);
        out.key("to");
        write_person_id(out, in, move.to);
        out.pair("reason", move.reason).key("refusal").begin_object();
        out.pair("objective", move.refusal).pair("objective_balanced", move.refusal_balanced);
        write_strings(out, "breaks", move.breaks);
        out.end_object().end_object();
    }
    out.end_array();
}

void write_clashes(JsonWriter& out, const std::vector<al::Clash>& clashes) {
    out.key("clashes").begin_array();
    for (const auto& clash : clashes) {
        out.begin_object();
        write_strings(out, "rules", clash.rules);
        out.pair("message", clash.message).end_object();
    }
    out.end_array();
}

void write_moved(JsonWriter& out, const Instance& in, const territory::check::Verdict& verdict) {
    const auto least = al::least_moves(in);
    out.key("moved").begin_object();
    for (const auto& [name, value] : verdict.measured) {
        if (name == "moved_units") out.pair("units", value);
        if (name == "moved_value") out.pair("value_share", value);
    }
    out.pair("least_units", least.units).pair("least_value_share", least.value_share).end_object();
}

}  // namespace

std::string alignment_text(const Instance& in, const al::Alignment& alignment,
                           const territory::Effort& effort, const std::vector<std::string>& warnings) {
    const auto report = al::report(in, alignment);
    const auto verdict = territory::check::judge_alignment(in, alignment.owner);
    const auto clashes = al::clashes(in);
    JsonWriter out;
    out.begin_object().pair("method", "align");
    write_head(out, alignment.objective, alignment.bound, alignment.cpu_seconds, effort.seed);
    write_violations(out, verdict.violations);
    write_clashes(out, clashes);
    out.key("parameters").begin_object().pair("units", static_cast<std::uint64_t>(in.units.size()));
    out.pair("people", static_cast<std::uint64_t>(in.people.size()));
    out.pair("time_limit", effort.cpu_seconds)
        .pair("iterations", static_cast<std::int64_t>(effort.iterations));
    out.end_object();
    write_travel(out, in.travel);
    write_by_measure(out, in, "imbalance", report.imbalance);
    out.pair("diameter", report.diameter).pair("fragments", report.extra_pieces);
    out.key("dropped").begin_array();
    for (const auto j : alignment.dropped) out.value(in.people[j].id);
    out.end_array();
    if (in.has_owners()) write_moved(out, in, verdict);
    write_owner(out, in, alignment.owner);
    write_people(out, in, report, alignment);
    write_moves(out, in, report);
    out.key("rule_prices").begin_array();
    for (const auto& price : report.prices)
        out.begin_object()
            .pair("rule", price.rule)
            .pair("price", price.price)
            .pair("meaning", price.meaning)
            .end_object();
    out.end_array().key("warnings").begin_array();
    for (const auto& warning : warnings) out.value(warning);
    if (std::isnan(alignment.bound))
        out.value("no bound: the centres of people without a home move with the answer");
    if (!verdict.feasible() && clashes.empty())
        out.value(
            "no answer within all rules was found, and no clash of rules is proved: more time may help");
    return out.end_array().end_object().take();
}

std::string drag_text(const Instance& in, const al::Drag& drag, double cpu_seconds) {
    JsonWriter out;
    out.begin_object().pair("method", "drag").pair("cpu_seconds", cpu_seconds);
    out.pair("objective_change", drag.change)
        .pair("feasible", drag.breaks.empty())
        .key("units")
        .begin_array();
    for (const auto i : drag.units) out.value(in.units.ids[i]);
    out.end_array();
    write_strings(out, "violations", drag.breaks);
    write_strings(out, "mends", drag.mends);
    out.key("people").begin_array();
    for (const auto& s : drag.sides) {
        out.begin_object().pair("id", in.people[s.person].id);
        write_by_measure(out, in, "measures_before", s.before);
        write_by_measure(out, in, "measures", s.after);
        write_by_measure(out, in, "targets", s.target);
        out.pair("fragments_before", s.pieces_before).pair("fragments", s.pieces_after);
        out.pair("diameter_before", s.diameter_before).pair("diameter", s.diameter_after);
        out.pair("hours_needed_before", s.hours_before).pair("hours_needed", s.hours_after);
        out.pair("hours_there", in.people[s.person].hours).end_object();
    }
    return out.end_array().key("warnings").begin_array().end_array().end_object().take();
}

std::string capacity_text(const Instance& in, const territory::capacity::Capacity& c, double cpu_seconds) {
    JsonWriter out;
    const auto need = [&](const territory::capacity::Need& n) {
        out.pair("hours_needed", n.hours()).pair("service_hours", n.service_hours);
        out.pair("travel_hours", n.travel_hours).pair("visits", n.visits).pair("days", n.days);
        out.pair("area_km2", n.area_km2).pair("approach_km", n.approach_km);
    };
    out.begin_object().pair("method", "capacity").pair("cpu_seconds", cpu_seconds);
    out.key("parameters").begin_object().pair("units", static_cast<std::uint64_t>(in.units.size()));
    out.pair("people", static_cast<std::uint64_t>(in.people.size())).end_object();
    write_travel(out, in.travel);
    out.key("travel_model")
        .begin_object()
        .pair("between", c.model.between)
        .pair("approach", c.model.approach);
    out.pair("stops_a_day", c.model.stops_a_day).pair("routes", c.model.routes);
    out.pair("error_per_cent", c.model.error).end_object();
    out.pair("hours_needed", c.need).pair("hours_there", c.have).pair("people_needed", c.people_needed);
    write_strings(out, "options", c.options);
    out.key("people").begin_array();
    for (std::size_t j = 0; j < c.people.size(); ++j) {
        out.begin_object().pair("id", in.people[j].id);
        need(c.people[j].need);
        out.pair("hours_there", c.people[j].have);
        out.pair("load", c.people[j].need.hours() / c.people[j].have);
        write_strings(out, "options", c.people[j].options);
        out.end_object();
    }
    out.end_array().key("unowned").begin_object();
    need(c.unowned);
    out.end_object().key("warnings").begin_array();
    if (c.model.routes == 0)
        out.value("no known routes: the constant of the shortest tour is used and the error is not known");
    else if (std::isnan(c.model.error))
        out.value("fewer than four known routes: the error is not known");
    return out.end_array().end_object().take();
}

}  // namespace kamino::analyze
