#include "engine/outlook/outlook.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/parallel/parallel.h"

namespace kamino::outlook {

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

// splitmix64 (Steele, Lea and Flood 2014).
class Random {
  public:
    explicit Random(std::uint64_t seed) : state_(seed) {}
    double uniform() { return static_cast<double>(next() >> 11) * 0x1p-53; }
    double normal() {  // Box and Muller 1958
        const double u = 1 - uniform(), v = uniform();
        return std::sqrt(-2 * std::log(u)) * std::cos(2 * M_PI * v);
    }

  private:
    std::uint64_t next() {
        std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31);
    }
    std::uint64_t state_;
};

// What one draw brings. `odds`: the odds of each deal.
double one_draw(const Question& q, const std::vector<double>& odds, double common_error, std::size_t number) {
    Random random{q.seed * 0x9E3779B97F4A7C15ULL + number};
    (void)random.uniform();
    double sum =
        q.won +
        std::max(0.0, q.baseline + (q.baseline_deviation > 0 ? q.baseline_deviation * random.normal() : 0));
    const double moved = common_error > 0 ? std::exp(common_error * random.normal()) : 1;
    for (std::size_t i = 0; i < q.deals.size(); ++i) {
        const double o = odds[i] * moved;
        if (std::isinf(o) || random.uniform() * (1 + o) < o) sum += q.deals[i].amount;
    }
    return sum;
}

}  // namespace

Rates shrunken_rates(std::span<const Record> groups) {
    Rates rates;
    double won = 0, n = 0, squares = 0, k = 0;
    for (const auto& g : groups) {
        won += g.won;
        n += g.won + g.lost;
        squares += (g.won + g.lost) * (g.won + g.lost);
        k += g.won + g.lost > 0;
    }
    rates.all = {won + 0.5, n - won + 0.5};
    const double rate = rates.all.mean();
    rates.strength = infinite;
    if (k > 1) {
        double between = 0;  // Σ n (p − rate)²
        for (const auto& g : groups)
            if (const double m = g.won + g.lost; m > 0)
                between += m * (g.won / m - rate) * (g.won / m - rate);
        // E[between] = rate (1 − rate) [(k − 1) + φ (n − Σn²/n − (k − 1))], φ = 1 / (strength + 1).
        const double room = n - squares / n - (k - 1);
        const double phi = room > 0 ? (between / (rate * (1 - rate)) - (k - 1)) / room : 0;
        if (phi > 0) rates.strength = std::max(0.0, 1 / std::min(phi, 1.0) - 1);
    }
    for (const auto& g : groups) {
        if (std::isinf(rates.strength))
            rates.group.push_back(rates.all);
        else
            rates.group.push_back({rates.strength * rate + g.won, rates.strength * (1 - rate) + g.lost});
        auto& last = rates.group.back();
        if (!(last.a > 0) && !(last.b > 0)) last = rates.all;
    }
    return rates;
}

Duration::Duration(std::vector<Case> cases) {
    std::sort(cases.begin(), cases.end(), [](const Case& a, const Case& b) { return a.days < b.days; });
    double at_risk = static_cast<double>(cases.size()), open = 1;
    for (std::size_t i = 0; i < cases.size();) {
        const double day = cases[i].days;
        double ended = 0, left = 0;
        for (; i < cases.size() && cases[i].days == day; ++i) {
            ended += cases[i].decided;
            ++left;
        }
        if (ended > 0) {
            open *= 1 - ended / at_risk;
            day_.push_back(day);
            open_.push_back(open);
        }
        at_risk -= left;
    }
}

double Duration::open_after(double days) const {
    const auto at = std::upper_bound(day_.begin(), day_.end(), days) - day_.begin();
    return at == 0 ? 1 : open_[static_cast<std::size_t>(at) - 1];
}

double Duration::median() const {
    for (std::size_t i = 0; i < day_.size(); ++i)
        if (open_[i] <= 0.5) return day_[i];
    return std::numeric_limits<double>::quiet_NaN();
}

double Duration::decided_by(double until, double age) const {
    const double open_now = open_after(age);
    if (day_.empty() || !(open_now > 0)) return 1;
    return 1 - open_after(std::max(until, age)) / open_now;
}

Outlook simulate(const Question& q) {
    Outlook out;
    std::vector<double> odds;
    double p_mean = 0;
    for (const auto& deal : q.deals) {
        out.weighted += deal.probability * deal.amount;
        odds.push_back(deal.probability >= 1 ? infinite : deal.probability / (1 - deal.probability));
        p_mean += deal.probability / static_cast<double>(q.deals.size());
    }
    out.expected = q.won + q.baseline + out.weighted;
    // The logit of a rate p that rests on n deals has about this deviation.
    const double spread = q.rate_weight * p_mean * (1 - p_mean);
    const double common_error = spread > 0 && std::isfinite(spread) ? 1 / std::sqrt(spread) : 0;
    std::vector<double> sums(q.draws);
    const std::size_t parts = parallel::parts_of(q.draws, 1000);
    parallel::for_parts(parts, q.threads, [&](std::size_t part) {
        const auto to = parallel::part_begin(q.draws, parts, part + 1);
        for (auto i = parallel::part_begin(q.draws, parts, part); i < to; ++i)
            sums[i] = one_draw(q, odds, std::min(common_error, 2.0), i);
    });
    std::sort(sums.begin(), sums.end());
    const auto n = static_cast<double>(q.draws);
    const auto reached = sums.end() - std::lower_bound(sums.begin(), sums.end(), q.target * (1 - 1e-12));
    out.probability = static_cast<double>(reached) / n;
    out.std_error = std::sqrt(out.probability * (1 - out.probability) / n);
    const auto at = [&](double share) { return sums[static_cast<std::size_t>(share * (n - 1))]; };
    out.p10 = at(0.1), out.p50 = at(0.5), out.p90 = at(0.9);
    return out;
}

}  // namespace kamino::outlook
