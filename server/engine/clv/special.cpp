#include "engine/clv/special.h"

#include <math.h>

#include <algorithm>
#include <array>

namespace kamino::clv {

namespace {

// Stirling's correction ln Γ(x) − [(x − ½) ln x − x + ½ ln 2π] for x ≥ 10 (Abramowitz and Stegun 6.1.41).
double stirling_rest(double x) {
    const double u = 1 / (x * x);
    return (1.0 / 12 -
            u * (1.0 / 360 - u * (1.0 / 1260 - u * (1.0 / 1680 - u * (1.0 / 1188 - u * 691.0 / 360360))))) /
           x;
}

constexpr double large = 10;

// The nodes by Newton's method on the Legendre polynomial (Abramowitz and Stegun 25.4.29).
template <std::size_t n>
struct Legendre {
    std::array<double, n> node, weight;
    Legendre() {
        for (std::size_t i = 0; i < n; ++i) {
            double x = std::cos(M_PI * (static_cast<double>(i) + 0.75) / (n + 0.5)), slope = 1;
            for (int round = 0; round < 100; ++round) {
                double p = 1, before = 0;
                for (std::size_t k = 0; k < n; ++k) {
                    const double next =
                        ((2.0 * static_cast<double>(k) + 1) * x * p - static_cast<double>(k) * before) /
                        static_cast<double>(k + 1);
                    before = p;
                    p = next;
                }
                slope = n * (x * p - before) / (x * x - 1);
                const double step = p / slope;
                x -= step;
                if (std::abs(step) < 1e-16) break;
            }
            node[n - 1 - i] = (1 + x) / 2;
            weight[n - 1 - i] = 1 / ((1 - x * x) * slope * slope);
        }
    }
};

}  // namespace

double log_gamma(double x) {
    int sign = 0;
    return ::lgamma_r(x, &sign);
}

double digamma(double x) {
    double shift = 0;
    for (; x < large; ++x) shift -= 1 / x;
    const double u = 1 / (x * x);
    return shift + std::log(x) - 0.5 / x -
           u * (1.0 / 12 -
                u * (1.0 / 120 - u * (1.0 / 252 - u * (1.0 / 240 - u * (1.0 / 132 - u * 691.0 / 32760)))));
}

double trigamma(double x) {
    double shift = 0;
    for (; x < large; ++x) shift += 1 / (x * x);
    const double u = 1 / (x * x);
    return shift +
           (1 + 0.5 / x +
            u * (1.0 / 6 -
                 u * (1.0 / 30 - u * (1.0 / 42 - u * (1.0 / 30 - u * (5.0 / 66 - u * 691.0 / 2730)))))) /
               x;
}

double log_rising(double a, double n) {
    if (n == 0) return 0;
    if (a < large) return log_gamma(a + n) - log_gamma(a);
    return n * std::log(a + n) + (a - 0.5) * std::log1p(n / a) - n + stirling_rest(a + n) - stirling_rest(a);
}

double digamma_rising(double a, double n) {
    if (n == 0) return 0;
    if (n <= 12 && n == std::floor(n)) {
        double sum = 0;
        for (double k = 0; k < n; ++k) sum += 1 / (a + k);
        return sum;
    }
    if (a < large) return digamma(a + n) - digamma(a);
    const auto rest = [](double x) {
        const double u = 1 / (x * x);
        return -0.5 / x - u * (1.0 / 12 - u * (1.0 / 120 - u * (1.0 / 252 - u / 240)));
    };
    return std::log1p(n / a) + rest(a + n) - rest(a);
}

double trigamma_rising(double a, double n) {
    if (n == 0) return 0;
    if (n <= 12 && n == std::floor(n)) {
        double sum = 0;
        for (double k = 0; k < n; ++k) sum -= 1 / ((a + k) * (a + k));
        return sum;
    }
    return trigamma(a + n) - trigamma(a);
}

double log_beta(double a, double b) {
    if (a > b) std::swap(a, b);
    return log_gamma(a) - log_rising(b, a);
}

double log_beta_rising_second(double a, double b, double n) {
    return log_rising(b, n) - log_rising(a + b, n);
}

BetaRule::BetaRule(double a, double b) {
    const double norm = log_beta(a, b);
    // A third of the strip that h leaves, and half a standard deviation of ln(p / (1−p)).
    const double deviation = std::sqrt(1 / a + 1 / b);
    const double step = std::min(0.3, 0.5 * deviation);
    const double middle = std::log(a / b);
    const double low = middle - std::min(60.0, 40 / a + 12 * deviation);
    const double high = middle + std::min(60.0, 40 / b + 12 * deviation);
    const auto steps = static_cast<std::size_t>((high - low) / step) + 1;
    for (std::size_t k = 0; k <= steps; ++k) {
        const double y = low + static_cast<double>(k) * step;
        const double log_p = y > 0 ? -std::log1p(std::exp(-y)) : y - std::log1p(std::exp(y));
        double w = step * std::exp(a * log_p + b * (log_p - y) - norm);
        if (k == 0) w /= -std::expm1(-a * step);
        if (k == steps) w /= -std::expm1(-b * step);
        if (w < 1e-19) continue;
        p.push_back(std::exp(log_p));
        weight.push_back(w);
    }
}

Rule gauss_legendre(std::size_t n) {
    static const Legendre<8> small;
    static const Legendre<16> medium;
    if (n <= 8) return {8, small.node.data(), small.weight.data()};
    return {16, medium.node.data(), medium.weight.data()};
}

}  // namespace kamino::clv
