#include "engine/territory/alignment/start.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace kamino::territory::alignment {
namespace {

double size_of(const Problem& p, std::size_t a) {
    double sum = 0;
    for (std::size_t b = 0; b < p.measures(); ++b) sum += static_cast<double>(p.load[a * p.measures() + b]);
    return p.measures() ? sum / static_cast<double>(p.measures()) : 1;
}

double axis(const Place& p, int d) {
    return d == 0 ? p.x : d == 1 ? p.y : p.z;
}

class Bisection {
  public:
    explicit Bisection(const Problem& p) : p_(p), order_(p.atoms()) {
        std::iota(order_.begin(), order_.end(), 0u);
        parts.reserve(p.people());
    }
    void run(std::size_t from, std::size_t to, std::size_t count) {
        if (count == 1) {
            parts.emplace_back(order_.begin() + from, order_.begin() + to);
            return;
        }
        sort_along_wider(from, to);
        const std::size_t left = count / 2;
        double total = 0, sum = 0;
        for (std::size_t i = from; i < to; ++i) total += size_of(p_, order_[i]);
        const double wanted = total * static_cast<double>(left) / static_cast<double>(count);
        std::size_t cut = from;
        while (cut < to && sum + size_of(p_, order_[cut]) / 2 < wanted) sum += size_of(p_, order_[cut++]);
        if (to - from >= count) cut = std::clamp(cut, from + left, to - (count - left));
        run(from, cut, left);
        run(cut, to, count - left);
    }
    std::vector<std::vector<std::uint32_t>> parts;

  private:
    void sort_along_wider(std::size_t from, std::size_t to) {
        int wide = 0;
        double width = -1;
        for (int d = 0; d < 3; ++d) {
            double low = INFINITY, high = -INFINITY;
            for (std::size_t i = from; i < to; ++i) {
                low = std::min(low, axis(p_.place[order_[i]], d));
                high = std::max(high, axis(p_.place[order_[i]], d));
            }
            if (high - low > width) width = high - low, wide = d;
        }
        std::sort(order_.begin() + from, order_.begin() + to, [&](std::uint32_t a, std::uint32_t b) {
            const double x = axis(p_.place[a], wide), y = axis(p_.place[b], wide);
            return x < y || (x == y && a < b);
        });
    }
    const Problem& p_;
    std::vector<std::uint32_t> order_;
};

// Where a person stands before the search: home, or the middle of today's atoms.
std::vector<std::uint8_t> place_people(Problem& p) {
    Owners today(p.today.begin(), p.today.end());
    recentre(p, today);
    std::vector<std::uint8_t> placed(p.people(), 0);
    for (const auto o : today)
        if (o != nobody) placed[o] = 1;
    for (std::size_t j = 0; j < p.people(); ++j) placed[j] |= p.instance().people[j].has_home;
    return placed;
}

Place middle_of(const Problem& p, const std::vector<std::uint32_t>& atoms) {
    Place sum{};
    double weights = 0;
    for (const auto a : atoms) {
        const double w = size_of(p, a) + 1e-12;
        sum.x += w * p.place[a].x, sum.y += w * p.place[a].y, sum.z += w * p.place[a].z;
        weights += w;
    }
    if (weights > 0) sum = {sum.x / weights, sum.y / weights, sum.z / weights};
    return sum;
}

}  // namespace

Owners bisected(Problem& p) {
    const std::size_t k = p.people();
    const auto placed = place_people(p);
    std::vector<Index> open;
    for (Index j = 0; j < k; ++j)
        if (std::any_of(p.allowed.begin(), p.allowed.end(), [&](auto& may) { return may[j]; }))
            open.push_back(j);
    if (open.empty()) open.push_back(0);
    Bisection cut{p};
    cut.run(0, p.atoms(), open.size());
    std::vector<Place> middle;
    for (const auto& part : cut.parts) middle.push_back(middle_of(p, part));
    // Nearest pairs first; people without a place take what is left in order.
    struct Pair {
        double square;
        Index person, part;
    };
    std::vector<Pair> pairs;
    for (const Index j : open)
        if (placed[j])
            for (Index s = 0; s < middle.size(); ++s)
                pairs.push_back({square_km(p.centre[j], middle[s]), j, s});
    std::sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) {
        return std::tie(a.square, a.person, a.part) < std::tie(b.square, b.person, b.part);
    });
    std::vector<std::int32_t> part_of(k, -1), person_of(middle.size(), nobody);
    const auto give = [&](Index j, Index s) {
        part_of[j] = static_cast<std::int32_t>(s), person_of[s] = static_cast<std::int32_t>(j);
    };
    for (const auto& pair : pairs)
        if (part_of[pair.person] < 0 && person_of[pair.part] == nobody) give(pair.person, pair.part);
    Index next = 0;
    for (const Index j : open) {
        if (part_of[j] >= 0) continue;
        while (person_of[next] != nobody) ++next;
        give(j, next);
        p.centre[j] = middle[next];
    }
    p.set_centres();
    Owners owners(p.atoms(), 0);
    for (Index s = 0; s < cut.parts.size(); ++s)
        for (const auto a : cut.parts[s]) owners[a] = person_of[s];
    return owners;
}

std::vector<Index> easiest_to_drop(const Problem& p, int count) {
    const std::size_t k = p.people();
    std::vector<std::uint8_t> out(k, 0);
    for (const Index j : p.instance().rules.dropped) out[j] = 1;
    std::vector<Index> dropped;
    std::vector<float> row(k);
    std::vector<std::uint8_t> bound(k, 0);
    for (std::size_t a = 0; a < p.atoms(); ++a) {
        const auto& may = p.allowed[p.kind[a]];
        if (std::count(may.begin(), may.end(), 1) == 1)
            bound[std::find(may.begin(), may.end(), 1) - may.begin()] = 1;
    }
    for (int round = 0; round < count; ++round) {
        std::vector<double> loss(k, 0);
        for (std::size_t a = 0; a < p.atoms(); ++a) {
            p.costs(a, row.data());
            float best = impossible, second = impossible;
            std::size_t which = 0;
            for (std::size_t j = 0; j < k; ++j) {
                if (out[j]) continue;
                if (row[j] < best)
                    second = best, best = row[j], which = j;
                else if (row[j] < second)
                    second = row[j];
            }
            if (second < impossible) loss[which] += static_cast<double>(second - best);
        }
        std::int32_t least = nobody;
        for (std::size_t j = 0; j < k; ++j)
            if (!out[j] && !bound[j] && (least == nobody || loss[j] < loss[least]))
                least = static_cast<std::int32_t>(j);
        if (least == nobody) break;
        out[least] = 1;
        dropped.push_back(static_cast<Index>(least));
    }
    return dropped;
}

}  // namespace kamino::territory::alignment
