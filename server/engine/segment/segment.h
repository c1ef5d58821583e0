// A customer base cut into groups: RFM scores and their names, ABC classes, the Pareto view, and the five
// classes A–E by rule from sales facts (SPEC SEL-5). Pure; arrays in, arrays out; thread-safe.
#pragma once
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace kamino::segment {

// Scores 1 … 5 by fifths of the ranks (Hughes, "Strategic Database Marketing", 1994); equal values have equal
// scores, by the middle of their ranks. NaN has 0.
std::vector<int> fifths(std::span<const double> values);

// The name of a customer by its recency score (5: bought last of all) and the mean of frequency and money
// scores, rounded:
//   5–4: champions (4–5), loyal (3), potential_loyalist (2), new (R 5, 1), promising (R 4, 1)
//   3:   loyal (4–5), need_attention (3), about_to_sleep (1–2)
//   2:   at_risk (3–5), hibernating (1–2)
//   1:   cannot_lose (4–5), at_risk (3), hibernating (2), lost (1)
std::string_view rfm_name(int r, int f, int m);
const std::vector<std::string_view>& rfm_names();  // in the order best to worst

// 0 = A, 1 = B … for each value: by falling value, a customer belongs to the first class whose bound is above
// the share of the total before it; the last class takes the rest. Values that are not positive have the last
// class.
std::vector<std::size_t> abc(std::span<const double> values, std::span<const double> bounds);

// How many of the largest make up `share` of the total, the one that crosses it included.
std::size_t customers_of_share(std::span<const double> values, double share);

// What a class is decided from. Amounts of the last 12 months; growth NaN: not known; potential NaN: not
// known.
struct Facts {
    double revenue = 0, growth = 0, potential = 0;
    int months_bought = 0;  // of the last 12
    bool is_new = false;    // bought nothing in the time that growth is measured against
};
struct Rule {
    int structural_months = 4;
    double significant_share = 0.8, growing_from = 0.05, headroom_from = 0.25;
};
// 'A' … 'E' each. Structural: bought in at least structural_months of 12. Significant: among those that make
// the first significant_share of the revenue. Growing: by growing_from, or new, or a potential headroom_from
// above the revenue.
//   A structural, significant, growing     B structural, significant, saturated
//   C structural but modest, or significant once     D modest, once     E no revenue, and no potential known
// Without revenue but with potential: C when that would be significant, else D.
std::vector<char> classes(std::span<const Facts> facts, const Rule& rule);

}  // namespace kamino::segment
