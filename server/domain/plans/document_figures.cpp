// What the records said when a section was drafted: charts, tables and fields. A section's figures are one
// JSON document, so who may read a figure is declared here, figure by figure.
#include <algorithm>
#include <boost/json.hpp>

#include "domain/plans/document_rows.h"

namespace kamino::plans {
namespace {

namespace json = boost::json;

struct Figure {
    std::string_view name;  // "section.member"; of rows "section.rows.member"
    Audience audience;
};
// The widest circle of each figure, when its section is that wide. What is not named is internal.
constexpr Figure declared[] = {
    {"profile.legal_name", Audience::customer_safe},
    {"profile.industry", Audience::customer_safe},
    {"profile.website", Audience::customer_safe},
    {"profile.city", Audience::customer_safe},
    {"profile.country", Audience::customer_safe},
    {"profile.employees", Audience::customer_safe},
    {"profile.year_founded", Audience::customer_safe},
    {"profile.parent", Audience::customer_safe},
    {"profile.first_purchase_on", Audience::customer_safe},
    {"sales.months", Audience::customer_safe},
    {"sales.lines", Audience::customer_safe},
    {"people.people.name", Audience::customer_safe},
    {"people.people.title", Audience::customer_safe},
    {"people.people.last_contact_on", Audience::partner},
    {"pipeline.opportunities.name", Audience::partner},
    {"pipeline.opportunities.close_on", Audience::partner},
    {"whitespace.lines_bought", Audience::customer_safe},
};

class Figures {
  public:
    Figures(const Printed& p, const Section& section)
        : p_(p), section_(section.key), facts_(json::object{}), widest_(audience_of(section)) {
        if (const auto parsed = base::parse_json(section.facts.json); parsed.is_object())
            facts_ = parsed.as_object();
    }

    const json::object& facts() const { return facts_; }
    // Of a figure of this section, or of a member of its rows; never wider than the section.
    Audience audience(const std::string& figure) const {
        return narrower(widest_, figure_audience(section_ + "." + figure));
    }
    std::string label(const std::string& fact) const {
        return i18n::translate(p_.reader.language, "plan.fact." + fact);
    }
    static std::string text(const json::object& o, std::string_view key) {
        const auto* v = o.if_contains(key);
        return v && v->is_string() ? std::string{v->as_string()} : std::string{};
    }
    static bool has_rows(const json::value* v) { return v && v->is_array() && !v->as_array().empty(); }

    Block fields(const std::vector<const char*>& members) const {
        Block block{Block::Kind::fields, {}, Audience::customer_safe};
        for (const std::string member : members)
            if (const auto* v = facts_.if_contains(member))
                if (auto shown = figure_value(p_, member, *v, audience(member)); !shown.text.empty())
                    block.fields.push_back({label(member), {shown}, shown.audience});
        return block;
    }

    // A table of the rows of a figure. Empty members of `shared` share the audience of the whole figure.
    Block table(const std::string& figure, const std::vector<std::pair<const char*, double>>& members,
                bool each, std::string title) const {
        Block block{Block::Kind::table, std::move(title), Audience::customer_safe};
        const auto* rows = facts_.if_contains(figure);
        if (!has_rows(rows)) return block;
        for (const auto& [member, width] : members) {
            const auto& first = rows->as_array().front().as_object();
            const auto* v = first.if_contains(member);
            const bool numeric = v && (v->is_number() || v->is_object());
            block.table.columns.push_back(
                {label(member), numeric, width, audience(each ? figure + "." + member : figure)});
        }
        for (const auto& row : rows->as_array()) {
            office::Row out{{}, false, widest_};
            std::size_t i = 0;
            for (const auto& [member, width] : members) {
                const auto* v = row.as_object().if_contains(member);
                const auto audience = block.table.columns[i++].audience;
                out.cells.push_back(v ? office::Cell{figure_value(p_, member, *v, audience)}
                                      : office::Cell{});
            }
            block.table.rows.push_back(std::move(out));
        }
        return block;
    }

    std::vector<Block> sales() const;
    Block people() const;
    Block gap() const;
    Block deals() const;

  private:
    const Printed& p_;
    std::string section_;
    json::object facts_;
    Audience widest_;
};

std::int64_t minor(const json::object& o, std::string_view key) {
    const auto* v = o.if_contains(key);
    return v ? v->at("minor").to_number<std::int64_t>() : 0;
}
std::string currency_of(const json::object& o, std::string_view key) {
    return std::string{o.at(key).at("currency").as_string()};
}

// The first three letters, accents whole.
std::string short_month(const Reader& reader, Date month) {
    const auto name = i18n::translate(reader.language, "plan.month." + std::to_string(month.month()));
    std::size_t at = 0;
    for (int letters = 0; at < name.size(); ++at)
        if ((static_cast<unsigned char>(name[at]) & 0xc0) != 0x80 && letters++ == 3) break;
    return name.substr(0, at);
}

office::Cell change(const Printed& p, std::int64_t now_minor, std::int64_t before, Audience audience) {
    if (before <= 0) return {};
    const double ratio = static_cast<double>(now_minor) / static_cast<double>(before) - 1;
    auto v = percent_value(p, ratio, 1, audience);
    if (ratio > 0) v.text = "+" + v.text;
    return {v};
}

std::vector<Block> Figures::sales() const {
    const auto* rows = facts_.if_contains("months");
    if (!has_rows(rows)) return {};
    const auto audience = this->audience("months");
    Block chart{Block::Kind::chart, p_.say("chart"), audience};
    Block table{Block::Kind::table, {}, audience};
    chart.chart.series = {{p_.say("this_year"), {}}, {p_.say("year_before"), {}}};
    table.table.columns = {{p_.say("month"), false, 1.2, audience},
                           {p_.say("this_year"), true, 1, audience},
                           {p_.say("year_before"), true, 1, audience},
                           {p_.say("change"), true, 0.8, audience}};
    std::int64_t now_sum = 0, before_sum = 0;
    bool any = false;
    const auto add = [&](Value month, std::int64_t a, std::int64_t b, bool total) {
        const auto& currency = chart.chart.currency;
        table.table.rows.push_back({{{std::move(month)},
                                     {money_value(p_, a, currency, audience)},
                                     {money_value(p_, b, currency, audience)},
                                     change(p_, a, b, audience)},
                                    total,
                                    audience});
    };
    for (const auto& row : rows->as_array()) {
        const auto& o = row.as_object();
        const auto month = Date::parse(text(o, "month")).value_or(Date{});
        const auto a = minor(o, "revenue"), b = minor(o, "revenue_year_before");
        chart.chart.currency = currency_of(o, "revenue");
        chart.chart.categories.push_back(short_month(p_.reader, month));
        chart.chart.series[0].values.push_back(major_units(a, chart.chart.currency));
        chart.chart.series[1].values.push_back(major_units(b, chart.chart.currency));
        auto first = date_value(p_, month, audience);
        first.text = i18n::format_month(p_.reader.locale, month);
        add(std::move(first), a, b, false);
        now_sum += a;
        before_sum += b;
        any = any || a != 0 || b != 0;
    }
    if (!any) return {};
    add(text_value(p_.say("total"), audience), now_sum, before_sum, true);
    return {std::move(chart), std::move(table)};
}

Value light(const Printed& p, const std::string& value, Audience audience) {
    const std::string name = value.empty() ? "unknown" : value;
    auto v = text_value(i18n::translate(p.reader.language, "plan.light." + name), audience);
    v.tone = name == "green" || name == "promoter"  ? office::Tone::good
             : name == "amber" || name == "neutral" ? office::Tone::fair
             : name == "red" || name == "detractor" ? office::Tone::bad
                                                    : office::Tone::mute;
    return v;
}

Block Figures::people() const {
    Block block{Block::Kind::table, {}, Audience::customer_safe};
    const auto* rows = facts_.if_contains("people");
    if (!has_rows(rows)) return block;
    const auto of = [&](const char* member) { return audience(std::string{"people."} + member); };
    block.table.columns = {{label("name"), false, 1.8, of("name")},
                           {label("decision_role"), false, 1, of("decision_role")},
                           {label("closeness"), false, 0.9, of("closeness")},
                           {label("stance"), false, 0.9, of("stance")},
                           {label("last_contact_on"), false, 0.9, of("last_contact_on")}};
    for (const auto& row : rows->as_array()) {
        const auto& o = row.as_object();
        auto role = text(o, "decision_role");
        if (role.empty()) role = "unknown";
        office::Cell who{text_value(text(o, "name"), of("name"))};
        if (const auto title = text(o, "title"); !title.empty())
            who.push_back(text_value(title, of("title"), true));
        block.table.rows.push_back(
            {{std::move(who),
              {text_value(p_.word("decision", role), of("decision_role"))},
              {light(p_, text(o, "closeness"), of("closeness"))},
              {light(p_, text(o, "stance"), of("stance"))},
              {date_value(p_, Date::parse(text(o, "last_contact_on")), of("last_contact_on"))}},
             false,
             widest_});
    }
    return block;
}

Block Figures::deals() const {
    Block block{Block::Kind::table, {}, Audience::customer_safe};
    const auto* rows = facts_.if_contains("opportunities");
    if (!has_rows(rows)) return block;
    const auto of = [&](const char* member) { return audience(std::string{"opportunities."} + member); };
    block.table.columns = {{label("opportunity"), false, 2, of("name")},
                           {label("stage"), false, 1, of("stage")},
                           {label("amount"), true, 1, of("amount")},
                           {label("probability"), true, 0.8, of("probability")},
                           {label("close_on"), false, 0.9, of("close_on")}};
    for (const auto& row : rows->as_array()) {
        const auto& o = row.as_object();
        office::Cell what{text_value(text(o, "name"), of("name"))};
        if (o.at("stalled").as_bool())
            what.push_back(text_value("⚑ " + label("stalled"), of("stalled"), true));
        block.table.rows.push_back(
            {{std::move(what),
              {text_value(text(o, "stage"), of("stage"))},
              {money_value(p_, minor(o, "amount"), currency_of(o, "amount"), of("amount"))},
              {percent_value(p_, o.at("probability").to_number<double>() / 100, 0, of("probability"))},
              {date_value(p_, Date::parse(text(o, "close_on")), of("close_on"))}},
             false,
             widest_});
    }
    return block;
}

Block Figures::gap() const {
    Block block{Block::Kind::chart, p_.say("gap_chart"), audience("gap")};
    const auto target = minor(facts_, "target");
    if (target <= 0) return block;
    auto& chart = block.chart;
    chart.kind = office::Chart::Kind::stack;
    chart.currency = currency_of(facts_, "target");
    chart.mark = major_units(target, chart.currency);
    chart.mark_name = label("target");
    chart.categories = {label("target") + ": " + whole_money(target, chart.currency, p_.reader.locale)};
    for (const char* part : {"run_rate", "weighted_pipeline", "gap"})
        chart.series.push_back({label(part), {major_units(minor(facts_, part), chart.currency)}});
    return block;
}

}  // namespace

Value figure_value(const Printed& p, const std::string& member, const json::value& v, Audience audience) {
    if (v.is_object() && v.as_object().contains("minor"))
        return money_value(p, v.at("minor").to_number<std::int64_t>(),
                           std::string{v.at("currency").as_string()}, audience);
    if (v.is_string()) {
        const std::string words{v.as_string()};
        if (member.ends_with("_on"))
            if (const auto date = Date::parse(words)) return date_value(p, date, audience);
        return text_value(words, audience);
    }
    if (!v.is_number()) return text_value("", audience);
    const double number = v.to_number<double>();
    const bool ratio = member.ends_with("growth") || member.ends_with("_rate") || member.ends_with("_share");
    if (member == "year_founded") return text_value(base::json_text(v), audience);  // a year has no thousands
    return ratio ? percent_value(p, number, 1, audience) : number_value(p, number, 0, audience);
}

Audience figure_audience(std::string_view figure) {
    const auto found = std::find_if(std::begin(declared), std::end(declared),
                                    [&](const Figure& f) { return f.name == figure; });
    return found == std::end(declared) ? Audience::internal : found->audience;
}

json::object figures_of(const PlanView& view, std::string_view section) {
    for (const auto& s : view.content.sections)
        if (s.key == section)
            if (auto parsed = base::parse_json(s.facts.json); parsed.is_object()) return parsed.as_object();
    return {};
}

std::vector<Block> section_figures(const Printed& p, const Section& section) {
    const Figures f{p, section};
    const auto& key = section.key;
    if (key == "profile")
        return {f.fields({"legal_name", "industry", "parent", "city", "country", "website", "employees",
                          "annual_revenue", "year_founded", "class", "subsidiaries", "locations", "units",
                          "first_purchase_on", "last_purchase_on", "purchases_12m", "average_purchase"})};
    if (key == "sales") {
        auto blocks = f.sales();
        blocks.push_back(f.table("lines", {{"name", 2}, {"revenue_12m", 1}, {"revenue_prev_12m", 1}}, false,
                                 f.label("lines")));
        return blocks;
    }
    if (key == "people") return {f.people()};
    if (key == "pipeline") return {f.deals()};
    if (key == "objective") return {f.gap()};
    if (key == "whitespace")
        return {f.table("lines_bought", {{"name", 2}, {"revenue_12m", 1}}, false, f.label("lines_bought")),
                f.table("lines_not_bought", {{"name", 2}, {"revenue_prev_12m", 1}, {"peers_buying", 1}},
                        false, f.label("lines_not_bought"))};
    return {};
}

}  // namespace kamino::plans
