// Rules of the classes that are only tried, classes of the past, and who moved between two periods (SEL-5).
#include <algorithm>
#include <boost/json.hpp>
#include <cmath>
#include <map>

#include "domain/selection/class_history.h"
#include "domain/selection/classes.h"
#include "domain/selection/classes.sql.h"
#include "domain/selection/classes_api.h"
#include "domain/selection/model_document.h"
#include "domain/selection/portfolio_store.h"
#include "domain/workspace/public.h"

namespace kamino::selection {
namespace {

constexpr std::size_t named_in_cell = 25, named_movers = 50, listed_at_most = 500;

void write_money(base::JsonWriter& w, std::string_view key, std::int64_t minor, const std::string& currency) {
    w.key(key).begin_object().pair("minor", minor).pair("currency", currency).end_object();
}

void write_class(base::JsonWriter& w, std::string_view key, const std::string& class_) {
    w.key(key);
    if (class_.empty())
        w.null();
    else
        w.value(class_);
}

void write_move(base::JsonWriter& w, const ClassMove& m, const std::string& currency) {
    w.begin_object().pair("account_id", m.id).pair("name", m.name).pair("owner_name", m.owner_name);
    write_class(w, "from", m.from);
    write_class(w, "to", m.to);
    write_money(w, "revenue_before", m.revenue_before, currency);
    write_money(w, "revenue", m.revenue, currency);
    w.pair("by_person", m.by_person).end_object();
}

void write_list(base::JsonWriter& w, std::string_view key, const std::vector<const ClassMove*>& moves,
                std::size_t most, const std::string& currency) {
    w.key(key).begin_object().pair("accounts", static_cast<std::int64_t>(moves.size()));
    w.key("items").begin_array();
    for (std::size_t i = 0; i < std::min(most, moves.size()); ++i) write_move(w, *moves[i], currency);
    w.end_array().end_object();
}

// The matrix and the movers, into an object that is open.
void write_moves(base::JsonWriter& w, const std::vector<ClassMove>& moves, const std::string& currency) {
    std::int64_t changed = 0;
    for (const auto& m : moves) changed += m.from != m.to;
    w.pair("accounts", static_cast<std::int64_t>(moves.size())).pair("changed", changed);
    w.key("cells").begin_array();
    for (const auto& cell : cells_of(moves)) {
        w.begin_object();
        write_class(w, "from", cell.from);
        write_class(w, "to", cell.to);
        w.pair("accounts", static_cast<std::int64_t>(cell.moves.size()));
        write_money(w, "revenue_before", cell.revenue_before, currency);
        write_money(w, "revenue", cell.revenue, currency);
        w.key("names").begin_array();
        if (cell.from != cell.to)
            for (std::size_t i = 0; i < std::min(named_in_cell, cell.moves.size()); ++i)
                w.value(cell.moves[i]->name);
        w.end_array().end_object();
    }
    w.end_array();
    write_list(w, "up", movers(moves, true), named_movers, currency);
    write_list(w, "down", movers(moves, false), named_movers, currency);
}

void write_period(base::JsonWriter& w, const ClassHistory& history, Date end) {
    const auto start = workspace::fiscal_year_start(end, history.start_month);
    const int place = (static_cast<int>(end.month()) - history.start_month + 12) % 12;
    auto year = std::to_string(start.year());
    if (history.start_month > 1) year += "/" + std::to_string(start.year() + 1).substr(2);
    w.pair("ends_on", end.to_text()).pair("year", year).pair("quarter", place / 3 + 1);
}

// What stands now of the accounts that the actor sees and the filter takes, in the order of ids.
std::vector<ClassMove> standing(storage::Read& read, const auth::Actor& actor, const std::string& filter,
                                const describe::Reading& reading, bool has_sales) {
    const auto seen = seen_accounts(read, actor, filter, reading);
    std::vector<ClassMove> list;
    std::size_t at = 0;
    auto rows = read.query(sql::list_standing_classes);
    while (rows.next() && at < seen.size()) {
        while (at < seen.size() && seen[at] < rows.text_view(0)) ++at;
        if (at == seen.size() || seen[at] != rows.text_view(0)) continue;
        ClassMove m;
        m.id = rows.text(0);
        m.name = rows.text(1);
        m.owner_name = rows.text(2);
        m.from = m.to = rows.text(3);
        m.by_person = rows.text_view(4) == "person";
        m.revenue = m.revenue_before = rows.integer(has_sales ? 5 : 6);
        list.push_back(std::move(m));
    }
    return list;
}

struct PastClass {
    std::string class_;
    std::int64_t revenue = 0;
    bool by_person = false;
};

PastClass past_class(const ClassHistory& history, const std::vector<SetClass>& set, std::size_t period,
                     std::string_view account_id) {
    PastClass past;
    if (const auto* by_hand = set_on(set, account_id, history.ends[period])) {
        past.class_ = by_hand->class_;
        past.by_person = true;
    }
    const auto at = history.account_at(account_id);
    if (!at) return past;
    past.revenue = history.revenues[period][*at];
    if (const char c = history.classes[period][*at]; c && !past.by_person) past.class_ = c;
    return past;
}

// Index of the period; nullopt = as it stands now.
std::optional<std::size_t> period_of(const http::Request& request, const ClassHistory& history,
                                     std::string_view name) {
    const auto text = request.query(name);
    if (!text || *text == "now") return std::nullopt;
    const auto date = Date::parse(*text);
    if (!date) throw invalid_field("/" + std::string{name}, "field.bad_date");
    const auto period = history.period_at(*date);
    if (!period) throw invalid_field("/" + std::string{name}, "selection.no_period");
    return period;
}

std::optional<std::string> class_in(const http::Request& request, std::string_view name) {
    const auto text = request.query(name);
    if (!text) return std::nullopt;
    if (*text == "none") return "";
    if (text->size() != 1 || (*text)[0] < 'A' || (*text)[0] > 'E')
        throw invalid_field("/" + std::string{name}, "field.not_a_choice",
                            {{"choices", "A, B, C, D, E, none"}});
    return *text;
}

void write_sums(base::JsonWriter& w, const std::map<std::string, std::pair<std::int64_t, std::int64_t>>& sums,
                const std::string& currency) {
    w.key("classes").begin_array();
    for (const auto& [class_, sum] : sums) {
        w.begin_object();
        write_class(w, "class", class_);
        w.pair("accounts", sum.first);
        write_money(w, "revenue", sum.second, currency);
        w.end_object();
    }
    w.end_array();
}

}  // namespace

http::Response preview_classes(registry::Registry& registry, http::Request& request) {
    const auto document = request.json();
    return registry::read(registry, request, [&](storage::Read& r, const auth::Actor& actor) {
        auto row = load_model_row(r);
        std::vector<FieldFault> faults;
        read_document(document, row, faults);
        if (faults.empty()) check_model(row, faults);
        if (!faults.empty()) throw invalid_fields(std::move(faults));
        const auto tried = try_rules(list_classed(r, actor, ""), model_of(row).class_rules);
        const auto currency = workspace::settings(r).currency;
        base::JsonWriter w;
        w.begin_object().pair("kept_by_people", tried.kept_by_people);
        write_money(w, "significant_from", std::llround(std::ceil(tried.significance)), currency);
        write_moves(w, tried.moves, currency);
        return http::Response::json(w.end_object().take());
    });
}

http::Response class_history(registry::Registry& registry, ClassHistories& histories,
                             http::Request& request) {
    return registry::read(registry, request, [&](storage::Read& r, const auth::Actor& actor) {
        const auto history = histories.current(r);
        const auto run = last_run(r);
        const auto set = list_set_classes(r);
        const auto now = standing(r, actor, request.query("filter").value_or(""), registry.reading(r),
                                  run && run->has_sales);
        const auto currency = workspace::settings(r).currency;
        base::JsonWriter w;
        w.begin_object().key("periods").begin_array();
        using Sums = std::map<std::string, std::pair<std::int64_t, std::int64_t>>;
        for (std::size_t p = 0; p < history->ends.size(); ++p) {
            Sums sums;
            for (const auto& account : now) {
                const auto past = past_class(*history, set, p, account.id);
                auto& sum = sums[past.class_];
                ++sum.first;
                sum.second += past.revenue;
            }
            w.begin_object();
            write_period(w, *history, history->ends[p]);
            write_sums(w, sums, currency);
            w.end_object();
        }
        w.end_array().key("now").begin_object();
        Sums sums;
        for (const auto& account : now) {
            auto& sum = sums[account.to];
            ++sum.first;
            sum.second += account.revenue;
        }
        write_sums(w, sums, currency);
        return http::Response::json(w.end_object().end_object().take());
    });
}

http::Response class_transitions(registry::Registry& registry, ClassHistories& histories,
                                 http::Request& request) {
    const auto from_class = class_in(request, "from_class"), to_class = class_in(request, "to_class");
    return registry::read(registry, request, [&](storage::Read& r, const auth::Actor& actor) {
        const auto history = histories.current(r);
        const auto from = period_of(request, *history, "from"), to = period_of(request, *history, "to");
        const auto run = last_run(r);
        const auto set = list_set_classes(r);
        auto moves = standing(r, actor, request.query("filter").value_or(""), registry.reading(r),
                              run && run->has_sales);
        for (auto& m : moves) {
            if (from) {
                const auto past = past_class(*history, set, *from, m.id);
                m.from = past.class_;
                m.revenue_before = past.revenue;
            }
            if (to) {
                const auto past = past_class(*history, set, *to, m.id);
                m.to = past.class_;
                m.revenue = past.revenue;
                m.by_person = past.by_person;
            }
        }
        const auto currency = workspace::settings(r).currency;
        base::JsonWriter w;
        w.begin_object();
        for (const auto& [key, period] : {std::pair{"from", from}, std::pair{"to", to}}) {
            w.key(key);
            if (period)
                write_period(w.begin_object(), *history, history->ends[*period]), w.end_object();
            else
                w.null();
        }
        if (from_class || to_class) {
            std::vector<const ClassMove*> wanted;
            for (const auto& m : moves)
                if ((!from_class || m.from == *from_class) && (!to_class || m.to == *to_class))
                    wanted.push_back(&m);
            std::stable_sort(wanted.begin(), wanted.end(),
                             [](const auto* a, const auto* b) { return a->revenue > b->revenue; });
            write_list(w, "chosen", wanted, listed_at_most, currency);
        }
        write_moves(w, moves, currency);
        return http::Response::json(w.end_object().take());
    });
}

http::Response account_classes(registry::Registry& registry, ClassHistories& histories,
                               http::Request& request) {
    return registry::read(registry, request, [&](storage::Read& r, const auth::Actor& actor) {
        const auto& id = request.param("id");
        const auto row = storage::load<PortfolioRow>(r, id, auth::visible_accounts(actor, "portfolio.id"));
        const auto history = histories.current(r);
        const auto set = list_set_classes(r);
        const auto currency = workspace::settings(r).currency;
        base::JsonWriter w;
        w.begin_object().pair("account_id", id);
        write_class(w, "class", row.class_);
        write_class(w, "rule_class", row.rule_class);
        w.key("periods").begin_array();
        for (std::size_t p = 0; p < history->ends.size(); ++p) {
            const auto past = past_class(*history, set, p, id);
            w.begin_object();
            write_period(w, *history, history->ends[p]);
            write_class(w, "class", past.class_);
            w.pair("by_person", past.by_person);
            write_money(w, "revenue", past.revenue, currency);
            w.end_object();
        }
        return http::Response::json(w.end_array().end_object().take());
    });
}

}  // namespace kamino::selection
