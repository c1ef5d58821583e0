// What each run tells the portfolio of an account besides what lists show: terms of filters (terms.cpp), the
// ground of groups (SEL-6). One table of columns; pure.
#pragma once
#include <array>
#include <vector>

#include "domain/selection/criteria.h"
#include "platform/storage/storage.h"

namespace kamino::selection {

// Scores 1 … 5 of when, how often and for how much an account bought (the last 12 months); 0 = it never did.
struct Rfm {
    int recency = 0, frequency = 0, monetary = 0;
};
std::vector<Rfm> rfm_of(const std::vector<Facts>& facts);

// The columns of portfolio_changes, in the order of kpis_of(); apply_changes and list_standing (run.sql) name
// them too.
inline constexpr std::array<std::string_view, 19> kpi_columns{"revenue_fy_minor",
                                                              "revenue_prev_fy_minor",
                                                              "weighted_pipeline_minor",
                                                              "margin_rate",
                                                              "potential_share",
                                                              "win_rate",
                                                              "stability",
                                                              "order_count_12m",
                                                              "month_count_12m",
                                                              "line_count_12m",
                                                              "open_deal_count",
                                                              "people_count",
                                                              "decider_count",
                                                              "interaction_count_12m",
                                                              "first_purchase_on",
                                                              "recency_fifth",
                                                              "frequency_fifth",
                                                              "monetary_fifth",
                                                              "rfm"};
std::vector<storage::Value> kpis_of(const Facts& facts, const Result& result, const Rfm& rfm);
// Whether the row holds these values, from `column` on.
bool same_kpis(const storage::Rows& rows, int column, const std::vector<storage::Value>& row, std::size_t at);

}  // namespace kamino::selection
