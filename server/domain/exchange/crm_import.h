// Account plans of a CRM, from one or several CSV files together, into plans of ours; and out again.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "domain/exchange/public.h"

namespace kamino::exchange {

// A row or a cell that was not taken. `kept`: the row went in, but what stands here now was left alone.
struct CrmFault {
    std::string file;
    std::int64_t line = 0;
    std::string column, value, key;
    Params params{};
    bool kept = false;
};

struct CrmFileReport {
    std::string name, entity, encoding;
    std::int64_t rows = 0, created = 0, updated = 0, unchanged = 0, skipped = 0, rejected = 0;
    std::vector<std::string> ignored;  // columns that say nothing to us
};
struct CrmQuestion {
    std::string file, kind, column;
    std::vector<std::string> samples;
};
struct CrmPlan {
    std::string id, account_id, account, outcome;  // outcome: created updated unchanged
};

struct CrmReport {
    std::string id;
    std::vector<CrmFileReport> files;
    std::int64_t entries = 0;  // rows of plans that text areas became
    std::vector<CrmPlan> plans;
    std::vector<CrmQuestion> questions;  // not empty: nothing else is known yet
    std::vector<CrmFault> faults;
    std::int64_t rejected() const;
};

// "Acme 2026", "Acme 2026–2027": what a plan without a name of its own is called in files.
std::string plan_name(const std::string& account, const plans::Plan& plan);
// Fault invalid with a field for every question that is open, unless it is a dry run; with one for every
// refused row when all were asked for.
CrmReport import_crm(registry::Registry& registry, const auth::Actor& actor, const std::string& door,
                     const CrmFiles& files, const CrmOptions& options);
std::string crm_report_json(const CrmReport& report, i18n::Language language);
// The refused rows as CSV: file, line, column, value, why.
std::string crm_faults_csv(const CrmReport& report, i18n::Language language);

struct PlanImport;
// What the import made goes to the bin, what it changed gets back what was there; rows that somebody changed
// since stay, and a plan that somebody worked on. How many records.
std::int64_t undo_crm(const registry::Registry& registry, storage::Write& write, const PlanImport& import);

void offer_crm(registry::Registry& registry);

}  // namespace kamino::exchange
