#include "analyze/check.h"

#include <cmath>

#include "analyze/output.h"
#include "analyze/road_table.h"

namespace kamino::analyze {

CheckKind align_kind();
CheckKind attention_kind();
CheckKind pmedian_kind();
CheckKind routes_kind();
CheckKind tour_kind();
CheckKind visits_kind();

// One row a kind; each is defined in a file of its own, check_<kind>.cpp.
const std::vector<CheckKind>& check_kinds() {
    static const std::vector<CheckKind> all{align_kind(), pmedian_kind(), routes_kind(),
                                            tour_kind(),  visits_kind(),  attention_kind()};
    return all;
}

namespace {

const CheckKind& kind_of(const Arguments& arguments, const Source& instance, const Source& solution) {
    const auto asked = arguments.text("kind");
    std::string names;
    for (const auto& kind : check_kinds()) {
        if (asked.empty() ? kind.recognises(instance, solution) : kind.name == asked) return kind;
        names += (names.empty() ? "" : ", ") + kind.name;
    }
    if (!asked.empty()) throw Refusal("--kind is one of " + names + ", not \"" + asked + "\"");
    throw Refusal("of no kind that is recognised; give --kind, one of " + names, instance.path);
}

void run(const Arguments& arguments) {
    const auto instance = read_source(arguments.text("instance"));
    const auto solution = read_source(arguments.text("solution"));
    const auto& kind = kind_of(arguments, instance, solution);
    const auto verdict = kind.judge(instance, solution, arguments);
    base::JsonWriter out;
    out.begin_object().pair("method", "check").pair("kind", kind.name).pair("objective", verdict.objective);
    write_violations(out, verdict.violations);
    out.key("measured").begin_object();
    for (const auto& [name, value] : verdict.measured) out.pair(name, value);
    out.end_object().key("warnings").begin_array().end_array().end_object();
    print(out.text());
}

}  // namespace

Command check() {
    std::vector<Option> options{
        {.name = "instance", .help = "the question, in any format that a command reads", .required = true},
        {.name = "solution", .help = "the answer: what the command printed", .required = true},
        {.name = "kind", .help = "of the question (recognised when left out)"},
        {.name = "windows", .help = "of a tour: the CSV that it was planned with"},
        {.name = "travel", .help = "of a tour: the JSON that it was planned with"}};
    for (auto& option : road_options()) options.push_back(std::move(option));
    for (auto& option : common_options()) options.push_back(std::move(option));
    return {"check", "Judge an answer: every rule and the objective anew, apart from the solvers.",
            std::move(options), run};
}

}  // namespace kamino::analyze
