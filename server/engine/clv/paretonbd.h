// Pareto/NBD: customers buy with rate λ ~ Gamma(r, α) and leave at any time with rate μ ~ Gamma(s, β)
// (Schmittlein, Morrison and Colombo, Management Science 33, 1987; derivations in Fader and Hardie, "A Note
// on Deriving the Pareto/NBD Model", 2005). Pure functions, thread-safe.
//
// The likelihood's difference of two hypergeometric functions (A₀) is the integral over the time of leaving
//   A₀ = (r+s+x) ∫ₜₓᵀ (α+y)^−(r+x) (β+y)^−(s+1) dy,
// whose integrand is positive and smooth in ln(min(α, β) + y): Gauss–Legendre panels on it neither cancel nor
// overflow, whatever x.
#pragma once
#include "engine/clv/fit.h"
#include "engine/clv/histories.h"

namespace kamino::clv {

struct ParetoNbd {
    double r, alpha, s, beta;
};

// Fader and Hardie 2005, eq. 18–20, grouped histories, with derivatives by r, α, s, β.
Likelihood paretonbd_likelihood(const Histories& histories, unsigned threads);
Fit fit_paretonbd(const Histories& histories, unsigned threads);

double log_a0(const ParetoNbd& m, double x, double t_x, double T);   // ln A₀; −∞ when t_x = T
double p_alive(const ParetoNbd& m, double x, double t_x, double T);  // Schmittlein et al. 1987 eq. 11–13
// Expected purchases of one new customer in (0, t]: Schmittlein et al. 1987 eq. 17; its limit where s = 1.
double expected_purchases(const ParetoNbd& m, double t);
// Expected purchases in (T, T + t] of a customer who is still one at T; times p_alive: Fader and Hardie 2005
// eq. 41.
double expected_if_alive(const ParetoNbd& m, double x, double T, double t);
// P(Y = 0), P(Y = 1) … for the purchases Y of the time t that follows, n of them, of a new customer of the
// model.
std::vector<double> purchase_probabilities(const ParetoNbd& m, double t, std::size_t n);

}  // namespace kamino::clv
