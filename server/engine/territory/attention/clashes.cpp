#include <algorithm>
#include <cmath>

#include "engine/territory/attention/attention.h"
#include "engine/territory/attention/dual.h"
#include "platform/base/text.h"

namespace kamino::territory::attention {
namespace {

std::string rounded(double value) {
    return base::number_text(std::round(value * 100) / 100);
}

// The least that the accounts of one person (or all) use of one resource, and the class that needs most of
// it.
struct Least {
    double all = 0;
    std::vector<double> by_group;
};
Least least_of(const Instance& in, std::int32_t person, double Option::*use) {
    Least out{.all = 0, .by_group = std::vector<double>(in.groups.size(), 0)};
    for (const auto& account : in.accounts) {
        if (person != none && account.person != person) continue;
        double least = INFINITY;
        for (std::size_t j = 0; j < account.count; ++j) {
            const auto& o = in.options[account.first + j];
            if (o.allowed) least = std::min(least, o.*use);
        }
        if (least == INFINITY) continue;
        out.all += least;
        if (account.group != none) out.by_group[account.group] += least;
    }
    return out;
}

void compare(const Instance& in, std::int32_t person, double limit, double Option::*use,
             std::vector<std::string>& out) {
    if (!(limit < unlimited)) return;
    const auto least = least_of(in, person, use);
    if (least.all <= limit * (1 + 1e-12)) return;
    const std::string what = use == &Option::hours ? " hours" : " of money";
    std::string text = "the least contacts of the accounts";
    if (person != none) text += " of " + in.people[person].id;
    text += " need " + rounded(least.all) + what + ", " + rounded(limit) + " are there";
    if (limit > 0) text += " (" + rounded(100 * least.all / limit) + " %)";
    const auto most = std::max_element(least.by_group.begin(), least.by_group.end());
    if (most != least.by_group.end() && *most > 0)
        text += "; class " + in.groups[static_cast<std::size_t>(most - least.by_group.begin())].id +
                " alone needs " + rounded(*most);
    out.push_back(std::move(text));
}

}  // namespace

std::vector<std::string> clashes(const Instance& in) {
    std::vector<std::string> out;
    compare(in, none, in.hours, &Option::hours, out);
    compare(in, none, in.money, &Option::money, out);
    for (std::size_t p = 0; p < in.people.size(); ++p) {
        compare(in, static_cast<std::int32_t>(p), in.people[p].hours, &Option::hours, out);
        compare(in, static_cast<std::int32_t>(p), in.people[p].money, &Option::money, out);
    }
    for (const auto& account : in.accounts)
        if (account.least > account.most)
            out.push_back("account " + account.id + " is to have at least " + rounded(account.least) +
                          " and at most " + rounded(account.most) + " contacts");
    return out;
}

}  // namespace kamino::territory::attention
