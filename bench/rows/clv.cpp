// Customer value: fits and predictions of simulated bases, against plain versions: one thread, every customer
// a row, the likelihood in its published closed form, gradients by differences.
#include <nlopt.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <random>

#include "engine/clv/model.h"
#include "engine/clv/predict.h"
#include "row.h"

namespace {

using namespace kamino;
using bench::Measured;

struct Base {
    std::vector<double> x, t_x, T, m;
    void resize(std::size_t n) {
        for (auto* column : {&x, &t_x, &T, &m}) column->resize(n);
    }
};

// Customers of the model that CDNOW's have, with any times, or with whole days.
Base simulate(std::size_t customers, bool with_values = false) {
    std::mt19937_64 random{7};
    std::uniform_real_distribution<double> any{0, 1};
    const auto gamma = [&](double shape) { return std::gamma_distribution<double>{shape}(random); };
    Base base;
    for (std::size_t i = 0; i < customers; ++i) {
        const double rate = gamma(0.243) / 4.414, a = gamma(0.793), b = gamma(2.426), leaves = a / (a + b);
        const double T = 27 + 12 * any(random);
        double x = 0, t_x = 0;
        for (double now = 0; (now -= std::log(1 - any(random)) / rate) <= T;) {
            ++x;
            t_x = now;
            if (any(random) < leaves) break;
        }
        base.x.push_back(x);
        base.t_x.push_back(t_x);
        base.T.push_back(T);
        if (!with_values) continue;
        base.x.back() = std::max(x, 1.0);
        base.m.push_back(gamma(6.25 * base.x.back()) / base.x.back() / (gamma(3.74) / 15.44));
    }
    return base;
}

Base simulate_pareto(std::size_t customers) {
    std::mt19937_64 random{8};
    std::uniform_real_distribution<double> any{0, 1};
    const auto gamma = [&](double shape) { return std::gamma_distribution<double>{shape}(random); };
    Base base;
    for (std::size_t i = 0; i < customers; ++i) {
        const double rate = gamma(0.553) / 10.58, T = 27 + 12 * any(random);
        const double until = std::min(T, -std::log(1 - any(random)) / (gamma(0.606) / 11.656));
        double x = 0, t_x = 0;
        for (double now = 0; (now -= std::log(1 - any(random)) / rate) <= until; t_x = now) ++x;
        base.x.push_back(x);
        base.t_x.push_back(t_x);
        base.T.push_back(T);
    }
    return base;
}

using PlainLikelihood = std::function<double(const std::vector<double>&)>;

// Minimises by L-BFGS on the logarithms with differences for gradients.
void plain_fit(const PlainLikelihood& log_likelihood, std::vector<double> start) {
    const auto value = [](unsigned n, const double* z, double* gradient, void* data) {
        const auto& f = *static_cast<const PlainLikelihood*>(data);
        std::vector<double> p(n);
        const auto at = [&](unsigned moved, double by) {
            for (unsigned i = 0; i < n; ++i) p[i] = std::exp(z[i] + (i == moved ? by : 0));
            return -f(p);
        };
        for (unsigned i = 0; gradient && i < n; ++i) gradient[i] = (at(i, 1e-6) - at(i, -1e-6)) / 2e-6;
        return at(n, 0);
    };
    const auto n = static_cast<unsigned>(start.size());
    for (auto& v : start) v = std::log(v);
    const nlopt_opt opt = nlopt_create(NLOPT_LD_LBFGS, n);
    PlainLikelihood f = log_likelihood;
    nlopt_set_min_objective(opt, value, &f);
    nlopt_set_ftol_rel(opt, 1e-10);
    nlopt_set_maxeval(opt, 300);
    double least = 0;
    (void)nlopt_optimize(opt, start.data(), &least);
    nlopt_destroy(opt);
}

double plain_bgnbd(const Base& base, const std::vector<double>& p) {
    const double r = p[0], alpha = p[1], a = p[2], b = p[3];
    double sum = 0;
    for (std::size_t i = 0; i < base.x.size(); ++i) {
        const double x = base.x[i];
        const double front = std::lgamma(r + x) - std::lgamma(r) + r * std::log(alpha) + std::lgamma(a + b) +
                             std::lgamma(b + x) - std::lgamma(b) - std::lgamma(a + b + x);
        const double stayed = -(r + x) * std::log(alpha + base.T[i]);
        const double left =
            x > 0 ? std::log(a / (b + x - 1)) - (r + x) * std::log(alpha + base.t_x[i]) : -1e300;
        const double top = std::max(stayed, left);
        sum += front + top + std::log(std::exp(stayed - top) + std::exp(left - top));
    }
    return sum;
}

double plain_2f1(double a, double b, double c, double z) {
    double sum = 0, term = 1;
    for (double k = 0; k < 10'000 && term > 1e-14 * sum; ++k) {
        sum += term;
        term *= (a + k) * (b + k) / ((c + k) * (k + 1)) * z;
    }
    return sum;
}

double plain_paretonbd(const Base& base, const std::vector<double>& p) {
    const double r = p[0], alpha = p[1], s = p[2], beta = p[3], most = std::max(alpha, beta);
    double sum = 0;
    for (std::size_t i = 0; i < base.x.size(); ++i) {
        const double x = base.x[i], c = r + s + x, second = alpha >= beta ? s + 1 : r + x;
        const auto part = [&](double t) {
            return plain_2f1(c, second, c + 1, std::abs(alpha - beta) / (most + t)) * std::pow(most + t, -c);
        };
        const double stayed = std::pow(alpha + base.T[i], -(r + x)) * std::pow(beta + base.T[i], -s);
        sum += std::lgamma(r + x) - std::lgamma(r) + r * std::log(alpha) + s * std::log(beta) +
               std::log(stayed + s / c * std::max(0.0, part(base.t_x[i]) - part(base.T[i])));
    }
    return sum;
}

double plain_gamma_gamma(const Base& base, const std::vector<double>& g) {
    const double p = g[0], q = g[1], gamma = g[2];
    double sum = 0;
    for (std::size_t i = 0; i < base.x.size(); ++i) {
        const double x = base.x[i], m = base.m[i];
        sum += std::lgamma(p * x + q) - std::lgamma(p * x) - std::lgamma(q) + q * std::log(gamma) +
               (p * x - 1) * std::log(m) + p * x * std::log(x) - (p * x + q) * std::log(gamma + m * x);
    }
    return sum;
}

// The plain version on the first of the customers, scaled up to all of them.
double plain_seconds(Base base, std::size_t customers,
                     double (*likelihood)(const Base&, const std::vector<double>&),
                     std::vector<double> start) {
    const double scale = static_cast<double>(base.x.size()) / static_cast<double>(customers);
    base.resize(customers);
    return scale *
           bench::least(1, [&] { plain_fit([&](const auto& p) { return likelihood(base, p); }, start); });
}

Measured bgnbd_cdnow() {
    Base base;
    std::ifstream in{bench::shared_file("cdnow-sample/cdnow_customers_summary.csv")};
    std::string line;
    std::getline(in, line);
    for (double id, x, t_x, T;
         std::getline(in, line) && std::sscanf(line.c_str(), "%lf,%lf,%lf,%lf", &id, &x, &t_x, &T) == 4;)
        base.x.push_back(x), base.t_x.push_back(t_x), base.T.push_back(T);
    Measured m{.limit = 0.005};
    if (base.x.empty()) {
        base = simulate(2357);
        m.note = "simulated: the sample is not there";
    }
    m.seconds = bench::least(
        9, [&] { (void)clv::fit_model(clv::Kind::bgnbd, clv::grouped(base.x, base.t_x, base.T), 2); });
    base.m.resize(base.x.size());
    m.reference = plain_seconds(base, base.x.size(), plain_bgnbd, {1, 10, 1, 1});
    return m;
}

Measured bgnbd_million() {
    const Base base = simulate(1'000'000);
    Measured m{.limit = 0.5, .limit_mb = 150};
    m.seconds = bench::least(
        3, [&] { (void)clv::fit_model(clv::Kind::bgnbd, clv::grouped(base.x, base.t_x, base.T), 2); });
    m.reference = plain_seconds(base, 20'000, plain_bgnbd, {1, 10, 1, 1});
    m.note = "plain version on 20,000 of them, scaled";
    return m;
}

Measured paretonbd() {
    const Base base = simulate_pareto(100'000);
    Measured m{.limit = 0.5};
    m.seconds = bench::least(
        3, [&] { (void)clv::fit_model(clv::Kind::paretonbd, clv::grouped(base.x, base.t_x, base.T), 2); });
    m.reference = plain_seconds(base, 2000, plain_paretonbd, {1, 10, 1, 10});
    m.note = "plain version on 2,000 of them, scaled";
    return m;
}

Measured gamma_gamma() {
    const Base base = simulate(1'000'000, true);
    Measured m{.limit = 0.1};
    m.seconds = bench::least(3, [&] { (void)clv::fit_gamma_gamma(base.x, base.m, {}, 2); });
    m.reference = plain_seconds(base, 20'000, plain_gamma_gamma, {1, 2, 30});
    m.note = "plain version on 20,000 of them, scaled";
    return m;
}

Measured predictions() {
    const Base base = simulate(1'000'000);
    const clv::BgNbd model{0.243, 4.414, 0.793, 2.426};
    Measured m{.limit = 0.1};
    m.seconds = bench::least(3, [&] { (void)clv::predict(model, base.x, base.t_x, base.T, {{39, 1}}, 2); });
    std::vector<double> out(base.x.size());
    m.reference = bench::least(1, [&] {
        const auto& [r, alpha, a, b, modified] = model;
        for (std::size_t i = 0; i < out.size(); ++i) {
            const double x = base.x[i], lived = alpha + base.T[i], t = 39;
            const double more = (a + b + x - 1) / (a - 1) *
                                (1 - std::pow(lived / (lived + t), r + x) *
                                         plain_2f1(r + x, b + x, a + b + x - 1, t / (lived + t)));
            out[i] =
                more / (1 + (x > 0 ? a / (b + x - 1) * std::pow(lived / (alpha + base.t_x[i]), r + x) : 0));
        }
    });
    return m;
}

const bench::Group group{"clv",
                         {{"BG/NBD fit, 2,357 customers (CDNOW)", bgnbd_cdnow},
                          {"BG/NBD fit, 1,000,000 customers", bgnbd_million},
                          {"Pareto/NBD fit, 100,000 customers", paretonbd},
                          {"Gamma-Gamma fit, 1,000,000 customers", gamma_gamma},
                          {"predictions and P(alive), 1,000,000 customers", predictions}}};

}  // namespace
