// The eleven criteria of the shipped model (SEL-1) and the five classes (SEL-5): from facts to raw values,
// scores and classes. Pure; amounts are minor units of the workspace's currency; NaN means "not known".
#pragma once
#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/selection/class_rules.h"
#include "platform/base/date.h"

namespace kamino::selection {

inline constexpr std::size_t shipped_count = 11;
// A workspace's own criteria (own_criteria.h) stand after the shipped ones, in the order of their model.
inline constexpr std::size_t own_most = 12, criterion_count = shipped_count + own_most;
enum Criterion : std::size_t {
    current_revenue,
    margin,
    growth_potential,
    renewal,
    winning,
    effort,
    relationship,
    fit,
    logo,
    market_share,
    stability
};
struct CriterionRow {
    std::string_view key, unit;  // unit: money ratio points score
    bool soft = false, inverse = false;
};
inline constexpr std::array<CriterionRow, shipped_count> criteria{{
    {"current_revenue", "money"},
    {"margin", "ratio"},
    {"growth_potential", "money"},
    {"renewal", "ratio"},
    {"winning", "ratio"},
    {"effort", "contacts", false, true},
    {"relationship", "points"},
    {"fit", "judgement", true},
    {"logo", "judgement", true},
    {"market_share", "ratio"},
    {"stability", "ratio"},
}};
std::optional<std::size_t> criterion_of(  // of the shipped ones
    std::string_view key);
using Values = std::array<double, criterion_count>;

constexpr Values unknown_values() {
    Values values{};
    for (auto& v : values) v = std::numeric_limits<double>::quiet_NaN();
    return values;
}
constexpr std::array<double, own_most> unknown_own() {
    std::array<double, own_most> values{};
    for (auto& v : values) v = std::numeric_limits<double>::quiet_NaN();
    return values;
}

// What is known of one account.
struct Facts {
    std::string id, status, industry;
    double annual_revenue = 0, employees = 0;  // 0 = not known
    bool bought = false;                       // has any sales line
    std::int64_t revenue = 0, revenue_prev = 0, margin = 0;
    std::int64_t revenue_fy = 0, revenue_prev_fy = 0;
    std::int64_t months_active = 0, lines = 0, invoices = 0;
    double stability = 0;
    std::optional<Date> first_on, last_on;
    std::int64_t open = 0, weighted = 0, won = 0;
    std::int64_t open_count = 0, won_count = 0, lost_count = 0;
    std::int64_t people = 0, close = 0, warm = 0, deciders = 0, contacts = 0;  // contacts: done in 12 months
    std::optional<Instant> last_interaction_at;
    std::array<int, shipped_count> judged{};  // soft criteria: 1..5, 0 = nobody judged
    // Of the own criteria of the model that judges the account: what was judged or told; NaN = not known.
    std::array<double, own_most> own = unknown_own();
};

enum class PotentialBy { nothing, revenue, employees, pipeline, sales };
struct Result {
    double value = 0;  // what counts as revenue: sales, or won opportunities in a workspace without sales
    double potential = 0;
    PotentialBy potential_by = PotentialBy::nothing;
    std::optional<double> growth;
    Values raw = unknown_values(), normalised = unknown_values();
    double score = 0;
    std::uint16_t judged_by = 0;  // which of the models
    std::string rule_class;
};
struct Population {
    bool has_sales = false, has_contacts = false, has_people = false, has_margin = false;
    double significance = 0;  // smallest revenue among the significant ones
    std::optional<Date> as_of;
    int minor_digits = 2;
};

// Potential of every account: what the upper quartile of its industry (of all, where the industry has fewer
// than 8 customers of known size) buys per unit of size, times its size; at least what it buys and has in the
// weighted pipeline.
void estimate_potential(const std::vector<Facts>& facts, std::vector<Result>& results);
Values raw_values(const Facts& facts, const Result& result, const Population& population);
// The smallest value among those that make the significant share; of the potentials while nobody buys.
double significance_of(const std::vector<double>& values, const std::vector<double>& potentials,
                       const ClassRules& rules);
ClassFacts class_facts(const Facts& facts, const Result& result, const Population& population);
// Value, growth and potential of every account, what is significant among them, and the class by rule. Sets
// the population's flags and significance.
void classify(const std::vector<Facts>& facts, const ClassRules& rules, Population& population,
              std::vector<Result>& results);

double normalised_judgement(int value);  // 1..5 -> 0..100; NaN for 0

}  // namespace kamino::selection
