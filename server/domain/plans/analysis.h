// Arithmetic of a draft: pure functions on values, amounts in minor units of the workspace currency.
#pragma once
#include <array>

#include "domain/plans/facts.h"

namespace kamino::plans {

inline constexpr std::array six_roles = {"technical_expert", "relationship_lead", "collaborator",
                                         "project_manager",  "innovator",         "results_driver"};

struct SalesTrend {
    std::int64_t revenue_12m = 0, revenue_prev_12m = 0;
    std::optional<double> growth;       // of the last 12 months over the 12 before
    std::optional<double> half_growth;  // of the last 6 months over the same 6 a year before
    double stability = 0;               // 1 - coefficient of variation of the last 12 months, 0..1
    int active_months = 0;              // of the last 12
    std::vector<unsigned>
        peak_months;  // calendar months at least 30 % above the mean, in two full years or more
};
// `months`: 36 values, oldest first; `last` is the month of the newest.
SalesTrend sales_trend(const std::vector<std::int64_t>& months, Date last);

// The first objective and what is missing to reach it:
//   target   = sales of the last 12 months x (1 + growth rate)
//   run rate = sales of the last 12 months x min(1, last 6 months / same 6 a year before): a fall goes on,
//   growth is not
//              counted twice
//   gap      = target - run rate - weighted pipeline, at least 0
struct Gap {
    double growth_rate = 0;
    std::string growth_reason;  // "peers", "class", "default", or "protect": the focus asks for no more
    std::int64_t baseline = 0, target = 0, run_rate = 0, weighted_pipeline = 0, gap = 0;
};
struct GrowthRule {
    double fallback = 0.05, floor = 0.02, ceiling = 0.30;
    std::optional<double> of_class{};
};
// A plan that protects keeps what there is: its growth is the floor.
Gap first_gap(const SalesTrend& trend, std::int64_t weighted_pipeline, std::optional<double> peer_growth,
              const GrowthRule& rule, std::string_view focus = {});

bool decides(const PersonFacts& person);                       // decision maker or approver
std::vector<std::string> uncovered_roles(const Facts& facts);  // of the six
bool is_stalled(const DealFacts& deal, Date today);            // overdue, or no change of stage in 90 days
bool closes_soon(const DealFacts& deal, Date today);           // within 90 days

}  // namespace kamino::plans
