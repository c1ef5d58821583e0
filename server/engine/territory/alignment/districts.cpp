#include "engine/territory/alignment/districts.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/territory/alignment/pressing.h"
#include "engine/territory/alignment/prices.h"
#include "engine/territory/alignment/rounding.h"
#include "engine/territory/alignment/whole.h"

namespace kamino::territory::alignment {
namespace {

// Centres far from each other (k-means++, Arthur & Vassilvitskii 2007).
void scatter(Problem& p, Random& random) {
    const std::size_t n = p.atoms();
    std::vector<double> square(n, 1);
    for (std::size_t j = 0; j < p.people(); ++j) {
        double at = random.unit() * std::accumulate(square.begin(), square.end(), 0.0);
        std::size_t a = 0;
        while (a + 1 < n && (at -= square[a]) > 0) ++a;
        p.centre[j] = p.place[a];
        for (std::size_t i = 0; i < n; ++i) {
            const double s = square_km(p.place[i], p.place[a]);
            square[i] = j == 0 ? s : std::min(square[i], s);
        }
    }
    p.set_centres();
}

// A balanced answer about centres that settle under squares first, then under higher powers.
std::vector<std::int32_t> start(Problem& p, const Graph& graph, bool whole, const Clock& clock,
                                Random& random) {
    const std::size_t width = std::min<std::size_t>(p.people(), 12);
    std::vector<double> price(p.people() * p.measures(), 0);
    Owners owners;
    for (const int power : {1, 1, 3}) {
        p.power = power;
        Pricing pricing{p, 1, 0.8};
        if (power == 1) pricing.price = price;
        for (int round = 0; round < (power == 1 ? 12 : 14); ++round) {
            const double heat = 0.3 * std::pow(0.8, round);
            pricing.climb(heat, heat, 1, 15, width, clock);
            owners = cheapest(p, pricing.offers(), pricing.price);
            if (!recentre(p, owners) || clock.over()) break;
        }
        pricing.climb(0.02, 0.004, 2, 60, width, clock);
        price = pricing.price;
        Standing standing{p, cheapest(p, pricing.offers(), price)};
        mend(standing, pricing.offers(), price, 2000, random, clock);
        owners = standing.owners();
    }
    auto by = by_unit(p, owners);
    if (whole) make_whole(p, graph, by);
    return by;
}

}  // namespace

double diameter_bound(const Problem& p) {
    const std::size_t n = p.atoms(), m = p.measures();
    double bound = 0;
    std::vector<std::pair<double, std::uint32_t>> near(n);
    std::vector<double> least(m, INFINITY);
    for (std::size_t e = 0; e < p.low.size(); ++e)
        if (p.high[e] > 0) least[e % m] = std::min(least[e % m], p.low[e]);
    const std::size_t step = std::max<std::size_t>(1, n * n / 20'000'000);
    for (std::size_t a = 0; a < n; a += step) {
        for (std::size_t i = 0; i < n; ++i)
            near[i] = {square_km(p.place[a], p.place[i]), static_cast<std::uint32_t>(i)};
        std::sort(near.begin(), near.end());
        std::vector<double> sum(m, 0);
        for (const auto& [square, i] : near) {
            bool enough = true;
            for (std::size_t b = 0; b < m; ++b) {
                sum[b] += static_cast<double>(p.load[i * m + b]);
                enough &= sum[b] >= least[b] - 1e-6;
            }
            if (!enough) continue;
            bound = std::max(bound, std::sqrt(square));
            break;
        }
    }
    return bound;
}

Districted solve_districts(Problem& p, const Graph& graph, bool whole, const Effort& effort,
                           const Clock& clock, Random& random) {
    double low[3] = {INFINITY, INFINITY, INFINITY}, high[3] = {-INFINITY, -INFINITY, -INFINITY};
    for (const auto& at : p.place) {
        const double c[3] = {at.x, at.y, at.z};
        for (int d = 0; d < 3; ++d) low[d] = std::min(low[d], c[d]), high[d] = std::max(high[d], c[d]);
    }
    const double across = std::max({high[0] - low[0], high[1] - low[1], high[2] - low[2], 1e-6});
    p.reach = across / std::sqrt(static_cast<double>(p.people()));
    Pressing pressing{p, graph, whole, random};
    Districted best;
    const auto keep = [&](Districted found) {
        if (std::pair{found.violation, found.diameter} < std::pair{best.violation, best.diameter})
            best = std::move(found), clock.report(best.diameter);
    };
    // A share of the effort on many starts, each pressed a little; the rest on the best of them.
    const long long all = effort.iterations > 0 ? effort.iterations * 1000 : 4'000'000'000;
    const long long little = std::max<long long>(2000, 30 * static_cast<long long>(p.atoms()));
    const int starts =
        effort.iterations > 0 ? static_cast<int>(std::clamp<long long>(all / 4 / little, 1, 24)) : 24;
    std::vector<Districted> found;
    long long used = 0;
    for (int s = 0; s < starts && (s == 0 || !clock.over(0.3)); ++s) {
        scatter(p, random);
        found.push_back(pressing.run(start(p, graph, whole, clock, random), little, clock, 0.3));
        used += little;
        keep(found.back());
    }
    std::sort(found.begin(), found.end(), [](const Districted& a, const Districted& b) {
        return std::pair{a.violation, a.diameter} < std::pair{b.violation, b.diameter};
    });
    const std::size_t few = std::min<std::size_t>(found.size(), 4);
    const long long rest = std::max<long long>(0, all - used);
    for (std::size_t s = 0; s < few; ++s)
        keep(pressing.run(found[s].owner, rest / 8, clock,
                          0.3 + 0.35 * static_cast<double>(s + 1) / static_cast<double>(few)));
    keep(pressing.run(best.owner, rest / 2, clock, 1));
    return best;
}

}  // namespace kamino::territory::alignment
