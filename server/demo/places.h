// The countries of the demo company with real cities (coordinates of their centres), and the pools of
// invented names. Constant data.
#pragma once
#include <span>
#include <string_view>

namespace kamino::demo {

struct City {
    std::string_view name, region,
        postal;  // postal: the beginning of the city's codes; '#' digits and '@' letters are drawn
    double latitude, longitude;
    double weight;                   // relative share of the country's accounts
    char inland = ' ';               // where the land is when the sea is near: N E S W
    std::string_view language = {};  // where it differs from the country's
};

struct Country {
    std::string_view code, language, currency, dial;
    double share;
    bool southern;   // seasons half a year later
    double weather;  // how strong the weather's season is
    std::span<const City> cities;
    std::span<const std::string_view> forms;  // legal forms
};

std::span<const Country> countries();

struct NamePool {
    std::string_view language;
    std::span<const std::string_view> given, family, streets, endings;
    std::span<const std::string_view> trades[8];  // by industry, in the order of catalogue.h
};
const NamePool& names_of(std::string_view language);  // es, nl, fr
std::span<const std::string_view> name_beginnings();  // first syllables of invented company names
std::span<const std::string_view> name_middles();
std::span<const std::string_view> competitors();  // invented

}  // namespace kamino::demo
