#include "engine/basket/basket.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <cmath>

#include "engine/parallel/parallel.h"

namespace kamino::basket {

void Baskets::add(std::span<const Item> items) {
    const auto from = static_cast<std::ptrdiff_t>(item.size());
    item.insert(item.end(), items.begin(), items.end());
    std::sort(item.begin() + from, item.end());
    item.erase(std::unique(item.begin() + from, item.end()), item.end());
    start.push_back(item.size());
}

Baskets from_lines(std::span<const std::uint32_t> basket, std::span<const Item> item) {
    std::size_t count = 0;
    for (const auto b : basket) count = std::max<std::size_t>(count, std::size_t{b} + 1);
    std::vector<std::size_t> at(count + 1);
    for (const auto b : basket) ++at[b + 1];
    for (std::size_t b = 0; b < count; ++b) at[b + 1] += at[b];
    auto next = at;
    std::vector<Item> sorted(item.size());
    for (std::size_t i = 0; i < item.size(); ++i) sorted[next[basket[i]]++] = item[i];
    Baskets out;
    for (std::size_t b = 0; b < count; ++b) out.add(std::span{sorted}.subspan(at[b], at[b + 1] - at[b]));
    return out;
}

std::uint32_t min_count(double support, std::size_t baskets) {
    // 0.07 × 100 is a hair above 7 in doubles; that is still 7 baskets.
    const double exact = support * static_cast<double>(baskets);
    return static_cast<std::uint32_t>(std::max(1.0, std::ceil(exact * (1 - 1e-12) - 1e-12)));
}

namespace {

using Word = std::uint64_t;

// An extension of the prefix: its item and the baskets that hold the prefix and the item, as bits.
struct Extension {
    Item rank;
    std::uint32_t count;
    std::vector<Word> bits;
};

// The baskets with items written as ranks: 0 is the rarest frequent item. Rarest first keeps the classes
// small.
struct Ranked {
    std::vector<Item> item_of;             // rank -> item
    std::vector<std::uint32_t> count_of;   // rank -> baskets
    std::vector<Item> rank;                // basket after basket, ascending
    std::vector<std::size_t> start{0};     // basket -> rank
    std::vector<std::uint32_t> holder;     // item after item: the baskets that hold it
    std::vector<std::size_t> holder_from;  // rank -> holder
};

Ranked rank_items(const Baskets& baskets, std::uint32_t least) {
    Item items = 0;
    for (const auto i : baskets.item) items = std::max(items, i + 1);
    std::vector<std::uint32_t> count(items);
    for (const auto i : baskets.item) ++count[i];
    Ranked out;
    for (Item i = 0; i < items; ++i)
        if (count[i] >= least) out.item_of.push_back(i);
    std::stable_sort(out.item_of.begin(), out.item_of.end(),
                     [&](Item a, Item b) { return count[a] < count[b]; });
    constexpr Item rare = ~Item{0};
    std::vector<Item> rank_of(items, rare);
    out.holder_from.push_back(0);
    for (Item r = 0; r < out.item_of.size(); ++r) {
        rank_of[out.item_of[r]] = r;
        out.count_of.push_back(count[out.item_of[r]]);
        out.holder_from.push_back(out.holder_from.back() + out.count_of.back());
    }
    out.holder.resize(out.holder_from.back());
    auto next = out.holder_from;
    for (std::size_t b = 0; b < baskets.size(); ++b) {
        for (auto i = baskets.start[b]; i < baskets.start[b + 1]; ++i)
            if (const auto r = rank_of[baskets.item[i]]; r != rare) out.rank.push_back(r);
        std::sort(out.rank.begin() + static_cast<std::ptrdiff_t>(out.start.back()), out.rank.end());
        for (auto i = out.start.back(); i < out.rank.size(); ++i)
            out.holder[next[out.rank[i]]++] = static_cast<std::uint32_t>(b);
        out.start.push_back(out.rank.size());
    }
    return out;
}

// The search below one first item.
class Search {
  public:
    Search(const Ranked& data, const Options& options, std::uint32_t least, std::atomic<std::size_t>& found)
        : data_(data), options_(options), least_(least), found_(found) {}

    std::vector<ItemSet> below(Item first) {
        const auto from = data_.holder_from[first], to = data_.holder_from[first + 1];
        prefix_ = {first};
        keep(data_.count_of[first]);
        if (options_.max_items > 1) extend(extensions_of_first(first, from, to));
        return std::move(sets_);
    }

  private:
    std::vector<Extension> extensions_of_first(Item first, std::size_t from, std::size_t to) const {
        std::vector<std::uint32_t> count(data_.item_of.size());
        for (auto h = from; h < to; ++h)
            for (auto i = data_.start[data_.holder[h]]; i < data_.start[data_.holder[h] + 1]; ++i)
                ++count[data_.rank[i]];
        std::vector<Extension> out;
        std::vector<std::size_t> place(count.size(), SIZE_MAX);
        const auto words = (to - from + 63) / 64;
        for (Item r = first + 1; r < count.size(); ++r) {
            if (count[r] < least_) continue;
            place[r] = out.size();
            out.push_back({r, count[r], std::vector<Word>(words)});
        }
        if (out.empty()) return out;
        for (auto h = from; h < to; ++h)
            for (auto i = data_.start[data_.holder[h]]; i < data_.start[data_.holder[h] + 1]; ++i)
                if (const auto p = place[data_.rank[i]]; p != SIZE_MAX)
                    out[p].bits[(h - from) / 64] |= Word{1} << ((h - from) % 64);
        return out;
    }

    void extend(const std::vector<Extension>& extensions) {
        for (std::size_t i = 0; i < extensions.size() && found_ <= options_.max_sets; ++i) {
            const auto& base = extensions[i];
            prefix_.push_back(base.rank);
            keep(base.count);
            if (static_cast<int>(prefix_.size()) < options_.max_items) {
                std::vector<Extension> next;
                std::vector<Word> bits(base.bits.size());
                for (std::size_t j = i + 1; j < extensions.size(); ++j) {
                    std::uint32_t count = 0;
                    for (std::size_t w = 0; w < bits.size(); ++w) {
                        bits[w] = base.bits[w] & extensions[j].bits[w];
                        count += static_cast<std::uint32_t>(std::popcount(bits[w]));
                    }
                    if (count >= least_) next.push_back({extensions[j].rank, count, bits});
                }
                if (!next.empty()) extend(next);
            }
            prefix_.pop_back();
        }
    }

    void keep(std::uint32_t count) {
        ItemSet set{.items = {}, .count = count};
        for (const auto r : prefix_) set.items.push_back(data_.item_of[r]);
        std::sort(set.items.begin(), set.items.end());
        sets_.push_back(std::move(set));
        ++found_;
    }

    const Ranked& data_;
    const Options& options_;
    std::uint32_t least_;
    std::atomic<std::size_t>& found_;
    std::vector<Item> prefix_;
    std::vector<ItemSet> sets_;
};

}  // namespace

Mined frequent_sets(const Baskets& baskets, const Options& options) {
    Mined out{
        .sets = {}, .min_count = min_count(options.min_support, baskets.size()), .baskets = baskets.size()};
    if (options.max_items < 1) return out;
    const auto data = rank_items(baskets, out.min_count);
    std::vector<std::vector<ItemSet>> found(data.item_of.size());
    std::atomic<std::size_t> count{0};
    parallel::for_parts(
        found.size(), static_cast<unsigned>(std::max(1, options.threads)), [&](std::size_t first) {
            if (count <= options.max_sets)
                found[first] = Search{data, options, out.min_count, count}.below(static_cast<Item>(first));
        });
    out.truncated = count > options.max_sets;
    for (auto& part : found) std::move(part.begin(), part.end(), std::back_inserter(out.sets));
    std::sort(out.sets.begin(), out.sets.end(), [](const ItemSet& a, const ItemSet& b) {
        return a.items.size() != b.items.size() ? a.items.size() < b.items.size() : a.items < b.items;
    });
    return out;
}

}  // namespace kamino::basket
