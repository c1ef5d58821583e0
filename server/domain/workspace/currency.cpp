#include "domain/workspace/currency.h"

#include <algorithm>
#include <map>
#include <set>

#include "domain/workspace/workspace_store.sql.h"
#include "platform/base/money.h"

namespace kamino::workspace {
namespace {

using ByDay = std::map<Date, double>;

std::map<std::string, ByDay> by_currency(const std::vector<Rate>& rates) {
    std::map<std::string, ByDay> all;
    for (const auto& r : rates) all[r.currency][r.valid_on] = r.rate;
    return all;
}

double in_force(const ByDay& rates, Date on) {
    auto behind = rates.upper_bound(on);
    return behind == rates.begin() ? behind->second : std::prev(behind)->second;
}

std::vector<ExchangeRate> stored_rates(storage::Read& read) {
    std::vector<ExchangeRate> all;
    storage::ListQuery query;
    query.sort = "currency,valid_on";
    query.limit = 1000;
    do {
        auto page = storage::list_records(read, ExchangeRate::entity(), query);
        for (const auto& row : page.items) all.push_back(static_cast<const ExchangeRate&>(*row));
        query.cursor = page.next_cursor;
    } while (!query.cursor.empty());
    return all;
}

std::vector<Rate> rates_of(const std::vector<ExchangeRate>& rows) {
    std::vector<Rate> rates;
    for (const auto& r : rows) rates.push_back({r.currency, r.valid_on, r.rate});
    return rates;
}

std::string change_json(const CurrencyChange& change, const std::string& from, const std::string& to) {
    base::JsonWriter w;
    w.begin_object().pair("from", from).pair("currency", to).pair("possible", change.possible);
    w.pair("rates", change.rates).key("unconverted").begin_array();
    for (const auto& lines : change.unconverted)
        w.begin_object()
            .pair("currency", lines.currency)
            .pair("lines", lines.count)
            .pair("first_on", std::string_view{lines.first_on.to_text()})
            .pair("last_on", std::string_view{lines.last_on.to_text()})
            .end_object();
    return w.end_array().end_object().take();
}

constexpr const char* change_schema =
    R"({"type":"object","required":["from","currency","possible","rates","unconverted"],"properties":{"from":{"type":"string"},"currency":{"type":"string"},"possible":{"type":"boolean","description":"False: there is no rate of this currency to convert by."},"rates":{"type":"integer","description":"So many exchange rates there are after the change."},"unconverted":{"type":"array","description":"Invoice lines that would be in no total.","items":{"type":"object","required":["currency","lines","first_on","last_on"],"properties":{"currency":{"type":"string"},"lines":{"type":"integer"},"first_on":{"type":"string","format":"date"},"last_on":{"type":"string","format":"date"}}}}}})";

}  // namespace

std::vector<Rate> rebased(const std::vector<Rate>& rates, std::string_view from, std::string_view to) {
    auto all = by_currency(rates);
    all.erase(std::string{from});
    const auto found = all.find(std::string{to});
    if (found == all.end()) return {};
    const auto bridge = found->second;
    all.erase(found);
    std::vector<Rate> result;
    for (const auto& [day, rate] : bridge) result.push_back({std::string{from}, day, 1 / rate});
    for (const auto& [currency, own] : all) {
        std::set<Date> days;
        for (const auto* rows : {&own, &bridge})
            for (const auto& [day, rate] : *rows) days.insert(day);
        for (const auto day : days)
            result.push_back({currency, day, in_force(own, day) / in_force(bridge, day)});
    }
    return result;
}

CurrencyChange preview_currency(storage::Read& read, const std::string& from, const std::string& to) {
    const auto before = rates_of(stored_rates(read));
    const auto after = from == to ? before : rebased(before, from, to);
    const auto lines = events().lines_by_currency ? events().lines_by_currency(read) : std::vector<Lines>{};
    CurrencyChange change;
    change.rates = static_cast<std::int64_t>(after.size());
    for (const auto& l : lines)
        if (l.currency != to &&
            std::none_of(after.begin(), after.end(), [&](const Rate& r) { return r.currency == l.currency; }))
            change.unconverted.push_back(l);
    change.possible = from == to || !after.empty() || (before.empty() && change.unconverted.empty());
    return change;
}

std::vector<FieldFault> currency_faults(const CurrencyChange& change, const std::string& to) {
    if (change.possible) return {};
    std::vector<FieldFault> faults{{"/currency", "workspace.no_rate_to_convert", {{"currency", to}}}};
    for (const auto& l : change.unconverted)
        faults.push_back({"/currency",
                          "workspace.lines_without_rate",
                          {{"currency", l.currency},
                           {"count", std::to_string(l.count)},
                           {"from", l.first_on.to_text()},
                           {"until", l.last_on.to_text()}}});
    return faults;
}

void change_currency(storage::Write& write, const std::string& from, const std::string& to) {
    auto rows = stored_rates(write);
    const auto& entity = ExchangeRate::entity();
    std::map<std::pair<std::string, Date>, ExchangeRate*> standing;
    for (auto& row : rows) standing[{row.currency, row.valid_on}] = &row;
    for (const auto& rate : rebased(rates_of(rows), from, to)) {
        const auto found = standing.find({rate.currency, rate.valid_on});
        if (found == standing.end()) {
            ExchangeRate fresh;
            fresh.currency = rate.currency;
            fresh.valid_on = rate.valid_on;
            fresh.rate = rate.rate;
            storage::insert_record(write, entity, fresh);
            continue;
        }
        auto after = *found->second;
        after.rate = rate.rate;
        storage::update_record(write, entity, *found->second, after);
        standing.erase(found);
    }
    // Of the new currency itself, and of the old one from when it was not the workspace's.
    for (const auto& [key, row] : standing) storage::delete_record(write, entity, *row);
}

void offer_currency_change(registry::Registry& registry) {
    http::Route route{"GET", "/api/v1/workspace/currency-change", "workspace.currency_change",
                      "What another currency of the workspace would do to rates and totals."};
    route.access = "workspace.write";
    route.query = {"currency"};
    route.response_schema = change_schema;
    route.handler = [&registry](http::Request& request) {
        const auto to = request.query("currency").value_or("");
        if (!currency_exponent(to)) throw invalid_field("/currency", "field.bad_currency");
        return registry::read(registry, request, [&](storage::Read& r, const auth::Actor&) {
            const auto from = settings(r).currency;
            return http::Response::json(change_json(preview_currency(r, from, to), from, to));
        });
    };
    registry.route(std::move(route));
}

}  // namespace kamino::workspace
