#include <xgboost/c_api.h>

#include <algorithm>
#include <array>
#include <barrier>
#include <cmath>
#include <exception>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "engine/propensity/model.h"

namespace kamino::propensity {
namespace {

void check(int code) {
    if (code != 0) throw std::runtime_error(std::string{"XGBoost: "} + XGBGetLastError());
}

struct MatrixFree {
    void operator()(DMatrixHandle handle) const { XGDMatrixFree(handle); }
};
struct BoosterFree {
    void operator()(BoosterHandle handle) const { XGBoosterFree(handle); }
};
using Data = std::unique_ptr<void, MatrixFree>;
using Booster = std::unique_ptr<void, BoosterFree>;

Data data_of(const Matrix& matrix) {
    std::vector<float> values(matrix.value.begin(), matrix.value.end());
    DMatrixHandle handle = nullptr;
    check(XGDMatrixCreateFromCSREx(matrix.start.data(), matrix.feature.data(), values.data(),
                                   matrix.start.size(), values.size(), matrix.columns, &handle));
    return Data{handle};
}

// One thread inside: what runs in parallel are the folds, so that sums have one order.
Booster booster_of(const Data& data, std::span<const std::uint8_t> outcome, int depth, std::uint64_t seed) {
    double ones = 0;
    std::vector<float> labels;
    for (const auto y : outcome) labels.push_back(y), ones += y;
    check(XGDMatrixSetFloatInfo(data.get(), "label", labels.data(), labels.size()));
    const std::array<DMatrixHandle, 1> known{data.get()};
    BoosterHandle handle = nullptr;
    check(XGBoosterCreate(known.data(), known.size(), &handle));
    Booster out{handle};
    const double rate = std::clamp(ones / static_cast<double>(outcome.size()), 1e-6, 1 - 1e-6);
    const std::array<std::pair<const char*, std::string>, 10> settings{
        {{"verbosity", "0"},
         {"nthread", "1"},
         {"objective", "binary:logistic"},
         {"base_score", std::to_string(rate)},
         {"eta", "0.08"},
         {"max_depth", std::to_string(depth)},
         {"min_child_weight", "5"},
         {"lambda", "2"},
         {"tree_method", "hist"},
         {"seed", std::to_string(seed % 1'000'000)}}};
    for (const auto& [name, value] : settings) check(XGBoosterSetParam(out.get(), name, value.c_str()));
    return out;
}

// type 1: scores; 2: contributions, the base last.
std::vector<double> predict(const Booster& booster, const Data& data, int type, int rounds) {
    const auto config =
        "{\"type\":" + std::to_string(type) +
        ",\"training\":false,\"iteration_begin\":0,\"iteration_end\":" + std::to_string(rounds) +
        ",\"strict_shape\":false}";
    const bst_ulong* shape = nullptr;
    bst_ulong dimensions = 0;
    const float* result = nullptr;
    check(
        XGBoosterPredictFromDMatrix(booster.get(), data.get(), config.c_str(), &shape, &dimensions, &result));
    std::size_t size = 1;
    for (bst_ulong d = 0; d < dimensions; ++d) size *= shape[d];
    return {result, result + size};
}

class TreeModel : public FittedModel {
  public:
    TreeModel(Booster booster, int rounds) : booster_(std::move(booster)), rounds_(rounds) {}
    std::vector<double> scores(const Matrix& matrix) const override {
        return matrix.rows() ? predict(booster_, data_of(matrix), 1, rounds_) : std::vector<double>{};
    }
    Explained explain(const Matrix& matrix, std::span<const std::size_t> source,
                      std::size_t columns) const override {
        Explained out{.columns = columns, .base = {}, .part = std::vector<double>(matrix.rows() * columns)};
        if (matrix.rows() == 0) return out;
        const auto all = predict(booster_, data_of(matrix), 2, rounds_);
        const auto width = matrix.columns + 1;
        for (std::size_t i = 0; i < matrix.rows(); ++i) {
            for (std::size_t f = 0; f < matrix.columns; ++f)
                out.part[i * columns + source[f]] += all[i * width + f];
            out.base.push_back(all[i * width + matrix.columns]);
        }
        return out;
    }

  private:
    Booster booster_;
    int rounds_;
};

struct Fold {
    std::vector<std::size_t> own;
    Data train, held;
    Booster booster;
};

constexpr int step = 10, most = 400, patience = 4;

// All folds grow together, ten trees at a time, until the loss has not fallen for forty trees.
class Growth {
  public:
    Growth(const Lesson& lesson, int depth, std::uint64_t seed)
        : lesson_(lesson), depth_(depth), seed_(seed) {
        folds.resize(lesson.folds);
        now_.resize(lesson.matrix.rows());
        const auto workers =
            static_cast<std::ptrdiff_t>(std::clamp<std::size_t>(lesson.threads, 1, lesson.folds));
        std::barrier together(workers, [this]() noexcept { judge(); });
        // XGBoost keeps what it knows of its data by thread: a fold stays with the worker that began it, even
        // when there is one worker only. So every number of threads does the same sums.
        std::vector<std::jthread> threads;
        for (std::ptrdiff_t w = 0; w < workers; ++w)
            threads.emplace_back([this, &together, w, workers] {
                for (bool first = true; !done_; first = false) {
                    if (!failure_)
                        for (auto k = static_cast<std::size_t>(w); k < folds.size();
                             k += static_cast<std::size_t>(workers))
                            advance(k, first);
                    together.arrive_and_wait();
                }
            });
        threads.clear();  // waits
        if (failure_) std::rethrow_exception(failure_);
    }

    std::vector<Fold> folds;
    int rounds = 0;
    double loss = HUGE_VAL;
    std::vector<double> score;

  private:
    void advance(std::size_t k, bool first) noexcept {
        try {
            if (first) begin(k);
            auto& fold = folds[k];
            for (int i = grown_; i < grown_ + step; ++i)
                check(XGBoosterUpdateOneIter(fold.booster.get(), i, fold.train.get()));
            const auto s = predict(fold.booster, fold.held, 1, 0);
            for (std::size_t i = 0; i < s.size(); ++i) now_[fold.own[i]] = s[i];
        } catch (...) {
            const std::lock_guard lock(failing_);
            failure_ = std::current_exception();
        }
    }
    void begin(std::size_t k) {
        auto& fold = folds[k];
        fold.own = lesson_.rows(k, true);
        const auto rest = lesson_.rows(k, false);
        std::vector<std::uint8_t> outcome;
        for (const auto i : rest) outcome.push_back(lesson_.outcome[i]);
        fold.train = data_of(select(lesson_.matrix, rest));
        fold.held = data_of(select(lesson_.matrix, fold.own));
        fold.booster = booster_of(fold.train, outcome, depth_, seed_);
    }
    // Between two steps, when nobody works.
    void judge() noexcept {
        grown_ += step;
        double sum = 0;
        for (std::size_t i = 0; i < now_.size(); ++i) {
            const double s = lesson_.outcome[i] ? -now_[i] : now_[i];
            sum += s > 0 ? s + std::log1p(std::exp(-s)) : std::log1p(std::exp(s));
        }
        sum /= static_cast<double>(now_.size());
        if (sum < loss)
            loss = sum, rounds = grown_, score = now_, worse_ = 0;
        else
            ++worse_;
        done_ = failure_ || worse_ >= patience || grown_ >= most;
    }

    const Lesson& lesson_;
    int depth_;
    std::uint64_t seed_;
    std::vector<double> now_;
    int grown_ = 0, worse_ = 0;
    bool done_ = false;
    std::mutex failing_;
    std::exception_ptr failure_;
};

}  // namespace

Tuned tune_trees(const Lesson& lesson, std::uint64_t seed) {
    Growth shallow(lesson, 2, seed), deep(lesson, 4, seed);
    const int depth = deep.loss < shallow.loss ? 4 : 2;
    auto& best = depth == 4 ? deep : shallow;
    Tuned out{.of_fold = {}, .whole = {}, .score = best.score, .setting = {}, .log_loss = best.loss};
    for (auto& fold : best.folds)
        out.of_fold.push_back(std::make_unique<TreeModel>(std::move(fold.booster), best.rounds));
    const auto all = data_of(lesson.matrix);
    auto whole = booster_of(all, lesson.outcome, depth, seed);
    for (int i = 0; i < best.rounds; ++i) check(XGBoosterUpdateOneIter(whole.get(), i, all.get()));
    out.whole = std::make_unique<TreeModel>(std::move(whole), best.rounds);
    out.setting = std::to_string(best.rounds) + " trees of depth " + std::to_string(depth);
    return out;
}

}  // namespace kamino::propensity
