#include "domain/selection/portfolio_store.h"

#include <algorithm>

#include "domain/selection/model.h"

#include <algorithm>

#include "domain/selection/key.h"
#include "domain/selection/portfolio_store.sql.h"
#include "platform/storage/search_index.h"

namespace kamino::selection {
namespace {

// Runs a statement whose :ids is a list, in a few fixed sizes, so that the engines keep few prepared
// statements.
void for_ids(storage::Write& write, const storage::Sql& sql, const std::vector<std::string>& ids) {
    std::size_t at = 0;
    for (const std::size_t size : {256, 16, 1}) {
        std::string list;
        for (std::size_t i = 0; i < size; ++i) list += (i ? ", :i" : ":i") + std::to_string(i);
        std::string text{sql.text};
        for (auto from = text.find(":ids"); from != std::string::npos;
             from = text.find(":ids", from + list.size()))
            text.replace(from, 4, list);
        for (; ids.size() - at >= size; at += size) {
            storage::Args args;
            args.reserve(size);
            for (std::size_t i = 0; i < size; ++i) args.emplace_back("i" + std::to_string(i), ids[at + i]);
            write.execute({sql.name, text}, args);
        }
    }
}

}  // namespace

void refresh_accounts(storage::Write& write, const std::vector<std::string>& account_ids) {
    storage::change_words(write, PortfolioRow::entity(), account_ids, [&] {
        for_ids(write, sql::refresh_accounts, account_ids);
        for_ids(write, sql::forget_accounts, account_ids);
    });
    for_ids(write, sql::forget_scores, account_ids);
}

bool changes_score(storage::Read& read, const accounts::Account* before, const accounts::Account* after) {
    if (!before || !after || before->status != after->status || before->industry != after->industry ||
        before->employees != after->employees || before->annual_revenue != after->annual_revenue)
        return true;
    // Anything else matters only to a model that judges some accounts, or that has criteria of its own.
    if (describe::difference(accounts::Account::entity(), before, after).empty) return false;
    const auto models = load_models(read);
    return std::any_of(models.begin(), models.end(), [](const Model& model) {
        return !model.filter.empty() || std::any_of(model.rules.own.begin(), model.rules.own.end(),
                                                    [](const OwnCriterion& own) { return !own.judged; });
    });
}

void add_missing_accounts(storage::Write& write) {
    std::vector<std::string> missing;
    {
        auto rows = write.query(sql::list_missing);
        while (rows.next()) missing.push_back(rows.text(0));
    }
    refresh_accounts(write, missing);
}

std::vector<std::string> seen_accounts(storage::Read& read, const auth::Actor& actor,
                                       const std::string& filter_text, const describe::Reading& reading) {
    const auto scope = auth::visible_accounts(actor, "portfolio.id");
    const auto filter =
        describe::compile(PortfolioRow::entity(), describe::parse_filter(filter_text), "f", reading);
    std::string text = "SELECT portfolio.id FROM portfolio WHERE portfolio.deleted_at IS NULL";
    storage::Args args;
    for (const auto& condition : {scope.sql, filter.sql})
        if (!condition.empty()) text += " AND (" + condition + ")";
    for (const auto& v : scope.values) args.emplace_back(v.name, v.value);
    for (const auto& v : filter.values) args.emplace_back(v.name, v.value);
    std::vector<std::string> ids;
    auto rows = read.query({"selection.seen", text + " ORDER BY portfolio.id"}, args);
    while (rows.next()) ids.push_back(rows.text(0));
    return ids;
}

void refresh_owner(storage::Write& write, std::string_view user_id) {
    write.execute(sql::refresh_owner, {{"user", user_id}});
}

void set_plan(storage::Write& write, std::string_view account_id, const PlanState& state) {
    write.execute(sql::set_plan, {{"account", account_id},
                                  {"plan_id", state.plan_id},
                                  {"status", state.status},
                                  {"completeness", state.completeness},
                                  {"stage", state.stage}});
}

Keys::Keys(storage::Read& read) : by_list_(read.integer(sql::any_key).has_value()) {}

void set_key(storage::Write& write, std::string_view account_id, const std::string& key_state) {
    write.execute(sql::set_key, {{"account", account_id}, {"state", key_state}});
}

std::optional<PortfolioRow> portfolio_row(storage::Read& read, std::string_view account_id) {
    return storage::find<PortfolioRow>(read, account_id);
}

}  // namespace kamino::selection
