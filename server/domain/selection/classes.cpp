#include "domain/selection/classes.h"

#include <cmath>

#include "domain/selection/classes.sql.h"
#include "domain/selection/portfolio_store.h"

namespace kamino::selection {
namespace {

std::string whole(double value) {
    return std::to_string(std::llround(value));
}

}  // namespace

ClassFacts class_facts(const StoredFacts& stored, const Scoring& s, bool has_sales) {
    ClassFacts f;
    f.value = s.value;
    f.potential = static_cast<double>(stored.potential);
    f.rhythm = static_cast<double>(has_sales ? s.months_active : s.won_count);
    f.growth = stored.growth;
    f.newcomer = stored.bought && stored.revenue_prev <= 0;
    f.had_its_chance = (stored.bought || stored.status == "former" || s.lost_count > 0) && s.open_count == 0;
    return f;
}

std::vector<Classed> list_classed(storage::Read& read, const auth::Actor& actor, const std::string& filter) {
    const auto run = last_run(read);
    const auto seen = seen_accounts(read, actor, filter);
    std::vector<Classed> accounts;
    std::size_t at = 0;
    auto rows = read.query(sql::list_classed);
    while (rows.next()) {
        const auto scoring = decode(rows.text_view(11));
        if (!scoring) continue;
        Classed c;
        auto& m = c.as_it_stands;
        m.id = rows.text(0);
        while (at < seen.size() && seen[at] < m.id) ++at;
        c.seen = at < seen.size() && seen[at] == m.id;
        if (c.seen) {
            m.name = rows.text(1);
            m.owner_name = rows.text(2);
        }
        m.from = rows.text(3);
        m.to = rows.text(4);
        m.by_person = rows.text_view(5) == "person";
        m.revenue = m.revenue_before = rows.integer(7);
        const auto growth = rows.is_null(10) ? std::nullopt : std::optional{rows.real(10)};
        c.facts =
            class_facts({rows.text_view(6), rows.integer(8), rows.integer(9), growth, !rows.is_null(12)},
                        *scoring, run && run->has_sales);
        accounts.push_back(std::move(c));
    }
    return accounts;
}

Tried try_rules(const std::vector<Classed>& accounts, const ClassRules& rules) {
    Tried tried;
    std::vector<double> values, potentials;
    for (const auto& a : accounts) {
        values.push_back(a.facts.value);
        potentials.push_back(a.facts.potential);
    }
    tried.significance = significance_of(values, potentials, rules);
    for (const auto& a : accounts) {
        if (!a.seen) continue;
        const auto by_rule = class_of(case_of(a.facts, tried.significance, rules), rules);
        auto move = a.as_it_stands;
        tried.kept_by_people += move.by_person && by_rule != move.from;
        move.from = move.to;
        if (!move.by_person) move.to = by_rule;
        tried.moves.push_back(std::move(move));
    }
    return tried;
}

std::vector<ClassReason> class_reasons(const ClassFacts& f, const LastRun& run, const ClassRules& rules,
                                       const std::string& locale, const std::string& currency) {
    const auto money = [&](double minor) {
        return i18n::format_money(locale, Money{std::llround(minor), currency});
    };
    const auto rate = [&](double ratio) { return i18n::format_percent(locale, ratio, 0); };
    const auto c = case_of(f, run.significance, rules);
    if (c == ClassCase::unknown) return {{"selection.class_none", {}}};
    if (c == ClassCase::nothing_left) return {{"selection.why_nothing_left", {}}};
    if (f.value <= 0)
        return {
            {c == ClassCase::could_buy_much ? "selection.why_could_much" : "selection.why_could_little",
             {{"potential", money(f.potential)}, {"limit", money(run.significance * rules.potential_from)}}}};
    std::vector<ClassReason> reasons;
    const std::string rhythm = run.has_sales ? "" : "_won";
    const bool structural = f.rhythm >= rules.structural_months;
    reasons.push_back({(structural ? "selection.why_structural" : "selection.why_once") + rhythm,
                       {{"count", whole(f.rhythm)}, {"limit", whole(std::ceil(rules.structural_months))}}});
    reasons.push_back({f.value >= run.significance ? "selection.why_significant" : "selection.why_modest",
                       {{"amount", money(f.value)},
                        {"share", rate(rules.significant_share)},
                        {"limit", money(run.significance)}}});
    if (f.growth && *f.growth >= rules.growing_from)
        reasons.push_back({"selection.why_growing", {{"rate", rate(*f.growth)}}});
    else if (f.newcomer && rules.newcomer_grows)
        reasons.push_back({"selection.why_newcomer", {}});
    else if (f.potential >= f.value * (1 + rules.headroom_from))
        reasons.push_back({"selection.why_headroom", {{"potential", money(f.potential)}}});
    else
        reasons.push_back({"selection.why_saturated",
                           {{"growth", rate(rules.growing_from)}, {"room", rate(rules.headroom_from)}}});
    return reasons;
}

}  // namespace kamino::selection
