#include "domain/selection/attention.h"

#include <algorithm>
#include <cmath>

namespace kamino::selection {
namespace {

constexpr double worth_mending = 0.01;  // of all attention
constexpr double closed_enough = 0.05;  // of the gap: nobody moves the last minutes

double share(double part, double all) {
    return all > 0 ? std::max(part, 0.0) / all : 0;
}

}  // namespace

std::vector<Balance> balances_of(const std::vector<Served>& served, ValueBy by) {
    double attention = 0, revenue = 0, potential = 0;
    for (const auto& s : served) {
        attention += std::max(s.attention, 0.0);
        revenue += std::max(s.revenue, 0.0);
        potential += std::max(s.potential, 0.0);
    }
    std::vector<Balance> balances;
    balances.reserve(served.size());
    for (const auto& s : served) {
        Balance b;
        b.attention_share = share(s.attention, attention);
        if (revenue > 0) b.revenue_share = share(s.revenue, revenue);
        if (potential > 0) b.potential_share = share(s.potential, potential);
        if (by == ValueBy::both && b.revenue_share && b.potential_share)
            b.value_share = (*b.revenue_share + *b.potential_share) / 2;
        else if (by == ValueBy::potential)
            b.value_share = b.potential_share.value_or(0);
        else if (by == ValueBy::revenue)
            b.value_share = b.revenue_share.value_or(0);
        else
            b.value_share = b.revenue_share.value_or(b.potential_share.value_or(0));
        if (b.value_share > 0) b.index = b.attention_share / b.value_share;
        b.gap = attention * (b.attention_share - b.value_share);
        balances.push_back(b);
    }
    return balances;
}

std::optional<Shift> shift_of(const std::vector<Served>& served, const std::vector<Balance>& balances) {
    if (served.empty()) return std::nullopt;
    double attention = 0;
    for (const auto& s : served) attention += std::max(s.attention, 0.0);
    Shift shift;
    for (std::size_t i = 1; i < balances.size(); ++i)
        if (std::abs(balances[i].gap) > std::abs(balances[shift.worst].gap)) shift.worst = i;
    const double gap = balances[shift.worst].gap;
    if (!(std::abs(gap) >= attention * worth_mending) || attention <= 0) return std::nullopt;
    shift.to_worst = gap < 0;
    const auto& manager = served[shift.worst].manager_id;
    const auto of_manager = [&](std::size_t i) {
        return !manager.empty() && served[i].manager_id == manager;
    };
    std::vector<std::size_t> partners;
    for (std::size_t i = 0; i < balances.size(); ++i)
        if (i != shift.worst && (balances[i].gap > 0) == shift.to_worst && balances[i].gap != 0)
            partners.push_back(i);
    std::sort(partners.begin(), partners.end(), [&](std::size_t a, std::size_t b) {
        if (of_manager(a) != of_manager(b)) return of_manager(a);
        const double one = std::abs(balances[a].gap), other = std::abs(balances[b].gap);
        return one != other ? one > other : a < b;
    });
    for (const auto i : partners) {
        const double open = std::abs(gap) - shift.amount;
        if (open <= std::abs(gap) * closed_enough || shift.with.size() == partners_at_most) break;
        const double amount = std::min(open, std::abs(balances[i].gap));
        shift.with.push_back({i, amount, of_manager(i)});
        shift.amount += amount;
    }
    if (shift.with.empty()) return std::nullopt;
    const auto& worst = balances[shift.worst];
    if (worst.value_share > 0)
        shift.index_after = (worst.attention_share + (shift.to_worst ? 1 : -1) * shift.amount / attention) /
                            worst.value_share;
    return shift;
}

std::vector<std::string> lacks_of(const Evidence& e, bool by_hours) {
    std::vector<std::string> lacks;
    if (e.contacts < contacts_needed) lacks.emplace_back("selection.few_contacts");
    if (e.accounts_met < accounts_needed) lacks.emplace_back("selection.few_accounts_met");
    if (by_hours && e.contacts > 0 && e.without_minutes * 2 > e.contacts)
        lacks.emplace_back("selection.few_minutes");
    if (!(e.value > 0)) lacks.emplace_back("selection.no_value");
    return lacks;
}

}  // namespace kamino::selection
