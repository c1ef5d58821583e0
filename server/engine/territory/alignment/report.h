// What an answer means for the people: loads, hours, travel, pieces; every move with its reason and what
// refusing it costs; what each hard rule costs. Reads an instance and an alignment; changes nothing.
#pragma once
#include <string>
#include <vector>

#include "engine/territory/alignment/align.h"

namespace kamino::territory::alignment {

struct PersonReport {
    std::size_t units = 0;
    std::vector<double> load, target;  // a measure
    double distance = 0;               // what the person adds to the objective's sum
    double travel_minutes = 0;         // one way to every unit, weighted
    double hours_needed = std::nan(""), hours_there = std::nan("");
    double diameter = 0;  // km
    int pieces = 1;
};

struct MoveReport {
    Index unit = 0;
    std::int32_t from = nobody, to = nobody;
    std::string reason;
    double refusal = 0;               // what the objective becomes more when the unit stays where it was …
    double refusal_balanced = 0;      // … and the loads are balanced again, at the prices of load
    std::vector<std::string> breaks;  // rules that staying breaks: "balance of 7 in work (108.2 %)"
};

struct RulePrice {
    std::string rule;
    double price = 0;
    std::string meaning;
};

struct Report {
    std::vector<PersonReport> people;
    std::vector<MoveReport> moves;
    std::vector<RulePrice> prices;
    std::vector<double> imbalance;  // a measure: the largest distance from a target in per cent of it
    double diameter = 0;
    int extra_pieces = 0;
};

Report report(const Instance& instance, const Alignment& alignment);

}  // namespace kamino::territory::alignment
