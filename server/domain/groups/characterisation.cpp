// What sets a group apart (SEL-6): who they are, what they buy, what works with them. Every number and every
// value of every category is compared with the rest; what is said holds after the correction for so many
// comparisons.
#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <cmath>
#include <limits>
#include <map>
#include <unordered_map>

#include "domain/groups/groups_api.h"
#include "domain/groups/groups_store.h"
#include "domain/groups/groups_store.sql.h"
#include "domain/sales/public.h"
#include "domain/workspace/public.h"
#include "engine/contrast/contrast.h"

namespace kamino::groups {
namespace {

constexpr double false_discoveries = 0.05;
constexpr std::size_t values_at_most = 60;  // of a category: the most frequent

// `terms`: what a rule may have asked that makes this no news.
struct NumberRow {
    std::string_view key, aspect, unit, column, terms;
};
constexpr std::array<NumberRow, 19> numbers{{
    {"employees", "who", "count", "employees", "employees"},
    {"score", "who", "score", "score", "score class rule_class"},
    {"potential", "who", "money", "potential_minor", "potential potential_share"},
    {"revenue_12m", "buying", "money", "revenue_12m_minor",
     "revenue_12m revenue_fy monetary_fifth rfm class rule_class potential_share margin_12m"},
    {"growth", "buying", "ratio", "growth", "growth revenue_prev_12m"},
    {"margin_rate", "buying", "ratio", "margin_rate", "margin_rate margin_12m"},
    {"potential_share", "buying", "ratio", "potential_share", "potential_share potential"},
    {"order_count_12m", "buying", "count", "order_count_12m", "order_count_12m frequency_fifth rfm"},
    {"month_count_12m", "buying", "count", "month_count_12m", "month_count_12m frequency_fifth rfm"},
    {"line_count_12m", "buying", "count", "line_count_12m", "line_count_12m product_id"},
    {"stability", "buying", "ratio", "stability", "stability"},
    {"days_since_purchase", "buying", "days", "last_purchase_on", "last_purchase_on recency_fifth rfm"},
    {"days_since_interaction", "working", "days", "last_interaction_at", "last_interaction_at"},
    {"interaction_count_12m", "working", "count", "interaction_count_12m", "interaction_count_12m"},
    {"people_count", "working", "count", "people_count", "people_count"},
    {"decider_count", "working", "count", "decider_count", "decider_count"},
    {"open_pipeline", "working", "money", "open_pipeline_minor",
     "open_pipeline weighted_pipeline open_deal_count"},
    {"win_rate", "working", "ratio", "win_rate", "win_rate"},
    {"plan_completeness", "working", "percent", "plan_completeness", "plan_completeness"},
}};

struct CategoryRow {
    std::string_view key, aspect, column, terms;
};
constexpr std::array<CategoryRow, 11> categories{{
    {"status", "who", "status", "status"},
    {"industry", "who", "industry", "industry"},
    {"country", "who", "country", "country region city"},
    {"region", "who", "region", "region city country"},
    {"class", "who", "class", "class rule_class"},
    {"owner_name", "who", "owner_name", "owner_name owner_id"},
    {"tags", "who", "tags", "tags"},
    {"key_state", "who", "key_state", "key_state"},
    {"rfm", "buying", "rfm", "rfm recency_fifth frequency_fifth monetary_fifth"},
    {"plan_status", "working", "plan_status", "plan_status plan_stage"},
    {"product_line", "buying", "", "product_id"},
}};
constexpr std::size_t tags_at = 6, lines_at = 10;

struct Counts {
    std::size_t in = 0, out = 0;
};
struct Ground {
    Counts accounts;
    std::array<std::vector<double>, numbers.size()> in, out;
    std::array<std::map<std::string, Counts>, categories.size()> values;
    std::unordered_map<std::string, bool> is_in;  // account -> in the group
};

bool asked(std::string_view terms, const std::set<std::string>& rule) {
    for (const auto& term : rule) {
        const auto at = (" " + std::string{terms} + " ").find(" " + term + " ");
        if (at != std::string::npos) return true;
    }
    return false;
}

double number_of(const storage::Rows& rows, int column, const NumberRow& row, Date day) {
    constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
    if (rows.is_null(column)) return unknown;
    if (row.column == "last_purchase_on") {
        const auto on = rows.maybe_date(column);
        return on ? day.days - on->days : unknown;
    }
    if (row.column == "last_interaction_at") return day.days - rows.instant(column).date().days;
    return rows.real(column);
}

void count_tags(std::map<std::string, Counts>& values, const std::string& list, bool in) {
    if (list == "[]") return;
    const auto tags = base::parse_json(list);
    for (const auto& tag : tags.as_array()) {
        auto& c = values[std::string{tag.as_string()}];
        ++(in ? c.in : c.out);
    }
}

Ground ground_of(storage::Read& read, const auth::Actor& actor, const describe::Condition& condition) {
    Where where{read, actor};
    for (const auto& v : condition.values) where.args.emplace_back(v.name, v.value);
    std::string columns =
        "CASE WHEN " + (condition.sql.empty() ? "1 = 1" : condition.sql) + " THEN 1 ELSE 0 END, portfolio.id";
    for (const auto& n : numbers) columns += ", portfolio." + std::string{n.column};
    for (const auto& c : categories)
        if (!c.column.empty()) columns += ", portfolio." + std::string{c.column};
    const auto booked = sales::last_booked_on(read);
    Ground g;
    auto rows =
        read.query({"groups.ground", "SELECT " + columns + " FROM portfolio" + where.sql}, where.args);
    while (rows.next()) {
        const bool in = rows.boolean(0);
        ++(in ? g.accounts.in : g.accounts.out);
        g.is_in.emplace(rows.text(1), in);
        int column = 2;
        for (std::size_t i = 0; i < numbers.size(); ++i, ++column) {
            const auto day = numbers[i].column == "last_purchase_on" ? booked.value_or(today()) : today();
            (in ? g.in[i] : g.out[i]).push_back(number_of(rows, column, numbers[i], day));
        }
        for (std::size_t i = 0; i < categories.size(); ++i) {
            if (categories[i].column.empty()) continue;
            if (i == tags_at) {
                count_tags(g.values[i], rows.text(column), in);
            } else if (!rows.text_view(column).empty()) {
                auto& c = g.values[i][rows.text(column)];
                ++(in ? c.in : c.out);
            }
            ++column;
        }
    }
    return g;
}

// Who bought which product line in the last 12 months.
std::map<std::string, std::string> add_lines(storage::Read& read, Ground& g) {
    std::map<std::string, std::string> names;
    const auto booked = sales::last_booked_on(read);
    if (!booked) return names;
    const auto lines = sales::lines_of_products(read);
    for (const auto& p : sales::all_products(read)) names[p.id] = p.name;
    std::vector<std::pair<std::string, std::string>> bought;  // line, account
    auto rows = read.query(sql::list_lines_bought, {{"from_month", booked->month_start().plus_months(-12)}});
    while (rows.next())
        if (const auto line = lines.find(rows.text(1)); line != lines.end())
            bought.emplace_back(line->second, rows.text(0));
    std::sort(bought.begin(), bought.end());
    bought.erase(std::unique(bought.begin(), bought.end()), bought.end());
    for (const auto& [line, account] : bought)
        if (const auto at = g.is_in.find(account); at != g.is_in.end()) {
            auto& c = g.values[lines_at][line];
            ++(at->second ? c.in : c.out);
        }
    return names;
}

struct NumberFinding {
    const NumberRow* row;
    contrast::Numbers n;
    bool holds = false;
};
struct ShareFinding {
    const CategoryRow* row;
    std::string value;
    contrast::Shares s;
    bool holds = false;
};
struct Findings {
    std::vector<NumberFinding> numbers;
    std::vector<ShareFinding> shares;
    std::size_t tests = 0;
};

Findings findings_of(const Ground& g) {
    Findings all;
    for (std::size_t i = 0; i < numbers.size(); ++i)
        if (const auto n = contrast::compare_numbers(g.in[i], g.out[i]))
            all.numbers.push_back({&numbers[i], *n});
    for (std::size_t i = 0; i < categories.size(); ++i) {
        std::vector<std::pair<std::string, Counts>> values{g.values[i].begin(), g.values[i].end()};
        std::stable_sort(values.begin(), values.end(), [](const auto& a, const auto& b) {
            return a.second.in + a.second.out > b.second.in + b.second.out;
        });
        if (values.size() > values_at_most) values.resize(values_at_most);
        for (const auto& [value, c] : values)
            if (const auto s = contrast::compare_shares(c.in, g.accounts.in, c.out, g.accounts.out))
                all.shares.push_back({&categories[i], value, *s});
    }
    std::vector<double> p;
    for (const auto& n : all.numbers) p.push_back(n.n.p);
    for (const auto& s : all.shares) p.push_back(s.s.p);
    all.tests = p.size();
    const auto holds = contrast::discoveries(p, false_discoveries);
    for (std::size_t i = 0; i < all.numbers.size(); ++i) all.numbers[i].holds = holds[i];
    for (std::size_t i = 0; i < all.shares.size(); ++i) all.shares[i].holds = holds[all.numbers.size() + i];
    std::stable_sort(all.numbers.begin(), all.numbers.end(),
                     [](const auto& a, const auto& b) { return std::abs(a.n.delta) > std::abs(b.n.delta); });
    std::stable_sort(all.shares.begin(), all.shares.end(),
                     [](const auto& a, const auto& b) { return std::abs(a.s.h) > std::abs(b.s.h); });
    return all;
}

std::string_view word(contrast::Size size) {
    static constexpr std::array<std::string_view, 4> words{"none", "small", "medium", "large"};
    return words[static_cast<std::size_t>(size)];
}

void write_number(base::JsonWriter& w, const NumberFinding& f, bool by_rule) {
    const auto& n = f.n;
    w.begin_object().pair("key", f.row->key).pair("aspect", f.row->aspect).pair("unit", f.row->unit);
    w.pair("n_in", static_cast<std::uint64_t>(n.in)).pair("n_out", static_cast<std::uint64_t>(n.out));
    w.pair("median_in", n.median_in).pair("median_out", n.median_out);
    w.pair("mean_in", n.mean_in).pair("mean_out", n.mean_out);
    w.pair("delta", n.delta).pair("low", n.low).pair("high", n.high).pair("p", n.p);
    w.pair("holds", f.holds).pair("by_rule", by_rule).pair("size", word(n.size)).end_object();
}

void write_share(base::JsonWriter& w, const ShareFinding& f, const std::string& label, bool by_rule) {
    const auto& s = f.s;
    w.begin_object().pair("key", f.row->key).pair("value", f.value).pair("label", label);
    w.pair("aspect", f.row->aspect);
    w.pair("n_in", static_cast<std::uint64_t>(s.in)).pair("n_out", static_cast<std::uint64_t>(s.out));
    w.pair("hits_in", static_cast<std::uint64_t>(s.hits_in));
    w.pair("hits_out", static_cast<std::uint64_t>(s.hits_out));
    w.pair("share_in", s.share_in).pair("share_out", s.share_out).pair("lift", s.lift);
    w.pair("low", s.low).pair("high", s.high).pair("p", s.p);
    w.pair("holds", f.holds).pair("by_rule", by_rule).pair("size", word(s.size)).end_object();
}

}  // namespace

std::string characterisation_json(storage::Read& read, const auth::Actor& actor, const Group& group) {
    auto ground = ground_of(read, actor, members_of(read, group.id, "r"));
    const auto names = add_lines(read, ground);
    std::vector<FieldFault> ignored;
    const auto rule =
        fields_in(filter_of(base::parse_json(group.rule.json), custom_fields(read), false, ignored));
    const bool enough =
        ground.accounts.in >= contrast::least_values && ground.accounts.out >= contrast::least_values;
    const auto findings = enough ? findings_of(ground) : Findings{};
    base::JsonWriter w;
    w.begin_object().pair("accounts_in", static_cast<std::uint64_t>(ground.accounts.in));
    w.pair("accounts_out", static_cast<std::uint64_t>(ground.accounts.out));
    w.pair("enough", enough).pair("least", static_cast<std::uint64_t>(contrast::least_values));
    w.pair("tests", static_cast<std::uint64_t>(findings.tests)).pair("q", false_discoveries);
    w.key("numbers").begin_array();
    for (const auto& f : findings.numbers) write_number(w, f, asked(f.row->terms, rule));
    w.end_array().key("shares").begin_array();
    std::size_t written = 0;
    for (const auto& f : findings.shares) {
        if (!f.holds || ++written > values_at_most) continue;
        const auto name = names.find(f.value);
        const bool line = f.row == &categories[lines_at];
        write_share(w, f, line && name != names.end() ? name->second : f.value, asked(f.row->terms, rule));
    }
    return w.end_array().end_object().take();
}

}  // namespace kamino::groups
