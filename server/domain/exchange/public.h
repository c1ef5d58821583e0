// Plans as files, without loss: one JSON document out and in. The only header that others include.
#pragma once
#include <string>

#include "domain/accounts/public.h"
#include "domain/plans/public.h"

namespace kamino::exchange {

// The document of the plan as it stood after line `seq` of the log; INT64_MAX: as it stands, with figures and
// drafts.
std::string export_document(const registry::Registry& registry, storage::Read& read, const plans::Plan& plan,
                            std::int64_t seq);

struct ImportOptions {
    std::string account_id;  // "" = the account that the document names
    // Who takes over from owners whom nobody knows here or who do not see the account. "" = objectives stay
    // without an owner, tasks go to whoever imports.
    std::string stand_in;
    std::string name;      // of the file, for the list of imports
    bool merge = false;    // into the account's open plan, when it has another one
    bool only_all = true;  // refuse everything when a row is refused; else the good rows go in
    bool dry_run = false;
};
struct Report {
    std::string id, plan_id, account_id;
    std::int64_t created = 0, updated = 0, unchanged = 0;
    std::vector<FieldFault> refused;  // rows that do not fit, by their place in the document
    struct Lost {
        std::string entity, name, place;
        std::string reason = "unknown";  // unknown, cannot_see
        std::string given_to;            // the name of whoever stands in; "" = the place stays empty
    };
    std::vector<Lost> unresolved;  // references that nobody knows here, owners who do not see the account
};
// Fault invalid when the document is none, names no account here, or a row is refused and all were asked for.
Report import_document(registry::Registry& registry, const auth::Actor& actor, const std::string& door,
                       const std::string& text, const ImportOptions& options);
// Takes back what the import wrote to this plan, and says so in the list of imports; values that somebody
// changed since stay. How many records.
std::int64_t undo_import(const registry::Registry& registry, storage::Write& write, const plans::Plan& plan,
                         const std::string& import_id);
std::string report_json(const Report& report, i18n::Language language);

// ---- account plans of a CRM as CSV files: AccountPlan, AccountPlanObjective, AccountPlanObjectiveMeasure
// and AccountPlanRelationship of Salesforce
using CrmFiles = std::vector<std::pair<std::string, std::string>>;  // name, bytes; a zip holds several
struct CrmOptions {
    std::string account_id;  // all of it belongs to this account; "" = as the file says
    std::string date_order, decimal;
    bool replace = false;   // what people wrote here gives way to the file
    bool only_all = false;  // refuse everything when a row is refused; else the good rows go in
    bool dry_run = false;
};
// For the command line: the report as text for people or as JSON, and what was refused as CSV.
struct CrmTold {
    bool good = true;  // no row was refused
    std::string text, faults;
};
CrmTold import_crm_files(registry::Registry& registry, const CrmFiles& files, const CrmOptions& options,
                         bool as_json);
// The files of these plans, in the order in which they are loaded.
CrmFiles export_crm(const registry::Registry& registry, storage::Read& read,
                    const std::vector<plans::Plan>& plans);

void offer(registry::Registry& registry);

}  // namespace kamino::exchange
