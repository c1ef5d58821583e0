#include "engine/segment/segment.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/score/score.h"

namespace kamino::segment {

namespace {

bool positive(double v) {
    return v > 0;
}

}  // namespace

std::vector<int> fifths(std::span<const double> values) {
    const auto percentiles = score::percentiles(values);
    std::vector<int> out;
    for (const double p : percentiles)
        out.push_back(std::isnan(p) ? 0 : 1 + std::clamp(static_cast<int>(p / 20), 0, 4));
    return out;
}

const std::vector<std::string_view>& rfm_names() {
    static const std::vector<std::string_view> names{
        "champions",      "loyal",   "potential_loyalist", "new",         "promising", "need_attention",
        "about_to_sleep", "at_risk", "cannot_lose",        "hibernating", "lost"};
    return names;
}

std::string_view rfm_name(int r, int f, int m) {
    const int fm = (f + m + 1) / 2;
    if (r >= 4) {
        if (fm >= 4) return "champions";
        if (fm == 3) return "loyal";
        if (fm == 2) return "potential_loyalist";
        return r == 5 ? "new" : "promising";
    }
    if (r == 3) return fm >= 4 ? "loyal" : fm == 3 ? "need_attention" : "about_to_sleep";
    if (r == 2) return fm >= 3 ? "at_risk" : "hibernating";
    return fm >= 4 ? "cannot_lose" : fm == 3 ? "at_risk" : fm == 2 ? "hibernating" : "lost";
}

std::vector<std::size_t> abc(std::span<const double> values, std::span<const double> bounds) {
    std::vector<std::size_t> out(values.size(), bounds.size());
    double total = 0;
    for (const double v : values) total += std::max(v, 0.0);
    double before = 0;
    for (const auto i : score::by_value(values)) {
        std::size_t k = 0;
        while (k < bounds.size() && !(before / total < bounds[k])) ++k;
        out[i] = k;
        before += values[i];
    }
    return out;
}

std::size_t customers_of_share(std::span<const double> values, double share) {
    double total = 0, sum = 0;
    for (const double v : values) total += std::max(v, 0.0);
    std::size_t n = 0;
    for (const auto i : score::by_value(values)) {
        if (sum >= share * total) break;
        sum += values[i];
        ++n;
    }
    return n;
}

std::vector<char> classes(std::span<const Facts> facts, const Rule& rule) {
    std::vector<double> revenue, potential;
    for (const auto& f : facts) {
        revenue.push_back(f.revenue);
        potential.push_back(std::isnan(f.potential) ? 0 : f.potential);
    }
    double significance = score::significance(revenue, rule.significant_share);
    if (std::isinf(significance)) significance = score::significance(potential, rule.significant_share);
    std::vector<char> out;
    for (const auto& f : facts) {
        if (!positive(f.revenue)) {
            out.push_back(positive(f.potential) ? (f.potential >= significance ? 'C' : 'D') : 'E');
            continue;
        }
        const bool structural = f.months_bought >= rule.structural_months,
                   significant = f.revenue >= significance;
        const bool growing =
            f.is_new || f.growth >= rule.growing_from || f.potential >= f.revenue * (1 + rule.headroom_from);
        out.push_back(structural && significant   ? (growing ? 'A' : 'B')
                      : structural || significant ? 'C'
                                                  : 'D');
    }
    return out;
}

}  // namespace kamino::segment
