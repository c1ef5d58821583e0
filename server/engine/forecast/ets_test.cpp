// PRED-2: exponential smoothing against the equations of the book written out once more, published fits,
// simulation and hand calculations.
#include "engine/forecast/ets.h"

#include <gtest/gtest.h>

#include <Eigen/Dense>
#include <cmath>
#include <numbers>
#include <random>

#include "engine/forecast/ets_recursion.h"
#include "engine/forecast/ets_search.h"
#include "engine/forecast/test_series.h"

namespace kamino::forecast {
namespace {

std::vector<EtsForm> forms() {
    std::vector<EtsForm> out;
    for (const auto e : {Error::additive, Error::multiplicative})
        for (const auto t : {Trend::none, Trend::additive, Trend::damped})
            for (const auto s : {Season::none, Season::additive, Season::multiplicative})
                out.push_back({e, t, s});
    return out;
}

EtsState start_of(const EtsForm& form) {
    EtsState state{100, form.trend == Trend::none ? 0 : 1.5, {}};
    if (form.season == Season::additive) state.season = {8, -3, 5, -10};
    if (form.season == Season::multiplicative) state.season = {1.08, 0.97, 1.05, 0.9};
    return state;
}

EtsParameters parameters_of(const EtsForm& form) {
    return {0.35, form.trend == Trend::none ? 0 : 0.08, form.season == Season::none ? 0 : 0.2,
            form.trend == Trend::damped ? 0.9 : 1};
}

// One step of HKOS tables 2.2 and 2.3 in terms of the innovation ε, state by state; returns y. The season is
// kept as a queue. With multiplicative errors ε is relative.
double book_step(const EtsForm& form, const EtsParameters& p, EtsState& x, double epsilon) {
    const double trend = form.trend == Trend::none ? 0 : p.phi * x.slope;
    const double l = x.level + trend, s = x.season.empty() ? 0 : x.season.front();
    const bool m = form.error == Error::multiplicative;
    double y = 0, new_season = 0;
    if (form.season == Season::none) {
        y = m ? l * (1 + epsilon) : l + epsilon;
        const double e = m ? l * epsilon : epsilon;
        x.level = l + p.alpha * e, x.slope = trend + p.beta * e;
    } else if (form.season == Season::additive) {
        const double e = m ? (l + s) * epsilon : epsilon;
        y = l + s + e;
        x.level = l + p.alpha * e, x.slope = trend + p.beta * e, new_season = s + p.gamma * e;
    } else {
        y = m ? l * s * (1 + epsilon) : l * s + epsilon;
        x.level = m ? l * (1 + p.alpha * epsilon) : l + p.alpha * epsilon / s;
        x.slope = m ? trend + p.beta * l * epsilon : trend + p.beta * epsilon / s;
        new_season = m ? s * (1 + p.gamma * epsilon) : s + p.gamma * epsilon / l;
    }
    if (!x.season.empty()) {
        x.season.erase(x.season.begin());
        x.season.push_back(new_season);
    }
    return y;
}

// Values made from known innovations give these innovations back, hence the likelihood.
TEST(Ets, criterion_of_every_form_as_the_equations_of_the_book_say) {
    for (const auto& form : forms()) {
        std::mt19937_64 random{5};
        std::normal_distribution<double> normal;
        const auto p = parameters_of(form);
        auto state = start_of(form);
        std::vector<double> y;
        double squares = 0, logs = 0;
        for (int t = 0; t < 60; ++t) {
            const double epsilon = normal(random) * (form.error == Error::multiplicative ? 0.03 : 3);
            y.push_back(book_step(form, p, state, epsilon));
            squares += epsilon * epsilon;
            if (form.error == Error::multiplicative) logs += std::log(y.back() / (1 + epsilon));
        }
        EXPECT_NEAR(ets_criterion(form, p, start_of(form), y), 60 * std::log(squares / 60) + 2 * logs, 1e-8)
            << form.name();
    }
}

TEST(Ets, gradient_as_finite_differences_say) {
    const auto y = airline();
    std::vector<double> values(y.begin(), y.begin() + 48);
    for (double& v : values) v /= 150;
    for (const auto& form : forms()) {
        EtsTrace trace;
        trace.resize(values.size(), form.season == Season::none ? 1 : 4);
        const auto start = start_of(form);
        const auto at = [&](const EtsParameters& p, double level, double slope, double season1,
                            EtsGradient* gradient) {
            trace.level[0] = level, trace.slope[0] = slope;
            for (std::size_t i = 0; i < start.season.size(); ++i)
                trace.season[i] = form.season == Season::additive ? start.season[i] / 150 : start.season[i];
            if (!start.season.empty()) trace.season[1] += season1;
            std::vector<double> of_fit(values.size());
            EXPECT_TRUE(ets_forward(form, values.data(), p, trace));
            const double value = ets_criterion(form, values.data(), trace, of_fit.data());
            if (gradient) ets_backward(form, values.data(), p, trace, of_fit.data(), *gradient);
            return value;
        };
        const auto p = parameters_of(form);
        const double slope = form.trend == Trend::none ? 0 : 0.01, h = 1e-6;
        EtsGradient g;
        at(p, 0.8, slope, 0, &g);
        const auto difference = [&](auto&& moved) { return (moved(h) - moved(-h)) / (2 * h); };
        const auto check = [&](double analytic, double numeric, const char* what) {
            EXPECT_NEAR(analytic, numeric, 1e-4 * std::max(1.0, std::fabs(numeric)))
                << form.name() << " " << what;
        };
        const auto with = [&](double EtsParameters::*member, double by) {
            auto q = p;
            q.*member += by;
            return at(q, 0.8, slope, 0, nullptr);
        };
        check(g.parameters.alpha, difference([&](double d) { return with(&EtsParameters::alpha, d); }),
              "alpha");
        check(g.level, difference([&](double d) { return at(p, 0.8 + d, slope, 0, nullptr); }), "level");
        if (form.trend != Trend::none) {
            check(g.parameters.beta, difference([&](double d) { return with(&EtsParameters::beta, d); }),
                  "beta");
            check(g.parameters.phi, difference([&](double d) { return with(&EtsParameters::phi, d); }),
                  "phi");
            check(g.slope, difference([&](double d) { return at(p, 0.8, slope + d, 0, nullptr); }), "slope");
        }
        if (form.season != Season::none) {
            check(g.parameters.gamma, difference([&](double d) { return with(&EtsParameters::gamma, d); }),
                  "gamma");
            check(g.season[1], difference([&](double d) { return at(p, 0.8, slope, d, nullptr); }), "season");
        }
    }
}

// Simple exponential smoothing by hand: l = 10, then 10 + 0.5·2 = 11, then 11 + 0.5·(−3) = 9.5.
TEST(Ets, simple_smoothing_by_hand) {
    const std::vector<double> y{12, 8, 9.5};
    EXPECT_NEAR(ets_criterion({}, {0.5, 0, 0, 1}, {10, 0, {}}, y), 3 * std::log((4 + 9 + 0) / 3.0), 1e-12);
}

// Oil in Saudi Arabia (fpp2's `oil`): statsmodels' notebook "ETS models" prints log-likelihood −259.257, AIC
// 524.514, BIC 530.189 and a smoothing level of 0.9999 for ETS(A,N,N).
TEST(Ets, published_fit_of_oil) {
    const auto model = ets_fit(oil(), 1, {});
    ASSERT_TRUE(model);
    EXPECT_NEAR(model->log_likelihood, -259.257, 0.0006);
    EXPECT_NEAR(model->aic, 524.514, 0.001);
    EXPECT_NEAR(model->bic, 530.189, 0.001);
    EXPECT_NEAR(model->parameters.alpha, 0.9999, 1e-4);
}

// R's forecast::ets prints ETS(M,Ad,M) with AIC 1395.166 for AirPassengers (its AIC leaves out constants: n
// log Σe² for n log(Σe²/n)); the search must come at least as far, and the likelihood must be that of the
// model's own equations.
TEST(Ets, published_fit_of_airline_passengers) {
    const auto y = airline();
    const auto n = static_cast<double>(y.size());
    const double constants = n * (std::log(2 * std::numbers::pi) + 1 - std::log(n));
    const auto model = ets_fit(y, 12, {Error::multiplicative, Trend::damped, Season::multiplicative});
    ASSERT_TRUE(model);
    EXPECT_EQ(model->parameter_count, 18U);
    EXPECT_LT(model->aic - constants, 1395.17);
    EXPECT_GT(model->aic - constants, 1390);
    const double again = ets_criterion(model->form, model->parameters, model->start, y);
    EXPECT_NEAR(model->log_likelihood, -0.5 * (again + n * (std::log(2 * std::numbers::pi) + 1)), 1e-6);
    const auto chosen = ets_choose(y, 12);
    ASSERT_TRUE(chosen);
    EXPECT_EQ(chosen->form.season, Season::multiplicative);
    EXPECT_LE(chosen->aicc, model->aicc);
}

// Mean and variance of the paths against 40,000 simulated futures.
TEST(Ets, paths_as_simulation_says) {
    for (const auto& form : forms()) {
        if (form.error == Error::additive && form.season == Season::multiplicative) continue;  // never chosen
        EtsModel model;
        model.form = form, model.parameters = parameters_of(form), model.end = start_of(form);
        model.period = model.end.season.empty() ? 1 : 4;
        const double sigma = form.error == Error::multiplicative ? 0.05 : 5;
        model.variance = sigma * sigma;
        const std::size_t horizon = 9;
        const auto path = ets_path(model, horizon);
        std::mt19937_64 random{11};
        std::normal_distribution<double> normal;
        std::vector<double> sum(horizon), squares(horizon);
        const int runs = 40'000;
        for (int r = 0; r < runs; ++r) {
            auto state = model.end;
            for (std::size_t h = 0; h < horizon; ++h) {
                const double y = book_step(form, model.parameters, state, sigma * normal(random));
                sum[h] += y, squares[h] += y * y;
            }
        }
        for (std::size_t h = 0; h < horizon; ++h) {
            const double mean = sum[h] / runs, variance = squares[h] / runs - mean * mean;
            EXPECT_NEAR(path.mean[h], mean, 5 * std::sqrt(variance / runs) + 1e-3 * std::fabs(mean))
                << form.name() << h;
            EXPECT_NEAR(path.variance[h] / variance, 1, 0.04) << form.name() << " " << h;
        }
    }
}

// The polynomial against the eigenvalues of the discount matrix D = F − g w' itself, its seasonal unit root
// apart.
TEST(Ets, forecastable_as_the_discount_matrix_says) {
    std::mt19937_64 random{3};
    std::uniform_real_distribution<double> uniform;
    int inside = 0;
    for (int run = 0; run < 300; ++run) {
        EtsModel model;
        model.form = {Error::additive, run % 2 ? Trend::damped : Trend::additive, Season::additive};
        model.period = 4;
        auto& p = model.parameters;
        p = {uniform(random) * 1.6, uniform(random), uniform(random),
             run % 2 ? 0.8 + 0.18 * uniform(random) : 1};
        Eigen::MatrixXd f = Eigen::MatrixXd::Zero(6, 6);
        f(0, 0) = 1, f(0, 1) = p.phi, f(1, 1) = p.phi, f(2, 5) = 1, f(3, 2) = 1, f(4, 3) = 1, f(5, 4) = 1;
        Eigen::VectorXd g(6), w(6);
        g << p.alpha, p.beta, p.gamma, 0, 0, 0;
        w << 1, p.phi, 0, 0, 0, 1;
        const auto size = Eigen::MatrixXd(f - g * w.transpose()).eigenvalues().cwiseAbs().eval();
        std::vector<double> sizes(size.begin(), size.end());
        // One eigenvalue is exactly 1: level and season can be shifted against each other.
        sizes.erase(std::min_element(sizes.begin(), sizes.end(),
                                     [](double a, double b) { return std::fabs(a - 1) < std::fabs(b - 1); }));
        const double largest = *std::max_element(sizes.begin(), sizes.end());
        if (std::fabs(largest - 1) < 1e-4) continue;
        EXPECT_EQ(ets_forecastable(model), largest < 1)
            << p.alpha << " " << p.beta << " " << p.gamma << " " << p.phi;
        inside += largest < 1;
    }
    EXPECT_GT(inside, 30);
    EXPECT_LT(inside, 270);
}

TEST(Ets, recovers_what_a_series_was_made_with) {
    const EtsForm form{Error::additive, Trend::none, Season::additive};
    double alpha = 0, gamma = 0;
    const int runs = 40;
    for (int run = 0; run < runs; ++run) {
        std::mt19937_64 random{static_cast<std::uint64_t>(run)};
        std::normal_distribution<double> normal;
        auto state = start_of(form);
        std::vector<double> y;
        for (int t = 0; t < 200; ++t)
            y.push_back(book_step(form, {0.4, 0, 0.15, 1}, state, 3 * normal(random)));
        const auto model = ets_fit(y, 4, form);
        ASSERT_TRUE(model);
        alpha += model->parameters.alpha / runs, gamma += model->parameters.gamma / runs;
        EXPECT_NEAR(std::sqrt(model->variance), 3, 0.6);
    }
    EXPECT_NEAR(alpha, 0.4, 0.04);
    EXPECT_NEAR(gamma, 0.15, 0.04);
}

TEST(Ets, nothing_where_a_form_cannot_be_fitted) {
    const std::vector<double> with_zero{0, 3, 4, 5, 6, 7, 8, 9, 5, 4}, short_one{1, 2, 3};
    EXPECT_FALSE(ets_fit(with_zero, 1, {Error::multiplicative, Trend::none, Season::none}));
    EXPECT_FALSE(ets_fit(with_zero, 6, {Error::additive, Trend::none, Season::additive}));
    EXPECT_FALSE(ets_choose(short_one, 1));
    EXPECT_FALSE(ets_choose(std::vector<double>(20, 0.0), 1));
}

}  // namespace
}  // namespace kamino::forecast
