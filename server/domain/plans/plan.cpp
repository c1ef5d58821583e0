#include "domain/plans/plan.h"

#include "domain/plans/content_rules.h"
#include "domain/plans/plan_state.h"
#include "domain/plans/plans_store.h"
#include "domain/plans/plans_store.sql.h"
#include "domain/plans/process.h"
#include "domain/plans/words.h"
#include "domain/workspace/public.h"
#include "platform/base/text.h"
#include "platform/base/visible.h"

namespace kamino::plans {
namespace {

std::optional<std::string> user_of(const auth::Actor& actor) {
    return actor.user_id.empty() ? std::nullopt : std::optional{actor.user_id};
}

// A plan that ends says how: completed, or "not a key account after all" with a reason and what happens next.
// An open plan has no conclusion.
void conclude(const Plan* was, Plan& plan, Date today, std::vector<FieldFault>& faults) {
    if (!plan.conclusion.empty() && (!was || was->conclusion != plan.conclusion)) plan.status = "closed";
    if (plan.status != "closed") {
        plan.conclusion.clear();
        plan.concluded_on.reset();
        return;
    }
    if (plan.conclusion.empty()) plan.conclusion = "completed";
    if (!plan.concluded_on) plan.concluded_on = today;
    if (plan.conclusion != "not_key") return;
    if (!base::has_visible(plan.conclusion_reason))
        faults.push_back({"/conclusion_reason", "field.required", {}});
    if (!base::has_visible(plan.conclusion_next))
        faults.push_back({"/conclusion_next", "field.required", {}});
}

// Stages come one after another. Going on with open exit criteria needs a reason; going back never does.
void move_on(storage::Read& read, const Plan& was, Plan& plan, Date today, std::vector<FieldFault>& faults) {
    const auto& t = shipped_template();
    if (was.stage == plan.stage) return;
    if (t.stage_number(plan.stage) > t.stage_number(was.stage) + 1) {
        faults.push_back({"/stage", "plan.stage_skipped", {}});
        return;
    }
    const bool has_reason = base::has_visible(plan.stage_reason) && plan.stage_reason != was.stage_reason;
    if (t.stage_number(plan.stage) > t.stage_number(was.stage) && !has_reason) {
        auto view = view_of(read, was, today);
        view.plan.rigour = plan.rigour;
        view.plan.focus = plan.focus;
        view.plan.owner_id = plan.owner_id;
        if (const int open = open_criteria_before(view, plan.stage); open > 0)
            faults.push_back({"/stage", "plan.stage_open", {{"count", std::to_string(open)}}});
    }
    if (!has_reason) plan.stage_reason.clear();
}

bool has_section(storage::Read& read, const std::string& plan_id, const std::string& section) {
    if (shipped_template().section(section)) return true;
    const auto plan = storage::find<Plan>(read, plan_id);
    return plan && edition_of(read, *plan)->form.section(section);
}

}  // namespace

std::vector<std::string> smart_reasons(const Objective& o, Date today) {
    std::vector<std::string> reasons;
    if (o.kind == "quantitative") {
        if (base::trim(o.metric).empty()) reasons.emplace_back("plan.smart.metric");
        if (base::trim(o.unit).empty()) reasons.emplace_back("plan.smart.unit");
        if (!o.baseline) reasons.emplace_back("plan.smart.baseline");
        if (!o.target) reasons.emplace_back("plan.smart.target");
        if (o.baseline && o.target && *o.baseline == *o.target) reasons.emplace_back("plan.smart.no_change");
    } else if (base::fold(o.metric).size() < 12) {
        reasons.emplace_back("plan.smart.evidence");
    }
    if (!o.due_on)
        reasons.emplace_back("plan.smart.due");
    else if (*o.due_on < today && o.status != "reached" && o.status != "dropped")
        reasons.emplace_back("plan.smart.past");
    if (!o.owner_id) reasons.emplace_back("plan.smart.owner");
    return reasons;
}

void check_plan(storage::Write& write, const auth::Actor&, const describe::Record* before,
                describe::Record& record, std::vector<FieldFault>& faults) {
    auto& plan = static_cast<Plan&>(record);
    const auto* was = static_cast<const Plan*>(before);
    if (was && was->account_id != plan.account_id) faults.push_back({"/account_id", "plan.stays", {}});
    if (plan.starts_on && plan.ends_on && *plan.ends_on < *plan.starts_on)
        faults.push_back({"/ends_on", "plan.ends_before_start", {}});
    require_owner_sees(write, was, plan, faults);
    conclude(was, plan, write.at().date(), faults);
    if (was) move_on(write, *was, plan, write.at().date(), faults);
    if (plan.status != "closed" && has_open_plan(write, plan.account_id, plan.id))
        faults.push_back({was ? "/status" : "/account_id", "plan.already_open", {}});
}

void saved_plan(storage::Write& write, const describe::Record* before, const describe::Record* after) {
    const auto* was = static_cast<const Plan*>(before);
    const auto* is = static_cast<const Plan*>(after);
    const bool asks_more =
        was && is && (was->stage != is->stage || was->rigour != is->rigour || was->focus != is->focus);
    const bool open = is && is->status != "closed";
    if (open && was && was->focus != is->focus) {
        step_aside(write, *was, *is);
        refresh_plan(write, *is, i18n::language_of(workspace::settings(write).language));
    } else if (asks_more && open)
        ask_relevant(write, *is);
    rescore(write, (is ? is : was)->id);
    if (was && is && (was->conclusion == "not_key") != (is->conclusion == "not_key"))
        for (const auto& subscriber : events().found_not_key) subscriber(write, *was, *is);
}

void follow_focus(storage::Write& write, const std::string& account_id, const std::string& focus) {
    const auto before = plan_of(write, account_id);
    if (!before || before->status == "closed" || before->focus == focus) return;
    auto after = *before;
    after.focus = focus;
    storage::update_record(write, Plan::entity(), *before, after);
    saved_plan(write, &*before, &after);
}

void saved_row(storage::Write& write, const describe::Record* before, const describe::Record* after) {
    rescore(write, static_cast<const PlanRow*>(after ? after : before)->plan_id);
}

void check_section(storage::Write& write, const auth::Actor& actor, const describe::Record* before,
                   describe::Record& record, std::vector<FieldFault>& faults) {
    auto& section = static_cast<Section&>(record);
    const auto* was = static_cast<const Section*>(before);
    check_row(write, Section::entity(), was, section, faults);
    if (!was || was->body == section.body) return;
    const bool drafted = is_drafted(write, section);
    if (drafted && !was->edited_at) {
        section.body = was->body;  // in the language in which somebody read it
        return;
    }
    section.reviewed_at = write.at();
    section.reviewed_by = user_of(actor);
    section.edited_at = drafted ? std::nullopt : section.reviewed_at;
    section.edited_by = drafted ? std::nullopt : section.reviewed_by;
}

void check_objective(storage::Write& write, const auth::Actor&, const describe::Record* before,
                     describe::Record& record, std::vector<FieldFault>& faults) {
    auto& objective = static_cast<Objective&>(record);
    take_words(objective);
    check_row(write, Objective::entity(), static_cast<const Objective*>(before), objective, faults);
    require_owner_sees(write, static_cast<const Objective*>(before), objective, faults);
    objective.smart_reasons = smart_reasons(objective, write.at().date());
    if (!objective.smart_reasons.empty() && objective.status != "dropped") objective.status = "draft";
}

void check_question(storage::Write& write, const auth::Actor& actor, const describe::Record* before,
                    describe::Record& record, std::vector<FieldFault>& faults) {
    auto& question = static_cast<Question&>(record);
    const auto* was = static_cast<const Question*>(before);
    take_words(write, question);
    check_row(write, Question::entity(), was, question, faults);
    if (was && was->key != question.key) faults.push_back({"/key", "plan.stays", {}});
    if (!was && !question.key.empty()) {
        const auto* asked = shipped_template().question(question.key);
        // Out of the bin or out of a file, it may be one of the draft's or of a template's own.
        const bool comes_back = !question.id.empty();
        if (!asked && !comes_back)
            faults.push_back({"/key", "plan.no_such_key", {{"key", question.key}}});
        else if (asked && !comes_back)
            question.section = asked->section, question.family = asked->family;
        if ((asked || comes_back) && has_question(write, question.plan_id, question.key))
            faults.push_back({"/key", "plan.asked_already", {}});
    }
    if (question.key.empty() && !base::has_visible(question.text))
        faults.push_back({"/text", "field.required", {}});
    if (!has_section(write, question.plan_id, question.section))
        faults.push_back({"/section", "plan.no_such_section", {{"section", question.section}}});
    if (!question.declined_reason.empty() && !base::has_visible(question.declined_reason))
        faults.push_back({"/declined_reason", "field.required", {}});
    if (!question.answer.empty() && !question.declined_reason.empty())
        faults.push_back({"/declined_reason", "plan.answered_and_declined", {}});
    if (was && was->answer == question.answer) return;
    question.answered_at = question.answer.empty() ? std::nullopt : std::optional{write.at()};
    question.answered_by = question.answer.empty() ? std::nullopt : user_of(actor);
}

void check_source(storage::Write& write, const auth::Actor&, const describe::Record* before,
                  describe::Record& record, std::vector<FieldFault>& faults) {
    check_row(write, Source::entity(), static_cast<const Source*>(before), static_cast<Source&>(record),
              faults);
}

void refresh_score(storage::Write& write, const std::string& plan_id) {
    rescore(write, plan_id);
}

void rescore(storage::Write& write, const std::string& plan_id) {
    std::string account_id;
    if (auto plan = storage::find_record(write, Plan::entity(), plan_id, {}, true)) {
        const auto& p = static_cast<const Plan&>(*plan);
        account_id = p.account_id;
        const auto score = plan_completeness(write, p, write.at().date()).score;
        write.execute(sql::set_score, {{"plan", plan_id}, {"score", score}});
    }
    const auto standing = plan_of(write, account_id);
    for (const auto& subscriber : events().changed)
        subscriber(write, account_id, standing ? &*standing : nullptr);
}

}  // namespace kamino::plans
