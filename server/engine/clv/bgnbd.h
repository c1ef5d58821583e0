// BG/NBD: customers buy at random while they are customers and leave, if at all, right after a purchase
// (Fader, Hardie and Lee, Marketing Science 24, 2005). MBG/NBD: they may leave after the first purchase too
// (Batislam, Denizel and Filiztekin, IJRM 24, 2007). Pure functions, thread-safe.
//
// Purchases come with rate λ ~ Gamma(r, α); after each one the customer leaves with probability p ~ Beta(a,
// b).
#pragma once
#include "engine/clv/fit.h"
#include "engine/clv/histories.h"

namespace kamino::clv {

struct BgNbd {
    double r, alpha, a, b;
    bool modified = false;
};

// The likelihood (FHL 2005 eq. 6; Batislam et al. 2007 eq. 9) of grouped histories, with derivatives by r, α,
// a, b.
Likelihood bgnbd_likelihood(const Histories& histories, bool modified, unsigned threads);
Fit fit_bgnbd(const Histories& histories, bool modified, unsigned threads);

// The limit in which nobody leaves: the NBD model (Ehrenberg 1959); r, α. a = 0.
Fit fit_nbd(const Histories& histories);

// FHL 2005, text behind eq. 10: 1 for x = 0 unless modified. a = 0: 1.
double p_alive(const BgNbd& m, double x, double t_x, double T);
// Expected purchases of one new customer in (0, t]: FHL 2005 eq. 9.
double expected_purchases(const BgNbd& m, double t);
// Expected purchases in (T, T + t] of a customer who is still one at T; times p_alive it is FHL 2005 eq. 10,
// which is computed from the integral that eq. 10 solves, since the hypergeometric form cancels near a = 1
// and for small t.
double expected_if_alive(const BgNbd& m, double x, double T, double t);
// P(X(t) = 0), P(X(t) = 1) … of a new customer, n of them: FHL 2005 eq. 8.
std::vector<double> purchase_probabilities(const BgNbd& m, double t, std::size_t n);

}  // namespace kamino::clv
