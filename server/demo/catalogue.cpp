#include "demo/catalogue.h"

#include <stdexcept>

namespace kamino::demo {

namespace {

constexpr std::array all_lines = {
    Line{"CLN",
         false,
         false,
         1.2,
         1.0,
         0.02,
         0.49,
         {0.93, 0.93, 0.98, 1.0, 1.03, 1.06, 1.04, 0.92, 1.09, 1.09, 1.01, 0.92}},
    Line{"DIS",
         false,
         true,
         1.1,
         0.9,
         0.03,
         0.52,
         {1.18, 1.12, 1.05, 0.96, 0.9, 0.88, 0.86, 0.84, 0.96, 1.05, 1.1, 1.1}},
    Line{"HND",
         false,
         true,
         1.0,
         0.6,
         -0.02,
         0.47,
         {1.25, 1.18, 1.06, 0.96, 0.88, 0.84, 0.78, 0.8, 1.0, 1.08, 1.1, 1.07}},
    Line{"LAU",
         false,
         true,
         1.0,
         1.1,
         -0.04,
         0.44,
         {0.75, 0.78, 0.88, 1.0, 1.08, 1.2, 1.32, 1.35, 1.12, 0.95, 0.78, 0.79}},
    Line{"WTR",
         false,
         true,
         0.8,
         1.6,
         0.04,
         0.54,
         {0.72, 0.75, 0.88, 1.0, 1.15, 1.26, 1.32, 1.26, 1.06, 0.94, 0.84, 0.82}},
    Line{"LEG",
         true,
         true,
         0.35,
         1.1,
         0.07,
         0.57,
         {0.7, 0.75, 1.05, 1.3, 1.35, 1.2, 1.0, 0.9, 1.25, 1.15, 0.75, 0.6}},
    Line{"DOS",
         false,
         false,
         0.2,
         1.7,
         0.05,
         0.42,
         {0.7, 0.75, 0.95, 1.05, 1.1, 1.15, 0.87, 0.68, 0.97, 1.15, 1.32, 1.31}},
    Line{"PAP", false, false, 1.0, 0.5, 0.0, 0.36, {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}},
    Line{"SRV",
         true,
         false,
         0.25,
         1.8,
         0.08,
         0.58,
         {1.35, 0.92, 0.95, 1.05, 0.92, 0.95, 0.85, 0.66, 1.05, 1.05, 1.05, 1.20}}};

constexpr std::array all_families = {Family{"CLN1", 0, 34, 8.6, "20 l", "200 l", "N11", false},
                                     Family{"CLN2", 0, 31, 8.6, "20 l", "200 l", "N11;N12", false},
                                     Family{"CLN3", 0, 11, 3.6, "5 l", "20 l", "N13", false},
                                     Family{"CLN4", 0, 16, 3.6, "5 l", "20 l", "N11;N13", false},
                                     Family{"CLN5", 0, 44, 8.8, "20 l", "200 l", "N12", false},
                                     Family{"CLN6", 0, 14, 3.2, "6 x 0,75 l", "20 l", "N13", false},
                                     Family{"CLN7", 0, 19, 3.5, "5 l", "20 l", "N11", false},
                                     Family{"DIS1", 1, 58, 8.7, "20 l", "200 l", "N12;N14", false},
                                     Family{"DIS2", 1, 27, 3.7, "5 l", "20 l", "N14", false},
                                     Family{"DIS3", 1, 33, 3.0, "6 x 0,75 l", "20 l", "N14", false},
                                     Family{"DIS4", 1, 18, 3.6, "5 l", "20 l", "N14;N43", false},
                                     Family{"DIS5", 1, 49, 3.6, "5 l", "20 l", "N14", false},
                                     Family{"DIS6", 1, 62, 8.5, "20 l", "200 l", "N11;N14", false},
                                     Family{"DIS7", 1, 15, 5.0, "100", "600", "N14", false},
                                     Family{"HND1", 2, 21, 3.4, "6 x 1 l", "20 l", "N21", false},
                                     Family{"HND2", 2, 29, 3.5, "6 x 1 l", "20 l", "N21", false},
                                     Family{"HND3", 2, 32, 2.4, "4 x 2 l", "10 kg", "N21", false},
                                     Family{"HND4", 2, 26, 1.9, "6 x 0,1 l", "6 x 1 l", "N22", false},
                                     Family{"HND5", 2, 64, 4.4, "1", "5", "N21", true},
                                     Family{"HND6", 2, 19, 4.5, "1", "5", "N21", true},
                                     Family{"HND7", 2, 420, 2.1, "S", "XL", "N21", true},
                                     Family{"LAU1", 3, 47, 8.7, "20 l", "200 l", "N31", false},
                                     Family{"LAU2", 3, 33, 8.6, "20 l", "200 l", "N32", false},
                                     Family{"LAU3", 3, 39, 8.7, "20 l", "200 l", "N31;N33", false},
                                     Family{"LAU4", 3, 24, 3.4, "5 l", "20 l", "N33", false},
                                     Family{"LAU5", 3, 41, 8.6, "20 l", "200 l", "N31", false},
                                     Family{"LAU6", 3, 36, 8.6, "20 l", "200 l", "N32", false},
                                     Family{"WTR1", 4, 88, 8.7, "25 kg", "250 kg", "N41", false},
                                     Family{"WTR2", 4, 79, 8.8, "25 kg", "250 kg", "N42", false},
                                     Family{"WTR3", 4, 96, 8.7, "25 kg", "250 kg", "N42;N45", false},
                                     Family{"WTR4", 4, 118, 8.6, "25 kg", "250 kg", "N43", false},
                                     Family{"WTR5", 4, 54, 36.0, "25 kg", "1000 kg", "N44", false},
                                     Family{"WTR6", 4, 72, 36.0, "25 kg", "1000 kg", "N44", false},
                                     Family{"WTR7", 4, 9, 34.0, "25 kg", "1000 kg", "N41;N43", false},
                                     Family{"LEG1", 5, 85, 4.2, "1", "5", "N45;N61", false},
                                     Family{"LEG2", 5, 62, 4.4, "1", "5", "N61", false},
                                     Family{"LEG3", 5, 74, 4.4, "1", "5", "N43;N61", false},
                                     Family{"LEG4", 5, 640, 2.6, "S", "L", "N45;N62", false},
                                     Family{"LEG5", 5, 780, 1.9, "S", "L", "N42;N45", false},
                                     Family{"LEG6", 5, 58, 4.5, "10", "50", "N45;N61", false},
                                     Family{"DOS1", 6, 390, 1.8, "2 l/h", "15 l/h", "N51", true},
                                     Family{"DOS2", 6, 860, 1.7, "4", "8", "N31;N51", true},
                                     Family{"DOS3", 6, 540, 1.9, "S", "L", "N11;N51", true},
                                     Family{"DOS4", 6, 310, 1.6, "B", "C", "N42;N52", true},
                                     Family{"DOS5", 6, 470, 1.5, "B", "C", "N43;N52", true},
                                     Family{"DOS6", 6, 17, 3.6, "0,5 l", "5 x 0,5 l", "N52", false},
                                     Family{"DOS7", 6, 690, 1.8, "4G", "4G+", "N53", true},
                                     Family{"PAP1", 7, 24, 1.8, "6", "12", "N24", false},
                                     Family{"PAP2", 7, 27, 1.9, "3000", "6000", "N24", false},
                                     Family{"PAP3", 7, 19, 3.4, "1", "4", "N24;N13", false},
                                     Family{"PAP4", 7, 8, 9.2, "100", "1000", "N23", false},
                                     Family{"PAP5", 7, 32, 1.9, "25", "50", "N23", false},
                                     Family{"PAP6", 7, 6, 9.0, "1", "10", "N23", false},
                                     Family{"PAP7", 7, 14, 4.2, "1", "5", "N11;N13", false},
                                     Family{"SRV1", 8, 420, 2.2, "Basic", "Plus", "N64", false},
                                     Family{"SRV2", 8, 560, 1.8, "S", "L", "N62", false},
                                     Family{"SRV3", 8, 380, 1.9, "8", "16", "N63", false},
                                     Family{"SRV4", 8, 730, 2.1, "Basic", "Plus", "N45;N64", false},
                                     Family{"SRV5", 8, 940, 1.6, "S", "L", "N62", false},
                                     Family{"SRV6", 8, 260, 1.6, "Day", "Night", "N64", false}};

//                                          CLN   DIS   HND   LAU   WTR   LEG   DOS   PAP   SRV
constexpr std::array all_industries = {
    Industry{"food", 0.24, 210, {0.95, 0.90, 0.80, 0.15, 0.60, 0.35, 0.60, 0.75, 0.50}},
    Industry{"beverage", 0.10, 260, {0.95, 0.85, 0.55, 0.05, 0.85, 0.35, 0.70, 0.50, 0.50}},
    Industry{"hotel", 0.16, 75, {0.85, 0.60, 0.80, 0.85, 0.40, 0.70, 0.30, 0.75, 0.35}},
    Industry{"health", 0.12, 90, {0.80, 0.95, 0.95, 0.70, 0.40, 0.80, 0.25, 0.90, 0.50}},
    Industry{"manufacturing", 0.18, 190, {0.70, 0.25, 0.65, 0.05, 0.85, 0.40, 0.65, 0.70, 0.40}},
    Industry{"logistics", 0.08, 140, {0.60, 0.20, 0.55, 0.02, 0.15, 0.15, 0.10, 0.75, 0.20}},
    Industry{"pharma", 0.06, 320, {0.85, 0.95, 0.80, 0.20, 0.80, 0.60, 0.60, 0.85, 0.60}},
    Industry{"public", 0.06, 70, {0.80, 0.50, 0.75, 0.15, 0.35, 0.60, 0.10, 0.70, 0.25}}};

constexpr std::array all_affinities = {
    Affinity{"CLN5", "DIS1", 0.65},   // closed circuits: wash, then disinfect
    Affinity{"CLN3", "PAP3", 0.45},   // floors and wipes
    Affinity{"HND2", "PAP2", 0.60},   // gel and folded towels
    Affinity{"DIS2", "PAP4", 0.50},   // disinfectant and gloves
    Affinity{"LAU1", "LAU2", 0.60},   // detergent and softener
    Affinity{"WTR2", "WTR3", 0.55},   // inhibitor and biocide
    Affinity{"LEG1", "LEG3", 0.45},   // both taken on one visit
    Affinity{"WTR1", "DOS6", 0.40}};  // boiler treatment and calibration

}  // namespace

std::span<const Line> lines() {
    return all_lines;
}
std::span<const Family> families() {
    return all_families;
}
std::span<const Industry> industries() {
    return all_industries;
}
std::span<const Affinity> affinities() {
    return all_affinities;
}

int family_index(std::string_view code) {
    for (std::size_t i = 0; i < all_families.size(); ++i)
        if (all_families[i].code == code) return static_cast<int>(i);
    throw std::logic_error("demo: no family " + std::string(code));
}

double season(const Line& line, unsigned month, bool southern, double strength) {
    if (!line.weather) return line.season[month - 1];
    const unsigned at = southern ? (month + 5) % 12 : month - 1;
    return 1.0 + (line.season[at] - 1.0) * strength;
}

const std::vector<Product>& products() {
    static const std::vector<Product> all = [] {
        std::vector<Product> result;
        int index = 0;
        for (const auto& f : all_families) {
            result.push_back({std::string(f.code) + "-S", index, f.line, f.price, f.small});
            result.push_back({std::string(f.code) + "-L", index, f.line, f.price * f.larger, f.large});
            ++index;
        }
        return result;
    }();
    return all;
}

}  // namespace kamino::demo
