// What `kamino analyze forecast` was asked and what it found; forecast.cpp computes, forecast_output.cpp
// writes.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "analyze/command.h"
#include "analyze/forecast_tree.h"
#include "analyze/series.h"
#include "engine/forecast/calendar_effect.h"
#include "engine/forecast/forecast.h"

namespace kamino::analyze {

struct ForecastQuestion {
    forecast::Task task;
    std::vector<double> percent;  // levels of the intervals, as asked: 80, 95
    SeriesColumns columns;
    std::string holidays;     // country or ""
    std::size_t origins = 0;  // of the back-test; 0: none
    unsigned threads = 2;
    long long seed = 1;
};

struct ForecastOne {
    Series series;
    forecast::Outcome outcome;
    std::vector<std::vector<forecast::Interval>> limits;  // [level][h]
    std::optional<forecast::Backtest> backtest;
    forecast::CalendarEffect effect;
};

struct ForecastAnswer {
    SeriesFile file;  // its series have moved into `all`
    std::vector<ForecastOne> all;
    std::vector<std::vector<double>> factors;  // of the calibration: [level][h]
    std::size_t calibrated = 0;                // series that it rests on
    std::size_t nodes = 0, parents = 0;        // of the hierarchy; 0: none
    double shrinkage = 1;
    std::vector<std::string> warnings;
};

Command forecast_command();

// "json", "csv" or "table" text.
std::string forecast_text(const ForecastQuestion& question, const ForecastAnswer& answer,
                          const std::string& format);

}  // namespace kamino::analyze
