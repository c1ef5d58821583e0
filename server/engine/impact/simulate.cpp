#include "engine/impact/simulate.h"

#include <cmath>
#include <random>

namespace kamino::impact {

Panel simulate(const Programme& p, std::uint64_t seed) {
    std::mt19937_64 random{seed * 7919};
    std::normal_distribution<double> normal;
    Panel panel{.units = p.units, .times = p.times};
    for (std::size_t i = 0; i < p.units; ++i) {
        const double level = 5 * normal(random);
        const auto entry = p.staggered ? p.entry - 2 + 2 * (i % 3) : p.entry;
        panel.entry.push_back(i < p.treated ? entry : never);
        double noise = normal(random) / std::sqrt(1 - p.persistence * p.persistence);
        for (std::size_t t = 0; t < p.times; ++t) {
            panel.y.push_back(level + 2 * std::sin(0.7 * static_cast<double>(t)) + noise +
                              (panel.treated(i, t) ? p.effect : 0));
            noise = p.persistence * noise + normal(random);
        }
    }
    return panel;
}

namespace {

Impact run(const Panel& panel, Method method, std::uint64_t seed) {
    switch (method) {
        case Method::did:
            return did(panel);
        case Method::staggered:
            return staggered(panel);
        case Method::synthetic_control:
            return synthetic_control(panel, {}, seed);
        case Method::synthetic_did:
            return synthetic_did(panel, seed);
    }
    return {};
}

}  // namespace

Record repeat(const Programme& programme, Method method, std::size_t runs, std::uint64_t first) {
    Record out{.runs = runs};
    for (std::uint64_t seed = first; seed < first + runs; ++seed) {
        const auto found = run(simulate(programme, seed), method, seed);
        out.covered += found.effect.lo <= programme.effect && programme.effect <= found.effect.hi;
        out.announced += found.verdict == Verdict::effect;
    }
    return out;
}

}  // namespace kamino::impact
