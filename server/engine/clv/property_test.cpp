// PRED-1, PRED-6: what must hold of the models whatever the data: derivatives, limits, interpolation,
// recovery of known parameters, the same result on one and two threads, and an answer to every odd input.
#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "engine/clv/model.h"
#include "engine/clv/predict.h"
#include "engine/clv/special.h"

namespace kamino::clv {
namespace {

Histories some_histories() {
    Histories h;
    const double rows[][3] = {{0, 0, 30},  {0, 0, 39},     {1, 2, 38}, {2, 30.4, 38.9},
                              {5, 12, 39}, {26, 30.9, 31}, {1, 39, 39}};
    for (const auto& r : rows) h.add(r[0], r[1], r[2], 1 + r[0]);
    return h;
}

// Central differences of value and gradient, in the logarithms of the parameters.
void expect_derivatives(const Likelihood& likelihood, std::vector<double> p) {
    const Sums at = likelihood(p, true);
    for (std::size_t i = 0; i < p.size(); ++i) {
        const double h = 1e-5 * p[i];
        auto up = p, down = p;
        up[i] += h;
        down[i] -= h;
        const Sums a = likelihood(up, true), b = likelihood(down, true);
        const double slope = (a.value - b.value) / (2 * h);
        EXPECT_NEAR(at.gradient[i], slope, 1e-5 * std::abs(slope) + 1e-4 / p[i]) << i;
        for (std::size_t k = i; k < p.size(); ++k) {
            const double curve = (a.gradient[k] - b.gradient[k]) / (2 * h);
            EXPECT_NEAR(at.hessian[i][k], curve, 1e-4 * std::abs(curve) + 1e-5 / (p[i] * p[k]))
                << i << " " << k;
        }
    }
}

TEST(Derivatives, AgreeWithDifferences) {
    const auto h = some_histories();
    for (const std::vector<double>& p :
         {std::vector<double>{0.243, 4.4, 0.79, 2.4}, {3, 50, 0.1, 0.2}, {0.05, 0.5, 8, 30}}) {
        expect_derivatives(bgnbd_likelihood(h, false, 1), p);
        expect_derivatives(bgnbd_likelihood(h, true, 1), p);
        expect_derivatives(paretonbd_likelihood(h, 1), p);
    }
    Histories donors;
    const double rows[][2] = {{0, 0}, {1, 1}, {2, 4}, {3, 5}, {6, 6}};
    for (const auto& r : rows) donors.add(r[0], r[1], 6, 10 + r[0]);
    expect_derivatives(bgbb_likelihood(donors, 1), {1.2, 0.75, 0.66, 2.8});
    expect_derivatives(sbg_likelihood(donors), {0.7, 1.2});
    const std::vector<double> x{1, 2, 2, 9}, m{10, 30, 20, 5}, w{1, 2, 1, 3};
    expect_derivatives(gamma_gamma_likelihood(x, m, {}, 1), {6, 4, 15});
    expect_derivatives(gamma_gamma_likelihood(x, m, w, 1), {0.5, 12, 100});
}

TEST(Special, AgainstKnownValues) {
    EXPECT_NEAR(digamma(1), -0.57721566490153286, 1e-14);
    EXPECT_NEAR(digamma(0.25), -4.2274535333762654, 1e-13);
    EXPECT_NEAR(trigamma(1), M_PI * M_PI / 6, 1e-14);
    EXPECT_NEAR(log_rising(1e9, 3), std::log(1e9) + std::log1p(1e-9) + std::log1p(2e-9) + 2 * std::log(1e9),
                1e-12);
    EXPECT_NEAR(log_rising(0.3, 4), std::log(0.3 * 1.3 * 2.3 * 3.3), 1e-13);
    for (const auto& [a, b] :
         {std::pair{0.001, 2.0}, {0.8, 2.4}, {3.0, 0.01}, {1000.0, 500.0}, {1e6, 1e7}, {0.5, 1e5}}) {
        const BetaRule rule{a, b};
        EXPECT_NEAR(rule.mean([](double) { return 1.0; }), 1, a + b < 1e5 ? 1e-10 : 1e-8) << a << " " << b;
        EXPECT_NEAR(rule.mean([](double p) { return p; }) * (a + b) / a, 1, a + b < 1e5 ? 1e-10 : 1e-8)
            << a << " " << b;
    }
}

// The integral against FHL 2005 eq. 9 with the hypergeometric series summed term by term.
TEST(BgNbdModel, ExpectationIsTheHypergeometricForm) {
    for (const BgNbd& m : {BgNbd{0.243, 4.414, 0.793, 2.426}, BgNbd{2, 10, 3.5, 0.7}, BgNbd{0.8, 1, 1.3, 8}})
        for (const double t : {0.5, 5.0, 39.0}) {
            const double z = t / (m.alpha + t), c = m.a + m.b - 1;
            double sum = 0, term = 1;
            for (int k = 0; k < 4000; ++k) {
                sum += term;
                term *= (m.r + k) * (m.b + k) / ((c + k) * (k + 1)) * z;
            }
            const double closed = c / (m.a - 1) * (1 - std::pow(m.alpha / (m.alpha + t), m.r) * sum);
            EXPECT_NEAR(expected_purchases(m, t), closed, 1e-9 * closed);
        }
    const BgNbd at_one{0.5, 5, 1, 2}, near{0.5, 5, 1 + 1e-7, 2};
    EXPECT_NEAR(expected_purchases(at_one, 30), expected_purchases(near, 30), 1e-6);
}

TEST(Distributions, SumToOneAndHaveTheExpectedMean) {
    for (const AnyModel& any : {AnyModel{BgNbd{0.9, 4, 0.8, 2.4}}, AnyModel{BgNbd{0.9, 4, 0.8, 2.4, true}},
                                AnyModel{ParetoNbd{0.6, 10, 0.6, 11}}, AnyModel{ParetoNbd{2, 30, 5, 1}}}) {
        const auto p = std::holds_alternative<BgNbd>(any)
                           ? purchase_probabilities(std::get<BgNbd>(any), 39, 900)
                           : purchase_probabilities(std::get<ParetoNbd>(any), 39, 900);
        double sum = 0, mean = 0;
        for (std::size_t n = 0; n < p.size(); ++n) {
            sum += p[n];
            mean += static_cast<double>(n) * p[n];
        }
        EXPECT_NEAR(sum, 1, 1e-9);
        EXPECT_NEAR(mean, expected_purchases(any, 39), 1e-7);
    }
    const BgBb m{1.2, 0.75, 0.66, 2.8};
    const auto p = purchase_probabilities_if_alive(m, 2, 6, 5);
    double sum = 0, mean = 0;
    for (std::size_t n = 0; n < p.size(); ++n) {
        sum += p[n];
        mean += static_cast<double>(n) * p[n];
    }
    EXPECT_NEAR(sum, 1, 1e-12);
    EXPECT_NEAR(mean, expected_if_alive(m, 2, 6, 5), 1e-12);
}

// The bounds by their definition, against the whole distribution.
TEST(Distributions, IntervalsOfPurchases) {
    const BgNbd m{0.9, 4, 0.8, 2.4};
    const double alive = p_alive(m, 3, 20, 30);
    const auto p = purchase_probabilities(BgNbd{m.r + 3, m.alpha + 30, m.a, m.b + 3}, 52, 400);
    const auto found = purchases_interval(m, 3, 30, 52, alive, 0.1, 0.9);
    const auto below = [&](double y) {
        double sum = 1 - alive;
        for (double k = 0; k <= y; ++k) sum += alive * p[static_cast<std::size_t>(k)];
        return sum;
    };
    EXPECT_GE(below(found.high), 0.9);
    EXPECT_LT(below(found.high - 1), 0.9);
    EXPECT_EQ(found.low, 0);  // it may have left already
    EXPECT_EQ(purchases_interval(m, 3, 30, 52, 0.01, 0.025, 0.975).high, 0);
    EXPECT_EQ(purchases_interval(Sbg{0.7, 1.2}, 2, 2, 3, 1, 0.025, 0.999).high, 3);
}

TEST(Predict, CurvesAgreeWithEachCustomerAlone) {
    std::vector<double> x, t_x, T;
    std::mt19937_64 random{1};
    std::uniform_real_distribution<double> any{0, 1};
    for (int i = 0; i < 3000; ++i) {
        x.push_back(std::floor(any(random) * any(random) * 12));
        T.push_back(0.01 + 78 * any(random));
        t_x.push_back(x.back() > 0 ? T.back() * any(random) : 0);
    }
    const auto steps = discount_steps(52, 4.345, 0.01);
    for (const AnyModel& m :
         {AnyModel{BgNbd{0.243, 4.414, 0.793, 2.426}}, AnyModel{BgNbd{0.5, 6, 0.9, 1.6, true}},
          AnyModel{ParetoNbd{0.553, 10.58, 0.606, 11.656}}}) {
        const auto all = predict(m, x, t_x, T, steps, 2);
        const auto again = predict(m, x, t_x, T, steps, 1);
        EXPECT_EQ(all.discounted, again.discounted);
        EXPECT_EQ(all.expected, again.expected);
        for (std::size_t i = 0; i < x.size(); i += 7) {
            const double alive = p_alive(m, x[i], t_x[i], T[i]),
                         one = alive * expected_if_alive(m, x[i], T[i], 52);
            EXPECT_NEAR(all.expected[i], one, 1e-10 * one + 1e-300);
            EXPECT_LT(all.discounted[i], all.expected[i] + 1e-300);
        }
    }
}

struct Customer {
    double x, t_x, T;
};

// One customer of the model, drawn event by event.
Customer simulate(const AnyModel& model, double T, std::mt19937_64& random) {
    const auto gamma = [&](double shape) { return std::gamma_distribution<double>{shape}(random); };
    std::uniform_real_distribution<double> any{0, 1};
    double rate = 0, leave = 0, until = T;
    if (const auto* bg = std::get_if<BgNbd>(&model)) {
        rate = gamma(bg->r) / bg->alpha;
        const double a = gamma(bg->a), b = gamma(bg->b);
        leave = a / (a + b);
        if (bg->modified && any(random) < leave) until = 0;
    } else {
        const auto& p = std::get<ParetoNbd>(model);
        rate = gamma(p.r) / p.alpha;
        until = std::min(T, -std::log(any(random)) / (gamma(p.s) / p.beta));
    }
    Customer c{0, 0, T};
    for (double now = 0; (now -= std::log(1 - any(random)) / rate) <= until;) {
        ++c.x;
        c.t_x = now;
        if (any(random) < leave) break;
    }
    return c;
}

Histories simulate(const AnyModel& model, std::size_t customers, double T, std::uint64_t seed) {
    std::mt19937_64 random{seed};
    Histories h;
    for (std::size_t i = 0; i < customers; ++i) {
        const auto c =
            simulate(model, T - 10.0 * static_cast<double>(i) / static_cast<double>(customers), random);
        h.add(c.x, c.t_x, c.T);
    }
    return h;
}

// 200 repetitions; intervals of 95 % on the scale of the logarithm, where the estimates are nearly normal.
TEST(Recovery, IntervalsCoverTheTruth) {
    struct {
        Kind kind;
        std::vector<double> truth;
        std::size_t customers;
    } cases[] = {
        {Kind::bgnbd, {0.6, 5, 0.8, 2.4}, 4000},
        {Kind::mbgnbd, {0.6, 5, 0.8, 2.4}, 4000},
        {Kind::paretonbd, {0.6, 8, 0.7, 10}, 2500},
    };
    for (const auto& c : cases) {
        const auto& p = c.truth;
        const AnyModel model = c.kind == Kind::paretonbd
                                   ? AnyModel{ParetoNbd{p[0], p[1], p[2], p[3]}}
                                   : AnyModel{BgNbd{p[0], p[1], p[2], p[3], c.kind == Kind::mbgnbd}};
        std::vector<int> covered(4, 0);
        constexpr int repetitions = 200;
        for (int k = 0; k < repetitions; ++k) {
            const auto fit =
                fit_model(c.kind, simulate(model, c.customers, 78, static_cast<std::uint64_t>(k + 1)), 2);
            for (std::size_t i = 0; i < 4; ++i)
                covered[i] +=
                    std::abs(std::log(fit.params[i] / p[i])) <= 1.96 * fit.std_errors[i] / fit.params[i];
        }
        for (std::size_t i = 0; i < 4; ++i) {
            EXPECT_GE(covered[i], repetitions * 92 / 100) << name_of(c.kind) << " " << i;
            EXPECT_LE(covered[i], repetitions * 98 / 100) << name_of(c.kind) << " " << i;
        }
    }
}

TEST(Fit, TheSameOnAnyNumberOfThreadsAndInAnyUnit) {
    const auto h = simulate(BgNbd{0.6, 5, 0.8, 2.4}, 40'000, 78, 9);
    const auto one = fit_model(Kind::bgnbd, h, 1), three = fit_model(Kind::bgnbd, h, 3);
    EXPECT_EQ(one.params, three.params);
    EXPECT_EQ(one.std_errors, three.std_errors);
    EXPECT_EQ(one.log_likelihood, three.log_likelihood);
    Histories days = h;
    for (auto* column : {&days.t_x, &days.T})
        for (auto& v : *column) v *= 7;
    const auto in_days = fit_model(Kind::bgnbd, days, 2);
    EXPECT_NEAR(in_days.params[1], 7 * one.params[1], 1e-4 * in_days.params[1]);
    EXPECT_NEAR(in_days.params[2], one.params[2], 1e-4 * one.params[2]);
}

TEST(Grouping, KeepsTheLikelihood) {
    std::vector<double> x, t_x, T;
    Histories plain;
    std::mt19937_64 random{4};
    for (int i = 0; i < 50'000; ++i) {
        const double n = static_cast<double>(random() % 4),
                     last = n > 0 ? static_cast<double>(1 + random() % 20) : 0,
                     age = 20 + static_cast<double>(random() % 10);
        x.push_back(n), t_x.push_back(last), T.push_back(age);
        plain.add(n, last, age);
    }
    const auto joined = grouped(x, t_x, T);
    EXPECT_LE(joined.size(), 10u + 3 * 20 * 10);
    EXPECT_EQ(totals_of(joined).customers, 50'000);
    const std::vector<double> p{0.3, 5, 0.8, 2};
    const double a = bgnbd_likelihood(plain, false, 1)(p, false).value,
                 b = bgnbd_likelihood(joined, false, 1)(p, false).value;
    EXPECT_NEAR(a, b, 1e-9 * std::abs(a));
}

// Every model gives finite numbers or names a limit.
TEST(OddInputs, NeverANaN) {
    struct {
        std::string_view name;
        std::vector<std::array<double, 3>> rows;
    } cases[] = {
        {"one customer", {{3, 20, 30}}},
        {"one customer, never again", {{0, 0, 30}}},
        {"all the same", {{2, 10, 30}, {2, 10, 30}, {2, 10, 30}, {2, 10, 30}}},
        {"nobody again", {{0, 0, 30}, {0, 0, 20}, {0, 0, 10}}},
        {"bought on the last day", {{5, 30, 30}, {4, 30, 30}, {9, 30, 30}, {0, 0, 30}}},
        {"no time at all", {{0, 0, 0}, {0, 0, 0}}},
        {"huge counts", {{100'000, 29.9, 30}, {1, 1, 30}, {0, 0, 30}}},
        {"huge times", {{3, 2e9, 3e9}, {1, 1e9, 3e9}, {0, 0, 3e9}}},
        {"tiny times", {{3, 2e-9, 3e-9}, {1, 1e-9, 3e-9}, {0, 0, 3e-9}}},
        {"everybody left", {{1, 1, 100}, {1, 2, 100}, {2, 3, 100}, {1, 1, 100}, {3, 4, 100}}},
        {"clockwork", {{29, 29, 30}, {28, 28, 30}, {30, 30, 30}, {29, 29.5, 30}}},
    };
    for (const auto& c : cases)
        for (const Kind kind : {Kind::bgnbd, Kind::mbgnbd, Kind::paretonbd}) {
            SCOPED_TRACE(std::string{c.name} + ", " + std::string{name_of(kind)});
            Histories h;
            for (const auto& r : c.rows) h.add(r[0], r[1], r[2]);
            const auto fit = fit_model(kind, h, 2);
            EXPECT_TRUE(std::isfinite(fit.log_likelihood));
            if (fit.limit == Limit::none)
                for (std::size_t i = 0; i < 4; ++i)
                    EXPECT_TRUE(std::isfinite(fit.params[i]) && std::isfinite(fit.std_errors[i])) << i;
            else
                EXPECT_FALSE(message_of(fit.limit).empty());
            const auto p = predict(fit.model, h.x, h.t_x, h.T, discount_steps(52, 4, 0.01), 1);
            for (std::size_t i = 0; i < h.size(); ++i) {
                EXPECT_TRUE(p.p_alive[i] >= 0 && p.p_alive[i] <= 1);
                EXPECT_TRUE(std::isfinite(p.expected[i]) && p.expected[i] >= 0);
                EXPECT_TRUE(std::isfinite(p.discounted[i]));
            }
        }
}

}  // namespace
}  // namespace kamino::clv
