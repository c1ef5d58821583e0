#include "engine/territory/alignment/rounding.h"

#include <algorithm>
#include <cmath>

namespace kamino::territory::alignment {
namespace {

double priced(const Problem& p, const std::vector<double>& price, std::size_t a, std::size_t j) {
    const std::size_t m = p.measures();
    double sum = 0;
    for (std::size_t b = 0; b < m; ++b) sum += price[j * m + b] * static_cast<double>(p.load[a * m + b]);
    return sum;
}

}  // namespace

Owners cheapest(const Problem& p, const Offers& offers, const std::vector<double>& price) {
    Owners owners(p.atoms(), 0);
    for (std::size_t a = 0; a < owners.size(); ++a) {
        double best = INFINITY;
        if (offers.count[a] == 0) owners[a] = std::max(p.today[a], 0);
        for (std::size_t c = 0; c < offers.count[a]; ++c) {
            const auto j = offers.person[a * offers.width + c];
            const double v = offers.cost[a * offers.width + c] + priced(p, price, a, j);
            if (v < best) best = v, owners[a] = j;
        }
    }
    return owners;
}

namespace {

class Mender {
  public:
    Mender(Standing& standing, const Offers& offers, const std::vector<double>& price, Random& random)
        : s_(standing), p_(standing.problem()), offers_(offers), random_(random) {
        const std::size_t n = p_.atoms(), k = p_.people();
        owned_.resize(k), wanted_.resize(k);
        place_.resize(n);
        barred_.assign(n, 0);
        value_.resize(n * offers.width);
        for (std::size_t a = 0; a < n; ++a) {
            place_[a] = owned_[s_.owner(a)].size();
            owned_[s_.owner(a)].push_back(static_cast<std::uint32_t>(a));
            for (std::size_t c = 0; c < offers.count[a]; ++c) {
                const auto j = offers.person[a * offers.width + c];
                wanted_[j].push_back(static_cast<std::uint32_t>(a * offers.width + c));
                value_[a * offers.width + c] = offers.cost[a * offers.width + c] + priced(p_, price, a, j);
            }
        }
        for (std::size_t j = 0; j < k; ++j) excess_.push_back(s_.excess(j));
    }

    bool run(long long steps, const Clock& clock) {
        Owners best = s_.owners();
        double least = s_.violation();
        for (long long step = 1, idle = 0; idle < steps && least > 1e-9; ++step, ++idle) {
            if (step % 256 == 0 && clock.over()) break;
            const auto worst = std::max_element(excess_.begin(), excess_.end()) - excess_.begin();
            if (excess_[worst] <= 1e-9) break;
            choose(static_cast<std::size_t>(worst), step);
            if (best_.gain == INFINITY) break;
            apply(step);
            double now = 0;
            for (const double e : excess_) now += e;
            if (now < least - 1e-12) least = now, best = s_.owners(), idle = 0;
        }
        if (s_.violation() > least + 1e-12) s_ = Standing{p_, best};
        s_.resum();
        return s_.violation() <= 1e-6;
    }

  private:
    struct Move {
        double gain = INFINITY;
        std::uint32_t atom = 0;
        std::int32_t to = 0;
    };

    // What a move costs: the reduced cost for each unit of violation it takes away; moves that take none away
    // come after all that do.
    void weigh(std::uint32_t a, std::int32_t to, double value, double now, long long step) {
        const auto from = s_.owner(a);
        if (from == to || barred_[a] > step) return;
        const float* load = p_.load.data() + a * p_.measures();
        const double change =
            s_.excess_with(from, load, -1) + s_.excess_with(to, load, 1) - excess_[from] - excess_[to];
        const double cost = std::max(value - now, 0.0) + 1e-9;
        const double gain = change < -1e-12 ? cost / -change : 1e15 * (1 + change) + cost;
        if (gain < best_.gain) best_ = {gain, a, to};
    }

    double value_of(std::uint32_t a, std::int32_t j) const {
        for (std::size_t c = 0; c < offers_.count[a]; ++c)
            if (offers_.person[a * offers_.width + c] == j) return value_[a * offers_.width + c];
        return offers_.count[a] ? value_[a * offers_.width + offers_.count[a] - 1] : 0;
    }

    void choose(std::size_t j, long long step) {
        best_ = {};
        const std::size_t m = p_.measures();
        bool over = false, under = false;
        for (std::size_t b = 0; b < m; ++b) {
            over |= s_.load(j, b) > p_.high[j * m + b];
            under |= s_.load(j, b) < p_.low[j * m + b];
        }
        if (over)
            for (const auto a : owned_[j]) {
                const double now = value_of(a, static_cast<std::int32_t>(j));
                for (std::size_t c = 0; c < offers_.count[a]; ++c)
                    weigh(a, offers_.person[a * offers_.width + c], value_[a * offers_.width + c], now, step);
            }
        if (under)
            for (const auto e : wanted_[j]) {
                const auto a = static_cast<std::uint32_t>(e / offers_.width);
                if (s_.owner(a) != static_cast<std::int32_t>(j))
                    weigh(a, static_cast<std::int32_t>(j), value_[e], value_of(a, s_.owner(a)), step);
            }
    }

    void apply(long long step) {
        const auto a = best_.atom;
        const auto from = s_.owner(a), to = best_.to;
        auto& list = owned_[from];
        list[place_[a]] = list.back();
        place_[list.back()] = place_[a];
        list.pop_back();
        place_[a] = owned_[to].size();
        owned_[to].push_back(a);
        s_.move(a, to);
        excess_[from] = s_.excess(from);
        excess_[to] = s_.excess(to);
        barred_[a] = step + 20 + random_.below(30);
    }

    Standing& s_;
    const Problem& p_;
    const Offers& offers_;
    Random& random_;
    std::vector<std::vector<std::uint32_t>> owned_, wanted_;
    std::vector<std::size_t> place_;
    std::vector<long long> barred_;
    std::vector<double> value_, excess_;
    Move best_;
};

}  // namespace

bool mend(Standing& standing, const Offers& offers, const std::vector<double>& price, long long steps,
          Random& random, const Clock& clock) {
    return Mender{standing, offers, price, random}.run(steps, clock);
}

void polish(Standing& s, const Offers& offers, int sweeps, const Clock& clock) {
    const Problem& p = s.problem();
    for (int sweep = 0; sweep < sweeps && !clock.over(); ++sweep) {
        bool any = false;
        for (std::size_t a = 0; a < p.atoms(); ++a) {
            const auto from = s.owner(a);
            const float* load = p.load.data() + a * p.measures();
            double now = INFINITY, best = 0;
            for (std::size_t c = 0; c < offers.count[a]; ++c)
                if (offers.person[a * offers.width + c] == from) now = offers.cost[a * offers.width + c];
            if (now == INFINITY || s.excess_with(from, load, -1) > 0) continue;
            std::int32_t to = nobody;
            for (std::size_t c = 0; c < offers.count[a]; ++c) {
                const auto j = offers.person[a * offers.width + c];
                const double change = offers.cost[a * offers.width + c] - now;
                if (change < best - 1e-9 && j != from && s.excess_with(j, load, 1) <= 0)
                    best = change, to = j;
            }
            if (to == nobody) continue;
            s.move(a, to);
            any = true;
        }
        if (!any) break;
    }
    s.resum();
}

}  // namespace kamino::territory::alignment
