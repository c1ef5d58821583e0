#include "domain/selection/class_history.h"

#include <algorithm>
#include <set>

#include "domain/pipeline/public.h"
#include "domain/sales/public.h"
#include "domain/selection/class_history.sql.h"
#include "domain/workspace/public.h"

namespace kamino::selection {
namespace {

constexpr std::size_t quarters_kept = 12, years_kept = 5;

using Bookings = std::vector<std::vector<Booking>>;  // by account

std::size_t place_of(const std::vector<Facts>& facts, std::string_view id, std::size_t from) {
    while (from < facts.size() && facts[from].id < id) ++from;
    return from;
}

Bookings bookings_of(storage::Read& read, const std::vector<Facts>& facts, bool has_sales) {
    Bookings bookings(facts.size());
    std::size_t at = 0;
    const auto add = [&](std::string_view id, Date month, std::int64_t net) {
        at = place_of(facts, id, at);
        if (at == facts.size() || facts[at].id != id) return;
        auto& list = bookings[at];
        if (!list.empty() && list.back().month == month)
            list.back().net += net, ++list.back().count;
        else
            list.push_back({month, net, 1});
    };
    if (has_sales)
        sales::each_month(read, Date::of(1900, 1, 1), today(),
                          [&](const auto& m) { add(m.account_id, m.month, m.net_minor); });
    else
        for (const auto& deal : pipeline::won_deals(read))
            add(deal.account_id, deal.closed_on.month_start(), deal.amount_minor);
    return bookings;
}

// The day from which an account is known: entered, first bought, first met or first dealt with.
std::vector<Date> known_from(storage::Read& read, const std::vector<Facts>& facts, const Bookings& bookings) {
    std::vector<Date> known(facts.size(), Date::of(9999, 12, 31));
    const auto read_days = [&](const storage::Sql& sql, auto day_of) {
        std::size_t at = 0;
        auto rows = read.query(sql);
        while (rows.next()) {
            at = place_of(facts, rows.text_view(0), at);
            if (at == facts.size()) break;
            if (facts[at].id == rows.text_view(0)) known[at] = std::min(known[at], day_of(rows));
        }
    };
    const auto instant = [](const storage::Rows& rows) { return rows.instant(1).date(); };
    read_days(sql::list_entered, instant);
    read_days(sql::list_first_met, instant);
    read_days(sql::list_first_dealt,
              [](const storage::Rows& rows) { return rows.maybe_date(1).value_or(Date::of(9999, 12, 31)); });
    for (std::size_t i = 0; i < facts.size(); ++i)
        if (!bookings[i].empty()) known[i] = std::min(known[i], bookings[i].front().month);
    return known;
}

std::string revision_of(storage::Read& read, const workspace::Settings& settings) {
    return read.text(sql::newest_run).value_or("") + " " + std::to_string(settings.fiscal_year_start_month) +
           " " + today().month_start().to_text();
}

std::shared_ptr<const ClassHistory> make(storage::Read& read, const workspace::Settings& settings,
                                         std::string revision) {
    auto history = std::make_shared<ClassHistory>();
    history->revision = std::move(revision);
    history->start_month = settings.fiscal_year_start_month;
    const auto run = last_run(read);
    if (!run) return history;
    auto facts = load_sizes(read);
    const auto bookings = bookings_of(read, facts, run->has_sales);
    const auto known = known_from(read, facts, bookings);
    std::optional<Date> first, last;
    for (const auto& list : bookings) {
        if (list.empty()) continue;
        first = std::min(first.value_or(list.front().month), list.front().month);
        last = std::max(last.value_or(list.back().month), list.back().month);
    }
    for (const auto& f : facts) history->ids.push_back(f.id);
    if (!first) return history;
    history->ends = period_ends(*first, *last, today(), history->start_month, quarters_kept, years_kept);
    const auto rules = load_model(read).class_rules;
    std::vector<Result> results(facts.size());
    for (const auto end : history->ends) {
        for (std::size_t i = 0; i < facts.size(); ++i) {
            book(facts[i], bookings[i], end, run->has_sales);
            results[i] = {};
        }
        Population population;
        population.has_sales = run->has_sales;
        classify(facts, rules, population, results);
        auto& classes = history->classes.emplace_back(facts.size(), '\0');
        auto& revenues = history->revenues.emplace_back(facts.size(), 0);
        for (std::size_t i = 0; i < facts.size(); ++i) {
            revenues[i] = static_cast<std::int64_t>(results[i].value);
            if (known[i] <= end && !results[i].rule_class.empty()) classes[i] = results[i].rule_class[0];
        }
    }
    return history;
}

}  // namespace

std::vector<Date> period_ends(Date first_month, Date last_month, Date today, int start_month,
                              std::size_t quarters, std::size_t years) {
    std::set<Date> ends;
    std::size_t quarters_found = 0, years_found = 0;
    for (auto month = last_month.month_start(); month.plus_months(-23) >= first_month.month_start();
         month = month.plus_months(-1)) {
        const auto end = month.plus_months(1).plus_days(-1);
        const int place = (static_cast<int>(month.month()) - start_month + 12) % 12;  // in the fiscal year
        if (end > today || place % 3 != 2) continue;
        if (quarters_found++ < quarters) ends.insert(end);
        if (place == 11 && years_found++ < years) ends.insert(end);
    }
    return {ends.begin(), ends.end()};
}

void book(Facts& f, const std::vector<Booking>& bookings, Date end, bool has_sales) {
    f.revenue = f.revenue_prev = f.won = f.months_active = f.won_count = 0;
    f.bought = false;
    const auto last = end.month_start(), since = last.plus_months(-11), before = last.plus_months(-23);
    for (const auto& b : bookings) {
        if (b.month > last) break;
        if (has_sales) {
            f.bought = true;
            if (b.month >= since)
                f.revenue += b.net, f.months_active += b.net != 0;
            else if (b.month >= before)
                f.revenue_prev += b.net;
        } else {
            f.won_count += b.count;
            if (b.month >= since) f.won += b.net;
        }
    }
}

std::optional<std::size_t> ClassHistory::period_at(Date end) const {
    const auto at = std::lower_bound(ends.begin(), ends.end(), end);
    return at == ends.end() || *at != end ? std::nullopt
                                          : std::optional{static_cast<std::size_t>(at - ends.begin())};
}

std::optional<std::size_t> ClassHistory::account_at(std::string_view id) const {
    const auto at = std::lower_bound(ids.begin(), ids.end(), id);
    return at == ids.end() || *at != id ? std::nullopt
                                        : std::optional{static_cast<std::size_t>(at - ids.begin())};
}

std::shared_ptr<const ClassHistory> ClassHistories::current(storage::Read& read) {
    const auto settings = workspace::settings(read);
    auto revision = revision_of(read, settings);
    const std::lock_guard lock{mutex_};
    if (!last_ || last_->revision != revision) last_ = make(read, settings, std::move(revision));
    return last_;
}

std::vector<SetClass> list_set_classes(storage::Read& read) {
    std::vector<SetClass> set;
    auto rows = read.query(sql::list_set_classes);
    while (rows.next()) {
        SetClass s{rows.text(0), rows.text(1), rows.instant(2).date(), std::nullopt};
        if (!rows.is_null(3)) s.to = rows.instant(3).date();
        set.push_back(std::move(s));
    }
    return set;
}

const SetClass* set_on(const std::vector<SetClass>& set, std::string_view account_id, Date day) {
    const auto from =
        std::lower_bound(set.begin(), set.end(), account_id,
                         [](const SetClass& s, std::string_view id) { return s.account_id < id; });
    const SetClass* found = nullptr;
    for (auto at = from; at != set.end() && at->account_id == account_id; ++at)
        if (at->from <= day && (!at->to || *at->to > day)) found = &*at;
    return found;
}

}  // namespace kamino::selection
