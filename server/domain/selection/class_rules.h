// The rules of the five classes (SEL-5): four questions about an account, each with its limit, and a table
// that says which class their answers make. Both belong to the workspace's own model and are versioned with
// it. Pure; amounts are minor units of the workspace's currency.
#pragma once
#include <array>
#include <boost/json/fwd.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/fault.h"
#include "platform/base/json.h"

namespace kamino::selection {

// The rows of the table: what the questions make of an account.
enum class ClassCase : std::uint8_t {
    structural_significant_growing,
    structural_significant_saturated,
    structural_modest_growing,
    structural_modest_saturated,
    once_significant_growing,
    once_significant_saturated,
    once_modest_growing,
    once_modest_saturated,
    could_buy_much,    // buys nothing; its potential would be significant
    could_buy_little,  // buys nothing; has some potential
    nothing_left,      // bought or dealt once, nothing open, no potential
    unknown
};
inline constexpr std::size_t class_case_count = 11;
inline constexpr std::array<std::string_view, class_case_count> class_cases{
    "structural_significant_growing",
    "structural_significant_saturated",
    "structural_modest_growing",
    "structural_modest_saturated",
    "once_significant_growing",
    "once_significant_saturated",
    "once_modest_growing",
    "once_modest_saturated",
    "could_buy_much",
    "could_buy_little",
    "nothing_left"};
std::string_view name_of(ClassCase c);  // "" for unknown

struct ClassRules {
    double structural_months = 4;    // bought in so many of the last 12 months
    double significant_share = 0.8;  // among the accounts that make this share of the revenue
    double growing_from = 0.05;      // growth on the year before
    double headroom_from = 0.25;     // growing too: potential beyond what they buy, as a share of it
    double potential_from = 1;       // could buy much: potential in multiples of the significant revenue
    bool newcomer_grows = true;      // bought nothing in the year before: counts as growing
    std::array<char, class_case_count> classes{'A', 'B', 'C', 'C', 'C', 'C', 'D', 'D', 'C', 'D', 'E'};
    bool operator==(const ClassRules&) const = default;
};

// What the questions are asked of.
struct ClassFacts {
    double value = 0, potential = 0;  // of 12 months
    double rhythm = 0;                // months with purchases; deals won in a workspace without sales
    std::optional<double> growth;
    bool newcomer = false;        // buys, and bought nothing in the year before
    bool had_its_chance = false;  // bought or dealt before, and nothing is open
};
// `significance`: the smallest revenue among the significant accounts.
ClassCase case_of(const ClassFacts& facts, double significance, const ClassRules& rules);
std::string class_of(ClassCase c, const ClassRules& rules);  // "A" … "E"; "" for unknown

// ---- the rules as the model's document keeps them
void write_class_rules(base::JsonWriter& w, const ClassRules& rules);
// Known limits and rows only; what the document does not say stays. Check first.
void read_class_rules(const boost::json::object& from, ClassRules& to);
// Limits in their ranges, letters A to E, and no account in a lower class than another that is less in one
// respect and equal in the others; paths below /thresholds.
void check_class_rules(const boost::json::object& document, std::vector<FieldFault>& faults);

}  // namespace kamino::selection
