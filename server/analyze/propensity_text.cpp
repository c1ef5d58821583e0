#include "analyze/propensity_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "analyze/output.h"

namespace kamino::analyze {
namespace {

using propensity::Choice;
using propensity::Dropped;
using propensity::Sign;

std::string joined(const std::vector<std::string>& names) {
    std::string out;
    for (const auto& name : names) out += (out.empty() ? "" : ", ") + quoted(name);
    return out;
}

std::string reason_of(Dropped why) {
    switch (why) {
        case Dropped::constant:
            return "holds one value only";
        case Dropped::empty:
            return "is empty";
        case Dropped::identifier:
            return "looks like an identifier: its values hardly repeat";
    }
    return {};
}

std::string reason_of(const propensity::Suspicion& s) {
    switch (s.sign) {
        case Sign::tells:
            return fmt::format("alone it tells the outcomes apart (AUC {:.3f})", s.auc);
        case Sign::missing_tells:
            return fmt::format("whether it is filled tells the outcomes apart (AUC {:.3f})", s.auc);
        case Sign::filled_later:
            return "it is filled in decided cases and empty in open ones";
        case Sign::name:
            return "its name speaks of the end of a case";
    }
    return {};
}

std::string name_of(Sign sign) {
    switch (sign) {
        case Sign::tells:
            return "tells";
        case Sign::missing_tells:
            return "missing_tells";
        case Sign::filled_later:
            return "filled_later";
        case Sign::name:
            return "name";
    }
    return {};
}

std::string name_of(Choice choice) {
    return choice == Choice::trees ? "trees" : "logistic";
}

std::string verdict_of(const propensity::Quality& q) {
    const auto interval =
        fmt::format("AUC {:.3f}, 95 % interval {:.3f} to {:.3f}", q.auc.value, q.auc.lo, q.auc.hi);
    if (q.signal())
        return "There is signal: the columns tell the outcomes apart better than chance (" + interval + ").";
    return fmt::format(
        "No signal: the columns do not tell the outcomes apart better than chance ({}). Use the base rate of "
        "{:.1f} % for every "
        "case and do not rank by these probabilities.",
        interval, 100.0 * static_cast<double>(q.positives) / static_cast<double>(q.n));
}

std::vector<std::string> warnings_of(const propensity::Learned& learned, const propensity::Cases& cases,
                                     const propensity::Quality& quality, const Findings& f) {
    std::vector<std::string> out;
    if (!quality.signal()) out.push_back(verdict_of(quality));
    for (const auto& s : f.suspicions)
        out.push_back(fmt::format(
            "Possible leak: column \"{}\" looks as if it were known only after the outcome: {}. If so, the "
            "figures here are too good; leave it out with --exclude.",
            cases.frame.columns[s.column].name, reason_of(s)));
    for (const auto& [column, why] : learned.encoder.dropped())
        out.push_back(fmt::format("Column \"{}\" was not used: it {}.", learned.encoder.names()[column],
                                  reason_of(why)));
    if (!f.target.left_out.empty())
        out.push_back(
            fmt::format("{} rows with the outcomes {} count as not decided yet and were not learned from "
                        "(--negative says "
                        "which values are against {}).",
                        f.left_out, joined(f.target.left_out), joined(f.target.positives)));
    else if (f.left_out)
        out.push_back(fmt::format("{} rows without an outcome were not learned from.", f.left_out));
    if (f.target.negatives.size() > 1)
        out.push_back(
            fmt::format("These outcomes count together as the other one: {}.", joined(f.target.negatives)));
    const auto rarer = std::min(learned.quality.positives, learned.quality.n - learned.quality.positives);
    if (rarer < 50)
        out.push_back(fmt::format(
            "Only {} cases of the rarer outcome: too thin to trust differences between cases.", rarer));
    if (learned.folds < 5)
        out.push_back(fmt::format("Only {} folds are possible with these cases.", learned.folds));
    if (learned.calibration.slope < 0.3 && quality.signal())
        out.push_back(
            "Out of fold the scores were far too bold and have been pulled in: more cases or fewer columns "
            "would help.");
    out.insert(out.end(), f.notes.begin(), f.notes.end());
    return out;
}

void write_texts(base::JsonWriter& out, std::string_view key, const std::vector<std::string>& texts) {
    out.key(key).begin_array();
    for (const auto& text : texts) out.value(std::string_view{text});
    out.end_array();
}

void write_quality(base::JsonWriter& out, const propensity::Quality& q) {
    out.pair("n", std::uint64_t{q.n}).pair("positives", std::uint64_t{q.positives});
    out.pair("base_rate", static_cast<double>(q.positives) / static_cast<double>(q.n));
    out.pair("auc", q.auc.value).pair("auc_std_error", q.auc.std_error);
    out.key("auc_interval95").begin_array().value(q.auc.lo).value(q.auc.hi).end_array();
    out.pair("brier", q.brier).pair("log_loss", q.log_loss);
    out.pair("brier_base_rate", q.base_brier).pair("log_loss_base_rate", q.base_log_loss);
}

void write_tables(base::JsonWriter& out, const propensity::Quality& q) {
    out.key("calibration").begin_array();
    for (const auto& b : q.calibration)
        out.begin_object()
            .pair("predicted", b.predicted)
            .pair("observed", b.observed)
            .pair("n", std::uint64_t{b.n})
            .end_object();
    out.end_array().key("lift").begin_array();
    for (const auto& l : q.lift)
        out.begin_object()
            .pair("share", l.share)
            .pair("rate", l.rate)
            .pair("lift", l.lift)
            .pair("captured", l.captured)
            .end_object();
    out.end_array();
}

void write_model(base::JsonWriter& out, const propensity::Learned& learned, const propensity::Cases& cases,
                 const Findings& f) {
    out.key("importance").begin_array();
    for (const auto& i : learned.importance) {
        if (std::any_of(learned.encoder.dropped().begin(), learned.encoder.dropped().end(),
                        [&](const auto& d) { return d.first == i.column; }))
            continue;
        out.begin_object().key("column").value(std::string_view{learned.encoder.names()[i.column]});
        out.pair("mean_contribution", i.mean_contribution).pair("share", i.share).end_object();
    }
    out.end_array().key("candidates").begin_array();
    for (const auto& c : learned.candidates)
        out.begin_object()
            .pair("model", std::string_view{name_of(c.choice)})
            .pair("setting", std::string_view{c.setting})
            .pair("log_loss", c.log_loss)
            .pair("auc", c.auc)
            .pair("chosen", c.chosen)
            .end_object();
    out.end_array().key("calibrated_by").begin_object().pair("method", "Platt 1999, on out-of-fold scores");
    out.pair("offset", learned.calibration.offset).pair("slope", learned.calibration.slope).end_object();
    out.key("suspicions").begin_array();
    for (const auto& s : f.suspicions)
        out.begin_object()
            .pair("column", std::string_view{cases.frame.columns[s.column].name})
            .pair("sign", std::string_view{name_of(s.sign)})
            .pair("auc", s.auc)
            .pair("reason", std::string_view{reason_of(s)})
            .end_object();
    out.end_array().key("dropped").begin_array();
    for (const auto& [column, why] : learned.encoder.dropped())
        out.begin_object()
            .pair("column", std::string_view{learned.encoder.names()[column]})
            .pair("reason", std::string_view{reason_of(why)})
            .end_object();
    out.end_array();
}

}  // namespace

std::string propensity_json(const Arguments& arguments, const propensity::Learned& learned,
                            const propensity::Cases& cases, const propensity::Quality& quality,
                            const Findings& findings) {
    base::JsonWriter out;
    const auto chosen = std::find_if(learned.candidates.begin(), learned.candidates.end(),
                                     [](const auto& c) { return c.chosen; });
    out.begin_object().pair("method", learned.choice == Choice::trees
                                          ? "gradient-boosted trees"
                                          : "logistic regression with L2 penalty");
    out.pair("model", std::string_view{name_of(learned.choice)}).key("parameters").begin_object();
    out.pair("target", std::string_view{arguments.text("target")});
    write_texts(out, "positive", findings.target.positives);
    write_texts(out, "negative", findings.target.negatives);
    write_texts(out, "excluded", arguments.list("exclude"));
    out.pair("groups", std::string_view{arguments.text("groups")})
        .pair("asked_model", std::string_view{arguments.text("model")});
    out.pair("setting", std::string_view{chosen->setting}).pair("folds", std::uint64_t{learned.folds});
    out.pair("features", std::uint64_t{learned.encoder.features()})
        .end_object()
        .pair("seed", arguments.whole("seed"));
    out.pair("evaluated_on", findings.tested ? "test" : "out_of_fold");
    write_quality(out, quality);
    out.pair("signal", quality.signal()).pair("verdict", std::string_view{verdict_of(quality)});
    if (findings.tested) {
        out.key("out_of_fold").begin_object();
        write_quality(out, learned.quality);
        out.end_object();
    }
    write_tables(out, quality);
    write_model(out, learned, cases, findings);
    write_warnings(out, warnings_of(learned, cases, quality, findings));
    return out.end_object().take();
}

}  // namespace kamino::analyze
