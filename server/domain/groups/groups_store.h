// Groups in the database: their rules as conditions, who is in them, and what counts and comparisons read.
#pragma once
#include <boost/json/fwd.hpp>
#include <string>
#include <vector>

#include "domain/groups/rule.h"

namespace kamino::groups {

// The workspace's own fields of accounts, as rules see them.
std::vector<RuleField> custom_fields(storage::Read& read);

// What a rule asks for, read with this moment's calendar; faults below "/rule". Never names other groups.
describe::Condition condition_of(storage::Read& read, const boost::json::value& rule, bool strict,
                                 std::string_view prefix);

// " WHERE …" over the portfolio: living rows that the actor sees and that fulfil the condition. SQLite keeps
// no statistics of values and would look up row after row by a condition's index where one walk over all is
// quicker: `sql` is what no index answers there (a CASE), `by_index` what one may.
struct Where {
    std::string sql = " WHERE portfolio.deleted_at IS NULL", by_index = sql;
    storage::Args args;
    Where(storage::Read& read, const auth::Actor& actor);
    Where(storage::Read& read, const auth::Actor& actor, const describe::Condition& condition);
};

struct Sum {
    std::int64_t accounts = 0, revenue = 0;  // minor units, 12 months
};
Sum sum_of(storage::Read& read, const Where& where);
std::int64_t count_seen(storage::Read& read, const auth::Actor& actor);

// The sums of several conditions in one walk, each over what the actor sees.
std::vector<Sum> sums_of(storage::Read& read, const auth::Actor& actor,
                         const std::vector<describe::Condition>& conditions);

// The largest few, by revenue.
struct Sample {
    std::string id, name, class_, owner_name;
    std::int64_t revenue = 0;
};
std::vector<Sample> sample_of(storage::Read& read, const Where& where, std::int64_t accounts);

std::vector<std::string> living_groups(storage::Read& read);

// Writes down who is in the group now, of all accounts, and forgets it again.
void keep_members(storage::Write& write, const Group& group);
void forget_members(storage::Write& write, const std::string& group_id);

}  // namespace kamino::groups
