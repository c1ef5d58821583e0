#include "engine/propensity/propensity.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <random>
#include <set>

namespace kamino::propensity {

Quality quality(std::span<const double> score, std::span<const double> probability,
                std::span<const std::uint8_t> outcome, std::span<const std::uint32_t> stratum,
                std::span<const std::uint32_t> group) {
    Quality out{.auc = auc_interval(score, outcome, stratum, group),
                .brier = brier(probability, outcome),
                .log_loss = log_loss(probability, outcome),
                .calibration = calibration(probability, outcome),
                .lift = lift(probability, outcome),
                .n = outcome.size(),
                .positives = static_cast<std::size_t>(std::accumulate(outcome.begin(), outcome.end(), 0))};
    const std::vector<double> base(
        out.n, static_cast<double>(out.positives) / static_cast<double>(std::max<std::size_t>(out.n, 1)));
    out.base_brier = brier(base, outcome);
    out.base_log_loss = log_loss(base, outcome);
    return out;
}

std::vector<std::uint32_t> make_folds(std::span<const std::uint8_t> outcome,
                                      std::span<const std::uint32_t> group, std::size_t folds,
                                      std::uint64_t seed) {
    struct Bundle {
        std::vector<std::size_t> rows;
        double ones = 0;
    };
    std::vector<Bundle> bundles;
    std::map<std::uint32_t, std::size_t> place;
    for (std::size_t i = 0; i < outcome.size(); ++i) {
        const auto name = group.empty() ? static_cast<std::uint32_t>(i) : group[i];
        const auto [at, fresh] = place.emplace(name, bundles.size());
        if (fresh) bundles.emplace_back();
        bundles[at->second].rows.push_back(i);
        bundles[at->second].ones += outcome[i];
    }
    std::mt19937_64 random{seed};
    for (std::size_t k = bundles.size(); k > 1; --k) std::swap(bundles[k - 1], bundles[random() % k]);
    std::stable_sort(bundles.begin(), bundles.end(), [](const Bundle& a, const Bundle& b) {
        return a.rows.size() != b.rows.size() ? a.rows.size() > b.rows.size() : a.ones > b.ones;
    });
    // Each bundle goes where it leaves cases and outcomes most even, the largest first.
    const double all = static_cast<double>(std::max<std::size_t>(outcome.size(), 1));
    const double ones =
        std::max(1.0, static_cast<double>(std::accumulate(outcome.begin(), outcome.end(), 0)));
    std::vector<double> size(folds), hits(folds);
    std::vector<std::uint32_t> out(outcome.size());
    for (const auto& bundle : bundles) {
        std::size_t best = 0;
        double least = HUGE_VAL;
        for (std::size_t f = 0; f < folds; ++f) {
            const double n = static_cast<double>(bundle.rows.size());
            const double cost =
                (2 * size[f] * n) / (all * all) + (2 * hits[f] * bundle.ones) / (ones * ones) +
                (2 * (size[f] - hits[f]) * (n - bundle.ones)) / std::pow(std::max(1.0, all - ones), 2);
            if (cost < least - 1e-15) least = cost, best = f;
        }
        size[best] += static_cast<double>(bundle.rows.size());
        hits[best] += bundle.ones;
        for (const auto i : bundle.rows) out[i] = static_cast<std::uint32_t>(best);
    }
    return out;
}

namespace {

// The choice: trees must be better by more than one standard error of the paired difference.
bool trees_win(const Tuned& logistic, const Tuned& trees, std::span<const std::uint8_t> outcome) {
    double sum = 0, squares = 0;
    const auto loss = [&](double score, std::size_t i) {
        const std::array<double, 1> p{sigmoid(score)};
        return log_loss(p, outcome.subspan(i, 1));
    };
    for (std::size_t i = 0; i < outcome.size(); ++i) {
        const double d = loss(logistic.score[i], i) - loss(trees.score[i], i);
        sum += d, squares += d * d;
    }
    const double n = static_cast<double>(outcome.size());
    return sum / n > std::sqrt(std::max(0.0, squares / n - std::pow(sum / n, 2)) / n);
}

void calibrate(Scored& scored, std::size_t row, const Platt& by) {
    scored.explained.base[row] = by.logit(scored.explained.base[row]);
    double sum = scored.explained.base[row];
    for (std::size_t c = 0; c < scored.explained.columns; ++c)
        sum += scored.explained.part[row * scored.explained.columns + c] *= by.slope;
    scored.score[row] = sum;
    scored.probability[row] = sigmoid(sum);
}

// Each fold's cases by the model that has not seen them, calibrated by the other folds.
Scored score_out_of_fold(const Lesson& lesson, const Tuned& tuned, const Encoder& encoder) {
    const auto n = lesson.matrix.rows(), columns = encoder.names().size();
    Scored out{.score = std::vector<double>(n),
               .probability = std::vector<double>(n),
               .explained = {columns, std::vector<double>(n), std::vector<double>(n * columns)}};
    for (std::size_t fold = 0; fold < lesson.folds; ++fold) {
        std::vector<double> others;
        std::vector<std::uint8_t> outcomes;
        for (const auto i : lesson.rows(fold, false))
            others.push_back(tuned.score[i]), outcomes.push_back(lesson.outcome[i]);
        const auto by = platt(others, outcomes);
        const auto rows = lesson.rows(fold, true);
        const auto part =
            tuned.of_fold[fold]->explain(select(lesson.matrix, rows), encoder.source(), columns);
        for (std::size_t k = 0; k < rows.size(); ++k) {
            out.explained.base[rows[k]] = part.base[k];
            std::copy_n(part.part.begin() + static_cast<std::ptrdiff_t>(k * columns), columns,
                        out.explained.part.begin() + static_cast<std::ptrdiff_t>(rows[k] * columns));
            calibrate(out, rows[k], by);
        }
    }
    return out;
}

std::vector<Importance> importance_of(const Explained& explained) {
    std::vector<Importance> out;
    double all = 0;
    const auto n = explained.base.size();
    for (std::size_t c = 0; c < explained.columns; ++c) {
        double sum = 0;
        for (std::size_t i = 0; i < n; ++i) sum += std::abs(explained.part[i * explained.columns + c]);
        out.push_back({c, sum / static_cast<double>(n), 0});
        all += out.back().mean_contribution;
    }
    for (auto& i : out) i.share = all > 0 ? i.mean_contribution / all : 0;
    std::stable_sort(out.begin(), out.end(), [](const Importance& a, const Importance& b) {
        return a.mean_contribution > b.mean_contribution;
    });
    return out;
}

std::size_t possible_folds(const Cases& cases, std::size_t wanted) {
    const auto ones =
        static_cast<std::size_t>(std::accumulate(cases.outcome.begin(), cases.outcome.end(), 0));
    auto most = std::min(ones, cases.outcome.size() - ones);
    if (!cases.group.empty())
        most = std::min(most, std::set<std::uint32_t>(cases.group.begin(), cases.group.end()).size());
    return std::min(wanted, most);
}

}  // namespace

Scored Learned::score(const Frame& frame) const {
    const auto matrix = encoder.apply(frame);
    Scored out{.score = std::vector<double>(frame.rows),
               .probability = std::vector<double>(frame.rows),
               .explained = model->explain(matrix, encoder.source(), encoder.names().size())};
    for (std::size_t i = 0; i < frame.rows; ++i) calibrate(out, i, calibration);
    return out;
}

Learned learn(const Cases& cases, const Options& options) {
    Learned out;
    if (cases.outcome.empty())
        out.trouble = Trouble::no_cases;
    else if (out.folds = possible_folds(cases, options.folds); out.folds < 2)
        out.trouble = Trouble::one_outcome;
    if (out.trouble != Trouble::none) return out;
    out.encoder = Encoder::learn(cases.frame);
    if (out.encoder.features() == 0) {
        out.trouble = Trouble::no_columns;
        return out;
    }
    const auto matrix = out.encoder.apply(cases.frame);
    const auto fold = make_folds(cases.outcome, cases.group, out.folds, options.seed);
    const Lesson lesson{matrix, cases.outcome, fold, out.folds, options.threads};
    std::optional<Tuned> logistic, trees;
    const auto candidate = [&](Choice choice, const Tuned& t) {
        out.candidates.push_back(
            {choice, t.setting, t.log_loss, auc_interval(t.score, cases.outcome, fold, {}).value});
    };
    if (options.choice != Choice::trees) candidate(Choice::logistic, logistic.emplace(tune_logistic(lesson)));
    if (options.choice != Choice::logistic)
        candidate(Choice::trees, trees.emplace(tune_trees(lesson, options.seed)));
    const bool by_trees = trees && (!logistic || trees_win(*logistic, *trees, cases.outcome));
    out.choice = by_trees ? Choice::trees : Choice::logistic;
    for (auto& c : out.candidates) c.chosen = c.choice == out.choice;
    auto& tuned = by_trees ? *trees : *logistic;
    out.calibration = platt(tuned.score, cases.outcome);
    out.out_of_fold = score_out_of_fold(lesson, tuned, out.encoder);
    out.quality = quality(tuned.score, out.out_of_fold.probability, cases.outcome, fold, cases.group);
    out.quality.auc = cross_validated(out.quality.auc, out.folds);
    out.importance = importance_of(out.out_of_fold.explained);
    out.model = std::move(tuned.whole);
    return out;
}

}  // namespace kamino::propensity
