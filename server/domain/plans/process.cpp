// Stages, criteria and the relevance of questions.
#include "domain/plans/process.h"

#include <algorithm>
#include <functional>
#include <map>

namespace kamino::plans {
namespace {

constexpr int contact_days = 90;

template <class T>
int count_kind(const std::vector<T>& rows, std::string_view kind) {
    return static_cast<int>(
        std::count_if(rows.begin(), rows.end(), [&](const T& row) { return row.kind == kind; }));
}

bool holds_role(const PlanView& v, std::string_view role) {
    return std::any_of(v.team.begin(), v.team.end(), [&](const auto& m) { return m.role == role; });
}

int missing_profile(const PlanView& v) {
    const auto rigour = rigour_of(v.plan.rigour);
    const auto filled = [&](const Point& p) {
        return std::any_of(v.content.profile.begin(), v.content.profile.end(),
                           [&](const auto& e) { return e.key == p.key; });
    };
    int missing = 0;
    for (const auto& p : shipped_template().profile) missing += p.rigour <= rigour && !filled(p);
    return missing;
}

int empty_quarters(const PlanView& v) {
    int empty = 0;
    for (const char* kind : {"strength", "weakness", "opportunity", "threat"})
        empty += count_kind(v.content.swot_items, kind) == 0;
    return empty;
}

int unjudged_conditions(const PlanView& v) {
    int open = 0;
    for (const auto& c : shipped_template().conditions) {
        const auto* check = check_of(v.content, "condition", c.key);
        open += !check || check->state == "open";
    }
    return open;
}

bool is_overdue(const Task& t, Date today) {
    return !t.done_on && t.due_on && *t.due_on < today;
}

bool is_judged(const Objective& o, Date today) {
    return o.status == "reached" || o.status == "dropped" || !o.due_on || *o.due_on >= today;
}

using Met = std::function<bool(const PlanView&)>;

bool any_agreed(const PlanView& v) {
    return std::any_of(v.content.objectives.begin(), v.content.objectives.end(), [](const auto& o) {
        return o.smart_reasons.empty() && (o.status == "agreed" || o.status == "reached");
    });
}

bool any_weighed(const PlanView& v) {
    return std::any_of(v.content.possibilities.begin(), v.content.possibilities.end(),
                       [](const auto& p) { return p.initiative_id && p.viability; });
}

// What "by data" means, criterion by criterion; `stage.key` names the row.
const std::map<std::string, Met, std::less<>>& data_criteria() {
    static const std::map<std::string, Met, std::less<>> all{
        {"strategy.owner", [](const PlanView& v) { return v.plan.owner_id.has_value(); }},
        {"strategy.focus", [](const PlanView& v) { return !v.plan.focus.empty(); }},
        {"strategy.relationship_lead", [](const PlanView& v) { return holds_role(v, "relationship_lead"); }},
        {"strategy.sponsor", [](const PlanView& v) { return holds_role(v, "executive_sponsor"); }},
        {"research.decider", [](const PlanView& v) { return v.around.deciders > 0; }},
        {"research.profile", [](const PlanView& v) { return missing_profile(v) == 0; }},
        {"research.insights",
         [](const PlanView& v) {
             return count_kind(v.content.insights, "trend") > 0 && count_kind(v.content.insights, "need") > 0;
         }},
        {"research.competitors", [](const PlanView& v) { return !v.content.competitors.empty(); }},
        {"research.swot", [](const PlanView& v) { return empty_quarters(v) == 0; }},
        {"research.conditions", [](const PlanView& v) { return unjudged_conditions(v) == 0; }},
        {"action_plan.objective", any_agreed},
        {"action_plan.value",
         [](const PlanView& v) {
             return std::any_of(v.content.value_propositions.begin(), v.content.value_propositions.end(),
                                [](const auto& p) { return !p.proof.empty(); });
         }},
        {"action_plan.possibility", any_weighed},
        {"action_plan.moves", [](const PlanView& v) { return !v.content.tows_moves.empty(); }},
        {"action_plan.tasks", [](const PlanView& v) { return !v.content.tasks.empty(); }},
        {"execution.contact",
         [](const PlanView& v) {
             return v.around.last_contact_on && v.today.days - v.around.last_contact_on->days <= contact_days;
         }},
        {"execution.task_done",
         [](const PlanView& v) {
             return std::any_of(v.content.tasks.begin(), v.content.tasks.end(),
                                [](const auto& t) { return t.done_on.has_value(); });
         }},
        {"execution.no_overdue",
         [](const PlanView& v) {
             return std::none_of(v.content.tasks.begin(), v.content.tasks.end(),
                                 [&](const auto& t) { return is_overdue(t, v.today); });
         }},
        {"review.judged",
         [](const PlanView& v) {
             return std::all_of(v.content.objectives.begin(), v.content.objectives.end(),
                                [&](const auto& o) { return is_judged(o, v.today); });
         }},
        {"review.fresh", [](const PlanView& v) { return completeness(facts_of(v)).stale.empty(); }}};
    return all;
}

// A step of the ladder stands on those below it: those that were not met are skipped.
void count_steps(const Content& content, PlanFacts& f) {
    int step = 0, unmet = 0;
    for (const auto& point : shipped_template().ladder) {
        ++step;
        const auto* check = check_of(content, "ladder", point.key);
        if (check && check->state == "met")
            f.highest_step = step, f.skipped_steps = unmet;
        else
            ++unmet;
    }
}

bool has(const std::vector<std::string>& list, std::string_view word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

}  // namespace

const Check* check_of(const Content& content, std::string_view list, std::string_view key) {
    for (const auto& c : content.checks)
        if (c.list == list && c.key == key) return &c;
    return nullptr;
}

std::vector<CriterionState> criteria_of(const PlanView& view, const StageTemplate& stage) {
    std::vector<CriterionState> states;
    const auto rigour = rigour_of(view.plan.rigour);
    for (const auto& c : stage.criteria) {
        const bool has_place = view.form().section(c.section) || (c.always && !view.form().compact);
        if (c.rigour > rigour || !has_place) continue;
        const auto key = stage.key + "." + c.key;
        bool met = false;
        if (c.by_hand) {
            const auto* check = check_of(view.content, "stage", key);
            met = check && check->state == "met";
        } else {
            met = data_criteria().at(key)(view);
        }
        states.push_back({&c, met});
    }
    return states;
}

int open_criteria_before(const PlanView& view, std::string_view to) {
    const auto& t = shipped_template();
    int open = 0;
    for (int i = std::max(t.stage_number(view.plan.stage), 0); i < t.stage_number(to); ++i)
        for (const auto& state : criteria_of(view, t.stages[static_cast<std::size_t>(i)])) open += !state.met;
    return open;
}

bool is_relevant(const LibraryQuestion& q, const Plan& plan, std::string_view customer_class) {
    const auto& t = shipped_template();
    const int reached = std::max(t.stage_number(plan.stage), t.stage_number("research"));
    if (q.rigour > rigour_of(plan.rigour) || t.stage_number(q.stage) > reached) return false;
    if (!q.classes.empty() && !customer_class.empty() && !has(q.classes, customer_class)) return false;
    return q.focus.empty() || plan.focus.empty() || has(q.focus, plan.focus);
}

void count_content(const PlanView& view, PlanFacts& f) {
    const auto rigour = rigour_of(view.plan.rigour);
    const auto& c = view.content;
    for (const auto& competitor : c.competitors)
        f.competitors_percent += competitor.share_percent.value_or(0);
    count_steps(c, f);
    f.missing_profile = missing_profile(view);
    if (rigour >= Rigour::standard) {
        f.empty_quarters = empty_quarters(view);
        f.unjudged_conditions = unjudged_conditions(view);
        f.no_ladder = std::none_of(c.checks.begin(), c.checks.end(), [](const Check& check) {
            return check.list == "ladder" && check.state == "met";
        });
    }
    if (rigour == Rigour::deep) {
        f.no_moves = c.tows_moves.empty();
        f.no_sponsor = !holds_role(view, "executive_sponsor");
    }
    f.no_tasks = c.tasks.empty();
    for (const auto& t : c.tasks)
        if (is_overdue(t, view.today) && f.overdue_tasks++ == 0) f.first_overdue_task = t.id;
    for (const auto& i : c.initiatives)
        if ((i.status == "planned" || i.status == "running") && i.ends_on && *i.ends_on < view.today &&
            f.overdue_initiatives++ == 0)
            f.first_overdue_initiative = i.id;
}

}  // namespace kamino::plans
