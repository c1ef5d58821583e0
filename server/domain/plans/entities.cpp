// Field rows of plans, sections, objectives, questions and sources.
#include "domain/plans/public.h"

namespace kamino::plans {

using describe::field;
using enum describe::Audience;  // the widest circle that may read a field

namespace {
constexpr int body_limit = 20'000;
}

describe::Field audience_field() {
    return field<&PlanRow::audience>(
        "audience",
        {.required = true, .choices = {"internal", "partner", "customer_safe"}, .audience = internal});
}

const describe::Entity& Plan::entity() {
    static const describe::Entity e = describe::make_entity<Plan>(
        "plan", "plans",
        {field<&Plan::account_id>("account_id",
                                  {.required = true, .reference = "account", .audience = customer_safe}),
         field<&Plan::status>(
             "status", {.required = true, .choices = {"draft", "active", "closed"}, .audience = partner}),
         field<&Plan::owner_id>("owner_id", {.reference = "user", .audience = customer_safe}),
         field<&Plan::objective>("objective", {.max_len = 2000, .format = "multiline", .audience = internal}),
         field<&Plan::starts_on>("starts_on", {.audience = customer_safe}),
         field<&Plan::ends_on>("ends_on", {.audience = customer_safe}),
         field<&Plan::stage>("stage",
                             {.required = true,
                              .choices = {"strategy", "research", "action_plan", "execution", "review"},
                              .audience = internal}),
         field<&Plan::stage_reason>("stage_reason", {.max_len = 1000, .audience = internal}),
         field<&Plan::rigour>(
             "rigour", {.required = true, .choices = {"light", "standard", "deep"}, .audience = internal}),
         field<&Plan::focus>("focus", {.choices = {"penetrate", "expand", "protect"}, .audience = internal}),
         field<&Plan::conclusion>("conclusion", {.choices = {"completed", "not_key"}, .audience = internal}),
         field<&Plan::conclusion_reason>("conclusion_reason",
                                         {.max_len = 4000, .format = "multiline", .audience = internal}),
         field<&Plan::conclusion_next>("conclusion_next",
                                       {.max_len = 4000, .format = "multiline", .audience = internal}),
         field<&Plan::concluded_on>("concluded_on", {.writable = false, .audience = internal}),
         field<&Plan::template_version>("template_version", {.writable = false, .audience = internal}),
         field<&Plan::template_version_id>(
             "template_version_id",
             {.reference = "plan_template_version", .writable = false, .audience = internal}),
         field<&Plan::completeness_score>("completeness_score",
                                          {.writable = false, .audited = false, .audience = internal})},
        {.account_field = "account_id", .title_field = "status"});
    return e;
}

const describe::Entity& Section::entity() {
    static const describe::Entity e = describe::make_entity<Section>(
        "plan_section", "plan_sections",
        {field<&PlanRow::plan_id>("plan_id", {.reference = "plan", .writable = false, .audience = internal}),
         field<&PlanRow::account_id>("account_id",
                                     {.reference = "account", .writable = false, .audience = customer_safe}),
         field<&Section::key>("key", {.max_len = 60, .writable = false, .audience = customer_safe}),
         field<&Section::position>("position", {.writable = false, .audience = customer_safe}),
         field<&Section::body>("body",
                               {.max_len = body_limit, .format = "markdown", .audience = customer_safe}),
         field<&Section::facts>("facts", {.writable = false,
                                          .audited = false,
                                          .filterable = false,
                                          .sortable = false,
                                          .audience = customer_safe}),
         field<&Section::draft>("draft", {.writable = false,
                                          .audited = false,
                                          .secret = true,
                                          .filterable = false,
                                          .sortable = false,
                                          .audience = internal}),
         field<&Section::drafted_at>("drafted_at", {.writable = false, .audience = internal}),
         field<&Section::edited_at>("edited_at", {.writable = false, .audience = internal}),
         field<&Section::reviewed_at>("reviewed_at", {.writable = false, .audience = internal}),
         field<&Section::edited_by>("edited_by",
                                    {.reference = "user", .writable = false, .audience = internal}),
         field<&Section::reviewed_by>("reviewed_by",
                                      {.reference = "user", .writable = false, .audience = internal}),
         audience_field()},
        {.account_field = "account_id", .title_field = "key"});
    return e;
}

const describe::Entity& Objective::entity() {
    static const describe::Entity e = describe::make_entity<Objective>(
        "plan_objective", "plan_objectives",
        {field<&PlanRow::plan_id>("plan_id", {.required = true, .reference = "plan", .audience = internal}),
         field<&PlanRow::account_id>("account_id",
                                     {.reference = "account", .writable = false, .audience = customer_safe}),
         field<&Objective::title>("title", {.required = true, .max_len = 300, .audience = customer_safe}),
         field<&Objective::note>("note", {.max_len = 4000, .format = "multiline", .audience = internal}),
         field<&Objective::kind>(
             "kind", {.required = true, .choices = {"quantitative", "qualitative"}, .audience = internal}),
         field<&Objective::metric>("metric", {.max_len = 300, .audience = partner}),
         field<&Objective::unit>("unit", {.max_len = 40, .audience = internal}),
         field<&Objective::baseline>("baseline", {.min = -1e15, .max = 1e15, .audience = internal}),
         field<&Objective::target>("target", {.min = -1e15, .max = 1e15, .audience = internal}),
         field<&Objective::due_on>("due_on", {.audience = customer_safe}),
         field<&Objective::owner_id>("owner_id", {.reference = "user", .audience = customer_safe}),
         field<&Objective::status>(
             "status",
             {.required = true, .choices = {"draft", "agreed", "reached", "dropped"}, .audience = internal}),
         field<&Objective::horizon>(
             "horizon",
             {.required = true, .choices = {"short", "medium", "long"}, .audience = customer_safe}),
         field<&Objective::smart_reasons>("smart_reasons", {.writable = false, .audience = internal}),
         field<&Objective::drafted>(
             "drafted", {.writable = false, .filterable = false, .sortable = false, .audience = internal}),
         audience_field()},
        {.account_field = "account_id", .title_field = "title"});
    return e;
}

const describe::Entity& Question::entity() {
    static const describe::Entity e = describe::make_entity<Question>(
        "plan_question", "plan_questions",
        {field<&PlanRow::plan_id>("plan_id", {.required = true, .reference = "plan", .audience = internal}),
         field<&PlanRow::account_id>("account_id",
                                     {.reference = "account", .writable = false, .audience = customer_safe}),
         field<&Question::section>("section", {.required = true, .max_len = 60, .audience = internal}),
         field<&Question::family>("family", {.max_len = 60, .writable = false, .audience = internal}),
         field<&Question::key>("key", {.max_len = 100, .audience = internal}),
         field<&Question::text>("text", {.max_len = 1000, .audience = partner}),
         field<&Question::params>(
             "params", {.writable = false, .filterable = false, .sortable = false, .audience = internal}),
         field<&Question::position>("position", {.min = 0, .max = 10'000, .audience = internal}),
         field<&Question::answer>("answer",
                                  {.max_len = body_limit, .format = "multiline", .audience = partner}),
         field<&Question::answered_by>("answered_by",
                                       {.reference = "user", .writable = false, .audience = internal}),
         field<&Question::answered_at>("answered_at", {.writable = false, .audience = internal}),
         field<&Question::declined_reason>("declined_reason", {.max_len = 1000, .audience = internal}),
         audience_field()},
        {.account_field = "account_id", .title_field = "text"});
    return e;
}

const describe::Entity& Source::entity() {
    static const describe::Entity e = describe::make_entity<Source>(
        "plan_source", "plan_sources",
        {field<&PlanRow::plan_id>("plan_id", {.required = true, .reference = "plan", .audience = internal}),
         field<&PlanRow::account_id>("account_id",
                                     {.reference = "account", .writable = false, .audience = customer_safe}),
         field<&Source::title>("title", {.required = true, .max_len = 300, .audience = customer_safe}),
         field<&Source::url>("url", {.max_len = 1000, .format = "url", .audience = customer_safe}),
         field<&Source::dated_on>("dated_on", {.audience = customer_safe}),
         field<&Source::kind>("kind", {.choices = {"annual_report", "investor_deck", "website", "social",
                                                   "expert", "news", "other"},
                                       .audience = customer_safe}),
         field<&Source::note>("note", {.max_len = 4000, .format = "multiline", .audience = internal}),
         audience_field()},
        {.account_field = "account_id", .title_field = "title"});
    return e;
}

Events& events() {
    static Events e;
    return e;
}

}  // namespace kamino::plans
