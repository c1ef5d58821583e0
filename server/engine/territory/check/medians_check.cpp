#include "engine/territory/check/medians_check.h"

#include <set>

namespace kamino::territory::check {

Verdict judge_medians(const MedianInstance& instance, const std::vector<int>& medians,
                      const std::vector<int>& owner) {
    Verdict verdict;
    const int n = static_cast<int>(instance.weight.size());
    const std::set<int> open(medians.begin(), medians.end());
    if (open.size() != medians.size()) verdict.add("medians", "a place is named twice among the medians");
    if (instance.p > 0 && static_cast<int>(open.size()) != instance.p)
        verdict.add("medians",
                    std::to_string(open.size()) + " medians instead of " + std::to_string(instance.p));
    for (const int m : open)
        if (m < 0 || m >= n) verdict.add("medians", "there is no place " + std::to_string(m));
    if (static_cast<int>(owner.size()) != n) {
        verdict.add("owner", std::to_string(owner.size()) + " owners for " + std::to_string(n) + " places");
        return verdict;
    }
    std::vector<double> load(owner.size(), 0);
    double objective = 0;
    for (std::size_t i = 0; i < owner.size(); ++i) {
        if (!open.contains(owner[i]) || owner[i] < 0 || owner[i] >= n) {
            verdict.add("owner", "place " + std::to_string(i) + " belongs to " + std::to_string(owner[i]) +
                                     ", which is no median");
            continue;
        }
        const auto to = static_cast<std::size_t>(owner[i]);
        objective += instance.weight[i] * instance.distance->leg(i, to).distance;
        if (!instance.demand.empty()) load[to] += instance.demand[i];
    }
    if (!instance.demand.empty())
        for (const int m : open) {
            const auto at = static_cast<std::size_t>(m);
            if (m >= 0 && m < n && load[at] > instance.capacity[at] + 1e-9)
                verdict.add("capacity", "median " + std::to_string(m) + " serves " +
                                            std::to_string(load[at]) + " of " +
                                            std::to_string(instance.capacity[at]));
        }
    verdict.objective = objective;
    return verdict;
}

}  // namespace kamino::territory::check
