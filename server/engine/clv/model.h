// One fitted model of a customer base, whichever it is: fitting with the limits named in which nothing can be
// told, and predictions for many customers at once. Pure, thread-safe.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "engine/clv/bgbb.h"
#include "engine/clv/bgnbd.h"
#include "engine/clv/gamma_gamma.h"
#include "engine/clv/paretonbd.h"
#include "engine/clv/sbg.h"

namespace kamino::clv {

enum class Kind { bgnbd, mbgnbd, paretonbd, bgbb, sbg };
std::optional<Kind> kind_of(std::string_view name);  // "bgnbd" …
std::string_view name_of(Kind kind);
std::string_view source_of(Kind kind);  // the paper
std::vector<std::string> param_names(Kind kind);

using AnyModel = std::variant<BgNbd, ParetoNbd, BgBb, Sbg>;

// Limits at which the likelihood has its maximum, or from which the data cannot tell it.
enum class Limit {
    none,
    no_repeats,     // nobody bought a second time
    nobody_leaves,  // the NBD model: no sign of leaving
    one_rate,       // everybody buys at the same rate
    one_chance,     // everybody leaves with the same probability or rate
    everybody_leaves,
    flat  // parameters that the data do not tell apart
};
std::string_view name_of(Limit limit);
std::string message_of(Limit limit);

struct ModelFit {
    Kind kind = Kind::bgnbd;
    AnyModel model;
    std::vector<double> params;      // named by param_names; NaN where the limit has no value
    std::vector<double> std_errors;  // NaN where there is none
    double log_likelihood = 0;
    Limit limit = Limit::none;
    bool settled = false;
};

// Histories as the kind's header says; grouped() or not. The log-likelihood is that of the limit where there
// is one.
ModelFit fit_model(Kind kind, const Histories& histories, unsigned threads);

double p_alive(const AnyModel& model, double x, double t_x, double T);
double expected_if_alive(const AnyModel& model, double x, double T, double t);
double expected_purchases(const AnyModel& model, double t);
// The smallest y with P(Y ≤ y) ≥ share, for a lower and a higher share: Y purchases in (T, T + t] of a
// customer who is one with probability `alive`.
struct Interval {
    double low, high;
};
Interval purchases_interval(const AnyModel& model, double x, double T, double t, double alive, double low,
                            double high);

}  // namespace kamino::clv
