// kamino analyze routes: vehicles from one depot (TSPLIB CVRP, Solomon's windows).
#include "analyze/output.h"
#include "analyze/routes_reader.h"
#include "engine/territory/check/routes_check.h"

namespace kamino::analyze {
namespace {

namespace routing = territory::routing;

constexpr double usual_seconds = 60;

// What the search left out, beside what the checker found: a stop that nobody serves needs its reason.
void explain(territory::check::Verdict& verdict, const RouteInstance& instance,
             const routing::RoutePlan& plan) {
    for (auto& reason : routing::clashes(instance)) verdict.add("clash", std::move(reason));
    if (plan.unserved.empty()) return;
    const int need = routing::least_vehicles(routing::scaled(instance));
    verdict.add("unserved", std::to_string(plan.unserved.size()) + " stops are left without a vehicle; " +
                                std::to_string(plan.routes.size()) + " vehicles serve the others" +
                                (instance.vehicles > 0 ? " of " + std::to_string(instance.vehicles) +
                                                             " that there are; by weight alone " +
                                                             std::to_string(need) + " are needed"
                                                       : ""));
}

void run(const Arguments& arguments) {
    const auto source = read_source(arguments.text("instance"));
    const auto instance = read_routes(source);
    const auto effort = effort_of(arguments, usual_seconds);
    const auto from = territory::thread_cpu_seconds();
    const auto plan = routing::solve_routes(routing::scaled(instance), effort);
    auto verdict = territory::check::judge_routes(instance, plan.routes);
    explain(verdict, instance, plan);
    base::JsonWriter out;
    out.begin_object().pair("method", "string_removal").pair("instance", instance.name);
    write_head(out, verdict.objective, plan.bound, territory::thread_cpu_seconds() - from, effort.seed);
    write_violations(out, verdict.violations);
    out.pair("iterations", plan.iterations).pair("stops", instance.nodes() - 1);
    out.pair("vehicles", static_cast<int>(plan.routes.size()));
    out.pair("numbering", "0 is the depot, 1 to n are the other nodes in the order of the file");
    out.key("routes").begin_array();
    for (const auto& route : plan.routes) {
        out.begin_array();
        for (const int stop : route) out.value(stop);
        out.end_array();
    }
    out.end_array().key("unserved").begin_array();
    for (const int stop : plan.unserved) out.value(stop);
    out.end_array().key("warnings").begin_array().end_array().end_object();
    print(out.text());
}

}  // namespace

Command routes() {
    return {"routes", "Routes from one depot: capacities, windows, fewest vehicles or shortest way.",
            search_options({{.name = "instance",
                             .help = "TSPLIB CVRP (.vrp) or Solomon's text; stops are numbered 1 to n in the "
                                     "file's order, the depot is 0",
                             .required = true}},
                           usual_seconds),
            run};
}

}  // namespace kamino::analyze
