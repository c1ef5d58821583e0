// PRED-2: the Theta methods against their definitions computed the long way; intermittent demand by hand.
#include "engine/forecast/theta.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "engine/forecast/intermittent.h"
#include "engine/forecast/seasonality.h"
#include "engine/forecast/test_series.h"

namespace kamino::forecast {
namespace {

// Exponential smoothing that begins at `level`; returns the level after the last value.
double smoothed(const std::vector<double>& y, double alpha, double level) {
    for (const double v : y) level = alpha * v + (1 - alpha) * level;
    return level;
}

// Assimakopoulos & Nikolopoulos: the mean of the line (theta 0) and of the smoothed line with doubled
// curvature (theta 2).
TEST(Theta, is_the_mean_of_its_two_lines) {
    const auto y = oil();
    const auto model = theta_fit(y, 1);
    const auto forecast = theta_forecast(model, 6);
    const Line line = fit_line(y);
    std::vector<double> doubled;
    for (std::size_t t = 0; t < y.size(); ++t)
        doubled.push_back(2 * y[t] - (line.start + line.slope * static_cast<double>(t + 1)));
    // Started so that the smoothing of both lines begins at the first value of the series (Hyndman & Billah
    // 2003, section 3).
    const double level = smoothed(doubled, model.alpha, 2 * y[0] - (line.start + line.slope));
    for (std::size_t h = 1; h <= 6; ++h) {
        const double theta0 = line.start + line.slope * static_cast<double>(y.size() + h);
        EXPECT_NEAR(forecast[h - 1], (theta0 + level) / 2, 1e-8) << h;
    }
    for (std::size_t h = 1; h < 6; ++h) EXPECT_NEAR(forecast[h] - forecast[h - 1], line.slope / 2, 1e-9);
}

TEST(Theta, line_by_hand) {
    const std::vector<double> y{1, 3, 5, 7};
    EXPECT_NEAR(fit_line(y).slope, 2, 1e-12);
    EXPECT_NEAR(fit_line(y).start, -1, 1e-12);
}

// Fiorucci et al. (2016), eqs. 13–18, with the line fitted anew by least squares at each period.
TEST(Theta, optimised_theta_forecasts_as_its_equations_say) {
    const auto y = oil();
    const auto model = optimised_theta_fit(y, 1);
    const auto forecast = optimised_theta_forecast(model, 5);
    std::vector<double> path(y);
    double level = model.level;
    for (std::size_t h = 0; h < 5; ++h) {
        const Line line = fit_line(path);  // A_n, B_n by least squares over t = 1 … n
        const auto n = static_cast<double>(path.size());
        const double power = std::pow(1 - model.alpha, n);
        const double expected =
            level + (1 - 1 / model.theta) *
                        (power * line.start + (1 - power * (1 - model.alpha)) / model.alpha * line.slope);
        EXPECT_NEAR(forecast[h], expected, 1e-6 * std::fabs(expected)) << h;
        level = model.alpha * expected + (1 - model.alpha) * level;
        path.push_back(expected);
    }
}

TEST(Seasonality, found_where_it_is_and_not_where_it_is_not) {
    EXPECT_TRUE(has_season(airline(), 12));
    EXPECT_FALSE(has_season(oil(), 4));
    EXPECT_FALSE(has_season(std::vector<double>(40, 3.0), 4));
    const auto indices = seasonal_indices(airline(), 12, true);
    double sum = 0;
    for (const double i : indices) sum += i;
    EXPECT_NEAR(sum, 12, 1e-9);
    // Box & Jenkins' series G is highest in July, lowest in November.
    EXPECT_EQ(std::max_element(indices.begin(), indices.end()) - indices.begin(), 6);
    EXPECT_EQ(std::min_element(indices.begin(), indices.end()) - indices.begin(), 10);
}

TEST(Seasonality, indices_by_hand) {
    // Trend 10, 20, 30 … in pairs with +1, −1: the centred means of two are the line itself.
    const std::vector<double> y{11, 19, 31, 39, 51, 59};
    const auto indices = seasonal_indices(y, 2, false);
    EXPECT_NEAR(indices[0], 1, 1e-12);
    EXPECT_NEAR(indices[1], -1, 1e-12);
}

TEST(Intermittent, recognised) {
    EXPECT_TRUE(intermittent(std::vector<double>{0, 0, 5, 0, 3, 0, 0}));
    EXPECT_FALSE(intermittent(std::vector<double>{1, 2, 5, 4, 3, 0, 2}));  // 7/6 < 1.32
    EXPECT_FALSE(intermittent(std::vector<double>{0, 0, 5, 0, -3, 0, 0}));
    EXPECT_FALSE(
        intermittent(std::vector<double>{0, 0, 0, 4, 0}));  // one demand says nothing about intervals
}

// Demand of 6 every third period: Croston says 6/3, SBA takes off β/2 of it, TSB comes to the same rate.
TEST(Intermittent, regular_demand_by_hand) {
    std::vector<double> y;
    for (int i = 0; i < 60; ++i) y.push_back(i % 3 == 2 ? 6 : 0);
    const auto croston = demand_fit(y, Demand::croston);
    EXPECT_NEAR(croston.rate, 2, 1e-9);
    EXPECT_NEAR(croston.probability, 1.0 / 3, 1e-9);
    const auto sba = demand_fit(y, Demand::sba);
    EXPECT_NEAR(sba.rate, 2 * (1 - sba.beta / 2), 1e-9);
    const auto tsb = demand_fit(y, Demand::tsb);
    EXPECT_NEAR(tsb.rate, 2, 0.8);
    // A period's demand is 0 with probability 2/3 and 6 with 1/3: variance 36/3 − 4.
    EXPECT_NEAR(demand_variance(croston), 8, 1e-9);
    EXPECT_EQ(demand_quantile(croston, 0.5), 0);
    EXPECT_EQ(demand_quantile(croston, 0.9), 6);
}

TEST(Intermittent, tsb_dies_out_where_croston_does_not) {
    std::vector<double> y;
    for (int i = 0; i < 30; ++i) y.push_back(i % 3 == 2 ? 6 : 0);
    y.resize(80, 0.0);
    const double tsb = demand_fit(y, Demand::tsb).rate;
    EXPECT_LT(tsb, 0.25);
    EXPECT_GT(demand_fit(y, Demand::croston).rate, 3 * tsb);
}

}  // namespace
}  // namespace kamino::forecast
