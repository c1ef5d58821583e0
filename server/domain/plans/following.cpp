#include "domain/plans/following.h"

#include <algorithm>
#include <boost/json.hpp>

#include "domain/plans/entries.h"
#include "domain/plans/plan_state.h"
#include "domain/plans/process.h"

namespace kamino::plans {
namespace {

bool is_answered(const Question& q) {
    return !q.answer.empty() || !q.declined_reason.empty();
}

// What stands in a section besides its entries: its text, its rows, answers.
int rows_in(const PlanView& view, const std::string& section) {
    int rows = 0;
    for (const auto& s : view.content.sections) rows += s.key == section && s.edited_at.has_value();
    for (const auto& q : view.content.questions) rows += q.section == section && is_answered(q);
    const auto facts = rows_state(view);
    for (const auto& r : facts)
        if (r.section == section) rows += r.rows;
    if (section == "objective") rows += static_cast<int>(view.content.objectives.size());
    if (section == "open_questions") rows += static_cast<int>(view.content.tasks.size());
    return rows;
}

int held_by(const PlanView& view, const templates::Change& c) {
    if (c.kind == "added") return 0;
    int rows = 0;
    if (c.what == "question") {
        for (const auto& q : view.content.questions)
            rows += is_answered(q) &&
                    (q.key == c.field || q.key == std::string{own_question} + c.block + "." + c.field);
        return rows;
    }
    for (const auto& e : view.content.entries) {
        if (!is_filled(e)) continue;
        if (c.what == "section" ? e.section != c.section : e.block != c.block) continue;
        const auto content = base::parse_json(e.content.json);
        const auto* value = content.as_object().if_contains(c.field);
        if (c.what == "choice")
            rows += value && value->is_string() && value->get_string() == c.was;
        else
            rows += c.what != "field" || value != nullptr;
    }
    return c.what == "section" ? rows + rows_in(view, c.section) : rows;
}

}  // namespace

std::string take_template(boost::json::value& body) {
    auto* object = body.if_object();
    const auto* wanted = object ? object->if_contains("template_id") : nullptr;
    if (!wanted) return "";
    if (!wanted->is_null() && !wanted->is_string()) throw invalid_field("/template_id", "field.wrong_type");
    auto id = wanted->is_string() ? std::string{wanted->get_string()} : std::string{};
    object->erase("template_id");
    return id;
}

std::optional<std::string> version_of(storage::Read& read, const std::string& template_id) {
    if (template_id.empty()) return std::nullopt;
    const auto edition = templates::newest_edition(read, template_id);
    if (!edition) throw invalid_field("/template_id", "field.bad_reference", {{"entity", "plan_template"}});
    return edition->id;
}

std::vector<Effect> effects(const PlanView& view, const templates::Form& to) {
    std::vector<Effect> all;
    for (auto& change : templates::difference(view.form(), to)) {
        const int held = held_by(view, change);
        all.push_back({std::move(change), held});
    }
    return all;
}

Plan move_plan(const registry::Registry& registry, storage::Write& write, const auth::Actor& actor,
               const Plan& plan, const templates::Edition& to, i18n::Language language) {
    if (plan.status == "closed") throw conflict("plan.is_closed");
    if (plan.template_version_id == to.id) throw conflict("plan.follows_already");
    auto after = plan;
    after.template_version_id = to.id;
    after.template_version = to.number;
    registry::save(registry, write, registry.at("plan"), actor, &plan, after);
    complete_plan(write, after, language);
    return storage::load<Plan>(write, plan.id);
}

}  // namespace kamino::plans
