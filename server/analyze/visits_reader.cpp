#include "analyze/visits_reader.h"

#include <algorithm>
#include <unordered_map>

#include "analyze/json_reader.h"
#include "analyze/tour_reader.h"
#include "analyze/travel_reader.h"
#include "platform/base/date.h"

namespace kamino::analyze {
namespace {

namespace routing = territory::routing;

const std::vector<std::string> weekday_names{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
constexpr int most_days = 371;

class Reader {
  public:
    explicit Reader(const Source& source) : source_(source), document_(parse_document(source)) {}

    VisitInput read() {
        const Field root{source_, document_};
        root.only({"name", "start_on", "weeks", "days", "now", "night_price", "stability", "travel", "matrix",
                   "people", "accounts", "plan"});
        if (root.find("name")) in_.name = root.at("name").text();
        start_ = date(root.at("start_on"));
        out_.start_on = start_.to_text();
        in_.days =
            static_cast<int>(root.find("days") ? root.at("days").whole() : 7 * root.at("weeks").whole());
        if (in_.days < 1 || in_.days > most_days) root.refuse("needs 1 to 371 days");
        in_.first_weekday = ((start_.days + 3) % 7 + 7) % 7;  // 1970-01-01 was a Thursday
        in_.night_price = root.number_or("night_price", 60);
        in_.stability = root.number_or("stability", 30);
        if (const auto now = root.find("now")) {
            in_.first_day = std::clamp(date(*now).days - start_.days, 0, in_.days);
            out_.replan = true;
        }
        for (const auto& p : root.at("people").items()) person(p);
        for (const auto& a : root.at("accounts").items()) account(a);
        if (in_.people.empty()) root.at("people").refuse("needs at least one person");
        if (const auto plan = root.find("plan")) standing(*plan);
        ways(root);
        out_.instance = std::move(in_);
        return std::move(out_);
    }

  private:
    Date date(const Field& f) const {
        const auto found = Date::parse(f.text());
        if (!found) f.refuse("is no date as 2026-01-31");
        return *found;
    }
    // A day of the horizon, or of before and after: outside 0 … days - 1.
    int day(const Field& f) const { return date(f).days - start_.days; }
    double clock(const Field& f) const {
        const auto minutes = f.is_string() ? minutes_of(f.text()) : std::optional<double>{f.number()};
        if (!minutes || *minutes < 0 || *minutes > 1440)
            f.refuse("is no time as 08:30 or minutes of the day");
        return *minutes;
    }
    unsigned weekdays(const Field& f) const {
        unsigned bits = 0;
        for (const auto& item : f.items()) {
            const auto name = item.choice(weekday_names);
            bits |=
                1U << (std::find(weekday_names.begin(), weekday_names.end(), name) - weekday_names.begin());
        }
        return bits;
    }
    // {"lat", "lon"} on the ground, {"x", "y"} in a plane of minutes, {"at"} a row of the matrix; all of one
    // kind.
    int place(const Field& f, std::string label) {
        out_.labels.push_back(std::move(label));
        if (const auto at = f.find("at")) {
            kind(f, 'm');
            rows_.push_back(static_cast<int>(at->whole()));
            return static_cast<int>(rows_.size()) - 1;
        }
        const bool ground = f.find("lat").has_value();
        kind(f, ground ? 'g' : 'p');
        f.only({"lat", "lon", "x", "y"});
        const auto x = f.at(ground ? "lon" : "x").number(), y = f.at(ground ? "lat" : "y").number();
        if (ground && (std::abs(x) > 180 || std::abs(y) > 90)) f.refuse("is no place of the earth");
        places_.push_back({x, y});
        return static_cast<int>(places_.size()) - 1;
    }
    void kind(const Field& f, char kind) {
        if (kind_ && kind_ != kind)
            f.refuse("is given in another way than the places before (lat and lon, x and y, at)");
        kind_ = kind;
    }

    void person(const Field& f) {
        f.only(
            {"id", "start", "end", "weekdays", "from", "to", "days_off", "lunch", "nights_a_week", "fixed"});
        routing::VisitPerson p;
        p.id = f.at("id").name();
        if (!people_.emplace(p.id, static_cast<int>(in_.people.size())).second)
            f.refuse("stands twice: " + p.id);
        const auto label = "person:" + p.id;
        p.start = place(f.at("start"), label);
        p.end = f.find("end") ? place(f.at("end"), label + ":end") : p.start;
        if (const auto days = f.find("weekdays")) p.weekdays = weekdays(*days);
        if (f.find("from")) p.from = clock(f.at("from"));
        if (f.find("to")) p.to = clock(f.at("to"));
        if (p.to <= p.from) f.refuse("the working day ends before it begins");
        if (const auto off = f.find("days_off"))
            for (const auto& item : off->items()) p.days_off.push_back(day(item));
        if (const auto lunch = f.find("lunch")) {
            lunch->only({"minutes", "from", "to"});
            p.lunch = lunch->at("minutes").at_least(0);
            if (lunch->find("from")) p.lunch_from = clock(lunch->at("from"));
            if (lunch->find("to")) p.lunch_to = clock(lunch->at("to"));
            if (p.lunch_to < p.lunch_from) lunch->refuse("ends before it begins");
        }
        p.nights_a_week = f.find("nights_a_week") ? static_cast<int>(f.at("nights_a_week").at_least(0)) : 0;
        if (const auto fixed = f.find("fixed"))
            for (const auto& item : fixed->items())
                p.fixed.push_back(
                    appointment(item, p.start, label + ":" + std::to_string(p.fixed.size() + 1)));
        in_.people.push_back(std::move(p));
    }

    routing::FixedAppointment appointment(const Field& f, int start, const std::string& label) {
        f.only({"name", "on", "from", "to", "place"});
        routing::FixedAppointment out;
        out.day = day(f.at("on"));
        out.from = clock(f.at("from"));
        out.to = clock(f.at("to"));
        if (out.to < out.from) f.refuse("ends before it begins");
        out.place = f.find("place") ? place(f.at("place"), label) : start;
        out.name = f.find("name") ? f.at("name").text() : "an appointment";
        return out;
    }

    int person_of(const Field& f) const {
        const auto found = people_.find(f.name());
        if (found == people_.end()) f.refuse("is not among the people: " + f.name());
        return found->second;
    }

    void account(const Field& f) {
        f.only({"id", "place", "person", "companion", "visits", "least_gap", "greatest_gap", "weekdays",
                "windows", "minutes", "value", "last_visit_on"});
        routing::VisitAccount a;
        a.id = f.at("id").name();
        if (!accounts_.emplace(a.id, static_cast<int>(in_.accounts.size())).second)
            f.refuse("stands twice: " + a.id);
        a.place = place(f.at("place"), a.id);
        if (in_.people.size() > 1 || f.find("person")) a.person = person_of(f.at("person"));
        if (const auto other = f.find("companion")) a.companion = person_of(*other);
        if (a.companion == a.person) f.refuse("has its own person as companion");
        const auto visits = f.find("visits") ? f.at("visits").whole() : 1;
        if (visits < 0 || visits > in_.days) f.at("visits").refuse("is from 0 to the number of days");
        a.visits = static_cast<int>(visits);
        a.least_gap = f.find("least_gap") ? static_cast<int>(f.at("least_gap").at_least(1)) : 1;
        a.greatest_gap = f.find("greatest_gap") ? static_cast<int>(f.at("greatest_gap").at_least(1)) : 0;
        if (a.greatest_gap > 0 && a.greatest_gap < a.least_gap)
            f.refuse("has a greatest gap below the least one");
        if (const auto days = f.find("weekdays")) a.weekdays = weekdays(*days);
        if (const auto windows = f.find("windows"))
            for (const auto& w : windows->items()) {
                w.only({"from", "to", "weekdays"});
                a.windows.push_back({clock(w.at("from")), clock(w.at("to")),
                                     w.find("weekdays") ? weekdays(w.at("weekdays")) : 0x7fU});
            }
        a.minutes = f.at("minutes").at_least(0);
        a.value = f.find("value") ? f.at("value").at_least(0) : 1;
        if (const auto last = f.find("last_visit_on")) a.last_visit = day(*last);
        in_.accounts.push_back(std::move(a));
    }

    // The plan in force: what lies before now has happened and counts, the rest is what stability looks at.
    void standing(const Field& plan) {
        for (const auto& item : plan.items()) {
            item.only({"account", "on"});
            const auto found = accounts_.find(item.at("account").name());
            if (found == accounts_.end()) item.at("account").refuse("is not among the accounts");
            auto& a = in_.accounts[found->second];
            const int on = day(item.at("on"));
            if (on >= in_.first_day) {
                if (on < in_.days) a.before.push_back(on);
                continue;
            }
            a.last_visit = std::max(a.last_visit, on);
            a.visits = std::max(0, a.visits - 1);
        }
        for (auto& a : in_.accounts) std::sort(a.before.begin(), a.before.end());
    }

    void ways(const Field& root) {
        if (kind_ == 'm') return matrix(root);
        if (kind_ == 'p') {
            in_.distance = std::make_shared<territory::PlanarDistance>(places_, territory::Metric::exact);
            return;
        }
        const auto travel = out_.travel = read_travel(root, true);
        out_.on_ground = true;
        std::vector<territory::Point> points;
        for (const auto& p : places_) {
            points.push_back(territory::on_earth(p.y, p.x));
            out_.ground.push_back({p.y, p.x});
        }
        check_ways(travel, points, source_.path);
        in_.distance = std::make_shared<territory::RoadDistance>(places_, travel);
    }

    // Minutes from row to column.
    void matrix(const Field& root) {
        const auto rows = root.at("matrix").items();
        std::vector<std::vector<double>> cells;
        for (const auto& row : rows) {
            auto& line = cells.emplace_back();
            for (const auto& cell : row.items()) line.push_back(cell.at_least(0));
            if (line.size() != rows.size()) row.refuse("has another length than the matrix has rows");
        }
        std::vector<double> minutes;
        for (const int r : rows_) {
            if (r < 0 || r >= static_cast<int>(cells.size()))
                root.at("matrix").refuse("has no row " + std::to_string(r));
            for (const int c : rows_)
                if (c >= 0 && c < static_cast<int>(cells.size())) minutes.push_back(cells[r][c]);
        }
        in_.distance = std::make_shared<territory::MatrixDistance>(rows_.size(), std::move(minutes));
    }

    const Source& source_;
    boost::json::value document_;
    VisitInput out_;
    routing::VisitInstance in_;
    Date start_;
    char kind_ = 0;
    std::vector<territory::Place> places_;
    std::vector<int> rows_;
    std::unordered_map<std::string, int> people_, accounts_;
};

}  // namespace

bool is_visits(const Source& source) {
    return is_periodic(source) ||
           (source.first() == '{' && source.text.find("\"accounts\"") != std::string::npos &&
            source.text.find("\"start_on\"") != std::string::npos);
}

VisitInput read_visits(const Source& source) {
    if (source.first() == '{') return Reader(source).read();
    if (is_periodic(source)) return read_periodic(source);
    throw Refusal(
        "is neither the JSON model (docs/territory.md) nor Cordeau's periodic format (type m n t …)",
        source.path);
}

void read_ways(VisitInput& input, const Arguments& arguments) {
    input.instance.distance =
        with_roads(arguments, input.instance.distance, input.labels, input.ground, input.warnings);
}

std::vector<routing::Trip> read_trips(const VisitInput& input, const Source& solution) {
    const auto document = parse_document(solution);
    const Field root{solution, document};
    const auto& in = input.instance;
    std::unordered_map<std::string, int> people, accounts;
    for (std::size_t i = 0; i < in.people.size(); ++i) people.emplace(in.people[i].id, static_cast<int>(i));
    for (std::size_t i = 0; i < in.accounts.size(); ++i)
        accounts.emplace(in.accounts[i].id, static_cast<int>(i));
    const auto index = [](const auto& map, const Field& f) {
        const auto found = map.find(f.name());
        if (found == map.end()) f.refuse("is not known: " + f.name());
        return found->second;
    };
    std::vector<routing::Trip> out;
    for (const auto& t : root.at("trips").items()) {
        routing::Trip trip;
        trip.person = index(people, t.at("person"));
        const auto& person = in.people[trip.person];
        trip.day = static_cast<int>(t.at("day").whole()) - 1;
        if (trip.day < 0 || trip.day >= in.days) t.at("day").refuse("is none of the days");
        trip.vehicle = static_cast<int>(t.at("vehicle").whole()) - 1;
        const auto near = [&](const char* name, int home) {
            const auto f = t.find(name);
            return f ? in.accounts[index(accounts, *f)].place : home;
        };
        trip.start = near("starts_near", person.start);
        trip.end = near("night_near", person.end);
        if (const auto lunch = t.find("lunch")) trip.lunch = lunch->number();
        for (const auto& s : t.at("stops").items()) {
            routing::PlannedStop stop;
            if (const auto a = s.find("account"))
                stop.account = index(accounts, *a);
            else
                stop.fixed = static_cast<int>(s.at("appointment").whole()) - 1;
            if (stop.account < 0 && (stop.fixed < 0 || stop.fixed >= static_cast<int>(person.fixed.size())))
                s.refuse("is none of the person's appointments");
            stop.start = s.at("start").number();
            stop.end = s.at("end").number();
            trip.stops.push_back(stop);
        }
        out.push_back(std::move(trip));
    }
    return out;
}

}  // namespace kamino::analyze
