#include "demo/places.h"

#include <array>

namespace kamino::demo {

namespace {

constexpr std::array es_cities = {
    City{"Madrid", "Comunidad de Madrid", "280##", 40.4168, -3.7038, 5},
    City{"Barcelona", "Cataluña", "080##", 41.3874, 2.1686, 5, 'W'},
    City{"Valencia", "Comunitat Valenciana", "460##", 39.4699, -0.3763, 3, 'W'},
    City{"Sevilla", "Andalucía", "410##", 37.3891, -5.9845, 2.5},
    City{"Zaragoza", "Aragón", "500##", 41.6488, -0.8891, 2.5},
    City{"Málaga", "Andalucía", "290##", 36.7213, -4.4214, 1.5, 'N'},
    City{"Murcia", "Región de Murcia", "300##", 37.9922, -1.1307, 2},
    City{"Bilbao", "País Vasco", "480##", 43.2630, -2.9350, 2},
    City{"Valladolid", "Castilla y León", "470##", 41.6523, -4.7245, 1.2},
    City{"Vigo", "Galicia", "362##", 42.2406, -8.7207, 1.2, 'E'},
    City{"Alicante", "Comunitat Valenciana", "030##", 38.3452, -0.4810, 1.2, 'W'},
    City{"Vitoria-Gasteiz", "País Vasco", "010##", 42.8467, -2.6716, 1.2},
    City{"Pamplona", "Navarra", "310##", 42.8125, -1.6458, 1.2},
    City{"Córdoba", "Andalucía", "140##", 37.8882, -4.7794, 1},
    City{"Lleida", "Cataluña", "250##", 41.6176, 0.6200, 1.2}};
constexpr std::array nl_cities = {City{"Amsterdam", "Noord-Holland", "10## @@", 52.3676, 4.9041, 4},
                                  City{"Rotterdam", "Zuid-Holland", "30## @@", 51.9244, 4.4777, 4},
                                  City{"Den Haag", "Zuid-Holland", "25## @@", 52.0705, 4.3007, 2, 'E'},
                                  City{"Utrecht", "Utrecht", "35## @@", 52.0907, 5.1214, 3},
                                  City{"Eindhoven", "Noord-Brabant", "56## @@", 51.4416, 5.4697, 3},
                                  City{"Groningen", "Groningen", "97## @@", 53.2194, 6.5665, 1.5},
                                  City{"Tilburg", "Noord-Brabant", "50## @@", 51.5606, 5.0919, 1.5},
                                  City{"Breda", "Noord-Brabant", "48## @@", 51.5719, 4.7683, 1.5},
                                  City{"Nijmegen", "Gelderland", "65## @@", 51.8126, 5.8372, 1.5},
                                  City{"Enschede", "Overijssel", "75## @@", 52.2215, 6.8937, 1.2},
                                  City{"Apeldoorn", "Gelderland", "73## @@", 52.2112, 5.9699, 1.2},
                                  City{"Zwolle", "Overijssel", "80## @@", 52.5168, 6.0830, 1.5},
                                  City{"Maastricht", "Limburg", "62## @@", 50.8514, 5.6910, 1},
                                  City{"Leeuwarden", "Friesland", "89## @@", 53.2012, 5.7999, 1},
                                  City{"Venlo", "Limburg", "59## @@", 51.3704, 6.1724, 1.5}};
constexpr std::array be_cities = {City{"Brussel", "Brussel", "10#0", 50.8503, 4.3517, 3},
                                  City{"Antwerpen", "Antwerpen", "20#0", 51.2194, 4.4025, 4},
                                  City{"Gent", "Oost-Vlaanderen", "90#0", 51.0543, 3.7174, 3},
                                  City{"Brugge", "West-Vlaanderen", "8000", 51.2093, 3.2247, 1.2},
                                  City{"Leuven", "Vlaams-Brabant", "30#0", 50.8798, 4.7005, 1.5},
                                  City{"Mechelen", "Antwerpen", "2800", 51.0259, 4.4776, 1.2},
                                  City{"Hasselt", "Limburg", "35#0", 50.9307, 5.3325, 1.2},
                                  City{"Kortrijk", "West-Vlaanderen", "85#0", 50.8280, 3.2649, 1.5},
                                  City{"Liège", "Liège", "40#0", 50.6326, 5.5797, 1.8, ' ', "fr"},
                                  City{"Namur", "Namur", "50#0", 50.4674, 4.8720, 1, ' ', "fr"},
                                  City{"Charleroi", "Hainaut", "60#0", 50.4108, 4.4446, 1.2, ' ', "fr"},
                                  City{"Mons", "Hainaut", "70#0", 50.4542, 3.9523, 0.8, ' ', "fr"}};
constexpr std::array mx_cities = {
    City{"Ciudad de México", "Ciudad de México", "06###", 19.4326, -99.1332, 5},
    City{"Guadalajara", "Jalisco", "44###", 20.6597, -103.3496, 3},
    City{"Monterrey", "Nuevo León", "64###", 25.6866, -100.3161, 4},
    City{"Puebla", "Puebla", "72###", 19.0414, -98.2063, 2},
    City{"Querétaro", "Querétaro", "76###", 20.5888, -100.3899, 2.5},
    City{"León", "Guanajuato", "37###", 21.1220, -101.6840, 1.8},
    City{"Toluca", "Estado de México", "50###", 19.2826, -99.6557, 1.5},
    City{"San Luis Potosí", "San Luis Potosí", "78###", 22.1565, -100.9855, 1.2},
    City{"Mérida", "Yucatán", "97###", 20.9674, -89.5926, 1.2},
    City{"Tijuana", "Baja California", "22###", 32.5149, -117.0382, 1.5, 'S'},
    City{"Aguascalientes", "Aguascalientes", "20###", 21.8853, -102.2916, 1},
    City{"Saltillo", "Coahuila", "25###", 25.4383, -100.9737, 1},
    City{"Chihuahua", "Chihuahua", "31###", 28.6353, -106.0889, 1},
    City{"Veracruz", "Veracruz", "91###", 19.1738, -96.1342, 0.8, 'W'}};
constexpr std::array co_cities = {City{"Bogotá", "Cundinamarca", "1101##", 4.7110, -74.0721, 5},
                                  City{"Medellín", "Antioquia", "0500##", 6.2442, -75.5812, 4},
                                  City{"Cali", "Valle del Cauca", "7600##", 3.4516, -76.5320, 3},
                                  City{"Barranquilla", "Atlántico", "0800##", 10.9685, -74.7813, 2, 'W'},
                                  City{"Cartagena", "Bolívar", "1300##", 10.3910, -75.4794, 1.5, 'E'},
                                  City{"Bucaramanga", "Santander", "6800##", 7.1193, -73.1227, 1.5},
                                  City{"Pereira", "Risaralda", "6600##", 4.8133, -75.6961, 1},
                                  City{"Manizales", "Caldas", "1700##", 5.0703, -75.5138, 1},
                                  City{"Ibagué", "Tolima", "7300##", 4.4389, -75.2322, 0.8},
                                  City{"Cúcuta", "Norte de Santander", "5400##", 7.8939, -72.5078, 0.6, 'W'},
                                  City{"Villavicencio", "Meta", "5000##", 4.1420, -73.6266, 0.8}};
constexpr std::array cl_cities = {City{"Santiago", "Región Metropolitana", "83#0###", -33.4489, -70.6693, 6},
                                  City{"Concepción", "Biobío", "40#0###", -36.8270, -73.0503, 2.5},
                                  City{"Valparaíso", "Valparaíso", "23#0###", -33.0472, -71.6127, 1.5, 'S'},
                                  City{"Viña del Mar", "Valparaíso", "25#0###", -33.0153, -71.5500, 1, 'E'},
                                  City{"Antofagasta", "Antofagasta", "12#0###", -23.6509, -70.3975, 1.5, 'E'},
                                  City{"Temuco", "La Araucanía", "47#0###", -38.7359, -72.5904, 1.2},
                                  City{"Rancagua", "O'Higgins", "28#0###", -34.1708, -70.7444, 1.2},
                                  City{"Talca", "Maule", "34#0###", -35.4264, -71.6554, 1.2},
                                  City{"Puerto Montt", "Los Lagos", "54#0###", -41.4693, -72.9424, 1.5, 'N'},
                                  City{"La Serena", "Coquimbo", "17#0###", -29.9027, -71.2519, 1, 'E'},
                                  City{"Chillán", "Ñuble", "37#0###", -36.6066, -72.1034, 0.8},
                                  City{"Iquique", "Tarapacá", "11#0###", -20.2307, -70.1357, 0.6, 'E'}};

constexpr std::array<std::string_view, 2> es_forms = {"S.A.", "S.L."}, nl_forms = {"B.V.", "N.V."};
constexpr std::array<std::string_view, 2> be_forms = {"NV", "SA"}, cl_forms = {"SpA", "S.A."};
constexpr std::array<std::string_view, 1> mx_forms = {"S.A. de C.V."}, co_forms = {"S.A.S."};

// South Europe and the tropics: the weather drives the seasonal lines less near the equator.
constexpr std::array all_countries = {
    Country{"ES", "es", "EUR", "+34", 0.30, false, 1.0, es_cities, es_forms},
    Country{"NL", "nl", "EUR", "+31", 0.22, false, 1.0, nl_cities, nl_forms},
    Country{"BE", "nl", "EUR", "+32", 0.12, false, 1.0, be_cities, be_forms},
    Country{"MX", "es", "MXN", "+52", 0.16, false, 0.5, mx_cities, mx_forms},
    Country{"CO", "es", "COP", "+57", 0.10, false, 0.25, co_cities, co_forms},
    Country{"CL", "es", "CLP", "+56", 0.10, true, 1.0, cl_cities, cl_forms}};

}  // namespace

std::span<const Country> countries() {
    return all_countries;
}

}  // namespace kamino::demo
