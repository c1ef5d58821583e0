// Who buys alike, which products go to the same accounts, and what an account's peers buy and it does not.
// Pure numbers: accounts and products are 0 …; no I/O; every function is thread-safe and deterministic.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace kamino::similar {

struct Cell {
    std::uint32_t id;  // the product, or the account
    double amount;
};

// Accounts × products, both ways round; only cells whose amount is above zero, ids ascending.
struct Purchases {
    std::vector<std::vector<Cell>> of_account, of_product;
    std::size_t accounts() const { return of_account.size(); }
    std::size_t products() const { return of_product.size(); }
};
// One row a purchase line; amounts of the same account and product are added up (returns are negative).
// Without amounts every bought product counts 1.
Purchases from_lines(std::span<const std::uint32_t> account, std::span<const std::uint32_t> product,
                     std::span<const double> amount);

struct Options {
    double shrinkage = 5;         // λ: so many shared products (accounts) halve a similarity
    std::size_t neighbours = 30;  // peers that an account is compared with
    double prior = 3;             // κ: the base rate counts as much as so many peers
    std::uint32_t min_peers = 2;  // who buy a product, for it to be suggested
};

struct Neighbour {
    std::uint32_t id;
    double similarity;     // 0 … 1
    std::uint32_t shared;  // products (or accounts) in common
};

// Cosine of what both buy, products weighted by inverse frequency w = ln((N + 1) / n) (Breese, Heckerman and
// Kadie 1998, section 2.1), times shared / (shared + λ) (Bell and Koren 2007, section 2.1). By falling
// similarity, then id.
std::vector<Neighbour> like_account(const Purchases& purchases, std::uint32_t account, std::size_t count,
                                    const Options& options);
// Cosine n_ij / √(n_i n_j) of who buys both (Deshpande and Karypis 2004, section 4.2), shrunken the same way.
std::vector<Neighbour> like_product(const Purchases& purchases, std::uint32_t product, std::size_t count,
                                    const Options& options);

struct Suggestion {
    std::uint32_t account, product;
    std::uint32_t peers = 0, of = 0;   // so many of so many peers buy it
    double probability = 0, base = 0;  // with the peers' weight; share of all accounts that buy it
    double value = 0, expected = 0;    // amount if bought; probability × value
};

// What peers buy and the account does not, by falling expected value, then product.
// probability = (Σ s_v [v buys] + κ s̄ base) / (Σ s_v + κ s̄), over the nearest peers v with similarity s_v;
// value = (n × median of the peers' amounts + κ × median of all buyers' amounts) / (n + κ).
std::vector<Suggestion> suggest(const Purchases& purchases, std::uint32_t account, const Options& options);

// Products of the account that go with the suggested one, at most `count`.
std::vector<Neighbour> because(const Purchases& purchases, const Suggestion& suggestion, std::size_t count,
                               const Options& options);

// Each tested account hides one of its products (by the seed). How often is it among the `top` most probable
// suggestions, and how often among the `top` most bought products that it does not have?
struct Backtest {
    std::size_t accounts = 0, top = 0;
    double hit_rate = 0, popular_hit_rate = 0;
    double difference_error = 0;  // standard error of the difference of the two, paired
};
Backtest backtest(const Purchases& purchases, const Options& options, std::size_t top, std::size_t accounts,
                  std::uint64_t seed);

}  // namespace kamino::similar
