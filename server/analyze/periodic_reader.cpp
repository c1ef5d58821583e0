// Cordeau, Gendreau & Laporte's format of periodic routing (1997). Day 1 is the highest bit of a pattern.
#include <limits>

#include "analyze/visits_reader.h"
#include "analyze/words.h"

namespace kamino::analyze {

namespace routing = territory::routing;

bool is_periodic(const Source& source) {
    if (source.first() < '0' || source.first() > '9') return false;
    const Source line{source.path,
                      source.text.substr(0, source.text.find('\n', source.text.find_first_not_of("\r\n ")))};
    Words words{line};
    int count = 0;
    while (words.find_number()) ++count;
    return count == 4 && words.at_end();
}

VisitInput read_periodic(const Source& source) {
    Words words{source};
    VisitInput out;
    auto& in = out.instance;
    if (const int type = words.whole("the type", 0, 9); type > 1)
        words.refuse("is of type " + std::to_string(type) + "; only 0 (one day) and 1 (periodic) are known");
    routing::VisitPerson fleet;
    fleet.id = "fleet";
    fleet.weekdays = 0x7f;
    fleet.from = 0;
    fleet.to = std::numeric_limits<double>::infinity();
    fleet.vehicles = words.whole("the number of vehicles", 1, 10'000);
    const int customers = words.whole("the number of customers", 0, 20'000);
    in.days = words.whole("the number of days", 1, 60);
    for (int day = 0; day < in.days; ++day) {
        fleet.longest.push_back(words.at_least(0, "the longest route"));
        fleet.capacity.push_back(words.at_least(0, "the capacity"));
    }
    std::vector<territory::Place> places;
    for (int i = 0; i <= customers; ++i) {
        routing::VisitAccount account;
        account.id = std::to_string(words.whole("a node's number", 0, 1'000'000));
        const auto x = words.number("x"), y = words.number("y");
        places.push_back({x, y});
        account.place = i;
        account.minutes = words.at_least(0, "a service time");
        account.demand = words.at_least(0, "a demand");
        account.visits = words.whole("a frequency", 0, in.days);
        const int patterns = words.whole("the number of patterns", 0, 1'000'000);
        for (int p = 0; p < patterns; ++p) {
            const auto bits = static_cast<std::uint64_t>(words.at_least(0, "a pattern"));
            std::vector<int> days;
            for (int day = 0; day < in.days; ++day)
                if (bits >> (in.days - 1 - day) & 1) days.push_back(day);
            if (static_cast<int>(days.size()) != account.visits)
                words.refuse("pattern " + std::to_string(bits) + " has " + std::to_string(days.size()) +
                             " days, not " + std::to_string(account.visits));
            account.patterns.push_back(std::move(days));
        }
        words.rest();  // some files give a window here, which the periodic problem does not have
        if (i > 0) in.accounts.push_back(std::move(account));
    }
    in.people.push_back(std::move(fleet));
    in.distance = std::make_shared<territory::PlanarDistance>(std::move(places), territory::Metric::exact);
    return out;
}

}  // namespace kamino::analyze
