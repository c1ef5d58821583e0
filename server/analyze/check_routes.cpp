// Answers of `kamino analyze routes`.
#include "analyze/check.h"
#include "analyze/routes_reader.h"
#include "engine/territory/check/routes_check.h"

namespace kamino::analyze {

CheckKind routes_kind() {
    return {.name = "routes",
            .recognises = [](const Source& instance,
                             const Source&) { return is_cvrp(instance) || is_solomon(instance); },
            .judge =
                [](const Source& instance, const Source& solution, const Arguments&) {
                    return territory::check::judge_routes(read_routes(instance), read_route_lists(solution));
                }};
}

}  // namespace kamino::analyze
