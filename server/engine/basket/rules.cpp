#include <algorithm>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "engine/basket/basket.h"

namespace kamino::basket {
namespace {

// Sets as keys: their items as characters of a text of 32-bit characters, which the library can hash.
std::u32string key_of(std::span<const Item> items) {
    return {items.begin(), items.end()};
}

std::vector<Item> without(const std::vector<Item>& items, std::size_t place) {
    auto out = items;
    out.erase(out.begin() + static_cast<std::ptrdiff_t>(place));
    return out;
}

using Counts = std::unordered_map<std::u32string, std::uint32_t>;

// Right side first, then the left side: names a rule.
std::u32string rule_key(Item rhs, std::span<const Item> lhs) {
    std::u32string key{static_cast<char32_t>(rhs)};
    key.append(lhs.begin(), lhs.end());
    return key;
}

// Does a rule of the list with a true part of the left side have at least the confidence?
bool redundant(const Rule& rule, const std::unordered_map<std::u32string, double>& confidence) {
    const auto n = rule.lhs.size();
    std::vector<Item> part;
    for (std::uint32_t chosen = 0; chosen + 1 < (1u << n); ++chosen) {
        part.clear();
        for (std::size_t i = 0; i < n; ++i)
            if (chosen >> i & 1u) part.push_back(rule.lhs[i]);
        const auto found = confidence.find(rule_key(rule.rhs, part));
        if (found != confidence.end() && found->second >= rule.confidence) return true;
    }
    return false;
}

bool before(const Rule& a, const Rule& b) {
    return std::tie(b.lift, b.confidence, b.count, a.lhs, a.rhs) <
           std::tie(a.lift, a.confidence, a.count, b.lhs, b.rhs);
}

}  // namespace

Rules rules(const Mined& mined, const Options& options) {
    Rules out;
    Counts counts;
    counts.reserve(mined.sets.size());
    for (const auto& set : mined.sets) counts.emplace(key_of(set.items), set.count);
    const auto total = static_cast<double>(mined.baskets);
    for (const auto& set : mined.sets) {
        if (static_cast<int>(set.items.size()) < options.min_items) continue;
        if (static_cast<int>(set.items.size()) > options.max_items) continue;
        for (std::size_t i = 0; i < set.items.size(); ++i) {
            auto lhs = without(set.items, i);
            double base = total;  // of the empty left side
            if (!lhs.empty()) {
                const auto found = counts.find(key_of(lhs));
                if (found == counts.end()) continue;  // only when the search was cut short
                base = found->second;
            }
            const double confidence = set.count / base;
            if (confidence < options.min_confidence) continue;
            const auto single = counts.find(std::u32string{static_cast<char32_t>(set.items[i])});
            if (single == counts.end()) continue;
            out.rules.push_back({.lhs = std::move(lhs),
                                 .rhs = set.items[i],
                                 .support = set.count / total,
                                 .confidence = confidence,
                                 .lift = confidence * total / single->second,
                                 .count = set.count});
        }
    }
    if (options.drop_redundant) {
        std::unordered_map<std::u32string, double> confidence;
        for (const auto& rule : out.rules) confidence.emplace(rule_key(rule.rhs, rule.lhs), rule.confidence);
        out.redundant =
            std::erase_if(out.rules, [&](const Rule& rule) { return redundant(rule, confidence); });
    }
    std::sort(out.rules.begin(), out.rules.end(), before);
    return out;
}

}  // namespace kamino::basket
