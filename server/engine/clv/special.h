// Special functions in the forms that likelihoods of customer bases need: differences of logarithms that stay
// exact where the functions themselves are huge, and integrals of smooth functions. Pure and thread-safe.
#pragma once
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

namespace kamino::clv {

double log_gamma(double x);  // x > 0
double digamma(double x);    // x > 0
double trigamma(double x);   // x > 0

// ln Γ(a + n) − ln Γ(a), a > 0, n ≥ 0; exact to rounding for a up to 1e12, where the two cancel (Stirling's
// series of the difference). The first and second derivatives in a are digamma and trigamma differences, safe
// likewise.
double log_rising(double a, double n);
double digamma_rising(double a, double n);   // ψ(a + n) − ψ(a)
double trigamma_rising(double a, double n);  // ψ'(a + n) − ψ'(a)

double log_beta(double a, double b);
// ln B(a, b + n) − ln B(a, b)
double log_beta_rising_second(double a, double b, double n);

inline double log_add(double a, double b) {  // ln(e^a + e^b)
    if (a < b) std::swap(a, b);
    return a == -HUGE_VAL ? a : a + std::log1p(std::exp(b - a));
}

// Nodes and weights for ∫₀¹ p^(a−1) (1−p)^(b−1) / B(a, b) · h(p) dp, a, b > 0 however small or large, for h
// smooth on the scale of ln p. The trapezoidal rule on y = ln(p / (1−p)), where the integrand decays at both
// ends and is analytic in a strip around the line (Stenger 1981); both tails are summed as geometric series.
// About 1e-12 relative.
struct BetaRule {
    BetaRule(double a, double b);
    std::vector<double> p, weight;
    template <class F>
    double mean(const F& h) const {
        double sum = 0;
        for (std::size_t i = 0; i < p.size(); ++i) sum += weight[i] * h(p[i]);
        return sum;
    }
};

// Gauss–Legendre nodes and weights on [0, 1].
struct Rule {
    std::size_t n;
    const double* node;
    const double* weight;
};
Rule gauss_legendre(std::size_t n);  // 8 or 16

}  // namespace kamino::clv
