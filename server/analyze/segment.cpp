#include "analyze/segment.h"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <unordered_map>

#include "analyze/output.h"
#include "analyze/table.h"
#include "engine/score/score.h"
#include "engine/segment/segment.h"
#include "platform/base/date.h"

namespace kamino::analyze {

namespace {

constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();
constexpr std::array<double, 2> abc_bounds{0.80, 0.95};

struct Customers {
    std::vector<std::string> ids;
    std::vector<double> recency, frequency,
        revenue;  // days since the last purchase; days of purchase; all revenue
    std::vector<segment::Facts> facts;
    std::vector<double> growth;
    std::size_t rows = 0, later = 0, nameless = 0;
    std::int32_t first = 0, as_of = 0;
    bool halves = false;  // growth by halves of what is covered, since there is no year before
    std::vector<std::string> warnings;
};

struct Sale {
    std::int32_t day;
    double amount;
};

std::int32_t as_of_day(const Arguments& arguments, const std::vector<std::int32_t>& dates) {
    if (!arguments.has("as-of")) return *std::max_element(dates.begin(), dates.end());
    const auto given = Date::parse(arguments.text("as-of"));
    if (!given) throw Refusal("--as-of needs a date like 2026-01-31, not " + quoted(arguments.text("as-of")));
    return given->days;
}

// The borders of what growth compares: (then, now] against (before, then].
struct Window {
    std::int32_t year_from, before, then;
};

Window window_of(Customers& c) {
    const Date as_of{c.as_of};
    const auto year_from = as_of.plus_months(-12).days, before = as_of.plus_months(-24).days;
    if (c.first <= before + 31) return {year_from, before, year_from};
    const auto middle = c.first + (c.as_of - c.first) / 2;
    c.halves = true;
    c.warnings.push_back(
        fmt::format("The file begins on {}, less than two years before {}: growth compares the halves of "
                    "that time, with season in it.",
                    Date{c.first}.to_text(), as_of.to_text()));
    return {year_from, c.first - 1, middle};
}

// Sales of one customer, sorted by day.
void add_customer(const std::string& id, const std::vector<Sale>& sales, const Window& w, Customers& out) {
    double revenue = 0, year = 0, now = 0, before = 0;
    int days = 0;
    std::int32_t last_day = std::numeric_limits<std::int32_t>::min();
    std::vector<int> months;
    for (std::size_t i = 0; i < sales.size();) {
        const auto day = sales[i].day;
        double amount = 0;
        for (; i < sales.size() && sales[i].day == day; ++i) amount += sales[i].amount;
        revenue += amount;
        if (day > w.year_from) year += amount;
        if (day > w.then) now += amount;
        if (day > w.before && day <= w.then) before += amount;
        if (!(amount > 0)) continue;  // a return is no purchase
        ++days;
        last_day = day;
        const Date date{day};
        if (day > w.year_from) months.push_back(date.year() * 12 + static_cast<int>(date.month()));
    }
    months.erase(std::unique(months.begin(), months.end()), months.end());
    out.ids.push_back(id);
    out.recency.push_back(days > 0 ? out.as_of - last_day : nan_value);
    out.frequency.push_back(days);
    out.revenue.push_back(revenue);
    segment::Facts facts;
    facts.revenue = year;
    facts.growth = before > 0 ? now / before - 1 : nan_value;
    facts.potential = nan_value;
    facts.months_bought = static_cast<int>(std::min<std::size_t>(months.size(), 12));
    facts.is_new = !(before > 0) && now > 0;
    out.growth.push_back(facts.growth);
    out.facts.push_back(facts);
}

Customers read_sales(const Arguments& arguments) {
    const auto table = Table::read(arguments.text("transactions"), Format::of(arguments));
    const auto coded = table.codes(table.column(arguments.text("customer")));
    const auto dates = table.dates(table.column(arguments.text("date")));
    const auto amounts = table.required_numbers(table.column(arguments.text("amount")));
    Customers out;
    out.rows = table.rows();
    out.as_of = as_of_day(arguments, dates);
    out.first = *std::min_element(dates.begin(), dates.end());
    if (out.first > out.as_of)
        throw Refusal(
            "begins on " + Date{out.first}.to_text() + ", after --as-of " + Date{out.as_of}.to_text(),
            table.path());
    std::vector<std::vector<Sale>> sales(coded.names.size());
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (dates[row] > out.as_of)
            ++out.later;
        else if (coded.names[coded.code[row]].empty())
            ++out.nameless;
        else
            sales[coded.code[row]].push_back({dates[row], amounts[row]});
    }
    const auto window = window_of(out);
    for (std::size_t i = 0; i < sales.size(); ++i) {
        if (sales[i].empty()) continue;
        std::sort(sales[i].begin(), sales[i].end(), [](const Sale& a, const Sale& b) {
            return a.day != b.day ? a.day < b.day : a.amount < b.amount;
        });
        add_customer(coded.names[i], sales[i], window, out);
    }
    if (out.ids.empty()) throw Refusal("no row names a customer", table.path());
    return out;
}

// --potential: customers without a sale are added, since a class is theirs too.
void add_potential(const Arguments& arguments, Customers& c) {
    const auto table = Table::read(arguments.text("potential"), Format::of(arguments));
    const auto names = table.column(arguments.text("customer"));
    const auto column = table.column("potential");
    const auto potential = table.numbers(column);
    std::unordered_map<std::string, std::size_t> place;
    for (std::size_t i = 0; i < c.ids.size(); ++i) place.emplace(c.ids[i], i);
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const auto id = table.text(row, names);
        if (id.empty() || std::isnan(potential[row])) continue;
        if (potential[row] < 0) table.refuse(row, column, "is negative; a potential is 0 or more");
        const auto [found, added] = place.emplace(id, c.ids.size());
        if (added) add_customer(id, {}, {}, c);
        c.facts[found->second].potential = potential[row];
    }
}

struct Groups {
    std::vector<int> r, f, m;
    std::vector<std::string_view> rfm;
    std::vector<std::size_t> abc;
    std::vector<char> classes;
};

Groups groups_of(const Customers& c) {
    Groups g;
    std::vector<double> late;
    for (const double days : c.recency) late.push_back(-days);
    g.r = segment::fifths(late);
    g.f = segment::fifths(c.frequency);
    g.m = segment::fifths(c.revenue);
    for (std::size_t i = 0; i < c.ids.size(); ++i)
        g.rfm.push_back(g.r[i] == 0 ? "lost" : segment::rfm_name(g.r[i], g.f[i], g.m[i]));
    g.abc = segment::abc(c.revenue, abc_bounds);
    g.classes = segment::classes(c.facts, {});
    return g;
}

// Customers and revenue of one group.
struct Row {
    std::string name;
    double customers = 0, revenue = 0, recency = 0, frequency = 0;
};

template <class Of>
std::vector<Row> rows_by(const Customers& c, const std::vector<std::string>& names, const Of& of) {
    std::vector<Row> rows;
    for (const auto& name : names) rows.push_back({name});
    for (std::size_t i = 0; i < c.ids.size(); ++i) {
        const auto found = std::find(names.begin(), names.end(), of(i));
        if (found == names.end()) continue;
        Row& row = rows[static_cast<std::size_t>(found - names.begin())];
        ++row.customers;
        row.revenue += c.revenue[i];
        row.recency += std::isnan(c.recency[i]) ? 0 : c.recency[i];
        row.frequency += c.frequency[i];
    }
    return rows;
}

void write_counts(base::JsonWriter& json, const std::string& key, const std::vector<Row>& rows,
                  double revenue) {
    json.key(key).begin_object();
    for (const auto& row : rows) json.pair(row.name, static_cast<std::int64_t>(row.customers));
    json.end_object();
    json.key(key + "_rows").begin_array();
    for (const auto& row : rows) {
        json.begin_object()
            .pair("name", row.name)
            .pair("customers", static_cast<std::int64_t>(row.customers));
        json.pair("revenue", row.revenue).pair("revenue_share", revenue > 0 ? row.revenue / revenue : NAN);
        json.pair("mean_recency_days", row.recency / row.customers)
            .pair("mean_purchases", row.frequency / row.customers);
        json.end_object();
    }
    json.end_array();
}

struct Report {
    std::vector<Row> classes, abc, rfm;
    double revenue = 0;
};

Report report_of(const Customers& c, const Groups& g) {
    Report report;
    for (const double v : c.revenue) report.revenue += v;
    report.classes =
        rows_by(c, {"A", "B", "C", "D", "E"}, [&](std::size_t i) { return std::string(1, g.classes[i]); });
    report.abc = rows_by(c, {"A", "B", "C"},
                         [&](std::size_t i) { return std::string(1, static_cast<char>('A' + g.abc[i])); });
    const auto& names = segment::rfm_names();
    report.rfm =
        rows_by(c, {names.begin(), names.end()}, [&](std::size_t i) { return std::string{g.rfm[i]}; });
    return report;
}

void write_pareto(base::JsonWriter& json, const Customers& c) {
    const auto eighty = segment::customers_of_share(c.revenue, 0.8);
    const auto n = static_cast<double>(c.ids.size());
    json.key("pareto").begin_object();
    json.pair("customers_of_80_percent", static_cast<std::uint64_t>(eighty))
        .pair("share_of_customers", static_cast<double>(eighty) / n);
    json.key("top_shares").begin_array();
    for (const double share : {0.01, 0.05, 0.1, 0.2, 0.3, 0.5})
        json.begin_object()
            .pair("customers", share)
            .pair("revenue", score::top_share(c.revenue, static_cast<std::size_t>(std::ceil(share * n))))
            .end_object();
    json.end_array().end_object();
}

std::string document(const Arguments& arguments, const Customers& c, const Report& report) {
    base::JsonWriter json;
    json.begin_object().pair("command", "segment");
    json.pair(
        "method",
        "RFM scores by fifths of the ranks (Hughes 1994); ABC at 80 and 95 % of the revenue; classes A-E by "
        "rule: "
        "structural in 4 of 12 months, significant among the first 80 % of the revenue, growing from 5 %");
    json.key("parameters").begin_object();
    json.pair("source", arguments.text("transactions")).pair("as_of", Date{c.as_of}.to_text());
    json.pair("first_date", Date{c.first}.to_text())
        .pair("growth", c.halves ? "second half of the file's time against the first"
                                 : "12 months against the 12 before");
    json.end_object();
    json.pair("customers", static_cast<std::uint64_t>(c.ids.size())).pair("revenue", report.revenue);
    json.pair("rows", static_cast<std::uint64_t>(c.rows))
        .pair("rows_after_as_of", static_cast<std::uint64_t>(c.later));
    json.pair("rows_without_customer", static_cast<std::uint64_t>(c.nameless));
    json.pair("gini", score::gini(c.revenue)).pair("top10_share", score::top_share(c.revenue, 10));
    write_counts(json, "classes", report.classes, report.revenue);
    write_counts(json, "abc", report.abc, report.revenue);
    write_counts(json, "rfm", report.rfm, report.revenue);
    write_pareto(json, c);
    json.key("warnings").begin_array();
    for (const auto& warning : c.warnings) json.value(warning);
    json.end_array().end_object();
    return json.take();
}

std::string rows_csv(const Customers& c, const Groups& g) {
    CsvWriter csv{{"id", "recency_days", "purchases", "revenue", "r", "f", "m", "rfm", "abc", "revenue_12m",
                   "growth", "months_bought", "class"}};
    for (std::size_t i = 0; i < c.ids.size(); ++i) {
        csv.cell(c.ids[i]).cell(c.recency[i]).cell(c.frequency[i]).cell(c.revenue[i]);
        csv.cell(static_cast<long long>(g.r[i]))
            .cell(static_cast<long long>(g.f[i]))
            .cell(static_cast<long long>(g.m[i]));
        csv.cell(g.rfm[i]).cell(std::string(1, static_cast<char>('A' + g.abc[i])));
        csv.cell(c.facts[i].revenue).cell(c.growth[i]).cell(static_cast<long long>(c.facts[i].months_bought));
        csv.cell(std::string(1, g.classes[i])).end_row();
    }
    return csv.take();
}

std::string rows_table(const Customers& c, const Report& report) {
    auto out =
        fmt::format("{} customers, revenue {:.2f}, Gini {:.4f}, the ten largest {:.2f} %\n", c.ids.size(),
                    report.revenue, score::gini(c.revenue), 100 * score::top_share(c.revenue, 10));
    for (const auto& [title, rows] :
         {std::pair{"Class", &report.classes}, {"ABC", &report.abc}, {"RFM", &report.rfm}}) {
        out += fmt::format("\n{:<20} {:>10} {:>16} {:>8}\n", title, "customers", "revenue", "share");
        for (const auto& row : *rows)
            out += fmt::format("{:<20} {:>10.0f} {:>16.2f} {:>6.1f} %\n", row.name, row.customers,
                               row.revenue, report.revenue > 0 ? 100 * row.revenue / report.revenue : 0);
    }
    for (const auto& warning : c.warnings) out += "\nNote: " + warning;
    return out;
}

void run(const Arguments& arguments) {
    auto customers = read_sales(arguments);
    if (arguments.has("potential")) add_potential(arguments, customers);
    if (customers.later)
        customers.warnings.push_back(fmt::format("{} rows after the as-of date left out.", customers.later));
    if (customers.nameless)
        customers.warnings.push_back(fmt::format("{} rows without a customer left out.", customers.nameless));
    const auto groups = groups_of(customers);
    const auto report = report_of(customers, groups);
    const auto format = arguments.text("format");
    const auto text = format == "csv"     ? rows_csv(customers, groups)
                      : format == "table" ? rows_table(customers, report)
                                          : document(arguments, customers, report);
    if (arguments.has("customers")) write_file(arguments.text("customers"), rows_csv(customers, groups));
    print(text);
}

std::vector<Option> options() {
    std::vector<Option> all{
        {.name = "transactions",
         .help = "CSV file with one row a sale; returns are negative amounts",
         .required = true},
        {.name = "customer", .help = "column that names the customer", .required = true},
        {.name = "date", .help = "column with the date", .required = true},
        {.name = "amount", .help = "column with the amount", .required = true},
        {.name = "as-of",
         .help = "the day (2026-01-31) from which is looked back; left out: the last date of the file"},
        {.name = "potential",
         .help = "CSV file with the customer column and a column \"potential\": what the customer could buy "
                 "in a year"},
        {.name = "customers", .help = "CSV file to write: scores, names and classes of every customer"},
    };
    for (auto& o : common_options()) all.push_back(o);
    return all;
}

}  // namespace

Command segment_command() {
    return {"segment",
            "Segments of a customer base: RFM scores and names, ABC, Pareto and Gini, the five classes A to "
            "E by rule.",
            options(), run};
}

}  // namespace kamino::analyze
