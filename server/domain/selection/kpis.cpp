#include "domain/selection/kpis.h"

#include <cmath>
#include <limits>

#include "engine/segment/segment.h"

namespace kamino::selection {
namespace {

// A part of a whole; NULL where there is no whole.
storage::Value ratio(double part, double whole) {
    if (whole <= 0) return nullptr;
    return part / whole;
}

}  // namespace

std::vector<Rfm> rfm_of(const std::vector<Facts>& facts) {
    constexpr double never = std::numeric_limits<double>::quiet_NaN();
    std::vector<double> recency, frequency, monetary;
    for (const auto& f : facts) {
        const bool bought = f.last_on.has_value();
        recency.push_back(bought ? f.last_on->days : never);
        frequency.push_back(bought ? static_cast<double>(f.invoices) : never);
        monetary.push_back(bought ? static_cast<double>(f.revenue) : never);
    }
    const auto r = segment::fifths(recency), f = segment::fifths(frequency), m = segment::fifths(monetary);
    std::vector<Rfm> all;
    for (std::size_t i = 0; i < facts.size(); ++i) all.push_back({r[i], f[i], m[i]});
    return all;
}

std::vector<storage::Value> kpis_of(const Facts& f, const Result& r, const Rfm& rfm) {
    const auto whole = [](std::int64_t v) { return static_cast<double>(v); };
    std::vector<storage::Value> row;
    row.reserve(kpi_columns.size());
    for (const auto amount : {f.revenue_fy, f.revenue_prev_fy, f.weighted}) row.emplace_back(amount);
    row.push_back(ratio(whole(f.margin), whole(f.revenue)));
    row.push_back(ratio(std::max(r.value, 0.0), r.potential));
    row.push_back(ratio(whole(f.won_count), whole(f.won_count + f.lost_count)));
    row.push_back(f.bought ? storage::Value{f.stability} : storage::Value{nullptr});
    for (const auto count :
         {f.invoices, f.months_active, f.lines, f.open_count, f.people, f.deciders, f.contacts})
        row.emplace_back(count);
    row.push_back(f.first_on ? storage::Value{f.first_on->to_text()} : storage::Value{nullptr});
    for (const int fifth : {rfm.recency, rfm.frequency, rfm.monetary})
        row.emplace_back(static_cast<std::int64_t>(fifth));
    row.emplace_back(rfm.recency > 0
                         ? std::string{segment::rfm_name(rfm.recency, rfm.frequency, rfm.monetary)}
                         : std::string{});
    return row;
}

bool same_kpis(const storage::Rows& rows, int column, const std::vector<storage::Value>& row,
               std::size_t at) {
    for (std::size_t i = 0; i < kpi_columns.size(); ++i, ++column) {
        const auto& value = row[at + i];
        if (rows.is_null(column) != std::holds_alternative<std::nullptr_t>(value)) return false;
        if (const auto* n = std::get_if<std::int64_t>(&value); n && rows.integer(column) != *n) return false;
        if (const auto* d = std::get_if<double>(&value); d && rows.real(column) != *d) return false;
        if (const auto* t = std::get_if<std::string>(&value); t && rows.text_view(column) != *t) return false;
    }
    return true;
}

}  // namespace kamino::selection
