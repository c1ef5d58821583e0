#include "domain/accounts/account.h"

#include "domain/accounts/account_store.h"
#include "domain/workspace/public.h"
#include "platform/auth/readers.h"
#include "platform/base/text.h"

namespace kamino::accounts {

using describe::field;

const describe::Entity& Account::entity() {
    static const describe::Entity e = describe::make_entity<Account>(
        "account", "accounts",
        {field<&Account::name>("name",
                               {.required = true, .max_len = 200, .searchable = true, .natural_key = true}),
         field<&Account::legal_name>("legal_name", {.max_len = 200, .searchable = true}),
         field<&Account::external_id>("external_id", {.max_len = 100, .external_key = true}),
         field<&Account::status>("status", {.required = true, .choices = {"prospect", "customer", "former"}}),
         field<&Account::industry>("industry", {.max_len = 100}),
         field<&Account::tax_id>("tax_id", {.max_len = 40}),
         field<&Account::website>("website", {.max_len = 300, .format = "url"}),
         field<&Account::phone>("phone", {.max_len = 60, .format = "phone"}),
         field<&Account::employees>("employees", {.min = 0, .max = 10'000'000}),
         field<&Account::annual_revenue>("annual_revenue"),
         field<&Account::owner_id>("owner_id", {.reference = "user"}),
         field<&Account::parent_id>("parent_id", {.reference = "account"}),
         field<&Account::street>("street", {.max_len = 400, .format = "multiline"}),
         field<&Account::city>("city", {.max_len = 100, .searchable = true}),
         field<&Account::region>("region", {.max_len = 100}),
         field<&Account::postal_code>("postal_code", {.max_len = 20}),
         field<&Account::country>("country", {.max_len = 80}),
         field<&Account::latitude>("latitude", {.min = -90, .max = 90}),
         field<&Account::longitude>("longitude", {.min = -180, .max = 180}),
         field<&Account::year_founded>("year_founded", {.min = 1000, .max = 2100}),
         field<&Account::tags>("tags"),
         field<&Account::custom>("custom", {.by_member = true}),
         field<&Account::description>("description", {.max_len = 20'000, .format = "multiline"}),
         field<&Account::source>("source", {.max_len = 100})},
        {.account_field = "id"});
    return e;
}

const describe::Entity& Unit::entity() {
    static const describe::Entity e = describe::make_entity<Unit>(
        "account_unit", "account_units",
        {field<&Unit::account_id>("account_id",
                                  {.required = true, .reference = "account", .natural_key = true}),
         field<&Unit::name>("name", {.required = true, .max_len = 200, .natural_key = true}),
         field<&Unit::kind>(
             "kind",
             {.required = true, .choices = {"business_unit", "division", "buying_centre", "department"}}),
         field<&Unit::parent_id>("parent_id", {.reference = "account_unit"})},
        {.account_field = "account_id"});
    return e;
}

const describe::Entity& Location::entity() {
    static const describe::Entity e = describe::make_entity<Location>(
        "account_location", "account_locations",
        {field<&Location::account_id>("account_id",
                                      {.required = true, .reference = "account", .natural_key = true}),
         field<&Location::name>("name", {.max_len = 200, .natural_key = true}),
         field<&Location::kind>(
             "kind", {.required = true, .choices = {"head_office", "billing", "shipping", "site"}}),
         field<&Location::street>("street", {.max_len = 400, .format = "multiline"}),
         field<&Location::city>("city", {.max_len = 100}),
         field<&Location::region>("region", {.max_len = 100}),
         field<&Location::postal_code>("postal_code", {.max_len = 20}),
         field<&Location::country>("country", {.max_len = 80}),
         field<&Location::latitude>("latitude", {.min = -90, .max = 90}),
         field<&Location::longitude>("longitude", {.min = -180, .max = 180})},
        {.account_field = "account_id"});
    return e;
}

const describe::Entity& TeamMember::entity() {
    static const describe::Entity e = describe::make_entity<TeamMember>(
        "account_team_member", "account_team",
        {field<&TeamMember::account_id>("account_id",
                                        {.required = true, .reference = "account", .natural_key = true}),
         field<&TeamMember::user_id>("user_id", {.required = true, .reference = "user", .natural_key = true}),
         field<&TeamMember::role>(
             "role", {.required = true,
                      .choices = {"technical_expert", "relationship_lead", "collaborator", "project_manager",
                                  "innovator", "results_driver", "executive_sponsor", "member"}})},
        {.account_field = "account_id", .title_field = "role"});
    return e;
}

Events& events() {
    static Events e;
    return e;
}

std::string domain_of(std::string_view website) {
    std::string text = base::fold(website);
    if (const auto at = text.find("://"); at != std::string::npos) text.erase(0, at + 3);
    if (text.starts_with("www.")) text.erase(0, 4);
    text.erase(std::min(text.find_first_of("/?#:"), text.size()));
    return text.find('.') == std::string::npos ? "" : text;
}

void check_position(const std::optional<double>& latitude, const std::optional<double>& longitude,
                    std::vector<FieldFault>& faults) {
    if (latitude.has_value() != longitude.has_value())
        faults.push_back({latitude ? "/longitude" : "/latitude", "field.required", {}});
}

void check_account(storage::Write& write, const auth::Actor& actor, const describe::Record* before,
                   describe::Record& record, std::vector<FieldFault>& faults) {
    auto& account = static_cast<Account&>(record);
    const auto* was = static_cast<const Account*>(before);
    account.name = base::trim(account.name);
    check_position(account.latitude, account.longitude, faults);
    if (was || account.id.empty())  // else it comes back from the bin, as it was
        workspace::check_custom(write, "account", was ? &was->custom : nullptr, account.custom, faults);
    if (account.parent_id && was && account.parent_id != was->parent_id &&
        is_below(write, *account.parent_id, account.id))
        faults.push_back({"/parent_id", "account.parent_below", {}});
    if (!account.external_id.empty() && (!was || was->external_id != account.external_id) &&
        find_external(write, account.external_id, account.id))
        faults.push_back({"/external_id", "field.duplicate", {}});
    // Who does not see all keeps sight of what he makes.
    if (!was && !account.owner_id && !auth::sees_all(actor)) account.owner_id = actor.user_id;
}

void saved_account(storage::Write& write, const describe::Record* before, const describe::Record* after) {
    const auto* was = static_cast<const Account*>(before);
    const auto* is = static_cast<const Account*>(after);
    auth::set_in_bin(write, (is ? is : was)->id, !is);
    if (is) {
        if (!was || was->parent_id != is->parent_id) move_in_tree(write, is->id, is->parent_id);
        if (!was || was->parent_id != is->parent_id || was->owner_id != is->owner_id)
            refresh_access(write, is->id);
    }
    for (const auto& subscriber : events().saved) subscriber(write, was, is);
}

void check_unit(storage::Write& write, const auth::Actor&, const describe::Record*, describe::Record& record,
                std::vector<FieldFault>& faults) {
    const auto& unit = static_cast<const Unit&>(record);
    if (!unit.parent_id) return;
    if (*unit.parent_id == unit.id || !is_unit_of(write, *unit.parent_id, unit.account_id) ||
        is_unit_below(write, *unit.parent_id, unit.id))
        faults.push_back({"/parent_id", "account.unit_parent", {}});
}

void check_team_member(storage::Write& write, const auth::Actor&, const describe::Record*,
                       describe::Record& record, std::vector<FieldFault>& faults) {
    const auto& member = static_cast<const TeamMember&>(record);
    if (is_in_team(write, member.account_id, member.user_id, member.role, member.id))
        faults.push_back({"/user_id", "field.duplicate", {}});
}

void saved_team_member(storage::Write& write, const describe::Record* before, const describe::Record* after) {
    const auto* was = static_cast<const TeamMember*>(before);
    const auto* is = static_cast<const TeamMember*>(after);
    if (is) refresh_access(write, is->account_id);
    if (was && (!is || is->account_id != was->account_id)) refresh_access(write, was->account_id);
}

}  // namespace kamino::accounts
