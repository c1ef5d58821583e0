// From the rule of a group to a filter of the portfolio. Rules without I/O.
//
//   node := {"all":[node…]} | {"any":[node…]} | {"not":node} | {"field":"growth","op":">=","value":0.1}
//   op   := = != < <= > >= ~ in "not in" empty filled
//
// Values are texts, numbers, true and false, lists for `in`; dates are ISO days or words of period.h. Every
// fault has the path of its node: "/rule/all/0/any/1/value".
#pragma once
#include <set>
#include <string>
#include <vector>

#include "domain/groups/public.h"

namespace kamino::groups {

// What a rule may ask of.
struct RuleField {
    std::string key;      // a field or a term of the portfolio, or "custom.<name>"
    std::string kind;     // text number money date choice list reference boolean
    std::string section;  // account place structure value buying relations plan custom
    std::string format;   // number: "", "ratio" (0.1 = 10 %), "percent", "score"
    std::vector<std::string> choices{};
    std::string reference{};  // the entity
    std::string label{};      // custom fields only; the others are named by the catalogue: field.<key>
    bool suggests = false;    // GET /groups/values knows what occurs
};
// Those that every workspace has, in the order in which they are offered.
const std::vector<RuleField>& standard_fields();

inline constexpr int most_levels = 12, most_comparisons = 100, most_values = 500;

// The filter that the rule says. What is wrong with it goes into `faults`, below `path`; then the filter must
// be dropped. A custom field that `custom` does not hold is a fault only with `strict`: a rule outlives its
// fields.
describe::Filter filter_of(const boost::json::value& rule, const std::vector<RuleField>& custom, bool strict,
                           std::vector<FieldFault>& faults, const std::string& path = "/rule");

// The fields that a filter compares.
std::set<std::string> fields_in(const describe::Filter& filter);

}  // namespace kamino::groups
