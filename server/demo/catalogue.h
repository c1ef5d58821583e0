// What the demo company sells and to whom: 9 lines, 60 families in two pack sizes each (120 products), the
// needs that they serve, the 8 industries with their mix, the season of each line and the products that are
// bought together. Constant data; names come from the vocabulary by code.
#pragma once
#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kamino::demo {

inline constexpr int line_count = 9;
inline constexpr int industry_count = 8;

struct Line {
    std::string_view code;
    bool service;
    bool weather;          // its season follows the weather, not the calendar
    double frequency;      // how often its products are on an invoice
    double line_value;     // size of an invoice line against the average
    double yearly_growth;  // of the line as a whole
    double margin;
    std::array<double, 12> season;  // January … December, northern half; mean 1
};

struct Family {
    std::string_view code;  // "CLN1"; the products are "CLN1-S" and "CLN1-L"
    int line;
    double price;   // EUR, small size
    double larger;  // price of the large size in multiples
    std::string_view small, large;
    std::string_view needs;  // codes with ';'
    bool equipment;          // bought once in a while, not consumed
};

struct Industry {
    std::string_view code;
    double share;
    double revenue_per_head;             // EUR thousand, of the customer's own business
    std::array<double, line_count> mix;  // chance that a typical account buys the line
};

struct Affinity {
    std::string_view first,
        second;  // family codes: whoever buys the first tends to buy the second on the same invoice
    double chance;
};

std::span<const Line> lines();
std::span<const Family> families();
std::span<const Industry> industries();
std::span<const Affinity> affinities();
int family_index(std::string_view code);
// The season of a line in a month 1 … 12 where the weather has `strength` 0 … 1; `southern` turns it by half
// a year.
double season(const Line& line, unsigned month, bool southern, double strength);

struct Product {
    std::string code;
    int family;
    int line;
    double price;  // EUR
    std::string_view size;
};
const std::vector<Product>& products();  // family by family, small then large

}  // namespace kamino::demo
