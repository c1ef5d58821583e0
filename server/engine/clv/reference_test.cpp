// PRED-1: the published results, to the digits given (Fader, Hardie and Lee 2005; Fader and Hardie 2005,
// 2007, 2013; Fader, Hardie and Shang 2010; the BTYD walkthrough), on the data they were made from.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "engine/clv/model.h"
#include "engine/clv/predict.h"

namespace kamino::clv {
namespace {

struct Rows {
    std::vector<std::vector<double>> column;
};

// The figures of a file without quotes.
std::optional<Rows> figures(const std::string& name, std::size_t columns) {
    const char* shared = std::getenv("KAMINO_SHARED");
    std::ifstream in{std::string{shared ? shared : "../shared"} + "/data/" + name};
    if (!in) return {};
    Rows rows;
    rows.column.resize(columns);
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) {
        const char* p = line.c_str();
        for (auto& column : rows.column) {
            char* next = nullptr;
            column.push_back(std::strtod(p, &next));
            p = *next == ',' ? next + 1 : next;
        }
    }
    return rows;
}

std::optional<Histories> cdnow() {
    const auto rows = figures("cdnow-sample/cdnow_customers_summary.csv", 4);
    if (!rows) return {};
    return grouped(rows->column[1], rows->column[2], rows->column[3]);
}

#define NEEDS(name, value)   \
    const auto name = value; \
    if (!name) GTEST_SKIP() << "KAMINO_SHARED names no folder"

void expect_params(const ModelFit& fit, std::vector<double> expected, double relative) {
    ASSERT_EQ(fit.params.size(), expected.size());
    EXPECT_EQ(fit.limit, Limit::none);
    EXPECT_TRUE(fit.settled);
    for (std::size_t i = 0; i < expected.size(); ++i)
        EXPECT_NEAR(fit.params[i], expected[i], relative * expected[i]) << i;
}

TEST(Reference, BgNbdOnCdnow) {
    NEEDS(h, cdnow());
    const auto fit = fit_model(Kind::bgnbd, *h, 2);
    EXPECT_NEAR(fit.log_likelihood, -9582.4256, 5e-5);
    expect_params(fit, {0.242593, 4.413532, 0.792886, 2.425752}, 2e-6);
    const double errors[] = {0.0126, 0.378, 0.186, 0.705};
    for (std::size_t i = 0; i < 4; ++i) EXPECT_NEAR(fit.std_errors[i], errors[i], 0.006 * errors[i]);
}

TEST(Reference, ModifiedBgNbdOnCdnow) {
    NEEDS(h, cdnow());
    expect_params(fit_model(Kind::mbgnbd, *h, 2), {0.52484, 6.18299, 0.89136, 1.61400}, 1e-5);
}

TEST(Reference, ParetoNbdOnCdnow) {
    NEEDS(h, cdnow());
    const auto fit = fit_model(Kind::paretonbd, *h, 2);
    EXPECT_NEAR(fit.log_likelihood, -9594.9739, 5e-5);
    expect_params(fit, {0.55329, 10.5780, 0.60622, 11.6680}, 5e-5);
}

TEST(Reference, GammaGammaOnCdnow) {
    NEEDS(rows, figures("cdnow-sample/cdnow_customers_summary_with_transactions.csv", 5));
    const auto fit = fit_gamma_gamma(rows->column[1], rows->column[4], {}, 2);
    EXPECT_NEAR(fit.log_likelihood, -4055.923, 5e-4);
    const double expected[] = {6.2488, 3.7446, 15.4477};
    for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR(fit.params[i], expected[i], 6e-5 * expected[i]);
    const GammaGamma g{fit.params[0], fit.params[1], fit.params[2]};
    EXPECT_NEAR(mean_value(g), 35.17, 0.005);
    EXPECT_NEAR(expected_value(g, 3, 35), 35.02, 0.005);
    const double first_ten[] = {24.65, 18.91, 35.17, 35.17, 35.17, 71.46, 18.91, 35.17, 27.28, 35.17};
    for (std::size_t i = 0; i < 10; ++i)
        EXPECT_NEAR(expected_value(g, rows->column[1][i], rows->column[4][i]), first_ten[i], 0.01) << i;
}

TEST(Reference, BgBbOnDonations) {
    NEEDS(rows, figures("donations-bgbb/donations.csv", 4));
    const auto& c = rows->column;
    const auto h = grouped(c[0], c[1], c[2], c[3]);
    const auto fit = fit_model(Kind::bgbb, h, 2);
    EXPECT_NEAR(fit.log_likelihood, -33225.58, 0.005);
    expect_params(fit, {1.204, 0.750, 0.657, 2.783}, 1e-3);
    const double alive[][3] = {{0, 0, 0.11}, {2, 4, 0.59}, {6, 6, 0.93}};
    for (const auto& row : alive) EXPECT_NEAR(p_alive(fit.model, row[0], row[1], 6), row[2], 0.005);
    double donations = 0;
    for (std::size_t i = 0; i < h.size(); ++i)
        donations += h.weight[i] * p_alive(fit.model, h.x[i], h.t_x[i], 6) *
                     expected_if_alive(fit.model, h.x[i], 6, 5);
    EXPECT_NEAR(donations, 12884.2, 0.5);
    // Donors with x = 0 and x = 6 of 6: eq. 7 by its two simplest patterns.
    const auto& m = std::get<BgBb>(fit.model);
    const auto at = [&](double x, double t_x) {
        const std::array<double, 4> p{m.alpha, m.beta, m.gamma, m.delta};
        Histories one;
        one.add(x, t_x, 6);
        return 11104 * std::exp(bgbb_likelihood(one, 1)(p, false).value);
    };
    EXPECT_NEAR(at(0, 0), 3454.9, 0.5);
    EXPECT_NEAR(at(6, 6), 1253.1, 0.5);
}

// Fader and Hardie 2007, table 1 and figure 5: of 1,000 customers of each segment, after 1 … 7 years.
TEST(Reference, ShiftedBetaGeometric) {
    struct {
        std::vector<double> customers;
        double alpha, beta;
    } cases[] = {
        {{1000, 869, 743, 653, 593, 551, 517, 491}, 0.668, 3.806},
        {{1000, 631, 468, 382, 326, 289, 262, 241}, 0.704, 1.182},
    };
    for (const auto& c : cases) {
        Histories h;
        for (std::size_t k = 1; k < c.customers.size(); ++k)
            h.add(static_cast<double>(k - 1), 0, 7, c.customers[k - 1] - c.customers[k]);
        h.add(7, 0, 7, c.customers.back());
        expect_params(fit_model(Kind::sbg, h, 1), {c.alpha, c.beta}, 1e-3);
    }
}

// The estimates of the spreadsheet from which many of the published values are.
constexpr BgNbd spreadsheet_bg{0.2425945, 4.4136019, 0.7929199, 2.4258881};
constexpr BgNbd published_bg{0.243, 4.414, 0.793, 2.426};
constexpr ParetoNbd published_pareto{0.553, 10.580, 0.606, 11.656};

TEST(Reference, ExpectedPurchases) {
    const double bg[][2] = {{0.1429, 0.0078},  {1, 0.0532},  {3, 0.1506},
                            {31.8571, 1.0405}, {32, 1.0437}, {52, 1.4440}};
    for (const auto& c : bg) EXPECT_NEAR(expected_purchases(spreadsheet_bg, c[0]), c[1], 5e-5) << c[0];
    // Published as 1.8576; the hypergeometric function at 30 digits gives this.
    EXPECT_NEAR(expected_purchases(spreadsheet_bg, 78), 1.857956009, 1e-9);
    const ParetoNbd pareto{0.5532755, 10.5776124, 0.6062136, 11.6679106};
    const double cases[][2] = {{1, 0.0510}, {13, 0.5314}, {26, 0.9089}, {39, 1.2134}, {52, 1.4734}};
    for (const auto& c : cases) EXPECT_NEAR(expected_purchases(pareto, c[0]), c[1], 5e-5) << c[0];
    EXPECT_NEAR(expected_purchases(pareto, 78), 1.9100, 1.5e-4);
}

TEST(Reference, OneCustomer) {
    EXPECT_NEAR(p_alive(published_bg, 2, 30.43, 38.86) * expected_if_alive(published_bg, 2, 38.86, 39), 1.226,
                5e-4);
    EXPECT_NEAR(p_alive(published_bg, 2, 30.43, 38.86), 0.7266, 5e-5);
    EXPECT_NEAR(p_alive(spreadsheet_bg, 26, 30.857, 31), 0.96885, 5e-6);
    EXPECT_NEAR(p_alive(spreadsheet_bg, 26, 30.857, 31) * expected_if_alive(spreadsheet_bg, 26, 31, 52),
                25.757, 5e-4);
    EXPECT_NEAR(p_alive(published_pareto, 26, 30.857, 31), 0.99787, 5e-6);
    EXPECT_NEAR(p_alive(published_pareto, 26, 30.857, 31) * expected_if_alive(published_pareto, 26, 31, 52),
                25.456, 2e-3);
    EXPECT_EQ(p_alive(published_bg, 0, 0, 39), 1);
}

TEST(Reference, IncreasingFrequencyParadox) {
    // x, BG/NBD and Pareto/NBD as printed, and half of the last digit printed (the parameters are printed to
    // three).
    const double cases[][5] = {{10, 0.3475, 0.7062, 1.5e-4, 1e-4},
                               {15, 0.0428, 0.1442, 5e-5, 5e-5},
                               {20, 0.00416, 0.0225, 5e-6, 5e-5},
                               {25, 0.000358, 0.0031, 5e-7, 5e-5}};
    for (const auto& c : cases) {
        EXPECT_NEAR(p_alive(published_bg, c[0], 20, 39) * expected_if_alive(published_bg, c[0], 39, 52), c[1],
                    c[3]);
        EXPECT_NEAR(
            p_alive(published_pareto, c[0], 20, 39) * expected_if_alive(published_pareto, c[0], 39, 52), c[2],
            c[4]);
    }
}

TEST(Reference, DistributionOfPurchases) {
    const double expected[] = {0.57379, 0.19940, 0.08543, 0.04586, 0.02767, 0.01797, 0.01227, 0.00870};
    const auto p = purchase_probabilities(published_bg, 39, 8);
    for (std::size_t n = 0; n < 8; ++n) EXPECT_NEAR(p[n], expected[n], 5e-6) << n;
    EXPECT_NEAR(purchase_probabilities(published_bg, 2, 11)[10], 1.07869e-07, 5e-13);
    const double later[] = {0.0019995, 0.0015170, 0.0011633, 0.0009003};
    const auto q = purchase_probabilities(published_bg, 30, 15);
    for (std::size_t n = 0; n < 4; ++n) EXPECT_NEAR(q[11 + n], later[n], 5e-8);
}

TEST(Reference, NumericTraps) {
    const ParetoNbd m{0.55, 10.58, 0.61, 11.67};
    EXPECT_NEAR(p_alive(m, 132, 200, 200) * expected_if_alive(m, 132, 200, 10), 6.206, 1e-3);
    EXPECT_NEAR(p_alive(m, 133, 200, 200) * expected_if_alive(m, 133, 200, 10), 6.253, 1e-3);
    const ParetoNbd hard{10.465, 0.00799, 3.0516, 2.82};
    for (double x = 400; x <= 500; x += 10)
        for (double t_x = 6; t_x < 37; t_x += 5) EXPECT_TRUE(std::isfinite(log_a0(hard, x, t_x, 37))) << x;
    for (double x : {0.0, 1.0, 500.0, 5000.0})
        for (double t_x : {0.0, 1.0, 38.9, 39.0}) {
            for (const AnyModel& model :
                 {AnyModel{published_bg}, AnyModel{published_pareto}, AnyModel{hard}}) {
                const double alive = p_alive(model, x, x > 0 ? t_x : 0, 39),
                             more = expected_if_alive(model, x, 39, 52);
                EXPECT_TRUE(alive >= 0 && alive <= 1) << x << " " << t_x;
                EXPECT_TRUE(std::isfinite(more) && more >= 0) << x << " " << t_x;
            }
        }
}

// lifetimes' convention: a month is 4.345 weeks, discounted from each month's end at 1 % a month.
TEST(Reference, LifetimeValueOnCdnow) {
    NEEDS(rows, figures("cdnow-sample/cdnow_customers_summary_with_transactions.csv", 5));
    const auto &x = rows->column[1], &t_x = rows->column[2], &T = rows->column[3], &m = rows->column[4];
    const auto bg = fit_model(Kind::bgnbd, grouped(x, t_x, T), 2);
    const auto gg = fit_gamma_gamma(x, m, {}, 2);
    const GammaGamma g{gg.params[0], gg.params[1], gg.params[2]};
    const auto p = predict(bg.model, x, t_x, T, discount_steps(12 * 4.345, 4.345, 0.01), 2);
    const double first[] = {36.28, 4.64, 8.34, 8.34, 8.34};
    double sum = 0, alive = 0;
    int under_half = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double value = p.discounted[i] * expected_value(g, x[i], m[i]);
        if (i < 5) {
            EXPECT_NEAR(value, first[i], 0.005) << i;
        }
        sum += value;
        alive += p.p_alive[i];
        under_half += p.p_alive[i] < 0.5;
    }
    EXPECT_NEAR(sum, 71509.90, 1.0);
    EXPECT_NEAR(alive / static_cast<double>(x.size()), 0.8134, 5e-5);
    EXPECT_EQ(under_half, 393);
}

}  // namespace
}  // namespace kamino::clv
