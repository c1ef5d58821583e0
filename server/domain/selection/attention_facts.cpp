#include "domain/selection/attention_facts.h"

#include <algorithm>
#include <map>

#include "domain/pipeline/public.h"
#include "domain/sales/public.h"
#include "domain/selection/attention.sql.h"
#include "domain/selection/exchange.h"
#include "domain/selection/portfolio_store.h"

namespace kamino::selection {
namespace {

constexpr std::size_t known_minutes_needed = 5;

struct Contact {
    std::size_t account;
    std::string kind;
    std::optional<std::int64_t> minutes;
    double people = 1;
};

// Ids have no quotes in them: two for each.
double people_in(std::string_view ids) {
    return std::max(1.0, static_cast<double>(std::count(ids.begin(), ids.end(), '"')) / 2);
}

std::map<std::string, double> medians(const std::vector<Contact>& contacts) {
    std::map<std::string, std::vector<std::int64_t>> minutes;
    for (const auto& c : contacts)
        if (c.minutes) minutes[c.kind].push_back(*c.minutes);
    std::map<std::string, double> result;
    for (auto& [kind, list] : minutes) {
        if (list.size() < known_minutes_needed) continue;
        std::sort(list.begin(), list.end());
        const auto middle = list.size() / 2;
        result[kind] = list.size() % 2 ? static_cast<double>(list[middle])
                                       : static_cast<double>(list[middle - 1] + list[middle]) / 2;
    }
    return result;
}

std::size_t place_of(const std::vector<Attended>& accounts, std::string_view id, std::size_t from) {
    while (from < accounts.size() && accounts[from].id < id) ++from;
    return from;
}

std::vector<Attended> accounts_of(storage::Read& read, const auth::Actor& actor, const std::string& filter,
                                  const describe::Reading& reading) {
    const auto seen = seen_accounts(read, actor, filter, reading);
    std::vector<Attended> accounts;
    std::size_t at = 0;
    auto rows = read.query(sql::list_served);
    while (rows.next() && at < seen.size()) {
        while (at < seen.size() && seen[at] < rows.text_view(0)) ++at;
        if (at == seen.size() || seen[at] != rows.text_view(0)) continue;
        Attended a;
        a.id = rows.text(0);
        a.name = rows.text(1);
        a.class_ = rows.text(2);
        a.owner_id = rows.text(3);
        a.owner_name = rows.text(4);
        a.potential = rows.integer(5);
        accounts.push_back(std::move(a));
    }
    return accounts;
}

void add_contacts(storage::Read& read, const AttentionPeriod& period, AttentionFacts& facts) {
    struct Cost {
        std::size_t account;
        std::int64_t minor;
        std::string currency;
        Date on;
    };
    std::vector<Contact> contacts;
    std::vector<Cost> costs;
    {
        std::size_t at = 0;
        auto rows = read.query(sql::list_attention, {{"since", Instant::at(period.from)},
                                                     {"until", Instant::at(period.to.plus_days(1))}});
        while (rows.next()) {
            at = place_of(facts.accounts, rows.text_view(0), at);
            if (at == facts.accounts.size()) break;
            if (facts.accounts[at].id != rows.text_view(0)) continue;
            contacts.push_back({at, rows.text(1), rows.maybe_integer(2), people_in(rows.text_view(3))});
            if (!rows.is_null(4))
                costs.push_back(
                    {at, rows.integer(4), rows.maybe_text(5).value_or(""), rows.instant(6).date()});
        }
    }
    const auto usual = medians(contacts);
    for (const auto& c : contacts) {
        auto& account = facts.accounts[c.account];
        facts.accounts_met += account.contacts == 0;
        ++account.contacts;
        ++facts.contacts;
        const auto median = usual.find(c.kind);
        if (!c.minutes) ++facts.without_minutes;
        if (!c.minutes && median == usual.end()) continue;
        facts.estimated += !c.minutes;
        account.hours += (c.minutes ? static_cast<double>(*c.minutes) : median->second) * c.people / 60;
    }
    Exchange exchange{read};
    for (const auto& cost : costs)
        facts.accounts[cost.account].cost +=
            static_cast<std::int64_t>(exchange(cost.minor, cost.currency, cost.on));
}

void add_revenue(storage::Read& read, const AttentionPeriod& period, std::vector<Attended>& accounts) {
    std::size_t at = 0;
    const auto add = [&](std::string_view id, std::int64_t net) {
        at = place_of(accounts, id, at);
        if (at < accounts.size() && accounts[at].id == id) accounts[at].revenue += net;
    };
    const auto run = last_run(read);
    if (run && !run->has_sales) {
        for (const auto& deal : pipeline::won_deals(read))
            if (deal.closed_on >= period.from && deal.closed_on <= period.to)
                add(deal.account_id, deal.amount_minor);
        return;
    }
    sales::each_month(read, period.from, period.to, [&](const auto& m) { add(m.account_id, m.net_minor); });
}

}  // namespace

AttentionPeriod attention_period(storage::Read& read, int months, std::optional<Date> until) {
    if (!until) {
        if (const auto newest = read.integer(sql::newest_contact, {{"now", now()}}))
            until = Instant{*newest}.date();
        if (const auto booked = sales::last_booked_on(read); booked && (!until || *booked > *until))
            until = std::min(*booked, today());
    }
    const auto last = until.value_or(today()).month_start();
    return {last.plus_months(1 - months), last.plus_months(1).plus_days(-1), months};
}

AttentionFacts load_attention(storage::Read& read, const auth::Actor& actor, const std::string& filter,
                              const describe::Reading& reading, const AttentionPeriod& period) {
    AttentionFacts facts;
    facts.accounts = accounts_of(read, actor, filter, reading);
    add_contacts(read, period, facts);
    add_revenue(read, period, facts.accounts);
    return facts;
}

}  // namespace kamino::selection
