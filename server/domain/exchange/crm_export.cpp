// Plans as the CSV files of a Salesforce Data Loader: ids of theirs where an import knows them, ours beside.
#include <algorithm>
#include <set>

#include "domain/exchange/crm_import.h"
#include "domain/exchange/crm_plans.h"
#include "domain/exchange/crm_text.h"
#include "domain/exchange/links.h"
#include "platform/base/text.h"

namespace kamino::exchange {
namespace {

using Row = std::map<std::string, std::string>;

std::string cell(std::string text) {
    const bool number = base::to_double(text).has_value();
    return registry::csv_cell(std::move(text), number);
}

// One CSV file: fixed columns first, then those that only some plans have.
struct Sheet {
    std::string name;
    std::vector<std::string> columns;
    std::vector<Row> rows{};
    std::set<std::string> more{};

    std::string text() const {
        auto all = columns;
        all.insert(all.end(), more.begin(), more.end());
        std::string out;
        const auto line = [&](const auto& cell_of) {
            for (std::size_t i = 0; i < all.size(); ++i) out += (i ? "," : "") + cell(cell_of(all[i]));
            out += "\r\n";
        };
        line([](const std::string& column) { return column; });
        for (const auto& row : rows)
            line([&](const std::string& column) {
                const auto found = row.find(column);
                return found == row.end() ? std::string{} : found->second;
            });
        return out;
    }
};

const std::vector<Sheet>& empty_sheets() {
    static const std::vector<Sheet> sheets = [] {
        Sheet plan{"AccountPlan.csv",
                   {"Id", "Kamino_Id__c", "Name", "AccountId", "Account.Name", "Owner.Email", "StartDate",
                    "EndDate", "Status"}};
        for (const auto& a : profile_areas()) plan.columns.emplace_back(a.column);
        for (const auto& a : areas()) plan.columns.emplace_back(a.column);
        plan.columns.emplace_back("Notes");
        return std::vector<Sheet>{
            plan,
            {"AccountPlanObjective.csv",
             {"Id", "Kamino_Id__c", "AccountPlanId", "AccountPlan.Kamino_Id__c", "Name", "Description",
              "StartDate", "EndDate", "Status", "ObjectiveOwner.Email"}},
            {"AccountPlanObjectiveMeasure.csv",
             {"Id", "Kamino_Id__c", "AccountPlanObjectiveId", "AccountPlanObjective.Kamino_Id__c", "Name",
              "ValueType", "TargetValue", "CurrentValue", "CurrencyIsoCode"}},
            {"AccountPlanRelationship.csv",
             {"Id", "AccountPlanId", "AccountPlan.Kamino_Id__c", "RelatedAccountPlanId",
              "RelatedAccountPlan.Kamino_Id__c"}}};
    }();
    return sheets;
}

class CrmWriting {
  public:
    CrmWriting(const registry::Registry& registry, storage::Read& read)
        : registry_(registry), read_(read), sheets_(empty_sheets()) {}

    void add(const plans::Plan& plan) {
        links_ = links_of(read_, plan.id);
        by_record_.clear();
        for (const auto& [key, link] : links_) by_record_.emplace(link.record_id, &link);
        plan_ = &plan;
        plan_row();
        for (const auto& o : rows("plan_objective")) objective_row(static_cast<const plans::Objective&>(*o));
        relationships();
    }

    CrmFiles files() const {
        CrmFiles all;
        for (const auto& sheet : sheets_) all.emplace_back(sheet.name, sheet.text());
        return all;
    }

  private:
    std::vector<describe::RecordPtr> rows(std::string_view entity) {
        storage::ListQuery query;
        query.filter = "plan_id = \"" + plan_->id + "\"";
        query.limit = 1000;
        query.sort = "created_at";
        return std::move(storage::list_records(read_, *registry_.at(entity).entity, query).items);
    }
    static std::string text(const describe::Entity& e, const describe::Record& r, std::string_view field) {
        return describe::get_text(e.at(field), r);
    }
    std::string email_of(const std::optional<std::string>& user) {
        if (!user) return "";
        const auto& e = *registry_.at("user").entity;
        const auto record = storage::find_record(read_, e, *user);
        return record ? text(e, *record, "email") : "";
    }
    // Their id of a record; `measure` parts an objective from what measures it.
    std::string their_id(const std::string& record, bool measure = false) const {
        const auto range = by_record_.equal_range(record);
        for (auto at = range.first; at != range.second; ++at)
            if (!at->second->external_id.empty() && at->second->key.starts_with("measure:") == measure)
                return at->second->external_id;
        return "";
    }

    void plan_row() {
        const auto account = storage::load<accounts::Account>(read_, plan_->account_id);
        Row row{{"Id", their_id(plan_->id)},
                {"Kamino_Id__c", plan_->id},
                {"Name", plan_name(account.name, *plan_)},
                {"AccountId", account.external_id},
                {"Account.Name", account.name},
                {"Owner.Email", email_of(plan_->owner_id)},
                {"Status", plan_->status == "closed"   ? "Inactive"
                           : plan_->status == "active" ? "Active"
                                                       : "Not Started"}};
        if (plan_->starts_on) row["StartDate"] = plan_->starts_on->to_text();
        if (plan_->ends_on) row["EndDate"] = plan_->ends_on->to_text();
        if (const auto name = links_.find(key_of_name()); name != links_.end()) {
            const auto& e = *registry_.at("plan_source").entity;
            if (const auto source = storage::find_record(read_, e, name->second.record_id))
                row["Name"] = text(e, *source, "title");
        }
        profile(row);
        entries(row);
        sheets_[0].rows.push_back(std::move(row));
    }

    std::string key_of_name() const {
        for (const auto& [key, link] : links_)
            if (link.entity == "plan_source" && key.ends_with("#name")) return key;
        return "";
    }

    void profile(Row& row) {
        const auto& e = *registry_.at("plan_profile_entry").entity;
        for (const auto& r : rows(e.name))
            for (const auto& area : profile_areas())
                if (text(e, *r, "key") == area.key) row[area.column] = text(e, *r, "text");
    }

    void entries(Row& row) {
        std::map<std::string, std::vector<std::string>> items;
        for (const auto* entity : {"plan_swot_item", "plan_competitor", "plan_insight"}) {
            const auto& e = *registry_.at(entity).entity;
            for (const auto& r : rows(entity)) {
                const auto evidence = text(e, *r, "evidence");
                if (e.find("kind") == nullptr) {
                    const bool said = !evidence.starts_with(origin_of(""));
                    items["AccountCompetitors"].push_back(
                        named_text({text(e, *r, "name"), said ? evidence : ""}));
                    continue;
                }
                if (evidence == "Salesforce AccountPlanRelationship") continue;
                place(row, items, entity, text(e, *r, "kind"), text(e, *r, "text"), evidence);
            }
        }
        for (const auto& [column, list] : items) row[column] = area_of(list);
    }

    // The column that the entry came from, else the one that is for its kind, else the notes.
    void place(Row& row, std::map<std::string, std::vector<std::string>>& items, std::string_view entity,
               const std::string& kind, const std::string& text, const std::string& evidence) {
        const Area* own = nullptr;
        for (const auto& area : areas())
            if (area.entity == entity && area.kind == kind && (!own || evidence == origin_of(area.column)))
                own = &area;
        if (own) return items[own->column].push_back(text);
        const auto from = evidence.starts_with(origin_of("")) ? evidence.substr(origin_of("").size()) : "";
        if (from.empty() || from == "Notes" || !text.starts_with(from + ": "))
            return items["Notes"].push_back(text);
        auto& cell = row[from];
        cell += (cell.empty() ? "" : " ") + text.substr(from.size() + 2);
        sheets_[0].more.insert(from);
    }

    // An objective that only holds a second measure of another one goes out as that measure.
    const Link* beside(const std::string& id) const {
        const auto range = by_record_.equal_range(id);
        for (auto at = range.first; at != range.second; ++at)
            if (at->second->said.contains("_objective")) return at->second;
        return nullptr;
    }

    void objective_row(const plans::Objective& o) {
        if (const auto* link = beside(o.id)) {
            const auto& parent = link->said.at("_objective");
            return measure_row(o, parent.is_string() ? std::string{parent.get_string()} : "", "");
        }
        auto [words, lines] = without_lines(o.note);
        Row row{{"Id", their_id(o.id)},
                {"Kamino_Id__c", o.id},
                {"AccountPlanId", their_id(plan_->id)},
                {"AccountPlan.Kamino_Id__c", plan_->id},
                {"Name", o.title},
                {"Status", o.status == "draft"    ? "New"
                           : o.status == "agreed" ? "In Progress"
                                                  : "Closed"},
                {"ObjectiveOwner.Email", email_of(o.owner_id)}};
        if (o.due_on) row["EndDate"] = o.due_on->to_text();
        for (const auto& [name, text] : lines) {
            row[name] = text;
            if (name != "StartDate" && name != "Status") sheets_[1].more.insert(name);
        }
        if (o.status == "dropped") words = with_lines(words, {{std::string{kamino_line}, "dropped"}});
        row["Description"] = words;
        sheets_[1].rows.push_back(std::move(row));
        if (!o.metric.empty()) measure_row(o, their_id(o.id), o.id);
    }

    void measure_row(const plans::Objective& o, const std::string& parent, const std::string& own_parent) {
        const auto number = [](const std::optional<double>& n) { return n ? base::number_text(*n) : ""; };
        const bool money = o.unit.size() == 3 && currency_exponent(o.unit);
        sheets_[2].rows.push_back({{"Id", their_id(o.id, true)},
                                   {"Kamino_Id__c", o.id},
                                   {"AccountPlanObjectiveId", parent},
                                   {"AccountPlanObjective.Kamino_Id__c", own_parent},
                                   {"Name", o.metric},
                                   {"ValueType", money           ? "Currency"
                                                 : o.unit == "%" ? "Percent"
                                                                 : "Number"},
                                   {"TargetValue", number(o.target)},
                                   {"CurrentValue", number(o.baseline)},
                                   {"CurrencyIsoCode", money ? o.unit : ""}});
    }

    void relationships() {
        for (const auto& [key, link] : links_) {
            const auto* related = link.said.if_contains("_related");
            if (!related || !related->is_string()) continue;
            const std::string id{related->get_string()};
            std::string theirs;
            for (const auto& [k, l] : links_of(read_, id))
                if (l.entity == "plan") theirs = l.external_id;
            sheets_[3].rows.push_back({{"Id", link.external_id},
                                       {"AccountPlanId", their_id(plan_->id)},
                                       {"AccountPlan.Kamino_Id__c", plan_->id},
                                       {"RelatedAccountPlanId", theirs},
                                       {"RelatedAccountPlan.Kamino_Id__c", id}});
        }
    }

    const registry::Registry& registry_;
    storage::Read& read_;
    std::vector<Sheet> sheets_;
    const plans::Plan* plan_ = nullptr;
    std::map<std::string, Link> links_;
    std::multimap<std::string, const Link*> by_record_;
};

}  // namespace

CrmFiles export_crm(const registry::Registry& registry, storage::Read& read,
                    const std::vector<plans::Plan>& plans) {
    CrmWriting writing{registry, read};
    for (const auto& plan : plans) writing.add(plan);
    return writing.files();
}

}  // namespace kamino::exchange
