// The sections about sales, whitespace, pipeline and objective.
#include <algorithm>
#include <cmath>

#include "domain/plans/draft.h"

namespace kamino::plans {
namespace {

constexpr std::size_t longest_list = 6;

Sentence amount_item(const LineFacts& line, const Facts& f, std::int64_t total) {
    return {"plan.sales.item",
            {{"name", text_part(line.name)},
             {"amount", money_part(line.net_12m, f.currency)},
             {"share",
              percent_part(total > 0 ? static_cast<double>(line.net_12m) / static_cast<double>(total) : 0)}},
            Layout::item};
}

void say_list(const char* intro, const std::vector<LineFacts>& lines, const Facts& f, std::int64_t total,
              Sentences& out) {
    std::size_t said = 0;
    for (const auto& line : lines) {
        if (line.net_12m <= 0 || said == 5) continue;
        if (said++ == 0) out.push_back({intro, {}, Layout::paragraph});
        out.push_back(amount_item(line, f, total));
    }
}

// The line that moved the account's sales most, when it moved by a tenth of itself at least.
void say_movers(const Facts& f, Sentences& out) {
    const LineFacts *grew = nullptr, *fell = nullptr;
    const auto change = [](const LineFacts& l) { return l.net_12m - l.net_prev_12m; };
    for (const auto& l : f.lines) {
        if (l.net_prev_12m <= 0 || std::abs(change(l)) * 10 < l.net_prev_12m) continue;
        if (change(l) > 0 && (!grew || change(l) > change(*grew))) grew = &l;
        if (change(l) < 0 && (!fell || change(l) < change(*fell))) fell = &l;
    }
    if (!grew && !fell) return;
    const auto from = out.size();
    if (grew)
        out.push_back({"plan.sales.grew",
                       {{"line", text_part(grew->name)}, {"amount", money_part(change(*grew), f.currency)}}});
    if (fell)
        out.push_back(
            {"plan.sales.fell",
             {{"line", text_part(fell->name)}, {"amount", money_part(-change(*fell), f.currency)}}});
    out[from].layout = Layout::paragraph;
}

Sentence deal_item(const DealFacts& deal, const Facts& f) {
    std::vector<std::pair<std::string, Part>> params{{"name", text_part(deal.name)},
                                                     {"amount", money_part(deal.amount_minor, f.currency)},
                                                     {"stage", text_part(deal.stage)},
                                                     {"probability", percent_part(deal.probability / 100.0)}};
    if (deal.close_on) params.emplace_back("date", date_part(*deal.close_on));
    return {deal.close_on ? "plan.pipe.deal" : "plan.pipe.deal_undated", std::move(params), Layout::item};
}

}  // namespace

void say_year(const Facts& f, const SalesTrend& t, Sentences& out) {
    if (!f.sales_until || (t.revenue_12m == 0 && t.revenue_prev_12m == 0)) {
        out.push_back({f.first_on ? "plan.sales.none_lately" : "plan.sales.none", {}});
        return;
    }
    const auto until = f.sales_until->plus_months(1).plus_days(-1);
    out.push_back({"plan.sales.year",
                   {{"until", date_part(until)}, {"revenue", money_part(t.revenue_12m, f.currency)}}});
    if (!t.growth) {
        out.push_back({"plan.sales.first_year", {}});
        return;
    }
    const char* key = *t.growth >= 0.005    ? "plan.sales.up"
                      : *t.growth <= -0.005 ? "plan.sales.down"
                                            : "plan.sales.flat";
    out.push_back({key,
                   {{"share", percent_part(std::abs(*t.growth), 1)},
                    {"before", money_part(t.revenue_prev_12m, f.currency)}}});
}

Sentences sales_sentences(const Facts& f, const SalesTrend& t) {
    Sentences out;
    say_year(f, t, out);
    if (t.revenue_12m <= 0) return out;
    if (t.half_growth && std::abs(*t.half_growth) >= 0.005)
        out.push_back({*t.half_growth > 0 ? "plan.sales.half_up" : "plan.sales.half_down",
                       {{"share", percent_part(std::abs(*t.half_growth), 1)}}});
    if (f.margin_12m > 0)
        out.push_back(
            {"plan.sales.margin",
             {{"margin", money_part(f.margin_12m, f.currency)},
              {"share",
               percent_part(static_cast<double>(f.margin_12m) / static_cast<double>(t.revenue_12m), 1)}}});
    out.push_back({t.stability >= 0.7   ? "plan.sales.steady"
                   : t.stability >= 0.4 ? "plan.sales.wavy"
                                        : "plan.sales.irregular",
                   {},
                   Layout::paragraph});
    out.push_back({"plan.sales.active", {{"months", number_part(t.active_months)}}});
    if (!t.peak_months.empty())
        out.push_back({"plan.sales.peaks", {{"months", months_part(t.peak_months)}}});
    else if (t.revenue_prev_12m > 0)
        out.push_back({"plan.sales.no_peaks", {}});
    if (f.last_on && f.last_on->plus_days(90) < f.sales_until->plus_months(1))
        out.push_back({"plan.sales.silent", {{"date", date_part(*f.last_on)}}});
    say_list("plan.sales.lines", f.lines, f, t.revenue_12m, out);
    say_list("plan.sales.products", f.products, f, t.revenue_12m, out);
    say_movers(f, out);
    return out;
}

std::vector<std::string> wanted_lines(const Facts& f) {
    std::vector<std::string> names;
    for (const auto& line : f.not_bought)
        if (f.peers >= 5 && line.peers_buying * 2 >= f.peers && names.size() < 3) names.push_back(line.name);
    return names;
}

Sentences whitespace_sentences(const Facts& f) {
    Sentences out;
    const auto bought =
        std::count_if(f.lines.begin(), f.lines.end(), [](const auto& l) { return l.net_12m > 0; });
    if (bought == 0)
        out.push_back({"plan.white.nothing", {}});
    else
        out.push_back({"plan.white.bought",
                       {{"bought", number_part(static_cast<double>(bought))},
                        {"total", number_part(static_cast<double>(bought) +
                                              static_cast<double>(f.not_bought.size()))}}});
    const bool comparable = f.peers >= 5;
    if (comparable)
        out.push_back({"plan.white.peers",
                       {{"count", number_part(f.peers)}, {"industry", text_part(f.account.industry)}}});
    else
        out.push_back({"plan.white.no_peers", {}});
    if (!f.not_bought.empty())
        out.push_back({"plan.white.missing", {}, Layout::paragraph});
    else if (bought > 0)
        out.push_back({"plan.white.all", {}, Layout::paragraph});
    for (const auto& line : f.not_bought) {
        std::vector<std::pair<std::string, Part>> params{
            {"name", text_part(line.name)},
            {"amount", money_part(line.net_prev_12m, f.currency)},
            {"share", percent_part(comparable ? static_cast<double>(line.peers_buying) / f.peers : 0)}};
        const char* key = line.net_prev_12m > 0
                              ? (comparable ? "plan.white.lapsed_peers" : "plan.white.lapsed")
                          : comparable ? "plan.white.item_peers"
                                       : "plan.white.item";
        out.push_back({key, std::move(params), Layout::item});
    }
    if (f.needs_covered.empty() && f.needs_uncovered.empty())
        out.push_back({"plan.white.no_needs", {}, Layout::paragraph});
    else if (f.needs_uncovered.empty())
        out.push_back({"plan.white.needs_covered", {}, Layout::paragraph});
    else
        out.push_back({"plan.white.needs", {{"needs", names_part(f.needs_uncovered)}}, Layout::paragraph});
    return out;
}

void say_open_deals(const Facts& f, Sentences& out) {
    if (f.deals.empty())
        out.push_back({"plan.pipe.none", {}});
    else
        out.push_back(counted("plan.pipe.open", static_cast<std::int64_t>(f.deals.size()),
                              {{"amount", money_part(f.pipeline.open_minor, f.currency)},
                               {"weighted", money_part(f.pipeline.weighted_minor, f.currency)}}));
}

Sentences pipeline_sentences(const Facts& f) {
    Sentences out;
    say_open_deals(f, out);
    const auto no_next =
        std::count_if(f.deals.begin(), f.deals.end(), [](const auto& d) { return d.next_step.empty(); });
    if (no_next > 0) out.push_back(counted("plan.pipe.no_next", no_next));
    const auto list = [&](const char* intro, auto belongs) {
        std::size_t said = 0;
        for (const auto& deal : f.deals) {
            if (!belongs(deal, f.today) || said == longest_list) continue;
            if (said++ == 0) out.push_back({intro, {}, Layout::paragraph});
            out.push_back(deal_item(deal, f));
        }
    };
    list("plan.pipe.soon", closes_soon);
    list("plan.pipe.stalled", is_stalled);
    if (f.pipeline.won_count + f.pipeline.lost_count > 0)
        out.push_back({"plan.pipe.closed",
                       {{"won", number_part(f.pipeline.won_count)},
                        {"lost", number_part(f.pipeline.lost_count)},
                        {"amount", money_part(f.pipeline.won_12m_minor, f.currency)}},
                       Layout::paragraph});
    return out;
}

Sentence goal_sentence(const Facts& f, const Gap& g) {
    return {"plan.goal.proposal",
            {{"target", money_part(g.target, f.currency)},
             {"due", date_part(f.today.plus_months(12))},
             {"rate", percent_part(g.growth_rate, 1)},
             {"baseline", money_part(g.baseline, f.currency)}}};
}

Sentence gap_sentence(const Facts& f, const Gap& g) {
    return {g.gap > 0 ? "plan.goal.gap" : "plan.goal.covered",
            {{"target", money_part(g.target, f.currency)},
             {"run_rate", money_part(g.run_rate, f.currency)},
             {"pipeline", money_part(g.weighted_pipeline, f.currency)},
             {"gap", money_part(g.gap, f.currency)}}};
}

Sentences objective_sentences(const Facts& f, const SalesTrend& t, const Gap& g) {
    Sentences out;
    if (g.baseline <= 0) {
        out.push_back({"plan.goal.no_sales", {}});
        return out;
    }
    out.push_back(goal_sentence(f, g));
    out.push_back({"plan.goal.by_" + g.growth_reason, {{"class", text_part(f.customer_class)}}});
    const bool falling = g.run_rate < g.baseline;
    out.push_back({falling ? "plan.goal.run_falling" : "plan.goal.run_same",
                   {{"amount", money_part(g.run_rate, f.currency)},
                    {"share", percent_part(std::abs(t.half_growth.value_or(0)), 1)}},
                   Layout::paragraph});
    out.push_back({"plan.goal.pipeline", {{"amount", money_part(g.weighted_pipeline, f.currency)}}});
    out.push_back(gap_sentence(f, g));
    return out;
}

}  // namespace kamino::plans
