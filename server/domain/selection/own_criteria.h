// Criteria that a workspace adds to a model itself (SEL-1): judged ones in its own words, scored by people
// from 1 to 5, and computed ones from any number that is told or measured of an account. They belong to the
// model and its versions; the key says across versions and models which is which. Rules without I/O.
#pragma once
#include <array>
#include <boost/json/fwd.hpp>
#include <string>
#include <vector>

#include "domain/selection/criteria.h"
#include "platform/base/fault.h"
#include "platform/base/json.h"

namespace kamino::selection {

struct Rfm;

// The two sides of the map (SEL-3): how attractive the account is to us, and where we stand with it.
enum class Side { attractiveness, position };

inline constexpr std::size_t levels = 5;  // of a judgement
struct OwnCriterion {
    std::string key;  // "own_" and a word of the workspace's
    std::string name, description;
    bool judged = false;
    std::array<std::string, levels> means{};  // judged: what 1 … 5 mean; each may be empty
    std::string field;                        // computed: a measure's key or "custom.<name>"
    Side side = Side::attractiveness;
    bool operator==(const OwnCriterion&) const = default;
};

bool is_own(std::string_view key);

// What a computed criterion may be made of, besides the workspace's custom fields of numbers.
enum class Source { account, sales, deals, people, interactions, plan, custom };
std::string_view word_of(Source source);
Source source_of(std::string_view field);
struct AccountNumber {
    std::string_view key, unit;  // unit as CriterionRow's; "number" and "percent" too
    Source source;
    // From what a run knows; nullptr: told_value() reads it.
    double (*of)(const Facts&, const Result&, const Rfm&) = nullptr;
};
const std::vector<AccountNumber>& account_numbers();
const AccountNumber* account_number(std::string_view field);
std::string_view unit_of(const OwnCriterion& criterion);

// The raw value in this run: what was told or judged (Facts::own), or what the run measured. NaN: not known.
double own_value(const OwnCriterion& criterion, std::size_t place, const Facts& facts, const Result& result,
                 const Rfm& rfm, const Population& population);

// From and to the settings of a model's row: {"name","description","kind","levels","field","side"}.
OwnCriterion read_own(std::string_view key, const boost::json::object& from);
void write_own(base::JsonWriter& w, const OwnCriterion& criterion);  // members of an open object
// A key, a name, words of a bearable length, a source; faults below "/settings/<key>".
void check_own(std::string_view key, const boost::json::object& from, std::vector<FieldFault>& faults);

}  // namespace kamino::selection
