#include "engine/territory/check/routes_check.h"

#include <algorithm>
#include <cmath>

#include "platform/base/text.h"

namespace kamino::territory::check {
namespace {

constexpr double tolerance = 1e-6;

std::string number(double x) {
    return base::number_text(std::round(x * 1e6) / 1e6);
}

struct Replay {
    double load = 0, distance = 0, busy = 0, clock = 0;
};

// Drives one route leg by leg.
Replay drive(const routing::RouteInstance& in, const std::vector<int>& route, const std::string& name,
             Verdict& out) {
    Replay at;
    if (in.windows()) at.clock = in.open[0];
    int here = 0;
    const auto go = [&](int to) {
        const auto leg = in.distance->leg(static_cast<std::size_t>(here), static_cast<std::size_t>(to));
        at.distance += leg.distance;
        at.busy += leg.time;
        at.clock += leg.time;
        here = to;
    };
    for (const int stop : route) {
        go(stop);
        at.load += in.demand[stop];
        if (in.windows()) {
            at.clock = std::max(at.clock, in.open[stop]);
            if (at.clock > in.close[stop] + tolerance)
                out.add("windows", name + " starts at stop " + in.labels[stop] + " at " + number(at.clock) +
                                       ", the window closes at " + number(in.close[stop]));
        }
        if (!in.service.empty()) {
            at.clock += in.service[stop];
            at.busy += in.service[stop];
        }
    }
    go(0);
    if (in.windows() && at.clock > in.close[0] + tolerance)
        out.add("windows",
                name + " is back at " + number(at.clock) + ", the depot closes at " + number(in.close[0]));
    return at;
}

}  // namespace

Verdict judge_routes(const routing::RouteInstance& in, const std::vector<std::vector<int>>& routes) {
    Verdict out;
    std::vector<int> served(static_cast<std::size_t>(in.nodes()), 0);
    out.objective = 0;
    int used = 0;
    for (std::size_t r = 0; r < routes.size(); ++r) {
        const auto name = "route " + std::to_string(r + 1);
        std::vector<int> known;
        for (const int stop : routes[r]) {
            if (stop < 1 || stop >= in.nodes()) {
                out.add("stops", name + " visits " + std::to_string(stop) + ", which is no stop");
                continue;
            }
            ++served[stop];
            known.push_back(stop);
        }
        if (known.empty()) continue;
        ++used;
        const auto trip = drive(in, known, name, out);
        out.objective += trip.distance;
        if (in.capacity > 0 && trip.load > in.capacity + tolerance)
            out.add("capacity", name + " carries " + number(trip.load) + " of " + number(in.capacity));
        if (in.longest > 0 && trip.busy > in.longest + tolerance)
            out.add("longest", name + " takes " + number(trip.busy) + " of " + number(in.longest));
    }
    for (int i = 1; i < in.nodes(); ++i)
        if (served[i] != 1)
            out.add("stops", "stop " + in.labels[i] + " is served " + std::to_string(served[i]) + " times");
    if (in.vehicles > 0 && used > in.vehicles)
        out.add("vehicles", std::to_string(used) + " vehicles of " + std::to_string(in.vehicles));
    out.measured.emplace_back("vehicles", used);
    return out;
}

}  // namespace kamino::territory::check
