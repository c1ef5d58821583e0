#include <array>
#include <cmath>

#include "engine/parallel/parallel.h"
#include "engine/propensity/logistic.h"
#include "engine/propensity/metrics.h"
#include "engine/propensity/model.h"

namespace kamino::propensity {

std::vector<std::size_t> Lesson::rows(std::size_t of_fold, bool inside) const {
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < fold.size(); ++i)
        if ((fold[i] == of_fold) == inside) out.push_back(i);
    return out;
}

namespace {

constexpr std::array<double, 10> ridges{3000, 1000, 300, 100, 30, 10, 3, 1, 0.3, 0.1};

class LogisticModel : public FittedModel {
  public:
    // The average case is that of the cases it learned from.
    LogisticModel(Logistic fitted, const Matrix& learned) : fitted_(std::move(fitted)) {
        average_ = Eigen::VectorXd::Zero(static_cast<Eigen::Index>(learned.columns));
        for (std::size_t k = 0; k < learned.feature.size(); ++k)
            average_[learned.feature[k]] += learned.value[k] / static_cast<double>(learned.rows());
    }
    std::vector<double> scores(const Matrix& matrix) const override { return fitted_.scores(matrix); }
    Explained explain(const Matrix& matrix, std::span<const std::size_t> source,
                      std::size_t columns) const override {
        Explained out{.columns = columns, .base = {}, .part = std::vector<double>(matrix.rows() * columns)};
        std::vector<double> typical(columns);
        for (Eigen::Index f = 0; f < average_.size(); ++f)
            typical[source[static_cast<std::size_t>(f)]] += fitted_.weights[f] * average_[f];
        out.base.assign(matrix.rows(), fitted_.intercept + fitted_.weights.dot(average_));
        for (std::size_t i = 0; i < matrix.rows(); ++i) {
            double* part = out.part.data() + i * columns;
            for (std::size_t c = 0; c < columns; ++c) part[c] = -typical[c];
            for (auto k = matrix.start[i]; k < matrix.start[i + 1]; ++k)
                part[source[matrix.feature[k]]] += fitted_.weights[matrix.feature[k]] * matrix.value[k];
        }
        return out;
    }

  private:
    Logistic fitted_;
    Eigen::VectorXd average_;
};

std::vector<std::uint8_t> pick(std::span<const std::uint8_t> outcome, const std::vector<std::size_t>& rows) {
    std::vector<std::uint8_t> out;
    for (const auto i : rows) out.push_back(outcome[i]);
    return out;
}

}  // namespace

Tuned tune_logistic(const Lesson& lesson) {
    const auto n = lesson.matrix.rows();
    std::array<std::vector<double>, ridges.size()> score;
    for (auto& s : score) s.resize(n);
    std::vector<std::array<Logistic, ridges.size()>> fitted(lesson.folds);
    std::vector<Matrix> learned(lesson.folds);
    parallel::for_parts(lesson.folds, lesson.threads, [&](std::size_t fold) {
        const auto rest = lesson.rows(fold, false), own = lesson.rows(fold, true);
        learned[fold] = select(lesson.matrix, rest);
        const auto outcome = pick(lesson.outcome, rest);
        Logistic at;
        for (std::size_t r = 0; r < ridges.size(); ++r) {
            at = fit_logistic(learned[fold], outcome, ridges[r], at);
            fitted[fold][r] = at;
            for (const auto i : own) score[r][i] = at.score(lesson.matrix, i);
        }
    });
    Tuned out;
    std::size_t best = 0;
    for (std::size_t r = 0; r < ridges.size(); ++r) {
        std::vector<double> p;
        for (const double s : score[r]) p.push_back(sigmoid(s));
        const double loss = log_loss(p, lesson.outcome);
        if (r == 0 || loss < out.log_loss) out.log_loss = loss, best = r;
    }
    out.score = score[best];
    for (std::size_t fold = 0; fold < lesson.folds; ++fold)
        out.of_fold.push_back(std::make_unique<LogisticModel>(fitted[fold][best], learned[fold]));
    out.whole = std::make_unique<LogisticModel>(fit_logistic(lesson.matrix, lesson.outcome, ridges[best], {}),
                                                lesson.matrix);
    out.setting = "L2 penalty " + (ridges[best] >= 1 ? std::to_string(static_cast<int>(ridges[best]))
                                                     : std::string{ridges[best] > 0.2 ? "0.3" : "0.1"});
    return out;
}

}  // namespace kamino::propensity
