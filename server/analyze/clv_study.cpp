#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>

#include "analyze/clv.h"
#include "analyze/output.h"
#include "engine/parallel/parallel.h"

namespace kamino::analyze {

namespace {

constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t by_x_rows = 8;

clv::ModelFit fit_of(const Purchases& purchases, const ClvQuestion& question, ClvStudy& out) {
    const auto& h = purchases.histories;
    const auto joined = question.model == "sbg" ? h : clv::grouped(h.x, h.t_x, h.T, h.weight);
    if (question.model != "auto")
        return clv::fit_model(*clv::kind_of(question.model), joined, question.threads);
    for (const auto kind : {clv::Kind::bgnbd, clv::Kind::mbgnbd, clv::Kind::paretonbd}) {
        progress("models fitted", static_cast<double>(out.candidates.size()), 3);
        out.candidates.emplace_back(clv::name_of(kind), clv::fit_model(kind, joined, question.threads));
    }
    progress("models fitted", 3, 3);
    // All have four parameters, so that the likelihood decides; of equal ones (the limits are the same) the
    // first.
    const clv::ModelFit* best = &out.candidates.front().second;
    for (const auto& [name, fit] : out.candidates)
        if (fit.log_likelihood > best->log_likelihood + 1e-6) best = &fit;
    return *best;
}

double correlation(const std::vector<double>& x, const std::vector<double>& m, const std::vector<double>& w) {
    double n = 0, sx = 0, sm = 0, xx = 0, mm = 0, xm = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        if (!(x[i] > 0) || !(m[i] > 0)) continue;
        n += w[i], sx += w[i] * x[i], sm += w[i] * m[i];
    }
    for (std::size_t i = 0; i < x.size(); ++i) {
        if (!(x[i] > 0) || !(m[i] > 0)) continue;
        const double dx = x[i] - sx / n, dm = m[i] - sm / n;
        xx += w[i] * dx * dx, mm += w[i] * dm * dm, xm += w[i] * dx * dm;
    }
    return xx > 0 && mm > 0 ? xm / std::sqrt(xx * mm) : nan_value;
}

Spending spending_of(const Purchases& purchases, unsigned threads) {
    const auto& h = purchases.histories;
    Spending s;
    double total = 0;
    for (std::size_t i = 0; i < h.size(); ++i)
        if (h.x[i] > 0 && purchases.m_x[i] > 0) {
            s.n += h.weight[i];
            total += h.weight[i] * purchases.m_x[i];
        }
    s.mean = s.n > 0 ? total / s.n : nan_value;
    s.correlation = correlation(h.x, purchases.m_x, h.weight);
    if (s.n < 3) {
        s.degenerate =
            "Fewer than three customers have the value of a repeat purchase; spending is not modelled.";
        return s;
    }
    const auto fit = clv::fit_gamma_gamma(h.x, purchases.m_x, h.weight, threads);
    s.model = {fit.params[0], fit.params[1], fit.params[2]};
    s.std_errors = fit.std_errors;
    s.log_likelihood = fit.log_likelihood;
    bool loose = !fit.settled;
    for (std::size_t i = 0; i < fit.params.size(); ++i)
        loose |= fit.at_edge[i] || !(fit.std_errors[i] < 20 * fit.params[i]);
    if (loose)
        s.degenerate =
            "The values of purchases differ too little, within customers or between them, for the "
            "Gamma-Gamma "
            "model's parameters to have single values; every customer counts with the mean of its own "
            "purchases, "
            "those without repeat purchases with the mean of all.";
    else if (s.model.q <= 1)
        s.degenerate =
            "A few very large values dominate: the model's mean does not exist (q is not above 1). Every "
            "customer "
            "counts with the mean of its own purchases, those without repeat purchases with the mean of all.";
    s.usable = s.degenerate.empty();
    return s;
}

double value_of(const Spending& s, double x, double m) {
    if (s.usable) return clv::expected_value(s.model, m > 0 ? x : 0, m > 0 ? m : 0);
    return x > 0 && m > 0 ? m : s.mean;
}

// A day-sized step of discounting, a month long; occasions are discounted one by one.
std::vector<clv::Step> steps_of(const ClvQuestion& question) {
    const double unit = days_of(unit_of(question.unit));
    const bool occasions = question.model == "bgbb" || question.model == "sbg";
    const double period = occasions ? 1 : 30.4375 / unit;
    const double years = period * unit / 365.25;
    return clv::discount_steps(question.horizon, period, std::pow(1 + question.discount, years) - 1);
}

Holdout holdout_of(const Purchases& purchases, const ClvStudy& study, unsigned threads) {
    const auto& h = purchases.histories;
    const auto expected =
        clv::predict(study.fit.model, h.x, h.t_x, h.T, {{purchases.holdout, 1}}, threads).expected;
    Holdout out;
    out.by_x.resize(by_x_rows);
    for (std::size_t i = 0; i < h.size(); ++i) {
        auto& row = out.by_x[static_cast<std::size_t>(std::min(h.x[i], by_x_rows - 1.0))];
        const double off = expected[i] - purchases.later[i];
        row.customers += h.weight[i];
        row.expected += h.weight[i] * expected[i];
        row.actual += h.weight[i] * purchases.later[i];
        out.absolute += h.weight[i] * std::abs(off);
        out.squared += h.weight[i] * off * off;
    }
    for (const auto& row : out.by_x) {
        out.customers += row.customers;
        out.expected += row.expected;
        out.actual += row.actual;
    }
    return out;
}

// Repeat purchases of the base unit by unit since its first day, from the model of a new customer.
std::vector<Tracked> tracking_of(const Purchases& purchases, const clv::AnyModel& model) {
    const auto& births = purchases.births;
    if (births.empty()) return {};
    const double oldest = *std::max_element(purchases.histories.T.begin(), purchases.histories.T.end());
    const auto periods = static_cast<std::size_t>(std::floor(oldest + purchases.holdout + 1e-9));
    if (periods == 0 || periods > 5000) return {};
    std::vector<std::pair<double, double>> born;  // when, how many
    auto sorted = births;
    std::sort(sorted.begin(), sorted.end());
    for (const double b : sorted) {
        if (born.empty() || born.back().first != b) born.emplace_back(b, 0);
        ++born.back().second;
    }
    const clv::Curve curve{0, static_cast<double>(periods), oldest / 4 + 1e-9,
                           [&](double t) { return t > 0 ? clv::expected_purchases(model, t) : 0; }};
    std::vector<Tracked> out(periods, {0, 0});
    double before = 0;
    for (std::size_t k = 0; k < periods; ++k) {
        double until = 0;
        for (const auto& [b, n] : born) {
            const double age = static_cast<double>(k + 1) - b;
            if (age > 0) until += n * curve.at(age);
        }
        out[k].expected = until - before;
        before = until;
    }
    for (const double at : purchases.repeats) {
        const auto k = static_cast<std::size_t>(at + 1e-9);
        if (k < periods) ++out[k].actual;
    }
    return out;
}

// The 95 % interval of the number of purchases, valued and discounted like the mean.
void add_intervals(const Purchases& purchases, const ClvQuestion& question, ClvStudy& out) {
    const auto& h = purchases.histories;
    out.clv_lo.resize(h.size());
    out.clv_hi.resize(h.size());
    const std::size_t parts = parallel::parts_of(h.size(), 256, 1024);
    parallel::for_parts(parts, question.threads, [&](std::size_t part) {
        const auto to = parallel::part_begin(h.size(), parts, part + 1);
        for (auto i = parallel::part_begin(h.size(), parts, part); i < to; ++i) {
            const double one = out.predictions.expected[i] > 0 ? out.clv[i] / out.predictions.expected[i] : 0;
            const auto count = clv::purchases_interval(out.fit.model, h.x[i], h.T[i], question.horizon,
                                                       out.predictions.p_alive[i], 0.025, 0.975);
            out.clv_lo[i] = one > 0 ? one * count.low : out.clv[i];
            out.clv_hi[i] = one > 0 ? one * count.high : out.clv[i];
        }
    });
}

void add_values(const Purchases& purchases, const ClvQuestion& question, ClvStudy& out) {
    const auto& h = purchases.histories;
    out.value.resize(h.size());
    out.clv.resize(h.size());
    for (std::size_t i = 0; i < h.size(); ++i) {
        out.value[i] = value_of(*out.spending, h.x[i], purchases.m_x[i]);
        const auto& p = out.predictions;
        out.clv[i] = out.value[i] * (p.discounted.empty() ? p.expected[i] : p.discounted[i]);
    }
    if (question.customers) add_intervals(purchases, question, out);
}

void warn(const Purchases& purchases, const ClvQuestion& question, ClvStudy& out) {
    auto& w = out.warnings;
    const auto t = clv::totals_of(purchases.histories);
    const auto rows = [&](std::size_t n, const char* what) {
        if (n) w.push_back(fmt::format("{} row{} {}", n, n == 1 ? "" : "s", what));
    };
    rows(purchases.without_customer, "without a customer left out.");
    rows(purchases.negative, "with a negative amount left out (returns, corrections).");
    if (purchases.left_out_later)
        w.push_back(fmt::format("{} customers first bought after the calibration's end and are left out.",
                                purchases.left_out_later));
    if (out.fit.limit != clv::Limit::none) w.push_back(clv::message_of(out.fit.limit));
    if (out.fit.limit == clv::Limit::nobody_leaves && std::isnan(out.fit.std_errors[0]))
        w.push_back(clv::message_of(clv::Limit::one_rate));
    if (!out.fit.settled && out.fit.limit == clv::Limit::none)
        w.emplace_back("The search did not settle; the parameters are those of the best point seen.");
    if (question.model != "sbg" && t.repeaters < 30)
        w.push_back(fmt::format("Only {} customers bought more than once: too few to trust single figures.",
                                t.repeaters));
    if (out.spending && !out.spending->degenerate.empty()) w.push_back(out.spending->degenerate);
    if (out.spending && std::abs(out.spending->correlation) > 0.3)
        w.push_back(fmt::format(
            "Customers who buy more often spend differently per purchase (correlation {:.2f}); the "
            "Gamma-Gamma model assumes that they do not.",
            out.spending->correlation));
    if (out.holdout && out.holdout->actual > 0) {
        const double off = out.holdout->expected / out.holdout->actual - 1;
        if (std::abs(off) > 0.1)
            w.push_back(fmt::format(
                "After the calibration {:.0f} purchases were expected and {:.0f} made ({:+.0f} %): "
                "season and growth are not part of the model.",
                out.holdout->expected, out.holdout->actual, 100 * off));
    }
}

}  // namespace

ClvStudy study(const Purchases& purchases, const ClvQuestion& question) {
    const auto& h = purchases.histories;
    ClvStudy out;
    out.fit = fit_of(purchases, question, out);
    if (!purchases.m_x.empty()) out.spending = spending_of(purchases, question.threads);
    if (purchases.holdout > 0) out.holdout = holdout_of(purchases, out, question.threads);
    if (question.model != "bgbb") out.tracking = tracking_of(purchases, out.fit.model);
    auto steps = steps_of(question);
    if (!out.spending) steps = {{question.horizon, 1}};
    out.predictions = clv::predict(out.fit.model, h.x, h.t_x, h.T, steps, question.threads);
    if (out.spending) add_values(purchases, question, out);
    warn(purchases, question, out);
    return out;
}

}  // namespace kamino::analyze
