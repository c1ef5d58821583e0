// Maximum likelihood for small models: positive parameters, a likelihood that gives its gradient and its
// matrix of second derivatives, standard errors from that matrix. Sums run over fixed parts of the rows in
// their order, so that the result is the same on any number of threads.
#pragma once
#include <array>
#include <cstddef>
#include <functional>
#include <span>
#include <vector>

namespace kamino::clv {

constexpr std::size_t most_params = 4;

// A sum of a log-likelihood with its derivatives by the natural parameters. Only the upper triangle of the
// second derivatives is filled.
struct Sums {
    double value = 0;
    std::array<double, most_params> gradient{};
    std::array<std::array<double, most_params>, most_params> hessian{};
    void add(const Sums& other);
};

// `curved`: the second derivatives are wanted.
using Likelihood = std::function<Sums(std::span<const double> params, bool curved)>;

struct Problem {
    std::size_t params = 0;
    std::size_t rows = 0;
    // The likelihood of every stride-th row: samples while the optimum is far, 1 for all rows.
    std::function<Likelihood(std::size_t stride)> likelihood;
    std::vector<double> start;
    // Parameters stay within [start × e^−reach, start × e^reach].
    double reach = 14;
};

struct Fit {
    std::vector<double> params, std_errors;  // NaN where the likelihood does not curve
    double log_likelihood = 0;
    std::vector<std::vector<double>> covariance;
    int evaluations = 0;        // of all rows
    bool settled = false;       // gradient and curvature are those of a maximum
    std::vector<bool> at_edge;  // a parameter ran to the end of its reach
};

// NLopt's sequential quadratic programming (Kraft 1994) on the logarithms of the parameters, first on
// samples, then on all rows in coordinates in which the sample's curvature is round, so that few passes over
// all rows are needed.
Fit maximise(const Problem& problem);

}  // namespace kamino::clv
