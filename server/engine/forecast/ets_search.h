// The search for the likeliest parameters of one form of ETS. Internal to engine/forecast.
#pragma once
#include <lbfgs.h>

#include <memory>
#include <optional>
#include <span>

#include "engine/forecast/ets_recursion.h"

namespace kamino::forecast {

std::size_t smoothing_count(const EtsForm& form);
std::size_t state_count(const EtsForm& form, std::size_t period);

// One search: free numbers for α, β/α, γ/(1 − α), φ, then the starting states in units of the residuals, so
// that every direction is about equally steep. The values must outlive it and be scaled to about 1.
class EtsSearch {
  public:
    EtsSearch(std::span<const double> y, std::size_t period, const EtsForm& form);
    // Takes the smoothing parameters of a small grid that fit best from `state`; false when none has a
    // likelihood.
    bool start(const EtsState& state);
    void run(int iterations);  // on from the best point so far
    double best() const { return best_value_; }
    const EtsForm& form() const { return form_; }
    const EtsTrace& trace();                                         // at the best point
    const EtsParameters& parameters() const { return parameters_; }  // after trace()

  private:
    struct Free {
        void operator()(lbfgsfloatval_t* x) const { lbfgs_free(x); }
    };
    void pack(const EtsParameters& p, const EtsState& state);
    void unpack(const double* x);
    void pack_gradient(double* g) const;
    double value(const double* x, double* g);
    static lbfgsfloatval_t evaluate(void* self, const lbfgsfloatval_t* x, lbfgsfloatval_t* g, int,
                                    lbfgsfloatval_t);
    static int progress(void* self, const lbfgsfloatval_t*, const lbfgsfloatval_t*, lbfgsfloatval_t value,
                        lbfgsfloatval_t, lbfgsfloatval_t, lbfgsfloatval_t, int, int k, int);

    std::span<const double> y_;
    EtsForm form_;
    EtsTrace trace_;
    EtsParameters parameters_;
    EtsGradient gradient_;
    std::vector<double> of_fit_, best_;
    std::unique_ptr<lbfgsfloatval_t, Free> x_;
    std::size_t size_ = 0;
    double unit_ = 1, best_value_, before_;
};

}  // namespace kamino::forecast
