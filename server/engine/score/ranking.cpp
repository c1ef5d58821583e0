#include "engine/score/ranking.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <numeric>

namespace kamino::score {
namespace {

// A number whose unsigned order is the falling order of the scores (IEEE 754: flip the sign bit of positive
// ones, all bits of negative ones; then upside down).
std::uint64_t falling_key(double score) {
    const auto bits = std::bit_cast<std::uint64_t>(score + 0.0);  // -0 counts as 0
    const std::uint64_t rising = bits >> 63 ? ~bits : bits | (std::uint64_t{1} << 63);
    return ~rising;
}

struct Keyed {
    std::uint64_t key;
    std::uint32_t subject;
};

// Least digit first in six passes of 11 bits; passes in which all agree are skipped.
void radix_sort(std::vector<Keyed>& items) {
    constexpr int bits = 11, passes = 6;
    constexpr std::size_t buckets = std::size_t{1} << bits;
    std::vector<std::uint32_t> counts(buckets * passes, 0);
    for (const auto& item : items)
        for (int p = 0; p < passes; ++p)
            ++counts[std::size_t(p) * buckets + (item.key >> (p * bits) & (buckets - 1))];
    std::vector<Keyed> other(items.size());
    for (int p = 0; p < passes; ++p) {
        auto* count = &counts[std::size_t(p) * buckets];
        if (!items.empty() && count[items[0].key >> (p * bits) & (buckets - 1)] == items.size()) continue;
        std::uint32_t at = 0;
        for (std::size_t b = 0; b < buckets; ++b) at += std::exchange(count[b], at);
        for (const auto& item : items) other[count[item.key >> (p * bits) & (buckets - 1)]++] = item;
        items.swap(other);
    }
}

double pairs(double n) {
    return n * (n - 1) / 2;
}

// Sum of pairs within runs of equal neighbours.
template <class Same>
double tied_pairs(std::size_t n, Same same) {
    double sum = 0;
    for (std::size_t from = 0; from < n;) {
        std::size_t to = from + 1;
        while (to < n && same(from, to)) ++to;
        sum += pairs(static_cast<double>(to - from));
        from = to;
    }
    return sum;
}

// Sorts the values and counts how many pairs stood the wrong way round.
double exchanges(std::vector<double>& values, std::vector<double>& spare, std::size_t from, std::size_t to) {
    if (to - from < 2) return 0;
    const std::size_t middle = from + (to - from) / 2;
    double count = exchanges(values, spare, from, middle) + exchanges(values, spare, middle, to);
    std::size_t left = from, right = middle;
    for (std::size_t at = from; at < to; ++at) {
        if (right == to || (left < middle && values[left] <= values[right])) {
            spare[at] = values[left++];
        } else {
            count += static_cast<double>(middle - left);
            spare[at] = values[right++];
        }
    }
    std::copy(spare.begin() + static_cast<std::ptrdiff_t>(from),
              spare.begin() + static_cast<std::ptrdiff_t>(to),
              values.begin() + static_cast<std::ptrdiff_t>(from));
    return count;
}

}  // namespace

std::vector<std::uint32_t> order_of(std::span<const double> scores) {
    std::vector<Keyed> items(scores.size());
    for (std::size_t i = 0; i < scores.size(); ++i)
        items[i] = {falling_key(scores[i]), static_cast<std::uint32_t>(i)};
    radix_sort(items);
    std::vector<std::uint32_t> order(items.size());
    for (std::size_t i = 0; i < items.size(); ++i) order[i] = items[i].subject;
    return order;
}

std::vector<std::uint32_t> ranks_of(std::span<const double> scores, std::span<const std::uint32_t> order) {
    std::vector<std::uint32_t> ranks(scores.size());
    std::uint32_t rank = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (i == 0 || scores[order[i]] != scores[order[i - 1]]) rank = static_cast<std::uint32_t>(i + 1);
        ranks[order[i]] = rank;
    }
    return ranks;
}

double kendall_tau(std::span<const double> a, std::span<const double> b) {
    const std::size_t n = a.size();
    std::vector<std::uint32_t> by(n);
    std::iota(by.begin(), by.end(), 0U);
    std::sort(by.begin(), by.end(), [&](auto x, auto y) { return a[x] != a[y] ? a[x] < a[y] : b[x] < b[y]; });
    const double tied_a = tied_pairs(n, [&](auto x, auto y) { return a[by[x]] == a[by[y]]; });
    const double tied_both =
        tied_pairs(n, [&](auto x, auto y) { return a[by[x]] == a[by[y]] && b[by[x]] == b[by[y]]; });
    std::vector<double> values(n), spare(n);
    for (std::size_t i = 0; i < n; ++i) values[i] = b[by[i]];
    const double discordant = exchanges(values, spare, 0, n);
    const double tied_b = tied_pairs(n, [&](auto x, auto y) { return values[x] == values[y]; });
    const double all = pairs(static_cast<double>(n));
    const double root = std::sqrt((all - tied_a) * (all - tied_b));
    if (!(root > 0)) return std::numeric_limits<double>::quiet_NaN();
    return (all - tied_a - tied_b + tied_both - 2 * discordant) / root;
}

double Draws::next() {
    state_ += 0x9e3779b97f4a7c15ULL;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    z ^= z >> 31;
    return static_cast<double>(z >> 11) * 0x1.0p-53;
}

}  // namespace kamino::score
