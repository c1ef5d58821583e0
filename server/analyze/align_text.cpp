// The text formats of alignment: districting instances, and owners as a plain list.
#include <algorithm>
#include <charconv>
#include <cmath>

#include "analyze/align_reader.h"
#include "analyze/json_reader.h"

namespace kamino::analyze {
namespace {

namespace al = territory::alignment;

// Numbers between white space, with the line for refusals.
class Words {
  public:
    explicit Words(const Source& source)
        : source_(source), at_(source.text.data()), end_(at_ + source.text.size()) {}

    std::optional<double> find() {
        while (at_ < end_ && std::isspace(static_cast<unsigned char>(*at_))) line_ += *at_++ == '\n';
        if (at_ == end_) return std::nullopt;
        double value = 0;
        const auto [to, error] = std::from_chars(at_, end_, value);
        if (error != std::errc{} || !std::isfinite(value)) refuse("a number is expected");
        if (to < end_ && !std::isspace(static_cast<unsigned char>(*to))) refuse("a number is expected");
        at_ = to;
        return value;
    }
    double next(const char* what) {
        const auto value = find();
        if (!value) refuse(std::string{"ends where "} + what + " is expected");
        return *value;
    }
    al::Index index(const char* what, double below) {
        const double value = next(what);
        if (value < 0 || value >= below || value != std::floor(value))
            refuse(std::string{what} + " must be a whole number from 0 and below " +
                   std::to_string(static_cast<long long>(below)));
        return static_cast<al::Index>(value);
    }
    [[noreturn]] void refuse(std::string reason) const {
        throw Refusal(std::move(reason), source_.path, line_);
    }

  private:
    const Source& source_;
    const char *at_, *end_;
    std::size_t line_ = 1;
};

void fill_columns(al::Units& u, std::size_t n) {
    u.weight.assign(n, 1);
    u.minutes.assign(n, 0);
    u.visits.assign(n, 0);
    u.owner.assign(n, al::nobody);
    u.locked.assign(n, 0);
    u.needs.assign(n, 0);
    u.tree.assign(n, -1);
    u.value = u.measures[0];
}

}  // namespace

bool is_districting(const Source& source) {
    return source.first() >= '0' && source.first() <= '9' &&
           (source.path.ends_with(".in") ||
            source.text.substr(0, source.text.find('\n')).find(' ') == std::string::npos);
}

Instance read_districting(const Source& source) {
    Words words{source};
    Instance in;
    const auto n = words.index("the number of units", 1e8);
    if (n == 0) words.refuse("needs at least one unit");
    auto& u = in.units;
    u.measures.assign(3, std::vector<double>(n));
    u.ids.resize(n);
    u.places.resize(n);
    for (al::Index line = 0; line < n; ++line) {
        const auto i = words.index("a unit's number", n);
        if (!u.ids[i].empty()) words.refuse("unit " + std::to_string(i) + " is given twice");
        u.ids[i] = std::to_string(i);
        u.places[i] = {words.next("x"), words.next("y"), 0};
        for (auto& column : u.measures)
            if ((column[i] = words.next("an activity")) < 0) words.refuse("an activity is at least 0");
    }
    fill_columns(u, n);
    std::vector<std::pair<al::Index, al::Index>> edges(words.index("the number of edges", 1e9));
    for (auto& [a, b] : edges) a = words.index("a unit", n), b = words.index("a unit", n);
    in.graph = al::graph_of(n, edges);
    const auto k = words.index("the number of districts", n + 1.0);
    if (k == 0) words.refuse("needs at least one district");
    words.next("a number");
    for (int m = 0; m < 3; ++m)
        in.measures.push_back({"a" + std::to_string(m + 1), words.next("a tolerance")});
    for (al::Index j = 0; j < k; ++j) in.people.push_back({.id = std::to_string(j), .capacity = {1, 1, 1}});
    in.rules.compactness = al::Compactness::diameter;
    in.rules.contiguity = al::Contiguity::hard;
    return in;
}

namespace {

std::int32_t owner_index(const Field& f, const std::unordered_map<std::string, al::Index>& people) {
    const auto id = f.name();
    const auto found = people.find(id);
    if (found == people.end()) f.refuse("is not among the people: " + id);
    return static_cast<std::int32_t>(found->second);
}

std::vector<std::int32_t> owners_of_json(const Instance& in, const Source& source,
                                         const std::unordered_map<std::string, al::Index>& people) {
    const auto document = parse_document(source);
    const Field root{source, document};
    const Field owner = root.is_array() ? root : root.at("owner");
    std::vector<std::int32_t> owners(in.units.size(), al::nobody);
    if (owner.is_array()) {
        const auto items = owner.items();
        if (items.size() != owners.size())
            owner.refuse("needs " + std::to_string(owners.size()) + " owners, one a unit");
        for (std::size_t i = 0; i < items.size(); ++i)
            if (!items[i].value().is_null()) owners[i] = owner_index(items[i], people);
        return owners;
    }
    std::unordered_map<std::string, al::Index> units;
    for (al::Index i = 0; i < in.units.size(); ++i) units.emplace(in.units.ids[i], i);
    if (!owner.is_object()) owner.refuse("must be a list, or an object of unit: person");
    for (const auto& member : owner.value().as_object()) {
        const auto found = units.find(std::string{member.key()});
        if (found == units.end()) owner.refuse("names an unknown unit: " + std::string{member.key()});
        owners[found->second] = owner_index(owner.at(member.key()), people);
    }
    return owners;
}

}  // namespace

std::vector<std::int32_t> read_owners(const Instance& in, const Source& source) {
    std::unordered_map<std::string, al::Index> people;
    for (al::Index j = 0; j < in.people.size(); ++j) people.emplace(in.people[j].id, j);
    if (source.first() == '{' || source.first() == '[') return owners_of_json(in, source, people);
    std::vector<std::int32_t> owners;
    std::size_t line = 1;
    for (std::size_t from = 0; from < source.text.size(); ++line) {
        auto to = std::min(source.text.find('\n', from), source.text.size());
        std::string id = source.text.substr(from, to - from);
        from = to + 1;
        while (!id.empty() && std::isspace(static_cast<unsigned char>(id.back()))) id.pop_back();
        if (id.empty()) continue;
        const auto found = people.find(id);
        if (found == people.end()) throw Refusal("\"" + id + "\" is not among the people", source.path, line);
        owners.push_back(static_cast<std::int32_t>(found->second));
    }
    if (owners.size() != in.units.size())
        throw Refusal("has " + std::to_string(owners.size()) + " owners for " +
                          std::to_string(in.units.size()) + " units",
                      source.path);
    return owners;
}

}  // namespace kamino::analyze
