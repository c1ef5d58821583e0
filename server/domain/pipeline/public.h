// Opportunities: what we may win, in stages that the workspace defines; every change of stage is kept.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "domain/accounts/public.h"
#include "domain/people/public.h"
#include "domain/sales/public.h"

namespace kamino::pipeline {

struct Stage : describe::Record {
    std::string key, name, outcome = "open";  // open won lost
    std::int64_t position = 0, probability = 0;
    static const describe::Entity& entity();
};

struct Opportunity : describe::Record {
    std::string account_id, external_id, name, stage;
    std::optional<Money> amount;
    std::optional<std::int64_t> probability;  // 0..100; the stage's when nobody set it
    std::optional<Date> close_on, opened_on;
    std::optional<std::string> owner_id, product_id;
    std::vector<std::string> product_line_ids, person_ids, competitors;
    std::string initiative, next_step, lost_reason, outcome = "open";  // outcome follows the stage
    static const describe::Entity& entity();
};

// A change of stage; made by the system when an opportunity is saved with another stage, or imported.
struct StageChange : describe::Record {
    std::string opportunity_id, account_id, stage, from_stage;
    Instant changed_at;
    std::optional<Money> amount;
    static const describe::Entity& entity();
};

// In minor units of the workspace currency, per account; weighted = amount × probability.
struct AccountPipeline {
    std::string account_id;
    std::int64_t open_minor = 0, weighted_minor = 0, won_12m_minor = 0;
    int open_count = 0, won_count = 0, lost_count = 0;
};
std::vector<AccountPipeline> account_pipelines(storage::Read& read, Date as_of);
std::optional<AccountPipeline> account_pipeline(storage::Read& read, std::string_view account_id, Date as_of);

// Won opportunities, in the order of accounts and closing days; in minor units of the workspace's currency at
// the rate of the closing month's last day.
struct WonDeal {
    std::string account_id;
    Date closed_on;
    std::int64_t amount_minor = 0;
};
std::vector<WonDeal> won_deals(storage::Read& read);

struct Events {
    std::vector<std::function<void(storage::Write&, const std::vector<std::string>& account_ids)>> changed;
};
Events& events();

void offer(registry::Registry& registry);

}  // namespace kamino::pipeline
