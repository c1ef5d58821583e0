#include "analyze/cases.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

#include "platform/base/date_text.h"
#include "platform/base/text.h"

namespace kamino::analyze {
namespace {

using base::DateOrder;

bool says_missing(const std::string& name) {
    static const std::set<std::string, std::less<>> words{"",     "na",   "n/a", "nan",
                                                          "null", "none", "-",   "#n/a"};
    return words.contains(base::fold(name));
}

// Days of each level when every level is a date in one order.
std::optional<std::vector<double>> dates_of(const Coded& coded, const Arguments& arguments, bool& guessed) {
    std::vector<std::optional<base::DateText>> scanned;
    bool any = false;
    for (const auto& name : coded.names) {
        if (says_missing(name)) {
            scanned.emplace_back();
            continue;
        }
        scanned.push_back(base::scan_date(name));
        if (!scanned.back()) return std::nullopt;
        any = true;
    }
    if (!any) return std::nullopt;
    std::vector<DateOrder> orders{DateOrder::dmy, DateOrder::mdy, DateOrder::ymd};
    if (const auto told = base::date_order_of(arguments.text("date-order")))
        orders.insert(orders.begin(), *told);
    std::vector<std::vector<double>> readings;
    for (const auto order : orders) {
        std::vector<double> days;
        for (const auto& text : scanned) {
            if (!text) {
                days.push_back(std::nan(""));
                continue;
            }
            const auto date = base::decide(*text, order);
            if (!date) break;
            days.push_back(date->days);
        }
        if (days.size() == scanned.size()) readings.push_back(std::move(days));
    }
    if (readings.empty()) return std::nullopt;
    guessed = !arguments.has("date-order") && readings.size() > 1 &&
              !std::equal(readings[0].begin(), readings[0].end(), readings[1].begin(),
                          [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); });
    return readings.front();
}

propensity::Column column_of(const Table& table, std::size_t column, const Arguments& arguments, bool text,
                             std::vector<std::string>& notes) {
    propensity::Column out{.name = table.names()[column]};
    if (!text && table.numeric(column)) {
        out.number = table.numbers(column);
        return out;
    }
    auto coded = table.codes(column);
    bool guessed = false;
    if (const auto days = text ? std::nullopt : dates_of(coded, arguments, guessed)) {
        if (guessed)
            notes.push_back(
                "Dates of \"" + out.name +
                "\" can be read in two ways; the day was taken to come first (--date-order says it).");
        out.kind = propensity::Kind::date;
        for (const auto c : coded.code) out.number.push_back((*days)[c]);
        return out;
    }
    out.kind = propensity::Kind::category;
    // "NA" and the like are the missing level: one code for all of them.
    std::optional<std::uint32_t> missing;
    std::vector<std::uint32_t> code_of;
    for (auto& name : coded.names) {
        if (says_missing(name)) {
            if (!missing) {
                missing = static_cast<std::uint32_t>(out.levels.size());
                out.levels.emplace_back();
            }
            code_of.push_back(*missing);
        } else {
            code_of.push_back(static_cast<std::uint32_t>(out.levels.size()));
            out.levels.push_back(std::move(name));
        }
    }
    for (const auto c : coded.code) out.code.push_back(code_of[c]);
    return out;
}

bool speaks_of_a_loss(const std::string& name) {
    static const std::set<std::string, std::less<>> words{"lost",
                                                          "closed lost",
                                                          "closedlost",
                                                          "no",
                                                          "n",
                                                          "false",
                                                          "0",
                                                          "perdido",
                                                          "perdida",
                                                          "cerrado perdido",
                                                          "cerrada perdida",
                                                          "falso",
                                                          "verloren",
                                                          "gesloten verloren",
                                                          "nee",
                                                          "onwaar",
                                                          "declined",
                                                          "rejected",
                                                          "abandoned",
                                                          "churned",
                                                          "cancelled",
                                                          "canceled",
                                                          "rechazado",
                                                          "rechazada",
                                                          "afgewezen"};
    return words.contains(base::fold(name)) || words.contains(base::squash(name));
}

}  // namespace

propensity::Frame frame_of(const Table& table, const std::vector<std::size_t>& without,
                           const Arguments& arguments, const propensity::Frame* like,
                           std::vector<std::string>& notes) {
    propensity::Frame out{.rows = table.rows(), .columns = {}};
    const auto text_there = [&](const std::string& name) {
        return like && std::any_of(like->columns.begin(), like->columns.end(), [&](const auto& column) {
                   return column.name == name && column.kind == propensity::Kind::category;
               });
    };
    for (std::size_t c = 0; c < table.names().size(); ++c)
        if (std::find(without.begin(), without.end(), c) == without.end())
            out.columns.push_back(column_of(table, c, arguments, text_there(table.names()[c]), notes));
    return out;
}

Target target_of(const Table& table, std::size_t column, const std::string& positive,
                 const std::vector<std::string>& negatives, bool lenient) {
    const auto coded = table.codes(column);
    const auto same = [](const std::string& a, const std::string& b) {
        return base::fold(a) == base::fold(b);
    };
    Target out;
    std::vector<std::size_t> others, losses;
    std::vector<Outcome> of(coded.names.size(), Outcome::open);
    for (std::size_t k = 0; k < coded.names.size(); ++k) {
        const auto& name = coded.names[k];
        if (same(name, positive))
            of[k] = Outcome::yes, out.positives.push_back(name);
        else if (!says_missing(name))
            others.push_back(k);
    }
    for (const auto k : others) {
        const auto& name = coded.names[k];
        const bool asked =
            std::any_of(negatives.begin(), negatives.end(), [&](const auto& n) { return same(n, name); });
        if (negatives.empty() ? speaks_of_a_loss(name) : asked) losses.push_back(k);
    }
    if (losses.empty() && negatives.empty()) losses = others;
    for (const auto k : losses) of[k] = Outcome::no;
    std::string known;
    for (std::size_t k = 0; k < coded.names.size(); ++k) {
        if (of[k] == Outcome::no)
            out.negatives.push_back(coded.names[k]);
        else if (of[k] == Outcome::open && !says_missing(coded.names[k]))
            out.left_out.push_back(coded.names[k]);
        if (k < 10) known += (known.empty() ? "" : ", ") + quoted(coded.names[k]);
    }
    const auto& name = table.names()[column];
    if (!lenient && out.positives.empty())
        throw Refusal("--positive " + quoted(positive) + " does not occur; there are " + known, table.path(),
                      0, name);
    if (!lenient && out.negatives.empty())
        throw Refusal("no row has another outcome than " + quoted(positive) + "; there are " + known,
                      table.path(), 0, name);
    for (const auto c : coded.code) out.of.push_back(of[c]);
    return out;
}

}  // namespace kamino::analyze
