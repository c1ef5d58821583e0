#include "domain/sales/sales_store.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "domain/sales/sales_store.sql.h"
#include "domain/workspace/public.h"

namespace kamino::sales {
namespace {

bool climbs_to(storage::Read& read, const storage::Sql& parent_of, const std::string& id,
               const std::string& ancestor) {
    if (ancestor.empty()) return false;
    std::optional<std::string> at = id;
    for (int depth = 0; at && depth < 64; ++depth) {
        if (*at == ancestor) return true;
        at = read.text(parent_of, {{"id", *at}});
    }
    return at.has_value();
}

struct ForeignMonth {
    std::string account, month, product, currency;
    std::int64_t net = 0, margin = 0, lines = 0, invoices = 0;
    double quantity = 0;
};

// Sums of other currencies join their month at the rate of the month's last day, half-even on the sum.
void add_foreign(storage::Write& write, const std::string& currency, const std::string& account) {
    std::vector<ForeignMonth> sums;
    auto rows = write.query(sql::list_foreign_months, {{"currency", currency}, {"account", account}});
    while (rows.next())
        sums.push_back({rows.text(0), rows.text(1), rows.text(2), rows.text(3), rows.integer(4),
                        rows.integer(5), rows.integer(7), rows.integer(8), rows.real(6)});
    const int to = currency_exponent(currency).value_or(2);
    std::map<std::pair<std::string, std::string>, std::optional<std::int64_t>> rates;
    for (const auto& s : sums) {
        auto [rate, fresh] = rates.try_emplace({s.currency, s.month});
        if (fresh)
            rate->second =
                workspace::rate_e9(write, s.currency, Date::parse(s.month)->plus_months(1).plus_days(-1));
        if (!rate->second) continue;
        const int from = currency_exponent(s.currency).value_or(2);
        const auto net = convert_minor(s.net, from, to, *rate->second);
        const auto margin = convert_minor(s.margin, from, to, *rate->second);
        if (!net || !margin) throw invalid("sales.amount_out_of_range", {{"currency", s.currency}});
        write.execute(sql::add_to_month, {{"account", s.account},
                                          {"month", s.month},
                                          {"product", s.product},
                                          {"net", *net},
                                          {"margin", *margin},
                                          {"quantity", s.quantity},
                                          {"lines", s.lines},
                                          {"invoices", s.invoices}});
    }
}

void tell_subscribers(storage::Write& write) {
    for (const auto& subscriber : events().months_changed) subscriber(write);
}

}  // namespace

bool is_product_below(storage::Read& read, const std::string& id, const std::string& ancestor) {
    return climbs_to(read, sql::parent_of_product, id, ancestor);
}

bool is_need_below(storage::Read& read, const std::string& id, const std::string& ancestor) {
    return climbs_to(read, sql::parent_of_need, id, ancestor);
}

bool find_code(storage::Read& read, std::string_view code, std::string_view except_id) {
    return read.integer(sql::find_code, {{"code", code}, {"except", except_id}}).has_value();
}

void rebuild_months(storage::Write& write) {
    const auto currency = workspace::settings(write).currency;
    write.execute(sql::clear_months);
    write.execute(sql::rebuild_months, {{"currency", currency}});
    add_foreign(write, currency, "");
    tell_subscribers(write);
}

void rebuild_months(storage::Write& write, const std::vector<std::string>& account_ids) {
    const auto currency = workspace::settings(write).currency;
    for (const auto& id : std::set<std::string>{account_ids.begin(), account_ids.end()}) {
        write.execute(sql::clear_months_of, {{"account", id}});
        write.execute(sql::rebuild_months_of, {{"currency", currency}, {"account", id}});
        add_foreign(write, currency, id);
    }
    tell_subscribers(write);
}

std::int64_t unconverted_lines(storage::Read& read, std::string_view account_id) {
    return read
        .integer(sql::count_unconverted,
                 {{"account", account_id}, {"currency", workspace::settings(read).currency}})
        .value_or(0);
}

std::map<std::string, std::string> lines_of_products(storage::Read& read) {
    std::map<std::string, std::string> parents, tops;
    auto rows = read.query(sql::list_parents);
    while (rows.next()) parents[rows.text(0)] = rows.maybe_text(1).value_or("");
    for (const auto& [id, parent] : parents) {
        std::string top = id;
        for (int depth = 0; depth < 64; ++depth) {
            const auto up = parents.find(top);
            if (up == parents.end() || up->second.empty()) break;
            top = up->second;
        }
        tops[id] = top;
    }
    return tops;
}

std::vector<MonthTotals> months_of(storage::Read& read, std::string_view account_id, Date from, Date to) {
    const auto lines = lines_of_products(read);
    std::vector<MonthTotals> months;
    auto rows = read.query(
        sql::list_months_of,
        {{"account", account_id}, {"from_month", from.month_start()}, {"to_month", to.month_start()}});
    while (rows.next()) {
        MonthTotals m;
        m.account_id = account_id;
        m.month = *rows.maybe_date(0);
        m.product_id = rows.text(1);
        const auto line = lines.find(m.product_id);
        m.line_id = line == lines.end() ? "" : line->second;
        m.net_minor = rows.integer(2);
        m.margin_minor = rows.integer(3);
        m.quantity = rows.real(4);
        m.line_count = rows.integer(5);
        m.invoice_count = rows.integer(6);
        months.push_back(std::move(m));
    }
    return months;
}

std::optional<Date> last_booked_on(storage::Read& read) {
    const auto month = read.text(sql::last_booked_on);
    if (!month) return std::nullopt;
    const auto day = read.text(sql::last_line_on, {{"month", *month}});
    return Date::parse(day.value_or(*month));
}

std::vector<Product> all_products(storage::Read& read) {
    storage::ListQuery query;
    query.sort = "name";
    query.limit = 1000;
    std::vector<Product> all;
    do {
        auto page = storage::list_records(read, Product::entity(), query);
        for (auto& r : page.items) all.push_back(static_cast<Product&>(*r));
        query.cursor = page.next_cursor;
    } while (!query.cursor.empty());
    return all;
}

}  // namespace kamino::sales
