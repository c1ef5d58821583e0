// Selection: which accounts deserve attention, and why. The model (criteria with weights), a score and a
// class A–E for every account, judgements and classes set by people, and the portfolio: one row per account
// with all that the lists show, so that any sort or filter is one statement on one index.
//
// Classes (SEL-5) as shipped; limits and table are the workspace's to change (class_rules.h):
//   A structural, significant, growing     B structural, significant, saturated
//   C structural but modest, or significant once     D modest, once     E no revenue possible
// structural = bought in at least 4 of the last 12 months; significant = among the accounts that make the
// first 80 % of the revenue of 12 months; growing = +5 % on the year before, or potential at least 25 % above
// what they buy. Who buys nothing is classed by potential: C when it would be significant, D when it is
// smaller, E when there is none; "" while nothing is known.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "domain/accounts/public.h"

namespace kamino::selection {

// The read model behind GET /api/v1/portfolio; id = the account's. Amounts are in the workspace's currency.
// created_at and updated_at are the account's; version counts changes of this row.
struct PortfolioRow : describe::Record {
    std::string name, status, industry, city, region, country, external_id, owner_name;
    std::optional<std::string> owner_id, parent_id, plan_id;
    std::vector<std::string> tags;
    std::optional<std::int64_t> employees;
    describe::Document custom;  // the workspace's own fields
    std::string class_;         // "A" … "E"; "" = not classed yet; what people set goes before the rule
    std::string class_source;   // "rule", "person" or ""
    std::string rule_class;     // what the rule says
    double score = 0;           // 0..100
    Money revenue_12m, revenue_prev_12m, margin_12m, potential, open_pipeline, won_12m;
    std::optional<double> growth;  // ratio: 0.1 = +10 %; absent without revenue in the year before
    std::optional<Instant> last_interaction_at;
    std::optional<Date> last_purchase_on;
    std::string plan_status;       // "" = no plan
    double plan_completeness = 0;  // 0..100
    std::string
        key_state;  // "active" or "probation" on the key list, "prospect" on the focus list, "" on none
    static const describe::Entity& entity();
};

std::optional<PortfolioRow> portfolio_row(storage::Read& read, std::string_view account_id);

// ---- for the plans vertical: what the portfolio shows of the account's plan
// ------------------------------------------
struct PlanState {
    std::optional<std::string> plan_id;  // nullopt: no plan
    std::string status;                  // "draft", "active", "closed"; "" without a plan
    double completeness = 0;             // 0..100
    std::string stage{};                 // as Plan::stage; "" without a plan
};
void set_plan(storage::Write& write, std::string_view account_id, const PlanState& state);

// ---- for the programme: where an account stands on its lists (PortfolioRow::key_state)
void set_key(storage::Write& write, std::string_view account_id, const std::string& key_state);

// ---- what main/compose.cpp subscribes
// --------------------------------------------------------------------------------- Copies accounts (and
// owners' names) into the portfolio: after every save, in the same transaction.
void refresh_accounts(storage::Write& write, const std::vector<std::string>& account_ids);
void refresh_owner(storage::Write& write, std::string_view user_id);
// True when the account came, went, or changed in what the score or the models' filters look at.
bool changes_score(storage::Read& read, const accounts::Account* before, const accounts::Account* after);
// Scores and classes all accounts again, soon, in one job however often it is asked for.
void rescore_later(registry::Registry& registry, storage::Write& write);
// Small workspaces see the new scores with the answer, large ones by that job.
void rescore_soon(registry::Registry& registry, storage::Write& write);

// Scores and classes all accounts now and writes what differs.
struct RunResult {
    std::optional<Date> as_of;  // the last booked day; nullopt without sales
    std::int64_t accounts = 0, changed = 0;
};
// `reading`: registry::Registry::reading, for models that judge a group.
RunResult rescore(storage::Write& write, const describe::Reading& reading = {});

// ---- for the groups: who is in one has changed; the name of a model that judges it
void group_changed(registry::Registry& registry, storage::Write& write, const std::string& group_id);
std::optional<std::string> model_of_group(storage::Read& read, std::string_view group_id);

void offer(registry::Registry& registry);

}  // namespace kamino::selection
