// The figures behind each section, as the API gives them: values, lists of rows, and where each comes from.
#include <algorithm>

#include "domain/plans/process.h"

namespace kamino::plans {
namespace {

using base::JsonWriter;

class FactsWriter {
  public:
    explicit FactsWriter(const Facts& f) : f_(f) { w_.begin_object().pair("as_of", f.today.to_text()); }

    JsonWriter& key(std::string_view name) { return w_.key(name); }
    JsonWriter& json() { return w_; }
    void money(std::string_view name, std::int64_t minor) {
        w_.key(name)
            .begin_object()
            .pair("minor", minor)
            .pair("currency", std::string_view{f_.currency})
            .end_object();
    }
    void text(std::string_view name, const std::string& value) {
        if (!value.empty()) w_.pair(name, std::string_view{value});
    }
    void ratio(std::string_view name, const std::optional<double>& value) {
        if (value) w_.pair(name, *value);
    }
    void date(std::string_view name, const std::optional<Date>& value) {
        if (value) w_.pair(name, value->to_text());
    }
    void names(std::string_view name, const std::vector<std::string>& values) {
        w_.key(name).begin_array();
        for (const auto& v : values) w_.value(std::string_view{v});
        w_.end_array();
    }
    // The records that these facts come from, and the days they span.
    void source(std::string fact, std::string records, std::optional<Date> from = {},
                std::optional<Date> to = {}) {
        sources_.push_back({std::move(fact), std::move(records), from, to});
    }
    std::string take() {
        w_.key("sources").begin_array();
        for (const auto& s : sources_) {
            w_.begin_object()
                .pair("fact", std::string_view{s.fact})
                .pair("source", std::string_view{s.records});
            date("from", s.from);
            date("to", s.to);
            w_.end_object();
        }
        w_.end_array().end_object();
        return w_.take();
    }
    std::optional<Date> month(int age) const {
        return f_.sales_until ? std::optional{f_.sales_until->plus_months(-age)} : std::nullopt;
    }
    std::optional<Date> last_day() const {
        return f_.sales_until ? std::optional{f_.sales_until->plus_months(1).plus_days(-1)} : std::nullopt;
    }

  private:
    struct From {
        std::string fact, records;
        std::optional<Date> from, to;
    };
    const Facts& f_;
    JsonWriter w_;
    std::vector<From> sources_;
};

void profile(FactsWriter& w, const Facts& f, const SalesTrend& t) {
    const auto& a = f.account;
    w.text("legal_name", a.legal_name);
    w.text("industry", a.industry);
    w.text("website", a.website);
    w.text("city", a.city);
    w.text("country", a.country);
    if (a.employees) w.json().pair("employees", *a.employees);
    if (a.annual_revenue)
        w.key("annual_revenue")
            .begin_object()
            .pair("minor", a.annual_revenue->minor)
            .pair("currency", std::string_view{a.annual_revenue->currency})
            .end_object();
    if (a.year_founded) w.json().pair("year_founded", *a.year_founded);
    w.text("parent", f.parent_name);
    w.text("class", f.customer_class);
    w.json().pair("subsidiaries", f.children).pair("locations", f.locations).pair("units", f.units);
    w.source("legal_name", "accounts");
    w.date("first_purchase_on", f.first_on);
    w.date("last_purchase_on", f.last_on);
    w.json().pair("purchases_12m", f.invoices_12m).pair("active_months", t.active_months);
    if (f.invoices_12m > 0) w.money("average_purchase", t.revenue_12m / f.invoices_12m);
    w.money("revenue_12m", t.revenue_12m);
    w.source("purchases_12m", "sales_lines", w.month(11), w.last_day());
}

void own_company(FactsWriter& w, const Facts& f) {
    w.text("owner", f.owner_name);
    w.key("team").begin_array();
    for (const auto& m : f.team)
        w.json()
            .begin_object()
            .pair("name", std::string_view{m.name})
            .pair("role", std::string_view{m.role})
            .end_object();
    w.json().end_array();
    w.names("uncovered_roles", uncovered_roles(f));
    w.json().pair("our_contacts_180d", f.our_contacts_180d);
    if (f.last_contact_at) w.json().pair("last_contact_on", f.last_contact_at->date().to_text());
    w.source("team", "account_team");
    w.source("our_contacts_180d", "interactions", f.today.plus_days(-180), f.today);
}

void rows(FactsWriter& w, std::string_view name, const std::vector<LineFacts>& lines, std::size_t most) {
    w.key(name).begin_array();
    std::size_t n = 0;
    for (const auto& l : lines) {
        if (n++ == most) break;
        w.json().begin_object().pair("name", std::string_view{l.name});
        w.money("revenue_12m", l.net_12m);
        w.money("revenue_prev_12m", l.net_prev_12m);
        w.json().end_object();
    }
    w.json().end_array();
}

void sales(FactsWriter& w, const Facts& f, const SalesTrend& t) {
    w.money("revenue_12m", t.revenue_12m);
    w.money("revenue_prev_12m", t.revenue_prev_12m);
    w.ratio("growth", t.growth);
    w.ratio("half_year_growth", t.half_growth);
    w.money("margin_12m", f.margin_12m);
    w.json().pair("stability_share", t.stability).pair("active_months", t.active_months);
    w.source("revenue_12m", "sales_lines", w.month(11), w.last_day());
    w.source("revenue_prev_12m", "sales_lines", w.month(23),
             w.month(11) ? std::optional{w.month(11)->plus_days(-1)} : std::nullopt);
    w.key("months").begin_array();
    for (int age = 11; age >= 0 && f.months.size() >= 24; --age) {
        w.json().begin_object().pair("month", w.month(age)->to_text());
        w.money("revenue", f.months[f.months.size() - 1 - static_cast<std::size_t>(age)]);
        w.money("revenue_year_before", f.months[f.months.size() - 13 - static_cast<std::size_t>(age)]);
        w.json().end_object();
    }
    w.json().end_array();
    rows(w, "lines", f.lines, 20);
    rows(w, "products", f.products, 10);
}

void people(FactsWriter& w, const Facts& f) {
    w.json().pair("people_count", f.people.size());
    w.json().pair("decision_makers",
                  static_cast<std::int64_t>(std::count_if(f.people.begin(), f.people.end(), decides)));
    w.json().pair("reached_decision_makers", static_cast<std::int64_t>(std::count_if(
                                                 f.people.begin(), f.people.end(), [](const auto& p) {
                                                     return decides(p) && p.contacts_180d > 0;
                                                 })));
    w.key("people").begin_array();
    for (const auto& p : f.people) {
        w.json()
            .begin_object()
            .pair("name", std::string_view{p.name})
            .pair("title", std::string_view{p.title});
        w.json()
            .pair("decision_role", std::string_view{p.role})
            .pair("closeness", std::string_view{p.closeness});
        w.json().pair("stance", std::string_view{p.stance}).pair("contacts_180d", p.contacts_180d);
        if (p.last_at) w.json().pair("last_contact_on", p.last_at->date().to_text());
        w.json().end_object();
    }
    w.json().end_array();
    w.source("people", "people");
    w.source("contacts_180d", "interactions", f.today.plus_days(-180), f.today);
}

void whitespace(FactsWriter& w, const Facts& f) {
    w.json().pair("comparable_customers", f.peers);
    w.key("lines_bought").begin_array();
    for (const auto& l : f.lines) {
        if (l.net_12m <= 0) continue;
        w.json().begin_object().pair("name", std::string_view{l.name});
        w.money("revenue_12m", l.net_12m);
        w.json().pair("peers_buying", l.peers_buying).end_object();
    }
    w.json().end_array();
    w.key("lines_not_bought").begin_array();
    for (const auto& l : f.not_bought) {
        w.json().begin_object().pair("name", std::string_view{l.name});
        w.money("revenue_prev_12m", l.net_prev_12m);
        w.json().pair("peers_buying", l.peers_buying).end_object();
    }
    w.json().end_array();
    w.names("needs_uncovered", f.needs_uncovered);
    w.names("needs_covered", f.needs_covered);
    w.source("lines_bought", "sales_lines", w.month(11), w.last_day());
    w.source("comparable_customers", "accounts");
    w.source("needs_uncovered", "products");
}

void pipeline(FactsWriter& w, const Facts& f) {
    w.money("open_pipeline", f.pipeline.open_minor);
    w.money("weighted_pipeline", f.pipeline.weighted_minor);
    w.money("won_12m", f.pipeline.won_12m_minor);
    w.json()
        .pair("open_count", f.pipeline.open_count)
        .pair("won_count", f.pipeline.won_count)
        .pair("lost_count", f.pipeline.lost_count);
    w.key("opportunities").begin_array();
    for (const auto& d : f.deals) {
        w.json().begin_object().pair("id", std::string_view{d.id}).pair("name", std::string_view{d.name});
        w.json().pair("stage", std::string_view{d.stage});
        w.money("amount", d.amount_minor);
        w.json().pair("probability", d.probability);
        w.date("close_on", d.close_on);
        w.json().pair("stalled", is_stalled(d, f.today)).end_object();
    }
    w.json().end_array();
    w.source("opportunities", "opportunities");
}

void objective(FactsWriter& w, const Facts& f, const SalesTrend& t, const Gap& g) {
    w.money("baseline", g.baseline);
    w.json().pair("growth_rate", g.growth_rate).pair("growth_reason", std::string_view{g.growth_reason});
    w.ratio("peer_growth", f.peer_growth);
    w.ratio("half_year_growth", t.half_growth);
    w.money("target", g.target);
    w.money("run_rate", g.run_rate);
    w.money("weighted_pipeline", g.weighted_pipeline);
    w.money("gap", g.gap);
    w.source("baseline", "sales_lines", w.month(11), w.last_day());
    w.source("weighted_pipeline", "opportunities");
}

void relationship(FactsWriter& w, const Facts& f, const SalesTrend& t) {
    w.key("ladder").begin_array();
    for (const auto& p : ladder_proposals(f, t)) {
        w.json().begin_object().pair("step", std::string_view{p.step}).pair("met", p.met);
        w.json().pair("key", std::string_view{p.why.key}).key("params").raw(params_json(p.why)).end_object();
    }
    w.json().end_array();
    w.source("ladder", "sales_lines", w.month(11), w.last_day());
    w.source("ladder", "interactions");
}

}  // namespace

std::string facts_json(std::string_view section, const Facts& f, const SalesTrend& t, const Gap& g) {
    FactsWriter w{f};
    if (section == "profile") profile(w, f, t);
    if (section == "own_company") own_company(w, f);
    if (section == "sales") sales(w, f, t);
    if (section == "people") people(w, f);
    if (section == "whitespace") whitespace(w, f);
    if (section == "pipeline") pipeline(w, f);
    if (section == "objective") objective(w, f, t, g);
    if (section == "relationship") relationship(w, f, t);
    return w.take();
}

}  // namespace kamino::plans
