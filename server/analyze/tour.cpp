// kamino analyze tour: one round through all places, or one person's day with time windows.
#include <cmath>
#include <limits>

#include "analyze/output.h"
#include "analyze/tour_reader.h"
#include "analyze/travel_reader.h"
#include "engine/territory/check/tour_check.h"
#include "engine/territory/routing/day_route.h"
#include "engine/territory/routing/tour.h"
#include "platform/base/text.h"

namespace kamino::analyze {
namespace {

namespace routing = territory::routing;

constexpr double usual_seconds = 10;

struct Found {
    std::string method;
    std::vector<int> order, unserved;
    double bound = std::numeric_limits<double>::quiet_NaN();
    std::int64_t iterations = 0;
};

Found round(const TourInput& input, const territory::Effort& effort, const std::string& path) {
    if (!input.planar && input.instance.distance->size() > 12'000)
        throw Refusal("has more than 12000 places without coordinates in the plane", path);
    const auto plan = input.planar ? routing::solve_tour(*input.planar, effort)
                                   : routing::solve_tour(*input.instance.distance, effort);
    return {"lin_kernighan", plan.order, {}, plan.bound > 0 ? plan.bound : std::nan(""), plan.iterations};
}

Found day(const TourInput& input, territory::Effort effort, bool limited) {
    // A day's round is asked for while somebody waits: 2000 steps are a few milliseconds.
    if (!limited) effort.iterations = 2000;
    const auto plan = routing::solve_day(routing::service_inside(input.instance), effort);
    Found out{plan.exact ? "dynamic_programming" : "string_removal", plan.order, plan.unserved, plan.bound,
              plan.iterations};
    out.order.insert(out.order.begin(), 0);
    return out;
}

void write_label(base::JsonWriter& out, const std::string& label) {
    const auto number = base::to_int(label);
    if (number && std::to_string(*number) == label)
        out.value(*number);
    else
        out.value(label);
}

void run(const Arguments& arguments) {
    const auto source = read_source(arguments.text("points"));
    auto input = read_tour(source, Format::of(arguments));
    read_ways(input, arguments);
    const bool windows = arguments.has("windows");
    if (windows) read_windows(input, arguments.text("windows"), Format::of(arguments));
    const auto effort = effort_of(arguments, usual_seconds);
    const auto from = territory::thread_cpu_seconds();
    const auto found = windows
                           ? day(input, effort, arguments.has("time-limit") || arguments.has("iterations"))
                           : round(input, effort, source.path);
    const auto spent = territory::thread_cpu_seconds() - from;
    auto verdict = territory::check::judge_tour(input.instance, found.order);
    if (windows)
        for (auto& reason : routing::clashes(routing::service_inside(input.instance)))
            verdict.add("clash", std::move(reason));
    base::JsonWriter out;
    out.begin_object().pair("method", found.method).pair("instance", input.instance.name);
    const bool exact = found.method == "dynamic_programming";
    write_head(out, verdict.objective, exact ? verdict.objective : found.bound, spent, effort.seed);
    write_violations(out, verdict.violations);
    out.pair("iterations", found.iterations);
    out.key("order").begin_array();
    for (const int at : found.order) write_label(out, input.instance.labels[at]);
    out.end_array().key("unserved").begin_array();
    for (const int at : found.unserved) write_label(out, input.instance.labels[at]);
    out.end_array();
    if (!input.ground.empty()) write_travel(out, input.travel);
    write_warnings(out, input.warnings);
    out.end_object();
    print(out.text());
}

}  // namespace

Command tour() {
    std::vector<Option> options{
        {.name = "points",
         .help = "TSPLIB (.tsp), or CSV with x,y or lat,lon and perhaps id; the first is the start",
         .required = true},
        {.name = "windows", .help = "CSV: id,open,close[,service]; the whole service lies inside"},
        {.name = "travel", .help = "JSON with \"travel\": road factor, speeds, known ways, barriers"}};
    for (auto& option : road_options()) options.push_back(std::move(option));
    return {"tour", "One round through all places; with windows, one person's day.",
            search_options(std::move(options), usual_seconds), run};
}

}  // namespace kamino::analyze
