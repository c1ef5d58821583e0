#include "engine/territory/alignment/linear.h"

#include <algorithm>
#include <cmath>

#include "engine/territory/alignment/rounding.h"

namespace kamino::territory::alignment {
namespace {

// The share of the band that prices aim at: narrower by about two atoms, so that rounding finds room.
double band_for(const Problem& p) {
    const std::size_t m = p.measures();
    if (m == 0) return 1;
    std::vector<float> loads(p.load);
    double half = 1e9;
    for (std::size_t e = 0; e < p.high.size(); ++e)
        if (p.high[e] > p.low[e]) half = std::min(half, (p.high[e] - p.low[e]) / 2);
    if (loads.empty() || half > 1e8) return 1;
    const auto at = loads.begin() + static_cast<std::ptrdiff_t>(loads.size() * 9 / 10);
    std::nth_element(loads.begin(), at, loads.end());
    return std::clamp(1 - 1.5 * static_cast<double>(*at) / half, 0.3, 0.97);
}

constexpr std::size_t wide = 16;

// How much dearer a move is than a distance: smoothing must begin as hot as the dearest of the two.
double heat_of_moves(const Problem& p) {
    double moves = 0, distances = 1e-300;
    for (std::size_t a = 0; a < p.atoms(); a += 1 + p.atoms() / 2000) {
        moves += p.to_move[a];
        distances += p.distance_cost(a, p.today[a] == nobody ? 0 : p.today[a]);
    }
    return std::max(1.0, moves / distances);
}

// Centres follow their territories (Lloyd 1982, with prices in between), on few large atoms.
void settle(Problem& p, Pricing& pricing, const Clock& clock, int rounds) {
    for (int round = 0; round < rounds && !clock.over(0.5); ++round) {
        const double t = static_cast<double>(round) / std::max(1, rounds - 1);
        pricing.climb(0.3 * std::pow(0.05, t), 0.1 * std::pow(0.05, t), 2, 12, wide, clock);
        if (!recentre(p, cheapest(p, pricing.offers(), pricing.price))) break;
    }
}

}  // namespace

Priced solve_linear(Problem& p, const Effort& effort, const Clock& clock, Random& random) {
    const double band = band_for(p);
    const std::size_t melted = std::max<std::size_t>(100 * p.people(), 2000);
    const double dear = heat_of_moves(p);
    const int more = dear > 1 ? 1 : 0;
    const bool floats = std::find(p.floating.begin(), p.floating.end(), 1) != p.floating.end();
    Pricing pricing{p, effort.threads, band};
    if (p.atoms() > 2 * melted && p.instance().minutes.empty()) {
        Problem few = coarsened(p, melted);
        Pricing start{few, effort.threads, band};
        if (floats) settle(few, start, clock, 25);
        start.climb(std::min(2.0, 0.3 * dear), 0.004, 4 + more, 50, wide, clock);
        p.centre = few.centre;
        p.set_centres();
        pricing.price = start.price;
        pricing.climb(0.004, 0.001, 2, 32, 8, clock);
    } else {
        if (floats) settle(p, pricing, clock, 40);
        pricing.climb(std::min(2.0, 0.3 * dear), 0.0005, 7 + more, 200, wide, clock);
    }
    Priced out;
    pricing.list(std::min<std::size_t>(p.people(), wide));
    out.bound = pricing.exact();
    Standing standing{p, cheapest(p, pricing.offers(), pricing.price)};
    clock.report(total_cost(p, standing.owners()), floats ? std::nan("") : out.bound);
    out.balanced = mend(standing, pricing.offers(), pricing.price, 20000, random, clock);
    polish(standing, pricing.offers(), 8, clock);
    out.owners = standing.owners();
    out.price = pricing.price;
    out.offers = pricing.offers();
    return out;
}

}  // namespace kamino::territory::alignment
