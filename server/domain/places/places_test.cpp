// TERR-3, TERR-4: places by name against coordinates of GeoNames' and Wikipedia's pages (rounded to a
// hundredth of a degree), traps of spelling, and imported postcodes on both databases.
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "domain/places/public.h"
#include "testing/database.h"

namespace kamino::places {
namespace {

double km(const Place& p, double lat, double lon) {
    const double degree = std::numbers::pi / 180, a = p.latitude * degree, b = lat * degree;
    const double h = std::pow(std::sin((a - b) / 2), 2) +
                     std::cos(a) * std::cos(b) * std::pow(std::sin((p.longitude - lon) * degree / 2), 2);
    return 2 * 6371.0088 * std::asin(std::sqrt(h));
}

bool packed() {
    return !find("Madrid", nullptr).empty();
}

TEST(Places, cities_lie_where_they_lie) {
    if (!packed()) GTEST_SKIP() << "built without places";
    struct Case {
        const char* text;
        double lat, lon;
        const char* country;
    };
    for (const auto& c : {Case{"Antofagasta, CL", -23.65, -70.40, "CL"},
                          {"antofagasta chile", -23.65, -70.40, "CL"},
                          {"CL, Antofagasta", -23.65, -70.40, "CL"},
                          {"Den Haag", 52.08, 4.31, "NL"},
                          {"The Hague, Netherlands", 52.08, 4.31, "NL"},
                          {"La Haya, Países Bajos", 52.08, 4.31, "NL"},
                          {"'s-gravenhage", 52.08, 4.31, "NL"},
                          {"Bogota", 4.61, -74.08, "CO"},
                          {"BOGOTÁ, Colombia", 4.61, -74.08, "CO"},
                          {"Atlanta, Georgia", 33.75, -84.39, "US"},
                          {"Vancouver, British Columbia, Canada", 49.25, -123.12, "CA"},
                          {"Viña del Mar", -33.02, -71.55, "CL"},
                          {"vina del mar, chile", -33.02, -71.55, "CL"},
                          {"München", 48.14, 11.58, "DE"},
                          {"Sevilla", 37.38, -5.97, "ES"},
                          {"Seville, Spain", 37.38, -5.97, "ES"},
                          {"s-hertogenbosch", 51.69, 5.30, "NL"},
                          {"San José, Costa Rica", 9.93, -84.08, "CR"},
                          {"san jose costa rica", 9.93, -84.08, "CR"},
                          {"London", 51.51, -0.13, "GB"},
                          {"London, ON", 42.98, -81.25, "CA"},
                          {"Springfield, IL", 39.80, -89.65, "US"},
                          {"Portland, ME, USA", 43.66, -70.26, "US"},
                          {"Gent", 51.05, 3.72, "BE"},
                          {"Ciudad de México", 19.43, -99.13, "MX"},
                          {"Luxembourg", 49.61, 6.13, "LU"}}) {
        const auto found = find(c.text, nullptr);
        ASSERT_FALSE(found.empty()) << c.text;
        EXPECT_EQ(found[0].country, c.country) << c.text;
        EXPECT_LT(km(found[0], c.lat, c.lon), 5)
            << c.text << ": " << found[0].latitude << " " << found[0].longitude;
        EXPECT_EQ(found[0].precision, Precision::city) << c.text;
    }
}

TEST(Places, ambiguous_names_come_by_people) {
    if (!packed()) GTEST_SKIP() << "built without places";
    const auto found = find("Valencia", nullptr);
    ASSERT_GE(found.size(), 2U);
    for (std::size_t i = 1; i < found.size(); ++i) EXPECT_GE(found[i - 1].people, found[i].people);
    std::string countries;
    for (const auto& p : found) countries += p.country + " ";
    EXPECT_NE(countries.find("ES"), std::string::npos);
    EXPECT_NE(countries.find("VE"), std::string::npos);
    EXPECT_EQ(find("Valencia", nullptr, 1).size(), 1U);
    EXPECT_EQ(find("Valencia, VE", nullptr)[0].country, "VE");
    // No city has the name alone: those that begin with it.
    EXPECT_EQ(find("Frankfurt", nullptr)[0].name, "Frankfurt am Main");
}

TEST(Places, postcodes_countries_and_nothing) {
    if (!packed()) GTEST_SKIP() << "built without places";
    // The Census Bureau's gazetteer: 10001 in Manhattan, 90210 in Beverly Hills.
    for (const auto* text : {"10001", "10001-1234", "New York, NY 10001", "10001, US"}) {
        const auto found = find(text, nullptr);
        ASSERT_EQ(found.size(), 1U) << text;
        EXPECT_EQ(found[0].precision, Precision::postcode);
        EXPECT_LT(km(found[0], 40.7506, -73.9973), 1) << text;
    }
    EXPECT_LT(km(find("90210", nullptr)[0], 34.10, -118.41), 5);
    // A code that is not known there leaves the city.
    const auto madrid = find("28013 Madrid, España", nullptr);
    ASSERT_FALSE(madrid.empty());
    EXPECT_EQ(madrid[0].precision, Precision::city);
    EXPECT_LT(km(madrid[0], 40.42, -3.70), 5);
    const auto country = find("Nederland", nullptr);  // before the town in Texas
    ASSERT_GE(country.size(), 2U);
    EXPECT_EQ(country[0].name, "Netherlands");
    EXPECT_EQ(country[1].country, "US");
    EXPECT_EQ(country[0].precision, Precision::country);
    EXPECT_LT(km(country[0], 52.1, 5.2), 60);
    for (const auto* nothing : {"", "   ", ",,,", "xqzzyv", "\xff\xfe", "%%%", "12345678901234567890"})
        EXPECT_TRUE(find(nothing, nullptr).empty()) << nothing;
    EXPECT_TRUE(find(std::string(5000, 'a'), nullptr).empty());
}

Place code(const std::string& country, const std::string& postcode, const std::string& name, double lat,
           double lon) {
    Place p{.name = name,
            .country = country,
            .latitude = lat,
            .longitude = lon,
            .precision = Precision::postcode};
    p.postcode = postcode;
    return p;
}

class Postcodes : public testing::DatabaseTest {};
KAMINO_EACH_ENGINE(Postcodes);

TEST_P(Postcodes, are_imported_a_country_at_a_time) {
    const auto import = [&](std::vector<Place> rows) {
        return db().write({.door = "cli"}, [&](storage::Write& w) { return replace_postcodes(w, rows); });
    };
    const auto asked = [&](const std::string& text) {
        return db().read([&](storage::Read& r) { return find(text, &r); });
    };
    // Two places of one code: it lies in their middle. A row given twice counts once.
    EXPECT_EQ(import({code("ES", "28013", "Madrid", 40.4, -3.7), code("ES", "28013", "Sol", 40.6, -3.9),
                      code("ES", "28013", "Sol", 40.6, -3.9), code("MX", "28013", "Colima", 19.2, -103.7),
                      code("NL", "2511", "Den Haag", 52.08, 4.31)}),
              4U);
    auto found = asked("28013 Madrid, España");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_NEAR(found[0].latitude, 40.5, 1e-9);
    EXPECT_NEAR(found[0].longitude, -3.8, 1e-9);
    EXPECT_TRUE(found[0].imported);
    EXPECT_EQ(asked("28013").size(), 2U);                 // Spain and Mexico
    EXPECT_EQ(asked("2511 CV, NL")[0].name, "Den Haag");  // dumps hold the four digits
    EXPECT_EQ(asked("2511cv Den Haag").at(0).country, "NL");
    // Another dump of Spain replaces Spain and leaves the others.
    EXPECT_EQ(import({code("ES", "41001", "Sevilla", 37.39, -5.99)}), 1U);
    EXPECT_EQ(asked("28013, MX")[0].name, "Colima");
    EXPECT_EQ(asked("41001, ES").size(), 1U);  // there is one in Kentucky, too
    EXPECT_EQ(asked("41001, ES")[0].precision, Precision::postcode);
    EXPECT_EQ(asked("28013, ES").at(0).precision, Precision::country);  // the code is gone, the country stays
    // The same digits in Spain and in New York.
    EXPECT_EQ(import({code("ES", "10001", "Cáceres", 39.47, -6.37)}), 1U);
    EXPECT_EQ(asked("10001, ES").at(0).name, "Cáceres");
    if (packed()) EXPECT_EQ(asked("10001").size(), 2U);
}

}  // namespace
}  // namespace kamino::places
