#include "engine/territory/attention/model.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace kamino::territory::attention {
namespace {

// Options that another one beats in nothing spent more and nothing earned less, and those that alone break a
// limit, are left out; where all do, the one that spends least stays.
void useful(const Instance& in, const Account& account, std::vector<std::uint32_t>& out) {
    out.clear();
    const auto of = [&](std::uint32_t j) -> const Option& { return in.options[account.first + j]; };
    double hours = in.hours, money = in.money;
    if (account.person != none) {
        hours = std::min(hours, in.people[account.person].hours);
        money = std::min(money, in.people[account.person].money);
    }
    for (std::uint32_t j = 0; j < account.count; ++j)
        if (of(j).allowed && (of(j).hours <= hours || hours == 0) && (of(j).money <= money || money == 0))
            out.push_back(
                j);  // nothing there at all: kept, so that the price says what the first hour brings
    if (out.empty()) {
        std::uint32_t least = 0;
        for (std::uint32_t j = 1; j < account.count; ++j)
            if (std::tuple(!of(j).allowed, of(j).hours, of(j).money) <
                std::tuple(!of(least).allowed, of(least).hours, of(least).money))
                least = j;
        out.push_back(least);
        return;
    }
    // By what they earn, the cheap ones first among equals: only earlier ones can beat.
    std::sort(out.begin(), out.end(), [&](std::uint32_t a, std::uint32_t b) {
        return std::tuple(-of(a).gain, of(a).hours, of(a).money, a) <
               std::tuple(-of(b).gain, of(b).hours, of(b).money, b);
    });
    std::size_t kept = 0;
    for (const auto j : out) {
        const bool beaten =
            std::any_of(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(kept),
                        [&](auto k) { return of(k).hours <= of(j).hours && of(k).money <= of(j).money; });
        if (!beaten) out[kept++] = j;
    }
    out.resize(kept);
}

}  // namespace

Model::Model(const Instance& in) {
    const std::size_t n = in.accounts.size();
    limit.assign(2 + 2 * in.people.size(), unlimited);
    limit[0] = in.hours, limit[1] = in.money;
    for (std::size_t p = 0; p < in.people.size(); ++p)
        limit[2 + 2 * p] = in.people[p].hours, limit[3 + 2 * p] = in.people[p].money;
    // By person, then by content: shuffled accounts come out the same.
    std::vector<double> key(n);
    for (std::size_t i = 0; i < n; ++i) {
        const auto& a = in.accounts[i];
        for (std::size_t j = 0; j < a.count; ++j) {
            const auto& o = in.options[a.first + j];
            key[i] += o.gain + 0.37 * o.hours + 0.11 * o.money;
        }
    }
    account.resize(n);
    std::iota(account.begin(), account.end(), 0U);
    std::stable_sort(account.begin(), account.end(), [&](std::uint32_t a, std::uint32_t b) {
        return std::pair(in.accounts[a].person, key[a]) < std::pair(in.accounts[b].person, key[b]);
    });
    position.resize(n);
    person.reserve(n), first.reserve(n + 1);
    gain.reserve(in.options.size()), hours.reserve(in.options.size());
    money.reserve(in.options.size()), option.reserve(in.options.size());
    begins.assign(in.people.size() + 2, 0);
    std::vector<std::uint32_t> keep;
    for (std::size_t at = 0; at < n; ++at) {
        const auto& a = in.accounts[account[at]];
        position[account[at]] = static_cast<std::uint32_t>(at);
        person.push_back(a.person);
        ++begins[static_cast<std::size_t>(a.person + 2)];
        first.push_back(static_cast<std::uint32_t>(gain.size()));
        useful(in, a, keep);
        for (const auto j : keep) {
            const auto& o = in.options[a.first + j];
            gain.push_back(o.gain), hours.push_back(o.hours), money.push_back(o.money), option.push_back(j);
        }
    }
    first.push_back(static_cast<std::uint32_t>(gain.size()));
    std::partial_sum(begins.begin(), begins.end(), begins.begin());
}

}  // namespace kamino::territory::attention
