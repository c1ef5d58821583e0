#include <Eigen/Dense>
#include <cmath>
#include <map>

#include "engine/impact/estimate.h"

namespace kamino::impact {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

// The known cells of the units in the comparison, and the projection on unit and time effects.
class TwoWay {
  public:
    TwoWay(const Panel& panel, std::vector<std::size_t> units) : panel_(panel), units_(std::move(units)) {
        const auto times = static_cast<Index>(panel.times);
        MatrixXd laplacian = MatrixXd::Zero(times, times);
        for (const auto i : units_) {
            const auto seen = known(i);
            const double n = static_cast<double>(seen.size());
            for (const auto s : seen) {
                laplacian(s, s) += 1;
                for (const auto t : seen) laplacian(s, t) -= 1 / n;
            }
        }
        // Singular at least along the constant: the pseudo-inverse by eigenvalues.
        const Eigen::SelfAdjointEigenSolver<MatrixXd> eigen(laplacian);
        VectorXd inverse = eigen.eigenvalues();
        const double tiny = 1e-10 * std::max(1.0, inverse.cwiseAbs().maxCoeff());
        for (auto& v : inverse) v = v > tiny ? 1 / v : 0;
        pseudo_ = eigen.eigenvectors() * inverse.asDiagonal() * eigen.eigenvectors().transpose();
    }

    const std::vector<std::size_t>& units() const { return units_; }
    std::vector<Index> known(std::size_t unit) const {
        std::vector<Index> out;
        for (std::size_t t = 0; t < panel_.times; ++t)
            if (std::isfinite(panel_.at(unit, t))) out.push_back(static_cast<Index>(t));
        return out;
    }

    // Residuals of value(unit, time) after unit and time effects, unit by unit, known cells only.
    template <class Value>
    std::vector<VectorXd> residuals(const Value& value) const {
        std::vector<VectorXd> out;
        VectorXd right = VectorXd::Zero(pseudo_.rows());
        for (const auto i : units_) {
            const auto seen = known(i);
            VectorXd v(static_cast<Index>(seen.size()));
            for (Index k = 0; k < v.size(); ++k) v[k] = value(i, static_cast<std::size_t>(seen[k]));
            v.array() -= v.size() ? v.mean() : 0;
            for (Index k = 0; k < v.size(); ++k) right[seen[k]] += v[k];
            out.push_back(std::move(v));
        }
        const VectorXd effect = pseudo_ * right;
        for (std::size_t u = 0; u < units_.size(); ++u) {
            const VectorXd part = effect(known(units_[u]));
            out[u] -= part;
            out[u].array() += part.size() ? part.mean() : 0;
        }
        return out;
    }

    // M_g L⁺ M_h': the time effects' share of the hat matrix between the known cells of two units.
    MatrixXd hat(const std::vector<Index>& g, const std::vector<Index>& h) const {
        MatrixXd block = pseudo_(g, h);
        block.rowwise() -= block.colwise().mean().eval();
        block.colwise() -= block.rowwise().mean().eval();
        return block;
    }

    VectorXd over_times(const std::vector<Index>& seen, const VectorXd& values) const {
        VectorXd out = VectorXd::Zero(pseudo_.rows());
        out(seen) = values;
        return out;
    }
    VectorXd time_effects(const VectorXd& sums) const { return pseudo_ * sums; }

  private:
    const Panel& panel_;
    std::vector<std::size_t> units_;
    MatrixXd pseudo_;
};

// Units with the same known cells and the same treatment share their adjustment.
struct Pattern {
    std::vector<Index> seen;
    VectorXd treatment;  // residual D
    VectorXd adjusted;   // A_g D / S
    double count = 0;
};

// (M - H_gg)^(-1/2), pseudo-inverse: Pustejovsky and Tipton (2018), equation 5.
MatrixXd adjustment(const TwoWay& model, const Pattern& pattern, double s) {
    const auto n = static_cast<Index>(pattern.seen.size());
    MatrixXd rest = MatrixXd::Identity(n, n) - MatrixXd::Constant(n, n, 1 / static_cast<double>(n));
    rest -= model.hat(pattern.seen, pattern.seen) + pattern.treatment * pattern.treatment.transpose() / s;
    const Eigen::SelfAdjointEigenSolver<MatrixXd> eigen(rest);
    VectorXd root = eigen.eigenvalues();
    for (auto& v : root) v = v > 1e-8 ? 1 / std::sqrt(v) : 0;
    return eigen.eigenvectors() * root.asDiagonal() * eigen.eigenvectors().transpose();
}

// Satterthwaite's degrees of freedom under independent errors: tr(B)² / tr(B²) with B = G'G, whose elements
// between units are -a_g' H_gh a_h (Imbens and Kolesár 2016, section 4.2).
double satterthwaite(const TwoWay& model, const std::vector<Pattern>& patterns, double s) {
    std::vector<VectorXd> spread, effect;  // a_g over all times, and L⁺ of it; a_g has mean 0
    for (const auto& p : patterns) {
        spread.push_back(model.over_times(p.seen, p.adjusted));
        effect.push_back(model.time_effects(spread.back()));
    }
    double trace = 0, squares = 0;
    for (std::size_t g = 0; g < patterns.size(); ++g)
        for (std::size_t h = g; h < patterns.size(); ++h) {
            const auto &a = patterns[g], &b = patterns[h];
            const double between =
                -spread[g].dot(effect[h]) - a.adjusted.dot(a.treatment) * b.treatment.dot(b.adjusted) / s;
            if (g == h) {
                const double own = a.adjusted.squaredNorm() + between;
                trace += a.count * own;
                squares += a.count * own * own + a.count * (a.count - 1) * between * between;
            } else {
                squares += 2 * a.count * b.count * between * between;
            }
        }
    return squares > 0 ? trace * trace / squares : 0;
}

struct Fit {
    double tau, s;
    std::vector<VectorXd> treatment, error;
};

// Cluster-robust variance: CR2 where the matrices are affordable, else CR1 with G - 1 degrees of freedom.
Estimate clustered(const TwoWay& model, const Fit& fit) {
    std::map<std::vector<double>, std::size_t> place;
    std::vector<Pattern> patterns;
    std::vector<std::size_t> pattern_of;
    std::size_t longest = 0;
    for (std::size_t u = 0; u < model.units().size(); ++u) {
        const auto seen = model.known(model.units()[u]);
        longest = std::max(longest, seen.size());
        std::vector<double> key(seen.begin(), seen.end());
        for (const double d : fit.treatment[u]) key.push_back(std::round(d * 1e9));
        const auto [found, fresh] = place.emplace(std::move(key), patterns.size());
        if (fresh) patterns.push_back({.seen = seen, .treatment = fit.treatment[u]});
        patterns[found->second].count += 1;
        pattern_of.push_back(found->second);
    }
    const double groups = static_cast<double>(pattern_of.size());
    double variance = 0;
    if (longest > 150 || static_cast<double>(patterns.size()) * std::pow(longest, 3) > 3e9) {
        for (std::size_t u = 0; u < pattern_of.size(); ++u)
            variance += std::pow(fit.treatment[u].dot(fit.error[u]) / fit.s, 2);
        return estimate(fit.tau, std::sqrt(variance * groups / (groups - 1)), groups - 1);
    }
    for (auto& p : patterns) p.adjusted = adjustment(model, p, fit.s) * p.treatment / fit.s;
    for (std::size_t u = 0; u < pattern_of.size(); ++u)
        variance += std::pow(patterns[pattern_of[u]].adjusted.dot(fit.error[u]), 2);
    const double df = patterns.size() > 1500 ? groups - 1 : satterthwaite(model, patterns, fit.s);
    return estimate(fit.tau, std::sqrt(variance), df);
}

// The treated unit's change against the controls' changes; NaN without values on both sides.
double change(const Panel& panel, std::size_t unit, std::size_t entry) {
    double before = 0, after = 0, n_before = 0, n_after = 0;
    for (std::size_t t = 0; t < panel.times; ++t)
        if (const double y = panel.at(unit, t); std::isfinite(y))
            t < entry ? (before += y, n_before += 1) : (after += y, n_after += 1);
    return n_before > 0 && n_after > 0 ? after / n_after - before / n_before : unknown;
}

// One unit on a side: its own noise is unknown, it takes the other side's.
Estimate one_on_a_side(const Panel& panel, const Groups& groups, double tau) {
    const auto changes = [&](const std::vector<std::size_t>& units) {
        std::vector<double> all;
        for (const auto i : units)
            if (const double c = change(panel, i, groups.first_entry); std::isfinite(c)) all.push_back(c);
        return all;
    };
    const auto error = welch(changes(groups.treated), changes(groups.controls));
    return estimate(tau, error.std_error, error.df);
}

// Mean of treated minus mean of controls, less its mean before the entry.
void fill_gaps(const Panel& panel, const Groups& groups, Impact& out) {
    double before = 0, n_before = 0, squares = 0, after = 0, n_after = 0;
    for (std::size_t t = 0; t < panel.times; ++t) {
        std::vector<double> treated, controls;
        for (const auto i : groups.treated)
            if (const double y = panel.at(i, t); std::isfinite(y)) treated.push_back(y);
        for (const auto i : groups.controls)
            if (const double y = panel.at(i, t); std::isfinite(y)) controls.push_back(y);
        if (treated.empty() || controls.empty()) continue;
        out.gaps.push_back({static_cast<long long>(t), mean(treated) - mean(controls)});
        if (t < groups.first_entry) before += out.gaps.back().gap, n_before += 1;
    }
    const double level = n_before > 0 ? before / n_before : 0;
    for (auto& g : out.gaps) {
        g.gap -= level;
        if (static_cast<std::size_t>(g.time) < groups.first_entry)
            squares += g.gap * g.gap;
        else
            after += g.gap, n_after += 1;
    }
    if (n_before > 0) out.pre_rmspe = std::sqrt(squares / n_before);
    if (n_after > 0) out.mean_gap = after / n_after;
}

void judge(const Panel& panel, const Groups& groups, Impact& out) {
    auto& c = out.cautions;
    if (groups.treated.size() == 1)
        c.push_back(Caution::one_treated);
    else if (groups.treated.size() < 10 || groups.controls.size() < 10)
        c.push_back(Caution::few_clusters);
    if (groups.first_entry < 3) c.push_back(Caution::few_before);
    if (groups.several_entries()) c.push_back(Caution::staggered_twfe);
    if (constant(panel)) {  // what is left is rounding
        c.push_back(Caution::no_variation);
        out.effect = estimate(0, 0, 1);
    }
    if (out.pre_trend.p < 0.05) c.push_back(Caution::pre_trend);
    if (std::abs(out.pre_trend.drift) >= std::abs(out.effect.value) / 2 && groups.treated.size() == 1)
        c.push_back(Caution::drift);
    if (!std::isfinite(out.effect.std_error)) c.push_back(Caution::no_error);
    const bool unsafe =
        out.has(Caution::pre_trend) || out.has(Caution::drift) || out.has(Caution::no_variation);
    out.verdict = unsafe ? Verdict::cannot_tell : by_p(out.effect);
}

}  // namespace

Impact did(const Panel& panel) {
    Impact out;
    std::size_t left_out = 0;
    const auto groups = groups_of(panel, left_out);
    out.treated_units = groups.treated.size();
    out.control_units = groups.controls.size();
    out.trouble = groups.trouble;
    if (out.trouble == Trouble::none && groups.controls.empty() && !groups.several_entries())
        out.trouble = Trouble::no_controls;
    if (panel.times > 1000) out.trouble = Trouble::too_many_times;
    if (out.trouble != Trouble::none) return out;
    if (left_out) out.cautions.push_back(Caution::always_treated);

    auto units = groups.treated;
    units.insert(units.end(), groups.controls.begin(), groups.controls.end());
    const TwoWay model(panel, units);
    Fit fit{.tau = 0, .s = 0, .treatment = {}, .error = {}};
    fit.treatment =
        model.residuals([&](std::size_t i, std::size_t t) { return panel.treated(i, t) ? 1.0 : 0.0; });
    fit.error = model.residuals([&](std::size_t i, std::size_t t) { return panel.at(i, t); });
    double cross = 0;
    for (std::size_t u = 0; u < units.size(); ++u) {
        fit.s += fit.treatment[u].squaredNorm();
        cross += fit.treatment[u].dot(fit.error[u]);
        out.observations += static_cast<std::size_t>(fit.error[u].size());
    }
    if (fit.s < 1e-9) {
        out.trouble = Trouble::not_identified;
        return out;
    }
    fit.tau = cross / fit.s;
    for (std::size_t u = 0; u < units.size(); ++u) fit.error[u] -= fit.tau * fit.treatment[u];
    const bool lone = groups.treated.size() == 1 || groups.controls.size() == 1;
    out.effect =
        lone && !groups.several_entries() ? one_on_a_side(panel, groups, fit.tau) : clustered(model, fit);
    fill_gaps(panel, groups, out);
    out.pre_trend = pre_trend(panel, groups);
    judge(panel, groups, out);
    return out;
}

}  // namespace kamino::impact
