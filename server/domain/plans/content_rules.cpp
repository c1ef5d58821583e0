#include "domain/plans/content_rules.h"

#include <algorithm>

#include "domain/plans/analysis.h"
#include "domain/plans/entries.h"
#include "domain/plans/plan.h"
#include "domain/plans/plans_store.sql.h"
#include "domain/plans/template.h"
#include "domain/plans/words.h"

namespace kamino::plans {
namespace {

// Records that rows of a plan may point to, and the field that says where such a record belongs.
const describe::Entity* bound(std::string_view entity) {
    if (entity == "plan_objective") return &Objective::entity();
    if (entity == "plan_swot_item") return &SwotItem::entity();
    if (entity == "plan_source") return &Source::entity();
    if (entity == "plan_question") return &Question::entity();
    if (entity == "plan_initiative") return &Initiative::entity();
    if (entity == "plan_task") return &Task::entity();
    if (entity == "person") return &people::Person::entity();
    if (entity == "account_unit") return &accounts::Unit::entity();
    if (entity == "opportunity") return &pipeline::Opportunity::entity();
    return nullptr;
}

std::vector<std::string> ids_of(const describe::Field& f, const describe::Record& r) {
    std::vector<std::string> ids;
    const auto text = describe::get_text(f, r);
    for (std::size_t at = 0; !text.empty() && at <= text.size();) {
        const auto end = std::min(text.find(';', at), text.size());
        ids.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return ids;
}

void stay_inside(storage::Write& write, const describe::Entity& entity, const PlanRow* before, PlanRow& after,
                 std::vector<FieldFault>& faults) {
    for (const auto& f : entity.fields) {
        const auto* target = bound(f.rule.reference);
        if (!target || (before && describe::equal(f, *before, after))) continue;
        const bool of_plan = target->find("plan_id") != nullptr;
        for (const auto& id : ids_of(f, after)) {
            // One that is not there at all is the registry's to refuse.
            const auto record = storage::find_record(write, *target, id);
            if (!record) continue;
            const auto home = describe::get_text(target->at(of_plan ? "plan_id" : "account_id"), *record);
            if (home != (of_plan ? after.plan_id : after.account_id))
                faults.push_back({"/" + std::string{f.name},
                                  of_plan ? "plan.of_another_plan" : "plan.of_another_account",
                                  {}});
        }
    }
}

bool is_external(std::string_view kind) {
    return kind == "opportunity" || kind == "threat";
}

void check_move(storage::Write& write, const auth::Actor&, const describe::Record* before,
                describe::Record& record, std::vector<FieldFault>& faults) {
    auto& move = static_cast<TowsMove&>(record);
    check_row(write, TowsMove::entity(), static_cast<const TowsMove*>(before), move, faults);
    auto first = storage::find<SwotItem>(write, move.first_id);
    auto second = storage::find<SwotItem>(write, move.second_id);
    if (!first || !second) return;
    if (is_external(first->kind) && !is_external(second->kind)) {
        std::swap(first, second);
        std::swap(move.first_id, move.second_id);
    }
    if (is_external(first->kind) || !is_external(second->kind)) {
        faults.push_back({"/second_id", "plan.tows_pair", {}});
        return;
    }
    move.kind = std::string{first->kind[0]} + second->kind[0];
}

void check_insight(storage::Write& write, const auth::Actor& actor, const describe::Record* before,
                   describe::Record& record, std::vector<FieldFault>& faults) {
    auto& insight = static_cast<Insight&>(record);
    check_row(write, Insight::entity(), static_cast<const Insight*>(before), insight, faults);
    if (!before && !insight.author_id && !actor.user_id.empty()) insight.author_id = actor.user_id;
}

void check_initiative(storage::Write& write, const auth::Actor&, const describe::Record* before,
                      describe::Record& record, std::vector<FieldFault>& faults) {
    auto& initiative = static_cast<Initiative&>(record);
    check_row(write, Initiative::entity(), static_cast<const Initiative*>(before), initiative, faults);
    if (initiative.starts_on && initiative.ends_on && *initiative.ends_on < *initiative.starts_on)
        faults.push_back({"/ends_on", "plan.ends_before_start", {}});
    if (initiative.budget && initiative.budget->minor < 0)
        faults.push_back({"/budget", "field.too_small", {{"min", "0"}}});
}

void check_entry(storage::Write& write, const auth::Actor&, const describe::Record* before,
                 describe::Record& record, std::vector<FieldFault>& faults) {
    auto& entry = static_cast<ProfileEntry&>(record);
    check_row(write, ProfileEntry::entity(), static_cast<const ProfileEntry*>(before), entry, faults);
    const auto& points = shipped_template().profile;
    if (!entry.key.empty() &&
        std::none_of(points.begin(), points.end(), [&](const Point& p) { return p.key == entry.key; }))
        faults.push_back({"/key", "plan.no_such_key", {{"key", entry.key}}});
}

void check_check(storage::Write& write, const auth::Actor&, const describe::Record* before,
                 describe::Record& record, std::vector<FieldFault>& faults) {
    auto& check = static_cast<Check&>(record);
    check_row(write, Check::entity(), static_cast<const Check*>(before), check, faults);
    if (!check.key.empty() && !check.list.empty() && !shipped_template().has_check(check.list, check.key))
        faults.push_back({"/key", "plan.no_such_key", {{"key", check.key}}});
    const auto* was = static_cast<const Check*>(before);
    if (check.state != "open" && !check.dated_on && (!was || was->state != check.state))
        check.dated_on = write.at().date();
}

void check_task(storage::Write& write, const auth::Actor&, const describe::Record* before,
                describe::Record& record, std::vector<FieldFault>& faults) {
    auto& task = static_cast<Task&>(record);
    if (!before && task.id.empty()) task.drafted = drafted_of(write, task);
    take_words(task);
    check_row(write, Task::entity(), static_cast<const Task*>(before), task, faults);
    require_owner_sees(write, static_cast<const Task*>(before), task, faults);
    const bool known = task.role.empty() || task.role == "executive_sponsor" ||
                       std::find(six_roles.begin(), six_roles.end(), task.role) != six_roles.end();
    if (!known) faults.push_back({"/role", "plan.no_such_key", {{"key", task.role}}});
}

// What pairs two entries of the SWOT says nothing without one of them.
void keep_paired(storage::Write& write, const auth::Actor&, const describe::Record& record) {
    const auto moves = write.integer(sql::count_moves_of, {{"item", record.id}}).value_or(0);
    if (moves > 0) throw conflict("plan.item_is_paired", {{"count", std::to_string(moves)}});
}

template <class T>
void check_plain(storage::Write& write, const auth::Actor&, const describe::Record* before,
                 describe::Record& record, std::vector<FieldFault>& faults) {
    check_row(write, T::entity(), static_cast<const T*>(before), static_cast<T&>(record), faults);
}

}  // namespace

void check_row(storage::Write& write, const describe::Entity& entity, const PlanRow* before, PlanRow& after,
               std::vector<FieldFault>& faults) {
    if (before && before->plan_id != after.plan_id) faults.push_back({"/plan_id", "plan.stays", {}});
    const auto plan = storage::find<Plan>(write, after.plan_id);
    if (!plan) {
        if (!after.plan_id.empty())
            faults.push_back({"/plan_id", "field.bad_reference", {{"entity", "plan"}}});
        return;
    }
    after.account_id = plan->account_id;
    if (plan->status == "closed") faults.push_back({"/plan_id", "plan.is_closed", {}});
    stay_inside(write, entity, before, after, faults);
}

void offer_content(registry::Registry& registry) {
    struct Offer {
        const describe::Entity* entity;
        const char *route, *sort;
        registry::Check check;
    };
    const Offer offers[] = {
        {&SwotItem::entity(), "plan-swot-items", "position", check_plain<SwotItem>},
        {&TowsMove::entity(), "plan-tows-moves", "created_at", check_move},
        {&Competitor::entity(), "plan-competitors", "created_at", check_plain<Competitor>},
        {&Insight::entity(), "plan-insights", "created_at", check_insight},
        {&ValueProposition::entity(), "plan-value-propositions", "created_at", check_plain<ValueProposition>},
        {&Initiative::entity(), "plan-initiatives", "created_at", check_initiative},
        {&Possibility::entity(), "plan-possibilities", "created_at", check_plain<Possibility>},
        {&ProfileEntry::entity(), "plan-profile-entries", "created_at", check_entry},
        {&Check::entity(), "plan-checks", "created_at", check_check},
        {&Task::entity(), "plan-tasks", "due_on", check_task},
        {&BlockEntry::entity(), "plan-entries", "position", check_block_entry}};
    for (const auto& o : offers) {
        registry::Resource resource{.entity = o.entity, .route = o.route, .area = "plans"};
        resource.default_sort = o.sort;
        resource.check = o.check;
        resource.saved = saved_row;
        if (o.entity == &SwotItem::entity()) resource.removing = keep_paired;
        if (o.entity == &Task::entity()) resource.in_words = task_in_words;
        registry.offer(std::move(resource));
    }
}

}  // namespace kamino::plans
