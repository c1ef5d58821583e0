// Predictions for a whole base. What a customer will buy if it is still one depends on x and T alone and
// smoothly on T: for each x it is computed at a few Chebyshev points of T and interpolated to rounding.
#pragma once
#include <cstddef>
#include <functional>
#include <span>
#include <vector>

#include "engine/clv/model.h"

namespace kamino::clv {

// A smooth function on [from, to] by Chebyshev interpolation in ln(shift + t), its degree doubled until the
// coefficients fall below 1e-13 of the largest (Trefethen 2013, ch. 3).
class Curve {
  public:
    Curve(double from, double to, double shift, const std::function<double(double)>& f);
    double at(double t) const;

  private:
    double shift_, middle_, scale_;
    std::vector<double> coefficients_;
};

// Purchases until `until` after T, those since the step before counted `factor` times: {{52, 1}} counts those
// of a year,
// {{1, 0.99}, {2, 0.98}, …} discounts them.
struct Step {
    double until, factor;
};

struct Predictions {
    std::vector<double> p_alive, expected, discounted;  // expected: of the last step's time, undiscounted
};

// For every row; `discounted` is empty when all factors are 1.
Predictions predict(const AnyModel& model, std::span<const double> x, std::span<const double> t_x,
                    std::span<const double> T, const std::vector<Step>& steps, unsigned threads);

// Steps of one `period` each up to `horizon`, the last one perhaps shorter; what a step brings is discounted
// from its end at `rate` a period.
std::vector<Step> discount_steps(double horizon, double period, double rate);

}  // namespace kamino::clv
