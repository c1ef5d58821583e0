#include "domain/selection/public.h"
#include "domain/selection/selection.h"
#include "domain/selection/terms.h"

namespace kamino::selection {

using describe::field;

namespace {

// What only the system sets; ids, lists and what nobody orders by have no index.
describe::Rule system_set() {
    return {.writable = false, .importable = false};
}
describe::Rule unsorted() {
    return {.writable = false, .importable = false, .sortable = false};
}
describe::Rule folded() {
    return {.folded = true, .writable = false, .importable = false};
}
describe::Rule searchable() {
    return {.searchable = true, .writable = false, .importable = false};
}

}  // namespace

const describe::Entity& PortfolioRow::entity() {
    using R = PortfolioRow;
    static const describe::Entity e = describe::make_entity<R>(
        "portfolio_row", "portfolio",
        {field<&R::name>("name", searchable()),
         field<&R::external_id>("external_id", unsorted()),
         field<&R::status>("status", {.required = true,
                                      .choices = {"prospect", "customer", "former"},
                                      .writable = false,
                                      .importable = false}),
         field<&R::industry>("industry", system_set()),
         field<&R::city>("city", searchable()),
         field<&R::region>("region", unsorted()),
         field<&R::country>("country", system_set()),
         field<&R::owner_id>(
             "owner_id", {.reference = "user", .writable = false, .importable = false, .sortable = false}),
         field<&R::owner_name>("owner_name", folded()),
         field<&R::parent_id>(
             "parent_id",
             {.reference = "account", .writable = false, .importable = false, .sortable = false}),
         field<&R::tags>("tags", unsorted()),
         field<&R::employees>("employees", unsorted()),
         field<&R::custom>("custom", unsorted()),
         field<&R::class_>("class",
                           {.choices = {"A", "B", "C", "D", "E"}, .writable = false, .importable = false}),
         field<&R::class_source>(
             "class_source",
             {.choices = {"rule", "person"}, .writable = false, .importable = false, .sortable = false}),
         field<&R::rule_class>("rule_class", {.choices = {"A", "B", "C", "D", "E"},
                                              .writable = false,
                                              .importable = false,
                                              .sortable = false}),
         field<&R::score>("score", system_set()),
         field<&R::revenue_12m>("revenue_12m", system_set()),
         field<&R::revenue_prev_12m>("revenue_prev_12m", system_set()),
         field<&R::margin_12m>("margin_12m", system_set()),
         field<&R::potential>("potential", system_set()),
         field<&R::open_pipeline>("open_pipeline", system_set()),
         field<&R::won_12m>("won_12m", system_set()),
         field<&R::growth>("growth", system_set()),
         field<&R::last_interaction_at>("last_interaction_at", system_set()),
         field<&R::last_purchase_on>("last_purchase_on", system_set()),
         field<&R::plan_id>("plan_id", unsorted()),
         field<&R::plan_status>(
             "plan_status",
             {.choices = {"draft", "active", "closed"}, .writable = false, .importable = false}),
         field<&R::plan_completeness>("plan_completeness", system_set()),
         field<&R::key_state>(
             "key_state",
             {.choices = {"active", "probation", "prospect"}, .writable = false, .importable = false})},
        {.account_field = "id",
         .search_index = "portfolio_search",
         .bin_index = true,
         .ordinal = "ordinal",
         .terms = portfolio_terms()});
    return e;
}

}  // namespace kamino::selection
