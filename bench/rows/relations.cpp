// Market baskets against a plain level-by-level miner; simulated programmes, all 1,000 runs: intervals that
// hold the truth and effects that are announced where there is none.
#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>

#include "engine/basket/basket.h"
#include "engine/impact/simulate.h"
#include "engine/propensity/propensity.h"
#include "row.h"

namespace {

using namespace kamino;
using bench::Measured;

basket::Baskets groceries() {
    std::ifstream in{bench::shared_file("groceries/groceries.csv")};
    if (!in) throw std::runtime_error("groceries.csv is not there");
    std::map<std::string, basket::Item> code;
    basket::Baskets out;
    for (std::string line; std::getline(in, line);) {
        std::vector<basket::Item> items;
        std::istringstream cells{line};
        for (std::string item; std::getline(cells, item, ',');)
            items.push_back(code.emplace(item, static_cast<basket::Item>(code.size())).first->second);
        out.add(items);
    }
    return out;
}

// Apriori as it is printed (Agrawal and Srikant 1994, figure 1): candidates of k + 1 items from frequent sets
// of k with a common prefix, each counted in every basket that holds its first item.
std::size_t plain(const basket::Baskets& baskets, std::uint32_t least) {
    using Set = std::vector<basket::Item>;
    std::map<Set, std::uint32_t> level;
    std::map<basket::Item, std::vector<std::size_t>> holders;
    for (std::size_t b = 0; b < baskets.size(); ++b)
        for (auto i = baskets.start[b]; i < baskets.start[b + 1]; ++i)
            ++level[{baskets.item[i]}], holders[baskets.item[i]].push_back(b);
    std::size_t found = 0;
    while (true) {
        std::erase_if(level, [&](const auto& set) { return set.second < least; });
        if (level.empty()) return found;
        found += level.size();
        std::map<Set, std::uint32_t> next;
        for (auto a = level.begin(); a != level.end(); ++a)
            for (auto b = std::next(a);
                 b != level.end() && std::equal(a->first.begin(), a->first.end() - 1, b->first.begin());
                 ++b) {
                auto set = a->first;
                set.push_back(b->first.back());
                std::uint32_t count = 0;
                for (const auto row : holders[set.front()])
                    count += std::includes(
                        baskets.item.begin() + static_cast<std::ptrdiff_t>(baskets.start[row]),
                        baskets.item.begin() + static_cast<std::ptrdiff_t>(baskets.start[row + 1]),
                        set.begin(), set.end());
                next.emplace(std::move(set), count);
            }
        level = std::move(next);
    }
}

Measured rules() {
    const auto baskets = groceries();
    const basket::Options options{.min_support = 0.001, .min_confidence = 0.5, .threads = 1};
    std::size_t count = 0;
    Measured out{.limit = 0.1};
    out.seconds = bench::least(
        5, [&] { count = basket::rules(basket::frequent_sets(baskets, options), options).rules.size(); });
    if (count != 5668) throw std::runtime_error(std::to_string(count) + " rules instead of 5,668");
    std::size_t sets = 0;
    out.reference = bench::least(1, [&] { sets = plain(baskets, 10); });
    if (sets != 13'492) throw std::runtime_error("the plain version finds " + std::to_string(sets) + " sets");
    out.note = "5,668 rules of 13,492 sets";
    return out;
}

// Both figures of 1,000 runs must hold; the limit of the time is a minute.
template <impact::Method method, bool staggered>
Measured programme() {
    impact::Record with, without;
    Measured out{.limit = 60};
    out.seconds = bench::least(1, [&] {
        with = impact::repeat({.staggered = staggered, .effect = 1}, method, 1000);
        without = impact::repeat({.staggered = staggered}, method, 1000);
    });
    char note[200];
    std::snprintf(note, sizeof note,
                  "intervals hold the truth in %.1f %% (93 to 97), effects announced without one %.1f %% (at "
                  "most 6.4: 5 and two standard errors)",
                  100 * with.coverage(), 100 * without.announced_share());
    out.note = note;
    if (with.coverage() < 0.93 || with.coverage() > 0.97 || without.announced_share() > 0.064)
        throw std::runtime_error(note);
    return out;
}

// 20,000 cases, six columns, a signal in two of them.
Measured propensity_of(propensity::Choice choice, double limit) {
    propensity::Cases cases;
    cases.frame.rows = 20'000;
    std::uint64_t state = 1;
    const auto any = [&] {
        return static_cast<double>((state = state * 6364136223846793005ULL + 1442695040888963407ULL) >> 33) /
               2147483648.0;
    };
    for (int c = 0; c < 6; ++c) {
        propensity::Column column{.name = "column " + std::to_string(c)};
        for (std::size_t i = 0; i < cases.frame.rows; ++i) column.number.push_back(any());
        cases.frame.columns.push_back(std::move(column));
    }
    for (std::size_t i = 0; i < cases.frame.rows; ++i)
        cases.outcome.push_back(any() < propensity::sigmoid(2 * cases.frame.columns[0].number[i] -
                                                            cases.frame.columns[1].number[i] - 0.5));
    Measured out{.limit = limit};
    double auc = 0;
    out.seconds =
        bench::least(1, [&] { auc = propensity::learn(cases, {.choice = choice}).quality.auc.value; });
    out.note = "tuned in five folds, AUC " + std::to_string(auc).substr(0, 5);
    return out;
}

const bench::Group group{
    "relations",
    {{"Groceries rules at 0.001 / 0.5", rules},
     {"1,000 programmes by two-way fixed effects", programme<impact::Method::did, false>},
     {"1,000 programmes with staggered entries", programme<impact::Method::staggered, true>},
     {"propensity of 20,000 cases, logistic", [] { return propensity_of(propensity::Choice::logistic, 5); }},
     {"propensity of 20,000 cases, trees", [] { return propensity_of(propensity::Choice::trees, 30); }}}};

}  // namespace
