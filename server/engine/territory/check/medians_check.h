// Judges answers of the p-median problems: the medians, who is served by whom, loads, and the objective anew.
#pragma once
#include <memory>
#include <vector>

#include "engine/territory/check/verdict.h"
#include "engine/territory/distance.h"

namespace kamino::territory::check {

struct MedianInstance {
    std::shared_ptr<const Distance> distance;
    std::vector<double> weight;    // counts in the objective; 1 each in the capacitated problem
    std::vector<double> demand;    // empty: no capacities
    std::vector<double> capacity;  // of a place that is a median
    int p = 0;                     // 0: not checked
};

// owner[place] is a place. Rules: medians (p of them, each serves itself or its owner is open), owner,
// capacity.
Verdict judge_medians(const MedianInstance& instance, const std::vector<int>& medians,
                      const std::vector<int>& owner);

}  // namespace kamino::territory::check
