// What the models know of a customer: how many times it bought again (x), when last (t_x) and how long it has
// been watched (T), both since its first purchase, in any unit of time. Customers with the same history stand
// in one row with their number as weight.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

namespace kamino::clv {

struct Histories {
    std::vector<double> x, t_x, T, weight;
    std::size_t size() const { return x.size(); }
    void add(double x_, double t_x_, double T_, double weight_ = 1) {
        x.push_back(x_);
        t_x.push_back(t_x_);
        T.push_back(T_);
        weight.push_back(weight_);
    }
    Histories every(std::size_t stride) const;  // a sample
};

// Equal histories joined, in order of first appearance; those without a second purchase first and joined by T
// alone (t_x is 0). An empty weight counts as 1 each. Stops joining where it would win nothing.
Histories grouped(std::span<const double> x, std::span<const double> t_x, std::span<const double> T,
                  std::span<const double> weight = {});

// Sums over all customers, for starting values and messages.
struct Totals {
    double customers = 0, repeats = 0, repeaters = 0, watched = 0;  // watched: Σ T
    double largest_x = 0, longest = 0;
};
Totals totals_of(const Histories& histories);

// The different x of histories and each row's place among them.
struct XIndex {
    std::vector<double> x, weight;
    std::vector<std::uint32_t> of_row;
};
XIndex index_of_x(std::span<const double> x, std::span<const double> weight);

}  // namespace kamino::clv
