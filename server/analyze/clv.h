// `kamino analyze clv`: the value of a customer base. Split into what is computed (clv_study.cpp) and how it
// is said (clv_report.cpp); both inside of this command.
#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analyze/command.h"
#include "analyze/purchases.h"
#include "engine/clv/model.h"
#include "engine/clv/predict.h"

namespace kamino::analyze {

Command clv_command();

struct ClvQuestion {
    std::string model = "bgnbd", unit = "week", source;
    double horizon = 52;     // in units
    double discount = 0.10;  // a year
    bool customers = false;  // a row each is wanted
    unsigned threads = 2;
};

// By how many repeat purchases a customer had in calibration; the last row holds 7 and more.
struct HoldoutRow {
    double customers = 0, expected = 0, actual = 0;  // sums
};

struct Holdout {
    double expected = 0, actual = 0, absolute = 0, squared = 0, customers = 0;
    std::vector<HoldoutRow> by_x;
};

struct Tracked {
    double expected, actual;  // repeat purchases of all customers in one unit of time
};

struct Spending {
    clv::GammaGamma model{};
    std::vector<double> std_errors;
    double log_likelihood = 0, n = 0, correlation = 0, mean = 0;
    bool usable = false;     // the model holds; else every customer counts with the mean
    std::string degenerate;  // a message, or ""
};

struct ClvStudy {
    clv::ModelFit fit;
    std::vector<std::pair<std::string, clv::ModelFit>> candidates;  // --model auto: all that were tried
    std::optional<Spending> spending;
    std::optional<Holdout> holdout;
    std::vector<Tracked> tracking;
    clv::Predictions predictions;
    std::vector<double> value, clv, clv_lo,
        clv_hi;  // of each customer; the latter ones when customers are wanted
    std::vector<std::string> warnings;
};

ClvStudy study(const Purchases& purchases, const ClvQuestion& question);
// The share of a year that a unit lasts, and the rate per unit or month that the annual discount means.
std::string discount_text(const ClvQuestion& question);

std::string clv_json(const Purchases& purchases, const ClvQuestion& question, const ClvStudy& study);
std::string clv_table(const Purchases& purchases, const ClvQuestion& question, const ClvStudy& study);
std::string customers_csv(const Purchases& purchases, const ClvStudy& study);

}  // namespace kamino::analyze
