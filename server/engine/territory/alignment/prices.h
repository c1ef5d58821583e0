// Prices of load: one a person and balanced measure, such that everybody's buying the cheapest units fills
// all territories within their bounds. They maximise the Lagrangian dual of the assignment (Geoffrion 1974;
// for territories Zoltners & Sinha 1983; without bounds on measures the cells are the power diagrams of
// Aurenhammer, Hoffmann & Aronov 1998). The dual is smoothed by an entropy that cools down (Cuturi 2013;
// Nesterov 2005) and climbed with L-BFGS; exact() is a valid bound of the answers' objective whatever the
// prices are.
#pragma once
#include <cstdint>
#include <vector>

#include "engine/territory/alignment/clock.h"
#include "engine/territory/alignment/problem.h"

namespace kamino::territory::alignment {

// The cheapest people of each atom under some prices, cheapest first.
struct Offers {
    std::size_t width = 0;              // offers kept for an atom, at most
    std::vector<std::uint16_t> person;  // [atom * width]
    std::vector<float> cost;            // without prices
    std::vector<std::uint16_t> count;   // of an atom
};

class Pricing {
  public:
    // `band` in 0..1 narrows the bounds on the loads to that share of their width about the target, so that
    // rounding finds room; the bound is of the true ones.
    Pricing(const Problem& problem, int threads, double band);

    // Climbs from the prices at hand. Smoothing falls from `hot` to `cold`, both in mean costs of a load of
    // one, in `stages` steps of at most `steps` iterations.
    void climb(double hot, double cold, int stages, int steps, std::size_t width, const Clock& clock);
    // The Lagrangian bound at the prices, over all pairs; parts by atom when asked for.
    double exact(std::vector<double>* by_atom = nullptr) const;
    // The cheapest offers at the prices.
    void list(std::size_t width);
    const Offers& offers() const { return offers_; }

    std::vector<double> price;  // [person * measures + measure]; positive: overfull, negative: empty

  private:
    friend struct Climber;
    double smoothed(const double* price, double* slope, double heat) const;
    double bounds_term(const double* price, double* slope, double heat) const;
    const Problem* problem_;
    int threads_;
    double band_, scale_ = 0;
    Offers offers_;
    std::vector<float> size_;  // mean load of an atom over the measures
    mutable std::vector<std::vector<double>> sums_;
};

// The same problem in fewer, larger atoms: neighbours of one kind and owner melted until about `atoms`
// remain.
Problem coarsened(const Problem& problem, std::size_t atoms);

}  // namespace kamino::territory::alignment
