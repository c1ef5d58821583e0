// Histories that other programs have counted.
#include <cmath>
#include <initializer_list>

#include "analyze/purchases.h"

namespace kamino::analyze {

namespace {

std::optional<std::size_t> any_of(const Table& table, std::initializer_list<std::string_view> names) {
    // Exact names first: T and t_x may stand beside t and T_x.
    for (const auto name : names)
        for (std::size_t i = 0; i < table.names().size(); ++i)
            if (table.names()[i] == name) return i;
    for (const auto name : names)
        if (const auto found = table.find_column(name)) return found;
    return {};
}

std::size_t needed(const Table& table, std::string_view what, std::initializer_list<std::string_view> names) {
    const auto found = any_of(table, names);
    if (!found) return table.column(what);  // the refusal names the columns there are
    return *found;
}

bool whole(double v) {
    return v == std::floor(v);
}

struct Columns {
    std::size_t x, t_x, T;
};

// What no history can be, as a refusal of the row.
void check(const Table& table, const Columns& c, SummaryKind kind, std::size_t row, double x, double t_x,
           double T) {
    if (!(x >= 0) || !whole(x) || x > 1e9)
        table.refuse(row, c.x, "is the number of repeat purchases: a whole number from 0");
    if (!(T >= 0)) table.refuse(row, c.T, "is a length of time and cannot be negative");
    if (kind == SummaryKind::contract) {
        if (!whole(T)) table.refuse(row, c.T, "is the number of renewals that came up: a whole number");
        if (x > T) table.refuse(row, c.x, "is more than the renewals that came up");
        return;
    }
    if (!(t_x >= 0)) table.refuse(row, c.t_x, "is a length of time and cannot be negative");
    if (t_x > T) table.refuse(row, c.t_x, "is after the end of the time watched (T)");
    if (x == 0 && t_x > 0)
        table.refuse(row, c.t_x, "is the time of the last repeat purchase, of which there is none (x is 0)");
    if (kind == SummaryKind::discrete) {
        if (!whole(t_x)) table.refuse(row, c.t_x, "is the number of an occasion: a whole number");
        if (!whole(T)) table.refuse(row, c.T, "is a number of occasions: a whole number");
        if (x > t_x) table.refuse(row, c.x, "is more than the occasions until the last one taken");
        if (T > 10'000) table.refuse(row, c.T, "is more than 10,000 occasions; take a longer unit");
    }
}

}  // namespace

Purchases purchases_of_summary(const Table& table, SummaryKind kind) {
    Purchases out;
    const bool contract = kind == SummaryKind::contract;
    Columns c{};
    c.x = needed(table, "x", {"x", "frequency", "renewals", "repeats"});
    c.T = needed(table, "T", {"T", "periods", "age", "n_periods", "opportunities", "n"});
    c.t_x = contract ? c.T : needed(table, "t_x", {"t_x", "t.x", "tx", "recency"});
    const auto x = table.required_numbers(c.x), t_x = table.required_numbers(c.t_x),
               T = table.required_numbers(c.T);
    const auto weight_column = any_of(table, {"weight", "weights", "customers", "n.custs", "num"});
    const auto value_column = any_of(table, {"m_x", "m.x", "monetary_value", "zbar", "mean_value", "m"});
    const auto id_column = any_of(table, {"id", "customer", "customer_id", "cust"});
    std::vector<double> weight, value;
    if (weight_column) weight = table.required_numbers(*weight_column);
    if (value_column) value = table.numbers(*value_column);
    for (std::size_t row = 0; row < table.rows(); ++row) {
        check(table, c, kind, row, x[row], t_x[row], T[row]);
        const double w = weight.empty() ? 1 : weight[row];
        if (!(w >= 0)) table.refuse(row, *weight_column, "is a number of customers and cannot be negative");
        if (w == 0) continue;
        out.ids.push_back(id_column ? table.text(row, *id_column) : std::to_string(row + 1));
        out.histories.add(x[row], contract ? 0 : t_x[row], T[row], w);
        if (value_column) out.m_x.push_back(value[row]);
    }
    if (out.ids.empty()) throw Refusal("every row has the weight 0", table.path());
    return out;
}

}  // namespace kamino::analyze
