#include <fmt/format.h>
#include <set>

#include "analyze/forecast_run.h"
#include "analyze/output.h"
#include "platform/base/text.h"

namespace kamino::analyze {

namespace {

using base::JsonWriter;

// "80", "97.5"
std::vector<std::string> level_names(const ForecastQuestion& question) {
    std::vector<std::string> out;
    for (const double percent : question.percent) out.push_back(base::number_text(percent));
    return out;
}

std::string csv_text(const ForecastQuestion& question, const ForecastAnswer& answer) {
    std::vector<std::string> header{"id", "h", "point"};
    for (const auto& name : level_names(question)) header.insert(header.end(), {"lo" + name, "hi" + name});
    header.emplace_back("method");
    CsvWriter out(std::move(header));
    for (const auto& one : answer.all)
        for (std::size_t h = 0; h < question.task.horizon; ++h) {
            out.cell(one.series.id).cell(static_cast<long long>(h + 1)).cell(one.outcome.mean[h]);
            for (const auto& limits : one.limits) out.cell(limits[h].low).cell(limits[h].high);
            out.cell(forecast::to_text(one.outcome.method)).end_row();
        }
    return out.text();
}

std::string table_text(const ForecastQuestion& question, const ForecastAnswer& answer) {
    std::string out = fmt::format("{:<24} {:>10} {:>14}", "series", "period", "point");
    for (const auto& name : level_names(question))
        out += fmt::format(" {:>14} {:>14}", "lo" + name, "hi" + name);
    out += "  method\n";
    for (const auto& one : answer.all)
        for (std::size_t h = 0; h < question.task.horizon; ++h) {
            const auto period = answer.file.period_text(one.series.last() + 1 + static_cast<std::int64_t>(h));
            out += fmt::format("{:<24} {:>10} {:>14.6g}", one.series.id, period, one.outcome.mean[h]);
            for (const auto& limits : one.limits)
                out += fmt::format(" {:>14.6g} {:>14.6g}", limits[h].low, limits[h].high);
            out += "  " + forecast::to_text(one.outcome.method) + "\n";
        }
    return out;
}

// ---- JSON

void write_parameters(JsonWriter& out, const ForecastQuestion& question) {
    out.key("parameters").begin_object();
    out.pair("season", std::uint64_t{question.task.period})
        .pair("horizon", std::uint64_t{question.task.horizon});
    out.key("interval").begin_array();
    for (const double percent : question.percent) out.value(percent);
    out.end_array().pair("gaps", question.columns.gaps_are_zero ? "zero" : "fill");
    out.pair("backtest", std::uint64_t{question.origins});
    if (!question.holidays.empty()) out.pair("holidays", question.holidays);
    out.end_object();
}

void write_score(JsonWriter& out, const ForecastQuestion& question, const forecast::BacktestScore& score) {
    out.pair("smape", score.smape);
    if (score.mase_origins)
        out.pair("mase", score.mase);
    else
        out.key("mase").null();
    const auto names = level_names(question);
    for (std::size_t level = 0; level < score.coverage.size(); ++level)
        out.pair("coverage" + names[level], score.coverage[level]);
    out.pair("origins", std::uint64_t{score.origins});
}

void write_effect(JsonWriter& out, const forecast::CalendarEffect& effect) {
    out.key("holidays").begin_object().pair("used", effect.used).pair("relative", effect.relative);
    out.pair("per_working_day", effect.per_working_day).pair("easter", effect.easter);
    out.pair("aicc_without", effect.aicc_without).pair("aicc_with", effect.aicc_with).end_object();
}

void write_model(JsonWriter& out, const ForecastQuestion& question, const ForecastAnswer& answer,
                 const ForecastOne& one) {
    out.key(one.series.id).begin_object();
    out.pair("method", forecast::to_text(one.outcome.method)).pair("label", one.outcome.label);
    out.pair("n", std::uint64_t{one.series.values.size()});
    out.pair("first", answer.file.period_text(one.series.first))
        .pair("last", answer.file.period_text(one.series.last()));
    out.key("params").begin_object();
    for (const auto& [name, value] : one.outcome.params) out.pair(name, value);
    out.end_object();
    if (one.outcome.aicc)
        out.pair("aicc", *one.outcome.aicc);
    else
        out.key("aicc").null();
    if (!question.holidays.empty()) write_effect(out, one.effect);
    if (one.backtest && one.backtest->score.origins) {
        out.key("backtest").begin_object();
        write_score(out, question, one.backtest->score);
        out.key("mean_absolute_error").begin_object();
        for (const auto& [method, error] : one.backtest->errors) out.pair(forecast::to_text(method), error);
        out.end_object().end_object();
    }
    out.end_object();
}

// Means over the series; MASE over those that have one.
void write_backtest(JsonWriter& out, const ForecastQuestion& question, const ForecastAnswer& answer) {
    forecast::BacktestScore sum;
    sum.coverage.assign(question.percent.size(), 0.0);
    double series = 0, with_mase = 0;
    for (const auto& one : answer.all) {
        if (!one.backtest || one.backtest->score.origins == 0) continue;
        const auto& score = one.backtest->score;
        series += 1;
        sum.smape += score.smape;
        if (score.mase_origins) sum.mase += score.mase, with_mase += 1;
        for (std::size_t level = 0; level < sum.coverage.size(); ++level)
            sum.coverage[level] += score.coverage[level];
        sum.origins += score.origins;
        sum.mase_origins += score.mase_origins;
    }
    out.key("backtest");
    if (series == 0) {
        out.null();
        return;
    }
    sum.smape /= series;
    if (with_mase > 0) sum.mase /= with_mase;
    for (double& share : sum.coverage) share /= series;
    out.begin_object();
    write_score(out, question, sum);
    out.pair("series", series).end_object();
}

void write_forecasts(JsonWriter& out, const ForecastQuestion& question, const ForecastAnswer& answer) {
    const auto names = level_names(question);
    out.key("forecasts").begin_array();
    for (const auto& one : answer.all)
        for (std::size_t h = 0; h < question.task.horizon; ++h) {
            out.begin_object().pair("id", one.series.id).pair("h", std::uint64_t{h + 1});
            out.pair("period", answer.file.period_text(one.series.last() + 1 + static_cast<std::int64_t>(h)));
            out.pair("point", one.outcome.mean[h]);
            for (std::size_t level = 0; level < names.size(); ++level)
                out.pair("lo" + names[level], one.limits[level][h].low)
                    .pair("hi" + names[level], one.limits[level][h].high);
            out.end_object();
        }
    out.end_array();
}

std::string json_text(const ForecastQuestion& question, const ForecastAnswer& answer) {
    JsonWriter out;
    out.begin_object().pair("method", forecast::to_text(question.task.method));
    write_parameters(out, question);
    out.pair("n", std::uint64_t{answer.file.rows}).pair("series", std::uint64_t{answer.all.size()});
    out.pair("grain", name_of(answer.file.grain)).pair("seed", question.seed);
    out.key("models").begin_object();
    for (const auto& one : answer.all) write_model(out, question, answer, one);
    out.end_object();
    write_forecasts(out, question, answer);
    write_backtest(out, question, answer);
    out.key("calibration").begin_object().pair("series", std::uint64_t{answer.calibrated});
    const auto names = level_names(question);
    for (std::size_t level = 0; level < names.size(); ++level) {
        out.key("factor" + names[level]).begin_array();
        for (const double factor : answer.factors[level]) out.value(factor);
        out.end_array();
    }
    out.end_object();
    if (answer.nodes) {
        out.key("hierarchy").begin_object().pair("nodes", std::uint64_t{answer.nodes});
        out.pair("parents", std::uint64_t{answer.parents}).pair("method", "MinT, shrunken covariance");
        out.pair("shrinkage", answer.shrinkage).end_object();
    }
    out.key("warnings").begin_array();
    for (const auto& warning : answer.warnings) out.value(std::string_view{warning});
    return out.end_array().end_object().take();
}

}  // namespace

std::string forecast_text(const ForecastQuestion& question, const ForecastAnswer& answer,
                          const std::string& format) {
    if (format == "csv") return csv_text(question, answer);
    if (format == "table") return table_text(question, answer);
    return json_text(question, answer);
}

}  // namespace kamino::analyze
