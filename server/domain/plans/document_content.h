// The content of a plan on paper: the rows of each section as tables; every text of a record passes
// escaped(). Pure.
#pragma once
#include "domain/plans/plan_view.h"
#include "domain/plans/sentence.h"

namespace kamino::plans {

struct Printed {
    const PlanView& view;
    const std::map<std::string, std::string>& names;  // of what the rows point to
    const Reader& reader;

    std::string name(const std::optional<std::string>& id) const;
    std::string day(const std::optional<Date>& date) const;  // "–" without one
};

// "" when the section holds no rows.
std::string section_content(const Printed& printed, std::string_view section);
// Stage with its criteria, rigour, focus, and how a closed plan ended.
std::string process_lines(const Printed& printed);

}  // namespace kamino::plans
