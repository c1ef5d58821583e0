#include "domain/plans/completeness.h"

#include <algorithm>
#include <cmath>

namespace kamino::plans {
namespace {

constexpr int old_draft_days = 90, old_text_days = 180, old_contact_days = 90, old_sales_days = 60;

bool asks(const PlanFacts& f, std::string_view section) {
    return std::find(f.unasked.begin(), f.unasked.end(), section) == f.unasked.end();
}

class Tally {
  public:
    explicit Tally(const PlanFacts& facts) : facts_(facts) {}
    // `share` of the weight is reached, 0..1; anything below 1 is named.
    void add(double weight, double share, std::string section, Sentence text, std::string page = "plan") {
        if (!asks(facts_, section)) return;
        weight_ += weight;
        reached_ += weight * share;
        if (share < 1) missing.push_back({std::move(section), std::move(text), std::move(page)});
    }
    int score() const {
        return weight_ > 0 ? static_cast<int>(std::floor(100 * reached_ / weight_ + 1e-9)) : 0;
    }
    std::vector<Finding> missing;

  private:
    const PlanFacts& facts_;
    double weight_ = 0, reached_ = 0;
};

double share(int part, int whole) {
    return whole > 0 ? static_cast<double>(part) / whole : 1;
}

void look_at_people(const PlanFacts& f, Tally& t) {
    if (f.people == 0) {
        t.add(20, 0, "people", {"plan.missing.people", {}}, "people");
        return;
    }
    t.add(8, f.decision_makers > 0 ? 1 : 0, "people", {"plan.missing.decider", {}}, "people");
    if (f.decision_makers > 0)
        t.add(8, share(f.reached_decision_makers, f.decision_makers), "people",
              counted("plan.missing.unreached", f.decision_makers - f.reached_decision_makers), "people");
    t.add(4, share(f.people - f.unknown_roles, f.people), "people",
          counted("plan.missing.roles", f.unknown_roles), "people");
}

std::optional<int> age(const std::optional<Date>& day, Date today) {
    return day ? std::optional{today.days - day->days} : std::nullopt;
}

Sentence days_old(const char* key, int days) {
    return {key, {{"days", number_part(days)}}};
}

void look_at_section(const SectionState& s, Date today, Completeness& c, int& checks) {
    if (s.empty || s.no_text) return;
    ++checks;
    if (!s.edited) {
        if (const auto days = age(s.drafted_on, today); days && *days > old_draft_days)
            c.stale.push_back({s.key, days_old("plan.stale.draft", *days)});
        return;
    }
    const auto seen = std::max(s.edited_on.value_or(Date{}), s.reviewed_on.value_or(Date{}));
    if (const int days = today.days - seen.days; days > old_text_days)
        c.stale.push_back({s.key, days_old("plan.stale.text", days)});
}

void look_at_rows(const RowsState& r, Completeness& c, int& checks) {
    if (r.rows == 0) return;
    checks += 2;
    if (r.old > 0) c.stale.push_back({r.section, counted("plan.stale.rows", r.old), "plan", r.first_old});
    if (r.undated > 0)
        c.stale.push_back({r.section, counted("plan.stale.undated", r.undated), "plan", r.first_undated});
}

void look_at_evidence(const PlanFacts& f, Completeness& c) {
    int rows = 0, unproven = 0;
    for (const auto& r : f.rows) {
        rows += r.rows;
        unproven += r.unproven;
        if (r.unproven > 0)
            c.unproven.push_back(
                {r.section, counted("plan.unproven.rows", r.unproven), "plan", r.first_unproven});
    }
    // Judgements that cannot all be true.
    if (f.competitors_percent > 100)
        c.unproven.push_back(
            {"competitors", {"plan.unproven.shares", {{"percent", number_part(f.competitors_percent)}}}});
    if (f.skipped_steps > 0)
        c.unproven.push_back({"relationship", counted("plan.unproven.ladder", f.skipped_steps,
                                                      {{"step", number_part(f.highest_step)}})});
    if (rows > 0) c.evidence = 100 * (rows - unproven) / rows;
}

// What people judge and add, as far as this rigour asks for it.
void look_at_content(const PlanFacts& f, Tally& t) {
    t.add(5, f.missing_profile > 0 ? 0 : 1, "profile", counted("plan.missing.profile", f.missing_profile));
    t.add(2, f.empty_quarters > 0 ? 0 : 1, "swot", counted("plan.missing.quarters", f.empty_quarters));
    t.add(2, f.no_moves ? 0 : 1, "swot", {"plan.missing.moves", {}});
    t.add(2, f.no_ladder ? 0 : 1, "relationship", {"plan.missing.ladder", {}});
    t.add(3, share(7 - f.unjudged_conditions, 7), "relationship",
          counted("plan.missing.conditions", f.unjudged_conditions));
    t.add(2, f.no_sponsor ? 0 : 1, "own_company", {"plan.missing.sponsor", {}});
    t.add(3, f.no_tasks ? 0 : 1, "open_questions", {"plan.missing.tasks", {}});
}

void look_at_age(const PlanFacts& f, Completeness& c) {
    int checks = 0;
    for (const auto& s : f.sections) look_at_section(s, f.today, c, checks);
    if (const auto days = age(f.last_contact_on, f.today); days && asks(f, "people")) {
        ++checks;
        if (*days > old_contact_days)
            c.stale.push_back({"people", days_old("plan.stale.contact", *days), "people"});
    }
    if (const auto days = age(f.last_sale_on, f.today); days && asks(f, "sales")) {
        ++checks;
        if (*days > old_sales_days)
            c.stale.push_back({"sales", days_old("plan.stale.sales", *days), "sales"});
    }
    ++checks;
    if (f.overdue_deals > 0 && asks(f, "pipeline"))
        c.stale.push_back({"pipeline", counted("plan.stale.deals", f.overdue_deals), "pipeline"});
    for (const auto& r : f.rows) look_at_rows(r, c, checks);
    ++checks;
    if (f.overdue_tasks > 0 && asks(f, "open_questions"))
        c.stale.push_back(
            {"open_questions", counted("plan.stale.tasks", f.overdue_tasks), "plan", f.first_overdue_task});
    if (f.overdue_initiatives > 0 && asks(f, "initiatives")) {
        ++checks;
        c.stale.push_back({"initiatives", counted("plan.stale.initiatives", f.overdue_initiatives), "plan",
                           f.first_overdue_initiative});
    }
    c.freshness = 100 * (checks - static_cast<int>(c.stale.size())) / checks;
}

}  // namespace

Completeness completeness(const PlanFacts& f) {
    Tally t{f};
    t.add(5, f.has_owner ? 1 : 0, "own_company", {"plan.missing.owner", {}});
    t.add(4, f.has_industry ? 1 : 0, "profile", {"plan.missing.industry", {}}, "profile");
    t.add(3, f.has_size ? 1 : 0, "profile", {"plan.missing.size", {}}, "profile");
    t.add(5, f.has_sales ? 1 : 0, "sales", {"plan.missing.sales", {}}, "sales");
    look_at_people(f, t);
    t.add(6, share(6 - f.uncovered_roles, 6), "own_company", counted("plan.missing.team", f.uncovered_roles));
    t.add(15, f.smart_objectives > 0 ? 1 : 0, "objective", {"plan.missing.objective", {}});
    look_at_content(f, t);
    for (const auto& s : f.sections)
        if (s.asked) t.add(3, s.empty ? 0 : 1, s.key, {"plan.missing.section", {}});
    for (const auto& [section, count] : f.blocks)
        t.add(2 * count, 0, section, counted("plan.missing.blocks", count));
    t.add(10, share(f.questions - f.open_questions, f.questions), "open_questions",
          counted("plan.missing.answers", f.open_questions));
    t.add(3, f.sources > 0 ? 1 : 0, "profile", {"plan.missing.source", {}});
    Completeness c;
    c.score = t.score();
    c.missing = std::move(t.missing);
    look_at_age(f, c);
    look_at_evidence(f, c);
    return c;
}

}  // namespace kamino::plans
