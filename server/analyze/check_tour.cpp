// Answers of `kamino analyze tour` without windows.
#include "analyze/check.h"
#include "analyze/tour_reader.h"
#include "analyze/tsplib_reader.h"
#include "engine/territory/check/tour_check.h"

namespace kamino::analyze {

CheckKind tour_kind() {
    return {.name = "tour",
            .recognises =
                [](const Source&, const Source& solution) {
                    return solution.text.find("\"order\"") != std::string::npos ||
                           solution.text.find("TOUR_SECTION") != std::string::npos;
                },
            .judge =
                [](const Source& instance, const Source& solution, const Arguments& arguments) {
                    auto input = read_tour(instance, Format::of(arguments));
                    read_ways(input, arguments);
                    if (arguments.has("windows"))
                        read_windows(input, arguments.text("windows"), Format::of(arguments));
                    return territory::check::judge_tour(input.instance, read_order(input, solution));
                }};
}

}  // namespace kamino::analyze
