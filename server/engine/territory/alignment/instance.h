// A question of alignment: which person owns which unit (an account, a post code …). Units are columns, since
// there may be 100,000 of them; people and rules are few. Plain values that a reader fills; nothing here
// knows files.
#pragma once
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "engine/territory/travel.h"

namespace kamino::territory::alignment {

using Place = Point;  // km on a plane or from the earth's centre: engine/territory/travel.h
using Index = std::uint32_t;
inline constexpr std::int32_t nobody = -1;

// Something to balance: work, potential, accounts. No tolerance (NaN): measured, not balanced.
struct Measure {
    std::string name;
    double tolerance = 0.05;
};

struct Units {
    std::vector<std::string> ids;
    std::vector<Place> places;
    std::vector<std::vector<double>> measures;  // [measure][unit], >= 0
    std::vector<double> weight;                 // of the distance, e.g. visits; 1
    std::vector<double> value;                  // of "moved value"; the first measure
    std::vector<double> minutes;                // of service in the whole period; 0
    std::vector<double> visits;                 // in the whole period; 0
    std::vector<std::int32_t> owner;            // today's person, or nobody
    std::vector<std::uint8_t> locked;           // stays with today's person
    std::vector<std::uint64_t> needs;           // bits of Instance::skills
    std::vector<std::int32_t> tree;  // units of one tree stay together when rules.trees_whole; -1: none
    std::size_t size() const { return ids.size(); }
};

struct Person {
    std::string id;
    Place home{};
    bool has_home = false;
    std::vector<double> capacity;  // a measure: the share of the total is capacity / sum of capacities
    std::uint64_t skills = 0;
    double hours = std::nan("");  // that can be worked in the whole period
};

enum class Compactness { time, moment, diameter };
enum class Contiguity { off, soft, hard };

struct Rules {
    Compactness compactness = Compactness::time;
    Contiguity contiguity = Contiguity::off;
    std::vector<std::vector<Index>> together;
    std::vector<std::pair<Index, Index>> forbidden;  // unit, person
    bool trees_whole = false;
    double max_moved_units = INFINITY;  // a count
    double max_moved_value = INFINITY;  // a share of the value of all units that have an owner today, 0..1
    double move_price = 0;              // objective a moved unit of average value costs
    bool least_moves = false;           // move_price becomes 100 times today's mean cost of a unit
    double fragment_price = 60;  // objective a further piece of a territory costs; soft contiguity only
    std::vector<Index> dropped;  // people who give everything away
    int drop_people = 0;         // how many more to drop, chosen by the solver
    int add_people = 0;          // without a home: they live in the middle of what they get
    std::vector<Index> focus;    // only these people's units may change hands, among them; empty: all
};

// The neighbours of a unit as one row; both directions are present.
struct Graph {
    std::vector<std::uint32_t> first;  // units + 1
    std::vector<Index> to;
    bool empty() const { return first.empty(); }
};

struct Instance {
    Units units;
    std::vector<Measure> measures;
    std::vector<Person> people;
    std::vector<std::string> skills;
    Rules rules;
    Travel travel;
    Graph graph;                 // given, or empty
    std::vector<float> minutes;  // [unit * people + person] when a matrix overrides the distances
    bool has_owners() const {
        for (const auto o : units.owner)
            if (o != nobody) return true;
        return false;
    }
};

// Rows from pairs; a pair given twice or both ways counts once, a loop not at all.
Graph graph_of(std::size_t units, const std::vector<std::pair<Index, Index>>& edges);

// Neighbours from places alone: the Delaunay triangles (as the dual of Boost.Polygon's Voronoi diagram).
// Units of one place are neighbours of each other. On the earth the places are first laid on a plane that
// keeps areas (Lambert).
Graph delaunay(const std::vector<Place>& places, bool sphere);

}  // namespace kamino::territory::alignment
