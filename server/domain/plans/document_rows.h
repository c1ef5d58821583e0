// Rows of a plan as blocks of a document. Which field stands where is a table of specifications; how a field
// reads follows from its kind, and who may read it from the field rows. Pure.
#pragma once
#include <boost/json/fwd.hpp>

#include "domain/plans/plan_view.h"
#include "domain/plans/sentence.h"

namespace kamino::plans {

using office::Audience;
using office::Block;
using office::Value;

// The plan that is written down: what was read, the names of what its rows point to, and who reads.
struct Printed {
    const PlanView& view;
    const std::map<std::string, std::string>& names;
    const Reader& reader;

    std::string name(const std::optional<std::string>& id) const;
    std::string say(const std::string& key, const Params& params = {}) const;  // plan.print.…
    std::string column(const std::string& key) const;                          // plan.column.…
    std::string word(const std::string& family, const std::string& value) const;
};

Audience narrower(Audience a, Audience b);
Audience circle_of(std::string_view word);  // internal, partner, customer_safe; others are internal
std::string_view name_of(Audience circle);
Audience audience_of(const PlanRow& row);
Audience audience_of(const describe::Entity& entity, std::string_view field);

// A field in a cell. `words`: the family of message keys that a choice reads by ("horizon" ->
// plan.horizon.short).
struct Shown {
    const char* field;
    const char* words = "";
    enum class As { itself, of_five, percent, small } as = As::itself;
};
struct ColumnOf {
    const char* title;  // plan.column.…
    std::vector<Shown> fields;
    double width = 1;
};
Value value_of(const Printed& p, const describe::Entity& entity, const describe::Record& row,
               const Shown& shown);
Block rows_block(const Printed& p, const describe::Entity& entity, const std::vector<const PlanRow*>& rows,
                 const std::vector<ColumnOf>& columns, std::string title = {});

template <class T>
Block rows_block(const Printed& p, const std::vector<T>& rows, const std::vector<ColumnOf>& columns,
                 std::string title = {}) {
    std::vector<const PlanRow*> all;
    for (const auto& row : rows) all.push_back(&row);
    return rows_block(p, T::entity(), all, columns, std::move(title));
}

std::string capital(std::string text);  // its first letter, where that is an ASCII one
Value text_value(std::string text, Audience audience, bool small = false);
Value date_value(const Printed& p, const std::optional<Date>& date, Audience audience, bool small = false);
Value money_value(const Printed& p, std::int64_t minor, const std::string& currency, Audience audience);
Value percent_value(const Printed& p, double ratio, int decimals, Audience audience);
Value number_value(const Printed& p, double number, int decimals, Audience audience);
double major_units(std::int64_t minor, const std::string& currency);

// The rows that a section holds.
std::vector<Block> section_rows(const Printed& p, std::string_view section);

// ---- what the records say: figures of a section, each with its own widest circle (see document_figures.cpp)
std::vector<Block> section_figures(const Printed& p, const Section& section);
// A figure by what it is: money, ratio, date, number or text.
Value figure_value(const Printed& p, const std::string& member, const boost::json::value& v,
                   Audience audience);
// The figures of a section as JSON; an empty object when it has none.
boost::json::object figures_of(const PlanView& view, std::string_view section);
Audience figure_audience(std::string_view figure);  // "sales.months"

// "From the records of …": when the figures were taken, and from where; nothing without figures.
std::optional<Block> note_of_origin(const Printed& p, const boost::json::object& facts);

// ---- what a template adds to a section (see document_blocks.cpp)
std::vector<Block> own_blocks(const Printed& p, const Section& section);
std::vector<Block> question_blocks(const Printed& p, std::string_view section);  // those of no set
// What the template has no place for any more.
std::vector<Block> left_blocks(storage::Read& read, const Printed& p, std::string_view section);

// ---- the whole on one page
office::Section summary_of(const Printed& p, const Standing& standing);

}  // namespace kamino::plans
