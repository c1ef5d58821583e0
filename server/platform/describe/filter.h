// The filter language of every list: `class in (A, B) and revenue_12m >= 100000 and name ~ "foo" and not
// (city = null)`.
//
//   filter  := term { "or" term }            term := factor { "and" factor }
//   factor  := "not" factor | "(" filter ")" | name op value | name "in" "(" value {"," value} ")"
//   op      := = != < <= > >= ~              value := "text" | bare | number | date | true | false | null
//
// Dates are days or words of period.h (`last_purchase_on < today-6m`, `created_at = fy-1`). A member of a
// document is named after it: `custom.size >= 5`; it compares as a number when the value is one without
// quotes.
//
// Parsing knows no entity; compile() checks every name against the entity's fields and terms and every value
// against the field's kind, and gives SQL with named parameters. Depth at most 32, at most 200 comparisons:
// then Fault invalid "request.bad_filter" with params {at, why}. Money compares in major units.
//
// Two answers, never three: what is not known fits no comparison but `!=`, and `not` takes all the others, so
// that a filter and its negation share out the rows.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/describe/describe.h"

namespace kamino::describe {

enum class Op { eq, ne, lt, le, gt, ge, contains, in };

struct Filter {
    enum class Node { all, any, negation, comparison } node = Node::all;
    std::vector<Filter> parts;  // all / any: any number (none = true); negation: one
    std::string name;           // comparison
    Op op = Op::eq;
    struct Literal {
        std::string text;
        bool quoted = false;
        bool null = false;
    };
    std::vector<Literal> values;
};

// Empty text = no condition. Fault invalid "request.bad_filter".
Filter parse_filter(std::string_view text);

struct NamedValue {
    std::string name;  // without ':'
    Value value;
};
struct Condition {
    std::string sql;  // "" = always true; parameters as :f0, :f1 …
    std::vector<NamedValue> values;
};
// What a workspace put into a document: "custom.size".
struct Member {
    std::string label;
    Kind kind = Kind::text;
};
// What a filter needs to know besides its text.
struct Reading {
    std::optional<Date> today{};                // of relative dates; nullopt = the clock's
    std::function<int()> fiscal_start_month{};  // asked when a fiscal word is read; empty = January
    // The condition of a term that stands for a set of rows: `group = "<id>"`. Parameters start with
    // `prefix`. Fault invalid when there is no such set; empty function = no such terms.
    std::function<Condition(std::string_view term, std::string_view id, std::string_view prefix)> expand{};
    // The member of the entity's document `field`. One that is not there is refused like an unknown field;
    // empty function = whatever is asked may be there, which is how kept filters outlive their fields.
    std::function<std::optional<Member>(const Entity& entity, std::string_view field,
                                        std::string_view member)>
        find_member{};
};
// `prefix` starts the parameters' names, so that several conditions can meet in one statement.
Condition compile(const Entity& entity, const Filter& filter, std::string_view prefix = "f",
                  const Reading& reading = {});

// Sort keys of "name,-updated_at"; unknown or unsortable names: Fault invalid "request.bad_sort".
struct SortKey {
    std::string column;  // SQL expression
    const Field* field;  // nullptr for Record's own columns
    std::string name;
    bool descending = false;
    bool nullable = false;
};
std::vector<SortKey> parse_sort(const Entity& entity, std::string_view text);

// The SQL expression of a field (or a Record column) of this entity, as used in conditions and in ORDER BY.
std::string expression(const Entity& entity, const Field& field, Part part = Part::whole);

}  // namespace kamino::describe
