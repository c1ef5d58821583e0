#include "analyze/align_reader.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "analyze/align_units.h"
#include "analyze/json_reader.h"
#include "analyze/travel_reader.h"

namespace kamino::analyze {
namespace {

namespace al = territory::alignment;

void read_measures(const Field& document, Instance& in) {
    const double usual = document.find("rules") ? document.at("rules").number_or("tolerance", 0.05) : 0.05;
    for (const auto& m : document.at("measures").items()) {
        al::Measure measure{.name = {}, .tolerance = usual};
        if (m.is_object()) {
            m.only({"name", "tolerance", "balanced"});
            measure.name = m.at("name").text();
            if (const auto t = m.find("tolerance")) measure.tolerance = t->at_least(0);
            if (!m.flag_or("balanced", true)) measure.tolerance = std::nan("");
        } else {
            measure.name = m.text();
        }
        in.measures.push_back(std::move(measure));
    }
}

std::uint64_t skill_bit(Instance& in, const std::string& skill, const Field& where) {
    const auto at = std::find(in.skills.begin(), in.skills.end(), skill) - in.skills.begin();
    if (at == std::ssize(in.skills)) in.skills.push_back(skill);
    if (at >= 64) where.refuse("brings the 65th skill; 64 are the most");
    return std::uint64_t{1} << at;
}

al::Person read_person(const Field& f, Instance& in, bool* sphere) {
    f.only({"id", "x", "y", "lat", "lon", "home", "capacity", "skills", "hours", "name"});
    al::Person person{.id = f.at("id").name(), .capacity = std::vector<double>(in.measures.size(), 1)};
    const auto place = read_place(f.find("home") ? f.at("home") : f, sphere);
    person.has_home = place.has_value();
    if (place) person.home = *place;
    if (const auto c = f.find("capacity")) {
        if (c->is_array()) {
            const auto items = c->items();
            if (items.size() != in.measures.size()) c->refuse("needs one number a measure");
            for (std::size_t m = 0; m < items.size(); ++m) person.capacity[m] = items[m].at_least(0);
        } else {
            std::fill(person.capacity.begin(), person.capacity.end(), c->at_least(0));
        }
    }
    if (const auto skills = f.find("skills"))
        for (const auto& s : skills->items()) person.skills |= skill_bit(in, s.name(), s);
    if (const auto hours = f.find("hours")) person.hours = hours->at_least(0);
    return person;
}

void read_people(const Field& document, Instance& in, Ids& ids, bool* sphere) {
    for (const auto& f : document.at("people").items()) {
        auto person = read_person(f, in, sphere);
        if (!ids.emplace(person.id, static_cast<al::Index>(in.people.size())).second)
            f.refuse("has the id of another person: " + person.id);
        in.people.push_back(std::move(person));
    }
    if (in.people.empty()) document.at("people").refuse("needs at least one person");
}

al::Index person_of(const Field& f, const Ids& ids) {
    const auto found = ids.find(f.name());
    if (found == ids.end()) f.refuse("is not among the people: " + f.name());
    return found->second;
}

al::Index unit_of(const Field& f, const Ids& ids) {
    const auto found = ids.find(f.name());
    if (found == ids.end()) f.refuse("is not among the units: " + f.name());
    return found->second;
}

void read_moves(const Field& f, al::Rules& rules, const Instance& in) {
    f.only({"max_units", "max_units_share", "max_value_share", "price", "aim"});
    if (const auto n = f.find("max_units")) rules.max_moved_units = n->at_least(0);
    if (const auto share = f.find("max_units_share"))
        rules.max_moved_units = std::min(
            rules.max_moved_units,
            std::floor(share->at_least(0) *
                           static_cast<double>(std::count_if(in.units.owner.begin(), in.units.owner.end(),
                                                             [](auto o) { return o != al::nobody; })) +
                       1e-9));
    if (const auto share = f.find("max_value_share")) rules.max_moved_value = share->at_least(0);
    if (const auto price = f.find("price")) rules.move_price = price->at_least(0);
    if (const auto aim = f.find("aim")) rules.least_moves = aim->choice({"least", "objective"}) == "least";
}

void read_staff(const Field& f, Instance& in, const Ids& people) {
    f.only({"drop", "add"});
    if (const auto drop = f.find("drop")) {
        if (drop->is_array())
            for (const auto& p : drop->items()) {
                in.rules.dropped.push_back(person_of(p, people));
                auto& gone = in.people[in.rules.dropped.back()].capacity;
                std::fill(gone.begin(), gone.end(), 0);
            }
        else
            in.rules.drop_people = static_cast<int>(drop->at_least(0));
        if (in.rules.dropped.size() + in.rules.drop_people >= in.people.size()) drop->refuse("leaves nobody");
    }
    if (const auto add = f.find("add")) in.rules.add_people = static_cast<int>(add->at_least(0));
    for (int n = 1; n <= in.rules.add_people; ++n) {
        std::string id = "new-" + std::to_string(n);
        while (people.contains(id)) id += "'";
        in.people.push_back({.id = id, .capacity = std::vector<double>(in.measures.size(), 1)});
        in.people.back().skills = ~std::uint64_t{0};
    }
}

void read_rules(const Field& f, Instance& in, const Ids& people, const Ids& units) {
    f.only({"tolerance", "compactness", "contiguity", "fragment_price", "together", "forbidden", "trees",
            "moves", "people", "focus"});
    auto& rules = in.rules;
    if (const auto c = f.find("compactness")) {
        const auto word = c->choice({"time", "moment", "diameter"});
        rules.compactness = word == "time"     ? al::Compactness::time
                            : word == "moment" ? al::Compactness::moment
                                               : al::Compactness::diameter;
    }
    if (const auto c = f.find("contiguity")) {
        const auto word = c->choice({"off", "soft", "hard"});
        rules.contiguity = word == "off"    ? al::Contiguity::off
                           : word == "soft" ? al::Contiguity::soft
                                            : al::Contiguity::hard;
    }
    if (const auto price = f.find("fragment_price")) rules.fragment_price = price->at_least(0);
    if (const auto groups = f.find("together"))
        for (const auto& group : groups->items()) {
            std::vector<al::Index> members;
            for (const auto& u : group.items()) members.push_back(unit_of(u, units));
            if (members.size() > 1) rules.together.push_back(std::move(members));
        }
    if (const auto pairs = f.find("forbidden"))
        for (const auto& pair : pairs->items()) {
            pair.only({"unit", "person"});
            rules.forbidden.emplace_back(unit_of(pair.at("unit"), units),
                                         person_of(pair.at("person"), people));
        }
    if (const auto trees = f.find("trees")) rules.trees_whole = trees->choice({"whole", "free"}) == "whole";
    if (const auto moves = f.find("moves")) read_moves(*moves, rules, in);
    if (const auto staff = f.find("people")) read_staff(*staff, in, people);
    if (const auto focus = f.find("focus"))
        for (const auto& p : focus->items()) rules.focus.push_back(person_of(p, people));
}

// Ways round barriers are dear to find: the times from all homes are kept, where everybody has one.
void tabulate(Instance& in) {
    std::vector<territory::Barriers::Seat> homes;
    for (const auto& person : in.people) {
        if (!person.has_home) return;
        homes.push_back(in.travel.barriers->seat(person.home));
    }
    in.minutes.reserve(in.units.size() * homes.size());
    for (const auto& place : in.units.places) {
        const auto unit = in.travel.barriers->seat(place);
        for (const auto& home : homes)
            in.minutes.push_back(static_cast<float>(
                in.travel.minutes_of(in.travel.road_factor * in.travel.barriers->km(home, unit))));
    }
}

void read_edges(const Field& f, Instance& in, const Ids& units) {
    std::vector<std::pair<al::Index, al::Index>> edges;
    const auto items = f.items();
    edges.reserve(items.size());
    for (const auto& edge : items) {
        const auto ends = edge.items();
        if (ends.size() != 2) edge.refuse("must be a pair of units");
        edges.emplace_back(unit_of(ends[0], units), unit_of(ends[1], units));
    }
    in.graph = al::graph_of(in.units.size(), edges);
}

Instance read_json(const Source& source) {
    const auto document = parse_document(source);
    const Field root{source, document};
    root.only({"units", "people", "measures", "rules", "edges", "travel", "name", "comment", "kind", "routes",
               "day", "period_weeks"});
    Instance in;
    bool sphere = false;
    read_measures(root, in);
    Ids people, units;
    read_people(root, in, people, &sphere);
    read_units(source, root.at("units").value(), people, in);
    if (in.units.size() == 0) root.at("units").refuse("needs at least one unit");
    const bool homes = std::any_of(in.people.begin(), in.people.end(), [](auto& p) { return p.has_home; });
    if (homes && sphere != in.travel.sphere)
        root.refuse("gives places of units and people in different ways");
    in.travel = read_travel(root, in.travel.sphere);
    if (in.travel.barriers) {
        auto places = in.units.places;
        for (const auto& person : in.people)
            if (person.has_home) places.push_back(person.home);
        check_ways(in.travel, places, source.path);
    }
    const auto edges = root.find("edges"), rules = root.find("rules");
    // The index by id is built only for who uses it: it is the dearest part of reading 100,000 units.
    if (edges || rules) {
        units.reserve(in.units.size());
        for (al::Index i = 0; i < in.units.size(); ++i)
            if (!units.emplace(in.units.ids[i], i).second)
                throw Refusal(
                    "/units/" + std::to_string(i) + " has the id of another unit: " + in.units.ids[i],
                    source.path);
    }
    if (edges) read_edges(*edges, in, units);
    if (rules) read_rules(*rules, in, people, units);
    if (in.graph.empty() && in.rules.contiguity != al::Contiguity::off)
        in.graph = al::delaunay(in.units.places, in.travel.sphere);
    if (in.travel.barriers) tabulate(in);
    return in;
}

}  // namespace

std::vector<territory::capacity::KnownRoute> read_known_routes(const Source& source) {
    std::vector<territory::capacity::KnownRoute> routes;
    // Parsed a second time only where the word stands at all.
    if (source.text.find("\"routes\"") == std::string::npos) return routes;
    const auto document = parse_document(source);
    const Field root{source, document};
    const auto list = root.find("routes");
    if (!list) return routes;
    for (const auto& f : list->items()) {
        f.only({"home", "stops", "km", "person", "day"});
        bool sphere = false;
        territory::capacity::KnownRoute route{.km = f.at("km").at_least(0)};
        const auto home = read_place(f.at("home"), &sphere);
        if (!home) f.at("home").refuse("needs x and y, or lat and lon");
        route.home = *home;
        for (const auto& stop : f.at("stops").items()) {
            const auto place = read_place(stop, &sphere);
            if (!place) stop.refuse("needs x and y, or lat and lon");
            route.stops.push_back(*place);
        }
        routes.push_back(std::move(route));
    }
    return routes;
}

Instance read_alignment(const Source& source) {
    if (source.first() == '{') return read_json(source);
    if (is_districting(source)) return read_districting(source);
    throw Refusal("is neither a JSON instance nor a districting instance", source.path);
}

std::optional<std::size_t> find_unit(const Instance& in, std::string_view id) {
    const auto at = std::find(in.units.ids.begin(), in.units.ids.end(), id) - in.units.ids.begin();
    return at == std::ssize(in.units.ids) ? std::nullopt : std::optional<std::size_t>(at);
}

std::optional<std::size_t> find_person(const Instance& in, std::string_view id) {
    for (std::size_t j = 0; j < in.people.size(); ++j)
        if (in.people[j].id == id) return j;
    return std::nullopt;
}

}  // namespace kamino::analyze
