#include <array>

#include "demo/places.h"

namespace kamino::demo {

namespace {
using Words = std::string_view;

constexpr Words es_given[] = {"Lucía",  "Martín",  "Sofía",   "Mateo",    "Valeria",  "Diego",   "Carmen",
                              "Javier", "Elena",   "Andrés",  "Paula",    "Raúl",     "Inés",    "Óscar",
                              "Marta",  "Gonzalo", "Rocío",   "Tomás",    "Beatriz",  "Emilio",  "Noelia",
                              "Sergio", "Pilar",   "Joaquín", "Daniela",  "Ricardo",  "Camila",  "Esteban",
                              "Ximena", "Felipe",  "Natalia", "Rodrigo",  "Verónica", "Ignacio", "Alejandra",
                              "Hernán", "Gloria",  "Fabián",  "Patricia", "Leandro"};
constexpr Words es_family[] = {
    "Abarca",    "Baeza",    "Calvillo",  "Carrasco", "Cifuentes", "Dueñas",    "Echeverri", "Fajardo",
    "Gallardo",  "Herrera",  "Ibáñez",    "Jurado",   "Lozano",    "Maldonado", "Navarrete", "Ochoa",
    "Palomino",  "Quintana", "Rebolledo", "Salcedo",  "Tapia",     "Urrutia",   "Valdivia",  "Yáñez",
    "Zamora",    "Arango",   "Bermúdez",  "Cárdenas", "Domínguez", "Espinosa",  "Figueroa",  "Guerrero",
    "Hidalgo",   "Iglesias", "Landa",     "Montoya",  "Nieto",     "Olivares",  "Peralta",   "Robledo",
    "Sepúlveda", "Toledo",   "Ulloa",     "Vergara",  "Zapata",    "Aldana",    "Bravo",     "Contreras",
    "Escobar",   "Miranda"};
constexpr Words nl_given[] = {
    "Anouk",   "Bram",    "Carlijn", "Daan",  "Eline", "Floris", "Gijs",   "Hanneke", "Ilse",  "Jeroen",
    "Karin",   "Lars",    "Marloes", "Niels", "Olga",  "Pieter", "Roos",   "Sander",  "Tessa", "Wouter",
    "Yvonne",  "Maarten", "Femke",   "Joost", "Lotte", "Ruben",  "Saskia", "Thijs",   "Vera",  "Willem",
    "Marieke", "Koen",    "Ellen",   "Stijn", "Lies",  "Bart",   "Griet",  "Dirk",    "Nele",  "Jan"};
constexpr Words nl_family[] = {
    "Aalbers",      "Boersma",     "Claessens", "de Graaf", "Dekkers",    "van Dalen",  "Elzinga",
    "Franken",      "Goossens",    "Hoekstra",  "Huisman",  "IJpelaar",   "Janssens",   "Kramer",
    "Lambrechts",   "van Leeuwen", "Maas",      "Mulders",  "Nauta",      "Oosterhuis", "Peeters",
    "Postma",       "Roelofs",     "Schipper",  "Schouten", "Smeets",     "Timmer",     "Vermeer",
    "Verhoeven",    "de Vos",      "Wagenaar",  "Willems",  "van Zanten", "Zijlstra",   "Bakker",
    "Desmet",       "Hendriks",    "Koster",    "Martens",  "Wouters",    "Brouwer",    "Coppens",
    "van den Berg", "Dijkman",     "Segers"};
constexpr Words fr_given[] = {"Aline",   "Bastien",  "Céline", "Damien",   "Élodie",  "Fabrice",  "Gaëlle",
                              "Hugo",    "Isabelle", "Julien", "Laurence", "Mathieu", "Nathalie", "Olivier",
                              "Pauline", "Quentin",  "Sabine", "Thibault", "Valérie", "Xavier"};
constexpr Words fr_family[] = {"Adam",     "Bodart",  "Collignon", "Delvaux", "Evrard",
                               "Fontaine", "Gillard", "Henrotte",  "Jacquet", "Lambert",
                               "Marchal",  "Noël",    "Pirard",    "Renson",  "Servais",
                               "Thiry",    "Urbain",  "Vanneste",  "Wauters", "Lejeune"};

constexpr Words es_streets[] = {
    "Calle de los Olmos", "Avenida de la Industria", "Calle del Molino",      "Polígono Las Encinas",
    "Camino Viejo",       "Avenida del Puerto Seco", "Calle de los Talleres", "Ronda Norte",
    "Calle de la Fragua", "Paseo del Canal"};
constexpr Words nl_streets[] = {"Ambachtsweg", "Industrieweg",      "Havenkade",   "Molenstraat",
                                "Lindelaan",   "Nijverheidsstraat", "Stationsweg", "Kanaaldijk",
                                "Spoorstraat", "De Vlinder"};
constexpr Words fr_streets[] = {"Rue de l'Industrie", "Rue du Moulin", "Avenue des Tilleuls",
                                "Rue des Artisans",   "Quai du Canal", "Chaussée du Nord",
                                "Rue de la Forge",    "Avenue du Parc"};

constexpr Words es_endings[] = {"dor", "nia", "ra",  "ña", "sal",   "ro",
                                "lis", "na",  "ria", "xa", "duero", "zuela"};
constexpr Words nl_endings[] = {"veld", "horst", "dijk", "stra", "burg",
                                "kamp", "laar",  "rode", "wijk", "hoven"};
constexpr Words fr_endings[] = {"court", "mont", "vaux", "bois", "ville", "lieu", "nay", "sart"};

constexpr Words es_food[] = {"Alimentos", "Conservas", "Lácteos", "Cárnicas", "Panificadora"},
                es_beverage[] = {"Bebidas", "Cervecera", "Bodegas", "Aguas"},
                es_hotel[] = {"Hoteles", "Resorts", "Hostelería"},
                es_health[] = {"Clínicas", "Hospital", "Residencias"},
                es_manufacturing[] = {"Metalúrgica", "Plásticos", "Papelera", "Textiles", "Cerámicas"},
                es_logistics[] = {"Logística", "Transportes", "Almacenes"},
                es_pharma[] = {"Laboratorios", "Farma"},
                es_public[] = {"Colegios", "Servicios Urbanos", "Universidad"};
constexpr Words nl_food[] = {"Zuivel", "Vlees", "Bakkerijen", "Conserven", "Voeding"},
                nl_beverage[] = {"Dranken", "Brouwerij", "Bronwater"}, nl_hotel[] = {"Hotels", "Horeca"},
                nl_health[] = {"Zorg", "Ziekenhuis", "Kliniek"},
                nl_manufacturing[] = {"Metaal", "Kunststoffen", "Papier", "Textiel", "Machines"},
                nl_logistics[] = {"Logistiek", "Transport", "Opslag"}, nl_pharma[] = {"Farma", "Laboratoria"},
                nl_public[] = {"Scholen", "Gemeentewerken", "Hogeschool"};
constexpr Words fr_food[] = {"Conserves", "Laiterie", "Boulangeries"},
                fr_beverage[] = {"Boissons", "Brasserie", "Sources"}, fr_hotel[] = {"Hôtels", "Restauration"},
                fr_health[] = {"Clinique", "Hôpital", "Résidences"},
                fr_manufacturing[] = {"Métallurgie", "Plastiques", "Papeterie"},
                fr_logistics[] = {"Logistique", "Transports"}, fr_pharma[] = {"Laboratoires", "Pharma"},
                fr_public[] = {"Écoles", "Services Publics"};

constexpr NamePool pools[] = {
    {"es",
     es_given,
     es_family,
     es_streets,
     es_endings,
     {es_food, es_beverage, es_hotel, es_health, es_manufacturing, es_logistics, es_pharma, es_public}},
    {"nl",
     nl_given,
     nl_family,
     nl_streets,
     nl_endings,
     {nl_food, nl_beverage, nl_hotel, nl_health, nl_manufacturing, nl_logistics, nl_pharma, nl_public}},
    {"fr",
     fr_given,
     fr_family,
     fr_streets,
     fr_endings,
     {fr_food, fr_beverage, fr_hotel, fr_health, fr_manufacturing, fr_logistics, fr_pharma, fr_public}}};

constexpr Words beginnings[] = {"Al",  "Bel", "Bra", "Cal", "Cor", "Dal", "Del", "Dor",  "El",  "Fal",
                                "Fer", "Gal", "Gar", "Hal", "Il",  "Kal", "Lan", "Lor",  "Mal", "Mar",
                                "Mir", "Mon", "Nal", "Nor", "Or",  "Pal", "Per", "Quin", "Ral", "Ros",
                                "Sal", "Ser", "Sol", "Tal", "Tor", "Ul",  "Val", "Ver",  "Vil", "Zar"};
constexpr Words middles[] = {"va", "ve", "vo", "ri", "ro",  "le", "li", "lo",
                             "ma", "mi", "na", "ne", "sti", "te", "to", "du"};
constexpr Words rivals[] = {"Puralto", "Nordhyg", "Claravía", "Zuverra", "Aquimera"};

}  // namespace

const NamePool& names_of(std::string_view language) {
    for (const auto& pool : pools)
        if (pool.language == language) return pool;
    return pools[0];
}
std::span<const std::string_view> name_beginnings() {
    return beginnings;
}
std::span<const std::string_view> name_middles() {
    return middles;
}
std::span<const std::string_view> competitors() {
    return rivals;
}

}  // namespace kamino::demo
