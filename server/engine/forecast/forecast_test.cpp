// PRED-2, PRED-6: forecasts of one series: measures by hand, degenerate series, and the proof on the series
// of the first M-competition (1982), their last part unseen: better than R's theta, limits that cover what
// they say.
#include "engine/forecast/forecast.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <array>
#include <cmath>
#include <cstdlib>
#include <map>
#include <random>

#include "engine/forecast/test_series.h"

namespace kamino::forecast {
namespace {

TEST(Accuracy, by_hand) {
    const std::vector<double> actual{100, 50, 0}, forecast{110, 40, 0}, past{1, 3, 2, 6};
    EXPECT_NEAR(smape(actual, forecast), (2000 / 210.0 + 2000 / 90.0 + 0) / 3, 1e-12);
    EXPECT_NEAR(*mase(actual, forecast, past, 1), (20 / 3.0) / (7 / 3.0), 1e-12);  // |2| + |−1| + |4|
    EXPECT_NEAR(*mase(actual, forecast, past, 2), (20 / 3.0) / 2, 1e-12);          // |1| + |3| over 2
    EXPECT_FALSE(mase(actual, forecast, std::vector<double>{5, 5, 5}, 1));
    EXPECT_FALSE(mase(actual, forecast, past, 4));
}

TEST(Interval, is_students_t_around_the_mean) {
    Outcome outcome;
    outcome.mean = {10}, outcome.deviation = {2}, outcome.degrees = 10;
    const auto limits = interval(outcome, 0, 0.95, 1);  // t of a table: 2.228
    EXPECT_NEAR(limits.low, 10 - 2 * 2.228, 1e-3);
    EXPECT_NEAR(limits.high, 10 + 2 * 2.228, 1e-3);
    outcome.never_negative = true;
    EXPECT_EQ(interval(outcome, 0, 0.95, 10).low, 0);
}

TEST(Forecast, seasonal_naive_repeats_the_season) {
    const std::vector<double> y{1, 2, 3, 4, 11, 12, 13, 14, 21, 22, 23, 24};
    const auto outcome = forecast_series(y, {4, 6, Method::seasonal_naive});
    EXPECT_EQ(outcome.mean, (std::vector<double>{21, 22, 23, 24, 21, 22}));
}

TEST(Forecast, degenerate_series_have_plain_answers) {
    const auto zero = forecast_series(std::vector<double>(20, 0.0), {12, 3, Method::automatic});
    EXPECT_TRUE(zero.quality.all_zero);
    EXPECT_EQ(zero.mean, (std::vector<double>{0, 0, 0}));
    EXPECT_EQ(interval(zero, 0, 0.95, 1).high, 0);
    const auto constant = forecast_series(std::vector<double>(20, -7.0), {12, 2, Method::ets});
    EXPECT_TRUE(constant.quality.constant);
    EXPECT_EQ(constant.mean, (std::vector<double>{-7, -7}));
    const auto one = forecast_series(std::vector<double>{42}, {12, 2, Method::theta});
    EXPECT_TRUE(one.quality.single);
    EXPECT_EQ(one.mean, (std::vector<double>{42, 42}));
    EXPECT_GT(interval(one, 0, 0.95, 1).high, 42);
    const auto two = forecast_series(std::vector<double>{10, 12}, {1, 2, Method::automatic});
    EXPECT_EQ(two.method, Method::seasonal_naive);
    EXPECT_EQ(two.mean[0], 12);
    // One step of 2 with one degree of freedom: t = 12.706.
    EXPECT_NEAR(interval(two, 0, 0.95, 1).high, 12 + 12.706 * 2, 0.01);
}

TEST(Forecast, automatic_sees_intermittent_demand) {
    std::vector<double> y;
    for (int i = 0; i < 60; ++i) y.push_back(i % 4 == 3 ? 8 : 0);
    const auto running = forecast_series(y, {12, 3, Method::automatic});
    EXPECT_EQ(running.method, Method::sba);
    EXPECT_EQ(interval(running, 0, 0.95, 1).high, 8);
    y.resize(90, 0.0);
    EXPECT_EQ(forecast_series(y, {12, 3, Method::automatic}).method, Method::tsb);
    EXPECT_EQ(forecast_series(airline(), {12, 3, Method::automatic}).method, Method::combination);
    // Methods of demand cannot take negative values.
    EXPECT_EQ(forecast_series(std::vector<double>{-1, 0, 2, 0, 0, 4}, {1, 3, Method::croston}).method,
              Method::seasonal_naive);
}

// Any series, any method: finite, ordered, and never far from what was seen.
TEST(Forecast, survives_strange_series) {
    std::mt19937_64 random{17};
    std::normal_distribution<double> normal;
    for (int run = 0; run < 400; ++run) {
        const std::size_t n = 1 + random() % 70;
        const double size = std::pow(10.0, static_cast<double>(random() % 200) - 100);
        std::vector<double> y;
        for (std::size_t t = 0; t < n; ++t) {
            double v = normal(random);
            if (run % 5 == 1) v = std::fabs(v);
            if (run % 5 == 2) v = random() % 3 ? 0 : v;
            if (run % 5 == 3) v = std::exp(8 * v);
            if (run % 5 == 4) v = std::floor(3 * v);
            y.push_back(v * size);
        }
        const Task task{std::array<std::size_t, 4>{1, 4, 12, 52}[random() % 4], 1 + random() % 15,
                        static_cast<Method>(random() % 8)};
        const auto outcome = forecast_series(y, task);
        ASSERT_EQ(outcome.mean.size(), task.horizon);
        ASSERT_EQ(outcome.residuals.size(), n);
        double largest = 0;
        for (const double v : y) largest = std::max(largest, std::fabs(v));
        for (std::size_t h = 0; h < task.horizon; ++h) {
            const auto limits = interval(outcome, h, 0.95, 1);
            ASSERT_TRUE(std::isfinite(limits.low) && std::isfinite(limits.high)) << run;
            ASSERT_LE(limits.low, outcome.mean[h]) << run;
            ASSERT_GE(limits.high, outcome.mean[h]) << run;
            ASSERT_LE(std::fabs(outcome.mean[h]), 22 * largest) << run;
        }
    }
}

TEST(Backtest, scores_are_those_of_the_forecasts_themselves) {
    const auto y = airline();
    const std::vector<std::vector<double>> factors(2, std::vector<double>(12, 1.0));
    const std::vector<double> levels{0.8, 0.95};
    const auto result = backtest(y, {12, 12, Method::seasonal_naive}, 3, factors, levels);
    EXPECT_EQ(result.score.origins, 3U);
    double expected = 0;
    for (std::size_t k = 0; k < 3; ++k) {  // every second period: 12 / 6
        const std::size_t origin = y.size() - 12 - 2 * k;
        for (std::size_t h = 0; h < 12; ++h) {
            const double a = y[origin + h], f = y[origin - 12 + h];
            expected += 200 * std::fabs(a - f) / (a + f) / 36;
        }
    }
    EXPECT_NEAR(result.score.smape, expected, 1e-9);
    const auto chosen = backtest(y, {12, 12, Method::automatic}, 3, factors, levels);
    EXPECT_EQ(chosen.errors.size(), 4U);
    EXPECT_EQ(
        backtest(std::vector<double>{1, 2, 3}, {1, 2, Method::automatic}, 3, factors, levels).score.origins,
        0U);
}

TEST(Calibration, of_nothing_changes_nothing_and_of_much_moves_towards_the_quantile) {
    Calibration calibration({0.8}, 1);
    EXPECT_EQ(calibration.factor(0, 0), 1);
    for (int i = 0; i < 1980; ++i) calibration.add({{{0, i % 10 < 7 ? 0.5 : 2.0}}});
    // The 80 % quantile is 2: 2^(0.7 · 1980 / 2000).
    EXPECT_NEAR(calibration.factor(0, 0), std::pow(2, 0.693), 1e-9);
}

// ---- the first M-competition

struct Contest {
    std::vector<double> train, test;
};
using Contests = std::map<std::string, std::map<std::string, Contest>>;  // by frequency and series

Contests contests() {
    const char* shared = std::getenv("KAMINO_SHARED");
    const std::string folder = shared ? shared : std::string{KAMINO_SOURCE_DIR} + "/../shared";
    Contests out;
    gzFile file = gzopen((folder + "/data/m1-competition/m1_series.csv.gz").c_str(), "rb");
    if (!file) return out;
    std::array<char, 512> line{};
    gzgets(file, line.data(), line.size());
    while (gzgets(file, line.data(), line.size())) {
        std::vector<std::string> cells(1);
        for (const char* c = line.data(); *c && *c != '\n' && *c != '\r'; ++c) {
            if (*c == ',')
                cells.emplace_back();
            else
                cells.back() += *c;
        }
        auto& contest = out[cells[2]][cells[0]];
        (cells[5] == "train" ? contest.train : contest.test).push_back(std::stod(cells[7]));
    }
    gzclose(file);
    return out;
}

struct Result {
    double smape = 0, mase = 0, inside80 = 0, inside95 = 0;
};

Result play(const std::map<std::string, Contest>& series, std::size_t period, std::size_t horizon,
            Method method) {
    const Task task{period, horizon, method};
    Calibration calibration({0.8, 0.95}, horizon);
    for (const auto& [name, s] : series) calibration.add(calibration.score(s.train, task));
    std::array<std::vector<double>, 2> factors;
    for (std::size_t h = 0; h < horizon; ++h)
        for (std::size_t level : {0U, 1U}) factors[level].push_back(calibration.factor(level, h));
    Result result;
    const auto n = static_cast<double>(series.size());
    for (const auto& [name, s] : series) {
        const auto outcome = forecast_series(s.train, task);
        EXPECT_EQ(outcome.mean.size(), s.test.size()) << name;
        result.smape += smape(s.test, outcome.mean) / n;
        result.mase += mase(s.test, outcome.mean, s.train, period).value() / n;
        for (std::size_t h = 0; h < horizon; ++h) {
            const auto narrow = interval(outcome, h, 0.8, factors[0][h]),
                       wide = interval(outcome, h, 0.95, factors[1][h]);
            EXPECT_TRUE(std::isfinite(wide.low) && std::isfinite(wide.high)) << name;
            const double share = 100 / (n * static_cast<double>(horizon));
            result.inside80 += (s.test[h] >= narrow.low && s.test[h] <= narrow.high) * share;
            result.inside95 += (s.test[h] >= wide.low && s.test[h] <= wide.high) * share;
        }
    }
    return result;
}

// REFERENCES.md: R's thetaf has sMAPE / MASE 16.53 / 1.091, 16.35 / 1.702, 20.17 / 4.189.
TEST(FirstMCompetition, automatic_beats_theta_and_its_limits_cover) {
    const auto all = contests();
    if (all.empty()) GTEST_SKIP() << "the series are not there";
    struct Row {
        const char* name;
        std::size_t count, period, horizon;
        double smape, mase;
    };
    for (const auto& row :
         {Row{"MONTHLY", 617, 12, 18, 16.53, 1.091}, Row{"QUARTERLY", 203, 4, 8, 16.35, 1.702},
          Row{"YEARLY", 181, 1, 6, 20.17, 4.189}}) {
        ASSERT_EQ(all.at(row.name).size(), row.count);
        const auto result = play(all.at(row.name), row.period, row.horizon, Method::automatic);
        EXPECT_LT(result.smape, row.smape) << row.name;
        EXPECT_LT(result.mase, row.mase) << row.name;
        EXPECT_GE(result.inside80, 77) << row.name;
        EXPECT_LE(result.inside80, 83) << row.name;
        EXPECT_GE(result.inside95, 92) << row.name;
        EXPECT_LE(result.inside95, 97) << row.name;
    }
}

// Our own theta and seasonal naive give what the references give, up to how the smoothing constant is
// searched for.
TEST(FirstMCompetition, theta_and_seasonal_naive_as_the_references_say) {
    const auto all = contests();
    if (all.empty()) GTEST_SKIP() << "the series are not there";
    const auto monthly = play(all.at("MONTHLY"), 12, 18, Method::theta);
    EXPECT_NEAR(monthly.smape, 16.53, 0.1);
    EXPECT_NEAR(monthly.mase, 1.091, 0.01);
    const auto quarterly = play(all.at("QUARTERLY"), 4, 8, Method::theta);
    EXPECT_NEAR(quarterly.smape, 16.35, 0.1);
    EXPECT_NEAR(quarterly.mase, 1.702, 0.01);
    const auto naive = play(all.at("QUARTERLY"), 4, 8, Method::seasonal_naive);
    EXPECT_NEAR(naive.smape, 18.94, 0.006);
    EXPECT_NEAR(naive.mase, 2.078, 0.0006);
    const auto years = play(all.at("YEARLY"), 1, 6, Method::seasonal_naive);
    EXPECT_NEAR(years.smape, 22.43, 0.006);
    EXPECT_NEAR(years.mase, 4.893, 0.0006);
}

}  // namespace
}  // namespace kamino::forecast
