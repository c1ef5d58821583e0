#include "domain/places/gazetteer.h"

#include <unicode/locid.h>
#include <zlib.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numbers>

#include "domain/places/place_files.h"
#include "platform/base/text.h"

namespace kamino::places {
namespace {

std::string unpacked(std::string_view packed) {
    std::string text(packed.size() * 4, '\0');
    for (;;) {
        auto size = static_cast<uLongf>(text.size());
        const auto code =
            uncompress(reinterpret_cast<Bytef*>(text.data()), &size,
                       reinterpret_cast<const Bytef*>(packed.data()), static_cast<uLong>(packed.size()));
        if (code == Z_OK) {
            text.resize(size);
            return text;
        }
        if (code != Z_BUF_ERROR) throw std::runtime_error("the packed places are damaged");
        text.resize(text.size() * 2);
    }
}

// base::squash, and quickly for the many names without accents.
std::string squashed(std::string_view name) {
    std::string out;
    for (const char c : name) {
        if (static_cast<unsigned char>(c) >= 0x80) return base::squash(name);
        if (c >= 'A' && c <= 'Z')
            out += static_cast<char>(c - 'A' + 'a');
        else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            out += c;
    }
    return out;
}

std::vector<std::string_view> cells_of(std::string_view line) {
    std::vector<std::string_view> cells;
    for (std::size_t from = 0; from <= line.size();) {
        const auto to = std::min(line.find('\t', from), line.size());
        cells.push_back(line.substr(from, to - from));
        from = to + 1;
    }
    return cells;
}

double number(std::string_view text) {
    double value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

}  // namespace

const Gazetteer& Gazetteer::get() {
    static const Gazetteer all;
    return all;
}

Gazetteer::Gazetteer() {
    for (const auto& file : place_files()) {
        if (file.path != "places.z") continue;
        const auto text = unpacked(file.content);
        cities_.reserve(150'000);
        keys_.reserve(150'000);
        for (std::size_t from = 0; from < text.size();) {
            const auto to = std::min(text.find('\n', from), text.size());
            add(std::string_view{text}.substr(from, to - from));
            from = to + 1;
        }
    }
    std::stable_sort(keys_.begin(), keys_.end());
    for (const char* const* code = icu::Locale::getISOCountries(); *code; ++code) {
        const icu::Locale country{"", *code};
        countries_.emplace(squashed(*code), *code);
        if (const char* three = country.getISO3Country(); three && *three)
            countries_.emplace(squashed(three), *code);
        for (const char* language : {"en", "es", "nl"}) {
            icu::UnicodeString name;
            country.getDisplayCountry(icu::Locale{language}, name);
            std::string utf8;
            name.toUTF8String(utf8);
            countries_.emplace(squashed(utf8), *code);
        }
    }
    for (const auto& [name, code] : {std::pair{"usa", "US"},
                                     {"unitedstatesofamerica", "US"},
                                     {"eeuu", "US"},
                                     {"uk", "GB"},
                                     {"england", "GB"},
                                     {"holland", "NL"},
                                     {"holanda", "NL"}})
        countries_.emplace(name, code);
}

void Gazetteer::add(std::string_view line) {
    const auto cells = cells_of(line);
    if (cells.size() == 4 && cells[0] == "n") {  // another name of a city that stands before
        const auto found = std::find_if(cities_.begin(), cities_.end(), [&](const Place& city) {
            return city.country == cells[2] && city.name == cells[3];
        });
        if (found != cities_.end())
            keys_.push_back({squashed(cells[1]), static_cast<std::uint32_t>(found - cities_.begin())});
        return;
    }
    if (cells.size() == 4 && cells[0] == "r")
        regions_.emplace(std::string{cells[2]} + squashed(cells[1]), std::string{cells[3]});
    if (cells.size() != 7) return;
    Place place{
        .name = std::string{cells[1]}, .region = std::string{cells[3]}, .country = std::string{cells[2]}};
    place.people = static_cast<std::int64_t>(number(cells[4]));
    place.latitude = number(cells[5]), place.longitude = number(cells[6]);
    if (cells[0] == "z") {
        place.precision = Precision::postcode;
        place.postcode = place.name;
        postcodes_.emplace(place.country + squashed(place.name), std::move(place));
        return;
    }
    keys_.push_back({squashed(place.name), static_cast<std::uint32_t>(cities_.size())});
    cities_.push_back(std::move(place));
}

std::vector<Place> Gazetteer::cities(std::string_view name) const {
    const Key key{squashed(name), 0};
    std::vector<Place> out;
    if (key.squashed.empty()) return out;
    const auto [from, to] = std::equal_range(keys_.begin(), keys_.end(), key);
    for (auto at = from; at != to; ++at) out.push_back(cities_[at->city]);
    return out;
}

std::vector<Place> Gazetteer::cities_beginning(std::string_view name) const {
    const Key key{squashed(name), 0};
    std::vector<Place> out;
    if (key.squashed.size() < 3) return out;
    for (auto at = std::lower_bound(keys_.begin(), keys_.end(), key);
         at != keys_.end() && at->squashed.starts_with(key.squashed); ++at)
        out.push_back(cities_[at->city]);
    return out;
}

const Place* Gazetteer::postcode(std::string_view country, std::string_view code) const {
    const auto found = postcodes_.find(std::string{country} + squashed(code));
    return found == postcodes_.end() ? nullptr : &found->second;
}

std::string Gazetteer::country(std::string_view name) const {
    const auto found = countries_.find(squashed(name));
    return found == countries_.end() ? "" : found->second;
}

bool Gazetteer::in_region(const Place& place, std::string_view region) const {
    const auto asked = squashed(region);
    if (squashed(place.region) == asked) return true;
    const auto named = regions_.find(place.country + asked);
    return named != regions_.end() && named->second == place.region;
}

Place Gazetteer::middle(const std::string& country) const {
    Place out;
    icu::UnicodeString name;
    icu::Locale{"", country.c_str()}.getDisplayCountry(icu::Locale{"en"}, name);
    name.toUTF8String(out.name);
    out.country = country, out.precision = Precision::country;
    double x = 0, y = 0, z = 0;
    const double degree = std::numbers::pi / 180;
    for (const auto& city : cities_) {
        if (city.country != country) continue;
        const auto weight = static_cast<double>(city.people) + 1, c = std::cos(city.latitude * degree);
        x += weight * c * std::cos(city.longitude * degree),
            y += weight * c * std::sin(city.longitude * degree);
        z += weight * std::sin(city.latitude * degree);
        out.people += city.people;
    }
    out.latitude = std::atan2(z, std::sqrt(x * x + y * y)) / degree;
    out.longitude = std::atan2(y, x) / degree;
    return out;
}

}  // namespace kamino::places
