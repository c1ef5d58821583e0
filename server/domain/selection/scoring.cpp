#include "domain/selection/scoring.h"

#include <boost/json.hpp>
#include <charconv>
#include <cmath>
#include <limits>

namespace kamino::selection {
namespace {

void add(std::string& out, double value) {
    if (std::isnan(value)) {
        out += "null";
    } else {
        char text[32];
        // Fifteen digits are more than any of these numbers has meaning.
        const auto end = std::to_chars(text, text + sizeof text, value, std::chars_format::general, 15).ptr;
        out.append(text, end);
    }
    out += ',';
}

template <class Numbers>
void add_list(std::string& out, std::string_view key, const Numbers& numbers) {
    out += '"';
    out += key;
    out += "\":[";
    for (const auto n : numbers) add(out, static_cast<double>(n));
    out.back() = ']';
    out += ',';
}

Values values_of(const boost::json::value& list) {
    Values values;
    values.fill(std::numeric_limits<double>::quiet_NaN());
    const auto& array = list.as_array();
    for (std::size_t i = 0; i < std::min(array.size(), values.size()); ++i)
        if (array[i].is_number()) values[i] = array[i].to_number<double>();
    return values;
}

}  // namespace

std::string encode(const Scoring& s) {
    std::string out = "{";
    out.reserve(320);
    add_list(out, "r", s.raw);
    add_list(out, "n", s.normalised);
    add_list(out, "f",
             std::array<double, 12>{static_cast<double>(s.months_active), static_cast<double>(s.invoices),
                                    static_cast<double>(s.weighted), static_cast<double>(s.open_count),
                                    static_cast<double>(s.won_count), static_cast<double>(s.lost_count),
                                    static_cast<double>(s.people), static_cast<double>(s.close),
                                    static_cast<double>(s.deciders), static_cast<double>(s.contacts),
                                    static_cast<double>(s.potential_by), s.value});
    out.back() = '}';
    return out;
}

std::string encode(const Facts& f, const Result& r) {
    Scoring s;
    s.raw = r.raw;
    s.normalised = r.normalised;
    s.months_active = f.months_active;
    s.invoices = f.invoices;
    s.weighted = f.weighted;
    s.open_count = f.open_count;
    s.won_count = f.won_count;
    s.lost_count = f.lost_count;
    s.people = f.people;
    s.close = f.close;
    s.deciders = f.deciders;
    s.contacts = f.contacts;
    s.potential_by = r.potential_by;
    s.value = r.value;
    return encode(s);
}

std::optional<Scoring> decode(std::string_view text) {
    if (text.empty()) return std::nullopt;
    const auto document = base::parse_json(text);
    Scoring s;
    s.raw = values_of(document.at("r"));
    s.normalised = values_of(document.at("n"));
    const auto& f = document.at("f").as_array();
    const auto whole = [&](std::size_t i) {
        return static_cast<std::int64_t>(std::llround(f.at(i).to_number<double>()));
    };
    s.months_active = whole(0);
    s.invoices = whole(1);
    s.weighted = whole(2);
    s.open_count = whole(3);
    s.won_count = whole(4);
    s.lost_count = whole(5);
    s.people = whole(6);
    s.close = whole(7);
    s.deciders = whole(8);
    s.contacts = whole(9);
    s.potential_by = static_cast<PotentialBy>(whole(10));
    s.value = f.at(11).to_number<double>();
    return s;
}

}  // namespace kamino::selection
