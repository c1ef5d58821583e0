// A plan with everything that its readers and its rules look at, read in four statements.
#pragma once
#include <map>

#include "domain/plans/completeness.h"
#include "domain/plans/content.h"
#include "domain/templates/public.h"

namespace kamino::plans {

// What the records around the plan say today.
struct Surroundings {
    std::string account_name, account_type, industry, locale, currency;
    std::string newest_version_id;  // of the template that the plan follows; "" = it is gone
    std::optional<std::string> account_owner_id;
    bool has_size = false, has_sales = false;
    int people = 0, unknown_roles = 0, deciders = 0, reached_deciders = 0, overdue_deals = 0;
    std::optional<Date> last_contact_on, last_sale_on;  // of the account; of the whole workspace
};
struct RoleHolder {
    std::string member_id, user_id, name, role;
};
struct PlanView {
    Plan plan;
    Date today;
    Content content;
    Surroundings around;
    std::vector<RoleHolder> team;
    templates::EditionPtr edition = templates::standard_edition();  // the form that the plan follows

    const templates::Form& form() const { return edition->form; }
    // Is it in the form, for this rigour and type of account? Sections that left the form are asked no more.
    bool asks(std::string_view section) const;
    // The section's name in the form, else the shipped one.
    std::string title(std::string_view section, i18n::Language language) const;
};
// The edition that a plan follows; never nullptr.
templates::EditionPtr edition_of(storage::Read& read, const Plan& plan);
PlanView view_of(storage::Read& read, const Plan& plan, Date today);
// The plan as it stood, with what the records around it say today.
PlanView view_then(storage::Read& read, const Plan& plan, const Frozen& frozen);
// Names of the users, people, units, opportunities and products that the plan's rows point to, by id.
std::map<std::string, std::string> names_of(storage::Read& read, const PlanView& view);

PlanFacts facts_of(const PlanView& view);
// Of the six.
std::vector<std::string> uncovered_roles(const std::vector<RoleHolder>& team);

// Every row list of the content with its entity, in the order of the plan's JSON.
template <class Visit>
void each_list(const Content& c, Visit visit) {
    visit("swot_items", c.swot_items);
    visit("tows_moves", c.tows_moves);
    visit("competitors", c.competitors);
    visit("insights", c.insights);
    visit("value_propositions", c.value_propositions);
    visit("initiatives", c.initiatives);
    visit("possibilities", c.possibilities);
    visit("profile_entries", c.profile);
    visit("checks", c.checks);
    visit("tasks", c.tasks);
    visit("sources", c.sources);
    visit("entries", c.entries);
}

}  // namespace kamino::plans
