// `kamino analyze forecast`: sales of the periods to come, per series and, with a hierarchy, adding up.
#include <algorithm>
#include <atomic>
#include <cmath>
#include <iostream>

#include "analyze/forecast_run.h"
#include "analyze/output.h"
#include "engine/forecast/calendar.h"
#include "engine/parallel/parallel.h"

namespace kamino::analyze {

namespace {

std::size_t whole_between(const Arguments& arguments, const std::string& name, long long least,
                          long long most) {
    const auto value = arguments.whole(name);
    if (value < least || value > most)
        throw Refusal("--" + name + " is between " + std::to_string(least) + " and " + std::to_string(most));
    return static_cast<std::size_t>(value);
}

std::vector<double> levels_of(const Arguments& arguments) {
    std::vector<double> out;
    for (const auto& text : arguments.list("interval")) {
        std::size_t used = 0;
        double level = 0;
        try {
            level = std::stod(text, &used);
        } catch (const std::exception&) {
            used = 0;
        }
        if (text.empty() || used != text.size() || !(level >= 1 && level <= 99.9))
            throw Refusal("--interval needs percentages between 1 and 99.9, not " + quoted(text));
        if (std::find(out.begin(), out.end(), level) == out.end()) out.push_back(level);
    }
    return out;
}

ForecastQuestion question_of(const Arguments& arguments) {
    ForecastQuestion question;
    question.columns = {arguments.text("id"), arguments.text("period"), arguments.text("value"), 0,
                        arguments.text("gaps") == "zero"};
    if (arguments.has("season")) question.columns.season = whole_between(arguments, "season", 1, 8784);
    question.task.horizon = whole_between(arguments, "horizon", 1, 1000);
    question.task.method = *forecast::parse_method(arguments.text("method"));
    question.percent = levels_of(arguments);
    question.holidays = arguments.text("holidays");
    if (arguments.has("backtest")) question.origins = whole_between(arguments, "backtest", 1, 100);
    question.threads = Format::of(arguments).threads;
    question.seed = arguments.whole("seed");
    return question;
}

std::vector<double> shares(const std::vector<double>& percent) {
    std::vector<double> out;
    for (const double p : percent) out.push_back(p / 100);
    return out;
}

// Runs work(i) for every series; the answer does not depend on the threads.
template <class Work>
void for_each(std::vector<ForecastOne>& all, unsigned threads, std::string_view label, Work&& work) {
    std::atomic<std::size_t> done{0};
    parallel::for_parts(all.size(), threads, [&](std::size_t i) {
        work(all[i]);
        progress(label, static_cast<double>(++done), static_cast<double>(all.size()));
    });
}

std::vector<double> adjusted(const ForecastOne& one, const std::optional<forecast::MonthCalendar>& calendar,
                             std::int64_t first) {
    if (!calendar || !one.effect.used) return one.series.values;
    return one.effect.taken_out(one.series.values, *calendar,
                                static_cast<std::size_t>(one.series.first - first));
}

// The calendar of every month that a series or its forecast touches.
std::optional<forecast::MonthCalendar> calendar_of(const ForecastQuestion& question,
                                                   const ForecastAnswer& answer, std::int64_t first,
                                                   Notes& notes) {
    if (question.holidays.empty()) return {};
    if (answer.file.grain != Grain::month || answer.file.step != 1 || question.task.period != 12) {
        notes.say("--holidays has no effect: it needs months and a season of 12");
        return {};
    }
    std::int64_t last = first;
    for (const auto& one : answer.all) last = std::max(last, one.series.last());
    const Date day{static_cast<std::int32_t>(first_day(Grain::month, first))};
    return forecast::MonthCalendar(question.holidays, day,
                                   static_cast<std::size_t>(last - first + 1) + question.task.horizon);
}

void forecast_all(const ForecastQuestion& question, ForecastAnswer& answer, Notes& notes) {
    std::int64_t first = answer.all.front().series.first;
    for (const auto& one : answer.all) first = std::min(first, one.series.first);
    const auto calendar = calendar_of(question, answer, first, notes);
    const auto place = [&](const ForecastOne& one) {
        return static_cast<std::size_t>(one.series.first - first);
    };
    if (calendar)
        for_each(answer.all, question.threads, "series with a calendar", [&](ForecastOne& one) {
            one.effect = forecast::calendar_effect(one.series.values, *calendar, place(one));
        });
    const auto& task = question.task;
    const auto levels = shares(question.percent);
    forecast::Calibration calibration(levels, task.horizon);
    std::vector<forecast::Calibration::Scores> scores(answer.all.size());
    parallel::for_parts(answer.all.size(), question.threads, [&](std::size_t i) {
        scores[i] = calibration.score(adjusted(answer.all[i], calendar, first), task);
    });
    for (const auto& s : scores) calibration.add(s);
    answer.calibrated = calibration.series();
    for (std::size_t level = 0; level < levels.size(); ++level) {
        answer.factors.emplace_back();
        for (std::size_t h = 0; h < task.horizon; ++h)
            answer.factors.back().push_back(calibration.factor(level, h));
    }
    for_each(answer.all, question.threads, "series forecast", [&](ForecastOne& one) {
        const auto values = adjusted(one, calendar, first);
        auto own = task;
        if (question.origins) {
            one.backtest = forecast::backtest(values, task, question.origins, answer.factors, levels);
            own.method = one.backtest->chosen;
        }
        one.outcome = forecast::forecast_series(values, own);
        if (calendar && one.effect.used) {
            auto before = one.outcome.mean;
            one.effect.put_back(one.outcome.mean, *calendar, place(one) + values.size());
            for (std::size_t h = 0; h < before.size(); ++h)
                if (one.effect.relative && before[h] > 0)
                    one.outcome.deviation[h] *= one.outcome.mean[h] / before[h];
            if (one.outcome.never_negative)
                for (double& v : one.outcome.mean) v = std::max(v, 0.0);
        }
    });
}

// Makes the tree's forecasts add up; limits keep their width around the new centre.
void make_coherent(const forecast::Hierarchy& hierarchy, ForecastAnswer& answer) {
    std::vector<std::vector<double>> means, residuals;
    bool never_negative = true;
    for (std::size_t i = 0; i < hierarchy.size(); ++i) {
        const auto& one = answer.all[i];
        means.push_back(one.outcome.mean);
        residuals.push_back(one.outcome.residuals);
        never_negative = never_negative && one.outcome.never_negative;
        answer.parents += !hierarchy.leaf(i);
    }
    answer.nodes = hierarchy.size();
    const auto covariance = forecast::shrunken_covariance(residuals);
    answer.shrinkage = covariance.shrinkage;
    forecast::reconcile(hierarchy, covariance, means, never_negative);
    for (std::size_t i = 0; i < hierarchy.size(); ++i) answer.all[i].outcome.mean = means[i];
}

void take_limits(const ForecastQuestion& question, ForecastAnswer& answer) {
    const auto levels = shares(question.percent);
    for (auto& one : answer.all)
        for (std::size_t level = 0; level < levels.size(); ++level) {
            one.limits.emplace_back();
            for (std::size_t h = 0; h < question.task.horizon; ++h)
                one.limits.back().push_back(
                    forecast::interval(one.outcome, h, levels[level], answer.factors[level][h]));
        }
}

void note_quality(const ForecastQuestion& question, const ForecastAnswer& answer, Notes& notes) {
    for (const auto& one : answer.all) {
        const auto& quality = one.outcome.quality;
        const auto& id = one.series.id;
        if (quality.single)
            notes.add(
                "one value only, repeated; its limits, as wide as the value, are a convention, since nothing "
                "says how it varies",
                id);
        else if (quality.all_zero)
            notes.add("zero throughout, so the forecast is zero and its limits have no width", id);
        else if (quality.constant)
            notes.add("never changes, so the value is repeated and its limits have no width", id);
        else if (one.series.values.size() < 5)
            notes.add("too thin to tell (fewer than 5 values): the last value is repeated, with wide limits",
                      id);
        else if (quality.too_short_for_season)
            notes.add("too short for a season (fewer than two of them and a value), forecast without", id);
        if (question.task.method != forecast::Method::automatic &&
            one.outcome.method != question.task.method && !quality.constant)
            notes.add("cannot be forecast by " + forecast::to_text(question.task.method) + ", snaive used",
                      id);
        if (one.backtest && one.backtest->score.origins == 0)
            notes.add("too short for the back-test", id);
        else if (one.backtest && one.backtest->score.origins < question.origins)
            notes.add("long enough for fewer origins of the back-test than asked", id);
    }
}

void run(const Arguments& arguments) {
    auto question = question_of(arguments);
    const auto format = Format::of(arguments);
    Notes notes;
    ForecastAnswer answer;
    answer.file = read_series(Table::read(arguments.text("series"), format), question.columns, notes);
    question.task.period = question.columns.season;
    std::optional<forecast::Hierarchy> hierarchy;
    std::vector<Series> series;
    if (arguments.has("hierarchy")) {
        const auto tree = read_tree(Table::read(arguments.text("hierarchy"), format));
        hierarchy.emplace(tree.parents);
        series = tree_series(tree, *hierarchy, answer.file, notes);
    } else {
        series = std::move(answer.file.series);
    }
    for (auto& one : series) answer.all.push_back({std::move(one), {}, {}, {}, {}});
    forecast_all(question, answer, notes);
    if (hierarchy) make_coherent(*hierarchy, answer);
    take_limits(question, answer);
    note_quality(question, answer, notes);
    answer.warnings = notes.all();
    const auto form = arguments.text("format");
    print(forecast_text(question, answer, form));
    if (form != "json")
        for (const auto& warning : answer.warnings) std::cerr << "warning: " << warning << "\n";
}

}  // namespace

Command forecast_command() {
    std::string countries;
    for (const auto& country : forecast::holiday_countries())
        countries += (countries.empty() ? "" : " ") + country;
    std::vector<Option> options{
        {.name = "series", .help = "CSV with one row a value", .required = true},
        {.name = "id", .help = "column that names the series; left out: the file is one series"},
        {.name = "period",
         .help = "column of years, quarters, months, weeks, days or counters",
         .required = true},
        {.name = "value", .help = "column of numbers; several of one period are summed", .required = true},
        {.name = "season",
         .kind = Kind::whole,
         .help = "periods in a season: 12 months, 4 quarters, 1 none (by the periods when left out)"},
        {.name = "horizon", .kind = Kind::whole, .help = "periods to forecast", .required = true},
        {.name = "method",
         .help = "auto | ets | theta | snaive | croston | sba | tsb | combination",
         .fallback = "auto",
         .choices = {"auto", "ets", "theta", "snaive", "croston", "sba", "tsb", "combination"}},
        {.name = "interval", .kind = Kind::list, .help = "percentages of the limits", .fallback = "80,95"},
        {.name = "hierarchy", .help = "CSV with the columns id and parent: forecasts that add up"},
        {.name = "backtest",
         .kind = Kind::whole,
         .help = "origins of a rolling back-test, by which auto chooses"},
        {.name = "holidays",
         .help = "country of working days and Easter, for months: " + countries,
         .choices = forecast::holiday_countries()},
        {.name = "gaps",
         .help = "fill | zero: periods without a value",
         .fallback = "fill",
         .choices = {"fill", "zero"}}};
    for (auto& option : common_options()) options.push_back(std::move(option));
    return {"forecast",
            "Forecast series with limits; exponential smoothing, theta, intermittent demand, hierarchies.",
            std::move(options), run};
}

}  // namespace kamino::analyze
