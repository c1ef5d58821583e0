// Shifted beta-geometric: contracts that are renewed or not (Fader and Hardie, "How to Project Customer
// Retention", Journal of Interactive Marketing 21, 2007). At each renewal a customer leaves with probability
// θ ~ Beta(α, β). Pure functions, thread-safe.
//
// A history here: x contracts renewed out of T that came up; x < T has left, x = T still is a customer. t_x
// is not read.
#pragma once
#include "engine/clv/fit.h"
#include "engine/clv/histories.h"

namespace kamino::clv {

struct Sbg {
    double alpha, beta;
};

// Fader and Hardie 2007 eq. 5–7, with derivatives by α, β.
Likelihood sbg_likelihood(const Histories& histories);
Fit fit_sbg(const Histories& histories);

double survival(const Sbg& m, double t);   // eq. 6: still a customer after t renewals
double retention(const Sbg& m, double t);  // eq. 8: renews for the t-th time
double expected_renewals(const Sbg& m, double n,
                         double more);  // of the next `more`, by a customer after n renewals

}  // namespace kamino::clv
