// Does a programme work? Effects of a treatment on a panel (units × times) against units without it. Pure
// numbers: no names, no dates, no I/O; every function is thread-safe and deterministic.
//
// A treatment stays: a unit is treated from its `entry` on. What makes an estimate doubtful comes back as
// `cautions`, what makes it impossible as `trouble`; whoever calls says it in words.
#pragma once
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

namespace kamino::impact {

inline constexpr std::size_t never = std::numeric_limits<std::size_t>::max();
inline constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

struct Panel {
    std::size_t units = 0, times = 0;
    std::vector<double> y;           // unit after unit; NaN where missing
    std::vector<std::size_t> entry;  // of each unit: index of the first treated time, or never
    double at(std::size_t unit, std::size_t time) const { return y[unit * times + time]; }
    bool treated(std::size_t unit, std::size_t time) const { return entry[unit] <= time; }
};

enum class Trouble {
    none,
    no_treated,       // nobody is treated, or never inside the panel
    no_controls,      // nobody to compare with
    no_before,        // no time before the entry
    no_after,         // no time from the entry on
    treated_missing,  // synthetic methods: a treated unit lacks values
    several_entries,  // synthetic methods: one entry time only
    not_identified,   // the effect cannot be told from unit and time effects
    too_many_times,   // more times than the method can take
};

enum class Caution {
    one_treated,        // one treated unit: its own noise cannot be told from the effect
    few_clusters,       // fewer than ten treated, or fewer than ten control units
    few_before,         // fewer than three times before the entry
    staggered_twfe,     // entries at several times: two-way fixed effects mix up effects
    pre_trend,          // the groups drift apart before the entry already (p < 0.05)
    drift,              // the drift before the entry, continued, makes at least half of the estimate
    always_treated,     // units treated from the first time on were left out
    missing_dropped,    // units with missing cells were left out
    not_yet_controls,   // nobody is never treated: later entrants serve as controls
    pooled_variance,    // cohorts under five units take the pooled variance
    no_variation,       // the outcome does not vary
    poor_fit,           // the synthetic unit does not follow the treated one before the entry
    perfect_fit,        // it follows exactly: more free weights than times, the fit proves nothing
    few_donors,         // fewer than twenty: the smallest p that placebos can give is above 0.05
    short_of_placebos,  // too few placebos for a standard error
    jackknife,          // standard error by the jackknife, since placebos need more controls than treated
    no_error,           // a standard error cannot be given
};

enum class Verdict { effect, suggestive, no_effect_shown, cannot_tell };

struct Estimate {
    double value = unknown, std_error = unknown, df = unknown;  // df infinite: normal
    double lo = unknown, hi = unknown, p = unknown;             // 95 %, two-sided
};
// Interval and p by Student's t; a standard error of 0 gives [value, value]; without
// degrees of freedom only the value is known.
Estimate estimate(double value, double std_error, double df);

struct Gap {
    long long time;  // index of the time; for staggered entries: times since the entry
    double gap, std_error = unknown;
};

struct Placebo {
    std::size_t rank = 0, of = 0;  // 1 = the most extreme of `of`, the treated one included
    double p = unknown, ratio = unknown;
};

struct Trend {  // of treated minus controls before the entry, per time
    double slope = unknown, std_error = unknown, p = unknown;
    double drift = unknown;  // slope × distance between the middles of before and after
    std::size_t times = 0;
};

struct Impact {
    Trouble trouble = Trouble::none;
    std::vector<std::size_t> offenders{};  // units that the trouble is about
    Estimate effect{};
    std::vector<double> weights{};       // of each unit (0 for the treated); empty: none
    std::vector<double> time_weights{};  // of the times before (sdid)
    std::vector<double> predictor_weights{};
    double pre_rmspe = unknown, post_rmspe = unknown, mean_gap = unknown;
    std::vector<Gap> gaps{};
    Placebo placebo{};
    Trend pre_trend{};
    std::size_t treated_units = 0, control_units = 0, observations = 0, cohorts = 0;
    std::vector<Caution> cautions{};
    Verdict verdict = Verdict::cannot_tell;
    bool has(Caution caution) const;
};

// Two-way fixed effects: y_it = a_i + l_t + τ D_it + e_it, missing cells allowed. Errors are clustered by
// unit: CR2 with Satterthwaite's degrees of freedom (Bell and McCaffrey 2002; Imbens and Kolesár 2016,
// section 4; Pustejovsky and Tipton 2018, equation 5, for absorbed effects). One treated unit: from the
// controls' before-after changes (Donald and Lang 2007; Conley and Taber 2011, homoscedastic across units).
Impact did(const Panel& panel);

enum class Controls { never_treated, not_yet_treated };
// Group-time effects ATT(g,t) = E[Y_t - Y_(g-1) | G = g] - E[Y_t - Y_(g-1) | controls] and their average over
// all treated unit-times: Callaway and Sant'Anna (2021), J. Econometrics 225, equations 2.8 / 2.9 without
// covariates and 3.10; variance from the units' influence (their theorem 2), with n/(n-1) in each cohort and
// Welch's degrees of freedom, given the cohorts' sizes. Gaps are by times since the entry (their 3.4).
// Without never-treated units those not yet treated serve (their equation 2.10).
Impact staggered(const Panel& panel, Controls controls = Controls::never_treated);

struct Predictor {
    std::vector<double> value;  // of each unit
};
// Synthetic control: Abadie, Diamond and Hainmueller (2010), JASA 105, section 2: weights on the simplex
// that minimise the distance before the entry; of the outcomes themselves, or of predictors weighted by V,
// which minimises the outcome's distance (their section 2.3). Inference by placebos in space, ratio of the
// errors after and before (their section 2.4). Several treated units count as their average, and placebos are
// averages of as many donors. std_error: root mean square of placebos' gaps (those whose squared error before
// is at most twenty times the treated one's). The interval takes each placebo's gap in units of its own error
// before, so that donors which nothing resembles do not widen it; df is not known.
Impact synthetic_control(const Panel& panel, std::span<const Predictor> predictors, std::uint64_t seed);

// Synthetic difference-in-differences: Arkhangelsky, Athey, Hirshberg, Imbens and Wager (2021), AER 111,
// equations 4-7 and algorithm 1; standard error by placebos (algorithm 4), or by the jackknife (algorithm 3)
// where there are not more controls than treated units.
Impact synthetic_did(const Panel& panel, std::uint64_t seed);

// One value of each unit (NaN: left out): means of the treated, of the controls and of the controls by weight
// (NaN without weights), and the difference of the first two in pooled standard deviations.
struct Balance {
    double treated = unknown, controls = unknown, weighted = unknown, std_difference = unknown;
};
Balance balance(const Panel& panel, std::span<const double> value, std::span<const double> weights);
// Mean outcome of each unit before the first entry.
std::vector<double> mean_before(const Panel& panel);

}  // namespace kamino::impact
