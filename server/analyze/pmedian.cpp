// kamino analyze pmedian: where p people should live; the staffing curve; capacitated groups.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "analyze/median_reader.h"
#include "analyze/output.h"
#include "engine/territory/medians/medians.h"
#include "platform/base/text.h"

namespace kamino::analyze {
namespace {

namespace medians = territory::medians;
constexpr double usual_seconds = 10;

void write_solution(base::JsonWriter& out, const medians::MedianAnswer& answer,
                    const std::vector<std::string>& labels) {
    out.pair("numbering", "places count from 0 in the order of the file");
    out.key("medians").begin_array();
    for (const int m : answer.medians) out.value(m);
    out.end_array().key("labels").begin_array();
    for (const int m : answer.medians) out.value(std::string_view{labels[static_cast<std::size_t>(m)]});
    out.end_array().key("owner").begin_array();
    for (const int o : answer.owner) out.value(o);
    out.end_array();
}

void write_warnings(base::JsonWriter& out, const std::vector<std::string>& warnings) {
    out.key("warnings").begin_array();
    for (const auto& text : warnings) out.value(std::string_view{text});
    out.end_array();
}

// Rules that clash whatever the search does.
std::vector<std::string> clashes(const territory::check::MedianInstance& instance) {
    std::vector<std::string> found;
    auto capacity = instance.capacity;
    std::sort(capacity.rbegin(), capacity.rend());
    const double most = std::accumulate(capacity.begin(), capacity.begin() + instance.p, 0.0);
    const double demand = std::accumulate(instance.demand.begin(), instance.demand.end(), 0.0);
    if (demand > most)
        found.push_back("the places need " + base::number_text(demand) + " and the " +
                        std::to_string(instance.p) + " largest capacities give " + base::number_text(most));
    for (std::size_t i = 0; i < instance.demand.size(); ++i)
        if (!capacity.empty() && instance.demand[i] > capacity.front())
            found.push_back("place " + std::to_string(i) + " alone needs " +
                            base::number_text(instance.demand[i]) + ", more than any capacity");
    return found;
}

void print_answer(const MedianQuestion& question, const medians::MedianAnswer& answer,
                  territory::check::Verdict verdict, double seconds, const territory::Effort& effort,
                  const std::vector<std::string>& warnings) {
    base::JsonWriter out;
    out.begin_object().pair("method", question.capacitated() ? "capacitated_interchange" : "interchange");
    write_head(out, verdict.objective, answer.bound, seconds, effort.seed);
    write_violations(out, verdict.violations);
    out.pair("places", static_cast<std::int64_t>(question.labels.size())).pair("p", question.instance.p);
    out.pair("iterations", answer.iterations);
    write_solution(out, answer, question.labels);
    write_warnings(out, warnings);
    print(out.end_object().text());
}

void solve_with_capacities(const MedianQuestion& question, const territory::Effort& effort) {
    const auto from = territory::thread_cpu_seconds();
    const auto& i = question.instance;
    const auto answer = medians::solve_capacitated({i.distance, i.demand, i.capacity, i.p}, effort);
    auto verdict = territory::check::judge_medians(i, answer.medians, answer.owner);
    for (auto& reason : clashes(i)) verdict.add("clash", std::move(reason));
    print_answer(question, answer, std::move(verdict), territory::thread_cpu_seconds() - from, effort, {});
}

void write_curve(const MedianQuestion& question, const territory::Effort& effort) {
    const auto from = territory::thread_cpu_seconds();
    const auto curve = medians::staffing_curve(
        {question.instance.distance, question.instance.weight, question.instance.p}, effort);
    base::JsonWriter out;
    out.begin_object().pair("method", "staffing_curve");
    write_head(out, curve.back().objective, std::nan(""), territory::thread_cpu_seconds() - from,
               effort.seed);
    const bool whole = static_cast<int>(curve.size()) == question.instance.p;
    out.pair("feasible", true).key("violations").begin_array().end_array();
    out.pair("places", static_cast<std::int64_t>(question.labels.size())).key("curve").begin_array();
    double before = std::nan("");
    for (const auto& point : curve) {
        out.begin_object()
            .pair("p", static_cast<std::int64_t>(point.medians.size()))
            .pair("objective", point.objective);
        out.pair("saves", before - point.objective).end_object();
        before = point.objective;
    }
    out.end_array();
    write_solution(out, curve.back(), question.labels);
    write_warnings(
        out, whole ? std::vector<std::string>{}
                   : std::vector<std::string>{"the effort ended at " + std::to_string(curve.size()) + " of " +
                                              std::to_string(question.instance.p) + " people"});
    print(out.end_object().text());
}

void run(const Arguments& arguments) {
    const auto effort = effort_of(arguments, usual_seconds);
    if (arguments.has("instance") == arguments.has("points"))
        throw Refusal("give --points FILE with --p, or --instance FILE");
    if (arguments.has("instance"))
        return solve_with_capacities(read_capacitated(read_source(arguments.text("instance"))), effort);
    auto question = read_points(arguments, arguments.text("points"));
    const auto p = arguments.whole("p");
    const auto places = static_cast<long long>(question.labels.size());
    if (p < 1 || p > places)
        throw Refusal("--p is 1 to " + std::to_string(places) + ", the number of places");
    question.instance.p = static_cast<int>(p);
    if (arguments.flag("curve")) return write_curve(question, effort);
    const auto from = territory::thread_cpu_seconds();
    const auto answer = medians::solve_medians(
        {question.instance.distance, question.instance.weight, question.instance.p}, effort);
    auto verdict = territory::check::judge_medians(question.instance, answer.medians, answer.owner);
    print_answer(question, answer, std::move(verdict), territory::thread_cpu_seconds() - from, effort, {});
}

}  // namespace

Command pmedian() {
    return {
        "pmedian",
        "Where p people should live: fewest kilometres to every place; capacities; the staffing curve.",
        search_options(
            {{.name = "points",
              .help = "TSPLIB file, or CSV with latitude and longitude (or x and y), weight, id"},
             {.name = "p", .kind = Kind::whole, .help = "how many people; with --points"},
             {.name = "instance", .help = "capacitated: first line n p, then x y capacity demand a place"},
             {.name = "curve", .kind = Kind::flag, .help = "the objective for 1 to p people in one run"},
             {.name = "lat", .help = "column of a CSV file"},
             {.name = "lon", .help = "column of a CSV file"},
             {.name = "x", .help = "column of a CSV file"},
             {.name = "y", .help = "column of a CSV file"},
             {.name = "weight", .help = "column of a CSV file: visits, say; 1 each when left out"},
             {.name = "id", .help = "column of a CSV file"}},
            usual_seconds),
        run};
}

}  // namespace kamino::analyze
