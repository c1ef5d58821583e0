// The map (SEL-3): how attractive every account is to us against where we stand with it. Key is not just big:
// the big ones that are not key and the key ones that are not big are named.
#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <cmath>

#include "domain/selection/key.h"
#include "domain/selection/ranking.h"
#include "domain/selection/selection_api.h"
#include "domain/workspace/public.h"
#include "platform/base/text.h"

namespace kamino::selection {
namespace {

constexpr std::size_t drawn_at_most = 1500, named_at_most = 100;

// The four fields that the two breakpoints make.
constexpr std::array<std::string_view, 4> quadrants{"strategic", "develop", "maintain", "light"};

struct Point {
    std::string id, name, class_, owner_name;
    std::int64_t revenue = 0, potential = 0;
    double attractiveness = 0, position = 0;  // NaN: not enough is known
    bool key = false;
    bool placed() const { return !std::isnan(attractiveness) && !std::isnan(position); }
    std::size_t quadrant(double x, double y) const {
        return (attractiveness >= y ? 0 : 2) + (position >= x ? 0 : 1);
    }
};

double breakpoint(const http::Request& request, std::string_view name) {
    const auto text = request.query(name);
    if (!text) return 50;
    const auto value = base::to_double(*text);
    if (!value || *value < 0 || *value > 100)
        throw invalid_field("/" + std::string{name}, "field.out_of_range", {{"min", "0"}, {"max", "100"}});
    return *value;
}

// The accounts that the filter leaves of what the actor sees, by falling revenue, placed by their model's
// weights.
std::vector<Point> points_of(storage::Read& read, const auth::Actor& actor, const RankingTable& table,
                             const Keys& keys, const std::string& filter_text,
                             const describe::Reading& reading) {
    const auto scope = auth::visible_accounts(actor, "portfolio.id");
    const auto filter =
        describe::compile(PortfolioRow::entity(), describe::parse_filter(filter_text), "f", reading);
    std::string sql =
        "SELECT portfolio.id, portfolio.name, portfolio.class, portfolio.owner_name, "
        "portfolio.revenue_12m_minor, "
        "portfolio.potential_minor, portfolio.key_state FROM portfolio WHERE portfolio.deleted_at IS NULL";
    for (const auto& condition : {scope.sql, filter.sql})
        if (!condition.empty()) sql += " AND (" + condition + ")";
    storage::Args args;
    for (const auto& v : scope.values) args.emplace_back(v.name, v.value);
    for (const auto& v : filter.values) args.emplace_back(v.name, v.value);
    std::vector<Point> points;
    auto rows = read.query({"selection.map", sql}, args);
    while (rows.next()) {
        const auto at = std::lower_bound(table.ids.begin(), table.ids.end(), rows.text_view(0));
        if (at == table.ids.end() || *at != rows.text_view(0)) continue;
        const auto place = static_cast<std::size_t>(at - table.ids.begin());
        const auto values = table.values_of(place);
        const auto& rules = table.models[table.judged_by[place]].rules;
        points.push_back({rows.text(0), rows.text(1), rows.text(2), rows.text(3), rows.integer(4),
                          rows.integer(5), side_score(rules, values, Side::attractiveness),
                          side_score(rules, values, Side::position),
                          keys(rows.text_view(6), rows.text_view(2))});
    }
    std::sort(points.begin(), points.end(), [](const Point& a, const Point& b) {
        if (a.revenue != b.revenue) return a.revenue > b.revenue;
        return a.potential != b.potential ? a.potential > b.potential : a.id < b.id;
    });
    return points;
}

void write_point(base::JsonWriter& w, const Point& p, const std::string& currency) {
    w.begin_object().pair("account_id", p.id).pair("name", p.name).pair("class", p.class_);
    w.pair("owner_name", p.owner_name);
    w.key("revenue_12m").begin_object().pair("minor", p.revenue).pair("currency", currency).end_object();
    for (const auto& [key, value] :
         {std::pair{"attractiveness", p.attractiveness}, std::pair{"position", p.position}}) {
        w.key(key);
        if (std::isnan(value))
            w.null();
        else
            w.value(std::round(value * 100) / 100);
    }
    w.pair("key", p.key).end_object();
}

template <class Wanted>
void write_some(base::JsonWriter& w, std::string_view key, const std::vector<Point>& points,
                const std::string& currency, std::size_t most, Wanted wanted) {
    std::int64_t count = 0;
    w.key(key).begin_object().key("items").begin_array();
    for (const auto& p : points)
        if (wanted(p) && static_cast<std::size_t>(count++) < most) write_point(w, p, currency);
    w.end_array().pair("count", count).end_object();
}

}  // namespace

http::Response selection_map(registry::Registry& registry, RankingTables& tables, http::Request& request) {
    const double x = breakpoint(request, "position"), y = breakpoint(request, "attractiveness");
    return registry::read(registry, request, [&](storage::Read& r, const auth::Actor& actor) {
        const auto table = tables.current(r);
        const Keys keys{r};
        const auto points =
            points_of(r, actor, *table, keys, request.query("filter").value_or(""), registry.reading(r));
        const auto currency = workspace::settings(r).currency;
        const auto run = last_run(r);
        const auto big_from = static_cast<std::int64_t>(std::ceil(run ? run->significance : 0));
        const auto big = [&](const Point& p) { return p.revenue > 0 && p.revenue >= big_from; };
        base::JsonWriter w;
        w.begin_object().pair("position", x).pair("attractiveness", y);
        w.pair("accounts", static_cast<std::int64_t>(points.size()));
        w.pair("key_by", keys.by_list() ? "list" : "class");
        w.key("big_from").begin_object().pair("minor", big_from).pair("currency", currency).end_object();
        w.key("quadrants").begin_array();
        for (std::size_t q = 0; q < quadrants.size(); ++q) {
            std::int64_t count = 0, revenue = 0, key = 0;
            for (const auto& p : points)
                if (p.placed() && p.quadrant(x, y) == q) {
                    ++count;
                    revenue += p.revenue;
                    key += p.key;
                }
            w.begin_object().pair("name", quadrants[q]).pair("accounts", count).pair("key", key);
            w.key("revenue_12m")
                .begin_object()
                .pair("minor", revenue)
                .pair("currency", currency)
                .end_object();
            w.end_object();
        }
        w.end_array();
        write_some(w, "points", points, currency, drawn_at_most, [](const Point& p) { return p.placed(); });
        write_some(w, "unplaced", points, currency, named_at_most,
                   [](const Point& p) { return !p.placed(); });
        write_some(w, "big_not_key", points, currency, named_at_most,
                   [&](const Point& p) { return big(p) && !p.key; });
        write_some(w, "key_not_big", points, currency, named_at_most,
                   [&](const Point& p) { return !big(p) && p.key; });
        return http::Response::json(w.end_object().take());
    });
}

}  // namespace kamino::selection
