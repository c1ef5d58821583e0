#include <nlopt.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "engine/impact/simplex.h"
#include "engine/impact/synthetic.h"

namespace kamino::impact {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

// Distances of the donors to the treated unit: rows are the times before the entry, or predictors.
MatrixXd distances(const VectorXd& treated, const MatrixXd& donors, Index rows) {
    return donors.topRows(rows).colwise() - treated.head(rows);
}

struct Fitted {
    VectorXd weights, predictor_weights;
};

// The outer problem: V > 0 with Σ V = 1 (as a softmax) that gives the best outcomes before the entry.
struct Outer {
    const MatrixXd& predictors;  // distances
    const MatrixXd& outcomes;    // distances
    VectorXd v_of(const double* x) const {
        VectorXd v(predictors.rows());
        for (Index k = 0; k < v.size(); ++k) v[k] = std::exp(x[k]);
        return v / v.sum();
    }
    VectorXd weights(const VectorXd& v) const {
        return simplex_least_squares(predictors.transpose() * v.asDiagonal() * predictors).weights;
    }
    double loss(const VectorXd& v) const { return (outcomes * weights(v)).squaredNorm(); }
};

Fitted fit_predictors(const MatrixXd& predictors, const MatrixXd& outcomes) {
    Outer outer{predictors, outcomes};
    const auto n = static_cast<unsigned>(predictors.rows());
    std::vector<double> x(n, 0.0), best = x;
    if (n > 1) {
        const std::unique_ptr<nlopt_opt_s, decltype(&nlopt_destroy)> search{nlopt_create(NLOPT_LN_SBPLX, n),
                                                                            &nlopt_destroy};
        nlopt_set_min_objective(
            search.get(),
            [](unsigned, const double* at, double*, void* self) {
                const auto& o = *static_cast<const Outer*>(self);
                return o.loss(o.v_of(at));
            },
            &outer);
        nlopt_set_lower_bounds1(search.get(), -14);
        nlopt_set_upper_bounds1(search.get(), 14);
        nlopt_set_initial_step1(search.get(), 2);
        nlopt_set_ftol_rel(search.get(), 1e-8);
        nlopt_set_maxeval(search.get(), static_cast<int>(300 * n));
        // From equal weights, and from each predictor alone: the surface has several valleys.
        double least = HUGE_VAL;
        for (unsigned start = 0; start <= n; ++start) {
            std::fill(x.begin(), x.end(), start ? -3.0 : 0.0);
            if (start) x[start - 1] = 3;
            double value = 0;
            if (nlopt_optimize(search.get(), x.data(), &value) >= 0 && value < least) least = value, best = x;
        }
    }
    const auto v = outer.v_of(best.data());
    return {outer.weights(v), v};
}

Fitted fit(const VectorXd& treated, const MatrixXd& donors, Index before, const MatrixXd* predictors) {
    const auto outcomes = distances(treated, donors, before);
    if (predictors) return fit_predictors(*predictors, outcomes);
    return {simplex_least_squares(outcomes.transpose() * outcomes).weights, {}};
}

// Predictors of treated average and donors, divided by their spread over all units: rows × (1 + donors).
MatrixXd predictor_table(const Pool& pool, std::span<const Predictor> predictors) {
    MatrixXd out(static_cast<Index>(predictors.size()), static_cast<Index>(pool.donors.size()) + 1);
    for (std::size_t k = 0; k < predictors.size(); ++k) {
        const auto row = static_cast<Index>(k);
        double sum = 0;
        for (const auto i : pool.treated) sum += predictors[k].value[i];
        out(row, 0) = sum / static_cast<double>(pool.treated.size());
        for (std::size_t j = 0; j < pool.donors.size(); ++j)
            out(row, static_cast<Index>(j) + 1) = predictors[k].value[pool.donors[j]];
        const std::vector<double> values(out.row(row).begin(), out.row(row).end());
        const double spread = std::sqrt(variance(values));
        out.row(row) /= spread > 0 ? spread : 1;
    }
    return out;
}

struct Errors {
    double before, after, gap, ratio;
};

Errors errors_of(const VectorXd& gaps, Index before, double floor) {
    Errors out{.before = root_mean_square(gaps, 0, before),
               .after = root_mean_square(gaps, before, gaps.size()),
               .gap = gaps.tail(gaps.size() - before).mean(),
               .ratio = 0};
    out.ratio = out.after / std::max(out.before, floor);
    return out;
}

void judge(Impact& out, double spread) {
    auto& c = out.cautions;
    if (out.pre_rmspe > 0.25 * spread) c.push_back(Caution::poor_fit);
    if (out.pre_rmspe <= 1e-4 * spread) c.push_back(Caution::perfect_fit);
    if (out.placebo.of > 3 && out.placebo.of < 20) c.push_back(Caution::few_donors);
    if (!std::isfinite(out.effect.std_error)) c.push_back(Caution::short_of_placebos);
    if (out.has(Caution::no_variation) || out.placebo.of < 5) return;
    if (out.placebo.p <= 0.05)
        out.verdict = Verdict::effect;
    else if (out.placebo.rank == 1)
        out.verdict = Verdict::suggestive;
    else
        out.verdict = Verdict::no_effect_shown;
}

// The ⌈0.95 (J + 1)⌉-th smallest of the J placebos' |gap| / error before: where units are exchangeable, the
// treated one's lies below it in 95 % of cases. Under nineteen placebos it is the largest (J / (J + 1) of
// cases).
double studentised_quantile(const std::vector<Errors>& placebos, double floor) {
    std::vector<double> all;
    for (const auto& e : placebos) all.push_back(std::abs(e.gap) / std::max(e.before, floor));
    std::sort(all.begin(), all.end());
    const auto place = static_cast<std::size_t>(std::ceil(0.95 * static_cast<double>(all.size() + 1)));
    return all[std::min(place, all.size()) - 1];
}

// Placebos in space: rank, p, standard error and interval.
void infer(const Pool& pool, const MatrixXd* table, const Errors& own, double floor, std::uint64_t seed,
           Impact& out) {
    const auto before = static_cast<Index>(pool.before);
    std::vector<Errors> placebos;
    for (const auto& set : placebo_sets(pool.donors.size(), pool.treated.size(), 200, seed)) {
        const auto p = as_placebo(pool.donor_series, set);
        if (p.left.empty()) break;
        MatrixXd predictors;
        if (table) {
            const auto t = as_placebo(table->rightCols(table->cols() - 1), set);
            predictors = t.donors.colwise() - t.treated;
        }
        const auto f = fit(p.treated, p.donors, before, table ? &predictors : nullptr);
        placebos.push_back(errors_of(p.treated - p.donors * f.weights, before, floor));
    }
    out.placebo = {.rank = 1, .of = placebos.size() + 1, .ratio = own.ratio};
    double squares = 0, n = 0, all_squares = 0;
    for (const auto& e : placebos) {
        out.placebo.rank += e.ratio >= own.ratio;
        all_squares += e.gap * e.gap;
        if (e.before * e.before <= 20 * std::pow(std::max(own.before, floor), 2))
            squares += e.gap * e.gap, n += 1;
    }
    out.placebo.p = static_cast<double>(out.placebo.rank) / static_cast<double>(out.placebo.of);
    const double count = static_cast<double>(placebos.size());
    if (n < 5) squares = all_squares, n = count;
    out.effect.value = own.gap;
    if (placebos.size() < 3) return;
    out.effect.std_error = std::sqrt(squares / n);
    const double width = std::max(own.before, floor) * studentised_quantile(placebos, floor);
    out.effect.lo = own.gap - width;
    out.effect.hi = own.gap + width;
    out.effect.p = out.placebo.p;
}

}  // namespace

Impact synthetic_control(const Panel& panel, std::span<const Predictor> predictors, std::uint64_t seed) {
    const auto pool = pool_of(panel);
    auto out = pool.start;
    if (out.trouble != Trouble::none) return out;
    const auto before = static_cast<Index>(pool.before);
    MatrixXd table, distance;
    if (!predictors.empty()) {
        table = predictor_table(pool, predictors);
        distance = table.rightCols(table.cols() - 1).colwise() - table.col(0);
    }
    const auto f =
        fit(pool.treated_series, pool.donor_series, before, predictors.empty() ? nullptr : &distance);
    const VectorXd gaps = pool.treated_series - pool.donor_series * f.weights;
    const std::vector<double> history(pool.treated_series.begin(), pool.treated_series.begin() + before);
    const double spread =
        std::max(std::sqrt(variance(history)), 1e-9 * std::max(1.0, std::abs(mean(history))));
    const double floor = 1e-6 * spread;
    const auto own = errors_of(gaps, before, floor);
    out.weights.assign(panel.units, 0);
    for (std::size_t j = 0; j < pool.donors.size(); ++j)
        out.weights[pool.donors[j]] = f.weights[static_cast<Index>(j)];
    out.predictor_weights.assign(f.predictor_weights.begin(), f.predictor_weights.end());
    for (Index t = 0; t < gaps.size(); ++t) out.gaps.push_back({static_cast<long long>(t), gaps[t]});
    out.pre_rmspe = own.before;
    out.post_rmspe = own.after;
    out.mean_gap = own.gap;
    infer(pool, predictors.empty() ? nullptr : &table, own, floor, seed, out);
    judge(out, spread);
    return out;
}

}  // namespace kamino::impact
