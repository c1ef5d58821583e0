#include <algorithm>
#include <cmath>
#include <map>

#include "engine/impact/estimate.h"

namespace kamino::impact {
namespace {

using Units = std::vector<std::size_t>;

// A parameter as a weighted sum of ATT(g,t), on its way to an estimate: each unit's influence on it.
class Average {
  public:
    Average(const Panel& panel, const std::map<std::size_t, Units>& cohorts)
        : panel_(panel), cohorts_(cohorts) {
        influence_.assign(panel.units, 0);
    }

    // Adds weight × ATT(g,t); false when no treated or no control unit has both cells.
    bool add(double weight, std::size_t g, std::size_t t, const Units& treated, const Units& controls) {
        const auto [change, n] = mean_change(treated, g, t);
        const auto [base, m] = mean_change(controls, g, t);
        if (n == 0 || m == 0) return false;
        terms_.push_back(
            {weight, g, t, change, base, static_cast<double>(n), static_cast<double>(m), &controls});
        return true;
    }

    // The parameter over `total` weight, its standard error and Welch's degrees of freedom.
    Estimate result(bool& pooled);

  private:
    struct Term {
        double weight;
        std::size_t g, t;
        double change, base, treated, control;
        const Units* controls;
    };

    bool has(std::size_t unit, std::size_t g, std::size_t t) const {
        return std::isfinite(panel_.at(unit, t)) && std::isfinite(panel_.at(unit, g - 1));
    }
    double change(std::size_t unit, std::size_t g, std::size_t t) const {
        return panel_.at(unit, t) - panel_.at(unit, g - 1);
    }
    std::pair<double, std::size_t> mean_change(const Units& units, std::size_t g, std::size_t t) const {
        double sum = 0;
        std::size_t n = 0;
        for (const auto i : units)
            if (has(i, g, t)) sum += change(i, g, t), ++n;
        return {n ? sum / static_cast<double>(n) : 0, n};
    }
    double pooled_variance(std::size_t cohort, double total, double& df) const;

    const Panel& panel_;
    const std::map<std::size_t, Units>& cohorts_;
    std::vector<Term> terms_;
    std::vector<double> influence_;
};

// What a unit's deviations would weigh if it were one of `cohort`; the variance of that over all cohorts with
// more than one unit, each about its own mean. For cohorts too small to know their own variance.
double Average::pooled_variance(std::size_t cohort, double total, double& df) const {
    const auto member = cohorts_.at(cohort).front();
    std::vector<std::pair<const Term*, double>> weights;  // of its terms
    for (const auto& term : terms_) {
        const auto& controls = *term.controls;
        if (term.g == cohort)
            weights.emplace_back(&term, term.weight / term.treated / total);
        else if (std::find(controls.begin(), controls.end(), member) != controls.end())
            weights.emplace_back(&term, -term.weight / term.control / total);
    }
    double squares = 0;
    df = 0;
    for (const auto& [entry, units] : cohorts_) {
        std::vector<double> values;
        for (const auto i : units) {
            double value = 0;
            bool whole = true;
            for (const auto& [term, weight] : weights) {
                if (!has(i, term->g, term->t))
                    whole = false;
                else
                    value += weight * change(i, term->g, term->t);
            }
            if (whole) values.push_back(value);
        }
        if (values.size() < 2) continue;
        const double degrees = static_cast<double>(values.size() - 1);
        squares += variance(values) * degrees;
        df += degrees;
    }
    return df > 0 ? squares / df : unknown;
}

Estimate Average::result(bool& pooled) {
    double total = 0, value = 0;
    for (const auto& term : terms_) total += term.weight, value += term.weight * (term.change - term.base);
    if (!(total > 0)) return {};
    value /= total;
    for (const auto& term : terms_) {
        const double w = term.weight / total;
        for (const auto i : cohorts_.at(term.g))
            if (has(i, term.g, term.t))
                influence_[i] += w * (change(i, term.g, term.t) - term.change) / term.treated;
        for (const auto i : *term.controls)
            if (has(i, term.g, term.t))
                influence_[i] -= w * (change(i, term.g, term.t) - term.base) / term.control;
    }
    double sum = 0, welch_sum = 0;
    for (const auto& [entry, units] : cohorts_) {
        const double n = static_cast<double>(units.size());
        double part = 0, df = n - 1;
        for (const auto i : units) part += influence_[i] * influence_[i];
        if (units.size() >= 5) {
            part *= n / (n - 1);
        } else {
            part = n * pooled_variance(entry, total, df);
            pooled = pooled || part > 0;
        }
        if (!std::isfinite(part)) return {.value = value};
        sum += part;
        if (part > 0) welch_sum += part * part / df;
    }
    return estimate(value, std::sqrt(sum),
                    welch_sum > 0 ? sum * sum / welch_sum : static_cast<double>(panel_.units));
}

// The comparison group of ATT(g,t).
struct Comparison {
    const std::map<std::size_t, Units>& cohorts;
    bool not_yet;
    std::map<std::size_t, Units> made{};
    const Units& of(std::size_t g, std::size_t t) {
        const auto until = not_yet ? std::max(g, t) : never - 1;
        auto& units = made[until];
        if (units.empty())
            for (const auto& [entry, members] : cohorts)
                if (entry > until) units.insert(units.end(), members.begin(), members.end());
        return units;
    }
};

void judge(const Panel& panel, Impact& out, bool pooled) {
    auto& c = out.cautions;
    if (out.treated_units == 1)
        c.push_back(Caution::one_treated);
    else if (out.treated_units < 10 || out.control_units < 10)
        c.push_back(Caution::few_clusters);
    if (pooled) c.push_back(Caution::pooled_variance);
    if (constant(panel)) {  // what is left is rounding
        c.push_back(Caution::no_variation);
        out.effect = estimate(0, 0, 1);
    }
    if (out.pre_trend.p < 0.05) c.push_back(Caution::pre_trend);
    if (!std::isfinite(out.effect.std_error)) c.push_back(Caution::no_error);
    const bool unsafe = out.has(Caution::pre_trend) || out.has(Caution::no_variation);
    out.verdict = unsafe ? Verdict::cannot_tell : by_p(out.effect);
}

}  // namespace

Impact staggered(const Panel& panel, Controls controls) {
    Impact out;
    std::size_t left_out = 0;
    const auto groups = groups_of(panel, left_out);
    out.treated_units = groups.treated.size();
    out.control_units = groups.controls.size();
    out.trouble = groups.trouble;
    if (out.trouble == Trouble::none && groups.controls.empty() && !groups.several_entries())
        out.trouble = Trouble::no_controls;
    if (out.trouble != Trouble::none) return out;
    if (left_out) out.cautions.push_back(Caution::always_treated);
    std::map<std::size_t, Units> cohorts;
    for (const auto i : groups.treated) cohorts[panel.entry[i]].push_back(i);
    if (!groups.controls.empty()) cohorts[never] = groups.controls;
    const bool not_yet = controls == Controls::not_yet_treated || groups.controls.empty();
    if (groups.controls.empty()) out.cautions.push_back(Caution::not_yet_controls);
    Comparison comparison{cohorts, not_yet};

    Average overall(panel, cohorts), before(panel, cohorts);
    std::map<long long, Average> by_time;  // since the entry
    for (const auto& [g, units] : cohorts) {
        if (g == never) continue;
        ++out.cohorts;
        for (std::size_t t = 0; t < panel.times; ++t) {
            if (t == g - 1) continue;  // the base
            const auto& others = comparison.of(g, t);
            const double size = static_cast<double>(units.size());
            const long long since = static_cast<long long>(t) - static_cast<long long>(g);
            (t >= g ? overall : before).add(size, g, t, units, others);
            by_time.try_emplace(since, panel, cohorts).first->second.add(size, g, t, units, others);
        }
    }
    bool pooled = false, ignored = false;
    out.effect = overall.result(pooled);
    if (!std::isfinite(out.effect.value)) {
        out.trouble = Trouble::no_controls;
        return out;
    }
    out.mean_gap = out.effect.value;
    const auto placebo = before.result(ignored);
    out.pre_trend = {
        .slope = placebo.value, .std_error = placebo.std_error, .p = placebo.p, .times = groups.first_entry};
    double squares = 0, n = 0;
    for (auto& [since, average] : by_time) {
        const auto e = average.result(ignored);
        if (!std::isfinite(e.value)) continue;
        out.gaps.push_back({since, e.value, e.std_error});
        if (since < 0) squares += e.value * e.value, n += 1;
    }
    if (n > 0) out.pre_rmspe = std::sqrt(squares / n);
    for (const double y : panel.y) out.observations += std::isfinite(y);
    judge(panel, out, pooled);
    return out;
}

}  // namespace kamino::impact
