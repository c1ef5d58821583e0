// The packed places, unpacked once at the first question: cities by squashed name, postcodes of the United
// States. Immutable then; any number of threads may ask.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "domain/places/public.h"

namespace kamino::places {

class Gazetteer {
  public:
    static const Gazetteer& get();

    std::vector<Place> cities(std::string_view name) const;            // of exactly this name
    std::vector<Place> cities_beginning(std::string_view name) const;  // with these letters, three or more
    const Place* postcode(std::string_view country, std::string_view code) const;
    // ISO codes, and names in English, Spanish and Dutch; "" when it is none.
    std::string country(std::string_view name) const;
    // Whether a place's region is called so, by code or, of some countries, by name.
    bool in_region(const Place& place, std::string_view region) const;
    // The middle of a country's people.
    Place middle(const std::string& country) const;

  private:
    Gazetteer();
    void add(std::string_view line);
    struct Key {
        std::string squashed;
        std::uint32_t city;
        bool operator<(const Key& other) const { return squashed < other.squashed; }
    };
    std::vector<Place> cities_;
    std::vector<Key> keys_;  // sorted; several a city
    std::unordered_map<std::string, Place> postcodes_;
    std::unordered_map<std::string, std::string> countries_, regions_;
};

}  // namespace kamino::places
