// Forecasts of intermittent demand: many periods without any. Croston, Operational Research Quarterly 23
// (1972); Syntetos & Boylan, Int. J. Forecasting 21 (2005), whose estimate (SBA) takes out Croston's bias;
// Teunter, Syntetos & Babai, European J. Operational Research 214 (2011), whose method (TSB) lets demand die
// out. Pure; thread-safe.
#pragma once
#include <cstddef>
#include <span>
#include <vector>

namespace kamino::forecast {

enum class Demand { croston, sba, tsb };

struct DemandModel {
    Demand kind = Demand::sba;
    double alpha = 0,
           beta = 0;         // smoothing of the size; of the interval (Croston, SBA) or the probability (TSB)
    double size = 0;         // of a demand, after the last period
    double probability = 0;  // of a demand in a period
    double rate = 0;         // forecast of every period ahead
    std::vector<double> sizes;   // the demands seen, sorted
    std::vector<double> fitted;  // one period ahead
};

// Mean distance between periods with demand of at least 1.32 (Syntetos, Boylan & Croston 2005), at least one
// zero and two demands, nothing negative.
bool intermittent(std::span<const double> values);

// Smoothing constants by least squares of the one-step errors on a grid of 0.02 … 0.5. Needs a demand.
DemandModel demand_fit(std::span<const double> values, Demand kind);

// Demand of one period at probability q: nothing with 1 − probability, else one of the sizes seen.
double demand_quantile(const DemandModel& model, double q);
double demand_variance(const DemandModel& model);

}  // namespace kamino::forecast
