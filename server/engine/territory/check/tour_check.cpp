#include "engine/territory/check/tour_check.h"

#include <algorithm>

#include "platform/base/text.h"

namespace kamino::territory::check {

Verdict judge_tour(const routing::RouteInstance& in, const std::vector<int>& order) {
    Verdict out;
    out.objective = 0;
    const auto n = in.distance->size();
    std::vector<int> seen(n, 0), round;
    for (const int at : order) {
        if (at < 0 || static_cast<std::size_t>(at) >= n) {
            out.add("places", "the order names " + std::to_string(at) + ", which is no place");
            continue;
        }
        ++seen[at];
        round.push_back(at);
    }
    for (std::size_t i = 0; i < n; ++i)
        if (seen[i] != 1)
            out.add("places",
                    "place " + in.labels[i] + " stands " + std::to_string(seen[i]) + " times in the order");
    if (round.empty()) return out;
    for (std::size_t i = 0; i < round.size(); ++i)
        out.objective += in.distance->leg(round[i], round[(i + 1) % round.size()]).distance;
    if (!in.windows()) return out;
    std::rotate(round.begin(), std::find(round.begin(), round.end(), 0), round.end());
    double clock = in.open[0];
    for (std::size_t i = 1; i < round.size(); ++i) {
        const int at = round[i];
        clock = std::max(clock + in.distance->leg(round[i - 1], at).time, in.open[at]) + in.service[at];
        if (clock > in.close[at] + 1e-6)
            out.add("windows", "the service at " + in.labels[at] + " ends at " + base::number_text(clock) +
                                   ", the window closes at " + base::number_text(in.close[at]));
    }
    clock += in.distance->leg(round.back(), round.front()).time;
    if (clock > in.close[0] + 1e-6)
        out.add("windows", "the day ends at " + base::number_text(clock) + ", it may last until " +
                               base::number_text(in.close[0]));
    return out;
}

}  // namespace kamino::territory::check
