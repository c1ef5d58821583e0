// `kamino analyze capacity`: hours needed against hours there, without an optimiser.
#include "engine/territory/capacity/capacity.h"

#include "analyze/align_reader.h"
#include "analyze/align_writer.h"
#include "analyze/json_reader.h"
#include "analyze/output.h"
#include "engine/territory/alignment/clock.h"

namespace kamino::analyze {
namespace {

namespace al = territory::alignment;
namespace cap = territory::capacity;

void run(const Arguments& arguments) {
    const auto source = read_source(arguments.text("instance"));
    Instance in = read_alignment(source);
    if (arguments.has("solution")) in.units.owner = read_owners(in, read_source(arguments.text("solution")));
    const auto routes = source.first() == '{' ? read_known_routes(source) : std::vector<cap::KnownRoute>{};
    const double from = al::process_cpu_seconds();
    auto model = cap::fit_routes(in.travel, routes);
    if (arguments.has("stops-a-day")) {
        model.stops_a_day = arguments.number("stops-a-day");
        if (model.stops_a_day <= 0) throw Refusal("--stops-a-day is above 0");
    }
    const auto capacity = cap::check_capacity(in, model);
    print(capacity_text(in, capacity, al::process_cpu_seconds() - from));
}

}  // namespace

Command capacity() {
    std::vector<Option> options{{.name = "instance",
                                 .help = "units with owner, visits and minutes; people with hours: JSON",
                                 .required = true},
                                {.name = "solution", .help = "owners instead of the instance's"},
                                {.name = "stops-a-day",
                                 .kind = Kind::number,
                                 .help = "of a person; else from the known routes, else 8"}};
    for (auto& option : common_options()) options.push_back(std::move(option));
    return {"capacity", "Hours that the territories need against the hours there are, travel included.",
            std::move(options), run};
}

}  // namespace kamino::analyze
