#include "engine/forecast/ets.h"

#include <Eigen/Eigenvalues>
#include <cmath>
#include <limits>

#include "engine/forecast/ets_recursion.h"

namespace kamino::forecast {

std::string EtsForm::name() const {
    std::string text = error == Error::additive ? "ETS(A," : "ETS(M,";
    text += trend == Trend::none ? "N," : trend == Trend::additive ? "A," : "Ad,";
    text += season == Season::none ? "N)" : season == Season::additive ? "A)" : "M)";
    return text;
}

double ets_criterion(const EtsForm& form, const EtsParameters& parameters, const EtsState& start,
                     std::span<const double> values) {
    EtsTrace trace;
    trace.resize(values.size(), std::max<std::size_t>(1, start.season.size()));
    trace.level[0] = start.level;
    trace.slope[0] = form.trend == Trend::none ? 0 : start.slope;
    std::copy(start.season.begin(), start.season.end(), trace.season.begin());
    if (!ets_forward(form, values.data(), parameters, trace)) return std::numeric_limits<double>::infinity();
    return ets_criterion(form, values.data(), trace, nullptr);
}

// The eigenvalues other than the seasonal one of 1 are the roots of the moving average polynomial of the
// reduced form (HKOS ch. 11.1): (1 − φB)(1 − Bᵐ) + S(B)B(α(1 − φB) + φβ) + γBᵐ(1 − φB), S(B) = 1 + B + … +
// Bᵐ⁻¹.
bool ets_forecastable(const EtsModel& model) {
    if (model.form.season == Season::none) return true;  // the usual region lies inside (HKOS figure 10.1)
    const auto& p = model.parameters;
    const auto m = static_cast<Eigen::Index>(model.period);
    const double both = p.alpha + p.phi * p.beta;
    Eigen::VectorXd c = Eigen::VectorXd::Constant(m + 1, both - p.alpha * p.phi);  // of x^0 … x^m, x = 1/B
    c[0] = p.phi * (1 - p.alpha - p.gamma);
    c[1] = both - p.alpha * p.phi + p.gamma - 1;
    c[m] = both - p.phi;
    Eigen::MatrixXd companion = Eigen::MatrixXd::Zero(m + 1, m + 1);
    companion.diagonal(-1).setOnes();
    companion.col(m) = -c;
    return companion.eigenvalues().cwiseAbs().maxCoeff() < 1 + 1e-8;
}

// ---- forecasts

namespace {

// φ + φ² + … + φ^h
double damped_sum(const EtsModel& model, std::size_t h) {
    if (model.form.trend == Trend::none) return 0;
    double sum = 0, power = 1;
    for (std::size_t i = 0; i < h; ++i) sum += power *= model.parameters.phi;
    return sum;
}

}  // namespace

Path ets_path(const EtsModel& model, std::size_t horizon) {
    const auto& p = model.parameters;
    const bool relative = model.form.error == Error::multiplicative;
    const bool factors = model.form.season == Season::multiplicative;
    const std::size_t m = model.period;
    Path path;
    std::vector<double> theta, c2;  // θ_h and c_j² of HKOS eq. 6.3
    for (std::size_t h = 1; h <= horizon; ++h) {
        const double level = model.end.level + damped_sum(model, h) * model.end.slope;
        const double season = model.end.season.empty() ? (factors ? 1 : 0) : model.end.season[(h - 1) % m];
        const double mean = factors ? level * season : level + season;
        double variance = 0;
        if (!relative) {
            for (const double c : c2) variance += c;
            variance = model.variance * (1 + variance);
        } else {
            const double base = factors ? level : mean;
            double t = base * base;
            for (std::size_t j = 1; j < h; ++j) t += model.variance * c2[j - 1] * theta[h - 1 - j];
            theta.push_back(t);
            variance = t * (1 + model.variance) - base * base;
            if (factors) variance *= season * season;
        }
        path.mean.push_back(mean);
        path.variance.push_back(variance);
        double c = p.alpha + p.beta * damped_sum(model, h);
        if (model.form.season != Season::none && h % m == 0) c += p.gamma;
        c2.push_back(c * c);
    }
    return path;
}

void ets_inside(const EtsModel& model, std::span<const double> values, std::size_t horizon, std::size_t first,
                const std::function<void(std::size_t, std::size_t, double)>& take) {
    EtsTrace trace;
    trace.resize(values.size(), model.period);
    trace.level[0] = model.start.level, trace.slope[0] = model.start.slope;
    std::copy(model.start.season.begin(), model.start.season.end(), trace.season.begin());
    if (!ets_forward(model.form, values.data(), model.parameters, trace)) return;
    std::vector<double> damped;
    for (std::size_t h = 1; h <= horizon; ++h) damped.push_back(damped_sum(model, h));
    for (std::size_t t = first; t < values.size(); ++t)
        for (std::size_t h = 1; h <= horizon && t + h <= values.size(); ++h) {
            const double level = trace.level[t] + damped[h - 1] * trace.slope[t];
            const double s = model.form.season == Season::none ? 0 : trace.season[t + (h - 1) % model.period];
            take(t, h, model.form.season == Season::multiplicative ? level * s : level + s);
        }
}

}  // namespace kamino::forecast
