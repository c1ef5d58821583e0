// Gamma-Gamma: what a customer spends on average per purchase (Fader, Hardie and Lee, JMR 42, 2005; Fader and
// Hardie, "The Gamma-Gamma Model of Monetary Value", 2013). Pure functions, thread-safe.
//
// The value of a purchase ~ Gamma(p, ν), ν ~ Gamma(q, γ) over customers; independent of how often they buy.
#pragma once
#include "engine/clv/fit.h"

namespace kamino::clv {

struct GammaGamma {
    double p, q, gamma;
};

// Customers with x > 0 purchases of mean value m > 0 each (others are left out), weights optional. The
// likelihood is Fader and Hardie 2013 eq. 1a, with derivatives by p, q, γ.
Likelihood gamma_gamma_likelihood(std::span<const double> x, std::span<const double> m,
                                  std::span<const double> weight, unsigned threads);
Fit fit_gamma_gamma(std::span<const double> x, std::span<const double> m, std::span<const double> weight,
                    unsigned threads);

// Mean over all customers p γ / (q − 1); infinite unless q > 1.
double mean_value(const GammaGamma& g);
// Expected mean value of a customer with x purchases of mean m: Fader and Hardie 2013 eq. 5; mean_value when
// x = 0.
double expected_value(const GammaGamma& g, double x, double m);

}  // namespace kamino::clv
