#include <algorithm>
#include <set>

#include "domain/sales/product.h"
#include "domain/sales/sales_store.h"
#include "domain/workspace/public.h"

namespace kamino::sales {
namespace {

constexpr std::size_t most_series = 12;

struct Series {
    std::string id, name;
    std::vector<std::int64_t> values;
    std::int64_t total = 0;
};

struct History {
    std::vector<Date> months;
    std::vector<Series> series;
};

// The largest series by total; what is left over becomes one series with id "other".
void keep_largest(History& h) {
    std::stable_sort(h.series.begin(), h.series.end(),
                     [](const Series& a, const Series& b) { return a.total > b.total; });
    if (h.series.size() <= most_series) return;
    Series other{"other", "", std::vector<std::int64_t>(h.months.size()), 0};
    for (std::size_t i = most_series; i < h.series.size(); ++i) {
        other.total += h.series[i].total;
        for (std::size_t m = 0; m < h.months.size(); ++m) other.values[m] += h.series[i].values[m];
    }
    h.series.resize(most_series);
    h.series.push_back(std::move(other));
}

History history(storage::Read& read, const std::string& account, Date from, Date to, bool by_line) {
    History h;
    for (Date m = from; m <= to; m = m.plus_months(1)) h.months.push_back(m);
    std::map<std::string, std::string> names;
    for (const auto& p : all_products(read)) names[p.id] = p.name;
    std::map<std::string, Series> series;
    for (const auto& m : months_of(read, account, from, to)) {
        const auto& id = by_line ? m.line_id : m.product_id;
        auto& s = series[id];
        if (s.values.empty()) s = {id, names[id], std::vector<std::int64_t>(h.months.size()), 0};
        const auto at = (m.month.year() - from.year()) * 12 + static_cast<int>(m.month.month()) -
                        static_cast<int>(from.month());
        s.values[static_cast<std::size_t>(at)] += m.net_minor;
        s.total += m.net_minor;
    }
    for (auto& [id, s] : series) h.series.push_back(std::move(s));
    keep_largest(h);
    return h;
}

std::string json(const History& h, const std::string& currency, std::int64_t unconverted) {
    base::JsonWriter w;
    w.begin_object().pair("currency", currency).key("months").begin_array();
    for (const auto& m : h.months) w.value(std::string_view{m.to_text()});
    w.end_array().key("series").begin_array();
    for (const auto& s : h.series) {
        w.begin_object()
            .pair("id", s.id)
            .pair("name", s.name)
            .pair("total_minor", s.total)
            .key("values_minor")
            .begin_array();
        for (const auto v : s.values) w.value(v);
        w.end_array().end_object();
    }
    w.end_array().pair("unconverted", unconverted).end_object();
    return w.take();
}

Date month_or(const http::Request& request, const char* name, Date fallback) {
    const auto text = request.query(name);
    if (!text) return fallback;
    const auto date = Date::parse(*text);
    if (!date) throw invalid_field(std::string{"/"} + name, "field.bad_date");
    return date->month_start();
}

http::Response account_sales(registry::Registry& registry, http::Request& request) {
    return registry::read(registry, request, [&](storage::Read& r, const auth::Actor& actor) {
        const auto& id = request.param("id");
        accounts::require_account(r, actor, id);
        const Date newest = last_booked_on(r).value_or(today()).month_start();
        const Date to = month_or(request, "to", newest);
        const Date from = month_or(request, "from", to.plus_months(-23));
        if (from > to || from.plus_months(240) < to)
            throw invalid_field("/from", "field.out_of_range", {{"min", "1"}, {"max", "240"}});
        const auto group = request.query("group").value_or("line");
        if (group != "line" && group != "product")
            throw invalid_field("/group", "field.not_a_choice", {{"choices", "line, product"}});
        return http::Response::json(json(history(r, id, from, to, group == "line"),
                                         workspace::settings(r).currency, unconverted_lines(r, id)));
    });
}

}  // namespace

void offer(registry::Registry& registry) {
    registry.offer({.entity = &Need::entity(),
                    .route = "needs",
                    .area = "products",
                    .importable = true,
                    .default_sort = "name",
                    .check = check_need});
    registry.offer({.entity = &Product::entity(),
                    .route = "products",
                    .area = "products",
                    .importable = true,
                    .default_sort = "name",
                    .check = check_product});
    registry.offer({.entity = &SalesLine::entity(),
                    .route = "sales-lines",
                    .area = "sales",
                    .importable = true,
                    .default_sort = "-id",
                    .check = check_sales_line,
                    .saved = saved_sales_line,
                    .import_done = [](storage::Write& w) { rebuild_months(w); },
                    .bulk = true});
    http::Route route{"GET", "/api/v1/accounts/{id}/sales", "accounts.sales",
                      "Net sales by month and product line or product, in the workspace's currency."};
    route.access = "sales.read";
    route.tag = "sales";
    route.query = {"group", "from", "to"};
    route.response_schema =
        R"({"type":"object","required":["currency","months","series","unconverted"],"properties":{"currency":{"type":"string"},"months":{"type":"array","items":{"type":"string","format":"date"}},"unconverted":{"type":"integer"},"series":{"type":"array","items":{"type":"object","required":["id","name","total_minor","values_minor"],"properties":{"id":{"type":"string"},"name":{"type":"string"},"total_minor":{"type":"integer"},"values_minor":{"type":"array","items":{"type":"integer"}}}}}}})";
    route.handler = [&registry](http::Request& r) { return account_sales(registry, r); };
    registry.route(std::move(route));
}

}  // namespace kamino::sales
