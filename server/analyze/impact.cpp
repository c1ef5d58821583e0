// kamino analyze impact: does a programme work? Formulas and sources in engine/impact.
#include "engine/impact/impact.h"

#include "analyze/impact_text.h"
#include "analyze/output.h"
#include "analyze/panel.h"

namespace kamino::analyze {
namespace {

impact::Impact estimate(const Arguments& arguments, const PanelData& data) {
    const auto method = arguments.text("method");
    const auto seed = static_cast<std::uint64_t>(arguments.whole("seed"));
    if (method == "did") return impact::did(data.panel);
    if (method == "staggered")
        return impact::staggered(data.panel, arguments.text("control") == "not-yet"
                                                 ? impact::Controls::not_yet_treated
                                                 : impact::Controls::never_treated);
    if (method == "sdid") return impact::synthetic_did(data.panel, seed);
    std::vector<impact::Predictor> predictors;
    for (const auto& p : data.predictors) predictors.push_back(p.values);
    return impact::synthetic_control(data.panel, predictors, seed);
}

void run(const Arguments& arguments) {
    if (arguments.text("format") == "table") throw Refusal("--format is json or csv here");
    const auto data = read_panel(arguments);
    const auto found = estimate(arguments, data);
    if (found.trouble != impact::Trouble::none) refuse(found, data, arguments.text("panel"));
    print(arguments.text("format") == "csv" ? impact_csv(arguments, data, found)
                                            : impact_json(arguments, data, found));
}

}  // namespace

Command impact() {
    std::vector<Option> options{
        {.name = "panel", .help = "CSV of one unit at one time a line", .required = true},
        {.name = "unit", .help = "column: the account, region …", .required = true},
        {.name = "time", .help = "column: years, months, dates, counters or texts", .required = true},
        {.name = "outcome", .help = "column: the number that the programme is to change", .required = true},
        {.name = "treated",
         .help = "column: 0 and 1 of unit and time, 0 and 1 of the unit (with --from), or its entry time"},
        {.name = "treated-unit", .help = "name of the one treated unit (with --from)"},
        {.name = "from", .help = "first treated time"},
        {.name = "method",
         .help = "did | staggered | synthetic-control | sdid",
         .required = true,
         .choices = {"did", "staggered", "synthetic-control", "sdid"}},
        {.name = "control",
         .help = "never | not-yet: who the staggered method compares with",
         .fallback = "never",
         .choices = {"never", "not-yet"}},
        {.name = "predictors",
         .kind = Kind::list,
         .help = "columns of the synthetic control and the balance table, averaged before the entry or over "
                 "name:1981..1990; left out: the outcome itself"}};
    for (auto& option : common_options()) options.push_back(std::move(option));
    return {"impact", "Does a programme work? Treated units against others, before and after.",
            std::move(options), run};
}

}  // namespace kamino::analyze
