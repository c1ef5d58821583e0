#include "domain/groups/groups_store.h"

#include <boost/json.hpp>

#include "domain/groups/groups_store.sql.h"
#include "domain/workspace/public.h"

namespace kamino::groups {
namespace {

// So few matches are sorted; more are met soon on a walk by revenue. SQLite cannot guess.
constexpr std::int64_t few = 2'000;
constexpr std::size_t conditions_at_once = 40;

describe::Reading calendar(storage::Read& read) {
    describe::Reading reading;
    reading.fiscal_start_month = [&read] { return workspace::settings(read).fiscal_year_start_month; };
    return reading;
}

void add(storage::Args& args, const std::vector<describe::NamedValue>& values) {
    for (const auto& v : values) args.emplace_back(v.name, v.value);
}

std::string or_true(const std::string& sql) {
    return sql.empty() ? "(1 = 1)" : "(" + sql + ")";
}

}  // namespace

describe::Condition condition_of(storage::Read& read, const boost::json::value& rule, bool strict,
                                 std::string_view prefix) {
    std::vector<FieldFault> faults;
    const auto filter = filter_of(rule, custom_fields(read), strict, faults);
    if (!faults.empty()) throw invalid_fields(std::move(faults));
    return describe::compile(selection::PortfolioRow::entity(), filter, prefix, calendar(read));
}

describe::Condition members_of(storage::Read& read, std::string_view group_id, std::string_view prefix) {
    std::string rule;
    {
        auto rows = read.query(sql::find_group, {{"group", group_id}});
        if (!rows.next())
            throw invalid("request.bad_filter",
                          {{"at", "group"}, {"why", "filter.group"}, {"value", std::string{group_id}}});
        if (rows.is_null(1)) rule = rows.text(0);
    }
    if (!rule.empty()) return condition_of(read, base::parse_json(rule), false, prefix);
    const auto name = std::string{prefix} + "g";
    return {
        "portfolio.id IN (SELECT m.account_id FROM account_group_members m WHERE m.group_id = :" + name + ")",
        {{name, std::string{group_id}}}};
}

describe::Reading reading(storage::Read& read) {
    auto all = calendar(read);
    all.expand = [&read](std::string_view, std::string_view id, std::string_view prefix) {
        return members_of(read, id, prefix);
    };
    all.find_member = [&read](const describe::Entity& entity, std::string_view field,
                              std::string_view member) -> std::optional<describe::Member> {
        if (field != "custom") return describe::Member{};
        // The portfolio shows the accounts' own fields.
        const bool of_account = &entity == &selection::PortfolioRow::entity();
        return workspace::find_custom_field(read, of_account ? accounts::Account::entity().name : entity.name,
                                            member);
    };
    return all;
}

Where::Where(storage::Read& read, const auth::Actor& actor) : Where(read, actor, describe::Condition{}) {}

Where::Where(storage::Read& read, const auth::Actor& actor, const describe::Condition& condition) {
    const auto scope = auth::visible_accounts(actor, "portfolio.id");
    std::string all, each;
    for (const auto& [plain, walked] :
         {std::pair{scope.sql, scope.each}, std::pair{condition.sql, condition.sql}}) {
        if (plain.empty()) continue;
        all += " AND (" + plain + ")";
        each += (each.empty() ? "(" : " AND (") + walked + ")";
    }
    by_index += all;
    sql += each.empty() || read.engine() != storage::Engine::sqlite
               ? all
               : " AND CASE WHEN " + each + " THEN 1 ELSE 0 END = 1";
    add(args, scope.values);
    add(args, condition.values);
}

Sum sum_of(storage::Read& read, const Where& where) {
    auto rows =
        read.query({"groups.sum",
                    "SELECT COUNT(*), CAST(COALESCE(SUM(portfolio.revenue_12m_minor), 0) AS BIGINT) FROM "
                    "portfolio" +
                        where.sql},
                   where.args);
    rows.next();
    return {rows.integer(0), rows.integer(1)};
}

std::int64_t count_seen(storage::Read& read, const auth::Actor& actor) {
    const Where where{read, actor};
    return read.integer({"groups.seen", "SELECT COUNT(*) FROM portfolio" + where.by_index}, where.args)
        .value_or(0);
}

std::vector<Sum> sums_of(storage::Read& read, const auth::Actor& actor,
                         const std::vector<describe::Condition>& conditions) {
    std::vector<Sum> sums;
    for (std::size_t from = 0; from < conditions.size(); from += conditions_at_once) {
        const auto until = std::min(from + conditions_at_once, conditions.size());
        Where where{read, actor};
        std::string columns;
        for (std::size_t i = from; i < until; ++i) {
            const auto when = " FILTER (WHERE " + or_true(conditions[i].sql) + ")";
            columns += std::string{i > from ? ", " : ""} + "COUNT(*)" + when +
                       ", CAST(COALESCE(SUM(portfolio.revenue_12m_minor)" + when + ", 0) AS BIGINT)";
            add(where.args, conditions[i].values);
        }
        auto rows =
            read.query({"groups.sums", "SELECT " + columns + " FROM portfolio" + where.sql}, where.args);
        rows.next();
        for (std::size_t i = from; i < until; ++i) {
            const int column = static_cast<int>(2 * (i - from));
            sums.push_back({rows.integer(column), rows.integer(column + 1)});
        }
    }
    return sums;
}

std::vector<Sample> sample_of(storage::Read& read, const Where& where, std::int64_t accounts) {
    if (accounts == 0) return {};
    const std::string sorted = accounts <= few ? "+" : "";  // no walk along the index of the revenue
    auto rows = read.query({"groups.sample",
                            "SELECT portfolio.id, portfolio.name, portfolio.class, portfolio.owner_name, "
                            "portfolio.revenue_12m_minor FROM portfolio" +
                                where.sql + " ORDER BY " + sorted +
                                "portfolio.revenue_12m_minor DESC, portfolio.id DESC LIMIT 5"},
                           where.args);
    std::vector<Sample> sample;
    while (rows.next())
        sample.push_back({rows.text(0), rows.text(1), rows.text(2), rows.text(3), rows.integer(4)});
    return sample;
}

std::vector<std::string> living_groups(storage::Read& read) {
    std::vector<std::string> ids;
    auto rows = read.query(sql::list_groups);
    while (rows.next()) ids.push_back(rows.text(0));
    return ids;
}

void keep_members(storage::Write& write, const Group& group) {
    const auto condition = condition_of(write, base::parse_json(group.rule.json), false, "r");
    Where where{write, auth::system_actor(), condition};
    where.args.emplace_back("group", group.id);
    write.execute(sql::forget_members, {{"group", group.id}});
    write.execute(
        {"groups.keep_members",
         "INSERT INTO account_group_members (group_id, account_id) SELECT :group, portfolio.id FROM "
         "portfolio" +
             where.sql},
        where.args);
}

void forget_members(storage::Write& write, const std::string& group_id) {
    write.execute(sql::forget_members, {{"group", group_id}});
}

}  // namespace kamino::groups
