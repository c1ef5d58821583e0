#include "domain/exchange/crm_reading.h"

#include <algorithm>

#include "domain/exchange/crm_text.h"
#include "platform/base/text.h"

namespace kamino::exchange {

using boost::json::object;
using imports::SetRow;

namespace {

Said said_of_name(const SetRow& row, const std::string& name) {
    Said said{"plan_source", "#name", column(row, "name"), {{"title", pieces_of(name, 300)[0]}}};
    said.first = {{"kind", "other"}, {"note", "Salesforce AccountPlan " + value(row, "external_id")}};
    return said;
}

}  // namespace

bool CrmReading::run() {
    each("account_plans", [this](const SetRow& row) { return plan_row(row); });
    each("account_plan_objectives", [this](const SetRow& row) { return objective_row(row); });
    each("account_plan_measures", [this](const SetRow& row) { return measure_row(row); });
    each("account_plan_relationships", [this](const SetRow& row) { return relationship_row(row); });
    for (auto& [id, here] : plans_) {
        if (here.outcome != Outcome::unchanged) plans::refresh_score(write_, id);
        const char* outcome = here.made                            ? "created"
                              : here.outcome == Outcome::unchanged ? "unchanged"
                                                                   : "updated";
        report_.plans.push_back({id, here.plan.account_id, here.account, outcome});
    }
    return writer_.links_added() > 0 || std::any_of(plans_.begin(), plans_.end(), [](const auto& p) {
               return p.second.made || p.second.outcome != Outcome::unchanged;
           });
}

void CrmReading::each(std::string_view entity, const std::function<Outcome(const SetRow&)>& take) {
    for (std::size_t i = 0; i < files_.size(); ++i) {
        if (files_[i].entity != entity) continue;
        file_ = &report_.files[i];
        for (const auto& row : files_[i].rows) take_row(row, take);
    }
}

void CrmReading::take_row(const SetRow& row, const std::function<Outcome(const SetRow&)>& take) {
    line_ = row.line;
    ++file_->rows;
    const auto before = report_.faults.size();
    auto outcome = Outcome::refused;
    try {
        if (row.skip) throw Skipped{};
        outcome = take(row);
    } catch (const Skipped&) {
        ++file_->skipped;
        return;
    } catch (const Refused& why) {
        report_.faults.resize(before);
        report_.faults.push_back(
            {file_->name, line_, why.column, why.value.substr(0, 400), why.key, why.params});
    }
    ++(outcome == Outcome::created     ? file_->created
       : outcome == Outcome::updated   ? file_->updated
       : outcome == Outcome::unchanged ? file_->unchanged
                                       : file_->rejected);
}

void CrmReading::note(const SetRow& row, const char* field, const char* key) {
    const auto text = value(row, field).substr(0, 400);
    report_.faults.push_back({file_->name, line_, column(row, field), text, key, {{"value", text}}, true});
}

PlanWriter::Put CrmReading::put(PlanHere& here, const Said& said, object extra,
                                const std::string& external_id) {
    std::vector<CrmFault> faults;
    const auto done = writer_.put(here, said, faults, std::move(extra), external_id);
    for (auto& f : faults) {
        f.file = file_->name;
        f.line = line_;
        report_.faults.push_back(std::move(f));
    }
    return done;
}

Said CrmReading::said_of_members(const SetRow& row) {
    Said said{"plan", short_id(value(row, "external_id")), column(row, "name"), {}};
    for (const char* field : {"starts_on", "ends_on"}) {
        const auto date = value(row, field);
        if (!date.empty() && !Date::parse(date)) throw Refused{column(row, field), date, "field.bad_date"};
        if (!date.empty()) said.values[field] = date;
        said.columns.emplace(field, column(row, field));
    }
    if (const auto owner = user_of(row, {"owner_id", "owner_email", "owner_name"}); !owner.empty())
        said.values["owner_id"] = owner;
    for (const char* field : {"owner_email", "owner_name", "owner_id"})
        if (!column(row, field).empty()) said.columns.emplace("owner_id", column(row, field));
    said.columns.emplace("status", column(row, "status"));
    const auto status = value(row, "status");
    if (const auto ours = plan_status(status); !ours.empty())
        said.values["status"] = ours;
    else if (!status.empty())
        note(row, "status", "exchange.unknown_status");
    const auto starts = value(row, "starts_on"), ends = value(row, "ends_on");
    if (!starts.empty() && !ends.empty() && ends < starts)
        throw Refused{column(row, "ends_on"), ends, "plan.ends_before_start"};
    return said;
}

PlanHere& CrmReading::make_plan(const accounts::Account& account, const Said& said, const std::string& key) {
    plans::Plan wanted;
    wanted.account_id = account.id;
    const auto& e = plans::Plan::entity();
    auto faults = describe::read_json(e, said.values, wanted, true);
    if (faults.empty()) {
        const auto& check = registry_.at("plan").check;
        if (check) check(write_, actor_, nullptr, wanted, faults);
    }
    if (!faults.empty()) throw Refused{said.column, "", faults[0].key, faults[0].params};
    if (!wanted.owner_id && !account.owner_id && !actor_.user_id.empty()) wanted.owner_id = actor_.user_id;
    const auto plan = plans::start_plan(write_, account, wanted, i18n::language_of(settings_.language));
    if (plan.status == "closed") forget_drafts(plan.id);
    auto& here = here_of(plan, key);
    here.made = here.writable = true;
    return here;
}

void CrmReading::forget_drafts(const std::string& plan_id) {
    storage::ListQuery query;
    query.filter = "plan_id = \"" + plan_id + "\"";
    query.limit = 1000;
    for (const auto& before : storage::list<plans::Section>(write_, query)) {
        auto after = before;
        after.body.clear();
        after.facts.json = after.draft.json = "{}";
        after.drafted_at.reset();
        storage::update_record(write_, plans::Section::entity(), before, after);
    }
    for (auto& objective : storage::list<plans::Objective>(write_, query))
        storage::delete_record(write_, plans::Objective::entity(), objective);
}

Outcome CrmReading::plan_row(const SetRow& row) {
    const auto key = short_id(value(row, "external_id"));
    if (!key.empty() && !seen_.insert(key).second)
        throw Refused{column(row, "external_id"), key, "import.repeated_row"};
    const auto account = account_of(row);
    if (!options_.account_id.empty() && account.id != options_.account_id) throw Skipped{};
    const auto members = said_of_members(row);
    auto* here = plan_known(row, account, key, plan_status(value(row, "status")));
    const bool fresh = !here;
    if (fresh) here = &make_plan(account, members, key);
    auto outcome = fresh ? Outcome::created : Outcome::unchanged;
    const auto take = [&](const Said& said, const std::string& external_id = {}) {
        const auto done = put(*here, said, {}, external_id).outcome;
        const bool entry = said.entity != "plan";
        report_.entries += entry && done == Outcome::created;
        if (outcome == Outcome::unchanged && (done == Outcome::created || done == Outcome::updated))
            outcome = Outcome::updated;
        if (done == Outcome::refused) outcome = Outcome::refused;
    };
    take(members, value(row, "external_id"));
    const auto name = unguarded(value(row, "name"));
    names_.emplace(base::squash(name), here->plan.id);
    for (const auto& said : said_of_plan(row)) take(said);
    if (!name.empty() && name != plan_name(account.name, here->plan)) take(said_of_name(row, name));
    return outcome;
}

}  // namespace kamino::exchange
