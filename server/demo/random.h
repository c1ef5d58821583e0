// Our own pseudo-random numbers (xoshiro256**, seeded by splitmix64) and distributions: those of the standard
// library differ between implementations. Each subject draws from its own named stream, so that a change in
// one leaves the others as they were.
#pragma once
#include <array>
#include <cmath>
#include <cstdint>
#include <span>
#include <string_view>

namespace kamino::demo {

class Random {
  public:
    Random(std::uint64_t seed, std::string_view stream);
    std::uint64_t next();
    double uniform() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }  // [0, 1)
    double between(double low, double high) { return low + (high - low) * uniform(); }
    int below(int n);                                                     // 0 … n-1; n > 0
    int range(int low, int high) { return low + below(high - low + 1); }  // both ends included
    bool chance(double p) { return uniform() < p; }
    double normal();  // mean 0, deviation 1
    double factor(double sigma) {
        return std::exp(sigma * normal() - sigma * sigma / 2);
    }  // log-normal, mean 1
    int poisson(double mean);
    int weighted(std::span<const double> weights);  // index; weights >= 0 with a positive sum
    std::int64_t rounded(double x);                 // x >= 0 to a neighbouring whole number, the mean kept
    template <class T>
    const T& pick(std::span<const T> items) {
        return items[static_cast<std::size_t>(below(static_cast<int>(items.size())))];
    }

  private:
    std::array<std::uint64_t, 4> state_{};
};

}  // namespace kamino::demo
