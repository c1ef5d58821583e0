// What the methods share: looking through the panel, before-and-after changes, and the drift before the
// entry.
#pragma once
#include <span>
#include <vector>

#include "engine/impact/impact.h"

namespace kamino::impact {

struct Groups {
    std::vector<std::size_t> treated, controls;
    std::size_t first_entry = never, last_entry = 0;
    Trouble trouble = Trouble::none;
    bool several_entries() const { return first_entry != last_entry; }
};
// Treated units enter after the first time and within the panel; units without any value are nobody. Units
// treated from the first time on are neither (`left_out` counts them).
Groups groups_of(const Panel& panel, std::size_t& left_out);

double mean(std::span<const double> values);
double variance(std::span<const double> values);  // n - 1; 0 of fewer than two

// Difference of the means of two samples, Welch's error and degrees of freedom; a sample of one takes the
// other's variance.
Estimate welch(std::span<const double> treated, std::span<const double> controls);

// Least-squares slopes of the units over the times before the first entry, treated against controls.
Trend pre_trend(const Panel& panel, const Groups& groups);

// Verdict of a test: effect when p < 0.05.
Verdict by_p(const Estimate& effect);
// All known outcomes are the same number.
bool constant(const Panel& panel);

}  // namespace kamino::impact
