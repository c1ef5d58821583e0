#include "engine/clv/model.h"

#include <array>
#include <cmath>
#include <limits>

namespace kamino::clv {

namespace {

struct Names {
    Kind kind;
    std::string_view name, source;
    std::vector<std::string> params;
};

const std::vector<Names>& all_names() {
    static const std::vector<Names> all{
        {Kind::bgnbd,
         "bgnbd",
         "BG/NBD: Fader, Hardie and Lee, Marketing Science 24 (2005)",
         {"r", "alpha", "a", "b"}},
        {Kind::mbgnbd,
         "mbgnbd",
         "MBG/NBD: Batislam, Denizel and Filiztekin, Intern. J. of Research in Marketing 24 (2007)",
         {"r", "alpha", "a", "b"}},
        {Kind::paretonbd,
         "paretonbd",
         "Pareto/NBD: Schmittlein, Morrison and Colombo, Management Science 33 (1987)",
         {"r", "alpha", "s", "beta"}},
        {Kind::bgbb,
         "bgbb",
         "BG/BB: Fader, Hardie and Shang, Marketing Science 29 (2010)",
         {"alpha", "beta", "gamma", "delta"}},
        {Kind::sbg,
         "sbg",
         "Shifted beta-geometric: Fader and Hardie, Journal of Interactive Marketing 21 (2007)",
         {"alpha", "beta"}},
    };
    return all;
}

constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();

AnyModel model_of(Kind kind, const std::vector<double>& p) {
    switch (kind) {
        case Kind::bgnbd:
        case Kind::mbgnbd:
            return BgNbd{p[0], p[1], p[2], p[3], kind == Kind::mbgnbd};
        case Kind::paretonbd:
            return ParetoNbd{p[0], p[1], p[2], p[3]};
        case Kind::bgbb:
            return BgBb{p[0], p[1], p[2], p[3]};
        case Kind::sbg:
            break;
    }
    return Sbg{p[0], p[1]};
}

Fit run(Kind kind, const Histories& h, unsigned threads) {
    switch (kind) {
        case Kind::bgnbd:
        case Kind::mbgnbd:
            return fit_bgnbd(h, kind == Kind::mbgnbd, threads);
        case Kind::paretonbd:
            return fit_paretonbd(h, threads);
        case Kind::bgbb:
            return fit_bgbb(h, threads);
        case Kind::sbg:
            break;
    }
    return fit_sbg(h);
}

bool with_rates(Kind kind) {
    return kind != Kind::bgbb && kind != Kind::sbg;
}

// A parameter of which the likelihood says next to nothing: it ran away, or its error is many times itself.
bool loose(const Fit& fit, std::size_t i) {
    return fit.at_edge[i] || !(fit.std_errors[i] < 20 * fit.params[i]);
}

// How likely a customer is to leave while it is watched, roughly; tells where the NBD model should be tried.
double leaving(Kind kind, const std::vector<double>& p, const Totals& t) {
    if (kind == Kind::paretonbd) return 1 - std::exp(-p[2] * std::log1p(t.watched / t.customers / p[3]));
    return p[2] / (p[2] + p[3]);
}

// Which limit a fit with loose parameters stands at.
Limit limit_of(Kind kind, const Fit& fit) {
    constexpr double huge = 1e4;
    const auto& p = fit.params;
    if (with_rates(kind) && p[0] > huge && loose(fit, 0)) return Limit::one_rate;
    const std::size_t first = with_rates(kind) || kind == Kind::bgbb ? 2 : 0;
    if (kind == Kind::bgbb && p[0] + p[1] > huge && loose(fit, 0) && loose(fit, 1)) return Limit::one_rate;
    if (!loose(fit, first) && !loose(fit, first + 1)) return Limit::none;
    if (p[first] > huge && p[first + 1] > (kind == Kind::paretonbd ? 0.0 : huge)) return Limit::one_chance;
    if (kind == Kind::paretonbd) return p[first] < 1e-3 ? Limit::nobody_leaves : Limit::flat;
    if (p[first] / (p[first] + p[first + 1]) < 1e-3) return Limit::nobody_leaves;
    if (p[first] / (p[first] + p[first + 1]) > 0.999) return Limit::everybody_leaves;
    return Limit::flat;
}

// The customers never leave: r and α of the NBD model, the rest without a value.
void become_nbd(ModelFit& out, const Fit& nbd) {
    out.limit = Limit::nobody_leaves;
    out.params = {nbd.params[0], nbd.params[1], 0, nan_value};
    out.std_errors = {nbd.std_errors[0], nbd.std_errors[1], nan_value, nan_value};
    out.log_likelihood = nbd.log_likelihood;
    out.settled = nbd.settled;
    if (out.kind == Kind::paretonbd)
        out.model = ParetoNbd{nbd.params[0], nbd.params[1], 0, 1};
    else
        out.model = BgNbd{nbd.params[0], nbd.params[1], 0, 1, out.kind == Kind::mbgnbd};
}

}  // namespace

std::optional<Kind> kind_of(std::string_view name) {
    for (const auto& n : all_names())
        if (n.name == name) return n.kind;
    return {};
}
std::string_view name_of(Kind kind) {
    return all_names()[static_cast<std::size_t>(kind)].name;
}
std::string_view source_of(Kind kind) {
    return all_names()[static_cast<std::size_t>(kind)].source;
}
std::vector<std::string> param_names(Kind kind) {
    return all_names()[static_cast<std::size_t>(kind)].params;
}

std::string_view name_of(Limit limit) {
    static constexpr std::array<std::string_view, 7> names = {
        "none", "no_repeats", "nobody_leaves", "one_rate", "one_chance", "everybody_leaves", "flat"};
    return names[static_cast<std::size_t>(limit)];
}

std::string message_of(Limit limit) {
    switch (limit) {
        case Limit::none:
            break;
        case Limit::no_repeats:
            return "Nobody bought a second time, so there is no buying rate to estimate; nothing is expected "
                   "of anyone.";
        case Limit::nobody_leaves:
            return "The data show no sign that customers leave: the likelihood rises to the limit at which "
                   "nobody ever "
                   "leaves. The values given are those of that limit (the NBD model), so every customer "
                   "counts as alive. "
                   "A longer period is needed to tell who has left.";
        case Limit::one_rate:
            return "The customers do not differ in how often they buy: the likelihood rises to the limit at "
                   "which all "
                   "have the same rate. Expected purchases hold; the rate's parameters have no single value.";
        case Limit::one_chance:
            return "The customers do not differ in how they leave: the likelihood rises to the limit at "
                   "which all have the "
                   "same chance of leaving. Expected purchases hold; the leaving parameters have no single "
                   "value.";
        case Limit::everybody_leaves:
            return "The likelihood rises to the limit at which every customer leaves at the first occasion.";
        case Limit::flat:
            return "The data do not tell the leaving parameters apart: very different values fit equally "
                   "well. Expected "
                   "purchases within the period watched hold, the parameters do not.";
    }
    return {};
}

ModelFit fit_model(Kind kind, const Histories& histories, unsigned threads) {
    const Totals t = totals_of(histories);
    ModelFit out;
    out.kind = kind;
    if (t.repeats == 0 && kind != Kind::sbg) {
        out.limit = Limit::no_repeats;
        out.params.assign(param_names(kind).size(), nan_value);
        out.std_errors = out.params;
        out.settled = true;
        out.model = BgNbd{0, 1, 0, 1};
        return out;
    }
    const Fit fit = run(kind, histories, threads);
    out.params = fit.params;
    out.std_errors = fit.std_errors;
    out.log_likelihood = fit.log_likelihood;
    out.settled = fit.settled;
    out.model = model_of(kind, fit.params);
    out.limit = limit_of(kind, fit);
    if (with_rates(kind) &&
        (out.limit != Limit::none || !fit.settled || leaving(kind, fit.params, t) < 0.05)) {
        const Fit nbd = fit_nbd(histories);
        if (fit.log_likelihood < nbd.log_likelihood + 1e-3 + 1e-9 * std::abs(nbd.log_likelihood)) {
            become_nbd(out, nbd);
            if (nbd.params[0] > 1e4 && loose(nbd, 0)) out.std_errors.assign(4, nan_value);
            return out;
        }
        if (out.limit == Limit::nobody_leaves) out.limit = Limit::flat;
    }
    for (std::size_t i = 0; i < out.std_errors.size(); ++i)
        if (loose(fit, i)) out.std_errors[i] = nan_value;
    return out;
}

double p_alive(const AnyModel& model, double x, double t_x, double T) {
    return std::visit(
        [&](const auto& m) {
            if constexpr (std::is_same_v<std::decay_t<decltype(m)>, Sbg>)
                return x < T ? 0.0 : 1.0;
            else
                return p_alive(m, x, t_x, T);
        },
        model);
}

double expected_if_alive(const AnyModel& model, double x, double T, double t) {
    return std::visit(
        [&](const auto& m) {
            if constexpr (std::is_same_v<std::decay_t<decltype(m)>, Sbg>)
                return expected_renewals(m, x, t);
            else
                return expected_if_alive(m, x, T, t);
        },
        model);
}

double expected_purchases(const AnyModel& model, double t) {
    return std::visit(
        [&](const auto& m) {
            if constexpr (std::is_same_v<std::decay_t<decltype(m)>, Sbg>)
                return expected_renewals(m, 0, t);
            else
                return expected_purchases(m, t);
        },
        model);
}

Interval purchases_interval(const AnyModel& model, double x, double T, double t, double alive, double low,
                            double high) {
    // What is left of the model for a customer alive at T is the same model, updated.
    const auto probabilities = [&](std::size_t n) -> std::vector<double> {
        if (const auto* m = std::get_if<BgNbd>(&model))
            return purchase_probabilities(
                BgNbd{m->r + x, m->alpha + T, m->a, m->b + x + (m->modified ? 1 : 0)}, t, n);
        if (const auto* m = std::get_if<ParetoNbd>(&model))
            return purchase_probabilities(ParetoNbd{m->r + x, m->alpha + T, m->s, m->beta + T}, t, n);
        if (const auto* m = std::get_if<BgBb>(&model)) return purchase_probabilities_if_alive(*m, x, T, t);
        const auto& m = std::get<Sbg>(model);
        std::vector<double> out;
        double stays = 1;
        for (double i = 1; i <= t; ++i) {
            const double next = stays * retention(m, x + i);
            out.push_back(stays - next);
            stays = next;
        }
        out.push_back(stays);
        return out;
    };
    Interval out{nan_value, nan_value};
    if (1 - alive >= low) out.low = 0;
    if (1 - alive >= high) return {0, 0};
    for (std::size_t n = 16; n <= (1U << 20); n *= 8) {
        const auto p = probabilities(n);
        double sum = 1 - alive;
        for (std::size_t y = 0; y < p.size(); ++y) {
            sum += alive * p[y];
            if (std::isnan(out.low) && sum >= low) out.low = static_cast<double>(y);
            if (sum < high) continue;
            out.high = static_cast<double>(y);
            return out;
        }
        if (p.size() >= n) continue;  // more is possible than was asked for
        out.high = static_cast<double>(p.size() - 1);
        if (std::isnan(out.low)) out.low = out.high;
        return out;
    }
    return out;
}

}  // namespace kamino::clv
