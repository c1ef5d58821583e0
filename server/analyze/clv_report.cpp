#include <fmt/format.h>
#include <algorithm>
#include <cmath>

#include "analyze/clv.h"
#include "analyze/output.h"

namespace kamino::analyze {

namespace {

using base::JsonWriter;

void write_values(JsonWriter& json, std::string_view key, const std::vector<std::string>& names,
                  const std::vector<double>& values) {
    json.key(key).begin_object();
    for (std::size_t i = 0; i < names.size(); ++i) json.pair(names[i], i < values.size() ? values[i] : NAN);
    json.end_object();
}

void write_fit(JsonWriter& json, const clv::ModelFit& fit) {
    const auto names = clv::param_names(fit.kind);
    write_values(json, "params", names, fit.params);
    write_values(json, "std_errors", names, fit.std_errors);
    json.pair("log_likelihood", fit.log_likelihood);
    json.key("degenerate");
    if (fit.limit == clv::Limit::none) {
        json.null();
    } else {
        json.begin_object();
        json.pair("kind", clv::name_of(fit.limit)).pair("message", clv::message_of(fit.limit));
        json.end_object();
    }
}

void write_question(JsonWriter& json, const Purchases& purchases, const ClvQuestion& question) {
    json.key("parameters").begin_object();
    json.pair("source", question.source).pair("model", question.model).pair("unit", question.unit);
    json.pair("horizon", question.horizon).pair("discount_per_year", question.discount);
    json.pair("discounting", discount_text(question));
    if (!purchases.first_date.empty())
        json.pair("first_date", purchases.first_date)
            .pair("calibration_end", purchases.calibration_end)
            .pair("last_date", purchases.last_date);
    json.end_object();
}

void write_spending(JsonWriter& json, const Spending& s) {
    const std::vector<std::string> names{"p", "q", "gamma"};
    json.key("gamma_gamma").begin_object();
    json.pair("method", "Gamma-Gamma: Fader, Hardie and Lee, Journal of Marketing Research 42 (2005)");
    write_values(json, "params", names,
                 s.std_errors.empty() ? std::vector<double>{}
                                      : std::vector<double>{s.model.p, s.model.q, s.model.gamma});
    write_values(json, "std_errors", names, s.std_errors);
    json.pair("log_likelihood", s.std_errors.empty() ? NAN : s.log_likelihood).pair("n", s.n);
    json.pair("mean_value", s.usable ? clv::mean_value(s.model) : s.mean).pair("correlation", s.correlation);
    json.key("degenerate");
    if (s.degenerate.empty())
        json.null();
    else
        json.begin_object().pair("message", s.degenerate).end_object();
    json.end_object();
}

void write_holdout(JsonWriter& json, const Purchases& purchases, const Holdout& h) {
    json.key("holdout").begin_object();
    json.pair("periods", purchases.holdout).pair("expected", h.expected).pair("actual", h.actual);
    json.pair("mean_absolute_error", h.absolute / h.customers)
        .pair("root_mean_squared_error", std::sqrt(h.squared / h.customers));
    json.key("by_x").begin_array();
    for (std::size_t x = 0; x < h.by_x.size(); ++x) {
        const auto& row = h.by_x[x];
        json.begin_object().pair("x", static_cast<std::int64_t>(x)).pair("or_more", x + 1 == h.by_x.size());
        json.pair("customers", row.customers);
        json.pair("expected", row.expected / row.customers).pair("actual", row.actual / row.customers);
        json.end_object();
    }
    json.end_array().end_object();
}

struct Sums {
    double expected = 0, alive = 0, clv = 0, customers = 0;
};

Sums sums_of(const Purchases& purchases, const ClvStudy& study) {
    Sums s;
    const auto& h = purchases.histories;
    for (std::size_t i = 0; i < h.size(); ++i) {
        s.customers += h.weight[i];
        s.expected += h.weight[i] * study.predictions.expected[i];
        s.alive += h.weight[i] * study.predictions.p_alive[i];
        if (study.spending) s.clv += h.weight[i] * study.clv[i];
    }
    return s;
}

void write_base(JsonWriter& json, const Purchases& purchases, const ClvStudy& study) {
    const auto t = clv::totals_of(purchases.histories);
    json.pair("n", t.customers).pair("repeaters", t.repeaters).pair("repeat_purchases", t.repeats);
    json.pair("largest_x", t.largest_x).pair("mean_T", t.watched / t.customers);
    if (purchases.transactions)
        json.pair("rows", static_cast<std::uint64_t>(purchases.transactions))
            .pair("rows_without_customer", static_cast<std::uint64_t>(purchases.without_customer))
            .pair("rows_negative", static_cast<std::uint64_t>(purchases.negative));
    const auto s = sums_of(purchases, study);
    json.key("totals").begin_object();
    json.pair("expected", s.expected).pair("mean_p_alive", s.alive / s.customers);
    if (study.spending) json.pair("clv", s.clv);
    json.end_object();
}

void write_tracking(JsonWriter& json, const std::vector<Tracked>& tracking) {
    json.key("tracking").begin_array();
    for (std::size_t k = 0; k < tracking.size(); ++k)
        json.begin_object()
            .pair("period", static_cast<std::int64_t>(k + 1))
            .pair("expected", tracking[k].expected)
            .pair("actual", tracking[k].actual)
            .end_object();
    json.end_array();
}

std::string figure(double v) {
    return std::isfinite(v) ? fmt::format("{:.6g}", v) : "-";
}

}  // namespace

std::string discount_text(const ClvQuestion& question) {
    const bool occasions = question.model == "bgbb" || question.model == "sbg";
    return fmt::format("{:g} % a year; what is bought within a {} counts from the end of that {}",
                       100 * question.discount, occasions ? question.unit : "month of 30.4375 days",
                       occasions ? question.unit : "month");
}

std::string clv_json(const Purchases& purchases, const ClvQuestion& question, const ClvStudy& study) {
    JsonWriter json;
    json.begin_object().pair("command", "clv");
    json.pair("method", "Maximum likelihood. " + std::string{clv::source_of(study.fit.kind)});
    json.pair("model", clv::name_of(study.fit.kind));
    write_question(json, purchases, question);
    write_fit(json, study.fit);
    write_base(json, purchases, study);
    if (!study.candidates.empty()) {
        json.pair("choice", "the highest log-likelihood; all have four parameters");
        json.key("candidates").begin_array();
        for (const auto& [name, fit] : study.candidates) {
            json.begin_object().pair("model", name);
            write_fit(json, fit);
            json.end_object();
        }
        json.end_array();
    }
    if (study.spending) write_spending(json, *study.spending);
    if (study.holdout) write_holdout(json, purchases, *study.holdout);
    if (!study.tracking.empty()) write_tracking(json, study.tracking);
    if (!study.clv_lo.empty())
        json.pair("interval",
                  "clv_lo and clv_hi hold 95 % of the model's distribution of the customer's number of "
                  "purchases within the "
                  "horizon, each counted with the expected value and discounted as the mean is; the "
                  "uncertainty of the "
                  "parameters and of single values is not part of it");
    json.key("warnings").begin_array();
    for (const auto& warning : study.warnings) json.value(warning);
    json.end_array().end_object();
    return json.take();
}

std::string clv_table(const Purchases& purchases, const ClvQuestion& question, const ClvStudy& study) {
    const auto t = clv::totals_of(purchases.histories);
    const auto s = sums_of(purchases, study);
    std::string out = fmt::format("{}\n", clv::source_of(study.fit.kind));
    out += fmt::format("{:.0f} customers, {:.0f} of them bought again, {:.0f} repeat purchases\n\n",
                       t.customers, t.repeaters, t.repeats);
    const auto names = clv::param_names(study.fit.kind);
    for (std::size_t i = 0; i < names.size(); ++i)
        out += fmt::format("{:<8} {:>12}  ± {}\n", names[i], figure(study.fit.params[i]),
                           figure(study.fit.std_errors[i]));
    out += fmt::format("log-likelihood {:.4f}\n\n", study.fit.log_likelihood);
    out += fmt::format(
        "next {:g} {}s: {:.1f} purchases expected; {:.1f} % of the customers still are customers\n",
        question.horizon, question.unit, s.expected, 100 * s.alive / s.customers);
    if (study.spending) out += fmt::format("lifetime value {:.2f} ({})\n", s.clv, discount_text(question));
    if (study.holdout) {
        out += fmt::format("\nafter calibration, {:g} {}s: {:.1f} expected, {:.0f} made\n", purchases.holdout,
                           question.unit, study.holdout->expected, study.holdout->actual);
        out += fmt::format("{:>3} {:>10} {:>10} {:>10}\n", "x", "customers", "expected", "made");
        for (std::size_t x = 0; x < study.holdout->by_x.size(); ++x) {
            const auto& row = study.holdout->by_x[x];
            out += fmt::format("{:>2}{} {:>10.0f} {:>10} {:>10}\n", x,
                               x + 1 == study.holdout->by_x.size() ? "+" : " ", row.customers,
                               figure(row.expected / row.customers), figure(row.actual / row.customers));
        }
    }
    for (const auto& warning : study.warnings) out += "\nNote: " + warning;
    return out;
}

std::string customers_csv(const Purchases& purchases, const ClvStudy& study) {
    CsvWriter csv{{"id", "x", "t_x", "T", "expected", "p_alive", "value", "clv", "clv_lo", "clv_hi"}};
    const auto& h = purchases.histories;
    const auto at = [](const std::vector<double>& values, std::size_t i) {
        return i < values.size() ? values[i] : NAN;
    };
    for (std::size_t i = 0; i < h.size(); ++i) {
        csv.cell(purchases.ids[i]).cell(h.x[i]).cell(h.t_x[i]).cell(h.T[i]);
        csv.cell(study.predictions.expected[i]).cell(study.predictions.p_alive[i]);
        csv.cell(at(study.value, i))
            .cell(at(study.clv, i))
            .cell(at(study.clv_lo, i))
            .cell(at(study.clv_hi, i));
        csv.end_row();
    }
    return csv.take();
}

}  // namespace kamino::analyze
