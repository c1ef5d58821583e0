// What a row of a CRM's account-plan file says, as records of ours: Salesforce's AccountPlan,
// AccountPlanObjective, AccountPlanObjectiveMeasure and AccountPlanRelationship. Pure functions; who knows
// the account, the owner and the plan is the import.
#pragma once
#include <boost/json.hpp>
#include <map>

#include "domain/imports/public.h"
#include "platform/base/date.h"

namespace kamino::exchange {

// One record of ours as the file says it.
struct Said {
    std::string entity;  // "plan_swot_item"
    std::string key;     // behind the plan's: "#trends#9f3c…"; of records with an id of their own the id
    std::string column;  // where it stands in the file
    boost::json::object values;   // what the file says; compared and updated
    boost::json::object first{};  // what only a new record takes: where it comes from
    std::string own_id{};         // the id of ours that the file names
    std::map<std::string, std::string, std::less<>> columns{};  // member -> column
};

// A cell that cannot be taken as it is.
struct CellFault {
    std::string column, value, key;
};

// "Salesforce AccountPlan.Notes": the evidence of rows that come from there.
std::string origin_of(std::string_view column);
// The area that a Salesforce column fills and what of ours its entries are; also the way out again.
struct Area {
    const char *field, *column, *entity,
        *kind;  // "strengths", "RelationshipStrengths", "plan_swot_item", "strength"
};
const std::vector<Area>& areas();
// Profile lines by field, with their columns: pains, goals, strategy.
struct ProfileArea {
    const char *key, *column;
};
const std::vector<ProfileArea>& profile_areas();

// What the plan's text areas and the columns without a field of ours say.
std::vector<Said> said_of_plan(const imports::SetRow& row);
// "Active" -> "active"; "" for a word that we do not know.
std::string plan_status(std::string_view word);

// The objective, whose owner is the caller's to find, and behind it what its note cannot hold. Faults of
// cells go to `faults`.
std::vector<Said> said_of_objective(const imports::SetRow& row, std::vector<CellFault>& faults);
std::string objective_status(std::string_view word);
// What has no field of ours stands behind the description, a line each, by name: "StartDate: 2026-01-31".
using Lines = std::vector<std::pair<std::string, std::string>>;
std::string with_lines(std::string note, Lines lines);
std::pair<std::string, Lines> without_lines(std::string_view note);
inline constexpr std::string_view kamino_line = "Kamino";  // a state of ours that Salesforce has no word for

// Members of an objective that its measure fills. `currency`: of amounts that name none.
Said said_of_measure(const imports::SetRow& row, const std::string& currency);

std::string value(const imports::SetRow& row, std::string_view field);
std::string column(const imports::SetRow& row, std::string_view field);

}  // namespace kamino::exchange
