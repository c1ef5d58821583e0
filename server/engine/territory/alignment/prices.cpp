#include "engine/territory/alignment/prices.h"

#include <lbfgs.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/territory/alignment/parallel.h"

namespace kamino::territory::alignment {

Pricing::Pricing(const Problem& problem, int threads, double band)
    : price(problem.people() * problem.measures(), 0.0), problem_(&problem), threads_(threads), band_(band) {
    const std::size_t m = problem.measures();
    size_.resize(problem.atoms());
    for (std::size_t a = 0; a < size_.size(); ++a) {
        float sum = 0;
        for (std::size_t b = 0; b < m; ++b) sum += problem.load[a * m + b];
        size_[a] = sum / static_cast<float>(std::max<std::size_t>(1, m));
    }
    sums_.assign(pieces, {});
}

namespace {

// The few people who are cheapest without prices stay on the list, at its end: at prices of an early, hot
// stage they may look dear, and with them the loads could no longer be met at all.
void keep_cheapest(const std::vector<float>& row, std::uint16_t* person, std::size_t count) {
    constexpr std::size_t kept = 3;
    if (count <= 2 * kept) return;
    std::uint16_t best[kept] = {};
    std::size_t n = 0;
    for (std::size_t j = 0; j < row.size(); ++j) {
        if (row[j] == impossible || (n == kept && row[j] >= row[best[kept - 1]])) continue;
        std::size_t at = n < kept ? n++ : kept - 1;
        for (; at > 0 && row[best[at - 1]] > row[j]; --at) best[at] = best[at - 1];
        best[at] = static_cast<std::uint16_t>(j);
    }
    std::size_t last = count;
    for (std::size_t b = 0; b < n; ++b)
        if (std::find(person, person + count, best[b]) == person + count) person[--last] = best[b];
}

}  // namespace

void Pricing::list(std::size_t width) {
    const Problem& p = *problem_;
    const std::size_t n = p.atoms(), k = p.people(), m = p.measures();
    width = std::min(width, k);
    offers_.width = width;
    offers_.person.resize(n * width);
    offers_.cost.resize(n * width);
    offers_.count.assign(n, 0);
    std::vector<double> cheapest(pieces, 0);
    in_pieces(threads_, n, [&](std::size_t piece, std::size_t from, std::size_t to) {
        std::vector<float> row(k), best(width);
        double sum = 0;
        for (std::size_t a = from; a < to; ++a) {
            p.costs(a, row.data());
            auto* person = &offers_.person[a * width];
            std::size_t count = 0;
            for (std::size_t j = 0; j < k; ++j) {
                if (row[j] == impossible) continue;
                float value = row[j];
                for (std::size_t b = 0; b < m; ++b)
                    value += static_cast<float>(price[j * m + b]) * p.load[a * m + b];
                if (count == width && value >= best[width - 1]) continue;
                std::size_t at = count < width ? count++ : width - 1;
                for (; at > 0 && best[at - 1] > value; --at)
                    best[at] = best[at - 1], person[at] = person[at - 1];
                best[at] = value;
                person[at] = static_cast<std::uint16_t>(j);
            }
            keep_cheapest(row, person, count);
            for (std::size_t c = 0; c < count; ++c) offers_.cost[a * width + c] = row[person[c]];
            offers_.count[a] = static_cast<std::uint16_t>(count);
            if (count) sum += *std::min_element(&offers_.cost[a * width], &offers_.cost[a * width] + count);
        }
        cheapest[piece] = sum;
    });
    if (scale_ == 0)
        scale_ =
            std::max(1e-9, std::accumulate(cheapest.begin(), cheapest.end(), 0.0) / static_cast<double>(k));
}

// Minus the smoothed sum of the cheapest offers; its slope is minus the loads. Atoms whose second offer is
// far off are not smoothed: exp(-12) is nothing.
double Pricing::smoothed(const double* at, double* slope, double heat) const {
    const Problem& p = *problem_;
    const std::size_t n = p.atoms(), k = p.people(), m = p.measures(), width = offers_.width;
    std::vector<double> total(pieces, 0);
    in_pieces(threads_, n, [&](std::size_t piece, std::size_t from, std::size_t to) {
        auto& sums = sums_[piece];
        sums.assign(k * m, 0);
        std::vector<double> value(width);
        double all = 0;
        for (std::size_t a = from; a < to; ++a) {
            const auto count = offers_.count[a];
            if (count == 0) continue;
            const float* load = &p.load[a * m];
            const auto* person = &offers_.person[a * width];
            double best = 1e300;
            std::size_t which = 0;
            for (std::size_t c = 0; c < count; ++c) {
                double v = offers_.cost[a * width + c];
                for (std::size_t b = 0; b < m; ++b) v += at[person[c] * m + b] * static_cast<double>(load[b]);
                value[c] = v;
                if (v < best) best = v, which = c;
            }
            const double own = heat * static_cast<double>(size_[a]);
            double mass = 0;
            for (std::size_t c = 0; c < count; ++c) {
                const double off = value[c] - best;
                value[c] = c == which ? 1 : off < 12 * own ? std::exp(-off / own) : 0;
                mass += value[c];
            }
            for (std::size_t c = 0; c < count; ++c) {
                if (value[c] == 0) continue;
                const double share = value[c] / mass;
                for (std::size_t b = 0; b < m; ++b)
                    sums[person[c] * m + b] += share * static_cast<double>(load[b]);
            }
            all += best - (mass > 1 ? own * std::log(mass) : 0);
        }
        total[piece] = all;
    });
    std::fill(slope, slope + k * m, 0.0);
    for (const auto& sums : sums_)
        for (std::size_t e = 0; e < sums.size(); ++e) slope[e] -= sums[e];
    return -std::accumulate(total.begin(), total.end(), 0.0);
}

// sum max(high * price, low * price) with the corner rounded.
double Pricing::bounds_term(const double* at, double* slope, double heat) const {
    const Problem& p = *problem_;
    double sum = 0;
    for (std::size_t e = 0; e < p.high.size(); ++e) {
        const double middle = (p.low[e] + p.high[e]) / 2, half = band_ * (p.high[e] - p.low[e]) / 2;
        const double round = std::sqrt(at[e] * at[e] + heat * heat);
        sum += middle * at[e] + half * round;
        slope[e] += middle + half * at[e] / round;
    }
    return sum;
}

struct Climber {
    Pricing* pricing;
    const Clock* clock;
    double heat;
    static lbfgsfloatval_t value(void* self, const lbfgsfloatval_t* x, lbfgsfloatval_t* slope, int,
                                 lbfgsfloatval_t) {
        auto& c = *static_cast<Climber*>(self);
        const double sum = c.pricing->smoothed(x, slope, c.heat);
        return sum + c.pricing->bounds_term(x, slope, c.heat);
    }
    static int step(void* self, const lbfgsfloatval_t*, const lbfgsfloatval_t* slope, lbfgsfloatval_t,
                    lbfgsfloatval_t, lbfgsfloatval_t, lbfgsfloatval_t, int n, int, int) {
        double worst = 0;
        for (int i = 0; i < n; ++i) worst = std::max(worst, std::abs(slope[i]));
        return worst < 1e-3 || static_cast<Climber*>(self)->clock->over() ? 1 : 0;
    }
};

void Pricing::climb(double hot, double cold, int stages, int steps, std::size_t width, const Clock& clock) {
    // Told to stop before the first stage: whoever asks for offers must find some.
    if (price.empty() || (clock.over() && offers_.count.empty())) return list(width);
    lbfgs_parameter_t with;
    lbfgs_parameter_init(&with);
    with.max_iterations = steps;
    with.epsilon = 0;  // its own tests compare with the size of the prices; ours is of the loads
    for (int s = 0; s < stages && !clock.over(); ++s) {
        list(width);
        const double t = stages > 1 ? static_cast<double>(s) / (stages - 1) : 1;
        Climber climber{this, &clock, scale_ * hot * std::pow(cold / hot, t)};
        lbfgs(static_cast<int>(price.size()), price.data(), nullptr, Climber::value, Climber::step, &climber,
              &with);
        for (double& v : price)
            if (!std::isfinite(v)) v = 0;
    }
}

double Pricing::exact(std::vector<double>* by_atom) const {
    const Problem& p = *problem_;
    const std::size_t n = p.atoms(), k = p.people(), m = p.measures();
    if (by_atom) by_atom->assign(n, 0);
    std::vector<double> total(pieces, 0);
    in_pieces(threads_, n, [&](std::size_t piece, std::size_t from, std::size_t to) {
        std::vector<float> row(k);
        double sum = 0;
        for (std::size_t a = from; a < to; ++a) {
            p.costs(a, row.data());
            double best = 1e300;
            for (std::size_t j = 0; j < k; ++j) {
                if (row[j] == impossible) continue;
                double v = row[j];
                for (std::size_t b = 0; b < m; ++b)
                    v += price[j * m + b] * static_cast<double>(p.load[a * m + b]);
                best = std::min(best, v);
            }
            if (best < 1e299) sum += best;
            if (by_atom) (*by_atom)[a] = best;
        }
        total[piece] = sum;
    });
    double bound = std::accumulate(total.begin(), total.end(), 0.0);
    for (std::size_t e = 0; e < price.size(); ++e)
        bound -= std::max(price[e] * p.high[e], price[e] * p.low[e]);
    return bound - 2e-6 * std::abs(bound);  // the rows are of single precision
}

namespace {

// Splits [from, to) along its wider side until a part has at most `most` atoms.
void split(const Problem& p, std::vector<std::uint32_t>& order, std::size_t from, std::size_t to,
           std::size_t most, std::vector<std::size_t>& ends) {
    if (to - from <= most) {
        ends.push_back(to);
        return;
    }
    const auto axis = [&](int d, std::uint32_t a) {
        return d == 0 ? p.place[a].x : d == 1 ? p.place[a].y : p.place[a].z;
    };
    int wide = 0;
    double width = -1;
    for (int d = 0; d < 3; ++d) {
        double low = INFINITY, high = -INFINITY;
        for (std::size_t i = from; i < to; ++i)
            low = std::min(low, axis(d, order[i])), high = std::max(high, axis(d, order[i]));
        if (high - low > width) width = high - low, wide = d;
    }
    const std::size_t middle = (from + to) / 2;
    std::nth_element(order.begin() + from, order.begin() + middle, order.begin() + to,
                     [&](std::uint32_t a, std::uint32_t b) {
                         const double x = axis(wide, a), y = axis(wide, b);
                         return x < y || (x == y && a < b);
                     });
    split(p, order, from, middle, most, ends);
    split(p, order, middle, to, most, ends);
}

}  // namespace

Problem coarsened(const Problem& p, std::size_t atoms) {
    const std::size_t n = p.atoms(), m = p.measures();
    std::vector<std::uint32_t> order(n);
    std::iota(order.begin(), order.end(), 0u);
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return std::pair{p.kind[a], p.today[a]} < std::pair{p.kind[b], p.today[b]};
    });
    std::vector<std::size_t> ends;
    for (std::size_t from = 0; from < n;) {
        std::size_t to = from;
        while (to < n && p.kind[order[to]] == p.kind[order[from]] &&
               p.today[order[to]] == p.today[order[from]])
            ++to;
        split(p, order, from, to, std::max<std::size_t>(1, n / atoms), ends);
        from = to;
    }
    Problem coarse = p;
    const std::size_t count = ends.size();
    coarse.first.assign(count + 1, 0);  // no members: costs are those of the middle
    coarse.members.clear();
    coarse.load.assign(count * m, 0);
    coarse.place.assign(count, {});
    coarse.weight.assign(count, 0);
    coarse.to_move.assign(count, 0);
    coarse.kind.resize(count);
    coarse.today.resize(count);
    std::size_t from = 0;
    for (std::size_t c = 0; c < count; from = ends[c++]) {
        double weight = 0;
        for (std::size_t i = from; i < ends[c]; ++i) {
            const auto a = order[i];
            const double w = std::max(p.weight[a], 1e-12);
            coarse.place[c].x += w * p.place[a].x, coarse.place[c].y += w * p.place[a].y;
            coarse.place[c].z += w * p.place[a].z;
            weight += w;
            coarse.weight[c] += p.weight[a];
            coarse.to_move[c] += p.to_move[a];
            for (std::size_t b = 0; b < m; ++b) coarse.load[c * m + b] += p.load[a * m + b];
        }
        coarse.place[c] = {coarse.place[c].x / weight, coarse.place[c].y / weight,
                           coarse.place[c].z / weight};
        coarse.kind[c] = p.kind[order[from]];
        coarse.today[c] = p.today[order[from]];
    }
    return coarse;
}

}  // namespace kamino::territory::alignment
