// What the records say of each step of the relationship ladder.
#include <algorithm>
#include <cmath>

#include "domain/plans/process.h"

namespace kamino::plans {
namespace {

constexpr int regular_months = 6;            // of the last 12 with purchases
constexpr double flat = 0.03, steady = 0.5;  // growth within ±3 %, stability of at least 50 %

int close_deciders(const Facts& f) {
    return static_cast<int>(std::count_if(f.people.begin(), f.people.end(), [](const auto& p) {
        return decides(p) && p.closeness == "green";
    }));
}

bool has_sponsor(const Facts& f) {
    return std::any_of(f.team.begin(), f.team.end(),
                       [](const auto& m) { return m.role == "executive_sponsor"; });
}

LadderProposal communication(const Facts& f) {
    if (!f.last_contact_at) return {"communication", false, {"plan.ladder.no_contact", {}}};
    return {"communication", true, {"plan.ladder.contact", {{"date", date_part(f.last_contact_at->date())}}}};
}

LadderProposal interest(const Facts& f) {
    const auto deals = static_cast<std::int64_t>(f.deals.size());
    if (deals > 0) return {"interest", true, counted("plan.ladder.deals", deals)};
    return {"interest",
            f.first_on.has_value(),
            {f.first_on ? "plan.ladder.bought_before" : "plan.ladder.no_deals", {}}};
}

LadderProposal first_sale(const Facts& f) {
    if (!f.first_on) return {"first_sale", false, {"plan.ladder.no_sale", {}}};
    return {"first_sale", true, {"plan.ladder.first_sale", {{"date", date_part(*f.first_on)}}}};
}

LadderProposal trusted(const Facts& f, const SalesTrend& t) {
    const bool met = t.active_months >= regular_months && t.revenue_prev_12m > 0;
    return {"trusted_supplier", f.first_on && met, counted("plan.ladder.regular", t.active_months)};
}

LadderProposal partner(const Facts& f, bool is_trusted) {
    const int close = close_deciders(f);
    if (!has_sponsor(f)) return {"strategic_partner", false, {"plan.ladder.no_sponsor", {}}};
    return {"strategic_partner", is_trusted && close > 0, counted("plan.ladder.close", close)};
}

LadderProposal secured(const Facts& f, const SalesTrend& t, bool is_partner) {
    if (!t.growth) return {"secured", false, {"plan.ladder.no_growth_known", {}}};
    const bool met = is_partner && std::abs(*t.growth) <= flat && t.stability >= steady &&
                     f.needs_uncovered.empty() && wanted_lines(f).empty();
    return {"secured", met, {"plan.ladder.growth", {{"share", percent_part(*t.growth)}}}};
}

}  // namespace

std::vector<LadderProposal> ladder_proposals(const Facts& f, const SalesTrend& t) {
    std::vector<LadderProposal> steps{communication(f), interest(f), first_sale(f), trusted(f, t)};
    steps.push_back(partner(f, steps.back().met));
    steps.push_back(secured(f, t, steps.back().met));
    return steps;
}

Sentences ladder_sentences(const std::vector<LadderProposal>& proposals) {
    Sentences out;
    const auto met = std::count_if(proposals.begin(), proposals.end(), [](const auto& p) { return p.met; });
    out.push_back(counted("plan.ladder.steps", met));
    return out;
}

}  // namespace kamino::plans
