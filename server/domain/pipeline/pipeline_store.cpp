#include "domain/pipeline/pipeline_store.h"

#include <map>

#include "domain/pipeline/pipeline_store.sql.h"
#include "domain/workspace/public.h"

namespace kamino::pipeline {
namespace {

// Converts to the workspace currency at the rate of one day; amounts of a currency without a rate count as 0.
class Converter {
  public:
    Converter(storage::Read& read, Date on)
        : read_(read), on_(on), target_(workspace::settings(read).currency) {}

    std::int64_t operator()(std::int64_t minor, const std::string& currency) {
        if (currency.empty() || currency == target_) return minor;
        auto [rate, fresh] = rates_.try_emplace(currency);
        if (fresh) rate->second = workspace::rate_e9(read_, currency, on_);
        if (!rate->second) return 0;
        return convert_minor(minor, currency_exponent(currency).value_or(2),
                             currency_exponent(target_).value_or(2), *rate->second)
            .value_or(0);
    }

  private:
    storage::Read& read_;
    Date on_;
    std::string target_;
    std::map<std::string, std::optional<std::int64_t>> rates_;
};

struct OpenSum {
    std::string account, currency;
    std::int64_t sum, weighted, count;
};
struct ClosedSum {
    std::string account, currency, outcome;
    std::int64_t sum, count;
};

std::vector<AccountPipeline> pipelines(storage::Read& read, std::string_view account, Date as_of) {
    std::vector<OpenSum> open;
    auto rows = read.query(sql::list_open_sums, {{"account", account}});
    while (rows.next())
        open.push_back({rows.text(0), rows.maybe_text(1).value_or(""), rows.maybe_integer(2).value_or(0),
                        rows.maybe_integer(3).value_or(0), rows.integer(4)});
    std::vector<ClosedSum> closed;
    auto ended = read.query(sql::list_closed_sums,
                            {{"account", account}, {"since", as_of.plus_months(-12)}, {"as_of", as_of}});
    while (ended.next())
        closed.push_back({ended.text(0), ended.maybe_text(1).value_or(""), ended.text(2), ended.integer(3),
                          ended.integer(4)});
    Converter convert{read, as_of};
    std::map<std::string, AccountPipeline> all;
    for (const auto& s : open) {
        auto& p = all[s.account];
        p.open_minor += convert(s.sum, s.currency);
        p.weighted_minor += convert(s.weighted / 100, s.currency);
        p.open_count += static_cast<int>(s.count);
    }
    for (const auto& s : closed) {
        auto& p = all[s.account];
        if (s.outcome == "won") p.won_12m_minor += convert(s.sum, s.currency);
        (s.outcome == "won" ? p.won_count : p.lost_count) += static_cast<int>(s.count);
    }
    std::vector<AccountPipeline> result;
    for (auto& [id, p] : all) {
        p.account_id = id;
        result.push_back(std::move(p));
    }
    return result;
}

}  // namespace

std::optional<Stage> find_stage(storage::Read& read, std::string_view key_or_name) {
    const auto id = read.text(sql::find_stage, {{"label", key_or_name}});
    return id ? storage::find<Stage>(read, *id) : std::nullopt;
}

bool is_stage_in_use(storage::Read& read, std::string_view key) {
    return read.integer(sql::is_stage_in_use, {{"key", key}}).has_value();
}

std::set<std::string> set_outcome_of_stage(storage::Write& write, std::string_view key,
                                           std::string_view outcome) {
    std::vector<std::string> ids;
    {
        auto rows = write.query(sql::list_of_other_outcome, {{"key", key}, {"outcome", outcome}});
        while (rows.next()) ids.push_back(rows.text(0));
    }
    std::set<std::string> accounts;
    for (const auto& id : ids) {
        const auto before = storage::find_record(write, Opportunity::entity(), id, {}, true);
        if (!before) continue;
        auto after = static_cast<const Opportunity&>(*before);
        after.outcome = outcome;
        storage::update_record(write, Opportunity::entity(), *before, after);
        accounts.insert(after.account_id);
    }
    return accounts;
}

bool find_external(storage::Read& read, std::string_view external_id, std::string_view except_id) {
    return read.integer(sql::find_external, {{"external_id", external_id}, {"except", except_id}})
        .has_value();
}

std::string last_stage(storage::Read& read, std::string_view opportunity_id) {
    return read.text(sql::last_stage, {{"id", opportunity_id}}).value_or("");
}

std::vector<AccountPipeline> account_pipelines(storage::Read& read, Date as_of) {
    return pipelines(read, "", as_of);
}

std::vector<WonDeal> won_deals(storage::Read& read) {
    struct Amount {
        std::int64_t minor;
        std::string currency;
    };
    std::vector<WonDeal> deals;
    std::vector<Amount> amounts;
    {
        auto rows = read.query(sql::list_won);
        while (rows.next()) {
            deals.push_back({rows.text(0), rows.maybe_date(1).value_or(Date{}), 0});
            amounts.push_back({rows.maybe_integer(2).value_or(0), rows.maybe_text(3).value_or("")});
        }
    }
    std::map<Date, Converter> by_month;
    for (std::size_t i = 0; i < deals.size(); ++i) {
        const auto last_day = deals[i].closed_on.month_start().plus_months(1).plus_days(-1);
        auto& convert = by_month.try_emplace(last_day, read, last_day).first->second;
        deals[i].amount_minor = convert(amounts[i].minor, amounts[i].currency);
    }
    return deals;
}

std::optional<AccountPipeline> account_pipeline(storage::Read& read, std::string_view account_id,
                                                Date as_of) {
    auto all = pipelines(read, account_id, as_of);
    return all.empty() ? std::nullopt : std::optional{std::move(all[0])};
}

}  // namespace kamino::pipeline
