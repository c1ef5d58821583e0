#include "analyze/gap.h"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>

#include "analyze/opportunities.h"
#include "analyze/output.h"
#include "analyze/table.h"
#include "engine/outlook/outlook.h"
#include "platform/base/date.h"
#include "platform/base/text.h"

namespace kamino::analyze {

namespace {

constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();

struct Stage {
    double deals = 0, amount = 0, probability = 0, weighted = 0;  // probability: summed over the deals
};

// What the opportunities say, up to the as-of day.
struct Pipeline {
    double won = 0, won_all = 0, won_deals = 0, lost_deals = 0, open_amount = 0;
    std::vector<outlook::Deal> deals;
    std::map<std::string, Stage> stages;
    std::optional<outlook::Rates> rates;
    std::optional<outlook::Duration> duration;
    bool rates_used = false;
    std::vector<std::string> warnings;
};

struct Dates {
    std::optional<std::int32_t> from, as_of, to;
};

std::optional<std::int32_t> date_of(const Arguments& arguments, const std::string& name) {
    if (!arguments.has(name)) return {};
    const auto date = Date::parse(arguments.text(name));
    if (!date)
        throw Refusal("--" + name + " needs a date like 2026-01-31, not " + quoted(arguments.text(name)));
    return date->days;
}

Dates dates_of(const Arguments& arguments) {
    Dates d{date_of(arguments, "from"), date_of(arguments, "as-of"), date_of(arguments, "to")};
    if (d.from && d.as_of && *d.from > *d.as_of) throw Refusal("--from is after --as-of");
    if (d.as_of && d.to && *d.as_of > *d.to) throw Refusal("--as-of is after --to");
    return d;
}

// "Proposal=0.4" or "Proposal=40%".
std::map<std::string, double> given_probabilities(const Arguments& arguments) {
    std::map<std::string, double> out;
    for (const auto& pair : arguments.list("probabilities")) {
        const auto at = pair.rfind('=');
        auto figure = at == pair.npos ? std::string{} : base::trim(pair.substr(at + 1));
        const bool percent = figure.ends_with('%');
        if (percent) figure = base::trim(figure.substr(0, figure.size() - 1));
        const auto value = base::to_double(figure);
        const double p = value ? (percent ? *value / 100 : *value) : -1;
        if (!(p >= 0 && p <= 1))
            throw Refusal("--probabilities needs pairs like Proposal=0.4, not " + quoted(pair));
        out[base::fold(pair.substr(0, at))] = p;
    }
    return out;
}

// What is not known yet on the as-of day is not looked at: deals opened later are none, deals closed later
// are open.
void look_back(std::vector<Opportunity>& rows, const Dates& dates) {
    if (!dates.as_of) return;
    std::erase_if(rows, [&](const Opportunity& r) { return r.opened && *r.opened > *dates.as_of; });
    for (auto& r : rows)
        if (r.state != Opportunity::open && r.closed && *r.closed > *dates.as_of) r.state = Opportunity::open;
}

void learn(const std::vector<Opportunity>& rows, std::size_t groups, const Dates& dates, Pipeline& out) {
    std::vector<outlook::Record> records(groups);
    std::vector<outlook::Case> cases;
    double known = 0;
    for (const auto& r : rows) {
        if (r.state == Opportunity::won) {
            ++records[r.group].won;
            ++out.won_deals;
            known += !std::isnan(r.amount);
            out.won_all += std::isnan(r.amount) ? 0 : r.amount;
            if (!dates.from || !r.closed || *r.closed >= *dates.from)
                out.won += std::isnan(r.amount) ? 0 : r.amount;
        } else if (r.state == Opportunity::lost) {
            ++records[r.group].lost;
            ++out.lost_deals;
        }
        const auto end = r.state == Opportunity::open ? dates.as_of : r.closed;
        if (r.opened && end && *end >= *r.opened)
            cases.push_back({static_cast<double>(*end - *r.opened), r.state != Opportunity::open});
    }
    if (out.won_deals + out.lost_deals > 0) out.rates = outlook::shrunken_rates(records);
    if (std::any_of(cases.begin(), cases.end(), [](const auto& c) { return c.decided; }))
        out.duration.emplace(cases);
    if (known < out.won_deals)
        out.warnings.push_back(
            fmt::format("{} won opportunities have no amount and count as 0.", out.won_deals - known));
}

double win_probability(const Opportunity& r, const std::map<std::string, double>& given, Pipeline& out) {
    if (const auto found = given.find(base::fold(r.stage)); found != given.end()) return found->second;
    if (!std::isnan(r.probability)) return r.probability;
    if (!out.rates)
        throw Refusal(
            "no opportunity is won or lost, so there is no win rate: give --probabilities or --probability");
    out.rates_used = true;
    return out.rates->group[r.group].mean();
}

void weigh_open(const std::vector<Opportunity>& rows, const std::map<std::string, double>& given,
                const Dates& dates, Pipeline& out) {
    double guessed = 0, overdue = 0;
    const double usual = out.won_deals > 0 ? out.won_all / out.won_deals : nan_value;
    for (const auto& r : rows) {
        if (r.state != Opportunity::open) continue;
        double amount = r.amount;
        if (std::isnan(amount)) {
            ++guessed;
            amount = std::isnan(usual) ? 0 : usual;
        }
        double p = win_probability(r, given, out);
        if (out.duration && dates.as_of && dates.to) {
            const double age = r.opened ? *dates.as_of - *r.opened : 0;  // without a day: as if opened now
            overdue += !(out.duration->open_after(age) > 0);
            p *= out.duration->decided_by(age + (*dates.to - *dates.as_of), age);
        }
        out.deals.push_back({amount, p});
        out.open_amount += amount;
        auto& stage = out.stages[r.stage];
        ++stage.deals;
        stage.amount += amount;
        stage.probability += p;
        stage.weighted += p * amount;
    }
    if (guessed > 0)
        out.warnings.push_back(
            fmt::format("{} open opportunities have no amount and count with the mean of the won ones, {}.",
                        guessed, std::isnan(usual) ? "0 as there are none" : fmt::format("{:.2f}", usual)));
    if (overdue > 0)
        out.warnings.push_back(
            fmt::format("{} open opportunities are older than any that was decided; their time is taken as "
                        "no obstacle.",
                        overdue));
    if (out.rates_used && out.stages.size() > 1)
        out.warnings.push_back(
            "The win rate of decided opportunities stands for stages without a given probability: it does "
            "not tell early stages from late ones.");
}

Pipeline pipeline_of(const Arguments& arguments, const Dates& dates) {
    Pipeline out;
    if (!arguments.has("opportunities")) return out;
    auto all = read_opportunities(arguments);
    look_back(all.rows, dates);
    learn(all.rows, all.groups.size(), dates, out);
    weigh_open(all.rows, given_probabilities(arguments), dates, out);
    if (!dates.from && out.won_deals > 0)
        out.warnings.emplace_back(
            "Without --from every won opportunity of the file counts toward the target.");
    return out;
}

outlook::Question question_of(const Arguments& arguments, const Pipeline& pipeline) {
    outlook::Question q;
    q.target = arguments.number("target");
    q.won = pipeline.won + (arguments.has("won-amount") ? arguments.number("won-amount") : 0);
    q.baseline = arguments.has("baseline") ? arguments.number("baseline") : 0;
    q.baseline_deviation = arguments.has("baseline-deviation") ? arguments.number("baseline-deviation") : 0;
    q.deals = pipeline.deals;
    q.rate_weight = pipeline.rates_used ? pipeline.won_deals + pipeline.lost_deals : INFINITY;
    q.seed = static_cast<std::uint64_t>(arguments.whole("seed"));
    q.threads = Format::of(arguments).threads;
    if (!(q.target > 0)) throw Refusal("--target is above 0");
    if (!(q.baseline_deviation >= 0)) throw Refusal("--baseline-deviation is 0 or more");
    const auto draws = arguments.whole("draws");
    if (draws < 100 || draws > 10'000'000) throw Refusal("--draws is between 100 and 10000000");
    q.draws = static_cast<std::size_t>(draws);
    return q;
}

void write_needed(base::JsonWriter& json, const outlook::Question& q, const outlook::Outlook& o,
                  const Pipeline& p, const Dates& dates) {
    const double remaining = std::max(0.0, q.target - q.won - q.baseline),
                 gap = std::max(0.0, remaining - o.weighted);
    const double rate = p.rates ? p.rates->all.mean() : nan_value;
    const bool timed = p.duration && dates.as_of && dates.to;
    const double in_time = timed ? p.duration->decided_by(*dates.to - *dates.as_of, 0) : 1;
    const double usual = p.won_deals > 0 ? p.won_all / p.won_deals : nan_value, more = gap / (rate * in_time);
    json.key("needed").begin_object();
    json.pair("remaining", remaining).pair("pipeline", remaining / rate);
    json.pair("coverage", remaining > 0 ? p.open_amount / remaining : nan_value);
    json.pair("new_pipeline", more).pair("new_deals", usual > 0 ? std::ceil(more / usual - 1e-9) : nan_value);
    json.pair("in_time_when_opened_now", timed ? in_time : nan_value);
    const double median = p.duration ? p.duration->median() : nan_value;
    json.key("open_by");
    if (dates.to && !std::isnan(median))
        json.value(Date{static_cast<std::int32_t>(*dates.to - median)}.to_text());
    else
        json.null();
    json.end_object();
}

void write_learned(base::JsonWriter& json, const Pipeline& p) {
    json.key("win_rate").begin_object();
    json.pair("won", p.won_deals).pair("lost", p.lost_deals);
    json.pair("raw", p.won_deals / (p.won_deals + p.lost_deals))
        .pair("shrunken", p.rates ? p.rates->all.mean() : nan_value);
    json.pair("group_strength", p.rates ? p.rates->strength : nan_value).end_object();
    json.key("cycle")
        .begin_object()
        .pair("median_days", p.duration ? p.duration->median() : nan_value)
        .end_object();
    json.key("stages").begin_array();
    for (const auto& [name, s] : p.stages) {
        json.begin_object().pair("stage", name).pair("deals", s.deals).pair("amount", s.amount);
        json.pair("probability", s.probability / s.deals).pair("weighted", s.weighted).end_object();
    }
    json.end_array();
}

std::string document(const Arguments& arguments, const outlook::Question& q, const outlook::Outlook& o,
                     const Pipeline& p, const Dates& dates) {
    base::JsonWriter json;
    json.begin_object().pair("command", "gap");
    json.pair("method",
              "simulation: each open opportunity won or not in time, the baseline normal, one common error "
              "of the win rates; "
              "win rates by empirical Bayes (Kleinman 1973), time to decide by Kaplan and Meier (1958)");
    json.key("parameters").begin_object();
    for (const char* name : {"opportunities", "from", "as-of", "to"})
        if (arguments.has(name))
            json.pair(name == std::string_view{"as-of"} ? "as_of" : name, arguments.text(name));
    json.pair("baseline_deviation", q.baseline_deviation).end_object();
    json.pair("seed", static_cast<std::int64_t>(q.seed)).pair("draws", static_cast<std::uint64_t>(q.draws));
    json.pair("target", q.target)
        .pair("won", q.won)
        .pair("weighted_pipeline", o.weighted)
        .pair("baseline", q.baseline);
    json.pair("expected", o.expected).pair("gap", q.target - o.expected);
    json.pair("open_deals", static_cast<std::uint64_t>(q.deals.size())).pair("open_pipeline", p.open_amount);
    json.pair("probability", o.probability).pair("simulation_error", o.std_error);
    json.key("range").begin_object().pair("p10", o.p10).pair("p50", o.p50).pair("p90", o.p90).end_object();
    write_needed(json, q, o, p, dates);
    write_learned(json, p);
    json.key("warnings").begin_array();
    for (const auto& warning : p.warnings) json.value(warning);
    json.end_array().end_object();
    return json.take();
}

std::string table(const outlook::Question& q, const outlook::Outlook& o, const Pipeline& p) {
    auto out = fmt::format(
        "target {:>18.2f}\nwon {:>21.2f}\nweighted pipeline {:>7.2f}\nbaseline {:>16.2f}\ngap {:>21.2f}\n\n",
        q.target, q.won, o.weighted, q.baseline, q.target - o.expected);
    out += fmt::format(
        "the target is reached with {:.1f} %; in eight of ten cases the end is between {:.2f} and {:.2f}\n",
        100 * o.probability, o.p10, o.p90);
    for (const auto& [name, s] : p.stages)
        out += fmt::format("\n{:<24} {:>6.0f} deals {:>16.2f}  at {:>5.1f} %", name, s.deals, s.amount,
                           100 * s.probability / s.deals);
    for (const auto& warning : p.warnings) out += "\n\nNote: " + warning;
    return out;
}

void run(const Arguments& arguments) {
    const auto dates = dates_of(arguments);
    const auto pipeline = pipeline_of(arguments, dates);
    const auto question = question_of(arguments, pipeline);
    const auto outlook = outlook::simulate(question);
    print(arguments.text("format") == "table" ? table(question, outlook, pipeline)
                                              : document(arguments, question, outlook, pipeline, dates));
}

std::vector<Option> options() {
    std::vector<Option> all{
        {.name = "target",
         .kind = Kind::number,
         .help = "what is to be reached by the end of the period",
         .required = true},
        {.name = "opportunities", .help = "CSV file with one row an opportunity, open and decided ones"},
        {.name = "stage", .help = "column with the stage or outcome"},
        {.name = "amount",
         .help = "column with the amount; an open one without counts with the mean of the won ones"},
        {.name = "won", .kind = Kind::list, .help = "stages that are won", .fallback = "Won,Closed Won"},
        {.name = "lost", .kind = Kind::list, .help = "stages that are lost", .fallback = "Lost,Closed Lost"},
        {.name = "probabilities", .kind = Kind::list, .help = "of stages: Prospecting=0.1,Proposal=40%"},
        {.name = "probability",
         .help = "column with the probability of each opportunity, 0 to 1 or in percent"},
        {.name = "group",
         .help = "column of which each value has its own win rate, shrunken toward the common one"},
        {.name = "opened",
         .help = "column with the day it was opened; with --to, deals that come too late count less"},
        {.name = "closed", .help = "column with the day it was decided"},
        {.name = "from", .help = "first day of the period: won deals count from here"},
        {.name = "as-of", .help = "the day on which one stands; nothing later is looked at"},
        {.name = "to", .help = "last day of the period"},
        {.name = "won-amount", .kind = Kind::number, .help = "won in the period besides the file"},
        {.name = "baseline",
         .kind = Kind::number,
         .help = "what will come without the pipeline (a forecast)"},
        {.name = "baseline-deviation", .kind = Kind::number, .help = "the forecast's standard deviation"},
        {.name = "draws", .kind = Kind::whole, .help = "of the simulation", .fallback = "100000"},
    };
    for (auto& o : common_options()) all.push_back(o);
    return all;
}

}  // namespace

Command gap_command() {
    return {"gap",
            "Will the target be reached: won, weighted pipeline and baseline against it, the probability, "
            "and what pipeline "
            "is needed.",
            options(), run};
}

}  // namespace kamino::analyze
