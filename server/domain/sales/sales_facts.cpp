// Facts per account for selection: one walk over the months of two years, in account order.
#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "domain/sales/public.h"
#include "domain/sales/sales_store.sql.h"
#include "domain/workspace/public.h"

namespace kamino::sales {
namespace {

// Sums of one account while its rows go by; month 0 is the newest.
struct Months {
    std::array<std::int64_t, 24> net{};
    std::int64_t margin_12m = 0, invoices_12m = 0;
    std::set<std::string_view> lines_12m;
};

int months_between(Date later, Date earlier) {
    return (later.year() - earlier.year()) * 12 + static_cast<int>(later.month()) -
           static_cast<int>(earlier.month());
}

// 1 - coefficient of variation over the 12 months (population standard deviation / mean), clipped to 0..1; 0
// when the mean is not positive.
double stability_of(const std::array<std::int64_t, 24>& net) {
    double mean = 0, square = 0;
    for (int i = 0; i < 12; ++i) mean += static_cast<double>(net[static_cast<std::size_t>(i)]) / 12;
    if (mean <= 0) return 0;
    for (int i = 0; i < 12; ++i) {
        const double d = static_cast<double>(net[static_cast<std::size_t>(i)]) - mean;
        square += d * d / 12;
    }
    return std::clamp(1 - std::sqrt(square) / mean, 0.0, 1.0);
}

// fiscal_months: how many months of the fiscal year there are up to the newest, 1..12.
void close(AccountFacts& facts, const Months& months, std::size_t fiscal_months) {
    for (std::size_t i = 0; i < 24; ++i)
        (i < 12 ? facts.revenue_12m : facts.revenue_prev_12m) += months.net[i];
    for (std::size_t i = 0; i < fiscal_months + 12; ++i)
        (i < fiscal_months ? facts.revenue_fy : facts.revenue_prev_fy) += months.net[i];
    for (std::size_t i = 0; i < 12; ++i) facts.months_active_12m += months.net[i] != 0;
    facts.margin_12m = months.margin_12m;
    facts.invoices_12m = months.invoices_12m;
    facts.lines_bought_12m = static_cast<std::int64_t>(months.lines_12m.size());
    facts.stability = stability_of(months.net);
}

}  // namespace

void each_month(storage::Read& read, Date from, Date to,
                const std::function<void(const AccountMonth&)>& take) {
    auto rows = read.query(sql::list_net_by_month, {{"from_month", from.month_start()}, {"to_month", to}});
    while (rows.next())
        take({rows.text_view(0), Date::parse(rows.text_view(1)).value_or(Date{}), rows.integer(2)});
}

std::vector<AccountFacts> account_facts(storage::Read& read, std::optional<Date> as_of) {
    std::vector<AccountFacts> all;
    const auto newest = as_of ? as_of : last_booked_on(read);
    if (!newest) return all;
    {
        auto rows = read.query(sql::list_first_last);
        while (rows.next()) {
            AccountFacts f;
            f.account_id = rows.text(0);
            f.first_on = rows.maybe_date(1);
            f.last_on = rows.maybe_date(2);
            all.push_back(std::move(f));
        }
    }
    const auto lines = lines_of_products(read);
    const Date last_month = newest->month_start();
    const auto fiscal_months =
        1 + static_cast<std::size_t>(months_between(
                last_month,
                workspace::fiscal_year_start(last_month, workspace::settings(read).fiscal_year_start_month)));
    auto rows = read.query(sql::list_all_months,
                           {{"from_month", last_month.plus_months(-24)}, {"to_month", last_month}});
    std::size_t at = 0;
    Months months;
    bool open = false;
    while (rows.next()) {
        const auto account = rows.text_view(0);
        if (!open || all[at].account_id != account) {
            if (open) close(all[at], months, fiscal_months);
            while (at < all.size() && all[at].account_id < account) ++at;
            if (at == all.size()) break;
            open = all[at].account_id == account;
            if (!open) continue;
            months = {};
        }
        const int age = months_between(last_month, *Date::parse(rows.text_view(1)));
        if (age < 0 || age >= 24) continue;
        months.net[static_cast<std::size_t>(age)] += rows.integer(3);
        if (age >= 12) continue;
        months.margin_12m += rows.integer(4);
        months.invoices_12m += rows.integer(5);
        if (const auto line = lines.find(rows.text(2)); line != lines.end() && rows.integer(3) > 0)
            months.lines_12m.insert(line->second);
    }
    if (open && at < all.size()) close(all[at], months, fiscal_months);
    return all;
}

}  // namespace kamino::sales
