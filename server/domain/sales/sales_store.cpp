#include "domain/sales/sales_store.h"

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

std::int64_t unconverted_lines(storage::Read& read, std::string_view account_id) {
    return read.integer(sql::count_unconverted, {{"account", account_id}}).value_or(0);
}

std::int64_t unconverted_lines(storage::Read& read, const std::string& accounts, const storage::Args& args) {
    // Nearly always there are none, and nobody has to be asked for.
    if (!read.integer(sql::any_unconverted)) return 0;
    std::string text = "SELECT CAST(SUM(line_count) AS BIGINT) FROM sales_unconverted";
    if (!accounts.empty()) text += " WHERE account_id IN (" + accounts + ")";
    return read.integer({"sales.unconverted_of", text}, accounts.empty() ? storage::Args{} : args)
        .value_or(0);
}

std::vector<workspace::Lines> lines_by_currency(storage::Read& read) {
    std::vector<workspace::Lines> all;
    auto rows = read.query(sql::list_currencies);
    while (rows.next())
        all.push_back({rows.text(0), rows.integer(1), *rows.maybe_date(2), *rows.maybe_date(3)});
    return all;
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
