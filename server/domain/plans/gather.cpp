// Reads what a draft needs of one account: about twenty statements.
#include <algorithm>
#include <boost/json.hpp>
#include <map>
#include <set>

#include "domain/plans/facts.h"
#include "domain/plans/plans_store.h"
#include "domain/plans/plans_store.sql.h"
#include "domain/selection/public.h"
#include "domain/workspace/public.h"

namespace kamino::plans {
namespace {

constexpr int kept_months = 36;
constexpr std::int64_t day_us = 86'400'000'000;

struct Catalogue {
    std::map<std::string, sales::Product> products;
    std::map<std::string, std::string> line_of;  // product id -> id of its line
    const std::string& name(const std::string& id) const {
        static const std::string none;
        const auto found = products.find(id);
        return found == products.end() ? none : found->second.name;
    }
};

Catalogue catalogue_of(storage::Read& read) {
    Catalogue c;
    for (auto& p : sales::all_products(read)) c.products.emplace(p.id, p);
    c.line_of = sales::lines_of_products(read);
    return c;
}

int months_between(Date later, Date earlier) {
    return (later.year() - earlier.year()) * 12 + static_cast<int>(later.month()) -
           static_cast<int>(earlier.month());
}

void most_first(std::vector<LineFacts>& lines) {
    std::stable_sort(lines.begin(), lines.end(), [](const auto& a, const auto& b) {
        return a.net_12m != b.net_12m ? a.net_12m > b.net_12m : a.net_prev_12m > b.net_prev_12m;
    });
}

void add_to(std::map<std::string, LineFacts>& sums, const std::string& id, const std::string& name, int age,
            std::int64_t net) {
    auto& line = sums[id];
    line.id = id;
    line.name = name;
    (age < 12 ? line.net_12m : line.net_prev_12m) += net;
}

void read_sales(storage::Read& read, const Catalogue& catalogue, Facts& f) {
    const auto last = sales::last_booked_on(read);
    if (!last) return;
    f.sales_until = last->month_start();
    f.months.assign(kept_months, 0);
    std::map<std::string, LineFacts> lines, products;
    for (const auto& m :
         sales::months_of(read, f.account.id, f.sales_until->plus_months(1 - kept_months), *f.sales_until)) {
        const int age = months_between(*f.sales_until, m.month);
        if (age < 0 || age >= kept_months) continue;
        f.months[static_cast<std::size_t>(kept_months - 1 - age)] += m.net_minor;
        if (age < 12) f.margin_12m += m.margin_minor;
        if (age >= 24 || m.product_id.empty()) continue;
        const auto line = catalogue.line_of.find(m.product_id);
        const auto& line_id = line == catalogue.line_of.end() ? m.product_id : line->second;
        add_to(lines, line_id, catalogue.name(line_id), age, m.net_minor);
        add_to(products, m.product_id, catalogue.name(m.product_id), age, m.net_minor);
    }
    for (auto& [id, line] : lines) f.lines.push_back(line);
    for (auto& [id, product] : products) f.products.push_back(product);
    most_first(f.lines);
    most_first(f.products);
    auto rows =
        read.query(sql::buying, {{"account", f.account.id}, {"since", f.sales_until->plus_months(-11)}});
    if (!rows.next()) return;
    f.invoices_12m = static_cast<int>(rows.integer(0));
    f.lines_12m_count = static_cast<int>(rows.integer(1));
    f.first_on = rows.maybe_date(2);
    f.last_on = rows.maybe_date(3);
}

void read_peers(storage::Read& read, const Catalogue& catalogue, PeerCache& cache, Facts& f) {
    PeerFigures peers;
    if (f.sales_until && !f.account.industry.empty()) {
        auto known = cache.find(f.account.industry);
        if (known == cache.end())
            known = cache
                        .emplace(f.account.industry,
                                 Peers::read(read, f.account.industry, *f.sales_until, catalogue.line_of))
                        .first;
        peers = known->second.without(f.account.id);
    }
    f.peers = peers.count;
    f.peer_growth = peers.growth;
    auto& buyers = peers.buyers;
    std::set<std::string> bought;
    for (auto& line : f.lines) {
        line.peers_buying = buyers[line.id];
        if (line.net_12m > 0) bought.insert(line.id);
    }
    for (const auto& [id, product] : catalogue.products)
        if (!product.parent_id && product.active && product.kind == "line" && !bought.contains(id))
            f.not_bought.push_back({id, product.name, 0, 0, buyers[id]});
    for (auto& missing : f.not_bought)
        for (const auto& line : f.lines)
            if (line.id == missing.id) missing.net_prev_12m = line.net_prev_12m;
    std::stable_sort(f.not_bought.begin(), f.not_bought.end(), [](const auto& a, const auto& b) {
        return a.peers_buying != b.peers_buying ? a.peers_buying > b.peers_buying : a.name < b.name;
    });
}

void read_needs(storage::Read& read, const Catalogue& catalogue, Facts& f) {
    std::set<std::string> covered, served;
    for (const auto& [id, p] : catalogue.products)
        if (p.active) served.insert(p.need_ids.begin(), p.need_ids.end());
    for (const auto& bought : f.products)
        if (const auto p = catalogue.products.find(bought.id);
            bought.net_12m > 0 && p != catalogue.products.end())
            covered.insert(p->second.need_ids.begin(), p->second.need_ids.end());
    if (served.empty()) return;
    storage::ListQuery query;
    query.sort = "name";
    query.limit = 1000;
    for (const auto& need : storage::list<sales::Need>(read, query))
        if (covered.contains(need.id))
            f.needs_covered.push_back(need.name);
        else if (served.contains(need.id))
            f.needs_uncovered.push_back(need.name);
}

std::vector<std::string> ids_in(std::string_view json) {
    std::vector<std::string> ids;
    const auto document = base::parse_json(json);
    for (const auto& id : document.as_array()) ids.emplace_back(id.as_string());
    return ids;
}

void read_people(storage::Read& read, Facts& f) {
    std::map<std::string, std::pair<Instant, std::int64_t>> contacts;  // person -> newest, count in 180 days
    std::set<std::string> ours;
    const Instant since{Instant::at(f.today).us - 180 * day_us};
    auto rows = read.query(sql::list_contacts,
                           {{"account", f.account.id}, {"until", Instant{Instant::at(f.today).us + day_us}}});
    while (rows.next()) {
        const auto at = rows.instant(3);
        if (!f.last_contact_at) f.last_contact_at = at;
        for (auto& id : ids_in(rows.text_view(0))) {
            auto& [newest, count] = contacts[id];
            newest = std::max(newest, at);
            count += at >= since;
        }
        if (at < since) continue;
        for (auto& id : ids_in(rows.text_view(1))) ours.insert(id);
        if (const auto owner = rows.maybe_text(2)) ours.insert(*owner);
    }
    f.our_contacts_180d = static_cast<int>(ours.size());
    for (const auto& p : people::people_of(read, f.account.id)) {
        PersonFacts facts{p.id, p.name, p.title, p.decision_role, p.closeness, p.stance, p.influence, {}, 0};
        if (const auto c = contacts.find(p.id); c != contacts.end()) {
            facts.last_at = c->second.first;
            facts.contacts_180d = c->second.second;
        }
        f.people.push_back(std::move(facts));
    }
}

std::int64_t in_workspace_currency(storage::Read& read, const Money& money, const Facts& f) {
    if (money.currency == f.currency) return money.minor;
    const auto rate = workspace::rate_e9(read, money.currency, f.today);
    if (!rate) return 0;
    return convert_minor(money.minor, currency_exponent(money.currency).value_or(2),
                         currency_exponent(f.currency).value_or(2), *rate)
        .value_or(0);
}

void read_pipeline(storage::Read& read, Facts& f) {
    if (const auto p = pipeline::account_pipeline(read, f.account.id, f.today)) f.pipeline = *p;
    std::map<std::string, Instant> moves;
    std::map<std::string, std::string> stage_names;
    {
        auto rows = read.query(sql::list_last_moves, {{"account", f.account.id}});
        while (rows.next()) moves[rows.text(0)] = rows.instant(1);
    }
    {
        auto rows = read.query(sql::list_stage_names);
        while (rows.next()) stage_names[rows.text(0)] = rows.text(1);
    }
    storage::ListQuery query;
    query.filter = "account_id = \"" + f.account.id + "\" and outcome = open";
    query.sort = "close_on";
    query.limit = 200;
    for (const auto& o : storage::list<pipeline::Opportunity>(read, query)) {
        DealFacts deal{o.id,        o.name, o.stage,
                       o.next_step, 0,      static_cast<int>(o.probability.value_or(0)),
                       o.close_on,  {}};
        if (const auto name = stage_names.find(o.stage); name != stage_names.end()) deal.stage = name->second;
        if (o.amount) deal.amount_minor = in_workspace_currency(read, *o.amount, f);
        if (const auto moved = moves.find(o.id); moved != moves.end())
            deal.moved_on = moved->second.date();
        else
            deal.moved_on = o.opened_on;
        f.deals.push_back(std::move(deal));
    }
}

}  // namespace

Facts gather(storage::Read& read, const accounts::Account& account, Date today, PeerCache* peers) {
    PeerCache own;
    Facts f;
    f.today = today;
    f.currency = workspace::settings(read).currency;
    f.account = account;
    f.owner_name = user_name(read, account.owner_id);
    if (const auto row = selection::portfolio_row(read, account.id)) f.customer_class = row->class_;
    if (account.parent_id)
        f.parent_name = read.text(sql::account_name, {{"id", *account.parent_id}}).value_or("");
    if (auto rows = read.query(sql::count_structure, {{"account", account.id}}); rows.next()) {
        f.children = static_cast<int>(rows.integer(0));
        f.units = static_cast<int>(rows.integer(1));
        f.locations = static_cast<int>(rows.integer(2));
    }
    {
        auto rows = read.query(sql::list_team, {{"account", account.id}});
        while (rows.next()) f.team.push_back({rows.text(0), rows.text(1), rows.text(2)});
    }
    const auto catalogue = catalogue_of(read);
    read_sales(read, catalogue, f);
    read_peers(read, catalogue, peers ? *peers : own, f);
    read_needs(read, catalogue, f);
    read_people(read, f);
    read_pipeline(read, f);
    return f;
}

}  // namespace kamino::plans
