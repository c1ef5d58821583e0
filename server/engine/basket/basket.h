// Market baskets: frequent item sets and association rules with one item on the right. Pure numbers: items
// are 0 … items-1, baskets are rows of them; no I/O; every function is thread-safe. The answer does not
// depend on the number of threads.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace kamino::basket {

using Item = std::uint32_t;

// Baskets one after the other: basket b holds item[start[b]] … item[start[b + 1]]. An item that stands twice
// in a basket counts once.
struct Baskets {
    std::vector<Item> item;
    std::vector<std::size_t> start{0};
    std::size_t size() const { return start.size() - 1; }
    void add(std::span<const Item> items);
};

// One row a purchase line: (basket, item) pairs in any order, numbered from 0.
Baskets from_lines(std::span<const std::uint32_t> basket, std::span<const Item> item);

struct Options {
    double min_support = 0.1;     // share of the baskets
    double min_confidence = 0.8;  // share of the baskets with the left side that hold the right side too
    int min_items = 1;            // of a rule, both sides together; 1 lets rules with an empty left side in
    int max_items = 10;
    bool drop_redundant = false;
    std::size_t max_sets = 5'000'000;  // more frequent sets than this end the search (Mined::truncated)
    int threads = 1;
};

struct ItemSet {
    std::vector<Item> items;  // ascending
    std::uint32_t count;
};

// The smallest count that reaches the support: ⌈support × baskets⌉, and at least 1, as arules counts.
std::uint32_t min_count(double support, std::size_t baskets);

struct Mined {
    std::vector<ItemSet> sets;  // by size, then by items
    std::uint32_t min_count = 0;
    std::size_t baskets = 0;
    bool truncated = false;  // max_sets was reached; `sets` is then not complete
};

// Every set of at most max_items items in at least ⌈support × baskets⌉ baskets. Eclat: Zaki (2000), Scalable
// Algorithms for Association Mining, IEEE TKDE 12(3), section 4: depth first over equivalence classes of a
// common prefix, support by intersecting lists of baskets. The lists are bit sets over the baskets of the
// first item only, so that rare items stay cheap however many baskets there are.
Mined frequent_sets(const Baskets& baskets, const Options& options);

struct Rule {
    std::vector<Item> lhs;
    Item rhs;
    double support, confidence, lift;
    std::uint32_t count;  // baskets with both sides
};

struct Rules {
    std::vector<Rule> rules;    // by falling lift, then confidence, then count, then items
    std::size_t redundant = 0;  // dropped ones
};

// Agrawal and Srikant (1994), Fast Algorithms for Mining Association Rules, section 1.1: confidence =
// count(X ∪ y) / count(X); lift = confidence / support(y) (Brin et al. 1997). A rule is redundant when a rule
// of the list with the same right side and fewer items on the left has at least its confidence (arules'
// is.redundant; Bayardo, Agrawal and Gunopulos 2000, improvement ≤ 0).
Rules rules(const Mined& mined, const Options& options);

}  // namespace kamino::basket
