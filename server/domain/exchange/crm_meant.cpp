// Who and what the cells of account-plan files mean: accounts, colleagues, plans and objectives of ours.
#include "domain/exchange/crm_reading.h"
#include "domain/exchange/crm_text.h"
#include "domain/exchange/exchange.sql.h"
#include "platform/base/text.h"

namespace kamino::exchange {

using imports::SetRow;

std::vector<accounts::Account> CrmReading::accounts_meant(const std::string& text, bool is_id) {
    auto ids = plans::accounts_named(write_, text);
    if (ids.empty() && is_id && (text.size() == 15 || text.size() == 18)) {
        auto rows = write_.query(sql::list_accounts_of_id, {{"id", short_id(text)}});
        while (rows.next()) ids.push_back(rows.text(0));
    }
    std::vector<accounts::Account> seen;
    for (const auto& id : ids)
        if (auto account =
                storage::find<accounts::Account>(write_, id, auth::visible_accounts(actor_, "accounts.id")))
            seen.push_back(std::move(*account));
    return seen;
}

accounts::Account CrmReading::account_of(const SetRow& row) {
    if (!options_.account_id.empty() && plan_rows() == 1)
        return storage::load<accounts::Account>(write_, options_.account_id);
    for (const char* field : {"account_id", "account_name"}) {
        const auto text = unguarded(value(row, field));
        if (text.empty()) continue;
        const auto found = accounts_meant(text, std::string_view{field} == "account_id");
        if (found.size() > 1)
            throw Refused{column(row, field), text, "import.ambiguous_reference", {{"value", text}}};
        if (found.size() == 1) return found.front();
    }
    const char* field = value(row, "account_id").empty() ? "account_name" : "account_id";
    const auto text = value(row, field);
    if (text.empty()) throw Refused{"AccountId", "", "field.required"};
    throw Refused{column(row, field), text, "exchange.no_account", {{"value", text}}};
}

std::size_t CrmReading::plan_rows() const {
    std::size_t n = 0;
    for (const auto& f : files_)
        if (f.entity == "account_plans")
            n += static_cast<std::size_t>(
                std::count_if(f.rows.begin(), f.rows.end(), [](const SetRow& r) { return !r.skip; }));
    return n;
}

std::string CrmReading::user_of(const SetRow& row, Fields fields) {
    const char* named = nullptr;
    for (const char* field : fields) {
        const auto text = unguarded(value(row, field));
        if (text.empty()) continue;
        if (!named || std::string_view{named}.ends_with("_id")) named = field;
        auto rows = write_.query(sql::list_users_named, {{"folded", base::fold(text)}});
        if (rows.next()) return rows.text(0);
    }
    // An id alone says nothing to people, and users keep none of another program.
    if (named && !std::string_view{named}.ends_with("_id")) note(row, named, "exchange.no_user");
    return "";
}

PlanHere& CrmReading::here_of(const plans::Plan& plan, const std::string& key) {
    const auto [at, fresh] = plans_.try_emplace(plan.id);
    auto& here = at->second;
    if (fresh) {
        here.plan = plan;
        here.account = storage::load<accounts::Account>(write_, plan.account_id).name;
        here.writable = plan.status != "closed";
        here.links = links_of(write_, plan.id);
        for (const auto& [k, link] : here.links)
            if (link.entity == "plan") here.key = k;
    }
    if (!key.empty()) here.key = key;
    return here;
}

std::optional<plans::Plan> CrmReading::visible_plan(const std::string& id) {
    return storage::find<plans::Plan>(write_, id, auth::visible_accounts(actor_, "plans.account_id"));
}

PlanHere& CrmReading::plan_meant(const SetRow& row, const std::string& what) {
    if (const auto id = value(row, what + "_id"); !id.empty()) {
        const auto link = find_link(write_, short_id(id));
        const auto plan = link && link->entity == "plan" ? visible_plan(link->record_id) : std::nullopt;
        if (plan) return here_of(*plan, "");
    }
    if (const auto id = value(row, what + "_kamino_id"); !id.empty())
        if (const auto plan = visible_plan(id)) return here_of(*plan, "");
    if (const auto name = unguarded(value(row, what + "_name")); !name.empty()) {
        const auto named = names_.equal_range(base::squash(name));
        if (named.first != named.second && std::next(named.first) == named.second)
            return plans_.at(named.first->second);
    }
    for (const char* end : {"_id", "_kamino_id", "_name"})
        if (const auto text = value(row, what + end); !text.empty())
            throw Refused{column(row, what + end), text, "exchange.no_plan", {{"value", text}}};
    throw Refused{what == "plan" ? "AccountPlanId" : "RelatedAccountPlanId", "", "field.required"};
}

PlanHere* CrmReading::plan_known(const SetRow& row, const accounts::Account& account, const std::string& key,
                                 const std::string& status) {
    if (!key.empty())
        if (const auto link = find_link(write_, key); link && link->entity == "plan")
            if (const auto plan = visible_plan(link->record_id)) return &here_of(*plan, key);
    if (const auto own = value(row, "kamino_id"); !own.empty())
        if (const auto plan = visible_plan(own); plan && plan->account_id == account.id)
            return &here_of(*plan, key);
    if (status == "closed") return nullptr;
    const auto standing = plans::plan_of(write_, account.id);
    if (!standing || standing->status == "closed") return nullptr;
    auto& here = here_of(*standing, "");
    // It stands for another one of theirs already: an account has one open plan.
    if ((!here.key.empty() && !key.empty() && here.key != key) || here.taken.contains(standing->id))
        throw Refused{column(row, "account_id"), account.name, "plan.already_open"};
    if (!key.empty()) here.key = key;
    return &here;
}

plans::Objective CrmReading::objective_meant(const SetRow& row) {
    const auto scope = auth::visible_accounts(actor_, "plan_objectives.account_id");
    if (const auto id = value(row, "objective_id"); !id.empty())
        if (const auto link = find_link(write_, short_id(id)); link && link->entity == "plan_objective")
            if (auto o = storage::find<plans::Objective>(write_, link->record_id, scope)) return *o;
    if (const auto id = value(row, "objective_kamino_id"); !id.empty())
        if (auto o = storage::find<plans::Objective>(write_, id, scope)) return *o;
    if (const auto name = unguarded(value(row, "objective_name")); !name.empty()) {
        const auto named = objectives_.equal_range(base::squash(name));
        if (named.first != named.second && std::next(named.first) == named.second)
            return storage::load<plans::Objective>(write_, named.first->second);
    }
    for (const char* field : {"objective_id", "objective_kamino_id", "objective_name"})
        if (const auto text = value(row, field); !text.empty())
            throw Refused{column(row, field), text, "exchange.no_objective", {{"value", text}}};
    throw Refused{"AccountPlanObjectiveId", "", "field.required"};
}

}  // namespace kamino::exchange
