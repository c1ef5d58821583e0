// Simulated programmes with a known effect, for the tests and the benchmark: how often do 95 % intervals hold
// the truth, and how often is an effect announced. Pure numbers, seeded.
#pragma once
#include <cstddef>
#include <cstdint>

#include "engine/impact/impact.h"

namespace kamino::impact {

struct Programme {
    std::size_t units = 60, treated = 24, times = 12, entry = 6;
    bool staggered = false;  // entries at entry - 2, entry and entry + 2
    double effect = 0;
    double persistence = 0.5;  // of the noise: e_t = persistence e_(t-1) + normal
};
// Unit levels, a common cycle and autocorrelated noise (stationary from the first time on).
Panel simulate(const Programme& programme, std::uint64_t seed);

enum class Method { did, staggered, synthetic_control, synthetic_did };
struct Record {
    std::size_t runs = 0, covered = 0, announced = 0;  // announced: verdict "effect"
    double coverage() const { return static_cast<double>(covered) / static_cast<double>(runs); }
    double announced_share() const { return static_cast<double>(announced) / static_cast<double>(runs); }
};
// Seeds `first`, `first` + 1, …
Record repeat(const Programme& programme, Method method, std::size_t runs, std::uint64_t first = 1);

}  // namespace kamino::impact
