// What rules may ask of, in the order in which the builder offers it.
#include <array>
#include <boost/json.hpp>

#include "domain/groups/groups_store.h"
#include "domain/groups/groups_store.sql.h"
#include "domain/groups/rule.h"

namespace kamino::groups {
namespace {

using describe::Kind;

struct Line {
    std::string_view key, section, format = "";
    bool suggests = false;
};
constexpr std::array<Line, 75> lines{{
    {"name", "account"},
    {"legal_name", "account"},
    {"status", "account"},
    {"industry", "account", "", true},
    {"employees", "account"},
    {"annual_revenue", "account"},
    {"owner_id", "account"},
    {"owner_name", "account", "", true},
    {"tags", "account", "", true},
    {"parent_id", "account"},
    {"external_id", "account"},
    {"tax_id", "account"},
    {"website", "account"},
    {"phone", "account"},
    {"year_founded", "account", "plain"},
    {"source", "account"},
    {"description", "account"},
    {"created_at", "account"},
    {"updated_at", "account"},
    {"country", "place", "", true},
    {"region", "place", "", true},
    {"city", "place", "", true},
    {"postal_code", "place"},
    {"street", "place"},
    {"latitude", "place", "plain"},
    {"longitude", "place", "plain"},
    {"location_country", "place"},
    {"location_region", "place"},
    {"location_city", "place"},
    {"location_name", "place"},
    {"location_kind", "place"},
    {"unit_name", "structure"},
    {"unit_kind", "structure"},
    {"class", "value"},
    {"rule_class", "value"},
    {"class_source", "value"},
    {"score", "value", "score"},
    {"potential", "value"},
    {"potential_share", "value", "ratio"},
    {"key_state", "value"},
    {"revenue_12m", "buying"},
    {"revenue_prev_12m", "buying"},
    {"revenue_fy", "buying"},
    {"revenue_prev_fy", "buying"},
    {"growth", "buying", "ratio"},
    {"margin_12m", "buying"},
    {"margin_rate", "buying", "ratio"},
    {"order_count_12m", "buying"},
    {"month_count_12m", "buying"},
    {"line_count_12m", "buying"},
    {"stability", "buying", "ratio"},
    {"first_purchase_on", "buying"},
    {"last_purchase_on", "buying"},
    {"product_id", "buying"},
    {"rfm", "buying"},
    {"recency_fifth", "buying"},
    {"frequency_fifth", "buying"},
    {"monetary_fifth", "buying"},
    {"last_interaction_at", "relations"},
    {"interaction_count_12m", "relations"},
    {"people_count", "relations"},
    {"decider_count", "relations"},
    {"person_title", "relations"},
    {"team_user_id", "relations"},
    {"team_role", "relations"},
    {"open_pipeline", "deals"},
    {"weighted_pipeline", "deals"},
    {"open_deal_count", "deals"},
    {"won_12m", "deals"},
    {"win_rate", "deals", "ratio"},
    {"deal_stage", "deals"},
    {"competitor", "deals"},
    {"plan_status", "plan"},
    {"plan_stage", "plan"},
    {"plan_completeness", "plan", "percent"},
}};

std::string kind_of(const describe::Field& f) {
    if (!f.rule.reference.empty()) return "reference";
    if (!f.rule.choices.empty()) return "choice";
    switch (f.kind) {
        case Kind::integer:
        case Kind::real:
            return "number";
        case Kind::money:
            return "money";
        case Kind::date:
        case Kind::instant:
            return "date";
        case Kind::list:
            return "list";
        case Kind::boolean:
            return "boolean";
        default:
            return "text";
    }
}

}  // namespace

const std::vector<RuleField>& standard_fields() {
    static const std::vector<RuleField> all = [] {
        std::vector<RuleField> fields;
        for (const auto& line : lines) {
            RuleField field{std::string{line.key}, "date", std::string{line.section},
                            std::string{line.format}};
            field.suggests = line.suggests;
            // Record's own instants have no row.
            if (const auto* f = selection::PortfolioRow::entity().find_term(line.key)) {
                field.kind = kind_of(*f);
                field.choices = {f->rule.choices.begin(), f->rule.choices.end()};
                field.reference = f->rule.reference;
            }
            fields.push_back(std::move(field));
        }
        return fields;
    }();
    return all;
}

std::vector<RuleField> custom_fields(storage::Read& read) {
    std::vector<RuleField> fields;
    auto rows = read.query(sql::list_custom_fields);
    while (rows.next()) {
        RuleField field{"custom." + rows.text(0), rows.text(2), "custom", ""};
        field.label = rows.text(1);
        const auto choices = base::parse_json(rows.text(3));
        for (const auto& c : choices.as_array())
            if (c.is_string()) field.choices.emplace_back(c.as_string());
        fields.push_back(std::move(field));
    }
    return fields;
}

}  // namespace kamino::groups
