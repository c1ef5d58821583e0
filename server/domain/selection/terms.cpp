#include "domain/selection/terms.h"

#include "engine/segment/segment.h"

namespace kamino::selection {
namespace {

using describe::Field;
using describe::Kind;
using describe::Rule;

constexpr std::string_view accounts = "SELECT a.id FROM accounts a WHERE";
constexpr std::string_view units = "SELECT u.account_id FROM account_units u WHERE u.deleted_at IS NULL AND";
constexpr std::string_view locations =
    "SELECT l.account_id FROM account_locations l WHERE l.deleted_at IS NULL AND";
constexpr std::string_view team = "SELECT t.account_id FROM account_team t WHERE t.deleted_at IS NULL AND";
constexpr std::string_view persons = "SELECT p.account_id FROM people p WHERE p.deleted_at IS NULL AND";
constexpr std::string_view deals =
    "SELECT o.account_id FROM opportunities o WHERE o.deleted_at IS NULL AND o.outcome = 'open' AND";
constexpr std::string_view months = "SELECT m.account_id FROM sales_months m WHERE m.net_minor > 0 AND";

Field term(std::string_view name, Kind kind, bool nullable, Rule rule) {
    return {name, kind, nullable, nullptr, std::move(rule)};
}
// In related rows; a row that has no value is none.
Field of(std::string_view rows, std::string_view name, Kind kind, std::string_view expression,
         Rule rule = {}) {
    rule.rows = rows;
    rule.expression = expression;
    return term(name, kind, kind != Kind::text && kind != Kind::document && kind != Kind::list,
                std::move(rule));
}
Field measured(std::string_view name, Kind kind, std::string_view expression, bool nullable = false,
               Rule rule = {}) {
    rule.expression = expression;
    return term(name, kind, nullable, std::move(rule));
}

void add_account_terms(std::vector<Field>& all) {
    all.insert(all.end(),
               {of(accounts, "legal_name", Kind::text, "a.legal_name", {.folded = true}),
                of(accounts, "tax_id", Kind::text, "a.tax_id"),
                of(accounts, "website", Kind::text, "a.website"),
                of(accounts, "phone", Kind::text, "a.phone"),
                of(accounts, "annual_revenue", Kind::money, "a.annual_revenue"),
                of(accounts, "street", Kind::text, "a.street"),
                of(accounts, "postal_code", Kind::text, "a.postal_code"),
                of(accounts, "latitude", Kind::real, "a.latitude"),
                of(accounts, "longitude", Kind::real, "a.longitude"),
                of(accounts, "year_founded", Kind::integer, "a.year_founded"),
                of(accounts, "description", Kind::text, "a.description"),
                of(accounts, "source", Kind::text, "a.source"),
                of(units, "unit_name", Kind::text, "u.name"),
                of(units, "unit_kind", Kind::text, "u.kind",
                   {.choices = {"business_unit", "division", "buying_centre", "department"}}),
                of(locations, "location_name", Kind::text, "l.name"),
                of(locations, "location_kind", Kind::text, "l.kind",
                   {.choices = {"head_office", "billing", "shipping", "site"}}),
                of(locations, "location_city", Kind::text, "l.city"),
                of(locations, "location_region", Kind::text, "l.region"),
                of(locations, "location_country", Kind::text, "l.country"),
                of(team, "team_user_id", Kind::text, "t.user_id", {.reference = "user"}),
                of(team, "team_role", Kind::text, "t.role",
                   {.choices = {"technical_expert", "relationship_lead", "collaborator", "project_manager",
                                "innovator", "results_driver", "executive_sponsor", "member"}}),
                of(persons, "person_title", Kind::text, "p.title", {.folded = true}),
                of(deals, "deal_stage", Kind::text, "o.stage"),
                of(deals, "competitor", Kind::list, "o.competitors"),
                of(months, "product_id", Kind::text, "m.product_id", {.reference = "product"})});
}

void add_measured_terms(std::vector<Field>& all) {
    const auto& names = segment::rfm_names();
    all.insert(
        all.end(),
        {measured("revenue_fy", Kind::money, "portfolio.revenue_fy"),
         measured("revenue_prev_fy", Kind::money, "portfolio.revenue_prev_fy"),
         measured("weighted_pipeline", Kind::money, "portfolio.weighted_pipeline"),
         measured("margin_rate", Kind::real, "portfolio.margin_rate", true),
         measured("potential_share", Kind::real, "portfolio.potential_share", true),
         measured("win_rate", Kind::real, "portfolio.win_rate", true),
         measured("stability", Kind::real, "portfolio.stability", true),
         measured("order_count_12m", Kind::integer, "portfolio.order_count_12m"),
         measured("month_count_12m", Kind::integer, "portfolio.month_count_12m"),
         measured("line_count_12m", Kind::integer, "portfolio.line_count_12m"),
         measured("open_deal_count", Kind::integer, "portfolio.open_deal_count"),
         measured("people_count", Kind::integer, "portfolio.people_count"),
         measured("decider_count", Kind::integer, "portfolio.decider_count"),
         measured("interaction_count_12m", Kind::integer, "portfolio.interaction_count_12m"),
         measured("first_purchase_on", Kind::date, "portfolio.first_purchase_on", true),
         measured("recency_fifth", Kind::integer, "portfolio.recency_fifth"),
         measured("frequency_fifth", Kind::integer, "portfolio.frequency_fifth"),
         measured("monetary_fifth", Kind::integer, "portfolio.monetary_fifth"),
         measured("rfm", Kind::text, "portfolio.rfm", false, {.choices = {names.begin(), names.end()}}),
         measured("plan_stage", Kind::text, "portfolio.plan_stage", false,
                  {.choices = {"strategy", "research", "action_plan", "execution", "review"}})});
}

}  // namespace

std::vector<Field> portfolio_terms() {
    std::vector<Field> all{term("group", Kind::text, false, {.reference = "account_group"})};
    add_account_terms(all);
    add_measured_terms(all);
    return all;
}

}  // namespace kamino::selection
