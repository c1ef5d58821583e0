// Judges an alignment: every rule by its own words and the objective anew. Shares only the instance's columns
// with the solver.
#pragma once
#include <cstdint>
#include <span>

#include "engine/territory/alignment/instance.h"
#include "engine/territory/check/verdict.h"

namespace kamino::territory::check {

// owner[unit]: the person or alignment::nobody. Rules: owners, balance, locks, focus, skills, forbidden,
// together, trees, moved_units, moved_value, dropped, contiguity (hard only). Measured: "compactness",
// "diameter", "imbalance" (largest excess over the target in per cent, one a measure as "imbalance.NAME"),
// "moved_units", "moved_value", "fragments".
Verdict judge_alignment(const alignment::Instance& instance, std::span<const std::int32_t> owner);

// The price of one moved unit that "least moves" stands for: 100 times today's mean cost of a unit.
double least_moves_price(const alignment::Instance& instance);

}  // namespace kamino::territory::check
