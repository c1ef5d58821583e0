// Field rows of what people judge and add in a plan.
#include "domain/plans/content.h"

namespace kamino::plans {
namespace {

using describe::Field;
using describe::field;
using enum describe::Audience;  // the widest circle that may read a field

constexpr int long_text = 4000;
constexpr const char* multiline = "multiline";

// What every row of a plan has, around its own fields.
template <class T>
describe::Entity row_entity(std::string_view name, std::string_view table, std::string_view title,
                            std::vector<Field> own) {
    std::vector<Field> fields{
        field<&PlanRow::plan_id>("plan_id", {.required = true, .reference = "plan", .audience = internal}),
        field<&PlanRow::account_id>("account_id",
                                    {.reference = "account", .writable = false, .audience = customer_safe})};
    fields.insert(fields.end(), own.begin(), own.end());
    fields.push_back(audience_field());
    return describe::make_entity<T>(name, table, std::move(fields),
                                    {.account_field = "account_id", .title_field = title});
}

}  // namespace

const describe::Entity& SwotItem::entity() {
    static const auto e = row_entity<SwotItem>(
        "plan_swot_item", "plan_swot_items", "text",
        {field<&SwotItem::kind>("kind", {.required = true,
                                         .choices = {"strength", "weakness", "opportunity", "threat"},
                                         .audience = partner}),
         field<&SwotItem::text>("text", {.required = true, .max_len = 1000, .audience = partner}),
         field<&SwotItem::weight>("weight", {.min = 1, .max = 5, .audience = internal}),
         field<&SwotItem::evidence>("evidence",
                                    {.max_len = long_text, .format = multiline, .audience = internal}),
         field<&SwotItem::dated_on>("dated_on", {.audience = partner}),
         field<&SwotItem::objective_ids>("objective_ids",
                                         {.reference = "plan_objective", .audience = internal}),
         field<&SwotItem::task_ids>("task_ids", {.reference = "plan_task", .audience = internal}),
         field<&SwotItem::position>("position", {.min = 0, .max = 1'000'000, .audience = internal})});
    return e;
}

const describe::Entity& TowsMove::entity() {
    static const auto e = row_entity<TowsMove>(
        "plan_tows_move", "plan_tows_moves", "text",
        {field<&TowsMove::first_id>("first_id",
                                    {.required = true, .reference = "plan_swot_item", .audience = internal}),
         field<&TowsMove::second_id>("second_id",
                                     {.required = true, .reference = "plan_swot_item", .audience = internal}),
         field<&TowsMove::kind>(
             "kind", {.choices = {"so", "wo", "st", "wt"}, .writable = false, .audience = internal}),
         field<&TowsMove::text>("text", {.required = true, .max_len = 1000, .audience = internal}),
         field<&TowsMove::objective_id>("objective_id",
                                        {.reference = "plan_objective", .audience = internal})});
    return e;
}

const describe::Entity& Competitor::entity() {
    static const auto e = row_entity<Competitor>(
        "plan_competitor", "plan_competitors", "name",
        {field<&Competitor::name>("name", {.required = true, .max_len = 300, .audience = internal}),
         field<&Competitor::product_ids>("product_ids", {.reference = "product", .audience = internal}),
         field<&Competitor::unit_ids>("unit_ids", {.reference = "account_unit", .audience = internal}),
         field<&Competitor::strength>("strength", {.min = 1, .max = 5, .audience = internal}),
         field<&Competitor::share_percent>("share_percent", {.min = 0, .max = 100, .audience = internal}),
         field<&Competitor::counter_move>("counter_move",
                                          {.max_len = long_text, .format = multiline, .audience = internal}),
         field<&Competitor::evidence>("evidence",
                                      {.max_len = long_text, .format = multiline, .audience = internal}),
         field<&Competitor::dated_on>("dated_on", {.audience = internal})});
    return e;
}

const describe::Entity& Insight::entity() {
    static const auto e = row_entity<Insight>(
        "plan_insight", "plan_insights", "text",
        {field<&Insight::kind>(
             "kind", {.required = true, .choices = {"trend", "need", "insight"}, .audience = customer_safe}),
         field<&Insight::text>("text", {.required = true, .max_len = 2000, .audience = customer_safe}),
         field<&Insight::evidence>("evidence",
                                   {.max_len = long_text, .format = multiline, .audience = partner}),
         field<&Insight::url>("url", {.max_len = 1000, .format = "url", .audience = customer_safe}),
         field<&Insight::dated_on>("dated_on", {.audience = customer_safe}),
         field<&Insight::author_id>("author_id", {.reference = "user", .audience = internal})});
    return e;
}

const describe::Entity& ValueProposition::entity() {
    static const auto e = row_entity<ValueProposition>(
        "plan_value_proposition", "plan_value_propositions", "offer",
        {field<&ValueProposition::unit_id>("unit_id",
                                           {.reference = "account_unit", .audience = customer_safe}),
         field<&ValueProposition::pains>(
             "pains", {.max_len = long_text, .format = multiline, .audience = customer_safe}),
         field<&ValueProposition::offer>(
             "offer",
             {.required = true, .max_len = long_text, .format = multiline, .audience = customer_safe}),
         field<&ValueProposition::proof>(
             "proof", {.max_len = long_text, .format = multiline, .audience = customer_safe}),
         field<&ValueProposition::product_ids>("product_ids",
                                               {.reference = "product", .audience = customer_safe})});
    return e;
}

const describe::Entity& Initiative::entity() {
    static const auto e = row_entity<Initiative>(
        "plan_initiative", "plan_initiatives", "name",
        {field<&Initiative::name>("name", {.required = true, .max_len = 300, .audience = customer_safe}),
         field<&Initiative::sponsor_id>("sponsor_id", {.reference = "person", .audience = customer_safe}),
         field<&Initiative::horizon>(
             "horizon",
             {.required = true, .choices = {"short", "medium", "long"}, .audience = customer_safe}),
         field<&Initiative::budget>("budget", {.audience = internal}),
         field<&Initiative::priority>("priority", {.min = 1, .max = 5, .audience = internal}),
         field<&Initiative::starts_on>("starts_on", {.audience = customer_safe}),
         field<&Initiative::ends_on>("ends_on", {.audience = customer_safe}),
         field<&Initiative::status>("status", {.required = true,
                                               .choices = {"idea", "planned", "running", "done", "stopped"},
                                               .audience = customer_safe}),
         field<&Initiative::opportunity_ids>("opportunity_ids",
                                             {.reference = "opportunity", .audience = internal}),
         field<&Initiative::note>("note", {.max_len = long_text, .format = multiline, .audience = internal}),
         field<&Initiative::evidence>("evidence",
                                      {.max_len = long_text, .format = multiline, .audience = internal})});
    return e;
}

const describe::Entity& Possibility::entity() {
    static const auto e = row_entity<Possibility>(
        "plan_possibility", "plan_possibilities", "title",
        {field<&Possibility::title>("title", {.required = true, .max_len = 300, .audience = partner}),
         field<&Possibility::opportunity_id>("opportunity_id",
                                             {.reference = "opportunity", .audience = internal}),
         field<&Possibility::initiative_id>("initiative_id",
                                            {.reference = "plan_initiative", .audience = partner}),
         field<&Possibility::priority>("priority", {.min = 1, .max = 5, .audience = internal}),
         field<&Possibility::viability>("viability", {.min = 1, .max = 5, .audience = internal}),
         field<&Possibility::value>("value", {.audience = internal}),
         field<&Possibility::reasoning>("reasoning",
                                        {.max_len = long_text, .format = multiline, .audience = internal})});
    return e;
}

const describe::Entity& ProfileEntry::entity() {
    static const auto e = row_entity<ProfileEntry>(
        "plan_profile_entry", "plan_profile_entries", "text",
        {field<&ProfileEntry::key>("key", {.required = true, .max_len = 60, .audience = customer_safe}),
         field<&ProfileEntry::text>(
             "text", {.required = true, .max_len = 8000, .format = multiline, .audience = customer_safe}),
         field<&ProfileEntry::evidence>("evidence",
                                        {.max_len = long_text, .format = multiline, .audience = internal}),
         field<&ProfileEntry::source_id>("source_id",
                                         {.reference = "plan_source", .audience = customer_safe}),
         field<&ProfileEntry::dated_on>("dated_on", {.audience = customer_safe})});
    return e;
}

const describe::Entity& Check::entity() {
    static const auto e = row_entity<Check>(
        "plan_check", "plan_checks", "key",
        {field<&Check::list>(
             "list", {.required = true, .choices = {"ladder", "condition", "stage"}, .audience = internal}),
         field<&Check::key>("key", {.required = true, .max_len = 100, .audience = internal}),
         field<&Check::state>(
             "state", {.required = true, .choices = {"open", "met", "not_met"}, .audience = internal}),
         field<&Check::evidence>("evidence",
                                 {.max_len = long_text, .format = multiline, .audience = internal}),
         field<&Check::dated_on>("dated_on", {.audience = internal})});
    return e;
}

const describe::Entity& Task::entity() {
    static const auto e = row_entity<Task>(
        "plan_task", "plan_tasks", "title",
        {field<&Task::title>("title", {.required = true, .max_len = 500, .audience = customer_safe}),
         field<&Task::owner_id>("owner_id",
                                {.required = true, .reference = "user", .audience = customer_safe}),
         field<&Task::due_on>("due_on", {.required = true, .audience = customer_safe}),
         field<&Task::done_on>("done_on", {.audience = customer_safe}),
         field<&Task::question_id>("question_id", {.reference = "plan_question", .audience = internal}),
         field<&Task::role>("role", {.max_len = 40, .audience = internal}),
         field<&Task::note>("note", {.max_len = long_text, .format = multiline, .audience = internal}),
         field<&Task::drafted>(
             "drafted", {.writable = false, .filterable = false, .sortable = false, .audience = internal})});
    return e;
}

const describe::Entity& BlockEntry::entity() {
    static const auto e = row_entity<BlockEntry>(
        "plan_entry", "plan_entries", "block",
        {field<&BlockEntry::section>("section", {.max_len = 60, .writable = false, .audience = internal}),
         field<&BlockEntry::block>("block", {.required = true, .max_len = 60, .audience = internal}),
         field<&BlockEntry::kind>("kind", {.writable = false, .audience = internal}),
         field<&BlockEntry::position>("position", {.min = 0, .max = 1'000'000, .audience = internal}),
         // The block in the template narrows it.
         field<&BlockEntry::content>("content", {.filterable = false, .audience = customer_safe}),
         field<&BlockEntry::template_version_id>(
             "template_version_id",
             {.reference = "plan_template_version", .writable = false, .audience = internal}),
         field<&BlockEntry::words>(
             "words", {.writable = false, .filterable = false, .sortable = false, .audience = internal})});
    return e;
}

}  // namespace kamino::plans
