// What is sold and what was sold: products in a tree with the functional needs that they serve, invoice or
// order lines, and their monthly roll-up in the workspace's currency.
#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "domain/accounts/public.h"
#include "domain/workspace/public.h"

namespace kamino::sales {

struct Need : describe::Record {
    std::string name, code;
    std::optional<std::string> parent_id;
    static const describe::Entity& entity();
};

struct Product : describe::Record {
    std::string name, code, external_id, kind = "product", description;
    std::optional<std::string> parent_id;  // the line that it belongs to
    std::optional<Money> unit_price;
    std::vector<std::string> need_ids;
    bool active = true;
    static const describe::Entity& entity();
};

// One invoice or order line. No change-log line per row: lines come by import, carry import_id and go with
// its undo.
struct SalesLine : describe::Record {
    std::string account_id;
    std::optional<std::string> unit_id, product_id, import_id;
    Date booked_on;
    std::string invoice_number, external_id;
    double quantity = 0;
    Money net_amount;
    std::optional<Money> margin;
    static const describe::Entity& entity();
};

// sales_months(account_id, month, product_id): per month, in minor units of the workspace currency. Rebuilt
// from lines.
struct MonthTotals {
    std::string account_id;
    Date month;                       // its first day
    std::string product_id, line_id;  // "" = no product; line = the top of the product's tree
    std::int64_t net_minor = 0, margin_minor = 0, line_count = 0;
    std::int64_t invoice_count = 0;  // each at one product of its month only: sums count orders
    double quantity = 0;
};
std::vector<MonthTotals> months_of(storage::Read& read, std::string_view account_id, Date from, Date to);

// Per account facts at `as_of` (the last booked day when nullopt): what selection scores.
struct AccountFacts {
    std::string account_id;
    std::int64_t revenue_12m = 0, revenue_prev_12m = 0,
                 margin_12m = 0;  // minor units of the workspace currency
    std::int64_t revenue_fy = 0,
                 revenue_prev_fy = 0;  // of the fiscal year that holds as_of, and the one before
    std::int64_t months_active_12m = 0, lines_bought_12m = 0, invoices_12m = 0;
    double stability = 0;  // 1 - coefficient of variation of the 12 months, clipped to 0..1
    std::optional<Date> first_on, last_on;
};
std::vector<AccountFacts> account_facts(storage::Read& read, std::optional<Date> as_of = {});
std::optional<Date> last_booked_on(storage::Read& read);
// Lines that no total counts, for want of a rate; of the accounts that `accounts` leaves, a statement that
// gives account ids; empty = of all.
std::int64_t unconverted_lines(storage::Read& read, const std::string& accounts, const storage::Args& args);
// All lines by the currency that they have.
std::vector<workspace::Lines> lines_by_currency(storage::Read& read);

// Rebuilds sales_months (all, or of these accounts): after imports, undo, and when a rate changes.
void rebuild_months(storage::Write& write);
void rebuild_months(storage::Write& write, const std::vector<std::string>& account_ids);

// What every account bought, month by month: accounts in the order of ids, months rising. Months without
// lines are left out. In minor units of the workspace's currency.
struct AccountMonth {
    std::string_view account_id;  // good until the next one
    Date month;                   // its first day
    std::int64_t net_minor = 0;
};
void each_month(storage::Read& read, Date from, Date to,
                const std::function<void(const AccountMonth&)>& take);

std::vector<Product> all_products(storage::Read& read);
// product id -> id of the top of its tree (itself when it has no parent)
std::map<std::string, std::string> lines_of_products(storage::Read& read);

struct Events {
    std::vector<std::function<void(storage::Write&)>> months_changed;  // after rebuild_months
};
Events& events();

void offer(registry::Registry& registry);

}  // namespace kamino::sales
