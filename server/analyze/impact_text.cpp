#include "analyze/impact_text.h"

#include <fmt/format.h>

#include <cmath>

#include "analyze/output.h"
#include "platform/base/text.h"

namespace kamino::analyze {
namespace {

using impact::Caution;
using impact::Impact;
using impact::Trouble;
using impact::Verdict;

std::string method_of(const std::string& asked) {
    if (asked == "did")
        return "two-way fixed effects, clustered errors (CR2: Bell and McCaffrey 2002; Pustejovsky and "
               "Tipton 2018)";
    if (asked == "staggered") return "group-time effects, averaged: Callaway and Sant'Anna 2021";
    if (asked == "sdid") return "synthetic difference-in-differences: Arkhangelsky et al. 2021";
    return "synthetic control: Abadie, Diamond and Hainmueller 2010";
}

std::string trouble_text(const Impact& found, const PanelData& data) {
    switch (found.trouble) {
        case Trouble::no_treated:
            return "no unit is treated";
        case Trouble::no_controls:
            return "there is no unit to compare with: all are treated, or lack values";
        case Trouble::no_before:
            return "the treated units are treated from their first time on: there is nothing before to "
                   "compare with";
        case Trouble::no_after:
            return "the treatment begins after the last time of the file";
        case Trouble::treated_missing:
            return "the treated unit " + quoted(data.units[found.offenders.front()]) +
                   " has times without a value; this method needs whole series (--method did or staggered do "
                   "not)";
        case Trouble::several_entries:
            return "the treated units enter at different times: use --method staggered";
        case Trouble::not_identified:
            return "the effect cannot be told from the effects of units and times";
        case Trouble::too_many_times:
            return "more than 1000 times: sum up to longer periods";
        case Trouble::none:
            break;
    }
    return "cannot be used";
}

std::string drift_text(const Impact& f) {
    return fmt::format(
        "if the difference in trend before the entry ({:.6g} a period) went on, it alone would make {:.6g} "
        "of the estimated {:.6g}",
        f.pre_trend.slope, f.pre_trend.drift, f.effect.value);
}

std::string caution_text(Caution caution, const Impact& f, const std::string& method) {
    switch (caution) {
        case Caution::one_treated:
            return method == "did" ? "One treated unit: difference-in-differences is unsafe here, since one "
                                     "unit cannot show that it would have "
                                     "run in parallel with the others. The error comes from the other units' "
                                     "changes. Use --method "
                                     "synthetic-control or sdid, and look at the gaps before the entry."
                                   : "One treated unit: its own noise cannot be told from the effect; the "
                                     "error comes from the other units.";
        case Caution::few_clusters:
            return fmt::format(
                "Few units ({} treated, {} controls): errors clustered by unit are uncertain themselves; the "
                "interval uses {:.1f} degrees "
                "of freedom.",
                f.treated_units, f.control_units, f.effect.df);
        case Caution::few_before:
            return "Fewer than three times before the entry: what the groups did before can hardly be "
                   "judged.";
        case Caution::staggered_twfe:
            return "Units enter at different times: two-way fixed effects compare late entrants with early "
                   "ones and are biased when effects grow or "
                   "differ. Use --method staggered.";
        case Caution::pre_trend:
            return method == "did" ? fmt::format(
                                         "Unsafe: treated and control units drift apart before the entry "
                                         "already (p = {:.3g}); {}.",
                                         f.pre_trend.p, drift_text(f))
                                   : fmt::format(
                                         "Unsafe: before the entry the groups differ already (average gap "
                                         "{:.6g}, p = {:.3g}).",
                                         f.pre_trend.slope, f.pre_trend.p);
        case Caution::drift:
            return "Unsafe: " + drift_text(f) + ".";
        case Caution::always_treated:
            return "Units treated from the first time on were left out: they have no before.";
        case Caution::missing_dropped:
            return "Control units with missing values were left out: this method needs whole series.";
        case Caution::not_yet_controls:
            return "Every unit is treated in the end: those not yet treated serve as controls.";
        case Caution::pooled_variance:
            return "Cohorts of fewer than five units take the variance of all cohorts together.";
        case Caution::no_variation:
            return "The outcome is the same everywhere: there is nothing to estimate.";
        case Caution::poor_fit:
            return "The synthetic unit does not follow the treated one before the entry: do not trust the "
                   "gaps.";
        case Caution::perfect_fit:
            return "The synthetic unit follows the treated one exactly before the entry: there are more "
                   "weights than times, and the fit proves nothing.";
        case Caution::few_donors:
            return fmt::format(
                "Only {} placebos: the smallest p that they can give is {:.3f}, and the interval holds in "
                "{:.0f} % of cases rather than 95 %.",
                f.placebo.of - 1, 1.0 / static_cast<double>(f.placebo.of),
                std::min(95.0,
                         100.0 * static_cast<double>(f.placebo.of - 1) / static_cast<double>(f.placebo.of)));
        case Caution::short_of_placebos:
            return "Too few other units for placebos: no standard error.";
        case Caution::jackknife:
            return "Not more controls than treated units: the standard error is the jackknife's.";
        case Caution::no_error:
            return "A standard error cannot be given with so few units: the estimate stands without an "
                   "interval.";
    }
    return {};
}

std::string code_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::effect:
            return "effect";
        case Verdict::suggestive:
            return "suggestive";
        case Verdict::no_effect_shown:
            return "no effect shown";
        case Verdict::cannot_tell:
            return "cannot tell";
    }
    return {};
}

std::string summary_of(const Impact& f) {
    const auto interval = std::isfinite(f.effect.lo)
                              ? fmt::format(" (95 % interval {:.6g} to {:.6g})", f.effect.lo, f.effect.hi)
                              : std::string{};
    const auto size = fmt::format("{:.6g}{}", f.effect.value, interval);
    switch (f.verdict) {
        case Verdict::effect:
            return fmt::format("The programme {} the outcome by {} for each treated unit and time.",
                               f.effect.value < 0 ? "lowered" : "raised", size);
        case Verdict::suggestive:
            return fmt::format(
                "The gap of {} is the most extreme of {} units, the strongest result that so few units can "
                "give (p = {:.3f}).",
                size, f.placebo.of, f.placebo.p);
        case Verdict::no_effect_shown:
            return "No effect is shown: " + size + " is within what chance gives.";
        case Verdict::cannot_tell:
            return "These data cannot tell: the estimate of " + size + " is not safe; see the warnings.";
    }
    return {};
}

std::vector<std::string> warnings_of(const PanelData& data, const Impact& found, const std::string& method) {
    std::vector<std::string> out;
    for (const auto caution : found.cautions) out.push_back(caution_text(caution, found, method));
    out.insert(out.end(), data.notes.begin(), data.notes.end());
    return out;
}

void write_number_or_text(base::JsonWriter& out, const std::string& text) {
    if (const auto number = base::to_int(text))
        out.value(*number);
    else
        out.value(std::string_view{text});
}

void write_effect(base::JsonWriter& out, const Impact& f) {
    out.pair("estimate", f.effect.value)
        .pair("std_error", f.effect.std_error)
        .pair("df", f.effect.df)
        .pair("p", f.effect.p);
    out.key("interval95").begin_array().value(f.effect.lo).value(f.effect.hi).end_array();
    out.pair("verdict", std::string_view{code_of(f.verdict)})
        .pair("summary", std::string_view{summary_of(f)});
}

void write_weights(base::JsonWriter& out, const PanelData& data, const Impact& f) {
    out.key("weights").begin_object();
    for (std::size_t i = 0; i < f.weights.size(); ++i)
        if (f.weights[i] > 1e-9) out.pair(data.units[i], f.weights[i]);
    out.end_object();
    if (!f.time_weights.empty()) {
        out.key("time_weights").begin_object();
        for (std::size_t t = 0; t < f.time_weights.size(); ++t)
            if (f.time_weights[t] > 1e-9) out.pair(data.times[t], f.time_weights[t]);
        out.end_object();
    }
    if (!f.predictor_weights.empty()) {
        out.key("predictor_weights").begin_object();
        for (std::size_t k = 0; k < f.predictor_weights.size(); ++k)
            out.pair(data.predictors[k].name, f.predictor_weights[k]);
        out.end_object();
    }
}

void write_balance(base::JsonWriter& out, std::string_view name, const impact::Balance& b) {
    out.begin_object().pair("name", name).pair("treated", b.treated).pair("controls", b.controls);
    out.pair("weighted_controls", b.weighted).pair("std_difference", b.std_difference).end_object();
}

}  // namespace

void refuse(const Impact& found, const PanelData& data, const std::string& path) {
    throw Refusal(trouble_text(found, data), path);
}

std::string impact_json(const Arguments& arguments, const PanelData& data, const Impact& f) {
    const auto asked = arguments.text("method");
    base::JsonWriter out;
    out.begin_object()
        .pair("method", std::string_view{asked})
        .pair("estimator", std::string_view{method_of(asked)});
    out.key("parameters").begin_object();
    for (const auto* name : {"unit", "time", "outcome", "treated", "treated-unit", "from", "control"})
        if (arguments.has(name)) out.pair(name, std::string_view{arguments.text(name)});
    out.end_object().pair("seed", arguments.whole("seed"));
    out.pair("units", std::uint64_t{data.panel.units}).pair("times", std::uint64_t{data.panel.times});
    out.pair("treated_units", std::uint64_t{f.treated_units})
        .pair("control_units", std::uint64_t{f.control_units});
    out.pair("observations", std::uint64_t{f.observations});
    write_effect(out, f);
    write_weights(out, data, f);
    out.pair("pre_rmspe", f.pre_rmspe)
        .pair("post_rmspe", f.post_rmspe)
        .pair("mean_gap", f.mean_gap)
        .key("gaps")
        .begin_array();
    for (const auto& g : f.gaps) {
        out.begin_object().key("time");
        if (asked == "staggered")
            out.value(std::int64_t{g.time});
        else
            write_number_or_text(out, data.times[static_cast<std::size_t>(g.time)]);
        out.pair("gap", g.gap);
        if (std::isfinite(g.std_error)) out.pair("std_error", g.std_error);
        out.end_object();
    }
    out.end_array().key("placebo");
    if (f.placebo.of > 1)
        out.begin_object()
            .pair("rank", std::uint64_t{f.placebo.rank})
            .pair("of", std::uint64_t{f.placebo.of})
            .pair("p", f.placebo.p)
            .pair("ratio", f.placebo.ratio)
            .end_object();
    else
        out.null();
    out.key("pre_trend")
        .begin_object()
        .pair(asked == "staggered" ? "average_gap" : "slope", f.pre_trend.slope);
    out.pair("std_error", f.pre_trend.std_error).pair("p", f.pre_trend.p).pair("drift", f.pre_trend.drift);
    out.pair("times", std::uint64_t{f.pre_trend.times}).end_object().key("balance").begin_array();
    write_balance(out, "outcome before",
                  impact::balance(data.panel, impact::mean_before(data.panel), f.weights));
    for (const auto& p : data.predictors)
        write_balance(out, p.name, impact::balance(data.panel, p.values.value, f.weights));
    out.end_array();
    write_warnings(out, warnings_of(data, f, asked));
    return out.end_object().take();
}

std::string impact_csv(const Arguments& arguments, const PanelData& data, const Impact& f) {
    CsvWriter out({"time", "gap", "std_error"});
    for (const auto& g : f.gaps) {
        if (arguments.text("method") == "staggered")
            out.cell(g.time);
        else
            out.cell(data.times[static_cast<std::size_t>(g.time)]);
        out.cell(g.gap).cell(g.std_error).end_row();
    }
    return out.text();
}

}  // namespace kamino::analyze
