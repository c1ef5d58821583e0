#include "domain/plans/plan.h"

#include "domain/plans/plan_state.h"
#include "domain/plans/plans_store.h"
#include "domain/plans/plans_store.sql.h"
#include "domain/plans/template.h"
#include "platform/base/text.h"

namespace kamino::plans {
namespace {

// A child takes the account of its plan, stays with its plan, and rests when the plan is closed.
template <class T>
void follow_plan(storage::Write& write, const T* was, T& is, std::vector<FieldFault>& faults) {
    if (was && was->plan_id != is.plan_id) faults.push_back({"/plan_id", "plan.stays", {}});
    const auto plan = storage::find<Plan>(write, is.plan_id);
    if (!plan) {
        if (!is.plan_id.empty()) faults.push_back({"/plan_id", "field.bad_reference", {{"entity", "plan"}}});
        return;
    }
    is.account_id = plan->account_id;
    if (plan->status == "closed") faults.push_back({"/plan_id", "plan.is_closed", {}});
}

std::optional<std::string> user_of(const auth::Actor& actor) {
    return actor.user_id.empty() ? std::nullopt : std::optional{actor.user_id};
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
    const auto& plan = static_cast<const Plan&>(record);
    const auto* was = static_cast<const Plan*>(before);
    if (was && was->account_id != plan.account_id) faults.push_back({"/account_id", "plan.stays", {}});
    if (plan.starts_on && plan.ends_on && *plan.ends_on < *plan.starts_on)
        faults.push_back({"/ends_on", "plan.ends_before_start", {}});
    if (plan.status != "closed" && has_open_plan(write, plan.account_id, plan.id))
        faults.push_back({was ? "/status" : "/account_id", "plan.already_open", {}});
}

void saved_plan(storage::Write& write, const describe::Record* before, const describe::Record* after) {
    const auto* plan = static_cast<const Plan*>(after ? after : before);
    rescore(write, plan->id);
}

void check_section(storage::Write& write, const auth::Actor& actor, const describe::Record* before,
                   describe::Record& record, std::vector<FieldFault>& faults) {
    auto& section = static_cast<Section&>(record);
    const auto* was = static_cast<const Section*>(before);
    follow_plan(write, was, section, faults);
    if (!was || was->body == section.body) return;
    section.edited_at = section.reviewed_at = write.at();
    section.edited_by = section.reviewed_by = user_of(actor);
}

void check_objective(storage::Write& write, const auth::Actor&, const describe::Record* before,
                     describe::Record& record, std::vector<FieldFault>& faults) {
    auto& objective = static_cast<Objective&>(record);
    follow_plan(write, static_cast<const Objective*>(before), objective, faults);
    objective.smart_reasons = smart_reasons(objective, write.at().date());
    if (!objective.smart_reasons.empty() && objective.status != "dropped") objective.status = "draft";
}

void check_question(storage::Write& write, const auth::Actor& actor, const describe::Record* before,
                    describe::Record& record, std::vector<FieldFault>& faults) {
    auto& question = static_cast<Question&>(record);
    const auto* was = static_cast<const Question*>(before);
    follow_plan(write, was, question, faults);
    if (question.key.empty() && base::trim(question.text).empty())
        faults.push_back({"/text", "field.required", {}});
    if (!shipped_template().section(question.section))
        faults.push_back({"/section", "plan.no_such_section", {{"section", question.section}}});
    if (!question.answer.empty() && !question.declined_reason.empty())
        faults.push_back({"/declined_reason", "plan.answered_and_declined", {}});
    if (was && was->answer == question.answer) return;
    question.answered_at = question.answer.empty() ? std::nullopt : std::optional{write.at()};
    question.answered_by = question.answer.empty() ? std::nullopt : user_of(actor);
}

void check_source(storage::Write& write, const auth::Actor&, const describe::Record* before,
                  describe::Record& record, std::vector<FieldFault>& faults) {
    follow_plan(write, static_cast<const Source*>(before), static_cast<Source&>(record), faults);
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
