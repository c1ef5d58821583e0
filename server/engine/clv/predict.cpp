#include "engine/clv/predict.h"

#include <algorithm>
#include <cmath>

#include "engine/parallel/parallel.h"

namespace kamino::clv {

namespace {

constexpr std::size_t most_points = 129;

double expected_over(const AnyModel& model, double x, double T, const std::vector<Step>& steps,
                     bool discounted) {
    if (!discounted) return expected_if_alive(model, x, T, steps.back().until);
    double sum = 0, before = 0;
    for (const auto& step : steps) {
        const double until = expected_if_alive(model, x, T, step.until);
        sum += step.factor * (until - before);
        before = until;
    }
    return sum;
}

double shift_of(const AnyModel& model) {
    if (const auto* m = std::get_if<BgNbd>(&model)) return m->alpha;
    if (const auto* m = std::get_if<ParetoNbd>(&model)) return std::min(m->alpha, m->beta);
    return 0;
}

// Curves in T for every x that many rows share; others are computed as they come.
class Curves {
  public:
    Curves(const AnyModel& model, const XIndex& index, std::span<const double> T,
           const std::vector<Step>& steps, bool discounted, unsigned threads)
        : model_(model), steps_(steps), discounted_(discounted), curves_(index.x.size()) {
        const bool smooth = std::holds_alternative<BgNbd>(model) || std::holds_alternative<ParetoNbd>(model);
        if (!smooth || T.empty()) return;
        const auto [least, most] = std::minmax_element(T.begin(), T.end());
        parallel::for_parts(index.x.size(), threads, [&](std::size_t i) {
            if (index.weight[i] < 40) return;
            curves_[i].emplace(*least, *most, shift_of(model), [&](double t) {
                return expected_over(model, index.x[i], t, steps, discounted);
            });
        });
    }
    double at(std::size_t i, double x, double T) const {
        return curves_[i] ? curves_[i]->at(T) : expected_over(model_, x, T, steps_, discounted_);
    }

  private:
    const AnyModel& model_;
    const std::vector<Step>& steps_;
    bool discounted_;
    std::vector<std::optional<Curve>> curves_;
};

}  // namespace

Curve::Curve(double from, double to, double shift, const std::function<double(double)>& f) : shift_(shift) {
    const double low = std::log(shift + from), high = std::log(shift + to);
    middle_ = (low + high) / 2;
    scale_ = high > low ? 2 / (high - low) : 0;
    if (scale_ == 0) {
        coefficients_ = {f(from)};
        return;
    }
    std::vector<double> values;
    for (std::size_t n = 16; n < most_points; n *= 2) {
        // At the n + 1 extreme points cos(π k / n); the points of the lower degree are among them.
        std::vector<double> next(n + 1);
        for (std::size_t k = 0; k <= n; ++k)
            next[k] =
                k % 2 == 0 && !values.empty()
                    ? values[k / 2]
                    : f(std::exp(middle_ +
                                 std::cos(M_PI * static_cast<double>(k) / static_cast<double>(n)) / scale_) -
                        shift);
        values = std::move(next);
        coefficients_.assign(n + 1, 0.0);
        double largest = 0;
        for (std::size_t j = 0; j <= n; ++j) {
            double sum = (values[0] + (j % 2 == 0 ? values[n] : -values[n])) / 2;
            for (std::size_t k = 1; k < n; ++k)
                sum += values[k] *
                       std::cos(M_PI * static_cast<double>(j * k % (2 * n)) / static_cast<double>(n));
            coefficients_[j] = sum * (j == 0 || j == n ? 1.0 : 2.0) / static_cast<double>(n);
            largest = std::max(largest, std::abs(coefficients_[j]));
        }
        const auto negligible = [&](double c) { return std::abs(c) < 1e-13 * largest; };
        if (negligible(coefficients_[n]) && negligible(coefficients_[n - 1]) &&
            negligible(coefficients_[n - 2])) {
            while (coefficients_.size() > 1 && std::abs(coefficients_.back()) < 1e-14 * largest)
                coefficients_.pop_back();
            return;
        }
    }
}

double Curve::at(double t) const {
    const double u = scale_ == 0 ? 0 : std::clamp((std::log(shift_ + t) - middle_) * scale_, -1.0, 1.0);
    double b = 0, c = 0;  // Clenshaw
    for (std::size_t k = coefficients_.size(); k-- > 1;) {
        const double next = 2 * u * b - c + coefficients_[k];
        c = b;
        b = next;
    }
    return u * b - c + coefficients_[0];
}

Predictions predict(const AnyModel& model, std::span<const double> x, std::span<const double> t_x,
                    std::span<const double> T, const std::vector<Step>& steps, unsigned threads) {
    const bool discounted =
        std::any_of(steps.begin(), steps.end(), [](const Step& s) { return s.factor != 1; });
    const std::vector<double> ones(x.size(), 1.0);
    const XIndex index = index_of_x(x, ones);
    const Curves plain{model, index, T, steps, false, threads};
    const Curves counted{model, index,      discounted ? T : std::span<const double>{},
                         steps, discounted, threads};
    Predictions out;
    out.p_alive.resize(x.size());
    out.expected.resize(x.size());
    if (discounted) out.discounted.resize(x.size());
    const std::size_t parts = parallel::parts_of(x.size(), 16'384);
    parallel::for_parts(parts, threads, [&](std::size_t part) {
        const auto to = parallel::part_begin(x.size(), parts, part + 1);
        for (auto i = parallel::part_begin(x.size(), parts, part); i < to; ++i) {
            const double alive = p_alive(model, x[i], t_x[i], T[i]);
            out.p_alive[i] = alive;
            out.expected[i] = alive > 0 ? alive * plain.at(index.of_row[i], x[i], T[i]) : 0;
            if (discounted)
                out.discounted[i] = alive > 0 ? alive * counted.at(index.of_row[i], x[i], T[i]) : 0;
        }
    });
    return out;
}

std::vector<Step> discount_steps(double horizon, double period, double rate) {
    std::vector<Step> steps;
    const auto whole = static_cast<std::size_t>(std::ceil(horizon / period - 1e-9));
    for (std::size_t k = 1; k <= whole; ++k) {
        const double end = std::min(horizon, static_cast<double>(k) * period);
        steps.push_back({end, std::pow(1 + rate, -end / period)});
    }
    return steps;
}

}  // namespace kamino::clv
