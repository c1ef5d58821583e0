// kamino analyze visits: who visits which account when, over days or weeks.
#include <algorithm>

#include "analyze/output.h"
#include "analyze/travel_reader.h"
#include "analyze/visits_reader.h"
#include "engine/territory/check/visits_check.h"
#include "platform/base/date.h"

namespace kamino::analyze {
namespace {

namespace routing = territory::routing;

constexpr double usual_seconds = 10, replan_seconds = 0.2;

class Document {
  public:
    Document(const VisitInput& input, const routing::VisitPlan& plan)
        : in_(input.instance), input_(input), plan_(plan) {}

    // By day, then by trip: the ids of the accounts in order.
    void routes(base::JsonWriter& out) const {
        out.key("routes").begin_array();
        for (int day = 0; day < in_.days; ++day) {
            out.begin_array();
            for (const auto& trip : plan_.trips) {
                if (trip.day != day) continue;
                out.begin_array();
                for (const auto& stop : trip.stops)
                    if (stop.account >= 0) out.value(in_.accounts[stop.account].id);
                out.end_array();
            }
            out.end_array();
        }
        out.end_array();
    }

    void trips(base::JsonWriter& out) const {
        out.key("trips").begin_array();
        for (const auto& trip : plan_.trips) {
            const auto& person = in_.people[trip.person];
            out.begin_object()
                .pair("person", person.id)
                .pair("day", trip.day + 1)
                .pair("vehicle", trip.vehicle + 1);
            if (!input_.start_on.empty())
                out.pair("on", Date::parse(input_.start_on)->plus_days(trip.day).to_text());
            if (trip.start != person.start) out.pair("starts_near", near(trip.start));
            if (trip.end != person.end) out.pair("night_near", near(trip.end));
            if (trip.lunch >= 0) out.pair("lunch", trip.lunch);
            out.key("stops").begin_array();
            for (const auto& stop : trip.stops) {
                out.begin_object();
                if (stop.account >= 0)
                    out.pair("account", in_.accounts[stop.account].id);
                else
                    out.pair("appointment", stop.fixed + 1);
                out.pair("start", stop.start).pair("end", stop.end).end_object();
            }
            out.end_array().end_object();
        }
        out.end_array();
    }

    void unserved(base::JsonWriter& out) const {
        out.key("unserved").begin_array();
        for (const int a : plan_.unserved)
            out.begin_object()
                .pair("account", in_.accounts[a].id)
                .pair("visits", in_.accounts[a].visits)
                .pair("value", in_.accounts[a].value)
                .pair("reason", routing::why_unserved(in_, a))
                .end_object();
        out.end_array();
    }

  private:
    std::string near(int place) const {
        for (const auto& a : in_.accounts)
            if (a.place == place) return a.id;
        return {};
    }
    const routing::VisitInstance& in_;
    const VisitInput& input_;
    const routing::VisitPlan& plan_;
};

void run(const Arguments& arguments) {
    const auto source = read_source(arguments.text("instance"));
    auto input = read_visits(source);
    read_ways(input, arguments);
    const auto effort = effort_of(arguments, input.replan ? replan_seconds : usual_seconds);
    const auto from = std::clock();
    const auto plan = routing::solve_visits(input.instance, effort);
    const auto spent = static_cast<double>(std::clock() - from) / CLOCKS_PER_SEC;
    auto verdict = territory::check::judge_visits(input.instance, plan.trips);
    for (const auto& clash : plan.clashes) verdict.add("clash", clash);
    base::JsonWriter out;
    out.begin_object().pair("method", "visits").pair("instance", input.instance.name);
    write_head(out, verdict.objective, plan.bound, spent, effort.seed);
    write_violations(out, verdict.violations);
    out.pair("iterations", plan.iterations);
    if (input.on_ground) write_travel(out, input.travel);
    for (const auto& [name, value] : verdict.measured) out.pair(name, value);
    const Document document{input, plan};
    document.routes(out);
    document.trips(out);
    document.unserved(out);
    write_warnings(out, input.warnings);
    out.end_object();
    print(out.text());
}

}  // namespace

Command visits() {
    std::vector<Option> options{{.name = "instance",
                                 .help = "JSON (docs/territory.md) or Cordeau's periodic format",
                                 .required = true}};
    for (auto& option : road_options()) options.push_back(std::move(option));
    return {"visits", "Plan visits over 1 to 13 weeks: cadence, windows, hours, lunch, nights, re-planning.",
            search_options(std::move(options), usual_seconds), run};
}

}  // namespace kamino::analyze
