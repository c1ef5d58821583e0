#include "domain/selection/attention_table.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace kamino::selection {
namespace {

double attention_of(const Attended& a, Measure measure) {
    return measure == Measure::hours      ? a.hours
           : measure == Measure::contacts ? static_cast<double>(a.contacts)
                                          : static_cast<double>(a.cost);
}

template <class Key>
std::vector<AttentionLine> summed(const std::vector<Attended>& accounts, Key key) {
    std::map<std::tuple<bool, std::string, std::string>, AttentionLine> sums;
    for (const auto& a : accounts) {
        const auto [id, name] = key(a);
        auto& line = sums[{id.empty(), name, id}];
        line.sum.id = id;
        line.sum.name = name;
        line.add(a);
    }
    std::vector<AttentionLine> lines;
    for (auto& [order, line] : sums) lines.push_back(std::move(line));
    return lines;
}

// The places by falling size, at most so many.
template <class Size>
std::vector<std::size_t> first_of(std::vector<std::size_t> places, Size size, std::size_t most) {
    std::sort(places.begin(), places.end(),
              [&](std::size_t a, std::size_t b) { return size(a) != size(b) ? size(a) > size(b) : a < b; });
    if (places.size() > most) places.resize(most);
    return places;
}

}  // namespace

void AttentionLine::add(const Attended& a) {
    ++accounts;
    sum.hours += a.hours;
    sum.contacts += a.contacts;
    sum.cost += a.cost;
    sum.revenue += a.revenue;
    sum.potential += a.potential;
}

std::vector<AttentionLine> one_by_one(const std::vector<Attended>& accounts) {
    std::vector<AttentionLine> lines;
    lines.reserve(accounts.size());
    for (const auto& a : accounts) lines.push_back({a, 1});
    return lines;
}

std::vector<AttentionLine> by_class(const std::vector<Attended>& accounts) {
    return summed(accounts, [](const Attended& a) { return std::pair{a.class_, a.class_}; });
}

std::vector<AttentionLine> by_manager(const std::vector<Attended>& accounts) {
    return summed(accounts, [](const Attended& a) { return std::pair{a.owner_id, a.owner_name}; });
}

AttentionTable::AttentionTable(std::vector<AttentionLine> of, Measure measure, ValueBy by)
    : lines(std::move(of)) {
    for (const auto& line : lines) {
        const auto& s = line.sum;
        served.push_back({s.id, s.name, s.owner_id, attention_of(s, measure), static_cast<double>(s.revenue),
                          static_cast<double>(s.potential)});
    }
    balances = balances_of(served, by);
    shift = shift_of(served, balances);
}

std::vector<std::size_t> AttentionTable::worst(bool over, std::size_t most) const {
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < balances.size(); ++i)
        if (over ? balances[i].gap > 0 : balances[i].gap < 0) places.push_back(i);
    return first_of(
        std::move(places), [&](std::size_t i) { return std::abs(balances[i].gap); }, most);
}

std::vector<std::size_t> AttentionTable::largest(std::size_t most) const {
    const auto size = [&](std::size_t i) {
        return std::max(balances[i].attention_share, balances[i].value_share);
    };
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < balances.size(); ++i)
        if (size(i) > 0) places.push_back(i);
    return first_of(std::move(places), size, most);
}

}  // namespace kamino::selection
