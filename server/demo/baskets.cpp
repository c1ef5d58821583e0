// What each account buys: lines by its industry's mix and its size, products within the lines, and for many
// accounts a line that is taken up later.
#include <algorithm>
#include <cmath>
#include <set>

#include "demo/company.h"
#include "demo/sales.h"

namespace kamino::demo {

namespace {

// Earlier families of a line are the better known ones.
double popularity(int family) {
    const auto all = families();
    int rank = 0;
    for (int f = family;
         f > 0 && all[static_cast<std::size_t>(f - 1)].line == all[static_cast<std::size_t>(family)].line;
         --f)
        ++rank;
    return std::pow(1.0 + rank, -0.7);
}

std::vector<int> draw_families(Random& random, const Account& a, int line) {
    std::vector<double> weights;
    for (int f = 0; f < static_cast<int>(families().size()); ++f)
        weights.push_back(families()[static_cast<std::size_t>(f)].line == line ? popularity(f) : 0);
    const int wanted = std::min(2 + random.poisson(1.2 + 0.7 * std::max(0.0, a.size)), 6);
    std::vector<int> result;
    for (int i = 0; i < wanted; ++i) {
        const int f = random.weighted(weights);
        weights[static_cast<std::size_t>(f)] = 0;
        result.push_back(f);
    }
    return result;
}

void add_item(Random& random, Account& a, int family, Date from) {
    const auto& f = families()[static_cast<std::size_t>(family)];
    const auto& line = lines()[static_cast<std::size_t>(f.line)];
    const double worth = line_worth(a) * line.line_value * random.factor(0.35) * (f.equipment ? 2.0 : 1.0);
    const double price = f.price * a.price_level();
    const bool large = worth > 1.5 * price * f.larger;
    const double weight =
        line.frequency * popularity(family) * random.factor(0.4) * (f.equipment ? 0.3 : 1.0);
    a.items.push_back(
        {family * 2 + (large ? 1 : 0), from, weight, worth / (price * (large ? f.larger : 1.0))});
}

void fill(Random& random, const Company& company, Account& a) {
    const auto& industry = industries()[static_cast<std::size_t>(a.industry)];
    std::set<int> chosen, active;
    for (int line = 0; line < line_count; ++line) {
        const double chance =
            std::clamp(industry.mix[static_cast<std::size_t>(line)] * 0.85 + 0.07 * a.size, 0.0, 0.97);
        if (!random.chance(chance)) continue;
        active.insert(line);
        const bool later = active.size() > 1 && random.chance(0.10);
        const Date from = later
                              ? random_day(random, company.start.plus_days(150), company.end.plus_days(-120))
                              : company.start;
        for (int family : draw_families(random, a, line))
            if (chosen.insert(family).second) add_item(random, a, family, from);
    }
    if (chosen.empty()) {
        chosen.insert(0);
        add_item(random, a, 0, company.start);
    }
    for (const auto& pair : affinities()) {
        const int first = family_index(pair.first), second = family_index(pair.second);
        const bool at_home = active.contains(families()[static_cast<std::size_t>(second)].line);
        if (chosen.contains(first) && random.chance(at_home ? 0.85 : 0.3) && chosen.insert(second).second)
            add_item(random, a, second, company.start);
    }
}

}  // namespace

void make_baskets(Company& company) {
    Random random(company.options.seed, "baskets");
    for (auto& a : company.accounts)
        if (a.course != Course::prospect && a.course != Course::former) fill(random, company, a);
}

}  // namespace kamino::demo
