// Forecasts of a hierarchy made to add up: minimum trace reconciliation with a shrunken covariance,
// Wickramasuriya, Athanasopoulos & Hyndman, "Optimal forecast reconciliation for hierarchical and grouped
// time series through trace minimization", J. American Statistical Association 114 (2019). Pure; thread-safe.
#pragma once
#include <cstddef>
#include <span>
#include <vector>

namespace kamino::forecast {

inline constexpr std::size_t no_parent = static_cast<std::size_t>(-1);

// A forest: parent[i] of node i, or no_parent. A node without children is a leaf; every other is the sum of
// its children.
class Hierarchy {
  public:
    // Nothing is checked here but that there is no circle: std::invalid_argument.
    explicit Hierarchy(std::vector<std::size_t> parent);
    std::size_t size() const { return parent_.size(); }
    bool leaf(std::size_t node) const { return children_[node].empty(); }
    const std::vector<std::size_t>& children(std::size_t node) const { return children_[node]; }
    std::size_t parent(std::size_t node) const { return parent_[node]; }
    const std::vector<std::size_t>& upwards() const { return order_; }  // children before their parents
    // Sets every node that is no leaf to the sum of its children.
    void add_up(std::vector<double>& values) const;

  private:
    std::vector<std::size_t> parent_, order_;
    std::vector<std::vector<std::size_t>> children_;
};

struct Covariance {
    double shrinkage = 1;          // λ: 1 keeps the variances only
    std::vector<double> variance;  // of the nodes' one-step errors
    std::vector<double> dense;     // the shrunken covariance, row by row; empty: diagonal
};
// Shrinkage of the correlations towards zero with the optimal λ of Schäfer & Strimmer (2005), eq. (11) of the
// paper. Residuals end at the same period and may have different lengths: the common last ones are used. Of
// more than `most_dense` nodes only the variances.
Covariance shrunken_covariance(const std::vector<std::vector<double>>& residuals,
                               std::size_t most_dense = 1500);

// MinT in the form with constraints, ỹ = ŷ − W U (UᵀWU)⁻¹ Uᵀ ŷ, where Uᵀy = 0 says that parents are the sums
// of their children (ibid., eq. 9 and appendix). forecasts[node][h]. Afterwards the leaves are put on a grid
// of a power of two so coarse that no sum in the hierarchy is rounded, and parents are summed from them:
// every sum is exact to the last bit, in any order of adding. `never_negative`: leaves below zero become
// zero.
void reconcile(const Hierarchy& hierarchy, const Covariance& covariance,
               std::vector<std::vector<double>>& forecasts, bool never_negative);

}  // namespace kamino::forecast
