#include "domain/exchange/crm_import.h"

#include "domain/exchange/crm_reading.h"
#include "domain/exchange/crm_text.h"
#include "platform/base/id.h"

namespace kamino::exchange {
namespace {

using imports::SetFile;

struct RolledBack {};

imports::SetOptions set_options(const CrmOptions& options) {
    return {options.date_order,
            options.decimal,
            {"starts_on", "ends_on", "dated_on"},
            {"target", "target_currency", "target_number", "target_percent", "current", "current_currency",
             "current_number", "current_percent"}};
}

std::vector<SetFile> read_all(const CrmFiles& files, const CrmOptions& options, CrmReport& report) {
    std::vector<SetFile> all;
    for (const auto& [name, bytes] : files)
        for (auto& file : imports::read_set(name, bytes, set_options(options)))
            all.push_back(std::move(file));
    for (const auto& file : all) {
        report.files.push_back({file.name, file.entity, file.encoding, 0, 0, 0, 0, 0, 0, file.ignored});
        for (const auto& q : file.questions)
            report.questions.push_back({file.name, q.kind, q.column, q.samples});
    }
    return all;
}

void require_answers(const CrmReport& report) {
    std::vector<FieldFault> open;
    for (const auto& q : report.questions)
        open.push_back(
            {"/questions/" + q.file + "/" + q.column, "import.open_questions", {{"column", q.column}}});
    if (!open.empty()) throw invalid_fields(std::move(open));
}

void keep(storage::Write& write, const auth::Actor& actor, const CrmReport& report, PlanImport& import) {
    const PlanImport before = import;
    std::set<std::string> accounts;
    for (const auto& p : report.plans)
        if (p.outcome != "unchanged") accounts.insert(p.account_id);
    import.account_ids.assign(accounts.begin(), accounts.end());
    import.result.json = crm_report_json(report, actor.language);
    storage::update_record(write, PlanImport::entity(), before, import);
}

PlanImport begin(storage::Write& write, const auth::Actor& actor, const CrmReport& report) {
    PlanImport import;
    import.id = report.id;
    for (const auto& f : report.files) import.name += (import.name.empty() ? "" : ", ") + f.name;
    if (import.name.size() > 900) import.name.resize(900);
    if (!actor.user_id.empty()) import.user_id = actor.user_id;
    storage::insert_record(write, PlanImport::entity(), import);
    return import;
}

}  // namespace

std::int64_t CrmReport::rejected() const {
    std::int64_t n = 0;
    for (const auto& f : files) n += f.rejected;
    return n;
}

std::string plan_name(const std::string& account, const plans::Plan& plan) {
    std::string name = account;
    if (plan.starts_on) name += " " + std::to_string(plan.starts_on->year());
    if (plan.starts_on && plan.ends_on && plan.ends_on->year() != plan.starts_on->year())
        name += "–" + std::to_string(plan.ends_on->year());
    return pieces_of(name, 255)[0];
}

CrmReport import_crm(registry::Registry& registry, const auth::Actor& actor, const std::string& door,
                     const CrmFiles& files, const CrmOptions& options) {
    CrmReport fresh;
    fresh.id = base::new_id();
    const auto read = read_all(files, options, fresh);
    if (!fresh.questions.empty() && options.dry_run) return fresh;
    require_answers(fresh);
    CrmReport report;
    try {
        registry.database().write({actor.user_id, door, fresh.id}, [&](storage::Write& w) {
            report = fresh;  // the engine may run this again
            if (!options.account_id.empty() &&
                !storage::find<accounts::Account>(w, options.account_id,
                                                  auth::visible_accounts(actor, "accounts.id")))
                throw invalid_field("/account_id", "field.bad_reference", {{"entity", "account"}});
            auto import = begin(w, actor, report);
            const bool changed = CrmReading{registry, w, actor, read, options, report}.run();
            if (!changed) report.id.clear();
            if (options.dry_run || !changed || (options.only_all && report.rejected() > 0))
                throw RolledBack{};
            keep(w, actor, report, import);
        });
    } catch (const RolledBack&) {
        if (options.dry_run || !options.only_all || report.rejected() == 0) return report;
        std::vector<FieldFault> refused;
        for (const auto& f : report.faults)
            if (!f.kept)
                refused.push_back(
                    {"/" + f.file + "/" + std::to_string(f.line) + (f.column.empty() ? "" : "/" + f.column),
                     f.key, f.params});
        throw invalid_fields(std::move(refused));
    }
    return report;
}

}  // namespace kamino::exchange
