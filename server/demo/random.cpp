#include "demo/random.h"

#include <bit>
#include <numbers>

namespace kamino::demo {

namespace {
std::uint64_t splitmix(std::uint64_t& x) {
    x += 0x9e3779b97f4a7c15ULL;
    std::uint64_t z = x;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}
}  // namespace

Random::Random(std::uint64_t seed, std::string_view stream) {
    std::uint64_t mixed = seed;
    for (char c : stream) mixed = (mixed ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    for (auto& word : state_) word = splitmix(mixed);
}

std::uint64_t Random::next() {
    const std::uint64_t result = std::rotl(state_[1] * 5, 7) * 9;
    const std::uint64_t t = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= t;
    state_[3] = std::rotl(state_[3], 45);
    return result;
}

int Random::below(int n) {
    return static_cast<int>(uniform() * n);
}

double Random::normal() {
    const double u = 1.0 - uniform();  // never 0
    return std::sqrt(-2.0 * std::log(u)) * std::cos(2.0 * std::numbers::pi * uniform());
}

int Random::poisson(double mean) {
    if (mean <= 0) return 0;
    if (mean > 60) {  // the sum of two halves is exact and keeps exp() away from zero
        const double half = mean / 2;
        const int first = poisson(half);
        return first + poisson(half);
    }
    const double limit = std::exp(-mean);
    int count = 0;
    for (double product = uniform(); product > limit; product *= uniform()) ++count;
    return count;
}

int Random::weighted(std::span<const double> weights) {
    double sum = 0;
    for (double w : weights) sum += w;
    double at = uniform() * sum;
    int last = 0;
    for (int i = 0; i < static_cast<int>(weights.size()); ++i) {
        const double w = weights[static_cast<std::size_t>(i)];
        if (w <= 0) continue;
        last = i;
        if ((at -= w) < 0) return i;
    }
    return last;
}

std::int64_t Random::rounded(double x) {
    const double whole = std::floor(x);
    return static_cast<std::int64_t>(whole) + (chance(x - whole) ? 1 : 0);
}

}  // namespace kamino::demo
