#include "engine/similar/similar.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>

namespace kamino::similar {
namespace {

constexpr std::uint32_t nobody = std::numeric_limits<std::uint32_t>::max();

bool nearer(const Neighbour& a, const Neighbour& b) {
    return a.similarity != b.similarity ? a.similarity > b.similarity : a.id < b.id;
}

void keep_nearest(std::vector<Neighbour>& all, std::size_t count) {
    const auto keep = static_cast<std::ptrdiff_t>(std::min(count, all.size()));
    std::partial_sort(all.begin(), all.begin() + keep, all.end(), nearer);
    all.resize(static_cast<std::size_t>(keep));
}

double median(std::vector<double> values) {
    if (values.empty()) return 0;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    if (values.size() % 2) return *middle;
    return (*middle + *std::max_element(values.begin(), middle)) / 2;
}

bool buys(const std::vector<Cell>& products, std::uint32_t product) {
    const auto at = std::lower_bound(products.begin(), products.end(), product,
                                     [](const Cell& c, std::uint32_t id) { return c.id < id; });
    return at != products.end() && at->id == product;
}

// Peers and probabilities of one account, as if it did not have `hidden`.
class View {
  public:
    View(const Purchases& purchases, const Options& options, std::uint32_t account,
         std::uint32_t hidden = nobody)
        : purchases_(purchases), options_(options), account_(account) {
        for (const auto& cell : purchases.of_account[account])
            if (cell.id != hidden) held_.push_back(cell);
        hidden_ = hidden;
    }

    std::size_t buyers(std::uint32_t product) const {
        return purchases_.of_product[product].size() - (product == hidden_);
    }
    double weight(std::uint32_t product) const {
        return std::log(static_cast<double>(purchases_.accounts() + 1) /
                        static_cast<double>(std::max<std::size_t>(buyers(product), 1)));
    }
    double base(std::uint32_t product) const {
        return static_cast<double>(buyers(product)) / static_cast<double>(purchases_.accounts());
    }
    const std::vector<Cell>& held() const { return held_; }

    std::vector<Neighbour> peers(std::size_t count) const {
        std::vector<double> common(purchases_.accounts());
        std::vector<std::uint32_t> shared(purchases_.accounts());
        std::vector<std::uint32_t> seen;
        double own = 0;
        for (const auto& cell : held_) {
            const double w = std::pow(weight(cell.id), 2);
            own += w;
            for (const auto& other : purchases_.of_product[cell.id]) {
                if (other.id == account_) continue;
                if (!shared[other.id]++) seen.push_back(other.id);
                common[other.id] += w;
            }
        }
        std::vector<Neighbour> out;
        for (const auto v : seen) {
            double theirs = 0;
            for (const auto& cell : purchases_.of_account[v]) theirs += std::pow(weight(cell.id), 2);
            const double n = shared[v];
            const double s = common[v] / std::sqrt(own * theirs) * n / (n + options_.shrinkage);
            if (s > 0) out.push_back({v, s, shared[v]});
        }
        keep_nearest(out, count);
        return out;
    }

    // Of everything that a peer buys and the account does not; the amount is not filled.
    std::vector<Suggestion> probabilities(const std::vector<Neighbour>& peers) const {
        std::vector<double> sum(purchases_.products());
        std::vector<std::uint32_t> count(purchases_.products());
        std::vector<std::uint32_t> seen;
        double all = 0;
        for (const auto& peer : peers) {
            all += peer.similarity;
            for (const auto& cell : purchases_.of_account[peer.id]) {
                if (!count[cell.id]++) seen.push_back(cell.id);
                sum[cell.id] += peer.similarity;
            }
        }
        const double prior = peers.empty() ? 0 : options_.prior * all / static_cast<double>(peers.size());
        std::sort(seen.begin(), seen.end());
        std::vector<Suggestion> out;
        for (const auto j : seen) {
            if (buys(held_, j)) continue;
            Suggestion s{.account = account_, .product = j};
            s.peers = count[j];
            s.of = static_cast<std::uint32_t>(peers.size());
            s.base = base(j);
            s.probability = (sum[j] + prior * s.base) / (all + prior);
            out.push_back(std::move(s));
        }
        return out;
    }

  private:
    const Purchases& purchases_;
    const Options& options_;
    std::uint32_t account_, hidden_ = nobody;
    std::vector<Cell> held_;
};

double value_of(const Purchases& purchases, const std::vector<bool>& peer, std::uint32_t product,
                const Options& options) {
    std::vector<double> all, theirs;
    for (const auto& cell : purchases.of_product[product]) {
        all.push_back(cell.amount);
        if (peer[cell.id]) theirs.push_back(cell.amount);
    }
    const double n = static_cast<double>(theirs.size());
    if (n + options.prior <= 0) return median(all);
    return (n * median(theirs) + options.prior * median(all)) / (n + options.prior);
}

// Place of the product among the candidates by falling score, 0 = first; ties by id.
template <class Score>
std::size_t place_of(std::uint32_t product, const std::vector<std::uint32_t>& candidates,
                     const Score& score) {
    const double own = score(product);
    std::size_t better = 0;
    for (const auto j : candidates) better += score(j) > own || (score(j) == own && j < product);
    return better;
}

}  // namespace

Purchases from_lines(std::span<const std::uint32_t> account, std::span<const std::uint32_t> product,
                     std::span<const double> amount) {
    Purchases out;
    std::vector<std::size_t> order(account.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return account[a] != account[b] ? account[a] < account[b] : product[a] < product[b];
    });
    for (const auto a : account)
        out.of_account.resize(std::max<std::size_t>(out.of_account.size(), std::size_t{a} + 1));
    for (const auto p : product)
        out.of_product.resize(std::max<std::size_t>(out.of_product.size(), std::size_t{p} + 1));
    for (std::size_t k = 0; k < order.size();) {
        const auto a = account[order[k]], p = product[order[k]];
        double sum = 0;
        for (; k < order.size() && account[order[k]] == a && product[order[k]] == p; ++k)
            sum += amount.empty() ? 1 : amount[order[k]];
        if (!(sum > 0)) continue;
        const double value = amount.empty() ? 1 : sum;
        out.of_account[a].push_back({p, value});
        out.of_product[p].push_back({a, value});
    }
    return out;
}

std::vector<Neighbour> like_account(const Purchases& purchases, std::uint32_t account, std::size_t count,
                                    const Options& options) {
    return View{purchases, options, account}.peers(count);
}

std::vector<Neighbour> like_product(const Purchases& purchases, std::uint32_t product, std::size_t count,
                                    const Options& options) {
    std::vector<std::uint32_t> shared(purchases.products()), seen;
    for (const auto& buyer : purchases.of_product[product])
        for (const auto& cell : purchases.of_account[buyer.id])
            if (cell.id != product && !shared[cell.id]++) seen.push_back(cell.id);
    std::vector<Neighbour> out;
    for (const auto j : seen) {
        const double n = shared[j];
        const double both = static_cast<double>(purchases.of_product[product].size()) *
                            static_cast<double>(purchases.of_product[j].size());
        out.push_back({j, n / std::sqrt(both) * n / (n + options.shrinkage), shared[j]});
    }
    keep_nearest(out, count);
    return out;
}

std::vector<Suggestion> suggest(const Purchases& purchases, std::uint32_t account, const Options& options) {
    const View view{purchases, options, account};
    const auto peers = view.peers(options.neighbours);
    auto out = view.probabilities(peers);
    std::erase_if(out, [&](const Suggestion& s) { return s.peers < options.min_peers; });
    std::vector<bool> peer(purchases.accounts());
    for (const auto& p : peers) peer[p.id] = true;
    for (auto& s : out) {
        s.value = value_of(purchases, peer, s.product, options);
        s.expected = s.probability * s.value;
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const Suggestion& a, const Suggestion& b) { return a.expected > b.expected; });
    return out;
}

std::vector<Neighbour> because(const Purchases& purchases, const Suggestion& suggestion, std::size_t count,
                               const Options& options) {
    auto out = like_product(purchases, suggestion.product, purchases.products(), options);
    std::erase_if(out,
                  [&](const Neighbour& n) { return !buys(purchases.of_account[suggestion.account], n.id); });
    if (out.size() > count) out.resize(count);
    return out;
}

Backtest backtest(const Purchases& purchases, const Options& options, std::size_t top, std::size_t accounts,
                  std::uint64_t seed) {
    Backtest out{.top = top};
    std::vector<std::uint32_t> able;
    for (std::uint32_t a = 0; a < purchases.accounts(); ++a)
        if (purchases.of_account[a].size() >= 2) able.push_back(a);
    std::mt19937_64 random{seed};
    double hits = 0, popular = 0, difference = 0, squares = 0;
    for (std::size_t k = 0; k < able.size() && out.accounts < accounts; ++k) {
        std::swap(able[k], able[k + random() % (able.size() - k)]);
        const auto& own = purchases.of_account[able[k]];
        const auto hidden = own[random() % own.size()].id;
        const View view{purchases, options, able[k], hidden};
        std::vector<double> probability(purchases.products());
        std::vector<std::uint32_t> candidates;
        for (std::uint32_t j = 0; j < purchases.products(); ++j) {
            probability[j] = view.base(j) * 1e-9;  // what no peer buys comes last, the popular first
            if (!buys(view.held(), j)) candidates.push_back(j);
        }
        for (const auto& s : view.probabilities(view.peers(options.neighbours)))
            probability[s.product] = s.probability;
        const bool hit = place_of(hidden, candidates, [&](std::uint32_t j) { return probability[j]; }) < top;
        const bool often = place_of(hidden, candidates, [&](std::uint32_t j) { return view.base(j); }) < top;
        hits += hit;
        popular += often;
        difference += hit - often;
        squares += hit != often;
        ++out.accounts;
    }
    const double n = static_cast<double>(out.accounts);
    if (n == 0) return out;
    out.hit_rate = hits / n;
    out.popular_hit_rate = popular / n;
    out.difference_error = std::sqrt(std::max(0.0, squares / n - std::pow(difference / n, 2)) / n);
    return out;
}

}  // namespace kamino::similar
