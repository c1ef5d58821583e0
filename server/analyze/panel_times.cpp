#include <algorithm>
#include <map>

#include "analyze/panel.h"
#include "analyze/periods.h"
#include "platform/base/date_text.h"
#include "platform/base/text.h"

namespace kamino::analyze {
namespace {

// Rows with a key each -> indices of the different keys in order, and the first text of each.
template <class Key>
void index_by(const Table& table, std::size_t column, const std::vector<Key>& keys, Times& out) {
    std::map<Key, std::size_t> first;
    for (std::size_t row = 0; row < keys.size(); ++row) first.emplace(keys[row], row);
    std::map<Key, std::size_t> place;
    for (const auto& [key, row] : first) {
        place.emplace(key, out.labels.size());
        out.labels.push_back(table.text(row, column));
        if constexpr (std::is_same_v<Key, double>) out.keys.push_back(key);
    }
    for (const auto& key : keys) out.of.push_back(place.at(key));
}

}  // namespace

Times times_of(const Table& table, std::size_t column) {
    Times out;
    try {
        const auto found = periods(table, column);
        out.grain = static_cast<int>(found.grain);
        index_by(table, column, std::vector<double>(found.ordinal.begin(), found.ordinal.end()), out);
        return out;
    } catch (const Refusal&) {  // no periods: numbers or texts
        out = {};
    }
    const auto names = table.codes(column);
    for (std::size_t row = 0; row < table.rows(); ++row)
        if (names.names[names.code[row]].empty())
            table.refuse(row, column, "is empty; every row needs its time");
    if (table.numeric(column)) {
        index_by(table, column, table.required_numbers(column), out);
        return out;
    }
    std::vector<std::string> keys;
    for (const auto c : names.code) keys.push_back(names.names[c]);
    out.by_text = true;
    index_by(table, column, keys, out);
    return out;
}

std::optional<std::size_t> Times::at_or_after(const std::string& text) const {
    for (std::size_t t = 0; t < labels.size(); ++t)
        if (labels[t] == text) return t;
    if (by_text) return std::nullopt;
    const auto first_not_before = [&](double key) {
        return static_cast<std::size_t>(std::lower_bound(keys.begin(), keys.end(), key) - keys.begin());
    };
    if (grain < 0) {
        const auto key = base::to_double(text);
        return key ? std::optional{first_not_before(*key)} : std::nullopt;
    }
    const auto kind = static_cast<Grain>(grain);
    if (const auto period = parse_period(text); period && period->grain == kind)
        return first_not_before(static_cast<double>(period->ordinal));
    const auto date = base::parse_date(text);
    if (!date || kind == Grain::counter) return std::nullopt;
    std::size_t t = 0;  // the first period that begins on that day or later
    while (t < keys.size() && first_day(kind, static_cast<std::int64_t>(keys[t])) < date->days) ++t;
    return t;
}

}  // namespace kamino::analyze
