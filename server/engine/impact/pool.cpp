#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/impact/synthetic.h"

namespace kamino::impact {

using Eigen::Index;

Pool pool_of(const Panel& panel) {
    Pool out;
    std::size_t left_out = 0;
    const auto groups = groups_of(panel, left_out);
    out.treated = groups.treated;
    out.start.trouble = groups.trouble;
    if (groups.trouble == Trouble::none && groups.several_entries())
        out.start.trouble = Trouble::several_entries;
    const auto whole = [&](std::size_t i) {
        for (std::size_t t = 0; t < panel.times; ++t)
            if (!std::isfinite(panel.at(i, t))) return false;
        return true;
    };
    for (const auto i : groups.treated)
        if (!whole(i)) out.start.offenders.push_back(i);
    if (out.start.trouble == Trouble::none && !out.start.offenders.empty())
        out.start.trouble = Trouble::treated_missing;
    for (const auto i : groups.controls)
        if (whole(i)) out.donors.push_back(i);
    if (out.start.trouble == Trouble::none && out.donors.empty()) out.start.trouble = Trouble::no_controls;
    out.start.treated_units = out.treated.size();
    out.start.control_units = out.donors.size();
    if (out.start.trouble != Trouble::none) return out;
    if (left_out) out.start.cautions.push_back(Caution::always_treated);
    if (out.donors.size() < groups.controls.size()) out.start.cautions.push_back(Caution::missing_dropped);
    if (constant(panel)) out.start.cautions.push_back(Caution::no_variation);
    out.before = groups.first_entry;
    if (out.before < 3) out.start.cautions.push_back(Caution::few_before);
    const auto times = static_cast<Index>(panel.times);
    out.treated_series = Eigen::VectorXd::Zero(times);
    for (const auto i : out.treated)
        for (Index t = 0; t < times; ++t)
            out.treated_series[t] +=
                panel.at(i, static_cast<std::size_t>(t)) / static_cast<double>(out.treated.size());
    out.donor_series.resize(times, static_cast<Index>(out.donors.size()));
    for (std::size_t j = 0; j < out.donors.size(); ++j)
        for (Index t = 0; t < times; ++t)
            out.donor_series(t, static_cast<Index>(j)) = panel.at(out.donors[j], static_cast<std::size_t>(t));
    out.start.observations = panel.times * (out.treated.size() + out.donors.size());
    return out;
}

std::vector<std::vector<std::size_t>> placebo_sets(std::size_t donors, std::size_t treated, std::size_t count,
                                                   std::uint64_t seed) {
    std::vector<std::vector<std::size_t>> out;
    if (donors <= treated) return out;
    if (treated == 1) {
        for (std::size_t j = 0; j < donors; ++j) out.push_back({j});
        return out;
    }
    std::mt19937_64 random{seed};
    std::vector<std::size_t> all(donors);
    for (std::size_t draw = 0; draw < count; ++draw) {
        std::iota(all.begin(), all.end(), std::size_t{0});
        for (std::size_t k = 0; k < treated; ++k) std::swap(all[k], all[k + random() % (donors - k)]);
        out.emplace_back(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(treated));
        std::sort(out.back().begin(), out.back().end());
    }
    return out;
}

Placebos as_placebo(const Eigen::MatrixXd& donors, const std::vector<std::size_t>& set) {
    Placebos out{.treated = Eigen::VectorXd::Zero(donors.rows()),
                 .donors = Eigen::MatrixXd(donors.rows(), donors.cols() - static_cast<Index>(set.size())),
                 .left = {}};
    for (std::size_t j = 0, next = 0; j < static_cast<std::size_t>(donors.cols()); ++j) {
        if (next < set.size() && set[next] == j) {
            out.treated += donors.col(static_cast<Index>(j)) / static_cast<double>(set.size());
            ++next;
        } else {
            out.donors.col(static_cast<Index>(out.left.size())) = donors.col(static_cast<Index>(j));
            out.left.push_back(j);
        }
    }
    return out;
}

double root_mean_square(const Eigen::VectorXd& gaps, Index from, Index to) {
    return to > from ? std::sqrt(gaps.segment(from, to - from).squaredNorm() / static_cast<double>(to - from))
                     : unknown;
}

}  // namespace kamino::impact
