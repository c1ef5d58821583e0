#include "domain/people/person.h"

#include "domain/people/people_store.h"
#include "domain/workspace/public.h"
#include "platform/base/text.h"

namespace kamino::people {

using describe::field;

const describe::Entity& Person::entity() {
    static const describe::Entity e = describe::make_entity<Person>(
        "person", "people",
        {field<&Person::account_id>("account_id",
                                    {.required = true, .reference = "account", .natural_key = true}),
         field<&Person::unit_id>("unit_id", {.reference = "account_unit"}),
         field<&Person::external_id>("external_id", {.max_len = 100, .external_key = true}),
         field<&Person::first_name>("first_name", {.max_len = 100}),
         field<&Person::last_name>("last_name", {.max_len = 100}),
         field<&Person::name>("name",
                              {.required = true, .max_len = 200, .searchable = true, .natural_key = true}),
         field<&Person::title>("title", {.max_len = 200, .searchable = true}),
         field<&Person::department>("department", {.max_len = 200}),
         field<&Person::email>("email", {.max_len = 254, .format = "email", .searchable = true}),
         field<&Person::phone>("phone", {.max_len = 60, .format = "phone"}),
         field<&Person::mobile>("mobile", {.max_len = 60, .format = "phone"}),
         field<&Person::reports_to_id>("reports_to_id", {.reference = "person"}),
         field<&Person::decision_role>(
             "decision_role", {.required = true,
                               .choices = {"decision_maker", "approver", "influencer", "champion", "buyer",
                                           "user", "gatekeeper", "unknown"}}),
         field<&Person::influence>("influence", {.min = 0, .max = 5}),
         field<&Person::stance>(
             "stance", {.required = true, .choices = {"promoter", "neutral", "detractor", "unknown"}}),
         field<&Person::closeness>("closeness",
                                   {.required = true, .choices = {"green", "amber", "red", "unknown"}}),
         field<&Person::language>("language", {.max_len = 20, .format = "language"}),
         field<&Person::consent>("consent", {.required = true, .choices = {"given", "refused", "unknown"}}),
         field<&Person::likes>("likes", {.format = "multiline"}),
         field<&Person::interests>("interests", {.format = "multiline"}),
         field<&Person::city>("city", {.max_len = 100}),
         field<&Person::country>("country", {.max_len = 80}),
         field<&Person::notes>("notes", {.max_len = 20'000, .format = "multiline"}),
         field<&Person::tags>("tags"),
         field<&Person::custom>("custom", {.by_member = true})},
        {.account_field = "account_id"});
    return e;
}

const describe::Entity& Employment::entity() {
    static const describe::Entity e = describe::make_entity<Employment>(
        "employment", "employments",
        {field<&Employment::person_id>("person_id", {.required = true, .reference = "person"}),
         field<&Employment::account_id>("account_id", {.required = true, .reference = "account"}),
         field<&Employment::title>("title", {.max_len = 200}),
         field<&Employment::started_on>("started_on", {.required = true}),
         field<&Employment::ended_on>("ended_on")},
        {.account_field = "account_id", .title_field = "title"});
    return e;
}

const describe::Entity& Interaction::entity() {
    static const describe::Entity e = describe::make_entity<Interaction>(
        "interaction", "interactions",
        {field<&Interaction::account_id>("account_id",
                                         {.required = true, .reference = "account", .natural_key = true}),
         field<&Interaction::person_ids>("person_ids", {.reference = "person"}),
         field<&Interaction::user_ids>("user_ids", {.reference = "user"}),
         field<&Interaction::owner_id>("owner_id", {.reference = "user"}),
         field<&Interaction::kind>("kind", {.required = true,
                                            .choices = {"visit", "call", "email", "meeting", "event",
                                                        "email_open", "web_visit", "social"}}),
         field<&Interaction::status>("status",
                                     {.required = true, .choices = {"planned", "done", "cancelled"}}),
         field<&Interaction::subject>(
             "subject", {.required = true, .max_len = 300, .searchable = true, .natural_key = true}),
         field<&Interaction::happened_at>("happened_at", {.required = true, .natural_key = true}),
         field<&Interaction::minutes>("minutes", {.min = 0, .max = 10'000}),
         field<&Interaction::cost>("cost"),
         field<&Interaction::outcome>("outcome", {.max_len = 2000, .format = "multiline"}),
         field<&Interaction::notes>("notes", {.max_len = 20'000, .format = "multiline"}),
         field<&Interaction::external_id>("external_id", {.max_len = 100, .external_key = true})},
        {.account_field = "account_id", .title_field = "subject"});
    return e;
}

void complete_name(Person& p) {
    p.first_name = base::trim(p.first_name);
    p.last_name = base::trim(p.last_name);
    p.name = base::trim(p.name);
    if (p.name.empty()) p.name = base::trim(p.first_name + " " + p.last_name);
    if (p.first_name.empty() && p.last_name.empty()) {
        const auto blank = p.name.find(' ');
        p.first_name = p.name.substr(0, blank);
        if (blank != std::string::npos) p.last_name = p.name.substr(blank + 1);
    }
}

void check_person(storage::Write& write, const auth::Actor&, const describe::Record* before,
                  describe::Record& record, std::vector<FieldFault>& faults) {
    auto& person = static_cast<Person&>(record);
    const auto* was = static_cast<const Person*>(before);
    if (was && was->name == person.name &&
        (was->first_name != person.first_name || was->last_name != person.last_name))
        person.name.clear();
    complete_name(person);
    // A unit is a part of the account: who moves to another account leaves it.
    if (was && was->account_id != person.account_id && was->unit_id == person.unit_id) person.unit_id.reset();
    if (person.unit_id && (!was || was->unit_id != person.unit_id) &&
        !accounts::is_unit_of(write, *person.unit_id, person.account_id))
        faults.push_back({"/unit_id", "account.foreign_unit", {}});
    if (was || person.id.empty())  // else it comes back from the bin, as it was
        workspace::check_custom(write, "person", was ? &was->custom : nullptr, person.custom, faults);
    if (person.reports_to_id && (!was || was->reports_to_id != person.reports_to_id) &&
        reports_up_to(write, *person.reports_to_id, person.id))
        faults.push_back({"/reports_to_id", "person.reports_in_circle", {}});
    if (!person.external_id.empty() && (!was || was->external_id != person.external_id) &&
        find_external_person(write, person.external_id, person.id))
        faults.push_back({"/external_id", "field.duplicate", {}});
}

// A person who moves to another account keeps the history: the old employment is closed, a new one begins.
void saved_person(storage::Write& write, const describe::Record* before, const describe::Record* after) {
    const auto* was = static_cast<const Person*>(before);
    const auto* is = static_cast<const Person*>(after);
    if (was && is && was->account_id != is->account_id) move_employment(write, *was, *is);
}

void check_interaction(storage::Write&, const auth::Actor& actor, const describe::Record* before,
                       describe::Record& record, std::vector<FieldFault>& faults) {
    auto& interaction = static_cast<Interaction&>(record);
    if (interaction.cost && interaction.cost->minor < 0)
        faults.push_back({"/cost", "field.too_small", {{"min", "0"}}});
    if (!before && !interaction.owner_id && !actor.user_id.empty()) interaction.owner_id = actor.user_id;
}

}  // namespace kamino::people
