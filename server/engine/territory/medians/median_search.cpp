#include <algorithm>
#include <limits>
#include <numeric>

#include "engine/territory/medians/lagrange.h"
#include "engine/territory/medians/medians.h"
#include "engine/territory/random.h"

namespace kamino::territory::medians {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr int matrix_limit = 6000;  // places up to which all distances are kept: 144 MB of floats

// Distances of one place to all, from a matrix when there are few places.
class Columns {
  public:
    explicit Columns(const MedianProblem& problem) : distance_(*problem.distance), n_(problem.size()) {
        const auto n = static_cast<std::size_t>(n_);
        if (n_ <= matrix_limit) {
            all_.resize(n * n);
            for (std::size_t i = 0; i < n; ++i) fill(i, all_.data() + i * n);
        }
        row_.resize(n);
    }
    // Valid until the next call.
    const double* of(int place) {
        if (!all_.empty())
            return all_.data() + static_cast<std::size_t>(place) * static_cast<std::size_t>(n_);
        fill(static_cast<std::size_t>(place), row_.data());
        return row_.data();
    }

  private:
    void fill(std::size_t place, double* out) const {
        for (std::size_t i = 0; i < static_cast<std::size_t>(n_); ++i)
            out[i] = distance_.leg(i, place).distance;
    }
    const Distance& distance_;
    int n_;
    std::vector<double> all_, row_;
};

struct State {
    std::vector<int> open;           // the medians
    std::vector<int> place_of;       // place -> index in open, -1: closed
    std::vector<int> first, second;  // per place: index in open of the nearest and second nearest
    std::vector<double> d1, d2;
    double objective = 0;
};

class Search {
  public:
    Search(const MedianProblem& problem, Random& random)
        : problem_(problem),
          columns_(problem),
          random_(random),
          n_(problem.size()),
          loss_(problem.weight.size()) {}

    State start(std::vector<int> open) {
        State s;
        s.open = std::move(open);
        rebuild(s);
        return s;
    }

    // First places far apart, each weighted by its distance to the ones before (k-means++, Arthur &
    // Vassilvitskii 2007).
    std::vector<int> spread(int p) {
        std::vector<int> open{static_cast<int>(random_.below(static_cast<std::uint32_t>(n_)))};
        std::vector<double> nearest(static_cast<std::size_t>(n_), infinite);
        while (static_cast<int>(open.size()) < p) {
            const auto* d = columns_.of(open.back());
            double total = 0;
            for (int i = 0; i < n_; ++i) {
                auto& near = nearest[static_cast<std::size_t>(i)];
                near = std::min(near, d[i]);
                total += weight(i) * near;
            }
            double at = random_.unit() * total;
            int chosen = -1;
            for (int i = 0; i < n_; ++i) {
                at -= weight(i) * nearest[static_cast<std::size_t>(i)];
                if (nearest[static_cast<std::size_t>(i)] > 0) chosen = i;
                if (at <= 0 && chosen == i) break;
            }
            if (chosen < 0 || std::find(open.begin(), open.end(), chosen) != open.end())
                chosen = any_closed(open);
            open.push_back(chosen);
        }
        return open;
    }

    void rebuild(State& s) {
        const auto n = static_cast<std::size_t>(n_);
        s.place_of.assign(n, -1);
        s.first.assign(n, -1), s.second.assign(n, -1);
        s.d1.assign(n, infinite), s.d2.assign(n, infinite);
        for (std::size_t k = 0; k < s.open.size(); ++k) {
            s.place_of[static_cast<std::size_t>(s.open[k])] = static_cast<int>(k);
            const auto* d = columns_.of(s.open[k]);
            for (std::size_t i = 0; i < n; ++i) see(s, i, static_cast<int>(k), d[i]);
        }
        total(s);
    }

    // Adds the closed place that saves most.
    void add_best(State& s) {
        int best = -1;
        double saves = -1;
        for (int c = 0; c < n_; ++c) {
            if (s.place_of[static_cast<std::size_t>(c)] >= 0) continue;
            const auto* d = columns_.of(c);
            double gain = 0;
            for (int i = 0; i < n_; ++i) {
                const double less = s.d1[static_cast<std::size_t>(i)] - d[i];
                if (less > 0) gain += weight(i) * less;
            }
            if (gain > saves) saves = gain, best = c;
        }
        if (best < 0) return;
        s.open.push_back(best);
        rebuild(s);
    }

    // Interchanges until none helps; false when the budget ended first.
    bool descend(State& s, Budget& budget, const Effort& effort) {
        std::vector<int> order(static_cast<std::size_t>(n_));
        std::iota(order.begin(), order.end(), 0);
        random_.shuffle(order);
        base_losses(s);
        int without = 0;
        for (std::size_t at = 0; without < n_; at = (at + 1) % order.size()) {
            if ((without & 15) == 0 && out_of_time(budget, effort)) return false;
            const int c = order[at];
            ++without;
            if (s.place_of[static_cast<std::size_t>(c)] >= 0) continue;
            const auto [delta, leaves] = evaluate(s, c);
            if (delta >= -1e-9 * std::max(1.0, s.objective)) continue;
            swap(s, leaves, c);
            without = 0;
        }
        return true;
    }

    void swap(State& s, int leaves, int enters) {
        s.place_of[static_cast<std::size_t>(s.open[static_cast<std::size_t>(leaves)])] = -1;
        s.open[static_cast<std::size_t>(leaves)] = enters;
        s.place_of[static_cast<std::size_t>(enters)] = leaves;
        const auto* d = columns_.of(enters);
        std::vector<std::size_t> lost;
        for (std::size_t i = 0; i < static_cast<std::size_t>(n_); ++i) {
            if (s.first[i] == leaves || s.second[i] == leaves)
                lost.push_back(i);
            else
                see(s, i, leaves, d[i]);
        }
        for (const auto i : lost) look_again(s, i);
        total(s);
        base_losses(s);
    }

    // A few medians give way to places near others: the shake of the neighbourhood search.
    void shake(State& s, int strength) {
        for (int k = 0; k < strength; ++k) {
            const int leaves = static_cast<int>(random_.below(static_cast<std::uint32_t>(s.open.size())));
            const int enters = any_closed(s.open);
            if (enters < 0) return;
            s.open[static_cast<std::size_t>(leaves)] = enters;
        }
        rebuild(s);
    }

    double weight(int i) const { return problem_.weight[static_cast<std::size_t>(i)]; }

  private:
    static void see(State& s, std::size_t i, int k, double d) {
        if (d < s.d1[i]) {
            s.d2[i] = s.d1[i], s.second[i] = s.first[i];
            s.d1[i] = d, s.first[i] = k;
        } else if (d < s.d2[i]) {
            s.d2[i] = d, s.second[i] = k;
        }
    }
    void look_again(State& s, std::size_t i) {
        s.d1[i] = s.d2[i] = infinite;
        s.first[i] = s.second[i] = -1;
        for (std::size_t k = 0; k < s.open.size(); ++k)
            see(s, i, static_cast<int>(k),
                problem_.distance->leg(i, static_cast<std::size_t>(s.open[k])).distance);
    }
    void total(State& s) const {
        s.objective = 0;
        for (int i = 0; i < n_; ++i) s.objective += weight(i) * s.d1[static_cast<std::size_t>(i)];
    }
    void base_losses(const State& s) {
        loss_.assign(s.open.size(), 0);
        if (s.open.size() < 2) return;
        for (int i = 0; i < n_; ++i) {
            const auto at = static_cast<std::size_t>(i);
            loss_[static_cast<std::size_t>(s.first[at])] += weight(i) * (s.d2[at] - s.d1[at]);
        }
    }
    // The best that opening c and closing one median brings; negative is better.
    std::pair<double, int> evaluate(const State& s, int c) {
        const auto* d = columns_.of(c);
        if (s.open.size() == 1) {
            double sum = 0;
            for (int i = 0; i < n_; ++i) sum += weight(i) * d[i];
            return {sum - s.objective, 0};
        }
        double gain = 0;
        correction_.assign(s.open.size(), 0);
        for (int i = 0; i < n_; ++i) {
            const auto at = static_cast<std::size_t>(i);
            if (d[i] >= s.d2[at]) continue;
            const double w = weight(i);
            if (d[i] < s.d1[at]) {
                gain += w * (s.d1[at] - d[i]);
                correction_[static_cast<std::size_t>(s.first[at])] -= w * (s.d2[at] - s.d1[at]);
            } else {
                correction_[static_cast<std::size_t>(s.first[at])] -= w * (s.d2[at] - d[i]);
            }
        }
        std::pair<double, int> best{infinite, 0};
        for (std::size_t k = 0; k < loss_.size(); ++k) {
            const double delta = loss_[k] + correction_[k] - gain;
            if (delta < best.first) best = {delta, static_cast<int>(k)};
        }
        return best;
    }
    int any_closed(const std::vector<int>& open) {
        if (static_cast<int>(open.size()) >= n_) return -1;
        for (;;) {
            const int place = static_cast<int>(random_.below(static_cast<std::uint32_t>(n_)));
            if (std::find(open.begin(), open.end(), place) == open.end()) return place;
        }
    }
    // With a count of iterations the clock is left alone.
    static bool out_of_time(Budget& budget, const Effort& effort) {
        if (effort.stop && effort.stop->load(std::memory_order_relaxed)) return true;
        if (effort.iterations > 0) return false;
        for (int i = 0; i < 64; ++i)
            if (!budget.step()) return true;
        return false;
    }

    const MedianProblem& problem_;
    Columns columns_;
    Random& random_;
    int n_;
    std::vector<double> loss_, correction_;
};

MedianAnswer answer_of(const State& s, double objective) {
    MedianAnswer answer;
    answer.medians = s.open;
    std::sort(answer.medians.begin(), answer.medians.end());
    for (std::size_t i = 0; i < s.first.size(); ++i)
        answer.owner.push_back(s.open[static_cast<std::size_t>(s.first[i])]);
    answer.objective = objective;
    return answer;
}

State search(Search& tool, const MedianProblem& problem, const Effort& effort, double share,
             std::int64_t& rounds) {
    Budget budget{effort, share};
    auto best = tool.start(tool.spread(problem.p));
    bool going = tool.descend(best, budget, effort);
    if (effort.progress) effort.progress(best.objective, std::nan(""));
    rounds = 1;
    int strength = 1;
    while (going && problem.p < problem.size() && (effort.iterations == 0 || rounds < effort.iterations)) {
        if (effort.iterations == 0 && !budget.step()) break;
        auto trial = best;
        tool.shake(trial, strength);
        going = tool.descend(trial, budget, effort);
        ++rounds;
        if (trial.objective < best.objective * (1 - 1e-12)) {
            best = std::move(trial);
            strength = 1;
            if (effort.progress) effort.progress(best.objective, std::nan(""));
        } else {
            strength = strength >= std::min(problem.p, 8) ? 1 : strength + 1;
        }
    }
    return best;
}

}  // namespace

MedianAnswer solve_medians(const MedianProblem& problem, const Effort& effort, double share_of_bound) {
    Random random{effort.seed};
    Search tool{problem, random};
    std::int64_t rounds = 0;
    const auto best = search(tool, problem, effort, 1 - share_of_bound, rounds);
    auto answer = answer_of(best, best.objective);
    answer.iterations = rounds;
    if (share_of_bound > 0)
        answer.bound = median_bound(problem, best.d1, best.d2, best.objective, effort, share_of_bound);
    return answer;
}

std::vector<MedianAnswer> staffing_curve(const MedianProblem& problem, const Effort& effort) {
    Random random{effort.seed};
    Search tool{problem, random};
    std::vector<MedianAnswer> curve;
    Budget budget{effort, 1};
    auto first = problem;
    first.p = 1;
    auto s = tool.start(tool.spread(1));
    for (int p = 1; p <= problem.p; ++p) {
        if (p > 1) tool.add_best(s);
        const bool going = tool.descend(s, budget, effort);
        curve.push_back(answer_of(s, s.objective));
        if (effort.progress) effort.progress(s.objective, std::nan(""));
        if (!going) break;
    }
    return curve;
}

}  // namespace kamino::territory::medians
