// Answers of `kamino analyze visits`.
#include "analyze/check.h"
#include "analyze/visits_reader.h"
#include "engine/territory/check/visits_check.h"

namespace kamino::analyze {

CheckKind visits_kind() {
    return {.name = "visits",
            .recognises = [](const Source& instance, const Source&) { return is_visits(instance); },
            .judge =
                [](const Source& instance, const Source& solution, const Arguments& arguments) {
                    auto input = read_visits(instance);
                    read_ways(input, arguments);
                    return territory::check::judge_visits(input.instance, read_trips(input, solution));
                }};
}

}  // namespace kamino::analyze
