// Objectives, what measures them, and plans that belong together.
#include "domain/exchange/crm_reading.h"
#include "domain/exchange/crm_text.h"
#include "platform/base/text.h"

namespace kamino::exchange {
namespace {

using boost::json::object;
using imports::SetRow;

std::string text_of(const object& o, std::string_view name) {
    const auto* v = o.if_contains(name);
    return v && v->is_string() ? std::string{v->get_string()} : std::string{};
}

const char* horizon(Date due, Date from) {
    return due <= from.plus_months(12) ? "short" : due <= from.plus_months(36) ? "medium" : "long";
}

}  // namespace

Outcome CrmReading::objective_row(const SetRow& row) {
    auto& here = plan_meant(row, "plan");
    std::vector<CellFault> wrong;
    auto all = said_of_objective(row, wrong);
    if (!wrong.empty()) throw Refused{wrong[0].column, wrong[0].value, wrong[0].key};
    auto& said = all[0];
    said.key = short_id(said.key);
    if (const auto owner = user_of(row, {"owner_id", "owner_email", "owner_name", "record_owner_id",
                                         "record_owner_email", "record_owner_name"});
        !owner.empty()) {
        said.values["owner_id"] = owner;
        said.columns.emplace("owner_id", column(row, "owner_email").empty() ? column(row, "owner_name")
                                                                            : column(row, "owner_email"));
    }
    if (const auto due = Date::parse(value(row, "ends_on")))
        said.first["horizon"] =
            horizon(*due, Date::parse(value(row, "starts_on")).value_or(write_.at().date()));
    const auto done = put(here, said, {}, value(row, "external_id"));
    if (!done.id.empty()) objectives_.emplace(base::squash(text_of(said.values, "title")), done.id);
    for (std::size_t i = 1; i < all.size(); ++i)
        report_.entries += put(here, all[i]).outcome == Outcome::created;
    return done.outcome;
}

Outcome CrmReading::measure_row(const SetRow& row) {
    const auto objective = objective_meant(row);
    const auto plan = visible_plan(objective.plan_id);
    if (!plan)
        throw Refused{
            column(row, "objective_id"), objective.title, "exchange.no_plan", {{"value", objective.title}}};
    auto& here = here_of(*plan, "");
    auto said = said_of_measure(row, settings_.currency);
    const auto id = value(row, "external_id");
    said.key = id.empty() ? "" : "measure:" + short_id(id);
    if (text_of(said.values, "metric").empty()) throw Refused{"Name", "", "field.required"};
    auto extra = place_measure(row, objective, here, said);
    return put(here, said, std::move(extra), id).outcome;
}

object CrmReading::place_measure(const SetRow& row, const plans::Objective& objective, PlanHere& here,
                                 Said& said) {
    if (const auto link = here.links.find(said.key); link != here.links.end()) {
        measured_.insert(link->second.record_id);
        const auto* parent = link->second.said.if_contains("_objective");
        return parent ? object{{"_objective", *parent}} : object{};
    }
    const auto metric = text_of(said.values, "metric");
    const bool its_own = said.own_id == objective.id || objective.metric.empty() ||
                         base::squash(objective.metric) == base::squash(metric);
    if (its_own && measured_.insert(objective.id).second) {
        said.own_id = objective.id;
        return {};
    }
    // An objective of ours has one measure: a second one is an objective beside it.
    said.own_id.clear();
    said.first = {{"title", pieces_of(objective.title + " — " + metric, 300)[0]},
                  {"status", objective.status},
                  {"horizon", objective.horizon}};
    if (objective.due_on) said.first["due_on"] = objective.due_on->to_text();
    if (objective.owner_id) said.first["owner_id"] = *objective.owner_id;
    return {{"_objective", value(row, "objective_id")}};
}

Outcome CrmReading::relationship_row(const SetRow& row) {
    auto& here = plan_meant(row, "plan");
    const auto& related = plan_meant(row, "related");
    const auto id = value(row, "external_id");
    Said said{"plan_insight",
              id.empty() ? "#related#" + related.plan.id : short_id(id),
              column(row, "related_id"),
              {}};
    said.first = {{"kind", "insight"},
                  {"text", i18n::translate(i18n::language_of(settings_.language), "exchange.related_plan",
                                           {{"name", related.account}})},
                  {"evidence", "Salesforce AccountPlanRelationship"}};
    return put(here, said, {{"_related", related.plan.id}}, id).outcome;
}

}  // namespace kamino::exchange
