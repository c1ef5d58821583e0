// Forecasts of one monthly series of 144 values, against plain versions: every form of exponential smoothing
// fitted by Nelder and Mead's search over smoothing parameters and starting states, and theta by a grid of a
// thousand.
#include <nlopt.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/forecast/ets.h"
#include "engine/forecast/seasonality.h"
#include "engine/forecast/test_series.h"
#include "engine/forecast/theta.h"
#include "row.h"

namespace {

using namespace kamino;
using namespace kamino::forecast;
using bench::Measured;

constexpr std::size_t period = 12;

struct Problem {
    EtsForm form;
    std::vector<double> y;
};

// The free numbers as they are: outside the usual region there is no value.
double plain_criterion(unsigned n, const double* x, double*, void* data) {
    const auto& problem = *static_cast<const Problem*>(data);
    const bool trended = problem.form.trend != Trend::none, seasonal = problem.form.season != Season::none;
    const double* const end = x + n;
    EtsParameters p;
    p.alpha = *x++;
    if (trended) p.beta = *x++;
    if (seasonal) p.gamma = *x++;
    if (problem.form.trend == Trend::damped) p.phi = *x++;
    if (p.alpha <= 0 || p.alpha >= 1 || p.beta < 0 || p.beta > p.alpha || p.gamma < 0 ||
        p.gamma > 1 - p.alpha || p.phi < 0.8 || p.phi > 1)
        return 1e9;
    EtsState start;
    start.level = *x++;
    if (trended) start.slope = *x++;
    start.season.assign(x, end);
    return std::min(ets_criterion(problem.form, p, start, problem.y), 1e9);
}

double plain_fit(Problem& problem) {
    const bool factors = problem.form.season == Season::multiplicative;
    std::vector<double> x{0.2};
    if (problem.form.trend != Trend::none) x.push_back(0.02);
    if (problem.form.season != Season::none) x.push_back(0.05);
    if (problem.form.trend == Trend::damped) x.push_back(0.95);
    auto indices = seasonal_indices(problem.y, period, factors);
    const auto line = fit_line(without_season(problem.y, indices, factors));
    x.push_back(problem.form.trend == Trend::none ? problem.y[0] : line.start);
    if (problem.form.trend != Trend::none) x.push_back(line.slope);
    if (problem.form.season != Season::none) x.insert(x.end(), indices.begin(), indices.end());
    auto* search = nlopt_create(NLOPT_LN_NELDERMEAD, static_cast<unsigned>(x.size()));
    nlopt_set_min_objective(search, plain_criterion, &problem);
    nlopt_set_maxeval(search, 2000);
    nlopt_set_ftol_rel(search, 1e-8);
    double value = 0;
    nlopt_optimize(search, x.data(), &value);
    nlopt_destroy(search);
    return value;
}

Measured ets_automatic() {
    const auto y = airline();
    Measured m;
    m.limit = 0.005;
    EtsForm chosen;
    m.seconds = bench::least(20, [&] { chosen = ets_choose(y, period)->form; });
    m.reference = bench::least(2, [&] {
        for (const auto season : {Season::none, Season::additive, Season::multiplicative})
            for (const auto error : {Error::additive, Error::multiplicative})
                for (const auto trend : {Trend::none, Trend::additive, Trend::damped}) {
                    if (error == Error::additive && season == Season::multiplicative) continue;
                    Problem problem{{error, trend, season}, y};
                    plain_fit(problem);
                }
    });
    m.note = "chose " + chosen.name() + " of 15 forms";
    return m;
}

Measured theta_once() {
    const auto y = airline();
    Measured m;
    m.limit = 0.0005;
    double sum = 0;
    m.seconds = bench::least(200, [&] { sum += theta_forecast(theta_fit(y, period), 18)[17]; });
    m.reference = bench::least(3, [&] {
        const auto indices = seasonal_indices(y, period, true);
        const auto rest = without_season(y, indices, true);
        double best = 1e300;
        for (int i = 1; i < 1000; ++i)
            best = std::min(best, ets_criterion({}, {i / 1000.0, 0, 0, 1}, {rest[0], 0, {}}, rest));
        sum += best;
    });
    m.note = sum == 0 ? "nothing" : "fit and 18 forecasts";
    return m;
}

const bench::Group group{"forecast",
                         {{"ETS with automatic choice, one monthly series", ets_automatic},
                          {"theta, one monthly series", theta_once}}};

}  // namespace
