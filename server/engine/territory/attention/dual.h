// Prices of the limits: the Lagrangian dual of the model, which is the bound.
#pragma once
#include <vector>

#include "engine/territory/attention/model.h"
#include "engine/territory/effort.h"

namespace kamino::territory::attention {

// sum over accounts of the best worth at the prices, plus prices × limits: no answer earns more. Prices of
// rows without a limit must be 0.
double dual_value(const Model& model, const std::vector<double>& prices);

// Prices (by row, >= 0) of almost the least dual value. Where no answer keeps the limits the value falls
// below the least that the accounts can earn, and that proves it.
std::vector<double> best_prices(const Model& model, const Effort& effort);

}  // namespace kamino::territory::attention
