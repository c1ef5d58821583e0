#include "engine/territory/routing/visit_search.h"

#include <algorithm>
#include <cmath>

namespace kamino::territory::routing {
namespace {

constexpr double string_share = 0.1;  // of the effort where a population follows

}  // namespace

// Above any detour: nothing that can be served stays out for the sake of the way.
VisitSearch::Time VisitSearch::unserved_price(int account) const {
    const auto& a = instance_.accounts[global_[account]];
    return static_cast<Time>(10'000.0 * std::max(1, a.visits) * std::max(0.01, a.value) * scale_);
}

// What the search pays for an account that is out: little enough to pass through plans with gaps on the way
// to better ones, and more while it dwells there.
VisitSearch::Time VisitSearch::search_price(int account) const {
    return static_cast<Time>(static_cast<double>(unserved_price(account)) * pressure_);
}

VisitSearch::Time VisitSearch::real_cost() const {
    auto cost = cost_;
    for (const int account : absent_) cost += unserved_price(account) - search_price(account);
    return cost;
}

void VisitSearch::set_pressure(double pressure) {
    for (const int account : absent_) cost_ -= search_price(account);
    pressure_ = pressure;
    for (const int account : absent_) cost_ += search_price(account);
}

void VisitSearch::save(int s) {
    if (saved_stamp_.data()[s] == stamp_) return;
    saved_stamp_.data()[s] = stamp_;
    if (saved_count_ == saved_routes_.size()) saved_routes_.emplace_back();
    saved_routes_[saved_count_].first = s;
    saved_routes_[saved_count_].second = routes_[s];
    ++saved_count_;
}

void VisitSearch::save_account(int account) {
    if (account_stamp_.data()[account] == stamp_) return;
    account_stamp_.data()[account] = stamp_;
    if (saved_account_count_ == saved_accounts_.size()) saved_accounts_.emplace_back();
    saved_accounts_[saved_account_count_].first = account;
    saved_accounts_[saved_account_count_].second = visits_[account];
    ++saved_account_count_;
}

void VisitSearch::restore() {
    if (!saved_slots_.empty()) slots_ = saved_slots_;
    for (std::size_t i = 0; i < saved_count_; ++i) routes_[saved_routes_[i].first] = saved_routes_[i].second;
    for (std::size_t i = 0; i < saved_account_count_; ++i)
        visits_[saved_accounts_[i].first] = saved_accounts_[i].second;
    absent_ = saved_absent_;
    cost_ = saved_cost_;
}

void VisitSearch::put(int account, const Spot& spot) {
    save(spot.slot);
    auto& route = routes_[spot.slot];
    cost_ -= route.way;
    route.stops.insert(route.stops.begin() + spot.position, account);
    refresh(spot.slot);
    cost_ += route.way + moved_price(account, slots_[spot.slot].day);
    visits_[account].push_back(spot.slot);
}

void VisitSearch::take_out(int account) {
    save_account(account);
    for (const int s : visits_[account]) {
        save(s);
        auto& route = routes_[s];
        cost_ -= route.way + moved_price(account, slots_[s].day);
        route.stops.erase(std::find(route.stops.begin(), route.stops.end(), account));
        refresh(s);
        cost_ += route.way;
    }
    visits_[account].clear();
    absent_.push_back(account);
    cost_ += search_price(account);
}

// All visits of the account at once: one a day, so that no visit changes the price of another.
bool VisitSearch::place(int account) {
    std::vector<Spot> chosen;
    const auto cost = best_days(account, chosen);
    if (cost >= forever || cost >= search_price(account)) return false;
    save_account(account);
    for (const auto& spot : chosen) put(account, spot);
    cost_ -= search_price(account);
    return true;
}

void VisitSearch::remove_near(int seed, int count) {
    if (!visits_[seed].empty()) take_out(seed);
    for (const int other : near_[seed]) {
        if (count <= 1) break;
        if (visits_[other].empty()) continue;
        take_out(other);
        --count;
    }
}

// Neighbours on a route of the account, and on one of the next account's other days.
void VisitSearch::remove_string(int account) {
    if (visits_[account].empty()) return;
    const int s = visits_[account][random_.below(static_cast<std::uint32_t>(visits_[account].size()))];
    const auto stops = routes_[s].stops;
    const auto at = std::find(stops.begin(), stops.end(), account) - stops.begin();
    const int length = random_.between(1, std::min<int>(10, static_cast<int>(stops.size())));
    const int first = std::max<int>(0, static_cast<int>(at) - random_.between(0, length - 1));
    for (int i = first; i < first + length && i < static_cast<int>(stops.size()); ++i)
        if (stops[i] >= 0 && !visits_[stops[i]].empty()) take_out(stops[i]);
}

// A night away near some account after a day with a next day; or home again.
bool VisitSearch::change_night() {
    const int s = static_cast<int>(random_.below(static_cast<std::uint32_t>(slots_.size())));
    if (s + 1 >= static_cast<int>(slots_.size()) || slots_[s + 1].day != slots_[s].day + 1) return false;
    saved_slots_ = slots_;
    int place = -1;
    if (slots_[s].end == away_) {
        const int week = (instance_.first_weekday + slots_[s].day) / 7;
        int nights = 0;
        for (const auto& slot : slots_)
            nights += slot.end != away_ && (instance_.first_weekday + slot.day) / 7 == week;
        if (nights >= person_.nights_a_week) return false;
        place = stops_[random_.below(static_cast<std::uint32_t>(stops_.size()))].place;
    }
    for (const int t : {s, s + 1}) {
        save(t);
        const auto stops = routes_[t].stops;
        for (const int id : stops)
            if (id >= 0 && !visits_[id].empty()) take_out(id);
    }
    cost_ -= routes_[s].way + routes_[s + 1].way;
    cost_ += static_cast<Time>((place >= 0 ? 1 : -1) * instance_.night_price * scale_);
    slots_[s].end = place >= 0 ? place : away_;
    slots_[s + 1].start = place >= 0 ? place : home_;
    refresh(s);
    refresh(s + 1);
    cost_ += routes_[s].way + routes_[s + 1].way;
    return true;
}

void VisitSearch::ruin() {
    const int n = static_cast<int>(global_.size());
    const int seed = static_cast<int>(random_.below(static_cast<std::uint32_t>(n)));
    const int most = std::clamp(n / 5, 2, 10);
    if (random_.below(2) == 0) {
        remove_near(seed, random_.between(1, most));
        return;
    }
    const int strings = random_.between(1, 3);
    remove_string(seed);
    int done = 1;
    for (const int other : near_[seed]) {
        if (done >= strings) break;
        if (visits_[other].empty()) continue;
        remove_string(other);
        ++done;
    }
}

void VisitSearch::recreate() {
    // Those that this ruin took out, and a few of those that have been out for long.
    const auto old = std::min(saved_absent_.size(), absent_.size());
    std::vector<int> waiting(absent_.begin() + static_cast<std::ptrdiff_t>(old), absent_.end());
    absent_.resize(old);
    random_.shuffle(absent_);
    for (int i = 0; i < 8 && !absent_.empty(); ++i) {
        waiting.push_back(absent_.back());
        absent_.pop_back();
    }
    random_.shuffle(waiting);
    const auto order = random_.below(3);
    if (order == 1)
        std::stable_sort(waiting.begin(), waiting.end(), [&](int a, int b) {
            const auto& x = instance_.accounts[global_[a]];
            const auto& y = instance_.accounts[global_[b]];
            return std::max(1.0, x.demand) * x.visits > std::max(1.0, y.demand) * y.visits;
        });
    if (order == 2)
        std::stable_sort(waiting.begin(), waiting.end(), [&](int a, int b) {
            return leg(home_, stops_[a].place) > leg(home_, stops_[b].place);
        });
    for (const int account : waiting)
        if (!place(account)) absent_.push_back(account);
}

void VisitSearch::keep_best() {
    best_cost_ = real_cost();
    best_routes_ = routes_;
    best_slots_ = slots_;
    best_visits_ = visits_;
    best_absent_ = absent_.size();
    if (effort_.progress) effort_.progress(static_cast<double>(best_cost_) / scale_, std::nan(""));
}

// The visits of the plan in force go back to their days where the rules still let them.
void VisitSearch::start_from_before() {
    std::vector<int> left;
    for (const int account : absent_) {
        const auto& a = instance_.accounts[global_[account]];
        bool all = static_cast<int>(a.before.size()) == a.visits && a.visits > 0;
        for (std::size_t i = 0; all && i < a.before.size(); ++i) {
            all = allowed_[account][a.before[i]];
            if (i == 0) continue;
            const int gap = a.before[i] - a.before[i - 1];
            all = all && gap >= a.least_gap && (a.greatest_gap <= 0 || gap <= a.greatest_gap);
        }
        std::vector<Spot> chosen;
        for (std::size_t i = 0; all && i < a.before.size(); ++i) {
            auto spot = best_spot(account, a.before[i]);
            if (spot.slot < 0) spot = best_spot(account, a.before[i]);  // it may have blinked
            all = spot.slot >= 0;
            chosen.push_back(spot);
        }
        if (!all) {
            left.push_back(account);
            continue;
        }
        for (const auto& spot : chosen) put(account, spot);
        cost_ -= search_price(account);
    }
    absent_ = left;
}

// The population takes over where the rules are those that it knows.
void VisitSearch::run() {
    const double work = 1 - bound_share;
    if (const auto simple = fleet()) {
        search(work * string_share);
        if (best_absent_ == 0) breed(*simple, work * (1 - string_share));
    } else {
        search(work);
    }
    bound_ = bound();
}

void VisitSearch::search(double share) {
    for (int i = 0; i < static_cast<int>(global_.size()); ++i)
        if (instance_.accounts[global_[i]].visits > 0) {
            absent_.push_back(i);
            cost_ += search_price(i);
        }
    ++stamp_;
    start_from_before();
    // The first recreation tries every account.
    auto waiting = absent_;
    absent_.clear();
    std::stable_sort(waiting.begin(), waiting.end(),
                     [&](int a, int b) { return unserved_price(a) > unserved_price(b); });
    for (const int account : waiting)
        if (!place(account)) absent_.push_back(account);
    keep_best();
    std::size_t visits = 1;
    Time way = 0;
    for (const auto& route : routes_) visits += route.stops.size(), way += route.way;
    // A common leg: of the first plan, or a good part of the way from home where that serves next to nobody.
    Time there = 0;
    for (const auto& stop : stops_) there += leg(home_, stop.place);
    const double leg_price = std::max(
        {1.0, static_cast<double>(way) / static_cast<double>(visits),
         0.1 * static_cast<double>(there) / static_cast<double>(std::max<std::size_t>(1, stops_.size()))});
    const double hottest = 0.2 * leg_price, coldest = 0.02 * leg_price;
    Budget budget(effort_, share);
    double least = 1e-300, shown = 0;
    for (int i = 0; i < static_cast<int>(global_.size()); ++i)
        least = std::max(least, static_cast<double>(unserved_price(i)));
    // Several coolings where one needs little.
    const double rounds = visits < 300 ? 12 : 1;
    int with_gaps = 0, looked = 0;
    set_pressure(std::min(1.0, 20 * leg_price / least));
    while (!global_.empty() && !slots_.empty() && budget.step()) {
        shown = budget.fraction() * rounds;
        const double temperature = hottest * std::pow(coldest / hottest, shown - std::floor(shown));
        ++stamp_;
        saved_count_ = saved_account_count_ = 0;
        saved_slots_.clear();
        saved_absent_ = absent_;
        saved_cost_ = cost_;
        if (person_.nights_a_week == 0 || random_.below(20) != 0 || !change_night()) ruin();
        recreate();
        if (static_cast<double>(cost_) >=
            static_cast<double>(saved_cost_) - temperature * std::log(random_.unit() + 1e-300)) {
            restore();
        } else if (real_cost() < best_cost_) {
            keep_best();
        }
        with_gaps += absent_.size() >= std::max<std::size_t>(1, best_absent_);
        if (++looked == 500) {
            set_pressure(std::clamp(pressure_ * (with_gaps > 100 ? 1.3 : 0.9),
                                    std::min(1.0, 3 * leg_price / least), 1.0));
            with_gaps = looked = 0;
        }
    }
    iterations_ = budget.steps();
}

}  // namespace kamino::territory::routing
