#include "engine/clv/histories.h"

#include <algorithm>
#include <bit>
#include <unordered_map>

namespace kamino::clv {

namespace {

std::uint64_t mix(std::uint64_t h) {
    h ^= h >> 32;
    h *= 0xD6E8FEB86659FD93ULL;
    h ^= h >> 32;
    h *= 0xD6E8FEB86659FD93ULL;
    return h ^ h >> 32;
}

// Rows of `out` by what stands in them; open addressing.
class Joiner {
  public:
    Joiner(Histories& out, std::size_t expected)
        : out_(out), slots_(std::bit_ceil(expected * 2 + 16), none) {}

    void add(double x, double t_x, double T, double weight) {
        const std::uint64_t hash =
            mix(std::bit_cast<std::uint64_t>(T) ^
                mix(std::bit_cast<std::uint64_t>(t_x) + std::bit_cast<std::uint64_t>(x)));
        for (std::size_t i = hash & (slots_.size() - 1);; i = (i + 1) & (slots_.size() - 1)) {
            const auto row = slots_[i];
            if (row == none) {
                slots_[i] = static_cast<std::uint32_t>(out_.size());
                out_.add(x, t_x, T, weight);
                return;
            }
            if (out_.x[row] == x && out_.t_x[row] == t_x && out_.T[row] == T) {
                out_.weight[row] += weight;
                return;
            }
        }
    }

  private:
    static constexpr std::uint32_t none = 0xFFFFFFFF;
    Histories& out_;
    std::vector<std::uint32_t> slots_;
};

}  // namespace

Histories Histories::every(std::size_t stride) const {
    Histories out;
    for (std::size_t i = stride / 2; i < size(); i += stride) out.add(x[i], t_x[i], T[i], weight[i]);
    return out;
}

Histories grouped(std::span<const double> x, std::span<const double> t_x, std::span<const double> T,
                  std::span<const double> weight) {
    constexpr std::size_t looked_at = 20'000;
    const auto weight_of = [&](std::size_t i) { return weight.empty() ? 1.0 : weight[i]; };
    Histories out;
    for (const bool repeats : {false, true}) {
        const auto wanted = static_cast<std::size_t>(
            std::count_if(x.begin(), x.end(), [&](double v) { return (v > 0) == repeats; }));
        const std::size_t before = out.size();
        std::size_t seen = 0, i = 0;
        bool join = true;
        {
            Joiner first{out, std::min(wanted, looked_at)};
            for (; i < x.size() && seen < looked_at; ++i)
                if ((x[i] > 0) == repeats) {
                    first.add(x[i], repeats ? t_x[i] : 0, T[i], weight_of(i));
                    ++seen;
                }
            join = static_cast<double>(out.size() - before) < 0.8 * static_cast<double>(seen);
        }
        if (!join) {
            for (; i < x.size(); ++i)
                if ((x[i] > 0) == repeats) out.add(x[i], repeats ? t_x[i] : 0, T[i], weight_of(i));
        } else if (i < x.size()) {
            Histories joined;
            Joiner joiner{joined, wanted};
            for (std::size_t k = before; k < out.size(); ++k)
                joiner.add(out.x[k], out.t_x[k], out.T[k], out.weight[k]);
            for (; i < x.size(); ++i)
                if ((x[i] > 0) == repeats) joiner.add(x[i], repeats ? t_x[i] : 0, T[i], weight_of(i));
            for (auto* column : {&out.x, &out.t_x, &out.T, &out.weight}) column->resize(before);
            for (std::size_t k = 0; k < joined.size(); ++k)
                out.add(joined.x[k], joined.t_x[k], joined.T[k], joined.weight[k]);
        }
    }
    return out;
}

Totals totals_of(const Histories& h) {
    Totals t;
    for (std::size_t i = 0; i < h.size(); ++i) {
        t.customers += h.weight[i];
        t.repeats += h.weight[i] * h.x[i];
        t.watched += h.weight[i] * h.T[i];
        if (h.x[i] > 0) t.repeaters += h.weight[i];
        t.largest_x = std::max(t.largest_x, h.x[i]);
        t.longest = std::max(t.longest, h.T[i]);
    }
    return t;
}

XIndex index_of_x(std::span<const double> x, std::span<const double> weight) {
    XIndex index;
    index.of_row.reserve(x.size());
    std::vector<std::uint32_t> small(1024, 0xFFFFFFFF);
    std::unordered_map<double, std::uint32_t> large;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const bool in_small = x[i] < static_cast<double>(small.size());
        auto& place =
            in_small ? small[static_cast<std::size_t>(x[i])] : large.emplace(x[i], 0xFFFFFFFF).first->second;
        if (place == 0xFFFFFFFF) {
            place = static_cast<std::uint32_t>(index.x.size());
            index.x.push_back(x[i]);
            index.weight.push_back(0);
        }
        index.of_row.push_back(place);
        index.weight[place] += weight[i];
    }
    return index;
}

}  // namespace kamino::clv
