#include "engine/territory/attention/dual.h"

#include <algorithm>
#include <cmath>

namespace kamino::territory::attention {
namespace {

// A symmetric matrix and a vector of the two resources.
struct Square {
    double hh = 0, hm = 0, mm = 0;
};
struct Pair {
    double h = 0, m = 0;
};
Square operator+(const Square& a, const Square& b) {
    return {a.hh + b.hh, a.hm + b.hm, a.mm + b.mm};
}
Pair operator*(const Square& a, const Pair& x) {
    return {a.hh * x.h + a.hm * x.m, a.hm * x.h + a.mm * x.m};
}
Pair solve(const Square& a, const Pair& x) {
    const double det = a.hh * a.mm - a.hm * a.hm;
    return {(a.mm * x.h - a.hm * x.m) / det, (a.hh * x.m - a.hm * x.h) / det};
}

class Newton {
  public:
    Newton(const Model& model, const Effort& effort) : m_(model), effort_(effort) {
        groups_ = model.begins.size() - 1;
        scale();
        prices_.assign(model.rows(), 0);
        for (std::size_t r = 0; r < prices_.size(); ++r)
            if (active(r)) prices_[r] = 0.3;
    }

    std::vector<double> run() {
        const auto rows = static_cast<double>(
            std::count_if(m_.limit.begin(), m_.limit.end(), [](double limit) { return limit < unlimited; }));
        if (rows == 0 || m_.size() == 0) return prices_;
        const auto n = static_cast<double>(m_.size());
        best_ = raw(prices_);
        least_ = dual_value(m_, best_);
        barrier_ = 0.05 * n / rows;
        for (smooth_ = 0.3; smooth_ > 1e-7; smooth_ *= 0.25, barrier_ *= 0.25) {
            value_ = evaluate(prices_);
            for (int step = 0; step < 4; ++step)
                if (stopped() || !newton()) break;
            if (stopped()) break;
            if (smooth_ < 0.02 && !remember()) break;
        }
        remember();
        lower_free_prices();
        return best_;
    }

  private:
    bool active(std::size_t row) const { return m_.limit[row] < unlimited; }
    bool stopped() const { return effort_.stop && effort_.stop->load(std::memory_order_relaxed); }

    // Gains and resources in units of an account's mean range, so that prices are about 1.
    void scale() {
        double gains = 0, hours = 0, money = 0;
        for (std::size_t at = 0; at < m_.size(); ++at) {
            const auto from = m_.first[at], to = m_.first[at + 1];
            const auto range = [&](const std::vector<double>& column) {
                const auto [low, high] = std::minmax_element(column.begin() + from, column.begin() + to);
                return *high - *low;
            };
            gains += range(m_.gain), hours += range(m_.hours), money += range(m_.money);
        }
        const auto n = static_cast<double>(std::max<std::size_t>(m_.size(), 1));
        const auto unit = [n](double sum) { return sum > 0 ? sum / n : 1; };
        gain_ = unit(gains), hour_ = unit(hours), money_ = unit(money);
    }
    double unit_of(std::size_t row) const { return row % 2 == 0 ? hour_ : money_; }
    std::vector<double> raw(const std::vector<double>& prices) const {
        auto out = prices;
        for (std::size_t r = 0; r < out.size(); ++r) out[r] *= gain_ / unit_of(r);
        return out;
    }

    // Keeps the best prices so far, those of rows that hardly bind also as 0; false when the value fell so
    // low that no answer can be.
    bool remember() {
        for (const double cut : {0.0, 1e-5}) {
            auto trial = prices_;
            for (double& price : trial)
                if (price < cut) price = 0;
            trial = raw(trial);
            const double value = dual_value(m_, trial);
            if (value < least_) least_ = value, best_ = std::move(trial);
        }
        double low = 0;
        for (std::size_t at = 0; at < m_.size(); ++at)
            low += *std::min_element(m_.gain.begin() + m_.first[at], m_.gain.begin() + m_.first[at + 1]);
        return least_ >= low - 1e-6 * std::abs(low);
    }

    // A limit of 0 costs nothing at any price: the least one at which nobody buys says what the first hour
    // brings.
    void lower_free_prices() {
        for (std::size_t r = 0; r < best_.size(); ++r) {
            if (m_.limit[r] != 0) continue;
            double low = 0, high = best_[r];
            const double slack = 1e-9 * (1 + std::abs(least_));
            for (int halved = 0; halved < 40; ++halved) {
                best_[r] = (low + high) / 2;
                (dual_value(m_, best_) <= least_ + slack ? high : low) = best_[r];
            }
            best_[r] = high;
        }
    }

    // The smoothed dual at prices: its value, the gradient and the blocks of the Hessian.
    double evaluate(const std::vector<double>& prices) {
        double value = 0;
        gradient_.assign(prices.size(), 0);
        blocks_.assign(groups_, {});
        for (std::size_t r = 0; r < prices.size(); ++r)
            if (active(r)) {
                const double limit = m_.limit[r] / unit_of(r);
                value += prices[r] * limit - barrier_ * std::log(prices[r]);
                gradient_[r] = limit - barrier_ / prices[r];
            }
        for (std::size_t g = 0; g < groups_; ++g) {
            const double hour = prices[0] + (g > 0 ? prices[2 * g] : 0);
            const double money = prices[1] + (g > 0 ? prices[2 * g + 1] : 0);
            Pair use;
            Square spread;
            value += group(g, hour, money, use, spread);
            blocks_[g] = {spread.hh / smooth_, spread.hm / smooth_, spread.mm / smooth_};
            if (active(0)) gradient_[0] -= use.h;
            if (active(1)) gradient_[1] -= use.m;
            if (g > 0 && active(2 * g)) gradient_[2 * g] -= use.h;
            if (g > 0 && active(2 * g + 1)) gradient_[2 * g + 1] -= use.m;
        }
        return value;
    }

    double group(std::size_t g, double hour, double money, Pair& use, Square& spread) const {
        double value = 0;
        std::array<double, 64> worths;
        const double a = hour / hour_, b = money / money_, per_gain = 1 / gain_;
        for (std::size_t at = m_.begins[g]; at < m_.begins[g + 1]; ++at) {
            // Options beyond the 64 dearest stay out of the smoothing only: prices remain prices.
            const std::size_t from = m_.first[at];
            const std::size_t count = std::min<std::size_t>(m_.first[at + 1] - from, worths.size());
            double most = -INFINITY;
            for (std::size_t j = 0; j < count; ++j) {
                worths[j] = m_.gain[from + j] * per_gain - a * m_.hours[from + j] - b * m_.money[from + j];
                most = std::max(most, worths[j]);
            }
            double sum = 0, h = 0, m = 0, hh = 0, hm = 0, mm = 0;
            for (std::size_t j = 0; j < count; ++j) {
                const double below = (worths[j] - most) / smooth_;
                if (below < -30) continue;
                const double share = std::exp(below);
                sum += share;
                const double x = m_.hours[from + j] / hour_, y = m_.money[from + j] / money_;
                h += share * x, m += share * y, hh += share * x * x, hm += share * x * y, mm += share * y * y;
            }
            value += most + smooth_ * std::log(sum);
            h /= sum, m /= sum;
            use.h += h, use.m += m;
            spread.hh += std::max(hh / sum - h * h, 0.0), spread.hm += hm / sum - h * m;
            spread.mm += std::max(mm / sum - m * m, 0.0);
        }
        return value;
    }

    // The step of the arrow: people first, given the totals. Rows without a limit are held by a huge weight.
    std::vector<double> direction() const {
        const auto held = [&](std::size_t row) {
            return active(row) ? barrier_ / (prices_[row] * prices_[row]) + 1e-12 : 1e30;
        };
        Square corner{held(0), 0, held(1)};
        Pair right{-gradient_[0], -gradient_[1]};
        corner = corner + blocks_[0];
        for (std::size_t g = 1; g < groups_; ++g) {
            const auto& d = blocks_[g];
            const Square own = d + Square{held(2 * g), 0, held(2 * g + 1)};
            const Pair left = solve(own, {d.hh, d.hm}), other = solve(own, {d.hm, d.mm});
            const Pair to_left = d * left, to_other = d * other;
            corner = corner + Square{d.hh - to_left.h, d.hm - to_other.h, d.mm - to_other.m};
            const Pair push = d * solve(own, {gradient_[2 * g], gradient_[2 * g + 1]});
            right.h += push.h, right.m += push.m;
        }
        const Pair total = solve(corner, right);
        std::vector<double> step(prices_.size(), 0);
        step[0] = active(0) ? total.h : 0, step[1] = active(1) ? total.m : 0;
        for (std::size_t g = 1; g < groups_; ++g) {
            const auto& d = blocks_[g];
            const Pair pull = d * Pair{step[0], step[1]};
            const Pair own = solve(d + Square{held(2 * g), 0, held(2 * g + 1)},
                                   {-gradient_[2 * g] - pull.h, -gradient_[2 * g + 1] - pull.m});
            step[2 * g] = active(2 * g) ? own.h : 0, step[2 * g + 1] = active(2 * g + 1) ? own.m : 0;
        }
        return step;
    }

    bool newton() {
        const auto step = direction();
        double slope = 0, longest = 1;
        for (std::size_t r = 0; r < step.size(); ++r) {
            slope += gradient_[r] * step[r];
            if (step[r] < 0) longest = std::min(longest, -0.95 * prices_[r] / step[r]);
        }
        if (!(slope < -1e-10 * (1 + std::abs(value_)))) return false;
        auto trial = prices_;
        for (int halved = 0; halved < 30; ++halved, longest *= 0.4) {
            for (std::size_t r = 0; r < step.size(); ++r)
                trial[r] = std::min(prices_[r] + longest * step[r], 1e9);
            const double there = evaluate(trial);
            if (there > value_ + 1e-4 * longest * slope) continue;
            prices_ = std::move(trial);
            value_ = there;
            return -slope * longest > 1e-3 * smooth_ * static_cast<double>(m_.size());
        }
        return false;  // the gradient is that of a trial now: the next stage begins anew
    }

    const Model& m_;
    const Effort& effort_;
    std::size_t groups_;
    double gain_ = 1, hour_ = 1, money_ = 1, smooth_ = 1, barrier_ = 1, least_ = 0, value_ = 0;
    std::vector<double> prices_, best_, gradient_;
    std::vector<Square> blocks_;
};

}  // namespace

double dual_value(const Model& m, const std::vector<double>& prices) {
    double value = 0;
    for (std::size_t r = 0; r < prices.size(); ++r)
        if (prices[r] > 0) value += prices[r] * m.limit[r];
    for (std::size_t g = 0; g + 1 < m.begins.size(); ++g) {
        const double hour = prices[0] + (g > 0 ? prices[2 * g] : 0);
        const double money = prices[1] + (g > 0 ? prices[2 * g + 1] : 0);
        for (std::size_t at = m.begins[g]; at < m.begins[g + 1]; ++at) {
            double best = -INFINITY;
            for (std::size_t c = m.first[at]; c < m.first[at + 1]; ++c)
                best = std::max(best, worth(m, c, hour, money));
            value += best;
        }
    }
    return value;
}

std::vector<double> best_prices(const Model& model, const Effort& effort) {
    return Newton(model, effort).run();
}

}  // namespace kamino::territory::attention
