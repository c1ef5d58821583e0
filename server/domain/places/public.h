// Places by name: what `kamino geo find` and others ask. Cities of the world with 1,000 people and more
// (GeoNames, CC BY 4.0), postcodes of the United States (Census Bureau), and imported postcodes.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/storage/storage.h"

namespace kamino::places {

enum class Precision { postcode, city, country };  // whose centroid it is
std::string_view word(Precision precision);

struct Place {
    std::string name, region, country;  // country: ISO 3166-1 alpha-2; region: the code that GeoNames has
    double latitude = 0, longitude = 0;
    Precision precision = Precision::city;
    std::int64_t people = 0;
    std::string postcode;
    bool imported = false;
};

// Places that the text can mean, the likeliest first: "Antofagasta, CL", "Den Haag", "10001", "28013 Madrid
// España", "London, ON". Names in any case and with or without accents, the parts in any order, with or
// without commas. `read` is null where there is no workspace: then imported postcodes are not asked.
std::vector<Place> find(std::string_view text, storage::Read* read, std::size_t most = 10);

// Replaces the postcodes of the countries that occur; how many rows were kept.
std::size_t replace_postcodes(storage::Write& write, std::span<const Place> places);

}  // namespace kamino::places
