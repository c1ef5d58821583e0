// Customers' histories from a file: from transactions (one row a purchase) or from a summary (one row a
// customer, or a group of customers with a weight).
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analyze/table.h"
#include "engine/clv/histories.h"

namespace kamino::analyze {

enum class Unit { day, week, month, year };
Unit unit_of(std::string_view name);
double days_of(Unit unit);  // a month is 30.4375, a year 365.25 days

struct Purchases {
    std::vector<std::string> ids;
    clv::Histories histories;  // one row a customer or group, in order of first appearance
    std::vector<double>
        m_x;  // mean value of the repeat purchases; empty: no amounts; NaN: none of this customer
    // After calibration, of the customers known by then; only from transactions.
    double holdout = 0;  // its length in units; 0: none
    std::vector<double> later;
    // For tracking week by week: each customer's first purchase and all repeat purchases, in units since the
    // first day.
    std::vector<double> births, repeats;
    std::string first_date, calibration_end, last_date;
    std::size_t transactions = 0, left_out_later = 0, without_customer = 0, negative = 0;
};

struct TransactionColumns {
    std::string customer, date, amount;  // amount "": none
    std::string calibration_end;         // "": the last date of the file
    Unit unit = Unit::week;
    bool discrete = false;  // histories in whole units: occasions taken and missed (BG/BB)
};

// Purchases of a customer on one day are one. Rows without a customer, and with an amount that is not
// positive, do not count.
Purchases purchases_of_transactions(const Table& table, const TransactionColumns& columns);

enum class SummaryKind { continuous, discrete, contract };
// Columns x, t_x, T, m_x, weight, id, or the names that other programs give them (frequency, recency,
// periods, monetary_value …). Refusal where a history is impossible.
Purchases purchases_of_summary(const Table& table, SummaryKind kind);

}  // namespace kamino::analyze
