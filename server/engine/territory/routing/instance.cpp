#include "engine/territory/routing/instance.h"

#include <algorithm>
#include <cmath>

#include "platform/base/text.h"

namespace kamino::territory::routing {
namespace {

bool all_whole(const std::vector<double>& numbers) {
    return std::all_of(numbers.begin(), numbers.end(), [](double x) { return x == std::floor(x); });
}

std::string number(double x) {
    return base::number_text(std::round(x * 1000) / 1000);
}

}  // namespace

RouteProblem scaled(const RouteInstance& instance) {
    RouteProblem out;
    auto table = scaled_table(*instance.distance);
    // Windows with decimals need a scale of their own even where all distances are whole.
    if (table.scale == 1 &&
        !(all_whole(instance.open) && all_whole(instance.close) && all_whole(instance.service)))
        table = scaled_table(*instance.distance, 1000);
    out.scale = table.scale;
    out.whole = table.whole;
    out.distance = std::move(table.table);
    const double weight =
        all_whole(instance.demand) && instance.capacity == std::floor(instance.capacity) ? 1 : 1000;
    for (const auto d : instance.demand) out.demand.push_back(std::llround(std::ceil(d * weight - 1e-6)));
    out.capacity = static_cast<std::int64_t>(std::floor(instance.capacity * weight + 1e-6));
    for (const auto t : instance.open) out.open.push_back(std::llround(std::ceil(t * out.scale - 1e-6)));
    for (const auto t : instance.close) out.close.push_back(std::llround(std::floor(t * out.scale + 1e-6)));
    for (const auto t : instance.service)
        out.service.push_back(std::llround(std::ceil(t * out.scale - 1e-6)));
    out.longest = static_cast<std::int64_t>(std::floor(instance.longest * out.scale + 1e-6));
    out.vehicles = instance.vehicles;
    out.fewest_vehicles_first = instance.fewest_vehicles_first;
    return out;
}

std::vector<std::string> clashes(const RouteInstance& in) {
    std::vector<std::string> out;
    double total = 0;
    for (int i = 1; i < in.nodes(); ++i) {
        const auto stop = "stop " + in.labels[i];
        total += in.demand[i];
        const auto there = in.distance->leg(0, i).time, back = in.distance->leg(i, 0).time;
        const auto service = in.service.empty() ? 0 : in.service[i];
        if (in.capacity > 0 && in.demand[i] > in.capacity)
            out.push_back(stop + " needs " + number(in.demand[i]) + " of a capacity of " +
                          number(in.capacity));
        if (in.longest > 0 && there + service + back > in.longest + 1e-9)
            out.push_back(stop + " alone makes a route of " + number(there + service + back) +
                          ", the longest is " + number(in.longest));
        if (!in.windows()) continue;
        const auto first = in.open[0] + there;
        const auto start = std::max(first, in.open[i]);
        if (in.open[i] > in.close[i])
            out.push_back(stop + " closes at " + number(in.close[i]) + ", before it opens at " +
                          number(in.open[i]));
        else if (first > in.close[i])
            out.push_back(stop + " closes at " + number(in.close[i]) + ", the first vehicle is there at " +
                          number(first));
        else if (start + service + back > in.close[0])
            out.push_back(stop + " ends at " + number(start + service) + " at the soonest and is " +
                          number(back) + " from the depot, which closes at " + number(in.close[0]));
    }
    if (in.vehicles > 0 && in.capacity > 0 && total > in.capacity * in.vehicles)
        out.push_back("the stops need " + number(total) + " together, the " + std::to_string(in.vehicles) +
                      " vehicles carry " + number(in.capacity * in.vehicles));
    return out;
}

}  // namespace kamino::territory::routing
