// BG/BB: occasions to buy come at fixed times (a year, a campaign); a customer takes each with probability p
// ~ Beta(α, β) while it is one, and leaves before each with probability θ ~ Beta(γ, δ) (Fader, Hardie and
// Shang, Marketing Science 29, 2010). Pure functions, thread-safe.
//
// A history here: x occasions taken, the last of them the t_x-th, out of T = n occasions; whole numbers.
#pragma once
#include "engine/clv/fit.h"
#include "engine/clv/histories.h"

namespace kamino::clv {

struct BgBb {
    double alpha, beta, gamma, delta;
};

// Fader, Hardie and Shang 2010 eq. 5, with derivatives by α, β, γ, δ.
Likelihood bgbb_likelihood(const Histories& histories, unsigned threads);
Fit fit_bgbb(const Histories& histories, unsigned threads);

// Will still be a customer at occasion n + 1: eq. 11.
double p_alive(const BgBb& m, double x, double t_x, double n);
// Occasions taken among the first n of a new customer: eq. 8; by summing over the occasions.
double expected_purchases(const BgBb& m, double n);
// Occasions taken among the next `more`, of a customer who is one at occasion n + 1; times p_alive it is
// eq. 13.
double expected_if_alive(const BgBb& m, double x, double n, double more);
// P(Y = 0), P(Y = 1) … P(Y = more) of the same customer; eq. 14.
std::vector<double> purchase_probabilities_if_alive(const BgBb& m, double x, double n, double more);

}  // namespace kamino::clv
