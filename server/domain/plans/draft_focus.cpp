// What follows from the focus of the account for its plan (SEL-8).
#include <algorithm>

#include "domain/plans/draft.h"

namespace kamino::plans {
namespace {

// The way in: who decides and was not met yet, and what to offer first.
void say_penetrate(const Facts& f, Sentences& out) {
    std::vector<std::string> unreached;
    for (const auto& p : f.people)
        if (decides(p) && p.contacts_180d == 0 && unreached.size() < 3) unreached.push_back(p.name);
    if (!unreached.empty())
        out.push_back({"plan.follows.way_in", {{"names", names_part(std::move(unreached))}}});
    else if (std::none_of(f.people.begin(), f.people.end(), decides))
        out.push_back({"plan.follows.no_decider", {}});
    auto wanted = wanted_lines(f);
    if (wanted.size() > 2) wanted.resize(2);
    if (!wanted.empty())
        out.push_back({"plan.follows.first_offer", {{"lines", names_part(std::move(wanted))}}});
}

// What to add: lines that peers buy, needs that nothing of ours serves.
void say_expand(const Facts& f, Sentences& out) {
    auto wanted = wanted_lines(f);
    if (wanted.size() > 3) wanted.resize(3);
    if (!wanted.empty())
        out.push_back({"plan.follows.add_lines", {{"lines", names_part(std::move(wanted))}}});
    auto needs = f.needs_uncovered;
    if (needs.size() > 3) needs.resize(3);
    if (!needs.empty()) out.push_back({"plan.follows.add_needs", {{"needs", names_part(std::move(needs))}}});
}

// What is at stake: the revenue, who speaks against us, and whom nobody met lately.
void say_protect(const Facts& f, const SalesTrend& t, Sentences& out) {
    if (t.revenue_12m > 0)
        out.push_back({"plan.follows.at_stake", {{"amount", money_part(t.revenue_12m, f.currency)}}});
    std::vector<std::string> against;
    for (const auto& p : f.people)
        if (p.stance == "detractor" && against.size() < 3) against.push_back(p.name);
    if (!against.empty())
        out.push_back({"plan.follows.against", {{"names", names_part(std::move(against))}}});
    if (!f.last_contact_at || f.today.days - f.last_contact_at->date().days > 90)
        out.push_back({"plan.follows.silent", {}});
}

}  // namespace

void say_focus(const Facts& f, const SalesTrend& t, std::string_view focus, Sentences& out) {
    if (focus.empty()) return;
    out.push_back({"plan.follows." + std::string{focus}, {}, Layout::paragraph});
    if (focus == "penetrate") say_penetrate(f, out);
    if (focus == "expand") say_expand(f, out);
    if (focus == "protect") say_protect(f, t, out);
}

}  // namespace kamino::plans
