// The search of one person's visits (see visits.h), in whole hundredths or finer of a minute. Inside the
// routing engine only.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/territory/random.h"
#include "engine/territory/routing/genetic/fleet.h"
#include "engine/territory/routing/visits.h"

namespace kamino::territory::routing {

class VisitSearch {
  public:
    using Time = std::int64_t;
    static constexpr Time forever = std::int64_t{1} << 50;
    static constexpr double bound_share = 0.05;  // of the effort

    // `accounts`: those of the person. Joint visits stand in person.fixed already and are left alone.
    VisitSearch(const VisitInstance& instance, const VisitPerson& person, int person_index,
                std::vector<int> accounts, const Effort& effort);
    void run();
    VisitPlan plan() const;
    // Whether the appointments of a day alone can be kept.
    bool appointments_fit(int day) const;

  private:
    struct Span {
        Time from, to;  // soonest and latest start
    };
    struct Stop {  // an account, or an appointment
        int place;
        Time service;
        std::int64_t demand;
    };
    struct State {
        Time clock;
        bool lunched;
    };
    struct Slot {
        int day, vehicle, start, end;
        Time from, to, longest;
        std::int64_t capacity;
    };
    struct Route {
        std::vector<int> stops;     // accounts 0 …, appointments -1 - k
        std::vector<State> states;  // after the stop before; one more than stops
        Time way = 0;
        std::int64_t load = 0;
    };
    struct Spot {
        Time cost = forever;
        int slot = -1, position = 0;
    };

    void search(double share);
    double bound() const;
    std::optional<genetic::Fleet> fleet() const;
    std::vector<std::uint64_t> patterns_of(int account) const;
    std::vector<genetic::DayPlan> as_days() const;
    void breed(const genetic::Fleet& fleet, double share);
    void build_places();
    void build_slots();
    void build_accounts();
    Time leg(int a, int b) const { return table_[static_cast<std::size_t>(a) * places_.size() + b]; }
    Stop stop_of(int id) const;
    bool advance(State& state, int here, int id, int weekday, Time* start, Time* lunch) const;
    bool finish(State state, int here, const Slot& slot, Time* lunch) const;
    Time start_of(int id, int weekday, Time from) const;  // forever: none
    void refresh(int slot);
    bool feasible(const Route& route, const Slot& slot) const;
    bool fits(int slot, int position, int account) const;
    Spot best_spot(int account, int day);
    Time best_days(int account, std::vector<Spot>& chosen);
    Time best_pattern(int account, std::vector<Spot>& chosen) const;
    Time best_gaps(int account, std::vector<Spot>& chosen);
    bool place(int account);
    void put(int account, const Spot& spot);
    void take_out(int account);
    void save(int slot);
    void save_account(int account);
    void restore();
    void ruin();
    void remove_near(int seed, int count);
    void remove_string(int account);
    bool change_night();
    void recreate();
    Time unserved_price(int account) const;
    Time search_price(int account) const;
    Time real_cost() const;
    void set_pressure(double pressure);
    Time moved_price(int account, int day) const;
    void keep_best();
    void start_from_before();

    const VisitInstance& instance_;
    const VisitPerson& person_;
    const Effort& effort_;
    int person_index_;
    std::vector<int> global_;  // accounts by their numbers here
    Random random_;
    double scale_ = 100;
    Time lunch_ = 0, lunch_from_ = 0, lunch_to_ = 0;
    std::vector<int> places_;
    std::vector<std::int32_t> table_;
    int home_ = 0, away_ = 0;  // start and end, as local places
    std::vector<Stop> stops_, fixed_stops_;
    std::vector<std::vector<Span>> spans_;  // account × 7
    std::vector<std::vector<char>> allowed_;
    std::vector<std::vector<int>> near_;
    std::vector<Slot> slots_, best_slots_;
    std::vector<Route> routes_, best_routes_;
    std::vector<std::vector<int>> slots_of_day_;
    std::vector<char> closed_;                            // slots whose appointments alone do not fit
    std::vector<std::vector<int>> visits_, best_visits_;  // per account: its slots
    std::vector<int> absent_;
    Time cost_ = 0, best_cost_ = forever;
    std::vector<std::pair<int, Route>> saved_routes_;
    std::size_t saved_count_ = 0;
    std::vector<Slot> saved_slots_;
    std::vector<std::uint32_t> saved_stamp_, account_stamp_;
    std::vector<std::pair<int, std::vector<int>>> saved_accounts_;
    std::size_t saved_account_count_ = 0;
    std::vector<int> saved_absent_;
    std::uint32_t stamp_ = 0;
    Time saved_cost_ = 0;
    bool timed_ = true;
    double pressure_ = 1;
    std::size_t best_absent_ = 0;
    std::vector<Spot> spots_;
    std::vector<Time> layer_;
    std::vector<int> from_;
    std::int64_t iterations_ = 0;
    double bound_ = 0;
};

}  // namespace kamino::territory::routing
