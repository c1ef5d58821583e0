// Profile, own company, summary, and the draft as a whole.
#include "domain/plans/process.h"

#include <algorithm>

namespace kamino::plans {
namespace {

std::vector<std::string> unknown_fields(const accounts::Account& a) {
    std::vector<std::string> missing;
    if (a.industry.empty()) missing.emplace_back("plan.field.industry");
    if (!a.employees) missing.emplace_back("plan.field.employees");
    if (!a.annual_revenue) missing.emplace_back("plan.field.annual_revenue");
    if (a.website.empty()) missing.emplace_back("plan.field.website");
    if (a.city.empty()) missing.emplace_back("plan.field.address");
    return missing;
}

void say_identity(const Facts& f, Sentences& out) {
    const auto& a = f.account;
    if (!a.industry.empty())
        out.push_back(
            {"plan.profile.industry", {{"name", text_part(a.name)}, {"industry", text_part(a.industry)}}});
    if (!a.city.empty())
        out.push_back({"plan.profile.seat",
                       {{"place", text_part(a.country.empty() ? a.city : a.city + ", " + a.country)}}});
    if (a.year_founded)
        out.push_back({"plan.profile.founded", {{"year", text_part(std::to_string(*a.year_founded))}}});
    if (a.employees) out.push_back(counted("plan.profile.employees", *a.employees));
    if (a.annual_revenue)
        out.push_back({"plan.profile.revenue",
                       {{"amount", money_part(a.annual_revenue->minor, a.annual_revenue->currency)}}});
    if (!f.parent_name.empty())
        out.push_back({"plan.profile.parent", {{"parent", text_part(f.parent_name)}}});
    if (f.children > 0) out.push_back(counted("plan.profile.children", f.children));
    if (f.locations + f.units > 0)
        out.push_back({"plan.profile.structure",
                       {{"locations", number_part(f.locations)}, {"units", number_part(f.units)}}});
}

void say_relation(const Facts& f, Sentences& out) {
    const auto& status = f.account.status;
    if (status == "former" && f.last_on)
        out.push_back({"plan.profile.former", {{"date", date_part(*f.last_on)}}, Layout::paragraph});
    else if (f.first_on)
        out.push_back({"plan.profile.customer_since", {{"date", date_part(*f.first_on)}}, Layout::paragraph});
    else
        out.push_back({status == "prospect" ? "plan.profile.prospect" : "plan.profile.no_purchases",
                       {},
                       Layout::paragraph});
    if (!f.customer_class.empty())
        out.push_back({"plan.profile.class", {{"class", text_part(f.customer_class)}}});
}

}  // namespace

Sentences profile_sentences(const Facts& f, const SalesTrend& t) {
    Sentences out;
    say_identity(f, out);
    say_relation(f, out);
    if (f.invoices_12m > 0) {
        out.push_back(counted("plan.profile.frequency", f.invoices_12m,
                              {{"months", number_part(t.active_months)},
                               {"average", money_part(t.revenue_12m / f.invoices_12m, f.currency)}}));
        const auto bought =
            std::count_if(f.lines.begin(), f.lines.end(), [](const auto& l) { return l.net_12m > 0; });
        out.push_back({"plan.profile.volume",
                       {{"revenue", money_part(t.revenue_12m, f.currency)},
                        {"lines", number_part(static_cast<double>(bought))}}});
        std::vector<std::string> names;
        for (const auto& line : f.lines)
            if (line.net_12m > 0 && names.size() < 3) names.push_back(line.name);
        if (!names.empty())
            out.push_back({"plan.profile.prefers", {{"lines", names_part(std::move(names))}}});
    }
    if (auto missing = unknown_fields(f.account); !missing.empty())
        out.push_back(
            {"plan.profile.missing", {{"fields", terms_part(std::move(missing))}}, Layout::paragraph});
    return out;
}

Sentences own_company_sentences(const Facts& f) {
    Sentences out;
    if (f.owner_name.empty())
        out.push_back({"plan.own.no_owner", {}});
    else
        out.push_back({"plan.own.owner", {{"name", text_part(f.owner_name)}}});
    if (f.team.empty())
        out.push_back({"plan.own.no_team", {}});
    else
        out.push_back(counted("plan.own.team", static_cast<std::int64_t>(f.team.size())));
    for (const auto& m : f.team)
        out.push_back({"plan.own.member",
                       {{"name", text_part(m.name)}, {"role", term_part("plan.role." + m.role)}},
                       Layout::item});
    auto missing = uncovered_roles(f);
    if (missing.empty()) {
        out.push_back({"plan.own.covered", {}, Layout::paragraph});
    } else {
        const auto count = static_cast<std::int64_t>(missing.size());
        for (auto& role : missing) role = "plan.role." + role;
        out.push_back(counted("plan.own.uncovered", count, {{"roles", terms_part(std::move(missing))}},
                              Layout::paragraph));
    }
    if (f.our_contacts_180d > 0)
        out.push_back(counted("plan.own.contacts", f.our_contacts_180d, {}, Layout::paragraph));
    else
        out.push_back({"plan.own.no_contact", {}, Layout::paragraph});
    if (f.last_contact_at)
        out.push_back({"plan.own.last_contact", {{"date", date_part(f.last_contact_at->date())}}});
    return out;
}

Sentences summary_sentences(const Facts& f, const SalesTrend& t, const Gap& g) {
    Sentences out;
    say_year(f, t, out);
    const auto from = out.size();
    say_people(f, out);
    if (f.owner_name.empty()) out.push_back({"plan.own.no_owner", {}});
    out[from].layout = Layout::paragraph;
    const auto deals = out.size();
    if (auto wanted = wanted_lines(f); !wanted.empty())
        out.push_back({"plan.summary.white", {{"lines", names_part(std::move(wanted))}}});
    say_open_deals(f, out);
    out[deals].layout = Layout::paragraph;
    if (g.baseline > 0) {
        out.push_back(goal_sentence(f, g));
        out.back().layout = Layout::paragraph;
        out.push_back(gap_sentence(f, g));
    }
    return out;
}

namespace {

void ask(std::vector<DraftQuestion>& out, const char* section, const char* family, Sentence text) {
    out.push_back({section, family, std::move(text)});
}

void ask_people(const Facts& f, std::vector<DraftQuestion>& out) {
    std::vector<std::string> unreached, detractors;
    int deciders = 0, unknown = 0;
    for (const auto& p : f.people) {
        deciders += decides(p);
        unknown += p.role.empty() || p.role == "unknown";
        if (decides(p) && p.contacts_180d == 0 && unreached.size() < 5) unreached.push_back(p.name);
        if (p.stance == "detractor" && detractors.size() < 5) detractors.push_back(p.name);
    }
    if (deciders == 0) ask(out, "people", "team", {"plan.ask.decider", {}});
    if (!unreached.empty())
        ask(out, "people", "team", {"plan.ask.unreached", {{"names", names_part(unreached)}}});
    if (unknown > 0) ask(out, "people", "unknown", counted("plan.ask.roles", unknown));
    if (!detractors.empty())
        ask(out, "people", "insights", {"plan.ask.detractors", {{"names", names_part(detractors)}}});
}

}  // namespace

std::vector<DraftQuestion> draft_questions(const Facts& f, const SalesTrend& t, const Gap& g) {
    std::vector<DraftQuestion> out;
    if (f.account.industry.empty()) ask(out, "profile", "unknown", {"plan.ask.industry", {}});
    if (!f.account.employees) ask(out, "profile", "unknown", {"plan.ask.size", {}});
    if (!f.account.annual_revenue) ask(out, "profile", "unknown", {"plan.ask.revenue", {}});
    if (f.owner_name.empty()) ask(out, "own_company", "team", {"plan.ask.owner", {}});
    if (auto roles = uncovered_roles(f); !roles.empty()) {
        for (auto& role : roles) role = "plan.role." + role;
        ask(out, "own_company", "team", {"plan.ask.team_roles", {{"roles", terms_part(std::move(roles))}}});
    }
    if (t.growth && *t.growth <= -0.05)
        ask(out, "sales", "performance", {"plan.ask.fall", {{"share", percent_part(-*t.growth)}}});
    ask_people(f, out);
    std::vector<std::string> lapsed;
    for (const auto& line : f.not_bought)
        if (line.net_prev_12m > 0 && lapsed.size() < 5) lapsed.push_back(line.name);
    if (!lapsed.empty())
        ask(out, "whitespace", "insights", {"plan.ask.lapsed", {{"lines", names_part(lapsed)}}});
    if (auto wanted = wanted_lines(f); !wanted.empty())
        ask(out, "whitespace", "competitors",
            {"plan.ask.wanted", {{"lines", names_part(std::move(wanted))}}});
    std::vector<std::string> stalled;
    for (const auto& deal : f.deals)
        if (is_stalled(deal, f.today) && stalled.size() < 5) stalled.push_back(deal.name);
    if (!stalled.empty())
        ask(out, "pipeline", "unknown", {"plan.ask.stalled", {{"names", names_part(stalled)}}});
    if (g.gap > 0) ask(out, "objective", "value", {"plan.ask.gap", {{"gap", money_part(g.gap, f.currency)}}});
    return out;
}

namespace {

// What the records say of one of the shipped sections.
Sentences sentences_of_section(std::string_view key, const Facts& f, const Draft& d) {
    if (key == "summary") return summary_sentences(f, d.trend, d.gap);
    if (key == "profile") return profile_sentences(f, d.trend);
    if (key == "own_company") return own_company_sentences(f);
    if (key == "sales") return sales_sentences(f, d.trend);
    if (key == "people") return people_sentences(f);
    if (key == "whitespace") return whitespace_sentences(f);
    if (key == "pipeline") return pipeline_sentences(f);
    if (key == "objective") return objective_sentences(f, d.trend, d.gap);
    if (key == "relationship") return ladder_sentences(ladder_proposals(f, d.trend));
    return {};
}

// `asked`: how many questions of the library the plan asks; below 0: it asks none, and says only what is
// open.
Sentences open_sentences(const Draft& d, std::int64_t asked) {
    Sentences out;
    if (asked >= 0) out.push_back(counted("plan.open.count", asked + std::ssize(d.questions)));
    for (const auto& q : d.questions) {
        out.push_back(q.text);
        out.back().layout = Layout::item;
    }
    return out;
}

// A living block brings the sentences of its source as a paragraph of its own, and its figures.
void add_living(const templates::FormSection& s, const Facts& f, const Draft& d, SectionDraft& section) {
    std::string blocks;
    for (const auto& b : s.blocks) {
        if (b.kind != "living") continue;
        auto sentences = sentences_of_section(b.source, f, d);
        if (!sentences.empty() && !section.sentences.empty()) sentences.front().layout = Layout::paragraph;
        section.sentences.insert(section.sentences.end(), sentences.begin(), sentences.end());
        blocks += (blocks.empty() ? "\"" : ",\"") + b.key + "\":" + facts_json(b.source, f, d.trend, d.gap);
    }
    if (blocks.empty()) return;
    auto& json = section.facts_json;
    json.pop_back();
    json += (json == "{" ? "" : ",") + std::string{"\"blocks\":{"} + blocks + "}}";
}

}  // namespace

Draft draft(const Facts& f, const Template& shipped, const templates::Form& form, const Plan& plan) {
    Draft d;
    if (f.sales_until) d.trend = sales_trend(f.months, *f.sales_until);
    d.gap = first_gap(d.trend, f.pipeline.weighted_minor, f.peer_growth,
                      shipped.growth_rule(f.customer_class), plan.focus);
    d.questions = draft_questions(f, d.trend, d.gap);
    std::erase_if(d.questions, [&](const DraftQuestion& q) { return !form.section(q.section); });
    const auto asked =
        std::count_if(shipped.questions.begin(), shipped.questions.end(), [&](const LibraryQuestion& q) {
            return form.library && form.section(q.section) && is_relevant(q, plan, f.customer_class);
        });
    for (const auto& s : form.sections) {
        SectionDraft section{s.key, sentences_of_section(s.key, f, d)};
        if (s.key == "open_questions") section.sentences = open_sentences(d, form.library ? asked : -1);
        const auto* known = shipped.section(s.key);
        if (known && known->drafted) section.facts_json = facts_json(s.key, f, d.trend, d.gap);
        if (s.key == "summary") say_focus(f, d.trend, plan.focus, section.sentences);
        add_living(s, f, d, section);
        d.sections.push_back(std::move(section));
    }
    // A form without the library has no rows for questions: what the data asks stands in its text.
    if (!form.library) d.questions.clear();
    return d;
}

Draft draft(const Facts& f, const Template& shipped) {
    const Plan usual;
    return draft(f, shipped, templates::standard_edition()->form, usual);
}

}  // namespace kamino::plans
