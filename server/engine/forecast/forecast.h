// The forecast of one series by any of the methods, with its uncertainty; the rolling-origin back-test and
// the choice of a method by it. Pure functions on finite values, oldest first; thread-safe and without
// randomness.
#pragma once
#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/forecast/intermittent.h"

namespace kamino::forecast {

enum class Method { automatic, ets, theta, seasonal_naive, croston, sba, tsb, combination };
std::string to_text(Method method);                           // "auto", "ets", "snaive" …
std::optional<Method> parse_method(const std::string& text);  // of the same words

struct Task {
    std::size_t period = 1, horizon = 1;
    Method method = Method::automatic;
};

// What makes an answer less than usual; said to the reader in plain words by the caller.
struct Quality {
    bool all_zero = false, constant = false,
         single = false;                // one value: the deviation is a convention, |value|
    bool too_short_for_season = false;  // fewer than two seasons and a value
};

struct Outcome {
    Method method = Method::automatic;  // never automatic in an answer
    std::string label;                  // "combination of ETS(M,A,M), optimised theta, theta"
    std::vector<double> mean;           // of the periods 1..horizon ahead
    std::vector<double> deviation;      // standard deviation of the error
    double degrees = 1;                 // of freedom behind the deviations
    std::vector<std::pair<std::string, double>> params;
    std::optional<double> aicc;         // of the ETS part
    std::vector<double> residuals;      // one step ahead
    std::optional<DemandModel> demand;  // of intermittent demand: its own distribution
    bool never_negative = false;        // all values so far ≥ 0: neither are forecasts and limits
    Quality quality;
};

// One fit of the parts answers for every method. Automatic is: TSB or SBA for intermittent demand (TSB when
// it has stopped: the last demand lies more than three mean intervals back), else the combination: the plain
// mean of ETS chosen by AICc, the optimised theta model and, with a season, the classical theta method or,
// without, the damped trend (the idea of simple combinations: Makridakis & Hibon 2000; Petropoulos &
// Svetunkov 2020). Needs at least one value.
Outcome forecast_series(std::span<const double> values, const Task& task);

// Mean ± deviation × Student's t for the degrees of freedom × `factor` (see Calibration); of intermittent
// demand the quantiles of its own distribution.
struct Interval {
    double low = 0, high = 0;
};
Interval interval(const Outcome& outcome, std::size_t h, double level, double factor);  // h counts from 0

// ---- accuracy
// Mean of 200|y − f|/(|y| + |f|); a pair of zeros counts as no error (Makridakis 1993).
double smape(std::span<const double> actual, std::span<const double> forecast);
// Mean |y − f| over the mean |y_t − y_{t−m}| of the past (Hyndman & Koehler 2006). Nothing when the past
// never changes or is no longer than a season.
std::optional<double> mase(std::span<const double> actual, std::span<const double> forecast,
                           std::span<const double> past, std::size_t period);

// ---- calibration
// Limits from a fit alone are too narrow for real series, since they take the model for the truth. The factor
// of each level and horizon widens or narrows them: the quantile, over all series of a file, of the errors of
// forecasts made at the two last times of each series' past (H and H/2 before its end) over their own half
// widths. All those pasts are parts of the same history, so that the quantile is believed in part only: its
// power 0.7 when it widens, 0.3 when it narrows, times n / (n + 20) for n series. One series alone changes
// next to nothing.
class Calibration {
  public:
    explicit Calibration(std::vector<double> levels, std::size_t horizon)
        : levels_(std::move(levels)), horizon_(horizon), scores_(levels_.size() * horizon) {}
    // The scores of one series; may run in parallel for different series.
    struct Scores {
        std::vector<std::pair<std::size_t, double>> of;  // (level × horizon, error over half width)
    };
    Scores score(std::span<const double> values, const Task& task) const;
    void add(const Scores& scores);
    double factor(std::size_t level, std::size_t h) const;
    std::size_t series() const { return series_; }

  private:
    std::vector<double> levels_;
    std::size_t horizon_, series_ = 0;
    std::vector<std::vector<double>> scores_;
};

// ---- back-test
struct BacktestScore {
    double smape = 0, mase = 0;    // means over origins
    std::vector<double> coverage;  // share inside, by level
    std::size_t origins = 0;       // 0: the series is too short
    std::size_t mase_origins = 0;  // of them with a scale
};
struct Backtest {
    Method chosen = Method::automatic;
    BacktestScore score;                            // of the chosen method
    std::vector<std::pair<Method, double>> errors;  // mean |error| of each candidate
};
// Rolling origin (Tashman 2000): forecasts from the values before n − H − k·s, k = 0 … origins − 1, s =
// max(1, H/6). With method automatic the candidates are combination, ets, theta and seasonal naive (or SBA,
// TSB and Croston for intermittent demand); the usual one stays unless another one's mean absolute error is
// at least 30 % lower, since choosing by smaller differences makes forecasts worse (docs/analyze.md).
// factors[level][h] as by Calibration::factor().
Backtest backtest(std::span<const double> values, const Task& task, std::size_t origins,
                  const std::vector<std::vector<double>>& factors, std::span<const double> levels);

}  // namespace kamino::forecast
