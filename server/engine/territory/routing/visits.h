// Visit planning over days: who visits which account on which day and in what order. Frequencies with least
// and greatest gaps or explicit day patterns, weekdays, time windows (the whole service inside), fixed
// appointments, lunch, nights away, joint visits, and a price for every visit that a new plan moves. Large
// neighbourhood search over day patterns: accounts near each other are taken out with all their visits; an
// account comes back on the cheapest set of days that its cadence allows (dynamic programming over the days),
// each visit at the cheapest place of its day. After Christiaens & Vanden Berghe 2020 (see routes.h) and, for
// the patterns, Hemmelmayr, Doerner & Hartl, "A variable neighborhood search heuristic for periodic routing
// problems", EJOR 195, 2009.
//
// Days are numbered from 0; minutes count from midnight. People are independent once joint visits have their
// hour, so that each is planned on its own (two threads, the same answer).
#pragma once
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "engine/territory/distance.h"
#include "engine/territory/effort.h"

namespace kamino::territory::routing {

struct Window {
    double from = 0, to = 1440;
    unsigned weekdays = 0x7f;  // bit 0: Monday
};

struct VisitAccount {
    std::string id;
    int place = 0;                        // index of the distance
    int person = 0;                       // whose account
    int companion = -1;                   // of a joint visit
    int visits = 1;                       // in the horizon
    int least_gap = 1, greatest_gap = 0;  // days between two visits; 0: no limit
    double minutes = 0, demand = 0, value = 1;
    unsigned weekdays = 0x7f;
    std::vector<Window> windows;                       // empty: any hour
    std::vector<std::vector<int>> patterns;            // explicit sets of days; empty: by the gaps
    int last_visit = std::numeric_limits<int>::min();  // the latest before the first plannable day, if any
    std::vector<int> before;  // days of the plan in force, from the first plannable day on
};

struct FixedAppointment {
    int day = 0, place = 0, account = -1;  // account: a joint visit
    double from = 0, to = 0;
    std::string name;
};

struct VisitPerson {
    std::string id;
    int start = 0, end = 0;        // places
    unsigned weekdays = 0x1f;      // Monday to Friday
    double from = 480, to = 1020;  // working hours; to = infinity: no limit
    std::vector<int> days_off;
    double lunch = 0, lunch_from = 720,
           lunch_to = 840;  // minutes; it starts between the two where the day reaches them
    int nights_a_week = 0;
    std::vector<FixedAppointment> fixed;
    int vehicles = 1;                       // routes a day
    std::vector<double> capacity, longest;  // per day, 0: no limit; empty: none
};

struct VisitInstance {
    std::string name;
    int days = 0;
    int first_weekday = 0;                   // of day 0; 0: Monday
    int first_day = 0;                       // plannable from here on: "now"
    double night_price = 60, stability = 0;  // minutes of travel that a night away and a moved visit weigh
    std::shared_ptr<const Distance> distance;
    std::vector<VisitAccount> accounts;
    std::vector<VisitPerson> people;

    int weekday(int day) const { return (first_weekday + day) % 7; }
    bool works(const VisitPerson& person, int day) const;
    bool may_visit(const VisitAccount& account, int day) const;  // by weekdays and windows
};

struct PlannedStop {
    int account = -1;  // -1: the appointment `fixed` of the person
    int fixed = -1;
    double start = 0, end = 0;
};

struct Trip {
    int person = 0, day = 0, vehicle = 0;
    int start = 0, end = 0;  // places: home, or where the night is spent
    std::vector<PlannedStop> stops;
    double lunch = -1;  // when it starts; -1: the day is over before
};

struct VisitPlan {
    std::vector<Trip> trips;           // by person, day and vehicle; without empty ones
    std::vector<int> unserved;         // accounts without any visit of theirs
    std::vector<std::string> clashes;  // rules that leave no way, plain English
    double bound = 0;                  // minutes: no plan that makes the same visits has a lower objective
    std::int64_t iterations = 0;
};

VisitPlan solve_visits(const VisitInstance& instance, const Effort& effort);

// Why an account got no visits, in the trade's words.
std::string why_unserved(const VisitInstance& instance, int account);

}  // namespace kamino::territory::routing
