#include <cmath>

#include "engine/impact/simplex.h"
#include "engine/impact/synthetic.h"

namespace kamino::impact {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

struct Weights {
    VectorXd unit, time;
};

// Standard deviation of the controls' first differences before the entry (their equation 5).
double noise_of(const MatrixXd& donors, Index before) {
    std::vector<double> differences;
    for (Index j = 0; j < donors.cols(); ++j)
        for (Index t = 1; t < before; ++t) differences.push_back(donors(t, j) - donors(t - 1, j));
    return std::sqrt(variance(differences));
}

// Their equation 4: the intercept is taken out by centring each series over the times before.
VectorXd unit_weights(const VectorXd& treated, const MatrixXd& donors, Index before, double zeta) {
    MatrixXd distance = donors.topRows(before).colwise() - treated.head(before);
    distance.rowwise() -= distance.colwise().mean().eval();
    MatrixXd q = distance.transpose() * distance;
    q.diagonal().array() += zeta * zeta * static_cast<double>(before);
    return simplex_least_squares(q).weights;
}

// Their equation 6: the weighted times before stand for the average after, over the controls.
VectorXd time_weights(const MatrixXd& donors, Index before, double noise) {
    const VectorXd after = donors.bottomRows(donors.rows() - before).colwise().mean().transpose();
    MatrixXd distance = donors.topRows(before).transpose().colwise() - after;  // donors × times before
    distance.rowwise() -= distance.colwise().mean().eval();
    MatrixXd q = distance.transpose() * distance;
    q.diagonal().array() += 1e-12 * noise * noise * static_cast<double>(donors.cols());
    return simplex_least_squares(q).weights;
}

Weights weights_of(const VectorXd& treated, const MatrixXd& donors, Index before, double zeta, double noise) {
    return {unit_weights(treated, donors, before, zeta), time_weights(donors, before, noise)};
}

// Gaps to the weighted controls, less the weighted gap before; their average after is the estimate (equation
// 1 solved: Arkhangelsky et al., section 2.2).
VectorXd gaps_of(const VectorXd& treated, const MatrixXd& donors, const Weights& w) {
    VectorXd gaps = treated - donors * w.unit;
    gaps.array() -= gaps.head(w.time.size()).dot(w.time);
    return gaps;
}

double effect_of(const VectorXd& gaps, Index before) {
    return gaps.tail(gaps.size() - before).mean();
}

double placebo_error(const Pool& pool, double zeta, double noise, std::uint64_t seed, double own,
                     Placebo& placebo) {
    const auto before = static_cast<Index>(pool.before);
    std::vector<double> effects;
    for (const auto& set : placebo_sets(pool.donors.size(), pool.treated.size(), 200, seed)) {
        const auto p = as_placebo(pool.donor_series, set);
        if (p.left.empty()) break;
        const auto w = weights_of(p.treated, p.donors, before, zeta, noise);
        effects.push_back(effect_of(gaps_of(p.treated, p.donors, w), before));
    }
    placebo = {.rank = 1, .of = effects.size() + 1};
    for (const double e : effects) placebo.rank += std::abs(e) >= std::abs(own);
    placebo.p = static_cast<double>(placebo.rank) / static_cast<double>(placebo.of);
    return effects.size() >= 3 ? std::sqrt(variance(effects)) : unknown;
}

// Algorithm 3: leave one unit out, weights kept and the controls' made to add up again.
double jackknife_error(const Panel& panel, const Pool& pool, const Weights& w) {
    const double n_treated = static_cast<double>(pool.treated.size());
    const double n = n_treated + static_cast<double>(pool.donors.size());
    const auto before = static_cast<Index>(pool.before);
    std::vector<double> effects;
    if (pool.treated.size() < 2 || (w.unit.array() > 0).count() < 2) return unknown;
    for (const auto i : pool.treated) {
        VectorXd rest = pool.treated_series * n_treated;
        for (Index t = 0; t < rest.size(); ++t) rest[t] -= panel.at(i, static_cast<std::size_t>(t));
        effects.push_back(effect_of(gaps_of(rest / (n_treated - 1), pool.donor_series, w), before));
    }
    for (Index j = 0; j < w.unit.size(); ++j) {
        Weights without = w;
        without.unit[j] = 0;
        without.unit /= without.unit.sum();
        effects.push_back(effect_of(gaps_of(pool.treated_series, pool.donor_series, without), before));
    }
    double squares = 0;
    const double own = effect_of(gaps_of(pool.treated_series, pool.donor_series, w), before);
    for (const double e : effects) squares += (e - own) * (e - own);
    return std::sqrt((n - 1) / n * squares);
}

}  // namespace

Impact synthetic_did(const Panel& panel, std::uint64_t seed) {
    const auto pool = pool_of(panel);
    auto out = pool.start;
    if (out.trouble != Trouble::none) return out;
    const auto before = static_cast<Index>(pool.before);
    const auto after = static_cast<Index>(panel.times) - before;
    const double noise = noise_of(pool.donor_series, before);
    // ζ = (N_treated T_after)^(1/4) σ
    const double zeta =
        std::pow(static_cast<double>(pool.treated.size()) * static_cast<double>(after), 0.25) * noise;
    const auto w = weights_of(pool.treated_series, pool.donor_series, before, zeta, noise);
    const auto gaps = gaps_of(pool.treated_series, pool.donor_series, w);
    const double value = effect_of(gaps, before);
    out.weights.assign(panel.units, 0);
    for (std::size_t j = 0; j < pool.donors.size(); ++j)
        out.weights[pool.donors[j]] = w.unit[static_cast<Index>(j)];
    out.time_weights.assign(w.time.begin(), w.time.end());
    for (Index t = 0; t < gaps.size(); ++t) out.gaps.push_back({static_cast<long long>(t), gaps[t]});
    const VectorXd centred = (pool.treated_series - pool.donor_series * w.unit).head(before);
    out.pre_rmspe = root_mean_square(centred.array() - centred.mean(), 0, before);
    out.post_rmspe = root_mean_square(gaps, before, gaps.size());
    out.mean_gap = value;
    double error = placebo_error(pool, zeta, noise, seed, value, out.placebo);
    if (!std::isfinite(error)) {
        error = jackknife_error(panel, pool, w);
        out.placebo = {};
        out.cautions.push_back(std::isfinite(error) ? Caution::jackknife : Caution::no_error);
    }
    out.effect = estimate(value, error, static_cast<double>(pool.donors.size()) - 1);
    if (pool.treated.size() == 1) out.cautions.push_back(Caution::one_treated);
    out.verdict = out.has(Caution::no_variation) ? Verdict::cannot_tell : by_p(out.effect);
    return out;
}

}  // namespace kamino::impact
