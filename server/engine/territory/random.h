// Seeded random numbers for the searches: xoshiro256** (Blackman & Vigna 2021), the same on every machine,
// which the distributions of the standard library are not. One generator belongs to one search.
#pragma once
#include <bit>
#include <cstdint>
#include <utility>

namespace kamino::territory {

class Random {
  public:
    explicit Random(std::uint64_t seed) {
        for (auto& word : state_) {  // splitmix64 spreads a small seed over the state
            seed += 0x9e3779b97f4a7c15ULL;
            auto z = (seed ^ (seed >> 30)) * 0xbf58476d1ce4e5b9ULL;
            z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
            word = z ^ (z >> 31);
        }
    }
    std::uint64_t next() {
        const auto result = std::rotl(state_[1] * 5, 7) * 9;
        const auto t = state_[1] << 17;
        state_[2] ^= state_[0];
        state_[3] ^= state_[1];
        state_[1] ^= state_[2];
        state_[0] ^= state_[3];
        state_[2] ^= t;
        state_[3] = std::rotl(state_[3], 45);
        return result;
    }
    // 0 <= result < n (n > 0), by multiplication instead of division (Lemire 2019, without the rejection).
    std::uint32_t below(std::uint32_t n) {
        return static_cast<std::uint32_t>(((next() >> 32) * static_cast<std::uint64_t>(n)) >> 32);
    }
    int between(int low, int high) {
        return low + static_cast<int>(below(static_cast<std::uint32_t>(high - low + 1)));
    }
    double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }  // 0 <= result < 1

    template <class List>
    void shuffle(List& list) {
        for (auto i = list.size(); i > 1; --i)
            std::swap(list[i - 1], list[below(static_cast<std::uint32_t>(i))]);
    }

  private:
    std::uint64_t state_[4]{};
};

}  // namespace kamino::territory
