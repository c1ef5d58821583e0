// kamino geo: where a place is, and postcodes that somebody brings.
#include <cmath>
#include <cstdio>
#include <iostream>

#include "analyze/search_options.h"
#include "analyze/table.h"
#include "domain/places/public.h"
#include "main/commands/commands.h"
#include "migrations/migration_files.h"
#include "platform/base/json.h"
#include "platform/base/text.h"
#include "platform/storage/migrations.h"

namespace kamino::app {
namespace {

using places::Place;

std::string json_of(const std::string& query, const std::vector<Place>& found) {
    base::JsonWriter out;
    out.begin_object().pair("query", query).pair("ambiguous", found.size() > 1).key("results").begin_array();
    for (const auto& p : found) {
        out.begin_object().pair("name", p.name).pair("region", p.region).pair("country", p.country);
        out.pair("latitude", p.latitude).pair("longitude", p.longitude);
        out.pair("precision", places::word(p.precision));
        if (p.people > 0) out.pair("population", p.people);
        if (!p.postcode.empty()) out.pair("postcode", p.postcode);
        out.pair("source", p.imported ? "imported" : "built in").end_object();
    }
    return out.end_array().end_object().take();
}

void print_table(const std::vector<Place>& found) {
    std::printf("%-34s %-7s %-7s %11s %11s %-9s %12s\n", "place", "region", "country", "latitude",
                "longitude", "precision", "people");
    for (const auto& p : found) {
        auto name = p.postcode.empty() || p.name == p.postcode ? p.name : p.postcode + " " + p.name;
        std::size_t letters = 0;
        for (const char c : name) letters += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
        name.append(letters < 34 ? 34 - letters : 0, ' ');
        std::printf("%s %-7s %-7s %11.4f %11.4f %-9s %12s\n", name.c_str(), p.region.c_str(),
                    p.country.c_str(), p.latitude, p.longitude,
                    std::string{places::word(p.precision)}.c_str(),
                    p.people > 0 ? std::to_string(p.people).c_str() : "");
    }
}

void check(const Place& p, const std::string& file, std::size_t line) {
    if (p.country.size() != 2) throw analyze::Refusal("needs a country of two letters", file, line);
    if (p.postcode.empty()) throw analyze::Refusal("has no postcode", file, line);
    if (!(std::abs(p.latitude) <= 90) || !(std::abs(p.longitude) <= 180))
        throw analyze::Refusal("has a latitude or longitude out of range", file, line);
}

// The postal dumps of GeoNames: tab, no header, twelve columns. Nothing when the file is none.
std::vector<Place> geonames(const analyze::Source& source) {
    std::vector<Place> out;
    std::size_t line = 0;
    for (std::size_t from = 0; from < source.text.size();) {
        const auto to = std::min(source.text.find('\n', from), source.text.size());
        auto row = std::string_view{source.text}.substr(from, to - from);
        from = to + 1;
        ++line;
        if (!row.empty() && row.back() == '\r') row.remove_suffix(1);
        if (row.empty()) continue;
        std::vector<std::string> cells{""};
        for (const char c : row)
            if (c == '\t')
                cells.emplace_back();
            else
                cells.back() += c;
        const auto lat = cells.size() >= 11 ? base::to_double(cells[9]) : std::nullopt;
        const auto lon = cells.size() >= 11 ? base::to_double(cells[10]) : std::nullopt;
        if (!lat || !lon) {
            if (out.empty() && line == 1) return {};
            throw analyze::Refusal("is no row of a GeoNames postal dump", source.path, line);
        }
        Place p{.name = cells[2], .region = cells[4].empty() ? cells[3] : cells[4], .country = cells[0]};
        p.postcode = cells[1], p.latitude = *lat, p.longitude = *lon;
        if (!base::is_utf8(row)) throw analyze::Refusal("is not UTF-8", source.path, line);
        check(p, source.path, line);
        out.push_back(std::move(p));
    }
    return out;
}

std::vector<Place> with_headers(const std::string& path, const std::string& country) {
    const auto table = analyze::Table::read(path, {});
    const auto column = [&](std::initializer_list<const char*> names) {
        for (const auto* name : names)
            if (const auto found = table.find_column(name)) return std::optional{*found};
        return std::optional<std::size_t>{};
    };
    const auto needed = [&](std::initializer_list<const char*> names) {
        if (const auto found = column(names)) return *found;
        throw analyze::Refusal(std::string{"lacks the column "} + *names.begin(), path);
    };
    const auto code = needed({"postcode", "postal_code", "zip", "code"});
    const auto lats = table.required_numbers(needed({"latitude", "lat"}));
    const auto lons = table.required_numbers(needed({"longitude", "lon", "lng"}));
    const auto name = column({"place", "city", "name"}), region = column({"region", "state", "province"});
    const auto land = column({"country", "country_code"});
    if (!land && country.empty()) throw analyze::Refusal("lacks the column country; or give --country", path);
    std::vector<Place> out;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        Place p;
        p.country = land ? table.text(row, *land) : country;
        for (char& c : p.country) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
        p.postcode = table.text(row, code);
        if (name) p.name = table.text(row, *name);
        if (region) p.region = table.text(row, *region);
        p.latitude = lats[row], p.longitude = lons[row];
        check(p, path, row + 2);
        out.push_back(std::move(p));
    }
    return out;
}

}  // namespace

int find_place(const GeoArguments& arguments) {
    std::string query;
    for (const auto& word : arguments.words) query += (query.empty() ? "" : " ") + word;
    if (base::squash(query).empty()) throw invalid_field("/place", "field.required");
    std::vector<Place> found;
    if (arguments.db.empty()) {
        found = places::find(query, nullptr, arguments.limit);
    } else {
        auto database = open_existing(arguments.db);
        found = database->read([&](storage::Read& r) { return places::find(query, &r, arguments.limit); });
    }
    if (arguments.format == "json")
        std::cout << json_of(query, found) << "\n";
    else if (!found.empty())
        print_table(found);
    if (!found.empty()) return 0;
    std::cerr << "kamino: no place is known by \"" << query << "\"\n";
    return 4;
}

int import_postcodes(const GeoArguments& arguments) {
    const auto source = analyze::read_source(arguments.file);
    auto rows = geonames(source);
    if (rows.empty()) rows = with_headers(arguments.file, arguments.country);
    if (rows.empty()) throw analyze::Refusal("has no rows", arguments.file);
    auto database = open_existing(arguments.db);
    storage::migrate(*database, migration_files());
    const auto kept = database->write({.door = "cli"},
                                      [&](storage::Write& w) { return places::replace_postcodes(w, rows); });
    std::cout << kept << " postcodes imported\n";
    return 0;
}

}  // namespace kamino::app
