// Facts of all accounts, each source read once and joined in memory.
#include <cmath>
#include <limits>
#include <map>
#include <unordered_map>

#include "domain/people/public.h"
#include "domain/pipeline/public.h"
#include "domain/sales/public.h"
#include "domain/selection/exchange.h"
#include "domain/selection/run.h"
#include "domain/selection/run.sql.h"
#include "domain/workspace/public.h"

namespace kamino::selection {
namespace {

class Index {
  public:
    explicit Index(std::vector<Facts>& facts) : facts_(facts) {
        at_.reserve(facts.size());
        for (std::size_t i = 0; i < facts.size(); ++i) at_.emplace(facts[i].id, i);
    }
    Facts* find(std::string_view id) {
        const auto it = at_.find(id);
        return it == at_.end() ? nullptr : &facts_[it->second];
    }

  private:
    std::vector<Facts>& facts_;
    std::unordered_map<std::string_view, std::size_t> at_;
};

std::vector<Facts> accounts_of(storage::Read& read) {
    std::vector<Facts> facts;
    auto rows = read.query(sql::list_accounts);
    while (rows.next()) {
        Facts f;
        f.id = rows.text(0);
        f.status = rows.text(1);
        f.industry = rows.text(2);
        f.employees = static_cast<double>(rows.maybe_integer(3).value_or(0));
        facts.push_back(std::move(f));
    }
    return facts;
}

void add_sizes(storage::Read& read, Index& index) {
    struct Size {
        Facts* account;
        std::int64_t minor;
        std::string currency;
    };
    std::vector<Size> sizes;
    {
        auto rows = read.query(sql::list_sizes);
        while (rows.next())
            if (auto* f = index.find(rows.text_view(0)))
                sizes.push_back({f, rows.integer(1), rows.maybe_text(2).value_or("")});
    }
    Exchange exchange{read};
    for (const auto& s : sizes) s.account->annual_revenue = exchange(s.minor, s.currency, today());
}

void add_sales(storage::Read& read, Index& index) {
    for (auto& s : sales::account_facts(read)) {
        auto* f = index.find(s.account_id);
        if (!f) continue;
        f->bought = true;
        f->revenue = s.revenue_12m;
        f->revenue_prev = s.revenue_prev_12m;
        f->margin = s.margin_12m;
        f->revenue_fy = s.revenue_fy;
        f->revenue_prev_fy = s.revenue_prev_fy;
        f->months_active = s.months_active_12m;
        f->lines = s.lines_bought_12m;
        f->invoices = s.invoices_12m;
        f->stability = s.stability;
        f->first_on = s.first_on;
        f->last_on = s.last_on;
    }
}

// Deals are counted up to the day of the last one closed, so that the export of a past year is judged by its
// own time.
void add_pipeline(storage::Read& read, Index& index) {
    const auto closed = read.text(sql::last_closed_on, {{"today", today()}});
    const auto as_of = closed ? Date::parse(*closed) : std::nullopt;
    for (const auto& p : pipeline::account_pipelines(read, as_of.value_or(today()))) {
        auto* f = index.find(p.account_id);
        if (!f) continue;
        f->open = p.open_minor;
        f->weighted = p.weighted_minor;
        f->won = p.won_12m_minor;
        f->open_count = p.open_count;
        f->won_count = p.won_count;
        f->lost_count = p.lost_count;
    }
}

void add_contacts(storage::Read& read, Index& index) {
    for (const auto& [account, at] : people::last_interactions(read))
        if (auto* f = index.find(account)) f->last_interaction_at = at;
    {
        auto rows = read.query(sql::count_people);
        while (rows.next()) {
            auto* f = index.find(rows.text_view(0));
            if (!f) continue;
            f->people = rows.integer(1);
            f->close = rows.integer(2);
            f->warm = rows.integer(3);
            f->deciders = rows.integer(4);
        }
    }
    const auto newest = read.integer(sql::last_contact_at, {{"now", now()}});
    if (!newest) return;
    const Instant since = Instant::at(Instant{*newest}.date().plus_months(-12));
    auto rows = read.query(sql::count_contacts, {{"since", since}, {"until", Instant{*newest}}});
    while (rows.next())
        if (auto* f = index.find(rows.text_view(0))) f->contacts = rows.integer(1);
}

}  // namespace

std::vector<Facts> load_sizes(storage::Read& read) {
    auto facts = accounts_of(read);
    Index index{facts};
    add_sizes(read, index);
    return facts;
}

std::vector<Facts> load_facts(storage::Read& read, Population& population) {
    auto facts = load_sizes(read);
    Index index{facts};
    add_sales(read, index);
    add_pipeline(read, index);
    add_contacts(read, index);
    auto rows = read.query(sql::list_judgements);
    while (rows.next()) {
        auto* f = index.find(rows.text_view(0));
        const auto criterion = criterion_of(rows.text_view(1));
        if (f && criterion) f->judged[*criterion] = static_cast<int>(rows.integer(2));
    }
    population.as_of = sales::last_booked_on(read);
    population.minor_digits = currency_exponent(workspace::settings(read).currency).value_or(2);
    return facts;
}

}  // namespace kamino::selection
