#include "engine/territory/attention/attention.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/territory/attention/core.h"
#include "engine/territory/attention/dual.h"
#include "engine/territory/random.h"

namespace kamino::territory::attention {
namespace {

constexpr std::size_t core_size = 10;
constexpr std::int64_t core_nodes = 4000, whole_nodes = 2'000'000;
constexpr double close_enough = 1e-5;  // of the bound: no core is searched any more

// Accounts that a small price could talk into another option, by group: the ones that cores are made of.
class Pools {
  public:
    explicit Pools(const Choice& choice) {
        const auto& m = choice.model();
        // Where people have no limits of their own all accounts are one group.
        const bool people =
            std::any_of(m.limit.begin() + 2, m.limit.end(), [](double l) { return l < unlimited; });
        if (people)
            begins_ = m.begins;
        else
            begins_ = {0, static_cast<std::uint32_t>(m.size())};
        for (std::size_t g = 0; g < size(); ++g)
            pools_.push_back(pool(choice, begins_[g], begins_[g + 1], people));
    }
    std::size_t size() const { return begins_.size() - 1; }

    // Accounts that stand off their best option, and others of the pool; a few of another group, since the
    // totals are shared.
    std::vector<std::uint32_t> core(const Choice& choice, std::size_t g, Random& random) const {
        std::vector<std::uint32_t> out, off;
        for (std::size_t at = begins_[g]; at < begins_[g + 1]; ++at)
            if (choice.loss(at, choice.column(at)) > 0) off.push_back(static_cast<std::uint32_t>(at));
        random.shuffle(off);
        off.resize(std::min<std::size_t>(off.size(), core_size / 2));
        for (const auto at : off) add(choice, out, at);
        const auto& other = pools_[size() > 1 ? random.below(static_cast<std::uint32_t>(size())) : g];
        for (int picked = 0; picked < 2 && size() > 1 && !other.empty(); ++picked)
            add(choice, out, other[random.below(static_cast<std::uint32_t>(other.size()))]);
        const auto& own = pools_[g];
        for (int tried = 0; tried < 40 && out.size() < core_size && !own.empty(); ++tried)
            add(choice, out, own[random.below(static_cast<std::uint32_t>(own.size()))]);
        return out;
    }

  private:
    static void add(const Choice& choice, std::vector<std::uint32_t>& out, std::uint32_t at) {
        if (!choice.held(at) && std::find(out.begin(), out.end(), at) == out.end()) out.push_back(at);
    }
    static std::vector<std::uint32_t> pool(const Choice& choice, std::size_t from, std::size_t to,
                                           bool people) {
        const auto& m = choice.model();
        std::vector<std::pair<double, std::uint32_t>> near;
        for (std::size_t at = from; at < to; ++at) {
            double second = INFINITY;
            bool best_seen = false;
            for (std::size_t c = m.first[at]; c < m.first[at + 1]; ++c) {
                const double loss = choice.loss(at, c);
                if (loss <= 0 && !best_seen)
                    best_seen = true;
                else
                    second = std::min(second, loss);
            }
            if (second < INFINITY) near.emplace_back(second, static_cast<std::uint32_t>(at));
        }
        const auto some = std::min<std::size_t>(near.size(), people ? 40 : 200);
        std::partial_sort(near.begin(), near.begin() + static_cast<std::ptrdiff_t>(some), near.end());
        std::vector<std::uint32_t> out;
        for (std::size_t i = 0; i < some; ++i) out.push_back(near[i].second);
        return out;
    }
    std::vector<std::uint32_t> begins_;
    std::vector<std::vector<std::uint32_t>> pools_;
};

// Cores of all groups in turn until the bound is met, the effort is used up or nothing moves any more.
std::int64_t improve(Choice& choice, const Pools& pools, double bound, const Effort& effort) {
    Budget budget{effort};
    Random random{effort.seed};
    const auto cores = std::max<std::size_t>(pools.size(), 150);
    for (int still = 0; still < 3;) {
        const double before = bound - choice.gain();
        for (std::size_t i = 0; i < cores; ++i) {
            if (bound - choice.gain() <= close_enough * std::abs(bound) || !budget.step())
                return budget.steps();
            search_core(choice, pools.core(choice, i % pools.size(), random), core_nodes);
        }
        still = bound - choice.gain() < 0.99 * before ? 0 : still + 1;
        if (effort.progress) effort.progress(choice.gain(), bound);
    }
    return budget.steps();
}

// All accounts of which another option could be in a better answer; when there are few, they are searched in
// full.
bool prove(Choice& choice, double bound) {
    const auto& m = choice.model();
    const double gap = bound - choice.gain();
    std::vector<std::uint32_t> core;
    for (std::size_t at = 0; at < m.size(); ++at)
        for (std::size_t c = m.first[at]; c < m.first[at + 1]; ++c)
            if (c != choice.column(at) && choice.loss(at, c) < gap) {
                core.push_back(static_cast<std::uint32_t>(at));
                break;
            }
    return core.size() <= 300 && search_core(choice, core, whole_nodes);
}

Prices prices_of(const std::vector<double>& by_row) {
    Prices prices{.hour = by_row[0], .money = by_row[1], .person_hour = {}, .person_money = {}};
    for (std::size_t row = 2; row < by_row.size(); row += 2) {
        prices.person_hour.push_back(by_row[row]);
        prices.person_money.push_back(by_row[row + 1]);
    }
    return prices;
}

double least_gain(const Model& m) {
    double least = 0;
    for (std::size_t at = 0; at < m.size(); ++at)
        least += *std::min_element(m.gain.begin() + m.first[at], m.gain.begin() + m.first[at + 1]);
    return least;
}

}  // namespace

struct Planner::State {
    explicit State(Model made, const Effort& effort)
        : model(std::move(made)), prices(best_prices(model, effort)), choice(model, prices), pools(choice) {}
    Model model;
    std::vector<double> prices;
    Choice choice;
    Pools pools;
};

Planner::~Planner() = default;

Planner::Planner(const Instance& in, const Effort& effort) : instance_(in) {
    const double from = thread_cpu_seconds();
    state_ = std::make_unique<State>(Model{in}, effort);
    auto& choice = state_->choice;
    const auto& m = state_->model;
    auto& out = allocation_;
    out.prices = prices_of(state_->prices);
    out.bound = dual_value(m, state_->prices);
    const double least = least_gain(m);
    out.proved_impossible = out.bound < least - 1e-6 * (1 + std::abs(least));
    const Choice start = choice;
    out.feasible = choice.mend();
    if (!out.feasible) {
        choice = start;
        out.feasible = choice.squeeze();
    }
    if (out.feasible) {
        choice.fill();
        auto rest = effort;
        if (rest.iterations == 0) rest.cpu_seconds -= thread_cpu_seconds() - from;
        out.iterations = improve(choice, state_->pools, out.bound, rest);
        const bool stopped = effort.stop && effort.stop->load();
        if (out.bound - choice.gain() <= 1e-12 * std::abs(out.bound) ||
            (!stopped && prove(choice, out.bound)))
            out.bound = choice.gain();
    }
    out.choice.resize(in.accounts.size());
    out.objective = 0;
    for (std::size_t i = 0; i < in.accounts.size(); ++i) {
        out.choice[i] = m.option[choice.column(m.position[i])];
        out.objective += in.option(i, out.choice[i]).gain;
    }
    out.bound = std::max(out.bound, out.objective);
    if (!out.feasible) out.bound = std::nan("");
    out.cpu_seconds = thread_cpu_seconds() - from;
}

double Planner::refused(std::size_t account, std::uint32_t option) const {
    Choice choice = state_->choice;
    const auto& o = instance_.option(account, option);
    choice.hold(state_->model.position[account], o.gain, o.hours, o.money);
    if (!choice.mend()) return std::nan("");
    choice.fill();
    Random random{1};
    const auto g = static_cast<std::size_t>(instance_.accounts[account].person + 1);
    for (int i = 0; i < 20; ++i)
        search_core(choice, state_->pools.core(choice, std::min(g, state_->pools.size() - 1), random),
                    core_nodes);
    return choice.gain();
}

std::vector<Step> Planner::next_steps(std::size_t most) const {
    const auto& choice = state_->choice;
    const auto& m = state_->model;
    std::vector<std::pair<double, Step>> steps;
    for (std::size_t at = 0; at < m.size(); ++at) {
        const auto now = choice.column(at);
        std::pair<double, Step> best{0, {}};
        for (std::size_t c = m.first[at]; c < m.first[at + 1]; ++c) {
            const Step step{m.account[at], m.option[c], m.hours[c] - m.hours[now], m.money[c] - m.money[now],
                            m.gain[c] - m.gain[now]};
            const double price = choice.hour_price(at) * step.hours + choice.money_price(at) * step.money;
            if (step.gain > 0 && price > 0 && step.gain / price > best.first)
                best = {step.gain / price, step};
        }
        if (best.first > 0) steps.push_back(best);
    }
    const auto some = std::min(most, steps.size());
    std::partial_sort(steps.begin(), steps.begin() + static_cast<std::ptrdiff_t>(some), steps.end(),
                      [](const auto& a, const auto& b) {
                          return a.first != b.first ? a.first > b.first : a.second.account < b.second.account;
                      });
    std::vector<Step> out;
    for (std::size_t i = 0; i < some; ++i) out.push_back(steps[i].second);
    return out;
}

}  // namespace kamino::territory::attention
